"""Colours of regions: they mean only "different from the neighbour"."""

from collections.abc import Iterable, Mapping

import networkx as nx

from regionplanner.plan.plan import Plan

# Petroff's six-colour cycle less its grey, which is kept for what lies outside the plan.
# Worst CAM02-UCS distance 15.9 with four colours, 12.0 with five, over normal, deuter-, prot-
# and tritanopic vision (M. Petroff, "Accessible color sequences", arXiv:2107.02270).
PALETTE = ("#5790fc", "#f89c20", "#e42536", "#7a21dd", "#964a8b")
OUTSIDE = "#c9ced3"
LATER = "url(#later)"
"""Hatched, by the pattern of that name on the page: not yet in a region."""
_LIGHTER, _DARKER = 255, 0


def region_colours(plan: Plan, neighbours: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return a colour for every region, never the same for two neighbours.

    Parameters
    ----------
    plan
        The regions.
    neighbours
        Pairs of units (NIS codes) that touch, also across reference regions; units outside the
        plan are skipped.

    Returns
    -------
    dict
        Colour (``"#rrggbb"``) by region code, in the order of the plan.

    Notes
    -----
    Greedy colouring in order of saturation (DSATUR; Brelaz 1979) on the quotient graph. Four
    or five colours are enough for land regions; should more be needed (regions in many parts),
    tints and shades of the palette follow.
    """
    order = nx.coloring.greedy_color(_quotient(plan, neighbours), "saturation_largest_first")
    return {region.code: palette_colour(order[region.code]) for region in plan}


def palette_colour(position: int) -> str:
    """Return the colour at a position; past the palette, its tints and shades in turn.

    Parameters
    ----------
    position
        0 or higher.

    Returns
    -------
    str
        ``"#rrggbb"``; the first 50 positions all differ.
    """
    turn, index = divmod(position, len(PALETTE))
    towards = _LIGHTER if turn % 2 else _DARKER
    share = 1 - 0.62 ** ((turn + 1) // 2)
    parts = (int(PALETTE[index][start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(part + (towards - part) * share):02x}" for part in parts)


def _quotient(plan: Plan, neighbours: Iterable[tuple[str, str]]) -> "nx.Graph[str]":
    region_of: Mapping[str, str] = plan.assignment
    pairs = (
        (region_of[a], region_of[b]) for a, b in neighbours if a in region_of and b in region_of
    )
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(region.code for region in plan)
    # sorted: the colouring follows the order in which nodes and edges were added
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in pairs if len(set(pair)) == 2}))
    return graph
