"""The integer program over explicit columns: the cheapest exact cover, and which of equals."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Integers, Members, RegionCosts
from regionplanner.errors import LimitError, SolverError
from regionplanner.program.binary import (
    BinaryAnswer,
    BinaryProgram,
    Row,
    best_choice,
    settled,
)
from regionplanner.stopping import check_time

Masks = NDArray[np.uint64]

_MOST_UNITS = 64
"""Units of a region are the bits of one number."""

_MOST_REGIONS = 10
_FEWEST_NODES = 100
_MOST_COVERS = 1000
_NODES_A_CHECK = 256


def few_covers(
    members: Members,
    costs: Integers,
    n_regions: int,
    most: int,
    *,
    only_best: bool = False,
    deadline: float = float("inf"),
) -> tuple[tuple[int, ...], ...]:
    """Return the columns of every cover that costs so little, or of ever cheaper ones.

    Parameters
    ----------
    members
        The known regions, shape ``(n_columns, n_units)``.
    costs
        At least 0, shape ``(n_columns,)``.
    n_regions
        How many are chosen.
    most
        The most that a cover may cost.
    only_best
        Whether the cheapest is enough: then it is the last.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    LimitError
        When there are too many units, regions, choices to search or covers, or at the deadline.
    """
    n_columns, n_units = members.shape
    if n_units > _MOST_UNITS or not 1 < n_regions <= _MOST_REGIONS or not n_columns:
        raise LimitError("covers by few regions of few units only")
    order = np.argsort(costs, kind="stable")
    bits = np.left_shift(np.uint64(1), np.arange(n_units, dtype=np.uint64))
    masks = (members[order] * bits).sum(axis=1, dtype=np.uint64)
    n_nodes = n_columns // 2 + _FEWEST_NODES
    by_mask = np.argsort(masks)
    search = _Search(masks, costs[order], only_best, most, n_nodes, deadline, by_mask)
    search.extend(np.arange(n_columns), np.bitwise_or.reduce(bits), n_regions, ())
    if len(search.covers) > _MOST_COVERS:
        raise LimitError("too many covers")
    return tuple(tuple(order[list(cover)].tolist()) for cover in search.covers)


@dataclass(slots=True)
class _Search:
    """A search by the unit that the fewest regions have.

    Attributes
    ----------
    masks, costs
        Units and costs of each region, by ascending cost.
    only_best
        Whether only ever better covers are wanted.
    most
        The most that a cover may cost.
    n_nodes
        How many nodes can still be visited.
    deadline
        `time.monotonic` value at which to stop.
    by_mask
        The regions in the order of their masks.
    covers
        Covers so far.
    """

    masks: Masks
    costs: Integers
    only_best: bool
    most: int
    n_nodes: int
    deadline: float
    by_mask: NDArray[np.intp]
    covers: list[tuple[int, ...]] = field(default_factory=list)

    def extend(
        self, columns: NDArray[np.intp], open_: np.uint64, n_regions: int, chosen: tuple[int, ...]
    ) -> None:
        """Find covers of the units that are open, by regions among some columns."""
        self.n_nodes -= 1
        if self.n_nodes < 0 or len(self.covers) > _MOST_COVERS:
            raise LimitError("too many choices")
        if self.n_nodes % _NODES_A_CHECK == 0:
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
                self.extend(rest, open_ & ~mask, n_regions - 1, (*chosen, column))

    def _pair(
        self, columns: NDArray[np.intp], open_: np.uint64, spent: int, chosen: tuple[int, ...]
    ) -> None:
        """Find covers by one of some columns and the region of all that it leaves."""
        rest = open_ & ~self.masks[columns]
        place = np.searchsorted(self.masks, rest, sorter=self.by_mask)
        partner = self.by_mask[np.minimum(place, len(self.by_mask) - 1)]
        total = spent + self.costs[columns] + self.costs[partner]
        fits = np.flatnonzero((self.masks[partner] == rest) & (total <= self.most))
        if self.only_best and len(fits):
            fits = fits[[total[fits].argmin()]]
            self.most = int(total[fits[0]]) - 1
        self.covers += [(*chosen, int(columns[at]), int(partner[at])) for at in fits]


def _with_rarest(masks: Masks, open_: np.uint64) -> NDArray[np.intp]:
    """Return which regions have the open unit that the fewest have."""
    units = np.flatnonzero(open_ >> np.arange(_MOST_UNITS, dtype=np.uint64) & np.uint64(1))
    have = masks[:, None] >> units.astype(np.uint64) & np.uint64(1)
    return np.flatnonzero(have[:, have.sum(axis=0).argmin()])


@dataclass(frozen=True, slots=True)
class RowRange:
    """Bounds on the sum of some values over the chosen regions, inclusive; None is open."""

    values: Integers
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class CoverProblem:
    """Choose regions so that every unit is in exactly one.

    Attributes
    ----------
    members
        The known regions, shape ``(n_columns, n_units)``.
    n_regions
        How many are chosen; None: any number.
    objective
        Cost of each region, to be minimised, integers, shape ``(n_columns,)``.
    budgets
        Pairs (cost of each region, most that a plan may cost), integers.
    left_out
        Cost of leaving each unit in no region, shape ``(n_units,)``; None: none may be.
    ranges
        Sums that must be within bounds.
    """

    members: Members
    n_regions: int | None
    objective: Integers
    budgets: tuple[tuple[Integers, int], ...] = ()
    left_out: Integers | None = None
    ranges: tuple[RowRange, ...] = ()

    @property
    def program(self) -> BinaryProgram:
        """The choice of each region, then of each unit that is left out, as a 0-1 program."""
        n_columns, n_units = self.members.shape
        left, left_costs = range(0), list[int]()
        if self.left_out is not None:
            left, left_costs = range(n_columns, n_columns + n_units), self.left_out.tolist()
        blocks = [
            (*left[unit : unit + 1], *there.tolist())
            for unit, there in enumerate(map(np.flatnonzero, self.members.T))
        ]
        sums = [RowRange(costs, None, most) for costs, most in self.budgets]
        if self.n_regions is not None:
            ones = np.ones(n_columns, dtype=np.int64)
            sums.append(RowRange(ones, self.n_regions, self.n_regions))
        return BinaryProgram(
            (*self.objective.tolist(), *left_costs),
            (
                *(Row(dict.fromkeys(block, 1), least=1, most=1) for block in blocks),
                *(
                    Row(_terms(limit.values), limit.least, limit.most)
                    for limit in (*sums, *self.ranges)
                ),
            ),
            partitions=True,
        )

    def columns_of(self, answer: BinaryAnswer) -> tuple[int, ...]:
        """Return the regions that an answer to its program chooses."""
        return tuple(n for n in answer.chosen or () if n < len(self.members))


def _terms(values: Integers) -> dict[int, int]:
    there = np.flatnonzero(values).tolist()
    return dict(zip(there, values[there].tolist(), strict=True))


def cheapest_cover(
    problem: CoverProblem, *, deadline: float = float("inf")
) -> tuple[int, ...] | None:
    """Return the columns of a cheapest cover, proven by the solver, or None when there is none.

    Parameters
    ----------
    problem
        Columns, costs and what must hold.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    SolverError
        When the solver reached its limit or failed, so that neither answer is proven.
    """
    answer = best_choice(problem.program, deadline=deadline)
    if answer is None:
        return None
    if not answer.optimal:
        raise SolverError("the integer program ended without a proven answer")
    return problem.columns_of(answer)


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
        covers = few_covers(columns, reduced, len(chosen), slack)
    except LimitError:
        problem = CoverProblem(columns, len(chosen), metres, budgets=((reduced, slack),))
        best = settled_choice(problem, current)
    else:
        rank = _ranks(columns)
        best = min(covers, key=lambda cover: _order(columns, metres, rank, cover))
    regions = columns[list(best)]
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
    if len(problem.members) == len(current):
        return current
    if _is_only(problem, current):
        return current
    program = problem.program
    answer = best_choice(program)
    if answer is None:
        return current
    n_units = problem.members.shape[1]
    rank = [*_ranks(problem.members).tolist(), *[-1] * n_units]  # a unit that is left out first
    order = tuple(tuple(sorted(r.terms, key=rank.__getitem__)) for r in program.rows[:n_units])
    return problem.columns_of(settled(replace(program, order=order), answer))


def _is_only(problem: CoverProblem, current: tuple[int, ...]) -> bool:
    """Return whether no other cover is within the budgets.

    The next best one is looked for: its linear programs are easier than those of any within, and
    say sooner that there is none.
    """
    (costs, most), *budgets = problem.budgets
    others = replace(problem, objective=costs, budgets=tuple(budgets)).program
    next_best = best_choice(others.with_rows(Row(dict.fromkeys(current, 1), most=len(current) - 1)))
    return next_best is None or next_best.cost > most


def _positions(columns: Members, chosen: Members) -> tuple[int, ...]:
    where = {row.tobytes(): i for i, row in enumerate(columns)}
    return tuple(where[row.tobytes()] for row in chosen)
