"""Progress on a terminal; nothing when the output goes elsewhere."""

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from regionplanner.cli.say import live_console, on_terminal, printable, with_nouns
from regionplanner.cli.stopped import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from regionplanner.data.municipalities import Municipalities


AFTER_S = 2.0
"""A step is shown once it takes longer than this [s]."""

_shown = threading.Lock()


@contextmanager
def step(what: str) -> "Iterator[None]":
    """Show what is being done, and since when, where that takes a while.

    Parameters
    ----------
    what
        Such as "drawing the map". A step within a step is part of it.
    """
    if not on_terminal() or not _shown.acquire(blocking=False):
        yield
        return
    ended = threading.Event()
    shower = threading.Thread(target=_show, args=(what, ended), daemon=True)
    shower.start()
    try:
        yield
    finally:
        ended.set()
        shower.join()
        _shown.release()


def _show(what: str, ended: threading.Event) -> None:
    if ended.wait(AFTER_S):
        return
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(
        *columns,
        console=live_console(),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as bar:
        bar.add_task(what, total=None)
        ended.wait()


@contextmanager
def shown_progress(
    municipalities: "Municipalities", *, quiet: bool, what: str = "", time_limit_s: float | None
) -> "Iterator[Told | None]":
    """Yield what shows which reference regions are in work and done, the gap and the time left.

    Parameters
    ----------
    municipalities
        Names the reference regions.
    quiet
        Show nothing.
    what
        What is looked for, where that is not the plan.
    time_limit_s
        Limit on the search [s]; no more time than that is ever left.
    """
    if not on_terminal(quiet=quiet):
        yield None
        return
    from rich.live import Live

    from regionplanner.cli.live import Screen
    from regionplanner.naming import parent_names

    sizes = municipalities.frame.groupby("reference_region").size()
    screen = Screen(
        with_nouns(f"{what}, reference regions" if what else "reference regions"),
        names={
            code: " ".join(printable(name).split())
            for code, (_, name) in parent_names(municipalities).items()
        },
        sizes=dict(sizes),
        time_limit_s=time_limit_s,
    )
    with Live(
        get_renderable=screen.lines, console=live_console(), transient=True, refresh_per_second=4
    ):
        yield Told(screen.started, screen.done, screen.narrowed)


@contextmanager
def shown_steps(what: str, total: int, *, quiet: bool) -> "Iterator[Callable[[], None]]":
    """Yield a callback that shows that one more of something is done.

    Parameters
    ----------
    what
        What is made, in the plural.
    total
        How many of them.
    quiet
        Show nothing.
    """
    if not on_terminal(quiet=quiet):
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=live_console(), transient=True) as bar:
        task = bar.add_task("...", total=total)
        yield lambda: bar.advance(task)
