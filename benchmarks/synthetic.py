"""Made-up parents of 60 to 100 municipalities: Voronoi cells of seeded points in a square."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from benchmarks.flanders import PLAN, Planned, measured_plan, planned
from benchmarks.table import Bar, Measured

SIZES = (60, 70, 80, 90, 100)
BARS = {"border": Bar(30, 5), "distance": Bar(120, 20)}
CELL_KM2 = 47.5  # a Flemish municipality, on average
CORNER_M = (100_000.0, 150_000.0)
ROUNDS = 1  # of relaxation: less than a raster, more than chance


def cells(n_units: int) -> list[shapely.Polygon]:
    """Return the municipalities of a made-up parent: the same for the same number.

    Parameters
    ----------
    n_units
        Number of municipalities.
    """
    side_m = float(np.sqrt(n_units * CELL_KM2)) * 1000
    points = np.random.default_rng(n_units).uniform(0, side_m, (n_units, 2))
    for _ in range(ROUNDS):
        points = shapely.get_coordinates(shapely.centroid(_voronoi(points, side_m)))
    # whole metres: corners on a side of the square, found twice with an error in the last digit,
    # become one
    rounded = shapely.transform(_voronoi(points, side_m), lambda xy: np.rint(xy) + CORNER_M)
    return list(shapely.remove_repeated_points(rounded))


def _voronoi(points: NDArray[np.float64], side_m: float) -> list[shapely.Polygon]:
    """Return the cells of the points within a square.

    The points are mirrored in its four sides, so that the sides are borders of cells themselves:
    nothing is cut off, and neighbours keep the same corners.
    """
    flip = np.array([[-1, 1], [1, -1]])
    mirrored = [points * one + shift for one in flip for shift in (0, (1 - one) * side_m)]
    everything = shapely.multipoints(np.vstack([points, *mirrored]))
    cells = shapely.get_parts(shapely.voronoi_polygons(everything, ordered=True))
    return list(cells[: len(points)])


def world(n_units: int) -> gpd.GeoDataFrame:
    """Return a made-up parent, with columns ``id``, ``name`` and ``parent``.

    Parameters
    ----------
    n_units
        Number of municipalities.
    """
    ids = [f"{i:03d}" for i in range(n_units)]
    columns = {"id": ids, "name": [f"Unit {i}" for i in ids], "parent": f"P{n_units}"}
    return gpd.GeoDataFrame(columns, geometry=cells(n_units), crs="EPSG:31370")


def parents(sizes: Sequence[int], repeat: int) -> Iterator[Measured]:
    """Yield the measurements of plans of made-up parents, n / 10 regions each.

    Parameters
    ----------
    sizes
        Numbers of municipalities.
    repeat
        Number of runs of each.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = {n_units: Path(folder) / f"parent-{n_units}.gpkg" for n_units in sizes}
        for n_units, file in files.items():
            world(n_units).to_file(file, driver="GPKG")
        for criterion, bar in BARS.items():
            for n_units, file in files.items():
                yield _parent(file, n_units, criterion, bar, repeat)


def _parent(file: Path, n_units: int, criterion: str, bar: Bar, repeat: int) -> Measured:
    choices = {
        "--data": str(file),
        "--id": "id",
        "--name": "name",
        "--parent": "parent",
        "--regions": str(n_units // 10),
        "--criteria": f"{criterion}=1",
    }
    command = [*PLAN, *(word for pair in choices.items() for word in pair)]

    def once(out: Path) -> Planned:
        return planned(command, out, limit_s=bar.limit_s)

    work = f"parent of {n_units}, {n_units // 10} regions: {criterion}"
    return measured_plan(work, bar, once, repeat=repeat)
