"""The largest distances and travel times: between two members, and from a member to the centre."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.rules.rule import Rule, Violation
from regionplanner.scenario import Scenario

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Limit(Rule):
    """The largest distance or travel time of a region.

    Attributes
    ----------
    unit
        Whether the straight distance is limited [km], or the travel time [min].
    to_centre
        Whether the way from each member to the centre is, or that between any two members.
    """

    unit: Literal["km", "min"]
    to_centre: bool

    def ways(self, distance_km: Table, travel_min: Table | None) -> Table | None:
        """Return the ways that are limited, from row to column; None where they are not known."""
        return distance_km if self.unit == "km" else travel_min

    @property
    def unit_word(self) -> str:
        """The unit of measure in a sentence."""
        return "km" if self.unit == "km" else "minutes"


def limits_of(scenario: Scenario) -> dict[str, float]:
    """Return the limits that a scenario sets, by name."""
    values = {name: getattr(scenario, name) for name in LIMITS}
    return {name: value for name, value in values.items() if value is not None}


def beyond(
    limits: Mapping[str, float],
    distance_km: Table,
    travel_min: Table | None,
    *,
    to_centre: bool,
) -> Members:
    """Return which units (row) are too far from which (column).

    Parameters
    ----------
    limits
        By name.
    distance_km
        Between units, shape ``(n_units, n_units)``.
    travel_min
        Travel time from row to column [min], NaN where it is not known, or None; same shape.
    to_centre
        Whether the columns are centres, or other members.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_units, n_units)``.
    """
    found = np.zeros(distance_km.shape, dtype=bool)
    for name, most in limits.items():
        ways = LIMITS[name].ways(distance_km, travel_min)
        if LIMITS[name].to_centre == to_centre and ways is not None:
            found |= ways > most
    np.fill_diagonal(found, val=False)
    return found


def limit_violations(
    region: str,
    labels: Sequence[str],
    *,
    limits: Mapping[str, float],
    distance_km: Table,
    travel_min: Table | None,
    centre: int,
) -> Iterator[Violation]:
    """Yield the limits that a region breaks, each with its longest way."""
    for name, most in limits.items():
        limit = LIMITS[name]
        ways = limit.ways(distance_km, travel_min)
        if ways is None:
            continue
        ways = ways[:, [centre]] if limit.to_centre else ways
        start, end = map(int, np.unravel_index(int(ways.argmax()), ways.shape))
        length, unit = ways[start, end], limit.unit
        if length > most:
            said = (
                f"{labels[start]} {length:.1f} {unit} from its centre {labels[centre]}"
                if limit.to_centre
                else f"{labels[start]} and {labels[end]}, {length:.1f} {unit} apart"
            )
            message = f"{region} has {said}; at most {most:g} {unit} are allowed"
            yield Violation(name, region, message)


MAX_DISTANCE = Limit(
    name="max_distance_km",
    unit="km",
    to_centre=False,
    demand="at most {} km between any two of a region",
    words={
        "held": {
            "nl": "Twee gemeenten van één regio liggen hoogstens {limit} km van elkaar.",
            "en": "Two municipalities of one region are at most {limit} km apart.",
        },
        "rule": {
            "nl": "Te grote afstanden: {regions}.",
            "en": "Distances that are too large: {regions}.",
        },
        "broken": {
            "nl": "In {region} liggen {members} {length} km uit elkaar; hoogstens {limit} km is "
            "toegestaan.",
            "en": "In {region}, {members} are {length} km apart; at most {limit} km is allowed.",
        },
    },
)

MAX_CENTRE_DISTANCE = Limit(
    name="max_centre_distance_km",
    unit="km",
    to_centre=True,
    demand="at most {} km to the centre of a region",
    words={
        "held": {
            "nl": "Een gemeente ligt hoogstens {limit} km van het centrum van haar regio.",
            "en": "A municipality is at most {limit} km from the centre of its region.",
        },
        "rule": {
            "nl": "Te ver van het centrum: {regions}.",
            "en": "Too far from the centre: {regions}.",
        },
        "broken": {
            "nl": "In {region} ligt {members} {length} km van het centrum ({centre}); hoogstens "
            "{limit} km is toegestaan.",
            "en": "In {region}, {members} is {length} km from the centre ({centre}); at most "
            "{limit} km is allowed.",
        },
    },
)

MAX_TRAVEL = Limit(
    name="max_travel_min",
    unit="min",
    to_centre=False,
    demand="at most {} minutes between any two of a region",
    words={
        "held": {
            "nl": "Tussen twee gemeenten van één regio is het hoogstens {limit} minuten reizen.",
            "en": "Between two municipalities of one region it is at most {limit} minutes of "
            "travel.",
        },
        "rule": {
            "nl": "Te lange reistijden: {regions}.",
            "en": "Travel times that are too long: {regions}.",
        },
        "broken": {
            "nl": "In {region} duurt de reis tussen {members} {length} minuten; hoogstens {limit} "
            "minuten is toegestaan.",
            "en": "In {region}, travel between {members} takes {length} minutes; at most {limit} "
            "minutes is allowed.",
        },
    },
)

MAX_CENTRE_TRAVEL = Limit(
    name="max_centre_travel_min",
    unit="min",
    to_centre=True,
    demand="at most {} minutes to the centre of a region",
    words={
        "held": {
            "nl": "Naar het centrum van haar regio is het voor een gemeente hoogstens {limit} "
            "minuten reizen.",
            "en": "To the centre of its region a municipality has at most {limit} minutes of "
            "travel.",
        },
        "rule": {
            "nl": "Te lange reistijden naar het centrum: {regions}.",
            "en": "Travel times to the centre that are too long: {regions}.",
        },
        "broken": {
            "nl": "In {region} duurt de reis van {members} naar het centrum ({centre}) {length} "
            "minuten; hoogstens {limit} minuten is toegestaan.",
            "en": "In {region}, travel from {members} to the centre ({centre}) takes {length} "
            "minutes; at most {limit} minutes is allowed.",
        },
    },
)

LIMITS: Mapping[str, Limit] = MappingProxyType(
    {one.name: one for one in (MAX_DISTANCE, MAX_CENTRE_DISTANCE, MAX_TRAVEL, MAX_CENTRE_TRAVEL)}
)
"""By name, in the order in which people read them."""
