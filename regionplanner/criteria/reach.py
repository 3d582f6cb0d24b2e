"""Reach: how far the member that is furthest from the centre of its region has to go."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.centred import centred_values, most_total
from regionplanner.criteria.costs import AnchorCosts, Members, RegionCosts, no_costs, quanta
from regionplanner.criteria.criterion import Criterion
from regionplanner.errors import LimitError

_MOST_VALUES = 10_000_000
"""Costs of units under all radii of all centres: about 215 units."""


def reach_costs(
    travel: NDArray[np.float64], *, weight: float = 1.0, centres: Members | None = None
) -> RegionCosts:
    """Return the longest way of a member to the region's centre as costs.

    cost(S) = weight * min over allowed j in S of max over i in S of d(i, j): the p-centre
    objective, added up over the regions.

    Parameters
    ----------
    travel
        From each unit (row) to each centre (column) [km or min], shape ``(n_units, n_units)``.
    weight
        Cost of one km or minute.
    centres
        Which units may be a centre, shape ``(n_units,)``; None: all.

    Notes
    -----
    A largest way is no sum over the members. With the centre and a radius fixed it is: the radius
    is a constant, and units beyond it are forbidden. A region costs the least of all its radii, and
    the radii of a centre are its ways to the units.

    Raises
    ------
    LimitError
        When there are more radii than memory holds.

    References
    ----------
    Hakimi 1964 (p-centre).
    """
    n_units = len(travel)
    allowed = np.arange(n_units) if centres is None else np.flatnonzero(centres)
    radii = [np.unique(travel[:, centre]) for centre in allowed]
    centre = np.repeat(allowed, [len(some) for some in radii])
    radius = np.concatenate([np.empty(0), *radii])
    if n_units * len(radius) > _MOST_VALUES:
        raise LimitError(
            "reach has {radii:,} radii in a reference region of {units:,} units, more "
            "than memory holds; divide it into parts, or let distance count instead",
            radii=len(radius),
            units=n_units,
        )
    by_anchor = np.zeros((n_units, len(centre)), dtype=np.int64)
    by_anchor[centre, np.arange(len(centre))] = quanta(radius, weight)
    anchors = AnchorCosts(centre[:, None], by_anchor, forbidden=travel[:, centre] > radius)
    return no_costs(n_units, anchors=(anchors,))


REACH = Criterion(
    name="reach",
    explained={
        "en": "Travel of the furthest member to the centre of its region, per km or minute",
        "nl": "Reisweg van de verste gemeente naar het centrum van haar regio, per km of minuut",
    },
    example=2.0,
    costs=lambda figures, weight, _: reach_costs(
        figures.travel, weight=weight, centres=figures.centres
    ),
    measure=lambda figures, members, far: centred_values(
        figures, figures.travel, members, far, combined=np.max
    ),
    most=lambda figures: most_total(figures.travel),
    unit={"nl": "{length}", "en": "{length}"},
    decimals=1,
    way=lambda figures: figures.travel,
    words={
        "goal": {
            "nl": "zo weinig mogelijk afstand voor de gemeente die het verst van het centrum ligt",
            "en": "as little distance as possible for the municipality furthest from the centre",
        },
        "goal_min": {
            "nl": "zo weinig mogelijk reistijd voor de gemeente die het verst van het centrum ligt",
            "en": "as little travel time as possible for the municipality furthest from the centre",
        },
        "per": {"nl": "per km", "en": "per km"},
        "per_min": {"nl": "per minuut", "en": "per minute"},
        "report": {
            "nl": "Afstand van de verste gemeente tot het centrum van haar regio, opgeteld",
            "en": "Distance of the furthest municipality to the centre of its region, added up",
        },
        "report_min": {
            "nl": "Reistijd van de verste gemeente naar het centrum van haar regio, opgeteld",
            "en": "Travel time of the furthest municipality to the centre of its region, added up",
        },
        "heading": {
            "nl": "Afstand van de verste gemeente tot het centrum, samen",
            "en": "Distance of the furthest municipality to the centre, in all",
        },
        "heading_min": {
            "nl": "Reistijd van de verste gemeente naar het centrum, samen",
            "en": "Travel time of the furthest municipality to the centre, in all",
        },
        "axis": {"nl": "Afstand van de verste gemeente", "en": "Distance of the furthest"},
        "value": {
            "nl": "Verste gemeente tot het centrum (km)",
            "en": "Furthest from the centre (km)",
        },
        "value_min": {
            "nl": "Verste gemeente tot het centrum (min)",
            "en": "Furthest from the centre (min)",
        },
    },
)
"""What the worst placed have to travel: see `reach_costs`."""
