"""Column generation: the best lower bound that prices of units can prove."""

import time
from dataclasses import dataclass

import numpy as np

from regionplanner.criteria.costs import QUANTUM, Integers, Members, without_values
from regionplanner.errors import LimitError
from regionplanner.program.columns.master import Master, MasterSolution
from regionplanner.regions.candidates import Candidates, Finder

_SMOOTHING = 0.5
_SHARES = (0.01, 0.05, 0.2, 1.0)
_MAX_PASSED = 500_000
_LOW_PENALTY = 20


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
    bound
        ``prices.sum() + n_regions * best``.
    """

    prices: Integers
    best: int
    bound: int


def dual_bound(
    candidates: Candidates,
    master: Master,
    n_regions: int,
    start: Integers,
    *,
    deadline: float,
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
    likely = candidates.likely()
    if likely is not None:  # partial pricing: good columns and prices; proves nothing
        pricer = _Pricer(candidates, likely, proves=False)
        start = _generate(pricer, master, n_regions, start, deadline)[0].prices
    pricer = _Pricer(candidates, candidates.best)
    found, solution = _generate(pricer, master, n_regions, start, deadline)
    if solution.covered or time.monotonic() > deadline:
        return found
    first_phase, can_cover = _first_phase(candidates, n_regions, deadline)
    if can_cover is False:
        return None
    master.add(first_phase, candidates.costs.of(first_phase))
    if can_cover is None:
        return found
    master.require_cover()
    return _generate(pricer, master, n_regions, found.prices, deadline)[0]


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
    likely = candidates.likely()
    pricer = _Pricer(candidates, likely or candidates.best, proves=likely is None)
    nothing = np.zeros(candidates.costs.n_units, dtype=np.int64)
    try:
        least, _ = pricer.find(nothing, deadline)
    except LimitError:  # the deadline
        return nothing
    master.set_regions(n_regions)
    each = abs(_bound(nothing, least, n_regions).bound) // len(nothing)
    master.charge(min(_LOW_PENALTY * each, master.penalty))
    found, _ = _generate(pricer, master, n_regions, nothing, deadline)
    master.charge(master.penalty)
    return found.prices


@dataclass(frozen=True, slots=True)
class _Pricer:
    """Candidate regions, and how good ones are found.

    When `proves`, no other region is better than the best.
    """

    candidates: Candidates
    find: Finder
    proves: bool = True


def _generate(
    pricer: _Pricer, master: Master, n_regions: int, start: Integers, deadline: float
) -> tuple[DualBound, MasterSolution]:
    """Run column generation to its end; return the best bound and the last solution."""
    best = _sure_bound(pricer.candidates, start, n_regions)
    solution = master.solve()
    try:
        best = max(best, _evaluate(pricer, master, start, n_regions, deadline)[0], key=_value)
        while time.monotonic() < deadline:
            solution = master.solve()
            if solution.objective - best.bound < master.closeness:
                break
            found, n_new = _round(pricer, master, solution, best, n_regions, deadline)
            best = max(best, found, key=_value)
            if not n_new:
                break
    except LimitError:  # the deadline
        solution = master.solve()
    return best, solution


def _round(
    pricer: _Pricer,
    master: Master,
    solution: MasterSolution,
    best: DualBound,
    n_regions: int,
    deadline: float,
) -> tuple[DualBound, int]:
    """Return the bound of prices near those of the master, and how many new regions they found."""
    smooth = np.rint(_SMOOTHING * best.prices + (1 - _SMOOTHING) * solution.prices)
    near, n_new = _evaluate(pricer, master, smooth.astype(np.int64), n_regions, deadline)
    if n_new:
        return near, n_new
    # the smooth prices missed: the true ones decide
    found, n_new = _evaluate(pricer, master, solution.prices, n_regions, deadline)
    if not n_new and pricer.proves and pricer.candidates.coarse:
        found, n_new = _look_past(pricer.candidates, master, solution, found, n_regions, deadline)
    return max(near, found, key=_value), n_new


def _evaluate(
    pricer: _Pricer, master: Master, prices: Integers, n_regions: int, deadline: float
) -> tuple[DualBound, int]:
    """Return the bound of some prices, and how many regions new to the master they found."""
    best, members = pricer.find(prices, deadline)
    members = members[pricer.candidates.limits.allow(members)]
    n_new = master.add(members, pricer.candidates.costs.of(members))
    return _bound(prices, best, n_regions), n_new


def _bound(prices: Integers, best: int, n_regions: int) -> DualBound:
    return DualBound(prices, best, int(prices.sum()) + n_regions * best)


def _sure_bound(candidates: Candidates, prices: Integers, n_regions: int) -> DualBound:
    """Return a bound that needs no sweep: there is always one, whatever the deadline."""
    return _bound(prices, candidates.least(prices), n_regions)


def _value(bound: DualBound) -> int:
    return bound.bound


def _look_past(
    candidates: Candidates,
    master: Master,
    solution: MasterSolution,
    found: DualBound,
    n_regions: int,
    deadline: float,
) -> tuple[DualBound, int]:
    """Return the bound and the new regions once those that break a limit are passed over.

    The best regions of a sweep all break a limit, or are known. The stream of regions in order
    of reduced cost is followed until one that keeps the limits improves the master. When none
    does, the region price of the master is what the prices prove.
    """
    for share in _SHARES:
        limit = found.best + round(share * (solution.region_price - found.best))
        try:
            members = candidates.within(
                solution.prices, limit - 1, max_regions=_MAX_PASSED, deadline=deadline
            )
        except LimitError:
            return found, 0
        n_new = master.add(members, candidates.costs.of(members))
        if n_new:
            return found, n_new
    # every region left is known to the master; rounded prices may put it some quanta below
    reduced = candidates.costs.of(members) - members @ solution.prices
    price = min(reduced.min(initial=solution.region_price), solution.region_price)
    return _bound(solution.prices, int(price), n_regions), 0


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
    nothing = np.zeros(n_units, dtype=np.int64)
    pricer = _Pricer(free, free.best)
    found, solution = _generate(pricer, master, n_regions, nothing, deadline)
    if found.bound > 0:
        return master.members, False
    return master.members, True if solution.covered else None
