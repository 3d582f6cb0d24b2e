"""Which region of one division continues which region of another, and codes that stay."""

from collections import Counter
from collections.abc import Mapping

import networkx as nx

from regionplanner.data.municipalities import Municipalities
from regionplanner.naming import region_letters

_FEW = 500


def continued_regions(assignment: Mapping[str, str], earlier: Mapping[str, str]) -> dict[str, str]:
    """Return which region of an earlier division each region continues.

    Parameters
    ----------
    assignment, earlier
        Region code by NIS code.

    Returns
    -------
    dict
        Earlier code by code, sorted, for the regions that continue one: those of the assignment
        with most municipalities that stay. No code is there twice.

    Notes
    -----
    An assignment problem (Kuhn 1955), solved as a matching of most weight (Edmonds 1965; Galil
    1986). Of equal assignments the one is taken in which more regions keep their code.
    """
    shared = Counter((code, earlier[nis]) for nis, code in assignment.items() if nis in earlier)
    n_regions = len(set(assignment.values()))
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for (code, old), count in sorted(shared.items()):
        # a shared code decides between equals, and never outweighs a municipality
        weight = count * (n_regions + 1) + (code == old)
        graph.add_edge(("new", code), ("old", old), weight=weight)
    pairs = (dict(pair) for part in _pieces(graph) for pair in nx.max_weight_matching(part))
    return dict(sorted((pair["new"], pair["old"]) for pair in pairs))


def _pieces(graph: "nx.Graph[tuple[str, str]]") -> list["nx.Graph[tuple[str, str]]"]:
    """Return the connected pieces of many regions as graphs; few regions are one piece.

    Reference regions share nothing, and the work grows with the cube of a piece. Among few regions
    equals are settled as they always were.
    """
    if len(graph) <= _FEW:
        return [graph]
    number = {node: n for n, part in enumerate(nx.connected_components(graph)) for node in part}
    pieces: dict[int, nx.Graph[tuple[str, str]]] = {}
    for node in graph:
        pieces.setdefault(number[node], nx.Graph()).add_node(node)
    for a, b, known in graph.edges(data=True):
        pieces[number[a]].add_edge(a, b, **known)
    return list(pieces.values())


def with_kept_codes(
    assignment: Mapping[str, str], earlier: Mapping[str, str], municipalities: Municipalities
) -> dict[str, str]:
    """Return the same regions; those that continue an earlier one have its code.

    Parameters
    ----------
    assignment
        Region of every unit, by NIS code; each region inside one reference region.
    earlier
        Region code by NIS code.
    municipalities
        Units with their reference regions.

    Returns
    -------
    dict
        Region code by NIS code, sorted; new regions get the next free letter of their reference
        region.
    """
    kept = continued_regions(assignment, earlier)
    codes = dict(kept)
    taken = set(kept.values())
    for nis in sorted(assignment):
        region = assignment[nis]
        if region not in codes:
            parent = municipalities.frame.at[nis, "reference_region"]
            free = (c for c in region_letters(parent, municipalities) if c not in taken)
            codes[region] = next(free)
            taken.add(codes[region])
    return {nis: codes[assignment[nis]] for nis in sorted(assignment)}
