"""Sentences with names in them, as markup: names are isolated, everything else is escaped."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from regionplanner.choice import Language
from regionplanner.words.sentences import counted, enumeration, fixed, number, percent, signed
from regionplanner.words.text import plain, words_in


def named(name: object, otherwise: object = "") -> Markup:
    """Return a name of the data, isolated from the direction of the text around it."""
    return Markup("<bdi>{}</bdi>").format(plain(name) or plain(otherwise))


def listed(items: Iterable[object], language: Language) -> Markup:
    """Return names as a list in words, such as ``"Geel, Mol en Retie"``."""
    return Markup(enumeration([escape(item) for item in items], language))  # noqa: S704 (escaped)


def said(key: str, language: Language, **values: object) -> Markup:
    """Return a sentence of the words table with its places filled in."""
    return escape(words_in(language)[key]).format(**values)


@dataclass(frozen=True, slots=True)
class Texts:
    """Sentences, lists and numbers in one language: called with a key, it says that sentence."""

    language: Language

    def __call__(self, key: str, **values: object) -> Markup:
        """Return a sentence of the words table with its places filled in."""
        return said(key, self.language, **values)

    def listed(self, items: Iterable[object]) -> Markup:
        """Return names as a list in words."""
        return listed(items, self.language)

    def number(self, value: float) -> str:
        """Return a whole number."""
        return number(value, self.language)

    def fixed(self, value: float, places: int = 1) -> str:
        """Return a number with this many decimals."""
        return fixed(value, places, self.language)

    def signed(self, value: float, places: int = 1) -> str:
        """Return a difference, with its sign."""
        return signed(value, places, self.language)

    def percent(self, share: float, *, sign: bool = False) -> str:
        """Return a share in percent."""
        return percent(share, self.language, sign=sign)

    def counted(self, count: int, what: Literal["units", "regions", "rules"]) -> str:
        """Return a number of things in words."""
        return counted(count, what, self.language)

    def parents(self, count: int) -> Markup:
        """Return a number of reference regions in words, such as ``"15 referentieregio's"``."""
        key = "report_parents_one" if count == 1 else "report_parents_many"
        return self(key, count=self.number(count))
