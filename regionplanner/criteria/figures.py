"""The figures of one parent, from which its criteria are computed, and how large all are."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import QUANTUM
from regionplanner.errors import Message

TRAVELLERS, REWARD = "travellers", "the reward of coverage"
"""Names of what is no criterion: who travels, and what covering is worth."""

_MOST_TRAVELLERS = 10**5
"""All travellers by their unit: times a million minutes in quanta they are far from overflow."""

SMALLEST_PART = 1e-3
"""A quantum is at most this part of the smallest cost, where there is room for it."""


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
    most = times * sum(float(column.sum()) for column in values)
    counted = np.concatenate([column[column > 0] for column in values])
    if not len(counted):
        return Extent(most=most)
    return Extent(float(counted.min()), float(counted.mean()), most)


def ties_name(column: str) -> str:
    """Return the name of the ties in a column or table."""
    return Message("ties in {column}", column=column)


def traveller_unit(people: Extent) -> float:
    """Return the power of ten that travellers are divided by where only distances are compared.

    Parameters
    ----------
    people
        Those who travel: the fewest still count, and sums stay exact.
    """
    unit = min(power_of_ten(people.mean), power_of_ten(people.least / SMALLEST_PART))
    return max(unit, power_for([people.most * QUANTUM], _MOST_TRAVELLERS))


def power_of_ten(value: float) -> float:
    """Return the largest power of ten that is not above a value."""
    return 10.0 ** math.floor(math.log10(value))


def power_for(costs: Iterable[float], most: int) -> float:
    """Return the least unit in which all costs together are no more quanta than that."""
    total = sum(costs) / (most * QUANTUM)
    return 10.0 ** math.ceil(math.log10(total)) if total > 0 else 0.0


@dataclass(frozen=True, slots=True)
class ParentFigures:
    """What the criteria of one parent are computed from; arrays follow `units`.

    Attributes
    ----------
    units
        NIS codes, sorted.
    neighbours
        Which units are neighbours, shape ``(n_units, n_units)``.
    xy
        Centroids [m], shape ``(n_units, 2)``.
    distance_km, border_km, ties
        Of any two units, symmetric, shape ``(n_units, n_units)``.
    travellers
        How many travel from each unit, shape ``(n_units,)``.
    centres
        Which units may be the centre of a region, shape ``(n_units,)``.
    balance
        The figure that is evened out, NaN where it is not known, shape ``(n_units,)``.
    covered
        What covering each unit is rewarded by, shape ``(n_units,)``.
    travel_min
        Travel time from row to column [min], shape ``(n_units, n_units)``, or None.
    balance_target
        What a region should have of `balance`; None: the parent's total by its number of regions,
        or not known.
    extents
        How small and how large the figures of all parents are that weights multiply.
    """

    units: tuple[str, ...]
    neighbours: NDArray[np.bool_]
    xy: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    border_km: NDArray[np.float64]
    ties: NDArray[np.float64]
    travellers: NDArray[np.float64]
    centres: NDArray[np.bool_]
    balance: NDArray[np.float64]
    covered: NDArray[np.float64]
    travel_min: NDArray[np.float64] | None = None
    balance_target: float | None = None
    extents: Extents = field(default_factory=dict)

    @property
    def travel(self) -> NDArray[np.float64]:
        """Travel from row to column: minutes where they are known, else straight km."""
        return self.distance_km if self.travel_min is None else self.travel_min

    @property
    def traveller_unit(self) -> float:
        """Power of ten that travellers are divided by where only distances are compared."""
        return traveller_unit(self.extents.get(TRAVELLERS, PLAIN))

    @property
    def scaled_travellers(self) -> NDArray[np.float64]:
        """Travellers by their unit."""
        return self.travellers / self.traveller_unit
