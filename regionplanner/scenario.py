"""Scenario: every choice a planner makes, checked and immutable."""

import difflib
import hashlib
import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from regionplanner.errors import ScenarioError

Criterion = Literal["distance", "dispersion", "border", "ties"]
Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]

_LEAST_SHARE = 1e-4
"""Smallest weight beside the largest: below it, costs would be rounded to nothing."""

DEFAULT_TIES: Mapping[str, float] = {"elz": 1.0, "jeugdregio": 3.0, "politiezone": 1.0}


def _counts(value: object) -> int | tuple[int, int]:
    counts = tuple(value) if isinstance(value, list | tuple) else (value,)
    numbers = [n for n in counts if isinstance(n, int) and not isinstance(n, bool)]
    if len(numbers) != len(counts) or len(counts) not in (1, 2):
        raise ValueError("input should be a valid integer, or two: the least and the most")
    if min(numbers) < 1:
        raise ValueError("input should be greater than or equal to 1")
    if numbers[0] > numbers[-1]:
        raise ValueError("the least number of regions comes first, then the most")
    return numbers[0] if not isinstance(value, list | tuple) else (numbers[0], numbers[-1])


def _written(counts: int | tuple[int, int] | None) -> int | list[int] | None:
    return list(counts) if isinstance(counts, tuple) else counts


Counts = Annotated[int | tuple[int, int], PlainValidator(_counts), PlainSerializer(_written)]
"""A number of regions, or the least and the most."""
Km = Annotated[float, Field(gt=0)]


def count_range(counts: Counts) -> range:
    """Return the numbers of regions that a choice allows."""
    least, most = counts if isinstance(counts, tuple) else (counts, counts)
    return range(least, most + 1)


def count_text(counts: Counts) -> str:
    """Return a number of regions as it is said: ``"30"`` or ``"25 to 32"``."""
    if isinstance(counts, tuple):
        return f"{counts[0]} to {counts[1]}"
    return str(counts)


class Bound(BaseModel):
    """Least and most of a figure in any region; None is open."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min: float | None = None
    max: float | None = None


class Lock(BaseModel):
    """A region that is given.

    Attributes
    ----------
    region
        Its code.
    members
        NIS codes.
    exception
        Whether it may be of another size than the rules say; it is then reported.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    region: str
    members: Annotated[tuple[str, ...], Field(min_length=1)]
    exception: bool = False


class Scenario(BaseModel):
    """What matters (`criteria`, `ties`) and what must hold (sizes, numbers of regions).

    Attributes
    ----------
    criteria
        Weight of each criterion in natural units: per km of travel (``distance``), per km2
        (``dispersion``), per km of border drawn (``border``), per tie cut (``ties``).
    ties
        Weight of a shared value in each membership column, per pair of neighbours.
    regions
        Number of regions in all; None leaves it open, which is only right for checks.
    regions_per
        Fixed number of regions for some reference regions, by code.
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
        Largest distance between two members, and of a member to the centre [km].
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
    locked: tuple[Lock, ...] = ()
    leave_out: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.min_units > self.max_units:
            raise ValueError(
                f"smallest size {self.min_units} is larger than the largest size "
                f"{self.max_units}; lower the first or raise the second"
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
