"""Lighter geometry for drawing, and the lines and points that are derived from it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry

from regionplanner.data.borders import ROUND, made_valid, unbroken

TOLERANCE_M = 100.0
COUNTRY_FROM = 1500
"""Number of units that is too many to draw at once, one by one."""

_DECIMALS = (4, 5, 6, 7)  # 4 decimals of a degree are 7 to 11 m here
_NEARLY = 1e-7  # degrees: a centimetre


def drawn_units(frame: gpd.GeoDataFrame, *, tolerance_m: float = TOLERANCE_M) -> gpd.GeoSeries:
    """Return the polygons of units in WGS84, lighter, still one clean coverage.

    Parameters
    ----------
    frame
        Units, index ``nis``, in a metric CRS.
    tolerance_m
        Tolerance of `shapely.coverage_simplify` [m]; 0 keeps every point.

    Returns
    -------
    geopandas.GeoSeries
        Shape ``(n_units,)``, index ``nis``, EPSG:4326, rounded to the fewest decimals (four or
        more) that keep every polygon valid and every shared border shared.

    Notes
    -----
    Simplifying and rounding work on shared borders as a whole, so neighbours stay neighbours;
    `GeoSeries.simplify` would tear them apart.
    """
    drawn = _drawn(tuple(frame.geometry), frame.crs, tolerance_m)
    return gpd.GeoSeries([*drawn], index=frame.index, crs=4326)


@lru_cache(maxsize=1)  # a plan is coloured as it is drawn, and then drawn
def _drawn(
    polygons: tuple[BaseGeometry, ...], crs: CRS | None, tolerance_m: float
) -> tuple[BaseGeometry, ...]:
    shapes = np.array(polygons, dtype=object)
    if tolerance_m > 0:
        shapes = shapely.coverage_simplify(shapes, tolerance_m)
    degrees = unbroken(gpd.GeoSeries(shapes, crs=crs).to_crs(4326).to_numpy(), ROUND)
    return tuple(_rounded(coverage(degrees, _NEARLY)))


def coverage(shapes: NDArray[np.object_], nearly: float = 0.01) -> NDArray[np.object_]:
    """Return polygons that are valid and share their borders; themselves where they do.

    Parameters
    ----------
    shapes
        Brought to another CRS, or simplified.
    nearly
        Points nearer than this are one place, in the units of the CRS.

    Notes
    -----
    A long border bends more than the short ones beside it where it is brought to another CRS, so
    that a spike less than a centimetre wide crosses itself there.
    """
    if is_coverage(shapes):
        return shapes
    clean = getattr(shapely, "coverage_clean", None)  # of shapely 2.2
    if clean is None:
        return made_valid(shapes)
    cleaned: NDArray[np.object_] = clean(shapes, snapping_distance=nearly)
    return cleaned


def is_coverage(shapes: NDArray[np.object_]) -> bool:
    """Return whether polygons are valid and share their borders."""
    return bool(shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes))


def drawn_pairs(units: gpd.GeoSeries) -> list[tuple[str, str]]:
    """Return the pairs of units that share a line on the drawing, sorted.

    Parameters
    ----------
    units
        Polygons of one coverage, index ``nis``.

    Returns
    -------
    list of tuple of str
        ``(nis_a, nis_b)`` with ``nis_a < nis_b``. Generalised boundaries can differ from the
        official neighbours, and it is what the eye sees that needs different colours.
    """
    shapes = units.to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = left < right
    left, right = left[once], right[once]
    shared = shapely.length(shapely.intersection(shapes[left], shapes[right])) > 0
    names = [str(nis) for nis in units.index]
    pairs = ((names[a], names[b]) for a, b in zip(left[shared], right[shared], strict=True))
    return sorted((min(pair), max(pair)) for pair in pairs)


def _rounded(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    for decimals in _DECIMALS:
        result = rounded(shapes, decimals)
        if result is not None:
            return result
    return shapes  # small units: exact coordinates, a larger page


def rounded(shapes: NDArray[np.object_], decimals: int = 0) -> NDArray[np.object_] | None:
    """Return polygons with rounded coordinates; None where they no longer are one coverage."""
    moved = shapely.transform(shapes, lambda points: np.round(points, decimals))
    try:
        # points that fell together do so in both neighbours alike
        moved = shapely.remove_repeated_points(moved)
    except shapely.errors.GEOSException:  # a rock in the sea has become a single point
        return None
    return moved if is_coverage(moved) else None


BRUSSELS = shapely.Point(4.3517, 50.8467)  # the Grand-Place
_WIDE = 0.4  # labels are wide and low: the widest spot is looked for in a squeezed polygon


def merged(units: gpd.GeoSeries, groups: Mapping[str, Iterable[str]]) -> gpd.GeoSeries:
    """Return the outline polygon of each group of units.

    Parameters
    ----------
    units
        Polygons of one coverage, index ``nis``.
    groups
        Members (NIS codes) by group code.

    Returns
    -------
    geopandas.GeoSeries
        Shape ``(n_groups,)``, index group code.
    """
    shapes = [
        shapely.union_all([units[nis] for nis in members]).normalize()
        for members in groups.values()
    ]
    return gpd.GeoSeries(shapes, index=list(groups), crs=units.crs)


def without_slivers(areas: gpd.GeoSeries, *, share: float = 0.01) -> gpd.GeoSeries:
    """Return areas without their smallest parts and holes, to draw outlines of.

    Returns
    -------
    geopandas.GeoSeries
        The same index. An outline round each of Baarle-Hertog's 26 parts would be a blot.
    """
    return areas.map(lambda area: _without_slivers(area, share))


def border_lines(areas: gpd.GeoSeries, *, without: BaseGeometry | None = None) -> BaseGeometry:
    """Return the borders of areas as lines, each border once.

    Returns
    -------
    BaseGeometry
        A (multi)line, joined into strokes as long as possible.
    """
    lines = shapely.union_all(shapely.boundary(areas.to_numpy()))
    if without is not None:
        lines = shapely.difference(lines, without)
    return shapely.line_merge(lines).normalize()


def widest_spot(area: BaseGeometry, *, tolerance: float = 0.001) -> tuple[shapely.Point, float]:
    """Return where a label fits best in the largest part of an area, and how much room it has.

    Parameters
    ----------
    area
        A (multi)polygon.
    tolerance
        How far its room may be from the widest, in its own units [degrees in WGS84].

    Returns
    -------
    tuple
        The point, and the half width that is free around it [units of the area].
    """
    parts = shapely.get_parts(area)
    largest = parts[int(np.argmax(shapely.area(parts)))]
    squeezed = scale(largest, xfact=_WIDE, origin=(0, 0))
    radius = shapely.maximum_inscribed_circle(squeezed, tolerance=tolerance)
    x, y = radius.coords[0]
    return shapely.Point(x / _WIDE, y), radius.length / _WIDE


def hole_at(units: gpd.GeoSeries, point: shapely.Point) -> shapely.Polygon | None:
    """Return the hole in the units that holds a point; None when there is no such hole.

    Parameters
    ----------
    units
        Polygons of one coverage.
    point
        A point, in the same CRS.

    Returns
    -------
    shapely.Polygon or None
        The hole: surrounded by units on all sides, covered by none.
    """
    whole = shapely.union_all(units.to_numpy())
    for part in shapely.get_parts(whole):
        for ring in shapely.get_rings(part)[1:]:
            hole = shapely.Polygon(ring)
            if shapely.contains(hole, point) and not shapely.contains(whole, point):
                return hole
    return None


def apart(units: gpd.GeoSeries, links: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the declared links between drawn units that do not touch, sorted.

    Parameters
    ----------
    units
        Polygons, index ``nis``.
    links
        Pairs of units.

    Returns
    -------
    list of tuple of str
        The pairs that need a line on the map to be seen as neighbours.
    """
    drawn = set(units.index)
    return sorted(
        (a, b) for a, b in links if {a, b} <= drawn and not shapely.intersects(units[a], units[b])
    )


def link_lines(units: gpd.GeoSeries, links: Iterable[tuple[str, str]]) -> shapely.MultiLineString:
    """Return a straight line for each link, from the inside of one unit to that of the other.

    Parameters
    ----------
    units
        Polygons, index ``nis``.
    links
        Pairs of drawn units.

    Returns
    -------
    shapely.MultiLineString
        One line a link, empty without links.
    """
    lines = [shapely.LineString([widest_spot(units[nis])[0] for nis in link]) for link in links]
    joined = shapely.MultiLineString(lines)
    return shapely.transform(joined, lambda points: np.round(points, 4))


def _without_slivers(area: BaseGeometry, share: float) -> BaseGeometry:
    parts = shapely.get_parts(area)
    least = share * shapely.area(parts).max()
    kept = [
        shapely.Polygon(
            part.exterior, [ring for ring in part.interiors if shapely.Polygon(ring).area >= least]
        )
        for part in parts
        if part.area >= least
    ]
    return shapely.MultiPolygon(kept)
