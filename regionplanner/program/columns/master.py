"""The restricted master: the linear set-partitioning program over the columns at hand."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
import pulp
from numpy.typing import NDArray

from regionplanner.criteria.costs import IMPOSSIBLE, QUANTUM, Integers, Members
from regionplanner.errors import SolverError

_TOLERANCE = 1e-6
_MODERATE = 10**13
_MOST_PRICES = 2**58


def solver_quantum(most: int) -> float:
    """Return how many quanta a solver takes for one, so that its numbers are of moderate size.

    Parameters
    ----------
    most
        The largest cost, in quanta.
    """
    return 10.0 ** math.ceil(math.log10(max(1.0, most / _MODERATE))) / QUANTUM


def whole_prices(duals: NDArray[np.float64], quantum: float) -> Integers:
    """Return duals as whole quanta, so small that the prices of all units can be summed.

    Parameters
    ----------
    duals
        As a solver has them.
    quantum
        Quanta that it takes for one.
    """
    most = _MOST_PRICES // max(1, len(duals))
    return np.rint(np.clip(duals * quantum, -most, most)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class MasterSolution:
    """Optimum of the restricted master.

    Attributes
    ----------
    objective
        Value in quanta, the penalties of uncovered units included.
    prices
        Dual of each unit's row, rounded to quanta, shape ``(n_units,)``.
    region_price
        Dual of the row that counts regions, rounded to quanta.
    covered
        True when no unit is left to the penalty.
    values
        How much of each region is chosen, in the order of `Master.members`.
    """

    objective: float
    prices: Integers
    region_price: int
    covered: bool
    values: NDArray[np.float64]


class Master:
    """A linear program that grows by columns and keeps its basis.

    The rows are stated in PuLP; columns are then added to the HiGHS model that PuLP built,
    because PuLP itself starts every solve from nothing.

    Parameters
    ----------
    n_units
        Number of units to cover.
    penalty
        Cost of leaving a unit uncovered, in quanta: more than any plan costs.
    """

    def __init__(self, n_units: int, penalty: int) -> None:
        self._n_units = n_units
        self._known: dict[bytes, None] = {}  # in the order of arrival
        problem = pulp.LpProblem("master", pulp.LpMinimize)
        uncovered = [problem.add_variable(f"uncovered_{i}", lowBound=0) for i in range(n_units)]
        missing = problem.add_variable("missing", lowBound=0)
        surplus = problem.add_variable("surplus", lowBound=0)
        self.penalty = penalty
        self._quantum = solver_quantum(penalty)
        self._n_artificial = n_units + 2
        problem += penalty / self._quantum * pulp.lpSum([*uncovered, missing, surplus])
        for i, variable in enumerate(uncovered):
            problem += variable == 1, f"unit_{i}"
        problem += missing - surplus == 1, "regions"
        problem.solve(pulp.HiGHS(msg=False, threads=1))
        self._model: highspy.Highs = problem.solverModel

    @property
    def closeness(self) -> float:
        """Quanta that are no difference between objectives."""
        return self._quantum * QUANTUM

    def charge(self, penalty: int) -> None:
        """Set the cost of leaving a unit uncovered, in quanta."""
        for column in range(self._n_artificial):
            self._model.changeColCost(column, penalty / self._quantum)

    def set_regions(self, n_regions: int) -> None:
        """Ask for a number of regions, with penalties allowed again."""
        self._model.changeRowBounds(self._n_units, n_regions, n_regions)
        self._bound_artificials(highspy.kHighsInf)

    def require_cover(self) -> None:
        """Allow no uncovered unit any more: only right when the columns at hand can cover."""
        self._bound_artificials(0.0)

    def choose(self, region: int) -> None:
        """Let a region be chosen for good, by its position in `members`."""
        self._model.changeColBounds(self._n_artificial + region, 1.0, 1.0)

    def release(self, region: int) -> None:
        """Let a region that was chosen for good be chosen or not."""
        self._model.changeColBounds(self._n_artificial + region, 0.0, highspy.kHighsInf)

    @property
    def members(self) -> Members:
        """The regions at hand, shape ``(n_regions, n_units)``."""
        rows = np.frombuffer(b"".join(self._known), dtype=bool)
        return rows.reshape(-1, self._n_units).copy()

    def _bound_artificials(self, upper: float) -> None:
        for column in range(self._n_artificial):
            self._model.changeColBounds(column, 0.0, upper)

    def add(self, members: Members, costs: Integers) -> int:
        """Add regions that are possible and not there yet; return how many were new."""
        possible = costs < IMPOSSIBLE // 2
        members, costs = members[possible], costs[possible]
        keys = [row.tobytes() for row in members]
        new = [i for i, key in enumerate(keys) if key not in self._known]
        self._known.update(dict.fromkeys(keys))
        if new:
            rows = [[*np.flatnonzero(members[i]).tolist(), self._n_units] for i in new]
            self._add_columns(rows, costs[new] / self._quantum)
        return len(new)

    def _add_columns(self, rows: Sequence[Sequence[int]], costs: NDArray[np.float64]) -> None:
        lengths = [len(r) for r in rows]
        starts = np.cumsum([0, *lengths[:-1]], dtype=np.int32)
        index = np.concatenate([np.array(r, dtype=np.int32) for r in rows])
        self._model.addCols(
            len(rows),
            costs,
            np.zeros(len(rows)),
            np.full(len(rows), highspy.kHighsInf),
            len(index),
            starts,
            index,
            np.ones(len(index)),
        )

    def solve(self) -> MasterSolution:
        """Return the optimum over the columns at hand.

        Raises
        ------
        SolverError
            When HiGHS does not reach an optimum.
        """
        self._model.run()
        if self._model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._model.clearSolver()  # from a fresh basis
            self._model.run()
        status = self._model.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverError(f"the linear program ended as {status.name}, not as optimal")
        solution = self._model.getSolution()
        duals = whole_prices(np.array(solution.row_dual), self._quantum)
        values = np.array(solution.col_value)
        artificial = values[: self._n_artificial]
        return MasterSolution(
            objective=self._model.getInfo().objective_function_value * self._quantum,
            prices=duals[: self._n_units],
            region_price=int(duals[self._n_units]),
            covered=bool((artificial < _TOLERANCE).all()),
            values=values[self._n_artificial :],
        )
