"""repair_plan: the plan closest to what exists that keeps the rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from regionplanner.data.assignment import assignment_sha256
from regionplanner.data.check import drawable
from regionplanner.files.set_records import PairRecord, RepairRecord
from regionplanner.jobs.callbacks import TO_LOG, JobCallbacks
from regionplanner.jobs.case import verified_plan
from regionplanner.jobs.plan_set import PlanSet, digests, set_words, shown_together
from regionplanner.jobs.search import CaseRequest
from regionplanner.plan.make import case_plan
from regionplanner.program.repair import Repair, repair
from regionplanner.proof import Closest, Proof
from regionplanner.rules.case import Case
from regionplanner.score.plan_sets import repair_table
from regionplanner.stopping import stoppable


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairRequest(CaseRequest):
    """What exists, and rules for the closest plan, which this process finds without a store.

    Attributes
    ----------
    today
        What exists: region or group by NIS code; those that are missing join freely.
    weights
        Weight of the change of pairs of neighbours, 1 for those not in it; None: 1 for all.
    keep_codes
        Whether regions keep the codes of what exists.
    """

    today: Mapping[str, str]
    weights: Mapping[tuple[str, str], float] | None = None
    keep_codes: bool = False


@dataclass(frozen=True, slots=True)
class RepairResult:
    """The plan closest to what exists.

    Attributes
    ----------
    made
        Its plans are ``plan`` and ``today``, its table ``changes``.
    repair
        What is proven.
    """

    made: PlanSet
    repair: Repair


def repair_plan(request: RepairRequest, *, callbacks: JobCallbacks = TO_LOG) -> RepairResult:
    """Return the plan closest to what exists that keeps the rules.

    Parameters
    ----------
    request
        The case, and what exists.
    callbacks
        Receive progress, and can ask to stop; by default nobody watches.

    Returns
    -------
    RepairResult
        The plan and today's regions with the table of changes, and what is proven.

    Raises
    ------
    DataError
        When a reference region is too small, in pieces or has a unit without neighbours, or travel
        times inside one are missing.
    ScenarioError
        When the scenario names what the data lack, has rules that contradict each other, or
        balances by a target ``own``; or when weights of changes are too far apart to be exact.
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
    """
    case, today = request.case, request.today
    units = case.municipalities
    with stoppable(callbacks.stop), callbacks.step("looking for the least change"):
        repaired = repair(
            today,
            units,
            case.scenario,
            graph=case.graph,
            weights=request.weights,
            keep_codes=request.keep_codes,
            **request.settings.limits,
        )
    proof = Proof(
        "optimal" if repaired.settled else "feasible",
        repaired.objective,
        repaired.objective if repaired.settled else None,
        repaired.within,
        Closest(repaired.weight, repaired.least),
    )
    plan = verified_plan(repaired.assignment, case, proof)
    drawn = drawable(units).frame.index
    known = {nis: code for nis, code in today.items() if nis in drawn}
    before = case_plan(known, case)
    plans = shown_together({"today": before, "plan": plan}, units, request.kept_looks)
    words = set_words(case, request.language)
    made = PlanSet(
        plans={"plan": plans["plan"], "today": plans["today"]},
        names=(words["set_repair"], words["set_today"]),
        tables={"changes": repair_table(repaired, today, units, before.violations)},
        record=_record(case, known, repaired),
        case=case,
    )
    return RepairResult(made, repaired)


def _record(case: Case, today: Mapping[str, str], repaired: Repair) -> RepairRecord:
    changes = [(*change.pair, change.together) for change in repaired.changes]
    return RepairRecord(
        **digests(case),
        plan_sha256=assignment_sha256(repaired.assignment),
        today=today,
        objective=repaired.objective,
        changes=tuple(PairRecord(nis_a=a, nis_b=b, together=both) for a, b, both in changes),
        pairs_that_change=repaired.n_changed,
        weight=repaired.weight,
        proven_least=repaired.least,
        cheapest_of_these=repaired.settled,
    )
