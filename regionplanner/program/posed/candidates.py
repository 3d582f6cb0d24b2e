"""The candidate regions of a reference region, compiled as its criteria and rules need them."""

from dataclasses import replace

from regionplanner.criteria.costs import RegionCosts
from regionplanner.errors import LimitError
from regionplanner.program.posed.near import near_candidates
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.regions.candidates import Candidates, diagram_candidates
from regionplanner.regions.compile import region_diagram
from regionplanner.regions.diagram import RegionDiagram
from regionplanner.regions.tally import Tally, region_tallies

_LARGE = 100  # units of a parent whose diagram mostly fits


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


def problem_candidates(
    problem: ParentProblem, costs: RegionCosts, *, deadline: float = float("inf")
) -> Candidates:
    """Return the candidate regions with their costs: of one diagram, or of local ones.

    Parameters
    ----------
    problem
        The reference region.
    costs
        What they cost, over its units; told apart they are by the costs of the problem.
    deadline
        `time.monotonic` value by which local diagrams must be there.

    Raises
    ------
    LimitError
        When the diagrams would be too large, or local ones not there in time.
    """
    if not problem.local or problem.costs.deviation is not None:
        return diagram_candidates(problem_diagram(problem), costs, problem.limits)
    return near_candidates(problem, costs, deadline=deadline)


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
        raise LimitError(f"{problem.label} is too large: {error}; {_advice(problem)}") from None


def _advice(problem: ParentProblem) -> str:
    """Return what makes a diagram smaller."""
    n_units, max_units = len(problem.units), problem.max_units
    first = "set a neighbourhood" if problem.nearness is None else "take a smaller neighbourhood"
    ways = [f"{first} (--neighbourhood N)", "keep municipalities together"]
    if 2 * max_units > n_units:
        ways.insert(0, f"lower the largest size of a region from {max_units} (--max)")
    if n_units > _LARGE:
        ways.append(f"divide it into parts of at most about {_LARGE} units")
    else:
        ways.append("allow more states (--max-states) where memory is there")
    return f"{', '.join(ways[:-1])}, or {ways[-1]}"
