"""Where on earth data lies, and whether its coordinates are the wrong way round."""

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj.exceptions import CRSError, ProjError

from regionplanner.errors import listing
from regionplanner.io.bundled import FOLDERS, official_figures
from regionplanner.io.crs import LAMBERT_72
from regionplanner.io.finding import Finding
from regionplanner.numerals import shown

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


def axis_findings(frame: gpd.GeoDataFrame) -> list[Finding]:
    """Return that the coordinates of a layer are exchanged, where they can only be so.

    Parameters
    ----------
    frame
        A layer with a CRS, of which the geometries are not empty; ids in `nis`, if anywhere.

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
    degrees = frame.crs.is_geographic
    where = listing(_countries(frame.crs, *_degrees(frame.crs, y, x)))
    stand = "at sea" if _of_the_world(frame.crs) else "outside the area of their CRS"
    stand = stand if elsewhere else "elsewhere than the municipalities with these codes"
    text = (
        f"the coordinates, x from {x.min():g} to {x.max():g}, y from {y.min():g} to {y.max():g}, "
        f"are the wrong way round: with {_axes(frame.crs)} exchanged the units lie in or near "
        f"{where}, as they stand {stand}; expected "
        f"{'longitude' if degrees else 'easting'} before "
        f"{'latitude' if degrees else 'northing'}; exchange them (in QGIS: Swap X and Y "
        "coordinates) and save again"
    )
    return [Finding("crs", (), text)]


def place_text(frame: gpd.GeoDataFrame) -> str:
    """Return in or near which countries data lies, such as ``"Belgium and Netherlands"``.

    Parameters
    ----------
    frame
        A layer with a CRS.

    Returns
    -------
    str
        Those with most units first, at most three, by degrees of latitude and longitude: near a
        border the neighbour is named as well. Where it lies in none, its coordinates.

    References
    ----------
    Natural Earth, countries at 1:10 million.
    """
    lon, lat = _degrees(frame.crs, *_middles(frame))
    named = _countries(frame.crs, lon, lat)
    if named:
        return listing(named[:3])
    return f"no country, but at longitude {lon.mean():.2f}, latitude {lat.mean():.2f}"


def position_text(frame: gpd.GeoDataFrame) -> str:
    """Return between which degrees data lies, and where with x and y exchanged, if that can be.

    Parameters
    ----------
    frame
        A layer with the CRS of its file.

    Returns
    -------
    str
        Such as ``"longitude 39.9 to 40.1, latitude -3.8 to -3.6; with latitude and longitude
        exchanged they would lie in or near Spain, 6,540 km from there"``: which of both is meant,
        only who knows the data can see.
    """
    x, y = _middles(frame)
    lon, lat = _degrees(frame.crs, x, y)
    text = f"longitude {_span(lon)}, latitude {_span(lat)}"
    if _possible(frame.crs, y, x, near=0) >= _MOST:
        other = _degrees(frame.crs, y, x)
        _, _, metres = pyproj.Geod(ellps="WGS84").inv(lon, lat, *other)
        text += (
            f"; with {_axes(frame.crs)} exchanged they would lie in or near "
            f"{listing(_countries(frame.crs, *other)[:3])}, {shown(np.median(metres) / 1e3, 0)} km "
            "from there"
        )
    return text


def place_notes(frame: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Return what is strange about the place where data lies; empty where nothing is.

    Parameters
    ----------
    frame
        A layer with a CRS.

    Returns
    -------
    tuple of str
        That it lies elsewhere than its CRS is made for, or that it would fit there better with x
        and y exchanged.
    """
    x, y = _middles(frame)
    lon, lat = _degrees(frame.crs, x, y)
    if _at_home(frame.crs, lon, lat).mean() <= _FEW:
        return (
            f"the units lie in or near {place_text(frame)}, outside the area that their CRS, "
            f"{frame.crs.name}, is made for; check that it is the right one",
        )
    as_it_is, exchanged = (_possible(frame.crs, *xy, near=0) for xy in ((x, y), (y, x)))
    if not _of_the_world(frame.crs) and exchanged >= _MOST and exchanged > as_it_is:
        return (
            f"with {_axes(frame.crs)} exchanged {exchanged:.0%} of the units would lie on land in "
            f"the area that their CRS, {frame.crs.name}, is made for, as they stand "
            f"{as_it_is:.0%} do; check that the coordinates are the right way round",
        )
    return ()


def _span(degrees: Degrees) -> str:
    """Return from where to where the middles of units lie; across the 180th meridian, past 180."""
    around = degrees % 360 if np.ptp(degrees) > 180 else degrees
    least, most = f"{around.min():.2f}", f"{around.max():.2f}"
    return least if least == most else f"{least} to {most}"


def _axes(crs: pyproj.CRS) -> str:
    return "latitude and longitude" if crs.is_geographic else "x and y"


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
        to_metres = pyproj.Transformer.from_crs(frame.crs, LAMBERT_72, always_xy=True)
        here = np.column_stack(to_metres.transform(x[known], y[known]))
    except (CRSError, ProjError):
        return np.inf
    return float(np.median(np.hypot(*(here - there[known]).T)))


def _middles(frame: gpd.GeoDataFrame) -> tuple[Degrees, Degrees]:
    west, south, east, north = shapely.bounds(frame.geometry.to_numpy()).T
    return (west + east) / 2, (south + north) / 2


def _degrees(crs: pyproj.CRS, x: Degrees, y: Degrees) -> tuple[Degrees, Degrees]:
    """Return longitudes and latitudes; infinite where there are none."""
    if crs.is_geographic:
        return (x + 180) % 360 - 180, y
    try:
        to_degrees = pyproj.Transformer.from_crs(crs, 4326, always_xy=True)
        lon, lat = to_degrees.transform(x, y)
    except (CRSError, ProjError):
        return np.full_like(x, np.inf), np.full_like(y, np.inf)
    return np.asarray(lon), np.asarray(lat)


def _possible(crs: pyproj.CRS, x: Degrees, y: Degrees, near: float = _NEAR) -> float:
    """Return for which share of places it is possible that they are meant."""
    lon, lat = _degrees(crs, x, y)
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


def _countries(crs: pyproj.CRS, lon: Degrees, lat: Degrees) -> list[str]:
    """Return in or near which countries places lie, most first; that of the CRS, if it can be."""
    home = crs.area_of_use.name if crs.area_of_use else ""
    counted: Counter[str] = Counter()
    for names in _names(lon, lat):
        counted.update([name for name in names if name in home] or names)
    return [name for name, n in counted.most_common() if n >= _A_PART * len(lon)]


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
    folder = next(folder for folder in FOLDERS if (folder / "countries.csv").is_file())
    cells = {}
    with (folder / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            west, countries = int(row["west"]), tuple(row["countries"].split("; "))
            for step in range(int(row["degrees"])):
                cells[int(row["south"]), west + step] = countries
    return cells
