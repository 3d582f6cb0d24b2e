"""The restricted master of the joint program: units at most once, sums within their spans."""

from dataclasses import dataclass

import highspy
import numpy as np
import pulp

from regionplanner.criteria.costs import IMPOSSIBLE, QUANTUM, Integers, Members
from regionplanner.errors import SolverError
from regionplanner.program.joint.prices import Prices
from regionplanner.program.joint.problem import JointProblem, Span

_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class JointSolution:
    """Optimum of the restricted master: value in quanta, duals, and whether no sum is missed."""

    objective: float
    prices: Prices
    region_price: int
    kept: bool


class JointMaster:
    """A linear program over the regions at hand that grows by columns.

    Parameters
    ----------
    problem
        All reference regions.
    n_regions
        Number of regions in all.
    penalty
        Cost of missing a sum by one, in quanta.
    """

    def __init__(self, problem: JointProblem, n_regions: int, penalty: int) -> None:
        self._problem = problem
        self._known: dict[bytes, None] = {}
        spans = [Span(n_regions, n_regions), problem.covered, *problem.numbers]
        program = pulp.LpProblem("joint", pulp.LpMinimize)
        misses: list[pulp.LpVariable] = []
        rows = []
        for unit in range(problem.n_units):
            left = program.add_variable(f"left_{unit}", lowBound=0)
            rows.append((left == 1, f"unit_{unit}"))
        for row, span in enumerate(spans):
            total = program.add_variable(f"sum_{row}", lowBound=span.least, upBound=span.most)
            short = program.add_variable(f"short_{row}", lowBound=0)
            over = program.add_variable(f"over_{row}", lowBound=0)
            misses += [short, over]
            rows.append((short - over - total == 0, f"span_{row}"))
        program += float(penalty * QUANTUM) * pulp.lpSum(misses)
        for constraint, name in rows:
            program += constraint, name
        program.solve(pulp.HiGHS(msg=False, threads=1))
        self._model: highspy.Highs = program.solverModel
        names = [variable.name for variable in program.variables()]
        self._misses = [names.index(miss.name) for miss in misses]
        self._n_rows = problem.n_units + len(spans)

    @property
    def members(self) -> Members:
        """The regions at hand, shape ``(n_regions, n_units)``."""
        rows = np.frombuffer(b"".join(self._known), dtype=bool)
        return rows.reshape(-1, self._problem.n_units).copy()

    def add(self, members: Members) -> int:
        """Add regions that are possible and not there yet; return how many were new."""
        costs = self._problem.costs_of(members)
        members, costs = members[costs < IMPOSSIBLE // 2], costs[costs < IMPOSSIBLE // 2]
        new = [i for i, row in enumerate(members) if row.tobytes() not in self._known]
        self._known.update(dict.fromkeys(members[i].tobytes() for i in new))
        if new:
            self._add_columns(members[new], costs[new])
        return len(new)

    def _add_columns(self, members: Members, costs: Integers) -> None:
        problem = self._problem
        n_units = problem.n_units
        sizes, parents = members @ problem.sizes, problem.parents_of(members)
        index: list[int] = []
        value: list[float] = []
        starts: list[int] = []
        for row, size, parent in zip(members, sizes.tolist(), parents.tolist(), strict=True):
            starts.append(len(index))
            units = np.flatnonzero(row).tolist()
            index += [*units, n_units, n_units + 1, n_units + 2 + parent]
            value += [1.0] * (len(units) + 1) + [float(size), 1.0]
        self._model.addCols(
            len(members),
            costs * np.float64(QUANTUM),
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
        duals = np.rint(np.array(solution.row_dual) / QUANTUM).astype(np.int64)
        n_units = self._problem.n_units
        misses = np.array([solution.col_value[column] for column in self._misses])
        return JointSolution(
            objective=self._model.getInfo().objective_function_value / QUANTUM,
            prices=Prices(
                np.minimum(duals[:n_units], 0), int(duals[n_units + 1]), duals[n_units + 2 :]
            ),
            region_price=int(duals[n_units]),
            kept=bool((misses < _TOLERANCE).all()),
        )
