"""Column generation and proof for the joint program."""

import time
from dataclasses import dataclass, replace

import numpy as np

from regionplanner.criteria.costs import QUANTUM, Members, without_values
from regionplanner.errors import LimitError, SolverError
from regionplanner.program.columns.canonical import settled_choice
from regionplanner.program.columns.cover import CoverProblem, RowRange, cheapest_cover
from regionplanner.program.columns.prove import AnswerStatus
from regionplanner.program.joint.master import JointMaster
from regionplanner.program.joint.prices import (
    JointBound,
    evaluated,
    joint_regions_within,
    no_prices,
    reduced_costs,
)
from regionplanner.program.joint.problem import JointProblem
from regionplanner.regions.priced import priced_diagram

_FIRST_SHARE = 1000
_MAX_COLUMNS = 200_000
_AT_HAND_S = 10.0


@dataclass(frozen=True, slots=True)
class JointAnswer:
    """The best choice of regions known, in quanta; `regions` is None without any."""

    status: AnswerStatus
    bound: int
    objective: int | None = None
    regions: Members | None = None


def best_choice(problem: JointProblem, n_regions: int, *, deadline: float) -> JointAnswer:
    """Return the best choice of regions, with what is proven by the deadline.

    Parameters
    ----------
    problem
        All reference regions.
    n_regions
        Number of regions in all.
    deadline
        `time.monotonic` value at which to stop.

    References
    ----------
    Mehrotra, Johnson & Nemhauser 1998 (column generation); Baldacci, Christofides & Mingozzi 2008
    (enumeration of columns by reduced cost).
    """
    bound, columns, kept = _generated(problem, n_regions, _penalty(problem), deadline)
    if not kept and time.monotonic() < deadline:
        free, columns, _ = _generated(_free(problem), n_regions, round(1 / QUANTUM), deadline)
        if free.bound > 0:
            return JointAnswer("infeasible", 0)
    answer = _at_hand(problem, bound, columns, n_regions, deadline)
    threshold = max(1, abs(bound.bound) // _FIRST_SHARE)
    ceiling = _penalty(problem)
    while answer.status != "optimal":
        if answer.objective is not None:
            threshold = min(threshold, answer.objective - bound.bound)
        elif threshold > ceiling:
            return JointAnswer("infeasible", 0)
        try:
            answer = _within(problem, bound, n_regions, threshold, answer, deadline)
        except (LimitError, SolverError):
            return answer
        threshold *= 2
    return answer


def _penalty(problem: JointProblem) -> int:
    """Return a cost above that of any plan."""
    return 1 + sum(priced.costs.ceiling() for priced in problem.priced)


def _free(problem: JointProblem) -> JointProblem:
    """Return the problem in which regions cost nothing: which can be chosen at all."""
    return replace(
        problem,
        priced=tuple(
            priced_diagram(p.diagram, without_values(p.costs), p.limits) for p in problem.priced
        ),
    )


def _generated(
    problem: JointProblem, n_regions: int, penalty: int, deadline: float
) -> tuple[JointBound, Members, bool]:
    """Return the best bound, the regions that were found, and whether all sums can be kept."""
    master = JointMaster(problem, n_regions, penalty)
    best, members = evaluated(problem, no_prices(problem), n_regions)
    master.add(members)
    solution = master.solve()
    while time.monotonic() < deadline:
        solution = master.solve()
        if solution.objective - best.bound < 1:
            break
        found, members = evaluated(problem, best.prices.mixed(solution.prices), n_regions)
        n_new = master.add(members)
        best = max(best, found, key=lambda bound: bound.bound)
        if not n_new:
            found, members = evaluated(problem, solution.prices, n_regions)
            n_new = master.add(members)
            if not n_new and any(priced.coarse for priced in problem.priced):
                n_new = _look_past(problem, master, found, solution.region_price, deadline)
            best = max(best, found, key=lambda bound: bound.bound)
            if not n_new:
                break
    return best, master.members, solution.kept


def _look_past(
    problem: JointProblem,
    master: JointMaster,
    found: JointBound,
    region_price: int,
    deadline: float,
) -> int:
    """Return how many regions that improve the master lie behind those that break a limit."""
    gap = region_price - found.region
    for share in (0.01, 0.1, 1.0):
        try:
            members = joint_regions_within(
                problem, found, round(share * gap) - 1, max_regions=_MAX_COLUMNS, deadline=deadline
            )
        except LimitError:
            return 0
        n_new = master.add(members)
        if n_new:
            return n_new
    return 0


def _program(
    problem: JointProblem, bound: JointBound, members: Members, n_regions: int
) -> CoverProblem:
    """Return the choice among some regions; its value is the distance from the bound.

    But for a constant: prices of sums are part of the cost of a region here.
    """
    prices = bound.prices
    parents = problem.parents_of(members)
    rows = [RowRange(members @ problem.sizes, problem.covered.least, problem.covered.most)]
    for parent, span in enumerate(problem.numbers):
        rows.append(RowRange((parents == parent).astype(np.int64), span.least, span.most))
    return CoverProblem(
        members,
        n_regions,
        objective=problem.costs_of(members) - members @ prices.units - bound.region,
        left_out=-prices.units,
        ranges=tuple(rows),
    )


def _value(problem: JointProblem, regions: Members) -> int:
    return int(problem.costs_of(regions).sum())


def _at_hand(
    problem: JointProblem, bound: JointBound, columns: Members, n_regions: int, deadline: float
) -> JointAnswer:
    """Return the best choice among the regions that were found on the way to the bound."""
    unknown = JointAnswer("unknown", bound.bound)
    left_s = min(_AT_HAND_S, deadline - time.monotonic())
    try:
        chosen = cheapest_cover(
            _program(problem, bound, columns, n_regions), time_limit_s=max(0.5, left_s)
        )
    except SolverError:
        return unknown
    if chosen is None:
        return unknown
    regions = columns[list(chosen)]
    return JointAnswer("feasible", bound.bound, _value(problem, regions), regions)


def _within(
    problem: JointProblem,
    bound: JointBound,
    n_regions: int,
    threshold: int,
    known: JointAnswer,
    deadline: float,
) -> JointAnswer:
    """Return the best choice by the regions within a threshold, with what that proves."""
    left_s = deadline - time.monotonic()
    if left_s <= 0:
        raise SolverError("no time left")
    members = joint_regions_within(
        problem, bound, threshold, max_regions=_MAX_COLUMNS, deadline=deadline
    )
    limit_s = None if left_s == float("inf") else left_s
    program = _program(problem, bound, members, n_regions)
    chosen = cheapest_cover(program, time_limit_s=limit_s)
    beyond = bound.bound + threshold + 1
    if chosen is None:
        return replace(known, bound=max(known.bound, beyond))
    regions = members[list(chosen)]
    objective = _value(problem, regions)
    if objective > bound.bound + threshold:
        found = JointAnswer("feasible", max(known.bound, beyond), objective, regions)
        best = min(known, found, key=lambda a: (a.objective is None, a.objective))
        return replace(best, bound=found.bound)
    usable = reduced_costs(problem, bound, members) <= objective - bound.bound
    regions = _settled(problem, program, chosen, usable)
    return JointAnswer("optimal", objective, objective, regions)


def _settled(
    problem: JointProblem, program: CoverProblem, chosen: tuple[int, ...], usable: Members
) -> Members:
    """Return the one choice of equally good ones that every run makes."""
    rows = np.flatnonzero(usable)
    members = program.members[rows]
    costs = problem.costs_of(members)
    where = {int(row): i for i, row in enumerate(rows)}
    current = tuple(where[column] for column in chosen)
    among = CoverProblem(
        members,
        program.n_regions,
        objective=problem.distances_of(members),
        budgets=((costs, int(costs[list(current)].sum())),),
        left_out=np.zeros(problem.n_units, dtype=np.int64),
        ranges=tuple(replace(r, values=r.values[rows]) for r in program.ranges),
    )
    return members[list(settled_choice(among, current))]
