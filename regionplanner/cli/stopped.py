"""Ctrl-C during a search: what is finished stays, and how to go on is said."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regionplanner.errors import counted

if TYPE_CHECKING:
    from regionplanner.program.result import ParentCurve


class StoppedError(Exception):
    """The search was stopped by Ctrl-C; the message says what is kept.

    Parameters
    ----------
    message
        What is said.
    curves
        Answers of the reference regions that were finished.
    """

    def __init__(self, message: str, curves: "tuple[ParentCurve, ...]" = ()) -> None:
        super().__init__(message)
        self.curves = curves


@dataclass(frozen=True, slots=True)
class Told:
    """What is called during a search.

    Attributes
    ----------
    started
        With the code of each reference region that work begins on.
    done
        After each, with its answers, the number done and the number in all.
    narrowed
        With the code of a reference region in work, a number of regions, and the gap of what is
        found for it; None: nobody is told.
    """

    started: "Callable[[str], None]"
    done: "Callable[[ParentCurve, int, int], None]"
    narrowed: "Callable[[str, int, float | None], None] | None" = None


@contextmanager
def stoppable(shown: Told | None, *, kept: bool) -> Iterator[Told]:
    """Yield what a search calls; Ctrl-C then says how far it was.

    Parameters
    ----------
    shown
        What shows the progress; None: nothing does.
    kept
        Whether answers are kept as they come.

    Raises
    ------
    StoppedError
        After Ctrl-C.
    """
    finished: dict[str, ParentCurve] = {}
    total = 0

    def started(code: str) -> None:
        if shown is not None:
            shown.started(code)

    def done(curve: "ParentCurve", n_done: int, of: int) -> None:
        nonlocal total
        finished[curve.code], total = curve, of
        if shown is not None:
            shown.done(curve, n_done, of)

    try:
        yield Told(started, done, None if shown is None else shown.narrowed)
    except KeyboardInterrupt:
        sentence = _sentence(len(finished), total, kept=kept)
        raise StoppedError(sentence, tuple(finished.values())) from None


def _sentence(finished: int, total: int, *, kept: bool) -> str:
    if not finished:
        return "Stopped before any reference region was finished; the same command starts again."
    found = f"Stopped with {finished} of {counted(total, 'reference region')} finished; "
    if kept:
        return f"{found}they are kept: the same command goes on from there."
    return f"{found}none is kept, because of --no-cache."
