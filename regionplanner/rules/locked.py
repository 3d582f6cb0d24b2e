"""Locked: regions that are given."""

from collections.abc import Iterator
from typing import Any

from regionplanner.errors import Message, listing
from regionplanner.rules.resolved import Rules
from regionplanner.rules.rule import AskedParent, CheckedPlan, Demand, DemandKind, Rule


def _broken(plan: CheckedPlan) -> Iterator[str]:
    regions = {region.units for region in plan.regions}
    for lock in plan.case.rules.locked:
        members = tuple(sorted(lock.members))
        if members not in regions:
            yield Message(
                "{lock} is locked as {names}; no region of the plan is that",
                lock=lock.region,
                names=listing(map(plan.case.municipalities.label, members)),
            )


def _demands(asked: AskedParent) -> Iterator[Demand]:
    for i, lock in enumerate(asked.case.rules.locked):
        if lock.members[0] in asked.units:
            yield Demand("lock", i, Message("the locked region {lock}", lock=lock.region))


def _changed(asked: AskedParent, demand: Demand, _value: None) -> dict[str, Any]:
    given = asked.case.rules.locked[demand.index]
    return {"locked": tuple(lock for lock in asked.case.scenario.locked if lock != given)}


LOCKED = Rule(
    name="locked",
    resolve=lambda _units, scenario, _: Rules(locked=scenario.locked),
    whole=_broken,
    kinds=(DemandKind(name="lock", change=_changed, field="locked", own=True, shape=True),),
    demands=_demands,
    words={
        "held": {"nl": "Vooraf vastgelegd: {regions}.", "en": "Given beforehand: {regions}."},
        "rule": {"nl": "Een vastgelegde regio is gewijzigd.", "en": "A locked region was changed."},
        "broken": {
            "nl": "Vooraf lag jeugdregio {lock} vast, met precies {members}; zo'n regio is er "
            "niet.",
            "en": "Youth region {lock} was given beforehand, with exactly {members}; there is no "
            "such region.",
        },
    },
)
"""See `locked` of `Scenario`."""
