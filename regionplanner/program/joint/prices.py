"""Prices of the joint program, and the lower bound that they prove."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regionplanner.criteria.costs import Integers, Members
from regionplanner.program.joint.problem import JointProblem
from regionplanner.regions.candidates import Candidates


@dataclass(frozen=True, slots=True)
class Prices:
    """Duals of the rows, in quanta divided by the problem's scale.

    Attributes
    ----------
    units
        Of covering each unit; at most 0 where a unit may be left out, shape ``(n_units,)``.
    covered
        Of a municipality that is covered.
    regions
        Of a region.
    rate
        Of a quantum of the budget, at least 0.
    """

    units: Integers
    covered: int
    regions: int
    rate: int

    def mixed(self, other: "Prices") -> "Prices":
        """Return the prices halfway to others (Wentges 1997)."""
        return Prices(
            (self.units + other.units) // 2,
            (self.covered + other.covered) // 2,
            (self.regions + other.regions) // 2,
            (self.rate + other.rate) // 2,
        )


@dataclass(frozen=True, slots=True)
class JointBound:
    """Prices, and the lower bound that they prove: integers, so exact.

    A plan costs `bound`, plus the reduced costs of its regions, plus what is not negative either:
    the prices of units left out, of sums off the cheap end of their span and of what is left of
    the budget.

    Attributes
    ----------
    prices
        Duals.
    numbers
        Price of a further region in each reference region: with it no candidate region there has
        a negative reduced cost, shape ``(n_parents,)``.
    bound
        In quanta divided by the problem's scale.
    priced
        Candidate regions under the rate of the prices.
    """

    prices: Prices
    numbers: Integers
    bound: int
    priced: tuple[Candidates, ...]


def no_prices(problem: JointProblem) -> Prices:
    """Return prices that are all zero."""
    return Prices(np.zeros(problem.n_units, dtype=np.int64), 0, 0, 0)


def evaluated(problem: JointProblem, prices: Prices) -> tuple[JointBound, Members]:
    """Return the bound of some prices, and good regions under them.

    Parameters
    ----------
    problem
        All reference regions.
    prices
        Duals.
    """
    numbers, found = [], []
    diagrams = problem.rated(prices.rate)
    for parent, priced in enumerate(diagrams):
        least, members = priced.best(unit_prices(problem, prices, parent), float("inf"))
        numbers.append(least - prices.regions)
        found.append(problem.widened(parent, members[priced.limits.allow(members)]))
    return bound_of(problem, prices, numbers, diagrams), np.concatenate(found)


def bound_of(
    problem: JointProblem,
    prices: Prices,
    numbers: Sequence[int],
    diagrams: tuple[Candidates, ...],
) -> JointBound:
    """Return the bound when no candidate region costs less than its units' and its own price.

    Parameters
    ----------
    problem
        All reference regions.
    prices
        Duals.
    numbers
        Price of a further region in each reference region.
    diagrams
        Candidate regions under the rate of the prices.
    """
    bound = int(prices.units.sum()) + problem.regions.cheapest(prices.regions)
    bound += problem.covered.cheapest(prices.covered)
    bound += sum(span.cheapest(price) for price, span in zip(numbers, problem.numbers, strict=True))
    bound -= prices.rate * (problem.budget.most if problem.budget else 0)
    return JointBound(prices, np.array(numbers, dtype=np.int64), bound, diagrams)


def unit_prices(problem: JointProblem, prices: Prices, parent: int) -> Integers:
    """Return what each unit of a reference region takes off the cost of its region."""
    units = problem.units_of(parent)
    return prices.units[units] + prices.covered * problem.sizes[units]


def reduced_costs(problem: JointProblem, bound: JointBound, members: Members) -> Integers:
    """Return the reduced cost of each region."""
    prices = bound.prices
    reduced = problem.scale * problem.costs_of(members) + prices.rate * problem.spent(members)
    reduced -= members @ (prices.units + prices.covered * problem.sizes)
    return reduced - prices.regions - bound.numbers[problem.parents_of(members)]


def parent_regions_within(
    problem: JointProblem,
    bound: JointBound,
    parent: int,
    threshold: int,
    *,
    max_regions: int,
    deadline: float,
) -> Members:
    """Return every candidate region of a reference region up to a reduced cost.

    Parameters
    ----------
    problem
        All reference regions.
    bound
        Prices.
    parent
        Position of the reference region.
    threshold
        Largest reduced cost, in quanta divided by the problem's scale.
    max_regions
        The most regions.
    deadline
        `time.monotonic` value at which to stop.

    Returns
    -------
    numpy.ndarray
        Regions of all units, shape ``(n_regions, n_units)``.

    Raises
    ------
    LimitError
        When there are too many, or at the deadline.
    """
    members = bound.priced[parent].within(
        unit_prices(problem, bound.prices, parent),
        threshold + bound.prices.regions + int(bound.numbers[parent]),
        max_regions=max_regions,
        deadline=deadline,
    )
    return problem.widened(parent, members)
