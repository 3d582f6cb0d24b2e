"""Demands: everything a scenario asks of one reference region that a planner could give up."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import numpy as np

from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import listing
from regionplanner.rules.registry import DEMAND_KINDS, RULES
from regionplanner.rules.rule import AskedParent, Demand
from regionplanner.rules.rules import Rules
from regionplanner.scenario import Scenario


def with_value(demand: Demand, value: float) -> Demand:
    """Return the same demand with another figure."""
    return DEMAND_KINDS[demand.kind].demand(demand.index, value, demand.column)


def demands_of(asked: AskedParent) -> tuple[Demand, ...]:
    """Return all that is asked of a reference region, least important first."""
    found = [demand for rule in RULES.values() for demand in rule.demands(asked)]
    return tuple(sorted(found, key=lambda demand: DEMAND_KINDS[demand.kind].general))


def asked(
    demands: Collection[Demand], scenario: Scenario, rules: Rules, n_units: int
) -> tuple[Scenario, Rules]:
    """Return a scenario and rules that ask nothing of a reference region but some demands.

    Parameters
    ----------
    demands
        What is asked; their figures may differ from the scenario's.
    scenario, rules
        Where the demands come from.
    n_units
        Number of units of the reference region: no size is larger.
    """
    kept = {(demand.kind, demand.index): demand.value for demand in demands}
    changes: dict[str, Any] = {}
    for rule in RULES.values():
        changes |= rule.keep(replace(rules, **changes), kept, n_units)
    for kind in DEMAND_KINDS.values():
        if kind.field:
            items = enumerate(getattr(rules, kind.field))
            changes[kind.field] = tuple(item for i, item in items if (kind.name, i) in kept)
    rules = replace(rules, **changes)
    centred = bool(rules.limits or rules.neighbourhoods)
    choices = scenario.model_copy(
        update={
            # a criterion with a centre finds regions within reach, one without is quicker
            "criteria": {"distance": 1.0} if centred else {"border": 1.0},
            "ties": {},
            "min_units": int(kept.get(("min_units", 0), 1)),
            "max_units": int(kept.get(("max_units", 0), n_units)),
        }
    )
    return choices, rules


def asked_figures(
    demands: Collection[Demand],
    figures: ParentFigures,
    municipalities: Municipalities,
    scenario: Scenario,
) -> ParentFigures:
    """Return the figures without the removed neighbours and centres that no demand asks for.

    Parameters
    ----------
    demands
        What is asked.
    figures
        Of the reference region, with all removed.
    municipalities
        The planned units, with the borders they share.
    scenario
        Where the demands come from.
    """
    kept = {(demand.kind, demand.index) for demand in demands}
    place = {nis: i for i, nis in enumerate(figures.units)}
    neighbours = figures.neighbours.copy()
    beside = _beside(municipalities, scenario) if scenario.no_links else set()
    for i, (a, b) in enumerate(scenario.no_links):
        if a in place and b in place and ("no_link", i) not in kept and frozenset((a, b)) in beside:
            neighbours[place[a], place[b]] = neighbours[place[b], place[a]] = True
    centres = figures.centres
    if ("centres", 0) not in kept:
        centres = np.ones_like(centres)
    return replace(figures, neighbours=neighbours, centres=centres)


def _beside(municipalities: Municipalities, scenario: Scenario) -> set[frozenset[str]]:
    """Return the pairs that would be neighbours if none were removed."""
    borders = municipalities.borders
    long_enough = borders[borders["border_m"] > scenario.min_border_m]
    pairs = zip(long_enough["nis_a"], long_enough["nis_b"], strict=True)
    return set(map(frozenset, (*pairs, *municipalities.links, *scenario.links)))


def phrase(demands: Collection[Demand]) -> str:
    """Return demands as an enumeration.

    Parameters
    ----------
    demands
        In the order in which they are named.
    """
    return listing((demand.text for demand in demands), at_most=6)
