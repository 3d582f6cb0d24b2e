"""Prices of the joint program, and the lower bound that they prove."""

from dataclasses import dataclass

import numpy as np

from regionplanner.criteria.costs import IMPOSSIBLE, Integers, Members
from regionplanner.program.joint.problem import JointProblem, Span
from regionplanner.regions.best import best_regions
from regionplanner.regions.stream import regions_within


@dataclass(frozen=True, slots=True)
class Prices:
    """Duals of the rows, in quanta.

    Attributes
    ----------
    units
        Of covering each unit: at most 0, as a unit may be left out, shape ``(n_units,)``.
    covered
        Of a municipality that is covered.
    numbers
        Of a region in each reference region, shape ``(n_parents,)``.
    """

    units: Integers
    covered: int
    numbers: Integers

    def mixed(self, other: "Prices") -> "Prices":
        """Return the prices halfway to others (Wentges 1997)."""
        return Prices(
            (self.units + other.units) // 2,
            (self.covered + other.covered) // 2,
            (self.numbers + other.numbers) // 2,
        )


@dataclass(frozen=True, slots=True)
class JointBound:
    """Prices with the least reduced cost of any candidate region, and the bound they prove.

    A plan costs `bound`, plus the reduced costs of its regions, plus what is not negative either:
    the prices of units left out and of sums off the cheap end of their span.
    """

    prices: Prices
    region: int
    bound: int


def no_prices(problem: JointProblem) -> Prices:
    """Return prices that are all zero."""
    nothing = np.zeros(problem.n_units, dtype=np.int64)
    return Prices(nothing, 0, np.zeros(len(problem.parents), dtype=np.int64))


def evaluated(problem: JointProblem, prices: Prices, n_regions: int) -> tuple[JointBound, Members]:
    """Return the bound of some prices, and good regions under them.

    Parameters
    ----------
    problem
        All reference regions.
    prices
        Duals.
    n_regions
        Number of regions in all.
    """
    best, found = int(IMPOSSIBLE), []
    for parent, priced in enumerate(problem.priced):
        least, members = best_regions(priced, unit_prices(problem, prices, parent))
        best = min(best, least - int(prices.numbers[parent]))
        found.append(problem.widened(parent, members[priced.limits.allow(members)]))
    return bound_of(problem, prices, best, n_regions), np.concatenate(found)


def bound_of(problem: JointProblem, prices: Prices, region: int, n_regions: int) -> JointBound:
    """Return the bound when no candidate region has a reduced cost below `region`."""
    bound = int(prices.units.sum()) + n_regions * region + _least(prices.covered, problem.covered)
    for price, span in zip(prices.numbers.tolist(), problem.numbers, strict=True):
        bound += _least(price, span)
    return JointBound(prices, region, bound)


def _least(price: int, span: Span) -> int:
    """Return the least of a price times a sum within its span."""
    return price * (span.least if price > 0 else span.most)


def unit_prices(problem: JointProblem, prices: Prices, parent: int) -> Integers:
    """Return what each unit of a reference region takes off the cost of its region."""
    units = problem.units_of(parent)
    return prices.units[units] + prices.covered * problem.sizes[units]


def reduced_costs(problem: JointProblem, bound: JointBound, members: Members) -> Integers:
    """Return the reduced cost of each region."""
    prices = bound.prices
    reduced = problem.costs_of(members) - members @ (prices.units + prices.covered * problem.sizes)
    return reduced - prices.numbers[problem.parents_of(members)] - bound.region


def joint_regions_within(
    problem: JointProblem,
    bound: JointBound,
    threshold: int,
    *,
    max_regions: int,
    deadline: float,
) -> Members:
    """Return every candidate region whose reduced cost is at most a threshold.

    Parameters
    ----------
    problem
        All reference regions.
    bound
        Prices.
    threshold
        In quanta.
    max_regions
        The most regions of one reference region.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    LimitError
        When there are too many, or at the deadline.
    """
    found = []
    for parent, priced in enumerate(problem.priced):
        limit = threshold + bound.region + int(bound.prices.numbers[parent])
        members = regions_within(
            priced,
            unit_prices(problem, bound.prices, parent),
            limit,
            max_regions=max_regions,
            deadline=deadline,
        )
        found.append(problem.widened(parent, members))
    return np.concatenate(found)
