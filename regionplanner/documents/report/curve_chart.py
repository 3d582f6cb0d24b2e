"""Curves drawn: the objective for every number of regions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from regionplanner.documents.drawing.axes import round_scale
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.numbers import fixed
from regionplanner.documents.report.curve_table import unproven
from regionplanner.io.record import CurvePoint
from regionplanner.naming import parent_names
from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.sentences import number


@dataclass(frozen=True, slots=True)
class Dot:
    """A number of regions on a chart.

    Attributes
    ----------
    x, y
        Its place.
    regions, value
        What is written beside it; empty where there is no room.
    chosen, unproven
        Whether the plan has this number, and whether a better plan with it is not ruled out.
    """

    x: float
    y: float
    regions: str
    value: str
    chosen: bool
    unproven: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A curve as it is drawn.

    Attributes
    ----------
    name
        Of the reference region; empty for all together.
    width, height
        Size of the drawing.
    base
        Where the axis with the numbers is.
    left, right
        Ends of that axis.
    line
        The curve, as points of a polyline.
    dots
        A point for every number of regions.
    ticks
        Heights with what is written beside them.
    """

    name: str
    width: int
    height: int
    base: float
    left: float
    right: float
    line: str
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]


def parent_charts(measured: MeasuredPlan, language: Language) -> list[Chart]:
    """Return a small chart for every reference region that can have another number of regions.

    Parameters
    ----------
    measured
        A plan with the record of its run; without one there is no curve.
    language
        Decides the signs.
    """
    if measured.record is None:
        return []
    names = {code: name for code, (_, name) in parent_names(measured.municipalities).items()}
    charts = (
        _small(plain(names.get(code, code)), points, language)
        for code, points in measured.record.parent_curves.items()
        if len(_known(points)) > 1
    )
    return list(charts)


def whole_chart(measured: MeasuredPlan, language: Language) -> Chart | None:
    """Return the chart of all reference regions together; None where there is no curve.

    Parameters
    ----------
    measured
        A plan with the record of its run.
    language
        Decides the signs.
    """
    points = [] if measured.record is None else _known(measured.record.curve)
    if len(points) < 2:
        return None
    values = [value for _, value in points]
    room = _Room(width=680, height=230, left=52.0, right=668.0, top=14.0, base=196.0)
    heights = round_scale(min(values), max(values), room.base, room.top)
    every = math.ceil(len(points) / 27)
    first = points[0][0].regions
    return _chart(
        "",
        room,
        [
            _dot(
                point,
                room.x(n, len(points)),
                heights.place(value),
                regions=point.chosen or (point.regions - first) % every == 0,
                value="",
                language=language,
            )
            for n, (point, value) in enumerate(points)
        ],
        tuple(
            (heights.place(value), fixed(value, heights.places, language))
            for value in heights.lines
        ),
    )


@dataclass(frozen=True, slots=True)
class _Room:
    width: int
    height: int
    left: float
    right: float
    top: float
    base: float

    def x(self, position: int, count: int) -> float:
        inset = (self.right - self.left) / (2 * count)
        return round(self.left + inset * (2 * position + 1), 1)

    def y(self, value: float, low: float, high: float) -> float:
        share = (value - low) / (high - low) if high > low else 1.0
        return round(self.base - share * (self.base - self.top), 1)


def _small(name: str, points: Sequence[CurvePoint], language: Language) -> Chart:
    """Return a chart from 0 on, so that heights compare."""
    known = _known(points)
    low, high = min(0.0, *(v for _, v in known)), max(0.0, *(v for _, v in known))
    room = _Room(width=220, height=104, left=4.0, right=216.0, top=24.0, base=84.0)
    here = next((n for n, (point, _) in enumerate(known) if point.chosen), None)
    every = math.ceil(len(known) / 12)
    told = {0, len(known) - 1} if here is None else {here - 1, here, here + 1}
    if len(known) > 5 and here is not None:
        told = {here}
    dots = [
        _dot(
            point,
            room.x(n, len(known)),
            room.y(value, low, high),
            regions=point.chosen or n % every == 0,
            value=fixed(value, 0, language) if n in told else "",
            language=language,
        )
        for n, (point, value) in enumerate(known)
    ]
    return _chart(name, room, dots, ())


def _chart(name: str, room: _Room, dots: list[Dot], ticks: tuple[tuple[float, str], ...]) -> Chart:
    return Chart(
        name=name,
        width=room.width,
        height=room.height,
        base=room.base,
        left=room.left,
        right=room.right,
        line=" ".join(f"{dot.x:g},{dot.y:g}" for dot in dots),
        dots=tuple(dots),
        ticks=ticks,
    )


def _dot(
    point: CurvePoint, x: float, y: float, *, regions: bool, value: str, language: Language
) -> Dot:
    return Dot(
        x=x,
        y=y,
        regions=number(point.regions, language) if regions else "",
        value=value,
        chosen=point.chosen,
        unproven=unproven(point),
    )


def _known(points: Sequence[CurvePoint]) -> list[tuple[CurvePoint, float]]:
    return [(point, point.objective) for point in points if point.objective is not None]
