"""The trade-off front of two criteria: what one costs in the other, exactly."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from regionplanner.criteria.costs import natural
from regionplanner.criteria.registry import CriterionName
from regionplanner.data.municipalities import Municipalities
from regionplanner.data.named_scenario import scenario_with_codes
from regionplanner.errors import LimitError, ScenarioError, StoppedError
from regionplanner.graph.contiguity import scenario_case
from regionplanner.naming import named_sizes, region_codes
from regionplanner.objective.mix import MOST_COUPLED
from regionplanner.program.instance.instance import Instance, build_instance
from regionplanner.program.instance.problem import MOST_STATES
from regionplanner.program.joint.budgeted import PartitionResult, best_within, check_additive
from regionplanner.program.joint.problem import CostLimit, Span
from regionplanner.program.propose import propose
from regionplanner.program.result import checked_division
from regionplanner.proof import relative_gap
from regionplanner.scenario import Scenario
from regionplanner.stopping import check_time


@dataclass(frozen=True, slots=True)
class FrontPoint:
    """A plan on the front: no plan has less of one criterion without more of the other.

    Attributes
    ----------
    assignment
        Region code of every unit that is in a region, by NIS code.
    first, second
        Value of each criterion, in its unit.
    bound
        Proven: no plan with at most `most` of the second has less than this of the first.
    most
        The most of the second criterion that was allowed.
    within
        Reference regions with a neighbourhood smaller than was asked for, and its size; see
        `Proof`.
    """

    assignment: Mapping[str, str]
    first: float
    second: float
    bound: float
    most: float
    within: tuple[tuple[str, int], ...] = ()

    @property
    def gap(self) -> float:
        """Proven gap of the first criterion, relative to its value; 0 when optimal."""
        return relative_gap(self.first, self.bound)


@dataclass(frozen=True, slots=True)
class Front:
    """The trade-off of two criteria.

    Attributes
    ----------
    first, second
        The criteria.
    points
        From the plan that is best in the first to the plan with least of the second that was
        found; each plan once.
    least
        Proven: no plan has less of the second.
    """

    first: CriterionName
    second: CriterionName
    points: tuple[FrontPoint, ...]
    least: float = 0.0


Progress = Callable[[FrontPoint, int, int], None]


def front(  # noqa: PLR0913 (each choice of a run by its name)
    municipalities: Municipalities,
    scenario: Scenario,
    first: CriterionName,
    second: CriterionName,
    *,
    points: int = 9,
    graph: "nx.Graph[str] | None" = None,
    workers: int = 1,
    time_limit_s: float | None = None,
    max_states: int = MOST_STATES,
    held_states: int | None = None,
    progress: Progress | None = None,
) -> Front:
    """Return plans that trade one criterion for another, each the best of its kind.

    Parameters
    ----------
    municipalities
        Units to plan with.
    scenario
        Sizes, rules and number of regions; of its criteria only the choices are used, not the
        weights.
    first, second
        The criteria: two different ones, by name such as ``"distance"``.
    points
        How many plans are asked for, at least 2: the ends, and between them the best of the first
        for amounts of the second that are evenly spaced. Fewer are returned when the same plan is
        the best for several.
    graph
        Rook graph of the units; made from the municipalities when None.
    workers
        Number of processes for the ends.
    time_limit_s
        Limit on the search [s]; points may then have a gap, and say so. None: until each is proven.
    max_states
        Largest decision diagram that is built.
    held_states
        Most states of diagrams that are kept at once; None: no limit. See `propose`.
    progress
        Called after each point, with it, how many are done and how many are asked for. None
        disables it.

    Returns
    -------
    Front
        The plans with both values in their units and the proven bound of the first, sorted from the
        best in the first criterion; each plan once.

    Raises
    ------
    DataError, InfeasibleError, SolverError, WorkerError
        As `propose`.
    ScenarioError
        As `propose`; also when the criteria are the same, one is ties that are not named or a
        balance with a target of its own, or there are fewer than two points.
    LimitError
        When a reference region is too large for one diagram, or the limit passed before any point.
    StoppedError
        When it was asked to stop before any point was found (`stoppable`).

    Notes
    -----
    Where bounds are by the mean of each reference region, all plans have as many regions there as
    the one that is best in the first criterion.

    The epsilon-constraint method: the first criterion is minimised under a budget of the second;
    ties are broken by the second, so that every point that is proven is efficient.

    References
    ----------
    Haimes, Lasdon & Wismer 1971; Mavrotas 2009 (augmented epsilon-constraint).
    """
    scenario = scenario_with_codes(scenario, municipalities)
    if first == second or points < 2:
        raise ScenarioError(
            "a front of {first} and {second} with {points} points was asked for; two different "
            "criteria and at least 2 points are expected; change them",
            first=first,
            second=second,
            points=points,
        )
    if "ties" in {first, second} and not any(scenario.ties.values()):
        raise ScenarioError(
            "a front of {first} and {second} was asked for, and no ties are named; columns or "
            "tables of pairs with a weight above 0 are expected; name them (--ties COLUMN=WEIGHT), "
            "or choose another criterion",
            first=first,
            second=second,
        )
    part_s = (float("inf") if time_limit_s is None else time_limit_s) / (points + 3)
    limits: dict[str, Any] = {"max_states": max_states, "held_states": held_states}
    sides, best = [], []
    for name in (first, second):
        alone = scenario.model_copy(update={"criteria": {name: 1.0}})
        check_additive(alone)
        case = scenario_case(municipalities, alone, graph)
        side = build_instance(case, most=MOST_COUPLED, **limits)
        limit_s = None if time_limit_s is None else part_s
        end = propose(
            municipalities, alone, graph=graph, workers=workers, time_limit_s=limit_s, **limits
        )
        if case.rules.own_bounds:
            scenario = scenario.model_copy(update={"regions_per": dict(end.split)})
            side = side.with_numbers(end.split)
        sides.append(side)
        best.append(end.assignment)
    side_a, side_b = sides
    corner = _best(side_b, side_a, side_a.cost(best[0]), best, part_s)
    start = [*best, corner.assignment]
    most, least = side_b.cost(corner.assignment), min(map(side_b.cost, start))
    known: dict[int, FrontPoint] = {}
    for number in range(points):
        limit = most - (most - least) * number // (points - 1)
        try:
            point = _point(side_a, side_b, limit, _best(side_a, side_b, limit, start, part_s))
        except StoppedError:
            if not known:
                raise
            break
        known.setdefault(side_a.cost(point.assignment), point)
        if progress is not None:
            progress(point, number + 1, points)
    return Front(first, second, tuple(known[value] for value in sorted(known)), end.bound)


def _best(
    side: Instance, rival: Instance, most: int, start: Sequence[Mapping[str, str]], seconds: float
) -> PartitionResult:
    """Return the best division by one criterion with at most so much of its rival [quanta]."""
    best = best_within(
        side.case.scenario,
        side.problems,
        Span.of(side.case.scenario.regions or 0),
        deadline=time.monotonic() + seconds,
        budget=CostLimit(tuple(p.costs for p in rival.problems), most - rival.locked_cost),
        start=start,
    )
    if best.objective is None:
        check_time()
        raise LimitError(
            "the limit was reached before a point of the front was found; allow more time "
            "(--time-limit)"
        )
    return best


def _point(side_a: Instance, side_b: Instance, most: int, best: PartitionResult) -> FrontPoint:
    codes = region_codes(best.assignment, side_a.case.municipalities)
    first = checked_division(side_a, codes, side_a.cost(codes), best.bound + side_a.locked_cost)
    second = checked_division(side_b, codes, side_b.cost(codes))
    return FrontPoint(
        codes,
        first=first.objective,
        second=second.objective,
        bound=first.bound,
        most=natural(most, side_b.unit),
        within=named_sizes(side_a.case.municipalities, best.within),
    )
