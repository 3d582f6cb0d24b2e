"""Anchor: every region has a member that reaches a figure, such as a town of 20,000 inhabitants."""

import math
from collections.abc import Iterator
from typing import Any

from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, listing
from regionplanner.numerals import shown
from regionplanner.rules.bounds import expect_figure
from regionplanner.rules.resolved import FigureBound, MemberBound, Rules
from regionplanner.rules.rule import (
    AskedParent,
    CheckedRegion,
    Demand,
    DemandKind,
    Held,
    Kept,
    Rule,
    round_step,
)
from regionplanner.scenario import Scenario


def _resolved(municipalities: Municipalities, scenario: Scenario, _: int | None) -> Rules:
    notes = []
    for column in scenario.anchor:
        expect_figure(municipalities, column, use="anchor")
    bounds = tuple(MemberBound("anchor", *asked) for asked in sorted(scenario.anchor.items()))
    for lock in scenario.locked:
        rows = municipalities.frame.loc[list(lock.members)]
        lacking = [str(bound) for bound in bounds if not bound.reached(rows).any()]
        if lacking:
            notes.append(
                Message(
                    "{lock} is locked without a municipality that reaches {figures}; other "
                    "regions have one, and it is kept as it is",
                    lock=lock.region,
                    figures=listing(lacking),
                )
            )
    return Rules(member_bounds=bounds, notes=tuple(notes))


def _broken(region: CheckedRegion) -> Iterator[str]:
    frame = region.plan.case.municipalities.frame
    for column, least in region.plan.case.scenario.anchor.items():
        values = frame.loc[list(region.units), column].dropna()
        if not any(value >= least for value in values):
            yield Message(
                "{region} has no municipality that reaches {figure}; the largest has {largest}"
                if len(values)
                else "{region} has no municipality that reaches {figure}",
                region=region.code,
                figure=str(MemberBound("anchor", column, least)),
                largest=shown(values.max(), None) if len(values) else "",
            )


def _held(scenario: Scenario) -> Held:
    for column, least in scenario.anchor.items():
        yield "held", {"figure": [FigureBound(column, least, math.inf)]}


def _changed(asked: AskedParent, demand: Demand, value: float | None) -> dict[str, Any]:
    others = {
        name: least for name, least in asked.case.scenario.anchor.items() if name != demand.column
    }
    return {"anchor": others if value is None else {**others, demand.column: value}}


_KIND = DemandKind(
    name="anchor",
    text=lambda value, column: Message(
        "at least one municipality with {figure} in a region",
        figure=str(FigureBound(column, value, math.inf)),
    ),
    eases=-1,
    step=round_step,
    change=_changed,
    shape=True,
)


def _demands(asked: AskedParent) -> Iterator[Demand]:
    for i, bound in enumerate(asked.case.rules.member_bounds):
        yield _KIND.demand(i, bound.least, bound.column)


def _keep(rules: Rules, kept: Kept, _n_units: int) -> dict[str, Any]:
    bounds = (
        MemberBound("anchor", bound.column, kept["anchor", i])
        for i, bound in enumerate(rules.member_bounds)
        if ("anchor", i) in kept
    )
    return {"member_bounds": tuple(bounds)}


ANCHOR = Rule(
    name="anchor",
    resolve=_resolved,
    each=_broken,
    spares_locked=True,
    held=_held,
    kinds=(_KIND,),
    demands=_demands,
    keep=_keep,
    words={
        "held": {
            "nl": "Elke regio heeft een gemeente met {figure}.",
            "en": "Each region has a municipality with {figure}.",
        },
        "rule": {
            "nl": "Zonder gemeente die groot genoeg is: {regions}.",
            "en": "Without a municipality that is large enough: {regions}.",
        },
        "broken": {
            "nl": "{region} heeft geen gemeente met {least} {figure}.",
            "en": "{region} has no municipality with {least} {figure}.",
        },
    },
)
"""See `anchor` of `Scenario`."""
