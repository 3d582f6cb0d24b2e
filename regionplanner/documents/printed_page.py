"""A printed page: the map, and around it title, legend, regions, sources. Millimetres, y down."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from shapely.geometry.base import BaseGeometry

from regionplanner.documents.canvas import Canvas
from regionplanner.documents.label_placement import (
    LINE,
    PT,
    LabelPlacement,
    LabelRequest,
    Style,
    font,
    place_labels,
    shortened,
    wrapped,
    writable,
)
from regionplanner.maps.colour import INK, OUTSIDE, UNIT_LINE, pale
from regionplanner.plan.plan import Plan

LineStyle = Mapping[str, Any]

_ROUND: LineStyle = {"capstyle": "round", "joinstyle": "round"}
UNIT: LineStyle = {"edgecolor": UNIT_LINE, "linewidth": 0.35}
COAST: LineStyle = {"edgecolor": INK, "linewidth": 0.6, **_ROUND}
REGION: LineStyle = {"edgecolor": INK, "linewidth": 1.7, **_ROUND}
PARENT: LineStyle = {"edgecolor": INK, "linewidth": 1.7, "capstyle": "butt", "joinstyle": "round"}
PARENT_CORE: LineStyle = {**PARENT, "edgecolor": "#ffffff", "linewidth": 0.5}
LINK: LineStyle = {"edgecolor": INK, "linewidth": 1.1, "linestyle": (0, (0.8, 1.8))}
LATER: LineStyle = {
    "facecolor": "#f4f6f7",
    "hatch": "//////",
    "edgecolor": "#a3acb4",
    "linewidth": 0.0,
}
HOLE: LineStyle = {"facecolor": "#e9ecee", "edgecolor": "#8b959e", "linewidth": 0.6}
_HALO_PT = 2.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a map goes: its left upper corner and its size [mm]."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PrintedMap:
    """What a map shows.

    Attributes
    ----------
    canvas
        The drawn units.
    plan
        The regions.
    colours
        Colour by region code.
    parents
        Members of each reference region, by code.
    later
        Units that are left for later.
    hole_name
        What the hole in the units is called.
    numbered
        Whether a list says which region a number stands for.
    """

    canvas: Canvas
    plan: Plan
    colours: Mapping[str, str]
    parents: Mapping[str, tuple[str, ...]]
    later: frozenset[str]
    hole_name: str
    numbered: bool


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """What must be said around a map.

    Attributes
    ----------
    metres_per_mm
        Its scale.
    numbers
        Those that stand for the name of a region, for which there is no room: ``"1"`` for the
        first region of the plan.
    """

    metres_per_mm: float
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Scale:
    """From units of canvas to millimetres."""

    unit_mm: float
    left: float
    top: float

    def moved(self, shape: BaseGeometry) -> BaseGeometry:
        corner = (self.left, self.top)
        return shapely.transform(shape, lambda xy: xy * self.unit_mm + corner)


def draw_map(axes: Axes, shown: PrintedMap, frame: Frame) -> DrawnMap:
    """Return what must be said around the map, when it is drawn.

    Parameters
    ----------
    axes
        In millimetres, y down.
    shown
        What the map shows.
    frame
        Where it goes; the map keeps its shape, and is in the middle.
    """
    scale = _scale(shown.canvas, frame)
    _draw_areas(axes, shown, scale)
    _draw_lines(axes, shown, scale)
    labels = place_labels(_labels(shown, scale))
    for label in labels:
        _write(axes, label)
    numbers = frozenset(
        text.request.short for text in labels if text.lines == (text.request.short,)
    )
    return DrawnMap(shown.canvas.unit_m / scale.unit_mm, numbers)


def _scale(canvas: Canvas, frame: Frame) -> _Scale:
    left, top, right, bottom = canvas.box(canvas.units.index)
    unit_mm = min(frame.width / (right - left), frame.height / (bottom - top))
    return _Scale(
        unit_mm,
        frame.left + frame.width / 2 - unit_mm * (left + right) / 2,
        frame.top + frame.height / 2 - unit_mm * (top + bottom) / 2,
    )


def _draw_areas(axes: Axes, shown: PrintedMap, scale: _Scale) -> None:
    where = shown.plan.assignment
    if shown.canvas.hole is not None:
        axes.add_patch(PathPatch(_path(scale.moved(shown.canvas.hole)), **HOLE))
    alike: dict[str, list[Path]] = {}
    for nis, shape in shown.canvas.units.items():
        outside = "later" if nis in shown.later else OUTSIDE
        fill = pale(shown.colours[where[nis]]) if nis in where else outside
        alike.setdefault(fill, []).append(_path(scale.moved(shape)))
    if later := alike.pop("later", []):
        axes.add_collection(PathCollection(later, **LATER), autolim=False)
        # lines of hatching have the colour of the border, so that is drawn by itself
        axes.add_collection(PathCollection(later, facecolor="none", **UNIT), autolim=False)
    for fill, paths in alike.items():
        axes.add_collection(PathCollection(paths, facecolor=fill, **UNIT), autolim=False)


def _draw_lines(axes: Axes, shown: PrintedMap, scale: _Scale) -> None:
    parents = shown.canvas.borders(shown.parents)
    groups = {region.code: region.members for region in shown.plan}
    regions = shown.canvas.borders(groups, without=parents)
    drawn = (
        (shown.canvas.coast, COAST),
        (regions, REGION),
        (parents, PARENT),
        (parents, PARENT_CORE),
        (shown.canvas.link_lines, LINK),
    )
    for lines, style in drawn:
        if not lines.is_empty:
            axes.add_patch(PathPatch(_path(scale.moved(lines)), facecolor="none", **style))


def _labels(shown: PrintedMap, scale: _Scale) -> list[LabelRequest]:
    wanted = [
        LabelRequest(
            writable(region.label),
            scale.moved(shown.canvas.area(region.members)),
            short=str(number) if shown.numbered else "",
        )
        for number, region in enumerate(shown.plan, 1)
    ]
    if shown.canvas.hole is not None:
        wanted.append(LabelRequest(shown.hole_name, scale.moved(shown.canvas.hole), "italic"))
    return wanted


def _write(axes: Axes, label: LabelPlacement) -> None:
    """Write a label, with its halo as lines under it: the letters of a PDF stay letters."""
    height = LINE * label.size_pt * PT
    for n, line in enumerate(label.lines):
        y = label.y + (n - (len(label.lines) - 1) / 2) * height
        for halo in (True, False):
            written = axes.text(
                label.x,
                y + 0.36 * label.size_pt * PT,  # half the height of a capital
                line,
                fontproperties=font(label.request.style, label.size_pt),
                color=INK,
                ha="center",
                va="baseline",
                parse_math=False,
            )
            if halo:
                stroke = Stroke(linewidth=_HALO_PT, foreground="#ffffff", joinstyle="round")
                written.set_path_effects([stroke])


def _path(shape: BaseGeometry) -> Path:
    """Return polygons or lines as one path."""
    strokes = [
        shapely.get_coordinates(line)
        for part in shapely.get_parts(shape)
        for line in (shapely.get_rings(part) if part.geom_type == "Polygon" else [part])
    ]
    codes = [
        np.r_[Path.MOVETO, np.full(len(points) - 1, Path.LINETO)].astype(Path.code_type)
        for points in strokes
    ]
    return Path(np.concatenate(strokes), np.concatenate(codes))


WIDTH, HEIGHT, MARGIN = 297.0, 210.0, 10.0
"""A4, landscape [mm]."""
_SOFT = "#46525d"
_LIST_FORMS = ((2, 3.9, 7.0), (3, 3.6, 6.5), (4, 3.3, 6.0), (5, 2.8, 5.0))
"""Columns, height of a row [mm] and size of letters [pt] of the list, the most legible first."""
_SWATCH_MM = 6.5
_WIDEST_MM = 76.0  # of a column: a number far from its name is hard to follow

Kind = Literal["unit", "region", "parent", "link", "later", "outside"]


@dataclass(frozen=True, slots=True)
class Letters:
    """How a line is written: size [pt], style, colour, and where it is (`ha` of matplotlib)."""

    size_pt: float
    style: Style = "plain"
    colour: str = INK
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Listed:
    """A region in the list.

    Attributes
    ----------
    fill
        Its colour.
    title
        Its name.
    count
        How many municipalities it has.
    """

    fill: str
    title: str
    count: str


def write(
    axes: Axes, text: str, at: tuple[float, float], letters: Letters, most_mm: float = math.inf
) -> None:
    """Write one line, of letters that the font has.

    Parameters
    ----------
    axes
        In millimetres, y down.
    text
        What is written; cut where it is wider than it may be.
    at
        Where its base line is [mm].
    letters
        How it is written.
    most_mm
        How wide it may be [mm].
    """
    size, style = letters.size_pt, letters.style
    axes.text(
        *at,
        shortened(writable(text), most_mm, style, size),
        fontproperties=font(style, size),
        color=letters.colour,
        ha=letters.align,
        va="baseline",
        parse_math=False,
    )


def write_head(axes: Axes, title: str, status: str, sentences: str) -> None:
    """Write the title, that it is a proposal, and what it is."""
    right = WIDTH - MARGIN
    write(axes, title, (MARGIN, 16.5), Letters(17, "bold"), most_mm=205)
    tag = Rectangle((right - 60, 10.3), 60, 8.4, facecolor="#ffffff", edgecolor=INK, linewidth=0.9)
    axes.add_patch(tag)
    write(axes, status, (right - 30, 15.7), Letters(9, "bold", align="center"), most_mm=56)
    small = Letters(8.2, colour=_SOFT)
    for n, line in enumerate(wrapped(writable(sentences), right - MARGIN, "plain", 8.2)[:2]):
        write(axes, line, (MARGIN, 22.8 + 3.9 * n), small)


def draw_legend(axes: Axes, entries: Sequence[tuple[Kind, str]], frame: Frame) -> float:
    """Return where the legend ends [mm], when it is drawn."""
    y = frame.top
    for kind, text in entries:
        _draw_sample(axes, kind, frame.left, y)
        x = frame.left + _SWATCH_MM + 2.2
        lines = wrapped(writable(text), frame.width - _SWATCH_MM - 2.2, "plain", 7)
        for line in lines:
            write(axes, line, (x, y + 2.4), Letters(7))
            y += 3.4
        y += 1.2
    return y


def draw_scale_bar(axes: Axes, metres_per_mm: float, at: tuple[float, float]) -> None:
    """Draw how long a round number of kilometres is.

    Parameters
    ----------
    axes
        In millimetres, y down.
    metres_per_mm
        Scale of the map.
    at
        Its left end [mm].
    """
    x, y = at
    longest_km = 40 * metres_per_mm / 1000
    power = 10.0 ** math.floor(math.log10(longest_km))
    km = max(step * power for step in (1, 2, 5) if step * power <= longest_km)
    length = km * 1000 / metres_per_mm
    for half, fill in ((0, INK), (1, "#ffffff")):
        part = Rectangle((x + half * length / 2, y), length / 2, 1.1, linewidth=0.5)
        part.set(facecolor=fill, edgecolor=INK)
        axes.add_patch(part)
    small = Letters(6, align="center")
    write(axes, "0", (x, y - 0.9), small)
    write(axes, f"{km:g} km", (x + length, y - 0.9), small)


def has_list(n_regions: int, frame: Frame) -> bool:
    """Return whether a list of so many regions can be read."""
    return _list_form(n_regions, frame) is not None


def _list_form(n_regions: int, frame: Frame) -> tuple[int, float, float] | None:
    room = frame.height - 5
    fitting = (form for form in _LIST_FORMS if form[0] * int(room / form[1]) >= n_regions)
    return next(fitting, None)


def draw_list(axes: Axes, regions: Sequence[Listed], heading: str, frame: Frame) -> None:
    """Draw the list of regions; nothing where there are too many to be read."""
    form = _list_form(len(regions), frame)
    if form is None:
        return
    columns, row_mm, size = form
    write(axes, heading, (frame.left, frame.top + 2.4), Letters(8, "bold"), most_mm=frame.width)
    n_rows = -(-len(regions) // columns)
    width = min(frame.width / columns, _WIDEST_MM)
    for n, region in enumerate(regions):
        x = frame.left + (n // n_rows) * width
        y = frame.top + 5 + (n % n_rows) * row_mm
        side = row_mm * 0.68
        square = Rectangle((x, y), side, side, facecolor=region.fill, edgecolor=INK, linewidth=0.4)
        axes.add_patch(square)
        base = y + side * 0.92
        write(axes, region.title, (x + side + 1.5, base), Letters(size), width - side - 9)
        count = Letters(size, colour=_SOFT, align="right")
        write(axes, region.count, (x + width - 3, base), count)


def write_foot(axes: Axes, sentences: Sequence[str]) -> None:
    """Write where the data came from, and what is approximate, at the foot of the page."""
    most = WIDTH - 2 * MARGIN
    lines = [line for text in sentences for line in wrapped(writable(text), most, "plain", 6.4)]
    top = HEIGHT - MARGIN - 3.0 * len(lines)
    axes.add_line(Line2D([MARGIN, WIDTH - MARGIN], [top, top], color="#a3acb4", linewidth=0.5))
    for n, line in enumerate(lines, 1):
        write(axes, line, (MARGIN, top + 3.0 * n), Letters(6.4, colour=_SOFT))


def _draw_sample(axes: Axes, kind: Kind, x: float, y: float) -> None:
    """Draw how a line or an area looks."""
    fills: dict[Kind, LineStyle] = {
        "later": LATER,
        "outside": {"facecolor": OUTSIDE, "linewidth": 0.0},
    }
    lines: dict[Kind, tuple[LineStyle, ...]] = {
        "unit": (UNIT,),
        "region": (REGION,),
        "parent": (PARENT, PARENT_CORE),
        "link": (LINK,),
    }
    ground = fills.get(kind) or {"facecolor": "#dde2e6", "linewidth": 0.0}
    if kind != "link":
        axes.add_patch(Rectangle((x, y), _SWATCH_MM, 3.0, **ground))
    for style in lines.get(kind, ()):
        _draw_line(axes, style, (x, x + _SWATCH_MM), y + 1.5)


def _draw_line(axes: Axes, style: LineStyle, ends: tuple[float, float], y: float) -> None:
    cap = style.get("capstyle", "butt")
    line = Line2D(ends, (y, y), color=style["edgecolor"], linewidth=style["linewidth"])
    line.set(linestyle=style.get("linestyle", "-"), solid_capstyle="butt", dash_capstyle=cap)
    axes.add_line(line)
