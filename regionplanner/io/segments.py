"""The segments of borders: which two units share each, and which only one unit has."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Shapes = npt.NDArray[np.object_]

_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))


@dataclass(frozen=True, slots=True)
class Segments:
    """What the outlines of units have in common, point by point.

    Attributes
    ----------
    first, second
        Positions of two units that share segments (``first < second``), shape ``(n_pairs,)``.
    length_m
        Length of what they share [m], shape ``(n_pairs,)``.
    loose
        Of each unit the lines that it shares with no other, as one MultiLineString; empty where it
        shares its whole outline. Shape ``(n_units,)``.
    """

    first: Ints
    second: Ints
    length_m: Floats
    loose: Shapes

    @property
    def dirty(self) -> Mask:
        """Which units have a loose line: all others fit between their neighbours exactly."""
        mask: Mask = ~shapely.is_empty(self.loose)
        return mask


@dataclass(frozen=True, slots=True)
class Outlines:
    """All segments of a layer; a segment is named by the position of its first point.

    Attributes
    ----------
    points
        Of all rings in order, shape ``(n_points, 2)``.
    unit, ring
        Of every point.
    real
        Of every point, whether it begins a segment: the last of a ring does not, nor does one that
        is repeated.
    twins
        Segments that two units share, as two rows; see `segments`.
    """

    points: Floats
    unit: Ints
    ring: Ints
    real: Mask
    twins: tuple[Ints, Ints]

    def loose(self) -> Ints:
        """Return the segments that no two units share, ascending."""
        alone = self.real.copy()
        for row in self.twins:
            alone[row] = False
        return np.flatnonzero(alone)


def segments(polygons: Shapes, lines: Outlines | None = None) -> Segments:
    """Return which segments of their outlines units share.

    Parameters
    ----------
    polygons
        Valid polygons in a metric CRS, shape ``(n_units,)``.
    lines
        Their outlines, in this CRS or in the one that they were brought from, if those are known.

    Notes
    -----
    A segment is shared when exactly two units have it, to the last digit of both ends, with one
    of them on either side. As in a coverage all borders are, this needs no intersections: only
    one sort of the segments by a number that is made of both ends.
    """
    lines = (lines and _carried(lines, polygons)) or outlines(polygons)
    a, b = lines.twins
    length = np.hypot(*(lines.points[a + 1] - lines.points[a]).T)
    units = np.sort(np.column_stack([lines.unit[a], lines.unit[b]]), axis=1)
    pairs, pair = np.unique(units[:, 0] * len(polygons) + units[:, 1], return_inverse=True)
    first, second = np.divmod(pairs, max(len(polygons), 1))
    return Segments(
        first,
        second,
        np.bincount(pair, weights=length, minlength=len(pairs)).astype(np.float64),
        _lines(lines, lines.loose(), len(polygons)),
    )


def outlines(polygons: Shapes) -> Outlines:
    """Return all segments of the rings of polygons.

    Parameters
    ----------
    polygons
        Shape ``(n_units,)``.
    """
    parts, unit_of_part = shapely.get_parts(polygons, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    exterior = np.diff(part, prepend=-1) != 0
    real = np.zeros(len(points), dtype=bool)
    x, y = points.T
    real[:-1] = (ring[1:] == ring[:-1]) & ((x[1:] != x[:-1]) | (y[1:] != y[:-1]))
    unit = unit_of_part[part][ring]
    inside_left = (shapely.is_ccw(rings) == exterior)[ring]
    del parts, rings  # copies, as large as the polygons
    return Outlines(points, unit, ring, real, _twins(points, unit, inside_left, real))


def _carried(lines: Outlines, polygons: Shapes) -> Outlines | None:
    """Return outlines with the coordinates of polygons in another CRS; None where others fit."""
    points, unit = shapely.get_coordinates(polygons, return_index=True)
    if not np.array_equal(unit, lines.unit):
        return None
    a, b = lines.twins
    same = _equal(points, a, b + 1) & _equal(points, a + 1, b)
    same |= _equal(points, a, b) & _equal(points, a + 1, b + 1)
    return replace(lines, points=points) if same.all() else None


def _twins(points: Floats, unit: Ints, inside_left: Mask, real: Mask) -> tuple[Ints, Ints]:
    """Return the segments that two units share, as two rows of positions."""
    at = np.flatnonzero(real)
    hashed = _hashes(points)
    key = hashed[at] + hashed[at + 1]  # the same in both directions
    order = np.argsort(key)
    key = key[order]
    same = np.zeros(len(at) + 1, dtype=bool)  # as the one before
    same[1:-1] = key[1:] == key[:-1]
    two = np.flatnonzero(same[1:-1] & ~same[:-2] & ~same[2:])  # and no third
    a, b = at[order[two]], at[order[two + 1]]
    a, b = np.minimum(a, b), np.maximum(a, b)
    rank = np.argsort(a)  # as the points lie in memory, which is much faster to go through
    a, b = a[rank], b[rank]
    back = _equal(points, a, b + 1) & _equal(points, a + 1, b)
    along = ~back & _equal(points, a, b) & _equal(points, a + 1, b + 1)
    fits = np.where(inside_left[a] == inside_left[b], back, along) & (unit[a] != unit[b])
    return a[fits], b[fits]


def _equal(points: Floats, a: Ints, b: Ints) -> Mask:
    x, y = points.T
    equal: Mask = (x[a] == x[b]) & (y[a] == y[b])
    return equal


def _hashes(points: Floats) -> npt.NDArray[np.uint64]:
    """Return a number for each point, in practice another for another point."""
    x, y = np.ascontiguousarray(points.T + 0.0).view(np.uint64)  # 0.0, as -0.0 is the same place
    hashed: npt.NDArray[np.uint64] = (x ^ (x >> np.uint64(29))) * _MIX[0]
    hashed += (y ^ (y >> np.uint64(31))) * _MIX[1]
    hashed ^= hashed >> np.uint64(32)
    hashed *= _MIX[1]
    return hashed


def _lines(outlines: Outlines, at: Ints, n_units: int) -> Shapes:
    """Return segments as lines, those that follow each other as one, by unit."""
    lines = np.full(n_units, shapely.MultiLineString(), dtype=object)
    if not len(at):
        return lines
    new = np.ones(len(at), dtype=bool)
    new[1:] = (np.diff(at) != 1) | (outlines.ring[at[1:]] != outlines.ring[at[:-1]])
    starts = np.flatnonzero(new)
    size = np.diff(np.append(starts, len(at))) + 1  # points: one more than segments
    line = np.repeat(np.arange(len(starts)), size)
    rows = np.repeat(at[starts] - (np.cumsum(size) - size), size) + np.arange(size.sum())
    pieces = shapely.linestrings(outlines.points[rows], indices=line)
    unit = outlines.unit[at[starts]]
    shapely.multilinestrings(pieces, indices=unit, out=lines)
    return lines
