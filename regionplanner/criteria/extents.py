"""How small and how large the figures are that weights multiply, over all parents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.unit import (
    REWARD,
    TRAVELLERS,
    Extent,
    Extents,
    plain_extent,
    ties_name,
)
from regionplanner.scenario import Scenario

Values = NDArray[np.float64]
TiedPairs = Mapping[str, Values]
"""Ties between any two units of a parent, by column or table, shape ``(n_units, n_units)``."""
Label = Callable[[str], str]
"""Returns what a unit is called, by its id."""

_BOTH_SIDES = 4
"""A plan's largest cost counts every border at either unit and in pairs, whole outlines twice."""


class _Figures(Protocol):
    """What is looked at of the figures of a parent: see `ParentFigures`."""

    @property
    def units(self) -> tuple[str, ...]: ...
    @property
    def travel(self) -> Values: ...
    @property
    def travel_min(self) -> Values | None: ...
    @property
    def border_km(self) -> Values: ...
    @property
    def travellers(self) -> Values: ...
    @property
    def balance(self) -> Values: ...
    @property
    def covered(self) -> Values: ...
    @property
    def balance_target(self) -> float | None: ...


def figure_extents(
    parents: Sequence[_Figures], tied: Sequence[TiedPairs], scenario: Scenario, label: Label
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
    borders = sum(float(parent.border_km.sum()) for parent in parents)
    rewarded = None if scenario.coverage is None else scenario.coverage.per
    codes = [parent.units for parent in parents]
    travellers = [parent.travellers for parent in parents]
    found = {
        "distance": _travel(parents, 1, scenario.travellers, label),
        "dispersion": _travel(parents, 2, scenario.travellers, label),
        "border": Extent(most=_BOTH_SIDES / 2 * borders),
        "balance": Extent(most=sum(map(_most_off, parents))),
        TRAVELLERS: _extent(travellers, codes, scenario.travellers, label),
        REWARD: _extent([parent.covered for parent in parents], codes, rewarded, label),
    }
    for name in tied[0]:
        values = [pairs[name] for pairs in tied]
        found[ties_name(name)] = _extent(values, codes, name, label, times=_BOTH_SIDES / 2)
    return found


def _most_off(parent: _Figures) -> float:
    """Return how many targets the regions of a parent can be off at the most."""
    total, n_units = float(np.nansum(parent.balance)), len(parent.units)
    if parent.balance_target is None:
        return 2.0 * n_units
    return total / parent.balance_target + n_units


def _travel(
    parents: Sequence[_Figures], power: int, travellers: str | None, label: Label
) -> Extent:
    """Return the extent of the travel, to a power, of all who travel."""
    codes = [parent.units for parent in parents]
    values = [parent.travel**power * parent.travellers[:, None] for parent in parents]
    most = sum(float(one.max(axis=1, initial=0.0).sum()) for one in values)
    timed = all(parent.travel_min is not None for parent in parents)
    found = _extent(values, codes, " x ".join(filter(None, ("minutes", travellers))), label)
    people = _extent([parent.travellers for parent in parents], codes, travellers, label)
    if timed:
        return replace(found, mean=people.mean, most=most)
    # straight lines can be as short as can be: the fewest who travel must count
    return replace(people, least=found.mean * min(1.0, people.least / people.mean), most=most)


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
