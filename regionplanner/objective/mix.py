"""The weighted sum of criteria: what a region costs, and what it costs by definition."""

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.combined import summed
from regionplanner.criteria.costs import QUANTUM, Members, RegionCosts, no_pairs, quanta
from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.objective.columns import check_target
from regionplanner.objective.scale import cost_unit
from regionplanner.rules.limits import beyond, limits_of
from regionplanner.scenario import Scenario

Values = NDArray[np.float64]

_FLOAT = 1e-12
"""Share of a sum that floating-point numbers can be off."""


def criterion_costs(
    figures: ParentFigures, criterion: CriterionName, weight: float, *, n_regions: int | None = None
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
    return CRITERIA[criterion].costs(figures, weight, n_regions)


def region_costs(
    figures: ParentFigures,
    scenario: Scenario,
    *,
    n_regions: int | None = None,
    unit: float | None = None,
) -> RegionCosts:
    """Return what candidate regions of one parent cost: the weighted sum of the criteria.

    Weights are divided by a power of ten (`regionplanner.objective.scale.cost_unit`), so that costs
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
        sides = outline_sides(scenario) if CRITERIA[criterion].outline else 1
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


@dataclass(frozen=True, slots=True)
class Measured:
    """What regions of one parent cost, and how far the integers of an engine can be from it.

    Attributes
    ----------
    cost
        In natural units.
    rounding
        Most by which the rounding of costs to quanta can change the cost of these or of any other
        as many regions of the parent, in natural units.
    """

    cost: float
    rounding: float


def measured(
    figures: ParentFigures, scenario: Scenario, members: Members, *, unit: float
) -> Measured:
    """Return what regions that are all there are in a parent cost: the weighted sum of criteria.

    Parameters
    ----------
    figures
        Of the parent.
    scenario
        Weights, and what covering is worth.
    members
        Shape ``(n_regions, n_units)``.
    unit
        Power of ten that weights are divided by before costs are rounded to quanta.
    """
    cost = size = 0.0
    for criterion, weight in scenario.criteria.items():
        if weight <= 0:
            continue
        sides = outline_sides(scenario) if CRITERIA[criterion].outline else 1
        values = sides * weight * measured_criterion(figures, criterion, members, scenario)
        cost += float(values.sum())
        size += float(np.abs(values).sum())
    if scenario.coverage is not None and scenario.coverage.reward:
        reward = float(scenario.coverage.reward * (members @ figures.covered).sum())
        cost -= reward
        size += reward
    return Measured(cost, rounding(figures, scenario, len(members), unit=unit) + _FLOAT * size)


def rounding(figures: ParentFigures, scenario: Scenario, n_regions: int, *, unit: float) -> float:
    """Return what the rounding of costs to quanta can do to those of all regions of a parent.

    Parameters
    ----------
    figures, scenario, unit
        As of `measured`.
    n_regions
        How many regions there are.
    """
    rewarded = scenario.coverage is not None and scenario.coverage.reward
    steps = len(figures.units) / 2 if rewarded else 0.0
    for criterion, weight in scenario.criteria.items():
        if weight > 0:
            steps += CRITERIA[criterion].steps(figures, n_regions)
    return steps * QUANTUM * unit


def measured_criterion(
    figures: ParentFigures, criterion: CriterionName, members: Members, scenario: Scenario
) -> Values:
    """Return what each region has of a criterion, in its own unit.

    Parameters
    ----------
    figures
        Of one parent. The centre of a region is the allowed member with the least total that all
        others can reach; where there is none, an allowed one; without one, any member.
    criterion
        Of border and ties each region has half of what it cuts.
    members
        Shape ``(n_regions, n_units)``; with a balance target of its own all regions of the parent.
    scenario
        Limits on the way to the centre.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_regions,)``.
    """
    limits = limits_of(scenario)
    far = beyond(limits, figures.distance_km, figures.travel_min, to_centre=True)
    return CRITERIA[criterion].measure(figures, members, far)
