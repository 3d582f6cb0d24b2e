"""The largest distances and travel times: between two members, and from a member to the centre."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.criteria.criterion import ByLanguage
from regionplanner.criteria.distance import straight_line_km
from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, ScenarioError
from regionplanner.rules.resolved import Rules
from regionplanner.rules.rule import (
    AskedParent,
    CheckedRegion,
    Demand,
    DemandKind,
    Held,
    Kept,
    Rule,
    measure_step,
)
from regionplanner.scenario import Scenario

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
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

    def inside(self, figures: ParentFigures) -> Table:
        """Return the ways of a reference region that are limited, from row to column."""
        return figures.distance_km if self.unit == "km" else figures.travel

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
    far = np.zeros(distance_km.shape, dtype=bool)
    for name, most in limits.items():
        ways = LIMITS[name].ways(distance_km, travel_min)
        if LIMITS[name].to_centre == to_centre and ways is not None:
            far |= ways > most
    np.fill_diagonal(far, val=False)
    return far


def travel_times(
    municipalities: Municipalities, limits: Mapping[str, float]
) -> pd.DataFrame | None:
    """Return the travel times between units [min], or None when the data has none.

    Parameters
    ----------
    municipalities
        The units.
    limits
        By name; those on travel time need times.

    Raises
    ------
    ScenarioError
        When travel time is limited but not known.
    """
    if municipalities.travel_min is None:
        for name, limit in limits.items():
            if LIMITS[name].unit == "min":
                raise ScenarioError(
                    "{name} is {limit:g}, but the data has no travel times; "
                    "read a table of them, or limit the distance in km",
                    name=name,
                    limit=limit,
                )
    return municipalities.travel_min


def _limit(name: str, demand: str, words: Mapping[str, ByLanguage]) -> Limit:
    """Return a limit; its name says what is limited."""

    def resolved(_units: Municipalities, scenario: Scenario, _: int | None) -> Rules:
        return Rules(limits={n: most for n, most in limits_of(scenario).items() if n == name})

    def broken(region: CheckedRegion) -> Iterator[str]:
        if name in region.plan.case.rules.limits and region.placed:
            yield from _beyond_limit(limit, region)

    def held(scenario: Scenario) -> Held:
        most = getattr(scenario, name)
        if most is not None:
            yield "held", {"limit": most}

    def demands(asked: AskedParent) -> Iterator[Demand]:
        if name in asked.case.rules.limits:
            yield kind.demand(0, asked.case.rules.limits[name])

    def keep(rules: Rules, kept: Kept, _n_units: int) -> dict[str, Any]:
        others = {n: most for n, most in rules.limits.items() if n != name}
        return {"limits": others | ({name: kept[name, 0]} if (name, 0) in kept else {})}

    kind = DemandKind(
        name=name,
        text=lambda value, _: Message(demand, limit=value),
        eases=1,
        change=lambda _asked, _demand, value: {name: value},
        step=measure_step,
        furthest=lambda figures, *_: float(limit.inside(figures).max()),
    )
    limit = Limit(
        name=name,
        words=words,
        unit="km" if name.endswith("_km") else "min",
        to_centre="centre" in name,
        resolve=resolved,
        each=broken,
        spares_locked=True,
        held=held,
        kinds=(kind,),
        demands=demands,
        keep=keep,
    )
    return limit


def _beyond_limit(limit: Limit, region: CheckedRegion) -> Iterator[str]:
    """Yield the longest way of a region, where that is beyond a limit; unknown times are none."""
    units, most = list(region.placed), region.plan.case.rules.limits[limit.name]
    municipalities = region.plan.case.municipalities
    times = travel_times(municipalities, {limit.name: most})
    ways = limit.ways(
        straight_line_km(municipalities.frame.loc[units, ["x_m", "y_m"]].to_numpy(dtype=float)),
        None if times is None else times.loc[units, units].fillna(0.0).to_numpy(dtype=float),
    )
    if ways is None:
        return
    ends = [units.index(region.centre)] if limit.to_centre else [*range(len(units))]
    start, n_end = map(int, np.unravel_index(int(ways[:, ends].argmax()), (len(units), len(ends))))
    length, unit, labels = ways[start, ends[n_end]], limit.unit, region.labels()
    if length > most:
        a, b = labels[start], labels[ends[n_end]]
        yield Message(
            "{region} has {a} {length:.1f} {unit} from its centre {b}; at most {most:g} {unit} "
            "are allowed"
            if limit.to_centre
            else "{region} has {a} and {b}, {length:.1f} {unit} apart; at most {most:g} {unit} "
            "are allowed",
            region=region.code,
            a=a,
            b=b,
            length=_exceeding(length, most),
            unit=unit,
            most=most,
        )


def _exceeding(length: float, most: float) -> float:
    """Return a length to one decimal, rounded so that it still is beyond its limit."""
    nearest = round(length, 1)
    return nearest if nearest > most else math.ceil(10 * length) / 10


MAX_DISTANCE = _limit(
    "max_distance_km",
    demand="at most {limit:g} km between any two of a region",
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

MAX_CENTRE_DISTANCE = _limit(
    "max_centre_distance_km",
    demand="at most {limit:g} km to the centre of a region",
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

MAX_TRAVEL = _limit(
    "max_travel_min",
    demand="at most {limit:g} minutes between any two of a region",
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

MAX_CENTRE_TRAVEL = _limit(
    "max_centre_travel_min",
    demand="at most {limit:g} minutes to the centre of a region",
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
    {
        bound.name: bound
        for bound in (MAX_DISTANCE, MAX_CENTRE_DISTANCE, MAX_TRAVEL, MAX_CENTRE_TRAVEL)
    }
)
"""By name, in the order in which people read them."""
