"""Coordinates: in metres, and where on earth they are; lengths mean nothing without."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj.crs import GeographicCRS, ProjectedCRS
from pyproj.crs.coordinate_operation import LambertAzimuthalEqualAreaConversion
from pyproj.exceptions import CRSError, ProjError

from regionplanner.data.borders import ROUND, made_valid, unbroken, with_shapes
from regionplanner.data.check import Finding
from regionplanner.data.flanders import data_folder, official_figures
from regionplanner.errors import Message, listing
from regionplanner.numerals import shown

LAMBERT_72 = "EPSG:31370"
WGS_84 = "EPSG:4326"
BELGIUM = (2.4, 49.4, 6.5, 51.6)
"""West, south, east, north [degrees]."""

MAX_SCALE_ERROR = 0.02
"""A projected CRS whose metre is further off than this is not used for lengths: Web Mercator,
for one, makes them 1.6 times too long in Flanders."""

REPORTED_SCALE_ERROR = 0.05
"""Where a unit of a layer that was reprojected has lengths that are further off, that is said."""

NOWHERE = 1e-6
"""Metres in a unit of a CRS, below which the coordinates are on no place of the earth."""

UTM_REACH = 6.0, 84.0
"""How far from the middle of its zone, and from the equator, UTM measures well [degrees]."""

_NEAR = 2.0
"""How far outside the area that a CRS is made for data may lie [degrees]: some reach beyond it."""

_FEW, _MOST = 0.1, 0.9

_NOBODYS = ("Antarctica",)
"""Land where no units lie: as good as sea."""

_A_PART = 0.05
"""A country with a smaller share of the units is not named."""

_FAR_M = 30_000.0
"""Further than this from where it lies, a municipality of Flanders is somewhere else."""

Degrees = NDArray[np.float64]


def crs_findings(frame: gpd.GeoDataFrame) -> list[Finding]:
    """Return what makes the coordinates of a layer unusable: no CRS, or one that does not fit."""
    west, south, east, north = frame.total_bounds
    crs = frame.crs
    values: dict[str, str] = {"extent": _extent((west, east), (south, north))}
    if crs is None:
        text = (
            "the file has no coordinate reference system (CRS), its coordinates run {extent}; "
            "one is needed to measure in metres; set it in a GIS (in Belgium often EPSG:31370 "
            "for metres, EPSG:4326 for degrees) and save the file again"
        )
    elif not (crs.is_geographic or crs.is_projected):
        text = (
            "the CRS of the file, '{name}', does not say where on earth it lies; "
            "expected a geographic or projected CRS; set the right one in a GIS"
        )
    elif crs.is_geographic and (
        # beyond the earth; some layers count from 0 to 360 degrees, or past 180
        max(-west, east, east - west) > 360 or min(south, -north) < -90
    ):
        text = (
            "the coordinates run {extent}, but the CRS of the file, {crs}, "
            "is in degrees; set the CRS that the coordinates are really in and save again"
        )
    elif crs.is_projected and max(-west, east) <= 180 and max(-south, north) <= 90:
        values |= {"unit": Message(crs.axis_info[0].unit_name)}
        text = (
            "the coordinates run {extent}, which looks like degrees, but the CRS of the file, "
            "{crs}, is in {unit}; set the CRS that "
            "the coordinates are really in (for degrees often EPSG:4326) and save again"
        )
    else:
        return []
    if crs is not None:
        values |= {"crs": crs_text(crs), "name": crs.name}
    return [Finding("crs", (), Message(text, **values))]


def metric(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Return the layer in a CRS whose unit is a true metre, with a note if that is another.

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
            raise ProjError(Message("coordinates fall outside {crs}", crs=crs_text(frame.crs)))
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
        raise ProjError(Message("coordinates fall outside {crs}", crs=crs_text(target)))
    before, after = crs_text(frame.crs), crs_text(target)
    notes = [Message("reprojected from {before} to {after}", before=before, after=after)]
    off = _furthest_off(moved)
    if off > REPORTED_SCALE_ERROR:
        text = (
            "the units lie so far apart that lengths in some are up to {off:.0%} off; plan what "
            "lies far away by itself, or save the file in a projected CRS that fits what is planned"
        )
        notes.append(Message(text, off=off))
    return moved, tuple(notes)


def _extent(x: Iterable[float], y: Iterable[float]) -> Message:
    """Return between which coordinates something lies."""
    ends = dict(zip(("west", "east", "south", "north"), (*x, *y), strict=True))
    return Message("x from {west:.7g} to {east:.7g}, y from {south:.7g} to {north:.7g}", **ends)


def crs_text(crs: pyproj.CRS) -> str:
    """Return the name of a CRS with its code, for example ``"WGS 84 (EPSG:4326)"``."""
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
    moved = with_shapes(frame, shapes).to_crs(target)
    shapes = np.asarray(moved.geometry.to_numpy()).copy()
    rows = np.flatnonzero(~moved.is_valid)
    rows = rows[shapely.is_valid(frame.geometry.to_numpy()[rows])]
    shapes[rows] = made_valid(shapes[rows])
    return with_shapes(moved, shapes)


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


@lru_cache(maxsize=16)
def _transformer(crs: pyproj.CRS, to: str) -> pyproj.Transformer:
    """Return what carries x and y over; to find the way takes longer than to read a small file."""
    return pyproj.Transformer.from_crs(crs, to, always_xy=True)


def _true_metres(frame: gpd.GeoDataFrame) -> float:
    """Return how many metres on the earth one unit of the CRS is, in the middle of the layer.

    The worst of both directions. Covers feet and distorting projections alike.
    """
    west, south, east, north = frame.total_bounds
    x, y = (west + east) / 2, (south + north) / 2
    try:
        corners = [x, x + 1000, x], [y, y, y + 1000]
        lon, lat = _transformer(frame.crs, WGS_84).transform(*corners, errcheck=True)
    except (CRSError, ProjError):
        return float("nan")
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(lon[:1] * 2, lat[:1] * 2, lon[1:], lat[1:])
    ratios = [float(m) / 1000 for m in metres]
    return max(ratios, key=lambda ratio: abs(ratio - 1))


def axis_findings(frame: gpd.GeoDataFrame, crs_name: str = "") -> list[Finding]:
    """Return that the coordinates of a layer are exchanged, where they can only be so.

    Parameters
    ----------
    frame
        A layer with a CRS, of which the geometries are not empty; ids in `nis`, if anywhere.
    crs_name
        What its file calls the CRS, where that says the order of coordinates: see `axis_name`.

    Returns
    -------
    list of Finding
        One where hardly any unit lies where it can (in a country, in the area that the CRS is made
        for), and nearly all do with x and y exchanged; or where the ids are those of municipalities
        of Flanders, which only lie near there with x and y exchanged.
    """
    x, y = _middles(frame)
    as_it_is, exchanged = _possible(frame.crs, x, y), _possible(frame.crs, y, x)
    elsewhere = as_it_is <= _FEW and exchanged >= _MOST
    off = _off_flanders(frame, x, y) > _FAR_M >= _off_flanders(frame, y, x)
    if not (elsewhere or off):
        return []
    stand = Message("at sea" if _of_the_world(frame.crs) else "outside the area of their CRS")
    if not elsewhere:
        stand = Message("elsewhere than the municipalities with these codes")
    named = crs_name and frame.crs.axis_info[0].direction == "north"
    first, second = (y, x) if named else (x, y)  # as GDAL has exchanged them by the name
    orders = ["longitude before latitude", "easting before northing"]
    if named:
        orders = ["latitude before longitude", "northing before easting"]
    text = Message(
        "the coordinates in the file, {extent}, are the wrong way round for the name of their CRS, "
        "{name}, which asks for {order}: with {axes} exchanged the units lie in or near {where}, "
        "as they stand {stand}; exchange them (in QGIS: Swap X and Y coordinates) and save again, "
        "or call the CRS {code} in the file, which asks for the order that it has"
        if named
        else "the coordinates, {extent}, are the wrong way round: with {axes} exchanged the units "
        "lie in or near {where}, as they stand {stand}; expected {order}; exchange them (in QGIS: "
        "Swap X and Y coordinates) and save again",
        extent=_extent((first.min(), first.max()), (second.min(), second.max())),
        axes=_axes(frame.crs),
        where=listing(_countries(frame.crs, *_lon_lat(frame.crs, y, x))),
        stand=stand,
        order=Message(orders[0] if frame.crs.is_geographic else orders[1]),
        name=crs_name,
        code=":".join(frame.crs.to_authority() or (frame.crs.name,)),
    )
    return [Finding("crs", (), text)]


def place_text(frame: gpd.GeoDataFrame) -> str:
    """Return in or near which countries data lies, such as ``"Belgium and Netherlands"``.

    Returns
    -------
    str
        Those with most units first, at most three, by degrees of latitude and longitude: near a
        border the neighbour is named as well. Where it lies in none, its coordinates.

    References
    ----------
    Natural Earth, countries at 1:10 million.
    """
    lon, lat = _lon_lat(frame.crs, *_middles(frame))
    named = _countries(frame.crs, lon, lat)
    if named:
        return listing(named[:3])
    return Message(
        "no country, but at longitude {lon:.2f}, latitude {lat:.2f}", lon=lon.mean(), lat=lat.mean()
    )


def position_text(frame: gpd.GeoDataFrame) -> str:
    """Return between which degrees data lies, and where with x and y exchanged, if that can be.

    Returns
    -------
    str
        Such as ``"longitude 39.9 to 40.1, latitude -3.8 to -3.6; with latitude and longitude
        exchanged they would lie in or near Spain, 6,540 km from there"``: which of both is meant,
        only who knows the data can see.
    """
    x, y = _middles(frame)
    lon, lat = _lon_lat(frame.crs, x, y)
    text = Message("longitude {lon}, latitude {lat}", lon=_span(lon), lat=_span(lat))
    if _possible(frame.crs, y, x, near=0) < _MOST:
        return text
    exchanged = _lon_lat(frame.crs, y, x)
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(lon, lat, *exchanged)
    return Message(
        "{here}; with {axes} exchanged they would lie in or near {there}, {km} km from there",
        here=text,
        axes=_axes(frame.crs),
        there=listing(_countries(frame.crs, *exchanged)[:3]),
        km=shown(np.median(metres) / 1e3, 0),
    )


def place_notes(frame: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Return that data lies elsewhere than its CRS is made for, or would fit better exchanged."""
    x, y = _middles(frame)
    lon, lat = _lon_lat(frame.crs, x, y)
    if _at_home(frame.crs, lon, lat).mean() <= _FEW:
        note = Message(
            "the units lie in or near {place}, outside the area that their CRS, "
            "{crs}, is made for; check that it is the right one",
            place=place_text(frame),
            crs=frame.crs.name,
        )
        return (note,)
    as_it_is, exchanged = (_possible(frame.crs, *xy, near=0) for xy in ((x, y), (y, x)))
    if not _of_the_world(frame.crs) and exchanged >= _MOST and exchanged > as_it_is:
        note = Message(
            "with {axes} exchanged {exchanged:.0%} of the units would lie on land in "
            "the area that their CRS, {crs}, is made for, as they stand "
            "{as_it_is:.0%} do; check that the coordinates are the right way round",
            axes=_axes(frame.crs),
            exchanged=exchanged,
            crs=frame.crs.name,
            as_it_is=as_it_is,
        )
        return (note,)
    return ()


def _span(degrees: Degrees) -> str:
    """Return from where to where the middles of units lie; across the 180th meridian, past 180."""
    around = degrees % 360 if np.ptp(degrees) > 180 else degrees
    least, most = float(around.min()), float(around.max())
    is_one = f"{least:.2f}" == f"{most:.2f}"
    return Message("{least:.2f}" if is_one else "{least:.2f} to {most:.2f}", least=least, most=most)


def _axes(crs: pyproj.CRS) -> str:
    return Message("latitude and longitude" if crs.is_geographic else "x and y")


def _off_flanders(frame: gpd.GeoDataFrame, x: Degrees, y: Degrees) -> float:
    """Return how far units with NIS codes of Flanders are from where they lie [m], the median.

    0 where few units have such codes, or codes that begin with one, as those of parts do.
    """
    if "nis" not in frame:
        return 0.0
    there = official_figures().reindex(frame["nis"].str[:5])[["x_m", "y_m"]].to_numpy()
    known = ~np.isnan(there[:, 0])
    if known.mean() < _MOST:
        return 0.0
    try:
        xy = _transformer(frame.crs, LAMBERT_72).transform(x[known], y[known])
    except (CRSError, ProjError):
        return np.inf
    return float(np.median(np.hypot(*(np.column_stack(xy) - there[known]).T)))


def _middles(frame: gpd.GeoDataFrame) -> tuple[Degrees, Degrees]:
    west, south, east, north = shapely.bounds(frame.geometry.to_numpy()).T
    return (west + east) / 2, (south + north) / 2


def _lon_lat(crs: pyproj.CRS, x: Degrees, y: Degrees) -> tuple[Degrees, Degrees]:
    """Return longitudes and latitudes; infinite where there are none."""
    if crs.is_geographic:
        return (x + 180) % 360 - 180, y
    try:
        lon, lat = _transformer(crs, WGS_84).transform(x, y)
    except (CRSError, ProjError):
        return np.full_like(x, np.inf), np.full_like(y, np.inf)
    return np.asarray(lon), np.asarray(lat)


def _possible(crs: pyproj.CRS, x: Degrees, y: Degrees, near: float = _NEAR) -> float:
    """Return for which share of places it is possible that they are meant."""
    lon, lat = _lon_lat(crs, x, y)
    on_land = np.array([names not in ((), _NOBODYS) for names in _names(lon, lat)])
    return float((on_land & _at_home(crs, lon, lat, near)).mean())


def _at_home(crs: pyproj.CRS, lon: Degrees, lat: Degrees, near: float = _NEAR) -> NDArray[np.bool_]:
    """Return which places lie in the area that a CRS is made for, or near it [degrees]."""
    home = crs.area_of_use
    if home is None or _of_the_world(crs):
        return np.ones(len(lon), dtype=bool)
    width = (home.east - home.west) % 360
    with np.errstate(invalid="ignore"):
        inside = (lon - home.west + near) % 360 <= width + 2 * near
        inside &= (lat >= home.south - near) & (lat <= home.north + near)
    return inside


def _of_the_world(crs: pyproj.CRS) -> bool:
    home = crs.area_of_use
    return home is None or (home.east - home.west) % 360 == 0


def _countries(crs: pyproj.CRS, lon: Degrees, lat: Degrees) -> list[Message]:
    """Return in or near which countries places lie, most first; that of the CRS, if it can be."""
    home = crs.area_of_use.name if crs.area_of_use else ""
    counted: Counter[str] = Counter()
    for names in _names(lon, lat):
        counted.update([name for name in names if name in home] or names)
    return [Message(name) for name, n in counted.most_common() if n >= _A_PART * len(lon)]


def _names(lon: Degrees, lat: Degrees) -> list[tuple[str, ...]]:
    """Return the countries of the degree in which each place lies; none at sea."""
    cells, known = _cells(), np.isfinite(lon) & np.isfinite(lat) & (np.abs(lat) <= 90)
    south = np.floor(np.where(known, lat, 0)).astype(int).tolist()
    west = np.floor(np.where(known, lon, 0)).astype(int).tolist()
    places = zip(south, west, known.tolist(), strict=True)
    return [cells.get((s, w), ()) if there else () for s, w, there in places]


@cache
def _cells() -> Mapping[tuple[int, int], tuple[str, ...]]:
    """Return the countries of each degree of the earth, by its south and west."""
    cells = {}
    with (data_folder() / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            west, countries = int(row["west"]), tuple(row["countries"].split("; "))
            for step in range(int(row["degrees"])):
                cells[int(row["south"]), west + step] = countries
    return cells
