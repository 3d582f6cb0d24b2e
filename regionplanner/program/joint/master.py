"""The restricted master of the joint program, its prices, and the bounds that they prove."""

import time
from dataclasses import dataclass, fields

import numpy as np
import pulp
from numpy.typing import NDArray

from regionplanner.criteria.costs import IMPOSSIBLE, Integers, Members
from regionplanner.errors import LimitError, SolverError
from regionplanner.program.binary import growing_thresholds
from regionplanner.program.columns.cover import CoverProblem, RowRange, cheapest_cover
from regionplanner.program.columns.generate import ColumnProgram, solver_quantum, whole_prices
from regionplanner.program.joint.problem import JointProblem
from regionplanner.regions.candidates import Candidates

_FIRST_SHARE = 64
_MOST_COLUMNS = 20_000
_LIMIT_S = 10.0
_TOLERANCE = 1e-6
_MOST_SPENT = 2**57


@dataclass(frozen=True, slots=True)
class Prices:
    """Duals of the rows, in quanta divided by the problem's scale.

    Attributes
    ----------
    units
        Of covering each unit; at most 0 where a unit may be left out, shape ``(n_units,)``.
    covered
        Of a municipality that is covered.
    regions
        Of a region.
    rate
        Of a quantum of the budget, at least 0.
    """

    units: Integers
    covered: int
    regions: int
    rate: int

    def mixed(self, other: "Prices") -> "Prices":
        """Return the prices halfway to others (Wentges 1997)."""
        names = [field.name for field in fields(self)]
        return Prices(*((getattr(self, name) + getattr(other, name)) // 2 for name in names))


@dataclass(frozen=True, slots=True)
class JointBound:
    """Prices, and the lower bound that they prove: integers, so exact.

    A plan costs `bound`, plus the reduced costs of its regions, plus what is not negative either:
    the prices of units left out, of sums off the cheap end of their span and of what is left of
    the budget.

    Attributes
    ----------
    problem
        All reference regions.
    prices
        Duals.
    numbers
        Price of a further region in each reference region: with it no candidate region there has
        a negative reduced cost, shape ``(n_parents,)``.
    bound
        In quanta divided by the problem's scale.
    priced
        Candidate regions under the rate of the prices.
    """

    problem: JointProblem
    prices: Prices
    numbers: Integers
    bound: int
    priced: tuple[Candidates, ...]

    def reduced_costs(self, members: Members) -> Integers:
        """Return the reduced cost of each region."""
        problem, prices = self.problem, self.prices
        reduced = problem.scale * problem.costs_of(members) + prices.rate * problem.spent(members)
        reduced -= members @ (prices.units + prices.covered * problem.sizes)
        return reduced - prices.regions - self.numbers[problem.parents_of(members)]

    def regions_within(
        self, parent: int, threshold: int, *, max_regions: int, deadline: float
    ) -> Members:
        """Return every candidate region of a reference region up to a reduced cost.

        Parameters
        ----------
        parent
            Position of the reference region.
        threshold
            Largest reduced cost, in quanta divided by the problem's scale.
        max_regions
            The most regions.
        deadline
            `time.monotonic` value at which to stop.

        Returns
        -------
        numpy.ndarray
            Regions of all units, shape ``(n_regions, n_units)``.

        Raises
        ------
        LimitError
            When there are too many, or at the deadline.
        """
        members = self.priced[parent].enumerate_within(
            _unit_prices(self.problem, self.prices, parent),
            threshold + self.prices.regions + int(self.numbers[parent]),
            max_regions=max_regions,
            deadline=deadline,
        )
        return self.problem.widened(parent, members)


def evaluated(problem: JointProblem, prices: Prices) -> tuple[JointBound, Members]:
    """Return the bound of some prices, and good regions under them.

    Parameters
    ----------
    problem
        All reference regions.
    prices
        Duals.
    """
    numbers, bounds = [], []
    priced = problem.rated(prices.rate)
    for parent, candidates in enumerate(priced):
        least, members = candidates.price(_unit_prices(problem, prices, parent), float("inf"))
        numbers.append(least - prices.regions)
        bounds.append(problem.widened(parent, members[candidates.limits.allow(members)]))
    bound = int(prices.units.sum()) + problem.regions.cheapest(prices.regions)
    bound += problem.covered.cheapest(prices.covered)
    bound += sum(span.cheapest(price) for price, span in zip(numbers, problem.numbers, strict=True))
    bound -= prices.rate * (problem.budget.most if problem.budget else 0)
    proven = JointBound(problem, prices, np.array(numbers, dtype=np.int64), bound, priced)
    return proven, np.concatenate(bounds)


def _unit_prices(problem: JointProblem, prices: Prices, parent: int) -> Integers:
    """Return what each unit of a reference region takes off the cost of its region."""
    units = problem.units_of(parent)
    return prices.units[units] + prices.covered * problem.sizes[units]


def least_slacks(bound: JointBound, *, most: int, deadline: float) -> tuple[int, ...]:
    """Return a lower bound on the slack of each reference region.

    The prices settle what couples the reference regions; what is left of each is an integer
    program of its own, and costs as much above the bound as that is from its linear relaxation.
    The sum of these is proven too: the bound of a Lagrangian relaxation of the coupling rows.

    Parameters
    ----------
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
    parents = range(len(bound.problem.parents))
    return tuple(_least_slack(bound, parent, most, deadline) for parent in parents)


def _least_slack(bound: JointBound, parent: int, most: int, deadline: float) -> int:
    """Return a lower bound on what the plans of one reference region cost above the bound."""
    proven = 0
    for threshold in growing_thresholds(most // _FIRST_SHARE, most):
        try:
            slack = _slack_within(bound, parent, threshold, deadline)
        except (LimitError, SolverError):
            break
        if slack is not None and slack <= threshold:
            return max(proven, slack)
        proven = threshold + 1
    return proven


def _slack_within(bound: JointBound, parent: int, threshold: int, deadline: float) -> int | None:
    """Return the least slack of plans by the regions within a threshold; None without any."""
    problem = bound.problem
    members = bound.regions_within(parent, threshold, max_regions=_MOST_COLUMNS, deadline=deadline)
    price = int(bound.numbers[parent])
    span = problem.numbers[parent].within(price, threshold)
    units = problem.units_of(parent)
    objective = bound.reduced_costs(members)
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
    chosen = cheapest_cover(program, deadline=min(deadline, time.monotonic() + _LIMIT_S))
    if chosen is None:
        return None
    value = int(program.objective[list(chosen)].sum())
    if program.left_out is not None:
        covered = program.members[list(chosen)].any(axis=0)
        value += int(program.left_out[~covered].sum())
    return problem.scale * value - (0 if span.fixed else span.cheapest(price))


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


class JointMaster(ColumnProgram):
    """A linear program over the known regions that grows by columns.

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
        quantum, budget = solver_quantum(penalty), problem.budget
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
        program += penalty / quantum * pulp.lpSum(misses)
        for constraint, name in rows:
            program += constraint, name
        super().__init__(program, problem.n_units, quantum)
        names = [variable.name for variable in program.variables()]
        self._misses = [names.index(miss.name) for miss in misses]

    def add(self, members: Members) -> int:
        """Add regions that are possible and not there yet; return how many were new."""
        problem, first = self._problem, self._n_units
        costs, spent = problem.costs_of(members), problem.spent(members)
        ones = np.ones(len(members), dtype=np.int64)
        rows = [
            first * ones,
            first + ones,
            first + 2 * ones,
            first + 3 + problem.parents_of(members),
        ]
        values = [ones, members @ problem.sizes, spent / self._spent_quantum, ones]
        costs = np.where(spent < IMPOSSIBLE // 2, costs, IMPOSSIBLE)
        return self._add_new(members, costs, np.column_stack(rows), np.column_stack(values))

    def solve(self) -> JointSolution:
        """Return the optimum over the known regions."""
        objective, duals, values = self._optimum()
        return JointSolution(
            objective=objective,
            prices=self._prices(duals),
            numbers=self._whole(duals[self._n_units + 3 :]),
            kept=bool((values[self._misses] < _TOLERANCE).all()),
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
