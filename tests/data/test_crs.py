"""Degrees become true metres wherever a country lies."""

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from shapely import affinity

from regionplanner.data.crs import metric
from regionplanner.data.read import read_municipalities

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


def test_lengths_that_no_one_projection_gets_right_are_reported():
    europe, ocean = degrees(1, 46, 3, 48, n=2), degrees(55, -22, 56, -21, n=2)
    _, notes = metric(gpd.GeoDataFrame(pd.concat([europe, ocean]), crs=4326))
    assert re.search(r"lie so far apart that lengths in some are up to \d+% off", notes[1])


def test_units_on_both_sides_of_the_180th_meridian_lie_side_by_side():
    moved, _ = metric(degrees(*FIJI))
    west, _, east, _ = moved.total_bounds
    assert east - west < 600_000


def cut_at_180(frame):
    """Return units as most files have them: what is past 180 degrees begins again at -180."""
    east = shapely.box(180, -90, 540, 90)
    shapes = [
        shapely.union_all(
            [cell.difference(east), affinity.translate(cell.intersection(east), -360)]
        )
        for cell in frame.geometry
    ]
    return frame.set_geometry(gpd.GeoSeries(shapes, crs=frame.crs))


@pytest.mark.parametrize("counted", [cut_at_180, lambda frame: frame])
def test_units_cut_by_the_180th_meridian_are_whole_and_keep_their_neighbours(tmp_path, counted):
    x, y = np.meshgrid(179.8 + 0.1 * np.arange(5), -17 + 0.1 * np.arange(4))
    corners = np.round([x.ravel(), y.ravel(), x.ravel() + 0.1, y.ravel() + 0.1], 1)
    frame = gpd.GeoDataFrame(
        {"nis": [f"{n:02d}" for n in range(20)], "name": "a", "reference_region": "A"},
        geometry=shapely.box(*(corners + np.array([[0.03], [0], [0.03], [0]]))),
        crs=4326,
    )
    counted(frame).to_file(tmp_path / "fiji.gpkg")
    found = read_municipalities(tmp_path / "fiji.gpkg")
    assert len(found.borders) == 4 * 4 + 3 * 5
    assert {*zip(found.borders["nis_a"], found.borders["nis_b"], strict=True)} >= {
        ("01", "02"),
        ("02", "03"),
        ("02", "07"),
    }
    assert {shape.geom_type for shape in found.frame.geometry} <= {"Polygon", "MultiPolygon"}
    assert all(len(shapely.get_parts(shape)) == 1 for shape in found.frame.geometry)


def test_the_way_between_two_systems_is_found_once(monkeypatch):
    """To find it takes longer than all the rest of reading a small file."""
    asked = []
    found = pyproj.Transformer.from_crs

    def counted(crs, to, **options):
        asked.append((crs.to_wkt(), to))
        return found(crs, to, **options)

    monkeypatch.setattr(pyproj.Transformer, "from_crs", counted)
    lambert = degrees(4, 50, 5, 51).to_crs(3447)
    units = lambert.assign(nis=[str(n) for n in range(25)], name="Town", reference_region="P")
    for _ in range(2):
        read_municipalities(units)
    assert len(asked) == len(set(asked)) <= 1, asked
