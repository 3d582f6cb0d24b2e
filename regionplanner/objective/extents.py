"""How small and how large the figures are that weights multiply, over all parents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.criterion import Criterion
from regionplanner.criteria.extent import (
    PLAIN,
    REWARD,
    TRAVELLERS,
    Extent,
    Extents,
    plain_extent,
    ties_name,
)
from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.outline import BOTH_SIDES
from regionplanner.criteria.registry import CRITERIA
from regionplanner.scenario import Scenario

Values = NDArray[np.float64]
TiedPairs = Mapping[str, Values]
"""Ties between any two units of a parent, by column or table, shape ``(n_units, n_units)``."""
Label = Callable[[str], str]
"""Returns what a unit is called, by its id."""


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
