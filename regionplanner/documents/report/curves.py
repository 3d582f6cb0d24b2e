"""Charts, and what one region more or less would bring, drawn and as a table."""

import math
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from regionplanner.documents.marked import named
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.files.run_record import RecordedPoint
from regionplanner.naming import parent_names
from regionplanner.words.sentences import NONE
from regionplanner.words.text import plain

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
class ChartFrame:
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

    frame: ChartFrame
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...] = ()
    ticks_x: tuple[Tick, ...] = ()
    ticks_y: tuple[Tick, ...] = ()


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """Return points as the attribute of a polyline of SVG."""
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _round_scale(least: float, most: float, start: float, end: float) -> Scale:
    spread = most - least or abs(most) or 1.0
    power = 10.0 ** math.floor(math.log10(spread / 4))
    step = next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= spread / 5)
    low, high = math.floor(least / step) * step, math.ceil(most / step) * step
    return Scale(low, high if high > low else low + step, step, start, end)


_LARGE = ChartFrame(width=680, height=230, left=52.0, right=668.0, top=14.0, base=196.0)
_SMALL = ChartFrame(width=220, height=104, left=4.0, right=216.0, top=24.0, base=84.0)
_MOST_LARGE, _MOST_SMALL = 27, 12  # numbers of regions that there is room for
Points = Sequence[RecordedPoint]
Known = Sequence[tuple[RecordedPoint, float]]
"""Points of which the objective is known, with it."""


def unproven(point: RecordedPoint) -> bool:
    """Return whether a better plan with this number of regions is not ruled out."""
    return point.objective is not None and point.objective != point.bound


def _known(points: Points) -> Known:
    return [(point, point.objective) for point in points if point.objective is not None]


def _parent_curves(measured: MeasuredPlan) -> list[tuple[str, str, Points]]:
    """Return the curves of reference regions, with their codes and names."""
    names = {code: name for code, (_, name) in parent_names(measured.case.municipalities).items()}
    curves = {} if measured.record is None else measured.record.parent_curves
    return [(code, names.get(code, code), points) for code, points in curves.items()]


def curve_rows(measured: MeasuredPlan) -> list[dict[str, Any]]:
    """Return what one region more or less would bring in each reference region, then in all."""
    if measured.record is None:
        return []
    say = measured.say
    curves = [(named(name, code), points) for code, name, points in _parent_curves(measured)]
    curves.append((say("report_all"), measured.record.curve))
    steps = [
        (name, here, [by_number.get(here[0].regions + more) for more in (-1, 1)])
        for name, points in curves
        if len(points) > 1
        for by_number in [{point.regions: (point, value) for point, value in _known(points)}]
        for here in by_number.values()
        if here[0].chosen
    ]
    sizes = (
        abs(neighbour[1] - here[1])
        for _, here, beside in steps
        for neighbour in beside
        if neighbour
    )
    largest = max(sizes, default=0.0)
    return [
        {
            "name": name,
            "regions": say.number(here[0].regions),
            "objective": _marked(say.fixed(here[1]), here[0]),
            "steps": [_step(here, there, largest, measured) for there in beside],
        }
        for name, here, beside in steps
    ]


def _step(
    here: tuple[RecordedPoint, float],
    there: tuple[RecordedPoint, float] | None,
    largest: float,
    measured: MeasuredPlan,
) -> dict[str, Any]:
    """Return how much more another number of regions would cost, and how long its bar is."""
    if there is None:
        return {"difference": NONE, "share": "", "width": 0.0, "worse": False}
    say, difference = measured.say, there[1] - here[1]
    return {
        "difference": _marked(say.signed(difference), there[0], here[0]),
        "share": say.percent(difference / abs(here[1]), sign=True) if here[1] else "",
        "width": abs(difference) / largest if largest else 0.0,
        "worse": difference > 0,
    }


def _marked(text: str, *points: RecordedPoint) -> str:
    return f"{text}*" if any(map(unproven, points)) else text


def lonely_parents(measured: MeasuredPlan) -> Markup:
    """Return a sentence on the reference regions without another number; empty without any."""
    say, curves = measured.say, _parent_curves(measured)
    lonely = [named(name, code) for code, name, points in curves if len(points) == 1]
    return say("report_curve_lonely", parents=say.listed(lonely)) if lonely else Markup("")


def parent_charts(measured: MeasuredPlan) -> list[tuple[str, Chart]]:
    """Return a small chart by reference region that can have another number of regions."""
    return [
        (plain(name), _small(known, measured))
        for _, name, points in _parent_curves(measured)
        if len(known := _known(points)) > 1
    ]


def whole_chart(measured: MeasuredPlan) -> Chart | None:
    """Return the chart of all reference regions together; None where there is no curve."""
    known = [] if measured.record is None else _known(measured.record.curve)
    if len(known) < 2:
        return None
    values = [value for _, value in known]
    up = _LARGE.up(min(values), max(values))
    every = math.ceil(len(known) / _MOST_LARGE)
    first = known[0][0].regions
    labels = [(point.regions - first) % every == 0 for point, _ in known]
    chart = _chart(known, up, _LARGE, labels, (), measured)
    return replace(chart, ticks_y=up.ticks(lambda value: measured.say.fixed(value, up.places)))


def _small(known: Known, measured: MeasuredPlan) -> Chart:
    """Return a chart from 0 on, so that heights compare."""
    low, high = min(0.0, *(v for _, v in known)), max(0.0, *(v for _, v in known))
    up = Scale(low if high > low else high - 1, high, 1.0, _SMALL.base, _SMALL.top)
    here = next((n for n, (point, _) in enumerate(known) if point.chosen), None)
    every = math.ceil(len(known) / _MOST_SMALL)
    valued = {0, len(known) - 1} if here is None else {here - 1, here, here + 1}
    if len(known) > 5 and here is not None:
        valued = {here}
    labels = [n % every == 0 for n in range(len(known))]
    return _chart(known, up, _SMALL, labels, valued, measured)


def _chart(
    known: Known,
    up: Scale,
    frame: ChartFrame,
    labels: Sequence[bool],
    valued: Container[int],
    measured: MeasuredPlan,
) -> Chart:
    say, places = measured.say, frame.columns(len(known))
    dots = tuple(
        Dot(
            x=x,
            y=up.place(value),
            label=say.number(point.regions) if point.chosen or label else "",
            chosen=point.chosen,
            value=say.fixed(value, 0) if n in valued else "",
            unproven=unproven(point),
        )
        for n, ((point, value), x, label) in enumerate(zip(known, places, labels, strict=True))
    )
    return Chart(frame, (Line(polyline((dot.x, dot.y) for dot in dots)),), dots)
