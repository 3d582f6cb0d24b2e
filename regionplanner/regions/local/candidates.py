"""The candidate regions of local diagrams: those whose members are all near an anchor."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import IMPOSSIBLE, Integers, Members, RegionCosts
from regionplanner.regions.candidates import Finder
from regionplanner.regions.limits import RegionLimits
from regionplanner.regions.local.diagrams import LocalDiagrams
from regionplanner.regions.local.priced import (
    PricedLocal,
    least_of,
    priced_local,
    rounds_of,
    steps_of,
)
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
        return int(least_of(self.priced, prices).min(initial=IMPOSSIBLE))

    def likely(self) -> Finder | None:
        """Return how regions are found whose home is their centre: mostly it is."""
        if self.priced.own.all():
            return None
        return lambda prices, _: self._best(prices, self.priced.own)

    def best(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        """Return the least reduced cost of any region, and good regions of each diagram."""
        best, members = self._best(prices, self.priced.own)
        bounds = np.where(self.priced.own, IMPOSSIBLE, least_of(self.priced, prices))
        found = [members]
        while (bounds < best).any():
            check_time(deadline)
            first = bounds.argmin(axis=1)
            rows = np.arange(len(bounds))
            choice = np.where(bounds[rows, first] < best, first, -1)
            least, members = self._swept(prices, choice)
            bounds[rows, first] = IMPOSSIBLE
            best = min(best, least)
            found.append(members)
        return best, distinct(np.concatenate(found))

    def _best(self, prices: Integers, wanted: Members) -> tuple[int, Members]:
        best = int(IMPOSSIBLE // 2)
        found = [np.zeros((0, self.priced.diagrams.n_units), dtype=bool)]
        for choice in rounds_of(wanted):
            least, members = self._swept(prices, choice)
            best = min(best, least)
            found.append(members)
        return best, distinct(np.concatenate(found))

    def _swept(self, prices: Integers, choice: NDArray[np.intp]) -> tuple[int, Members]:
        """Return the least reduced cost in one round, and the best region of each diagram."""
        swept = best_local(self.priced, steps_of(self.priced, prices, choice))
        possible = np.flatnonzero(swept.best < IMPOSSIBLE // 2)
        members = best_members(self.priced, swept, possible)
        return int(swept.best.min(initial=IMPOSSIBLE // 2)), members

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
