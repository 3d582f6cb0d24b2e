"""Border: the kilometres of border drawn between regions of one parent."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import RegionCosts, cut_costs
from regionplanner.criteria.criterion import Criterion
from regionplanner.criteria.outline import cut_values, half_steps, most_cut


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


BORDER = Criterion(
    name="border",
    explained={
        "en": "Border drawn between regions of one reference region, per km",
        "nl": "Grens tussen regio's van één referentieregio, per km",
    },
    example=0.5,
    costs=lambda figures, weight, _: border_costs(figures.border_km, weight=weight),
    measure=lambda figures, members, _: cut_values(figures.border_km, members),
    most=lambda figures: most_cut(figures.border_km),
    steps=half_steps,
    unit={"nl": "km", "en": "km"},
    decimals=1,
    outline=True,
    words={
        "goal": {
            "nl": "zo weinig mogelijk grens tussen de regio's",
            "en": "as little border as possible between the regions",
        },
        "per": {"nl": "per km", "en": "per km"},
        "report": {
            "nl": "Grens tussen jeugdregio's van dezelfde referentieregio",
            "en": "Border between youth regions of the same reference region",
        },
        "heading": {
            "nl": "Grens tussen jeugdregio's van een referentieregio",
            "en": "Border between youth regions of a reference region",
        },
        "axis": {"nl": "Grens tussen de regio's", "en": "Border between the regions"},
        "value": {"nl": "Grens tussen regio's (km)", "en": "Border between regions (km)"},
    },
)
"""See `border_costs`."""
