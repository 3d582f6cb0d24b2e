"""JointProblem: the reference regions of a plan that leaves municipalities for later."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Integers, Members
from regionplanner.program.posed.candidates import problem_diagram
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.regions.priced import PricedDiagram, priced_diagram


@dataclass(frozen=True, slots=True)
class Span:
    """Least and most of a sum over the chosen regions, inclusive."""

    least: int
    most: int


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
    covered
        How many municipalities the chosen regions have.
    numbers
        How many regions are chosen of each reference region.
    """

    parents: tuple[ParentProblem, ...]
    priced: tuple[PricedDiagram, ...]
    first: tuple[int, ...]
    sizes: Integers
    covered: Span
    numbers: tuple[Span, ...]

    @property
    def n_units(self) -> int:
        """Number of units of all reference regions."""
        return len(self.sizes)

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
        starts = np.array(self.first, dtype=np.intp)
        first_units = members.argmax(axis=1)
        found: NDArray[np.intp] = np.searchsorted(starts, first_units, side="right") - 1
        return found

    def costs_of(self, members: Members) -> Integers:
        """Return the exact cost of each region."""
        parents = self.parents_of(members)
        costs = np.zeros(len(members), dtype=np.int64)
        for parent in np.unique(parents).tolist():
            rows = parents == parent
            inside = members[rows][:, self.units_of(parent)]
            costs[rows] = self.priced[parent].costs.of(inside)
        return costs

    def distances_of(self, members: Members) -> Integers:
        """Return the secondary objective of each region: its travel."""
        parents = self.parents_of(members)
        travel = np.zeros(len(members), dtype=np.int64)
        for parent in np.unique(parents).tolist():
            rows = parents == parent
            inside = members[rows][:, self.units_of(parent)]
            travel[rows] = self.parents[parent].distance.of(inside)
        return travel


def joint_problem(
    parents: Sequence[ParentProblem], covered: Span, numbers: Sequence[Span]
) -> JointProblem:
    """Return the reference regions as one problem.

    Parameters
    ----------
    parents
        The reference regions, each with at least one unit.
    covered
        How many municipalities the chosen regions have.
    numbers
        How many regions are chosen of each.

    Raises
    ------
    LimitError
        When a reference region is too large.
    """
    sizes = [size for parent in parents for size in parent.rules.sizes]
    counts = [len(parent.units) for parent in parents]
    return JointProblem(
        parents=tuple(parents),
        priced=tuple(priced_diagram(problem_diagram(p), p.costs, p.limits) for p in parents),
        first=tuple(np.cumsum([0, *counts[:-1]]).tolist()),
        sizes=np.array(sizes, dtype=np.int64),
        covered=covered,
        numbers=tuple(numbers),
    )
