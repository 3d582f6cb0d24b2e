"""Messages in the languages of people: Dutch sentences by their English ones.

What is raised and reported is a `Message` of English words with its figures apart. Its Dutch stands
in the folder ``dutch``, a file a room, under the English template.
"""

import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from numbers import Real
from typing import Any

from regionplanner.choice import Language
from regionplanner.errors import Message
from regionplanner.words.nouns import vocabulary_in, with_nouns

_SEPARATORS = str.maketrans(",.", ".,")


def said(message: str, language: Language) -> str:
    """Return a message in a language, with the nouns of the data that the language comes with.

    Parameters
    ----------
    message
        As it was raised or reported; a text that is no `Message` stays as it is.
    language
        ``"nl"`` or ``"en"``, or one with nouns (`regionplanner.words.nouns.spoken`).

    Returns
    -------
    str
        English where a sentence has no Dutch.
    """
    text = _dutch(message) if language == "nl" else str(message)
    return with_nouns(text, language, vocabulary_in(language))


def _dutch(value: Any) -> Any:
    """Return a value of a message as Dutch has it."""
    if isinstance(value, Message):
        template = dutch_sentences().get(value.template, value.template)
        values = {name: _dutch(one) for name, one in value.values.items()}
        return template.format(**values) if values else template
    return _Number(value) if isinstance(value, Real) and not isinstance(value, bool) else value


class _Number:
    """A number whose thousands are parted by points, and its decimals by a comma."""

    def __init__(self, value: Real) -> None:
        self._value = value

    def __format__(self, form: str) -> str:
        return format(self._value, form).translate(_SEPARATORS)


@cache
def dutch_sentences() -> dict[str, str]:
    """Return the Dutch sentence of each English template."""
    names = sorted(file.name for file in _dutch_folder().iterdir())
    return {english: dutch for name in names for english, dutch in dutch_of(name).items()}


def dutch_of(name: str) -> dict[str, str]:
    """Return the Dutch sentences of a file of the folder ``dutch``, by their English templates."""
    return tomllib.loads((_dutch_folder() / name).read_text("utf-8"))


def _dutch_folder() -> Traversable:
    return resources.files("regionplanner.words") / "dutch"
