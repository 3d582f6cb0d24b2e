"""Text as it is compared: accents composed, blanks as one reads them, nothing that is not seen."""

import re
import unicodedata
from collections.abc import Iterator

_UNSEEN_KINDS = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# letters and marks of Unicode that show nothing: joiners, fillers, variation selectors, the
# empty pattern of Braille
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"
_JOINED_SCRIPTS = "\u0590"  # Hebrew, Arabic, those of India: there a joiner changes what is seen


def plain(text: str) -> str:
    r"""Return a text with composed accents (NFC) and single blanks, nothing unseen at its ends.

    Parameters
    ----------
    text
        Of a file, or as it was typed. Blanks of every kind (no-break, narrow, of tables and
        lines) are blanks; what is unseen between two letters stays, see `unseen`.

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

    Parameters
    ----------
    text
        Plain.

    Examples
    --------
    >>> unseen("A\u200b1")
    'U+200B ZERO WIDTH SPACE'
    """
    place = next(_unseen_places(text), None)
    if place is None:
        return ""
    character = text[place]
    name = unicodedata.name(character, "a control character")
    return f"U+{ord(character):04X} {name}"


def seen(text: str) -> str:
    """Return a plain text without the characters that cannot be seen.

    Parameters
    ----------
    text
        Of any kind.
    """
    joined = plain(text)
    gone = set(_unseen_places(joined))
    if not gone:
        return joined
    return plain("".join(letter for place, letter in enumerate(joined) if place not in gone))


def shown_text(text: str) -> str:
    r"""Return a text in quotes, with what cannot be seen written as its number.

    Parameters
    ----------
    text
        As it stands in a file.

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
