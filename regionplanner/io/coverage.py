"""What is wrong between polygons: overlaps, slivers, borders that do not follow one line."""

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from regionplanner.errors import listing
from regionplanner.io.check import labels
from regionplanner.io.finding import Finding, Kind

SLIVER_M = 25.0
"""An enclosed hole narrower than this [m] is a gap; wider ones are taken for real (Brussels; the
Dutch enclaves of Baarle-Hertog, from 88 m)."""

NEARLY_M = 5.0
"""Units that do not touch but come nearer than this [m] leave a gap. Official boundaries have
near misses that are real from 11 m (Genk and Maasmechelen)."""

BESIDE_M, BESIDE_LENGTH_M = 0.5, 3.0
"""Borders that run nearer than the first [m] for more than the second [m], without following one
line, were meant to be one; where borders part at a corner they are near for less."""

IN_A_GIS = "make the units share one border in a GIS (QGIS: snap geometries, then check topology)"

Pairs = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]


@dataclass(frozen=True, slots=True)
class _Layer:
    """Valid polygons with the names to use in messages; all arrays of shape ``(n_units,)``."""

    polygons: npt.NDArray[np.object_]
    ids: npt.NDArray[np.object_]
    names: npt.NDArray[np.object_]
    tree: shapely.STRtree

    def pairs(self, within_m: float = 0.0) -> Pairs:
        """Return the positions of all pairs that touch, or come that near, each pair once."""
        first, second = self.tree.query(self.polygons, predicate="dwithin", distance=within_m)
        order = np.lexsort((second, first))
        order = order[first[order] < second[order]]
        return first[order], second[order]

    def finding(self, kind: Kind, rows: Iterable[int], message: str) -> Finding:
        known = {unit for unit in self.ids[list(rows)] if isinstance(unit, str)}
        return Finding(kind, tuple(sorted(known)), message)


def coverage_findings(table: gpd.GeoDataFrame) -> list[Finding]:
    """Return where neighbouring polygons do not share their border.

    Parameters
    ----------
    table
        Columns `nis`, `name` and `geometry` (valid polygons in a metric CRS).

    Returns
    -------
    list of Finding
        Overlaps with their area, gaps narrower than `SLIVER_M` (enclosed) or `NEARLY_M`, and
        other borders that do not follow the same line. Empty for a clean coverage.

    Notes
    -----
    A shared border is only measured where both units follow the same line (`shared_borders`), so
    each of these would make neighbours disappear. A vertex that only one of the two has on a
    straight border does no harm and is not reported, though it makes a coverage invalid in the
    sense of OGC and GEOS.
    """
    polygons = table.geometry.to_numpy()
    layer = _Layer(
        polygons,
        table["nis"].to_numpy(dtype=object),
        labels(table).to_numpy(dtype=object),
        shapely.STRtree(polygons),
    )
    gaps, rows_at_gaps = _gaps(layer)
    if shapely.coverage_is_valid(polygons):
        return gaps
    overlaps, rows_overlapping = _overlaps(layer)
    return [*overlaps, *gaps, *_mismatches(layer, rows_at_gaps | rows_overlapping)]


def _overlaps(layer: _Layer) -> tuple[list[Finding], set[int]]:
    """Return the overlaps, and the rows they are between."""
    first, second = layer.pairs()
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
    message = (
        f"{len(large)} pair(s) of units overlap: {listing(texts)}; "
        f"a place lies in one unit only; {IN_A_GIS}"
    )
    rows = set(np.r_[first[large], second[large]].tolist())
    return [layer.finding("overlap", rows, message)], rows


def _gaps(layer: _Layer) -> tuple[list[Finding], set[int]]:
    """Return the gaps, and the rows they are between."""
    texts: list[str] = []
    rows: set[int] = set()
    for hole in _holes(layer.polygons):
        width = 2 * shapely.length(shapely.maximum_inscribed_circle(hole))
        if width < SLIVER_M:
            around = np.sort(layer.tree.query(hole, predicate="intersects"))
            rows |= set(around.tolist())
            texts.append(f"{_area(hole.area)} between {listing(layer.names[around], at_most=3)}")
    first, second = layer.pairs(NEARLY_M)
    distance = shapely.distance(layer.polygons[first], layer.polygons[second])
    for i in np.flatnonzero(distance > 0):
        pair = [first[i], second[i]]
        if not rows.issuperset(pair):
            texts.append(f"{distance[i]:.2f} m between {listing(layer.names[pair])}")
            rows |= set(pair)
    if not texts:
        return [], set()
    message = (
        f"{len(texts)} gap(s) between units: {listing(texts)}; "
        f"neighbours share their border; {IN_A_GIS}"
    )
    return [layer.finding("gap", rows, message)], rows


def _holes(polygons: npt.NDArray[np.object_]) -> list[shapely.Polygon]:
    """Return the places that units enclose and none covers."""
    union = shapely.union_all(polygons)
    rings = (ring for part in shapely.get_parts(union) for ring in part.interiors)
    return [shapely.Polygon(ring) for ring in rings]


def _mismatches(layer: _Layer, found: set[int]) -> list[Finding]:
    """Return the borders along which neighbours lie side by side but not on one line."""
    first, second = layer.pairs()
    lines = shapely.boundary(layer.polygons)
    wrong = shapely.coverage_invalid_edges(layer.polygons)
    rows = []
    for row in sorted(set(np.flatnonzero(~shapely.is_empty(wrong)).tolist()) - found):
        around = shapely.union_all(lines[np.r_[second[first == row], first[second == row]]])
        off_line = shapely.difference(wrong[row], around)
        beside_m = shapely.length(shapely.intersection(off_line, around.buffer(BESIDE_M)))
        if beside_m > BESIDE_LENGTH_M:
            rows.append(row)
    if not rows:
        return []
    message = (
        f"the borders of {listing(layer.names[rows])} do not follow the same line as those of "
        f"their neighbours; neighbours share their border, point by point; {IN_A_GIS}"
    )
    return [layer.finding("mismatch", rows, message)]


def _area(square_metres: float) -> str:
    if square_metres < 1:
        return "under 1 m2"
    return f"{square_metres:.0f} m2" if square_metres < 1e5 else f"{square_metres / 1e6:.2f} km2"
