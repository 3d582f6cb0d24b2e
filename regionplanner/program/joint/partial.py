"""Partial coverage: the best regions to begin with, the others left for later."""

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from regionplanner.choices import Coverage, asked_text, count_range, count_text, regions_text
from regionplanner.criteria.costs import RegionCosts, natural, without_values
from regionplanner.errors import InfeasibleError, LimitError, Message, ScenarioError, counted
from regionplanner.naming import named_sizes, region_codes
from regionplanner.program.instance.candidates import n_candidates
from regionplanner.program.instance.instance import Instance
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.program.joint.problem import (
    JointProblem,
    Span,
    chosen_regions,
    coupled_problem,
    coverage_span,
)
from regionplanner.program.joint.search import best_choice
from regionplanner.program.numbers import check_known, unknown_text
from regionplanner.program.result import CurvePoint, Proposal, checked_division, numbered
from regionplanner.proof import among
from regionplanner.scenario import Scenario
from regionplanner.stopping import check_time

_EXPLAIN_S = 20.0


def partial_proposal(instance: Instance, *, started: float, deadline: float) -> Proposal:
    """Return the best plan that leaves municipalities for later, with its proof.

    Parameters
    ----------
    instance
        What is planned; its scenario has a coverage.
    started, deadline
        `time.monotonic` values.

    Raises
    ------
    ScenarioError
        When the number of regions is missing or names an unknown reference region.
    InfeasibleError
        When there is no such plan; says why.
    LimitError
        When the limit passed before any plan was found.
    """
    scenario, problems = instance.case.scenario, instance.problems
    _check(scenario, problems)
    numbers = count_range(scenario.regions or 0)
    joint = coupled_problem(scenario, problems, Span.of(scenario.regions or 0))
    n_locked = sum(len(p.locked) for p in problems)
    answers = {
        n_regions: best_choice(_with_number(joint, n_regions - n_locked), deadline=deadline)
        for n_regions in numbers
        if n_regions >= n_locked
    }
    solved = {n: a for n, a in answers.items() if a.objective is not None}
    if not solved:
        if any(answer.status == "unknown" for answer in answers.values()):
            check_time()
            raise LimitError(unknown_text(had_time=deadline == float("inf")))
        if joint.within:
            within = named_sizes(instance.case.municipalities, joint.within)
            raise LimitError("no plan that keeps the rules was found.{among}", among=among(within))
        most = _with_number(joint, numbers[-1] - n_locked)
        raise InfeasibleError(_no_choice(scenario, most))
    extra = instance.locked_cost
    divisions = {n: chosen_regions(joint, problems, a.regions) for n, a in solved.items()}
    checked = {
        n: checked_division(
            instance, numbered(divisions[n]), (a.objective or 0) + extra, a.bound + extra
        )
        for n, a in solved.items()
    }
    n_regions = min(solved, key=lambda n: (checked[n].objective, n))
    open_ = [a.bound + extra for a in answers.values() if a.status == "unknown"]
    return Proposal(
        assignment=region_codes(numbered(divisions[n_regions]), instance.case.municipalities),
        objective=checked[n_regions].objective,
        bound=min(
            [point.bound for point in checked.values()]
            + [natural(bound, instance.unit) - checked[n_regions].rounding for bound in open_]
        ),
        split={code: len(members) for code, members in divisions[n_regions].items()},
        curve=tuple(CurvePoint(n, point.objective, point.bound) for n, point in checked.items()),
        parent_curves={},
        n_candidates=0 if joint.within else _n_candidates(joint),
        within=dict(named_sizes(instance.case.municipalities, joint.within)),
        seconds=time.monotonic() - started,
    )


def _n_candidates(joint: JointProblem) -> int:
    """Return how many candidate regions there are, or 0 where some were not all compiled."""
    if any(parent.local for parent in joint.parents):
        return 0
    counts = [*map(n_candidates, joint.parents, joint.priced)]
    return sum(counts) if all(counts) else 0


def _check(scenario: Scenario, problems: Sequence[ParentProblem]) -> None:
    """Raise when numbers alone rule the plan out."""
    check_known(scenario, [p.code for p in problems])
    if scenario.regions is None:
        raise ScenarioError(
            "the number of regions is not given; a plan that leaves municipalities for later "
            "needs it; choose one (--regions N)"
        )
    wanted, span = count_range(scenario.regions), coverage_span(scenario, problems)
    asked, regions = asked_text(scenario.regions), regions_text(scenario.regions)
    most = sum(p.possible_totals[-1] for p in problems)
    locked = [len(region) for p in problems for region in p.locked]
    if len(locked) > wanted[-1]:
        raise InfeasibleError(
            "{asked}, and {count} is locked; ask for as many at least, or drop a lock"
            if len(locked) == 1
            else "{asked}, and {count} are locked; ask for as many at least, or drop a lock",
            asked=asked,
            count=counted(len(locked), "region"),
        )
    if sum(locked) > span.most:
        raise InfeasibleError(
            "at most {most} may be covered (coverage), and the locked regions have "
            "{locked}; cover more, or drop a lock",
            most=span.most,
            locked=counted(sum(locked), "municipality"),
        )
    if wanted[0] > most:
        raise InfeasibleError(
            "{asked}; with at least {min_units} each, inside "
            "one reference region, at most {most} are possible; ask for fewer",
            asked=asked,
            min_units=counted(scenario.min_units, "municipality"),
            most=most,
        )
    n_units = sum(sum(p.rules.sizes) for p in problems) + sum(locked)
    if span.least > n_units:
        raise InfeasibleError(
            "at least {least} are to be covered (coverage), of {n_units}; cover fewer",
            least=span.least,
            n_units=counted(n_units, "municipality"),
        )
    if span.least > wanted[-1] * scenario.max_units:
        raise InfeasibleError(
            "at least {least} are to be covered (coverage); {regions} of at most "
            "{max_units} hold at most {held}; ask for more regions, or cover fewer",
            least=span.least,
            regions=regions,
            max_units=counted(scenario.max_units, "municipality"),
            held=wanted[-1] * scenario.max_units,
        )
    if span.most < wanted[0] * scenario.min_units and not any(p.locked for p in problems):
        raise InfeasibleError(
            "at most {most} may be covered (coverage); {regions} of at least "
            "{min_units} hold at least {held}; ask for fewer regions, or cover more",
            most=span.most,
            regions=regions,
            min_units=counted(scenario.min_units, "municipality"),
            held=wanted[0] * scenario.min_units,
        )


def _with_number(joint: JointProblem, n_regions: int) -> JointProblem:
    return replace(joint, regions=Span.of(n_regions))


def _no_choice(scenario: Scenario, joint: JointProblem) -> str:
    """Return why there is no plan, with what could be covered."""
    deadline = time.monotonic() + _EXPLAIN_S
    anything = replace(joint, covered=Span(0, int(joint.sizes.sum())))
    reach = []
    for sign in (1, -1):
        sized = _sized(anything, sign)
        answer = best_choice(sized, deadline=deadline)
        if answer.regions is not None:
            reach.append(int((answer.regions @ joint.sizes).sum()))
    asked = regions_text(scenario.regions or 0)
    coverage = scenario.coverage or Coverage()
    if len(reach) == 2:
        return Message(
            "no choice of {regions} covers what was asked for ({coverage}); with these rules "
            "{possible} municipalities can be covered besides locked regions; change the "
            "coverage or the number of regions",
            regions=asked,
            coverage=_span_text(coverage),
            possible=count_text((reach[0], reach[1])),
        )
    return Message(
        "no choice of {regions} keeps the rules, whatever is covered; ask for another number, "
        "or drop a rule (numbers per reference region, bounds, groups that stay together)",
        regions=asked,
    )


def _sized(joint: JointProblem, sign: int) -> JointProblem:
    """Return the problem in which a region costs its size, or earns it."""
    priced = []
    for parent, candidates in zip(joint.parents, joint.priced, strict=True):
        free = without_values(candidates.costs)
        size = sign * np.array(parent.rules.sizes, dtype=np.int64)
        costs = RegionCosts(size, free.pair, free.anchors)
        priced.append(candidates.with_costs(costs))
    return replace(joint, priced=tuple(priced))


def _span_text(coverage: Coverage) -> str:
    if coverage.least is None and coverage.most is None:
        return Message("any number of municipalities")
    if coverage.most is None:
        return Message("at least {least}", least=counted(coverage.least or 0, "municipality"))
    if coverage.least is None:
        return Message("at most {most}", most=counted(coverage.most, "municipality"))
    span = count_text((coverage.least, coverage.most))
    return Message("{count} municipalities", count=span)
