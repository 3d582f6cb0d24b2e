"""Scenario: every choice a planner makes, checked and immutable."""

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, field_validator

from regionplanner.choices import (
    Amount,
    Balance,
    Bound,
    Centres,
    Count,
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
    coverage_choice,
    criterion_choice,
    given_choice,
    number_choice,
    rule_choice,
    shown_choice,
)
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.errors import Message, ScenarioError, WrongValueError, joined, listing
from regionplanner.validation_messages import ChoicesError, choice_mistakes, inconsistent
from regionplanner.vocabulary import RegionNames

BY_COLUMN = ("anchor", "bounds", "ties")
"""Choices by column of the data."""
BY_GROUP = ("together",)
"""Choices that list groups of municipalities."""
_PAIR_RULES = ("apart",)
BY_PAIR = (*_PAIR_RULES, "links", "no_links")
"""Choices that list pairs of municipalities."""
UNIT_RULES = (*BY_GROUP, *_PAIR_RULES)
"""Rules that list municipalities: looked up by name, carried over mergers, said in words."""

_WEIGHED = joined(
    (
        Message("{name} ({per})", name=criterion.name, per=Message(criterion.words["per"]["en"]))
        for criterion in CRITERIA.values()
    ),
    ", ",
)
_TRAVELLED = [criterion.name for criterion in CRITERIA.values() if criterion.by_traveller]
DEFAULT_TIES: Mapping[str, float] = {"elz": 1.0, "jeugdregio": 3.0, "politiezone": 1.0}

_OF_0_1_0 = (
    "criteria ties balance travellers centres coverage regions regions_per min_units max_units "
    "min_border_m links no_links allow_parts together keep_together apart bounds max_distance_km "
    "max_centre_distance_km max_travel_min max_centre_travel_min neighbourhood locked leave_out"
)
"""Choices that are in every digest; a later one only where it is made: digests stay the same."""


def _some_regions(counts: Counts) -> Counts:
    if min(count_range(counts)) < 1:
        raise WrongValueError("a number of at least 1 is expected")
    return counts


class Scenario(Part):
    """What matters (`criteria`, `ties`) and what must hold (sizes, numbers of regions).

    Raises
    ------
    ScenarioError
        When a choice is unknown, of the wrong type or impossible; names each of them.
    """

    def __init__(self, **choices: object) -> None:
        try:
            super().__init__(**choices)
        except ValidationError as error:
            raise ChoicesError(choice_mistakes(error, known=self.known())) from None

    criteria: Mapping[CriterionName, Weight] = criterion_choice(
        "What counts, and what one unit of it costs",
        "Wat telt, en wat één eenheid ervan kost",
        default={"distance": 1.0, "ties": 2.0},
        option="--criteria NAME=WEIGHT,...",
        how=Message(
            "Criteria: {weighed}; for other data distance alone, unless chosen", weighed=_WEIGHED
        ),
    )
    ties: Mapping[str, Weight] = criterion_choice(
        "Weight of a shared value in a column, or of a pair table, for two neighbours",
        "Gewicht van een gedeelde waarde in een kolom, of van een tabel van paren, voor buren",
        {"igs_wonen": 1.0},
        default=DEFAULT_TIES,
        option="--ties COLUMN=WEIGHT,...",
        how="Tables of --pair-ties by their names; for other data none, unless chosen",
        validate_default=True,
    )
    balance: Balance = criterion_choice(
        "The figure that the criterion balance evens out, and its target",
        "Het cijfer dat het criterium balance gelijk verdeelt, en het streefaantal",
        default=Balance(),
        option="--balance COLUMN[=TARGET]",
        how="units counts municipalities; the target is a number, all (total by regions) or "
        "own (by reference region); without it: inhabitants=all",
    )
    travellers: str | None = criterion_choice(
        f"Column with the number who travel, in {' and '.join(_TRAVELLED)}; else one each",
        f"Kolom met het aantal dat reist, in {' en '.join(_TRAVELLED)}; anders telkens één",
        "inhabitants",
        option="--travellers COLUMN",
    )
    centres: Centres = criterion_choice(
        "Municipalities that may be centres, or the column that says so; without it: any",
        "Gemeenten die centrum mogen zijn, of de kolom die dat zegt; zonder deze keuze: elke "
        "gemeente",
        ["11002", "44021"],
        default=(),
        option="--centres COLUMN or A,B,...",
    )
    coverage: Coverage | None = coverage_choice(
        "A plan that leaves municipalities for later", "Een plan dat gemeenten voor later laat"
    )
    regions: Annotated[Counts, AfterValidator(_some_regions)] | None = number_choice(
        "Number of regions in all, or the least and the most",
        "Aantal regio's in totaal, of het kleinste en het grootste aantal",
        [28, 32],
        option="--regions K or K-L",
    )
    regions_per: Mapping[str, Counts] = number_choice(
        "Number of regions of a reference region, or the least and the most",
        "Aantal regio's van een referentieregio, of het kleinste en het grootste aantal",
        {"REFREG15": [4, 5]},
        default={},
        option="--regions-per NAME=K,...",
        how="NAME=K-L for the least and the most",
    )
    min_units: Annotated[Whole, Field(ge=1)] = number_choice(
        "Fewest municipalities in a region",
        "Kleinste aantal gemeenten in een regio",
        default=5,
        option="--min N",
    )
    max_units: Annotated[Whole, Field(ge=1)] = number_choice(
        "Most municipalities in a region",
        "Grootste aantal gemeenten in een regio",
        default=15,
        option="--max N",
        validate_default=True,
    )
    min_border_m: Amount = rule_choice(
        "Neighbours share a border longer than this; 0: any border",
        "Buren delen een grens die langer is dan dit; 0: elke grens",
        default=0.0,
        unit="m",
        option="--min-border METRES",
    )
    links: tuple[tuple[str, str], ...] = rule_choice(
        "Pairs that count as neighbours without a border",
        "Paren die als buren gelden zonder grens",
        [["71066", "73066"]],
        default=(),
        option="--link A:B",
        repeated=True,
    )
    no_links: tuple[tuple[str, str], ...] = rule_choice(
        "Neighbours that do not count as such",
        "Buren die niet als buren gelden",
        [["11002", "46030"]],
        default=(),
        option="--no-link A:B",
        repeated=True,
    )
    allow_parts: bool = rule_choice(
        "Reference regions may be in parts that no link joins, each large enough",
        "Referentieregio's mogen in delen zonder verbinding liggen, elk groot genoeg",
        example=True,
        default=False,
        option="--allow-parts",
    )
    together: tuple[tuple[str, ...], ...] = rule_choice(
        "Groups of municipalities that are in one region",
        "Groepen gemeenten die in één regio liggen",
        [["12021", "12014"]],
        default=(),
        option="--together A,B,...",
        repeated=True,
    )
    keep_together: tuple[str, ...] = rule_choice(
        "Columns of which equal values are in one region",
        "Kolommen waarvan gelijke waarden in één regio liggen",
        ["politiezone"],
        default=(),
        option="--keep-together COLUMN",
        repeated=True,
    )
    apart: tuple[tuple[str, str], ...] = rule_choice(
        "Pairs of municipalities that are not in one region",
        "Paren gemeenten die niet in één regio liggen",
        [["11002", "11008"]],
        default=(),
        option="--apart A:B",
        repeated=True,
    )
    bounds: Mapping[str, Bound] = rule_choice(
        "Least and most of a figure in any region; either may be left out",
        "Minimum en maximum van een cijfer in elke regio; één van beide mag wegblijven",
        {"inhabitants": {"min": 40000.0}, "inhabitants_0_14": {"min": "-5%", "of": "own"}},
        default={},
        option="--bound COLUMN=MIN:MAX",
        how="Also so much less and more than the mean of all regions (-5%:+5%) or of those of "
        "its reference region (own:-5%:+5%)",
        repeated=True,
    )
    anchor: Mapping[str, Annotated[Count, Field(gt=0)]] = rule_choice(
        "What at least one member of every region reaches of a figure",
        "Wat minstens één gemeente van elke regio haalt van een cijfer",
        {"inhabitants": 20000.0},
        default={},
        option="--anchor COLUMN=FIGURE,...",
    )
    max_distance_km: Km | None = rule_choice(
        "Largest distance between two members of a region, straight",
        "Grootste afstand tussen twee gemeenten van een regio, in vogelvlucht",
        60.0,
        unit="km",
        option="--max-distance KM",
    )
    max_centre_distance_km: Km | None = rule_choice(
        "Largest distance to the centre of a region, straight",
        "Grootste afstand tot het centrum van een regio, in vogelvlucht",
        40.0,
        unit="km",
        option="--max-centre-distance KM",
    )
    max_travel_min: Minutes | None = rule_choice(
        "Longest travel between two members of a region, either way",
        "Langste reis tussen twee gemeenten van een regio, in beide richtingen",
        75.0,
        unit="min",
    )
    max_centre_travel_min: Minutes | None = rule_choice(
        "Longest travel to the centre of a region",
        "Langste reis naar het centrum van een regio",
        45.0,
        unit="min",
    )
    neighbourhood: Annotated[Whole, Field(ge=1)] | None = rule_choice(
        "All members are among so many municipalities nearest to one of them, itself counted",
        "Alle gemeenten van een regio zijn bij zoveel die het dichtst bij één ervan liggen",
        30,
        option="--neighbourhood N",
        how="Without it: twice the largest size, in reference regions of more than 120",
    )
    locked: tuple[Lock, ...] = given_choice(
        "Regions that are given", "Regio's die vastliggen", default=()
    )
    leave_out: tuple[str, ...] = rule_choice(
        "Municipalities that are not planned",
        "Gemeenten die niet gepland worden",
        ["73109"],
        default=(),
        option="--leave-out A,B,...",
    )
    region_names: RegionNames = shown_choice(
        "What the region with a municipality is called; without it: its reference region and a "
        "letter",
        "Hoe de regio met een gemeente heet; zonder deze keuze: haar referentieregio en een letter",
        {"13040": "Noorderkempen"},
        default={},
    )

    @classmethod
    def known(cls) -> dict[str, tuple[str, ...]]:
        """Return the names of all choices, of their parts and of the criteria."""
        return super().known() | {"criteria": tuple(CRITERIA)}

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
                "smallest size {smallest} is larger than the largest size {largest}; "
                "lower min_units (--min) or raise max_units (--max)",
                smallest=smallest,
                largest=largest,
            )
        return largest

    @field_validator("neighbourhood")
    @classmethod
    def _room_for_a_region(cls, nearest: int | None, others: ValidationInfo) -> int | None:
        smallest = others.data.get("min_units", 1)
        if nearest is not None and nearest < smallest:
            raise inconsistent(
                "a neighbourhood of {nearest} has no room for a region of at least "
                "{smallest}; raise neighbourhood or lower min_units (--min)",
                nearest=nearest,
                smallest=smallest,
            )
        return nearest

    @field_validator("regions_per")
    @classmethod
    def _some_regions_each(
        cls, value: Mapping[str, Counts], others: ValidationInfo
    ) -> Mapping[str, Counts]:
        everywhere = others.data.get("coverage", ...) is None
        for code, counts in value.items():
            if everywhere and min(count_range(counts)) < 1:
                raise inconsistent(
                    "regions_per.{code} (--regions-per) is {counts}; a number of at least 1 is "
                    "expected, as every municipality is in a region unless there is a coverage",
                    code=code,
                    counts=count_text(counts),
                )
        return value

    @field_validator(*BY_PAIR)
    @classmethod
    def _two_units(cls, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        for a, b in pairs:
            if a == b:
                raise WrongValueError(
                    "{a} stands beside itself; a pair has two different codes", a=a
                )
        return pairs

    @field_validator("locked")
    @classmethod
    def _regions_of_their_own(cls, locks: tuple[Lock, ...]) -> tuple[Lock, ...]:
        codes = [lock.region for lock in locks]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise inconsistent(
                "locked has more than one region {twice}; each has a code of its own; "
                "rename one, or put their members together",
                twice=listing(twice),
            )
        return locks

    @field_validator("criteria", "regions_per", *BY_COLUMN, mode="after")
    @classmethod
    def _in_fixed_order(cls, value: Mapping[str, Any]) -> Mapping[str, Any]:
        return dict(sorted(value.items()))

    @property
    def sha256(self) -> str:
        """Digest of all choices that make a plan; what regions are called makes none other."""
        fields = type(self).model_fields
        later = fields.keys() - set(_OF_0_1_0.split())
        unused = {n for n in later if getattr(self, n) == fields[n].get_default()}
        dumped = self.model_dump_json(exclude=unused | {"region_names"})
        return hashlib.sha256(dumped.encode()).hexdigest()


def figure_columns(scenario: Scenario) -> tuple[str, ...]:
    """Return the columns that a scenario takes numbers from, sorted.

    Parameters
    ----------
    scenario
        The choices.
    """
    per = None if scenario.coverage is None else scenario.coverage.per
    evened = scenario.balance.column if scenario.criteria.get("balance") else None
    named = {*scenario.anchor, *scenario.bounds, evened, scenario.travellers, per}
    return tuple(sorted(column for column in named if column is not None))


def depends_on_number(scenario: Scenario) -> bool:
    """Return whether bounds are others for every number of regions: shares of the mean of all.

    Parameters
    ----------
    scenario
        The choices.
    """
    return any(bound.shares and bound.of == "all" for bound in scenario.bounds.values())


def with_number(scenario: Scenario, n_regions: int) -> Scenario:
    """Return the scenario that a plan was found for: with its number where rules depend on that.

    Parameters
    ----------
    scenario
        The choices.
    n_regions
        Number of regions of the plan.
    """
    if not depends_on_number(scenario):
        return scenario
    return scenario.model_copy(update={"regions": n_regions})


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
            "a Scenario is expected, and a {given} is given; make one, such as "
            "Scenario(regions=30), or read one with read_scenario(...)",
            given=type(given).__name__,
        )
