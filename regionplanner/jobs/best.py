"""best_plan: the best plan of a case, with its proof and its figures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from regionplanner.errors import Message, SolverError
from regionplanner.jobs.callbacks import TO_LOG, JobCallbacks
from regionplanner.jobs.search import CaseRequest, proposal_for
from regionplanner.maps.colour import with_colours
from regionplanner.plan.compare import shown_as
from regionplanner.plan.make import case_plan
from regionplanner.plan.plan import Plan
from regionplanner.program.plannable import LeftOut, Plannable, propose_plannable
from regionplanner.program.propose import best_alone
from regionplanner.program.result import Proposal
from regionplanner.scenario import Scenario, with_number
from regionplanner.score.scorecard import case_score, plan_figures
from regionplanner.score.summary import case_summary, left_out_summary
from regionplanner.stopping import stoppable


@dataclass(frozen=True, slots=True, kw_only=True)
class BestPlanRequest(CaseRequest):
    """A case whose best plan is searched for.

    Attributes
    ----------
    explain
        Whether the best value of each criterion alone is found too, a search each.
    certificate
        Whether all that shows that no plan is better is collected.
    keep_going
        Whether reference regions that cannot be planned are left out.
    """

    explain: bool = False
    certificate: bool = False
    keep_going: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BestPlanResult:
    """The best plan.

    Attributes
    ----------
    plan
        Verified without the solver.
    scenario
        What it was made for, with its number of regions and without what was left out.
    regions
        Figures of the regions, by code.
    summary
        The run, ready for JSON.
    n_cached
        Number of reference regions whose answers were kept from an earlier run.
    certificate
        All that shows that no plan is better, as text; None when it was not asked for.
    left_out
        Reference regions that could not be planned.
    """

    plan: Plan
    scenario: Scenario
    regions: pd.DataFrame
    summary: Mapping[str, Any]
    n_cached: int
    certificate: str | None
    left_out: tuple[LeftOut, ...]


def best_plan(request: BestPlanRequest, *, callbacks: JobCallbacks = TO_LOG) -> BestPlanResult:
    """Return the best plan of a case, with its proof and its figures.

    Parameters
    ----------
    request
        The case, and how it is searched.
    callbacks
        Receive progress, and can ask to stop; by default nobody watches.

    Returns
    -------
    BestPlanResult
        The plan, the figures of its regions, the summary (keys as of `plan_summary`), and what was
        left out.

    Raises
    ------
    DataError
        When a reference region is too small, in pieces or has a unit without neighbours, or travel
        times inside one are missing.
    ScenarioError
        When the number of regions is missing, or the scenario names what the data lack or has rules
        that contradict each other; or when a certificate is asked for and a reference region is
        planned within neighbourhoods.
    InfeasibleError
        When no plan keeps the rules; says which rules collide, and what would help.
    LimitError
        When the time limit passed before any plan was found.
    StoppedError
        When `callbacks` asked to stop before any plan was found; a LimitError too.
    SolverError
        When HiGHS ends without an answer, or a plan found breaks a rule or costs something else
        when it is measured anew: a fault that is not of the data.
    WorkerError
        When worker processes keep ending, or the Dask cluster cannot be reached.
    """
    case, settings = request.case, request.settings
    if request.certificate:
        from regionplanner.program.certificate import check_countable

        check_countable(case.municipalities, case.scenario)
    searched = _found(request, callbacks)
    proposal = searched.proposal
    proposal = replace(proposal, assignment=request.continued(proposal.assignment))
    scenario = with_number(searched.scenario, sum(proposal.split.values()))
    case = replace(case, scenario=scenario)
    n_cached = getattr(settings.store, "n_known", 0)
    plan = case_plan(proposal.assignment, case, proposal.proof)
    if plan.violations:
        raise SolverError(
            "the plan found breaks a rule: {message}", message=plan.violations[0].message
        )
    plan = with_colours({"plan": shown_as(plan, request.kept_looks)}, case.municipalities)["plan"]
    plan = replace(plan, left_out={parent.code: parent.reason for parent in searched.left_out})

    def alone(sole: Scenario) -> Proposal:
        what = Message("best {criteria} alone", criteria=" ".join(sole.criteria))
        return proposal_for(replace(case, scenario=sole), settings, callbacks, what)

    best = best_alone(case.municipalities, scenario, alone) if request.explain else None
    certificate = None
    if request.certificate:
        from regionplanner.program.certificate import certificate_text, plan_certificate

        certificate = certificate_text(plan_certificate(proposal, scenario))
    figures = plan_figures(plan, case)
    return BestPlanResult(
        plan=plan,
        scenario=scenario,
        regions=case_score(plan, case, language=request.language, figures=figures),
        summary=case_summary(plan, proposal, case, best, figures)
        | left_out_summary(searched.left_out),
        n_cached=n_cached,
        certificate=certificate,
        left_out=searched.left_out,
    )


def _found(request: BestPlanRequest, callbacks: JobCallbacks) -> Plannable:
    case, settings = request.case, request.settings
    units, scenario, graph = case.municipalities, case.scenario, case.graph
    if not request.keep_going:
        return Plannable(proposal_for(case, settings, callbacks), scenario, ())
    with stoppable(callbacks.stop), callbacks.search(units, "") as on:
        return propose_plannable(
            units, scenario, graph=graph, **replace(settings, **on.of_proposal).of_proposal
        )
