"""Worlds and files for the tests of reading."""

import shutil
import warnings

import geopandas as gpd
import pytest
from shapely import affinity, box

from regionplanner.data import flanders

CORNER = (150_000, 200_000)
"""South-west corner of the worlds, EPSG:31370: in Flanders."""


@pytest.fixture
def grid():
    """2 x 2 squares of 1 km: 01 and 02 above 03 and 04, parents N and S."""
    cells = {"01": (0, 1), "02": (1, 1), "03": (0, 0), "04": (1, 0)}
    squares = [
        affinity.translate(box(x * 1000, y * 1000, (x + 1) * 1000, (y + 1) * 1000), *CORNER)
        for x, y in cells.values()
    ]
    return gpd.GeoDataFrame(
        {
            "nis": list(cells),
            "name": ["Aa", "Bee", "Cee", "Dee"],
            "reference_region": ["N", "N", "S", "S"],
            "reference_region_name": ["Noord", "Noord", "Zuid", "Zuid"],
            "inhabitants": [10, 20, 30, 40],
            "politiezone": ["p1", None, " p2 ", ""],
        },
        geometry=squares,
        crs=31370,
    )


@pytest.fixture
def saved(tmp_path):
    """Function that saves a frame as a file and returns its path."""

    def save(frame, name="world.gpkg", **options):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # long column names in shapefiles, missing CRS
            frame.to_file(tmp_path / name, **options)
        return tmp_path / name

    return save


@pytest.fixture(scope="session")
def flanders_2025(shared_geodata):
    return gpd.read_file(shared_geodata / "flanders_2025.gpkg")


@pytest.fixture(autouse=True)
def empty_cache(tmp_path_factory, monkeypatch):
    """No test sees what was downloaded on this computer."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("REGIONPLANNER_CACHE", str(folder))
    return folder


@pytest.fixture
def geodata(tmp_path, monkeypatch):
    """Copy of the default data that a test may damage."""
    original = next(folder for folder in flanders.FOLDERS if folder.is_dir())
    copy = tmp_path / "geodata"
    copy.mkdir()
    for name in (*flanders.FIGURES, *flanders.NAMES, "source.toml", "boundaries.gpkg"):
        shutil.copy(original / name, copy / name)
    monkeypatch.setattr(flanders, "FOLDERS", (tmp_path / "_geodata", copy))
    return copy
