"""The integer program over explicit columns: the cheapest exact cover, and which of equals."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import pulp
from numpy.typing import NDArray

from regionplanner.criteria.costs import Integers, Members, RegionCosts
from regionplanner.errors import LimitError, SolverError
from regionplanner.regions.sweep import check_time

Masks = NDArray[np.uint64]

_MOST_UNITS = 64
"""Units of a region are the bits of one number."""

_MOST_REGIONS = 10
_FEWEST_LOOKS = 100
_MOST_COVERS = 1000
_LOOKS_A_TIME = 256
Solver = Literal["highs", "cbc"]
_BUDGET_SCALE = 1000.0
_MOST_IN_ROW = 1e9


def best_few(
    members: Members, costs: Integers, n_regions: int, most: int, *, deadline: float = float("inf")
) -> tuple[int, ...] | None:
    """Return the columns of a cheapest cover, or None when none costs so little.

    Parameters
    ----------
    members
        The regions at hand, shape ``(n_columns, n_units)``.
    costs
        At least 0, shape ``(n_columns,)``.
    n_regions
        How many are chosen.
    most
        The most that the cover may cost.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    LimitError
        When there are too many units, regions or choices to look through, or at the deadline.
    """
    covers = _covers(members, costs, n_regions, most, deadline, only_best=True)
    return covers[-1] if covers else None


def all_few(
    members: Members, costs: Integers, n_regions: int, most: int
) -> tuple[tuple[int, ...], ...]:
    """Return the columns of every cover that costs so little.

    Parameters
    ----------
    members, costs, n_regions, most
        As of `best_few`.

    Raises
    ------
    LimitError
        As `best_few`, and when there are too many covers.
    """
    return _covers(members, costs, n_regions, most, float("inf"), only_best=False)


def _covers(
    members: Members,
    costs: Integers,
    n_regions: int,
    most: int,
    deadline: float,
    *,
    only_best: bool,
) -> tuple[tuple[int, ...], ...]:
    n_columns, n_units = members.shape
    if n_units > _MOST_UNITS or not 1 < n_regions <= _MOST_REGIONS or not n_columns:
        raise LimitError("covers by few regions of few units only")
    order = np.argsort(costs, kind="stable")
    bits = np.left_shift(np.uint64(1), np.arange(n_units, dtype=np.uint64))
    masks = (members[order] * bits).sum(axis=1, dtype=np.uint64)
    n_looks = n_columns // 2 + _FEWEST_LOOKS
    search = _Search(masks, costs[order], only_best, most, n_looks, deadline)
    search.look(np.arange(n_columns), np.bitwise_or.reduce(bits), n_regions, ())
    if len(search.found) > _MOST_COVERS:
        raise LimitError("too many covers")
    return tuple(tuple(order[list(found)].tolist()) for found in search.found)


@dataclass(slots=True)
class _Search:
    """A search by the unit that the fewest regions have.

    Attributes
    ----------
    masks, costs
        Units and costs of each region, by ascending cost.
    only_best
        Whether only ever better covers are looked for.
    most
        The most that a cover may cost.
    n_looks
        How many choices can still be looked at.
    deadline
        `time.monotonic` value at which to stop.
    found
        Covers so far.
    """

    masks: Masks
    costs: Integers
    only_best: bool
    most: int
    n_looks: int
    deadline: float
    found: list[tuple[int, ...]] = field(default_factory=list)
    by_mask: NDArray[np.intp] = field(init=False)

    def __post_init__(self) -> None:
        self.by_mask = np.argsort(self.masks)

    def look(
        self, columns: NDArray[np.intp], open_: np.uint64, n_regions: int, chosen: tuple[int, ...]
    ) -> None:
        """Find covers of the units that are open, by regions among some columns."""
        self.n_looks -= 1
        if self.n_looks < 0 or len(self.found) > _MOST_COVERS:
            raise LimitError("too many choices")
        if self.n_looks % _LOOKS_A_TIME == 0:
            check_time(self.deadline)
        spent = int(self.costs[list(chosen)].sum())
        masks, costs = self.masks[columns], self.costs[columns]
        here = _with_rarest(masks, open_)
        if n_regions == 2:
            self._pair(columns[here], open_, spent, chosen)
            return
        for column in columns[here].tolist():
            left = self.most - spent - int(self.costs[column])
            if left < 0:
                return
            near = np.searchsorted(costs, left, side="right")
            mask = self.masks[column]
            rest = columns[:near][(masks[:near] & mask) == 0]
            if len(rest) > 1:
                self.look(rest, open_ & ~mask, n_regions - 1, (*chosen, column))

    def _pair(
        self, columns: NDArray[np.intp], open_: np.uint64, spent: int, chosen: tuple[int, ...]
    ) -> None:
        """Find covers by one of some columns and the region of all that it leaves."""
        rest = open_ & ~self.masks[columns]
        place = np.searchsorted(self.masks, rest, sorter=self.by_mask)
        other = self.by_mask[np.minimum(place, len(self.by_mask) - 1)]
        total = spent + self.costs[columns] + self.costs[other]
        fits = np.flatnonzero((self.masks[other] == rest) & (total <= self.most))
        if self.only_best and len(fits):
            fits = fits[[total[fits].argmin()]]
            self.most = int(total[fits[0]]) - 1
        self.found += [(*chosen, int(columns[at]), int(other[at])) for at in fits]


def _with_rarest(masks: Masks, open_: np.uint64) -> NDArray[np.intp]:
    """Return which regions have the open unit that the fewest have."""
    units = np.flatnonzero(open_ >> np.arange(_MOST_UNITS, dtype=np.uint64) & np.uint64(1))
    have = masks[:, None] >> units.astype(np.uint64) & np.uint64(1)
    return np.flatnonzero(have[:, have.sum(axis=0).argmin()])


@dataclass(frozen=True, slots=True)
class RowRange:
    """Bounds on the sum of some values over the chosen regions, integers, inclusive."""

    values: Integers
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class CoverProblem:
    """Choose regions so that every unit is in exactly one.

    Attributes
    ----------
    members
        The regions at hand, shape ``(n_columns, n_units)``.
    n_regions
        How many are chosen; None: any number.
    objective
        Cost of each region, to be minimised, integers, shape ``(n_columns,)``.
    budgets
        Pairs (cost of each region, most that a plan may cost), integers.
    forbidden
        Sets of columns that may not all be chosen together.
    left_out
        Cost of leaving each unit in no region, shape ``(n_units,)``; None: none may be.
    ranges
        Sums that must be within bounds.
    """

    members: Members
    n_regions: int | None
    objective: Integers
    budgets: tuple[tuple[Integers, int], ...] = ()
    forbidden: tuple[tuple[int, ...], ...] = ()
    left_out: Integers | None = None
    ranges: tuple[RowRange, ...] = ()


def cheapest_cover(
    problem: CoverProblem, *, solver: Solver = "highs", time_limit_s: float | None = None
) -> tuple[int, ...] | None:
    """Return the columns of a cheapest cover, proven by the solver, or None when there is none.

    Parameters
    ----------
    problem
        Columns, costs and what must hold.
    solver
        HiGHS, or CBC as an oracle in tests.
    time_limit_s
        Limit on the solver [s].

    Raises
    ------
    SolverError
        When the solver reached its limit or failed, so that neither answer is proven.
    """
    while True:
        chosen = _solve(problem, solver, time_limit_s)
        if chosen is None or _within(problem, chosen):
            return chosen
        # A solver's tolerance let a budget slip by some quanta: integers tell, and rule it out.
        problem = replace(problem, forbidden=(*problem.forbidden, chosen))


def _solve(
    problem: CoverProblem, solver: Solver, time_limit_s: float | None
) -> tuple[int, ...] | None:
    program, chosen = _program(problem)
    begun = time.monotonic()
    for backend in _backends(solver, time_limit_s):
        if time_limit_s is not None and time.monotonic() - begun >= time_limit_s:
            break
        program.solve(backend)
        if program.sol_status == pulp.LpSolutionOptimal:
            return tuple(i for i, variable in enumerate(chosen) if variable.value() > 0.5)
        if program.sol_status == pulp.LpSolutionInfeasible:
            return None
    raise SolverError("the integer program ended without a proven answer")


def _program(problem: CoverProblem) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
    program = pulp.LpProblem("cover", pulp.LpMinimize)
    chosen = [
        program.add_variable(f"region_{column}", cat="Binary")
        for column in range(len(problem.members))
    ]
    objective = _weighted(chosen, problem.objective)
    left = []
    if problem.left_out is not None:
        left = [program.add_variable(f"left_{i}", 0, 1) for i in range(len(problem.left_out))]
        objective += _weighted(left, problem.left_out)
    program += objective
    for unit in range(problem.members.shape[1]):
        here = _sum(chosen, np.flatnonzero(problem.members[:, unit]).tolist())
        program += (here + left[unit] if left else here) == 1
    if problem.n_regions is not None:
        program += _sum(chosen, range(len(chosen))) == problem.n_regions
    for costs, most in problem.budgets:
        if costs.any():
            largest = float(np.abs(costs).max()) / _MOST_IN_ROW
            scale = max(1.0, most / _BUDGET_SCALE, largest)  # solvers like rows of moderate size
            program += _weighted(chosen, costs / scale) <= (most + 0.5) / scale
    for row in problem.ranges:
        total = _weighted(chosen, row.values)
        program += total >= row.least
        program += total <= row.most
    for columns in problem.forbidden:
        program += _sum(chosen, columns) <= len(columns) - 1
    return program, chosen


def _backends(solver: Solver, time_limit_s: float | None) -> Iterator[pulp.LpSolver]:
    """Yield the solver, and once more without presolve, which now and then ends in an error."""
    # Costs are integers: a gap below one is no gap.
    options = {"msg": False, "threads": 1, "gapRel": 0.0, "gapAbs": 0.5, "timeLimit": time_limit_s}
    if solver == "cbc":
        yield pulp.PULP_CBC_CMD(**options)
    else:
        yield pulp.HiGHS(**options)
        yield pulp.HiGHS(**options, presolve="off")


def _weighted(
    chosen: Sequence[pulp.LpVariable], costs: NDArray[np.integer] | NDArray[np.float64]
) -> pulp.LpAffineExpression:
    return pulp.LpAffineExpression(dict(zip(chosen, costs.astype(float).tolist(), strict=True)))


def _sum(chosen: Sequence[pulp.LpVariable], columns: Sequence[int]) -> pulp.LpAffineExpression:
    return pulp.LpAffineExpression({chosen[column]: 1.0 for column in columns})


def _within(problem: CoverProblem, chosen: tuple[int, ...]) -> bool:
    return all(int(costs[list(chosen)].sum()) <= most for costs, most in problem.budgets)


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
