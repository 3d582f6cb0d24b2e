"""Vocabulary: what the units, regions and parents of some data are called, in each language."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BeforeValidator, Field

from regionplanner.choice import Language
from regionplanner.choices import Part
from regionplanner.errors import WrongValueError, either, listing

LONGEST_NAME = 100
_LONGEST = 60
_ARTICLES = ("de ", "het ")


def _noun(value: object) -> object:
    """Return singular and plural; the article of a Dutch word stands before the singular."""
    if isinstance(value, list | tuple) and len(value) == 2:
        return tuple(value)
    raise WrongValueError('one and several are expected: ["kanton", "kantons"]')


def _word(text: str, *, most: int = _LONGEST) -> str:
    word = " ".join(text.split())
    if not word or len(word) > most or not word.isprintable() or set("{}<>") & set(word):
        raise WrongValueError("a word of at most {most} letters is expected", most=most)
    return word


def _names_that_differ(names: Mapping[str, str]) -> Mapping[str, str]:
    folded = [name.casefold() for name in names.values()]
    twice = sorted(name for name in names.values() if folded.count(name.casefold()) > 1)
    if twice:
        raise WrongValueError(
            "each region has a name of its own; rename one of {twice}", twice=listing(twice)
        )
    return dict(sorted(names.items()))


RegionName = Annotated[str, AfterValidator(partial(_word, most=LONGEST_NAME))]
RegionNames = Annotated[Mapping[str, RegionName], AfterValidator(_names_that_differ)]
"""What regions are called, by a municipality in each."""

Word = Annotated[str, AfterValidator(_word)]
Noun = Annotated[tuple[Word, Word], BeforeValidator(_noun)]
"""One and several: ``("gemeente", "gemeenten")``; Dutch words with ``het`` as ``het kanton``."""


class Nouns(Part):
    """The nouns of a language.

    Attributes
    ----------
    unit, region, parent
        What a unit, a region and a parent of regions are called: one and several.
    """

    unit: Noun
    region: Noun
    parent: Noun


class _Dutch(Nouns):
    unit: Noun = ("het gebied", "gebieden")
    region: Noun = ("regio", "regio's")
    parent: Noun = ("het hoofdgebied", "hoofdgebieden")


class _English(Nouns):
    unit: Noun = ("area", "areas")
    region: Noun = ("region", "regions")
    parent: Noun = ("parent area", "parent areas")


class Vocabulary(Part):
    """What units, regions and parents are called; neutral words where nothing is said.

    Attributes
    ----------
    nl, en
        In Dutch and in English.
    """

    nl: _Dutch = Field(default_factory=_Dutch)
    en: _English = Field(default_factory=_English)


NEUTRAL = Vocabulary()
"""For data of which nothing is known."""

JEUGDREGIO = Vocabulary(
    nl=_Dutch(
        unit=("gemeente", "gemeenten"),
        region=("jeugdregio", "jeugdregio's"),
        parent=("referentieregio", "referentieregio's"),
    ),
    en=_English(
        unit=("municipality", "municipalities"),
        region=("youth region", "youth regions"),
        parent=("reference region", "reference regions"),
    ),
)
"""The words of Flanders, in which all texts are written."""

PRESETS: Mapping[str, Vocabulary] = {"jeugdregio": JEUGDREGIO, "neutral": NEUTRAL}


def preset(value: Any) -> Any:
    """Return the vocabulary that a name stands for; other values as they are.

    Parameters
    ----------
    value
        Name of a preset, or the words.

    Raises
    ------
    ValueError
        When there is no preset of this name.
    """
    if not isinstance(value, str):
        return value
    if value not in PRESETS:
        presets = either(map(repr, PRESETS))
        raise WrongValueError("{presets} is expected, or a table of words", presets=presets)
    return PRESETS[value]


Chosen = Annotated[Vocabulary | None, BeforeValidator(preset)]
"""A vocabulary, or the name of a preset; None: the words that fit the data."""

LANGUAGES: tuple[Language, ...] = get_args(Language)


def article(noun: str) -> tuple[str, str]:
    """Return the Dutch article and the word of a singular: ``("het", "kanton")``.

    Parameters
    ----------
    noun
        With or without its article.
    """
    lowered = noun.lower()
    for known in _ARTICLES:
        if lowered.startswith(known):
            return known.strip(), noun[len(known) :]
    return "de", noun
