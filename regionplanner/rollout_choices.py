"""The choices of a growth and of support: what starts when at what price, and who supports it."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, WithJsonSchema, field_validator, model_validator

from regionplanner.choice import choice
from regionplanner.choices import Amount, Flag, Part, Weight, Whole
from regionplanner.errors import WrongValueError, counted, listing

MOST_YEARS = 50


def _between(value: int) -> int:
    if not FIRST_YEAR <= value <= LAST_YEAR:
        raise WrongValueError(
            "a year from {first} to {last} is expected", first=FIRST_YEAR, last=LAST_YEAR
        )
    return value


FIRST_YEAR, LAST_YEAR = 1900, 2200
Year = Annotated[
    int,
    Field(strict=True),
    AfterValidator(_between),
    WithJsonSchema({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
]


def _cents(value: float) -> float:
    if 0 < value < CENT:
        raise WrongValueError("0 or at least a cent (0.01) is expected")
    return value


CENT = 0.01
Money = Annotated[Amount, AfterValidator(_cents)]

EXISTING, TIES, MUNICIPALITIES = "existing", "ties", "municipalities"
OWN_VALUES = (EXISTING, TIES, MUNICIPALITIES)
"""What a region can be worth besides the sum of a column."""

_years = partial(choice, "Years and money")
_worth = partial(choice, "What a year of support is worth")
_start = partial(choice, "Who starts when")


class GrowthChoices(Part):
    """Which regions start when."""

    within = "growth"

    first_year: Year = _years(
        "The first year", "Het eerste jaar", default=2027, option="--first-year YEAR"
    )
    regions: tuple[Whole, ...] = _years(
        "Most regions that are supported in each year",
        "Grootste aantal regio's dat elk jaar steun krijgt",
        [8, 12, 20, 30],
        default=(),
        option="--supported N,N,...",
    )
    budget: tuple[Money, ...] = _years(
        "Money of each year",
        "Geld van elk jaar",
        [100000.0, 150000.0, 250000.0, 375000.0],
        default=(),
        unit="EUR",
        option="--budget EUR,...",
    )
    start_cost: Money = _years(
        "What a region costs in its first year, besides",
        "Wat een regio in haar eerste jaar extra kost",
        2500.0,
        default=0.0,
        unit="EUR",
        option="--start-cost EUR",
    )
    run_cost: Money = _years(
        "What a supported region costs in every year",
        "Wat een regio met steun elk jaar kost",
        12500.0,
        default=0.0,
        unit="EUR",
        option="--run-cost EUR",
    )
    value: Mapping[str, Weight] = _worth(
        "What a year of support is worth: by column; existing, ties or municipalities",
        "Wat een jaar steun waard is: per kolom; existing, ties of municipalities",
        {"inhabitants_0_14": 1.0, "existing": 500.0},
        default={"inhabitants_0_14": 1.0},
        option="--value NAME=X,...",
        how="By column: for one unit of it; existing: for each municipality in a group of "
        "today; ties: for each tie inside; municipalities: for each",
    )
    existing: str = _worth(
        "Column with the groups of today",
        "Kolom met de groepen van vandaag",
        default="jeugdregio",
        option="--existing COLUMN",
    )
    existing_first: Flag = _start(
        "Regions with most of a group of today start before the others",
        "Regio's met het grootste deel van een groep van vandaag beginnen voor de andere",
        example=True,
        default=False,
        option="--existing-first",
    )
    one_in_each: Mapping[str, Year] = _start(
        "By column: the year by which each of its values has a supported region",
        "Per kolom: het jaar waartegen elke waarde een regio met steun heeft",
        {"province": 2028},
        default={},
        option="--one-in-each COLUMN=YEAR,...",
    )
    neighbours: Literal["together", "spread"] | None = _start(
        'New regions adjoin earlier ones ("together"), or start apart in a year ("spread")',
        'Nieuwe regio\'s grenzen aan eerdere ("together"), of beginnen verspreid ("spread")',
        "spread",
        option="--neighbours",
    )
    start: Mapping[str, Year] = _start(
        "Year in which a region starts",
        "Jaar waarin een regio begint",
        {"kempen-a": 2027},
        default={},
        option="--start REGION=YEAR,...",
    )
    not_before: Mapping[str, Year] = _start(
        "Year before which a region does not start",
        "Jaar waarvoor een regio niet begint",
        {"limburg-a": 2028},
        default={},
        option="--not-before REGION=YEAR,...",
    )
    all_by: Year | None = _start(
        "Year by which all regions are supported",
        "Jaar waartegen alle regio's steun krijgen",
        2030,
        option="--all-by YEAR",
    )

    @model_validator(mode="after")
    def _fit(self) -> Self:
        n_years = max(len(self.regions), len(self.budget))
        if n_years > MOST_YEARS:
            raise WrongValueError(
                "it has {n_years:,} years; at most {most} are expected",
                n_years=n_years,
                most=MOST_YEARS,
            )
        if not self.regions and not self.budget:
            raise WrongValueError(
                "neither the regions nor the budget of the years is given; give one, such as "
                "regions = [8, 12, 20, 30] (--supported 8,12,20,30) or budget (--budget)"
            )
        if self.regions and self.budget and len(self.regions) != len(self.budget):
            raise WrongValueError(
                "regions (--supported) has {n_years} and budget (--budget) {n_budget}; give both "
                "for the same years",
                n_years=counted(len(self.regions), "year"),
                n_budget=len(self.budget),
            )
        if self.budget and not (self.start_cost or self.run_cost):
            raise WrongValueError(
                "a budget says nothing where regions cost nothing; give start_cost (--start-cost) "
                "or run_cost (--run-cost)"
            )
        if not any(self.value.values()):
            raise WrongValueError(
                "nothing has a value above 0; give one, such as inhabitants_0_14 = 1 "
                "(--value inhabitants_0_14=1)"
            )
        for name, years in (
            ("one_in_each", self.one_in_each),
            ("start", self.start),
            ("not_before", self.not_before),
            ("all_by", {} if self.all_by is None else {"all": self.all_by}),
        ):
            for key, year in years.items():
                if year not in self.years:
                    place = name if name == "all_by" else f"{name}.{key}"
                    raise WrongValueError(
                        "{place} is {year}; a year from {first} to {last} is expected",
                        place=place,
                        year=year,
                        first=self.years[0],
                        last=self.years[-1],
                    )
        return self

    @property
    def years(self) -> tuple[int, ...]:
        """The years."""
        n_years = max(len(self.regions), len(self.budget))
        return tuple(range(self.first_year, self.first_year + n_years))


MOST_SUPPORTERS = 10_000
REGIONS = "regions"
OWN_LOADS = (REGIONS, MUNICIPALITIES)
"""What a load can be besides the sum of a column."""

Share = Annotated[Weight, Field(gt=0, le=1)]

_choice = partial(choice, "Supporters")


class Supporter(Part):
    """A regional supporter."""

    name: Annotated[
        str,
        Field(min_length=1),
        _choice("What people call them", "Hoe men hen noemt", "Noor", default=...),
    ]
    home: str | None = _choice(
        "Municipality they travel from; without it: the best of the centres of their regions",
        "Gemeente van waaruit zij reizen; zonder deze keuze: het beste van de centra van hun "
        "regio's",
        "44021",
    )
    share: Share = _choice(
        "Part of a full-time job", "Deel van een voltijdse baan", 0.8, default=1.0
    )


class SupportChoices(Part):
    """How supporters share the regions."""

    within = "support"

    supporters: tuple[Supporter, ...] = _choice(
        "Who supports: name, home (a municipality) and share of a full-time job",
        "Wie ondersteunt: naam, thuis (een gemeente) en deel van een voltijdse baan",
        [{"name": "Noor", "home": "44021", "share": 0.8}, {"name": "Sam"}],
        default=(),
        option="--supporters N or NAME:HOME:SHARE,...",
        how="N: how many; or as in Noor:44021:0.8,Sam; who has no home travels from the best "
        "of the centres of their own regions",
        max_length=MOST_SUPPORTERS,
    )
    balance: Mapping[str, Weight] = _choice(
        "How far a load may be from the share: regions, municipalities, or a column",
        "Hoe ver een last van het deel mag afwijken: regions, municipalities of een kolom",
        {"municipalities": 0.15, "inhabitants_0_14": 0.3},
        default={MUNICIPALITIES: 0.15},
        option="--balance NAME=SHARE,...",
    )
    meetings: Whole = _choice(
        "Meetings a year in every region",
        "Vergaderingen per jaar in elke regio",
        default=4,
        option="--meetings N",
    )
    contiguous: Flag = _choice(
        "The regions of a supporter adjoin",
        "De regio's van een ondersteuner grenzen aan elkaar",
        default=True,
        option="--loose",
        how="With this option they need not",
    )
    parents: Literal["across", "whole", "inside"] = _choice(
        'Areas: with parts of reference regions ("across"), of "whole" ones, or "inside" one',
        'Gebieden: met delen van referentieregio\'s ("across"), van hele ("whole"), of in één '
        '("inside")',
        default="across",
        option="--reference-regions",
    )

    @field_validator("supporters")
    @classmethod
    def _names_of_their_own(cls, supporters: tuple[Supporter, ...]) -> tuple[Supporter, ...]:
        names = [supporter.name for supporter in supporters]
        twice = sorted(name for name, times in Counter(names).items() if times > 1)
        if twice:
            raise WrongValueError(
                "more than one is called {twice}; give each their own name", twice=listing(twice)
            )
        return supporters

    @model_validator(mode="after")
    def _at_least_one(self) -> Self:
        if not self.supporters:
            raise WrongValueError("there are no supporters; give at least one (--supporters)")
        if self.meetings < 1:
            raise WrongValueError("meetings is 0; at least one meeting a year is expected")
        return self
