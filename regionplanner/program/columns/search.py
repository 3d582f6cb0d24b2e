"""Search: the best covers of one parent under one cost, for one number after another."""

import time

import numpy as np

from regionplanner.criteria.costs import Integers, Members, RegionCosts
from regionplanner.errors import LimitError
from regionplanner.program.columns.generate import (
    DualBound,
    Master,
    MasterSolution,
    dual_bound,
    first_prices,
)
from regionplanner.program.columns.prove import TO_OPTIMALITY, Cover, SearchLimits, proven_cover
from regionplanner.regions.candidates import Candidates
from regionplanner.stopping import left_s

_ROUNDS = 2  # of new columns, each time regions have been chosen
_SHARES = (0.7, 0.9, 1.0)  # regions of which so much is chosen are chosen for good, first to last
_NEVER = np.int64(2**50)
_TOLERANCE = 1e-6

_PRICING = 0.6
"""Share of the time that column generation may take where a dive makes a plan of its columns."""


def dived_cover(
    candidates: Candidates, master: Master, n_regions: int, *, deadline: float
) -> Members | None:
    """Return a cover by diving, or None when the dive ran aground.

    The regions that the linear program chooses for the most part are chosen for good; then new
    columns are generated for the units that are left, and so on. Where units are left that no
    region can cover any more, the regions around them are released, and it goes on with more care.

    Parameters
    ----------
    candidates
        Candidate regions of the parent with their costs.
    master
        Holds the columns found so far; is added to.
    n_regions
        Number of regions.
    deadline
        `time.monotonic` value at which to stop.

    Returns
    -------
    numpy.ndarray or None
        Shape ``(n_regions, n_units)``.

    References
    ----------
    Sadykov, Vanderbeck, Pessoa, Tahiri & Uchoa 2019 (diving with column generation).
    """
    master.set_regions(n_regions)
    chosen: list[int] = []
    try:
        for share in _SHARES:
            _dive(candidates, master, chosen, n_regions, share, deadline)
            incumbent = master.members[chosen]
            if len(incumbent) == n_regions and bool(incumbent.any(axis=0).all()):
                return incumbent
            _release_around(master, chosen)
    except LimitError:
        return None
    finally:
        for region in chosen:
            master.release(region)
    return None


def _dive(
    candidates: Candidates,
    master: Master,
    chosen: list[int],
    n_regions: int,
    share: float,
    deadline: float,
) -> None:
    """Choose regions for good, one or several at a time, until all are or none can be."""
    while len(chosen) < n_regions and left_s(deadline) > 0:
        covered: Members = np.asarray(master.members[chosen].any(axis=0))
        solution = _generated(candidates, master, covered, deadline)
        members = master.members
        values = np.where((members & covered).any(axis=1), 0.0, solution.values)
        fresh = _worth(values, members, share)
        if not fresh:
            return
        for region in fresh:
            master.choose(region)
        chosen += fresh


def _release_around(master: Master, chosen: list[int]) -> None:
    """Release the regions that share a unit with a column of a unit that is left."""
    members = master.members
    left = ~members[chosen].any(axis=0)
    around = members[(members & left).any(axis=1)].any(axis=0) | left
    for region in list(chosen):
        if (members[region] & around).any():
            master.release(region)
            chosen.remove(region)


def _generated(
    candidates: Candidates, master: Master, covered: Members, deadline: float
) -> MasterSolution:
    """Return the solution after some new columns for the units that are not covered yet."""
    find = candidates.heuristic_price or candidates.price
    solution = master.solve()
    for _ in range(_ROUNDS):
        prices: Integers = np.where(covered, -_NEVER, solution.prices)
        _, members = find(prices, deadline)
        members = members[~members[:, covered].any(axis=1) & candidates.limits.allow(members)]
        costs = candidates.costs.of(members)
        better = costs - members @ solution.prices < solution.region_price
        if not master.add(members[better], costs[better]):
            break
        solution = master.solve()
    return solution


def _worth(values: np.ndarray, members: Members, share: float) -> list[int]:
    """Return the regions to choose for good: those chosen for the most part, or the first."""
    order = np.argsort(-values, kind="stable")
    if values[order[0]] < _TOLERANCE:
        return []
    taken = np.zeros(members.shape[1], dtype=bool)
    worth: list[int] = []
    for region in order.tolist():
        if worth and values[region] < share - _TOLERANCE:
            break
        if not (members[region] & taken).any():
            worth.append(region)
            taken |= members[region]
    return worth


class Search:
    """Keeps what one number of regions teaches the next: columns and prices.

    Parameters
    ----------
    candidates
        Candidate regions of the parent, with their costs.
    limits
        How far the best cover is searched for.
    """

    def __init__(self, candidates: Candidates, limits: SearchLimits = TO_OPTIMALITY) -> None:
        self.candidates = candidates
        self._search_limits = limits
        n_units = candidates.costs.n_units
        self.master = Master(n_units, penalty=candidates.costs.ceiling() + 1)
        self.prices = np.zeros(n_units, dtype=np.int64)
        self._sums = [(0, candidates.bound(self.prices))]

    @property
    def costs(self) -> RegionCosts:
        """What regions cost here."""
        return self.candidates.costs

    def add(self, members: Members) -> None:
        """Add regions that are likely to be good."""
        self.master.add(members, self.costs.of(members))

    def best_cover(self, n_regions: int, *, deadline: float) -> Cover:
        """Return the best cover, with what is proven by the deadline."""
        pricing = self._pricing_deadline(deadline)
        if self._search_limits.dives and not len(self.master.members):
            self.prices = first_prices(self.candidates, self.master, n_regions, deadline=pricing)
        dual = self.dual_bound(n_regions, deadline=pricing)
        if dual is None:
            return Cover("infeasible", 0)
        first = None
        if self._search_limits.dives:
            first = dived_cover(self.candidates, self.master, n_regions, deadline=deadline)
        return proven_cover(
            self.candidates, dual, deadline=deadline, limits=self._search_limits, first=first
        )

    def dual_bound(self, n_regions: int, *, deadline: float) -> DualBound | None:
        """Return what prices prove, begun with those of the number before; None: no plan."""
        dual = dual_bound(self.candidates, self.master, n_regions, self.prices, deadline=deadline)
        if dual is not None:
            self.prices = dual.prices
            self._sums.append((int(dual.prices.sum()), dual.best))
        return dual

    def _pricing_deadline(self, deadline: float) -> float:
        """Return when column generation stops: before the end, where a dive comes after it."""
        if not self._search_limits.dives or deadline == float("inf"):
            return deadline
        now = time.monotonic()
        return now + _PRICING * max(0.0, deadline - now)

    def least(self, n_regions: int) -> int:
        """Return a lower bound on any cover, by the prices of the numbers that were searched."""
        return max(units + n_regions * region for units, region in self._sums)
