"""Where on earth data lies, and whether its coordinates are the wrong way round."""

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj.exceptions import CRSError, ProjError

from regionplanner.errors import listing
from regionplanner.io.finding import Finding

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "_geodata", _PACKAGE.parent / "geodata")

_NEAR = 2.0
"""How far outside the area that a CRS is made for data may lie [degrees]: some reach beyond it."""

_FEW, _MOST = 0.1, 0.9
_A_PART = 0.05
"""A country with a smaller share of the units is not named."""

Degrees = NDArray[np.float64]


def axis_findings(frame: gpd.GeoDataFrame) -> list[Finding]:
    """Return that the coordinates of a layer are exchanged, where they can only be so.

    Parameters
    ----------
    frame
        A layer with a CRS, of which the geometries are not empty.

    Returns
    -------
    list of Finding
        One where hardly any unit lies where it can (in a country, in the area that the CRS is made
        for), and nearly all do with x and y exchanged.
    """
    x, y = _middles(frame)
    as_it_is, exchanged = _possible(frame.crs, x, y), _possible(frame.crs, y, x)
    if not (as_it_is <= _FEW and exchanged >= _MOST):
        return []
    degrees = frame.crs.is_geographic
    lon, lat = _degrees(frame.crs, y, x)
    text = (
        f"the coordinates, x from {x.min():g} to {x.max():g}, y from {y.min():g} to {y.max():g}, "
        f"are the wrong way round: with {'latitude and longitude' if degrees else 'x and y'} "
        f"exchanged the units lie in {listing(_countries(lon, lat))}, as they stand "
        f"{'at sea' if _of_the_world(frame.crs) else 'outside the area of their CRS'}; expected "
        f"{'longitude' if degrees else 'easting'} before "
        f"{'latitude' if degrees else 'northing'}; exchange them (in QGIS: Swap X and Y "
        "coordinates) and save again"
    )
    return [Finding("crs", (), text)]


def place_text(frame: gpd.GeoDataFrame) -> str:
    """Return in which countries data lies, such as ``"Belgium and Netherlands"``.

    Parameters
    ----------
    frame
        A layer with a CRS.

    Returns
    -------
    str
        Those with most units first, at most three, by degrees of latitude and longitude: near a
        border the neighbour can be named. Where it lies in none, its coordinates.

    References
    ----------
    Natural Earth, countries at 1:10 million.
    """
    lon, lat = _degrees(frame.crs, *_middles(frame))
    named = _countries(lon, lat)
    if named:
        return listing(named[:3])
    return f"no country, but at longitude {lon.mean():.2f}, latitude {lat.mean():.2f}"


def place_notes(frame: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Return that data lies elsewhere than its CRS is made for; empty where it does not.

    Parameters
    ----------
    frame
        A layer with a CRS.
    """
    if _at_home(frame.crs, *_degrees(frame.crs, *_middles(frame))).mean() > _FEW:
        return ()
    return (
        f"the units lie in {place_text(frame)}, outside the area that their CRS, "
        f"{frame.crs.name}, is made for; check that it is the right one",
    )


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


def _possible(crs: pyproj.CRS, x: Degrees, y: Degrees) -> float:
    """Return for which share of places it is possible that they are meant."""
    lon, lat = _degrees(crs, x, y)
    on_land = np.array([bool(name) for name in _names(lon, lat)])
    return float((on_land & _at_home(crs, lon, lat)).mean())


def _at_home(crs: pyproj.CRS, lon: Degrees, lat: Degrees) -> NDArray[np.bool_]:
    """Return which places lie in the area that a CRS is made for, or near it."""
    home = crs.area_of_use
    if home is None or _of_the_world(crs):
        return np.ones(len(lon), dtype=bool)
    width = (home.east - home.west) % 360
    with np.errstate(invalid="ignore"):
        inside = (lon - home.west + _NEAR) % 360 <= width + 2 * _NEAR
        inside &= (lat >= home.south - _NEAR) & (lat <= home.north + _NEAR)
    return inside


def _of_the_world(crs: pyproj.CRS) -> bool:
    home = crs.area_of_use
    return home is None or (home.east - home.west) % 360 == 0


def _countries(lon: Degrees, lat: Degrees) -> list[str]:
    counted = Counter(name for name in _names(lon, lat) if name)
    return [name for name, n in counted.most_common() if n >= _A_PART * len(lon)]


def _names(lon: Degrees, lat: Degrees) -> list[str]:
    """Return the country of each place; empty at sea."""
    cells, known = _cells(), np.isfinite(lon) & np.isfinite(lat) & (np.abs(lat) <= 90)
    south = np.floor(np.where(known, lat, 0)).astype(int).tolist()
    west = np.floor(np.where(known, lon, 0)).astype(int).tolist()
    places = zip(south, west, known.tolist(), strict=True)
    return [cells.get((s, w), "") if there else "" for s, w, there in places]


@cache
def _cells() -> Mapping[tuple[int, int], str]:
    """Return the country of each degree of the earth, by its south and west."""
    folder = next(folder for folder in _FOLDERS if (folder / "countries.csv").is_file())
    cells = {}
    with (folder / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            west = int(row["west"])
            for step in range(int(row["degrees"])):
                cells[int(row["south"]), west + step] = row["country"]
    return cells
