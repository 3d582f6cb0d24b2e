"""The candidate regions of a reference region, compiled as its criteria and rules need them."""

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members, RegionCosts
from regionplanner.errors import LimitError
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.regions.candidates import Candidates, diagram_candidates
from regionplanner.regions.compile import region_diagram
from regionplanner.regions.diagram import RegionDiagram
from regionplanner.regions.local.candidates import local_candidates
from regionplanner.regions.local.compile import local_diagrams
from regionplanner.regions.local.diagrams import LocalDiagrams
from regionplanner.regions.tally import Tally, region_tallies
from regionplanner.regions.units import SizedRules

_LIGHTER = 4
"""A state of local diagrams is swept for one anchor, and takes a quarter of the memory."""
_COARSER = (1, 2, 4, 8)
"""How many times as large the steps of totals are, in which bounds are counted, until they fit."""
_SAMPLE = 8
"""Of so many local diagrams one shows how large all would be."""


def problem_diagram(problem: ParentProblem) -> RegionDiagram:
    """Return the candidate regions, told apart by every figure that is bounded or has a target.

    Parameters
    ----------
    problem
        The reference region.

    Raises
    ------
    LimitError
        When the diagram would be too large.
    """
    tallies = region_tallies(problem.limits, problem.costs.deviation, max_units=problem.max_units)
    return _diagram(problem, tallies)


def problem_candidates(problem: ParentProblem, costs: RegionCosts) -> Candidates:
    """Return the candidate regions with their costs: of one diagram, or of local ones.

    Parameters
    ----------
    problem
        The reference region.
    costs
        What they cost, over its units; told apart they are by the costs of the problem.

    Raises
    ------
    LimitError
        When the diagrams would be too large.
    """
    if not problem.local or problem.costs.deviation is not None:
        return diagram_candidates(problem_diagram(problem), costs, problem.limits)
    return local_candidates(_local_diagrams(problem), costs, problem.limits)


def _local_diagrams(problem: ParentProblem) -> LocalDiagrams:
    """Return a diagram for every unit that may be a centre, of those that can be with it."""
    anchors = problem.costs.anchors
    if anchors is None or anchors.barred is None:
        raise ValueError("no neighbourhood")
    homes, first = np.unique(anchors.forced[:, 0], return_inverse=True)
    allowed = np.zeros((len(problem.units), len(homes)), dtype=bool)
    np.logical_or.at(allowed.T, first, ~anchors.barred.T)
    whole = _Local(problem, homes, allowed)
    if not problem.limits.binding:
        return whole.diagrams(_COARSER[0])
    some = _Local(problem, homes[::_SAMPLE], allowed[:, ::_SAMPLE])
    for coarser in _COARSER[:-1]:
        with suppress(LimitError):
            some.diagrams(coarser, share=1 / _SAMPLE)
            return whole.diagrams(coarser)
    return whole.diagrams(_COARSER[-1])


@dataclass(frozen=True, slots=True)
class _Local:
    """Some units that may be centres, and which units can be with each."""

    problem: ParentProblem
    homes: NDArray[np.intp]
    allowed: Members

    def diagrams(self, coarser: int, *, share: float = 1.0) -> LocalDiagrams:
        """Return their diagrams, within a share of the states that all may have."""
        problem = self.problem
        max_units = problem.max_units
        tallies = region_tallies(problem.limits, None, max_units=max_units, coarser=coarser)
        sized = SizedRules(
            replace(problem.rules, tallies=tallies), problem.min_units, problem.max_units
        )
        try:
            return local_diagrams(
                problem.adjacency,
                problem.xy,
                self.homes,
                self.allowed,
                sized,
                max_states=int(share * _LIGHTER * problem.max_states),
            )
        except LimitError as error:
            raise LimitError(f"reference region {problem.code} is too large: {error}") from None


def n_candidates(problem: ParentProblem) -> int:
    """Return the exact number of contiguous regions of the right size that keep the groups.

    Parameters
    ----------
    problem
        The reference region.
    """
    return _diagram(problem, ()).count()


def _diagram(problem: ParentProblem, tallies: tuple[Tally, ...]) -> RegionDiagram:
    try:
        return region_diagram(
            problem.adjacency,
            problem.xy,
            min_units=problem.min_units,
            max_units=problem.max_units,
            rules=replace(problem.rules, tallies=tallies),
            max_states=problem.max_states,
        )
    except LimitError as error:
        raise LimitError(f"reference region {problem.code} is too large: {error}") from None
