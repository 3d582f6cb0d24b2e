"""Colours of regions: they mean only "different from the neighbour"."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

import geopandas as gpd
import networkx as nx

from regionplanner.data.flanders import NONE_KNOWN, KnownRegions, known_regions
from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.shapes import COUNTRY_FROM, drawn_pairs, drawn_units
from regionplanner.naming import continued_regions
from regionplanner.plan.compare import region_lines
from regionplanner.plan.plan import Plan, expect_members

# Petroff's six-colour cycle less its grey, which is kept for what lies outside the plan.
# Worst CAM02-UCS distance 15.9 with four colours, 12.0 with five, over normal, deuter-, prot-
# and tritanopic vision (M. Petroff, "Accessible color sequences", arXiv:2107.02270).
PALETTE = ("#5790fc", "#f89c20", "#e42536", "#7a21dd", "#964a8b")
OPACITY = 0.58
"""Of areas on the map."""
OUTSIDE = "#c9ced3"
INK = "#1d2a36"
UNIT_LINE = "#33404c"
"""Borders of units: a contrast of 3 or more with every colour of the palette as areas have it."""
LATER = "url(#later)"
"""Hatched, by the pattern of that name on the page: not yet in a region."""
_LIGHTER, _DARKER = 255, 0
_DARK, _PALE = (0, 66, 150), (196, 222, 245)


def plan_colours(plans: Sequence[Plan], municipalities: Municipalities) -> list[Mapping[str, str]]:
    """Return the colours that regions have on every map, in a page and on paper.

    Parameters
    ----------
    plans
        In order; a region that continues one of another plan has its colour. Those that have
        colours keep them, unless neighbours would be alike.
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
    frame = municipalities.frame
    if len(frame) >= COUNTRY_FROM:  # drawn from the data themselves, where neighbours are the same
        pairs = neighbour_pairs(municipalities)
    else:
        pairs = touching_pairs(municipalities, drawn_units(frame))
    return region_colours(plans, pairs, known_regions(municipalities))


def with_colours(plans: Mapping[str, Plan], municipalities: Municipalities) -> dict[str, Plan]:
    """Return plans whose regions have the colours of `plan_colours`.

    Parameters
    ----------
    plans
        By name; the first looks as it does alone, and the others go on with it.
    municipalities
        Their units.
    """
    first, *others = plans.values()
    first = _filled(first, plan_colours([first], municipalities)[0])
    colours = plan_colours([first, *others], municipalities)
    return {
        name: _filled(plan, own) for (name, plan), own in zip(plans.items(), colours, strict=True)
    }


def _filled(plan: Plan, colours: Mapping[str, str]) -> Plan:
    return replace(plan, regions=tuple(replace(r, colour=colours[r.code]) for r in plan))


def pale(colour: str) -> str:
    """Return a colour (``"#rrggbb"``) mixed with white, as areas have it where nothing is below."""
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (part - 255) * OPACITY):02x}" for part in parts)


def touching_pairs(municipalities: Municipalities, units: gpd.GeoSeries) -> list[tuple[str, str]]:
    """Return the pairs of units that need different colours."""
    return [*drawn_pairs(units), *neighbour_pairs(municipalities)]


def neighbour_pairs(municipalities: Municipalities) -> list[tuple[str, str]]:
    """Return the pairs of units that share a border or are linked, sorted."""
    borders = municipalities.borders
    return sorted({*zip(borders["nis_a"], borders["nis_b"], strict=True), *municipalities.links})


def plan_region_colours(
    plans: Mapping[str, Plan],
    municipalities: Municipalities,
    touching: Callable[[], Sequence[tuple[str, str]]],
    areas: Mapping[str, str] | None = None,
    *,
    steps: bool = False,
) -> dict[str, Mapping[str, str]]:
    """Return the colours of a page, by name of the plan: of regions, or of their areas.

    Parameters
    ----------
    plans
        By name; with areas, one plan or its steps.
    municipalities
        Their units.
    touching
        Returns pairs of units that need different colours; not asked where one plan has its own.
    areas
        Area by region code, or None.
    steps
        Whether the areas are steps in time.
    """
    if areas is not None:
        colours = area_colours(areas, steps=steps)
        return {name: {r.code: colours[areas[r.code]] for r in p} for name, p in plans.items()}
    own: dict[str, Mapping[str, str]] = {
        name: {r.code: r.colour for r in plan if r.colour} for name, plan in plans.items()
    }
    if len(plans) == 1 and all(len(own[name]) == len(plan) for name, plan in plans.items()):
        return own
    filled = region_colours([*plans.values()], touching(), known_regions(municipalities))
    return dict(zip(plans, filled, strict=True))


def area_colours(areas: Mapping[str, str], *, steps: bool = False) -> Mapping[str, str]:
    """Return a colour for every area, in their order; of steps those of `step_colours`."""
    ordered = sorted(set(areas.values()))
    colours = step_colours(len(ordered)) if steps else map(palette_colour, count())
    return dict(zip(ordered, colours, strict=False))


def step_colours(n_steps: int) -> list[str]:
    """Return colours from dark for the first step to pale for the last."""
    ends = [*zip(_DARK, _PALE, strict=True)]
    shares = (place / max(1, n_steps - 1) for place in range(n_steps))
    return [
        "#" + "".join(f"{round(dark + share * (pale - dark)):02x}" for dark, pale in ends)
        for share in shares
    ]


def region_colours(
    plans: Sequence[Plan],
    neighbours: Iterable[tuple[str, str]],
    known: KnownRegions = NONE_KNOWN,
) -> list[Mapping[str, str]]:
    """Return a colour for every region, never the same for two neighbours.

    Parameters
    ----------
    plans
        In order; a region that continues one of another plan has its colour.
    neighbours
        Pairs of units that need different colours.
    known
        Regions whose colours those that go on with them have, where they come with none.

    Returns
    -------
    list of Mapping
        Colour (``"#rrggbb"``) by region code, one mapping a plan, in the order of its regions.

    Notes
    -----
    Greedy colouring in order of saturation (DSATUR; Brelaz 1979). Regions that come with colours
    keep them: those of the first plan, then in each plan those of the regions that it continues,
    unless a neighbour has the same there. Where none comes with one, the quotient graphs of all
    plans are coloured at once, laid over each other where regions continue, from the colours of
    known regions, and the first plan looks as it does alone unless that takes more than the
    palette. Four or five colours are enough for the land regions of one plan; should more be needed
    (many plans, regions in many parts), its tints and shades follow.
    """
    lines, pairs = region_lines(plans), list(neighbours)
    given = [_given_colours(plan, known) for plan in plans]
    colours = _going_on(plans, lines, pairs, given)
    if len(plans) > 1 and not any(region.colour for plan in plans for region in plan):
        colours = [_joint_colours(_quotient(plans, lines, pairs), colours[0])] * len(plans)
    return [
        {region.code: own[line[region.code]] for region in plan}
        for plan, line, own in zip(plans, lines, colours, strict=True)
    ]


def _going_on(
    plans: Sequence[Plan],
    lines: Sequence[Mapping[str, int]],
    pairs: Sequence[tuple[str, str]],
    given: Sequence[Mapping[str, str]],
) -> list[dict[int, str]]:
    """Return colours by line, plan by plan: those that went before, then those that are given."""
    colours: list[dict[int, str]] = []
    before: dict[int, str] = {}
    for plan, line, own in zip(plans, lines, given, strict=True):
        codes = [region.code for region in plan]
        start = [(line[code], before.get(line[code], "")) for code in codes]
        start += [(line[code], own.get(code, "")) for code in codes]
        colours.append(_coloured(_quotient([plan], [line], pairs), start))
        before = colours[-1] | before
    return colours


def _joint_colours(together: "nx.Graph[int]", first: Mapping[int, str]) -> dict[int, str]:
    """Return one colour a line that does for all plans, those of the first where it can."""
    colours = _coloured(together, first.items())
    return colours if set(PALETTE).issuperset(colours.values()) else _coloured(together, [])


def _given_colours(plan: Plan, known: KnownRegions) -> dict[str, str]:
    """Return the colours that regions come with, else those of the known ones they go on with."""
    own = {region.code: region.colour for region in plan if region.colour}
    if len(own) == len(plan) or not known.codes:
        return own
    going_on = continued_regions(plan.assignment, known.codes)
    return {code: known.colours[old] for code, old in going_on.items()} | own


def _quotient(
    plans: Sequence[Plan],
    lines: Sequence[Mapping[str, int]],
    neighbours: Sequence[tuple[str, str]],
) -> "nx.Graph[int]":
    """Return which lines of regions touch in one of the plans."""
    graph: nx.Graph[int] = nx.Graph()
    seen = list(zip(plans, lines, strict=False))  # lines may go on, of plans that come later
    graph.add_nodes_from(sorted({number for _, line in seen for number in line.values()}))
    # sorted: the colouring follows the order in which nodes and edges were added
    touching = {pair for plan, line in seen for pair in _touching(plan, line, neighbours)}
    graph.add_edges_from(sorted(touching))
    return graph


def _coloured(graph: "nx.Graph[int]", given: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Return a colour by line: the first that is given and that no neighbour has, or a new one."""
    colours: dict[int, str] = {}
    for line, colour in given:
        if colour and line in graph and colour not in {*map(colours.get, graph[line])}:
            colours.setdefault(line, colour)
    for line in _most_saturated(graph, colours):
        taken = {colours.get(beside) for beside in graph[line]}
        if taken.issuperset(PALETTE):
            colours.update(_making_room(graph, colours, line))
            taken = {colours.get(beside) for beside in graph[line]}
        colours[line] = next(c for c in map(palette_colour, count()) if c not in taken)
    return colours


def _making_room(graph: "nx.Graph[int]", colours: Mapping[int, str], line: int) -> dict[int, str]:
    """Return other colours for the neighbours that have one of the palette; none if that fails."""
    for colour in PALETTE:
        holders = [beside for beside in graph[line] if colours.get(beside) == colour]
        taken = [{colour, *(colours.get(beside) for beside in graph[h])} for h in holders]
        free = [next((c for c in PALETTE if c not in beside), None) for beside in taken]
        if None not in free:
            return {h: c for h, c in zip(holders, free, strict=True) if c}
    return {}


def _most_saturated(graph: "nx.Graph[int]", colours: Mapping[int, str]) -> Iterator[int]:
    """Yield lines without a colour in order of saturation; each has one before the next.

    As networkx' ``"saturation_largest_first"``, which knows no colours that are given and looks at
    all nodes and edges again for every node, which a country has too many of.
    """
    place = {node: n for n, node in enumerate(graph)}
    around = {node: {colours[b] for b in graph[node] if b in colours} for node in graph}
    waiting = [
        (-len(around[node]), -graph.degree(node), n, node)
        for node, n in place.items()
        if node not in colours
    ]
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
