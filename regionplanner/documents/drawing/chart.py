"""Charts: axes with round ends and lines in between, points, and the line through them."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Tick = tuple[float, str]
"""A place on an axis, and what is written beside it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values are on an axis.

    Attributes
    ----------
    low, high, step
        Round ends and the step between lines, in values.
    start, end
        Where the ends are drawn.
    """

    low: float
    high: float
    step: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return where a value is drawn."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def places(self) -> int:
        """Number of decimals that tell the lines apart."""
        return max(0, -math.floor(math.log10(self.step)))

    @property
    def lines(self) -> tuple[float, ...]:
        """Values of the lines."""
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + n * self.step for n in range(count + 1))

    def ticks(self, text: Callable[[float], str]) -> tuple[Tick, ...]:
        """Return where the lines are, with the text of each value."""
        return tuple((self.place(value), text(value)) for value in self.lines)


@dataclass(frozen=True, slots=True)
class Frame:
    """Size of a chart, and the sides of the area between its axes, in pixels."""

    width: int
    height: int
    left: float
    right: float
    top: float
    base: float

    def across(self, least: float, most: float) -> Scale:
        """Return a horizontal axis with round ends that holds the extreme values."""
        return _round_scale(least, most, self.left, self.right)

    def up(self, least: float, most: float) -> Scale:
        """Return a vertical axis with round ends that holds the extreme values."""
        return _round_scale(least, most, self.base, self.top)

    def columns(self, count: int) -> list[float]:
        """Return the middles of as many columns of equal width."""
        step = (self.right - self.left) / count
        return [round(self.left + step * (n + 0.5), 1) for n in range(count)]


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a chart.

    Attributes
    ----------
    x, y
        Its place.
    label, value
        Its name and its value as text; empty where there is no room.
    chosen, unproven
        Whether the report is about it, and whether a better plan is not ruled out.
    """

    x: float
    y: float
    label: str
    chosen: bool
    value: str = ""
    unproven: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: points of a polyline, its name, and the place of the name."""

    points: str
    kind: str = ""
    name: str = ""
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as it is drawn: in a frame with ticks, lines, and points on them."""

    frame: Frame
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...] = ()
    ticks_x: tuple[Tick, ...] = ()
    ticks_y: tuple[Tick, ...] = ()


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """Return points as the attribute of a polyline of SVG.

    Parameters
    ----------
    points
        Places, across and down.
    """
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _round_scale(least: float, most: float, start: float, end: float) -> Scale:
    spread = most - least or abs(most) or 1.0
    power = 10.0 ** math.floor(math.log10(spread / 4))
    step = next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= spread / 5)
    low, high = math.floor(least / step) * step, math.ceil(most / step) * step
    return Scale(low, high if high > low else low + step, step, start, end)
