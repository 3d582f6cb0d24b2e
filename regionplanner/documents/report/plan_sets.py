"""Sets of plans in the report: alternatives, fronts, and which borders are firm in them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from regionplanner.criteria.registry import CriterionName
from regionplanner.documents.marked import named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.report.curves import Chart, Dot, Frame, Line, Scale, polyline
from regionplanner.documents.report.maps import Drawer, firm_map
from regionplanner.documents.report.question import unit_text, value_text
from regionplanner.files.set_records import AlternativesRecord, FrontRecord, PointRecord
from regionplanner.score.plan_sets import border_firmness
from regionplanner.words.language import Language
from regionplanner.words.sentences import criterion_word, decimal, fixed, number, percent
from regionplanner.words.text import words_in


@dataclass(frozen=True, slots=True)
class AlternativeRow:
    """A plan that costs little more than the best, or the best itself.

    Attributes
    ----------
    name
        What it is called.
    objective, more
        What it costs, and how much that is above the best.
    from_best, in_all, at_most
        Neighbouring pairs in which it differs from the best, from all earlier ones, and the
        proven most of the latter; empty for the best.
    here
        Whether the report is about it.
    """

    name: Markup
    objective: str
    more: str
    from_best: str
    in_all: str
    at_most: str
    here: bool


@dataclass(frozen=True, slots=True)
class AlternativesPart:
    """What the report says of alternatives.

    Attributes
    ----------
    lead
        How they were chosen.
    rows
        The best plan and the alternatives.
    """

    lead: str
    rows: tuple[AlternativeRow, ...]


def alternatives_part(
    measured: MeasuredPlan, others: Sequence[MeasuredPlan], language: Language
) -> AlternativesPart | None:
    """Return what the report says of the alternatives that the plan is one of; None without any."""
    record = next((one for one in measured.made if isinstance(one, AlternativesRecord)), None)
    if record is None:
        return None
    words = words_in(language)
    called = {one.sha256: named(one.name) for one in (measured, *others)}
    best = record.best
    rows = [
        AlternativeRow(
            name=called.get(best.plan_sha256) or Markup.escape(words["set_best"]),
            objective=fixed(best.objective, 1, language),
            more="",
            from_best="",
            in_all="",
            at_most="",
            here=best.plan_sha256 == measured.sha256,
        )
    ]
    for n, one in enumerate(record.alternatives, 1):
        more = (one.objective - best.objective) / abs(best.objective) if best.objective else 0.0
        rows.append(
            AlternativeRow(
                name=called.get(one.plan_sha256)
                or Markup.escape(words["set_alternative"].format(number=n)),
                objective=fixed(one.objective, 1, language),
                more=percent(more, language, sign=True),
                from_best=number(one.pairs_that_differ[0], language),
                in_all=number(one.pairs_in_all, language),
                at_most=number(one.proven_most, language),
                here=one.plan_sha256 == measured.sha256,
            )
        )
    within = decimal(round(100 * record.within, 6), language) + "\N{NO-BREAK SPACE}%"
    return AlternativesPart(words["report_alternatives_lead"].format(within=within), tuple(rows))


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
    """Return what the report says of the front that the plan is on; None where it is on none."""
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


_FROM = 3  # plans: of fewer there is no telling which borders are firm, as on the map


@dataclass(frozen=True, slots=True)
class FirmRow:
    """Pairs of neighbours of a reference region, or of all.

    Attributes
    ----------
    name
        The reference region.
    firm, loose, never
        How many have a border between them in every plan, in some, and in none.
    """

    name: Markup
    firm: str
    loose: str
    never: str


@dataclass(frozen=True, slots=True)
class FirmPart:
    """What the report says of firm and loose borders.

    Attributes
    ----------
    lead
        What was counted.
    drawn
        The map.
    rows
        By reference region, then in all.
    """

    lead: str
    drawn: Markup
    rows: tuple[FirmRow, ...]


def firm_part(
    draw: Drawer, measured: MeasuredPlan, others: Sequence[MeasuredPlan], language: Language
) -> FirmPart | None:
    """Return what the report says of firm and loose borders; None of fewer than three plans."""
    plans = [one.plan for one in (measured, *others)]
    if len(plans) < _FROM:
        return None
    words, municipalities = words_in(language), measured.municipalities
    shares = border_firmness(plans, municipalities, measured.graph)["together"]
    lead = words["report_firm_lead"].format(plans=number(len(plans), language))
    return FirmPart(lead, firm_map(draw, measured, shares), _rows(measured, shares, language))


def _rows(
    measured: MeasuredPlan, shares: "pd.Series[float]", language: Language
) -> tuple[FirmRow, ...]:
    frame = measured.municipalities.frame
    parents = frame["reference_region"].loc[shares.index.get_level_values(0)].to_numpy()
    names = frame.drop_duplicates("reference_region").set_index("reference_region")
    rows = [
        _row(named(names.at[code, "reference_region_name"], code), own, language)
        for code, own in shares.groupby(parents)
        if (own < 1).any()
    ]
    return (*rows, _row(Markup.escape(words_in(language)["report_all"]), shares, language))


def _row(name: Markup, shares: "pd.Series[float]", language: Language) -> FirmRow:
    firm, never = int((shares == 0).sum()), int((shares == 1).sum())
    counts = (firm, len(shares) - firm - never, never)
    return FirmRow(name, *(number(count, language) for count in counts))
