"""propose: the best plan of all units, with its proof, or what is left when it is stopped."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import fsum

import networkx as nx

from regionplanner.choices import count_range
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.data.municipalities import Municipalities
from regionplanner.data.named_scenario import scenario_with_codes
from regionplanner.errors import LimitError, ScenarioError, StoppedError
from regionplanner.graph.contiguity import scenario_case
from regionplanner.naming import named_sizes, region_codes
from regionplanner.objective.columns import balance_target, check_target, has_balance
from regionplanner.objective.parents import tie_columns
from regionplanner.program.cache import CurveStore
from regionplanner.program.curve import CountResult, ParentResult
from regionplanner.program.explain.explainer import Explainer
from regionplanner.program.instance.instance import Instance, build_instance
from regionplanner.program.instance.problem import MOST_STATES, ParentProblem
from regionplanner.program.joint.partial import partial_proposal
from regionplanner.program.numbers import check_numbers, wanted_split
from regionplanner.program.result import (
    CurvePoint,
    Proposal,
    Solved,
    best_of_numbers,
    checked_curve,
    numbered,
    numbers_apart,
    stated,
    stated_bound,
)
from regionplanner.program.running.scheduler import Progress, SearchSettings, Started, solve_parents
from regionplanner.program.running.task import OnIncumbent
from regionplanner.program.split import (
    CountRequest,
    Split,
    best_splits,
    counts_to_search,
    least_bounds,
    refine_counts,
    usable_numbers,
)
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario, depends_on_number
from regionplanner.stopping import is_stopped, left_s


@dataclass(frozen=True, slots=True)
class Alone:
    """The best value of one criterion alone, in its own unit.

    Attributes
    ----------
    objective
        Best value known.
    bound
        Proven lower bound of every plan that keeps the rules; equal to the objective when that is
        optimal.
    """

    objective: float
    bound: float


def best_alone(
    municipalities: Municipalities, scenario: Scenario, propose: Callable[[Scenario], Proposal]
) -> Mapping[CriterionName, Alone]:
    """Return the best value of each criterion alone, under the same rules and numbers of regions.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        The rules. All criteria that the data allows are searched, whatever their weight.
    propose
        Makes the best plan for a scenario with one criterion.

    Returns
    -------
    Mapping
        By criterion; without those for which no plan was found in time.
    """
    alone: dict[CriterionName, Alone] = {}
    for single in single_scenarios(municipalities, scenario):
        (criterion,) = single.criteria
        try:
            proposal = propose(single)
        except LimitError:
            continue
        alone[criterion] = Alone(proposal.objective, proposal.bound)
    return alone


def single_scenarios(municipalities: Municipalities, scenario: Scenario) -> tuple[Scenario, ...]:
    """Return a scenario with the same rules for each criterion that the data allows.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        The rules, and what ties and balance are about. Coverage is not rewarded.
    """
    made = {name: getattr(scenario, name) for name in scenario.model_fields_set}
    if scenario.coverage is not None:
        made["coverage"] = scenario.coverage.model_copy(update={"reward": 0.0})
    reported = scenario.model_copy(update={"criteria": {}})
    ties = tie_columns(municipalities, reported)
    possible: dict[CriterionName, bool] = dict.fromkeys(CRITERIA, True)
    possible["ties"] = any(ties.values())
    possible["balance"] = _can_balance(municipalities, reported)
    return tuple(
        Scenario(**{**made, "criteria": {criterion: 1.0}, "ties": ties})
        for criterion, can in possible.items()
        if can
    )


def _can_balance(municipalities: Municipalities, scenario: Scenario) -> bool:
    """Return whether the figure and its target are known, and there is anything to divide."""
    if not has_balance(municipalities, scenario):
        return False
    try:
        target = balance_target(municipalities, scenario)
        check_target(scenario, target)
    except ScenarioError:
        return False
    return target is None or target > 0


def unfinished_assignment(curves: Sequence[ParentResult], case: Case) -> Mapping[str, str]:
    """Return the region of every unit of the reference regions that were finished.

    How many regions each gets in the end depends on all; here it is the number nearest to its
    share of the total.

    Parameters
    ----------
    curves
        Answers of the finished reference regions.
    case
        All units, and the wanted number of regions.

    Returns
    -------
    Mapping
        Region code by NIS code; empty where no plan is known.
    """
    scenario = case.scenario
    total = count_range(scenario.regions or 0)
    n_units = len(case.municipalities.frame.index.difference(scenario.leave_out))
    of_a_unit = (total[0] + total[-1]) / 2 / max(1, n_units)
    chosen = {}
    for curve in curves:
        counts = scenario.regions_per.get(curve.code)
        known = [
            answer
            for answer in curve.answers
            if answer.regions and (counts is None or answer.n_regions in count_range(counts))
        ]
        if known:
            chosen[curve.code] = list(min(known, key=lambda a: _off(a, of_a_unit)).regions)
    return region_codes(numbered(chosen), case.municipalities) if chosen else {}


def _off(answer: CountResult, of_a_unit: float) -> tuple[float, int]:
    """Return how far a number of regions is from its share."""
    n_units = sum(map(len, answer.regions))
    return abs(answer.n_regions - of_a_unit * n_units), answer.n_regions


def propose(  # noqa: PLR0913 (each choice of a run by its name)
    municipalities: Municipalities,
    scenario: Scenario,
    *,
    graph: "nx.Graph[str] | None" = None,
    workers: int = 1,
    dask: str | None = None,
    time_limit_s: float | None = None,
    max_states: int = MOST_STATES,
    held_states: int | None = None,
    gap: float = 0.0,
    started: Started | None = None,
    progress: Progress | None = None,
    on_incumbent: OnIncumbent | None = None,
    store: CurveStore | None = None,
    narrowed: OnIncumbent | None = None,
) -> Proposal:
    """Return the best plan for a scenario, with its proof.

    Parameters
    ----------
    municipalities
        Units to plan with.
    scenario
        Criteria, sizes and number of regions.
    graph
        Rook graph of the units; made from the municipalities when None.
    workers
        Number of processes; the plan does not depend on it. A script that asks for more than one
        must call this under ``if __name__ == "__main__":``.
    dask
        Address of the scheduler of a Dask cluster that plans instead, such as
        ``"tcp://127.0.0.1:8786"``; the plan does not depend on it either. None: this machine plans.
    time_limit_s
        Limit on the search [s], shared by the reference regions; the plan may then lack its proof,
        and says so. None: until the best plan is proven.
    max_states
        Largest decision diagram that is built, of about 70 bytes a state; a reference region past
        it gets a plan by improvement, with the gap that is proven.
    held_states
        Most states of diagrams that a process keeps at once. A reference region whose diagram of
        all regions is larger gets a plan by improvement; local diagrams past it are dropped and
        built anew for each use, which takes longer and gives the same plan. None: no limit.
    gap
        Stop with a reference region when its plan is proven to cost at most this share more than
        any other; 0: when it is proven to be the best.
    started
        Called with the code of each reference region that work begins on. None disables it.
    progress
        Called after each reference region, with its answers, the number done and the number in all;
        once more when a second search has bettered it. None disables it.
    on_incumbent
        Called while a reference region is in work, with its code, a number of regions, and the gap
        of the incumbent for it, as a share; None before there is one.
    store
        Has answers of earlier runs, and keeps those of this one; the plan does not depend on it.
        None: nothing is kept.
    narrowed
        The earlier name of `on_incumbent`, still accepted.

    Returns
    -------
    Proposal
        Region by NIS code, objective and bound (weighted sum of the criteria, equal when the plan
        is proven to be the best), and the same for every number of regions.

    Raises
    ------
    DataError
        When a reference region is too small, in pieces or has a unit without neighbours, or travel
        times inside one are missing.
    ScenarioError
        When the number of regions is missing, or the scenario names what the data lack or has rules
        that contradict each other.
    InfeasibleError
        When no plan has that number of regions.
    LimitError
        When the limit passed before any plan was found.
    StoppedError
        When it was asked to stop before (`stoppable`); has the plan of what was finished.
    SolverError
        When HiGHS ends without an answer, or a plan costs something else when it is measured anew:
        a fault that is not of the data.
    WorkerError
        When worker processes keep ending, or the Dask cluster cannot be reached.

    Notes
    -----
    Candidate regions are the paths of decision diagrams. Plans are set partitions of them, found by
    column generation; which regions a better plan could have is enumerated by their reduced cost,
    and the integer program over these proves the best one.

    References
    ----------
    Garfinkel & Nemhauser 1970 (political districting as set partitioning); Mehrotra, Johnson &
    Nemhauser 1998 (column generation); Baldacci, Christofides & Mingozzi 2008 (enumeration by
    reduced cost); Kawahara et al. 2017 (frontier-based search).

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import box
    >>> from regionplanner import read_municipalities
    >>> squares = gpd.GeoDataFrame(
    ...     {"nis": ["1", "2", "3", "4"], "name": ["As", "Ham", "Lier", "Peer"]},
    ...     geometry=[box(x, 2e5, x + 1e3, 2.01e5) for x in (1.5e5, 1.51e5, 1.52e5, 1.53e5)],
    ...     crs="EPSG:31370",
    ... ).assign(reference_region="P")
    >>> row = read_municipalities(squares)
    >>> half = Scenario(criteria={"distance": 1.0}, min_units=2, max_units=2, regions=2)
    >>> proposal = propose(row, half)
    >>> dict(proposal.assignment), proposal.objective, proposal.optimal
    ({'1': 'p-a', '2': 'p-a', '3': 'p-b', '4': 'p-b'}, 2.0, True)
    """
    settings = SearchSettings(
        workers=workers,
        dask=dask,
        time_limit_s=time_limit_s,
        gap=gap,
        max_states=max_states,
        held_states=held_states,
        store=store,
        started=started,
        progress=progress,
        on_incumbent=on_incumbent or narrowed,
    )
    scenario = scenario_with_codes(scenario, municipalities)
    numbers_apart(scenario)  # that they are too many is said before a graph is made
    return best_proposal(scenario_case(municipalities, scenario, graph), settings)


def best_proposal(case: Case, settings: SearchSettings) -> Proposal:
    """Return the best plan of a case with its proof, as `propose`."""
    case, limit_s, gap = case.with_codes(), settings.time_limit_s, settings.gap
    scenario, numbers = case.scenario, numbers_apart(case.scenario)
    if numbers is not None:
        time_s = None if limit_s is None else limit_s / len(numbers)
        each = replace(settings, time_limit_s=time_s)
        return best_of_numbers(
            scenario,
            numbers,
            lambda scenario_of: best_proposal(replace(case, scenario=scenario_of), each),
        )
    begun = time.monotonic()
    instance = build_instance(
        case, max_states=settings.max_states, held_states=settings.held_states, gap=gap
    )
    case, problems = instance.case, instance.problems
    deadline = begun + limit_s if limit_s is not None else float("inf")
    if scenario.coverage is not None:
        return partial_proposal(instance, started=begun, deadline=deadline)
    explainer = Explainer(case, figures=instance.figures)
    check_numbers(case, problems, explainer=explainer)
    allowed = {code: count_range(counts) for code, counts in scenario.regions_per.items()}
    possible = {p.code: allowed.get(p.code, p.possible_totals) for p in problems}
    total = count_range(scenario.regions or 0)
    usable = usable_numbers(possible, total)
    searched = counts_to_search({p.code: sum(p.rules.sizes) for p in problems}, usable, total)
    problems = tuple(replace(p, searched=searched[p.code] if p.local else None) for p in problems)
    solve = partial(
        solve_parents,
        settings=settings,
        deadline=deadline,
        wanted=usable,
        checked=partial(checked_curve, instance),
    )
    request = CountRequest(total, allowed, gap)
    curves: tuple[ParentResult, ...] = ()
    try:
        curves = refine_counts(problems, solve, request, has_time=lambda: left_s(deadline) > 0)
        had_time = left_s(deadline) > 0
        proposal = _proposal(
            instance, problems, curves, request, explainer=explainer, had_time=had_time
        )
    except LimitError as error:
        if not is_stopped():
            raise
        stopped = error if isinstance(error, StoppedError) else StoppedError()
        stopped.curves = stopped.curves or curves
        stopped.assignment = unfinished_assignment(stopped.curves, case)
        raise stopped from None
    return replace(proposal, seconds=time.monotonic() - begun)


def _proposal(
    instance: Instance,
    problems: tuple[ParentProblem, ...],
    curves: tuple[ParentResult, ...],
    request: CountRequest,
    *,
    explainer: Explainer,
    had_time: bool,
) -> Proposal:
    """Return the best plan that answers lead to, or say why there is none."""
    case, unit = instance.case, instance.unit
    splits, bounds = best_splits(curves, request.allowed), least_bounds(curves, request.allowed)
    split = wanted_split(
        case,
        curves,
        splits,
        bounds,
        explainer=None if case.rules.own_bounds else explainer,  # which knows no such bounds
        had_time=had_time,
    )
    bound = min(bounds[n] for n in request.total if n in bounds)
    n_possible = {problem.code: len(problem.possible_totals) for problem in problems}
    whole = all(len(curve.answers) == n_possible[curve.code] for curve in curves)
    chosen = _chosen(curves, split)
    best = _point(unit, chosen.values(), bound)
    divisions = {code: list(answer.regions) for code, answer in chosen.items()}
    return Proposal(
        assignment=region_codes(numbered(divisions), case.municipalities),
        objective=best.objective,
        bound=best.bound,
        split={code: answer.n_regions for code, answer in chosen.items()},
        curve=tuple(
            _point(unit, _chosen(curves, s).values(), bounds[k])
            for k, s in splits.items()
            if k in request.total or (whole and not depends_on_number(case.scenario))
        ),
        parent_curves={curve.code: _points(unit, curve) for curve in curves},
        n_candidates=_n_candidates(problems, curves),
        seconds=0.0,
        within=dict(
            named_sizes(
                case.municipalities,
                {curve.code: curve.within for curve in curves if curve.within is not None},
            )
        ),
        solved=Solved(problems, curves, split.objective, bound, unit=unit),
    )


def _n_candidates(problems: Sequence[ParentProblem], curves: Sequence[ParentResult]) -> int:
    """Return how many candidate regions there are, or 0 when some were not all compiled."""
    pairs = zip(problems, curves, strict=True)
    all_compiled = all(curve.n_candidates or not problem.units for problem, curve in pairs)
    return sum(curve.n_candidates for curve in curves) if all_compiled else 0


def _chosen(curves: Sequence[ParentResult], split: Split) -> Mapping[str, CountResult]:
    """Return the answer of every reference region that a split takes, by code."""
    return {
        curve.code: next(a for a in curve.answers if a.n_regions == n_regions)
        for curve, n_regions in zip(curves, split.regions, strict=True)
    }


def _point(unit: float, answers: Collection[CountResult], bound: int) -> CurvePoint:
    """Return what divisions that were measured cost together, and what is proven of that."""
    said = stated(fsum(answer.cost or 0.0 for answer in answers), unit=unit)
    counted = sum(answer.objective or 0 for answer in answers)
    n_regions = sum(answer.n_regions for answer in answers)
    return CurvePoint(n_regions, said, stated_bound(said, counted, bound, unit=unit))


def _points(unit: float, curve: ParentResult) -> tuple[CurvePoint, ...]:
    return tuple(
        _point(unit, [answer], answer.bound)
        for answer in curve.answers
        if answer.objective is not None and answer.bound is not None
    )
