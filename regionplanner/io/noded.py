"""Nodes: where the border of a unit meets that of another, both have a vertex."""

import geopandas as gpd
import numpy as np
import shapely

from regionplanner.io.segments import Floats, Ints, Outlines, Shapes, outlines

NOISE_M = 1e-4
"""Points nearer than this [m] are one place: so far off are coordinates that were calculated, or
written with nine decimals of a degree."""

_EARTH_M = 6_371_000.0


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
    series = gpd.GeoSeries(after, index=frame.index, crs=frame.crs)
    return frame.set_geometry(series), outlines(after)


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
