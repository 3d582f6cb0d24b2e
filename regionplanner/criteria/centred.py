"""Criteria that are additive once the centre of a region is fixed."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import (
    AnchorCosts,
    Integers,
    Members,
    RegionCosts,
    no_costs,
    quanta,
)
from regionplanner.criteria.figures import ParentFigures

Values = NDArray[np.float64]


def centred_costs(by_centre: Integers, centres: Members | None) -> RegionCosts:
    """Return costs that are a sum over the members, to the best centre among them.

    Parameters
    ----------
    by_centre
        Cost of each unit (row) under each centre (column), shape ``(n_units, n_units)``.
    centres
        Which units may be a centre, shape ``(n_units,)``; None: all.
    """
    n_units = len(by_centre)
    allowed = np.arange(n_units) if centres is None else np.flatnonzero(centres)
    return no_costs(n_units, anchors=(AnchorCosts(allowed[:, None], by_centre[:, allowed]),))


def travel_costs(
    ways: Values, *, weight: float = 1.0, centres: Members | None = None
) -> RegionCosts:
    """Return the total of the ways of the members to the region's centre as costs.

    cost(S) = weight * min over allowed j in S of sum over i in S of w(i, j).

    Parameters
    ----------
    ways
        What each unit (row) counts under each centre (column), shape ``(n_units, n_units)``.
    weight
        Cost of one.
    centres
        Which units may be a centre, shape ``(n_units,)``; None: all.
    """
    return centred_costs(quanta(ways, weight), centres)


def possible_centres(figures: ParentFigures, region: Members, beyond: Members) -> Members:
    """Return the members that can be the centre of a region, whether or not it keeps the rules.

    Those that are allowed and that all others can reach; where there is none, those that are
    allowed; without one, any member.

    Parameters
    ----------
    figures
        Of the parent.
    region
        The members, shape ``(n_units,)``.
    beyond
        Which units (row) cannot be with which centre (column), shape ``(n_units, n_units)``.
    """
    allowed = region & figures.centres
    reached = allowed & ~beyond[region].any(axis=0)
    return next(some for some in (reached, allowed, region) if some.any())


def centred_values(
    figures: ParentFigures,
    ways: Values,
    members: Members,
    beyond: Members,
    *,
    combined: Callable[..., Values] = np.sum,
) -> Values:
    """Return what the ways of each region to the best of its centres come to.

    Parameters
    ----------
    figures, beyond
        As of `possible_centres`.
    ways
        What each unit (row) counts under each centre (column), shape ``(n_units, n_units)``.
    members
        Shape ``(n_regions, n_units)``.
    combined
        Of the ways of all members: their sum, or the largest.
    """
    totals = [
        combined(ways[np.ix_(region, possible_centres(figures, region, beyond))], axis=0).min()
        for region in members
    ]
    return np.array(totals, dtype=float)


def most_total(ways: Values) -> float:
    """Return what any plan has at the most: every unit under the centre that is worst for it.

    Parameters
    ----------
    ways
        As of `centred_values`.
    """
    return float(ways.max(axis=1, initial=0.0).sum())
