"""merge: a plan carried over mergers, beside its rules, and the smallest change that repairs it."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from regionplanner.choices import Coverage
from regionplanner.data.assignment import assignment_sha256
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, RegionplannerError, ScenarioError, joined
from regionplanner.files.set_records import AmbiguityRecord, MergeRecord, MergerRecord
from regionplanner.graph.contiguity import scenario_graph
from regionplanner.jobs.callbacks import TO_LOG, JobCallbacks
from regionplanner.jobs.mergers.carried import Carried, carry
from regionplanner.jobs.mergers.inputs import MergeInputs, MergeRequest, read_inputs
from regionplanner.jobs.plan_set import shown_together
from regionplanner.plan.compare import Move, moves
from regionplanner.plan.make import make_plan, violations
from regionplanner.plan.plan import Plan
from regionplanner.rules.rule import Violation
from regionplanner.scenario import UNIT_RULES, Scenario
from regionplanner.stopping import stoppable


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """A carried plan beside the rules.

    Attributes
    ----------
    scenario
        The rules; None where the plan could not be held against any: the data are not known, or
        the rules cannot be used.
    is_partial
        Whether it is held against them region by region, as it leaves municipalities out.
    violations
        What it breaks.
    before
        Rule and region of what the plan broke before the mergers already.
    unusable
        Why the carried rules cannot be used, such as two that contradict each other; else empty.
    repaired
        The plan with the smallest change that repairs it; None where none was asked for or found.
    moves
        What that changes.
    proven
        Whether no smaller change does it.
    unrepaired
        Why there is none; empty where there is one or none was asked for.
    """

    scenario: Scenario | None = None
    is_partial: bool = False
    violations: tuple[Violation, ...] = ()
    before: frozenset[tuple[str, str]] = frozenset()
    unusable: str = ""
    repaired: Mapping[str, str] | None = None
    moves: tuple[Move, ...] = ()
    proven: bool = False
    unrepaired: str = ""


@dataclass(frozen=True, slots=True)
class MergeResult:
    """A plan of before municipal mergers, and all that it became.

    Attributes
    ----------
    inputs
        What was carried, as it was read.
    carried
        Everything after the mergers: the plan (``carried.assignment``), the data, the tables and
        the scenario, and all on which merged municipalities disagree.
    check
        The carried plan beside the rules, and the plan that repairs it.
    plans
        The carried plan as ``"plan"`` and the one that repairs it as ``"mended"``, with names and
        colours of before; none where the data are not known.
    """

    inputs: MergeInputs
    carried: Carried
    check: RuleCheck
    plans: Mapping[str, Plan]


def merge(
    request: MergeRequest,
    *,
    callbacks: JobCallbacks = TO_LOG,
    ready: Callable[[MergeInputs], None] | None = None,
) -> MergeResult:
    """Return a plan carried over municipal mergers, with its data, rules, ties and tables.

    Parameters
    ----------
    request
        The plan, the mergers and what is carried besides.
    callbacks
        Receive progress and notes; by default notes go to the log.
    ready
        Receives what was read before anything is done with it; an error it raises ends the job.
        None disables it.

    Returns
    -------
    MergeResult
        What was read, what it became, and the carried plan beside the rules, with the smallest
        change that repairs it where it breaks any.

    Raises
    ------
    DataError
        When a file cannot be used, the mergers do not fit the plan and the data, or a column
        cannot be added up.
    ScenarioError
        When the scenario cannot be used.
    """
    inputs = read_inputs(request, callbacks)
    if ready is not None:
        ready(inputs)
    with callbacks.step("carrying over the mergers"):
        carried = carry(inputs, request.sums)
    with stoppable(callbacks.stop), callbacks.step("checking the carried plan"):
        check = _checked(inputs, carried, repair_s=request.repair_s)
    return MergeResult(inputs, carried, check, _plans(inputs, carried, check))


def _plans(inputs: MergeInputs, carried: Carried, check: RuleCheck) -> dict[str, Plan]:
    """Return the carried plan, and the one that repairs it, as regions were shown before."""
    units = carried.municipalities
    if units is None:
        return {}
    rules = check.scenario or Scenario(criteria={"distance": 1.0})
    graph = scenario_graph(units, rules)
    plans = {"plan": make_plan(carried.assignment, units, graph, rules)}
    if check.repaired is not None:
        plans["mended"] = make_plan(check.repaired, units, graph, rules)
    return shown_together(plans, units, inputs.plan.looks)


def _checked(inputs: MergeInputs, result: Carried, *, repair_s: float) -> RuleCheck:
    """Return the carried plan beside the rules, repaired where it breaks any."""
    municipalities = result.municipalities
    if municipalities is None:
        return RuleCheck()
    scenario = _scenario(result, municipalities)
    is_partial = scenario.coverage is None and not set(municipalities.frame.index) <= {
        *result.assignment,
        *scenario.leave_out,
    }
    if is_partial:  # every municipality may be in no region; those in one keep the rules
        scenario = scenario.model_copy(update={"coverage": Coverage()})
    try:
        graph = scenario_graph(municipalities, scenario)
        broken = violations(result.assignment, municipalities, graph, scenario)
    except ScenarioError as error:
        return RuleCheck(None, is_partial, unusable=error.message)
    check = RuleCheck(scenario, is_partial, broken, _broken_before(inputs, is_partial=is_partial))
    if not broken or not repair_s:
        return check
    return _repaired(check, result.assignment, municipalities, repair_s)


def _repaired(
    check: RuleCheck, assignment: Mapping[str, str], municipalities: Municipalities, limit_s: float
) -> RuleCheck:
    from regionplanner.program.repair import repair  # the engine, which most mergers do not need

    scenario = check.scenario or Scenario()
    graph = scenario_graph(municipalities, scenario)
    aside = _elsewhere(check, assignment, municipalities) if check.is_partial else set()
    if aside & _named(scenario):  # rules cannot name what is left out
        aside = set()
    today = {nis: region for nis, region in assignment.items() if nis not in aside}
    fewer = scenario.model_copy(update={"leave_out": (*scenario.leave_out, *sorted(aside))})
    try:
        result = repair(today, municipalities, fewer, graph=graph, time_limit_s=limit_s)
    except RegionplannerError as error:  # what was carried is written whatever comes of this
        return dataclasses.replace(check, unrepaired=error.message)
    kept = {nis: region for nis, region in assignment.items() if nis in aside}
    repaired = dict(sorted({**result.assignment, **kept}.items()))
    left = violations(repaired, municipalities, graph, scenario)
    if left:
        broken = joined(violation.message for violation in left)
        still = Message("what was found still breaks rules: {broken}", broken=broken)
        return dataclasses.replace(check, unrepaired=still)
    return dataclasses.replace(
        check,
        repaired=repaired,
        moves=moves(assignment, repaired, check.violations),
        proven=result.proven,
    )


def _elsewhere(
    check: RuleCheck, assignment: Mapping[str, str], municipalities: Municipalities
) -> set[str]:
    """Return the municipalities of reference regions in which a partial plan breaks nothing."""
    parents = municipalities.frame["reference_region"]
    broken = {violation.region for violation in check.violations}
    if "" in broken:  # the plan as a whole
        return set()
    concerned = {parents.at[nis] for nis, region in assignment.items() if region in broken}
    return set(parents.index[~parents.isin(concerned)])


def _named(scenario: Scenario) -> set[str]:
    """Return the municipalities that rules name."""
    groups = [group for rule in UNIT_RULES for group in getattr(scenario, rule)]
    groups += [lock.members for lock in scenario.locked]
    return {nis for group in groups for nis in group}


def _scenario(result: Carried, municipalities: Municipalities) -> Scenario:
    """Return the rules; the usual ties only where the data has them."""
    if result.rules is not None:
        return result.rules.scenario
    usual = Scenario()
    has_ties = set(usual.ties) <= set(municipalities.frame.columns)
    return usual if has_ties else Scenario(criteria={"distance": 1.0})


def _broken_before(inputs: MergeInputs, *, is_partial: bool) -> frozenset[tuple[str, str]]:
    """Return what the plan broke before; nothing where the data of before are not known."""
    if inputs.old is None:
        return frozenset()
    scenario = inputs.asked.scenario()
    if is_partial:
        scenario = scenario.model_copy(update={"coverage": Coverage()})
    graph = scenario_graph(inputs.old, scenario)
    broken = violations(inputs.assignment, inputs.old, graph, scenario)
    return frozenset((violation.rule, violation.region) for violation in broken)


def merge_record(result: MergeResult) -> MergeRecord:
    """Return what lies beside plans that were carried."""
    carried, check = result.carried, result.check
    mergers, before = result.inputs.mergers, result.inputs.assignment
    return MergeRecord(
        scenario_sha256="" if carried.rules is None else carried.rules.scenario.sha256,
        carried_sha256=assignment_sha256(carried.assignment),
        mended_sha256=None if check.repaired is None else assignment_sha256(check.repaired),
        units_before=len(before),
        units_after=len(carried.assignment),
        mergers=tuple(
            MergerRecord(
                nis=new,
                name=mergers.new_names[new],
                parts={old: mergers.old_names[old] for old in olds},
                before={old: before[old] for old in olds if old in before},
                after=carried.assignment.get(new),
            )
            for new, olds in mergers.parts.items()
        ),
        ambiguous=tuple(
            AmbiguityRecord(
                nis=ambiguity.nis, what=ambiguity.what, parts=ambiguity.parts, taken=ambiguity.taken
            )
            for ambiguity in carried.ambiguous
        ),
        moves={move.nis: (move.before, move.after) for move in check.moves},
        proven=check.proven,
    )
