"""A plan at once, when time is short: grown regions, and the best of what is at hand."""

import time
from contextlib import suppress

import numpy as np

from regionplanner.criteria.costs import IMPOSSIBLE, Members
from regionplanner.errors import SolverError
from regionplanner.program.columns.cover import CoverProblem, cheapest_cover
from regionplanner.program.columns.prove import Cover
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.regions.grow import grown_cover

_LEAST_S = 0.5
_MOMENT_S = 0.1
_MOST_COLUMNS = 5_000


def cover_at_hand(
    problem: ParentProblem, columns: Members, n_regions: int, known: Cover, *, deadline: float
) -> Cover:
    """Return the best cover by the regions at hand and grown ones, when there is one.

    Parameters
    ----------
    problem
        The reference region.
    columns
        Regions at hand, shape ``(n_columns, n_units)``.
    n_regions
        Number of regions.
    known
        What is known without; its bound is kept.
    deadline
        `time.monotonic` value at which to stop; a moment is taken in any case.
    """
    if known.status == "infeasible":
        return known
    grown = grown_regions(problem, n_regions)
    if grown is not None and not keeping(problem, grown).all():
        grown = None
    if grown is not None:
        columns = np.unique(np.concatenate([columns, grown]), axis=0)
    costs = problem.costs.of(columns)
    by_cost = np.argsort(costs, kind="stable")[:_MOST_COLUMNS]
    usable = np.sort(by_cost[costs[by_cost] < IMPOSSIBLE // 2])
    columns, costs = columns[usable], costs[usable]
    best = grown
    least_s = _LEAST_S if grown is None else _MOMENT_S
    limit_s = min(_LEAST_S, max(least_s, deadline - time.monotonic()))
    with suppress(SolverError):
        chosen = cheapest_cover(CoverProblem(columns, n_regions, costs), time_limit_s=limit_s)
        best = columns[list(chosen)] if chosen else grown
    if best is None:
        return known
    return Cover("feasible", known.bound, int(problem.costs.of(best).sum()), best)


def grown_regions(problem: ParentProblem, n_regions: int) -> Members | None:
    """Return a cover of connected regions of the right sizes, which may keep no other rule.

    None where none was grown, or some units are more than one municipality: trees are cut by
    their number of units.

    Parameters
    ----------
    problem
        The reference region.
    n_regions
        Number of regions.
    """
    if set(problem.rules.sizes) > {1}:
        return None
    return grown_cover(
        problem.adjacency,
        problem.xy,
        n_regions,
        min_units=problem.min_units,
        max_units=problem.max_units,
    )


def keeping(problem: ParentProblem, regions: Members) -> Members:
    """Return which of some connected regions of the right sizes keep all other rules.

    Parameters
    ----------
    problem
        The reference region.
    regions
        Shape ``(n_regions, n_units)``.
    """
    kept = (problem.costs.of(regions) < IMPOSSIBLE // 2) & problem.limits.allow(regions)
    for unit, (apart, together) in enumerate(
        zip(problem.rules.apart, problem.rules.together, strict=True)
    ):
        here = regions[:, unit]
        kept &= ~(here & regions[:, sorted(apart)].any(axis=1))
        kept &= ~here | regions[:, sorted(together)].all(axis=1)
    return np.asarray(kept)
