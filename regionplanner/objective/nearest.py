"""The neighbourhood rule: all members of a region are among the units nearest to one of them."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.criteria.distance import straight_line_km
from regionplanner.io.municipalities import Municipalities
from regionplanner.neighbourhood import neighbourhood_size
from regionplanner.scenario import Scenario


def beyond_nearest(distance_km: NDArray[np.float64], n_nearest: int) -> Members:
    """Return which units (row) are not among the nearest to which centre (column).

    Parameters
    ----------
    distance_km
        Between units, shape ``(n_units, n_units)``.
    n_nearest
        How many are near, the centre itself counted; of equally far ones the first.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_units, n_units)``.
    """
    return nearness(distance_km) >= n_nearest


def nearness(distance_km: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the place of each unit (row) among those nearest to a centre (column), from 0 on.

    Parameters
    ----------
    distance_km
        Between units, shape ``(n_units, n_units)``; of equally far ones the first is nearer.
    """
    order = np.argsort(distance_km, axis=0, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(len(order))[:, None], axis=0)
    return rank


def nearest_units(
    municipalities: Municipalities, scenario: Scenario
) -> Mapping[str, frozenset[str]]:
    """Return the units that may be with each unit when it is the centre.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        The rule; units that are left out are near nobody.

    Returns
    -------
    Mapping
        NIS codes by NIS code; only where the rule asks for something.
    """
    planned = municipalities.frame.drop(
        index=[nis for nis in scenario.leave_out if nis in municipalities.frame.index]
    )
    near: dict[str, frozenset[str]] = {}
    for _, rows in planned.sort_index().groupby("reference_region", sort=True):
        n_nearest = neighbourhood_size(scenario, len(rows))
        if n_nearest is None:
            continue
        units = rows.index.to_numpy()
        distance_km = straight_line_km(rows[["x_m", "y_m"]].to_numpy(dtype=float))
        inside = ~beyond_nearest(distance_km, n_nearest)
        near |= {nis: frozenset(units[inside[:, i]]) for i, nis in enumerate(units)}
    return near
