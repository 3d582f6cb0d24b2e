"""Colours of regions: they mean only "different from the neighbour"."""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence

import geopandas as gpd
import networkx as nx

from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.shapes import drawn_pairs, drawn_units
from regionplanner.plan.compare import region_lines
from regionplanner.plan.plan import Plan, expect_members

# Petroff's six-colour cycle less its grey, which is kept for what lies outside the plan.
# Worst CAM02-UCS distance 15.9 with four colours, 12.0 with five, over normal, deuter-, prot-
# and tritanopic vision (M. Petroff, "Accessible color sequences", arXiv:2107.02270).
PALETTE = ("#5790fc", "#f89c20", "#e42536", "#7a21dd", "#964a8b")
OUTSIDE = "#c9ced3"
INK = "#1d2a36"
LATER = "url(#later)"
"""Hatched, by the pattern of that name on the page: not yet in a region."""
_LIGHTER, _DARKER = 255, 0


def plan_colours(plans: Sequence[Plan], municipalities: Municipalities) -> list[Mapping[str, str]]:
    """Return the colours that regions have on every map, in a page and on paper.

    Parameters
    ----------
    plans
        In order; a region that continues one of another plan has its colour.
    municipalities
        The units; neighbours are those of the data and those that touch when they are drawn.

    Returns
    -------
    list of Mapping
        Colour (``"#rrggbb"``) by region code, one mapping a plan; never the same for two regions of
        a plan that are neighbours.

    Raises
    ------
    DataError
        When a plan names units that the data do not have.

    References
    ----------
    Brelaz 1979 (colouring in order of saturation, DSATUR).
    """
    for plan in plans:
        expect_members(plan, municipalities)
    return region_colours(plans, touching_pairs(municipalities, drawn_units(municipalities.frame)))


def touching_pairs(municipalities: Municipalities, units: gpd.GeoSeries) -> list[tuple[str, str]]:
    """Return the pairs of units that need different colours."""
    borders = municipalities.borders
    known = {*zip(borders["nis_a"], borders["nis_b"], strict=True), *municipalities.links}
    return [*drawn_pairs(units), *sorted(known)]


def plan_region_colours(
    plans: Mapping[str, Plan], touching: Sequence[tuple[str, str]], areas: Mapping[str, str] | None
) -> dict[str, Mapping[str, str]]:
    """Return the colours of a page, by name of the plan: of regions, or of the areas of one plan.

    Parameters
    ----------
    plans
        By name; one plan where there are areas.
    touching
        Pairs of units that need different colours.
    areas
        Area by region code, or None.
    """
    if areas is None:
        return dict(zip(plans, region_colours([*plans.values()], touching), strict=True))
    ((name, plan),) = plans.items()
    return {name: area_colours(plan, areas)}


def area_colours(plan: Plan, areas: Mapping[str, str]) -> Mapping[str, str]:
    """Return a colour for every region: that of its area, another one for every area."""
    order = {area: place for place, area in enumerate(sorted(set(areas.values())))}
    return {region.code: palette_colour(order[areas[region.code]]) for region in plan}


def area_signs(areas: Mapping[str, str], colours: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return each area with its colour, for a legend."""
    return sorted({(area, colours[code]) for code, area in areas.items()})


def region_colours(
    plans: Sequence[Plan], neighbours: Iterable[tuple[str, str]]
) -> list[Mapping[str, str]]:
    """Return a colour for every region, never the same for two neighbours.

    Returns
    -------
    list of Mapping
        Colour (``"#rrggbb"``) by region code, one mapping a plan, in the order of its regions.

    Notes
    -----
    Greedy colouring in order of saturation (DSATUR; Brelaz 1979) on the quotient graphs of all
    plans, laid over each other where regions continue. Four or five colours are enough for the
    land regions of one plan; should more be needed (many plans, regions in many parts), tints
    and shades of the palette follow.
    """
    lines, pairs = region_lines(plans), list(neighbours)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted({number for line in lines for number in line.values()}))
    touching = {
        pair
        for plan, line in zip(plans, lines, strict=True)
        for pair in _touching(plan, line, pairs)
    }
    # sorted: the colouring follows the order in which nodes and edges were added
    graph.add_edges_from(sorted(touching))
    order = nx.coloring.greedy_color(graph, _most_saturated)
    return [
        {region.code: palette_colour(order[line[region.code]]) for region in plan}
        for plan, line in zip(plans, lines, strict=True)
    ]


def _most_saturated(graph: "nx.Graph[int]", colours: Mapping[int, int]) -> Iterator[int]:
    """Yield nodes in the order of networkx' ``"saturation_largest_first"``, with a heap.

    Theirs looks at all nodes and edges again for every node, which a country has too many of.
    """
    place = {node: n for n, node in enumerate(graph)}
    around: dict[int, set[int]] = {node: set() for node in graph}
    waiting = [(0, -graph.degree(node), n, node) for node, n in place.items()]
    heapq.heapify(waiting)
    while waiting:
        saturation, _, _, node = heapq.heappop(waiting)
        if node in colours or -saturation != len(around[node]):
            continue  # it stands elsewhere in the heap, more saturated
        yield node
        for neighbour in graph[node]:
            if neighbour not in colours and colours[node] not in around[neighbour]:
                around[neighbour].add(colours[node])
                key = (
                    -len(around[neighbour]),
                    -graph.degree(neighbour),
                    place[neighbour],
                    neighbour,
                )
                heapq.heappush(waiting, key)


def palette_colour(position: int) -> str:
    """Return the colour at a position; past the palette, its tints and shades in turn.

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


def _touching(
    plan: Plan, line: Mapping[str, int], neighbours: Iterable[tuple[str, str]]
) -> Iterator[tuple[int, int]]:
    """Yield the lines of regions that touch, the smaller first."""
    where = {nis: line[code] for nis, code in plan.assignment.items()}
    for first, second in neighbours:
        a, b = where.get(first), where.get(second)
        if a is not None and b is not None and a != b:
            yield min(a, b), max(a, b)
