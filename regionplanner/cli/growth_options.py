"""Options of ``regionplanner growth``: years and money, what counts, and what must hold."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from regionplanner.cli import growth_texts as texts
from regionplanner.cli.grouped import option
from regionplanner.cli.texts import given, optional

_YEARS, _WORTH, _RULES = "Years and money", "What a year of support is worth", "Who starts when"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthOptions:
    """Which regions start when."""

    first_year: Annotated[
        int | None,
        option(_YEARS, "--first-year", metavar="YEAR", help_text="[default: 2027]", kind="whole"),
    ] = None
    supported: Annotated[
        str | None,
        option(
            _YEARS,
            "--supported",
            metavar="N,N,...",
            help_text="Most regions that are supported in each year, such as 8,12,20,30.",
        ),
    ] = None
    budget: Annotated[
        str | None,
        option(_YEARS, "--budget", metavar="EUR,...", help_text="Money of each year [EUR]."),
    ] = None
    start_cost: Annotated[
        float | None,
        option(
            _YEARS,
            "--start-cost",
            metavar="EUR",
            help_text="What a region costs in the year in which it starts, besides.",
            kind="count",
        ),
    ] = None
    run_cost: Annotated[
        float | None,
        option(
            _YEARS,
            "--run-cost",
            metavar="EUR",
            help_text="What a region costs in every year in which it is supported.",
            kind="count",
        ),
    ] = None
    value: Annotated[
        str | None,
        option(
            _WORTH,
            "--value",
            metavar="NAME=X,...",
            help_text="By column, for one unit of it; existing: for each municipality in a group "
            "of today; ties: for each tie inside; municipalities: for each. "
            "[default: inhabitants_0_14=1]",
        ),
    ] = None
    existing: Annotated[
        str | None,
        option(
            _WORTH,
            "--existing",
            metavar="COLUMN",
            help_text="Column with the groups of today. [default: jeugdregio]",
        ),
    ] = None
    existing_first: Annotated[
        bool,
        option(
            _RULES,
            "--existing-first",
            metavar=None,
            help_text="Regions that exist today (they have most of the municipalities of a group) "
            "start before the others.",
        ),
    ] = False
    one_in_each: Annotated[
        str | None,
        option(
            _RULES,
            "--one-in-each",
            metavar="COLUMN=YEAR,...",
            help_text="Each value of a column has a supported region by a year: province=2028.",
        ),
    ] = None
    neighbours: Annotated[
        Literal["together", "spread"] | None,
        option(
            _RULES,
            "--neighbours",
            metavar=None,
            help_text="together: new regions adjoin earlier ones; spread: no two adjoining ones "
            "start in the same year.",
        ),
    ] = None
    start: Annotated[
        str | None,
        option(
            _RULES,
            "--start",
            metavar="REGION=YEAR,...",
            help_text="Year in which a region starts.",
        ),
    ] = None
    not_before: Annotated[
        str | None,
        option(
            _RULES,
            "--not-before",
            metavar="REGION=YEAR,...",
            help_text="Year before which a region does not start.",
        ),
    ] = None
    all_by: Annotated[
        int | None,
        option(
            _RULES,
            "--all-by",
            metavar="YEAR",
            help_text="All regions are supported by this year.",
            kind="whole",
        ),
    ] = None

    def choices(self) -> dict[str, Any]:
        """Return the choices that were made."""
        return given(
            {
                "first_year": self.first_year,
                "regions": optional(texts.read_whole_numbers, self.supported),
                "budget": optional(texts.read_money, self.budget),
                "start_cost": self.start_cost,
                "run_cost": self.run_cost,
                "value": optional(texts.read_values, self.value),
                "existing": self.existing,
                "existing_first": self.existing_first or None,
                "one_in_each": optional(_one_in_each, self.one_in_each),
                "neighbours": self.neighbours,
                "start": optional(_start, self.start),
                "not_before": optional(_not_before, self.not_before),
                "all_by": self.all_by,
            }
        )


def _one_in_each(text: str) -> dict[str, int]:
    return texts.read_years(text, option="--one-in-each", example="province=2028")


def _start(text: str) -> dict[str, int]:
    return texts.read_years(text, option="--start", example="kempen-a=2027")


def _not_before(text: str) -> dict[str, int]:
    return texts.read_years(text, option="--not-before", example="limburg-a=2028")
