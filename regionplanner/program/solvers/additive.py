"""The best covers where costs are additive: one search, and one plan of equally good ones."""

import logging
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from regionplanner.criteria.combined import scaled, summed
from regionplanner.criteria.costs import MOST, RegionCosts
from regionplanner.errors import SolverError
from regionplanner.program.columns.canonical import canonical_cover
from regionplanner.program.columns.prove import Cover, Effort
from regionplanner.program.columns.search import Search
from regionplanner.program.posed.candidates import problem_candidates
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.program.solvers.at_hand import cover_at_hand

logger = logging.getLogger(__name__)

_MOST_FOLDED = 1000
_MOST_LOCAL_COLUMNS = 30_000


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
