"""Letters of pictures, and where the labels of areas go: the roomiest choose first."""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from regionplanner.documents.label_rounds import placed_in_rounds
from regionplanner.maps.shapes import widest_spot
from regionplanner.words.text import plain

Style = Literal["plain", "bold", "italic"]

PT = 25.4 / 72
"""A point [mm]."""
_FILES: dict[Style, str] = {
    "plain": "DejaVuSans.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "italic": "DejaVuSans-Oblique.ttf",
}
_UNKNOWN = "\ufffd"


def font(style: Style, size_pt: float) -> FontProperties:
    """Return a font by its file, so that it is the same on every computer.

    Parameters
    ----------
    style
        Of DejaVu Sans.
    size_pt
        Size [pt].
    """
    return FontProperties(fname=_file(style), size=size_pt)


def writable(text: object) -> str:
    """Return a text in one line of letters that the font has."""
    return "".join(_letters(plain(text)))


def width_mm(text: str, style: Style, size_pt: float) -> float:
    """Return how wide a text is [mm].

    Parameters
    ----------
    text
        One line.
    style, size_pt
        Its font, and the size of that [pt].
    """
    if not text:
        return 0.0
    width, _, _ = text_to_path.get_text_width_height_descent(
        text, font(style, size_pt), ismath=False
    )
    return float(width) * PT


def shortened(text: str, most_mm: float, style: Style, size_pt: float) -> str:
    """Return a text that is no wider than it may be, with an ellipsis where it was cut.

    Parameters
    ----------
    text
        One line.
    most_mm
        The room for it [mm].
    style, size_pt
        Its font, and the size of that [pt].
    """
    if width_mm(text, style, size_pt) <= most_mm:
        return text
    least, most = 0, len(text)
    while most - least > 1:
        middle = (least + most) // 2
        fits = width_mm(f"{text[:middle].rstrip()}…", style, size_pt) <= most_mm
        least, most = (middle, most) if fits else (least, middle)
    return f"{text[:least].rstrip()}…"


def wrapped(text: str, most_mm: float, style: Style, size_pt: float) -> list[str]:
    """Return a text in lines that are no wider than they may be.

    Parameters
    ----------
    text
        It is broken at blanks; a word that is too long is cut.
    most_mm
        Width of the lines [mm].
    style, size_pt
        Its font, and the size of that [pt].
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_mm(longer, style, size_pt) <= most_mm:
            lines[-1] = longer
        else:
            lines.append(shortened(word, most_mm, style, size_pt))
    return lines


def _letters(text: str) -> Iterator[str]:
    known = _known()
    for letter in text:
        if unicodedata.category(letter) not in {"Cf", "Cc", "Zl", "Zp"}:
            yield letter if ord(letter) in known else _UNKNOWN


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    """Return the letters that each of the styles has."""
    maps = [set(FT2Font(_file(style)).get_charmap()) for style in _FILES]
    return frozenset(set.intersection(*maps))


def _file(style: Style) -> str:
    return str(Path(mpl.get_data_path()) / "fonts" / "ttf" / _FILES[style])


LINE = 1.15
"""Height of a line [em]."""
_FORMS = ((8.5, 1), (7.5, 1), (8.5, 2), (7.5, 2), (6.5, 1), (6.5, 2), (6.0, 2), (7.5, 0), (5.5, 0))
"""Size of the letters [pt] and number of lines (0: the short form), the best first."""
_INSIDE = (0.995, 0.9, 0.75, 0.5)  # of a label that is on its own area, round by round
_GAP_MM = 0.8
_AIR_MM = (0.7, 0.2)  # beside and above a label, that is on its own area too
_STEP_MM = 2.0
_CELL_MM = 0.4
_LONGEST_MM = 45.0


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A label that is asked for.

    Attributes
    ----------
    text
        One line; it may be broken at blanks.
    area
        What it is the label of [mm].
    style
        Of its letters.
    short
        What stands there when it fits nowhere.
    """

    text: str
    area: BaseGeometry
    style: Style = "bold"
    short: str = ""


@dataclass(frozen=True, slots=True)
class _Raster:
    """An area as cells: sums of those inside it, from its left upper corner on."""

    left: float
    top: float
    sums: NDArray[np.int64]

    def shares(
        self, middles: NDArray[np.float64], half: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the share of boxes that is in the area."""
        corner, most = (self.left, self.top), self.sums.T.shape
        first = np.rint((middles - half - corner) / _CELL_MM).astype(int)
        last = np.rint((middles + half - corner) / _CELL_MM).astype(int)
        n_cells = (last - first).prod(axis=1)
        (x0, y0), (x1, y1) = (np.clip(end, 0, np.array(most) - 1).T for end in (first, last))
        sums = self.sums
        inside = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]
        return np.asarray(inside / n_cells, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _Option:
    """A form of a label: places, half its size, and the share of each that is on its own area."""

    request: LabelRequest
    lines: tuple[str, ...]
    size_pt: float
    places: NDArray[np.float64]
    half: NDArray[np.float64]
    shares: NDArray[np.float64]

    @property
    def short(self) -> bool:
        """Whether it is the short form."""
        return self.lines == (self.request.short,)


@dataclass(frozen=True, slots=True)
class LabelPlacement:
    """A label in its place.

    Attributes
    ----------
    wanted
        Which one it is of those that were asked for.
    lines
        Its text.
    x, y
        Its middle [mm].
    size_pt
        Size of its letters [pt].
    """

    request: LabelRequest
    lines: tuple[str, ...]
    x: float
    y: float
    size_pt: float


def place_labels(wanted: Sequence[LabelRequest]) -> list[LabelPlacement]:
    """Return labels in their places, in the order in which they are asked for."""
    spots = [widest_spot(label.area, tolerance=0.1) for label in wanted]
    roomiest = sorted(range(len(wanted)), key=lambda n: (-spots[n][1], n))
    options = [list(_options(wanted[n], spots[n][0])) for n in roomiest]
    rounds = itertools.product((False, True), _INSIDE)
    placed = placed_in_rounds(options, rounds, _places_in_round, _is_free)
    placements = {roomiest[place]: placement for place, placement in placed.items()}
    return [placements[n] for n in sorted(placements)]


def _places_in_round(
    options: Sequence[_Option], allowed: tuple[bool, float]
) -> Iterator[tuple[LabelPlacement, BaseGeometry]]:
    """Yield a label in the forms and places of a round, with its box."""
    short, inside = allowed
    forms = [option for option in options if option.short == short]
    if inside < _INSIDE[0]:
        forms.reverse()  # without room, a smaller label hides less of the neighbours
    for option in forms:
        for n in np.flatnonzero(option.shares >= inside):
            place = option.places[n]
            x, y = map(float, place)
            placement = LabelPlacement(option.request, option.lines, x, y, option.size_pt)
            yield placement, shapely.box(*(place - option.half), *(place + option.half))


def _is_free(box: BaseGeometry, taken: Sequence[BaseGeometry]) -> bool:
    around = shapely.buffer(box, _GAP_MM, join_style="mitre")
    return not shapely.intersects(taken, around).any()


def _options(label: LabelRequest, middle: shapely.Point) -> Iterator[_Option]:
    """Yield the forms of a label, the best first, each with all places there are."""
    places, raster = _places(label.area, middle), _raster(label.area)
    for size, n_lines in _FORMS:
        lines = _lines(label, n_lines, size)
        width = max(width_mm(line, label.style, size) for line in lines)
        if len(lines) < n_lines or not width:
            continue
        half = np.array([width, LINE * size * PT * max(n_lines, 1)]) / 2
        shares = raster.shares(places, half + _AIR_MM)
        yield _Option(label, lines, size, places, half, shares)


def _raster(area: BaseGeometry) -> _Raster:
    left, top, right, bottom = area.bounds
    columns = np.arange(left + _CELL_MM / 2, right + _CELL_MM, _CELL_MM)
    rows = np.arange(top + _CELL_MM / 2, bottom + _CELL_MM, _CELL_MM)
    shapely.prepare(area)
    cells = shapely.contains_xy(area, *np.meshgrid(columns, rows))
    return _Raster(left, top, np.pad(cells.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0))))


def _places(area: BaseGeometry, middle: shapely.Point) -> NDArray[np.float64]:
    """Return the points of a grid inside an area, the nearest to its widest spot first."""
    left, top, right, bottom = area.bounds
    steps = (_steps(middle.x, left, right), _steps(middle.y, top, bottom))
    points = np.stack(np.meshgrid(*steps), axis=-1).reshape(-1, 2)
    points = points[shapely.contains_xy(area, points)]
    points = np.vstack([[middle.x, middle.y], points])
    far = np.round(np.hypot(points[:, 0] - middle.x, points[:, 1] - middle.y), 6)
    return points[np.lexsort((points[:, 0], points[:, 1], far))]


def _steps(middle: float, least: float, most: float) -> NDArray[np.float64]:
    back, on = np.arange(middle, least, -_STEP_MM), np.arange(middle, most, _STEP_MM)
    return np.concatenate([back[::-1], on[1:]])


def _lines(label: LabelRequest, n_lines: int, size_pt: float) -> tuple[str, ...]:
    """Return a label in one line, in two that are as short as can be, or in its short form."""
    breaks = [match.end() for match in re.finditer("[ -]+", label.text.rstrip(" -"))]
    lines = [label.text if n_lines else label.short]
    if n_lines > 1 and breaks:
        best = min(breaks, key=lambda n: max(n, len(label.text) - n))
        lines = [label.text[:best].rstrip(), label.text[best:]]
    return tuple(shortened(line, _LONGEST_MM, label.style, size_pt) for line in lines)
