"""Reference regions too large for one diagram: a plan with the gap that is proven."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.combined import allowed_units, joined
from regionplanner.criteria.costs import IMPOSSIBLE, AnchorCosts, Integers, Members, RegionCosts
from regionplanner.errors import LimitError, SolverError
from regionplanner.program.columns.generate import Master
from regionplanner.program.columns.prove import Cover
from regionplanner.program.instance.problem import (
    MOST_STATES,
    ParentProblem,
    restricted,
    within_neighbourhood,
)
from regionplanner.program.solvers.additive import AdditiveSolver, grown_regions, keeping
from regionplanner.program.solvers.balanced import BalancedSolver
from regionplanner.proof import relative_gap
from regionplanner.stopping import is_stopped, left_s

_FEASIBLE_S = 10.0
"""Without regions within reach there is no plan at all, so this is taken in any case, once."""

_LEAST_S = 0.3

_STEPS = (1, 1.5, 2, 3, 4, 6, 8, 12, 16)
"""Neighbourhoods that are searched one after the other, in largest sizes of a region."""


@dataclass(frozen=True, slots=True)
class RelaxedPrices:
    """Prices of units when regions need not be contiguous, for any number of regions.

    Attributes
    ----------
    units
        What all units are worth together [quanta].
    region
        Least reduced cost of any set of the right size [quanta].
    """

    units: int
    region: int

    def bound(self, problem: ParentProblem, n_regions: int) -> int:
        """Return the lower bound that they prove on any cover by so many regions, in quanta.

        What a region cuts counts for nothing here; the deviation from a target for what all
        regions together must deviate.
        """
        off = problem.costs.deviation
        deviation = 0 if off is None else off.least(n_regions)
        return self.units + n_regions * self.region + deviation


def relaxed_prices(problem: ParentProblem, n_regions: int, *, deadline: float) -> RelaxedPrices:
    """Return the prices that prove most for a number of regions.

    Parameters
    ----------
    problem
        The reference region, with the costs of that number of regions.
    n_regions
        Number of regions.
    deadline
        `time.monotonic` value at which the best so far are returned.
    """
    costs = _additive(problem.costs)
    n_units = costs.n_units
    master = Master(n_units, penalty=costs.ceiling() + 1)
    master.set_regions(n_regions)
    prices = np.zeros(n_units, dtype=np.int64)
    relaxed: list[RelaxedPrices] = []

    def proven(relaxation: RelaxedPrices) -> int:
        return relaxation.units + n_regions * relaxation.region

    while not relaxed or left_s(deadline) > 0:
        region_price, members = _cheapest(problem, costs, prices)
        relaxed.append(RelaxedPrices(int(prices.sum()), region_price))
        if left_s(deadline) <= 0 or not master.add(members, costs.of(members)):
            break
        solution = master.solve()
        if solution.objective - max(map(proven, relaxed)) < master.closeness:
            break
        prices = solution.prices
    return max(relaxed, key=proven)


def _additive(costs: RegionCosts) -> RegionCosts:
    """Return costs below the true ones that are additive: pairs count half at either unit.

    Anchors that cost nothing are no choice here: they only bar the units that none of them allows.
    """
    unit = costs.unit + np.minimum(costs.pair, 0).sum(axis=1) // 2
    anchors = joined([t for t in costs.anchors if t.weighs] or costs.anchors[:1], len(unit))
    forbidden = ~allowed_units(anchors)
    for table in costs.anchors:
        allowed = allowed_units(table).astype(np.int32)
        together = allowed @ allowed.T > 0
        for forced in anchors.forced.T:
            forbidden |= ~together[:, forced]
    return RegionCosts(unit, np.zeros_like(costs.pair), (replace(anchors, forbidden=forbidden),))


def _cheapest(problem: ParentProblem, costs: RegionCosts, prices: Integers) -> tuple[int, Members]:
    """Return the least reduced cost of any set of the right size, and the best under each anchor.

    An atom counts for one unit here, so that no set of the right size is left out.
    """
    (anchors,) = costs.anchors
    least = -(-problem.min_units // max(problem.rules.sizes))
    values = costs.unit[:, None] + anchors.weight - prices[:, None]
    values[~allowed_units(anchors)] = IMPOSSIBLE
    rank = _ranks(values, anchors)
    n_forced = anchors.forced.shape[1]
    members = (rank < max(least, n_forced)) | ((rank < problem.max_units) & (values < 0))
    totals = np.where(members, values, 0).sum(axis=0)
    possible = totals < IMPOSSIBLE // 2
    return int(totals[possible].min(initial=IMPOSSIBLE)), np.unique(members.T[possible], axis=0)


def _ranks(values: Integers, anchors: AnchorCosts) -> NDArray[np.int64]:
    """Return the place of each unit in the order of its value under each anchor.

    Forced units come first.
    """
    order = np.lexsort((values, ~anchors.forces), axis=0)
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(len(values))[:, None], axis=0)
    return rank


class HeuristicSolver:
    """Finds a good cover: grown, then improved by planning two neighbouring regions anew.

    Parameters
    ----------
    problem
        The reference region.
    start
        The same within a neighbourhood whose diagrams fit, though of hardly a choice: without a
        deadline its best cover is where improvement begins. None where even these are too large.

    References
    ----------
    Shaw 1998 (large neighbourhood search); the parts are planned exactly.
    """

    def __init__(self, problem: ParentProblem, start: ParentProblem | None = None) -> None:
        self._problem = problem
        self._start = None if start is None else AdditiveSolver(start)
        self._n_searched = 0 if start is None else start.n_nearest
        self._prices: list[RelaxedPrices] = []
        self._least_s = _LEAST_S if problem.limits.binding else _FEASIBLE_S

    def best_cover(self, n_regions: int, *, deadline: float) -> Cover:
        """Return the best cover found, with the bound that holds without contiguity."""
        problem = self._problem.for_regions(n_regions)
        self._prices.append(relaxed_prices(problem, n_regions, deadline=deadline))
        bound = self._bound(problem, n_regions)
        regions = self._widened(problem, n_regions) if deadline == float("inf") else None
        if regions is None:
            regions = self._searched(problem, n_regions, None, deadline)
        if regions is None:
            return Cover("unknown", bound)
        objective = int(problem.costs.of(regions).sum())
        if objective <= bound:
            return Cover("optimal", objective, objective, regions)
        return Cover("feasible", bound, objective, regions)

    def least(self, n_regions: int) -> Cover:
        """Return what is known of a number of regions without looking for a cover."""
        problem = self._problem.for_regions(n_regions)
        if not self._prices:
            self._prices.append(relaxed_prices(problem, n_regions, deadline=time.monotonic()))
        return Cover("unknown", self._bound(problem, n_regions))

    def _searched(
        self, problem: ParentProblem, n_regions: int, known: Members | None, deadline: float
    ) -> Members | None:
        """Return a cover, improved from one that is known or else grown; None without any."""
        if is_stopped():
            return known
        regions = grown_regions(problem, n_regions) if known is None else known
        if regions is None:
            return None
        if known is None:
            now = time.monotonic()
            until = min(max(deadline, now + self._least_s), now + _FEASIBLE_S)
            regions = _made_feasible(problem, regions, until)
            self._least_s = _LEAST_S
        regions = improved(problem, regions, deadline)
        return regions if keeping(problem, regions).all() else None

    def _widened(self, problem: ParentProblem, n_regions: int) -> Members | None:
        """Return a cover searched in ever larger neighbourhoods up to its own; None without any.

        They are the same for every one, from the first with a cover on, and each search begins
        with what the one before found, so that a larger neighbourhood is no worse.
        """
        if problem.nearness is None:
            return None
        regions, first = None, problem.max_units
        if self._start is not None:
            regions = self._start.best_cover(n_regions, deadline=float("inf")).regions
            first = max(first, self._n_searched + 1)
        steps = {int(step * problem.max_units) for step in _STEPS}
        for size in range(first, problem.n_nearest + 1):
            if regions is None or size in steps:
                part = within_neighbourhood(problem, size)
                regions = self._searched(part, n_regions, regions, float("inf"))
        return regions

    def _bound(self, problem: ParentProblem, n_regions: int) -> int:
        """Return what the prices of all numbers of regions prove for one."""
        return max(prices.bound(problem, n_regions) for prices in self._prices)


def _made_feasible(problem: ParentProblem, regions: Members, deadline: float) -> Members:
    """Return the cover with the regions that break a rule planned anew, each with a neighbour."""
    regions = regions.copy()
    for a, b in _neighbouring(problem, regions):
        if left_s(deadline) <= 0:
            break
        if not keeping(problem, regions[[a, b]]).all():
            better = _planned_anew(problem, regions[[a, b]], deadline)
            if better is not None:
                regions[[a, b]] = better
    return regions


def improved(problem: ParentProblem, regions: Members, deadline: float) -> Members:
    """Return a cover after planning pairs of neighbours anew until none gets better.

    Parameters
    ----------
    problem
        The reference region.
    regions
        A cover, shape ``(n_regions, n_units)``.
    deadline
        `time.monotonic` value at which to stop.
    """
    regions = regions.copy()
    changed = np.ones(len(regions), dtype=bool)  # since its pairs were last planned
    while changed.any() and left_s(deadline) > 0:
        fresh, changed = changed, np.zeros(len(regions), dtype=bool)
        for a, b in _neighbouring(problem, regions):
            if not (fresh[[a, b]].any() or changed[[a, b]].any()):
                continue
            if left_s(deadline) <= 0:
                break
            better = _planned_anew(problem, regions[[a, b]], deadline)
            if better is not None:
                regions[[a, b]] = better
                changed[[a, b]] = True
    return regions


def _neighbouring(problem: ParentProblem, regions: Members) -> Iterator[tuple[int, int]]:
    """Yield the pairs of regions that were neighbours when this began."""
    of_unit = regions.argmax(axis=0)
    pairs = {
        (int(min(of_unit[u], of_unit[v])), int(max(of_unit[u], of_unit[v])))
        for u, neighbours in enumerate(problem.adjacency)
        for v in neighbours
        if of_unit[u] != of_unit[v]
    }
    yield from sorted(pairs)


def _planned_anew(problem: ParentProblem, pair: Members, deadline: float) -> Members | None:
    """Return the best two regions of the same units, or None when they are what is there."""
    units = np.flatnonzero(pair.any(axis=0))
    # the target stays the whole's; two regions are not too large for one diagram
    part = replace(
        restricted(problem, units), own_target=False, local=False, max_states=MOST_STATES
    )
    try:
        solver = AdditiveSolver(part) if part.costs.deviation is None else BalancedSolver(part)
        cover = solver.best_cover(len(pair), deadline=deadline)
    except (LimitError, SolverError):
        return None
    if cover.regions is None or cover.objective is None:
        return None
    worse = cover.objective >= int(problem.costs.of(pair).sum())
    if worse and keeping(problem, pair).all():
        return None
    pair_anew = np.zeros_like(pair)
    pair_anew[:, units] = cover.regions
    return pair_anew


class LocalSolver:
    """Finds the best cover by regions within a neighbourhood of their centre.

    Parameters
    ----------
    problem
        The reference region; its costs have no deviation.
    exact
        Searches its local diagrams.
    """

    def __init__(self, problem: ParentProblem, exact: AdditiveSolver) -> None:
        self._problem = problem
        self._exact = exact
        self._heuristic = HeuristicSolver(problem)

    def best_cover(self, n_regions: int, *, deadline: float) -> Cover:
        """Return the best cover found, with what is proven by the deadline.

        Where the search ends with a gap, two neighbouring regions at a time are planned anew.
        """
        cover = self._exact.best_cover(n_regions, deadline=deadline)
        if cover.status in ("optimal", "infeasible"):
            return cover
        if cover.regions is None or cover.objective is None:
            rough = self._heuristic.best_cover(n_regions, deadline=deadline)
            bound = max(rough.bound, cover.bound)
            return replace(rough, bound=bound, evidence=cover.evidence, limit=cover.limit)
        if relative_gap(cover.objective, cover.bound) <= self._problem.gap:
            return cover
        regions = improved(self._problem, cover.regions, deadline)
        objective = int(self._problem.costs.of(regions).sum())
        return replace(cover, objective=objective, regions=regions)

    def least(self, n_regions: int) -> Cover:
        """Return what is known of a number of regions without looking for a cover."""
        return self._exact.least(n_regions)
