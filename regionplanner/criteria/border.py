"""Border: the kilometres of border drawn between regions of one parent."""

from regionplanner.criteria.costs import cut_costs
from regionplanner.criteria.criterion import Criterion, cut_values, half_steps, most_cut

BORDER = Criterion(
    name="border",
    explained={
        "en": "Border drawn between regions of one reference region, per km",
        "nl": "Grens tussen regio's van één referentieregio, per km",
    },
    example=0.5,
    costs=lambda figures, weight, _: cut_costs(figures.border_km, weight=weight),
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
"""See `cut_costs`."""
