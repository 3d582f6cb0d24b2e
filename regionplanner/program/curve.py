"""The best plan of one reference region for every number of regions."""

import time

from regionplanner.program.additive import AdditiveSolver
from regionplanner.program.answer import Answer, ParentCurve
from regionplanner.program.balanced import BalancedSolver
from regionplanner.program.candidates import n_candidates
from regionplanner.program.problem import ParentProblem
from regionplanner.program.prove import Cover

_LEAST_S = 0.5


def parent_curve(problem: ParentProblem, *, deadline: float = float("inf")) -> ParentCurve:
    """Return the best plan of one reference region for every number of regions.

    Parameters
    ----------
    problem
        The reference region.
    deadline
        `time.monotonic` value after which answers may lack their proof; half a second is taken
        in any case, so that small reference regions never stand in the way of a plan.
    """
    if not problem.units:
        return ParentCurve(problem.code, 0, (_only_locked(problem.for_regions(0)),))
    deadline = max(deadline, time.monotonic() + _LEAST_S)
    solver = AdditiveSolver(problem) if problem.costs.deviation is None else BalancedSolver(problem)
    answers = []
    for n_regions in problem.possible_regions:
        posed = problem.for_regions(n_regions)
        cover = solver.best_cover(n_regions, deadline=deadline)
        answers.append(_answer(posed, cover, n_regions + len(problem.locked)))
    return ParentCurve(problem.code, n_candidates(problem), tuple(answers))


def _only_locked(problem: ParentProblem) -> Answer:
    """Return the one answer of a reference region in which every region is locked."""
    return Answer(
        len(problem.locked),
        "optimal",
        objective=problem.locked_cost,
        bound=problem.locked_cost,
        distance_m=problem.locked_distance_m,
        regions=problem.locked,
    )


def _answer(problem: ParentProblem, cover: Cover, n_regions: int) -> Answer:
    """Return a cover in NIS codes, with the locked regions."""
    if cover.status == "infeasible":
        return Answer(n_regions, "infeasible")
    bound = cover.bound + problem.locked_cost
    if cover.regions is None or cover.objective is None:
        return Answer(n_regions, "unknown", bound=bound)
    return Answer(
        n_regions,
        cover.status,
        objective=cover.objective + problem.locked_cost,
        bound=bound,
        distance_m=int(problem.distance.of(cover.regions).sum()) + problem.locked_distance_m,
        regions=tuple(sorted([*problem.locked, *(problem.codes(r) for r in cover.regions)])),
    )
