"""A plan beside other plans: figures side by side, borders, and who is in another region."""

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from regionplanner.criteria.registry import CriterionName
from regionplanner.documents.marked import named
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.plan.compare import BorderChange, RegionChange, border_change, compared
from regionplanner.score.groups import whole_groups
from regionplanner.score.oddities import extremes, far_units
from regionplanner.words.sentences import NONE


def figure_rows(
    measured: MeasuredPlan, others: Sequence[MeasuredPlan]
) -> Iterator[dict[str, object]]:
    """Yield the figures of plans side by side: of the plan, and of the others with differences."""
    say = measured.say
    for key, unit, values, places in _figures((measured, *others)):
        first, *rest = values
        cells = [NONE if value is None else say.fixed(value, places) for value in values]
        more = [
            "" if value is None or first is None else say.signed(value - first, places)
            for value in rest
        ]
        beside = [*zip(cells[1:], more, strict=True)]
        yield {"what": say(key), "unit": unit, "value": cells[0], "others": beside}
    weights = measured.case.scenario.criteria
    for name, value in measured.values.items():
        if weights.get(name) or name in ("border", "ties"):
            yield {
                "what": measured.criterion(name),
                "unit": measured.criterion_unit(name),
                "value": measured.amount(name, value),
                "others": [_against(name, value, plan) for plan in others],
            }


def _figures(
    plans: Sequence[MeasuredPlan],
) -> Iterator[tuple[str, str, Sequence[float | None], int]]:
    """Yield the key of each figure with its unit, its values and their decimals."""
    say, minutes = plans[0].say, plans[0].in_minutes
    yield "report_n_regions", "", [len(measured.plan) for measured in plans], 0
    yield "report_n_units", "", [len(measured.plan.assignment) for measured in plans], 0
    sizes = [extremes(measured.score, "inhabitants") for measured in plans]
    if all(sizes):
        people = say("report_people")
        yield "report_smallest", people, [measured.least for measured in sizes if measured], 0
        yield "report_largest", people, [measured.most for measured in sizes if measured], 0
    groups = [measured.groups.get("jeugdregio", ()) for measured in plans]
    if all(groups):
        yield "report_youth_whole", "", [len(whole_groups(some)) for some in groups], 0
    key = "report_mean_time" if minutes else "report_mean_distance"
    yield key, "min" if minutes else "km", [_mean_travel(measured) for measured in plans], 1


def _mean_travel(measured: MeasuredPlan) -> float | None:
    far = far_units(measured.plan, measured.case.municipalities)
    return sum(unit.travel for unit in far) / len(far) if far else None


def _against(name: CriterionName, value: float, against: MeasuredPlan) -> tuple[str, str]:
    if name not in against.values:
        return NONE, ""
    theirs = against.values[name]
    more = against.say.percent((theirs - value) / value, sign=True) if value else ""
    return against.amount(name, theirs), more


def other_plan(measured: MeasuredPlan, against: MeasuredPlan) -> dict[str, Any]:
    """Return what another plan does otherwise."""
    say, comparison = measured.say, compared(against.plan, measured.plan)
    name = named(against.name)
    return {
        "name": name,
        "heading": say("report_other_heading", plan=name),
        "summary": say(
            "report_moved" if comparison.moved else "report_same_plan",
            units=say.counted(len(comparison.moved), "units"),
            regions=say.counted(sum(region.same for region in comparison.regions), "regions"),
        ),
        "changes": [
            {
                "code": change.before,
                "heading": _heading(change, measured, against),
                "text": _change(change, measured, against),
            }
            for change in comparison.regions
            if not change.same
        ],
        "borders": _border_rows(measured, against),
        "moved": comparison.moved,
    }


def _heading(change: RegionChange, measured: MeasuredPlan, against: MeasuredPlan) -> Markup:
    before, after = measured.labels.get(change.before), against.labels.get(change.after)
    if before is None:
        return measured.say("report_new_region", region=after)
    if after is None or after == before:
        return before
    return measured.say("report_renamed", before=before, after=after)


def _change(change: RegionChange, measured: MeasuredPlan, against: MeasuredPlan) -> Markup:
    say = measured.say
    if change.after:
        pairs = (("report_joins", change.join), ("report_leaves", change.leave))
        parts = [
            say(key, members=say.listed(measured.units(units))) for key, units in pairs if units
        ]
        return Markup(" ").join(parts)
    where = against.plan.assignment  # the region is not there: where its municipalities go
    codes = {where[nis] for nis in change.leave if nis in where}
    n_outside = sum(nis not in where for nis in change.leave)
    parts = [say("report_gone")]
    if codes:
        regions = [against.labels[region.code] for region in against.plan if region.code in codes]
        parts.append(say("report_gone_to", regions=say.listed(regions)))
    if n_outside:
        parts.append(say("report_gone_outside", units=say.counted(n_outside, "units")))
    return Markup(" ").join(parts)


def _border_rows(
    measured: MeasuredPlan, against: MeasuredPlan
) -> list[tuple[Markup, tuple[str, str, str]]]:
    """Return the borders that come and go, by reference region where any do, then in all."""
    say, borders = measured.say, border_change(against.plan, measured.plan, measured.case.graph)
    parents = measured.case.municipalities.frame["reference_region"]
    changes = [
        (
            measured.parent_names[code],
            BorderChange(
                gained=tuple(side for side in borders.gained if parents[side.a] == code),
                lost=tuple(side for side in borders.lost if parents[side.a] == code),
            ),
        )
        for code in sorted({parents[border.a] for border in (*borders.gained, *borders.lost)})
    ]
    if len(changes) > 1:
        changes.append((say("report_all"), borders))
    return [
        (
            name,
            (
                say.fixed(change.gained_km),
                say.fixed(change.lost_km),
                say.signed(change.gained_km - change.lost_km),
            ),
        )
        for name, change in changes
    ]
