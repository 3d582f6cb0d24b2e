"""svg_map: a map drawn without any script, with labels that do not overlap."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Literal

import shapely
from markupsafe import Markup, escape
from shapely.geometry.base import BaseGeometry

from regionplanner.documents.canvas import Box, Canvas, Spot, inside, path_data
from regionplanner.documents.label_rounds import placed_in_rounds
from regionplanner.maps.colour import INK, LATER, UNIT_LINE

Kind = Literal["chosen", "member", "region", "overview", "unit", "place"]

EM: dict[Kind, float] = {
    "chosen": 14,
    "member": 12,
    "region": 13,
    "overview": 10,
    "unit": 11,
    "place": 11,
}
"""Size of the letters of each kind [px]."""
LINE = 1.12
"""Height of a line [em]."""
_BOLD: dict[Kind, float] = {"chosen": 1.12, "member": 1.05, "region": 1.1, "overview": 1.1}
_ORDER: tuple[Kind, ...] = ("chosen", "member", "region", "overview", "unit", "place")
_SHARES = (1.25, 1.75, 2.5)  # of its area's width that a label may take, round by round
_WITHIN = 0.97  # of a name where those of all regions stand and none may stray
_INSIDE = 1.6
_SHIFTS = ((0.0, 0.0), (0.0, -0.3), (0.0, 0.3))  # in the free half width; the half height is 0.4
_SMALLER = 0.8  # letters of a name that has no room there otherwise
_STEPS = (0.0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75)
_FAR_SHIFTS = tuple(sorted(product(_STEPS, _STEPS), key=lambda by: (abs(by[0]) + abs(by[1]), by)))
_GAP = 3
_MARGIN = 4
_LONGEST = 34


@dataclass(frozen=True, slots=True)
class Label:
    """A text on the map.

    Attributes
    ----------
    text
        One line.
    spot
        Where it goes, and how much room is there.
    kind
        ``"chosen"`` is always written; then come members of its region, regions, units and other
        places.
    box
        Bounds of its area; a chosen label with no room inside stands above or under it.
    short
        What stands there where the text has no room; empty: nothing.
    """

    text: str
    spot: Spot
    kind: Kind = "unit"
    box: Box | None = None
    short: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its place: its lines, their size [px], and their middle [units]."""

    label: Label
    lines: tuple[str, ...]
    em: float
    x: float
    y: float


def placed_labels(labels: Sequence[Label], view: Box, px: float) -> list[Placed]:
    """Return the labels that can be written, none over another, in the order of their kinds.

    Parameters
    ----------
    labels
        Those that are wanted; the roomiest of a kind choose first.
    view
        What is seen [units].
    px
        Units in a pixel.
    """
    waiting = sorted(
        (label for label in labels if label.text),
        key=lambda label: (_ORDER.index(label.kind), -label.spot.room, label.text),
    )

    def short(label: Label) -> Iterator[tuple[Placed, Box]]:
        return _places(label, [(label.short,)] if label.short else [], view, px, float("inf"))

    kept = [(label, box) for label in waiting for _, box in islice(short(label), 1)]

    def places(label: Label, share: float | None) -> Iterator[tuple[Placed, Box]]:
        if share is None:
            yield from short(label)
            return
        for placed, box in _places(label, list(_forms(label.text)), view, px, share):
            # a short text can have no other place
            if all(owner is label or _apart(box, its, _GAP * px) for owner, its in kept):
                yield placed, box

    def is_free(box: Box, taken: Sequence[Box]) -> bool:
        return all(_apart(box, placed, _GAP * px) for placed in taken)

    return sorted(
        placed_in_rounds(waiting, (*_SHARES, None), places, is_free).values(),
        key=lambda item: (_ORDER.index(item.label.kind), item.y, item.x, item.lines),
    )


def _places(
    label: Label, forms: Sequence[tuple[str, ...]], view: Box, px: float, share: float
) -> Iterator[tuple[Placed, Box]]:
    """Yield a label in the forms and places that fit its area and what is seen, with its box."""
    chosen, overview = label.kind == "chosen", label.kind == "overview"
    em = EM[label.kind] * (_SMALLER if overview and share == _SHARES[-1] else 1)
    shifts = _FAR_SHIFTS if overview else _SHIFTS[:1] if chosen else _SHIFTS
    for (right, down), lines in product(shifts, forms):
        width = max(map(text_em, lines)) * _BOLD.get(label.kind, 1) * em * px
        height = LINE * len(lines) * em * px
        x, y = label.spot.x + right * label.spot.room, label.spot.y + down * label.spot.room
        if chosen:  # always there
            x, y = _seen(label, (width, height), view, px)
        elif not overview and width > 2 * label.spot.room * share + 6 * px:
            continue
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if overview and share in _SHARES and not _stands_in(box, label.spot.area):
            continue
        if chosen or _in_sight(box, view, px):
            yield Placed(label, lines, em, x, y), box


def _stands_in(box: Box, area: BaseGeometry) -> bool:
    around = shapely.box(*box)
    return bool(area.intersection(around).area >= _WITHIN * around.area)


def _seen(label: Label, size: tuple[float, float], view: Box, px: float) -> tuple[float, float]:
    """Return the middle of a chosen label: in its area, next to a small one, always in sight."""
    width, height = size
    x, y = label.spot.x, label.spot.y
    if label.box is not None and width > 2 * label.spot.room * _INSIDE:
        above = label.box[1] - height / 2 - _GAP * px
        y = above if above - height / 2 > view[1] else label.box[3] + height / 2 + _GAP * px
    edge = _MARGIN * px
    return (
        _between(x, view[0] + width / 2 + edge, view[2] - width / 2 - edge),
        _between(y, view[1] + height / 2 + edge, view[3] - height / 2 - edge),
    )


def text_em(text: str) -> float:
    """Return about how wide a text is [em]."""
    return sum(map(_letter_em, text))


def _letter_em(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in "ijlftrI.,:;'|!()[] -":
        return 0.36
    if letter in "mwMW@%":
        return 0.92
    return 0.7 if letter.isupper() else 0.6


def _forms(text: str) -> Iterator[tuple[str, ...]]:
    """Yield a text in one line, and in two and three where it can be broken."""
    words = [word for word in re.findall(r"[^ -]*[ -]*", text) if word]
    if len(text) <= _LONGEST:
        yield (text,)
    seen: set[tuple[str, ...]] = {(text,)}
    for count in (2, 3):
        lines = _label_lines(words, -(-len(text) // count) + 1)
        if lines not in seen and max(map(len, lines)) <= _LONGEST:
            seen.add(lines)
            yield lines
    if len(text) > _LONGEST:
        yield (f"{text[: _LONGEST - 1].rstrip()}…",)


def _label_lines(words: list[str], longest: int) -> tuple[str, ...]:
    rows: list[str] = []
    for word in words:
        if rows and len((rows[-1] + word).strip()) <= longest:
            rows[-1] += word
        else:
            rows.append(word)
    return tuple(row.strip() for row in rows)


def _apart(a: Box, b: Box, gap: float) -> bool:
    beside = a[2] + gap < b[0] or b[2] + gap < a[0]
    return beside or a[3] + gap < b[1] or b[3] + gap < a[1]


def _in_sight(box: Box, view: Box, px: float) -> bool:
    edge = _MARGIN * px
    return (
        box[0] > view[0] + edge
        and box[1] > view[1] + edge
        and box[2] < view[2] - edge
        and box[3] < view[3] - edge
    )


def _between(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))


NO_LINES = shapely.MultiLineString()
_AROUND = 0.05  # of the view is added on every side
_TALLEST = 0.82  # height of a map, in its width
_SPARE = 0.02  # lines are cut just out of sight


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSheet:
    """What a map shows.

    Attributes
    ----------
    within
        Units (NIS codes) that decide the view; others are pale, for context.
    description
        What is seen, in a sentence, for those who do not see it.
    fills
        Colour by NIS code: ``"#rrggbb"``, or `LATER` for hatched.
    faint
        Units whose colour is paler.
    region_lines, parent_lines
        Borders of regions and of reference regions (`Canvas.borders`).
    strokes
        Other lines, by the name of their style.
    highlight
        Units with one thick outline around them.
    labels
        Those that are wanted.
    width, narrow
        Width at which it is shown on a screen or on paper, and on a phone [px]; labels are placed
        for both (0: not for a phone).
    flattest
        Height at least, in its width.
    key
        What tells the maps of a page apart, where several have hatched units.
    """

    within: Collection[str]
    description: str
    fills: Mapping[str, str]
    faint: Collection[str] = ()
    region_lines: BaseGeometry = NO_LINES
    parent_lines: BaseGeometry = NO_LINES
    strokes: Mapping[str, BaseGeometry] = field(default_factory=dict)
    highlight: Collection[str] = ()
    labels: Sequence[Label] = ()
    width: float = 720
    narrow: float = 343
    flattest: float = 0
    key: str = ""


# The look in outline, for who blocks styles: ``svg.css`` goes before these. Widths are pixels.
_AREA_LOOK = {
    "hole": 'fill="#e3e7ea"',
    "unit": "",
    "unit faint": 'fill-opacity=".22"',
    "unit beyond": 'fill="#dfe4e8"',
    "unit later": "",
}
_LINE_LOOK = {
    "coast-line": (INK, "1.1"),
    "region-line": (INK, "3.2"),
    "parent-line": (INK, "3.2"),
    "parent-core": ("#fff", "1.2"),
    "chosen-band": ("#fff", "7"),
    "chosen-line": (INK, "4"),
    "firm-all": ("#a30000", "4.5"),
    "firm-most": ("#a30000", "2.6"),
    "firm-some": ("#a30000", "1.2"),
}
_LINE = (INK, "1.5")


def svg_map(canvas: Canvas, sheet: MapSheet) -> Markup:
    """Return a map as an SVG element for a page that has ``svg.css`` among its styles.

    Examples
    --------
    A map of the whole plan, with the label of every region::

        drawn = canvas(municipalities)
        colours = region_colours([plan], drawn.pairs)[0]
        everything = svg_map(
            drawn,
            MapSheet(
                within=municipalities.frame.index,
                description="Map of Flanders in 30 youth regions",
                fills={nis: colours[region] for nis, region in plan.assignment.items()},
                region_lines=drawn.borders({r.code: r.members for r in plan}),
                labels=[Label(plain(r.label), drawn.spot(r.members), "region") for r in plan],
            ),
        )
    """
    view = _view(canvas, sheet)
    px = (view[2] - view[0]) / sheet.width
    pieces = (
        *_hatching(sheet, px),
        *_areas(canvas, sheet, _wider(view, _SPARE), px),
        *_lines(canvas, sheet, _wider(view, _SPARE)),
        *_texts(sheet, view, px),
    )
    left, top, right, bottom = view
    height = round(sheet.width * (bottom - top) / (right - left))
    # every piece is written here or escaped
    return Markup(  # noqa: S704
        f'<svg class="map" role="img" aria-label="{escape(sheet.description)}" '
        f'viewBox="{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}" '
        f'width="{sheet.width:.0f}" height="{height}">{"".join(pieces)}</svg>'
    )


def shortened(canvas: Canvas, sheet: MapSheet) -> frozenset[str]:
    """Return the short texts that stand where names have no room, at full width."""
    view = _view(canvas, sheet)
    placed = placed_labels(sheet.labels, view, (view[2] - view[0]) / sheet.width)
    return frozenset(p.label.short for p in placed if p.lines == (p.label.short,))


def _view(canvas: Canvas, sheet: MapSheet) -> Box:
    """Return the part of the canvas that is shown; never taller than a screen."""
    left, top, right, bottom = _wider(canvas.box(sheet.within), _AROUND)
    beside = max((bottom - top) / _TALLEST - (right - left), 0) / 2
    above = max((right - left) * sheet.flattest - (bottom - top), 0) / 2
    return left - beside, top - above, right + beside, bottom + above


def _wider(box: Box, share: float) -> Box:
    left, top, right, bottom = box
    more = share * max(right - left, bottom - top, 1)
    return left - more, top - more, right + more, bottom + more


def _hatching(sheet: MapSheet, px: float) -> Iterator[str]:
    """Yield the pattern of units that are left for later."""
    if LATER in sheet.fills.values():
        side, line = round(7 * px), round(1.4 * px)
        yield (
            f'<defs><pattern id="{_later(sheet)}" width="{side}" height="{side}" '
            'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="{side}" height="{side}" fill="#f7f8f9"/>'
            f'<rect width="{line}" height="{side}" fill="#95a1ab"/>'
            "</pattern></defs>"
        )


def _later(sheet: MapSheet) -> Markup:
    return escape(f"later{sheet.key}")


def _areas(canvas: Canvas, sheet: MapSheet, view: Box, px: float) -> Iterator[str]:
    """Yield the hole and the units that are seen, gathered by colour."""
    if canvas.hole is not None and (hole := path_data(inside(canvas.hole, view))):
        yield f'<path class="hole" {_AREA_LOOK["hole"]} d="{hole}"/>'
    seen = shapely.box(*view)
    groups: dict[tuple[str, str], list[str]] = {}
    for row in sorted(canvas.index.query(seen)):
        nis = str(canvas.units.index[row])
        fill = sheet.fills.get(nis, "")
        kind = "unit faint" if nis in sheet.faint else "unit" if fill else "unit beyond"
        if fill == LATER:
            kind, fill = "unit later", f"url(#{_later(sheet)})"
        data = path_data(inside(canvas.units.iloc[row], view))
        if data:
            groups.setdefault((kind, fill), []).append(data)
    for (kind, fill), paths in sorted(groups.items()):
        colour = f' fill="{escape(fill)}"' if fill else ""
        edge = f'stroke="{UNIT_LINE}" stroke-width="{round(px)}"'
        yield f'<g class="{kind}"{colour} {edge} {_AREA_LOOK[kind]}>'
        yield from (f'<path d="{data}"/>' for data in paths)
        yield "</g>"


def _lines(canvas: Canvas, sheet: MapSheet, view: Box) -> Iterator[str]:
    chosen = canvas.area(sheet.highlight).boundary if sheet.highlight else NO_LINES
    for shape, classes in (
        (canvas.coast, ("coast-line",)),
        (sheet.region_lines, ("region-line",)),
        *((lines, (name,)) for name, lines in sheet.strokes.items()),
        (sheet.parent_lines, ("parent-line", "parent-core")),
        (canvas.link_lines, ("link-line",)),
        (chosen, ("chosen-band", "chosen-line")),
    ):
        data = "" if shape.is_empty else path_data(inside(shape, view))
        if data:
            yield from (f'<path class="{name}" {_line_look(name)} d="{data}"/>' for name in classes)


def _line_look(name: str) -> str:
    colour, width = _LINE_LOOK.get(name, _LINE)
    return (
        f'fill="none" stroke="{colour}" stroke-width="{width}" vector-effect="non-scaling-stroke"'
    )


def _texts(sheet: MapSheet, view: Box, px: float) -> Iterator[str]:
    """Yield the labels, placed for a screen and for a phone; the style shows one of both."""
    name = "labels wide" if sheet.narrow else "labels"
    yield from _text_group(name, placed_labels(sheet.labels, view, px), px)
    if sheet.narrow:
        narrow = px * sheet.width / sheet.narrow
        yield from _text_group("labels narrow", placed_labels(sheet.labels, view, narrow), narrow)


def _text_group(name: str, labels: Sequence[Placed], px: float) -> Iterator[str]:
    if not labels:
        return
    # the whole map has a description: its texts would be read out as so many loose words
    once = ' display="none"' if "narrow" in name else ""  # the style says where it is shown
    yield f'<g class="{name}" text-anchor="middle"{once} aria-hidden="true">'
    for label in labels:
        size = label.em * px
        first = label.y + size * (0.35 - LINE * (len(label.lines) - 1) / 2)
        look = f'class="name-{label.label.kind}" font-size="{size:.0f}"'
        if len(label.lines) == 1:
            place = f'x="{label.x:.0f}" y="{first:.0f}"'
            yield f"<text {look} {place}>{escape(label.lines[0])}</text>"
            continue
        rows = "".join(
            f'<tspan x="{label.x:.0f}" y="{first + n * LINE * size:.0f}">{escape(line)}</tspan>'
            for n, line in enumerate(label.lines)
        )
        yield f"<text {look}>{rows}</text>"
    yield "</g>"
