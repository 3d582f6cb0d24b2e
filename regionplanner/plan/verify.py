"""Verification of a plan against its rules, without the engine that made it."""

from collections.abc import Iterator, Mapping

import networkx as nx

from regionplanner.data.assignment import expect_assignment
from regionplanner.data.check import without_polygon
from regionplanner.data.municipalities import Municipalities
from regionplanner.data.named_scenario import scenario_with_codes
from regionplanner.objective.parents import centre_finder
from regionplanner.rules.registry import RULES
from regionplanner.rules.resolve import resolve_rules
from regionplanner.rules.rule import CheckedPlan, Violation
from regionplanner.scenario import Scenario


def violations(
    assignment: Mapping[str, str],
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
) -> tuple[Violation, ...]:
    """Return every rule that a plan breaks; none for a valid plan.

    Parameters
    ----------
    assignment
        Region of units, by NIS code.
    municipalities
        All units that must be in a region.
    graph
        Rook graph of the units.
    scenario
        Sizes and numbers of regions; an open number of regions is not checked.

    Returns
    -------
    tuple of Violation
        The plan as a whole first, then by region code.

    Raises
    ------
    ScenarioError
        When the scenario fixes the number of regions of an unknown reference region.
    """
    expect_assignment(assignment)
    scenario = scenario_with_codes(scenario, municipalities)
    members: dict[str, list[str]] = {code: [] for code in sorted(set(assignment.values()))}
    for nis in sorted(assignment):
        members[assignment[nis]].append(nis)
    rules = resolve_rules(municipalities, scenario, n_regions=len(members))
    bare = frozenset(without_polygon(municipalities))
    plan = CheckedPlan(
        members,
        municipalities,
        graph.subgraph(set(graph) - bare) if bare else graph,
        scenario,
        rules,
        centre_finder(municipalities, scenario, rules),
        bare,
    )
    return tuple(_violations(plan))


def _violations(plan: CheckedPlan) -> Iterator[Violation]:
    for rule in RULES.values():
        yield from (Violation(rule.name, "", message) for message in rule.whole(plan))
    for region in plan.regions:
        for rule in RULES.values():
            if region.lock is None or not rule.spares_locked:
                messages = rule.each(region)
                yield from (Violation(rule.name, region.code, message) for message in messages)
