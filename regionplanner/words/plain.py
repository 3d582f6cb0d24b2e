"""Texts of the data as HTML can hold them."""

import re

from regionplanner.naming import closed

# no control characters, and no lone surrogates: they cannot be written in UTF-8
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")


def plain(text: object) -> str:
    """Return a text of the data in one line of characters that HTML can hold.

    Parameters
    ----------
    text
        Any value; names in data can hold anything.

    Returns
    -------
    str
        Control characters are blanks, directions end with the text; markup is left alone,
        for it is shown as text.
    """
    return closed(_UNPRINTABLE.sub(" ", str(text)).strip())
