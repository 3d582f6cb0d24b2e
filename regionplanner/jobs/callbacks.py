"""What a job reports while it runs, and what asks it to stop."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regionplanner.data.municipalities import Municipalities
    from regionplanner.files.file_choices import DataChoices
    from regionplanner.program.curve import ParentResult
    from regionplanner.stopping import Stop


@dataclass(frozen=True, slots=True)
class SearchCallbacks:
    """What is called during one search; None disables a callback.

    Attributes
    ----------
    started
        With the code of each reference region that work begins on.
    done
        After each, with its answers, the number done and the number in all.
    on_incumbent
        With the code of a reference region in work, a number of regions, and the gap of the
        incumbent for it.
    """

    started: "Callable[[str], None] | None" = None
    done: "Callable[[ParentResult, int, int], None] | None" = None
    on_incumbent: "Callable[[str, int, float | None], None] | None" = None

    @property
    def of_proposal(self) -> dict[str, Any]:
        """The arguments of `propose`."""
        return {"started": self.started, "progress": self.done, "on_incumbent": self.on_incumbent}


def _unwatched(*_: object) -> "AbstractContextManager[SearchCallbacks]":
    return nullcontext(SearchCallbacks())


def _uncounted(*_: object) -> "AbstractContextManager[Callable[[], None]]":
    return nullcontext(lambda: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobCallbacks:
    """What a job reports while it runs, by default its notes to the log, and what asks it to stop.

    Attributes
    ----------
    step
        Returns the context in which a step of the work is done, such as "drawing the map".
    note
        Receives how something was read, where it does not stand so in a file.
    loaded
        Receives data that were read, and the choices that they were read with.
    search
        Receives the municipalities of a search and what is searched for, empty for the plan;
        returns the context in which it runs, whose value it calls.
    counted
        Receives what is made, in the plural, and how many; returns the context in which they are
        made, whose value is called after each.
    stop
        Asks the job to stop, such as a `threading.Event`; it then returns the best that it has,
        with the gap that is proven, or raises `StoppedError`. None: nothing does.
    """

    step: Callable[[str], AbstractContextManager[Any]] = nullcontext
    note: Callable[[str], None] = logging.getLogger(__name__).warning
    loaded: "Callable[[Municipalities, DataChoices], None]" = lambda *_: None
    search: "Callable[[Municipalities, str], AbstractContextManager[SearchCallbacks]]" = _unwatched
    counted: "Callable[[str, int], AbstractContextManager[Callable[[], None]]]" = _uncounted
    stop: "Stop | None" = None


TO_LOG = JobCallbacks()
"""Callbacks of a job that nobody watches."""
