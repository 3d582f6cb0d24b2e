"""From municipalities, scenario and rules to one problem a reference region."""

from collections.abc import Sequence
from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regionplanner.criteria.costs import (
    AnchorCosts,
    Integers,
    Members,
    RegionCosts,
    no_pairs,
    quanta,
)
from regionplanner.criteria.distance import distance_m_costs
from regionplanner.criteria.mix import ParentFigures, parent_figures, region_costs
from regionplanner.io.municipalities import Municipalities
from regionplanner.program.problem import ParentProblem, contracted
from regionplanner.regions.diagram import UnitRules
from regionplanner.regions.limits import RegionLimits
from regionplanner.rules import Rules
from regionplanner.scenario import Scenario

_OPEN = 2**61
"""A bound that no total reaches."""


def parent_problems(
    municipalities: Municipalities, graph: "nx.Graph[str]", scenario: Scenario, rules: Rules
) -> list[ParentProblem]:
    """Return the problem of every reference region, in the order of their codes.

    Parameters
    ----------
    municipalities
        The municipalities that are planned.
    graph
        Their rook graph.
    scenario
        Criteria and sizes.
    rules
        What else must hold.
    """
    figures = parent_figures(municipalities, graph, scenario)
    return [
        parent_problem(code, parent, municipalities.frame, scenario, rules)
        for code, parent in figures.items()
    ]


def parent_problem(
    code: str, figures: ParentFigures, frame: pd.DataFrame, scenario: Scenario, rules: Rules
) -> ParentProblem:
    """Return the problem of one reference region.

    Parameters
    ----------
    code
        Its code.
    figures
        Its figures.
    frame
        Columns that bounds are on, by NIS code.
    scenario
        Criteria and sizes.
    rules
        What else must hold.
    """
    place = {nis: i for i, nis in enumerate(figures.units)}
    costs = _barred(region_costs(figures, scenario), figures.distance_km, rules)
    distance = distance_m_costs(figures.distance_km)
    problem = ParentProblem(
        code=code,
        units=tuple((nis,) for nis in figures.units),
        adjacency=tuple(frozenset(np.flatnonzero(row).tolist()) for row in figures.neighbours),
        xy=figures.xy,
        costs=costs,
        distance=distance,
        rules=_unit_rules(place, rules),
        limits=_limits(figures, frame, rules),
        min_units=scenario.min_units,
        max_units=scenario.max_units,
    )
    groups = [[place[nis] for nis in g.members] for g in rules.together if g.members[0] in place]
    locked = [
        [place[nis] for nis in lock.members] for lock in rules.locked if lock.members[0] in place
    ]
    free, groups = _without(problem, locked, groups)
    return contracted(free, groups)


def _unit_rules(place: dict[str, int], rules: Rules) -> UnitRules:
    apart: list[set[int]] = [set() for _ in place]
    for a, b in rules.apart:
        if a in place and b in place:
            apart[place[a]].add(place[b])
            apart[place[b]].add(place[a])
    return UnitRules(
        sizes=[1] * len(place),
        apart=[frozenset(others) for others in apart],
        together=[frozenset()] * len(place),
    )


def _barred(costs: RegionCosts, distance_km: NDArray[np.float64], rules: Rules) -> RegionCosts:
    """Return the costs with units barred from anchors that they are too far from.

    Every member is within either distance of the centre, so a region that keeps the rules has
    its centre as an anchor; others may slip through and are left to the limits.
    """
    reach_km = min(rules.max_distance_km, rules.max_centre_distance_km)
    if np.isinf(reach_km):
        return costs
    n_units = len(distance_km)
    anchors = costs.anchors or AnchorCosts(
        forced=np.arange(n_units)[:, None], weight=no_pairs(n_units)
    )
    near = distance_km <= reach_km
    barred: Members = np.logical_not(near[:, anchors.forced].all(axis=2))
    return replace(costs, anchors=replace(anchors, barred=barred))


def _limits(figures: ParentFigures, frame: pd.DataFrame, rules: Rules) -> RegionLimits:
    rows = frame.loc[list(figures.units)]
    n_units = len(rows)
    values = [quanta(rows[b.column].to_numpy(dtype=float), 1.0) for b in rules.bounds]
    return RegionLimits(
        municipalities=np.eye(n_units, dtype=bool),
        values=np.array(values, dtype=np.int64).reshape(-1, n_units),
        least=_bounds([b.least for b in rules.bounds]),
        most=_bounds([b.most for b in rules.bounds]),
        far=figures.distance_km > rules.max_distance_km,
        distance=quanta(figures.distance_km, 1.0),
        reach=int(_bounds([rules.max_centre_distance_km])[0]),
    )


def _bounds(values: Sequence[float]) -> Integers:
    limited = np.clip(np.array(values, dtype=float), -_OPEN * 1e-6, _OPEN * 1e-6)
    return quanta(limited, 1.0)


def _without(
    problem: ParentProblem, locked: Sequence[Sequence[int]], groups: Sequence[Sequence[int]]
) -> tuple[ParentProblem, list[list[int]]]:
    """Return the problem without the locked regions, and the groups among what is left."""
    if not locked:
        return problem, [list(group) for group in groups]
    n_units = len(problem.units)
    given = np.zeros((len(locked), n_units), dtype=bool)
    for row, members in enumerate(locked):
        given[row, members] = True
    kept = np.flatnonzero(~given.any(axis=0))
    place = {unit: i for i, unit in enumerate(kept.tolist())}
    left = replace(
        problem,
        units=tuple(problem.units[u] for u in kept.tolist()),
        adjacency=tuple(_places(problem.adjacency[u], place) for u in kept.tolist()),
        xy=problem.xy[kept],
        costs=_kept_costs(problem.costs, kept, place),
        distance=_kept_costs(problem.distance, kept, place),
        rules=UnitRules(
            sizes=[problem.rules.sizes[u] for u in kept.tolist()],
            apart=[_places(problem.rules.apart[u], place) for u in kept.tolist()],
            together=[_places(problem.rules.together[u], place) for u in kept.tolist()],
        ),
        limits=replace(problem.limits, municipalities=problem.limits.municipalities[kept]),
        locked=tuple(problem.codes(row) for row in given),
        locked_cost=int(_unbarred(problem.costs).of(given).sum()),
        locked_distance_m=int(problem.distance.of(given).sum()),
    )
    return left, [
        [place[unit] for unit in group if unit in place]
        for group in groups
        if any(unit in place for unit in group)
    ]


def _places(units: frozenset[int], place: dict[int, int]) -> frozenset[int]:
    return frozenset(place[unit] for unit in units if unit in place)


def _unbarred(costs: RegionCosts) -> RegionCosts:
    """Return the costs of regions that need not keep the distances: locked ones."""
    if costs.anchors is None:
        return costs
    return replace(costs, anchors=replace(costs.anchors, barred=None))


def _kept_costs(costs: RegionCosts, kept: NDArray[np.intp], place: dict[int, int]) -> RegionCosts:
    """Return the costs over some of the units; borders and ties with the others stay cut."""
    anchors = costs.anchors
    if anchors is not None:
        usable = np.isin(anchors.forced, kept).all(axis=1)
        forced = [[place[int(unit)] for unit in row] for row in anchors.forced[usable]]
        barred: Members | None = None
        if anchors.barred is not None:
            barred = anchors.barred[np.ix_(kept, np.flatnonzero(usable))]
        anchors = AnchorCosts(
            forced=np.array(forced, dtype=np.intp).reshape(-1, anchors.forced.shape[1]),
            weight=anchors.weight[np.ix_(kept, np.flatnonzero(usable))],
            barred=barred,
        )
    return RegionCosts(costs.unit[kept], costs.pair[np.ix_(kept, kept)], anchors)
