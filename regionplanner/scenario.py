"""Scenario: every choice a planner makes, checked and immutable."""

import difflib
import hashlib
import math
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from regionplanner.choices import (
    Balance,
    Bound,
    Counts,
    Coverage,
    Criterion,
    Km,
    Lock,
    Minutes,
    Weight,
    count_range,
)
from regionplanner.errors import ScenarioError

_LEAST_SHARE = 1e-4
"""Smallest weight beside the largest: below it, costs would be rounded to nothing."""

DEFAULT_TIES: Mapping[str, float] = {"elz": 1.0, "jeugdregio": 3.0, "politiezone": 1.0}


class Scenario(BaseModel):
    """What matters (`criteria`, `ties`) and what must hold (sizes, numbers of regions).

    Attributes
    ----------
    criteria
        Weight of each criterion in natural units: per km of travel (``distance``; per minute with
        travel times), per km2 (``dispersion``), per km of border drawn (``border``), per tie cut
        (``ties``), per target of deviation (``balance``).
    ties
        Weight of a shared value in each membership column, per pair of neighbours, and of each
        pair table, by name.
    balance
        The figure that is evened out, and its target.
    travellers
        Column with the number who travel in ``distance`` and ``dispersion``; None: one each.
    centres
        Municipalities that may be centres, or the column that says so; any when empty.
    coverage
        A plan that leaves municipalities for later; None: every one is in a region.
    regions
        Number of regions in all, or the least and the most; None leaves it open, which is only
        right for checks.
    regions_per
        The same for some reference regions, by code.
    min_units, max_units
        Smallest and largest number of units in a region.
    min_border_m
        Neighbours share a border longer than this [m]; 0 means more than a point.
    links, no_links
        Pairs of units that count as neighbours without a shared border, and that do not with.
    together, keep_together
        Groups that must be in one region; columns whose equal values must.
    apart
        Pairs that may not be in one region.
    bounds
        Least and most of a figure in any region, by column.
    max_distance_km, max_centre_distance_km
        Largest distance between two members, and of a member to the centre [km], straight.
    max_travel_min, max_centre_travel_min
        The same in travel time [min], either way between members.
    locked
        Regions that are given.
    leave_out
        Units that are not planned.

    Raises
    ------
    ScenarioError
        When a choice is unknown, of the wrong type or impossible; names each of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __init__(self, **choices: object) -> None:
        try:
            super().__init__(**choices)
        except ValidationError as error:
            raise ScenarioError("; ".join(map(_message, error.errors()))) from None

    criteria: Mapping[Criterion, Weight] = {"distance": 1.0, "ties": 2.0}
    ties: Mapping[str, Weight] = DEFAULT_TIES
    balance: Balance = Balance()
    travellers: str | None = None
    centres: str | tuple[str, ...] = ()
    coverage: Coverage | None = None
    regions: Counts | None = None
    regions_per: Mapping[str, Counts] = {}
    min_units: Annotated[int, Field(ge=1)] = 5
    max_units: Annotated[int, Field(ge=1)] = 15
    min_border_m: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    links: tuple[tuple[str, str], ...] = ()
    no_links: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    keep_together: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    bounds: Mapping[str, Bound] = {}
    max_distance_km: Km | None = None
    max_centre_distance_km: Km | None = None
    max_travel_min: Minutes | None = None
    max_centre_travel_min: Minutes | None = None
    locked: tuple[Lock, ...] = ()
    leave_out: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.min_units > self.max_units:
            raise ValueError(
                f"smallest size {self.min_units} is larger than the largest size "
                f"{self.max_units}; lower the first or raise the second"
            )
        for code, counts in self.regions_per.items():
            if self.coverage is None and min(count_range(counts)) < 1:
                raise ValueError(
                    f"regions_per.{code} is {counts}; input should be greater than or equal to 1, "
                    "as every municipality is in a region unless the scenario has a coverage"
                )
        weights = self._effective_weights()
        if not weights:
            raise ValueError("no criterion has a weight above 0; give one, such as distance=1")
        largest = max(weights, key=lambda name: weights[name])
        for name, weight in weights.items():
            if weight < weights[largest] * _LEAST_SHARE:
                raise ValueError(
                    f"the weight of {name}, {weight:g}, is so small beside that of {largest}, "
                    f"{weights[largest]:g}, that it would be rounded away; "
                    "bring them closer together or leave one out"
                )
        return self

    @field_validator("regions")
    @classmethod
    def _some_regions(cls, value: Counts | None) -> Counts | None:
        if value is not None and min(count_range(value)) < 1:
            raise ValueError("input should be greater than or equal to 1")
        return value

    @field_validator("criteria", "ties", "regions_per", "bounds", mode="after")
    @classmethod
    def _in_fixed_order(cls, value: Mapping[str, Any]) -> Mapping[str, Any]:
        return dict(sorted(value.items()))

    @property
    def sha256(self) -> str:
        """Digest of all choices, so that a plan can say what it was made with."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @property
    def weight_unit(self) -> float:
        """Power of ten that the weights are divided by, so that costs are whole numbers."""
        return 10.0 ** math.floor(math.log10(max(self._effective_weights().values())))

    def _effective_weights(self) -> dict[str, float]:
        """Return the weight of one unit of each criterion; of ties, by column."""
        found: dict[str, float] = {c: w for c, w in self.criteria.items() if c != "ties" and w > 0}
        tied = self.criteria.get("ties", 0.0)
        found |= {f"ties in {c}": tied * w for c, w in self.ties.items() if tied * w > 0}
        return found


def _message(error: ErrorDetails) -> str:
    """Return what is wrong with one choice, with its name and value."""
    message = error["msg"].removeprefix("Value error, ")
    place = ".".join(map(str, error["loc"]))
    if not place:
        return message
    if error["type"] == "extra_forbidden":
        known = difflib.get_close_matches(place, Scenario.model_fields, n=1)
        return f"there is no choice {place!r}" + (f"; did you mean {known[0]}?" if known else "")
    return f"{place} is {error['input']!r}; {message[0].lower()}{message[1:]}"
