"""A plan of an assignment, whoever made it, held against its rules without the engine."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import networkx as nx
import pandas as pd

from regionplanner.data.assignment import expect_assignment
from regionplanner.data.check import without_polygon
from regionplanner.data.municipalities import Municipalities, expect_municipalities
from regionplanner.errors import DataError, Message, listing
from regionplanner.naming import parent_names, region_labels
from regionplanner.objective.parents import centre_finder
from regionplanner.plan.plan import Plan, Region, expect_members, expect_plan
from regionplanner.proof import UNPROVEN, Proof
from regionplanner.rules.case import Case, resolve_rules
from regionplanner.rules.registry import RULES
from regionplanner.rules.rule import CentreSource, CheckedPlan, Violation
from regionplanner.scenario import Scenario


def make_plan(
    assignment: Mapping[str, str],
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
    proof: Proof | None = None,
) -> Plan:
    """Return the plan of an assignment, with every rule that it breaks.

    Parameters
    ----------
    assignment
        Region code of units, by NIS code: of the engine, of a file or made by hand.
    municipalities
        The units.
    graph
        Their rook graph.
    scenario
        The rules to hold the plan against, who travels and who may be a centre.
    proof
        What is known of its quality; nothing when None.

    Returns
    -------
    Plan
        Regions sorted by reference region, then by smallest NIS code, each with its centre and its
        name; ``violations`` is empty where the plan keeps all rules.

    Raises
    ------
    DataError
        When the assignment is no mapping of text to text, names no unit of the data, or names units
        that they lack.
    ScenarioError
        When the scenario names columns or units that the data lack, has rules that contradict each
        other, or limits travel time where the data have no travel times.
    """
    return case_plan(assignment, Case(municipalities, graph, scenario), proof)


def case_plan(assignment: Mapping[str, str], case: Case, proof: Proof | None = None) -> Plan:
    """Return the plan of an assignment, as `make_plan`."""
    expect_assignment(assignment)
    case = case.with_codes()
    municipalities, frame = case.municipalities, case.municipalities.frame
    unknown = [nis for nis in assignment if nis not in frame.index]
    if unknown or not assignment:
        raise other_data(unknown, municipalities)
    checked = _checked(assignment, case)
    size = "inhabitants" if "inhabitants" in frame else "area_km2"
    rows = frame[["name", "reference_region"]].assign(size=frame[size].astype(float).fillna(-1.0))
    of_region = {code: rows.loc[units] for code, units in checked.members.items()}
    parents = {code: _parent(inside) for code, inside in of_region.items()}
    labels = {**region_labels(parents, municipalities), **chosen_names(case.scenario, assignment)}
    names = parent_names(municipalities)
    regions = [
        _region(
            code, labels[code], (parents[code], names[parents[code]][1]), inside, checked.centres
        )
        for code, inside in of_region.items()
    ]
    return Plan(
        regions=tuple(sorted(regions, key=lambda r: (r.parent, r.members))),
        proof=proof or UNPROVEN,
        violations=tuple(_violations(checked)),
        scenario=case.scenario,
        data_hash=municipalities.source.sha256,
    )


def chosen_names(scenario: Scenario, assignment: Mapping[str, str]) -> dict[str, str]:
    """Return the names that a scenario gives regions, by code: by who is in them."""
    names: dict[str, list[str]] = {}
    for nis, name in scenario.region_names.items():
        if nis in assignment:
            names.setdefault(assignment[nis], []).append(name)
    return {code: " / ".join(given) for code, given in names.items()}


def other_data(unknown: Sequence[str], municipalities: Municipalities) -> DataError:
    """Return the error of a plan of other data."""
    return DataError(
        "the plan names {unknown}, which the data "
        "({title}) does not have; use the data the plan was made from "
        "(in commands: --scenario or --data)",
        unknown=listing(sorted(unknown)) or Message("no municipalities"),
        title=municipalities.source.named,
    )


def _parent(rows: pd.DataFrame) -> str:
    """Return the reference region of most members; of equals the first code."""
    members = Counter(rows["reference_region"])
    return str(min(members, key=lambda code: (-members[code], code)))


def _region(
    code: str, label: str, parent: tuple[str, str], rows: pd.DataFrame, centres: CentreSource
) -> Region:
    largest = str(rows["size"].idxmax())
    units = tuple(rows.index)
    centre = centres.of(units)
    return Region(
        code=code,
        label=label,
        parent=parent[0],
        parent_name=parent[1],
        members=units,
        centre=centre,
        largest=largest,
        largest_name=str(rows.at[largest, "name"]),
        centre_name=str(rows.at[centre, "name"]),
    )


def check_fit(plans: Iterable[Plan], municipalities: Municipalities) -> None:
    """Raise when a plan cannot be shown on the data; do nothing when all can.

    Raises
    ------
    DataError
        When there is no plan, or one names units that the data lack or have no polygon of.
    """
    expect_municipalities(municipalities)
    all_plans = list(plans)
    for plan in all_plans:
        expect_plan(plan)
    if not all_plans:
        raise DataError("there is no plan to show; at least one is expected; give a plan")
    bare = {*municipalities.undrawn, *without_polygon(municipalities)}
    for plan in all_plans:
        unplaced = sorted(bare.intersection(plan.assignment))
        if unplaced:
            raise DataError(
                "the plan has {unplaced} in a region, of which the data have no usable "
                "polygon; draw it, or leave it out of the plan too",
                unplaced=listing(unplaced),
            )
        expect_members(plan, municipalities)


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
    DataError
        When the assignment is no mapping of text to text, or `municipalities` is no
        `Municipalities`.
    ScenarioError
        When the scenario names columns, units or reference regions that the data lack, has rules
        that contradict each other, or limits travel time where the data have no travel times.
    """
    return case_violations(assignment, Case(municipalities, graph, scenario))


def case_violations(assignment: Mapping[str, str], case: Case) -> tuple[Violation, ...]:
    """Return every rule that a plan breaks, as `violations`."""
    expect_assignment(assignment)
    return tuple(_violations(_checked(assignment, case.with_codes())))


def _checked(assignment: Mapping[str, str], case: Case) -> CheckedPlan:
    members: dict[str, list[str]] = {code: [] for code in sorted(set(assignment.values()))}
    for nis in sorted(assignment):
        members[assignment[nis]].append(nis)
    rules = resolve_rules(case.municipalities, case.scenario, n_regions=len(members))
    bare = frozenset(without_polygon(case.municipalities))
    graph = case.graph.subgraph(set(case.graph) - bare) if bare else case.graph
    case = replace(case, graph=graph, resolved=rules)
    return CheckedPlan(members, case, centre_finder(case), bare)


def _violations(plan: CheckedPlan) -> Iterator[Violation]:
    for rule in RULES.values():
        yield from (Violation(rule.name, "", message) for message in rule.whole(plan))
    for region in plan.regions:
        for rule in RULES.values():
            if region.lock is None or not rule.spares_locked:
                messages = rule.each(region)
                yield from (Violation(rule.name, region.code, message) for message in messages)
