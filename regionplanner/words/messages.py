"""Messages in the languages of people: Dutch sentences by their English ones.

What is raised and reported is a `Message` of English words with its figures apart. Its Dutch stands
in the folder ``dutch``, a file a room, under the English template.
"""

import re
import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from numbers import Real
from typing import Any

from regionplanner.choice import Language
from regionplanner.errors import Message
from regionplanner.words.nouns import vocabulary_in, with_nouns

_MARK = re.compile("\ue000(\\d+)\ue001")
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
    values: list[str] = []
    text = with_nouns(str(_in(language, message, values)), language, vocabulary_in(language))
    return _MARK.sub(lambda mark: values[int(mark[1])], text)


def _in(language: Language, value: Any, values: list[str]) -> Any:
    """Return a value of a message as a language has it; a template with its values marked."""
    if isinstance(value, Message):
        template = value.template
        if language == "nl":
            template = dutch_sentences().get(template, template)
        inside = {name: _in(language, inner, values) for name, inner in value.values.items()}
        return template.format(**inside) if inside else template
    if isinstance(value, Real) and not isinstance(value, bool):
        return _Number(value) if language == "nl" else value
    return _Kept(value, values)


class _Kept:
    """A name, path or code: marked while nouns around it are replaced, as those in it are not.

    A mark is of characters for private use, which no sentence has.
    """

    def __init__(self, value: object, texts: list[str]) -> None:
        self._value, self._texts = value, texts

    def _marked(self, text: str) -> str:
        self._texts.append(text)
        return f"\ue000{len(self._texts) - 1}\ue001"

    def __str__(self) -> str:
        return self._marked(str(self._value))

    def __repr__(self) -> str:
        return self._marked(repr(self._value))

    def __format__(self, form: str) -> str:
        return self._marked(format(self._value, form))


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
