"""Dispersion: how far the members of a region are spread around its centre."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.centred import centred_values, most_total, travel_costs
from regionplanner.criteria.criterion import Criterion
from regionplanner.criteria.distance import by_traveller
from regionplanner.criteria.figures import ParentFigures


def _ways(figures: ParentFigures) -> NDArray[np.float64]:
    return by_traveller(figures.travel**2, figures.travellers)


DISPERSION = Criterion(
    name="dispersion",
    explained={
        "en": "Squared travel of each municipality to the centre of its region, per km2",
        "nl": "Reisweg in het kwadraat van elke gemeente naar het centrum van haar regio, per km2",
    },
    example=0.05,
    costs=lambda figures, weight, _: travel_costs(
        _ways(figures), weight=weight, centres=figures.centres
    ),
    measure=lambda figures, members, far: centred_values(figures, _ways(figures), members, far),
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
"""Compactness as a moment of inertia (Hess, Weaver, Siegfeldt, Whelan & Zitlau 1965): see
`travel_costs`."""
