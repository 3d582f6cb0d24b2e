"""Column generation for the joint program, and the best choice with its proof."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter

import numpy as np

from regionplanner.criteria.costs import QUANTUM, Integers, Members, without_values
from regionplanner.errors import LimitError, SolverError, StoppedError
from regionplanner.program.binary import growing_thresholds
from regionplanner.program.columns.cover import (
    CoverProblem,
    RowRange,
    cheapest_cover,
    settled_choice,
)
from regionplanner.program.columns.prove import Cover
from regionplanner.program.joint.master import (
    JointBound,
    JointMaster,
    Prices,
    evaluated,
    least_slacks,
)
from regionplanner.program.joint.problem import JointProblem
from regionplanner.stopping import left_s, moment_s

_FIRST_SHARE = 1000
_RESTRICTED_S = 10.0
_LEAST_S = 0.5
_MOST_WITH_BUDGET = 60_000
_MAX_COLUMNS = 200_000  # of one reference region
_CLOSE = 1e-8  # of the value: what is left is small beside what the prices' rounding costs


def restricted_master_choice(bound: JointBound, columns: Members, deadline: float) -> Cover:
    """Return the best choice among the regions that were found on the way to the bound.

    Parameters
    ----------
    bound
        What is proven.
    columns
        Regions, shape ``(n_regions, n_units)``.
    deadline
        `time.monotonic` value at which to stop.
    """
    problem = bound.problem
    unknown = Cover("unknown", -(-bound.bound // problem.scale))
    until = time.monotonic() + min(_RESTRICTED_S, moment_s(_LEAST_S, deadline))
    try:
        chosen = cheapest_cover(_program(bound, columns), deadline=until)
    except SolverError:
        return unknown
    if chosen is None:
        return unknown
    regions = columns[list(chosen)]
    return replace(unknown, status="feasible", objective=_value(problem, regions), regions=regions)


def completed(bound: JointBound, answer: Cover, *, deadline: float) -> Cover:
    """Return the best choice with its proof, by reduced-cost completion.

    First every reference region for itself: what its regions cost above the bound at the least.
    Then all together, by the regions that a plan within a threshold of the sum of these can have;
    the threshold starts small and doubles.

    Parameters
    ----------
    bound
        Prices and what they prove.
    answer
        What is known.
    deadline
        `time.monotonic` value at which to stop.

    References
    ----------
    Baldacci, Christofides & Mingozzi 2008.
    """
    problem = bound.problem
    gap = _gap(problem, bound.bound, answer)
    slacks = least_slacks(bound, most=gap, deadline=deadline)
    proven = bound.bound + sum(slacks)
    answer = _no_worse(problem, answer, proven)
    first = max(1, abs(proven) // _FIRST_SHARE)
    for threshold in growing_thresholds(first, _gap(problem, proven, answer)):
        gap = _gap(problem, proven, answer)
        proven_already = answer.objective == answer.bound
        within = gap if proven_already else min(threshold, gap)
        try:
            answer = _within(bound, slacks, within, answer, deadline)
        except (LimitError, SolverError):  # ties may not be broken yet
            return replace(answer, status="optimal") if proven_already else answer
        # a solver that found none as good as the known one proves no more
        if answer.status == "optimal" or (answer.status == "feasible" and within == gap):
            return answer
    return Cover("infeasible", 0)


def _gap(problem: JointProblem, proven: int, answer: Cover) -> int:
    """Return how far above the bound a plan as good as the best known may be, scaled."""
    most = _penalty(problem) if answer.objective is None else answer.objective
    return max(0, problem.scale * most - proven)


def _no_worse(problem: JointProblem, answer: Cover, proven: int) -> Cover:
    """Return the answer with a bound [scaled] that is proven: in whole steps of the costs."""
    quanta = -(-proven // problem.scale)
    bound = -(-quanta // problem.step) * problem.step
    if answer.objective is not None:
        bound = min(bound, answer.objective)
    return replace(answer, bound=max(answer.bound, bound))


def _value(problem: JointProblem, regions: Members) -> int:
    return int(problem.costs_of(regions).sum())


def _within_spans(bound: JointBound, threshold: int) -> JointBound:
    """Return the same with the sums only that a plan within a threshold [scaled] can have."""
    problem, prices = bound.problem, bound.prices
    numbers = zip(problem.numbers, bound.numbers.tolist(), strict=True)
    narrower = replace(
        problem,
        regions=problem.regions.within(prices.regions, threshold),
        covered=problem.covered.within(prices.covered, threshold),
        numbers=tuple(span.within(price, threshold) for span, price in numbers),
    )
    return replace(bound, problem=narrower)


def _program(bound: JointBound, members: Members) -> CoverProblem:
    """Return the choice among some regions."""
    problem = bound.problem
    ones, parents = np.ones(len(members), dtype=np.int64), problem.parents_of(members)
    rows = [
        RowRange(ones, problem.regions.least, problem.regions.most),
        RowRange(members @ problem.sizes, problem.covered.least, problem.covered.most),
    ]
    for parent, span in enumerate(problem.numbers):
        rows.append(RowRange((parents == parent).astype(np.int64), span.least, span.most))
    objective, left_out = _objective(bound, members)
    return CoverProblem(
        members,
        None,
        objective=objective,
        budgets=() if problem.budget is None else ((problem.spent(members), problem.budget.most),),
        left_out=left_out,
        ranges=tuple(rows),
    )


def _objective(bound: JointBound, members: Members) -> tuple[Integers, Integers | None]:
    """Return what each region and each unit left out costs, as a solver takes it best.

    In whole steps where all costs are: a solver then knows that its bound is one, too. Else less
    the prices of what every choice has as much of, which leaves small numbers.
    """
    problem, prices = bound.problem, bound.prices
    costs, step, scale = problem.costs_of(members), problem.step, problem.scale
    if step > 1:
        zeros = np.zeros(problem.n_units, dtype=np.int64)
        return costs // step, None if problem.whole else zeros
    units = prices.units // scale
    costs -= members @ units
    if problem.regions.fixed:
        costs -= prices.regions // scale
    if problem.covered.fixed:
        costs -= (members @ problem.sizes) * (prices.covered // scale)
    fixed = np.array([span.fixed for span in problem.numbers])
    costs -= np.where(fixed, bound.numbers // scale, 0)[problem.parents_of(members)]
    return costs, None if problem.whole else -units


def _within(
    bound: JointBound, slacks: Sequence[int], threshold: int, known: Cover, deadline: float
) -> Cover:
    """Return the best choice by the regions within a threshold, with what that proves."""
    problem = bound.problem
    members = _candidates(bound, slacks, threshold, deadline)
    program = _program(_within_spans(bound, sum(slacks) + threshold), members)
    chosen = cheapest_cover(program, deadline=deadline)
    proven = bound.bound + sum(slacks)
    known = _no_worse(problem, known, proven + threshold + 1)
    if chosen is None:
        return known
    regions = members[list(chosen)]
    objective = _value(problem, regions)
    if problem.scale * objective > proven + threshold:
        if known.objective is None or objective < known.objective:
            known = replace(known, status="feasible", objective=objective, regions=regions)
        return _no_worse(problem, known, proven + threshold + 1)
    reduced = bound.reduced_costs(members)
    reduced -= np.array(slacks, dtype=np.int64)[problem.parents_of(members)]
    usable = reduced <= problem.scale * objective - proven
    regions = _settled(problem, program, chosen, usable)
    return Cover("optimal", objective, objective, regions)


def _candidates(
    bound: JointBound, slacks: Sequence[int], threshold: int, deadline: float
) -> Members:
    """Return every region that a plan within a threshold of what is proven can have."""
    candidates = [
        bound.regions_within(parent, slack + threshold, max_regions=_MAX_COLUMNS, deadline=deadline)
        for parent, slack in enumerate(slacks)
    ]
    members = np.concatenate(candidates)
    if bound.problem.budget is not None and len(members) > _MOST_WITH_BUDGET:
        raise LimitError(
            "more than {most_with_budget:,} regions lie within the remaining gap",
            most_with_budget=_MOST_WITH_BUDGET,
        )
    return members


def _settled(
    problem: JointProblem, program: CoverProblem, chosen: tuple[int, ...], usable: Members
) -> Members:
    """Return the one of the best choices that every run makes.

    The one that spends least of the budget, or travels least; of these, the first.
    """
    rows = np.flatnonzero(usable)
    members = program.members[rows]
    costs = problem.costs_of(members)
    where = {int(row): i for i, row in enumerate(rows)}
    current = tuple(where[column] for column in chosen)
    secondary = problem.distances_of if problem.budget is None else problem.spent
    among = CoverProblem(
        members,
        program.n_regions,
        objective=secondary(members),
        budgets=((costs, int(costs[list(current)].sum())),),
        left_out=None if problem.whole else np.zeros(problem.n_units, dtype=np.int64),
        ranges=tuple(replace(r, values=r.values[rows]) for r in program.ranges),
    )
    return members[list(settled_choice(among, current))]


def best_choice(problem: JointProblem, *, deadline: float, start: Members | None = None) -> Cover:
    """Return the best choice of regions, with what is proven by the deadline.

    Parameters
    ----------
    problem
        All reference regions.
    deadline
        `time.monotonic` value at which to stop.
    start
        Candidate regions that are likely to be good, shape ``(n_regions, n_units)``.

    References
    ----------
    Mehrotra, Johnson & Nemhauser 1998 (column generation); Baldacci, Christofides & Mingozzi 2008
    (enumeration of columns by reduced cost).
    """
    if not problem.parents:
        return _only_locked(problem)
    bound, columns, kept = _generated(problem, _penalty(problem), deadline, start)
    if not kept and left_s(deadline) > 0:
        # can any be chosen at all, when regions cost nothing?
        costless = tuple(p.with_costs(without_values(p.costs)) for p in problem.priced)
        free, columns, _ = _generated(
            replace(problem, priced=costless), round(1 / QUANTUM), deadline, columns
        )
        if free.bound > 0:
            return Cover("infeasible", 0)
    return completed(bound, restricted_master_choice(bound, columns, deadline), deadline=deadline)


def _only_locked(problem: JointProblem) -> Cover:
    """Return the answer where every region is locked: nothing is chosen, if that is enough."""
    enough = not (problem.regions.least or problem.covered.least)
    no_rows = np.zeros((0, 0), dtype=bool)
    return Cover("optimal", 0, 0, no_rows) if enough else Cover("infeasible", 0)


def _penalty(problem: JointProblem) -> int:
    """Return a cost above that of any plan."""
    return 1 + sum(priced.costs.ceiling() for priced in problem.priced)


def _generated(
    problem: JointProblem, penalty: int, deadline: float, start: Members | None
) -> tuple[JointBound, Members, bool]:
    """Return the best bound, the regions that were found, and whether all sums can be kept."""
    master = JointMaster(problem, penalty)
    best, members = evaluated(problem, Prices(np.zeros(problem.n_units, dtype=np.int64), 0, 0, 0))
    master.add(members)
    if start is not None:
        master.add(start)
    solution = master.solve()
    with suppress(StoppedError):
        while left_s(deadline) > 0:
            solution = master.solve()
            close = max(1.0, _CLOSE * abs(solution.objective))
            if solution.objective * problem.scale - best.bound < close * problem.scale:
                break
            bound, members = evaluated(problem, best.prices.mixed(solution.prices))
            n_new = master.add(members)
            best = max(best, bound, key=attrgetter("bound"))
            if not n_new:
                bound, members = evaluated(problem, solution.prices)
                n_new = master.add(members)
                if not n_new and problem.coarse:
                    n_new = _look_past(master, bound, solution.numbers, deadline)
                best = max(best, bound, key=attrgetter("bound"))
                if not n_new:
                    break
    return best, master.members, solution.kept


def _look_past(master: JointMaster, bound: JointBound, numbers: Integers, deadline: float) -> int:
    """Return how many regions that improve the master lie behind those that break a limit."""
    for share in (0.01, 0.1, 1.0):
        n_new = 0
        for parent, short in enumerate((numbers - bound.numbers).tolist()):
            try:
                threshold = round(share * max(0, short)) - 1
                members = bound.regions_within(
                    parent, threshold, max_regions=_MAX_COLUMNS, deadline=deadline
                )
            except LimitError:
                return n_new
            n_new += master.add(members)
        if n_new:
            return n_new
    return 0
