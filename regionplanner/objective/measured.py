"""What regions cost by their definition, in plain numbers: what an engine says is held to it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import QUANTUM, Members
from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.objective.mix import outline_sides
from regionplanner.rules.limits import beyond, limits_of
from regionplanner.scenario import Scenario

Values = NDArray[np.float64]

_FLOAT = 1e-12
"""Share of a sum that floating-point numbers can be off."""


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
