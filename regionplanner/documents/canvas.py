"""The municipalities as drawn on paper, in whole numbers, y down, and shapes as SVG path data."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from regionplanner.data.municipalities import Municipalities
from regionplanner.maps import shapes
from regionplanner.maps.shapes import TOLERANCE_M, drawn_pairs

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def path_data(shape: BaseGeometry) -> str:
    """Return a polygon or line, or many, as the ``d`` of a path; empty when nothing is left.

    Parameters
    ----------
    shape
        In units of the drawing; coordinates are rounded to whole numbers.
    """
    parts = shapely.get_parts(shape)
    return "".join(piece for part in parts for piece in _pieces(part))


def inside(shape: BaseGeometry, box: Box) -> BaseGeometry:
    """Return what lies inside a box, so that nothing that is not seen takes bytes.

    Parameters
    ----------
    shape
        Polygons or lines.
    box
        Where to cut.
    """
    left, top, right, bottom = shape.bounds
    if left >= box[0] and top >= box[1] and right <= box[2] and bottom <= box[3]:
        return shape
    clipped = shapely.clip_by_rect(shape, *box)
    return shapely.line_merge(clipped) if shape.geom_type.endswith("LineString") else clipped


def _pieces(part: BaseGeometry) -> Iterator[str]:
    if part.geom_type == "Polygon":
        for ring in shapely.get_rings(part):
            yield _stroke(shapely.get_coordinates(ring)[:-1], closed=True)
    elif part.geom_type in {"LineString", "LinearRing"}:
        points = shapely.get_coordinates(part)
        is_ring = len(points) > 3 and bool((points[0] == points[-1]).all())
        yield _stroke(points[:-1] if is_ring else points, closed=is_ring)


def _stroke(points: NDArray[np.float64], *, closed: bool) -> str:
    whole = np.round(points).astype(int)
    steps = np.diff(whole, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < (2 if closed else 1):
        return ""
    start = f"M{_numbers(whole[0].tolist())}"
    moves = _numbers(number for step in steps.tolist() for number in step)
    return f"{start}l{moves}{'z' if closed else ''}"


def _numbers(values: Iterable[int]) -> str:
    """Return numbers with a blank only where no minus sign tells them apart."""
    text = " ".join(map(str, values))
    return text.replace(" -", "-")


SIZE = 12_000
"""Width or height of the canvas, whichever is more [units], where the units allow it."""
_FINER = (1, 2, 4, 16)  # as much: a unit is 5 m in Flanders, for the slivers of Baarle-Hertog
_SPOT = 5.0
_SMALL = 0.03  # of the longest outer border: Baarle-Hertog's 26 parts would be a blot


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label goes.

    Attributes
    ----------
    x, y
        Its middle [units].
    room
        Half width that is free around it [units].
    area
        What it stands in [units].
    """

    x: float
    y: float
    room: float
    area: BaseGeometry


@dataclass(frozen=True)  # no slots: parts are made when they are first asked for
class Canvas:
    """The municipalities on a canvas, as for paper.

    Attributes
    ----------
    units
        Polygons, index ``nis``, in whole units, y down: one coverage.
    unit_m
        Length of a unit [m].
    links
        Declared links between units that do not touch, and
    link_lines
        a line for each.
    hole
        The Brussels-Capital Region, where the units leave it out.
    """

    units: gpd.GeoSeries
    unit_m: float
    links: tuple[tuple[str, str], ...]
    link_lines: BaseGeometry
    hole: shapely.Polygon | None

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of units that touch on it."""
        return drawn_pairs(self.units)

    @cached_property
    def spots(self) -> Mapping[str, Spot]:
        """Where the label of each unit goes."""
        return {str(nis): label_spot(shape) for nis, shape in self.units.items()}

    @cached_property
    def index(self) -> shapely.STRtree:
        """Finds the units (by position) whose bounds meet a shape."""
        return shapely.STRtree(self.units.to_numpy())

    @cached_property
    def boxes(self) -> NDArray[np.float64]:
        """Bounds of each unit, shape ``(n_units, 4)``."""
        return np.asarray(self.units.bounds.to_numpy(), dtype=float)

    @cached_property
    def _outer(self) -> BaseGeometry:
        """The outer border, as lines: no border between two."""
        return shapes.border_lines(shapes.merged(self.units, {"": [*self.units.index]}))

    @cached_property
    def coast(self) -> BaseGeometry:
        """The outer border to draw: none round small parts, which the borders of units show."""
        lines = shapely.get_parts(self._outer)
        lengths = shapely.length(lines)
        return shapely.MultiLineString([*lines[lengths > _SMALL * lengths.max()]])

    def area(self, group: Iterable[str]) -> BaseGeometry:
        """Return the outline of a group of units, without slivers."""
        merged = shapes.merged(self.units, {"": sorted(group)})
        area: BaseGeometry = shapes.without_slivers(merged).iloc[0]
        return area

    def spot(self, group: Iterable[str]) -> Spot:
        """Return where the label of a group of units goes."""
        return label_spot(self.area(group))

    def box(self, group: Collection[str]) -> tuple[float, float, float, float]:
        """Return the bounds of a group of units: left, top, right, bottom."""
        rows = self.boxes[self.units.index.isin(list(group))]
        left, top = rows[:, :2].min(axis=0)
        right, bottom = rows[:, 2:].max(axis=0)
        return float(left), float(top), float(right), float(bottom)

    def borders(
        self, groups: Mapping[str, Iterable[str]], *, without: BaseGeometry | None = None
    ) -> BaseGeometry:
        """Return the borders between groups of units as lines, each once, without lines drawn.

        An outline round each of Baarle-Hertog's 26 parts would be a blot: slivers have none.
        """
        if not groups:
            return shapely.MultiLineString()
        areas = shapes.without_slivers(shapes.merged(self.units, groups))
        drawn = self._outer if without is None else shapely.union(self._outer, without)
        return shapes.border_lines(areas, without=drawn)

    def between(self, pairs: Collection[tuple[str, str]]) -> BaseGeometry:
        """Return the borders between pairs of units as lines."""
        if not pairs:
            return shapely.MultiLineString()
        sides = ([pair[n] for pair in pairs] for n in (0, 1))
        a, b = (self.units[codes].to_numpy() for codes in sides)
        parts = shapely.get_parts(shapely.intersection(a, b))
        lines = parts[shapely.get_dimensions(parts) == 1]
        return shapely.line_merge(shapely.MultiLineString([*shapely.get_parts(lines)]))


def canvas(
    municipalities: Municipalities,
    links: Iterable[tuple[str, str]] | None = None,
    *,
    tolerance_m: float = TOLERANCE_M,
) -> Canvas:
    """Return municipalities as drawn on paper.

    Parameters
    ----------
    municipalities
        The units, with declared links.
    links
        Pairs that count as neighbours by a link (`linked_units`); None: those of the units.
    tolerance_m
        Tolerance of `shapely.coverage_simplify` [m]; 0 keeps every point.

    Examples
    --------
    A map of a plan; make the canvas and the lines once, they are the costly part::

        drawn = canvas(municipalities)
        lines = drawn.borders({region.code: region.members for region in plan})
        svg_map(drawn, fills=fills, within=plan.assignment, region_lines=lines, width=700)
    """
    frame = municipalities.frame
    shown = frame.geometry.to_numpy()
    if tolerance_m > 0:
        shown = shapes.coverage(shapely.coverage_simplify(shown, tolerance_m))
    left, bottom, right, top = shapely.total_bounds(shown)
    unit_m = max(right - left, top - bottom, 1e-9) / SIZE
    units, unit_m = _rounded(shown, (left, top), unit_m)
    series = gpd.GeoSeries(units, index=frame.index)
    brussels = gpd.GeoSeries([shapes.BRUSSELS], crs=4326).to_crs(frame.crs).iloc[0]
    place = shapely.Point((brussels.x - left) / unit_m, (top - brussels.y) / unit_m)
    linked = municipalities.links if links is None else links
    apart = tuple(shapes.apart(series, linked))
    ends = [
        [(spot.x, spot.y) for spot in (label_spot(series[nis]) for nis in pair)] for pair in apart
    ]
    return Canvas(
        units=series,
        unit_m=unit_m,
        links=apart,
        link_lines=shapely.MultiLineString([shapely.LineString(np.round(end)) for end in ends]),
        hole=shapes.hole_at(series, place),
    )


def parent_members(municipalities: Municipalities) -> dict[str, tuple[str, ...]]:
    """Return the municipalities of each reference region, by code."""
    parents = municipalities.frame.groupby("reference_region", sort=True).groups
    return {str(code): tuple(map(str, units)) for code, units in parents.items()}


def label_spot(area: BaseGeometry) -> Spot:
    """Return where the label of an area goes."""
    point, room = shapes.widest_spot(area, tolerance=_SPOT)
    return Spot(point.x, point.y, room, area)


def _rounded(
    shown: NDArray[np.object_], corner: tuple[float, float], unit_m: float
) -> tuple[NDArray[np.object_], float]:
    """Return polygons in whole units, finer ones where small units would fall together."""
    for finer in _FINER:
        unit = unit_m / finer
        exact = shapely.transform(shown, partial(_on_paper, corner=corner, unit_m=unit))
        whole = shapes.rounded(exact)
        if whole is not None:
            return whole, unit
    return exact, unit


def _on_paper(
    xy: NDArray[np.float64], corner: tuple[float, float], unit_m: float
) -> NDArray[np.float64]:
    left, top = corner
    return np.column_stack([xy[:, 0] - left, top - xy[:, 1]]) / unit_m
