"""The map of a picture, in millimetres: areas, lines and labels."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from shapely.geometry.base import BaseGeometry

from regionplanner.documents.drawing.paper import Paper
from regionplanner.documents.picture.lettering import PT, font, writable
from regionplanner.documents.picture.placing import LINE, Put, Wanted, put_labels
from regionplanner.maps.colour import OUTSIDE
from regionplanner.maps.layers import INK
from regionplanner.plan.plan import Plan

Style = Mapping[str, Any]

UNIT: Style = {"edgecolor": "#ffffff", "linewidth": 0.45}
REGION: Style = {"edgecolor": INK, "linewidth": 1.0, "capstyle": "round", "joinstyle": "round"}
BAND: Style = {"edgecolor": "#ffffff", "linewidth": 2.8, "capstyle": "butt", "joinstyle": "round"}
DASH: Style = {
    "edgecolor": INK,
    "linewidth": 1.6,
    "linestyle": (0, (5.5, 1.6)),
    "capstyle": "butt",
    "joinstyle": "round",
}
LINK: Style = {"edgecolor": INK, "linewidth": 1.1, "linestyle": (0, (0.8, 1.8))}
LATER: Style = {
    "facecolor": "#f4f6f7",
    "hatch": "//////",
    "edgecolor": "#a3acb4",
    "linewidth": 0.0,
}
HOLE: Style = {"facecolor": "#e9ecee", "edgecolor": "#8b959e", "linewidth": 0.6}
_OPACITY = 0.58  # as on the page, but mixed with white: not every printer knows opacity
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
    paper
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

    paper: Paper
    plan: Plan
    colours: Mapping[str, str]
    parents: Mapping[str, tuple[str, ...]]
    later: frozenset[str]
    hole_name: str
    numbered: bool


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """What must be told around a map.

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
    """From units of paper to millimetres."""

    unit_mm: float
    left: float
    top: float

    def moved(self, shape: BaseGeometry) -> BaseGeometry:
        corner = (self.left, self.top)
        return shapely.transform(shape, lambda xy: xy * self.unit_mm + corner)


def draw_map(axes: Axes, shown: PrintedMap, frame: Frame) -> DrawnMap:
    """Return what must be told around the map, when it is drawn.

    Parameters
    ----------
    axes
        In millimetres, y down.
    shown
        What the map shows.
    frame
        Where it goes; the map keeps its shape, and is in the middle.
    """
    scale = _scale(shown.paper, frame)
    _draw_areas(axes, shown, scale)
    _draw_lines(axes, shown, scale)
    labels = put_labels(_labels(shown, scale))
    for label in labels:
        _write(axes, label)
    numbers = frozenset(one.wanted.short for one in labels if one.lines == (one.wanted.short,))
    return DrawnMap(shown.paper.unit_m / scale.unit_mm, numbers)


def pale(colour: str) -> str:
    """Return a colour mixed with white, as areas have it.

    Parameters
    ----------
    colour
        ``"#rrggbb"``.
    """
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (part - 255) * _OPACITY):02x}" for part in parts)


def _scale(paper: Paper, frame: Frame) -> _Scale:
    left, top, right, bottom = paper.box(paper.units.index)
    unit_mm = min(frame.width / (right - left), frame.height / (bottom - top))
    return _Scale(
        unit_mm,
        frame.left + frame.width / 2 - unit_mm * (left + right) / 2,
        frame.top + frame.height / 2 - unit_mm * (top + bottom) / 2,
    )


def _draw_areas(axes: Axes, shown: PrintedMap, scale: _Scale) -> None:
    where = shown.plan.assignment
    if shown.paper.hole is not None:
        axes.add_patch(PathPatch(_path(scale.moved(shown.paper.hole)), **HOLE))
    alike: dict[str, list[Path]] = {}
    for nis, shape in shown.paper.units.items():
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
    parents = shown.paper.borders(shown.parents)
    groups = {region.code: region.members for region in shown.plan}
    regions = shown.paper.borders(groups, without=parents)
    drawn = ((regions, REGION), (parents, BAND), (parents, DASH), (shown.paper.link_lines, LINK))
    for lines, style in drawn:
        if not lines.is_empty:
            axes.add_patch(PathPatch(_path(scale.moved(lines)), facecolor="none", **style))


def _labels(shown: PrintedMap, scale: _Scale) -> list[Wanted]:
    wanted = [
        Wanted(
            writable(region.label),
            scale.moved(shown.paper.area(region.members)),
            short=str(number) if shown.numbered else "",
        )
        for number, region in enumerate(shown.plan, 1)
    ]
    if shown.paper.hole is not None:
        wanted.append(Wanted(shown.hole_name, scale.moved(shown.paper.hole), "italic"))
    return wanted


def _write(axes: Axes, label: Put) -> None:
    """Write a label, with its halo as lines under it: the letters of a PDF stay letters."""
    height = LINE * label.size_pt * PT
    for n, line in enumerate(label.lines):
        y = label.y + (n - (len(label.lines) - 1) / 2) * height
        for halo in (True, False):
            written = axes.text(
                label.x,
                y + 0.36 * label.size_pt * PT,  # half the height of a capital
                line,
                fontproperties=font(label.wanted.style, label.size_pt),
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
