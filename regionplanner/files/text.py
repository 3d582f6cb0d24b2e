"""Text as it is compared and shown; text that was read in another encoding than written in."""

import re
import unicodedata
from collections.abc import Iterator

import pandas as pd

from regionplanner.errors import Message, either

_UNSEEN_KINDS = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# letters and marks of Unicode that show nothing: joiners, fillers, variation selectors, the
# empty pattern of Braille
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"
_JOINED_SCRIPTS = "\u0590"  # Hebrew, Arabic, those of India: there a joiner changes what is seen

REPLACEMENT = "\ufffd"

# C1 control characters, and the lines and blocks that old code pages draw tables with
_CONTROLS = re.compile("[\x80-\x9f\u2500-\u259f]")

# signs that stand between letters in no word: what old code pages have there are letters
_SIGNS = re.compile(
    "(?<=[^\\W\\d_])[\u00a1-\u00a9\u00ac\u00ae-\u00b3\u00b5\u00b6\u00b9\u00bb-\u00bf\u00d7\u00f7\u2020\u2021\u201a\u201c-\u201e\u2026\u2030\u2039\u203a]+(?=[^\\W\\d_])"
)


def plain(text: str) -> str:
    r"""Return a text with composed accents (NFC) and single blanks, nothing unseen at its ends.

    Examples
    --------
    >>> plain(" Besanc\u0327on\u00a0") == "Besan\u00e7on"
    True
    """
    if text.isascii() and text.isalnum():
        return text
    words = unicodedata.normalize("NFC", text).split()
    joined = " ".join(words)
    start, end = 0, len(joined)
    while start < end and _stray(joined[start]):
        start += 1
    while end > start and _stray(joined[end - 1]):
        end -= 1
    return joined[start:end]


def unseen(text: str) -> str:
    r"""Return the first character in a text that cannot be seen, by number and name, or ``""``.

    Examples
    --------
    >>> unseen("A\u200b1")
    'U+200B ZERO WIDTH SPACE'
    """
    place = next(_unseen_places(text), None)
    if place is None:
        return ""
    character = text[place]
    name = unicodedata.name(character, Message("a control character"))
    return Message("U+{number} {name}", number=f"{ord(character):04X}", name=name)


def seen(text: str) -> str:
    """Return a plain text without the characters that cannot be seen."""
    joined = plain(text)
    gone = set(_unseen_places(joined))
    if not gone:
        return joined
    return plain("".join(letter for place, letter in enumerate(joined) if place not in gone))


def shown_text(text: str) -> str:
    r"""Return a text in quotes, with what cannot be seen written as its number.

    Examples
    --------
    >>> shown_text("A\u200b1")
    "'A\\u200b1'"
    """
    escaped = "".join(
        letter if letter == " " or not (_stray(letter) or letter.isspace()) else _escaped(letter)
        for letter in text
    )
    return f"'{escaped}'"


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode()


def _stray(character: str) -> bool:
    """Return whether a character shows nothing."""
    if character.isascii():
        return not character.isprintable()
    kind = unicodedata.category(character)
    return kind in _UNSEEN_KINDS or _UNSEEN.match(character) is not None


def _unseen_places(text: str) -> Iterator[int]:
    for place, character in enumerate(text):
        joins = character in _JOINERS and place and text[place - 1] >= _JOINED_SCRIPTS
        if _stray(character) and not joins:
            yield place


def twice_encoded(text: str) -> str | None:
    """Return a text of UTF-8 that was read as if it had one byte a letter, as it should read.

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


def text_notes(
    frame: pd.DataFrame, file: str, *, given: str | None, is_stated: bool
) -> tuple[str, ...]:
    """Return a note where texts of a table look as if they were read in the wrong encoding."""
    for column in (str(name) for name in frame.columns):
        texts = (value for value in (column, *frame[column]) if isinstance(value, str))
        text = next(filter(implausible, texts), None)
        if text is None:
            continue
        if is_stated:
            advice = Message("they were so when it was made; make it again from its source")
        else:
            usual = "utf-8" if twice_encoded(text) else either(("cp1252", "cp850"))
            advice = Message(
                "give another with --encoding, such as {usual}"
                if given
                else "give it with --encoding, such as {usual}",
                usual=usual,
            )
        return (
            Message(
                "texts of {file} look as if they were read in the wrong encoding: {text!r} in "
                "column '{column}'; {advice}",
                file=file,
                text=text,
                column=column,
                advice=advice,
            ),
        )
    return ()
