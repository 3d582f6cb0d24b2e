"""Search: the best covers of one parent under one cost, for one number of regions after another."""

import numpy as np

from regionplanner.criteria.costs import Members, RegionCosts
from regionplanner.program.columns.generate import dual_bound
from regionplanner.program.columns.master import Master
from regionplanner.program.columns.prove import Cover, proven_cover
from regionplanner.regions.diagram import RegionDiagram
from regionplanner.regions.limits import RegionLimits
from regionplanner.regions.priced import priced_diagram


class Search:
    """Keeps what one number of regions teaches the next: columns and prices.

    Parameters
    ----------
    diagram
        Candidate regions of the parent.
    costs
        What they cost.
    limits
        What else they must keep.
    """

    def __init__(self, diagram: RegionDiagram, costs: RegionCosts, limits: RegionLimits) -> None:
        self.priced = priced_diagram(diagram, costs, limits)
        self.master = Master(diagram.n_units, penalty=costs.ceiling() + 1)
        self.prices = np.zeros(diagram.n_units, dtype=np.int64)

    @property
    def costs(self) -> RegionCosts:
        """What regions cost here."""
        return self.priced.costs

    def add(self, members: Members) -> None:
        """Add regions that are likely to be good."""
        self.master.add(members, self.costs.of(members))

    def best_cover(self, n_regions: int, *, deadline: float) -> Cover:
        """Return the best cover, with what is proven by the deadline."""
        dual = dual_bound(self.priced, self.master, n_regions, self.prices, deadline=deadline)
        if dual is None:
            return Cover("infeasible", 0)
        self.prices = dual.prices
        return proven_cover(self.priced, dual, n_regions, deadline=deadline)
