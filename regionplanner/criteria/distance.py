"""Distance: how far the members of a region are from its centre, added up."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.centred import (
    centred_costs,
    centred_values,
    most_total,
    travel_costs,
)
from regionplanner.criteria.costs import RegionCosts
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


def distance_m_costs(figures: ParentFigures) -> RegionCosts:
    """Return the total travel to the centre in whole metres (or milliminutes) as costs.

    The secondary objective: ties are broken by total travel, then lexicographically.

    Parameters
    ----------
    figures
        Of one parent; who travels counts by a unit in which they are about 1.
    """
    ways = by_traveller(figures.travel, figures.scaled_travellers)
    return centred_costs(np.rint(ways * 1000).astype(np.int64), figures.centres)


def by_traveller(
    travel: NDArray[np.float64], travellers: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the ways of all who travel from each unit (row) to each centre (column).

    Parameters
    ----------
    travel
        Of one traveller, shape ``(n_units, n_units)``.
    travellers
        How many travel from each unit, shape ``(n_units,)``.
    """
    return travel * travellers[:, None]


def _ways(figures: ParentFigures) -> NDArray[np.float64]:
    return by_traveller(figures.travel, figures.travellers)


DISTANCE = Criterion(
    name="distance",
    explained={
        "en": "Travel of each municipality to the centre of its region, per km or minute",
        "nl": "Reisweg van elke gemeente naar het centrum van haar regio, per km of minuut",
    },
    example=1.0,
    costs=lambda figures, weight, _: travel_costs(
        _ways(figures), weight=weight, centres=figures.centres
    ),
    measure=lambda figures, members, far: centred_values(figures, _ways(figures), members, far),
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
"""The p-median objective (Hakimi 1964): see `travel_costs`."""
