"""What each reference region costs above the bound, whatever the others do."""

import time

import numpy as np

from regionplanner.errors import LimitError, SolverError
from regionplanner.program.columns.cover import CoverProblem, RowRange, cheapest_cover
from regionplanner.program.joint.prices import JointBound, parent_regions_within, reduced_costs
from regionplanner.program.joint.problem import JointProblem

_FIRST_SHARE = 64
_MOST_COLUMNS = 20_000
_LIMIT_S = 10.0


def least_slacks(
    problem: JointProblem, bound: JointBound, *, most: int, deadline: float
) -> tuple[int, ...]:
    """Return a lower bound on the slack of each reference region.

    The prices settle what couples the reference regions; what is left of each is an integer
    program of its own, and costs as much above the bound as that is from its linear relaxation.
    The sum of these is proven too: the bound of a Lagrangian relaxation of the coupling rows.

    Parameters
    ----------
    problem
        All reference regions.
    bound
        Prices and what they prove.
    most
        The most that is asked for: no plan with more can matter.
    deadline
        `time.monotonic` value at which to stop.

    Returns
    -------
    tuple of int
        In quanta divided by the problem's scale, at least 0.

    References
    ----------
    Geoffrion 1974 (Lagrangian relaxation for integer programming).
    """
    return tuple(
        _least_slack(problem, bound, parent, most, deadline)
        for parent in range(len(problem.parents))
    )


def _least_slack(
    problem: JointProblem, bound: JointBound, parent: int, most: int, deadline: float
) -> int:
    """Return a lower bound on what the plans of one reference region cost above the bound."""
    proven, threshold = 0, most // _FIRST_SHARE
    while True:
        left_s = min(_LIMIT_S, deadline - time.monotonic())
        if left_s <= 0:
            return proven
        try:
            slack = _slack_within(problem, bound, parent, threshold, deadline, left_s)
        except (LimitError, SolverError):
            return proven
        if slack is not None and slack <= threshold:
            return max(proven, slack)
        proven = threshold + 1
        if threshold >= most:
            return proven
        threshold = min(most, 2 * threshold + 1)


def _slack_within(
    problem: JointProblem,
    bound: JointBound,
    parent: int,
    threshold: int,
    deadline: float,
    limit_s: float,
) -> int | None:
    """Return the least slack of plans by the regions within a threshold; None without any."""
    members = parent_regions_within(
        problem, bound, parent, threshold, max_regions=_MOST_COLUMNS, deadline=deadline
    )
    price = int(bound.numbers[parent])
    span = problem.numbers[parent].within(price, threshold)
    units = problem.units_of(parent)
    objective = reduced_costs(problem, bound, members)
    if not span.fixed:
        objective += price
    # whole quanta, rounded down: solvers like numbers of moderate size, and it stays a bound
    program = CoverProblem(
        members[:, units],
        None,
        objective=objective // problem.scale,
        left_out=None if problem.whole else -bound.prices.units[units] // problem.scale,
        ranges=(RowRange(np.ones(len(members), dtype=np.int64), span.least, span.most),),
    )
    chosen = cheapest_cover(program, time_limit_s=limit_s)
    if chosen is None:
        return None
    value = int(program.objective[list(chosen)].sum())
    if program.left_out is not None:
        covered = program.members[list(chosen)].any(axis=0)
        value += int(program.left_out[~covered].sum())
    return problem.scale * value - (0 if span.fixed else span.cheapest(price))
