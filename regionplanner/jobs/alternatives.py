"""plan_alternatives: plans that cost little more than the best, as different as can be."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from regionplanner.data.assignment import assignment_sha256
from regionplanner.errors import StoppedError
from regionplanner.files.set_records import AlternativeRecord, AlternativesRecord, BestRecord
from regionplanner.jobs.callbacks import TO_LOG, JobCallbacks
from regionplanner.jobs.case import verified_plan
from regionplanner.jobs.plan_set import PlanSet, digests, set_words, shown_together
from regionplanner.jobs.search import CaseRequest, proposal_for
from regionplanner.plan.compare import looks_of, shown_as
from regionplanner.plan.plan import Plan
from regionplanner.program.alternatives import Alternative, alternatives
from regionplanner.program.result import Proposal
from regionplanner.scenario import with_number
from regionplanner.score.plan_sets import alternatives_table, border_firmness
from regionplanner.stopping import stoppable

BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativesRequest(CaseRequest):
    """A case whose best plan is searched for, with others that cost little more.

    Attributes
    ----------
    plans
        How many, besides the best plan.
    within
        How much more than the best plan each may cost, as a share.
    per_parent
        Whether no parent may cost more than that above its part of the best plan.
    """

    plans: int = 5
    within: float = 0.05
    per_parent: bool = False


@dataclass(frozen=True, slots=True)
class AlternativesResult:
    """The best plan and others.

    Attributes
    ----------
    made
        Its plans are ``best``, ``alternative-1`` and on; its tables ``alternatives`` and
        ``borders``: how often neighbours are together.
    alternatives
        What is proven of each; fewer than were asked for where there are no more, or it was asked
        to stop.
    """

    made: PlanSet
    alternatives: tuple[Alternative, ...]


def plan_alternatives(
    request: AlternativesRequest, *, callbacks: JobCallbacks = TO_LOG
) -> AlternativesResult:
    """Return the best plan, and plans that cost little more and are as different as can be.

    Parameters
    ----------
    request
        The case, and which alternatives.
    callbacks
        Receive progress, and can ask to stop; by default nobody watches.

    Returns
    -------
    AlternativesResult
        The plans with their tables, and what is proven of each alternative; those that were found
        so far where it is asked to stop.

    Raises
    ------
    DataError
        When a reference region is too small, in pieces or has a unit without neighbours, or travel
        times inside one are missing.
    ScenarioError
        When the number of regions is missing, or the scenario names what the data lack or has rules
        that contradict each other; or when alternatives cannot be asked for so, as of
        `alternatives`.
    InfeasibleError
        When no plan keeps the rules; says which rules collide, and what would help.
    LimitError
        When the time limit passed before any plan was found, or a reference region is too large for
        one diagram.
    StoppedError
        When `callbacks` asked to stop before the best plan was found; a LimitError too.
    SolverError
        When HiGHS ends without an answer, or a plan found breaks a rule or costs something else
        when it is measured anew: a fault that is not of the data.
    WorkerError
        When worker processes keep ending, or the Dask cluster cannot be reached.
    """
    case, settings = request.case, request.settings
    units, graph, scenario = case.municipalities, case.graph, case.scenario
    best = proposal_for(case, settings, callbacks)
    best = replace(best, assignment=request.continued(best.assignment))
    scenario = with_number(scenario, sum(best.split.values()))
    case = replace(case, scenario=scenario)
    other_plans: tuple[Alternative, ...] = ()
    with (
        suppress(StoppedError),
        stoppable(callbacks.stop),
        callbacks.counted("alternatives", request.plans) as one_more,
    ):
        other_plans = alternatives(
            units,
            scenario,
            best,
            plans=request.plans,
            within=request.within,
            per_parent=request.per_parent,
            graph=graph,
            progress=lambda *_: one_more(),
            **settings.limits,
        )
    plans = {BEST: verified_plan(best.assignment, case, best.proof)}
    for number, alternative in enumerate(other_plans, start=1):
        plans[f"alternative-{number}"] = verified_plan(
            alternative.assignment, case, alternative.proof
        )
    plans = shown_together(plans, units, looks_of(shown_as(plans[BEST], request.kept_looks)))
    words = set_words(case, request.language)
    others = (words["set_alternative"].format(number=n) for n in range(1, len(plans)))
    made = PlanSet(
        plans=plans,
        names=(words["set_best"], *others),
        tables={
            "alternatives": alternatives_table(plans, other_plans, units, graph, scenario),
            "borders": border_firmness([*plans.values()], units, graph),
        },
        record=_record(request, best, other_plans, plans),
        case=case,
    )
    return AlternativesResult(made, other_plans)


def _record(
    request: AlternativesRequest,
    best: Proposal,
    other_plans: tuple[Alternative, ...],
    plans: Mapping[str, Plan],
) -> AlternativesRecord:
    first, *others = (assignment_sha256(plan.assignment) for plan in plans.values())
    return AlternativesRecord(
        **digests(request.case),
        within=request.within,
        best=BestRecord(plan_sha256=first, objective=best.objective, bound=best.bound),
        alternatives=tuple(
            AlternativeRecord(
                plan_sha256=digest,
                objective=alternative.proof.objective or 0.0,
                pairs_that_differ=alternative.differences,
                pairs_in_all=alternative.difference,
                proven_most=alternative.most,
                gap=round(alternative.gap, 6),
            )
            for digest, alternative in zip(others, other_plans, strict=True)
        ),
    )
