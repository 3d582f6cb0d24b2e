"""The restricted master of the joint program: units at most once, sums within their spans."""

from dataclasses import dataclass

import highspy
import numpy as np
import pulp
from numpy.typing import NDArray

from regionplanner.criteria.costs import IMPOSSIBLE, Integers, Members
from regionplanner.errors import SolverError
from regionplanner.program.columns.master import solver_quantum, whole_prices
from regionplanner.program.joint.prices import Prices
from regionplanner.program.joint.problem import JointProblem

_TOLERANCE = 1e-6
_MOST_SPENT = 2**57


@dataclass(frozen=True, slots=True)
class JointSolution:
    """Optimum of the restricted master.

    Attributes
    ----------
    objective
        Value, in quanta.
    prices
        Duals.
    numbers
        Duals of the number of regions of each reference region, shape ``(n_parents,)``.
    kept
        Whether no sum is missed.
    """

    objective: float
    prices: Prices
    numbers: Integers
    kept: bool


class JointMaster:
    """A linear program over the regions at hand that grows by columns.

    Its rows are the units, the number of regions, the municipalities they cover, the budget, and
    the number of regions of each reference region.

    Parameters
    ----------
    problem
        All reference regions.
    penalty
        Cost of missing a sum by one, in quanta.
    """

    def __init__(self, problem: JointProblem, penalty: int) -> None:
        self._problem = problem
        self._known: dict[bytes, None] = {}
        self._quantum = solver_quantum(penalty)
        budget = problem.budget
        self._spent_quantum = solver_quantum(0 if budget is None else budget.ceiling)
        program = pulp.LpProblem("joint", pulp.LpMinimize)
        rows = []
        misses: list[pulp.LpVariable] = []
        for unit in range(problem.n_units):
            left = program.add_variable(f"left_{unit}", lowBound=0)
            rows.append((left == 1, f"unit_{unit}"))
            misses += [left] if problem.whole else []
        for row, (least, most) in enumerate(_spans(problem, self._spent_quantum)):
            total = program.add_variable(f"sum_{row}", lowBound=least, upBound=most)
            short = program.add_variable(f"short_{row}", lowBound=0)
            over = program.add_variable(f"over_{row}", lowBound=0)
            misses += [short, over]
            rows.append((short - over - total == 0, f"span_{row}"))
        program += penalty / self._quantum * pulp.lpSum(misses)
        for constraint, name in rows:
            program += constraint, name
        program.solve(pulp.HiGHS(msg=False, threads=1))
        self._model: highspy.Highs = program.solverModel
        names = [variable.name for variable in program.variables()]
        self._misses = [names.index(miss.name) for miss in misses]

    @property
    def members(self) -> Members:
        """The regions at hand, shape ``(n_regions, n_units)``."""
        rows = np.frombuffer(b"".join(self._known), dtype=bool)
        return rows.reshape(-1, self._problem.n_units).copy()

    def add(self, members: Members) -> int:
        """Add regions that are possible and not there yet; return how many were new."""
        problem = self._problem
        costs, spent = problem.costs_of(members), problem.spent(members)
        rows = np.flatnonzero((costs < IMPOSSIBLE // 2) & (spent < IMPOSSIBLE // 2)).tolist()
        new = [i for i in rows if members[i].tobytes() not in self._known]
        self._known.update(dict.fromkeys(members[i].tobytes() for i in new))
        if new:
            self._add_columns(members[new], costs[new], spent[new])
        return len(new)

    def _add_columns(self, members: Members, costs: Integers, spent: Integers) -> None:
        problem = self._problem
        n_units, sizes = problem.n_units, members @ problem.sizes
        index: list[int] = []
        value: list[float] = []
        starts: list[int] = []
        for row, parent in enumerate(problem.parents_of(members).tolist()):
            starts.append(len(index))
            units = np.flatnonzero(members[row]).tolist()
            index += [*units, n_units, n_units + 1, n_units + 2, n_units + 3 + parent]
            sums = [1.0, float(sizes[row]), float(spent[row] / self._spent_quantum), 1.0]
            value += [1.0] * len(units) + sums
        self._model.addCols(
            len(members),
            costs / self._quantum,
            np.zeros(len(members)),
            np.full(len(members), highspy.kHighsInf),
            len(index),
            np.array(starts, dtype=np.int32),
            np.array(index, dtype=np.int32),
            np.array(value),
        )

    def solve(self) -> JointSolution:
        """Return the optimum over the regions at hand.

        Raises
        ------
        SolverError
            When HiGHS does not reach an optimum.
        """
        self._model.run()
        if self._model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._model.clearSolver()
            self._model.run()
        status = self._model.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverError(f"the linear program ended as {status.name}, not as optimal")
        solution = self._model.getSolution()
        duals = np.array(solution.row_dual)
        misses = np.array([solution.col_value[column] for column in self._misses])
        return JointSolution(
            objective=self._model.getInfo().objective_function_value * self._quantum,
            prices=self._prices(duals),
            numbers=self._whole(duals[self._problem.n_units + 3 :]),
            kept=bool((misses < _TOLERANCE).all()),
        )

    def _whole(self, duals: NDArray[np.float64]) -> Integers:
        """Return duals as whole numbers, in quanta divided by the problem's scale."""
        return whole_prices(duals, self._quantum * self._problem.scale)

    def _prices(self, duals: NDArray[np.float64]) -> Prices:
        """Return duals as whole numbers; a rate so small that it can be paid for all regions."""
        problem = self._problem
        n_units, scale = problem.n_units, problem.scale
        per_spent = self._quantum / self._spent_quantum
        most = 0 if problem.budget is None else _MOST_SPENT // max(1, problem.budget.ceiling)
        prices = self._whole(duals[: n_units + 2])
        units = prices[:n_units] if problem.whole else np.minimum(prices[:n_units], 0)
        return Prices(
            units,
            covered=int(prices[n_units + 1]),
            regions=int(prices[n_units]),
            rate=max(0, min(most, round(-float(duals[n_units + 2]) * scale * per_spent))),
        )


def _spans(problem: JointProblem, spent_quantum: float) -> list[tuple[float | None, float | None]]:
    """Return least and most of every sum, in the order of the rows; None: no limit."""
    budget = problem.budget
    return [
        (problem.regions.least, problem.regions.most),
        (problem.covered.least, problem.covered.most),
        (None, None if budget is None else budget.most / spent_quantum),
        *((span.least, span.most) for span in problem.numbers),
    ]
