"""Lines and points that are derived from the drawn units."""

from collections.abc import Iterable, Mapping

import geopandas as gpd
import numpy as np
import shapely
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry

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


def without_crumbs(areas: gpd.GeoSeries, *, share: float = 0.01) -> gpd.GeoSeries:
    """Return areas without their smallest parts and holes, to draw outlines of.

    Parameters
    ----------
    areas
        (Multi)polygons.
    share
        Parts and holes smaller than this share of the largest part are left out.

    Returns
    -------
    geopandas.GeoSeries
        The same index. An outline round each of Baarle-Hertog's 26 parts would be a blot.
    """
    return areas.map(lambda area: _without_crumbs(area, share))


def border_lines(areas: gpd.GeoSeries, *, without: BaseGeometry | None = None) -> BaseGeometry:
    """Return the borders of areas as lines, each border once.

    Parameters
    ----------
    areas
        Polygons of one coverage.
    without
        Lines that are drawn already.

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


def _without_crumbs(area: BaseGeometry, share: float) -> BaseGeometry:
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
