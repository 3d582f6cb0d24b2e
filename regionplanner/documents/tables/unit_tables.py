"""Tables with a row a municipality: where it is, and where plans differ."""

import pandas as pd

from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.tables.tabled import Tabled, capital
from regionplanner.plan.compare import compared
from regionplanner.score.groupings import membership_columns
from regionplanner.score.oddities import far_units
from regionplanner.words.figures import figure_text
from regionplanner.words.groupings import grouping_text
from regionplanner.words.plain import plain

_PLACE = ("x_m", "y_m", "area_km2")


def units_table(told: Tabled) -> pd.DataFrame:
    """Return every municipality with its region in each plan, its figures and its groups.

    Parameters
    ----------
    told
        The plans.
    """
    frame = told.municipalities.frame.loc[list(told.units)]
    columns = _who(told, list(told.units))
    for measured in told.plans:
        columns |= _in_plan(told, measured)
    columns[told.heading("area")] = frame["area_km2"].round(1).tolist()
    for column in frame.columns:
        if pd.api.types.is_numeric_dtype(frame[column]) and column not in _PLACE:
            columns[capital(figure_text(str(column), told.language))] = frame[column].tolist()
    names = told.municipalities.group_names
    for column in membership_columns(told.municipalities):
        known = names.get(column, {})
        columns[capital(grouping_text(column, told.language))] = [
            None if pd.isna(code) else plain(known.get(str(code), code)) for code in frame[column]
        ]
    return pd.DataFrame(columns)


def moved_table(told: Tabled) -> pd.DataFrame:
    """Return the municipalities that come into another region in one plan than in the first.

    Parameters
    ----------
    told
        At least two plans.
    """
    first, *others = told.plans
    moved = {other.name: set(compared(other.plan, first.plan).moved) for other in others}
    anywhere = set().union(*moved.values())
    units = [nis for nis in told.units if nis in anywhere]
    columns = _who(told, units)
    for measured in told.plans:
        where = told.where(measured)
        columns[told.heading("region", measured)] = [where[nis] for nis in units]
        if measured is not first:
            columns[told.heading("changes", measured)] = [
                told.yes(answer=nis in moved[measured.name]) for nis in units
            ]
    return pd.DataFrame(columns)


def _who(told: Tabled, units: list[str]) -> dict[str, list[object]]:
    parents = told.municipalities.frame["reference_region_name"]
    return {
        told.heading("nis"): list(units),
        told.heading("unit"): [told.units[nis] for nis in units],
        told.heading("parent"): [plain(parents[nis]) for nis in units],
    }


def _in_plan(told: Tabled, measured: MeasuredPlan) -> dict[str, list[object]]:
    """Return the columns of a plan: region, centre, and how far that is."""
    where = told.where(measured)
    centres = {nis: region.centre for region in measured.plan for nis in region.members}
    far = dict.fromkeys(centres.values(), 0.0)
    far |= {one.unit: round(one.travel, 1) for one in far_units(measured.plan, told.municipalities)}
    travel = "travel" if measured.in_minutes else "distance"
    return {
        told.heading("region", measured): [where[nis] for nis in told.units],
        told.heading("centre", measured): [
            told.units[centres[nis]] if nis in centres else None for nis in told.units
        ],
        told.heading(travel, measured): [far.get(nis) for nis in told.units],
    }
