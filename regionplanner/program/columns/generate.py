"""Column generation: the restricted master, and the best lower bound that prices prove."""

import math
from dataclasses import dataclass, replace
from operator import attrgetter

import highspy
import numpy as np
import pulp
from numpy.typing import NDArray

from regionplanner.criteria.costs import IMPOSSIBLE, QUANTUM, Integers, Members, without_values
from regionplanner.errors import LimitError, SolverError
from regionplanner.regions.candidates import Candidates, Pricer
from regionplanner.stopping import left_s

_TOLERANCE = 1e-6
_MODERATE = 10**13
_MOST_PRICES = 2**58
_SMOOTHING = 0.5
_SHARES = (0.01, 0.05, 0.2, 1.0)
_MAX_PASSED = 500_000
_LOW_PENALTY = 20
_BY_BOUND = attrgetter("bound")


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


class ColumnProgram:
    """A linear program over the known regions that grows by columns and keeps its basis.

    The rows are stated in PuLP, those of the units first; columns are then added to the HiGHS model
    that PuLP built, because PuLP itself starts every solve from nothing.

    Parameters
    ----------
    program
        Its rows, without any region.
    n_units
        Number of units.
    quantum
        Quanta of cost that the solver takes for one.
    """

    def __init__(self, program: pulp.LpProblem, n_units: int, quantum: float) -> None:
        self._n_units, self._quantum = n_units, quantum
        self._known: dict[bytes, None] = {}  # in the order of arrival
        program.solve(pulp.HiGHS(msg=False, threads=1))
        self._model: highspy.Highs = program.solverModel

    @property
    def members(self) -> Members:
        """The known regions, shape ``(n_regions, n_units)``."""
        rows = np.frombuffer(b"".join(self._known), dtype=bool)
        return rows.reshape(-1, self._n_units).copy()

    def _add_new(
        self, members: Members, costs: Integers, rows: Integers, values: NDArray[np.float64]
    ) -> int:
        """Add regions that are possible and not there yet; return how many were new.

        What each has in rows besides those of its units has the shape ``(n_regions, n)``.
        """
        possible = np.flatnonzero(costs < IMPOSSIBLE // 2).tolist()
        new = [i for i in possible if members[i].tobytes() not in self._known]
        if not new:
            return 0
        self._known.update(dict.fromkeys(members[i].tobytes() for i in new))
        inside = np.hstack([members[new], np.ones((len(new), rows.shape[1]), dtype=bool)])
        units = np.broadcast_to(np.arange(self._n_units), members[new].shape)
        index = np.hstack([units, rows[new]])[inside].astype(np.int32)
        lengths = inside.sum(axis=1)
        self._model.addCols(
            len(new),
            costs[new] / self._quantum,
            np.zeros(len(new)),
            np.full(len(new), highspy.kHighsInf),
            len(index),
            np.cumsum([0, *lengths[:-1]], dtype=np.int32),
            index,
            np.hstack([members[new], values[new]])[inside],
        )
        return len(new)

    def _optimum(self) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
        """Return the objective [quanta], the duals of the rows, and the values of the columns."""
        self._model.run()
        if self._model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._model.clearSolver()  # from a fresh basis
            self._model.run()
        status = self._model.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverError(
                "the linear program ended as {name}, not as optimal", name=status.name
            )
        solution = self._model.getSolution()
        objective = self._model.getInfo().objective_function_value * self._quantum
        return objective, np.array(solution.row_dual), np.array(solution.col_value)


class Master(ColumnProgram):
    """The regions of one parent: every unit in one, and so many in all.

    Parameters
    ----------
    n_units
        Number of units to cover.
    penalty
        Cost of leaving a unit uncovered, in quanta: more than any plan costs.
    """

    def __init__(self, n_units: int, penalty: int) -> None:
        program = pulp.LpProblem("master", pulp.LpMinimize)
        uncovered = [program.add_variable(f"uncovered_{i}", lowBound=0) for i in range(n_units)]
        missing = program.add_variable("missing", lowBound=0)
        surplus = program.add_variable("surplus", lowBound=0)
        self.penalty = penalty
        self._n_artificial = n_units + 2
        quantum = solver_quantum(penalty)
        program += penalty / quantum * pulp.lpSum([*uncovered, missing, surplus])
        for i, variable in enumerate(uncovered):
            program += variable == 1, f"unit_{i}"
        program += missing - surplus == 1, "regions"
        super().__init__(program, n_units, quantum)

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
        """Allow no uncovered unit any more: only right when the known columns can cover."""
        self._bound_artificials(0.0)

    def choose(self, region: int) -> None:
        """Let a region be chosen for good, by its position in `members`."""
        self._model.changeColBounds(self._n_artificial + region, 1.0, 1.0)

    def release(self, region: int) -> None:
        """Let a region that was chosen for good be chosen or not."""
        self._model.changeColBounds(self._n_artificial + region, 0.0, highspy.kHighsInf)

    def _bound_artificials(self, upper: float) -> None:
        for column in range(self._n_artificial):
            self._model.changeColBounds(column, 0.0, upper)

    def add(self, members: Members, costs: Integers) -> int:
        """Add regions that are possible and not there yet; return how many were new."""
        ones = np.ones((len(members), 1))
        return self._add_new(members, costs, np.full(ones.shape, self._n_units), ones)

    def solve(self) -> MasterSolution:
        """Return the optimum over the known columns."""
        objective, duals, values = self._optimum()
        prices, n_artificial = whole_prices(duals, self._quantum), self._n_artificial
        return MasterSolution(
            objective=objective,
            prices=prices[: self._n_units],
            region_price=int(prices[self._n_units]),
            covered=bool((values[:n_artificial] < _TOLERANCE).all()),
            values=values[n_artificial:],
        )


@dataclass(frozen=True, slots=True)
class DualBound:
    """Prices of the units, and the lower bound they prove: integers, so exact.

    With the region price at the least reduced cost `best` no candidate region has a negative
    reduced cost, and any plan of `n_regions` regions costs `bound` plus the sum of the reduced
    costs of its regions.

    Attributes
    ----------
    prices
        Shape ``(n_units,)``, in quanta.
    best
        Least cost of any candidate region less the prices of its units.
    n_regions
        Number of regions.
    """

    prices: Integers
    best: int
    n_regions: int

    @property
    def bound(self) -> int:
        """``prices.sum() + n_regions * best``."""
        return int(self.prices.sum()) + self.n_regions * self.best


def dual_bound(
    candidates: Candidates, master: Master, n_regions: int, start: Integers, *, deadline: float
) -> DualBound | None:
    """Return the bound of the linear program over all candidate regions, or None.

    Parameters
    ----------
    candidates
        Candidate regions of the parent with their costs.
    master
        Holds the columns found so far, also those of other numbers of regions; is added to.
    n_regions
        Number of regions.
    start
        Prices to start from, such as those of one region less, shape ``(n_units,)``.
    deadline
        `time.monotonic` value at which the best bound so far is returned.

    Returns
    -------
    DualBound or None
        None when not even fractional regions can cover the units: there is no plan.

    References
    ----------
    Mehrotra, Johnson & Nemhauser 1998 (column generation); Wentges 1997 (smoothing).
    """
    master.set_regions(n_regions)
    exact = _Generation(candidates, master, n_regions, deadline, candidates.price)
    heuristic = candidates.heuristic_price
    if heuristic is not None:  # partial pricing: good columns and prices; proves nothing
        start = replace(exact, find=heuristic, proves=False).run(start)[0].prices
    bound, solution = exact.run(start)
    if solution.covered or left_s(deadline) <= 0:
        return bound
    first_phase, can_cover = _first_phase(candidates, n_regions, deadline)
    if can_cover is False:
        return None
    master.add(first_phase, candidates.costs.of(first_phase))
    if can_cover is None:
        return bound
    master.require_cover()
    return exact.run(bound.prices)[0]


def first_prices(
    candidates: Candidates, master: Master, n_regions: int, *, deadline: float
) -> Integers:
    """Return prices to start from, and add the columns that led to them to the master.

    While few columns are known prices run up to the penalty. A low one keeps them near what a unit
    costs in good plans, which saves rounds where there are many units.

    Parameters
    ----------
    candidates, master, n_regions, deadline
        As of `dual_bound`.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_units,)``.
    """
    heuristic = candidates.heuristic_price
    rough = _Generation(
        candidates,
        master,
        n_regions,
        deadline,
        heuristic or candidates.price,
        proves=heuristic is None,
    )
    zeros = np.zeros(candidates.costs.n_units, dtype=np.int64)
    try:
        least, _ = rough.find(zeros, deadline)
    except LimitError:  # the deadline
        return zeros
    master.set_regions(n_regions)
    each = abs(n_regions * least) // len(zeros)
    master.charge(min(_LOW_PENALTY * each, master.penalty))
    bound, _ = rough.run(zeros)
    master.charge(master.penalty)
    return bound.prices


@dataclass(frozen=True, slots=True)
class _Generation:
    """Column generation for a number of regions.

    When `proves`, no other region is better than the best that is found.
    """

    candidates: Candidates
    master: Master
    n_regions: int
    deadline: float
    find: Pricer
    proves: bool = True

    def run(self, start: Integers) -> tuple[DualBound, MasterSolution]:
        """Run to the end, or the deadline; return the best bound and the last solution."""
        master = self.master
        # needs no sweep: there is always a bound, whatever the deadline
        best = DualBound(start, self.candidates.bound(start), self.n_regions)
        solution = master.solve()
        try:
            best = max(best, self._evaluate(start)[0], key=_BY_BOUND)
            while left_s(self.deadline) > 0:
                solution = master.solve()
                if solution.objective - best.bound < master.closeness:
                    break
                bound, n_new = self._round(solution, best)
                best = max(best, bound, key=_BY_BOUND)
                if not n_new:
                    break
        except LimitError:  # the deadline
            solution = master.solve()
        return best, solution

    def _round(self, solution: MasterSolution, best: DualBound) -> tuple[DualBound, int]:
        """Return the bound of prices near those of the master, and how many new regions there."""
        smooth = np.rint(_SMOOTHING * best.prices + (1 - _SMOOTHING) * solution.prices)
        near, n_new = self._evaluate(smooth.astype(np.int64))
        if n_new:
            return near, n_new
        # the smooth prices missed: the true ones decide
        bound, n_new = self._evaluate(solution.prices)
        if not n_new and self.proves and self.candidates.coarse:
            bound, n_new = self._look_past(solution, bound)
        return max(near, bound, key=_BY_BOUND), n_new

    def _evaluate(self, prices: Integers) -> tuple[DualBound, int]:
        """Return the bound of some prices, and how many regions new to the master they found."""
        best, members = self.find(prices, self.deadline)
        members = members[self.candidates.limits.allow(members)]
        n_new = self.master.add(members, self.candidates.costs.of(members))
        return DualBound(prices, best, self.n_regions), n_new

    def _look_past(self, solution: MasterSolution, bound: DualBound) -> tuple[DualBound, int]:
        """Return the bound and the new regions once those that break a limit are passed over.

        The best regions of a sweep all break a limit, or are known. The stream of regions in order
        of reduced cost is followed until one that keeps the limits improves the master. When none
        does, the region price of the master is what the prices prove.
        """
        prices, price = solution.prices, solution.region_price
        for share in _SHARES:
            limit = bound.best + round(share * (price - bound.best))
            try:
                members = self.candidates.enumerate_within(
                    prices, limit - 1, max_regions=_MAX_PASSED, deadline=self.deadline
                )
            except LimitError:
                return bound, 0
            costs = self.candidates.costs.of(members)
            n_new = self.master.add(members, costs)
            if n_new:
                return bound, n_new
        # every region left is known to the master; rounded prices may put it some quanta below
        price = min((costs - members @ prices).min(initial=price), price)
        return DualBound(prices, int(price), self.n_regions), 0


def _first_phase(
    candidates: Candidates, n_regions: int, deadline: float
) -> tuple[Members, bool | None]:
    """Return regions that cover all units, fractionally, and whether they do; None: not known.

    The first phase of the simplex method: regions are free, an uncovered unit costs 1. As a plan
    would cost nothing, a positive lower bound proves that there is none.
    """
    n_units = candidates.costs.n_units
    free = candidates.with_costs(without_values(candidates.costs))
    master = Master(n_units, penalty=round(1 / QUANTUM))
    master.set_regions(n_regions)
    zeros = np.zeros(n_units, dtype=np.int64)
    bound, solution = _Generation(free, master, n_regions, deadline, free.price).run(zeros)
    if bound.bound > 0:
        return master.members, False
    return master.members, True if solution.covered else None
