"""Dispersion: how far the members of a region are spread around its centre."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.centred import centred_costs, least_total, most_total
from regionplanner.criteria.costs import Members, RegionCosts, quanta
from regionplanner.criteria.criterion import Criterion
from regionplanner.criteria.distance import by_traveller
from regionplanner.criteria.figures import ParentFigures


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
    return centred_costs(quanta(by_traveller(travel**2, travellers), weight), centres)


def _ways(figures: ParentFigures) -> NDArray[np.float64]:
    return by_traveller(figures.travel**2, figures.travellers)


def _costs(figures: ParentFigures, weight: float, _: int | None) -> RegionCosts:
    return dispersion_costs(
        figures.travel, weight=weight, travellers=figures.travellers, centres=figures.centres
    )


DISPERSION = Criterion(
    name="dispersion",
    explained={
        "en": "Squared travel of each municipality to the centre of its region, per km2",
        "nl": "Reisweg in het kwadraat van elke gemeente naar het centrum van haar regio, per km2",
    },
    example=0.05,
    costs=_costs,
    measure=lambda figures, members, beyond: least_total(figures, _ways(figures), members, beyond),
    most=lambda figures: most_total(_ways(figures)),
    unit={"nl": "{length}²", "en": "{length}²"},
    decimals=0,
    way=_ways,
    by_traveller=True,
    words={
        "goal": {
            "nl": "zo weinig mogelijk spreiding rond het centrum van de regio",
            "en": "as little spread as possible around the centre of the region",
        },
        "goal_min": {
            "nl": "zo weinig mogelijk spreiding in reistijd rond het centrum van de regio",
            "en": "as little spread in travel time as possible around the centre of the region",
        },
        "per": {"nl": "per km²", "en": "per km²"},
        "per_min": {"nl": "per minuut²", "en": "per minute²"},
        "report": {
            "nl": "Spreiding rond de centra (afstanden in het kwadraat)",
            "en": "Spread around the centres (distances squared)",
        },
        "report_min": {
            "nl": "Spreiding rond de centra (reistijden in het kwadraat)",
            "en": "Spread around the centres (travel times squared)",
        },
        "heading": {
            "nl": "Spreiding van de gemeenten rond het centrum, samen",
            "en": "Spread of municipalities around the centre, in all",
        },
        "heading_min": {
            "nl": "Spreiding in reistijd rond het centrum, samen",
            "en": "Spread in travel time around the centre, in all",
        },
        "axis": {"nl": "Spreiding", "en": "Spread"},
        "value": {"nl": "Spreiding (km²)", "en": "Spread (km²)"},
        "value_min": {"nl": "Spreiding (min²)", "en": "Spread (min²)"},
    },
)
"""Compactness as a moment of inertia: see `dispersion_costs`."""
