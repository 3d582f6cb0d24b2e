"""Small worlds for tests: random planar graphs, and Municipalities made of grid cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import cast

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy.spatial import Delaunay
from shapely import box

from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.municipalities import DataSource, Municipalities
from regionplanner.program.instance import build
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.rules.case import Case
from regionplanner.rules.resolved import Rules
from regionplanner.scenario import Scenario
from regionplanner.vocabulary import JEUGDREGIO


def seeds(many: int, few: int) -> list:
    """Seeds of random worlds: the first few for every run, the rest for the slow tests."""
    rest = (pytest.param(seed, marks=pytest.mark.slow) for seed in range(few, many))
    return [*range(few), *rest]


def random_figures(seed: int, n_units: int, *, lattice: bool = False) -> ParentFigures:
    """A connected random planar graph with random borders and ties; a lattice has many ties."""
    rng = np.random.default_rng(seed)
    if lattice:
        width = int(np.ceil(np.sqrt(n_units)))
        xy = np.array([(i % width, i // width) for i in range(n_units)], dtype=float) * 1000
        gap = np.abs(xy[:, None] - xy[None]).sum(axis=2)
        neighbours = gap == 1000
        border = np.where(neighbours, 1.0, 0.0)
    else:
        xy = rng.uniform(0, 20_000, (n_units, 2))
        neighbours = np.zeros((n_units, n_units), dtype=bool)
        for triangle in Delaunay(xy).simplices:
            for a in triangle:
                for b in triangle:
                    neighbours[a, b] = a != b
        _thin_out(neighbours, rng)
        border = np.triu(rng.uniform(0.1, 9.0, (n_units, n_units)), 1)
        border = np.where(neighbours, border + border.T, 0.0)
    tie = np.triu(rng.integers(0, 4, (n_units, n_units)), 1)
    return ParentFigures(
        units=tuple(f"{i:05d}" for i in range(n_units)),
        neighbours=neighbours,
        xy=xy,
        distance_km=np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) / 1000,
        border_km=border,
        ties=np.where(neighbours, (tie + tie.T).astype(float), 0.0),
        **plain_columns(n_units),
    )


def plain_columns(n_units: int) -> dict[str, NDArray]:
    """One traveller each, any centre, and units that are balanced and rewarded by number."""
    ones = np.ones(n_units)
    return {"travellers": ones, "centres": ones > 0, "balance": ones, "covered": ones}


def rich_figures(seed: int, n_units: int, *, lattice: bool = False) -> ParentFigures:
    """Random figures with travellers, asymmetric minutes, a few centres and inhabitants."""
    rng = np.random.default_rng([seed, n_units])
    figures = random_figures(seed, n_units, lattice=lattice)
    minutes = figures.distance_km * rng.uniform(1.0, 2.0, (n_units, n_units))
    centres = rng.random(n_units) < 0.5
    centres[int(rng.integers(n_units))] = True
    travellers = np.round(rng.uniform(0.0, 3.0, n_units), 2)
    inhabitants = rng.integers(1_000, 50_000, n_units).astype(float)
    return replace(
        figures,
        travellers=travellers,
        centres=centres,
        balance=inhabitants,
        covered=rng.integers(0, 9, n_units).astype(float),
        travel_min=minutes,
        balance_target=float(inhabitants.sum() / rng.integers(2, 4)),
    )


def _thin_out(neighbours: NDArray[np.bool_], rng: np.random.Generator) -> None:
    """Drop a third of the edges where the graph stays in one piece."""
    edges = np.argwhere(np.triu(neighbours))
    for a, b in edges[rng.permutation(len(edges))][: len(edges) // 3]:
        neighbours[a, b] = neighbours[b, a] = False
        if len(component(neighbours, 0, (1 << len(neighbours)) - 1)) < len(neighbours):
            neighbours[a, b] = neighbours[b, a] = True


def component(neighbours: NDArray[np.bool_], start: int, allowed: int) -> set[int]:
    """Units connected to `start` inside the bit set `allowed`."""
    seen, stack = {start}, [start]
    while stack:
        for other in np.flatnonzero(neighbours[stack.pop()]).tolist():
            if allowed >> other & 1 and other not in seen:
                seen.add(other)
                stack.append(other)
    return seen


def connected_sets(
    neighbours: NDArray[np.bool_], min_units: int, max_units: int
) -> list[tuple[int, ...]]:
    """Every connected set of a size, by looking at all subsets."""
    n_units = len(neighbours)
    found = []
    for mask in range(1, 1 << n_units):
        members = tuple(i for i in range(n_units) if mask >> i & 1)
        fits = min_units <= len(members) <= max_units
        if fits and len(component(neighbours, members[0], mask)) == len(members):
            found.append(members)
    return found


@dataclass(frozen=True)
class Cell:
    """One grid cell of a hand-made world."""

    nis: str
    column: int
    row: int
    parent: str = "P"


def grid_municipalities(cells: list[Cell], **columns: list[object]) -> Municipalities:
    """Municipalities of 1 km cells; borders are computed by hand, not by the product."""
    frame = gpd.GeoDataFrame(
        {
            "name": [f"Unit {c.nis}" for c in cells],
            "reference_region": [c.parent for c in cells],
            "reference_region_name": [f"Parent {c.parent}" for c in cells],
            "x_m": [c.column * 1000.0 + 500 for c in cells],
            "y_m": [c.row * 1000.0 + 500 for c in cells],
            "area_km2": 1.0,
            **columns,
        },
        index=pd.Index([c.nis for c in cells], name="nis"),
        geometry=[
            box(c.column * 1000, c.row * 1000, c.column * 1000 + 1000, c.row * 1000 + 1000)
            for c in cells
        ],
        crs="EPSG:31370",
    ).sort_index()
    pairs = [
        (a.nis, b.nis, 1000.0)
        for a in cells
        for b in cells
        if a.nis < b.nis and abs(a.column - b.column) + abs(a.row - b.row) == 1
    ]
    return Municipalities(
        frame=frame,
        borders=pd.DataFrame(pairs, columns=["nis_a", "nis_b", "border_m"]),
        links=(),
        source=DataSource(title="grid"),
        vocabulary=JEUGDREGIO,
    )


def grid(width: int, height: int, parent: str = "P") -> list[Cell]:
    """Cells of a full grid, numbered row by row."""
    return [
        Cell(f"{row * width + column:05d}", column, row, parent)
        for row in range(height)
        for column in range(width)
    ]


def star() -> list[Cell]:
    """A middle, unit 0, with four units around it that only touch the middle."""
    return [Cell("0", 1, 1), Cell("1", 0, 1), Cell("2", 2, 1), Cell("3", 1, 0), Cell("4", 1, 2)]


def hole() -> list[Cell]:
    """A ring of eight cells around a hole."""
    return [cell for cell in grid(3, 3) if (cell.column, cell.row) != (1, 1)]


def comb() -> list[Cell]:
    """A tree of 11 cells: a spine of five, and three teeth of two (columns 0, 2 and 4)."""
    spine = [Cell(f"s{column}", column, 0) for column in range(5)]
    return spine + [Cell(f"t{column}{row}", column, row) for column in (0, 2, 4) for row in (1, 2)]


def islands(parent: str = "P", other: str = "Q") -> list[Cell]:
    """Two parents of 2 x 2 cells each, far apart."""
    there = [Cell(f"1{c.nis[1:]}", c.column + 10, c.row, other) for c in grid(2, 2)]
    return [*grid(2, 2, parent), *there]


def edge_figures(n_units: int, edges: list[tuple[int, int]]) -> ParentFigures:
    """A graph by its edges, units 1 km apart on a line, every border 1 km and one tie."""
    neighbours = np.zeros((n_units, n_units), dtype=bool)
    for a, b in edges:
        neighbours[a, b] = neighbours[b, a] = True
    xy = np.column_stack([np.arange(n_units) * 1000.0, np.zeros(n_units)])
    return ParentFigures(
        units=tuple(f"{i:05d}" for i in range(n_units)),
        neighbours=neighbours,
        xy=xy,
        distance_km=np.abs(xy[:, None, 0] - xy[None, :, 0]) / 1000,
        border_km=neighbours.astype(float),
        ties=neighbours.astype(float),
        **plain_columns(n_units),
    )


def adjacency(figures: ParentFigures) -> tuple[frozenset[int], ...]:
    """Neighbours of each unit, by position."""
    return tuple(frozenset(np.flatnonzero(row).tolist()) for row in figures.neighbours)


def parent_problem(
    figures: ParentFigures,
    scenario: Scenario,
    code: str = "P",
    *,
    rules: Rules | None = None,
    unit: float | None = None,
    **columns: Sequence[float] | NDArray[np.float64],
) -> ParentProblem:
    """What the engine needs of one parent, of which no more is known than figures and columns."""
    frame = pd.DataFrame(columns, index=list(figures.units))
    units = cast("Municipalities", SimpleNamespace(frame=frame))
    case = Case(units, nx.Graph(), scenario, rules or Rules())
    return build.parent_problem(code, figures, case, unit=unit)


class AtLook:
    """A stop that is set when it is looked at for the n-th time."""

    def __init__(self, n):
        self.left = n

    def is_set(self):
        self.left -= 1
        return self.left < 0
