"""Sentences with names in them, as markup: names are isolated, everything else is escaped."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from regionplanner.words.language import Language, plain
from regionplanner.words.sentences import enumeration, number
from regionplanner.words.text import words_in


def named(name: object, otherwise: object = "") -> Markup:
    """Return a name of the data, isolated from the direction of the text around it."""
    return Markup("<bdi>{}</bdi>").format(plain(name) or plain(otherwise))


def listed(items: Iterable[object], language: Language) -> Markup:
    """Return names as a list in words, such as ``"Geel, Mol en Retie"``."""
    return Markup(enumeration([escape(item) for item in items], language))  # noqa: S704 (escaped)


def said(key: str, language: Language, **values: object) -> Markup:
    """Return a sentence of the words table with its places filled in."""
    return escape(words_in(language)[key]).format(**values)


def parents_text(count: int, language: Language) -> str:
    """Return a number of reference regions in words, such as ``"15 referentieregio's"``."""
    word = words_in(language)["report_parents_one" if count == 1 else "report_parents_many"]
    return word.format(count=number(count, language))
