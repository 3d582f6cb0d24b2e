"""A lower bound without contiguity: for reference regions past the reach of a diagram."""

import time
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.combined import allowed_units, joined
from regionplanner.criteria.costs import IMPOSSIBLE, AnchorCosts, Integers, Members, RegionCosts
from regionplanner.program.columns.master import Master
from regionplanner.program.posed.problem import ParentProblem


@dataclass(frozen=True, slots=True)
class RelaxedPrices:
    """Prices of units when regions need not be contiguous, for any number of regions.

    Attributes
    ----------
    units
        What all units are worth together [quanta].
    region
        Least reduced cost of any set of the right size [quanta].
    """

    units: int
    region: int

    def bound(self, problem: ParentProblem, n_regions: int) -> int:
        """Return the lower bound that they prove on any cover by so many regions, in quanta.

        What a region cuts counts for nothing here; the deviation from a target for what all
        regions together must deviate.
        """
        return self.units + n_regions * self.region + _least_deviation(problem, n_regions)


def relaxed_prices(problem: ParentProblem, n_regions: int, *, deadline: float) -> RelaxedPrices:
    """Return the prices that prove most for a number of regions.

    Parameters
    ----------
    problem
        The reference region, with the costs of that number of regions.
    n_regions
        Number of regions.
    deadline
        `time.monotonic` value at which the best so far are returned.
    """
    costs = _additive(problem.costs)
    n_units = costs.n_units
    master = Master(n_units, penalty=costs.ceiling() + 1)
    master.set_regions(n_regions)
    prices = np.zeros(n_units, dtype=np.int64)
    found: list[RelaxedPrices] = []

    def proven(one: RelaxedPrices) -> int:
        return one.units + n_regions * one.region

    while not found or time.monotonic() < deadline:
        region_price, members = _cheapest(problem, costs, prices)
        found.append(RelaxedPrices(int(prices.sum()), region_price))
        if time.monotonic() > deadline or not master.add(members, costs.of(members)):
            break
        solution = master.solve()
        if solution.objective - max(map(proven, found)) < master.closeness:
            break
        prices = solution.prices
    return max(found, key=proven)


def _additive(costs: RegionCosts) -> RegionCosts:
    """Return costs below the true ones that are additive: pairs count half at either unit.

    Anchors that cost nothing are no choice here: they only bar the units that none of them allows.
    """
    unit = costs.unit + np.minimum(costs.pair, 0).sum(axis=1) // 2
    anchors = joined([t for t in costs.anchors if t.weighs] or costs.anchors[:1], len(unit))
    barred = ~allowed_units(anchors)
    for table in costs.anchors:
        allowed = allowed_units(table).astype(np.int32)
        together = allowed @ allowed.T > 0
        for forced in anchors.forced.T:
            barred |= ~together[:, forced]
    return RegionCosts(unit, np.zeros_like(costs.pair), (replace(anchors, barred=barred),))


def _least_deviation(problem: ParentProblem, n_regions: int) -> int:
    off = problem.costs.deviation
    if off is None:
        return 0
    return abs(off.factor * int(off.values.sum()) - n_regions * off.target)


def _cheapest(problem: ParentProblem, costs: RegionCosts, prices: Integers) -> tuple[int, Members]:
    """Return the least reduced cost of any set of the right size, and the best under each anchor.

    An atom counts for one unit here, so that no set of the right size is left out.
    """
    (anchors,) = costs.anchors
    least = -(-problem.min_units // max(problem.rules.sizes))
    values = costs.unit[:, None] + anchors.weight - prices[:, None]
    values[~allowed_units(anchors)] = IMPOSSIBLE
    rank = _ranks(values, anchors)
    n_forced = anchors.forced.shape[1]
    members = (rank < max(least, n_forced)) | ((rank < problem.max_units) & (values < 0))
    totals = np.where(members, values, 0).sum(axis=0)
    possible = totals < IMPOSSIBLE // 2
    return int(totals[possible].min(initial=IMPOSSIBLE)), np.unique(members.T[possible], axis=0)


def _ranks(values: Integers, anchors: AnchorCosts) -> NDArray[np.int64]:
    """Return the place of each unit in the order of its value under each anchor.

    Forced units come first.
    """
    forced = np.zeros(values.shape, dtype=bool)
    for anchor, units in enumerate(anchors.forced):
        forced[units, anchor] = True
    order = np.lexsort((values, ~forced), axis=0)
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(len(values))[:, None], axis=0)
    return rank
