"""Rook contiguity: which units are neighbours, what that makes impossible, and what would join."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import geopandas as gpd
import networkx as nx
import numpy as np
import shapely

from regionplanner.data.check import Finding, Kind
from regionplanner.data.municipalities import Municipalities, expect_municipalities
from regionplanner.errors import Message, ScenarioError, counted, joined, length_text, listing
from regionplanner.scenario import Scenario

Link = tuple[str, str]
Part = frozenset[str]

MOST_PIECES = 8
"""With more pieces nobody is looked for: the work grows threefold with each."""

_Joining = tuple[int, float, tuple[str, ...]]
"""Units that join pieces, as they are compared: how many, their area [km2], and which."""


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
    borders = municipalities.borders
    long_enough = borders[borders["border_m"] > min_border_m].sort_values(["nis_a", "nis_b"])
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
    pairs = sorted({(min(pair), max(pair)) for pair in links if not undrawn & set(pair)})
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
        reached = next(other for other in others if link.a in other or link.b in other)
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


def structure_findings(
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    *,
    min_units: int,
    allow_parts: bool = False,
    settled: Collection[str] = (),
) -> list[Finding]:
    """Return why some parents cannot be divided into contiguous regions.

    Parameters
    ----------
    municipalities
        The units.
    graph
        Their adjacency; see `rook_graph`.
    min_units
        Smallest number of units in a region.
    allow_parts
        Whether parents may be in parts, each of them large enough for a region.
    settled
        Units that are left out or in a locked region; parents and parts without others are passed
        over. What this does to the others is a matter of the rules: see `rule_obstacles`.

    Returns
    -------
    list of Finding
        Per parent, in order of its code: too few units, units without any neighbour, parts that
        are not connected inside the parent. The last two propose the nearest links inside the
        parent. Empty when every parent is in one piece and large enough.
    """
    findings = []
    for parent, rows in municipalities.frame.groupby("reference_region", sort=True):
        label = municipalities.parent_label(str(parent))
        parts = [part for part in parent_parts(graph, rows.index) if part - set(settled)]
        if parts and len(rows) < min_units:
            findings.append(_too_small(municipalities, label, list(rows.index), min_units))
        suffice = all(len(part) >= min_units for part in parts)
        if len(parts) > 1 and not (allow_parts and suffice):
            reason = Message("a region must be contiguous")
            if allow_parts:
                units = counted(min_units, "unit")
                reason = Message("each part must have at least {units}", units=units)
            # where a region may be a single unit any part suffices, which is rarely meant
            way = Message(
                "add {links}, or plan each part by itself (--allow-parts), or leave the units out"
                if suffice and min_units > 1
                else "add {links}, or leave the units out",
                links=_proposals(municipalities, parts),
            )
            findings.append(_split(municipalities, graph, label, tuple(parts), [reason, way]))
    return findings


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


def _too_small(
    municipalities: Municipalities, label: str, units: list[str], min_units: int
) -> Finding:
    members = listing(municipalities.label(unit) for unit in units)
    message = Message(
        "{parent} has {units}: {members}; a region has at least {least}; "
        "lower --min, give its units another parent, or leave them out",
        parent=label,
        units=counted(len(units), "unit"),
        members=members,
        least=min_units,
    )
    return Finding("small", tuple(units), message)


def _split(
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    label: str,
    parts: tuple[Part, ...],
    advice: list[str],
) -> Finding:
    """Return that a parent is in parts; with why that is wrong, and what to do."""
    main, *others = parts
    loose = sorted(unit for part in others for unit in part)
    alone = [unit for unit in loose if graph.degree(unit) == 0]
    if alone == loose:
        wrong = Message(
            "{parent} has {units} without a neighbour: {names}",
            parent=label,
            units=counted(len(alone), "unit"),
            names=_named(municipalities, alone),
        )
    else:
        pieces = [_named(municipalities, sorted(part)) for part in others]
        wrong = Message(
            "{parent} has {parts}: {units}, and apart from them {others}",
            parent=label,
            parts=counted(len(parts), "part"),
            units=counted(len(main), "unit"),
            others=joined(pieces, " / "),
        )
    kind: Kind = "isolated" if alone == loose else "split"
    return Finding(kind, tuple(loose), joined([wrong, *advice]))


def _named(municipalities: Municipalities, units: list[str]) -> str:
    return listing(municipalities.label(unit) for unit in units)


def _proposals(municipalities: Municipalities, parts: Sequence[Part]) -> str:
    """Return the links that would join parts as they are typed, with names and distance."""
    names = municipalities.frame["name"]
    return listing(
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
            for link in nearest_links(municipalities.frame.geometry, tuple(parts))
        ),
        at_most=20,
    )


def joining_units(
    graph: "nx.Graph[str]",
    pieces: Sequence[Collection[str]],
    among: Collection[str],
    area_km2: Mapping[str, float],
) -> tuple[str, ...] | None:
    """Return the smallest set of units that joins the pieces of a group.

    Parameters
    ----------
    graph
        The adjacency.
    pieces
        Disjoint sets of units; no unit of one is a neighbour of one of another.
    among
        Units that may be taken in.
    area_km2
        Area of each of those [km2].

    Returns
    -------
    tuple of str
        Sorted; the fewest, of equally many those with the least area, then the first by their
        ids. Empty for one piece. None where no units join them, or where there are more than
        `MOST_PIECES` pieces.

    Notes
    -----
    A Steiner tree in a graph with weights on its nodes, by dynamic programming over the sets of
    pieces that are joined already (Dreyfus and Wagner 1971).
    """
    if len(pieces) < 2:
        return ()
    if len(pieces) > MOST_PIECES:
        return None
    free = sorted(set(among).difference(*pieces))
    # a piece is walked through like a unit that costs nothing: it is one of the ends all the same
    owner = {nis: number for number, piece in enumerate(pieces) for nis in piece}
    ground: nx.Graph[str | int] = nx.Graph()
    ground.add_nodes_from([*range(len(pieces)), *free])
    for one, other in graph.subgraph([*owner, *free]).edges:
        ends = owner.get(one, one), owner.get(other, other)
        if ends[0] != ends[1]:
            ground.add_edge(*ends)
    joined: dict[int, dict[str | int, _Joining]] = {}
    for bits in range(1, 1 << len(pieces)):
        found = {node: way for node in ground if (way := _met(node, bits, joined, area_km2))}
        joined[bits] = _spread(ground, found, area_km2)
    best = joined[(1 << len(pieces)) - 1].get(0)
    return None if best is None else best[2]


def _met(
    node: str | int,
    bits: int,
    joined: Mapping[int, Mapping[str | int, _Joining]],
    area_km2: Mapping[str, float],
) -> _Joining | None:
    """Return the smallest way to join pieces that is made of two which meet at a node."""
    if isinstance(node, int) and bits == 1 << node:
        return _sized((), area_km2)
    ways = [
        _sized(joined[part][node][2] + joined[bits ^ part][node][2], area_km2)
        for part in _parts(bits)
        if node in joined[part] and node in joined[bits ^ part]
    ]
    return min(ways, default=None)


def _spread(
    ground: "nx.Graph[str | int]",
    found: Mapping[str | int, _Joining],
    area_km2: Mapping[str, float],
) -> dict[str | int, _Joining]:
    """Return the smallest way that reaches each node from those that are known (Dijkstra)."""
    reached: dict[str | int, _Joining] = {}
    queue = [(way, *_order(node), node) for node, way in found.items()]
    heapify(queue)
    while queue:
        way, *_, node = heappop(queue)
        if node in reached:
            continue
        reached[node] = way
        for other in ground[node]:
            if other not in reached:
                taken = (other,) if isinstance(other, str) else ()
                heappush(queue, (_sized(way[2] + taken, area_km2), *_order(other), other))
    return reached


def _order(node: str | int) -> tuple[bool, str]:
    """Return what sorts nodes of both kinds: numbers of pieces first."""
    return isinstance(node, str), str(node)


def _parts(bits: int) -> Iterator[int]:
    """Yield the sets of pieces that are a part of some, of each pair of halves one."""
    part = (bits - 1) & bits
    while part > bits ^ part:
        yield part
        part = (part - 1) & bits


def _sized(units: tuple[str, ...], area_km2: Mapping[str, float]) -> _Joining:
    members = sorted(set(units))
    return len(members), sum(area_km2[nis] for nis in members), tuple(members)
