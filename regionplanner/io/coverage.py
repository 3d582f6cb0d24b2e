"""What is wrong between polygons: overlaps, slivers, borders that do not follow one line."""

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from regionplanner.errors import length_text, listing
from regionplanner.io.check import labels
from regionplanner.io.finding import Finding, Kind
from regionplanner.io.near import Pairs, near_misses, once
from regionplanner.io.segments import Ints, Mask, Segments, Shapes, segments

SLIVER_M = 25.0
"""An enclosed hole narrower than this [m] is a gap; wider ones are taken for real (Brussels; the
Dutch enclaves of Baarle-Hertog, from 88 m)."""

BESIDE_M, BESIDE_LENGTH_M = 0.5, 3.0
"""Borders that run nearer than the first [m] for more than the second [m], without following one
line, were meant to be one; where borders part at a corner they are near for less."""

IN_A_GIS = (
    "make the units share one border in a GIS (QGIS: snap geometries, then check topology), "
    "or have it repaired with --repair"
)
NOT_REPAIRED = (
    "the repair could not mend it: make the units share one border in a GIS (QGIS: snap "
    "geometries, then check topology)"
)


@dataclass(frozen=True, slots=True)
class _Layer:
    """Valid polygons with the names to use in messages; all arrays of shape ``(n_units,)``.

    A unit whose whole outline is shared with others is clean: nothing is wrong with it, unless it
    lies under another unit. All work is done for the others, the dirty ones.
    """

    polygons: Shapes
    ids: Shapes
    names: Shapes
    tree: shapely.STRtree
    loose: Shapes
    dirty: Ints
    advice: str

    def pairs(self) -> Pairs:
        """Return the positions of pairs that touch, one of them dirty at least, each pair once."""
        a, b = self.tree.query(self.polygons[self.dirty], predicate="intersects")
        return once(self.dirty[a], b)

    def finding(self, kind: Kind, rows: Iterable[int], wrong: str, expected: str) -> Finding:
        known = {unit for unit in self.ids[list(rows)] if isinstance(unit, str)}
        message = f"{wrong}; {expected}; {self.advice}"
        return Finding(kind, tuple(sorted(known)), message, mended=wrong)


def coverage_findings(
    table: gpd.GeoDataFrame, shared: Segments | None = None, *, repaired: bool = False
) -> list[Finding]:
    """Return where neighbouring polygons do not share their border.

    Parameters
    ----------
    table
        Columns `nis`, `name` and `geometry` (valid polygons in a metric CRS).
    shared
        The segments of their borders, where they are known already.
    repaired
        Whether a repair was tried, which is not proposed again.

    Returns
    -------
    list of Finding
        Overlaps with their area, gaps narrower than `SLIVER_M` (enclosed) or `NEARLY_M`, and
        other borders that do not follow the same line. Empty for a clean coverage.

    Notes
    -----
    A shared border is only measured where both units follow the same line (`shared_borders`), so
    each of these would make neighbours disappear. A vertex that only one of the two has on a
    straight border is no finding: `noded` gives it to both.
    """
    polygons = np.asarray(table.geometry.to_numpy())
    shared = shared or segments(polygons)
    tree = shapely.STRtree(polygons)
    dirty = shared.dirty
    layer = _Layer(
        polygons,
        table["nis"].to_numpy(dtype=object),
        labels(table).to_numpy(dtype=object),
        tree,
        shared.loose,
        np.flatnonzero(dirty | _stacked(polygons, tree, dirty)),
        NOT_REPAIRED if repaired else IN_A_GIS,
    )
    gaps, rows_at_gaps = _gaps(layer)
    first, second = layer.pairs()
    if shapely.coverage_is_valid(polygons[np.union1d(first, second)]):
        return gaps
    overlaps, rows_overlapping = _overlaps(layer, (first, second))
    wrong = _mismatches(layer, (first, second), rows_at_gaps | rows_overlapping)
    return [*overlaps, *gaps, *wrong]


def _stacked(polygons: Shapes, tree: shapely.STRtree, dirty: Mask) -> bool:
    """Return whether clean units lie under each other: a layer that was drawn twice."""
    clean = np.flatnonzero(~dirty)
    point, unit = tree.query(shapely.point_on_surface(polygons[clean]), predicate="within")
    return bool(((clean[point] != unit) & ~dirty[unit]).any())


def _overlaps(layer: _Layer, pairs: Pairs) -> tuple[list[Finding], set[int]]:
    """Return the overlaps, and the rows they are between."""
    first, second = pairs
    both = shapely.intersection(layer.polygons[first], layer.polygons[second])
    area_m2 = shapely.area(both)
    # less than a square metre comes from borders that cross at a hair's breadth: a mismatch
    large = np.flatnonzero(area_m2 >= 1)
    if not len(large):
        return [], set()
    large = large[np.argsort(-area_m2[large], kind="stable")]
    texts = (
        f"{layer.names[first[i]]} and {layer.names[second[i]]} ({_area(area_m2[i])})" for i in large
    )
    wrong = f"{len(large)} pair(s) of units overlap: {listing(texts)}"
    rows = set(np.r_[first[large], second[large]].tolist())
    return [layer.finding("overlap", rows, wrong, "a place lies in one unit only")], rows


def _gaps(layer: _Layer) -> tuple[list[Finding], set[int]]:
    """Return the gaps, and the rows they are between."""
    texts: list[str] = []
    rows: set[int] = set()
    for hole in _holes(layer):
        around = np.sort(layer.tree.query(hole, predicate="intersects"))
        if len(around) == 1:  # a pond: no neighbours are lost
            continue
        rows |= set(around.tolist())
        texts.append(f"{_area(hole.area)} between {listing(layer.names[around], at_most=3)}")
    first, second, distance = near_misses(layer.polygons, layer.loose, layer.tree)
    for a, b, metres in zip(first.tolist(), second.tolist(), distance.tolist(), strict=True):
        if not rows.issuperset((a, b)):
            texts.append(f"{length_text(metres)} between {listing(layer.names[[a, b]])}")
            rows |= {a, b}
    if not texts:
        return [], set()
    wrong = f"{len(texts)} gap(s) between units: {listing(texts)}"
    return [layer.finding("gap", rows, wrong, "neighbours share their border")], rows


def _holes(layer: _Layer) -> list[shapely.Polygon]:
    """Return the narrow places that units enclose and none covers, from west to east."""
    lines = shapely.union_all(layer.loose[layer.dirty])
    faces = shapely.get_parts(shapely.polygonize([lines]))
    if not len(faces):
        return []
    holes = np.asarray(shapely.polygons(shapely.get_exterior_ring(faces)))
    # the widest circle in a place is at least as wide as this (Bonnesen): most are left at once
    narrow = 2 * shapely.area(holes) < SLIVER_M * shapely.length(holes)
    faces, holes = faces[narrow], holes[narrow]
    covered, _ = layer.tree.query(shapely.point_on_surface(faces), predicate="intersects")
    holes = holes[np.setdiff1d(np.arange(len(holes)), covered)]
    circles = shapely.maximum_inscribed_circle(holes) if len(holes) else holes
    holes = holes[2 * shapely.length(circles) < SLIVER_M]
    west, south, _, _ = shapely.bounds(holes).reshape(-1, 4).T
    return list(holes[np.lexsort((south, west))])


def _mismatches(layer: _Layer, pairs: Pairs, found: set[int]) -> list[Finding]:
    """Return the borders along which neighbours lie side by side but not on one line."""
    first, second = pairs
    near = np.union1d(first, second)
    wrong = dict(zip(near, shapely.coverage_invalid_edges(layer.polygons[near]), strict=True))
    a, b = np.r_[first, second], np.r_[second, first]
    order = np.argsort(a, kind="stable")
    beside = dict(zip(near, np.split(b[order], np.flatnonzero(np.diff(a[order])) + 1), strict=True))
    rows = []
    for row in layer.dirty.tolist():
        if row in found or row not in wrong or wrong[row].is_empty:
            continue
        around = shapely.union_all(shapely.boundary(layer.polygons[beside[row]]))
        off_line = shapely.difference(wrong[row], around)
        beside_m = shapely.length(shapely.intersection(off_line, around.buffer(BESIDE_M)))
        if beside_m > BESIDE_LENGTH_M:
            rows.append(row)
    if not rows:
        return []
    off = (
        f"the borders of {listing(layer.names[rows])} do not follow the same line as those of "
        "their neighbours"
    )
    return [layer.finding("mismatch", rows, off, "neighbours share their border, point by point")]


def _area(square_metres: float) -> str:
    if square_metres < 1:
        return "under 1 m2"
    return f"{square_metres:.0f} m2" if square_metres < 1e5 else f"{square_metres / 1e6:.2f} km2"
