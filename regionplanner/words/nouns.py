"""Texts about gemeenten, jeugdregio's and referentieregio's, said with the nouns of other data."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal, cast

from regionplanner.choice import Language
from regionplanner.data.flanders import known_nis
from regionplanner.data.municipalities import Municipalities
from regionplanner.vocabulary import JEUGDREGIO, NEUTRAL, Vocabulary, article

_NIS = re.compile("NIS[- ]code")  # of Belgium alone
# as it sounds: an area, an urban unit, but a unit, a European region
_VOWEL = re.compile(r"(?!eu|one\b|uni(?!n)|us[ae]|ut[io])[aeiou]", re.IGNORECASE)
_OF_A_NAME = re.compile(r" of (?:the )?[A-Z]")
_KINDS = ("unit", "region", "parent")
# before a noun that has "het": the forms of the words that go with it
_WITH_HET = {
    "de": "het",
    "deze": "dit",
    "die": "dat",
    "elke": "elk",
    "iedere": "ieder",
    "welke": "welk",
    "onze": "ons",
    "dezelfde": "hetzelfde",
}
# and of adjectives behind "een" or without an article
_BARE = {
    "aangrenzende": "aangrenzend",
    "andere": "ander",
    "bestaande": "bestaand",
    "enkele": "enkel",
    "hele": "heel",
    "mogelijke": "mogelijk",
    "nieuwe": "nieuw",
    "vastgelegde": "vastgelegd",
}


class _Spoken(str):
    """A language with the nouns of some data; equal to the language itself."""

    __slots__ = ("vocabulary",)
    vocabulary: Vocabulary


def spoken(language: Language, municipalities: Municipalities) -> Language:
    """Return a language in which texts have the nouns of some data.

    Parameters
    ----------
    language
        ``"nl"`` or ``"en"``.
    municipalities
        The data.
    """
    return _with_vocabulary(language, vocabulary_of(municipalities))


def in_english(language: Language) -> Language:
    """Return English with the nouns that a language comes with."""
    return _with_vocabulary("en", vocabulary_in(language))


def _with_vocabulary(language: Language, vocabulary: Vocabulary) -> Language:
    named = _Spoken(language)
    named.vocabulary = vocabulary
    return cast("Language", named)


def vocabulary_of(municipalities: Municipalities) -> Vocabulary:
    """Return what units, regions and parents are called: as was chosen, else as fits the ids."""
    if municipalities.vocabulary is not None:
        return municipalities.vocabulary
    return JEUGDREGIO if known_nis().issuperset(municipalities.frame.index) else NEUTRAL


def vocabulary_in(language: Language) -> Vocabulary:
    """Return the vocabulary that a language comes with."""
    return cast("Vocabulary", getattr(language, "vocabulary", JEUGDREGIO))


def with_nouns(text: str, language: Language, vocabulary: Vocabulary) -> str:
    """Return a text with other nouns: singular, plural, capitals and articles agree.

    A text with names of data in it is a message, whose names stay (`regionplanner.words.messages`).
    """
    if vocabulary == JEUGDREGIO:
        return text
    text = _NIS.sub("Code", text)
    return (_dutch if language == "nl" else _english)(vocabulary)(text)


@cache
def _dutch(vocabulary: Vocabulary) -> Callable[[str], str]:
    forms = _forms("nl", vocabulary)
    nouns = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    before, which = "|".join((*_WITH_HET, "haar")), "|".join((*_BARE, "eerste"))
    pattern = re.compile(
        rf"(?P<before>\b(?:{before}) )?(?P<which>\b(?:{which}) )?(?P<near>\bbuur|(?<![a-z]))"
        rf"(?P<noun>{nouns})(?P<border>grens)?(?![a-z'])(?P<that> die\b)?",
        re.IGNORECASE,
    )

    def said(match: re.Match[str]) -> str:
        new_one, number = forms[match["noun"].lower()]
        near, (gender, word) = match["near"] or "", article(new_one)
        if match["border"]:
            return _like(match["noun"], f"grens van een {word}")
        het = number == "one" and gender == "het"
        first = _before((match["before"] or "").strip(), match["noun"], vocabulary, het=het)
        which = (match["which"] or "").strip()
        if het and not first:  # "een ander kanton", but "het andere kanton" and "andere kantons"
            which = _like(which, _BARE.get(which.lower(), which))
        word = word[:1].lower() + word[1:] if near else word  # a neighbour of a Kanton: buurkanton
        named = _like(near + match["noun"], near + word)
        that = " dat" if het and match["that"] else match["that"] or ""
        return " ".join(filter(None, (first, which, named))) + that

    owned = {
        f"haar {what}": f"zijn {what}"
        for owner, what in (
            (vocabulary.nl.unit, "regio"),
            (vocabulary.nl.unit, "aantal inwoners"),
            (vocabulary.nl.parent, "aantal regio"),
        )
        if article(owner[0])[0] == "het"
    }

    def agreed(text: str) -> str:
        for old, new in owned.items():
            text = text.replace(old, new)
        return pattern.sub(said, text.replace("\u00ad", ""))

    return agreed


def _before(word: str, noun: str, vocabulary: Vocabulary, *, het: bool) -> str:
    """Return the article or the like before a noun; "haar" is of who has it."""
    if word.lower() == "haar":
        owner = vocabulary.nl.unit if "regio" in noun.lower() else vocabulary.nl.region
        return _like(word, "zijn" if article(owner[0])[0] == "het" else "haar")
    return _like(word, _WITH_HET[word.lower()]) if het and word else word


@cache
def _english(vocabulary: Vocabulary) -> Callable[[str], str]:
    forms = _forms("en", vocabulary)
    nouns = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    pattern = re.compile(
        # not in options, paths, {places} and columns, such as municipalities=15%, nor in what can
        # be chosen
        rf"(?P<kept>\b(?:did you mean|choose from) [^;?\n]*"
        rf"|\b(?:columns?|read as) \w+(?:, \w+)*(?: and \w+)?)"
        rf"|(?<![\w=/.'\"{{-])(?:(?P<article>an? )?(?P<noun>{nouns})(?![\w=/'\"-]|\.\w)"
        r"|(?P<border>municipal border)\b)",
        re.IGNORECASE,
    )
    unit = vocabulary.en.unit[0]

    def said(match: re.Match[str]) -> str:
        if match["kept"] or _in_a_name(match):
            return match[0]
        if match["border"]:
            return _like(match["border"], f"border of {_a(unit)} {unit}")
        word, _ = forms[match["noun"].lower()]
        if match["article"]:
            return f"{_like(match['article'], _a(word))} {word}"
        return _like(match["noun"], word)

    return lambda text: pattern.sub(said, text)


def _in_a_name(match: re.Match[str]) -> bool:
    """Return whether a noun is part of a name: Municipality of Brighton, Peel Municipality."""
    noun = match["noun"] or ""
    starts = (
        re.search(r"(^|[.:!?>#\n-]\s*)$", match.string[: match.start("noun")]) if noun else None
    )
    return noun[:1].isupper() and (not starts or bool(_OF_A_NAME.match(match.string, match.end())))


def _forms(
    language: Language, vocabulary: Vocabulary
) -> Mapping[str, tuple[str, Literal["one", "many"]]]:
    """Return the new noun of each old one, and whether it is one or several.

    A youth region is often just called a region.
    """
    old, plain, new = (getattr(said, language) for said in (JEUGDREGIO, NEUTRAL, vocabulary))
    nouns = [*((getattr(old, kind), getattr(new, kind)) for kind in _KINDS)]
    forms: dict[str, tuple[str, Literal["one", "many"]]] = {}
    for (singular, plural), (new_one, new_many) in [*nouns, (plain.region, new.region)]:
        forms[singular], forms[plural] = (new_one, "one"), (new_many, "many")
    return forms


def _a(word: str) -> str:
    return "an" if _VOWEL.match(word) else "a"


def _like(old: str, new: str) -> str:
    """Return a text with a capital where the one that it replaces has one."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
