"""Rook contiguity: which units are neighbours, what that makes impossible, and what would join."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import networkx as nx
import numpy as np
import shapely

from regionplanner.data.check import Finding
from regionplanner.data.municipalities import Municipalities, expect_municipalities
from regionplanner.errors import (
    DataError,
    Message,
    ScenarioError,
    counted,
    either,
    joined,
    length_text,
    listing,
)
from regionplanner.rules.case import Case
from regionplanner.rules.neighbours import Link, in_order, long_borders
from regionplanner.rules.rule import WayOut
from regionplanner.scenario import Scenario

Part = frozenset[str]


def scenario_graph(municipalities: Municipalities, scenario: Scenario) -> "nx.Graph[str]":
    """Return the rook graph with what a scenario says of who is a neighbour.

    Parameters
    ----------
    municipalities
        The units and the borders they share.
    scenario
        Its shortest border, links, and neighbours that do not count.

    Raises
    ------
    ScenarioError
        When a link names a unit that is not there.
    """
    return rook_graph(
        municipalities,
        min_border_m=scenario.min_border_m,
        links=scenario.links,
        no_links=scenario.no_links,
    )


def scenario_case(
    municipalities: Municipalities, scenario: Scenario, graph: "nx.Graph[str] | None" = None
) -> Case:
    """Return a case, with the rook graph of its scenario where none is given."""
    if graph is None:
        graph = scenario_graph(municipalities, scenario)
    return Case(municipalities, graph, scenario)


def expect_graph(given: object) -> None:
    """Raise where something else is given for the graph of neighbours.

    Raises
    ------
    DataError
        When it is no `networkx.Graph`.
    """
    if not isinstance(given, nx.Graph):
        raise DataError(
            "a graph of neighbours is expected, and a {kind} is given; make it with "
            "rook_graph(municipalities)",
            kind=type(given).__name__,
        )


def rook_graph(
    municipalities: Municipalities,
    *,
    min_border_m: float = 0.0,
    links: Iterable[Link] = (),
    no_links: Iterable[Link] = (),
) -> "nx.Graph[str]":
    """Return the frozen graph of units that share a border or are linked.

    Parameters
    ----------
    municipalities
        The units and the borders they share.
    min_border_m
        Neighbours share a border longer than this [m]; 0 means more than a point.
    links
        Pairs of units that count as neighbours as well, besides ``municipalities.links``.
    no_links
        Pairs of units that do not count as neighbours, whatever border they share.

    Returns
    -------
    networkx.Graph
        Frozen. Nodes are NIS codes in sorted order, with `name`, `parent` (the reference region)
        and the centroid `x_m`, `y_m` [m]. Edges have `border_m` [m] and `kind`: ``"border"``, or
        ``"link"`` with a border of 0 m.

    Raises
    ------
    DataError
        When `municipalities` is no `Municipalities`.
    ScenarioError
        When a link names a unit that is not there, or links a unit to itself.

    Notes
    -----
    A link between units that are neighbours already changes nothing.
    """
    expect_municipalities(municipalities)
    pairs = _checked_links(municipalities, [*municipalities.links, *links])
    graph: nx.Graph[str] = nx.Graph()
    for unit in municipalities.frame.sort_index().itertuples():
        graph.add_node(
            unit.Index,
            name=unit.name,
            parent=unit.reference_region,
            x_m=float(unit.x_m),
            y_m=float(unit.y_m),
        )
    long_enough = long_borders(municipalities, min_border_m).sort_values(["nis_a", "nis_b"])
    for a, b, border_m in long_enough[["nis_a", "nis_b", "border_m"]].itertuples(index=False):
        graph.add_edge(a, b, border_m=float(border_m), kind="border")
    for a, b in pairs:
        if not graph.has_edge(a, b):
            graph.add_edge(a, b, border_m=0.0, kind="link")
    graph.remove_edges_from(_checked_links(municipalities, no_links))
    nx.freeze(graph)
    return graph


def _checked_links(municipalities: Municipalities, links: Iterable[Link]) -> list[Link]:
    """Return each pair once, in order; raise when one cannot be a link."""
    undrawn = set(municipalities.undrawn)
    pairs = sorted(in_order(pair for pair in links if not undrawn & set(pair)))
    unknown = sorted({unit for pair in pairs for unit in pair} - set(municipalities.frame.index))
    if unknown:
        wrong = listing(f"{a}:{b}" for a, b in pairs if a in unknown or b in unknown)
        raise ScenarioError(
            "link {wrong} names {unknown}, which is not in the data; "
            "a link joins two units by their code; correct the code or leave the link out",
            wrong=wrong,
            unknown=listing(unknown),
        )
    loops = [municipalities.label(a) for a, b in pairs if a == b]
    if loops:
        raise ScenarioError(
            "link of {loops} to itself; a link joins two different units; "
            "correct one of the codes or leave the link out",
            loops=listing(loops),
        )
    return pairs


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A pair of units that a planner could declare neighbours.

    Attributes
    ----------
    a, b
        Ids, ``a < b``.
    distance_m
        Between their polygons [m].
    """

    a: str
    b: str
    distance_m: float


def nearest_links(
    geometry: gpd.GeoSeries, parts: Sequence[frozenset[str]]
) -> tuple[ProposedLink, ...]:
    """Return the links that would join all parts, each over the shortest distance.

    Parameters
    ----------
    geometry
        Polygons, index `nis`, in a metric CRS.
    parts
        Disjoint groups of units, each contiguous.

    Returns
    -------
    tuple of ProposedLink
        One fewer than there are parts. Equal distances are decided by id.

    Notes
    -----
    The smallest part is joined to the part nearest to it, until one is left.
    """
    links = []
    left = sorted(parts, key=lambda part: (len(part), min(part)))
    while len(left) > 1:
        part, *others = left
        link = _nearest(geometry, part, frozenset().union(*others))
        reached = next(
            component for component in others if link.a in component or link.b in component
        )
        others.remove(reached)
        left = sorted([*others, part | reached], key=lambda part: (len(part), min(part)))
        links.append(link)
    return tuple(links)


def _nearest(geometry: gpd.GeoSeries, part: frozenset[str], rest: frozenset[str]) -> ProposedLink:
    """Return the shortest way from a part to the rest."""
    here, there = sorted(part), sorted(rest)
    tree = shapely.STRtree(geometry.loc[there].to_numpy())
    (mine, theirs), metres = tree.query_nearest(
        geometry.loc[here].to_numpy(), return_distance=True, all_matches=True
    )
    nearest = np.flatnonzero(metres == metres.min())
    a, b = min(tuple(sorted((here[mine[i]], there[theirs[i]]))) for i in nearest)
    return ProposedLink(a, b, float(metres.min()))


def structure_findings(case: Case) -> list[Finding]:
    """Return why some parents cannot be divided into contiguous regions.

    Parameters
    ----------
    case
        What is planned. Parents and parts of which all units are left out or in a locked region
        are passed over; what this does to the others is a matter of the rules: see
        `rule_obstacles`.

    Returns
    -------
    list of Finding
        Per parent, in order of its code: too few units, units without any neighbour, parts that
        are not connected; the last two propose the nearest links inside the parent.
    """
    municipalities, scenario, rules = case.municipalities, case.scenario, case.rules
    settled = {*rules.left_out, *(nis for lock in rules.locked for nis in lock.members)}
    findings, min_units = [], scenario.min_units
    for parent, rows in municipalities.frame.groupby("reference_region", sort=True):
        label = municipalities.parent_label(str(parent))
        parts = [part for part in parent_parts(case.graph, rows.index) if part - settled]
        if parts and len(rows) < min_units:
            findings.append(_too_small(case, label, list(rows.index)))
        suffice = all(len(part) >= min_units for part in parts)
        if len(parts) > 1 and not (scenario.allow_parts and suffice):
            reason = Message(
                "each part must have at least {units}"
                if scenario.allow_parts
                else "a region must be contiguous",
                units=counted(min_units, "unit"),
            )
            ways = [_linked(case, parts)]
            # where a region may be a single unit any part suffices, which is rarely meant
            if suffice and min_units > 1:
                alone = Message("plan each part by itself (--allow-parts)")
                ways.append(WayOut(alone, {"allow_parts": True}))
            ways.append(_left_out(frozenset().union(*parts[1:]), scenario))
            findings.append(_split(case, label, parts, reason, ways))
    return findings


def _left_out(units: Iterable[str], scenario: Scenario) -> WayOut:
    out = tuple(sorted({*scenario.leave_out, *units}))
    return WayOut(Message("leave the units out"), {"leave_out": out})


def parent_parts(graph: "nx.Graph[str]", units: Iterable[str]) -> tuple[Part, ...]:
    """Return the connected parts of a group of units, largest first.

    Parameters
    ----------
    graph
        The adjacency.
    units
        The group, for example the units of one parent.

    Returns
    -------
    tuple of frozenset of str
        Equally large parts in the order of their smallest id.
    """
    parts = map(frozenset, nx.connected_components(graph.subgraph(units)))
    return tuple(sorted(parts, key=lambda part: (-len(part), min(part))))


def _too_small(case: Case, label: str, units: list[str]) -> Finding:
    message = Message(
        "{parent} has {units}: {members}; a region has at least {least}; "
        "lower --min, give its units another parent, or leave them out",
        parent=label,
        units=counted(len(units), "unit"),
        members=_named(case.municipalities, units),
        least=case.scenario.min_units,
    )
    lower = Message("ask for at least {units} in a region", units=counted(len(units), "unit"))
    ways = (WayOut(lower, {"min_units": len(units)}), _left_out(units, case.scenario))
    return Finding("small", tuple(units), message, ways=ways)


def _split(
    case: Case, label: str, parts: Sequence[Part], reason: str, ways: Sequence[WayOut]
) -> Finding:
    """Return that a parent is in parts; with why that is wrong, and what to do."""
    municipalities = case.municipalities
    main, *others = parts
    loose = sorted(unit for part in others for unit in part)
    wide = any(case.graph.degree(unit) for unit in loose)
    if wide:
        wrong = Message(
            "{parent} has {parts}: {units}, and apart from them {others}",
            parent=label,
            parts=counted(len(parts), "part"),
            units=counted(len(main), "unit"),
            others=joined((_named(municipalities, part) for part in others), " / "),
        )
    else:
        wrong = Message(
            "{parent} has {units} without a neighbour: {names}",
            parent=label,
            units=counted(len(loose), "unit"),
            names=_named(municipalities, loose),
        )
    said = either([way.message for way in ways], "{items}, or {item}")
    message = joined([wrong, reason, said])
    return Finding("split" if wide else "isolated", tuple(loose), message, ways=tuple(ways))


def _named(municipalities: Municipalities, units: Collection[str]) -> str:
    return listing(map(municipalities.label, sorted(units)))


def _linked(case: Case, parts: Sequence[Part]) -> WayOut:
    """Return the links that would join parts, said as they are typed, with names and distance."""
    frame = case.municipalities.frame
    names, links = frame["name"], nearest_links(frame.geometry, tuple(parts))
    said = listing(
        (
            Message(
                "--link {a}:{b} ({names}, {distance})",
                a=link.a,
                b=link.b,
                names=listing([names[link.a], names[link.b]]),
                distance=Message("{length} apart", length=length_text(link.distance_m))
                if link.distance_m
                else Message("they touch"),
            )
            for link in links
        ),
        at_most=20,
    )
    pairs = ((link.a, link.b) for link in links)
    return WayOut(Message("add {links}", links=said), {"links": (*case.scenario.links, *pairs)})
