"""The candidate regions of a reference region, as its criteria, rules and memory need them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members, RegionCosts
from regionplanner.errors import LimitError, Message, StoppedError, joined
from regionplanner.program.instance.problem import ParentProblem, within_neighbourhood
from regionplanner.regions.candidates import (
    Build,
    Candidates,
    DiagramCandidates,
    JoinedCandidates,
    diagram_candidates,
    held,
)
from regionplanner.regions.compile import local_diagrams, region_diagram
from regionplanner.regions.diagram import LocalDiagrams, RegionDiagram
from regionplanner.regions.limits import SizedRules, Tally, region_tallies
from regionplanner.regions.local_candidates import LIGHTER, local_candidates
from regionplanner.regions.local_priced import near_homes
from regionplanner.stopping import check_time, left_s

_COARSER = (1, 2, 4, 8)
"""How many times as large the steps of totals are, in which bounds are counted, until they fit."""

_STATES_PER_S = 1_000_000

_BUILDING = 4
"""Building takes a part of the time: 1 in so many."""

_SAFE = 0.9
"""A sample is not all: of what fits so much is used."""

_SAMPLE = 8
"""Of so many local diagrams one shows how large all would be."""

_LARGE = 100  # units of a parent whose diagram mostly fits


@dataclass(frozen=True, slots=True)
class _Near:
    """Some units that may be centres, and which units can be with each."""

    problem: ParentProblem
    homes: NDArray[np.intp]
    allowed: Members
    coarser: int

    def part(self, centres: slice) -> "_Near":
        """Return some of the centres."""
        return replace(self, homes=self.homes[centres], allowed=self.allowed[:, centres])

    def diagrams(self, most: int, deadline: float = float("inf")) -> LocalDiagrams:
        """Return their diagrams, of so many states at the most."""
        problem, max_units = self.problem, self.problem.max_units
        tallies = region_tallies(problem.limits, None, max_units=max_units, coarser=self.coarser)
        rules = replace(problem.rules, tallies=tallies)
        try:
            return local_diagrams(
                problem.adjacency,
                problem.xy,
                self.homes,
                self.allowed,
                SizedRules(rules, problem.min_units, max_units),
                max_states=most,
                deadline=deadline,
            )
        except LimitError as error:
            raise LimitError(
                "{label} is too large: {error}", label=problem.label, error=error
            ) from None

    def candidates(
        self, most: int, costs: RegionCosts, deadline: float = float("inf")
    ) -> Candidates:
        """Return the candidate regions of their diagrams."""
        return local_candidates(self.diagrams(most, deadline), costs, self.problem.limits)


def near_candidates(
    problem: ParentProblem, costs: RegionCosts, *, deadline: float = float("inf")
) -> Candidates:
    """Return the candidate regions of a diagram for every unit that may be a centre.

    Totals that are bounded are counted in steps as fine as fit, also in the time. Where memory does
    not hold all diagrams, some are built anew each time.

    Parameters
    ----------
    problem
        The reference region.
    costs
        What they cost, over its units.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    LimitError
        When the diagrams would be too large, or at the deadline.
    """
    most = _most_in_time(problem, deadline)
    for coarser in _COARSER[:-1] if problem.limits.binding else ():
        near = _near(problem, coarser)
        with suppress(LimitError):
            near.part(slice(None, None, _SAMPLE)).diagrams(most // _SAMPLE, deadline)
            return _held(near, costs, deadline)
    return _held(_near(problem, _COARSER[-1]), costs, deadline)


def largest_fitting(problem: ParentProblem, deadline: float) -> ParentProblem | None:
    """Return the problem within the largest neighbourhood whose diagrams fit, None without any.

    Parameters
    ----------
    problem
        The reference region, with a neighbourhood; bounds on totals are counted coarsely.
    deadline
        `time.monotonic` value at which to stop. Before one a sample of the diagrams decides, and
        a neighbourhood holds more units than a region; without one all diagrams are built.
    """
    if problem.nearness is None or problem.costs.deviation is not None:
        return None
    if deadline < float("inf"):
        # of less a region of the largest size would have no choice
        size = _sampled(problem, problem.max_units + 1, deadline)
    else:
        size = _built(problem, max(_sampled(problem, problem.min_units), problem.min_units))
    return within_neighbourhood(problem, size) if size else None


def _sampled(problem: ParentProblem, least: int, deadline: float = float("inf")) -> int:
    """Return the largest neighbourhood of which a sample of the diagrams fits; 0 without any."""
    fits, too_large = 0, problem.n_nearest + 1
    size = problem.n_nearest
    while size >= least and left_s(deadline) > 0:
        if _sample_fits(within_neighbourhood(problem, size), deadline):
            fits = size
        else:
            too_large = size
        if too_large - fits <= 1:
            break
        size = (max(fits, least - 1) + too_large) // 2
    return fits


def _built(problem: ParentProblem, size: int) -> int:
    """Return the largest neighbourhood of which all diagrams fit, near a size; 0 without any."""
    if _fits(problem, size):
        while size < problem.n_nearest and _fits(problem, size + 1):
            size += 1
        return size
    return next((n for n in range(size - 1, problem.min_units - 1, -1) if _fits(problem, n)), 0)


def _fits(problem: ParentProblem, n_nearest: int) -> bool:
    """Return whether all diagrams of a neighbourhood fit."""
    smaller = within_neighbourhood(problem, n_nearest)
    try:
        near_candidates(smaller, smaller.costs)
    except LimitError:
        check_time()
        return False
    return True


def _sample_fits(problem: ParentProblem, deadline: float) -> bool:
    """Return whether some of the diagrams are as small as all must be to fit."""
    most = _most_in_time(problem, deadline) // _SAMPLE
    part = _near(problem, _COARSER[-1]).part(slice(None, None, _SAMPLE))
    try:
        return part.diagrams(most, deadline).n_states <= _SAFE * most
    except LimitError:
        check_time()
        return False


def _near(problem: ParentProblem, coarser: int) -> _Near:
    """Return every unit that may be a centre, and those that can be with it."""
    return _Near(problem, *near_homes(problem.costs), coarser)


def _most(problem: ParentProblem) -> int:
    """Return the most states of all diagrams."""
    return LIGHTER * problem.max_states


def _most_in_time(problem: ParentProblem, deadline: float) -> int:
    """Return the most states of all diagrams that are built in a part of the time."""
    return int(min(_most(problem), max(0.0, left_s(deadline)) * _STATES_PER_S / _BUILDING))


def _held(near: _Near, costs: RegionCosts, deadline: float) -> Candidates:
    """Return the candidate regions, with as many diagrams as memory holds."""
    problem = near.problem
    at_once = int(min(_most(problem), LIGHTER * problem.room.n_states))
    candidates = held(_parts(near, costs, at_once, deadline), problem.room)
    return candidates[0] if len(candidates) == 1 else JoinedCandidates(candidates)


def _parts(
    near: _Near, costs: RegionCosts, at_once: int, deadline: float
) -> Iterator[tuple[Build, Candidates]]:
    """Yield the candidate regions of parts of the centres, as large as can be built at once."""
    waiting, n_states, most = [near], 0, _most(near.problem)
    while waiting:
        part = waiting.pop()
        try:
            candidates = part.candidates(at_once, costs, deadline)
        except LimitError:
            check_time()
            if left_s(deadline) <= 0:
                raise LimitError(
                    "{label} had no time for its local diagrams", label=near.problem.label
                ) from None
            n_centres = len(part.homes)
            if n_centres == 1 or at_once == most:
                raise
            waiting += [part.part(slice(n_centres // 2, None)), part.part(slice(n_centres // 2))]
            continue
        n_states += LIGHTER * candidates.n_states
        if n_states > most:
            raise LimitError(
                "{label} is too large: the units near its centres "
                "have local diagrams of more than {most:,} states; take a smaller neighbourhood",
                label=near.problem.label,
                most=most,
            )
        yield partial(part.candidates, at_once, costs), candidates


def problem_diagram(problem: ParentProblem) -> RegionDiagram:
    """Return the candidate regions, distinguished by every figure that is bounded or has a target.

    Parameters
    ----------
    problem
        The reference region.

    Raises
    ------
    LimitError
        When the diagram would be too large.
    """
    return _diagram(problem, _tallies(problem))


def problem_candidates(
    problem: ParentProblem, costs: RegionCosts, *, deadline: float = float("inf")
) -> Candidates:
    """Return the candidate regions with their costs: of one diagram, or of local ones.

    Parameters
    ----------
    problem
        The reference region.
    costs
        What they cost, over its units; the costs of the problem distinguish them.
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


def n_candidates(problem: ParentProblem, compiled: Candidates | None = None) -> int:
    """Return the exact number of contiguous regions of the right size that keep the groups.

    Parameters
    ----------
    problem
        The reference region.
    compiled
        Its candidate regions, as of `problem_candidates`: they are counted where no figure
        distinguishes them, which takes less than to compile them again.

    Returns
    -------
    int
        0 where it is not counted, as it was asked to stop.
    """
    if isinstance(compiled, DiagramCandidates) and not _tallies(problem):
        return compiled.diagram.count()
    with suppress(StoppedError):
        return _diagram(problem, ()).count()
    return 0


def _tallies(problem: ParentProblem) -> tuple[Tally, ...]:
    return region_tallies(problem.limits, problem.costs.deviation, max_units=problem.max_units)


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
        check_time()
        raise LimitError(
            "{label} is too large: {error}; {advice}",
            label=problem.label,
            error=error,
            advice=_advice(problem),
        ) from None


def _advice(problem: ParentProblem) -> str:
    """Return what makes a diagram smaller."""
    n_units, max_units = len(problem.units), problem.max_units
    first = Message(
        "set a neighbourhood (--neighbourhood N)"
        if problem.nearness is None
        else "take a smaller neighbourhood (--neighbourhood N)"
    )
    ways = [first, Message("keep municipalities together")]
    if 2 * max_units > n_units:
        lower = "lower the largest size of a region from {most} (--max)"
        ways.insert(0, Message(lower, most=max_units))
    last = Message(
        "divide it into parts of at most about {most} units"
        if n_units > _LARGE
        else "allow more states (--max-states) where memory is there",
        most=_LARGE,
    )
    return Message("{items}, or {item}", items=joined(ways, ", "), item=last)
