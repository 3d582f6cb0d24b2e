"""The best plan of one reference region for every number of regions."""

import logging
import time
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from regionplanner.criteria.costs import RegionCosts
from regionplanner.errors import LimitError, SolverError
from regionplanner.program.canonical import canonical_cover
from regionplanner.program.cover import CoverProblem, cheapest_cover
from regionplanner.program.generate import dual_bound
from regionplanner.program.master import Master
from regionplanner.program.problem import ParentProblem
from regionplanner.program.prove import AnswerStatus, Cover, proven_cover
from regionplanner.regions.diagram import RegionDiagram, region_diagram
from regionplanner.regions.grow import grown_cover
from regionplanner.regions.sweep import PricedDiagram, priced_diagram

logger = logging.getLogger(__name__)

_MOST_FOLDED = 1000
_LEAST_S = 0.5
_MOST_STATES = 4_000_000
_MOST_VALUES = 200_000_000  # of 8 bytes, and some arrays of them


@dataclass(frozen=True, slots=True)
class Answer:
    """The best division of one reference region into a number of regions.

    Attributes
    ----------
    n_regions
        Number of regions.
    status
        ``optimal`` and ``infeasible`` are proven; ``unknown``: the limit came first.
    objective, bound
        Value and proven lower bound, in quanta; None when there is no plan (known).
    distance_m
        Total distance to the centres [m], the secondary objective.
    regions
        Members of each region by NIS code, ordered by first member.
    """

    n_regions: int
    status: AnswerStatus
    objective: int | None = None
    bound: int | None = None
    distance_m: int | None = None
    regions: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ParentCurve:
    """Answers of one reference region for every number of regions, in that order."""

    code: str
    n_candidates: int
    answers: tuple[Answer, ...]


def parent_curve(problem: ParentProblem, *, deadline: float = float("inf")) -> ParentCurve:
    """Return the best plan of one reference region for every number of regions.

    Parameters
    ----------
    problem
        The reference region.
    deadline
        `time.monotonic` value after which answers may lack their proof; half a second is taken
        in any case, so that small reference regions never stand in the way of a plan.
    """
    deadline = max(deadline, time.monotonic() + _LEAST_S)
    if not problem.units:
        return ParentCurve(problem.code, 0, (_only_locked(problem),))
    costs, factor = _with_distance_folded_in(problem.costs, problem.distance)
    diagram = _diagram(problem, costs)
    priced = priced_diagram(diagram, costs, problem.limits)
    master = Master(len(problem.units), penalty=costs.ceiling() + 1)
    prices = np.zeros(len(problem.units), dtype=np.int64)
    answers = []
    for n_regions in problem.possible_regions:
        dual = dual_bound(priced, master, n_regions, prices, deadline=deadline)
        if dual is None:
            answers.append(Answer(n_regions + len(problem.locked), "infeasible"))
            continue
        prices = dual.prices
        cover = proven_cover(priced, dual, n_regions, deadline=deadline)
        if cover.regions is None:
            cover = _at_hand(problem, priced, master, n_regions, cover)
        answers.append(_answer(problem, _settled(problem, cover), n_regions, factor))
    return ParentCurve(problem.code, diagram.count(), tuple(answers))


def _only_locked(problem: ParentProblem) -> Answer:
    """Return the one answer of a reference region in which every region is locked."""
    return Answer(
        len(problem.locked),
        "optimal",
        objective=problem.locked_cost,
        bound=problem.locked_cost,
        distance_m=problem.locked_distance_m,
        regions=problem.locked,
    )


def _settled(problem: ParentProblem, cover: Cover) -> Cover:
    """Return the cover that is chosen among equally good ones."""
    if cover.regions is None or cover.columns is None or cover.reduced is None:
        return cover
    try:
        regions = canonical_cover(cover.regions, cover.columns, cover.reduced, problem.distance)
    except SolverError as error:  # the cover is proven all the same
        logger.warning("%s: equally good plans were not compared: %s", problem.code, error)
        return cover
    return replace(cover, regions=regions)


def _diagram(problem: ParentProblem, costs: RegionCosts) -> RegionDiagram:
    """Return the candidate regions, unless sweeps over them would not fit in memory."""
    n_anchors = 1 if costs.anchors is None else len(costs.anchors.forced)
    try:
        return region_diagram(
            problem.adjacency,
            problem.xy,
            min_units=problem.min_units,
            max_units=problem.max_units,
            rules=problem.rules,
            max_states=min(_MOST_STATES, _MOST_VALUES // n_anchors),
        )
    except LimitError as error:
        raise LimitError(f"reference region {problem.code} is too large: {error}") from None


def _at_hand(
    problem: ParentProblem, priced: PricedDiagram, master: Master, n_regions: int, known: Cover
) -> Cover:
    """Return the best cover by the regions at hand and grown ones, when there is one."""
    grown = None
    if problem.sizes_only:  # trees are cut by size alone
        grown = grown_cover(
            problem.adjacency,
            problem.xy,
            n_regions,
            min_units=problem.min_units,
            max_units=problem.max_units,
        )
    if known.status == "infeasible" or grown is None:
        return known
    master.add(grown, priced.costs.of(grown))
    columns = master.members
    regions = grown
    with suppress(SolverError):
        costs = priced.costs.of(columns)
        chosen = cheapest_cover(CoverProblem(columns, n_regions, costs), time_limit_s=_LEAST_S)
        regions = columns[list(chosen)] if chosen else grown
    return Cover("feasible", known.bound, int(priced.costs.of(regions).sum()), regions)


def _with_distance_folded_in(costs: RegionCosts, distance: RegionCosts) -> tuple[RegionCosts, int]:
    """Return costs times a factor plus the distance, which is too small to change the first.

    Values of a plan are multiples of the pair costs' greatest common divisor. Where that is
    coarse (ties) equally good plans are legion, so the secondary objective goes into the search
    itself; elsewhere it decides among the few plans that are left.
    """
    divisor = int(np.gcd.reduce(np.abs(costs.pair), axis=None))
    if costs.anchors is not None and costs.anchors.weight.any():
        return costs, 1
    factor = distance.ceiling() // max(divisor, 1) + 1
    if distance.anchors is None or (divisor and factor > _MOST_FOLDED):
        return costs, 1
    barred = None if costs.anchors is None else costs.anchors.barred
    anchors = replace(distance.anchors, barred=barred)
    return RegionCosts(factor * costs.unit, factor * costs.pair, anchors), factor


def _answer(problem: ParentProblem, cover: Cover, n_regions: int, factor: int) -> Answer:
    """Return a cover in NIS codes with the locked regions, without the secondary objective."""
    n_regions += len(problem.locked)
    if cover.status == "infeasible":
        return Answer(n_regions, "infeasible")
    secondary = problem.distance.ceiling() if factor > 1 else 0
    bound = -((secondary - cover.bound) // factor) + problem.locked_cost
    if cover.regions is None:
        return Answer(n_regions, "unknown", bound=bound)
    objective = int(problem.costs.of(cover.regions).sum()) + problem.locked_cost
    proven = cover.status == "optimal"
    return Answer(
        n_regions,
        cover.status,
        objective=objective,
        bound=objective if proven else min(bound, objective),
        distance_m=int(problem.distance.of(cover.regions).sum()) + problem.locked_distance_m,
        regions=tuple(sorted([*problem.locked, *(problem.codes(r) for r in cover.regions)])),
    )
