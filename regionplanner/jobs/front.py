"""plan_front: the plans that trade one criterion for another."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from regionplanner.criteria.registry import CriterionName
from regionplanner.data.assignment import assignment_sha256
from regionplanner.files.set_records import FrontRecord, PointRecord
from regionplanner.jobs.callbacks import TO_LOG, JobCallbacks
from regionplanner.jobs.case import verified_plan
from regionplanner.jobs.plan_set import PlanSet, digests, set_words, shown_together
from regionplanner.jobs.search import CaseRequest
from regionplanner.naming import with_kept_codes
from regionplanner.plan.compare import looks_of, shown_as
from regionplanner.plan.plan import Plan
from regionplanner.program.front import Front, front
from regionplanner.proof import Proof, Traded
from regionplanner.rules.case import Case
from regionplanner.score.plan_sets import front_table
from regionplanner.stopping import stoppable


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontRequest(CaseRequest):
    """Two criteria that are traded: no weights, clusters, gaps and stores matter.

    Attributes
    ----------
    first, second
        The criteria.
    points
        How many plans.
    """

    first: CriterionName
    second: CriterionName
    points: int = 9


@dataclass(frozen=True, slots=True)
class FrontResult:
    """Plans that trade one criterion for another.

    Attributes
    ----------
    made
        Its plans are ``point-1`` and on, its table ``front``.
    front
        What is proven of each.
    """

    made: PlanSet
    front: Front


def plan_front(request: FrontRequest, *, callbacks: JobCallbacks = TO_LOG) -> FrontResult:
    """Return plans from the best in one criterion to the best in another.

    Parameters
    ----------
    request
        The case and the criteria.
    callbacks
        Receive progress, and can ask to stop; by default nobody watches.

    Returns
    -------
    FrontResult
        The plans with their table, and what is proven of each.

    Raises
    ------
    DataError
        When a reference region is too small, in pieces or has a unit without neighbours, or travel
        times inside one are missing.
    ScenarioError
        When the number of regions is missing, or the scenario names what the data lack or has rules
        that contradict each other; or when the criteria cannot be traded, as of `front`.
    InfeasibleError
        When no plan keeps the rules; says which rules collide, and what would help.
    LimitError
        When the time limit passed before any plan was found, or a reference region is too large for
        one diagram.
    StoppedError
        When `callbacks` asked to stop before any plan was found; a LimitError too.
    SolverError
        When HiGHS ends without an answer, or a plan found breaks a rule or costs something else
        when it is measured anew: a fault that is not of the data.
    WorkerError
        When worker processes keep ending, or the Dask cluster cannot be reached.
    """
    case, settings = request.case, request.settings
    units, graph = case.municipalities, case.graph
    with stoppable(callbacks.stop), callbacks.counted("points", request.points) as one_more:
        trade_off = front(
            units,
            case.scenario,
            request.first,
            request.second,
            points=request.points,
            graph=graph,
            workers=settings.workers,
            progress=lambda *_: one_more(),
            **settings.limits,
        )
    # plans are held against the rules; their proof is about the first criterion within the second
    choices = case.scenario.model_copy(update={"criteria": {trade_off.first: 1.0}})
    held = replace(case, scenario=choices)
    plans: dict[str, Plan] = {}
    for number, point in enumerate(trade_off.points, start=1):
        proof = Proof(
            "feasible" if point.gap else "optimal",
            point.first,
            point.bound,
            point.within,
            Traded(trade_off.first, trade_off.second),
        )
        before = [*plans.values()][-1:]
        codes = request.continued(point.assignment)
        if before:
            codes = with_kept_codes(codes, before[0].assignment, units)
        plans[f"point-{number}"] = verified_plan(codes, held, proof)
    looks = looks_of(shown_as(plans["point-1"], request.kept_looks))
    plans = shown_together(plans, units, looks)
    words = set_words(case, request.language)
    made = PlanSet(
        plans=plans,
        names=tuple(words["set_point"].format(number=n + 1) for n in range(len(plans))),
        tables={"front": front_table(plans, trade_off, units, graph, case.scenario)},
        record=_record(held, trade_off, plans),
        case=held,
    )
    return FrontResult(made, trade_off)


def _record(case: Case, trade_off: Front, plans: Mapping[str, Plan]) -> FrontRecord:
    return FrontRecord(
        **digests(case),
        first=trade_off.first,
        second=trade_off.second,
        points=tuple(
            PointRecord(
                plan_sha256=assignment_sha256(plan.assignment),
                first=point.first,
                second=point.second,
                bound=point.bound,
                gap=round(point.gap, 6),
                allowed=point.most,
            )
            for plan, point in zip(plans.values(), trade_off.points, strict=True)
        ),
    )
