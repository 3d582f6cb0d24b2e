"""Balance: covers whose regions are near a target, proven by a ladder of weights.

A large weight on the deviation makes the linear bound weak and the candidates within it many. So
the deviation first counts little beside the other costs, then more. A cover that is the best at a
small weight, and deviates by no more than any cover must, is the best at every larger weight.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from regionplanner.criteria.combined import scaled
from regionplanner.criteria.costs import MOST, Deviation, Members, RegionCosts, without_values
from regionplanner.errors import SolverError
from regionplanner.program.columns.cover import canonical_cover
from regionplanner.program.columns.generate import DualBound
from regionplanner.program.columns.prove import (
    Cover,
    Evidence,
    SearchLimits,
    evidence,
    proven_cover,
)
from regionplanner.program.columns.search import Search
from regionplanner.program.instance.candidates import problem_diagram
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.program.solvers.additive import restricted_master_cover
from regionplanner.regions.candidates import Candidates, diagram_candidates
from regionplanner.regions.diagram import RegionDiagram
from regionplanner.regions.limits import RegionLimits
from regionplanner.stopping import check_time, is_stopped

_FIRST_RATIO = 2
"""Being one target off first counts as much as this many regions cost otherwise."""
_STEP = 3
_N_PURE_RUNGS = 2
_PURE_SCALE = 1000
_PURE_STEPS = 10
"""The deviation counts at least so much on a rung, for the ratio to be near what is wanted."""
_CLOSE_SHARE = 2000
"""Where only balance counts, a gap of this part of a target is not worth closing."""
_MAX_PURE_COLUMNS = 20_000
"""Covers that are equally even are legion: more than this are not enumerated."""


_MOST = 8 * MOST
"""What the largest plan costs on any rung at the most, in quanta."""

_ALONE = (0, 1, 0)


@dataclass(frozen=True, slots=True)
class _Rung:
    """The other costs times `rest`, plus the deviation times `deviation`."""

    rest: int
    deviation: int


class BalancedSolver:
    """Finds the best cover of a parent for one number of regions after another.

    Parameters
    ----------
    problem
        The reference region; its costs have a deviation.
    """

    def __init__(self, problem: ParentProblem) -> None:
        self._problem = problem
        self._balanced: _Balanced | None = None
        self._rest: Search | None = None

    def best_cover(self, n_regions: int, *, deadline: float) -> Cover:
        """Return the best cover by regions near their target, as far as it can be proven."""
        problem = self._problem.for_regions(n_regions)
        if self._balanced is None or self._rest is None or problem.own_target:
            self._balanced = _balanced(problem)
            balanced = self._balanced
            self._rest = Search(
                diagram_candidates(balanced.diagram, balanced.rest, balanced.limits)
            )
        try:
            cover = _climb(self._balanced, self._rest, n_regions, deadline)
        except SolverError:  # equals could not be compared
            check_time()
            raise
        if cover.regions is None:
            columns = self._rest.master.members
            return restricted_master_cover(problem, columns, n_regions, cover, deadline=deadline)
        return cover


@dataclass(frozen=True, slots=True)
class _Balanced:
    """One parent whose regions have a target.

    `rest` is the other costs, without the deviation; when `pure`, nothing but the deviation counts
    and `rest` only decides between equals. The diagram distinguishes regions by the side of
    the target.
    """

    diagram: RegionDiagram
    rest: RegionCosts
    deviation: Deviation
    pure: bool
    distance: RegionCosts
    limits: RegionLimits

    def weights(self, rung: _Rung) -> tuple[int, int, int]:
        """Return what additive costs, deviation and secondary distance count on a rung."""
        return (0, rung.deviation, rung.rest) if self.pure else (rung.rest, rung.deviation, 0)

    def value(self, regions: Members) -> int:
        """Return what a cover costs."""
        rest = 0 if self.pure else int(self.rest.of(regions).sum())
        return rest + int(self.deviation.of(regions).sum())


def _balanced(problem: ParentProblem) -> _Balanced:
    costs = problem.costs
    if costs.deviation is None:
        raise ValueError("no target to deviate from")
    weighs = bool(costs.unit.any() or costs.pair.any() or costs.weighs_centres)
    return _Balanced(
        diagram=problem_diagram(problem),
        rest=replace(costs, deviation=None) if weighs else problem.distance,
        deviation=costs.deviation,
        pure=not weighs,
        distance=problem.distance,
        limits=problem.limits,
    )


def _climb(problem: _Balanced, rest: Search, n_regions: int, deadline: float) -> Cover:
    """Return the best cover that is found on the ladder of weights, with the best bound.

    Its objective and bound are of the whole cost, deviation included.
    """
    first = rest.dual_bound(n_regions, deadline=deadline)
    if first is None:
        return Cover("infeasible", 0)
    shown = None if problem.pure else evidence(first, weights=(1, 0, 0))
    least = problem.deviation.least(n_regions) + (0 if problem.pure else first.bound)
    known = Cover("unknown", least, evidence=shown)
    alone: _Alone | None = None
    columns = rest.master.members
    for rung in _rungs(problem, max(1, first.bound // n_regions)):
        if is_stopped():
            break
        costs = _costs(problem, rung)
        candidates = diagram_candidates(problem.diagram, costs, problem.limits)
        search = Search(candidates, SearchLimits(dives=problem.pure))
        search.add(columns)
        cover = search.best_cover(n_regions, deadline=deadline)
        columns = search.master.members
        if cover.status == "infeasible":
            return cover
        known = _better(problem, known, _whole(problem, cover, rung, n_regions))
        if _close(problem, known):
            return known
        if problem.pure and alone is None:
            alone = _alone(problem, columns, n_regions, deadline)
            known = _better(problem, known, _shown_alone(alone)) if alone else known
        if _close(problem, known):
            return known
    return _proven_alone(problem, known, alone, deadline) if alone else known


def _close(problem: _Balanced, known: Cover) -> bool:
    """Return whether no more needs to be done: proven, or as good as even."""
    if known.status == "optimal" or known.objective is None:
        return known.status == "optimal"
    gap = known.objective - known.bound
    return problem.pure and gap * _CLOSE_SHARE <= problem.deviation.target


def _rungs(problem: _Balanced, per_region: int) -> Iterator[_Rung]:
    """Yield weights, the deviation counting more and more."""
    target = problem.deviation.target
    if problem.pure:
        fine = _PURE_STEPS * target // (_FIRST_RATIO * per_region)
        scale = max(_PURE_SCALE, min(fine, _MOST // (1 + problem.rest.ceiling())))
        weight = max(1, scale * _FIRST_RATIO * per_region // target)
        weight = max(1, min(weight, _MOST // (_STEP * problem.deviation.ceiling())))
        for _ in range(_N_PURE_RUNGS):
            yield _Rung(scale, weight)
            weight *= _STEP
        return
    factor = min(-(-target // (_FIRST_RATIO * per_region)), _MOST // (1 + problem.rest.ceiling()))
    while factor > _STEP // 2:
        yield _Rung(factor, 1)
        factor //= _STEP
    yield _Rung(1, 1)


def _costs(problem: _Balanced, rung: _Rung) -> RegionCosts:
    rest, off = problem.rest, problem.deviation
    weighed = Deviation(off.values * rung.deviation, off.target * rung.deviation, off.factor)
    return replace(scaled(rest, rung.rest), deviation=weighed)


def _whole(problem: _Balanced, cover: Cover, rung: _Rung, n_regions: int) -> Cover:
    """Return what the best cover of a rung says about the whole cost."""
    bound = least = problem.deviation.least(n_regions)
    if not problem.pure:  # one part of the rung's cost, and the deviation that is left
        bound = -(-(cover.bound + (rung.rest - 1) * least) // rung.rest)
    shown = _weighted(cover.evidence, problem.weights(rung))
    if cover.regions is None:
        return Cover("unknown", bound, evidence=shown)
    regions = cover.regions
    if cover.status == "optimal" and cover.columns is not None and cover.reduced is not None:
        regions = canonical_cover(regions, cover.columns, cover.reduced, problem.distance)
        off = int(problem.deviation.of(regions).sum())
        if off == least or rung == _Rung(1, 1):
            value = problem.value(regions)
            return Cover("optimal", value, value, regions, evidence=shown)
    return Cover("feasible", bound, problem.value(regions), regions, evidence=shown)


def _weighted(shown: Evidence | None, weights: tuple[int, int, int]) -> Evidence | None:
    return shown and replace(shown, weights=weights)


def _better(problem: _Balanced, known: Cover, cover: Cover) -> Cover:
    """Return the better of two covers with the better of two bounds."""
    if cover.status == "optimal" or known.regions is None:
        best = cover
    elif cover.regions is None:
        best = known
    else:
        best = min(known, cover, key=lambda c: problem.value(c.regions))  # type: ignore[arg-type]
    bound = max(known.bound, cover.bound)
    shown = cover.evidence if cover.bound > known.bound else known.evidence
    if best.objective is not None and bound >= best.objective:
        value = best.objective
        return Cover("optimal", value, value, best.regions, evidence=shown)
    return replace(best, bound=bound, evidence=shown)


_Alone = tuple[Candidates, DualBound]
"""Candidate regions of which only the deviation counts, and what their prices prove."""


def _alone(problem: _Balanced, columns: Members, n_regions: int, deadline: float) -> _Alone | None:
    costs = replace(without_values(problem.rest), deviation=problem.deviation)
    search = Search(diagram_candidates(problem.diagram, costs, problem.limits))
    search.add(columns)
    dual = search.dual_bound(n_regions, deadline=deadline)
    return None if dual is None else (search.candidates, dual)


def _shown_alone(alone: _Alone) -> Cover:
    """Return what the prices alone prove."""
    _, dual = alone
    return Cover("unknown", dual.bound, evidence=evidence(dual, weights=_ALONE))


def _proven_alone(problem: _Balanced, known: Cover, alone: _Alone, deadline: float) -> Cover:
    """Return the cover with what a search among the most even regions proves."""
    limits = SearchLimits(max_columns=_MAX_PURE_COLUMNS)
    cover = proven_cover(*alone, deadline=deadline, limits=limits)
    cover = replace(cover, evidence=_weighted(cover.evidence, _ALONE))
    if cover.regions is None or cover.columns is None or cover.reduced is None:
        return _better(problem, known, cover)
    regions = canonical_cover(cover.regions, cover.columns, cover.reduced, problem.distance)
    return replace(cover, regions=regions)
