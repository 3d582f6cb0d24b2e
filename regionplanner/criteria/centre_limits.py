"""Limits on the way to the centre: whom they bar, and what regions then cost."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import IMPOSSIBLE, Integers, Members, RegionCosts


def beyond_centre(
    distance_km: NDArray[np.float64],
    travel_min: NDArray[np.float64] | None,
    *,
    max_km: float | None,
    max_min: float | None,
) -> Members:
    """Return which units (row) cannot be in a region with which centre (column).

    Parameters
    ----------
    distance_km
        Between units, shape ``(n_units, n_units)``.
    travel_min
        Travel time from row to column [min], NaN where it is not known, or None; same shape.
    max_km, max_min
        Largest distance [km] and travel time [min] of a member to the centre; None for any.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_units, n_units)``.
    """
    beyond = np.zeros(distance_km.shape, dtype=bool)
    for ways, most in ((distance_km, max_km), (travel_min, max_min)):
        if ways is not None and most is not None:
            beyond |= ways > most
    np.fill_diagonal(beyond, val=False)
    return beyond


def barred_beyond(costs: RegionCosts, beyond: Members) -> RegionCosts:
    """Return the costs of regions to centres that all members can reach.

    Parameters
    ----------
    costs
        Without limits.
    beyond
        Which units (row) cannot be in a region with which centre (column),
        shape ``(n_units, n_units)``.
    """
    tables = [
        replace(table, barred=np.asarray(beyond[:, table.forced].any(axis=2)))
        for table in costs.anchors
    ]
    return replace(costs, anchors=tuple(tables))


def reached_costs(costs: RegionCosts, beyond: Members, members: Members) -> Integers:
    """Return what regions cost: to a centre that all members can reach, where there is one.

    Parameters
    ----------
    costs, beyond
        As of `barred_beyond`.
    members
        The regions, which need not keep the limits, shape ``(n_regions, n_units)``.
    """
    found = barred_beyond(costs, beyond).of(members)
    return np.where(found < IMPOSSIBLE // 2, found, costs.of(members))
