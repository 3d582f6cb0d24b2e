"""Distance: how far the members of a region are from its centre, added up."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.centred import centred_costs, least_total, most_total
from regionplanner.criteria.costs import Members, RegionCosts, quanta
from regionplanner.criteria.criterion import Criterion
from regionplanner.criteria.figures import ParentFigures


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
    return centred_costs(quanta(by_traveller(travel, travellers), weight), centres)


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
    weighted = by_traveller(travel, travellers)
    return centred_costs(np.rint(weighted * 1000).astype(np.int64), centres)


def by_traveller(
    travel: NDArray[np.float64], travellers: NDArray[np.float64] | None
) -> NDArray[np.float64]:
    """Return the ways of all who travel from each unit (row) to each centre (column).

    Parameters
    ----------
    travel
        Of one traveller, shape ``(n_units, n_units)``.
    travellers
        How many travel from each unit, shape ``(n_units,)``; None: one each.
    """
    return travel if travellers is None else travel * travellers[:, None]


def _ways(figures: ParentFigures) -> NDArray[np.float64]:
    return by_traveller(figures.travel, figures.travellers)


def _costs(figures: ParentFigures, weight: float, _: int | None) -> RegionCosts:
    return distance_costs(
        figures.travel, weight=weight, travellers=figures.travellers, centres=figures.centres
    )


DISTANCE = Criterion(
    name="distance",
    explained={
        "en": "Travel of each municipality to the centre of its region, per km or minute",
        "nl": "Reisweg van elke gemeente naar het centrum van haar regio, per km of minuut",
    },
    example=1.0,
    costs=_costs,
    measure=lambda figures, members, beyond: least_total(figures, _ways(figures), members, beyond),
    most=lambda figures: most_total(_ways(figures)),
    unit={"nl": "{length}", "en": "{length}"},
    decimals=1,
    way=_ways,
    by_traveller=True,
    words={
        "goal": {
            "nl": "zo weinig mogelijk afstand tot het centrum van de regio",
            "en": "as little distance as possible to the centre of the region",
        },
        "goal_min": {
            "nl": "zo weinig mogelijk reistijd naar het centrum van de regio",
            "en": "as little travel time as possible to the centre of the region",
        },
        "per": {"nl": "per km", "en": "per km"},
        "per_min": {"nl": "per minuut", "en": "per minute"},
        "report": {
            "nl": "Afstand van elke gemeente tot het centrum van haar regio, opgeteld",
            "en": "Distance of each municipality to the centre of its region, added up",
        },
        "report_min": {
            "nl": "Reistijd van elke gemeente naar het centrum van haar regio, opgeteld",
            "en": "Travel time of each municipality to the centre of its region, added up",
        },
        "heading": {
            "nl": "Afstand van de gemeenten tot het centrum, samen",
            "en": "Distance of municipalities to the centre, in all",
        },
        "heading_min": {
            "nl": "Reistijd van de gemeenten naar het centrum, samen",
            "en": "Travel time of municipalities to the centre, in all",
        },
        "axis": {"nl": "Afstand tot het centrum", "en": "Distance to the centre"},
        "value": {"nl": "Afstand tot het centrum (km)", "en": "Distance to the centre (km)"},
        "value_min": {
            "nl": "Reistijd naar het centrum (min)",
            "en": "Travel time to the centre (min)",
        },
    },
)
"""The p-median objective: see `distance_costs`."""
