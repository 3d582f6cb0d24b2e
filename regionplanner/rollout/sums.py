"""Sums of a column over regions: what a planner counts, with errors that name the column."""

from collections.abc import Iterable, Mapping

import pandas as pd

from regionplanner.data.figures import check_sizes, why_text
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import DataError, ScenarioError, listing
from regionplanner.mistakes import suggestion
from regionplanner.plan.plan import Plan


def region_sums(
    plan: Plan, municipalities: Municipalities, column: str, *, choice: str, own: Iterable[str]
) -> Mapping[str, float]:
    """Return the sum of a column over the municipalities of each region, by code.

    Parameters
    ----------
    plan
        The regions.
    municipalities
        The units.
    column
        A column of numbers.
    choice
        Who names the column, for messages.
    own
        What else the choice could have named.

    Raises
    ------
    ScenarioError
        When there is no such column of numbers.
    DataError
        When municipalities in a region have no number in it.
    """
    frame = municipalities.frame
    numbers = [str(c) for c in frame.columns if pd.api.types.is_numeric_dtype(frame[c])]
    if why := why_text(municipalities, column):
        raise ScenarioError(f"{choice}: {why}")
    if column not in numbers:
        known = [*own, *numbers]
        raise ScenarioError(
            f"{choice} names {column}, no column of numbers; name what counts with --{choice}: "
            f"{suggestion(column, known)}"
        )
    units = sorted(plan.assignment)
    unknown = [nis for nis in units if pd.isna(frame.at[nis, column])]
    if unknown:
        raise DataError(
            f"{choice} names {column}, which is not known of "
            f"{listing(map(municipalities.label, unknown))}; fill it in, or choose another column"
        )
    check_sizes(municipalities, frame.loc[units, column], use=choice)
    return {region.code: float(frame.loc[list(region.members), column].sum()) for region in plan}
