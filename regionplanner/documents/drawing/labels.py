"""Labels on a drawn map: in one line, in more, or left out, so that none overlap."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from regionplanner.documents.drawing.paper import Spot
from regionplanner.documents.drawing.strokes import Box

Kind = Literal["chosen", "member", "region", "unit", "place"]

EM: dict[Kind, float] = {
    "chosen": 14,
    "member": 12,
    "region": 13,
    "unit": 11,
    "place": 11,
}
"""Size of the letters of each kind [px]."""
LINE = 1.12
"""Height of a line [em]."""
_BOLD: dict[Kind, float] = {"chosen": 1.12, "member": 1.05, "region": 1.1}
_ORDER: tuple[Kind, ...] = ("chosen", "member", "region", "unit", "place")
_SHARES = (1.25, 1.75, 2.5)  # of its area's width that a label may take, round by round
_INSIDE = 1.6
_SHIFTS = (0.0, -0.3, 0.3)  # up or down, in the free half width; the free half height is 0.4
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
    """

    text: str
    spot: Spot
    kind: Kind = "unit"
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its place: middle and lines."""

    label: Label
    lines: tuple[str, ...]
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
    taken: list[Box] = []
    found: list[Placed] = []
    for share in _SHARES:
        left = []
        for label in waiting:
            placed = _placed(label, view, px, share, taken)
            if placed is None:
                left.append(label)
            else:
                found.append(placed)
        waiting = left
    return sorted(found, key=lambda one: (_ORDER.index(one.label.kind), one.y, one.x, one.lines))


def _placed(label: Label, view: Box, px: float, share: float, taken: list[Box]) -> Placed | None:
    """Return a label in the first form and place that fit, and take its place."""
    chosen = label.kind == "chosen"
    em = EM[label.kind] * px
    for shift in (0.0,) if chosen else _SHIFTS:
        for lines in _forms(label.text):
            width = max(map(text_em, lines)) * _BOLD.get(label.kind, 1) * em
            height = LINE * len(lines) * em
            x, y = label.spot.x, label.spot.y + shift * label.spot.room
            if chosen:  # always there
                x, y = _seen(label, (width, height), view, px)
            elif width > 2 * label.spot.room * share + 6 * px:
                continue
            box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if (chosen or _in_sight(box, view, px)) and all(
                _apart(box, other, _GAP * px) for other in taken
            ):
                taken.append(box)
                return Placed(label, lines, x, y)
    return None


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
    """Return about how wide a text is [em].

    Parameters
    ----------
    text
        In the letters of the page; fonts differ, so it is a little on the wide side.
    """
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
        lines = _lines(words, -(-len(text) // count) + 1)
        if lines not in seen and max(map(len, lines)) <= _LONGEST:
            seen.add(lines)
            yield lines
    if len(text) > _LONGEST:
        yield (f"{text[: _LONGEST - 1].rstrip()}…",)


def _lines(words: list[str], longest: int) -> tuple[str, ...]:
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
