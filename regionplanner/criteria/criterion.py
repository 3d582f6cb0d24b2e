"""Criterion: all that is known of one thing that plans are chosen for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.choice import Language
from regionplanner.criteria.costs import Members, RegionCosts
from regionplanner.criteria.figures import ParentFigures

Values = NDArray[np.float64]

BOTH_SIDES = 2
"""A plan's largest cost counts every pair at either unit, and whole outlines twice."""

Costs = Callable[[ParentFigures, float, int | None], RegionCosts]
"""Returns the costs of one parent by its figures, a weight and its number of regions."""

Measure = Callable[[ParentFigures, Members, Members], Values]
"""Returns what regions (rows) have, in floating-point numbers, by the definition. The last
argument is which units (row) cannot be in a region with which centre (column)."""

ByLanguage = Mapping[Language, str]


def one_step_each(figures: ParentFigures, n_regions: int) -> float:
    """Return what rounding can do: half a quantum for each unit and each region."""
    return (len(figures.units) + n_regions) / 2


def cut_values(values: Values, members: Members) -> Values:
    """Return half of what each region cuts: the other half is that of its neighbours.

    Parameters
    ----------
    values
        Of any two units, symmetric, shape ``(n_units, n_units)``.
    members
        Shape ``(n_regions, n_units)``.
    """
    return np.array([values[np.ix_(r, ~r)].sum() / 2 for r in members], dtype=float)


def most_cut(values: Values) -> float:
    """Return what any plan cuts at the most, whole outlines counted.

    Parameters
    ----------
    values
        As of `cut_values`.
    """
    return BOTH_SIDES * float(values.sum())


def half_steps(figures: ParentFigures, _: int) -> float:
    """Return what rounding can do: half a quantum at either side of each pair of neighbours."""
    return float(np.triu(figures.neighbours).sum())


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that plans are chosen for.

    Attributes
    ----------
    name
        As in scenarios and options.
    explained
        What counts, and what a weight is multiplied by, without a full stop; for scenario files.
    example
        A usual weight.
    costs, measure
        What regions cost in an engine, and what they have by the definition: the second is the
        oracle of the first.
    most
        Returns what any plan of a parent has at the most, in its unit.
    unit
        Unit of measure in each language; ``{length}`` is km or min.
    decimals
        Of its values in reports; None: as many as there are, in ties.
    words
        What people read, by key and name: see `regionplanner.words.sentences`.
    steps
        Returns what rounding to quanta can do to all regions of a parent, in quanta, by its
        figures and their number.
    way
        Returns what the way of each unit (row) to each centre (column) counts; None without one.
    by_traveller
        Whether it counts for each who travels.
    outline
        Whether it counts what a region's outline cuts, twice where not all are covered.
    """

    name: str
    explained: ByLanguage
    example: float
    costs: Costs
    measure: Measure
    most: Callable[[ParentFigures], float]
    unit: ByLanguage
    decimals: int
    words: Mapping[str, ByLanguage]
    steps: Callable[[ParentFigures, int], float] = one_step_each
    way: Callable[[ParentFigures], Values] | None = None
    by_traveller: bool = False
    outline: bool = False
