"""JointProblem: all reference regions at once, with what couples them, from their problems."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from regionplanner.choices import Counts, Coverage, count_range
from regionplanner.criteria.combined import scaled, summed
from regionplanner.criteria.costs import Integers, Members, RegionCosts
from regionplanner.errors import LimitError, ScenarioError
from regionplanner.program.instance.candidates import largest_fitting, problem_candidates
from regionplanner.program.instance.problem import ParentProblem, within_neighbourhood
from regionplanner.program.split import usable_numbers
from regionplanner.regions.candidates import NO_END, Build, Candidates, held
from regionplanner.scenario import Scenario

_RATE_STEPS = 2**10
_MOST_COST = 2**53


@dataclass(frozen=True, slots=True)
class Span:
    """Least and most of a sum over the chosen regions, inclusive."""

    least: int
    most: int

    @classmethod
    def of(cls, counts: Counts) -> "Span":
        """Return the span of a number, or of a range of them, as scenarios have it."""
        numbers = count_range(counts)
        return cls(numbers[0], numbers[-1])

    @property
    def fixed(self) -> bool:
        """Whether there is only one such sum."""
        return self.least == self.most

    def cheapest(self, price: int) -> int:
        """Return the least of a price times a sum within the span."""
        return price * (self.least if price > 0 else self.most)

    def within(self, price: int, extra: int) -> "Span":
        """Return the part in which the price costs at most so much extra above the cheapest."""
        if not price:
            return self
        width = min(self.most - self.least, extra // abs(price))
        if price > 0:
            return Span(self.least, self.least + width)
        return Span(self.most - width, self.most)


@dataclass(frozen=True, slots=True)
class CostLimit:
    """A second kind of cost, and the most of it that the chosen regions may have together.

    Attributes
    ----------
    costs
        Of each reference region, in the order of the parents.
    most
        In quanta.
    """

    costs: tuple[RegionCosts, ...]
    most: int

    @property
    def ceiling(self) -> int:
        """More than any choice can have, in quanta."""
        return 1 + max(abs(self.most), sum(costs.ceiling() for costs in self.costs))


@dataclass(frozen=True, slots=True)
class JointProblem:
    """All reference regions side by side; units are numbered through.

    Attributes
    ----------
    parents
        The reference regions that have units, in the order of their codes.
    priced
        Candidate regions of each, with their costs.
    first
        Number of the first unit of each.
    sizes
        Municipalities of each unit, shape ``(n_units,)``.
    regions
        How many regions are chosen.
    covered
        How many municipalities the chosen regions have.
    numbers
        How many regions are chosen of each reference region.
    whole
        Whether every unit is in a region.
    budget
        None: there is only one kind of cost.
    scale
        What costs are multiplied by in prices and bounds, so that the rate between the two kinds
        of cost can be a whole number; 1 without a budget.
    within
        Sizes of neighbourhoods, by code, where the one asked for has diagrams that do not fit.
    """

    parents: tuple[ParentProblem, ...]
    priced: tuple[Candidates, ...]
    first: tuple[int, ...]
    sizes: Integers
    regions: Span
    covered: Span
    numbers: tuple[Span, ...]
    whole: bool = False
    budget: CostLimit | None = None
    scale: int = 1
    within: Mapping[str, int] = field(default_factory=dict)

    @property
    def n_units(self) -> int:
        """Number of units of all reference regions."""
        return len(self.sizes)

    @property
    def coarse(self) -> bool:
        """Whether the best regions of a sweep may break a limit."""
        return any(priced.coarse for priced in self.priced)

    @property
    def step(self) -> int:
        """A number of quanta that the cost of every choice is a multiple of."""
        costs = [priced.costs for priced in self.priced]
        if any(c.deviation or c.weighs_centres for c in costs):
            return 1
        values = np.concatenate([np.append(c.unit, c.pair.ravel()) for c in costs])
        return max(1, int(np.gcd.reduce(np.abs(values))))

    def units_of(self, parent: int) -> slice:
        """Return the numbers of the units of a reference region, by its position."""
        start = self.first[parent]
        return slice(start, start + len(self.parents[parent].units))

    def widened(self, parent: int, members: Members) -> Members:
        """Return regions of a reference region as regions of all units."""
        rows = np.zeros((len(members), self.n_units), dtype=bool)
        rows[:, self.units_of(parent)] = members
        return rows

    def parents_of(self, members: Members) -> NDArray[np.intp]:
        """Return in which reference region each region lies, by position."""
        if not self.parents:  # every region is locked
            return np.zeros(len(members), dtype=np.intp)
        starts = np.array(self.first, dtype=np.intp)
        first_units = members.argmax(axis=1)
        parents: NDArray[np.intp] = np.searchsorted(starts, first_units, side="right") - 1
        return parents

    def candidates(self, members: Members) -> Members:
        """Return those of some sets of units that are candidate regions and keep the limits."""
        parents = self.parents_of(members)
        kept = np.zeros(len(members), dtype=bool)
        for parent in np.unique(parents).tolist():
            priced, rows = self.priced[parent], np.flatnonzero(parents == parent)
            inside = members[rows][:, self.units_of(parent)]
            alone = inside.sum(axis=1) == members[rows].sum(axis=1)
            kept[rows] = alone & priced.has(inside) & priced.limits.allow(inside)
        return members[kept]

    def costs_of(self, members: Members) -> Integers:
        """Return the exact cost of each region."""
        return self._of([priced.costs for priced in self.priced], members)

    def spent(self, members: Members) -> Integers:
        """Return what each region takes of the budget; nothing without one."""
        if self.budget is None:
            return np.zeros(len(members), dtype=np.int64)
        return self._of(self.budget.costs, members)

    def distances_of(self, members: Members) -> Integers:
        """Return the travel of each region [m]."""
        return self._of([parent.distance for parent in self.parents], members)

    def rated(self, rate: int) -> tuple[Candidates, ...]:
        """Return the candidate regions with both kinds of cost, the second at a rate.

        Parameters
        ----------
        rate
            Cost of a quantum of the budget, in quanta divided by the scale.
        """
        if self.budget is None:
            return self.priced
        return tuple(
            priced.with_costs(summed(scaled(priced.costs, self.scale), scaled(second, rate)))
            for priced, second in zip(self.priced, self.budget.costs, strict=True)
        )

    def _of(self, costs: Sequence[RegionCosts], members: Members) -> Integers:
        parents = self.parents_of(members)
        total = np.zeros(len(members), dtype=np.int64)
        for parent in np.unique(parents).tolist():
            rows = parents == parent
            total[rows] = costs[parent].of(members[rows][:, self.units_of(parent)])
        return total


def joint_problem(
    parents: Sequence[ParentProblem],
    regions: Span,
    covered: Span,
    numbers: Sequence[Span],
    *,
    whole: bool = False,
    budget: CostLimit | None = None,
) -> JointProblem:
    """Return the reference regions as one problem.

    Parameters
    ----------
    parents
        The reference regions, each with at least one unit.
    regions
        How many regions are chosen in all.
    covered
        How many municipalities the chosen regions have.
    numbers
        How many regions are chosen of each reference region.
    whole
        Whether every unit is in a region.
    budget
        A second kind of cost, with its limit.

    Raises
    ------
    LimitError
        When a reference region is too large.
    """
    sizes = [size for parent in parents for size in parent.rules.sizes]
    counts = [len(parent.units) for parent in parents]
    seconds = [None] * len(parents) if budget is None else budget.costs
    compiled: list[_Compiled] = []
    priced = held(_priced(parents, seconds, compiled), parents[0].room if parents else NO_END)
    parents = [item.parent for item in compiled]
    if budget is not None:
        budget = replace(budget, costs=tuple(item.second or item.parent.costs for item in compiled))
    return JointProblem(
        parents=tuple(parents),
        priced=priced,
        first=tuple(np.cumsum([0, *counts[:-1]]).tolist()),
        sizes=np.array(sizes, dtype=np.int64),
        regions=regions,
        covered=covered,
        numbers=tuple(numbers),
        whole=whole,
        budget=budget,
        scale=1 if budget is None else _scale(parents, budget),
        within={item.parent.code: item.parent.n_nearest for item in compiled if item.smaller},
    )


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A reference region with both kinds of cost; `smaller`: in a smaller neighbourhood."""

    parent: ParentProblem
    second: RegionCosts | None
    smaller: bool = False

    @property
    def both(self) -> ParentProblem:
        """The reference region with the sum of its costs."""
        parent, second = self.parent, self.second
        return parent if second is None else replace(parent, costs=summed(parent.costs, second))

    @property
    def build(self) -> Build:
        """What compiles the candidate regions, distinguished as both kinds of cost need."""
        return partial(problem_candidates, self.both, self.parent.costs)

    def within(self, n_nearest: int) -> "_Compiled":
        """Return it in a smaller neighbourhood."""
        parent, second = within_neighbourhood(self.parent, n_nearest), self.second
        if second is not None:
            second = within_neighbourhood(replace(self.parent, costs=second), n_nearest).costs
        return _Compiled(parent, second, smaller=True)


def _priced(
    parents: Sequence[ParentProblem],
    seconds: Sequence[RegionCosts | None],
    compiled: list[_Compiled],
) -> Iterator[tuple[Build, Candidates]]:
    """Yield the candidate regions, and add what they are of to what was found."""
    for parent, second in zip(parents, seconds, strict=True):
        priced = _Compiled(parent, second)
        try:
            candidates = priced.build()
        except LimitError:
            fitting = largest_fitting(priced.both, float("inf"))
            if fitting is None or fitting.n_nearest <= fitting.max_units:  # hardly a choice
                raise
            priced = priced.within(fitting.n_nearest)
            candidates = priced.build()
        compiled.append(priced)
        yield priced.build, candidates


def _scale(parents: Sequence[ParentProblem], budget: CostLimit) -> int:
    """Return a power of two by which rates are fine enough, and costs stay small enough."""
    ceiling = 1 + sum(parent.costs.ceiling() for parent in parents)
    second = max(1, budget.most)
    wanted = _RATE_STEPS * max(1, second // ceiling)
    scale = 1
    while scale < wanted and 2 * scale * ceiling <= _MOST_COST:
        scale *= 2
    return scale


def coverage_span(scenario: Scenario, problems: Sequence[ParentProblem]) -> Span:
    """Return how many municipalities are in a region.

    Parameters
    ----------
    scenario
        Without a coverage, all of them.
    problems
        All reference regions.
    """
    n_units = sum(sum(p.rules.sizes) + sum(map(len, p.locked)) for p in problems)
    coverage = scenario.coverage or Coverage(least=n_units)
    return Span(
        coverage.least or 0, n_units if coverage.most is None else min(coverage.most, n_units)
    )


def coupled_problem(
    scenario: Scenario,
    problems: Sequence[ParentProblem],
    regions: Span,
    *,
    budget: CostLimit | None = None,
) -> JointProblem:
    """Return the reference regions as one program, without what is locked.

    Parameters
    ----------
    scenario
        Coverage and numbers of regions of single reference regions.
    problems
        All reference regions.
    regions
        How many regions there are in all, with the locked ones.
    budget
        A second kind of cost over all problems, in their order, and its limit without what locked
        regions cost; None without.

    Raises
    ------
    LimitError
        When a reference region is too large.
    """
    span = coverage_span(scenario, problems)
    locked = sum(len(region) for p in problems for region in p.locked)
    n_locked = sum(len(p.locked) for p in problems)
    numbers = _numbers(scenario, problems, regions)
    problems = [_with_own_limits(p, span) for p, span in zip(problems, numbers, strict=True)]
    open_ = [n for n, p in enumerate(problems) if p.units]
    if budget is not None:
        budget = replace(budget, costs=tuple(budget.costs[n] for n in open_))
    return joint_problem(
        [problems[n] for n in open_],
        Span(max(0, regions.least - n_locked), max(0, regions.most - n_locked)),
        Span(max(0, span.least - locked), max(0, span.most - locked)),
        [numbers[n] for n in open_],
        whole=scenario.coverage is None,
        budget=budget,
    )


def allowed_numbers(scenario: Scenario, problems: Sequence[ParentProblem]) -> Mapping[str, range]:
    """Return how many regions each reference region may have, with the locked ones, by code.

    Parameters
    ----------
    scenario
        Numbers of regions of single reference regions.
    problems
        All reference regions.
    """
    counts = scenario.regions_per
    return {
        p.code: count_range(counts[p.code]) if p.code in counts else p.possible_totals
        for p in problems
    }


def _numbers(scenario: Scenario, problems: Sequence[ParentProblem], regions: Span) -> list[Span]:
    """Return how many regions each reference region has, besides the locked ones."""
    possible = allowed_numbers(scenario, problems)
    if any(p.own_limits for p in problems):
        usable = usable_numbers(possible, range(regions.least, regions.most + 1))
        possible = {code: usable[code] or numbers for code, numbers in possible.items()}
    ends = [(possible[p.code][0], possible[p.code][-1], len(p.locked)) for p in problems]
    return [Span(max(0, least - locked), max(0, most - locked)) for least, most, locked in ends]


def _with_own_limits(problem: ParentProblem, number: Span) -> ParentProblem:
    """Return a problem with the limits of its number of regions."""
    if not (problem.own_limits and problem.units):
        return problem
    if not number.fixed:
        raise ScenarioError(
            "bounds asks for {bound}, and the number of regions of "
            "{label} is open; one number for each reference region is expected; give it "
            "(--regions-per NAME=N)",
            bound=str(problem.own_limits[0].bound),
            label=problem.label,
        )
    return problem.with_own_limits(number.least)


def chosen_regions(
    joint: JointProblem, problems: Sequence[ParentProblem], regions: Members | None
) -> Mapping[str, list[tuple[str, ...]]]:
    """Return the members of the regions of each reference region, by code, with the locked ones.

    Parameters
    ----------
    joint
        The program.
    problems
        All reference regions.
    regions
        Those that are chosen, shape ``(n_regions, n_units)``; None: none.
    """
    by_parent = {p.code: list(p.locked) for p in problems}
    if regions is not None:
        parents = joint.parents_of(regions).tolist()
        for parent, row in zip(parents, regions, strict=True):
            problem = joint.parents[parent]
            by_parent[problem.code].append(problem.codes(row[joint.units_of(parent)]))
    return {code: sorted(members) for code, members in by_parent.items()}
