"""What on the map makes demands collide: too little to divide, remote units, dead ends."""

from collections.abc import Collection, Iterator

import networkx as nx
import numpy as np

from regionplanner.errors import listing
from regionplanner.program.demands import Demand, asked_figures
from regionplanner.program.study import Study

_MOST_POINTS = 2


def bottleneck(study: Study, demands: Collection[Demand]) -> str:
    """Return why some demands of a reference region collide, as far as a map shows it.

    Parameters
    ----------
    study
        The reference region.
    demands
        Those that collide.

    Returns
    -------
    str
        A clause that follows "as".
    """
    if not study.counted(demands):
        return _what_there_is(study, demands)
    seen = [*_remote(study, demands), *_dead_ends(study, demands)]
    return listing(seen) if seen else "that is how its municipalities border on each other"


def _what_there_is(study: Study, demands: Collection[Demand]) -> str:
    """Return what there is to divide: sizes and totals alone do not add up."""
    free = list(study.free(demands))
    rows = study.municipalities.frame.loc[free]
    large = [d for d in demands if d.kind == "together" and d.value > study.scenario.max_units]
    if large and len(demands) > 1:
        return f"together they are {large[0].value:.0f} municipalities"
    for demand in demands:
        if demand.kind == "most" and (rows[demand.column] > demand.value).any():
            nis = str(rows[demand.column].idxmax())
            total = f"{rows.at[nis, demand.column]:,.0f} {demand.column}"
            return f"{study.municipalities.label(nis)} alone has {total}"
    columns = sorted({d.column for d in demands if d.column})
    parts = [f"{len(free)} municipalities", *(f"{rows[c].sum():,.0f} {c}" for c in columns)]
    place = " outside the locked regions" if len(free) < len(study.figures.units) else ""
    return f"there are {listing(parts)} to divide{place}"


def _remote(study: Study, demands: Collection[Demand]) -> Iterator[str]:
    """Yield the unit with the fewest others within reach, when they are too few for a region."""
    by_kind = {demand.kind: demand.value for demand in demands}
    if "min_units" not in by_kind:
        return
    free = [i for i, nis in enumerate(study.figures.units) if nis in set(study.free(demands))]
    km = study.figures.distance_km[np.ix_(free, free)]
    ways = (("max_distance_km", km), ("max_travel_min", study.figures.travel[np.ix_(free, free)]))
    for kind, far in ways:
        if kind in by_kind:
            near = (far <= by_kind[kind]).sum(axis=1)
            yield from _fewest(
                study, free, near, by_kind["min_units"], f"{by_kind[kind]:g} {kind[-2:]}"
            )
    if "max_centre_distance_km" in by_kind:
        reach = by_kind["max_centre_distance_km"]
        around = (km <= reach).sum(axis=0)
        best = np.where(km <= reach, around[None, :], 0).max(axis=1)
        yield from _fewest(study, free, best, by_kind["min_units"], f"{reach:g} km of one centre")


def _fewest(
    study: Study, free: list[int], near: np.ndarray, least: float, reach: str
) -> Iterator[str]:
    unit = int(near.argmin())
    if near[unit] < least:
        label = study.municipalities.label(study.figures.units[free[unit]])
        yield f"{label} has at most {near[unit]} municipalities, itself included, within {reach}"


def _dead_ends(study: Study, demands: Collection[Demand]) -> Iterator[str]:
    """Yield the units that can only be reached through one other and are no region by themselves."""
    inside = _graph(study, demands)
    small = {v: _small_parts(study, demands, inside, v) for v in nx.articulation_points(inside)}
    by_reach = sorted(small, key=lambda v: (-len(small[v]), v))
    told: set[str] = set()
    points = 0
    for through in by_reach:
        behind = small[through] - {through}
        if not behind or through in told or points == _MOST_POINTS:
            continue
        told |= behind
        points += 1
        names = listing(study.municipalities.label(nis) for nis in sorted(behind))
        yield f"{names} can only be reached through {study.municipalities.label(through)}"


def _graph(study: Study, demands: Collection[Demand]) -> "nx.Graph[str]":
    figures = asked_figures(demands, study.figures, study.municipalities, study.scenario)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(study.free(demands))
    pairs = np.argwhere(np.triu(figures.neighbours)).tolist()
    edges = [(figures.units[a], figures.units[b]) for a, b in pairs]
    graph.add_edges_from(edge for edge in edges if set(edge) <= set(graph))
    return graph


def _small_parts(
    study: Study, demands: Collection[Demand], inside: "nx.Graph[str]", through: str
) -> set[str]:
    """Return the units behind an articulation point, in parts too small to be a region."""
    frame = study.municipalities.frame
    rest = inside.subgraph(set(nx.node_connected_component(inside, through)) - {through})
    found: set[str] = set()
    for part in nx.connected_components(rest):
        sizes = [d.value > len(part) for d in demands if d.kind == "min_units"]
        totals = [
            d.value > frame.loc[sorted(part), d.column].sum() for d in demands if d.kind == "least"
        ]
        if any(sizes) or any(totals):
            found |= part
    return found
