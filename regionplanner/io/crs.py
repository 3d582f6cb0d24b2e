"""Coordinates in metres: lengths and areas mean nothing without."""

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from pyproj.crs import GeographicCRS, ProjectedCRS
from pyproj.crs.coordinate_operation import LambertAzimuthalEqualAreaConversion
from pyproj.exceptions import CRSError, ProjError

from regionplanner.io.finding import Finding
from regionplanner.io.meridian import ROUND, unbroken

LAMBERT_72 = "EPSG:31370"
BELGIUM = (2.4, 49.4, 6.5, 51.6)
"""West, south, east, north [degrees]."""

MAX_SCALE_ERROR = 0.02
"""A projected CRS whose metre is further off than this is not used for lengths: Web Mercator,
for one, makes them 1.6 times too long in Flanders."""

TOLD_SCALE_ERROR = 0.05
"""Where a unit of a layer that was reprojected has lengths that are further off, that is said."""

NOWHERE = 1e-6
"""Metres in a unit of a CRS, below which the coordinates are on no place of the earth."""

UTM_REACH = 6.0, 84.0
"""How far from the middle of its zone, and from the equator, UTM measures well [degrees]."""


def crs_findings(frame: gpd.GeoDataFrame) -> list[Finding]:
    """Return what makes the coordinates of a layer unusable.

    Parameters
    ----------
    frame
        The layer, with at least one geometry that is not empty.

    Returns
    -------
    list of Finding
        Empty when the CRS is known and fits the coordinates.
    """
    west, south, east, north = frame.total_bounds
    extent = f"x from {west:g} to {east:g}, y from {south:g} to {north:g}"
    if frame.crs is None:
        text = (
            f"the file has no coordinate reference system (CRS), its coordinates run {extent}; "
            "one is needed to measure in metres; set it in a GIS (in Belgium often EPSG:31370 "
            "for metres, EPSG:4326 for degrees) and save the file again"
        )
    elif not (frame.crs.is_geographic or frame.crs.is_projected):
        text = (
            f"the CRS of the file, '{frame.crs.name}', does not say where on earth it lies; "
            "expected a geographic or projected CRS; set the right one in a GIS"
        )
    elif frame.crs.is_geographic and (
        # beyond the earth; some layers count from 0 to 360 degrees, or past 180
        max(-west, east, east - west) > 360 or min(south, -north) < -90
    ):
        text = (
            f"the coordinates run {extent}, but the CRS of the file, {crs_text(frame.crs)}, "
            "is in degrees; set the CRS that the coordinates are really in and save again"
        )
    elif frame.crs.is_projected and max(-west, east) <= 180 and max(-south, north) <= 90:
        text = (
            f"the coordinates run {extent}, which looks like degrees, but the CRS of the file, "
            f"{crs_text(frame.crs)}, is in {frame.crs.axis_info[0].unit_name}; set the CRS that "
            "the coordinates are really in (for degrees often EPSG:4326) and save again"
        )
    else:
        return []
    return [Finding("crs", (), text)]


def metric(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Return the layer in a CRS whose unit is a true metre, with a note if that is another.

    Parameters
    ----------
    frame
        A layer without `crs_findings`.

    Returns
    -------
    frame : geopandas.GeoDataFrame
        In its own CRS when that is projected with a true metre. Else in EPSG:31370 inside
        Belgium, in the UTM zone of its middle where it fits in that zone, and in an equal-area
        projection around its middle where it does not, also across the 180th meridian.
    notes : tuple of str
        Which CRS became which; empty when nothing was done.

    Raises
    ------
    ProjError
        When the coordinates cannot be brought over.
    """
    if frame.crs.is_projected:
        metres = _true_metres(frame)
        if abs(metres - 1) < MAX_SCALE_ERROR:
            return frame, ()
        if metres < NOWHERE:
            raise ProjError(f"coordinates fall outside {crs_text(frame.crs)}")
    west, south, east, north = _degrees(frame)
    middle, reach = (west + east) / 2, max(abs(south), abs(north))
    if west > BELGIUM[0] and south > BELGIUM[1] and east < BELGIUM[2] and north < BELGIUM[3]:
        target = pyproj.CRS(LAMBERT_72)
    elif reach < UTM_REACH[1] and (east - west) / 2 + abs(middle % 6 - 3) < UTM_REACH[0]:
        zone = int((middle + 180) % 360 // 6) + 1
        target = pyproj.CRS((32600 if south + north >= 0 else 32700) + zone)
    else:
        target = _equal_area(middle, (south + north) / 2)
    moved = _moved(frame, target)
    if not np.isfinite(moved.total_bounds).all():
        raise ProjError(f"coordinates fall outside {crs_text(target)}")
    notes = [f"reprojected from {crs_text(frame.crs)} to {crs_text(target)}"]
    off = _furthest_off(moved)
    if off > TOLD_SCALE_ERROR:
        notes.append(
            f"the units lie so far apart that lengths in some are up to {off:.0%} off; plan what "
            "lies far away by itself, or save the file in a projected CRS that fits what is planned"
        )
    return moved, tuple(notes)


def crs_text(crs: pyproj.CRS) -> str:
    """Return the name of a CRS with its code, for example ``"WGS 84 (EPSG:4326)"``.

    Parameters
    ----------
    crs
        Any CRS.
    """
    code = crs.to_authority()
    return f"{crs.name} ({':'.join(code)})" if code else str(crs.name)


def _moved(frame: gpd.GeoDataFrame, target: pyproj.CRS) -> gpd.GeoDataFrame:
    """Return a layer in another CRS, with valid polygons wherever they were valid before.

    Parts of a unit that was cut along the 180th meridian come to lie side by side, and are joined;
    a hairbreadth can close.
    """
    shapes = np.asarray(frame.geometry.to_numpy())
    if frame.crs.is_geographic:
        shapes = unbroken(shapes, ROUND)
    moved = frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs))
    moved = moved.to_crs(target)
    shapes = np.asarray(moved.geometry.to_numpy()).copy()
    rows = np.flatnonzero(~moved.is_valid)
    rows = rows[shapely.is_valid(frame.geometry.to_numpy()[rows])]
    shapes[rows] = shapely.make_valid(shapes[rows], method="structure", keep_collapsed=False)
    return moved.set_geometry(gpd.GeoSeries(shapes, index=moved.index, crs=target))


def _furthest_off(frame: gpd.GeoDataFrame) -> float:
    """Return how far any length in any unit can be from the true one, as a share of it.

    By the axes of Tissot's indicatrix (Snyder 1987) in the middle of each unit.
    """
    middle = shapely.box(*shapely.bounds(frame.geometry.to_numpy()).T)
    places = gpd.GeoSeries(shapely.centroid(middle), crs=frame.crs).to_crs(4326)
    factors = pyproj.Proj(frame.crs).get_factors(places.x.to_numpy(), places.y.to_numpy())
    axes = np.r_[factors.tissot_semimajor, factors.tissot_semiminor]
    return float(np.abs(axes - 1).max())


def _degrees(frame: gpd.GeoDataFrame) -> tuple[float, float, float, float]:
    """Return west, south, east and north; east is past 180 where the layer crosses it."""
    boxes = shapely.box(*shapely.bounds(shapely.get_parts(frame.geometry.to_numpy())).T)
    degrees = gpd.GeoSeries(boxes, crs=frame.crs).to_crs(4326).to_numpy()
    west, south, east, north = shapely.total_bounds(unbroken(degrees, ROUND)).tolist()
    return west, south, east, north


def _equal_area(lon: float, lat: float) -> pyproj.CRS:
    """Return Lambert's azimuthal equal-area projection around a place [degrees]."""
    lon, lat = round((lon + 180) % 360 - 180), round(lat)
    return ProjectedCRS(
        LambertAzimuthalEqualAreaConversion(
            latitude_natural_origin=lat, longitude_natural_origin=lon
        ),
        name=f"Lambert azimuthal equal-area around longitude {lon}, latitude {lat}",
        geodetic_crs=GeographicCRS("WGS 84"),
    )


def _true_metres(frame: gpd.GeoDataFrame) -> float:
    """Return how many metres on the earth one unit of the CRS is, in the middle of the layer.

    The worst of both directions. Covers feet and distorting projections alike.
    """
    west, south, east, north = frame.total_bounds
    x, y = (west + east) / 2, (south + north) / 2
    try:
        to_degrees = pyproj.Transformer.from_crs(frame.crs, 4326, always_xy=True)
        lon, lat = to_degrees.transform([x, x + 1000, x], [y, y, y + 1000], errcheck=True)
    except (CRSError, ProjError):
        return float("nan")
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(lon[:1] * 2, lat[:1] * 2, lon[1:], lat[1:])
    ratios = [float(m) / 1000 for m in metres]
    return max(ratios, key=lambda ratio: abs(ratio - 1))
