"""Plans as tables for people who live in a spreadsheet."""

from collections.abc import Mapping

import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.tables.figure_tables import figures_table, groups_table
from regionplanner.documents.tables.region_tables import members_table, regions_table
from regionplanner.documents.tables.run_tables import about_table, curve_table
from regionplanner.documents.tables.tabled import tabled
from regionplanner.documents.tables.unit_tables import moved_table, units_table
from regionplanner.errors import DataError
from regionplanner.files.run_record import RunRecord
from regionplanner.plan.plan import Plan
from regionplanner.words.language import Language
from regionplanner.words.nouns import spoken


def document_tables(
    plans: Mapping[str, Plan],
    records: Mapping[str, RunRecord],
    municipalities: Municipalities,
    *,
    language: Language = "nl",
) -> Mapping[str, pd.DataFrame]:
    """Return all that can be told of plans in tables, by names that sheets can have.

    Parameters
    ----------
    plans
        At least one, by name.
    records
        Of the runs that made them, by the name of the plan, where there are any.
    municipalities
        The data of all.
    language
        Language of names, headings and texts.

    Returns
    -------
    Mapping
        Municipalities, youth regions, their members, existing groupings, key figures, differences
        (of several plans), numbers of regions (with a record) and an explanation, in this order.
        The index of a table says nothing. Codes are text; figures are numbers, rounded to what
        they are worth; missing is None or NaN.

    Raises
    ------
    DataError
        When there is no plan.
    """
    if not plans:
        raise DataError("there is no plan to tell of; at least one is expected; give a plan")
    told = tabled(plans, records, municipalities, spoken(language, municipalities))
    tables = {
        "sheet_units": units_table(told),
        "sheet_regions": regions_table(told),
        "sheet_members": members_table(told),
        "sheet_groups": groups_table(told),
        "sheet_figures": figures_table(told),
    }
    if len(plans) > 1:
        tables["sheet_moved"] = moved_table(told)
    tables["sheet_curve"] = curve_table(told)
    tables["sheet_about"] = about_table(told)
    return {told.words[key]: table for key, table in tables.items() if len(table.columns)}
