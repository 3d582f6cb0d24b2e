"""Charts, and what one region more or less would bring, drawn and as a table."""

import math
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.files.run_record import CurvePoint
from regionplanner.naming import parent_names
from regionplanner.words.language import Language, plain
from regionplanner.words.sentences import NONE, fixed, number, percent, signed
from regionplanner.words.text import words_in

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
    """Return points as the attribute of a polyline of SVG."""
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _round_scale(least: float, most: float, start: float, end: float) -> Scale:
    spread = most - least or abs(most) or 1.0
    power = 10.0 ** math.floor(math.log10(spread / 4))
    step = next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= spread / 5)
    low, high = math.floor(least / step) * step, math.ceil(most / step) * step
    return Scale(low, high if high > low else low + step, step, start, end)


_PLACES = 1


@dataclass(frozen=True, slots=True)
class Step:
    """What another number of regions would bring.

    Attributes
    ----------
    difference, share
        How much more the objective is, and in percent; a dash where there is no such plan.
    width
        Size of the difference, as a share of the largest one of all.
    worse
        Whether the objective is more: less is better.
    """

    difference: str
    share: str
    width: float
    worse: bool


@dataclass(frozen=True, slots=True)
class CurveRow:
    """A reference region and what one region more or less would bring.

    Attributes
    ----------
    name
        Of the reference region.
    regions, objective
        Its number of regions, and the objective.
    less, more
        With one region less and with one more.
    """

    name: Markup
    regions: str
    objective: str
    less: Step
    more: Step


def unproven(point: CurvePoint) -> bool:
    """Return whether a better plan with this number of regions is not ruled out."""
    return point.objective is not None and point.objective != point.bound


def curve_rows(measured: MeasuredPlan, language: Language) -> list[CurveRow]:
    """Return what one region more or less would bring in each reference region, and in all.

    Returns
    -------
    list of CurveRow
        By reference region; the last one is all of them together.
    """
    if measured.record is None:
        return []
    names = {code: name for code, (_, name) in parent_names(measured.municipalities).items()}
    curves = [
        (named(names.get(code, code), code), points)
        for code, points in measured.record.parent_curves.items()
    ]
    curves.append((Markup("{}").format(words_in(language)["report_all"]), measured.record.curve))
    found = [(name, _around(points)) for name, points in curves if len(points) > 1]
    largest = max((abs(d) for _, around in found for d in _differences(around)), default=0.0)
    return [
        CurveRow(
            name=name,
            regions=number(here.regions, language),
            objective=_marked(fixed(here.objective or 0.0, _PLACES, language), here),
            less=_step(here, less, largest, language),
            more=_step(here, more, largest, language),
        )
        for name, around in found
        if around is not None
        for less, here, more in [around]
    ]


def lonely_parents(measured: MeasuredPlan, language: Language) -> Markup:
    """Return a sentence on the reference regions without another number of regions.

    Returns
    -------
    Markup
        Empty where every one has another number.
    """
    if measured.record is None:
        return Markup("")
    names = parent_names(measured.municipalities)
    lonely = [
        named(names[code][1] if code in names else code, code)
        for code, points in measured.record.parent_curves.items()
        if len(points) == 1
    ]
    if not lonely:
        return Markup("")
    return said("report_curve_lonely", language, parents=listed(lonely, language))


_Around = tuple[CurvePoint | None, CurvePoint, CurvePoint | None]


def _around(points: Sequence[CurvePoint]) -> _Around | None:
    """Return the point of the plan with those before and after it."""
    here = next((point for point in points if point.chosen), None)
    if here is None or here.objective is None:
        return None
    by_number = {point.regions: point for point in points if point.objective is not None}
    return by_number.get(here.regions - 1), here, by_number.get(here.regions + 1)


def _differences(around: _Around | None) -> list[float]:
    if around is None:
        return []
    less, here, more = around
    return [
        (point.objective or 0.0) - (here.objective or 0.0)
        for point in (less, more)
        if point is not None
    ]


def _step(here: CurvePoint, there: CurvePoint | None, largest: float, language: Language) -> Step:
    if there is None or there.objective is None or here.objective is None:
        return Step(NONE, "", 0.0, worse=False)
    difference = there.objective - here.objective
    share = percent(difference / abs(here.objective), language, sign=True) if here.objective else ""
    return Step(
        difference=_marked(signed(difference, _PLACES, language), there, here),
        share=share,
        width=abs(difference) / largest if largest else 0.0,
        worse=difference > 0,
    )


def _marked(text: str, *points: CurvePoint) -> str:
    return f"{text}*" if any(unproven(point) for point in points) else text


_WHOLE = Frame(width=680, height=230, left=52.0, right=668.0, top=14.0, base=196.0)
_SMALL = Frame(width=220, height=104, left=4.0, right=216.0, top=24.0, base=84.0)
_MOST_WHOLE, _MOST_SMALL = 27, 12  # numbers of regions that there is room for


def parent_charts(measured: MeasuredPlan, language: Language) -> list[tuple[str, Chart]]:
    """Return a small chart for every reference region that can have another number of regions.

    Returns
    -------
    list
        Name of the reference region, and its chart.
    """
    if measured.record is None:
        return []
    names = {code: name for code, (_, name) in parent_names(measured.municipalities).items()}
    return [
        (plain(names.get(code, code)), _small(known, language))
        for code, points in measured.record.parent_curves.items()
        if len(known := _known(points)) > 1
    ]


def whole_chart(measured: MeasuredPlan, language: Language) -> Chart | None:
    """Return the chart of all reference regions together; None where there is no curve."""
    known = [] if measured.record is None else _known(measured.record.curve)
    if len(known) < 2:
        return None
    values = [value for _, value in known]
    up = _WHOLE.up(min(values), max(values))
    every = math.ceil(len(known) / _MOST_WHOLE)
    first = known[0][0].regions
    labels = [(point.regions - first) % every == 0 for point, _ in known]
    ticks = up.ticks(lambda value: fixed(value, up.places, language))
    return _chart(_WHOLE, _dots(known, up, _WHOLE, labels, set(), language), ticks)


def _small(known: Sequence[tuple[CurvePoint, float]], language: Language) -> Chart:
    """Return a chart from 0 on, so that heights compare."""
    low, high = min(0.0, *(v for _, v in known)), max(0.0, *(v for _, v in known))
    up = Scale(low if high > low else high - 1, high, 1.0, _SMALL.base, _SMALL.top)
    here = next((n for n, (point, _) in enumerate(known) if point.chosen), None)
    every = math.ceil(len(known) / _MOST_SMALL)
    valued = {0, len(known) - 1} if here is None else {here - 1, here, here + 1}
    if len(known) > 5 and here is not None:
        valued = {here}
    labels = [n % every == 0 for n in range(len(known))]
    return _chart(_SMALL, _dots(known, up, _SMALL, labels, valued, language))


def _chart(frame: Frame, dots: tuple[Dot, ...], ticks: tuple[Tick, ...] = ()) -> Chart:
    line = Line(polyline((dot.x, dot.y) for dot in dots))
    return Chart(frame, (line,), dots, ticks_y=ticks)


def _dots(
    known: Sequence[tuple[CurvePoint, float]],
    up: Scale,
    frame: Frame,
    labels: Sequence[bool],
    valued: Container[int],
    language: Language,
) -> tuple[Dot, ...]:
    return tuple(
        Dot(
            x=x,
            y=up.place(value),
            label=number(point.regions, language) if point.chosen or label else "",
            chosen=point.chosen,
            value=fixed(value, 0, language) if n in valued else "",
            unproven=unproven(point),
        )
        for n, ((point, value), x, label) in enumerate(
            zip(known, frame.columns(len(known)), labels, strict=True)
        )
    )


def _known(points: Sequence[CurvePoint]) -> list[tuple[CurvePoint, float]]:
    return [(point, point.objective) for point in points if point.objective is not None]
