"""Which of equally good plans: the least total distance, then a fixed order."""

from dataclasses import replace

import numpy as np

from regionplanner.criteria.costs import Integers, Members, RegionCosts
from regionplanner.errors import LimitError
from regionplanner.program.columns.cover import CoverProblem, cheapest_cover
from regionplanner.program.columns.few import all_few


def canonical_cover(
    chosen: Members, columns: Members, reduced: Integers, distance: RegionCosts
) -> Members:
    """Return the one optimal cover that every run chooses.

    Among all covers of the same cost: the least total distance; among those, the first in the
    order of their regions' members, region by region.

    Parameters
    ----------
    chosen
        An optimal cover, shape ``(n_regions, n_units)``.
    columns
        Every region that an optimal cover can use, shape ``(n_columns, n_units)``.
    reduced
        Reduced costs of the columns; they sum to the same over every optimal cover,
        shape ``(n_columns,)``.
    distance
        Total distance to the centre, the secondary objective.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_regions, n_units)``, ordered by first member.
    """
    current = _positions(columns, chosen)
    metres, slack = distance.of(columns), int(reduced[list(current)].sum())
    try:
        covers = all_few(columns, reduced, len(chosen), slack)
    except LimitError:
        problem = CoverProblem(columns, len(chosen), metres, budgets=((reduced, slack),))
        found = settled_choice(problem, current)
    else:
        rank = _ranks(columns)
        found = min(covers, key=lambda cover: _order(columns, metres, rank, cover))
    regions = columns[list(found)]
    return regions[np.argsort(regions.argmax(axis=1))]


def _order(
    columns: Members, metres: Integers, rank: Integers, cover: tuple[int, ...]
) -> tuple[int, list[int]]:
    """Return what covers are ordered by: distance, then the rank of each unit's region."""
    rows = np.array(cover)
    of_unit: list[int] = rank[rows[columns[rows].argmax(axis=0)]].tolist()
    return int(metres[rows].sum()), of_unit


def _ranks(columns: Members) -> Integers:
    """Return the place of each region in the fixed order.

    Of two regions the one comes first that has the first unit that the other has not.
    """
    _, ascending = np.unique(columns, axis=0, return_inverse=True)
    return len(columns) - 1 - ascending.reshape(-1).astype(np.int64)


def settled_choice(problem: CoverProblem, current: tuple[int, ...]) -> tuple[int, ...]:
    """Return the one choice within the budgets that every run makes.

    Parameters
    ----------
    problem
        All that can be chosen; the objective is the secondary one, the budgets keep the first.
    current
        A choice within the budgets.
    """
    if len(problem.members) == len(current) or _is_only(problem, current):
        return current
    return _first(*_nearest(problem, current))


def _positions(columns: Members, chosen: Members) -> tuple[int, ...]:
    where = {row.tobytes(): i for i, row in enumerate(columns)}
    return tuple(where[row.tobytes()] for row in chosen)


def _is_only(problem: CoverProblem, current: tuple[int, ...]) -> bool:
    """Return whether no other cover is within the budgets."""
    nothing = np.zeros(len(problem.members), dtype=np.int64)
    return cheapest_cover(replace(problem, objective=nothing, forbidden=(current,))) is None


def _nearest(
    problem: CoverProblem, current: tuple[int, ...]
) -> tuple[CoverProblem, tuple[int, ...]]:
    """Return the problem with the least total distance as one more budget, and a cover in it."""
    nearest = cheapest_cover(problem) or current
    least = int(problem.objective[list(nearest)].sum())
    return replace(problem, budgets=(*problem.budgets, (problem.objective, least))), nearest


def _first(problem: CoverProblem, current: tuple[int, ...]) -> tuple[int, ...]:
    """Return the first cover: unit by unit, the region that comes first in the fixed order."""
    rank = _ranks(problem.members)
    for unit in range(problem.members.shape[1]):
        if _is_only(problem, current):
            break
        order: Integers = rank * problem.members[:, unit]
        current = cheapest_cover(replace(problem, objective=order)) or current
        best = int(order[list(current)].sum())
        problem = replace(problem, budgets=(*problem.budgets, (order, best)))
    return current
