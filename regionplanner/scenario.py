"""Scenario: every choice a planner makes, checked and immutable."""

import hashlib
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from regionplanner.errors import ScenarioError

Criterion = Literal["distance", "dispersion", "border", "ties"]
Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]

DEFAULT_TIES: Mapping[str, float] = {"jeugdregio": 3.0, "politiezone": 1.0, "elz": 1.0}


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
    links
        Pairs of units that count as neighbours without a shared border.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    criteria: Mapping[Criterion, Weight] = {"distance": 1.0, "ties": 2.0}
    ties: Mapping[str, Weight] = DEFAULT_TIES
    regions: Annotated[int, Field(ge=1)] | None = None
    regions_per: Mapping[str, Annotated[int, Field(ge=1)]] = {}
    min_units: Annotated[int, Field(ge=1)] = 5
    max_units: Annotated[int, Field(ge=1)] = 15
    min_border_m: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    links: tuple[tuple[str, str], ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.min_units > self.max_units:
            raise ValueError(
                f"smallest size {self.min_units} is larger than the largest size "
                f"{self.max_units}; lower the first or raise the second"
            )
        if not any(self.criteria.values()):
            raise ValueError("no criterion has a weight above 0; give one, such as distance=1")
        return self

    @property
    def sha256(self) -> str:
        """Digest of all choices, so that a plan can say what it was made with."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def make_scenario(**choices: object) -> Scenario:
    """Return a checked scenario.

    Parameters
    ----------
    **choices
        Fields of `Scenario`.

    Raises
    ------
    ScenarioError
        When a choice is unknown, of the wrong type or impossible; names each of them.
    """
    try:
        return Scenario.model_validate(choices)
    except ValidationError as error:
        findings = (
            ": ".join(filter(None, [".".join(map(str, e["loc"])), _message(e)]))
            for e in error.errors()
        )
        raise ScenarioError("; ".join(findings)) from None


def _message(error: ErrorDetails) -> str:
    return error["msg"].removeprefix("Value error, ")
