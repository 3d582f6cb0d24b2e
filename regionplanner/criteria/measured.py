"""What regions cost by their definition, in plain numbers: what an engine says is held to it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.choices import Criterion
from regionplanner.criteria.costs import QUANTUM, Members
from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.mix import outline_sides
from regionplanner.criteria.reach import beyond_centre
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
        sides = outline_sides(scenario) if criterion in ("border", "ties") else 1
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
    n_units, n_pairs = len(figures.units), int(np.triu(figures.neighbours).sum())
    rewarded = scenario.coverage is not None and scenario.coverage.reward
    steps = n_units / 2 if rewarded else 0.0
    for criterion, weight in scenario.criteria.items():
        if weight > 0:
            own = criterion == "balance" and figures.balance_target is None
            each = ((n_regions if own else 1) * n_units + n_regions) / 2
            steps += n_pairs if criterion in ("border", "ties") else each
    return steps * QUANTUM * unit


def measured_criterion(
    figures: ParentFigures, criterion: Criterion, members: Members, scenario: Scenario
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
    match criterion:
        case "distance" | "dispersion":
            travel = figures.travel if criterion == "distance" else figures.travel**2
            weighted = travel * figures.travellers[:, None]
            beyond = beyond_centre(
                figures.distance_km,
                figures.travel_min,
                max_km=scenario.max_centre_distance_km,
                max_min=scenario.max_centre_travel_min,
            )
            return np.array([_least(weighted, figures.centres, beyond, r) for r in members])
        case "border" | "ties":
            values = figures.border_km if criterion == "border" else figures.ties
            return np.array([values[np.ix_(r, ~r)].sum() / 2 for r in members], dtype=float)
        case "balance":
            target = figures.balance_target
            if target is None:
                target = float(figures.balance.sum()) / max(1, len(members))
            off: Values = np.abs(members @ figures.balance - target) / target
            return off


def _least(
    weighted: Values,
    centres: NDArray[np.bool_],
    beyond: NDArray[np.bool_],
    region: NDArray[np.bool_],
) -> float:
    """Return the total travel of a region to the best of its centres."""
    able = region & centres
    reached = able & ~beyond[region].any(axis=0)
    centre = next(some for some in (reached, able, region) if some.any())
    return float(weighted[np.ix_(region, centre)].sum(axis=0).min())
