"""Lighter geometry for drawing; graph and scores keep using the original."""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from regionplanner.data.borders import ROUND, unbroken

TOLERANCE_M = 100.0
_DECIMALS = (4, 5, 6, 7)  # 4 decimals of a degree are 7 to 11 m here


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
    geometry = frame.geometry
    if tolerance_m > 0:
        geometry = gpd.GeoSeries(
            shapely.coverage_simplify(geometry.to_numpy(), tolerance_m),
            index=frame.index,
            crs=frame.crs,
        )
    degrees = unbroken(geometry.to_crs(4326).to_numpy(), ROUND)
    return gpd.GeoSeries(_rounded(degrees), index=frame.index, crs=4326)


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
        try:
            rounded = _round(shapes, decimals)
        except shapely.errors.GEOSException:  # a rock in the sea has become a single point
            continue
        if shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded):
            return rounded
    return shapes  # small or untidy units: exact coordinates, a larger page


def _round(shapes: NDArray[np.object_], decimals: int) -> NDArray[np.object_]:
    moved = shapely.transform(shapes, lambda points: np.round(points, decimals))
    # points that fell together do so in both neighbours alike
    return shapely.remove_repeated_points(moved)
