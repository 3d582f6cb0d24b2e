"""Made-up countries of any size: parents of units with noisy borders, lakes, islands, exclaves.

``python -m benchmarks.country --parents 100 --units 350 --vertices 10000000 --out country.gpkg``
makes one of 35,000 units with 10 million points; the same numbers make the same file. It needs
scipy, which comes with the dependency groups of the tests and of the benchmarks.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import csgraph

from benchmarks.country_cells import Cells, Floats, Ints, land, noisy_rings, tessellation
from benchmarks.country_names import names
from regionplanner.files.atomic import write_geopackage

CELL_M2 = 15e6  # about as large as a French commune
CRS = "EPSG:3035"
MIDDLE_M = (4_300_000.0, 3_000_000.0)
LAKES, PONDS, EXCLAVES, ISLANDS = 0.01, 0.01, 0.02, 0.01  # by unit
SMALL = 0.3  # of the size of a cell: what lies within its noisy border
POPULATION = 8.5, 1.0  # mean and spread of the logarithm

Mask = npt.NDArray[np.bool_]


def country(
    n_parents: int, units_per_parent: int, vertices: int, seed: int, *, crs: str = CRS
) -> gpd.GeoDataFrame:
    """Return a made-up country: the same for the same numbers.

    Parameters
    ----------
    n_parents
        Number of parents.
    units_per_parent
        Units of a parent, about; exact in all.
    vertices
        Points of all polygons together, about; at least some ten a unit.
    seed
        Another seed, another country.
    crs
        Of the coordinates.

    Returns
    -------
    geopandas.GeoDataFrame
        One row a unit: ``id`` (digits, zeros in front), ``name`` (any script), ``parent`` (digits),
        ``parent_name``, ``population``, ``geometry``. A valid coverage with lakes that belong to no
        unit; some units have islands or exclaves, in their own parent or another. The units of a
        parent are connected by borders inside it.
    """
    rng = np.random.default_rng(seed)
    n_units = n_parents * units_per_parent
    n_lakes = int(LAKES * n_units)
    cells = tessellation(n_units + n_lakes, CELL_M2, rng)
    dry = land(cells, n_units + n_lakes, rng)
    dry &= ~_lakes(cells, dry, n_lakes, rng)
    parent_of = _parents(cells, dry, n_parents, rng)
    order = np.flatnonzero(dry)
    rings = noisy_rings(cells, dry, vertices, rng)
    shapes = _shapes(cells, order, rings, rng)
    # ids follow the parents, and chance inside them
    rank = np.lexsort((rng.random(n_units), parent_of[order]))
    parent = parent_of[order][rank]
    titles = np.array(names(n_parents, rng), dtype=object)
    table = {
        "id": [f"{number:06d}" for number in range(1, n_units + 1)],
        "name": names(n_units, rng),
        "parent": [f"{number + 1:03d}" for number in parent],
        "parent_name": titles[parent],
        "population": np.rint(rng.lognormal(*POPULATION, n_units)).astype(np.int64),
    }
    geometry = gpd.GeoSeries(shapes[rank], crs=CRS).translate(*MIDDLE_M)
    return gpd.GeoDataFrame(table, geometry=geometry.to_crs(crs))


def _lakes(cells: Cells, dry: Mask, n_lakes: int, rng: np.random.Generator) -> Mask:
    """Return which cells are lakes: never at the coast, never near each other."""
    beside = cells.neighbours(np.ones(len(dry), dtype=bool))
    free = dry & (beside @ (~dry).astype(np.int64) == 0)
    lakes = np.zeros(len(dry), dtype=bool)
    for cell in rng.permutation(np.flatnonzero(free)):
        around = beside.indices[beside.indptr[cell] : beside.indptr[cell + 1]]
        if lakes.sum() < n_lakes and free[cell] and free[around].all():
            lakes[cell] = True
            free[[cell, *around]] = False
    # too small a country for so many: the last of the coast goes under
    missing = n_lakes - int(lakes.sum())
    if missing:
        outmost = np.argsort(-np.hypot(*cells.points.T) * dry, kind="stable")
        lakes[outmost[:missing]] = True
    return lakes


def _parents(cells: Cells, dry: Mask, n_parents: int, rng: np.random.Generator) -> Ints:
    """Return the parent of each cell, -1 for water: halves of halves, each in one piece."""
    parent_of = np.full(len(dry), -1, dtype=np.intp)
    todo = [(np.flatnonzero(dry), 0, n_parents)]
    while todo:
        units, first, n = todo.pop()
        if n == 1:
            parent_of[units] = first
            continue
        points = cells.points[units] - cells.points[units].mean(axis=0)
        _, axes = np.linalg.eigh(points.T @ points)
        turn = rng.uniform(-0.3, 0.3)
        along = points @ (axes[:, 1] * np.sign(axes[0, 1]) + turn * axes[:, 0])
        order = units[np.argsort(along, kind="stable")]
        half = len(units) * (n // 2) // n
        todo += [(order[:half], first, n // 2), (order[half:], first + n // 2, n - n // 2)]
    return _in_one_piece(cells, dry, parent_of)


def _in_one_piece(cells: Cells, dry: Mask, parent_of: Ints) -> Ints:
    """Return the parents after loose pieces went to a parent beside them."""
    beside = cells.neighbours(dry).tocoo()
    a, b = beside.coords
    while True:
        same = parent_of[a] == parent_of[b]
        inside = beside.copy()
        inside.data = np.where(same, 1, 0).astype(np.int8)
        inside.eliminate_zeros()
        _, piece = csgraph.connected_components(inside.tocsr(), directed=False)
        size = np.bincount(piece)
        largest = np.zeros(parent_of.max() + 1, dtype=np.intp)
        np.maximum.at(largest, parent_of[dry], size[piece[dry]])
        loose = dry & (size[piece] < largest[parent_of])
        moving = loose[a] & ~loose[b]
        if not moving.any():
            return parent_of
        parent_of = parent_of.copy()
        # a whole piece goes the same way: where its last border leads
        target = np.full(len(size), -1, dtype=np.intp)
        target[piece[a[moving]]] = parent_of[b[moving]]
        known = loose & (target[piece] >= 0)
        parent_of[known] = target[piece[known]]


def _shapes(
    cells: Cells, order: Ints, rings: npt.NDArray[np.object_], rng: np.random.Generator
) -> npt.NDArray[np.object_]:
    """Return the polygons of the units, with holes for ponds and exclaves, and further parts."""
    n_units = len(order)
    shares = np.array([PONDS, EXCLAVES, ISLANDS])
    n_ponds, n_exclaves, n_islands = np.ceil(shares * n_units).astype(int)
    hosts = rng.choice(n_units, n_ponds + n_exclaves, replace=False)
    holes = _small_rings(cells, order[hosts])
    polygons: npt.NDArray[np.object_] = shapely.polygons(rings)
    polygons[hosts] = [
        shapely.Polygon(ring, [hole]) for ring, hole in zip(rings[hosts], holes, strict=True)
    ]
    position = np.full(len(cells.points), -1, dtype=np.intp)
    position[order] = np.arange(n_units)
    coast, sea = _coast(cells, position)
    islands = rng.permutation(len(sea))[:n_islands]
    owners = np.r_[_owners(cells, position, order[hosts[n_ponds:]], rng), coast[islands]]
    parts = np.r_[
        shapely.polygons(holes[n_ponds:]), shapely.polygons(_small_rings(cells, sea[islands]))
    ]
    rank = np.argsort(owners, kind="stable")
    units, first = np.unique(owners[rank], return_index=True)
    for unit, further in zip(units, np.split(parts[rank], first[1:]), strict=True):
        polygons[unit] = shapely.MultiPolygon([polygons[unit], *further])
    return polygons


def _small_rings(cells: Cells, which: Ints) -> npt.NDArray[np.object_]:
    """Return small straight outlines in the middle of cells."""
    a, b = cells.between.T
    slot = np.full(len(cells.points), -1, dtype=np.intp)
    slot[which] = np.arange(len(which))
    cell = np.r_[a, b]
    middle = np.vstack([cells.ends.mean(axis=1)] * 2) - cells.points[cell]
    keep = slot[cell] >= 0
    cell, middle = cell[keep], middle[keep]
    rank = np.lexsort((np.arctan2(*middle.T[::-1]), slot[cell]))
    at: Floats = np.rint((cells.points[cell] + SMALL * middle)[rank] * 100) / 100
    rings: npt.NDArray[np.object_] = shapely.linearrings(at, indices=slot[cell[rank]])
    return rings


def _coast(cells: Cells, position: Ints) -> tuple[Ints, Ints]:
    """Return units at the coast with a cell of sea beside each, no cell twice."""
    pairs = np.vstack([cells.between, cells.between[:, ::-1]])
    unit, water = position[pairs[:, 0]], pairs[:, 1]
    at_coast = (unit >= 0) & (position[water] < 0)
    sea, first = np.unique(water[at_coast], return_index=True)
    return unit[at_coast][first], sea


def _owners(cells: Cells, position: Ints, hosts: Ints, rng: np.random.Generator) -> Ints:
    """Return units near hosts that do not have the hosts for a neighbour, if there are any."""
    tree = shapely.STRtree(shapely.points(cells.points[position >= 0]))
    units = np.flatnonzero(position >= 0)
    owners = []
    reach = 2.5 * np.sqrt(CELL_M2)
    for host in hosts:
        near = units[tree.query(shapely.Point(cells.points[host]), "dwithin", distance=reach)]
        away = np.hypot(*(cells.points[near] - cells.points[host]).T)
        far = near[away > reach * 0.6] if (away > reach * 0.6).any() else near[near != host]
        owners.append(position[rng.choice(np.sort(far))])
    return np.array(owners, dtype=np.intp)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a made-up country to a file.

    Parameters
    ----------
    arguments
        Of the command; None: those of this process.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.country", description=__doc__)
    parser.add_argument("--parents", type=int, default=100)
    parser.add_argument("--units", type=int, default=350, help="of a parent")
    parser.add_argument("--vertices", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--crs", default=CRS)
    parser.add_argument("--out", type=Path, default=Path("country.gpkg"))
    options = parser.parse_args(arguments)
    made = country(options.parents, options.units, options.vertices, options.seed, crs=options.crs)
    if options.out.suffix == ".gpkg":
        write_geopackage(options.out, {"units": made})
    elif options.out.suffix == ".parquet":
        made.to_parquet(options.out)
    else:
        made.to_file(options.out)


if __name__ == "__main__":
    main()
