"""Who lies between the pieces of a group: the fewest units that join them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

import networkx as nx

MOST_PIECES = 8
"""With more pieces nobody is looked for: the work grows threefold with each."""

_Joining = tuple[int, float, tuple[str, ...]]
"""Units that join pieces, as they are compared: how many, their area [km2], and which."""


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
