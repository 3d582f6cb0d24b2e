"""Curves drawn: the objective for every number of regions."""

import math
from collections.abc import Container, Sequence

from regionplanner.documents.drawing.chart import Chart, Dot, Frame, Line, Scale, Tick, polyline
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.numbers import fixed
from regionplanner.documents.report.curve_table import unproven
from regionplanner.files.run_record import CurvePoint
from regionplanner.naming import parent_names
from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.sentences import number

_WHOLE = Frame(width=680, height=230, left=52.0, right=668.0, top=14.0, base=196.0)
_SMALL = Frame(width=220, height=104, left=4.0, right=216.0, top=24.0, base=84.0)
_MOST_WHOLE, _MOST_SMALL = 27, 12  # numbers of regions that there is room for


def parent_charts(measured: MeasuredPlan, language: Language) -> list[tuple[str, Chart]]:
    """Return a small chart for every reference region that can have another number of regions.

    Parameters
    ----------
    measured
        A plan with the record of its run; without one there is no curve.
    language
        Decides the signs.

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
    """Return the chart of all reference regions together; None where there is no curve.

    Parameters
    ----------
    measured
        A plan with the record of its run.
    language
        Decides the signs.
    """
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
