"""The best covers where costs are additive, or what is known when time is short."""

import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

import networkx as nx
import numpy as np

from regionplanner.criteria.combined import scaled, summed
from regionplanner.criteria.costs import IMPOSSIBLE, MOST, Members, RegionCosts, member_rows
from regionplanner.errors import Message, SolverError
from regionplanner.program.columns.cover import CoverProblem, canonical_cover, cheapest_cover
from regionplanner.program.columns.prove import Cover, GapUpdate, SearchLimits
from regionplanner.program.columns.search import Search
from regionplanner.program.instance.candidates import problem_candidates
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.stopping import is_stopped, moment_s

# (regions closed below, size of the open region) -> for each child, its own state and whether
# the tree is cut above it
_State = tuple[int, int]
_Choices = tuple[tuple[int, _State, bool], ...]
_Table = dict[_State, _Choices]
_TREES = 20
_LEAST_S = 0.5
_MOMENT_S = 0.1
_MOST_COLUMNS = 5_000
logger = logging.getLogger(__name__)
_MOST_FOLDED = 1000
_MOST_LOCAL_COLUMNS = 30_000


def grown_regions(problem: ParentProblem, n_regions: int) -> Members | None:
    """Return a cover of connected regions of the right sizes, which may keep no other rule.

    Draws spanning trees with short edges, always the same ones, and cuts them, by dynamic
    programming over the tree, into the wanted number of parts. None where none was grown, or some
    units are more than one municipality: trees are cut by their number of units.

    Parameters
    ----------
    problem
        The reference region.
    n_regions
        Number of regions.

    Returns
    -------
    numpy.ndarray or None
        Shape ``(n_regions, n_units)``.

    References
    ----------
    DeFord, Duchin & Solomon 2021 (plans as cut spanning trees).
    """
    if set(problem.rules.sizes) > {1}:
        return None
    rng = np.random.default_rng(0)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(problem.units)))
    for _ in range(_TREES):
        for a, neighbours in enumerate(problem.adjacency):
            for b in sorted(neighbours):
                length = float(np.hypot(*(problem.xy[a] - problem.xy[b])))
                graph.add_edge(a, b, length=length * rng.uniform(0.5, 1.5))
        if not nx.is_connected(graph):
            return None
        tree = nx.minimum_spanning_tree(graph, weight="length")
        cover = _cut(problem, tree, n_regions)
        if cover is not None:
            return cover
    return None


def _cut(problem: ParentProblem, tree: "nx.Graph[int]", n_regions: int) -> Members | None:
    """Return the parts of a tree cut into `n_regions` parts of the right sizes, if it can be."""
    children = dict(nx.bfs_successors(tree, 0))
    tables: dict[int, _Table] = {}
    for unit in nx.dfs_postorder_nodes(tree, 0):
        table: _Table = {(0, 1): ()}
        for child in children.get(unit, ()):
            table = _joined(problem, table, tables[child], child, n_regions)
        tables[unit] = table
    for size in range(problem.min_units, problem.max_units + 1):
        if (n_regions - 1, size) in tables[0]:
            return _parts(tables, (n_regions - 1, size), len(tree))
    return None


def _joined(
    problem: ParentProblem, table: _Table, below: _Table, child: int, n_regions: int
) -> _Table:
    """Return the states of a unit after one more child: cut off, or in the same region."""
    result: _Table = {}
    least, most = problem.min_units, problem.max_units
    for (closed, size), choices in table.items():
        for state in below:
            child_closed, child_size = state
            total = closed + child_closed
            if size + child_size <= most and total < n_regions:
                result.setdefault((total, size + child_size), (*choices, (child, state, False)))
            if least <= child_size and total + 1 < n_regions:
                result.setdefault((total + 1, size), (*choices, (child, state, True)))
    return result


def _parts(tables: Mapping[int, _Table], root_state: _State, n_units: int) -> Members:
    """Return the regions that a state of the root stands for."""
    regions: list[list[int]] = [[]]
    stack: list[tuple[int, _State, int]] = [(0, root_state, 0)]
    while stack:
        unit, state, region = stack.pop()
        regions[region].append(unit)
        for child, child_state, is_cut in tables[unit][state]:
            if is_cut:
                regions.append([])
            stack.append((child, child_state, len(regions) - 1 if is_cut else region))
    return member_rows(regions, n_units)


def restricted_master_cover(
    problem: ParentProblem, columns: Members, n_regions: int, known: Cover, *, deadline: float
) -> Cover:
    """Return the best cover by the known regions and grown ones, when there is one.

    Parameters
    ----------
    problem
        The reference region.
    columns
        Known regions, shape ``(n_columns, n_units)``.
    n_regions
        Number of regions.
    known
        What is known without; its bound and evidence are kept.
    deadline
        `time.monotonic` value at which to stop; a moment is taken in any case.
    """
    if known.status == "infeasible" or moment_s(_LEAST_S) <= 0:
        return known
    grown = grown_regions(problem, n_regions)
    if grown is not None and not keeping(problem, grown).all():
        grown = None
    if grown is not None:
        columns = np.unique(np.concatenate([columns, grown]), axis=0)
    costs = problem.costs.of(columns)
    by_cost = np.argsort(costs, kind="stable")[:_MOST_COLUMNS]
    usable = np.sort(by_cost[costs[by_cost] < IMPOSSIBLE // 2])
    columns, costs = columns[usable], costs[usable]
    best = grown
    least_s = _LEAST_S if grown is None else _MOMENT_S
    until = time.monotonic() + min(_LEAST_S, moment_s(least_s, deadline))
    with suppress(SolverError):
        chosen = cheapest_cover(CoverProblem(columns, n_regions, costs), deadline=until)
        best = columns[list(chosen)] if chosen else grown
    if best is None:
        return known
    objective = int(problem.costs.of(best).sum())
    return replace(known, status="feasible", objective=objective, regions=best)


def keeping(problem: ParentProblem, regions: Members) -> Members:
    """Return which of some connected regions of the right sizes keep all other rules.

    Parameters
    ----------
    problem
        The reference region.
    regions
        Shape ``(n_regions, n_units)``.
    """
    kept = (problem.costs.of(regions) < IMPOSSIBLE // 2) & problem.limits.allow(regions)
    for unit, (apart, together) in enumerate(
        zip(problem.rules.apart, problem.rules.together, strict=True)
    ):
        here = regions[:, unit]
        kept &= ~(here & regions[:, sorted(apart)].any(axis=1))
        kept &= ~here | regions[:, sorted(together)].all(axis=1)
    return np.asarray(kept)


class AdditiveSolver:
    """Finds the best cover of a parent for one number of regions after another.

    Parameters
    ----------
    problem
        The reference region; its costs have no deviation.
    on_incumbent
        Called while an incumbent is known; None disables the callback.
    deadline
        `time.monotonic` value by which local diagrams must be there.
    """

    def __init__(
        self,
        problem: ParentProblem,
        on_incumbent: GapUpdate | None = None,
        deadline: float = float("inf"),
    ) -> None:
        self._problem = problem
        factor = _fold_factor(problem.costs, problem.distance)
        self._weights = (factor or 1, 0, int(factor > 0))
        costs = problem.costs
        if factor:  # the distance is too small to change the order of costs
            costs = summed(scaled(costs, factor), problem.distance)
        self.candidates = problem_candidates(problem, costs, deadline=deadline)
        self._search = Search(self.candidates, _search_limits(problem, on_incumbent))

    def best_cover(self, n_regions: int, *, deadline: float) -> Cover:
        """Return the cover that every run chooses, with what is proven by the deadline."""
        cover = self._search.best_cover(n_regions, deadline=deadline)
        if cover.regions is None:
            columns = self._search.master.members
            cover = restricted_master_cover(
                self._problem, columns, n_regions, cover, deadline=deadline
            )
            return self._unfolded(cover)
        return self._unfolded(self._settled(cover))

    def least(self, n_regions: int) -> Cover:
        """Return what is known of a number of regions without looking for a cover."""
        return self._unfolded(Cover("unknown", self._search.least(n_regions)))

    def _settled(self, cover: Cover) -> Cover:
        """Return the cover with ties broken."""
        if cover.regions is None or cover.columns is None or cover.reduced is None:
            return cover
        distance = self._problem.distance
        try:
            regions = canonical_cover(cover.regions, cover.columns, cover.reduced, distance)
        except SolverError as error:  # the cover is proven all the same
            if is_stopped():  # another run would choose among equals
                return replace(cover, status="feasible")
            said = "{parent}: equally good plans were not compared: {error}"
            logger.warning(Message(said, parent=self._problem.code, error=error))
            return cover
        return replace(cover, regions=regions)

    def _unfolded(self, cover: Cover) -> Cover:
        """Return the cover without the secondary objective in its objective and bound."""
        if cover.status == "infeasible":
            return cover
        factor, _, counts_distance = self._weights
        secondary = self._problem.distance.ceiling() if counts_distance else 0
        bound = _rounded_up(self._problem.costs, -((secondary - cover.bound) // factor))
        shown = cover.evidence and replace(cover.evidence, weights=self._weights)
        cover = replace(cover, evidence=shown)
        if cover.regions is None:
            return replace(cover, bound=bound)
        objective = int(self._problem.costs.of(cover.regions).sum())
        proven = cover.status == "optimal"
        return replace(
            cover, objective=objective, bound=objective if proven else min(bound, objective)
        )


def _search_limits(problem: ParentProblem, on_incumbent: GapUpdate | None) -> SearchLimits:
    """Return how far to search: in local diagrams, while the columns can be chosen from."""
    if not problem.local:
        return SearchLimits(problem.gap, on_incumbent=on_incumbent)
    return SearchLimits(problem.gap, _MOST_LOCAL_COLUMNS, dives=True, on_incumbent=on_incumbent)


def _rounded_up(costs: RegionCosts, bound: int) -> int:
    """Return the least possible cost from a bound on: plans differ by multiples of the divisor."""
    divisor = _divisor(costs)
    return bound + (int(costs.unit.sum()) - bound) % divisor if divisor else bound


def _divisor(costs: RegionCosts) -> int:
    """Return the number of quanta by multiples of which plans differ; 0: of any number."""
    if costs.weighs_centres:
        return 0
    return int(np.gcd.reduce(np.abs(costs.pair), axis=None))


def _fold_factor(costs: RegionCosts, distance: RegionCosts) -> int:
    """Return the factor with which the distance is folded into the costs; 0: it is not.

    Values of a plan are multiples of the pair costs' greatest common divisor. Where that is
    coarse the best plans are legion, so the secondary objective goes into the search
    itself; elsewhere it decides among the few plans that are left.
    """
    if costs.weighs_centres:
        return 0
    divisor = _divisor(costs)
    factor = distance.ceiling() // max(divisor, 1) + 1
    if not distance.anchors or (divisor and factor > _MOST_FOLDED):
        return 0
    if factor * costs.ceiling() + distance.ceiling() > MOST:
        return 0
    return factor
