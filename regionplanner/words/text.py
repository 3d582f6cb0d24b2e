"""Every word that people read on maps and in reports, in Dutch and in English."""

from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from regionplanner.criteria.registry import CRITERIA
from regionplanner.rules.registry import RULES
from regionplanner.vocabulary import Vocabulary
from regionplanner.words.choice_words import CHOICE_WORDS
from regionplanner.words.document_words import SET_WORDS, SHEET_WORDS, TABLE_WORDS
from regionplanner.words.finding_words import FINDING_WORDS
from regionplanner.words.growth_words import GROWTH_WORDS
from regionplanner.words.language import Language, Words
from regionplanner.words.map_words import COUNTRY_WORDS, MAP_WORDS
from regionplanner.words.nouns import vocabulary_in, with_nouns
from regionplanner.words.panel_words import PANEL_WORDS, VARIANT_WORDS
from regionplanner.words.report_words import REPORT_WORDS, TOGETHER_WORDS


def criterion_key(name: str, part: str) -> str:
    """Return the key of a word of a criterion, such as ``"criterion_goal_distance"``."""
    return f"criterion_{part}_{name}"


CRITERION_WORDS: Words = {
    criterion_key(one.name, part): row
    for one in CRITERIA.values()
    for part, row in one.words.items()
}


def rule_key(name: str, part: str) -> str:
    """Return the key of a sentence about a rule, such as ``"broken_size_one"``."""
    first, *rest = part.split("_", 1)
    return "_".join((first, name, *rest))


RULE_WORDS: Words = {
    rule_key(one.name, part): row for one in RULES.values() for part, row in one.words.items()
}

# A row that lacks a language fails a test. {names} are filled in by `str.format`, or by
# sentence() in words.js. Dutch is the Dutch of Flanders; municipality names are never translated.
TABLE: Words = {
    **MAP_WORDS,
    **PANEL_WORDS,
    **VARIANT_WORDS,
    **CHOICE_WORDS,
    **CRITERION_WORDS,
    **RULE_WORDS,
    **SHEET_WORDS,
    **REPORT_WORDS,
    **FINDING_WORDS,
    **TABLE_WORDS,
    **SET_WORDS,
    **TOGETHER_WORDS,
    **GROWTH_WORDS,
    **COUNTRY_WORDS,
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
    if language not in get_args(Language):
        raise ValueError(f"language {language!r} is not known; expected 'nl' or 'en'")
    return dict(_said(language, vocabulary_in(language)))


@lru_cache(maxsize=8)
def _said(language: Language, vocabulary: Vocabulary) -> Mapping[str, str]:
    return {key: with_nouns(row[language], language, vocabulary) for key, row in TABLE.items()}


def page_words(language: Language) -> dict[str, str]:
    """Return the words that the scripts of a map page use, by key."""
    words = words_in(language)
    own = (*MAP_WORDS, *PANEL_WORDS, *VARIANT_WORDS)
    derived = (*CRITERION_WORDS, *RULE_WORDS)
    said = (key for key in derived if key.startswith(("criterion_value_", "broken_")))
    return {key: words[key] for key in (*own, *said)}


def country_words(language: Language) -> dict[str, str]:
    """Return the words that the scripts of the page of a country use, by key."""
    words = words_in(language)
    return {key: words[key] for key in (*MAP_WORDS, *PANEL_WORDS, *COUNTRY_WORDS)}
