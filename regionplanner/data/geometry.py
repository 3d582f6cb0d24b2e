"""Geometry: what is wrong between polygons, and fixing it where that is asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from regionplanner.data.borders import (
    Floats,
    Ints,
    Mask,
    Segments,
    Shapes,
    made_valid,
    segments,
    with_shapes,
)
from regionplanner.data.check import Finding, Kind, labels, shape_findings, unreal_shapes
from regionplanner.errors import DataError, Message, counted, joined, length_text, listing

NEARLY_M = 5.0
"""Units that do not touch but come nearer than this [m] leave a gap. Official boundaries have
near misses that are real from 11 m (Genk and Maasmechelen)."""

Pairs = tuple[Ints, Ints]

SLIVER_M = 25.0
"""An enclosed hole narrower than this [m] is a gap; wider ones are taken for real (Brussels; the
Dutch enclaves of Baarle-Hertog, from 88 m)."""

BESIDE_M, BESIDE_LENGTH_M = 0.5, 3.0
"""Borders that run nearer than the first [m] for more than the second [m], without following one
line, were meant to be one; where borders part at a corner they are near for less."""

IN_A_GIS = Message(
    "make the units share one border in a GIS (QGIS: snap geometries, then check topology), "
    "or have it repaired with --repair"
)

NOT_REPAIRED = Message(
    "the repair could not fix it: make the units share one border in a GIS (QGIS: snap "
    "geometries, then check topology)"
)

_COUNTED_M2 = 0.5
"""A unit of which less is moved [m2] is not counted as changed."""

_PASSES = 3
"""Where units moved to close one gap, another can open: it is looked for so often."""


def near_misses(
    polygons: Shapes, loose: Shapes, tree: shapely.STRtree
) -> tuple[Ints, Ints, Floats]:
    """Return which units come nearer than `NEARLY_M` without touching, and how near [m].

    Where another unit lies between them, which borders on both, nothing is wrong.

    Parameters
    ----------
    polygons
        Of the units, shape ``(n_units,)``.
    loose
        The lines that each shares with no other, see `Segments`; same shape.
    tree
        Of the polygons.

    Returns
    -------
    first, second : numpy.ndarray
        Positions of each pair, the smaller first, sorted.
    distance_m : numpy.ndarray
        Between them [m].
    """
    rows = np.flatnonzero(~shapely.is_empty(loose))
    lines = loose[rows]
    a, b = shapely.STRtree(lines).query(lines, predicate="dwithin", distance=NEARLY_M)
    first, second = once(rows[a], rows[b])
    distance = shapely.distance(polygons[first], polygons[second])
    apart = (distance > 0) & (distance <= NEARLY_M)
    first, second, distance = first[apart], second[apart], distance[apart]
    lines = shapely.shortest_line(polygons[first], polygons[second])
    middle = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    covered, _ = tree.query(middle, predicate="intersects")
    free = np.setdiff1d(np.arange(len(first)), covered)
    return first[free], second[free], distance[free]


def once(a: Ints, b: Ints) -> Pairs:
    """Return pairs of different positions, the smaller first, sorted, each once."""
    apart = a != b
    pairs = np.sort(np.column_stack([a[apart], b[apart]]), axis=1)
    first, second = np.unique(pairs, axis=0).T
    return first, second


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
        message = joined([wrong, expected, self.advice])
        return Finding(kind, tuple(sorted(known)), message, fixable=wrong)


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
        Message(
            "{first} and {second} ({area})",
            first=layer.names[first[i]],
            second=layer.names[second[i]],
            area=_area(area_m2[i]),
        )
        for i in large
    )
    wrong = Message(
        "{count} pair(s) of units overlap: {pairs}", count=len(large), pairs=listing(texts)
    )
    rows = set(np.r_[first[large], second[large]].tolist())
    expected = Message("a place lies in one unit only")
    return [layer.finding("overlap", rows, wrong, expected)], rows


def _gaps(layer: _Layer) -> tuple[list[Finding], set[int]]:
    """Return the gaps, and the rows they are between."""
    texts: list[str] = []
    rows: set[int] = set()
    for hole in _holes(layer):
        around = np.sort(layer.tree.query(hole, predicate="intersects"))
        if len(around) == 1:  # a pond: no neighbours are lost
            continue
        rows |= set(around.tolist())
        units = listing(layer.names[around], at_most=3)
        texts.append(Message("{size} between {units}", size=_area(hole.area), units=units))
    first, second, distance = near_misses(layer.polygons, layer.loose, layer.tree)
    for a, b, metres in zip(first.tolist(), second.tolist(), distance.tolist(), strict=True):
        if not rows.issuperset((a, b)):
            size, units = length_text(metres), listing(layer.names[[a, b]])
            texts.append(Message("{size} between {units}", size=size, units=units))
            rows |= {a, b}
    if not texts:
        return [], set()
    wrong = Message("{count} gap(s) between units: {gaps}", count=len(texts), gaps=listing(texts))
    return [layer.finding("gap", rows, wrong, Message("neighbours share their border"))], rows


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


def _mismatches(layer: _Layer, pairs: Pairs, reported: set[int]) -> list[Finding]:
    """Return the borders along which neighbours lie side by side but not on one line."""
    first, second = pairs
    near = np.union1d(first, second)
    wrong = dict(zip(near, shapely.coverage_invalid_edges(layer.polygons[near]), strict=True))
    a, b = np.r_[first, second], np.r_[second, first]
    order = np.argsort(a, kind="stable")
    beside = dict(zip(near, np.split(b[order], np.flatnonzero(np.diff(a[order])) + 1), strict=True))
    rows = []
    for row in layer.dirty.tolist():
        if row in reported or row not in wrong or wrong[row].is_empty:
            continue
        around = shapely.union_all(shapely.boundary(layer.polygons[beside[row]]))
        off_line = shapely.difference(wrong[row], around)
        beside_m = shapely.length(shapely.intersection(off_line, around.buffer(BESIDE_M)))
        if beside_m > BESIDE_LENGTH_M:
            rows.append(row)
    if not rows:
        return []
    text = "the borders of {units} do not follow the same line as those of their neighbours"
    off = Message(text, units=listing(layer.names[rows]))
    expected = Message("neighbours share their border, point by point")
    return [layer.finding("mismatch", rows, off, expected)]


def _area(square_metres: float) -> str:
    if square_metres < 1:
        return Message("under 1 m2")
    if square_metres < 1e5:
        return Message("{area:.0f} m2", area=square_metres)
    return Message("{area:.2f} km2", area=square_metres / 1e6)


@dataclass(frozen=True, slots=True)
class FixedGeometry:
    """The same rows with other polygons where something was wrong, and what was changed."""

    table: gpd.GeoDataFrame
    notes: tuple[str, ...] = ()


def fixed_shapes(table: gpd.GeoDataFrame) -> FixedGeometry:
    """Return a layer, in any CRS, of which each shape is a valid polygon, where it has an area.

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
            Message(
                "repaired: only the areas were kept of {units} with a collection of shapes: "
                "{names}",
                units=counted(int(kept.sum()), "unit"),
                names=listing(named[collections[kept]]),
            )
        )
    table = with_shapes(table, shapes)
    for finding in shape_findings(table, table.is_valid):
        if finding.fixable:
            notes.append(Message("repaired: {wrong}", wrong=finding.fixable))
            wrong = np.flatnonzero(
                ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes) & ~unreal_shapes(table)
            )
            shapes[wrong] = made_valid(shapes[wrong])
    return FixedGeometry(with_shapes(table, shapes), tuple(notes))


def fixed_coverage(table: gpd.GeoDataFrame, findings: Sequence[Finding]) -> FixedGeometry:
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
        return FixedGeometry(table)
    clean = getattr(shapely, "coverage_clean", None)
    if clean is None:
        raise DataError(
            "shapely {version} cannot repair borders; 2.2 or later is expected; "
            "pip install --upgrade shapely, or leave out --repair",
            version=shapely.__version__,
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
    notes = [Message("repaired: {wrong}", wrong=finding.fixable) for finding in findings]
    named = labels(table).to_numpy(dtype=object)
    moved = shapely.symmetric_difference(before[rows], shapes[rows])
    moved_m2 = np.zeros(len(before))
    moved_m2[rows] = shapely.area(moved)
    order = np.argsort(-moved_m2, kind="stable")
    order = order[moved_m2[order] >= _COUNTED_M2]
    notes.append(
        Message(
            "the repair changed {units} and moved {size} in all: {largest}"
            if len(order)
            else "the repair changed no unit by 1 m2 or more, and moved {size} in all",
            units=counted(len(order), "unit"),
            size=_size(shapely.union_all(moved).area),  # a place that changed hands counts once
            largest=listing(joined([named[row], _size(moved_m2[row])], " ") for row in order),
        )
    )
    return FixedGeometry(with_shapes(table, shapes), tuple(notes))


def nothing_left(table: gpd.GeoDataFrame) -> list[Finding]:
    """Return which units a repair left without any area: they lay under others."""
    gone = table[table.is_empty]
    if gone.empty:
        return []
    message = Message(
        "the repair left nothing of {units}: {names}; each unit needs a polygon that is not under "
        "others; correct it in a GIS, or leave the unit out (--leave-out)",
        units=counted(len(gone), "unit"),
        names=listing(labels(table)[table.is_empty]),
    )
    return [Finding("shape", tuple(gone["nis"].dropna()), message)]


def _areas(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons in a collection, also in collections in it, as one shape."""
    parts = shapely.get_parts(shapely.get_parts([shape]))
    parts = shapely.get_parts(parts)
    areas = [part for part in parts if part.geom_type == "Polygon"]
    return shapely.union_all(made_valid(np.array(areas))) if areas else shapely.Polygon()


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


def _size(square_metres: float) -> str:
    if square_metres < _COUNTED_M2:
        return Message("less than 1 m2")
    return Message("{area:,.0f} m2", area=square_metres)
