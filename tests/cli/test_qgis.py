"""The GeoPackage of a plan in QGIS itself: the colours, lines and names of the map."""

import json
import os
import subprocess
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from matplotlib.image import imread

from regionplanner.maps.colour import INK, UNIT_LINE, pale
from tests.conftest import HANGS_S

pytestmark = pytest.mark.slow

PYTHON = "/usr/bin/python3"  # that of the system, for which Debian has QGIS
SCRIPT = Path(__file__).with_name("in_qgis.py")


@pytest.fixture(scope="module")
def qgis(tmp_path_factory):
    """Function that runs the script in the system's Python, without a screen."""
    home = tmp_path_factory.mktemp("qgis")
    home.chmod(0o700)
    own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "QT_QPA_PLATFORM": "offscreen"}

    def run(*arguments):
        return subprocess.run(
            [PYTHON, "-P", *map(str, arguments)],
            capture_output=True,
            text=True,
            env={"PATH": os.environ["PATH"], **own},
            timeout=HANGS_S,
            check=False,
        )

    try:
        ended = run("-c", "import qgis.core")
    except FileNotFoundError:
        pytest.skip(f"QGIS TESTS SKIPPED: there is no {PYTHON}")
    if ended.returncode:
        pytest.skip("QGIS TESTS SKIPPED: no QGIS found; run: apt-get install python3-qgis")
    return run


@pytest.fixture(scope="module")
def path(planned):
    return planned[0] / "plan.gpkg"


@pytest.fixture(scope="module")
def opened(qgis, path, tmp_path_factory):
    """What QGIS says of the file, and the folder of its pictures."""
    folder = tmp_path_factory.mktemp("drawn")
    ended = qgis(SCRIPT, path, folder)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1]), folder


def picture(opened, name):
    return np.round(imread(opened[1] / f"{name}.png")[..., :3] * 255).astype(int)


def rgb(colour):
    return np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)])


def places(opened, name, geometry):
    """Pixels of a picture at points: rows and columns of those that it shows."""
    left, bottom, right, top = opened[0][name]
    height, width, _ = picture(opened, f"{name}-bare").shape
    x, y = shapely.get_coordinates(geometry).T
    columns = np.floor((x - left) / (right - left) * width).astype(int)
    rows = np.floor((top - y) / (top - bottom) * height).astype(int)
    inside = (rows >= 1) & (rows < height - 1) & (columns >= 1) & (columns < width - 1)
    return rows[inside], columns[inside]


def around(image, rows, columns):
    """The nine pixels around each place."""
    steps = np.arange(-1, 2)
    return image[rows[:, None, None] + steps[:, None], columns[:, None, None] + steps]


def lattice(area, step_m):
    """Points inside an area."""
    left, bottom, right, top = area.bounds
    x, y = np.meshgrid(np.arange(left, right, step_m), np.arange(bottom, top, step_m))
    points = shapely.points(x.ravel(), y.ravel())
    return points[shapely.contains(area, points)]


def test_the_lines_lie_on_top_when_all_layers_are_added(opened):
    assert opened[0]["layers"][0] == "borders"
    assert {*opened[0]["layers"]} == {"borders", "municipalities", "regions"}


def test_the_legend_and_the_headings_of_tables_are_in_words(opened, path):
    said, _ = opened
    labels = gpd.read_file(path, layer="regions")["region_name"].tolist()
    assert said["legend"]["regions"] == said["legend"]["municipalities"] == labels
    assert said["legend"]["borders"][-1] == "Gemeentegrens"
    assert said["headings"]["municipalities"][:2] == ["NIS-code", "Gemeente"]
    assert said["headings"]["borders"][-1] == "Lengte [km]"


def test_each_region_has_its_colour_of_the_map(opened, path):
    image = picture(opened, "whole-bare")
    units = gpd.read_file(path, layer="municipalities")
    regions = gpd.read_file(path, layer="regions")
    colours = {region: rgb(pale(colour)) for region, colour in regions[["region", "colour"]].values}
    for region, members in units.groupby("region"):
        inside = shapely.union_all(members.buffer(-800).to_numpy())  # not where lines are
        rows, columns = places(opened, "whole", lattice(inside, 400))
        assert len(rows) > 20, region
        same = (np.abs(image[rows, columns] - colours[region]) <= 2).all(axis=1)
        assert same.mean() > 0.98, region


@pytest.mark.parametrize(
    ("kind", "colour", "share"),
    [("municipality", UNIT_LINE, 0.9), ("outer", INK, 0.9), ("region", INK, 0.9)]
    + [("reference_region", colour, 0.9) for colour in (INK, "#ffffff")],
)
def test_each_border_is_drawn_as_on_the_map(opened, path, kind, colour, share):
    borders = gpd.read_file(path, layer="borders")
    lines = borders[borders["kind"] == kind].segmentize(400).geometry
    for name in ("whole", "near"):
        image = picture(opened, f"{name}-bare")
        near = around(image, *places(opened, name, lines))
        off = np.abs(near - rgb(colour)).max(axis=3).min(axis=(1, 2))  # the nearest of the nine
        assert (off < 60).mean() > share, name


def test_each_region_has_its_name_and_from_near_each_municipality(opened, path):
    for name, layer in (("whole", "regions"), ("near", "municipalities")):
        image, bare = picture(opened, name), picture(opened, f"{name}-bare")
        written = (image != bare).any(axis=2) & (image.sum(axis=2) < 300)  # letters are dark
        left, bottom, right, top = opened[0][name]
        frame = gpd.read_file(path, layer=layer)
        shown = frame[frame.within(shapely.box(left, bottom, right, top))]
        assert len(shown) >= 20
        for area in shown.geometry:
            rows, columns = places(opened, name, lattice(area, 50))
            assert written[rows, columns].sum() > 10
