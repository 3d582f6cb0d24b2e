"""The carried plan beside the rules, and the smallest change that mends it."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from regionplanner.choices import Coverage
from regionplanner.cli import choices
from regionplanner.cli.merge_carried import Carried
from regionplanner.cli.merge_inputs import Inputs
from regionplanner.errors import RegionplannerError, ScenarioError
from regionplanner.io.municipalities import Municipalities
from regionplanner.plan.moves import Move, moves
from regionplanner.plan.verify import violations
from regionplanner.plan.violation import Violation
from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Check:
    """The carried plan beside the rules.

    Attributes
    ----------
    scenario
        The rules; None where the plan could not be held against any: the data are not known, or
        the rules cannot be used.
    is_partial
        Whether it is held against them region by region, as it leaves municipalities out.
    broken
        What it breaks.
    before
        Rule and region of what the plan broke before the mergers already.
    unusable
        Why the carried rules cannot be used, such as two that contradict each other; else empty.
    mended
        The plan with the smallest change that mends it; None where none was asked for or found.
    moves
        What that changes.
    proven
        Whether no smaller change does it.
    unmended
        Why there is none; empty where there is one or none was asked for.
    """

    scenario: Scenario | None = None
    is_partial: bool = False
    broken: tuple[Violation, ...] = ()
    before: frozenset[tuple[str, str]] = frozenset()
    unusable: str = ""
    mended: Mapping[str, str] | None = None
    moves: tuple[Move, ...] = ()
    proven: bool = False
    unmended: str = ""


def checked(inputs: Inputs, result: Carried, *, mend_s: float) -> Check:
    """Return the carried plan beside the rules, mended where it breaks any.

    Parameters
    ----------
    inputs, result
        Before and after.
    mend_s
        Limit on the search for the smallest change [s]; 0: it is not looked for.
    """
    municipalities = result.municipalities
    if municipalities is None:
        return Check()
    scenario = _scenario(result, municipalities)
    is_partial = scenario.coverage is None and not set(municipalities.frame.index) <= {
        *result.assignment,
        *scenario.leave_out,
    }
    if is_partial:  # every municipality may be in no region; those in one keep the rules
        scenario = scenario.model_copy(update={"coverage": Coverage()})
    try:
        graph = choices.neighbours(municipalities, scenario)
        broken = violations(result.assignment, municipalities, graph, scenario)
    except ScenarioError as error:
        return Check(None, is_partial, unusable=str(error))
    check = Check(scenario, is_partial, broken, _broken_before(inputs, is_partial=is_partial))
    if not broken or not mend_s:
        return check
    return _with_mended(check, result.assignment, municipalities, mend_s)


def _with_mended(
    check: Check, assignment: Mapping[str, str], municipalities: Municipalities, limit_s: float
) -> Check:
    from regionplanner.program.repair import repair

    scenario = check.scenario or Scenario()
    graph = choices.neighbours(municipalities, scenario)
    aside = _elsewhere(check, assignment, municipalities) if check.is_partial else set()
    if aside & _named(scenario):  # rules cannot name what is left out
        aside = set()
    today = {nis: region for nis, region in assignment.items() if nis not in aside}
    fewer = scenario.model_copy(update={"leave_out": (*scenario.leave_out, *sorted(aside))})
    try:
        found = repair(today, municipalities, fewer, graph=graph, time_limit_s=limit_s)
    except RegionplannerError as error:  # what was carried is written whatever comes of this
        return dataclasses.replace(check, unmended=str(error))
    kept = {nis: region for nis, region in assignment.items() if nis in aside}
    mended = dict(sorted({**found.assignment, **kept}.items()))
    left = violations(mended, municipalities, graph, scenario)
    if left:
        broken = "; ".join(one.message for one in left)
        return dataclasses.replace(check, unmended=f"what was found still breaks rules: {broken}")
    return dataclasses.replace(
        check, mended=mended, moves=moves(assignment, mended, check.broken), proven=found.proven
    )


def _elsewhere(
    check: Check, assignment: Mapping[str, str], municipalities: Municipalities
) -> set[str]:
    """Return the municipalities of reference regions in which a partial plan breaks nothing."""
    parents = municipalities.frame["reference_region"]
    broken = {one.region for one in check.broken}
    if "" in broken:  # the plan as a whole
        return set()
    concerned = {parents.at[nis] for nis, region in assignment.items() if region in broken}
    return set(parents.index[~parents.isin(concerned)])


def _named(scenario: Scenario) -> set[str]:
    """Return the municipalities that rules name."""
    groups = (*scenario.together, *scenario.apart, *(lock.members for lock in scenario.locked))
    return {nis for group in groups for nis in group}


def _scenario(result: Carried, municipalities: Municipalities) -> Scenario:
    """Return the rules; the usual ties only where the data has them."""
    if result.rules is not None:
        return result.rules.scenario
    usual = Scenario()
    has_ties = set(usual.ties) <= set(municipalities.frame.columns)
    return usual if has_ties else Scenario(criteria={"distance": 1.0})


def _broken_before(inputs: Inputs, *, is_partial: bool) -> frozenset[tuple[str, str]]:
    """Return what the plan broke before; nothing where the data of before are not known."""
    if inputs.old is None:
        return frozenset()
    scenario = inputs.asked.scenario()
    if is_partial:
        scenario = scenario.model_copy(update={"coverage": Coverage()})
    graph = choices.neighbours(inputs.old, scenario)
    found = violations(inputs.assignment, inputs.old, graph, scenario)
    return frozenset((violation.rule, violation.region) for violation in found)
