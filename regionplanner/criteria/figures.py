"""The figures of one parent: everything its criteria are computed from."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.extent import PLAIN, TRAVELLERS, Extents, traveller_unit


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
