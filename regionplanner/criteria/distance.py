"""Distance and dispersion: how far the members of a region are from its centre."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import AnchorCosts, Integers, RegionCosts, no_pairs, quanta


def straight_line_km(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the straight-line distance between any two units.

    Parameters
    ----------
    xy
        Centroids [m] in a metric CRS, shape ``(n_units, 2)``.

    Returns
    -------
    numpy.ndarray
        Distances [km], shape ``(n_units, n_units)``.
    """
    x, y = xy[:, 0], xy[:, 1]
    metres: NDArray[np.float64] = np.hypot(x[:, None] - x, y[:, None] - y)
    return metres / 1000


def distance_costs(distance_km: NDArray[np.float64], *, weight: float = 1.0) -> RegionCosts:
    """Return the total distance of the members to the region's centre [km] as costs.

    cost(S) = weight * min over j in S of sum over i in S of d(i, j): the p-median objective.

    Parameters
    ----------
    distance_km
        Distance between any two units [km], shape ``(n_units, n_units)``.
    weight
        Cost of one kilometre.

    References
    ----------
    Hakimi 1964 (p-median).
    """
    return _centred(quanta(distance_km, weight))


def dispersion_costs(distance_km: NDArray[np.float64], *, weight: float = 1.0) -> RegionCosts:
    """Return the total squared distance of the members to the region's centre [km2] as costs.

    Parameters
    ----------
    distance_km
        Distance between any two units [km], shape ``(n_units, n_units)``.
    weight
        Cost of one square kilometre.

    References
    ----------
    Hess, Weaver, Siegfeldt, Whelan & Zitlau 1965 (compactness as a moment of inertia).
    """
    return _centred(quanta(distance_km**2, weight))


def distance_m_costs(distance_km: NDArray[np.float64]) -> RegionCosts:
    """Return the total distance to the centre in whole metres, not quanta, as costs.

    The secondary objective: of equally good plans the one with the least travel is taken.

    Parameters
    ----------
    distance_km
        Distance between any two units [km], shape ``(n_units, n_units)``.
    """
    return _centred(np.rint(distance_km * 1000).astype(np.int64))


def _centred(by_centre: Integers) -> RegionCosts:
    n_units = len(by_centre)
    return RegionCosts(
        unit=np.zeros(n_units, dtype=np.int64),
        pair=no_pairs(n_units),
        anchors=AnchorCosts(forced=np.arange(n_units)[:, None], weight=by_centre),
    )
