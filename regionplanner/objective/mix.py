"""The weighted sum of criteria: what a region costs, scaled, and what it costs by definition.

Costs are as fine as millionths of what a planner weighs, and finer where small figures would be
rounded away; coarser only where the largest plan would cost more quanta than can be summed. The
unit of the objective is `cost_unit`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.combined import summed
from regionplanner.criteria.costs import MOST, QUANTUM, Members, RegionCosts, no_pairs, quanta
from regionplanner.criteria.criterion import BOTH_SIDES, Criterion
from regionplanner.criteria.figures import (
    PLAIN,
    REWARD,
    SMALLEST_PART,
    TRAVELLERS,
    Extent,
    Extents,
    ParentFigures,
    plain_extent,
    power_for,
    power_of_ten,
    ties_name,
)
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.errors import Message, ScenarioError, joined, listing
from regionplanner.objective.columns import check_target
from regionplanner.rules.limits import beyond, limits_of
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

_FLOAT = 1e-12
"""Share of a sum that floating-point numbers can be off."""


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
    extents = {
        TRAVELLERS: _extent(travellers, codes, scenario.travellers, label),
        REWARD: _extent([parent.covered for parent in parents], codes, rewarded, label),
    }
    for criterion in CRITERIA.values():
        most = sum(map(criterion.most, parents))
        extents[criterion.name] = Extent(most=most)
        if criterion.way is not None:
            ways = [criterion.way(parent) for parent in parents]
            extents[criterion.name] = replace(
                _of_ways(criterion, ways, parents, scenario, label), most=most
            )
    for name in tied[0]:
        values = [pairs[name] for pairs in tied]
        extents[ties_name(name)] = _extent(values, codes, name, label, times=BOTH_SIDES)
    return extents


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
    extent = _extent(ways, codes, joined(filter(None, (Message("minutes"), who)), " x "), label)
    if all(parent.travel_min is not None for parent in parents):
        return replace(extent, mean=people.mean)
    # straight lines can be as short as can be: the fewest who travel must count
    return replace(people, least=extent.mean * min(1.0, people.least / people.mean))


def _extent(
    values: Sequence[Values],
    units: Sequence[tuple[str, ...]],
    what: str | None,
    label: Label,
    *,
    times: float = 1.0,
) -> Extent:
    """Return the extent of figures of units or pairs; their sum, times a number, is the most."""
    extent = plain_extent(values, times=times)
    if what is None or not any(column.any() for column in values):
        return extent
    ends = (extent.least, max(float(column.max(initial=0.0)) for column in values))
    said = [
        Message(
            "{what} is {value:g} for {unit}",
            what=what,
            value=v,
            unit=_place(values, units, v, label),
        )
        for v in ends
    ]
    return replace(extent, smallest=said[0], largest=said[1])


def _place(
    values: Sequence[Values], units: Sequence[tuple[str, ...]], value: float, label: Label
) -> str:
    """Return the first units, or pair, that have a value."""
    for column, codes in zip(values, units, strict=True):
        places = np.argwhere(column == value)
        if len(places):
            return listing(label(codes[n]) for n in places[0].tolist())
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
    plain = {name: extents.get(name, PLAIN) for name in weights}
    costs = {name: weight * plain[name].most for name, weight in weights.items()}
    least = {name: weight * plain[name].least for name, weight in weights.items()}
    smallest = power_of_ten(min(least.values()) * SMALLEST_PART / QUANTUM)
    finer = _EVEN if weights.keys() == {"balance"} else 1.0
    wanted = max(finer * stated_unit(scenario, extents), power_for(costs.values(), most))
    unit = max(min(wanted, smallest), power_for(costs.values(), MOST))
    for name, cost in least.items():
        if cost * _KEPT < unit * QUANTUM:
            large = max(costs, key=lambda criterion: costs[criterion])
            raise ScenarioError(
                "{small} and {large}: the first would be rounded "
                "away beside the second; bring them closer together, or leave one out",
                small=_said(name, weights[name], plain[name].smallest),
                large=_said(large, weights[large], plain[large].largest),
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
    title = Message(REWARD) if name == REWARD else Message("the weight of {name}", name=name)
    text = "{where} ({title} is {weight:g})" if where else "{title} is {weight:g}"
    return Message(text, where=where, title=title, weight=weight)


def region_costs(
    figures: ParentFigures,
    scenario: Scenario,
    *,
    n_regions: int | None = None,
    unit: float | None = None,
) -> RegionCosts:
    """Return what candidate regions of one parent cost: the weighted sum of the criteria.

    Weights are divided by a power of ten (`regionplanner.objective.mix.cost_unit`), so that costs
    are of the same size whether a planner writes ``distance=1`` or ``distance=1000``. With a
    coverage the whole outline of a region counts as border and ties, and covering is rewarded.

    Parameters
    ----------
    figures
        Of one parent, as `parent_figures` returns.
    scenario
        Weights of the criteria, in natural units.
    n_regions
        Number of regions of the parent; None will do unless balance has a target of its own.
    unit
        The power of ten; that of `cost_unit` when None.

    Returns
    -------
    RegionCosts
        Integers of 1e-6 natural units each, shape ``(n_units,)`` for units and ``(n_units,
        n_units)`` for pairs; its ``of`` gives the cost of any region.

    Raises
    ------
    ScenarioError
        When balance counts and its target is open, or a criterion weighs so little beside another
        that rounding would take it away.
    ValueError
        When balance has a target of its own and `n_regions` is None.

    Notes
    -----
    Distance is the p-median objective (Hakimi 1964), dispersion the moment of inertia (Hess,
    Weaver, Siegfeldt, Whelan & Zitlau 1965).
    """
    unit = cost_unit(scenario, figures.extents) if unit is None else unit
    weighed = sorted(_weighed(scenario), key=lambda pair: pair[0].name)
    if any(criterion.name == "balance" for criterion, _ in weighed):
        check_target(scenario, figures.balance_target)
    costs = reduce(
        summed, (criterion.costs(figures, each / unit, n_regions) for criterion, each in weighed)
    )
    if scenario.coverage is None or not scenario.coverage.reward:
        return costs
    reward = quanta(figures.covered, scenario.coverage.reward / unit)
    return summed(costs, RegionCosts(-reward, no_pairs(len(reward))))


def _weighed(scenario: Scenario) -> Iterator[tuple[Criterion, float]]:
    """Yield the criteria that count, with what one unit of a region's costs."""
    for name, weight in scenario.criteria.items():
        if weight > 0:
            criterion = CRITERIA[name]
            yield criterion, (outline_sides(scenario) if criterion.outline else 1) * weight


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
    for criterion, each in _weighed(scenario):
        values = each * measured_criterion(figures, criterion.name, members, scenario)
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
    steps += sum(criterion.steps(figures, n_regions) for criterion, _ in _weighed(scenario))
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
