"""Progress on a terminal, with the time that is left, and what Ctrl-C leaves; nothing elsewhere."""

import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from regionplanner.cli.say import in_words, live_console, on_terminal, printable, worded
from regionplanner.errors import Message, StoppedError, counted
from regionplanner.jobs.callbacks import SearchCallbacks
from regionplanner.proof import gap_percent, relative_gap
from regionplanner.stopping import heeded

if TYPE_CHECKING:
    from rich.console import Group

    from regionplanner.data.municipalities import Municipalities
    from regionplanner.program.curve import ParentResult


_GROWTH = 2  # time grows with the size to this power, roughly


class TimeLeft:
    """The time that is left of a search.

    Parameters
    ----------
    sizes
        Number of municipalities of every reference region, by code.
    time_limit_s
        Limit on the search [s].
    begun
        When it began, on the clock [s].
    """

    def __init__(
        self, sizes: Mapping[str, int], *, time_limit_s: float | None, begun: float
    ) -> None:
        self.begun = begun
        self._limit_s = time_limit_s
        self._work = {code: float(size) ** _GROWTH for code, size in sizes.items()}
        self._started: set[str] = set()
        self._done: set[str] = set()

    def started(self, code: str) -> None:
        """Note that work on a reference region has begun, maybe once more."""
        self._started.add(code)
        self._done.discard(code)

    def done(self, code: str) -> None:
        """Note that a reference region is done."""
        self._done.add(code)

    def left_s(self, now: float) -> float | None:
        """Return the time that is left [s]; None when nothing tells yet.

        Parameters
        ----------
        now
            The time on the clock [s].
        """
        done = sum(self._work[code] for code in self._started & self._done)
        left = sum(work for code, work in self._work.items() if code not in self._done)
        estimates = [(now - self.begun) * left / done] if done else []
        if self._limit_s is not None:
            estimates.append(max(0.0, self.begun + self._limit_s - now))
        return min(estimates, default=None)


def duration(seconds: float) -> str:
    """Return a time as people say it, such as ``45 s``, ``3 min 10 s`` or ``2 h 5 min``.

    Parameters
    ----------
    seconds
        The time [s].
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    hours, minutes = whole // 3600, whole % 3600 // 60
    return Message("{hours} h {minutes} min", hours=hours, minutes=minutes)


_MOST_LINES = 8


class Screen:
    """What is known of a search, as lines.

    Parameters
    ----------
    title
        What is counted.
    names, sizes
        Name and number of municipalities of every reference region, by code.
    time_limit_s
        Limit on the search [s].
    clock
        The time [s].
    """

    def __init__(
        self,
        title: str,
        *,
        names: Mapping[str, str],
        sizes: Mapping[str, int],
        time_limit_s: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._title, self._names, self._clock = title, names, clock
        self._time = TimeLeft(sizes, time_limit_s=time_limit_s, begun=clock())
        self._in_work: dict[str, float] = {}
        self._now: dict[str, int] = {}  # number of regions that is looked at
        self._near: dict[str, tuple[int, float]] = {}  # of what is in work
        self._gaps: dict[str, float] = {}
        self._last = ""

    def started(self, code: str) -> None:
        """Show that work on a reference region has begun."""
        self._in_work[code] = self._clock()
        self._now.pop(code, None)
        self._near.pop(code, None)
        self._time.started(code)

    def on_incumbent(self, code: str, n_regions: int, gap: float | None) -> None:
        """Show how near the division of a reference region in work is to the best."""
        self._now[code] = n_regions
        if gap is not None:
            self._near[code] = n_regions, gap

    def done(self, curve: "ParentResult", _done: int, _of: int) -> None:
        """Show that a reference region is done."""
        self._in_work.pop(curve.code, None)
        self._gaps[curve.code] = gap(curve)
        self._time.done(curve.code)
        self._last = curve.code

    def lines(self) -> "Group":
        """Return what is shown now."""
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        now, n_done, total = self._clock(), len(self._gaps), len(self._names)
        bar = Table.grid(padding=(0, 1))
        bar.add_row(self._title, ProgressBar(total, n_done, width=30), f"{n_done}/{total}")
        below = [", ".join(self._words(now)), *self._below(now)]
        return Group(bar, *(Text(f"  {line}") for line in below))

    def _words(self, now: float) -> list[str]:
        words = []
        if self._gaps:
            words.append(worded("largest gap {gap}%", gap=gap_percent(max(self._gaps.values()))))
        words.append(in_words(duration(now - self._time.begun)))
        left_s = self._time.left_s(now)
        if left_s is not None:
            words.append(worded("about {time} left", time=duration(left_s)))
        return words

    def _below(self, now: float) -> list[str]:
        """Return a line for each reference region in work, and for the last one done."""
        begun = sorted(self._in_work.items(), key=lambda item: item[1])
        lines = [self._line(code, now - since) for code, since in begun[:_MOST_LINES]]
        if len(begun) > _MOST_LINES:
            lines.append(worded("and {more} more", more=len(begun) - _MOST_LINES))
        if self._last:
            lines.append(
                worded(
                    "done: {name}, gap {gap}%",
                    name=self._names[self._last],
                    gap=gap_percent(self._gaps[self._last]),
                )
            )
        return lines

    def _line(self, code: str, seconds: float) -> str:
        """Return the line of a reference region in work."""
        line = Message("in work: {name}, {time}", name=self._names[code], time=duration(seconds))
        if code not in self._now:
            return in_words(line)
        now = self._now[code]
        if code not in self._near:
            return worded(
                "{line}, {n_regions}: no plan yet", line=line, n_regions=counted(now, "region")
            )
        known, gap = self._near[code]
        best = Message(
            "{line}, {n_regions}: gap {gap}%",
            line=line,
            n_regions=counted(known, "region"),
            gap=gap_percent(gap),
        )
        return in_words(best) if known == now else worded("{found}, now {now}", found=best, now=now)


def gap(curve: "ParentResult") -> float:
    """Return the widest relative gap among the answers that have a plan.

    Parameters
    ----------
    curve
        Answers of a reference region.
    """
    return max(
        (
            relative_gap(a.objective, a.bound)
            for a in curve.answers
            if a.objective is not None and a.bound is not None
        ),
        default=0.0,
    )


CTRL_C = threading.Event()
"""Asks a job to stop."""


@contextmanager
def ctrl_c_stops() -> Iterator[None]:
    """Return the context in which Ctrl-C first asks a search to stop; else it ends the process."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield  # whoever started it wants none of it
        return

    def pressed(*_: object) -> None:
        if heeded() is not CTRL_C or CTRL_C.is_set():
            raise KeyboardInterrupt
        CTRL_C.set()

    signal.signal(signal.SIGINT, pressed)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def ended_by_ctrl_c() -> Iterator[None]:
    """Return the context in which a command ends once what Ctrl-C stopped has returned."""
    with suppress(StoppedError):
        yield
        if not CTRL_C.is_set():
            return
    raise KeyboardInterrupt


AFTER_S = 2.0
"""Steps are shown once a command takes longer than this [s]: many short ones are a while too."""

_BEGUN = time.monotonic()
_GLIMPSE_S = 0.1  # a step that is over so soon is not worth showing

_shown = threading.Lock()


@contextmanager
def step(what: str) -> "Iterator[None]":
    """Show what is being done, and since when, where that takes a while.

    Parameters
    ----------
    what
        Such as "drawing the map". A step within a step is part of it.
    """
    with ended_by_ctrl_c():
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
    if ended.wait(max(_GLIMPSE_S, _BEGUN + AFTER_S - time.monotonic())):
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
        bar.add_task(in_words(Message(what)), total=None)
        ended.wait()


@contextmanager
def shown_progress(
    municipalities: "Municipalities", *, quiet: bool, what: str = "", time_limit_s: float | None
) -> "Iterator[SearchCallbacks | None]":
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

    from regionplanner.naming import parent_names

    sizes = municipalities.frame.groupby("reference_region").size()
    screen = Screen(
        worded(("{what}, reference regions") if what else "reference regions", what=Message(what)),
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
        yield SearchCallbacks(screen.started, screen.done, screen.on_incumbent)


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
        with ended_by_ctrl_c():
            yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(in_words(Message(what))),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with ended_by_ctrl_c(), Bar(*columns, console=live_console(), transient=True) as bar:
        task = bar.add_task("...", total=total)
        yield lambda: bar.advance(task)


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
    curves: dict[str, ParentResult] = {}
    n_finished = total = 0

    def done(curve: "ParentResult", n_done: int, of: int) -> None:
        nonlocal n_finished, total
        curves[curve.code], total = curve, of
        n_finished = n_finished if CTRL_C.is_set() else len(curves)
        if shown is not None and shown.done is not None:
            shown.done(curve, n_done, of)

    try:
        with ended_by_ctrl_c():
            yield replace(shown or SearchCallbacks(), done=done)
    except KeyboardInterrupt:
        stopped = StoppedError(_sentence(n_finished, total, kept=kept))
        stopped.curves = tuple(curves.values())
        raise stopped from None


def _sentence(finished: int, total: int, *, kept: bool) -> str:
    if not finished:
        return Message(
            "Stopped before any reference region was finished; the same command starts again."
        )
    in_all = counted(total, "reference region")
    return Message(
        (
            "Stopped with {finished} of {in_all} finished; they are kept: the same "
            "command goes on from there."
        )
        if kept
        else "Stopped with {finished} of {in_all} finished; none is kept, because of --no-cache.",
        finished=finished,
        in_all=in_all,
    )
