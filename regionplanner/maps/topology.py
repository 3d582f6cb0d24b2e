"""Polygons of a coverage as arcs: each border once, all at a time in numpy.

The arcs of TopoJSON (Bostock 2013): on an integer grid for the map of a country, and as references
into the polygons, in place of a copy, for a map that holds these anyway.
"""

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Shapes = NDArray[np.object_]

NOBODY = -1
WORLD_M = 40_075_016.68557849  # the width of Web Mercator
_FINE = 10  # steps of the grid in a tolerance
_LEAST_BITS, _MOST_BITS = 16, 29
_SLIVER = 0.02  # of a typical unit: an outline round a smaller island would be a blot


@dataclass(frozen=True, slots=True)
class Topology:
    """Arcs, and the rings that they make.

    Attributes
    ----------
    points
        Grid points of all arcs, shape ``(n_points, 2)``: east and south of the corner of the world.
    first
        Where each arc starts in `points`, shape ``(n_arcs + 1,)``.
    sides
        The polygons that each arc lies between, shape ``(n_arcs, 2)``; -1 is nobody.
    refs
        Arcs of all rings, in order; ``~arc`` where it is followed backwards.
    ring_first
        Where each ring starts in `refs`, shape ``(n_rings + 1,)``.
    ring_of
        The polygon of each ring, ascending, shape ``(n_rings,)``.
    """

    points: Ints
    first: Ints
    sides: Ints
    refs: Ints
    ring_first: Ints
    ring_of: Ints


def grid_bits(shapes: Shapes, tolerance_m: float) -> int:
    """Return how fine a grid is needed: the world is two to this power wide.

    Parameters
    ----------
    shapes
        Polygons in Web Mercator.
    tolerance_m
        By how much they were simplified [m]; a step of the grid is a tenth of it or less.
    """
    bounds = shapely.total_bounds(shapes)
    # nearest to a pole a metre of Mercator is shortest on the ground
    middle = float(np.abs(bounds[[1, 3]]).min()) if bounds[1] * bounds[3] > 0 else 0.0
    narrowing = 1 / np.cosh(middle / (WORLD_M / (2 * np.pi)))
    steps = WORLD_M * narrowing * _FINE / tolerance_m
    return int(np.clip(np.ceil(np.log2(steps)), _LEAST_BITS, _MOST_BITS))


def on_grid(points: NDArray[np.float64], bits: int) -> Ints:
    """Return points of Web Mercator [m] on the grid, shape ``(n, 2)``.

    Parameters
    ----------
    points
        Shape ``(n, 2)``.
    bits
        As of `grid_bits`.
    """
    share = np.stack([points[:, 0] / WORLD_M + 0.5, 0.5 - points[:, 1] / WORLD_M], axis=1)
    grid: Ints = np.rint(share * 2**bits).astype(np.int64)
    return grid


def topology(shapes: Shapes, bits: int) -> Topology:
    """Return the borders of polygons, each once, and the polygons made of them.

    Parameters
    ----------
    shapes
        (Multi)polygons of one coverage in Web Mercator: a shared border has the same points on
        both sides.
    bits
        As of `grid_bits`.

    Returns
    -------
    Topology
        What falls together on the grid is gone; a polygon that does is one without rings.

    Notes
    -----
    A point is a node where the other side changes in any ring, so that both sides of a border are
    cut at the same points.
    """
    code, ring, owner = _ring_points(shapes, bits)
    _, point = np.unique(code, return_inverse=True)
    point = point.ravel()
    segment = _segments(point, ring)
    across = _other_side(segment, owner[ring])
    turned = _from_a_node(point, ring, _nodes(point, ring, across, _next(ring)), len(owner))
    order, starts = turned
    return _arcs(code[order], point[order], ring, owner, (segment[order], across[order]), starts)


def border_arcs(units: gpd.GeoSeries) -> list[list[int]]:
    """Return the borders of units, each once, without repeating a coordinate.

    Returns
    -------
    list of list of int
        ``[unit, other, ring, first, last]``: points `first` to `last` of a ring of `unit` are its
        border with `other`, or with nobody (-1). Units by position, rings in the order of the
        coordinates of the polygon as GeoJSON. Outer borders of tiny islands and holes are left
        out.
    """
    shapes = units.to_numpy()
    rings, xy, ring, owner = _open_rings(shapes)
    _, point = np.unique(xy[:, 0] + 1j * xy[:, 1], return_inverse=True)  # not by axis: slow
    across = _other_side(_segments(point, ring), owner[ring])
    turns = (np.diff(across, prepend=NOBODY) != 0) | (np.diff(ring, prepend=-1) != 0)
    start = np.flatnonzero(turns)
    of, beside = ring[start], across[start]
    first = start - _bounds(ring)[of]
    last = first + np.diff(np.r_[start, len(ring)])
    number = np.arange(len(owner)) - np.searchsorted(owner, owner)
    least = _SLIVER * float(np.median(shapely.area(shapes)))
    sliver = np.asarray(shapely.area(shapely.polygons(rings)) < least)
    kept = (beside > owner[of]) | ((beside == NOBODY) & ~sliver[of])
    arcs: list[list[int]] = np.c_[owner[of], beside, number[of], first, last][kept].tolist()
    return arcs


def arc_lines(units: gpd.GeoSeries, arcs: list[list[int]]) -> Shapes:
    """Return the arcs of `border_arcs` as lines, in their order.

    Parameters
    ----------
    units
        The polygons that the arcs are of.
    arcs
        As `border_arcs` returns them; at least one.
    """
    parts, part_of = shapely.get_parts(units.to_numpy(), return_index=True)
    rings, ring_of = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    unit, _, number, first, last = np.array(arcs).T
    start = np.searchsorted(ring, np.searchsorted(part_of[ring_of], unit) + number) + first
    size = last - first + 1
    rows = np.repeat(start - (np.cumsum(size) - size), size) + np.arange(size.sum())
    lines: Shapes = shapely.linestrings(xy[rows], indices=np.repeat(np.arange(len(arcs)), size))
    return lines


def _open_rings(shapes: Shapes) -> tuple[Shapes, NDArray[np.float64], Ints, Ints]:
    """Return all rings, their points without the closing one and its ring, and whose each is."""
    parts, part_of = shapely.get_parts(shapes, return_index=True)
    rings, ring_of = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    open_end = np.r_[ring[1:] == ring[:-1], False] if len(ring) else np.zeros(0, dtype=bool)
    return rings, xy[open_end], ring[open_end].astype(np.int64), part_of[ring_of]


def _ring_points(shapes: Shapes, bits: int) -> tuple[Ints, Ints, Ints]:
    """Return the points of all rings as single numbers, their ring, and the owner of each ring."""
    rings, xy, ring, owner = _open_rings(shapes)
    grid = on_grid(xy, bits)
    code = (grid[:, 0] << 32) | grid[:, 1]
    before = np.argsort(_next(ring)) if len(ring) else ring
    moved = code != code[before]
    code, ring = code[moved], ring[moved]
    solid = np.bincount(ring, minlength=len(rings)) >= 3
    keep = solid[ring]
    number = np.cumsum(solid) - 1
    return code[keep], number[ring[keep]], owner[solid]


def _bounds(ring: Ints) -> Ints:
    """Return where each ring starts, and the end."""
    return np.r_[0, np.flatnonzero(np.diff(ring)) + 1, len(ring)] if len(ring) else np.zeros(1, int)


def _next(ring: Ints) -> Ints:
    """Return the position of the point that follows each in its ring."""
    onward = np.arange(1, len(ring) + 1)
    bounds = _bounds(ring)
    onward[bounds[1:] - 1] = bounds[:-1]
    return onward


def _segments(point: Ints, ring: Ints) -> Ints:
    """Return the segment from each point to the next, the same from both sides."""
    onward = point[_next(ring)]
    low, high = np.minimum(point, onward), np.maximum(point, onward)
    _, segment = np.unique(low * (point.max(initial=0) + 1) + high, return_inverse=True)
    return segment.ravel()


def _other_side(segment: Ints, owner: Ints) -> Ints:
    """Return who is on the other side of each segment."""
    n_segments = int(segment.max(initial=-1)) + 1
    lowest = np.full(n_segments, np.iinfo(np.int64).max)
    highest = np.full(n_segments, NOBODY)
    np.minimum.at(lowest, segment, owner)
    np.maximum.at(highest, segment, owner)
    alone = np.bincount(segment, minlength=n_segments)[segment] == 1
    across: Ints = np.where(owner == lowest[segment], highest[segment], lowest[segment])
    return np.where(alone, NOBODY, across)


def _nodes(point: Ints, ring: Ints, across: Ints, onward: Ints) -> NDArray[np.bool_]:
    """Return which points are ends of arcs."""
    node = np.zeros(int(point.max(initial=-1)) + 1, dtype=bool)
    node[point[onward[across != across[onward]]]] = True
    # a ring with one neighbour all round starts where its neighbour's does
    bounds = _bounds(ring)
    if len(ring):
        without = ~np.logical_or.reduceat(node[point], bounds[:-1])
        node[np.minimum.reduceat(point, bounds[:-1])[without]] = True
    return node


def _from_a_node(
    point: Ints, ring: Ints, node: NDArray[np.bool_], n_rings: int
) -> tuple[Ints, Ints]:
    """Return the order in which every ring starts at a node, and where arcs start in it."""
    at_node = np.flatnonzero(node[point])
    bounds = _bounds(ring)
    _, first = np.unique(ring[at_node], return_index=True)
    start = at_node[first] if n_rings else at_node
    lengths = np.diff(bounds)
    place = np.arange(len(ring)) - bounds[:-1][ring]
    order = bounds[:-1][ring] + (start - bounds[:-1])[ring] + place
    order = np.where(order >= bounds[1:][ring], order - lengths[ring], order)
    return order, np.flatnonzero(node[point[order]])


def _arcs(
    code: Ints, point: Ints, ring: Ints, owner: Ints, across: tuple[Ints, Ints], starts: Ints
) -> Topology:
    """Return the arcs between nodes, each once, in the order in which they are met."""
    segment, far_side = across
    onward = _next(ring)
    key = np.minimum.reduceat(segment, starts) if len(starts) else starts
    _, met, same = np.unique(key, return_index=True, return_inverse=True)
    order = np.argsort(met)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    arc, run = rank[same.ravel()], met[order]
    begin = starts[run]
    ahead = (point[starts] == point[begin[arc]]) & (
        point[onward[starts]] == point[onward[begin[arc]]]
    )
    lengths = np.diff(np.r_[starts, len(ring)])[run]
    first = np.r_[0, np.cumsum(lengths + 1)]
    index = np.repeat(begin - first[:-1], lengths + 1) + np.arange(first[-1])
    last = first[1:] - 1
    index[last] = onward[index[last] - 1]
    points = np.stack([code[index] >> 32, code[index] & 0xFFFFFFFF], axis=1)
    counts = np.bincount(ring[starts], minlength=len(owner))
    return Topology(
        points=points,
        first=first,
        sides=np.stack([owner[ring[begin]], far_side[begin]], axis=1),
        refs=np.where(ahead, arc, ~arc),
        ring_first=np.r_[0, np.cumsum(counts)],
        ring_of=owner,
    )


_LEVEL = 9


def packed(content: bytes) -> str:
    """Return bytes as text that a page can hold and `DecompressionStream` opens (RFC 1950)."""
    return base64.b64encode(zlib.compress(content, _LEVEL)).decode("ascii")


def packed_values(values: object) -> str:
    """Return plain values as packed JSON."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return packed(text.encode())


def topology_bytes(shapes: Topology, n_shapes: int) -> bytes:
    """Return a topology as a stream of whole numbers.

    Parameters
    ----------
    shapes
        Arcs and rings.
    n_shapes
        How many polygons it has, those without rings too.

    Returns
    -------
    bytes
        Numbers of polygons, rings, arcs, points and arcs of rings; then, each as a column:
        points of each arc; both sides of each arc, the first as the step from the arc before, the
        second as the step from the first; steps from point to point, east and south in turn; rings
        of each polygon; arcs of each ring; and the arcs of rings as the step from the one before,
        doubled, plus one where it is backwards.
    """
    arcs = np.where(shapes.refs < 0, ~shapes.refs, shapes.refs)
    steps = np.diff(shapes.points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    sizes = [n_shapes, len(shapes.ring_of), len(shapes.sides), len(shapes.points), len(shapes.refs)]
    columns: Sequence[Ints] = (
        np.array(sizes, dtype=np.int64),
        np.diff(shapes.first),
        _signed(np.diff(shapes.sides[:, 0], prepend=0)),
        _signed(shapes.sides[:, 1] - shapes.sides[:, 0]),
        _signed(steps.ravel()),
        np.bincount(shapes.ring_of, minlength=n_shapes),
        np.diff(shapes.ring_first),
        _signed(np.diff(arcs, prepend=0)) * 2 + (shapes.refs < 0),
    )
    return b"".join(map(number_bytes, columns))


def number_bytes(numbers: Ints) -> bytes:
    """Return whole numbers, 0 or more, in seven bits a byte (LEB128)."""
    values = numbers.astype(np.uint64)
    n_bytes = np.ones(len(values), dtype=np.int64)
    for bits in range(7, 56, 7):
        n_bytes += values >= np.uint64(1) << np.uint64(bits)
    ends = np.cumsum(n_bytes)
    stream: NDArray[np.uint8] = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for place in range(int(n_bytes.max(initial=0))):
        there = n_bytes > place
        part = (values[there] >> np.uint64(7 * place)).astype(np.uint8) & 0x7F
        more = (n_bytes[there] > place + 1).astype(np.uint8) << 7
        stream[(ends - n_bytes)[there] + place] = part | more
    return stream.tobytes()


def _signed(numbers: Ints) -> Ints:
    """Return whole numbers of either sign as ones of 0 or more: 0, -1, 1, -2, ..."""
    return np.where(numbers < 0, -2 * numbers - 1, 2 * numbers)
