"""Write countries.csv: in which countries each degree of the earth lies, the largest part first.

Usage: ``python geodata/build_countries.py countries-10m.json``; the file is in the npm package
world-atlas (2.0.2), which holds Natural Earth's countries at 1:10 million as TopoJSON.
"""

import csv
import sys
from itertools import groupby
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

OUT = Path(__file__).resolve().parent / "countries.csv"
SEPARATOR = "; "

A_PART = 0.05
"""Of the land in a square: a country with less is not named."""


def main(path: str) -> None:
    """Write the table next to this script."""
    countries = gpd.read_file(path, layer="countries").sort_values("name")
    parts = countries.set_geometry(countries.geometry.make_valid()).explode()
    shapes, names = parts.geometry.to_numpy(), parts["name"].to_list()
    west, south = (axis.ravel() for axis in np.meshgrid(np.arange(-180, 180), np.arange(-90, 90)))
    cells = shapely.box(west, south, west + 1, south + 1)
    country, cell = shapely.STRtree(cells).query(shapes, predicate="intersects")
    sizes: dict[int, dict[str, float]] = {}
    for part, square in zip(country.tolist(), cell.tolist(), strict=True):
        inside = shapely.clip_by_rect(shapes[part], *cells[square].bounds)
        there = sizes.setdefault(square, {})
        there[names[part]] = there.get(names[part], 0.0) + inside.area
    shared = {square: SEPARATOR.join(_largest_first(there)) for square, there in sizes.items()}
    with OUT.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["south", "west", "degrees", "countries"])
        squares = [(divmod(square, 360), name) for square, name in sorted(shared.items())]
        runs = groupby(
            enumerate(squares), lambda item: (item[1][0][0], item[1][0][1] - item[0], item[1][1])
        )
        for (row, _, name), run in runs:
            first, *others = run
            table.writerow([row - 90, first[1][0][1] - 180, 1 + len(others), name])


def _largest_first(sizes: dict[str, float]) -> list[str]:
    least = A_PART * sum(sizes.values())
    return sorted((name for name in sizes if sizes[name] >= least), key=lambda name: -sizes[name])


if __name__ == "__main__":
    main(sys.argv[1])
