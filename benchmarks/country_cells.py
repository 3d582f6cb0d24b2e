"""Cells with noisy borders: neighbours share each border exactly, as the same row of points."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import csgraph, csr_array
from scipy.spatial import Voronoi

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

LAND = 0.4  # part of the square that is land; its outline stays away from the sides
JITTER = 0.3  # of the spacing: points are never nearer to each other than 0.4 of it
SHORTEST_M = 30.0  # corners nearer than this become one
NOISE = 0.45  # how far a border may swing within the triangles of its two cells
OCTAVES = 6


@dataclass(frozen=True, slots=True)
class Cells:
    """A tessellation of a square by points; every border is between two of them.

    Attributes
    ----------
    points
        What the cells are around [m], shape ``(n_cells, 2)``.
    between
        Cells on both sides of each border, shape ``(n_borders, 2)``.
    ends
        Both ends of each border [m], shape ``(n_borders, 2, 2)``.
    """

    points: Floats
    between: Ints
    ends: Floats

    def neighbours(self, there: npt.NDArray[np.bool_]) -> csr_array:
        """Return which cells of some share a border, as a matrix of all cells."""
        a, b = self.between[there[self.between].all(axis=1)].T
        n = len(self.points)
        return csr_array((np.ones(2 * len(a), np.int8), (np.r_[a, b], np.r_[b, a])), shape=(n, n))


def tessellation(n_land: int, cell_m2: float, rng: np.random.Generator) -> Cells:
    """Return cells of about the same area, enough for a country with sea around it.

    Parameters
    ----------
    n_land
        Number of cells that will be land.
    cell_m2
        Mean area of a cell [m2].
    rng
        Where chance comes from.
    """
    # rows of a triangular lattice, shaken: nothing looks like a raster, no cell is a sliver
    spacing = np.sqrt(cell_m2 * 2 / np.sqrt(3))
    side = int(np.ceil(np.sqrt(n_land / LAND))) + 4
    row, column = np.divmod(np.arange(side * side), side)
    lattice = np.column_stack([column + row % 2 / 2, row * np.sqrt(3) / 2]) * spacing
    points = lattice + rng.uniform(-JITTER, JITTER, lattice.shape) * spacing
    points -= points.mean(axis=0)
    diagram = Voronoi(points)
    corners = np.asarray(diagram.ridge_vertices)
    whole = (corners >= 0).all(axis=1)
    corners, between = corners[whole], diagram.ridge_points[whole].astype(np.intp)
    at, corner_of = _joined(diagram.vertices, corners)
    corners = corner_of[corners]
    real = corners[:, 0] != corners[:, 1]
    return Cells(points, between[real], at[corners[real]])


def _joined(at: Floats, corners: Ints) -> tuple[Floats, Ints]:
    """Return corners of which the nearest are one, and which of them each is now."""
    near = np.hypot(*(at[corners[:, 0]] - at[corners[:, 1]]).T) < SHORTEST_M
    a, b = corners[near].T
    links = csr_array((np.ones(len(a)), (a, b)), shape=(len(at), len(at)))
    n, corner_of = csgraph.connected_components(links, directed=False)
    size = np.bincount(corner_of, minlength=n)[:, None]
    sums = np.column_stack([np.bincount(corner_of, weights=axis, minlength=n) for axis in at.T])
    return sums / size, corner_of.astype(np.intp)


def land(cells: Cells, n_land: int, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Return which cells are land: those nearest to the middle, within a wavy outline.

    Parameters
    ----------
    cells
        The tessellation.
    n_land
        How many.
    rng
        Where chance comes from.
    """
    x, y = cells.points.T
    angle = np.arctan2(y, x)
    swing = sum(
        rng.uniform(-1, 1) / 20 * np.sin(n * angle + rng.uniform(0, 2 * np.pi))
        for n in (1, 2, 3, 5)
    )
    chosen = np.zeros(len(x), dtype=bool)
    chosen[np.argsort(np.hypot(x, y) / (1 + swing), kind="stable")[:n_land]] = True
    return chosen


def noisy_rings(
    cells: Cells, wanted: npt.NDArray[np.bool_], vertices: int, rng: np.random.Generator
) -> npt.NDArray[np.object_]:
    """Return the outlines of cells, with noise on every border.

    Parameters
    ----------
    cells
        The tessellation.
    wanted
        Of which cells, shape ``(n_cells,)``.
    vertices
        Number of points of all outlines together, about.
    rng
        Where chance comes from.

    Returns
    -------
    numpy.ndarray
        Linear rings, counterclockwise, shape ``(wanted.sum(),)``.
    """
    used = wanted[cells.between].any(axis=1)
    between, ends = cells.between[used], cells.ends[used]
    length = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    times = wanted[between].sum(axis=1)
    parts = np.maximum(1, np.rint(length * vertices / (length * times).sum())).astype(np.intp)
    lines = _noisy_lines(cells.points[between], ends, parts, rng)
    starts = np.concatenate([[0], np.cumsum(parts + 1)[:-1]])

    # each border once a side; around each cell in the order of the angle of its middle
    cell = between.T.ravel()
    border = np.tile(np.arange(len(between)), 2)
    from_cell = ends[border].mean(axis=1) - cells.points[cell]
    order = np.lexsort((np.arctan2(*from_cell.T[::-1]), cell))
    order = order[wanted[cell[order]]]
    cell, border = cell[order], border[order]
    first, second = np.moveaxis(ends[border] - cells.points[cell][:, None], 1, 0)
    onward = first[:, 0] * second[:, 1] > first[:, 1] * second[:, 0]

    n = parts[border]  # the last point of a line is the first of the next
    step = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
    begin = np.where(onward, starts[border], starts[border] + n)
    rows = np.repeat(begin, n) + step * np.repeat(np.where(onward, 1, -1), n)
    _, ring = np.unique(np.repeat(cell, n), return_inverse=True)
    rings: npt.NDArray[np.object_] = shapely.linearrings(lines[rows], indices=ring)
    return rings


def _noisy_lines(sides: Floats, ends: Floats, parts: Ints, rng: np.random.Generator) -> Floats:
    """Return the points of all borders in a row, both ends included.

    A line swings to both sides of the straight one, but never out of the triangles that the
    straight one makes with the middles of its two cells. These triangles do not overlap, so
    that no two borders cross; and no border crosses itself, as it never turns back.
    """
    line = np.repeat(np.arange(len(parts)), parts + 1)
    step = np.arange(len(line)) - np.repeat(np.cumsum(parts + 1) - parts - 1, parts + 1)
    along = step / parts[line]
    direction = ends[:, 1] - ends[:, 0]
    length = np.hypot(*direction.T)
    across = np.column_stack([-direction[:, 1], direction[:, 0]]) / length[:, None]
    room = 0.8 * length[line] * np.minimum(along, 1 - along)
    for side in (0, 1):
        middle = sides[:, side] - ends[:, 0]
        foot = ((middle * direction).sum(axis=1) / length**2)[line]
        height = np.abs((middle * across).sum(axis=1))[line]
        with np.errstate(divide="ignore", invalid="ignore"):
            rising = np.where(foot > 0, along / foot, np.inf)
            falling = np.where(foot < 1, (1 - along) / (1 - foot), np.inf)
        room = np.minimum(room, height * np.minimum(1, np.fmin(rising, falling)))
    swing = NOISE * room * _noise(line, along, len(parts), rng)
    straight = ends[line, 0] + along[:, None] * direction[line]
    last = step == parts[line]
    straight[last] = ends[line[last], 1]  # to the last digit, as other lines begin there
    # whole centimetres: the same on every machine
    return np.rint((straight + swing[:, None] * across[line]) * 100) / 100


def _noise(line: Ints, along: Floats, n_lines: int, rng: np.random.Generator) -> Floats:
    """Return noise from -1 to 1 along each line: coarse waves with ever finer ones on them."""
    total = np.zeros(len(line))
    for octave in range(1, OCTAVES + 1):
        waves = 2**octave
        heights = rng.uniform(-1, 1, (n_lines, waves + 1))
        at = along * waves
        low = np.minimum(at.astype(np.intp), waves - 1)
        rest = at - low
        total += ((1 - rest) * heights[line, low] + rest * heights[line, low + 1]) / 2**octave
    return total
