"""What a reader of a plan should look at twice: facts, without words."""

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd

from regionplanner.criteria.distance import straight_line_km
from regionplanner.data.municipalities import Municipalities
from regionplanner.plan.plan import Plan, Region
from regionplanner.scenario import Scenario

SHORT_BORDER_M = 500.0
"""A border that is shorter than this is reported, where a region hangs on it [m]."""


@dataclass(frozen=True, slots=True)
class Extremes:
    """The smallest and the largest region by one figure.

    Attributes
    ----------
    smallest, largest
        Codes of the regions that have the least and the most; more than one where these are equal.
    least, most
        What they have.
    """

    smallest: tuple[str, ...]
    largest: tuple[str, ...]
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Hinge:
    """A short border, or a link, that holds a region together.

    Attributes
    ----------
    region
        Code of the region.
    a, b
        The neighbours (NIS codes, in order).
    border_m
        Border that they share [m]; 0 for a link.
    """

    region: str
    a: str
    b: str
    border_m: float


@dataclass(frozen=True, slots=True)
class FarUnit:
    """A municipality and how far it is from the centre of its region.

    Attributes
    ----------
    region, unit, centre
        Code of the region, the municipality and the centre (NIS codes).
    travel
        Straight-line distance [km], or travel time [min] where there is a table of them.
    """

    region: str
    unit: str
    centre: str
    travel: float


def whole_parents(plan: Plan, municipalities: Municipalities) -> tuple[Region, ...]:
    """Return the regions that hold all municipalities of their reference region."""
    parents = municipalities.frame["reference_region"]
    members = {str(code): set(units.index) for code, units in parents.groupby(parents)}
    return tuple(region for region in plan if set(region.members) == members.get(region.parent))


def extremes(score: pd.DataFrame, column: str) -> Extremes | None:
    """Return the smallest and the largest region; None where a figure is not known.

    Parameters
    ----------
    score
        The scorecard, index ``region``.
    column
        A figure of it.
    """
    figures = score[column]
    if figures.isna().any():
        return None
    least, most = figures.min(), figures.max()
    return Extremes(
        smallest=tuple(map(str, score.index[figures == least])),
        largest=tuple(map(str, score.index[figures == most])),
        least=float(least),
        most=float(most),
    )


def at_limits(plan: Plan, scenario: Scenario) -> tuple[tuple[Region, ...], tuple[Region, ...]]:
    """Return the regions with the fewest municipalities allowed, and those with the most."""
    return (
        tuple(region for region in plan if len(region.members) == scenario.min_units),
        tuple(region for region in plan if len(region.members) == scenario.max_units),
    )


def hinges(
    plan: Plan, graph: "nx.Graph[str]", *, short_m: float = SHORT_BORDER_M
) -> tuple[Hinge, ...]:
    """Return the short borders and links without which regions would fall apart.

    Parameters
    ----------
    plan
        The regions.
    graph
        Rook graph with `border_m`; a link has no border.
    short_m
        Borders of at least this length hold by themselves [m].

    Returns
    -------
    tuple of Hinge
        Those between the parts that longer borders leave, the shortest first.
    """
    all_hinges = (hinge for region in plan for hinge in _hinges(region, graph, short_m))
    return tuple(sorted(all_hinges, key=lambda hinge: (hinge.border_m, hinge.a, hinge.b)))


def _hinges(region: Region, graph: "nx.Graph[str]", short_m: float) -> Iterator[Hinge]:
    inside = graph.subgraph(region.members)
    edges = sorted((min(a, b), max(a, b), inside.edges[a, b]["border_m"]) for a, b in inside.edges)
    strong: nx.Graph[str] = nx.Graph()
    strong.add_nodes_from(inside)
    strong.add_edges_from((a, b) for a, b, border_m in edges if border_m >= short_m)
    part = {nis: n for n, nodes in enumerate(nx.connected_components(strong)) for nis in nodes}
    for a, b, border_m in edges:
        if part[a] != part[b]:
            yield Hinge(region.code, a, b, border_m)


def far_units(plan: Plan, municipalities: Municipalities) -> tuple[FarUnit, ...]:
    """Return the municipalities that are not a centre, the one farthest from its centre first."""
    distances = (far for region in plan for far in _to_centre(region, municipalities))
    return tuple(sorted(distances, key=lambda far: (-far.travel, far.unit)))


def _to_centre(region: Region, municipalities: Municipalities) -> Iterator[FarUnit]:
    times = municipalities.travel_min
    if times is None:
        xy = municipalities.frame.loc[list(region.members), ["x_m", "y_m"]].to_numpy(dtype=float)
        far = straight_line_km(xy)[region.members.index(region.centre)]
    else:
        far = times.loc[list(region.members), region.centre].to_numpy(dtype=float)
    for nis, travel in zip(region.members, far, strict=True):
        if nis != region.centre and not np.isnan(travel):
            yield FarUnit(region.code, nis, region.centre, float(travel))
