"""The weighted sum of criteria: what a candidate region costs in a scenario."""

from functools import reduce

import numpy as np

from regionplanner.choices import Criterion
from regionplanner.criteria.balance import check_target, deviation
from regionplanner.criteria.border import border_costs
from regionplanner.criteria.combined import summed
from regionplanner.criteria.costs import RegionCosts, no_pairs, quanta
from regionplanner.criteria.distance import dispersion_costs, distance_costs
from regionplanner.criteria.figures import ParentFigures, parent_figures, tie_columns
from regionplanner.criteria.ties import ties_costs
from regionplanner.criteria.unit import cost_unit
from regionplanner.scenario import Scenario

__all__ = [
    "ParentFigures",
    "criterion_costs",
    "outline_sides",
    "parent_figures",
    "region_costs",
    "tie_columns",
]


def criterion_costs(
    figures: ParentFigures, criterion: Criterion, weight: float, *, n_regions: int | None = None
) -> RegionCosts:
    """Return the costs of one criterion.

    Parameters
    ----------
    figures
        Of one parent.
    criterion
        Name of the criterion.
    weight
        Cost of one natural unit of it.
    n_regions
        Number of regions of the parent; only needed for a balance target of its own.
    """
    match criterion:
        case "distance" | "dispersion":
            costs = distance_costs if criterion == "distance" else dispersion_costs
            return costs(
                figures.travel,
                weight=weight,
                travellers=figures.travellers,
                centres=figures.centres,
            )
        case "border":
            return border_costs(figures.border_km, weight=weight)
        case "ties":
            return ties_costs(figures.ties, weight=weight)
        case "balance":
            off = deviation(
                figures.balance,
                weight=weight,
                target=figures.balance_target,
                n_regions=n_regions,
            )
            n_units = len(figures.units)
            nothing = np.zeros(n_units, dtype=np.int64)
            return RegionCosts(nothing, no_pairs(n_units), deviation=off)


def region_costs(
    figures: ParentFigures,
    scenario: Scenario,
    *,
    n_regions: int | None = None,
    unit: float | None = None,
) -> RegionCosts:
    """Return what candidate regions of one parent cost: the weighted sum of the criteria.

    Weights are divided by a power of ten (`regionplanner.criteria.unit.cost_unit`), so that costs
    are of the same size whether a planner writes ``distance=1`` or ``distance=1000``. With a
    coverage the whole outline of a region counts as border and ties, and covering is rewarded.

    Parameters
    ----------
    figures
        Of one parent.
    scenario
        Weights of the criteria, in natural units.
    n_regions
        Number of regions of the parent; only needed for a balance target of its own.
    unit
        The power of ten; that of `cost_unit` when None.

    Raises
    ------
    ScenarioError
        When balance counts and its target is open.
    ValueError
        When balance has a target of its own and `n_regions` is None.
    """
    unit = cost_unit(scenario, figures.extents) if unit is None else unit
    parts = []
    for criterion, weight in sorted(scenario.criteria.items()):
        if weight <= 0:
            continue
        if criterion == "balance":
            check_target(scenario, figures.balance_target)
        sides = outline_sides(scenario) if criterion in ("border", "ties") else 1
        parts.append(
            criterion_costs(figures, criterion, sides * weight / unit, n_regions=n_regions)
        )
    costs = reduce(summed, parts)
    if scenario.coverage is None or not scenario.coverage.reward:
        return costs
    reward = quanta(figures.covered, scenario.coverage.reward / unit)
    return summed(costs, RegionCosts(-reward, no_pairs(len(reward))))


def outline_sides(scenario: Scenario) -> int:
    """Return how often a region counts half its outline: twice where not all are covered.

    Parameters
    ----------
    scenario
        The choices.
    """
    return 1 if scenario.coverage is None else 2
