"""Borders of units: which segments they share, how long these are, common vertices, outlines."""

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Shapes = npt.NDArray[np.object_]

_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))

NOISE_M = 1e-4
"""Points nearer than this [m] are one place: so far off are coordinates that were calculated, or
written with nine decimals of a degree."""

_EARTH_M = 6_371_000.0

ROUND = 360.0
"""Degrees of longitude round the earth."""


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


def noded(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, Outlines]:
    """Return a layer in which neighbours have the same vertices along the border that they share.

    Parameters
    ----------
    frame
        Polygons, in the CRS of their file: a straight border in one CRS is bent in another, where
        a vertex that only one side has no longer lies on the border of the other.

    Returns
    -------
    frame : geopandas.GeoDataFrame
        The same rows; the frame itself where no vertex is missing. A polygon that would no longer
        be valid stays as it was.
    lines : Outlines
        Of its polygons.

    Notes
    -----
    A vertex on a straight border that the neighbour lacks, or a border that ends halfway that of
    another unit (a T), is common in real data and does no harm by itself. Yet coverage operations
    of GEOS fail on it or return invalid outlines, in some versions without a word, and arcs
    between units are found by equal points. Only segments that no two units share are looked at.
    """
    metres = frame.crs.axis_info[0].unit_conversion_factor  # or radians
    tolerance = NOISE_M / (metres * _EARTH_M if frame.crs.is_geographic else metres)
    before = np.asarray(frame.geometry.to_numpy())
    lines = outlines(before)
    after = _inserted(*_snapped(before, lines, tolerance), tolerance)
    if after is before:
        return frame, lines
    return with_shapes(frame, after), outlines(after)


def with_shapes(frame: gpd.GeoDataFrame, shapes: Shapes) -> gpd.GeoDataFrame:
    """Return a layer with other shapes in the same CRS."""
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs))


def made_valid(shapes: Shapes) -> Shapes:
    """Return shapes made valid by the structure of their rings."""
    return shapely.make_valid(shapes, method="structure", keep_collapsed=False)


def _snapped(polygons: Shapes, lines: Outlines, tolerance: float) -> tuple[Shapes, Outlines]:
    """Return polygons of which vertices that are nearly one place are on one."""
    moved = _moved(lines, tolerance)
    if moved is None:
        return polygons, lines
    polygons = _rebuilt(polygons, lines, moved, np.ones(len(moved), dtype=np.intp))
    return polygons, outlines(polygons)


def _inserted(polygons: Shapes, lines: Outlines, tolerance: float) -> Shapes:
    """Return polygons with the vertices of others that lie on their outlines."""
    after, vertices = _missing(lines, tolerance)
    if not len(after):
        return polygons
    repeats = 1 + np.bincount(after, minlength=len(lines.points))
    points = np.insert(lines.points, after + 1, vertices, axis=0)
    return _rebuilt(polygons, lines, points, repeats)


def _moved(lines: Outlines, tolerance: float) -> Floats | None:
    """Return all points, those of different units that are nearly one place on one; None if none.

    The place is that of the first of them, by coordinates.
    """
    places, unit = _vertices(lines)
    spots = np.asarray(shapely.points(places))
    a, b = shapely.STRtree(spots).query(spots, predicate="dwithin", distance=tolerance)
    near = (a < b) & (unit[a] != unit[b]) & (places[a] != places[b]).any(axis=1)
    a, b = a[near], b[near]
    if not len(a):
        return None
    target = np.arange(len(places))
    np.minimum.at(target, b, a)
    while (target[target] != target).any():
        target = target[target]
    at = {tuple(places[n]): places[target[n]] for n in np.unique(b).tolist()}
    points = lines.points.copy()
    x = np.array([place[0] for place in at])
    for row in np.flatnonzero(np.isin(points[:, 0], x)).tolist():
        points[row] = at.get(tuple(points[row]), points[row])
    return points


def _vertices(lines: Outlines) -> tuple[Floats, Ints]:
    """Return the ends of loose segments, by coordinates and once a unit, and the units."""
    loose = lines.loose()
    rows = np.concatenate([loose, loose + 1])
    x, y = lines.points[rows].T
    rows = rows[np.lexsort((lines.unit[rows], y, x))]
    places, unit = lines.points[rows], lines.unit[rows]
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (places[1:] != places[:-1]).any(axis=1) | (unit[1:] != unit[:-1])
    return places[new], unit[new]


def _missing(lines: Outlines, tolerance: float) -> tuple[Ints, Floats]:
    """Return after which points vertices of others are missing, along the ring, and which."""
    loose = lines.loose()
    places, _ = _vertices(lines)
    starts, ends = lines.points[loose], lines.points[loose + 1]
    segments = np.asarray(shapely.linestrings(np.stack([starts, ends], axis=1)))
    vertex, segment = shapely.STRtree(segments).query(
        shapely.points(places), predicate="dwithin", distance=tolerance
    )
    between = np.ones(len(vertex), dtype=bool)
    for end in (starts, ends):
        off = places[vertex] - end[segment]
        between &= np.hypot(*off.T) > tolerance
    vertex, segment = vertex[between], segment[between]
    way = ((places[vertex] - starts[segment]) * (ends - starts)[segment]).sum(axis=1)
    order = np.lexsort((way, segment))
    after, vertices = loose[segment[order]], places[vertex[order]]
    once = np.ones(len(after), dtype=bool)  # a vertex of two units is missing once
    once[1:] = (after[1:] != after[:-1]) | (vertices[1:] != vertices[:-1]).any(axis=1)
    return after[once], vertices[once]


def _rebuilt(polygons: Shapes, lines: Outlines, points: Floats, repeats: Ints) -> Shapes:
    """Return polygons with other points, so many for each point that they had."""
    same = (repeats == 1) & (points[np.cumsum(repeats) - repeats] == lines.points).all(axis=1)
    rows = np.unique(lines.unit[~same])
    inside = np.isin(lines.unit, rows)
    kind, _, offsets = shapely.to_ragged_array(polygons[rows])
    first = np.r_[0, np.cumsum(repeats[inside])]
    offsets = (first[offsets[0]], *offsets[1:])
    changed = shapely.from_ragged_array(kind, points[np.repeat(inside, repeats)], offsets)
    single = shapely.get_num_geometries(changed) == 1
    changed[single] = shapely.get_geometry(changed[single], 0)
    valid = shapely.is_valid(changed)
    after = polygons.copy()
    after[rows[valid]] = changed[valid]
    return after


def shared_borders(geometry: gpd.GeoSeries, shared: Segments | None = None) -> pd.DataFrame:
    """Return the length of the border that each pair of rook neighbours shares.

    Parameters
    ----------
    geometry
        Valid polygons, shape ``(n_units,)``, index `nis`, in a metric CRS.
    shared
        The segments of their borders, where they are known already.

    Returns
    -------
    pandas.DataFrame
        Columns `nis_a`, `nis_b` (``nis_a < nis_b``) and `border_m` [m], one row a pair, sorted.
        Polygons that only meet in points give no row.

    Notes
    -----
    The length is that of the one-dimensional part of the intersection of the two boundaries, so
    it is exact where neighbours trace the same line, also when one has more vertices on it.
    Segments that both have are counted as they are; only what is left is intersected.
    Where polygons overlap or leave a gap no line is shared; `coverage_findings` reports those.

    Lengths are rounded to the centimetre: what is shorter is noise of the coordinates, and the
    figures that ship with the package have the same precision.

    Examples
    --------
    >>> squares = [shapely.box(x, 0, x + 100, 100) for x in (0, 100, 200)]
    >>> shared_borders(gpd.GeoSeries(squares, index=["a", "b", "c"], crs=31370))
      nis_a nis_b  border_m
    0     a     b     100.0
    1     b     c     100.0
    """
    shared = shared or segments(np.asarray(geometry.to_numpy()))
    ids = geometry.index.to_numpy(dtype=object)
    left = np.flatnonzero(shared.dirty)
    lines = shared.loose[left]
    a, b = shapely.STRtree(lines).query(lines, predicate="intersects")
    a, b = a[a < b], b[a < b]
    extra_m = shapely.length(shapely.intersection(lines[a], lines[b]))
    pairs = pd.DataFrame(
        {
            "first": np.r_[shared.first, left[a]],
            "second": np.r_[shared.second, left[b]],
            "border_m": np.r_[shared.length_m, extra_m],
        }
    )
    pairs = pairs.groupby(["first", "second"], as_index=False).sum()
    nis = np.sort(ids[pairs[["first", "second"]].to_numpy()], axis=1)
    lengths = pairs["border_m"].round(2)
    borders = pd.DataFrame({"nis_a": nis[:, 0], "nis_b": nis[:, 1], "border_m": lengths})
    borders = borders.astype({"nis_a": "str", "nis_b": "str"})
    return borders[borders["border_m"] > 0].sort_values(["nis_a", "nis_b"], ignore_index=True)


def outline(polygons: Shapes) -> shapely.Geometry:
    """Return neighbouring polygons as one valid (multi)polygon.

    Parameters
    ----------
    polygons
        One at least, shape ``(n_units,)``.

    Notes
    -----
    The union of a coverage is fast, yet where borders cross at a hair's breadth it fails or is
    invalid, by the version of GEOS; there the union of any polygons takes its place.
    """
    try:
        whole = shapely.coverage_union_all(polygons)
    except shapely.errors.GEOSException:
        return shapely.union_all(polygons)
    return whole if shapely.is_valid(whole) else shapely.union_all(polygons)


def unbroken(shapes: Shapes, around: float) -> Shapes:
    """Return shapes that go on to the east of the 180th meridian where the layer crosses it.

    Parameters
    ----------
    shapes
        Polygons, x running from ``-around / 2`` to ``around / 2``.
    around
        How much of x goes round the earth: 360 degrees, or the width of Web Mercator.

    Returns
    -------
    numpy.ndarray
        Same shape; the layer lies outside its widest stretch of x without any point. Where that is
        the stretch across the meridian itself, nothing changes.
    """
    x = shapely.get_coordinates(shapes)[:, 0]
    if not len(x) or np.ptp(x) <= around / 2:
        return shapes
    x.sort()
    empty = np.diff(x)
    widest = int(np.argmax(empty))
    if empty[widest] <= x[0] + around - x[-1]:
        return shapes
    cut = (x[widest] + x[widest + 1]) / 2

    def past(points: Floats) -> Floats:
        moved = points.copy()
        moved[points[:, 0] < cut, 0] += around
        return moved

    result: Shapes = shapely.transform(shapes, past)
    return result
