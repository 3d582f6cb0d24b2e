"""Ctrl-C during a search: what is finished stays, and how to go on is said."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from regionplanner.errors import counted
from regionplanner.jobs.callbacks import SearchCallbacks

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


@contextmanager
def stoppable(shown: SearchCallbacks | None, *, kept: bool) -> Iterator[SearchCallbacks]:
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

    def done(curve: "ParentCurve", n_done: int, of: int) -> None:
        nonlocal total
        finished[curve.code], total = curve, of
        if shown is not None and shown.done is not None:
            shown.done(curve, n_done, of)

    try:
        yield replace(shown or SearchCallbacks(), done=done)
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
