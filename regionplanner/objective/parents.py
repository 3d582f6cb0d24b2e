"""The figures of one parent, with the centre of a region: what criteria are computed from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regionplanner.criteria.costs import quanta
from regionplanner.criteria.distance import straight_line_km
from regionplanner.criteria.figures import ParentFigures, plain_extent, traveller_unit
from regionplanner.criteria.ties import pair_weights, tie_weights
from regionplanner.data.columns import nameable_columns
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import DataError, Message, ScenarioError, listing
from regionplanner.objective.columns import balance_target, balance_values, figure_column
from regionplanner.objective.mix import TiedPairs, figure_extents
from regionplanner.rules.case import Case
from regionplanner.rules.centres import allowed_centres
from regionplanner.rules.limits import beyond, limits_of, travel_times
from regionplanner.rules.neighbourhood import nearest_units
from regionplanner.scenario import Scenario
from regionplanner.validation_messages import suggestion


@dataclass(frozen=True, slots=True)
class CentreFinder:
    """How the centre of any region is found: the least total travel of its members.

    Attributes
    ----------
    xy
        Centroids [m], columns ``x_m`` and ``y_m``, index `nis`.
    travel_min
        Travel times [min] from row to column, or None: then straight lines count.
    travellers
        How many travel, scaled by a power of ten, index `nis`.
    allowed
        Who may be a centre, index `nis`.
    limits
        Largest distances and travel times, by name; those to the centre count.
    near
        Who is near each municipality, where that is a rule; it asks nothing of the centre.
    """

    xy: pd.DataFrame
    travel_min: pd.DataFrame | None
    travellers: pd.Series
    allowed: pd.Series
    limits: Mapping[str, float] = field(default_factory=dict)
    near: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def travel(self, units: Sequence[str]) -> NDArray[np.float64]:
        """Return the travel between units: minutes, or km where there are no times for all.

        Parameters
        ----------
        units
            NIS codes.

        Returns
        -------
        numpy.ndarray
            From row to column, shape ``(n_units, n_units)``.
        """
        if self.travel_min is not None:
            minutes = self.travel_min.loc[list(units), list(units)].to_numpy(dtype=float)
            if not np.isnan(minutes).any():
                return minutes
        return straight_line_km(self.xy.loc[list(units)].to_numpy(dtype=float))

    def of(self, units: Sequence[str]) -> str:
        """Return the centre of a region: of those who can be it, the one with the least travel.

        Of equals the first. Where nobody can be it, reach is forgotten, and then who is allowed.
        That the members are near one of them asks nothing of the centre.

        Parameters
        ----------
        units
            NIS codes, sorted.
        """
        travellers = self.travellers.loc[list(units)].to_numpy(dtype=float)
        # whole numbers, so that a tie is a tie
        totals = quanta(self.travel(units) * travellers[:, None], 1.0).sum(axis=0)
        allowed = self.allowed.loc[list(units)].to_numpy(dtype=bool)
        for possible in (allowed & self._reached(units), allowed):
            if possible.any():
                totals = np.where(possible, totals, np.iinfo(np.int64).max)
                break
        return units[int(totals.argmin())]

    def _reached(self, units: Sequence[str]) -> NDArray[np.bool_]:
        """Return which members all others can reach."""
        if not self.limits:
            return np.ones(len(units), dtype=bool)
        distance_km = straight_line_km(self.xy.loc[list(units)].to_numpy(dtype=float))
        minutes = None
        if self.travel_min is not None:
            minutes = self.travel_min.loc[list(units), list(units)].to_numpy(dtype=float)
        far = beyond(self.limits, distance_km, minutes, to_centre=True)
        return np.asarray(~far.any(axis=0))

    def outside(self, units: Sequence[str]) -> list[str]:
        """Return the members that are not near the one that most are near; none where all are.

        Parameters
        ----------
        units
            NIS codes, sorted.
        """
        centres = [nis for nis in units if self.allowed.at[nis]] or list(units)
        beyond = [
            [nis for nis in units if nis not in self.near.get(centre, units)] for centre in centres
        ]
        return min(beyond, key=len)


def centre_finder(case: Case) -> CentreFinder:
    """Return how the centre of any region is found.

    Parameters
    ----------
    case
        Who travels, who may be a centre, how far that is from the members, and who is near.

    Raises
    ------
    ScenarioError
        When the choices do not fit the data.
    """
    municipalities, rules = case.municipalities, case.rules
    units = municipalities.frame.index
    return CentreFinder(
        xy=municipalities.frame[["x_m", "y_m"]],
        travel_min=municipalities.travel_min,
        travellers=_scaled_travellers(municipalities, case.scenario),
        allowed=pd.Series(rules.centres is None or units.isin(list(rules.centres)), index=units),
        limits=rules.limits,
        near=nearest_units(municipalities, rules.neighbourhoods, rules.left_out),
    )


def _scaled_travellers(municipalities: Municipalities, scenario: Scenario) -> pd.Series:
    """Return the travellers by the same power of ten as the engine's."""
    people = travellers(municipalities, scenario)
    gone = [nis for nis in scenario.leave_out if nis in people.index]
    return people / traveller_unit(plain_extent([people.drop(index=gone).to_numpy(dtype=float)]))


def travellers(municipalities: Municipalities, scenario: Scenario) -> pd.Series:
    """Return how many travel from each municipality: one each, or a column.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        Names the column.

    Returns
    -------
    pandas.Series
        Shape ``(n_units,)``, index `nis`.

    Raises
    ------
    ScenarioError
        When the column is missing or has missing or negative values.
    """
    if scenario.travellers is None:
        return pd.Series(1.0, index=municipalities.frame.index)
    return figure_column(municipalities, scenario.travellers, scenario, use="travellers")


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

    Returns
    -------
    Mapping of str to ParentFigures
        Arrays of shape ``(n_units,)`` and ``(n_units, n_units)`` in the order of ``units`` (NIS
        codes, sorted): centroids in CRS units [m], distances and borders [km], travel times [min].

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
    known = [*nameable_columns(frame), *tables]
    missing = [name for name in scenario.ties if name not in known]
    if missing and scenario.criteria.get("ties"):
        others = [c for c in nameable_columns(frame) if frame[c].dtype.kind not in "fig"]
        raise ScenarioError(
            "ties need the column {missing}, which the data does not have; {advice}; name columns "
            "of the data (--ties COLUMN=WEIGHT) or leave ties out of the criteria"
            if len(missing) == 1
            else "ties need the columns {missing}, which the data does not have; {advice}; name "
            "columns of the data (--ties COLUMN=WEIGHT) or leave ties out of the criteria",
            missing=listing(missing),
            advice=suggestion(missing[0], [*others, *sorted(tables)]),
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
    return {name: tie_weights(rows[name], neighbours) for name in columns} | {
        name: pair_weights(tables[name], units, neighbours) for name in weights if name in tables
    }


def _minutes_inside(
    minutes: pd.DataFrame, municipalities: Municipalities, units: tuple[str, ...]
) -> NDArray[np.float64]:
    inside = minutes.reindex(index=list(units), columns=list(units)).to_numpy(dtype=float)
    missing = [
        Message(
            "{start} to {end}",
            start=municipalities.label(units[a]),
            end=municipalities.label(units[b]),
        )
        for a, b in np.argwhere(np.isnan(inside)).tolist()
    ]
    if missing:
        raise DataError(
            "no travel time from {missing}; expected one for each pair inside a "
            "reference region, both ways; add them",
            missing=listing(missing),
        )
    return inside
