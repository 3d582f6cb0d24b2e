"""The choices of a growth: how many regions in which year, what they are worth, what must hold."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from regionplanner.choices import Amount, Flag, Part, Weight, Whole
from regionplanner.errors import counted
from regionplanner.mistakes import ChoicesError, choice_mistakes

Year = Annotated[int, Field(strict=True, ge=1900, le=2200)]

MOST_YEARS = 50


def _cents(value: float) -> float:
    if 0 < value < CENT:
        raise ValueError("0 or at least a cent (0.01) is expected")
    return value


CENT = 0.01
Money = Annotated[Amount, AfterValidator(_cents)]

EXISTING, TIES, MUNICIPALITIES = "existing", "ties", "municipalities"
OWN_VALUES = (EXISTING, TIES, MUNICIPALITIES)
"""What a region can be worth besides the sum of a column."""


class GrowthChoices(Part):
    """Which regions start when.

    Attributes
    ----------
    first_year
        The first year.
    regions
        Most regions that are supported in each year; empty: no limit.
    budget
        Money of each year [EUR]; empty: no limit.
    start_cost, run_cost
        What a region costs in the year in which it starts, and besides in every year in which it
        is supported [EUR].
    value
        What a year of support of a region is worth: by column, for one unit of the sum over its
        municipalities; ``existing``: for each municipality in a group of today (`existing`);
        ``ties``: for each tie inside it; ``municipalities``: for each of them.
    existing
        Column with the groups of today.
    existing_first
        Whether no other region starts before those that exist, which are the regions that have
        most of the municipalities of a group of today.
    one_in_each
        Column and year: in each of its values a region is supported by that year.
    neighbours
        ``"together"``: after the first year a region starts beside one that started earlier;
        ``"spread"``: no two adjoining regions start in the same year; None: either.
    start
        Year in which a region (code) starts.
    not_before
        Year before which a region (code) does not start.
    all_by
        Year by which all regions are supported; None: they need not be.
    """

    first_year: Year = 2027
    regions: tuple[Whole, ...] = ()
    budget: tuple[Money, ...] = ()
    start_cost: Money = 0.0
    run_cost: Money = 0.0
    value: Mapping[str, Weight] = {"inhabitants_0_14": 1.0}
    existing: str = "jeugdregio"
    existing_first: Flag = False
    one_in_each: Mapping[str, Year] = {}
    neighbours: Literal["together", "spread"] | None = None
    start: Mapping[str, Year] = {}
    not_before: Mapping[str, Year] = {}
    all_by: Year | None = None

    @model_validator(mode="after")
    def _fit(self) -> Self:
        n_years = max(len(self.regions), len(self.budget))
        if n_years > MOST_YEARS:
            raise ValueError(f"it has {n_years:,} years; at most {MOST_YEARS} are expected")
        if not self.regions and not self.budget:
            raise ValueError(
                "neither the regions nor the budget of the years is given; give one, such as "
                "regions = [8, 12, 20, 30]"
            )
        if self.regions and self.budget and len(self.regions) != len(self.budget):
            raise ValueError(
                f"regions has {counted(len(self.regions), 'year')} and budget {len(self.budget)}; "
                "give both for the same years"
            )
        if self.budget and not (self.start_cost or self.run_cost):
            raise ValueError(
                "a budget says nothing where regions cost nothing; give start_cost or run_cost"
            )
        if not any(self.value.values()):
            raise ValueError("nothing has a value above 0; give one, such as inhabitants_0_14 = 1")
        for name, years in (
            ("one_in_each", self.one_in_each),
            ("start", self.start),
            ("not_before", self.not_before),
            ("all_by", {} if self.all_by is None else {"all": self.all_by}),
        ):
            for key, year in years.items():
                if year not in self.years:
                    place = name if name == "all_by" else f"{name}.{key}"
                    raise ValueError(
                        f"{place} is {year}; a year from {self.years[0]} to {self.years[-1]} is "
                        "expected"
                    )
        return self

    @property
    def years(self) -> tuple[int, ...]:
        """The years."""
        n_years = max(len(self.regions), len(self.budget))
        return tuple(range(self.first_year, self.first_year + n_years))

    @classmethod
    def made(cls, choices: object) -> Self:
        """Return the choices by name.

        Parameters
        ----------
        choices
            By name.

        Raises
        ------
        ScenarioError
            When a choice is unknown, of the wrong type or impossible; names each of them.
        """
        try:
            return cls.model_validate(choices)
        except ValidationError as error:
            known = {"": tuple(cls.model_fields)}
            raise ChoicesError(choice_mistakes(error, known=known, within="growth")) from None
