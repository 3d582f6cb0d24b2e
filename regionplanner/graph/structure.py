"""What in the adjacency makes plans impossible, and the links that would mend it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import networkx as nx
import numpy as np
import shapely

from regionplanner.data.check import Finding
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import counted, length_text, listing

Part = frozenset[str]


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
            reason = "a region must be contiguous"
            if allow_parts:
                reason = f"each part must have at least {counted(min_units, 'unit')}"
            # where a region may be a single unit any part suffices, which is rarely meant
            way = (
                " or plan each part by itself (--allow-parts)," if suffice and min_units > 1 else ""
            )
            findings.append(_split(municipalities, graph, label, tuple(parts), (reason, way)))
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
    message = (
        f"{label} has {counted(len(units), 'unit')}: {members}; a region has at least {min_units}; "
        "lower --min, give its units another parent, or leave them out"
    )
    return Finding("small", tuple(units), message)


def _split(
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    label: str,
    parts: tuple[Part, ...],
    told: tuple[str, str],
) -> Finding:
    """Return that a parent is in parts; with why that is wrong, and a way besides links."""
    main, *others = parts
    loose = sorted(unit for part in others for unit in part)
    alone = [unit for unit in loose if graph.degree(unit) == 0]
    links = nearest_links(municipalities.frame.geometry, parts)
    if alone == loose:
        wrong = (
            f"{counted(len(alone), 'unit')} without a neighbour: {_named(municipalities, alone)}"
        )
    else:
        pieces = [_named(municipalities, sorted(part)) for part in others]
        wrong = (
            f"{counted(len(parts), 'part')}: {counted(len(main), 'unit')}, and apart from "
            f"them {' / '.join(pieces)}"
        )
    message = (
        f"{label} has {wrong}; {told[0]}; "
        f"add {listing((_proposal(municipalities, link) for link in links), at_most=20)},"
        f"{told[1]} or leave the units out"
    )
    return Finding("isolated" if alone == loose else "split", tuple(loose), message)


def _named(municipalities: Municipalities, units: list[str]) -> str:
    return listing(municipalities.label(unit) for unit in units)


def _proposal(municipalities: Municipalities, link: ProposedLink) -> str:
    """Return a link as it is typed, with names and distance."""
    a, b = (municipalities.frame.loc[unit, "name"] for unit in (link.a, link.b))
    return f"--link {link.a}:{link.b} ({a} and {b}, {_distance(link.distance_m)})"


def _distance(metres: float) -> str:
    if metres == 0:
        return "they touch"
    return f"{length_text(metres)} apart"
