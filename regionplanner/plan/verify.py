"""Verification of a plan against its rules, without the engine that made it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from regionplanner.errors import ScenarioError, listing
from regionplanner.io.municipalities import Municipalities
from regionplanner.scenario import Scenario

Rule = Literal["complete", "nested", "contiguous", "size", "number"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a plan breaks.

    Attributes
    ----------
    rule
        Which rule.
    region
        Code of the region concerned; empty when the plan as a whole is.
    message
        What is wrong, in words, with names and NIS codes.
    """

    rule: Rule
    region: str
    message: str


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
    members: dict[str, list[str]] = {}
    for nis in sorted(assignment):
        members.setdefault(assignment[nis], []).append(nis)
    found = [
        *_coverage(assignment, municipalities),
        *_numbers(members, municipalities, scenario),
    ]
    for region in sorted(members):
        known = [nis for nis in members[region] if nis in municipalities.frame.index]
        if known:
            found += _region(region, known, municipalities, graph, scenario)
    return tuple(found)


def _coverage(assignment: Mapping[str, str], municipalities: Municipalities) -> Iterator[Violation]:
    units = municipalities.frame.index
    unknown = [nis for nis in assignment if nis not in units]
    if unknown:
        yield Violation(
            "complete",
            "",
            f"the plan names {listing(sorted(unknown))}, which the data does not have",
        )
    missing = [municipalities.label(nis) for nis in units if nis not in assignment]
    if missing:
        yield Violation("complete", "", f"in no region: {listing(missing)}")


def _numbers(
    members: Mapping[str, list[str]], municipalities: Municipalities, scenario: Scenario
) -> Iterator[Violation]:
    if scenario.regions is not None and len(members) != scenario.regions:
        yield Violation(
            "number",
            "",
            f"the plan has {len(members)} regions; {scenario.regions} were asked for",
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
        if len(inside) != wanted:
            yield Violation(
                "number",
                "",
                f"number of regions in reference region {code}: {len(inside)}; asked for: {wanted}",
            )


def _region(
    region: str,
    members: list[str],
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
) -> Iterator[Violation]:
    if not scenario.min_units <= len(members) <= scenario.max_units:
        count = "1 municipality" if len(members) == 1 else f"{len(members)} municipalities"
        yield Violation(
            "size",
            region,
            f"{region} has {count}; {scenario.min_units} to {scenario.max_units} are allowed",
        )
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
            f"{region} lies in {len(lies_in)} reference regions: {'; '.join(lies_in)}",
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
