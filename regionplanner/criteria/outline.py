"""Criteria that count what the outline of a region cuts."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.criteria.figures import ParentFigures

Values = NDArray[np.float64]

BOTH_SIDES = 2
"""A plan's largest cost counts every pair at either unit, and whole outlines twice."""


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
