"""Distance and dispersion: how far the members of a region are from its centre."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import (
    AnchorCosts,
    Integers,
    Members,
    RegionCosts,
    no_pairs,
    quanta,
)


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


def distance_costs(
    travel: NDArray[np.float64],
    *,
    weight: float = 1.0,
    travellers: NDArray[np.float64] | None = None,
    centres: Members | None = None,
) -> RegionCosts:
    """Return the total travel of the members to the region's centre as costs.

    cost(S) = weight * min over allowed j in S of sum over i in S of w(i) d(i, j): the p-median
    objective.

    Parameters
    ----------
    travel
        From each unit (row) to each centre (column) [km or min], shape ``(n_units, n_units)``.
    weight
        Cost of one km or minute of one traveller.
    travellers
        How many travel from each unit, shape ``(n_units,)``; None: one each.
    centres
        Which units may be a centre, shape ``(n_units,)``; None: all.

    References
    ----------
    Hakimi 1964 (p-median).
    """
    return _centred(quanta(_weighted(travel, travellers), weight), centres)


def dispersion_costs(
    travel: NDArray[np.float64],
    *,
    weight: float = 1.0,
    travellers: NDArray[np.float64] | None = None,
    centres: Members | None = None,
) -> RegionCosts:
    """Return the total squared travel of the members to the region's centre as costs.

    Parameters
    ----------
    travel
        From each unit (row) to each centre (column) [km or min], shape ``(n_units, n_units)``.
    weight
        Cost of one km2 or min2 of one traveller.
    travellers
        How many travel from each unit, shape ``(n_units,)``; None: one each.
    centres
        Which units may be a centre, shape ``(n_units,)``; None: all.

    References
    ----------
    Hess, Weaver, Siegfeldt, Whelan & Zitlau 1965 (compactness as a moment of inertia).
    """
    return _centred(quanta(_weighted(travel**2, travellers), weight), centres)


def distance_m_costs(
    travel: NDArray[np.float64],
    *,
    travellers: NDArray[np.float64] | None = None,
    centres: Members | None = None,
) -> RegionCosts:
    """Return the total travel to the centre in whole metres (or milliminutes) as costs.

    The secondary objective: of equally good plans the one with the least travel is taken.

    Parameters
    ----------
    travel
        From each unit (row) to each centre (column) [km or min], shape ``(n_units, n_units)``.
    travellers
        How many travel from each unit, scaled to be about 1, shape ``(n_units,)``; None: one each.
    centres
        Which units may be a centre, shape ``(n_units,)``; None: all.
    """
    weighted = _weighted(travel, travellers)
    return _centred(np.rint(weighted * 1000).astype(np.int64), centres)


def _weighted(
    travel: NDArray[np.float64], travellers: NDArray[np.float64] | None
) -> NDArray[np.float64]:
    return travel if travellers is None else travel * travellers[:, None]


def _centred(by_centre: Integers, centres: Members | None) -> RegionCosts:
    n_units = len(by_centre)
    allowed = np.arange(n_units) if centres is None else np.flatnonzero(centres)
    return RegionCosts(
        unit=np.zeros(n_units, dtype=np.int64),
        pair=no_pairs(n_units),
        anchors=(AnchorCosts(forced=allowed[:, None], weight=by_centre[:, allowed]),),
    )
