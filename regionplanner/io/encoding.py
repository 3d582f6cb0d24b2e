"""Texts that were read in another encoding than they were written in: noticed, and by which."""

import re
from collections.abc import Iterable

import pandas as pd

REPLACEMENT = "\ufffd"
# C1 control characters, and the lines and blocks that old code pages draw tables with
_CONTROLS = re.compile("[\x80-\x9f\u2500-\u259f]")
# signs that stand between letters in no word: what old code pages have there are letters
_SIGNS = re.compile(
    "(?<=[^\\W\\d_])"
    "[\u00a1-\u00a9\u00ac\u00ae-\u00b3\u00b5\u00b6\u00b9\u00bb-\u00bf\u00d7\u00f7\u2020\u2021\u201a\u201c-\u201e\u2026"
    "\u2030\u2039\u203a]+(?=[^\\W\\d_])"
)


def twice_encoded(text: str) -> str | None:
    """Return a text of UTF-8 that was read as if it had one byte a letter, as it should read.

    Parameters
    ----------
    text
        As it was read.

    Returns
    -------
    str or None
        None where it is no such text.

    Examples
    --------
    >>> twice_encoded("BesanÃ§on"), twice_encoded("Besançon")
    ('Besançon', None)
    """
    if text.isascii():
        return None
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None


def implausible(text: str) -> bool:
    r"""Return whether a text looks as if it was read in the wrong encoding.

    Parameters
    ----------
    text
        As it was read.

    Examples
    --------
    >>> [implausible(text) for text in ("Besan\x87on", "Wroc³aw", "Sant Martí de Surroca")]
    [True, True, False]
    """
    if text.isascii():
        return False
    if REPLACEMENT in text or _CONTROLS.search(text) or twice_encoded(text):
        return True
    return _SIGNS.search(text) is not None


def first_implausible(values: Iterable[object]) -> str | None:
    """Return the first text that looks as if it was read in the wrong encoding, if any.

    Parameters
    ----------
    values
        Texts, and others that do not count.
    """
    return next((value for value in values if isinstance(value, str) and implausible(value)), None)


def text_notes(
    frame: pd.DataFrame, file: str, *, given: str | None, is_stated: bool
) -> tuple[str, ...]:
    """Return a note where texts of a table look as if they were read in the wrong encoding.

    Parameters
    ----------
    frame
        The rows.
    file
        Its name.
    given
        Encoding that was asked for, if any.
    is_stated
        Whether the format says the encoding itself, so that there is nothing to choose.
    """
    for column in (str(name) for name in frame.columns):
        text = column if implausible(column) else first_implausible(frame[column].tolist())
        if text is None:
            continue
        if is_stated:
            advice = "they were so when it was made; make it again from its source"
        else:
            usual = "utf-8" if twice_encoded(text) else "cp1252 or cp850"
            advice = f"give {'another' if given else 'it'} with --encoding, such as {usual}"
        return (
            f"texts of {file} look as if they were read in the wrong encoding: {text!r} in column "
            f"'{column}'; {advice}",
        )
    return ()
