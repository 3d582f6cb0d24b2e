"""Figures of the data in words: what a column counts."""

import re
from typing import Literal

from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.text import words_in

Form = Literal["figure", "number", "reward"]

_CHILDREN = re.compile(r"inhabitants_0_(\d+)")
_NAMED = {"inhabitants": "inhabitants", "units": "units", "area_km2": "area"}


def figure_text(column: str, language: Language, form: Form = "figure") -> str:
    """Return what a column counts, such as ``"inwoners van 0 tot en met 14 jaar"``.

    Parameters
    ----------
    column
        Its name in the data.
    language
        Language of the words.
    form
        ``"figure"``: inhabitants; ``"number"``: its number of inhabitants; ``"reward"``: one
        inhabitant.

    Returns
    -------
    str
        The name of the column, in quotes, where there is no word for it.
    """
    children = _CHILDREN.fullmatch(column)
    key = "children" if children else _NAMED.get(column, "column")
    words = words_in(language)
    if f"{form}_{key}" not in words:
        key = "column"
    return words[f"{form}_{key}"].format(column=plain(column), most=children[1] if children else "")
