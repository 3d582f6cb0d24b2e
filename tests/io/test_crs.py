"""Degrees become true metres wherever a country lies."""

import geopandas as gpd
import numpy as np
import pyproj
import pytest
import shapely

from regionplanner.io.crs import metric

KENYA, BRAZIL, FIJI, NORWAY = (
    (34, -5, 42, 5),
    (-74, -34, -34, 5),
    (177, -19, 182, -16),
    (4, 58, 31, 71),
)


def degrees(west, south, east, north, n=5):
    """Return a raster of units, moved to longitudes from -180 to 180."""
    x, y = np.meshgrid(np.linspace(west, east, n + 1)[:-1], np.linspace(south, north, n + 1)[:-1])
    x, y = (x.ravel() + 180) % 360 - 180, y.ravel()
    cells = shapely.box(x, y, x + (east - west) / n, y + (north - south) / n)
    return gpd.GeoDataFrame(geometry=cells, crs=4326)


@pytest.mark.parametrize("country", [KENYA, BRAZIL, FIJI, NORWAY])
def test_kilometres_are_sensible_anywhere(country):
    frame = degrees(*country)
    moved, _ = metric(frame)
    first, last = (shapely.get_coordinates(frame.geometry)[row::5] for row in (0, 2))
    _, _, true_m = pyproj.Geod(ellps="WGS84").inv(*first.T, *last.T)
    corners = shapely.get_coordinates(moved.geometry)
    measured_m = np.hypot(*(corners[2::5] - corners[0::5]).T)
    assert measured_m == pytest.approx(true_m, rel=0.02)


@pytest.mark.parametrize(
    ("country", "name"),
    [
        (KENYA, "WGS 84 / UTM zone 37N (EPSG:32637)"),
        (BRAZIL, "Lambert azimuthal equal-area around longitude -54, latitude -14"),
        (FIJI, "WGS 84 / UTM zone 60S (EPSG:32760)"),
    ],
)
def test_a_note_says_which_coordinates_are_used(country, name):
    _, (note,) = metric(degrees(*country))
    assert note == f"reprojected from WGS 84 (EPSG:4326) to {name}"


def test_units_on_both_sides_of_the_180th_meridian_lie_side_by_side():
    moved, _ = metric(degrees(*FIJI))
    west, _, east, _ = moved.total_bounds
    assert east - west < 600_000
