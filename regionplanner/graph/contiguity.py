"""Rook contiguity: which units are neighbours."""

from collections.abc import Iterable

import networkx as nx

from regionplanner.data.municipalities import Municipalities, expect_municipalities
from regionplanner.errors import ScenarioError, listing
from regionplanner.scenario import Scenario

Link = tuple[str, str]


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
            f"link {wrong} names {listing(unknown)}, which is not in the data; "
            "a link joins two units by their code; correct the code or leave the link out"
        )
    loops = [municipalities.label(a) for a, b in pairs if a == b]
    if loops:
        raise ScenarioError(
            f"link of {listing(loops)} to itself; a link joins two different units; "
            "correct one of the codes or leave the link out"
        )
    return pairs
