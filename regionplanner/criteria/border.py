"""Border: the kilometres of border drawn between regions of one parent."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import RegionCosts, cut_costs


def border_costs(border_km: NDArray[np.float64], *, weight: float = 1.0) -> RegionCosts:
    """Return half the length of the borders between a region and the rest of its parent [km].

    Half, because a border between two regions is counted from both sides: the total over a
    plan is the length of border drawn.

    Parameters
    ----------
    border_km
        Shared border of any two units [km], symmetric, shape ``(n_units, n_units)``.
    weight
        Cost of one kilometre.
    """
    return cut_costs(border_km, weight=weight)
