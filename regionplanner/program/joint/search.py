"""Column generation for the joint program, and the best choice with its proof."""

import time
from dataclasses import replace

import numpy as np

from regionplanner.criteria.costs import QUANTUM, Integers, Members, without_values
from regionplanner.errors import LimitError
from regionplanner.program.joint.answer import JointAnswer
from regionplanner.program.joint.complete import at_hand, completed
from regionplanner.program.joint.master import JointMaster
from regionplanner.program.joint.prices import (
    JointBound,
    evaluated,
    no_prices,
    parent_regions_within,
)
from regionplanner.program.joint.problem import JointProblem

_MAX_COLUMNS = 200_000
_CLOSE = 1e-8  # of the value: what is left is small beside what the prices' rounding costs


def best_choice(
    problem: JointProblem, *, deadline: float, start: Members | None = None
) -> JointAnswer:
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
    if not kept and time.monotonic() < deadline:
        free, columns, _ = _generated(_free(problem), round(1 / QUANTUM), deadline, columns)
        if free.bound > 0:
            return JointAnswer("infeasible", 0)
    answer = at_hand(problem, bound, columns, deadline)
    return completed(problem, bound, answer, ceiling=_penalty(problem), deadline=deadline)


def _only_locked(problem: JointProblem) -> JointAnswer:
    """Return the answer where every region is locked: nothing is chosen, if that is enough."""
    enough = not (problem.regions.least or problem.covered.least)
    nothing = np.zeros((0, 0), dtype=bool)
    return JointAnswer("optimal", 0, 0, nothing) if enough else JointAnswer("infeasible", 0)


def _penalty(problem: JointProblem) -> int:
    """Return a cost above that of any plan."""
    return 1 + sum(priced.costs.ceiling() for priced in problem.priced)


def _free(problem: JointProblem) -> JointProblem:
    """Return the problem in which regions cost nothing: which can be chosen at all."""
    return replace(
        problem,
        priced=tuple(p.with_costs(without_values(p.costs)) for p in problem.priced),
    )


def _generated(
    problem: JointProblem, penalty: int, deadline: float, start: Members | None
) -> tuple[JointBound, Members, bool]:
    """Return the best bound, the regions that were found, and whether all sums can be kept."""
    master = JointMaster(problem, penalty)
    best, members = evaluated(problem, no_prices(problem))
    master.add(members)
    if start is not None:
        master.add(start)
    solution = master.solve()
    while time.monotonic() < deadline:
        solution = master.solve()
        close = max(1.0, _CLOSE * abs(solution.objective))
        if solution.objective * problem.scale - best.bound < close * problem.scale:
            break
        found, members = evaluated(problem, best.prices.mixed(solution.prices))
        n_new = master.add(members)
        best = max(best, found, key=_value)
        if not n_new:
            found, members = evaluated(problem, solution.prices)
            n_new = master.add(members)
            if not n_new and problem.coarse:
                n_new = _look_past(problem, master, found, solution.numbers, deadline)
            best = max(best, found, key=_value)
            if not n_new:
                break
    return best, master.members, solution.kept


def _value(bound: JointBound) -> int:
    return bound.bound


def _look_past(
    problem: JointProblem,
    master: JointMaster,
    found: JointBound,
    numbers: Integers,
    deadline: float,
) -> int:
    """Return how many regions that improve the master lie behind those that break a limit."""
    for share in (0.01, 0.1, 1.0):
        n_new = 0
        for parent, short in enumerate((numbers - found.numbers).tolist()):
            try:
                members = parent_regions_within(
                    problem,
                    found,
                    parent,
                    round(share * max(0, short)) - 1,
                    max_regions=_MAX_COLUMNS,
                    deadline=deadline,
                )
            except LimitError:
                return n_new
            n_new += master.add(members)
        if n_new:
            return n_new
    return 0
