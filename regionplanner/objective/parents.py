"""The figures of one parent: everything its criteria are computed from."""

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regionplanner.criteria.distance import straight_line_km
from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.ties import pair_weights, tie_weights
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import DataError, ScenarioError, listing
from regionplanner.objective.centre import travellers
from regionplanner.objective.columns import figure_column
from regionplanner.objective.extents import TiedPairs, figure_extents
from regionplanner.objective.targets import balance_target, balance_values
from regionplanner.rules.centres import allowed_centres
from regionplanner.rules.limits import limits_of, travel_times
from regionplanner.scenario import Scenario


def parent_figures(
    municipalities: Municipalities, graph: "nx.Graph[str]", scenario: Scenario
) -> Mapping[str, ParentFigures]:
    """Return the figures of every parent, by code, in the order of the codes.

    Parameters
    ----------
    municipalities
        Units with centroids and memberships.
    graph
        Rook graph of the units.
    scenario
        Names the columns and tables that count.

    Raises
    ------
    ScenarioError
        When a column that counts is not in the data or has values that cannot be used, or when
        travel times are limited and there are none.
    DataError
        When travel times inside a reference region are missing.
    """
    frame = municipalities.frame.sort_index()
    weights = tie_columns(municipalities, scenario)
    columns = _unit_columns(municipalities, scenario)
    minutes = travel_times(municipalities, limits_of(scenario))
    target = balance_target(municipalities, scenario)
    result: dict[str, ParentFigures] = {}
    tied: list[TiedPairs] = []
    for code, rows in frame.groupby("reference_region", sort=True):
        units = tuple(rows.index)
        inside = graph.subgraph(units)
        border_m = nx.to_numpy_array(inside, nodelist=units, weight="border_m")
        # a link is an edge of 0 m: a weight that is not there counts as 1
        neighbours = nx.to_numpy_array(inside, nodelist=units, weight="") > 0
        xy = rows[["x_m", "y_m"]].to_numpy(dtype=float)
        own = columns.loc[list(units)]
        tied.append(_tied(rows, municipalities.pair_ties, weights, neighbours))
        result[str(code)] = ParentFigures(
            units=units,
            neighbours=neighbours,
            xy=xy,
            distance_km=straight_line_km(xy),
            border_km=border_m / 1000,
            ties=sum(
                (weights[name] * values for name, values in tied[-1].items()),
                start=np.zeros(neighbours.shape),
            ),
            travellers=own["travellers"].to_numpy(dtype=float),
            centres=own["centres"].to_numpy(dtype=bool),
            balance=own["balance"].to_numpy(dtype=float),
            covered=own["covered"].to_numpy(dtype=float),
            travel_min=None if minutes is None else _minutes_inside(minutes, municipalities, units),
            balance_target=target,
        )
    extents = figure_extents(list(result.values()), tied, scenario, municipalities.label)
    return {code: replace(parent, extents=extents) for code, parent in result.items()}


def tie_columns(municipalities: Municipalities, scenario: Scenario) -> Mapping[str, float]:
    """Return the membership columns and pair tables that make ties, with their weights.

    Where ties are only reported, those that the data does not have are left out.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        Names the columns and tables.

    Raises
    ------
    ScenarioError
        When ties count and a column is not in the data.
    """
    frame, tables = municipalities.frame, municipalities.pair_ties
    missing = [name for name in scenario.ties if name not in frame and name not in tables]
    if missing and scenario.criteria.get("ties"):
        others = [c for c in frame.columns if frame[c].dtype.kind not in "fig" and c != "geometry"]
        raise ScenarioError(
            f"ties need the columns {listing(missing)}, which the data does not have; "
            f"it has {listing([*others, *sorted(tables)], at_most=20)}; name columns of the data "
            "(--ties COLUMN=WEIGHT) or leave ties out of the criteria"
        )
    return {name: weight for name, weight in scenario.ties.items() if name not in missing}


def _unit_columns(municipalities: Municipalities, scenario: Scenario) -> pd.DataFrame:
    """Return what a scenario takes from the columns of the data, one row a unit."""
    covered: pd.Series | float = 1.0
    if scenario.coverage is not None and scenario.coverage.per is not None:
        covered = figure_column(municipalities, scenario.coverage.per, scenario, use="coverage.per")
    return pd.DataFrame(
        {
            "travellers": travellers(municipalities, scenario),
            "centres": allowed_centres(municipalities, scenario),
            "balance": balance_values(municipalities, scenario),
            "covered": covered,
        },
        index=municipalities.frame.index,
    )


def _tied(
    rows: gpd.GeoDataFrame,
    tables: Mapping[str, pd.DataFrame],
    weights: Mapping[str, float],
    neighbours: NDArray[np.bool_],
) -> TiedPairs:
    """Return the ties between any two neighbours, by column or table, without their weights."""
    units = tuple(rows.index)
    columns = [name for name in weights if name not in tables]
    return {name: tie_weights(rows, {name: 1.0}, neighbours) for name in columns} | {
        name: pair_weights(tables[name], units, neighbours) for name in weights if name in tables
    }


def _minutes_inside(
    minutes: pd.DataFrame, municipalities: Municipalities, units: tuple[str, ...]
) -> NDArray[np.float64]:
    inside = minutes.reindex(index=list(units), columns=list(units)).to_numpy(dtype=float)
    missing = [
        f"{municipalities.label(units[a])} to {municipalities.label(units[b])}"
        for a, b in np.argwhere(np.isnan(inside)).tolist()
    ]
    if missing:
        raise DataError(
            f"no travel time from {listing(missing)}; expected one for each pair inside a "
            "reference region, both ways; add them"
        )
    return inside
