"""Search: the best covers of one parent under one cost, for one number of regions after another."""

import time

import numpy as np

from regionplanner.criteria.costs import Members, RegionCosts
from regionplanner.program.columns.dive import dived_cover
from regionplanner.program.columns.generate import dual_bound, first_prices
from regionplanner.program.columns.master import Master
from regionplanner.program.columns.prove import WHOLE, Cover, Effort, proven_cover
from regionplanner.regions.candidates import Candidates

_PRICING = 0.6
"""Share of the time that column generation may take where a dive makes a plan of its columns."""


class Search:
    """Keeps what one number of regions teaches the next: columns and prices.

    Parameters
    ----------
    candidates
        Candidate regions of the parent, with their costs.
    effort
        How far the best cover is looked for.
    """

    def __init__(self, candidates: Candidates, effort: Effort = WHOLE) -> None:
        self.candidates = candidates
        self._effort = effort
        n_units = candidates.costs.n_units
        self.master = Master(n_units, penalty=candidates.costs.ceiling() + 1)
        self.prices = np.zeros(n_units, dtype=np.int64)
        self._sums = [(0, candidates.least(self.prices))]

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
        if self._effort.dives and not len(self.master.members):
            self.prices = first_prices(self.candidates, self.master, n_regions, deadline=pricing)
        dual = dual_bound(self.candidates, self.master, n_regions, self.prices, deadline=pricing)
        if dual is None:
            return Cover("infeasible", 0)
        self.prices = dual.prices
        self._sums.append((int(dual.prices.sum()), dual.best))
        first = None
        if self._effort.dives:
            first = dived_cover(self.candidates, self.master, n_regions, deadline=deadline)
        return proven_cover(
            self.candidates, dual, n_regions, deadline=deadline, effort=self._effort, first=first
        )

    def _pricing_deadline(self, deadline: float) -> float:
        """Return when column generation stops: before the end, where a dive comes after it."""
        if not self._effort.dives or deadline == float("inf"):
            return deadline
        now = time.monotonic()
        return now + _PRICING * max(0.0, deadline - now)

    def least(self, n_regions: int) -> int:
        """Return a lower bound on any cover, by the prices of the numbers that were looked at."""
        return max(units + n_regions * region for units, region in self._sums)
