"""Scenario: every choice a planner makes, checked and immutable."""

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from regionplanner.choices import (
    Amount,
    Balance,
    Bound,
    Centres,
    Counts,
    Coverage,
    Km,
    Lock,
    Minutes,
    Part,
    Weight,
    Whole,
    count_range,
    count_text,
)
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.errors import ScenarioError, listing
from regionplanner.mistakes import ChoicesError, choice_mistakes, inconsistent

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
    allow_parts
        Reference regions in several parts are planned as they are, without a link between the
        parts, where each part is large enough.
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
    neighbourhood
        All members of a region are among this many units of their reference region that are
        nearest to one of them that may be a centre, itself counted; None: only where a reference
        region is too large for all regions to be looked at, twice the largest size.
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
            raise ChoicesError(choice_mistakes(error, known=known_choices())) from None

    criteria: Mapping[CriterionName, Weight] = {"distance": 1.0, "ties": 2.0}
    ties: Annotated[Mapping[str, Weight], Field(validate_default=True)] = DEFAULT_TIES
    balance: Balance = Balance()
    travellers: str | None = None
    centres: Centres = ()
    coverage: Coverage | None = None
    regions: Counts | None = None
    regions_per: Mapping[str, Counts] = {}
    min_units: Annotated[Whole, Field(ge=1)] = 5
    max_units: Annotated[Whole, Field(ge=1, validate_default=True)] = 15
    min_border_m: Amount = 0.0
    links: tuple[tuple[str, str], ...] = ()
    no_links: tuple[tuple[str, str], ...] = ()
    allow_parts: bool = False
    together: tuple[tuple[str, ...], ...] = ()
    keep_together: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    bounds: Mapping[str, Bound] = {}
    max_distance_km: Km | None = None
    max_centre_distance_km: Km | None = None
    max_travel_min: Minutes | None = None
    max_centre_travel_min: Minutes | None = None
    neighbourhood: Annotated[Whole, Field(ge=1)] | None = None
    locked: tuple[Lock, ...] = ()
    leave_out: tuple[str, ...] = ()

    @property
    def sizes_text(self) -> str:
        """Return how many municipalities a region has, as it is said: ``"5 to 15"``."""
        return count_text((self.min_units, self.max_units))

    # Choices that must fit another are checked with the later of the two, so that all that is
    # wrong with a scenario is said at once; `others.data` lacks those that are wrong themselves.

    @field_validator("ties")
    @classmethod
    def _something_counts(
        cls, ties: Mapping[str, float], others: ValidationInfo
    ) -> Mapping[str, float]:
        if "criteria" in others.data:
            criteria = others.data["criteria"]
            tied = any(ties.values()) and criteria.get("ties", 0.0) > 0
            if not tied and not any(w for c, w in criteria.items() if c != "ties"):
                raise inconsistent(
                    "no criterion has a weight above 0; give one, such as distance=1"
                )
        return ties

    @field_validator("max_units")
    @classmethod
    def _not_below_the_smallest(cls, largest: int, others: ValidationInfo) -> int:
        smallest = others.data.get("min_units", largest)
        if smallest > largest:
            raise inconsistent(
                f"smallest size {smallest} is larger than the largest size {largest}; "
                "lower min_units or raise max_units"
            )
        return largest

    @field_validator("neighbourhood")
    @classmethod
    def _room_for_a_region(cls, nearest: int | None, others: ValidationInfo) -> int | None:
        smallest = others.data.get("min_units", 1)
        if nearest is not None and nearest < smallest:
            raise inconsistent(
                f"a neighbourhood of {nearest} has no room for a region of at least {smallest}; "
                "raise neighbourhood or lower min_units"
            )
        return nearest

    @field_validator("regions")
    @classmethod
    def _some_regions(cls, value: Counts | None) -> Counts | None:
        if value is not None and min(count_range(value)) < 1:
            raise ValueError("a number of at least 1 is expected")
        return value

    @field_validator("regions_per")
    @classmethod
    def _some_regions_each(
        cls, value: Mapping[str, Counts], others: ValidationInfo
    ) -> Mapping[str, Counts]:
        everywhere = others.data.get("coverage", ...) is None
        for code, counts in value.items():
            if everywhere and min(count_range(counts)) < 1:
                raise inconsistent(
                    f"regions_per.{code} is {count_text(counts)}; a number of at least 1 is "
                    "expected, as every municipality is in a region unless there is a coverage"
                )
        return value

    @field_validator("links", "no_links", "apart")
    @classmethod
    def _two_units(cls, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        for a, b in pairs:
            if a == b:
                raise ValueError(f"{a} stands beside itself; a pair has two different codes")
        return pairs

    @field_validator("locked")
    @classmethod
    def _regions_of_their_own(cls, locks: tuple[Lock, ...]) -> tuple[Lock, ...]:
        codes = [lock.region for lock in locks]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise inconsistent(
                f"locked has more than one region {listing(twice)}; "
                "each has a code of its own; rename one, or put their members together"
            )
        return locks

    @field_validator("criteria", "ties", "regions_per", "bounds", mode="after")
    @classmethod
    def _in_fixed_order(cls, value: Mapping[str, Any]) -> Mapping[str, Any]:
        return dict(sorted(value.items()))

    @property
    def sha256(self) -> str:
        """Digest of all choices, so that a plan can say what it was made with."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def figure_columns(scenario: Scenario) -> tuple[str, ...]:
    """Return the columns that a scenario takes numbers from, sorted.

    Parameters
    ----------
    scenario
        The choices.
    """
    per = None if scenario.coverage is None else scenario.coverage.per
    evened = scenario.balance.column if scenario.criteria.get("balance") else None
    named = {*scenario.bounds, evened, scenario.travellers, per}
    return tuple(sorted(column for column in named if column is not None))


def expect_scenario(given: object) -> None:
    """Raise where something else is given for a scenario, as a dict of its choices.

    Parameters
    ----------
    given
        What a caller passed.

    Raises
    ------
    ScenarioError
        When it is no `Scenario`.
    """
    if not isinstance(given, Scenario):
        raise ScenarioError(
            f"a Scenario is expected, and a {type(given).__name__} is given; make one, such as "
            "Scenario(regions=30), or read one with read_scenario(...)"
        )


def known_choices() -> Mapping[str, tuple[str, ...]]:
    """Return the names of all choices, at ``""``, and of the parts of those that have any."""
    parts: dict[str, type[Part]] = {
        "balance": Balance,
        "bounds": Bound,
        "coverage": Coverage,
        "locked": Lock,
    }
    return {
        "": tuple(Scenario.model_fields),
        "criteria": tuple(CRITERIA),
        **{name: tuple(part.model_fields) for name, part in parts.items()},
    }
