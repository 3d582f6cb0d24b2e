"""Candidate regions with their costs: what column generation asks of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from regionplanner.criteria.costs import Integers, Members, RegionCosts
from regionplanner.regions.best import best_nearby, best_regions
from regionplanner.regions.diagram import RegionDiagram
from regionplanner.regions.limits import RegionLimits
from regionplanner.regions.priced import PricedDiagram, priced_diagram, with_anchors
from regionplanner.regions.relaxed import least_values
from regionplanner.regions.stream import regions_within

Finder = Callable[[Integers, float], tuple[int, Members]]
"""From prices and a deadline to the best reduced cost, and good regions that differ."""


class Candidates(Protocol):
    """The candidate regions of one parent, under one criterion mix."""

    @property
    def costs(self) -> RegionCosts:
        """What they cost."""

    @property
    def limits(self) -> RegionLimits:
        """What else they must keep, beyond what `best` sees."""

    @property
    def coarse(self) -> bool:
        """Whether `best` only bounds: limits and tallies are not seen exactly."""

    @property
    def n_states(self) -> int:
        """What their diagrams take of memory, in states of a diagram of all regions."""

    def least(self, prices: Integers) -> int:
        """Return a lower bound on the reduced cost of any region, without a sweep."""

    def likely(self) -> Finder | None:
        """Return how good regions are found fast, without a bound; None where nothing is faster."""

    def best(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        """Return the least reduced cost of any region, and good regions that differ.

        Raises
        ------
        LimitError
            At the deadline, a `time.monotonic` value.
        """

    def within(
        self, prices: Integers, limit: int, *, max_regions: int, deadline: float = float("inf")
    ) -> Members:
        """Return every region within the limits whose reduced cost is at most `limit`.

        Raises
        ------
        LimitError
            When they are more than `max_regions`, or at the deadline.
        """

    def has(self, members: Members) -> Members:
        """Return which of some regions, one a row, are among them."""

    def with_costs(self, costs: RegionCosts) -> "Candidates":
        """Return the same regions with other costs."""


@dataclass(frozen=True, slots=True)
class DiagramCandidates:
    """The candidate regions of one diagram.

    Attributes
    ----------
    priced
        The diagram with its costs.
    """

    priced: PricedDiagram

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
        """Whether sweeps only bound."""
        return self.priced.coarse

    @property
    def n_states(self) -> int:
        """Number of states of the diagram."""
        return self.priced.diagram.n_states

    def least(self, prices: Integers) -> int:
        """Return a lower bound as if units needed no neighbours."""
        return int(least_values(self.priced, prices).min())

    def likely(self) -> Finder | None:
        """Return how regions near likely centres are found, where that is much less work.

        Where sweeps are long, near their centres. With two criteria that have a centre each, the
        two mostly coincide.
        """
        if self.priced.nearby:
            return lambda prices, deadline: best_nearby(self.priced, prices, deadline=deadline)
        likely = self.priced.forced.sum(axis=0) <= 1
        if likely.all():
            return None
        part = with_anchors(self.priced, np.flatnonzero(likely))
        return lambda prices, deadline: best_regions(part, prices, deadline=deadline)

    def best(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        """Return the least reduced cost of any region, and good regions that differ."""
        return best_regions(self.priced, prices, deadline=deadline)

    def within(
        self, prices: Integers, limit: int, *, max_regions: int, deadline: float = float("inf")
    ) -> Members:
        """Return every region within the limits whose reduced cost is at most `limit`."""
        return regions_within(
            self.priced, prices, limit, max_regions=max_regions, deadline=deadline
        )

    def has(self, members: Members) -> Members:
        """Return which of some regions are among them."""
        return self.priced.diagram.has(members)

    def with_costs(self, costs: RegionCosts) -> "DiagramCandidates":
        """Return the same regions with other costs."""
        return diagram_candidates(self.priced.diagram, costs, self.priced.limits)


def diagram_candidates(
    diagram: RegionDiagram, costs: RegionCosts, limits: RegionLimits | None = None
) -> DiagramCandidates:
    """Return the candidate regions of a diagram.

    Parameters
    ----------
    diagram
        Candidate regions of one parent.
    costs
        Costs over the same units, in the same positions.
    limits
        Further limits over the same units; none when None.
    """
    return DiagramCandidates(priced_diagram(diagram, costs, limits))
