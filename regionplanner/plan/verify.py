"""Verification of a plan against its rules, without the engine that made it."""

from collections.abc import Iterator, Mapping

import networkx as nx

from regionplanner.choices import Coverage, count_range, count_text
from regionplanner.data.assignment import expect_assignment
from regionplanner.data.check import without_polygon
from regionplanner.data.municipalities import Municipalities
from regionplanner.data.named_scenario import scenario_with_codes
from regionplanner.errors import ScenarioError, counted, listing
from regionplanner.objective.centre import centre_finder
from regionplanner.plan.verify_rules import rule_violations
from regionplanner.rules.rule import Violation
from regionplanner.rules.rules import Rules, resolve_rules
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
    members: dict[str, list[str]] = {}
    for nis in sorted(assignment):
        members.setdefault(assignment[nis], []).append(nis)
    rules = resolve_rules(municipalities, scenario, n_regions=len(members))
    known = {
        region: [nis for nis in members[region] if nis in municipalities.frame.index]
        for region in sorted(members)
    }
    known = {region: units for region, units in known.items() if units}
    found = [
        *_coverage(assignment, municipalities, rules, scenario.coverage),
        *_numbers(members, municipalities, scenario),
        *rule_violations(
            known, municipalities, rules, centre_finder(municipalities, scenario, rules)
        ),
    ]
    bare = without_polygon(municipalities)
    if bare:  # nobody knows whose neighbours they are
        graph = graph.subgraph(set(graph).difference(bare))
    exceptions = {tuple(sorted(lock.members)) for lock in rules.locked if lock.exception}
    for region, units in known.items():
        if tuple(units) not in exceptions:
            found += _size(region, units, scenario)
        found += _region(region, units, municipalities, graph)
    return tuple(found)


def _coverage(
    assignment: Mapping[str, str],
    municipalities: Municipalities,
    rules: Rules,
    coverage: Coverage | None,
) -> Iterator[Violation]:
    units = municipalities.frame.index
    unknown = [nis for nis in assignment if nis not in units]
    if unknown:
        yield Violation(
            "complete",
            "",
            f"the plan names {listing(sorted(unknown))}, which the data does not have",
        )
    planned = units.difference(list(rules.left_out))
    missing = [municipalities.label(nis) for nis in planned if nis not in assignment]
    if coverage is not None:
        yield from _covered(len(planned) - len(missing), coverage)
    elif missing:
        yield Violation("complete", "", f"in no region: {listing(missing)}")


def _covered(n_covered: int, coverage: Coverage) -> Iterator[Violation]:
    """Yield when too few or too many municipalities are in a region for a partial plan."""
    for bound, broken, word in (
        (coverage.least, n_covered < (coverage.least or 0), "at least"),
        (coverage.most, coverage.most is not None and n_covered > coverage.most, "at most"),
    ):
        if broken:
            yield Violation(
                "complete",
                "",
                f"{counted(n_covered, 'municipality')} "
                f"{'is' if n_covered == 1 else 'are'} in a region; {word} {bound} "
                f"{'was' if bound == 1 else 'were'} asked for",
            )


def _numbers(
    members: Mapping[str, list[str]], municipalities: Municipalities, scenario: Scenario
) -> Iterator[Violation]:
    if scenario.regions is not None and len(members) not in count_range(scenario.regions):
        yield Violation(
            "number",
            "",
            f"the plan has {counted(len(members), 'region')}; {count_text(scenario.regions)} "
            f"{'was' if scenario.regions == 1 else 'were'} asked for",
        )
    parents = municipalities.frame["reference_region"]
    unknown = sorted(set(scenario.regions_per) - set(parents))
    if unknown:
        raise ScenarioError(
            f"there is no reference region {listing(unknown)}; "
            f"choose from {listing(sorted(set(parents)), at_most=20)}"
        )
    for code, wanted in sorted(scenario.regions_per.items()):
        inside = [r for r, units in members.items() if any(parents.get(n) == code for n in units)]
        if len(inside) not in count_range(wanted):
            yield Violation(
                "number",
                "",
                f"number of regions in {municipalities.parent_label(code)}: {len(inside)}; "
                f"asked for: {count_text(wanted)}",
            )


def _size(region: str, members: list[str], scenario: Scenario) -> Iterator[Violation]:
    if not scenario.min_units <= len(members) <= scenario.max_units:
        count = counted(len(members), "municipality")
        yield Violation(
            "size",
            region,
            f"{region} has {count}; {scenario.sizes_text} are allowed",
        )


def _region(
    region: str, members: list[str], municipalities: Municipalities, graph: "nx.Graph[str]"
) -> Iterator[Violation]:
    frame = municipalities.frame
    by_parent = frame.loc[members].groupby("reference_region", sort=True)
    if by_parent.ngroups > 1:
        lies_in = [
            f"{rows['reference_region_name'].iloc[0]} "
            f"({listing(municipalities.label(n) for n in rows.index)})"
            for _, rows in by_parent
        ]
        yield Violation(
            "nested",
            region,
            f"{region} lies in {counted(len(lies_in), 'reference region')}: {'; '.join(lies_in)}",
        )
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph.subgraph(members))),
        key=lambda part: (-len(part), part),
    )
    for part in parts[1:]:
        yield Violation(
            "contiguous",
            region,
            f"{region} is not in one piece: "
            f"{listing(municipalities.label(n) for n in part)} "
            f"{'is' if len(part) == 1 else 'are'} cut off from "
            f"{listing(municipalities.label(n) for n in parts[0])}",
        )
