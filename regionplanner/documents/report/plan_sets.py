"""Sets of plans in the report: alternatives, fronts, and which borders are firm in them."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from regionplanner.criteria.registry import CriterionName
from regionplanner.documents.marked import named
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.report.curves import Chart, ChartFrame, Dot, Line, Scale, polyline
from regionplanner.documents.report.maps import Drawer, firm_map
from regionplanner.files.set_records import AlternativesRecord, FrontRecord, PointRecord
from regionplanner.score.plan_sets import border_firmness
from regionplanner.words.sentences import decimal, gap_text

_FIRM_FROM = 3  # plans: of fewer there is no telling which borders are firm, as on the map
_FRAME = ChartFrame(width=680, height=330, left=62.0, right=656.0, top=16.0, base=284.0)


def _called(
    measured: MeasuredPlan, others: Sequence[MeasuredPlan]
) -> Callable[[str, Markup], dict[str, Any]]:
    """Return a function from the digest of a plan, and its usual name, to what it is called.

    Plans of the report have their own name beside it, which can be that of a file.
    """
    names = {plan.sha256: named(plan.name) for plan in (measured, *others)}
    both = Markup("{}: {}")
    return lambda sha256, usual: {
        "name": both.format(usual, names[sha256]) if names.get(sha256) else usual,
        "here": sha256 == measured.sha256,
    }


def alternatives_part(
    measured: MeasuredPlan, others: Sequence[MeasuredPlan]
) -> dict[str, Any] | None:
    """Return what the report says of the alternatives that the plan is one of; None without any."""
    record = measured.made_by(AlternativesRecord)
    if record is None:
        return None
    say, called, best = measured.say, _called(measured, others), record.best
    first = (say.fixed(best.objective), "", "", "", "")
    rows = [called(best.plan_sha256, say("set_best")) | {"figures": first}]
    for n, alternative in enumerate(record.alternatives, 1):
        more = (
            (alternative.objective - best.objective) / abs(best.objective)
            if best.objective
            else 0.0
        )
        counts = (
            alternative.pairs_that_differ[0],
            alternative.pairs_in_all,
            alternative.proven_most,
        )
        figures = (
            say.fixed(alternative.objective),
            say.percent(more, sign=True),
            *map(say.number, counts),
        )
        usual = say("set_alternative", number=n)
        rows.append(called(alternative.plan_sha256, usual) | {"figures": figures})
    within = decimal(round(100 * record.within, 6), say.language) + "\N{NO-BREAK SPACE}%"
    return {"lead": say("report_alternatives_lead", within=within), "rows": rows}


def front_part(measured: MeasuredPlan, others: Sequence[MeasuredPlan]) -> dict[str, Any] | None:
    """Return what the report says of the front that the plan is on; None where it is on none."""
    record = measured.made_by(FrontRecord)
    if record is None:
        return None
    say, called = measured.say, _called(measured, others)
    both = (record.first, record.second)
    first, second = (
        f"{measured.criterion(name, 'axis')} ({measured.criterion_unit(name)})" for name in both
    )
    return {
        "first": first,
        "second": second,
        "lead": _lead(record, measured),
        "chart": _chart(record, measured),
        "rows": [
            called(point.plan_sha256, say("set_point", number=n))
            | {
                "first": measured.amount(record.first, point.first),
                "second": measured.amount(record.second, point.second),
                "proof": say("report_front_gap", gap=gap_text(point.gap, say.language))
                if point.gap
                else say("report_front_optimal"),
            }
            for n, point in enumerate(record.points, 1)
        ],
    }


def _lead(record: FrontRecord, measured: MeasuredPlan) -> Markup:
    def amount(name: CriterionName, value: float) -> str:
        unit = measured.criterion_unit(name)
        return f"{measured.amount(name, value)}\N{NO-BREAK SPACE}{unit}"

    first, last = record.points[0], record.points[-1]
    return measured.say(
        "report_front_lead",
        first=measured.criterion(record.first, "axis"),
        second=measured.criterion(record.second, "axis").lower(),
        more=amount(record.first, last.first - first.first),
        less=amount(record.second, first.second - last.second),
    )


def _chart(record: FrontRecord, measured: MeasuredPlan) -> Chart:
    points, say = record.points, measured.say
    seconds = [value for point in points for value in (point.second, point.allowed)]
    firsts = [value for point in points for value in (point.first, point.bound)]
    across = _FRAME.across(min(seconds), max(seconds))
    up = _FRAME.up(min(firsts), max(firsts))
    dots = (
        Dot(
            x=across.place(point.second),
            y=up.place(point.first),
            label=str(n),
            chosen=point.plan_sha256 == measured.sha256,
        )
        for n, point in enumerate(points, 1)
    )
    return Chart(
        frame=_FRAME,
        lines=(Line(polyline(_steps(points, across, up))),),
        dots=tuple(dots),
        ticks_x=across.ticks(lambda value: say.fixed(value, across.places)),
        ticks_y=up.ticks(lambda value: say.fixed(value, up.places)),
    )


def _steps(points: Sequence[PointRecord], across: Scale, up: Scale) -> list[tuple[float, float]]:
    """Return the proven bound: at most so much of the second takes at least that of the first."""
    steps = []
    for n, point in enumerate(points):
        height = up.place(point.bound)
        steps.append((across.place(point.allowed), height))
        if n + 1 < len(points):
            steps.append((across.place(points[n + 1].allowed), height))
    return steps


def firm_part(
    draw: Drawer, measured: MeasuredPlan, others: Sequence[MeasuredPlan]
) -> dict[str, Any] | None:
    """Return what the report says of firm and loose borders; None of fewer than three plans."""
    plans = [plan.plan for plan in (measured, *others)]
    if len(plans) < _FIRM_FROM:
        return None
    say, municipalities = measured.say, measured.case.municipalities
    shares = border_firmness(plans, municipalities, measured.case.graph)["together"]
    sides = shares.index.get_level_values(0)
    parents = municipalities.frame["reference_region"].loc[sides].to_numpy()
    rows = [
        (measured.parent_names[code], own)
        for code, own in shares.groupby(parents)
        if (own < 1).any()
    ]
    return {
        "lead": say("report_firm_lead", plans=say.number(len(plans))),
        "drawn": firm_map(draw, measured, shares),
        "rows": [
            (name, [say.number(count) for count in _counts(own)])
            for name, own in (*rows, (say("report_all"), shares))
        ],
    }


def _counts(shares: "pd.Series[float]") -> tuple[int, int, int]:
    """Return how many pairs are never, sometimes and always together."""
    firm, never = int((shares == 0).sum()), int((shares == 1).sum())
    return firm, len(shares) - firm - never, never
