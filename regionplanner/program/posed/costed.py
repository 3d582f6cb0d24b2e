"""What a division costs: exactly, and without any search."""

from collections.abc import Mapping, Sequence

import numpy as np

from regionplanner.criteria.costs import Members
from regionplanner.program.posed.problem import ParentProblem


def division_costs(
    problems: Sequence[ParentProblem], division: Mapping[str, str]
) -> tuple[int, ...]:
    """Return what a division costs in each reference region, in quanta, locked regions included.

    Parameters
    ----------
    problems
        All reference regions.
    division
        Region by NIS code; no atom of a problem is divided.
    """
    found = []
    for problem in problems:
        rows = _rows(problem, division)
        posed = problem.for_regions(len(rows))
        found.append(int(posed.costs.of(rows).sum()) + posed.locked_cost)
    return tuple(found)


def locked_cost(problem: ParentProblem) -> int:
    """Return what the locked regions of a reference region cost, in quanta.

    Parameters
    ----------
    problem
        Its target of balance, if any, is not its own.
    """
    return problem.for_regions(0).locked_cost


def _rows(problem: ParentProblem, division: Mapping[str, str]) -> Members:
    codes = [division.get(unit[0]) for unit in problem.units]
    regions = sorted({code for code in codes if code is not None})
    rows = [[code == region for code in codes] for region in regions]
    # of no region, and of no unit where all are locked
    return np.array(rows, dtype=bool).reshape(len(regions), len(codes))
