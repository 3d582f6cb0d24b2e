"""The weighted sum of criteria: what a candidate region costs in a scenario."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from regionplanner.choices import Criterion
from regionplanner.criteria.border import border_costs
from regionplanner.criteria.costs import AnchorCosts, RegionCosts
from regionplanner.criteria.distance import dispersion_costs, distance_costs, straight_line_km
from regionplanner.criteria.ties import tie_weights, ties_costs
from regionplanner.errors import ScenarioError, listing
from regionplanner.io.municipalities import Municipalities
from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class ParentFigures:
    """What the criteria of one parent are computed from; arrays follow `units`.

    Attributes
    ----------
    units
        NIS codes, sorted.
    neighbours
        Which units are neighbours, shape ``(n_units, n_units)``.
    xy
        Centroids [m], shape ``(n_units, 2)``.
    distance_km, border_km, ties
        Of any two units, symmetric, shape ``(n_units, n_units)``.
    """

    units: tuple[str, ...]
    neighbours: NDArray[np.bool_]
    xy: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    border_km: NDArray[np.float64]
    ties: NDArray[np.float64]


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
        Names the membership columns that make ties.

    Raises
    ------
    ScenarioError
        When a column of the ties is not in the data.
    """
    frame = municipalities.frame
    weights = tie_columns(municipalities, scenario)
    result = {}
    for code, rows in frame.sort_index().groupby("reference_region", sort=True):
        units = tuple(rows.index)
        inside = graph.subgraph(units)
        border_m = nx.to_numpy_array(inside, nodelist=units, weight="border_m")
        # a link is an edge of 0 m: a weight that is not there counts as 1
        neighbours = nx.to_numpy_array(inside, nodelist=units, weight="") > 0
        xy = rows[["x_m", "y_m"]].to_numpy(dtype=float)
        result[str(code)] = ParentFigures(
            units=units,
            neighbours=neighbours,
            xy=xy,
            distance_km=straight_line_km(xy),
            border_km=border_m / 1000,
            ties=tie_weights(rows, weights, neighbours),
        )
    return result


def tie_columns(municipalities: Municipalities, scenario: Scenario) -> Mapping[str, float]:
    """Return the membership columns that make ties, with their weights.

    Where ties are only reported, columns that the data does not have are left out.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        Names the columns.

    Raises
    ------
    ScenarioError
        When ties count and a column is not in the data.
    """
    frame = municipalities.frame
    missing = [column for column in scenario.ties if column not in frame]
    if missing and scenario.criteria.get("ties"):
        others = [c for c in frame.columns if frame[c].dtype.kind not in "fig" and c != "geometry"]
        raise ScenarioError(
            f"ties need the columns {listing(missing)}, which the data does not have; "
            f"it has {listing(others, at_most=20)}; name columns of the data "
            "(--ties COLUMN=WEIGHT) or leave ties out of the criteria"
        )
    return {column: weight for column, weight in scenario.ties.items() if column in frame}


def criterion_costs(figures: ParentFigures, criterion: Criterion, weight: float) -> RegionCosts:
    """Return the costs of one criterion.

    Parameters
    ----------
    figures
        Of one parent.
    criterion
        Name of the criterion.
    weight
        Cost of one natural unit of it.
    """
    match criterion:
        case "distance":
            return distance_costs(figures.distance_km, weight=weight)
        case "dispersion":
            return dispersion_costs(figures.distance_km, weight=weight)
        case "border":
            return border_costs(figures.border_km, weight=weight)
        case "ties":
            return ties_costs(figures.ties, weight=weight)
        case "balance":
            raise NotImplementedError


def region_costs(figures: ParentFigures, scenario: Scenario) -> RegionCosts:
    """Return what candidate regions of one parent cost: the weighted sum of the criteria.

    Weights are divided by the scenario's `weight_unit`, so that costs are of the same size
    whether a planner writes ``distance=1`` or ``distance=1000``.

    Parameters
    ----------
    figures
        Of one parent.
    scenario
        Weights of the criteria, in natural units.
    """
    parts = [
        criterion_costs(figures, criterion, weight / scenario.weight_unit)
        for criterion, weight in sorted(scenario.criteria.items())
        if weight > 0
    ]
    return reduce(_plus, parts)


def _plus(one: RegionCosts, other: RegionCosts) -> RegionCosts:
    anchors = one.anchors or other.anchors
    if one.anchors and other.anchors:
        anchors = _both(one.anchors, other.anchors)
    return RegionCosts(one.unit + other.unit, one.pair + other.pair, anchors)


def _both(one: AnchorCosts, other: AnchorCosts) -> AnchorCosts:
    """Return anchors that are a pair: each of two criteria has a centre of its own."""
    first, second = np.indices((len(one.forced), len(other.forced))).reshape(2, -1)
    return AnchorCosts(
        forced=np.hstack([one.forced[first], other.forced[second]]),
        weight=one.weight[:, first] + other.weight[:, second],
    )
