"""Repairs of polygons, only where they are asked for; each says what it changed."""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from regionplanner.errors import DataError, counted, listing
from regionplanner.io.check import labels, shape_findings, unreal_shapes
from regionplanner.io.coverage import SLIVER_M
from regionplanner.io.finding import Finding
from regionplanner.io.near import NEARLY_M, near_misses
from regionplanner.io.segments import Ints, Shapes, segments

_TOLD_M2 = 0.5
"""A unit of which less is moved [m2] is not counted as changed."""

_PASSES = 3
"""Where units moved to close one gap, another can open: it is looked for so often."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Polygons after a repair.

    Attributes
    ----------
    table
        The same rows, with other polygons where something was wrong.
    notes
        What was changed, a sentence each; empty when nothing was.
    """

    table: gpd.GeoDataFrame
    notes: tuple[str, ...] = ()


def repaired_shapes(table: gpd.GeoDataFrame) -> Repaired:
    """Return a layer of which each shape by itself is a valid polygon, where it has an area.

    Parameters
    ----------
    table
        Columns `nis`, `name` and `geometry`, in any CRS.

    Notes
    -----
    Polygons that cross themselves are made valid by the structure of their rings. Of a collection
    the areas are kept. What has no area, lines or nothing at all, cannot be repaired.
    """
    shapes = np.asarray(table.geometry.to_numpy()).copy()
    named = labels(table).to_numpy(dtype=object)
    notes = []
    collections = np.flatnonzero(
        shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION
    )
    areas = np.array([_areas(shape) for shape in shapes[collections]], dtype=object)
    kept = ~shapely.is_empty(areas) if len(areas) else np.array([], dtype=bool)
    if kept.any():
        shapes[collections[kept]] = areas[kept]
        notes.append(
            f"repaired: only the areas were kept of {_units(kept.sum())} with a collection of "
            f"shapes: {listing(named[collections[kept]])}"
        )
    table = table.set_geometry(gpd.GeoSeries(shapes, index=table.index, crs=table.crs))
    for finding in shape_findings(table, table.is_valid):
        if finding.mended:
            notes.append(f"repaired: {finding.mended}")
            wrong = np.flatnonzero(
                ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes) & ~unreal_shapes(table)
            )
            shapes[wrong] = shapely.make_valid(
                shapes[wrong], method="structure", keep_collapsed=False
            )
    return Repaired(
        table.set_geometry(gpd.GeoSeries(shapes, index=table.index, crs=table.crs)), tuple(notes)
    )


def repaired_coverage(table: gpd.GeoDataFrame, findings: Sequence[Finding]) -> Repaired:
    """Return a layer of which neighbours share their borders, as far as that can be repaired.

    Parameters
    ----------
    table
        Columns `nis`, `name` and `geometry` (valid polygons in a metric CRS).
    findings
        What is wrong with it, from `coverage_findings`.

    Raises
    ------
    DataError
        When shapely is too old for it.

    Notes
    -----
    Only the units in the findings and those around them are touched. An overlap goes to the unit
    with which it has the longest border, as does an enclosed gap narrower than `SLIVER_M`; an open
    gap narrower than `NEARLY_M` is filled first.
    """
    if not findings:
        return Repaired(table)
    clean = getattr(shapely, "coverage_clean", None)
    if clean is None:
        raise DataError(
            f"shapely {shapely.__version__} cannot repair borders; 2.2 or later is expected; "
            "pip install --upgrade shapely, or leave out --repair"
        )
    before = np.asarray(table.geometry.to_numpy())
    wrong = {unit for finding in findings for unit in finding.units}
    rows = _with_neighbours(before, np.flatnonzero(table["nis"].isin(wrong)))
    shapes = before.copy()
    for _ in range(_PASSES):
        shapes[rows], filled = _filled(shapes[rows])
        shapes[rows] = clean(shapes[rows], gap_width=SLIVER_M)
        if not filled:
            break
    notes = [f"repaired: {finding.mended}" for finding in findings]
    named = labels(table).to_numpy(dtype=object)
    moved_m2 = np.zeros(len(before))
    moved_m2[rows] = shapely.area(shapely.symmetric_difference(before[rows], shapes[rows]))
    order = np.argsort(-moved_m2, kind="stable")
    order = order[moved_m2[order] >= _TOLD_M2]
    largest = listing(f"{named[row]} {_area(moved_m2[row])}" for row in order)
    notes.append(
        f"the repair changed {_units(len(order))} and moved {_area(moved_m2.sum() / 2)} in all"
        + (f": {largest}" if len(order) else "")
    )
    return Repaired(
        table.set_geometry(gpd.GeoSeries(shapes, index=table.index, crs=table.crs)), tuple(notes)
    )


def nothing_left(table: gpd.GeoDataFrame) -> list[Finding]:
    """Return which units a repair left without any area: they lay under others.

    Parameters
    ----------
    table
        Columns `nis`, `name` and `geometry`.
    """
    gone = table[table.is_empty]
    if gone.empty:
        return []
    named = listing(labels(table)[table.is_empty])
    message = (
        f"the repair left nothing of {_units(len(gone))}: {named}; "
        "each unit needs a polygon that is not under others; correct it in a GIS, "
        "or leave the unit out (--leave-out)"
    )
    return [Finding("shape", tuple(gone["nis"].dropna()), message)]


def _areas(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons in a collection, also in collections in it, as one shape."""
    parts = shapely.get_parts(shapely.get_parts([shape]))
    parts = shapely.get_parts(parts)
    areas = [part for part in parts if part.geom_type == "Polygon"]
    return (
        shapely.union_all(shapely.make_valid(areas, method="structure", keep_collapsed=False))
        if areas
        else shapely.Polygon()
    )


def _with_neighbours(polygons: Shapes, rows: Ints) -> Ints:
    _, around = shapely.STRtree(polygons).query(
        polygons[rows], predicate="dwithin", distance=NEARLY_M
    )
    return np.union1d(rows, around)


def _filled(polygons: Shapes) -> tuple[Shapes, bool]:
    """Return polygons after open gaps between two of them went to the first, and if any did."""
    polygons = polygons.copy()
    tree = shapely.STRtree(polygons)
    first, second, _ = near_misses(polygons, segments(polygons).loose, tree)
    for a, b in zip(first, second, strict=True):
        gap = _between(polygons[a], polygons[b])
        # those filled before have grown by as much
        around = tree.query(gap, predicate="dwithin", distance=2 * NEARLY_M)
        polygons[a] = shapely.union_all(
            [polygons[a], shapely.difference(gap, shapely.union_all(polygons[around]))]
        )
    return polygons, bool(len(first))


def _between(a: shapely.Geometry, b: shapely.Geometry) -> shapely.Geometry:
    """Return the places near both that no disc reaches without touching one (closing)."""
    reach = NEARLY_M + 0.01
    near = shapely.intersection(shapely.buffer(a, reach), shapely.buffer(b, reach))
    window = shapely.buffer(near, 4 * reach)  # beyond it nothing bears on what is near both
    both = shapely.union(shapely.intersection(a, window), shapely.intersection(b, window))
    closed = shapely.buffer(shapely.buffer(both, reach), -reach)
    return shapely.intersection(closed, near)


def _area(square_metres: float) -> str:
    return f"{square_metres:,.0f} m2" if square_metres >= _TOLD_M2 else "less than 1 m2"


def _units(number: int) -> str:
    return counted(number, "unit")
