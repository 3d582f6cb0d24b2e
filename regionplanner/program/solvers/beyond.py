"""Reference regions past the reach of a diagram: a plan with the gap that is proven."""

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from regionplanner.criteria.costs import Members
from regionplanner.errors import LimitError, SolverError
from regionplanner.program.columns.prove import Cover
from regionplanner.program.posed.problem import MOST_STATES, ParentProblem, narrowed, restricted
from regionplanner.program.solvers.additive import AdditiveSolver
from regionplanner.program.solvers.at_hand import grown_regions, keeping
from regionplanner.program.solvers.balanced import BalancedSolver
from regionplanner.program.solvers.relaxed import RelaxedPrices, relaxed_prices

_MENDING_S = 10.0
"""Without regions within reach there is no plan at all, so this is taken in any case, once."""
_LEAST_S = 0.3
_STEPS = (1, 1.5, 2, 3, 4, 6, 8, 12, 16)
"""Neighbourhoods that are searched one after the other, in largest sizes of a region."""


class BeyondSolver:
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
        self._least_s = _LEAST_S if problem.limits.binding else _MENDING_S

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
        regions = grown_regions(problem, n_regions) if known is None else known
        if regions is None:
            return None
        if known is None:
            now = time.monotonic()
            until = min(max(deadline, now + self._least_s), now + _MENDING_S)
            regions = _mended(problem, regions, until)
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
                part = narrowed(problem, size)
                regions = self._searched(part, n_regions, regions, float("inf"))
        return regions

    def _bound(self, problem: ParentProblem, n_regions: int) -> int:
        """Return what the prices of all numbers of regions prove for one."""
        return max(prices.bound(problem, n_regions) for prices in self._prices)


def _mended(problem: ParentProblem, regions: Members, deadline: float) -> Members:
    """Return the cover with the regions that break a rule planned anew, each with a neighbour."""
    regions = regions.copy()
    for a, b in _neighbouring(problem, regions):
        if time.monotonic() > deadline:
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
    while changed.any() and time.monotonic() < deadline:
        fresh, changed = changed, np.zeros(len(regions), dtype=bool)
        for a, b in _neighbouring(problem, regions):
            if not (fresh[[a, b]].any() or changed[[a, b]].any()):
                continue
            if time.monotonic() > deadline:
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
    # the target stays the whole's; two regions are within reach of a diagram
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
    found = np.zeros_like(pair)
    found[:, units] = cover.regions
    return found
