"""Numbers, dates and lists as people write them, and how good a plan is."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from regionplanner.proof import Proof
from regionplanner.scenario import Scenario
from regionplanner.words.language import Language
from regionplanner.words.text import words_in

_MONTHS: Mapping[Language, str] = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def number(value: float, language: Language) -> str:
    """Return a whole number with thousands separators, such as ``"35.712"`` in Dutch.

    Parameters
    ----------
    value
        The number; rounded to a whole one.
    language
        Decides the separator: a point in Dutch, a comma in English.

    Returns
    -------
    str
        The number as people write it.
    """
    text = f"{round(value):,}"
    return text.replace(",", ".") if language == "nl" else text


def day(iso: str, language: Language) -> str:
    """Return a date in words, such as ``"1 januari 2025"``; other texts as they are.

    Parameters
    ----------
    iso
        A date as ``YYYY-MM-DD``, or any text (``"2025"``).
    language
        Language of the month.

    Returns
    -------
    str
        The date as people write it.
    """
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{found.day} {_MONTHS[language].split()[found.month - 1]} {found.year}"


def counted(count: int, what: Literal["units", "regions", "rules"], language: Language) -> str:
    """Return a number of things in words, such as ``"9 gemeenten"``.

    Parameters
    ----------
    count
        How many.
    what
        What is counted.
    language
        Language of the words.

    Returns
    -------
    str
        Singular for one, plural otherwise.
    """
    word = words_in(language)[f"{what}_one" if count == 1 else f"{what}_many"]
    return word.format(count=number(count, language))


def proof_sentence(proof: Proof, language: Language) -> str:
    """Return in one plain sentence how good a plan is known to be.

    Parameters
    ----------
    proof
        Status and gap of the plan.
    language
        Language of the sentence.

    Returns
    -------
    str
        A gap is rounded up: the sentence never promises more than the proof.
    """
    gap, within = proof.gap, _within(proof, language)
    if proof.status == "optimal":
        return words_in(language)["proof_optimal"] + within
    if proof.status == "feasible" and gap is not None:
        percent = f"{math.ceil(gap * 1000 - 1e-9) / 10:.1f}"
        text = percent.replace(".", ",") if language == "nl" else percent
        return words_in(language)["proof_feasible"].format(gap=text) + within
    return words_in(language)["proof_unproven"]


def _within(proof: Proof, language: Language) -> str:
    """Return among which regions that is proven, where a neighbourhood did not fit."""
    if not proof.within:
        return ""
    sizes = enumeration([f"{n} in {code}" for code, n in proof.within], language)
    return " " + words_in(language)["proof_within"].format(sizes=sizes)


def decimal(value: float, language: Language) -> str:
    """Return a number with all its decimals and no more, such as ``"0,5"`` in Dutch.

    Parameters
    ----------
    value
        The number.
    language
        Decides the signs: ``"1.000,5"`` in Dutch, ``"1,000.5"`` in English.

    Returns
    -------
    str
        The number as people write it.
    """
    text = f"{Decimal(repr(float(value))):,f}"
    text = text.rstrip("0").removesuffix(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def enumeration(texts: Sequence[str], language: Language) -> str:
    """Return texts as a list in words, such as ``"Geel, Mol en Retie"``.

    Parameters
    ----------
    texts
        In the order in which they are said.
    language
        Language of the last comma.

    Returns
    -------
    str
        Empty without texts.
    """
    *first, last = texts or [""]
    return f"{', '.join(first)} {words_in(language)['and']} {last}" if first else last


def size_text(scenario: Scenario, language: Language) -> str:
    """Return how many municipalities a region has, such as ``"5 tot 15 gemeenten"``.

    Parameters
    ----------
    scenario
        The rules.
    language
        Language of the words.
    """
    least, most = scenario.min_units, scenario.max_units
    if least == most:
        return counted(least, "units", language)
    return words_in(language)["size_range"].format(
        least=number(least, language), most=number(most, language)
    )
