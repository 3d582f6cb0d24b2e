"""Every word that people read on maps and in reports, in Dutch and in English."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import cast

from regionplanner.choice import Language, known_language
from regionplanner.criteria.registry import CRITERIA
from regionplanner.naming import closed
from regionplanner.rules.registry import RULES
from regionplanner.vocabulary import Vocabulary
from regionplanner.words.nouns import vocabulary_in, with_nouns

Words = Mapping[str, Mapping[Language, str]]
"""Words by key, each in every language."""

_FILES = (
    "map",
    "panels",
    "editor",
    "desk",
    "country",
    "choices",
    "municipality_pages",
    "report",
    "findings",
    "plan_sets",
    "tables",
    "growth",
)

# no control characters, and no lone surrogates: they cannot be written in UTF-8
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")


def _words_of(name: str) -> Words:
    """Return the words of a file in the folder ``tables``."""
    file = resources.files("regionplanner.words") / "tables" / f"{name}.toml"
    return cast("Words", tomllib.loads(file.read_text("utf-8")))


def criterion_key(name: str, part: str) -> str:
    """Return the key of a word of a criterion, such as ``"criterion_goal_distance"``."""
    return f"criterion_{part}_{name}"


CRITERION_WORDS: Words = {
    criterion_key(criterion.name, part): row
    for criterion in CRITERIA.values()
    for part, row in criterion.words.items()
}


def rule_key(name: str, part: str) -> str:
    """Return the key of a sentence about a rule, such as ``"broken_size_one"``."""
    first, *rest = part.split("_", 1)
    return "_".join((first, name, *rest))


RULE_WORDS: Words = {
    rule_key(rule.name, part): row for rule in RULES.values() for part, row in rule.words.items()
}

# A row that lacks a language fails a test. {names} are filled in by `str.format`, or by
# sentence() in web/page/words.js. Dutch is the Dutch of Flanders; municipality names are never
# translated.
TABLES: Mapping[str, Words] = {name: _words_of(name) for name in _FILES}
"""Words by key, by the thing that they are of: those of criteria and rules stand with these."""
TABLE: Words = {
    key: row
    for rows in (*TABLES.values(), CRITERION_WORDS, RULE_WORDS)
    for key, row in rows.items()
}
"""Every word, by key."""


def words_in(language: Language) -> dict[str, str]:
    """Return the words of one language, by key.

    Parameters
    ----------
    language
        ``"nl"`` or ``"en"``.

    Returns
    -------
    dict
        Word or sentence by key, sentences with ``{names}`` to fill in.

    Raises
    ------
    ValueError
        The language is another one.
    """
    return dict(_said(known_language(language), vocabulary_in(language)))


@lru_cache(maxsize=8)
def _said(language: Language, vocabulary: Vocabulary) -> Mapping[str, str]:
    return {key: with_nouns(row[language], language, vocabulary) for key, row in TABLE.items()}


def page_words(language: Language, *more: str) -> dict[str, str]:
    """Return the words that the scripts of a map page use, by key, and those of more tables."""
    words = words_in(language)
    own = (key for name in ("map", "panels", "editor", *more) for key in TABLES[name])
    derived = (*CRITERION_WORDS, *RULE_WORDS)
    said = (key for key in derived if key.startswith(("criterion_value_", "broken_")))
    return {key: words[key] for key in (*own, *said)}


def country_words(language: Language) -> dict[str, str]:
    """Return the words that the scripts of the page of a country use, by key."""
    words = words_in(language)
    own = (key for name in ("map", "panels", "country") for key in TABLES[name])
    return {key: words[key] for key in own}


def plain(text: object) -> str:
    """Return a text of the data in one line of characters that HTML can hold.

    Returns
    -------
    str
        Control characters are blanks, directions end with the text; markup is left alone,
        for it is shown as text.
    """
    return closed(_UNPRINTABLE.sub(" ", str(text)).strip())
