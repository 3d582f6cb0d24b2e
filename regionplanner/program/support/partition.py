"""The cheapest partition into listed areas, by reduced-cost completion."""

import time

import numpy as np
import pulp
from numpy.typing import NDArray

from regionplanner.errors import SolverError
from regionplanner.program.binary.solve import BinaryAnswer, best_choice, settled
from regionplanner.program.support.areas import AreaColumn, area_program
from regionplanner.program.support.problem import SupportProblem

_FIRST_SHARE = 200


def cheapest_partition(
    problem: SupportProblem, columns: tuple[AreaColumn, ...], *, deadline: float
) -> tuple[tuple[AreaColumn, ...], BinaryAnswer] | None:
    """Return the areas of a partition with least travel, and its proof; None when there is none.

    Parameters
    ----------
    problem
        Regions and supporters.
    columns
        Every area that there can be.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    SolverError
        When the limit came before any was found.

    Notes
    -----
    Whole numbers near the duals of the linear relaxation prove a bound. A partition within a
    threshold of it has no area with a larger reduced cost; the threshold doubles until the best
    of those is within it.

    References
    ----------
    Baldacci, Christofides & Mingozzi 2008.
    """
    found = _relaxed(problem, columns, deadline)
    if found is None:
        return None
    bound, reduced = found
    threshold = max(1, bound // _FIRST_SHARE)
    most = int(reduced.max(initial=0))
    while True:
        near = tuple(columns[n] for n in np.flatnonzero(reduced <= threshold))
        program = area_program(problem, near)
        answer = best_choice(program, deadline=deadline)
        complete = threshold >= most
        if answer is not None and (complete or answer.cost <= bound + threshold):
            answer = settled(program, answer, deadline=deadline)
            return near, answer
        if complete:
            return None
        if time.monotonic() >= deadline:
            raise SolverError("no time left")
        threshold *= 2


def _relaxed(
    problem: SupportProblem, columns: tuple[AreaColumn, ...], deadline: float
) -> tuple[int, NDArray[np.int64]] | None:
    """Return a proven bound and the reduced cost of each column; None where not even parts fit."""
    inside, costs, counts = _matrix(problem, columns)
    duals = _duals(inside, costs, counts, deadline)
    if duals is None:
        return None
    prices = np.rint(duals).astype(np.int64)
    reduced = costs - inside @ prices
    bound = int(prices @ counts) + int(np.minimum(reduced, 0).sum())
    return bound, np.maximum(reduced, 0)


def _matrix(
    problem: SupportProblem, columns: tuple[AreaColumn, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return which rows each column is in, what it costs, and what every row adds up to."""
    n_regions = len(problem.regions)
    inside = np.zeros((len(columns), n_regions + len(problem.kinds)), dtype=np.int64)
    for n, column in enumerate(columns):
        inside[n, list(column.regions)] = 1
        inside[n, n_regions + column.desk.kind] = 1
    counts = [1] * n_regions + [len(members) for members in problem.kinds]
    costs = [column.metres for column in columns]
    return inside, np.array(costs, dtype=np.int64), np.array(counts, dtype=np.int64)


def _duals(
    inside: NDArray[np.int64],
    costs: NDArray[np.int64],
    counts: NDArray[np.int64],
    deadline: float,
) -> NDArray[np.float64] | None:
    left_s = deadline - time.monotonic()
    if left_s <= 0:
        raise SolverError("no time left")
    program = pulp.LpProblem("relaxed", pulp.LpMinimize)
    parts = [program.add_variable(f"x{n}", lowBound=0) for n in range(len(costs))]
    program += pulp.LpAffineExpression(dict(zip(parts, costs.astype(float).tolist(), strict=True)))
    for row, count in enumerate(counts.tolist()):
        there = np.flatnonzero(inside[:, row]).tolist()
        program += pulp.LpAffineExpression({parts[n]: 1.0 for n in there}) == count
    limit_s = None if left_s == float("inf") else left_s
    program.solve(pulp.HiGHS(msg=False, threads=1, timeLimit=limit_s))
    if program.sol_status == pulp.LpSolutionInfeasible:
        return None
    if program.sol_status != pulp.LpSolutionOptimal:
        raise SolverError("the linear program ended without an answer")
    return np.array(program.solverModel.getSolution().row_dual)  # in the order of the rows
