"""The unit of costs: a power of ten, so that costs are whole numbers that nothing overflows.

Costs are as fine as millionths of what a planner weighs, and finer where small figures would be
rounded away; coarser only where the largest plan would cost more quanta than can be summed.
"""

from regionplanner.criteria.costs import MOST, QUANTUM
from regionplanner.criteria.extent import (
    PLAIN,
    REWARD,
    SMALLEST_PART,
    Extents,
    power_for,
    power_of_ten,
    ties_name,
)
from regionplanner.errors import ScenarioError
from regionplanner.scenario import Scenario

MOST_COUPLED = 10**12
"""What the largest plan costs at the most, in quanta, where a second kind of cost is weighed
against it: there must be room for rates between the two."""

_EVEN = 1e-3
"""Where only balance counts, a quantum is this part of a millionth: the rounding of the share of
every unit adds up, and in a target of its own once more for every region."""

_KEPT = 0.1
"""A quantum that is more of the smallest cost than this would round it away."""


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
