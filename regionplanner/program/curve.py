"""The best plan of one reference region for every number of regions."""

import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from regionplanner.errors import LimitError, Message, StoppedError
from regionplanner.program.columns.prove import AnswerStatus, Cover, Evidence, GapUpdate
from regionplanner.program.instance.candidates import largest_fitting, n_candidates, problem_diagram
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.program.solvers.additive import AdditiveSolver
from regionplanner.program.solvers.balanced import BalancedSolver
from regionplanner.program.solvers.heuristic import HeuristicSolver, LocalSolver
from regionplanner.proof import relative_gap

logger = logging.getLogger(__name__)

_LEAST_S = 0.5
_FIRST = 0.7


@dataclass(frozen=True, slots=True)
class CountResult:
    """The best division of one reference region into a number of regions.

    Attributes
    ----------
    n_regions
        Number of regions.
    status
        ``optimal`` and ``infeasible`` are proven; ``unknown``: the limit came first.
    objective, bound
        Value and proven lower bound, in quanta; None when there is no plan (known).
    distance_m
        Total distance to the centres [m], the secondary objective.
    regions
        Members of each region by NIS code, ordered by first member.
    evidence
        What shows the bound; None where sizes and totals do, or where there is none.
    limit
        Which limit was met where no plan was found, and what helps; empty where it is the time.
    cost
        What the division was measured to cost, in natural units; None before it was.
    """

    n_regions: int
    status: AnswerStatus
    objective: int | None = None
    bound: int | None = None
    distance_m: int | None = None
    regions: tuple[tuple[str, ...], ...] = ()
    evidence: Evidence | None = field(default=None, repr=False)
    limit: str = ""
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class ParentResult:
    """Answers of one reference region for every number of regions, in that order.

    Attributes
    ----------
    code
        Of the reference region.
    n_candidates
        How many candidate regions there are; 0 where they were not all compiled.
    answers
        One a number of regions.
    within
        Of how many nearest units the neighbourhoods were, where those asked for did not fit: the
        answers are among regions within these.
    """

    code: str
    n_candidates: int
    answers: tuple[CountResult, ...]
    within: int | None = None


@dataclass(frozen=True, slots=True)
class _ChosenSolver:
    """What finds the best covers, and of which problem.

    Attributes
    ----------
    solver, problem
        The solver, and the problem that it solves.
    within
        Size of the neighbourhood of the problem, where that asked for has diagrams that do not fit.
    limit
        The limit that was met where nothing fits, and what helps.
    """

    solver: AdditiveSolver | BalancedSolver | HeuristicSolver | LocalSolver
    problem: ParentProblem
    within: int | None = None
    limit: str = ""


def parent_curve(
    problem: ParentProblem,
    *,
    deadline: float = float("inf"),
    wanted: range | None = None,
    on_incumbent: GapUpdate | None = None,
) -> ParentResult:
    """Return the best plan of one reference region for every number of regions.

    Parameters
    ----------
    problem
        The reference region.
    deadline
        `time.monotonic` value after which answers may lack their proof; half a second is taken
        in any case, so that small reference regions never stand in the way of a plan.
    wanted
        Numbers of regions, with the locked ones, that a plan can use: only these are searched
        where there is no diagram of all regions; all when None.
    on_incumbent
        Called while a number of regions is searched; None disables the callback.
    """
    if not problem.units:
        return ParentResult(problem.code, 0, (_only_locked(problem.for_regions(0)),))
    deadline = max(deadline, time.monotonic() + _LEAST_S)
    if problem.own_limits:
        return _by_number(problem, deadline, wanted, on_incumbent)
    solved = _solver(problem, on_incumbent, deadline)
    solver, problem = solved.solver, solved.problem
    whole = _is_whole(solved)
    numbers = [*problem.possible_regions] if whole else _searched_counts(problem, wanted)
    answers = [
        CountResult(n_regions + len(problem.locked), "infeasible")
        for n_regions in numbers
        if not problem.adds_up(n_regions)
    ]
    numbers = [n_regions for n_regions in numbers if problem.adds_up(n_regions)]
    for done, n_regions in enumerate(numbers):
        until = deadline if whole else _share(deadline, len(numbers) - done, is_first=not done)
        answers.append(_count_result(solved, n_regions, until, on_incumbent))
    if isinstance(solver, LocalSolver | HeuristicSolver):
        answers += _bounds(problem, solver, wanted)
    answers.sort(key=lambda answer: answer.n_regions)
    compiled = solver.candidates if isinstance(solver, AdditiveSolver) else None
    n_all = n_candidates(problem, compiled) if whole else 0
    return ParentResult(problem.code, n_all, tuple(answers), solved.within)


def _is_whole(solved: _ChosenSolver) -> bool:
    """Return whether all candidate regions are in one diagram."""
    return not (solved.problem.local or isinstance(solved.solver, HeuristicSolver))


def _count_result(
    solved: _ChosenSolver, n_regions: int, until: float, on_incumbent: GapUpdate | None
) -> CountResult:
    """Return the best division into a number of regions, besides the locked ones."""
    problem = solved.problem
    total = n_regions + len(problem.locked)
    if on_incumbent is not None:
        on_incumbent(total, None)
    of_count = problem.for_regions(n_regions)
    cover = solved.solver.best_cover(n_regions, deadline=until)
    if on_incumbent is not None and cover.objective is not None:
        on_incumbent(total, relative_gap(cover.objective, cover.bound))
    return _answer(of_count, replace(cover, limit=solved.limit or cover.limit), total)


def _by_number(
    problem: ParentProblem, deadline: float, wanted: range | None, on_incumbent: GapUpdate | None
) -> ParentResult:
    """Return the answers where each number of regions has limits, and so candidates, of its own."""
    n_locked = len(problem.locked)
    numbers = [n for n in problem.possible_regions if wanted is None or n + n_locked in wanted]
    answers, within, whole = [], [], True
    for done, n_regions in enumerate(numbers):
        until = _share(deadline, len(numbers) - done, is_first=False)
        solved = _solver(problem.with_own_limits(n_regions), on_incumbent, until)
        answers.append(_count_result(solved, n_regions, until, on_incumbent))
        within += [] if solved.within is None else [solved.within]
        whole = whole and _is_whole(solved)
    n_all = n_candidates(problem) if whole else 0
    return ParentResult(problem.code, n_all, tuple(answers), min(within, default=None))


def _searched_counts(problem: ParentProblem, wanted: range | None) -> list[int]:
    """Return the numbers of regions, besides the locked ones, that are searched.

    The one in the middle, which a plan most likely uses, is first.
    """
    n_locked = len(problem.locked)
    numbers = [
        n_regions
        for n_regions in problem.possible_regions
        if (wanted is None or n_regions + n_locked in wanted)
        and not _only_bounded(problem, n_regions)
    ]
    middle = numbers[len(numbers) // 2] if numbers else 0
    return sorted(numbers, key=lambda n: (abs(n - middle), n))


def _share(deadline: float, n_left: int, *, is_first: bool) -> float:
    """Return until when the next of some numbers of regions may be searched.

    The first takes the most time: the others begin with its columns.
    """
    now = time.monotonic()
    share = max(_FIRST, 1 / n_left) if is_first else 1 / n_left
    return deadline if n_left == 1 else now + share * (deadline - now)


def _only_bounded(problem: ParentProblem, n_regions: int) -> bool:
    """Return whether divisions into a number of regions are bounded, but not searched."""
    searched = problem.searched
    return (
        searched is not None and problem.local and n_regions + len(problem.locked) not in searched
    )


def _bounds(
    problem: ParentProblem, solver: LocalSolver | HeuristicSolver, wanted: range | None
) -> Iterator[CountResult]:
    """Yield what is known of the numbers of regions that a plan could use and were not searched."""
    for n_regions in problem.possible_regions:
        total = n_regions + len(problem.locked)
        if _only_bounded(problem, n_regions) and (wanted is None or total in wanted):
            yield _answer(problem, solver.least(n_regions), total)


def _solver(
    problem: ParentProblem, on_incumbent: GapUpdate | None, deadline: float
) -> _ChosenSolver:
    """Return what finds the best covers: exact, unless the diagram would be too large."""
    n_locked = len(problem.locked)
    report = None if on_incumbent is None else lambda n, gap: on_incumbent(n + n_locked, gap)
    try:
        if problem.costs.deviation is not None:
            problem_diagram(problem)
            return _ChosenSolver(BalancedSolver(problem), problem)
        return _ChosenSolver(_exact(problem, report, deadline), problem)
    except StoppedError:
        raise
    except LimitError as error:
        cause = error
    smaller = largest_fitting(problem, deadline)
    if smaller is not None and smaller.n_nearest > smaller.max_units:
        with suppress(LimitError):
            return _ChosenSolver(_exact(smaller, report, deadline), smaller, smaller.n_nearest)
    by_improvement = "{cause}; it is planned by improvement, with the gap that is proven"
    logger.warning(Message(by_improvement, cause=cause))
    limit = Message("plans were only grown and improved, not searched, as {cause}", cause=cause)
    return _ChosenSolver(HeuristicSolver(problem, smaller), problem, limit=limit)


def _exact(
    problem: ParentProblem, report: GapUpdate | None, deadline: float
) -> AdditiveSolver | LocalSolver:
    exact = AdditiveSolver(problem, report, deadline)
    return LocalSolver(problem, exact) if problem.local else exact


def _only_locked(problem: ParentProblem) -> CountResult:
    """Return the one answer of a reference region in which every region is locked."""
    return CountResult(
        len(problem.locked),
        "optimal",
        objective=problem.locked_cost,
        bound=problem.locked_cost,
        distance_m=problem.locked_distance_m,
        regions=problem.locked,
    )


def _answer(problem: ParentProblem, cover: Cover, n_regions: int) -> CountResult:
    """Return a cover in NIS codes, with the locked regions."""
    if cover.status == "infeasible":
        return CountResult(n_regions, "infeasible")
    bound = cover.bound + problem.locked_cost
    if cover.regions is None or cover.objective is None:
        return CountResult(
            n_regions, "unknown", bound=bound, evidence=cover.evidence, limit=cover.limit
        )
    return CountResult(
        n_regions,
        cover.status,
        objective=cover.objective + problem.locked_cost,
        bound=bound,
        distance_m=int(problem.distance.of(cover.regions).sum()) + problem.locked_distance_m,
        regions=tuple(sorted([*problem.locked, *(problem.codes(r) for r in cover.regions)])),
        evidence=cover.evidence,
    )
