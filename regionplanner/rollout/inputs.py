"""What growth and support read from plan and data: codes for names, sums, who adjoins whom."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import networkx as nx
import pandas as pd

from regionplanner.data.columns import nameable_columns
from regionplanner.data.figures import check_sizes, figure_names, why_text
from regionplanner.data.municipalities import Municipalities
from regionplanner.data.named_scenario import did_you_mean, unit_names
from regionplanner.errors import DataError, Message, ScenarioError, listing
from regionplanner.files.text import plain
from regionplanner.files.text_table import same_column
from regionplanner.plan.plan import Plan
from regionplanner.rollout_choices import (
    EXISTING,
    OWN_LOADS,
    OWN_VALUES,
    GrowthChoices,
    SupportChoices,
    Supporter,
)
from regionplanner.score.groups import membership_columns
from regionplanner.validation_messages import suggestion

Value = TypeVar("Value")


def growth_with_codes(
    choices: GrowthChoices, plan: Plan, municipalities: Municipalities
) -> GrowthChoices:
    """Return the choices of a growth with codes of regions and columns of the data.

    Raises
    ------
    ScenarioError
        When a name is that of more than one region, or the groups of today have no such column.
    """
    by_name: dict[str, list[str]] = {}
    for region in plan:
        titles = (region.title("nl"), region.title("en"))
        for name in (region.label, *titles, region.largest_name):
            same = by_name.setdefault(plain(name).casefold(), [])
            if region.code not in same:
                same.append(region.code)
    codes = {region.code for region in plan}

    def code(choice: str, text: str) -> str:
        same = [text] if text in codes else by_name.get(plain(text).casefold(), [])
        if len(same) > 1:
            raise ScenarioError(
                "{choice}: {text} is {count} regions: {same}; write the code",
                choice=choice,
                text=text,
                count=len(same),
                same=listing(same),
            )
        return same[0] if same else text

    def years(choice: str, named: Mapping[str, int]) -> dict[str, int]:
        return {code(choice, text): year for text, year in named.items()}

    values = _by_column(choices.value, municipalities, own=OWN_VALUES)
    return choices.model_copy(
        update={
            "start": years("start", choices.start),
            "not_before": years("not_before", choices.not_before),
            "existing": _existing(choices, bool(values.get(EXISTING)), municipalities),
            "value": values,
            "one_in_each": _by_column(choices.one_in_each, municipalities),
        }
    )


def support_with_codes(choices: SupportChoices, municipalities: Municipalities) -> SupportChoices:
    """Return the choices of support with codes of municipalities and columns of the data.

    Raises
    ------
    ScenarioError
        When a home is the name of no municipality, or of more than one.
    """
    names = unit_names(municipalities)

    def at_home(supporter: Supporter) -> Supporter:
        if supporter.home is None:
            return supporter
        try:
            home = names.code(supporter.home)
        except ScenarioError as error:
            raise ScenarioError(
                "the home of {name}: {error}", name=supporter.name, error=error
            ) from None
        if home is None:
            alike = names.alike(supporter.home)
            raise ScenarioError(
                "the home of {name} is {home}, no municipality of the data; {advice}",
                name=supporter.name,
                home=supporter.home,
                advice=did_you_mean(alike) if alike else Message("give the code of one"),
            )
        return supporter.model_copy(update={"home": home})

    return choices.model_copy(
        update={
            "supporters": tuple(map(at_home, choices.supporters)),
            "balance": _by_column(choices.balance, municipalities, own=OWN_LOADS),
        }
    )


def _existing(choices: GrowthChoices, worth: bool, municipalities: Municipalities) -> str:
    """Return the column with the groups of today, that the data have where it counts."""
    column = _column(choices.existing, municipalities)
    own = column == GrowthChoices.model_fields["existing"].default
    needed = worth or choices.existing_first or not own
    if column not in municipalities.frame and needed:
        raise ScenarioError(
            "the data have no column {column} with the groups of today (existing); {suggestion}",
            column=column,
            suggestion=suggestion(column, membership_columns(municipalities)),
        )
    return column


def _column(name: str, municipalities: Municipalities) -> str:
    return same_column(name, nameable_columns(municipalities.frame)) or name


def _by_column(
    values: Mapping[str, Value], municipalities: Municipalities, *, own: Sequence[str] = ()
) -> dict[str, Value]:
    known = (*nameable_columns(municipalities.frame), *own)
    return {
        name if name in own else same_column(name, known) or name: value
        for name, value in values.items()
    }


def region_sums(
    plan: Plan, municipalities: Municipalities, column: str, *, choice: str, own: Iterable[str]
) -> Mapping[str, float]:
    """Return the sum of a column over the municipalities of each region, by code.

    Raises
    ------
    ScenarioError
        When there is no such column of numbers.
    DataError
        When municipalities in a region have no number in it.
    """
    frame = municipalities.frame
    numbers = figure_names(frame)
    if why := why_text(municipalities, column):
        raise ScenarioError("{choice}: {why}", choice=choice, why=why)
    if column not in numbers:
        known = [*own, *numbers]
        raise ScenarioError(
            "{choice} names {column}, no column of numbers; name what counts with --{choice}: "
            "{suggestion}",
            choice=choice,
            column=column,
            suggestion=suggestion(column, known),
        )
    units = sorted(plan.assignment)
    unknown = [nis for nis in units if pd.isna(frame.at[nis, column])]
    if unknown:
        raise DataError(
            "{choice} names {column}, which is not known of "
            "{units}; fill it in, or choose another column",
            choice=choice,
            column=column,
            units=listing(map(municipalities.label, unknown)),
        )
    check_sizes(municipalities, frame.loc[units, column], use=choice)
    return {region.code: float(frame.loc[list(region.members), column].sum()) for region in plan}


def adjoining_regions(plan: Plan, graph: "nx.Graph[str]") -> Mapping[str, frozenset[str]]:
    """Return the regions that each region adjoins, by code."""
    where = plan.assignment
    adjoining: dict[str, set[str]] = {region.code: set() for region in plan}
    for a, b in graph.edges:
        of_a, of_b = where.get(a), where.get(b)
        if of_a is not None and of_b is not None and of_a != of_b:
            adjoining[of_a].add(of_b)
            adjoining[of_b].add(of_a)
    return {code: frozenset(others) for code, others in adjoining.items()}
