"""Letters of pictures: a font that comes with matplotlib, and only what it can write."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

from regionplanner.words.plain import plain

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
    """Return a text in one line of letters that the font has.

    Parameters
    ----------
    text
        It can hold anything. A letter that the font lacks is a question mark in a diamond; marks
        that are not seen, such as those that turn the direction of a text, are left out.
    """
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
