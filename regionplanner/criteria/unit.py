"""The unit of costs: a power of ten, so that costs are whole numbers that nothing overflows.

Costs are as fine as millionths of what a planner weighs, and finer where small figures would be
rounded away; coarser only where the largest plan would cost more quanta than can be summed.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import MOST, QUANTUM
from regionplanner.errors import ScenarioError
from regionplanner.scenario import Scenario

TRAVELLERS, REWARD = "travellers", "the reward of coverage"
"""Names of what is no criterion: who travels, and what covering is worth."""

_MOST_TRAVELLERS = 10**5
"""All travellers by their unit: times a million minutes in quanta they are far from overflow."""

_DIGITS = 1e-3
"""A quantum is at most this part of the smallest cost, where there is room for it."""

MOST_COUPLED = 10**12
"""What the largest plan costs at the most, in quanta, where a second kind of cost is weighed
against it: there must be room for rates between the two."""

_EVEN = 1e-3
"""Where only balance counts, a quantum is this part of a millionth: the rounding of the share of
every unit adds up, and in a target of its own once more for every region."""

_KEPT = 0.1
"""A quantum that is more of the smallest cost than this would round it away."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How small and how large the figures are that a weight multiplies, over all parents.

    Attributes
    ----------
    least
        The smallest that counts for something, above 0.
    mean
        Of those above 0.
    most
        What any plan has of it at the most.
    smallest, largest
        Where the smallest and the largest figure stand, for messages: empty for lengths.
    """

    least: float = 1.0
    mean: float = 1.0
    most: float = 1.0
    smallest: str = ""
    largest: str = ""


PLAIN = Extent()
"""Of what is 1 everywhere."""

Extents = Mapping[str, Extent]
"""By criterion, of ties by column or table (`ties_name`); `TRAVELLERS` and `REWARD`."""


def plain_extent(values: Sequence[NDArray[np.float64]], *, times: float = 1.0) -> Extent:
    """Return the extent of figures, without places.

    Parameters
    ----------
    values
        Arrays of any shape.
    times
        The most is so many times their sum.
    """
    most = times * sum(float(one.sum()) for one in values)
    counted = np.concatenate([one[one > 0] for one in values])
    if not len(counted):
        return Extent(most=most)
    return Extent(float(counted.min()), float(counted.mean()), most)


def ties_name(column: str) -> str:
    """Return the name of the ties in a column or table."""
    return f"ties in {column}"


def traveller_unit(people: Extent) -> float:
    """Return the power of ten that travellers are divided by where only distances are compared.

    Parameters
    ----------
    people
        Those who travel: the fewest still count, and sums stay exact.
    """
    unit = min(_power_of_ten(people.mean), _power_of_ten(people.least / _DIGITS))
    return max(unit, _power_for([people.most * QUANTUM], _MOST_TRAVELLERS))


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
    smallest = _power_of_ten(min(least.values()) * _DIGITS / QUANTUM)
    finer = _EVEN if weights.keys() == {"balance"} else 1.0
    wanted = max(finer * stated_unit(scenario, extents), _power_for(costs.values(), most))
    unit = max(min(wanted, smallest), _power_for(costs.values(), MOST))
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
    return _power_of_ten(max(plain, min(1.0, max(typical.values()))))


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


def _power_of_ten(value: float) -> float:
    return 10.0 ** math.floor(math.log10(value))


def _power_for(costs: Iterable[float], most: int) -> float:
    """Return the least unit in which all costs together are no more quanta than that."""
    total = sum(costs) / (most * QUANTUM)
    return 10.0 ** math.ceil(math.log10(total)) if total > 0 else 0.0
