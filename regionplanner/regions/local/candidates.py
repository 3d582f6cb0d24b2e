"""The candidate regions of local diagrams: those whose members are all near an anchor."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from regionplanner.criteria.costs import IMPOSSIBLE, Integers, Members, RegionCosts
from regionplanner.regions.limits import RegionLimits
from regionplanner.regions.local.diagrams import LocalDiagrams
from regionplanner.regions.local.priced import PricedLocal, Steps, priced_local, rounds_of
from regionplanner.regions.local.stream import local_regions_within
from regionplanner.regions.local.sweep import best_local, best_members
from regionplanner.regions.rows import distinct
from regionplanner.regions.sweep import check_time

LIGHTER = 4
"""A state of local diagrams is swept for one anchor, and takes a quarter of the memory."""


@dataclass(frozen=True, slots=True)
class LocalCandidates:
    """The candidate regions of local diagrams.

    Attributes
    ----------
    priced
        The diagrams with their costs.
    """

    priced: PricedLocal

    @property
    def costs(self) -> RegionCosts:
        """What they cost."""
        return self.priced.costs

    @property
    def limits(self) -> RegionLimits:
        """What else they must keep."""
        return self.priced.limits

    @property
    def coarse(self) -> bool:
        """Whether sweeps only bound: limits are not seen exactly."""
        return self.priced.limits.binding

    @property
    def n_states(self) -> int:
        """What the diagrams take of memory, in states of a diagram of all regions."""
        return self.priced.diagrams.n_states // LIGHTER

    def least(self, prices: Integers) -> int:
        """Return a lower bound as if units needed no neighbours, but were near their anchor."""
        together = np.minimum(self.costs.pair, 0).sum(axis=1) // 2
        return min(self._least(steps, together) for steps in rounds_of(self.priced, prices))

    def _least(self, steps: Steps, together: Integers) -> int:
        whole = self.priced.diagrams
        own = steps.into + together[whole.units]
        home = whole.units == whole.homes[:, None]
        others = np.sort(np.where(home, 0, np.minimum(own, 0)), axis=1)[:, : whole.max_units]
        least = np.where(home, own, 0).sum(axis=1) + others.sum(axis=1)
        return int(least.min(initial=IMPOSSIBLE))

    def likely(self) -> Callable[[Integers, float], tuple[int, Members]] | None:
        """Return how the regions of the first round are found: where two centres coincide."""
        if len(self.priced.rounds) == 1:
            return None
        return lambda prices, deadline: self._best(prices, deadline, at_most=1)

    def best(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        """Return the least reduced cost of any region, and good regions of each diagram."""
        return self._best(prices, deadline, at_most=len(self.priced.rounds))

    def _best(self, prices: Integers, deadline: float, *, at_most: int) -> tuple[int, Members]:
        least = np.full(len(self.priced.diagrams.homes), IMPOSSIBLE // 2)
        found = [np.zeros((0, self.priced.diagrams.n_units), dtype=bool)]
        for number, steps in enumerate(rounds_of(self.priced, prices)):
            if number == at_most:
                break
            if number:
                check_time(deadline)
            swept = best_local(self.priced, steps)
            better = np.flatnonzero(swept.best < least)  # than in the rounds before
            least[better] = swept.best[better]
            found.append(best_members(self.priced, swept, better))
        return int(least.min(initial=IMPOSSIBLE // 2)), distinct(np.concatenate(found))

    def within(
        self, prices: Integers, limit: int, *, max_regions: int, deadline: float = float("inf")
    ) -> Members:
        """Return every region within the limits whose reduced cost is at most `limit`."""
        return local_regions_within(
            self.priced, prices, limit, max_regions=max_regions, deadline=deadline
        )

    def has(self, members: Members) -> Members:
        """Return which of some regions are among them."""
        return self.priced.diagrams.has(members)

    def with_costs(self, costs: RegionCosts) -> "LocalCandidates":
        """Return the same regions with other costs."""
        return local_candidates(self.priced.diagrams, costs, self.priced.limits)


def local_candidates(
    diagrams: LocalDiagrams, costs: RegionCosts, limits: RegionLimits
) -> LocalCandidates:
    """Return the candidate regions of local diagrams.

    Parameters
    ----------
    diagrams
        Candidate regions of one parent.
    costs
        Costs over the same units.
    limits
        Further limits over the same units.
    """
    return LocalCandidates(priced_local(diagrams, costs, limits))
