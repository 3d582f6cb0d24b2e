"""The scorecard: one row of figures a region."""

from collections.abc import Mapping

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regionplanner.criteria.distance import straight_line_km
from regionplanner.criteria.mix import ParentFigures
from regionplanner.io.municipalities import Municipalities
from regionplanner.plan.plan import Plan, Region
from regionplanner.scenario import Scenario
from regionplanner.score.values import balance_targets, plan_figures


def scorecard(
    plan: Plan, municipalities: Municipalities, graph: "nx.Graph[str]", scenario: Scenario
) -> pd.DataFrame:
    """Return the figures of every region.

    Parameters
    ----------
    plan
        The plan.
    municipalities
        Its units.
    graph
        Their rook graph.
    scenario
        Says what a tie is, and what is balanced.

    Returns
    -------
    pandas.DataFrame
        Index ``region``; columns ``name``, ``reference_region``, ``reference_region_name``,
        ``municipalities``, ``inhabitants``, ``inhabitants_0_14`` (NA where unknown),
        ``area_km2``, ``centre``, ``centre_name``, ``mean_distance_km``, ``max_distance_km`` (of
        the other members to the centre, straight lines), ``border_km`` and ``ties_cut`` (with
        others of the same reference region, in full). Where the data has travel times also
        ``mean_travel_min`` and ``max_travel_min`` (of the other members to the centre); where
        balance counts also ``balance_figure`` (what the region has of the balanced figure) and
        ``balance_deviation_pct`` (how far that is above its target, or below it, in % of it).
    """
    figures = plan_figures(plan, municipalities, graph, scenario)
    targets = balance_targets(plan, figures) if scenario.criteria.get("balance") else {}
    rows = [
        _row(region, municipalities, figures[region.parent])
        | _travel(region, municipalities)
        | _balance(region, figures[region.parent], targets)
        for region in plan
    ]
    whole = dict.fromkeys(["inhabitants", "inhabitants_0_14"], "Int64")
    return pd.DataFrame(rows).set_index("region").astype(whole)


def _row(
    region: Region, municipalities: Municipalities, figures: ParentFigures
) -> dict[str, object]:
    rows = municipalities.frame.loc[list(region.members)]
    to_centre_km = _to_centre_km(region, rows)
    inside = np.isin(figures.units, region.members)
    return {
        "region": region.code,
        "name": region.title("nl"),
        "reference_region": region.parent,
        "reference_region_name": region.parent_name,
        "municipalities": len(region.members),
        "inhabitants": _total(rows, "inhabitants"),
        "inhabitants_0_14": _total(rows, "inhabitants_0_14"),
        "area_km2": round(float(rows["area_km2"].sum()), 2),
        "centre": region.centre,
        "centre_name": rows.at[region.centre, "name"],
        "mean_distance_km": round(float(to_centre_km.mean()), 2) if len(to_centre_km) else 0.0,
        "max_distance_km": round(float(to_centre_km.max(initial=0.0)), 2),
        "border_km": round(float(figures.border_km[inside][:, ~inside].sum()), 2),
        "ties_cut": round(float(figures.ties[inside][:, ~inside].sum()), 2),
    }


def _to_centre_km(region: Region, rows: pd.DataFrame) -> NDArray[np.float64]:
    xy = rows[["x_m", "y_m"]].to_numpy(dtype=float)
    centre = region.members.index(region.centre)
    return np.delete(straight_line_km(xy)[centre], centre)


def _travel(region: Region, municipalities: Municipalities) -> dict[str, object]:
    """Return the travel times to the centre; nothing where there are none."""
    if municipalities.travel_min is None:
        return {}
    others = [nis for nis in region.members if nis != region.centre]
    minutes = municipalities.travel_min.loc[others, region.centre]
    return {
        "mean_travel_min": round(float(minutes.mean()), 2) if others else 0.0,
        "max_travel_min": round(float(minutes.max()), 2) if others else 0.0,
    }


def _balance(
    region: Region, figures: ParentFigures, targets: Mapping[str, float]
) -> dict[str, object]:
    if not targets:
        return {}
    figure = float(figures.balance[np.isin(figures.units, region.members)].sum())
    target = targets[region.parent]
    return {
        "balance_figure": round(figure, 2),
        "balance_deviation_pct": round(100 * (figure - target) / target, 2),
    }


def _total(rows: pd.DataFrame, column: str) -> object:
    """Return a sum as a whole number; NA when the column is not there or has gaps."""
    if column not in rows or rows[column].isna().any():
        return pd.NA
    return round(float(rows[column].sum()))
