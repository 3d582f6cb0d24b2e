"""The power of ten by which costs are whole numbers that nothing overflows.

Costs are as fine as millionths of what a planner weighs, and finer where small figures would be
rounded away; coarser only where the largest plan would cost more quanta than can be summed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import MOST, QUANTUM
from regionplanner.criteria.criterion import Criterion
from regionplanner.criteria.extent import (
    PLAIN,
    REWARD,
    SMALLEST_PART,
    TRAVELLERS,
    Extent,
    Extents,
    plain_extent,
    power_for,
    power_of_ten,
    ties_name,
)
from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.outline import BOTH_SIDES
from regionplanner.criteria.registry import CRITERIA
from regionplanner.errors import ScenarioError
from regionplanner.scenario import Scenario

Values = NDArray[np.float64]

TiedPairs = Mapping[str, Values]
"""Ties between any two units of a parent, by column or table, shape ``(n_units, n_units)``."""

Label = Callable[[str], str]
"""Returns what a unit is called, by its id."""

MOST_COUPLED = 10**12
"""What the largest plan costs at the most, in quanta, where a second kind of cost is weighed
against it: there must be room for rates between the two."""

_EVEN = 1e-3
"""Where only balance counts, a quantum is this part of a millionth: the rounding of the share of
every unit adds up, and in a target of its own once more for every region."""

_KEPT = 0.1
"""A quantum that is more of the smallest cost than this would round it away."""


def figure_extents(
    parents: Sequence[ParentFigures], tied: Sequence[TiedPairs], scenario: Scenario, label: Label
) -> Extents:
    """Return how small and how large every figure is that a weight multiplies.

    Parameters
    ----------
    parents
        Figures of every parent.
    tied
        Ties of every parent.
    scenario
        Names the columns.
    label
        For messages.
    """
    if not parents:
        return {}
    rewarded = None if scenario.coverage is None else scenario.coverage.per
    codes = [parent.units for parent in parents]
    travellers = [parent.travellers for parent in parents]
    found = {
        TRAVELLERS: _extent(travellers, codes, scenario.travellers, label),
        REWARD: _extent([parent.covered for parent in parents], codes, rewarded, label),
    }
    for one in CRITERIA.values():
        most = sum(map(one.most, parents))
        found[one.name] = Extent(most=most)
        if one.way is not None:
            ways = [one.way(parent) for parent in parents]
            found[one.name] = replace(_of_ways(one, ways, parents, scenario, label), most=most)
    for name in tied[0]:
        values = [pairs[name] for pairs in tied]
        found[ties_name(name)] = _extent(values, codes, name, label, times=BOTH_SIDES)
    return found


def _of_ways(
    criterion: Criterion,
    ways: Sequence[Values],
    parents: Sequence[ParentFigures],
    scenario: Scenario,
    label: Label,
) -> Extent:
    """Return the extent of the ways of all who travel."""
    who, people = scenario.travellers, PLAIN
    codes = [parent.units for parent in parents]
    if criterion.by_traveller:
        people = _extent([parent.travellers for parent in parents], codes, who, label)
    found = _extent(ways, codes, " x ".join(filter(None, ("minutes", who))), label)
    if all(parent.travel_min is not None for parent in parents):
        return replace(found, mean=people.mean)
    # straight lines can be as short as can be: the fewest who travel must count
    return replace(people, least=found.mean * min(1.0, people.least / people.mean))


def _extent(
    values: Sequence[Values],
    units: Sequence[tuple[str, ...]],
    what: str | None,
    label: Label,
    *,
    times: float = 1.0,
) -> Extent:
    """Return the extent of figures of units or pairs; their sum, times a number, is the most."""
    found = plain_extent(values, times=times)
    if what is None or not any(one.any() for one in values):
        return found
    ends = (found.least, max(float(one.max(initial=0.0)) for one in values))
    said = [f"{what} is {end:g} for {_place(values, units, end, label)}" for end in ends]
    return replace(found, smallest=said[0], largest=said[1])


def _place(
    values: Sequence[Values], units: Sequence[tuple[str, ...]], value: float, label: Label
) -> str:
    """Return the first units, or pair, that have a value."""
    for one, codes in zip(values, units, strict=True):
        found = np.argwhere(one == value)
        if len(found):
            return " and ".join(label(codes[n]) for n in found[0].tolist())
    return ""


def cost_unit(scenario: Scenario, extents: Extents, *, most: int = MOST) -> float:
    """Return the power of ten that weights are divided by; natural costs are multiplied by it.

    Parameters
    ----------
    scenario
        The weights.
    extents
        Of the figures that they multiply; what is not named is 1.
    most
        What the largest plan should cost in quanta, where small figures allow it.

    Raises
    ------
    ScenarioError
        When costs would be rounded to nothing beside the largest.
    """
    weights = _weights(scenario)
    found = {name: extents.get(name, PLAIN) for name in weights}
    costs = {name: weight * found[name].most for name, weight in weights.items()}
    least = {name: weight * found[name].least for name, weight in weights.items()}
    smallest = power_of_ten(min(least.values()) * SMALLEST_PART / QUANTUM)
    finer = _EVEN if weights.keys() == {"balance"} else 1.0
    wanted = max(finer * stated_unit(scenario, extents), power_for(costs.values(), most))
    unit = max(min(wanted, smallest), power_for(costs.values(), MOST))
    for name, cost in least.items():
        if cost * _KEPT < unit * QUANTUM:
            large = max(costs, key=lambda other: costs[other])
            raise ScenarioError(
                f"{_said(name, weights[name], found[name].smallest)} and "
                f"{_said(large, weights[large], found[large].largest)}: the first would be rounded "
                "away beside the second; bring them closer together, or leave one out"
            )
    return unit


def stated_unit(scenario: Scenario, extents: Extents) -> float:
    """Return the power of ten whose millionths costs are stated in, unless there is no room.

    Parameters
    ----------
    scenario, extents
        As of `cost_unit`.
    """
    weights = _weights(scenario)
    if len(weights) > 1:  # shares of a target are fine enough wherever others are
        weights.pop("balance", None)
    means = {name: extents.get(name, PLAIN).mean for name in weights}
    typical = {name: weight * means[name] for name, weight in weights.items()}
    plain = max(min(typical[name], weight) for name, weight in weights.items())
    return power_of_ten(max(plain, min(1.0, max(typical.values()))))


def _weights(scenario: Scenario) -> dict[str, float]:
    """Return the weights above 0; of ties, by column; of the reward."""
    weights: dict[str, float] = {
        criterion: weight
        for criterion, weight in scenario.criteria.items()
        if criterion != "ties" and weight > 0
    }
    tied = scenario.criteria.get("ties", 0.0)
    weights |= {
        ties_name(name): tied * weight
        for name, weight in scenario.ties.items()
        if tied * weight > 0
    }
    if scenario.coverage is not None and scenario.coverage.reward > 0:
        weights[REWARD] = scenario.coverage.reward
    return weights


def _said(name: str, weight: float, where: str) -> str:
    """Return a cost in words: its weight, or the figure that it multiplies."""
    title = name if name == REWARD else f"the weight of {name}"
    return f"{where} ({title} is {weight:g})" if where else f"{title} is {weight:g}"
