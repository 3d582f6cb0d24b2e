"""The best covers where costs are additive, or what is at hand when time is short."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import numpy as np

from regionplanner.criteria.combined import scaled, summed
from regionplanner.criteria.costs import IMPOSSIBLE, MOST, Members, RegionCosts
from regionplanner.errors import SolverError
from regionplanner.program.columns.cover import CoverProblem, canonical_cover, cheapest_cover
from regionplanner.program.columns.prove import Cover, Effort
from regionplanner.program.columns.search import Search
from regionplanner.program.instance.candidates import problem_candidates
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.regions.grow import grown_cover

_LEAST_S = 0.5
_MOMENT_S = 0.1
_MOST_COLUMNS = 5_000
logger = logging.getLogger(__name__)
_MOST_FOLDED = 1000
_MOST_LOCAL_COLUMNS = 30_000


def cover_at_hand(
    problem: ParentProblem, columns: Members, n_regions: int, known: Cover, *, deadline: float
) -> Cover:
    """Return the best cover by the regions at hand and grown ones, when there is one.

    Parameters
    ----------
    problem
        The reference region.
    columns
        Regions at hand, shape ``(n_columns, n_units)``.
    n_regions
        Number of regions.
    known
        What is known without; its bound is kept.
    deadline
        `time.monotonic` value at which to stop; a moment is taken in any case.
    """
    if known.status == "infeasible":
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
    limit_s = min(_LEAST_S, max(least_s, deadline - time.monotonic()))
    with suppress(SolverError):
        chosen = cheapest_cover(CoverProblem(columns, n_regions, costs), time_limit_s=limit_s)
        best = columns[list(chosen)] if chosen else grown
    if best is None:
        return known
    return Cover("feasible", known.bound, int(problem.costs.of(best).sum()), best)


def grown_regions(problem: ParentProblem, n_regions: int) -> Members | None:
    """Return a cover of connected regions of the right sizes, which may keep no other rule.

    None where none was grown, or some units are more than one municipality: trees are cut by
    their number of units.

    Parameters
    ----------
    problem
        The reference region.
    n_regions
        Number of regions.
    """
    if set(problem.rules.sizes) > {1}:
        return None
    return grown_cover(
        problem.adjacency,
        problem.xy,
        n_regions,
        min_units=problem.min_units,
        max_units=problem.max_units,
    )


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
    narrowed
        Called with the number of regions and the gap of its cover, while there is one.
    deadline
        `time.monotonic` value by which local diagrams must be there.
    """

    def __init__(
        self,
        problem: ParentProblem,
        narrowed: Callable[[int, float], None] | None = None,
        deadline: float = float("inf"),
    ) -> None:
        self._problem = problem
        factor = _fold_factor(problem.costs, problem.distance)
        self._weights = (factor or 1, 0, int(factor > 0))
        costs = _folded(problem.costs, problem.distance, factor) if factor else problem.costs
        candidates = problem_candidates(problem, costs, deadline=deadline)
        self._search = Search(candidates, _effort(problem, narrowed))

    def best_cover(self, n_regions: int, *, deadline: float) -> Cover:
        """Return the cover that every run chooses, with what is proven by the deadline."""
        cover = self._search.best_cover(n_regions, deadline=deadline)
        if cover.regions is None:
            columns = self._search.master.members
            at_hand = cover_at_hand(self._problem, columns, n_regions, cover, deadline=deadline)
            return self._unfolded(replace(at_hand, evidence=cover.evidence))
        return self._unfolded(self._settled(cover))

    def least(self, n_regions: int) -> Cover:
        """Return what is known of a number of regions without looking for a cover."""
        return self._unfolded(Cover("unknown", self._search.least(n_regions)))

    def _settled(self, cover: Cover) -> Cover:
        """Return the cover that is chosen among equally good ones."""
        if cover.regions is None or cover.columns is None or cover.reduced is None:
            return cover
        distance = self._problem.distance
        try:
            regions = canonical_cover(cover.regions, cover.columns, cover.reduced, distance)
        except SolverError as error:  # the cover is proven all the same
            logger.warning(
                "%s: equally good plans were not compared: %s", self._problem.code, error
            )
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


def _effort(problem: ParentProblem, narrowed: Callable[[int, float], None] | None) -> Effort:
    """Return how far to look: in local diagrams, while the regions at hand can be chosen from."""
    if not problem.local:
        return Effort(problem.gap, narrowed=narrowed)
    return Effort(problem.gap, _MOST_LOCAL_COLUMNS, dives=True, narrowed=narrowed)


def _folded(costs: RegionCosts, distance: RegionCosts, factor: int) -> RegionCosts:
    """Return costs times a factor plus the distance, which is too small to change the first."""
    return summed(scaled(costs, factor), distance)


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
    coarse (ties) equally good plans are legion, so the secondary objective goes into the search
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
