"""Apart: pairs that may not be in one region: by choice, and where there is no way between them."""

from collections.abc import Iterator
from typing import Any

from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, listing
from regionplanner.rules.resolved import Rules
from regionplanner.rules.rule import AskedParent, CheckedRegion, Demand, DemandKind, Rule
from regionplanner.scenario import Scenario


def _resolved(municipalities: Municipalities, scenario: Scenario, _: int | None) -> Rules:
    left_out = set(scenario.leave_out)
    unreachable = (pair for pair in municipalities.unreachable if not left_out & set(pair))
    pairs = {(min(a, b), max(a, b)) for a, b in (*scenario.apart, *unreachable)}
    return Rules(apart=tuple(sorted(pairs)))


def _broken(region: CheckedRegion) -> Iterator[str]:
    units = set(region.units)
    for pair in region.plan.case.rules.apart:
        if units.issuperset(pair):
            data = region.plan.case.municipalities
            yield Message(
                "{region} has {names}, between which the table of travel times has no way"
                if pair in data.unreachable
                else "{region} has {names}, which stay apart",
                region=region.code,
                names=listing(map(data.label, pair)),
            )


def _demands(asked: AskedParent) -> Iterator[Demand]:
    for i, pair in enumerate(asked.case.rules.apart):
        if pair[0] in asked.units and pair[1] in asked.units:
            text = Message(
                "no way between {names} in the travel times"
                if pair in asked.case.municipalities.unreachable
                else "{names} stay apart",
                names=listing(map(asked.case.municipalities.label, pair)),
            )
            yield Demand("apart", i, text)


def _changed(asked: AskedParent, demand: Demand, _value: None) -> dict[str, Any]:
    pair = asked.case.rules.apart[demand.index]
    if pair in asked.case.municipalities.unreachable:
        return {}
    return {"apart": tuple(kept for kept in asked.case.scenario.apart if set(kept) != set(pair))}


APART = Rule(
    name="apart",
    resolve=_resolved,
    each=_broken,
    kinds=(DemandKind(name="apart", change=_changed, field="apart", own=True, shape=True),),
    demands=_demands,
    words={
        "held": {"nl": "Mogen niet samen: {groups}.", "en": "May not be together: {groups}."},
        "rule": {
            "nl": "Gemeenten die niet samen mogen, zitten samen: {regions}.",
            "en": "Municipalities that may not be together are: {regions}.",
        },
        "broken": {
            "nl": "{members} mogen niet samen, maar zitten allebei in {region}.",
            "en": "{members} may not be together, but are both in {region}.",
        },
    },
)
"""See `apart` of `Scenario`."""
