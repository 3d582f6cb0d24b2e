"""The lines that a terminal shows during a search: a bar, and who is in work."""

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rich.console import Group
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from regionplanner.cli.time_left import TimeLeft, duration
from regionplanner.errors import counted
from regionplanner.proof import gap_text, relative_gap

if TYPE_CHECKING:
    from regionplanner.program.answer import ParentCurve

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

    def narrowed(self, code: str, n_regions: int, gap: float | None) -> None:
        """Show how near the division of a reference region in work is to the best."""
        self._now[code] = n_regions
        if gap is not None:
            self._near[code] = n_regions, gap

    def done(self, curve: "ParentCurve", _done: int, _of: int) -> None:
        """Show that a reference region is done."""
        self._in_work.pop(curve.code, None)
        self._gaps[curve.code] = gap(curve)
        self._time.done(curve.code)
        self._last = curve.code

    def lines(self) -> Group:
        """Return what is shown now."""
        now, n_done, total = self._clock(), len(self._gaps), len(self._names)
        bar = Table.grid(padding=(0, 1))
        bar.add_row(self._title, ProgressBar(total, n_done, width=30), f"{n_done}/{total}")
        below = [", ".join(self._words(now)), *self._below(now)]
        return Group(bar, *(Text(f"  {line}") for line in below))

    def _words(self, now: float) -> list[str]:
        words = [f"largest gap {gap_text(max(self._gaps.values()))}"] if self._gaps else []
        words.append(duration(now - self._time.begun))
        left_s = self._time.left_s(now)
        return [*words, f"about {duration(left_s)} left"] if left_s is not None else words

    def _below(self, now: float) -> list[str]:
        """Return a line for each reference region in work, and for the last one done."""
        begun = sorted(self._in_work.items(), key=lambda item: item[1])
        lines = [self._line(code, now - since) for code, since in begun[:_MOST_LINES]]
        if len(begun) > _MOST_LINES:
            lines.append(f"and {len(begun) - _MOST_LINES} more")
        if self._last:
            lines.append(f"done: {self._names[self._last]}, gap {gap_text(self._gaps[self._last])}")
        return lines

    def _line(self, code: str, seconds: float) -> str:
        """Return the line of a reference region in work."""
        line = f"in work: {self._names[code]}, {duration(seconds)}"
        if code not in self._now:
            return line
        number = self._now[code]
        if code not in self._near:
            return f"{line}, {counted(number, 'region')}: no plan yet"
        known, gap = self._near[code]
        now = "" if known == number else f", now {number}"
        return f"{line}, {counted(known, 'region')}: gap {gap_text(gap)}{now}"


def gap(curve: "ParentCurve") -> float:
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
