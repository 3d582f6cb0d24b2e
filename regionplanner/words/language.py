"""The languages of pages, and texts of the data as a page can hold them."""

import re
from collections.abc import Mapping

from regionplanner.choice import Language
from regionplanner.naming import closed

Words = Mapping[str, Mapping[Language, str]]
"""Words by key, each in every language."""

# no control characters, and no lone surrogates: they cannot be written in UTF-8
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")


def plain(text: object) -> str:
    """Return a text of the data in one line of characters that HTML can hold.

    Returns
    -------
    str
        Control characters are blanks, directions end with the text; markup is left alone,
        for it is shown as text.
    """
    return closed(_UNPRINTABLE.sub(" ", str(text)).strip())
