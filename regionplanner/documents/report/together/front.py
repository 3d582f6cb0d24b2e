"""The trade-off of two criteria in the report: its plans as points, and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.criteria.registry import CriterionName
from regionplanner.documents.drawing.chart import Chart, Dot, Frame, Line, Scale, polyline
from regionplanner.documents.marked import named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.numbers import fixed, percent
from regionplanner.documents.report.question import unit_text, value_text
from regionplanner.files.set_records import FrontRecord, PointRecord
from regionplanner.words.criteria import criterion_word
from regionplanner.words.language import Language
from regionplanner.words.text import words_in

_FRAME = Frame(width=680, height=330, left=62.0, right=656.0, top=16.0, base=284.0)


@dataclass(frozen=True, slots=True)
class FrontRow:
    """A plan of the front.

    Attributes
    ----------
    name
        What it is called.
    first, second
        Value of each criterion.
    proof
        What is proven of the first.
    here
        Whether the report is about it.
    """

    name: Markup
    first: str
    second: str
    proof: str
    here: bool


@dataclass(frozen=True, slots=True)
class FrontPart:
    """What the report says of a front.

    Attributes
    ----------
    first, second
        Names of the criteria, with their units.
    lead
        A sentence with the prices of the ends.
    chart, rows
        The plans.
    """

    first: str
    second: str
    lead: Markup
    chart: Chart
    rows: tuple[FrontRow, ...]


def front_part(
    measured: MeasuredPlan, others: Sequence[MeasuredPlan], language: Language
) -> FrontPart | None:
    """Return what the report says of the front that the plan is on; None where it is on none.

    Parameters
    ----------
    measured
        The plan.
    others
        Other plans in the report, for what they are called.
    language
        Language of the words.
    """
    record = next((one for one in measured.made if isinstance(one, FrontRecord)), None)
    if record is None:
        return None
    words, points = words_in(language), record.points
    called = {one.sha256: named(one.name) for one in (measured, *others)}
    heads = {
        name: f"{criterion_word(name, 'axis', language)} ({unit_text(name, measured, language)})"
        for name in (record.first, record.second)
    }
    return FrontPart(
        first=heads[record.first],
        second=heads[record.second],
        lead=_lead(record, measured, language),
        chart=_chart(record, measured, language),
        rows=tuple(
            FrontRow(
                name=called.get(point.plan_sha256)
                or Markup.escape(words["set_point"].format(number=n)),
                first=value_text(record.first, point.first, language),
                second=value_text(record.second, point.second, language),
                proof=_proof(point, language),
                here=point.plan_sha256 == measured.sha256,
            )
            for n, point in enumerate(points, 1)
        ),
    )


def _lead(record: FrontRecord, measured: MeasuredPlan, language: Language) -> Markup:
    first, last = record.points[0], record.points[-1]
    return said(
        "report_front_lead",
        language,
        first=criterion_word(record.first, "axis", language),
        second=criterion_word(record.second, "axis", language).lower(),
        more=_difference(record.first, last.first - first.first, measured, language),
        less=_difference(record.second, first.second - last.second, measured, language),
    )


def _difference(
    criterion: CriterionName, value: float, measured: MeasuredPlan, language: Language
) -> str:
    return (
        f"{value_text(criterion, value, language)}\N{NO-BREAK SPACE}"
        f"{unit_text(criterion, measured, language)}"
    )


def _proof(point: PointRecord, language: Language) -> str:
    words = words_in(language)
    if point.gap == 0:
        return words["report_front_optimal"]
    return words["report_front_gap"].format(gap=percent(point.gap, language))


def _chart(record: FrontRecord, measured: MeasuredPlan, language: Language) -> Chart:
    points = record.points
    seconds = [value for point in points for value in (point.second, point.allowed)]
    firsts = [value for point in points for value in (point.first, point.bound)]
    across = _FRAME.across(min(seconds), max(seconds))
    up = _FRAME.up(min(firsts), max(firsts))
    return Chart(
        frame=_FRAME,
        lines=(Line(polyline(_steps(points, across, up))),),
        dots=tuple(
            Dot(
                x=across.place(point.second),
                y=up.place(point.first),
                label=str(n),
                chosen=point.plan_sha256 == measured.sha256,
            )
            for n, point in enumerate(points, 1)
        ),
        ticks_x=across.ticks(lambda value: fixed(value, across.places, language)),
        ticks_y=up.ticks(lambda value: fixed(value, up.places, language)),
    )


def _steps(points: Sequence[PointRecord], across: Scale, up: Scale) -> list[tuple[float, float]]:
    """Return the proven bound: at most so much of the second takes at least that of the first."""
    found = []
    for n, point in enumerate(points):
        height = up.place(point.bound)
        found.append((across.place(point.allowed), height))
        if n + 1 < len(points):
            found.append((across.place(points[n + 1].allowed), height))
    return found
