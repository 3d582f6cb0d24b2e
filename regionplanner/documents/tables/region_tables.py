"""Tables with a row a region: its figures, and who is in it."""

from collections.abc import Mapping

import pandas as pd

from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.tables.tabled import Tabled, capital
from regionplanner.plan.plan import Region
from regionplanner.words.figures import figure_text
from regionplanner.words.plain import plain

_FIGURES: Mapping[str, tuple[str, int]] = {
    "municipalities": ("n_units", 0),
    "inhabitants": ("", 0),
    "inhabitants_0_14": ("", 0),
    "area_km2": ("area", 1),
    "centre_name": ("centre", 0),
    "mean_distance_km": ("mean_distance", 1),
    "max_distance_km": ("max_distance", 1),
    "mean_travel_min": ("mean_travel", 1),
    "max_travel_min": ("max_travel", 1),
    "border_km": ("border", 1),
    "ties_cut": ("ties", 1),
    "balance_figure": ("balance", 1),
    "balance_deviation_pct": ("deviation", 1),
}
"""Columns of the scorecard in the order of the table: heading (else the figure) and decimals."""


def regions_table(told: Tabled) -> pd.DataFrame:
    """Return the figures of every region of every plan.

    Parameters
    ----------
    told
        The plans; where there are several, the first column says which.
    """
    tables = [_scores(told, measured) for measured in told.plans]
    # object: a figure that one of the plans lacks does not make numbers of the others floats
    return pd.concat([table.astype(object) for table in tables], ignore_index=True).infer_objects()


def members_table(told: Tabled) -> pd.DataFrame:
    """Return the members of every region of every plan, as a list in words.

    Parameters
    ----------
    told
        The plans; where there are several, the first column says which.
    """
    return pd.DataFrame(
        [
            {
                **_who(told, measured, region),
                told.heading("n_units"): len(region.members),
                told.heading("members"): told.listed(region.members),
            }
            for measured in told.plans
            for region in measured.plan
        ]
    )


def _scores(told: Tabled, measured: MeasuredPlan) -> pd.DataFrame:
    shown = {
        column: (_heading(told, measured, column, key), places)
        for column, (key, places) in _FIGURES.items()
        if column in measured.score
    }
    return pd.DataFrame(
        [
            _who(told, measured, region)
            | {
                heading: _rounded(measured.score.at[region.code, column], places)
                for column, (heading, places) in shown.items()
            }
            for region in measured.plan
        ]
    )


def _who(told: Tabled, measured: MeasuredPlan, region: Region) -> dict[str, object]:
    return {
        **told.of_plan(measured),
        told.heading("code"): plain(region.code),
        told.heading("region"): told.title(region),
        told.heading("parent"): plain(region.parent_name),
    }


def _heading(told: Tabled, measured: MeasuredPlan, column: str, key: str) -> str:
    figure = figure_text(measured.scenario.balance.column, told.language)
    if key:
        return told.heading(key, figure=figure)
    return capital(figure_text(column, told.language))


def _rounded(value: object, places: int) -> object:
    if isinstance(value, float):
        return round(value, places)
    return plain(value) if isinstance(value, str) else value
