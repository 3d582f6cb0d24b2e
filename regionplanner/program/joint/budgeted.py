"""The best division by one kind of cost, within a budget of another."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from regionplanner.criteria.costs import Members, member_rows
from regionplanner.errors import ScenarioError
from regionplanner.program.columns.prove import AnswerStatus
from regionplanner.program.curve import CountResult, ParentResult
from regionplanner.program.instance.problem import ParentProblem, division_rows
from regionplanner.program.joint.problem import (
    CostLimit,
    JointProblem,
    Span,
    allowed_numbers,
    chosen_regions,
    coupled_problem,
)
from regionplanner.program.joint.search import best_choice
from regionplanner.program.result import numbered
from regionplanner.program.split import best_splits, least_bounds, usable_numbers
from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class PartitionResult:
    """The best division known, without what locked regions cost.

    Attributes
    ----------
    status
        ``optimal`` and ``infeasible`` are proven; ``unknown``: the limit came first.
    bound
        Proven lower bound, in quanta.
    objective
        In quanta; None without a division.
    assignment
        Region of every unit that is in one, by NIS code, under codes such as ``REFREG01-1``.
    within
        Sizes of neighbourhoods smaller than was asked for, by code: what is proven is so among
        regions within these.
    """

    status: AnswerStatus
    bound: int
    objective: int | None
    assignment: Mapping[str, str]
    within: Mapping[str, int] = field(default_factory=dict)


def best_within(
    scenario: Scenario,
    problems: Sequence[ParentProblem],
    regions: Span,
    *,
    deadline: float,
    budget: CostLimit | None = None,
    start: Iterable[Mapping[str, str]] = (),
) -> PartitionResult:
    """Return the best division of all reference regions within a budget.

    Parameters
    ----------
    scenario
        Coverage and numbers of regions of single reference regions.
    problems
        All reference regions, with the costs to minimise.
    regions
        How many regions there are in all.
    deadline
        `time.monotonic` value at which to stop.
    budget
        A second kind of cost over the problems, and its limit, without what locked regions cost;
        None: there is no limit.
    start
        Divisions whose regions are likely to be good: region by NIS code.

    Raises
    ------
    LimitError
        When a reference region is too large.
    """
    joint = coupled_problem(scenario, problems, regions, budget=budget)
    likely = [
        np.zeros((0, joint.n_units), dtype=bool),
        *(_rows(joint, assignment) for assignment in start),
    ]
    answer = best_choice(joint, deadline=deadline, start=np.concatenate(likely))
    is_solved = answer.regions is not None
    return PartitionResult(
        answer.status,
        answer.bound,
        answer.objective,
        numbered(chosen_regions(joint, problems, answer.regions)) if is_solved else {},
        joint.within,
    )


def best_of_splits(
    scenario: Scenario,
    problems: Sequence[ParentProblem],
    regions: Span,
    *,
    deadline: float,
    start: Sequence[Mapping[str, str]] = (),
) -> PartitionResult:
    """Return the best division where limits depend on the number of regions.

    Without a budget the reference regions only share the number of regions in all. Where the best
    division without these limits does not keep them anyway, each is divided into every number it
    may have, and the best split of the total is taken.

    Parameters
    ----------
    scenario, problems, regions, deadline, start
        As of `best_within`.

    Raises
    ------
    LimitError
        When a reference region is too large.
    """
    total = range(regions.least, regions.most + 1)
    usable = usable_numbers(allowed_numbers(scenario, problems), total)
    if all(len(numbers) == 1 for numbers in usable.values()):
        return best_within(scenario, problems, regions, deadline=deadline, start=start)
    now = time.monotonic()
    free = [replace(problem, own_limits=()) for problem in problems]
    loose = best_within(scenario, free, regions, deadline=now + (deadline - now) / 2, start=start)
    keeps = loose.objective is not None and all(_keeps(p, loose.assignment) for p in problems)
    if keeps or loose.status == "infeasible":
        return loose
    quickest = sorted(problems, key=lambda problem: len(problem.units))
    tasks = [(problem, number) for problem in quickest for number in usable[problem.code]]
    results: dict[str, list[CountResult]] = {p.code: [] for p in problems}
    divisions: dict[tuple[str, int], Mapping[str, str]] = {}
    within: dict[str, int] = {}
    for done, (problem, n_regions) in enumerate(tasks):
        now = time.monotonic()
        best = best_within(
            scenario,
            [problem],
            Span.of(n_regions),
            deadline=now + (deadline - now) / (len(tasks) - done),
            start=start,
        )
        ruled_out = best.status == "infeasible"
        answer = CountResult(
            n_regions, best.status, best.objective, None if ruled_out else best.bound
        )
        results[problem.code].append(answer)
        divisions[problem.code, n_regions] = best.assignment
        within |= {code: min(n, within.get(code, n)) for code, n in best.within.items()}
        if n_regions == usable[problem.code][-1] and all(
            result.status == "infeasible" for result in results[problem.code]
        ):
            return PartitionResult("infeasible", 0, None, {}, within)  # whatever the others have
    curves = [ParentResult(code, 0, tuple(answers)) for code, answers in results.items()]
    splits, bounds = best_splits(curves, {}), least_bounds(curves, {})
    if not any(n in bounds for n in total):
        return PartitionResult("infeasible", 0, None, {}, within)
    bound = min(bounds[n] for n in total if n in bounds)
    known = [splits[n] for n in total if n in splits]
    if not known:
        return PartitionResult("unknown", bound, None, {}, within)
    split = min(known, key=lambda result: (result.objective, result.regions))
    chosen = [divisions[c.code, n] for c, n in zip(curves, split.regions, strict=True)]
    return PartitionResult(
        "optimal" if split.objective == bound else "feasible",
        bound,
        split.objective,
        {nis: code for part in chosen for nis, code in part.items()},
        within,
    )


def _keeps(problem: ParentProblem, division: Mapping[str, str]) -> bool:
    """Return whether the regions of a reference region keep the limits of their number."""
    rows = division_rows([unit[0] for unit in problem.units], division)
    return not problem.units or bool(problem.with_own_limits(len(rows)).limits.allow(rows).all())


def check_additive(scenario: Scenario) -> None:
    """Raise where what a region costs depends on how many there are in its reference region.

    Parameters
    ----------
    scenario
        The criteria.

    Raises
    ------
    ScenarioError
        When balance has the target ``own``.
    """
    if scenario.criteria.get("balance") and scenario.balance.target == "own":
        raise ScenarioError(
            "balance has the target own, each reference region's own mean, which changes with its "
            "number of regions; costs of all reference regions together need one that does not; "
            "give balance the target all or a number"
        )


def _rows(joint: JointProblem, division: Mapping[str, str]) -> Members:
    """Return the regions of a division that the program can choose, one row each."""
    units = [unit for parent in joint.parents for unit in parent.units]
    place: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        codes = {division.get(nis, "") for nis in unit}
        if len(codes) == 1:
            place.setdefault(codes.pop(), []).append(number)
    sizes = Counter(division.values())
    rows = member_rows(place.values(), joint.n_units)
    whole = [
        bool(code) and int(joint.sizes[row].sum()) == sizes[code]
        for code, row in zip(place, rows, strict=True)
    ]
    return joint.candidates(rows[np.array(whole, dtype=bool)])
