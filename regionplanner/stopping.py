"""When work ends: at its deadline, or soon after it is asked to stop."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from regionplanner.errors import LimitError, StoppedError

_MOMENT_S = 0.15
"""How long after a stop a solver may still finish, so that a plan comes of what is known."""


class Stop(Protocol):
    """What asks work to stop, from any thread, such as a `threading.Event`."""

    def is_set(self) -> bool:
        """Return whether it is asked to stop."""


class _Scope:
    """A stop, and when it was first noticed."""

    def __init__(self, stop: Stop) -> None:
        self.stop = stop
        self.since: float | None = None


_SCOPE: ContextVar[_Scope | None] = ContextVar("regionplanner_stop", default=None)


@contextmanager
def stoppable(stop: Stop | None) -> Iterator[None]:
    """Return the context in which all work of this thread heeds a stop.

    Once it is set, searches return the best plan that they have, with the gap that is proven, as at
    a time limit; without any plan they raise `StoppedError`. Answers that were kept stay usable.

    Parameters
    ----------
    stop
        Asks to stop, such as a `threading.Event` that another thread or a callback sets; None: as
        the context around.

    Returns
    -------
    contextlib.AbstractContextManager
        For a ``with`` statement, which it gives None; afterwards the stop of before counts again.

    Examples
    --------
    >>> import threading
    >>> asked = threading.Event()
    >>> asked.set()
    >>> with stoppable(asked):
    ...     is_stopped()
    True
    """
    before = _SCOPE.get() if stop is None else _Scope(stop)
    token = _SCOPE.set(before)
    try:
        yield
    finally:
        _SCOPE.reset(token)


def heed(stop: Stop | None) -> None:
    """Let all work of this thread heed a stop from now on, as `stoppable` for a while."""
    _SCOPE.set(None if stop is None else _Scope(stop))


def heeded() -> Stop | None:
    """Return the stop that work here heeds, if any."""
    scope = _SCOPE.get()
    return None if scope is None else scope.stop


def is_stopped() -> bool:
    """Return whether work here is asked to stop."""
    scope = _SCOPE.get()
    if scope is None:
        return False
    if scope.since is None and scope.stop.is_set():
        scope.since = time.monotonic()
    return scope.since is not None


def waited_s() -> float:
    """Return how long ago it was noticed that work here is asked to stop [s]; 0 where it is not."""
    scope = _SCOPE.get()
    if scope is None or not is_stopped() or scope.since is None:
        return 0.0
    return time.monotonic() - scope.since


def left_s(deadline: float) -> float:
    """Return the time until a `time.monotonic` value [s]; none once it is asked to stop."""
    return 0.0 if is_stopped() else deadline - time.monotonic()


def moment_s(least_s: float, deadline: float = -float("inf")) -> float:
    """Return the time to make a plan of what is known: a least one, or what a stop leaves [s]."""
    if is_stopped():
        return min(least_s, max(0.0, _MOMENT_S - waited_s()))
    return max(least_s, deadline - time.monotonic())


def check_time(deadline: float = float("inf")) -> None:
    """Raise at a deadline, or once it is asked to stop.

    Parameters
    ----------
    deadline
        `time.monotonic` value.

    Raises
    ------
    LimitError
        When it is past; `StoppedError` when it is asked to stop.
    """
    if is_stopped():
        raise StoppedError
    if time.monotonic() > deadline:
        raise LimitError("the time limit was reached")
