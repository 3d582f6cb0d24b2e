"""Progress on a terminal; nothing when the output goes elsewhere."""

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from regionplanner.io.municipalities import Municipalities
    from regionplanner.program.answer import ParentCurve
    from regionplanner.program.everywhere import Progress


@contextmanager
def shown_progress(
    municipalities: "Municipalities", *, quiet: bool, what: str = ""
) -> "Iterator[Progress | None]":
    """Yield a callback that shows which reference regions are done and the gap so far.

    Parameters
    ----------
    municipalities
        Names the reference regions.
    quiet
        Show nothing.
    what
        What is looked for, where that is not the plan.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    names = municipalities.frame.set_index("reference_region")["reference_region_name"]
    columns = (
        TextColumn(f"{what}, reference regions" if what else "reference regions"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("...", total=names.index.nunique())
        widest = 0.0

        def show(curve: "ParentCurve", done: int, _: int) -> None:
            nonlocal widest
            widest = max(widest, _gap(curve))
            name = names[names.index == curve.code].iloc[0]
            bar.update(task, completed=done, description=f"gap {widest:.2%}, done: {name}")

        yield show


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
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("...", total=total)
        yield lambda: bar.advance(task)


def _gap(curve: "ParentCurve") -> float:
    """Return the widest relative gap among the answers that have a plan."""
    return max(
        (
            (a.objective - a.bound) / max(abs(a.objective), 1)
            for a in curve.answers
            if a.objective is not None and a.bound is not None
        ),
        default=0.0,
    )
