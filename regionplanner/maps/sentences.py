"""Numbers, dates and sentences of a map page, from the words of `text`."""

import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from regionplanner.choices import Counts, count_range
from regionplanner.maps.payload import plain
from regionplanner.maps.text import TABLE, Language, words_in
from regionplanner.plan.plan import Plan
from regionplanner.proof import Proof
from regionplanner.scenario import Scenario

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
    row = TABLE[f"{what}_one" if count == 1 else f"{what}_many"]
    return row[language].format(count=number(count, language))


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
    gap = proof.gap
    if proof.status == "optimal":
        return TABLE["proof_optimal"][language]
    if proof.status == "feasible" and gap is not None:
        percent = f"{math.ceil(gap * 1000 - 1e-9) / 10:.1f}"
        text = percent.replace(".", ",") if language == "nl" else percent
        return TABLE["proof_feasible"][language].format(gap=text)
    return TABLE["proof_unproven"][language]


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


def choice_sentences(plan: Plan, language: Language) -> list[str]:
    """Return what counted for a plan and what held, so that its proof can be understood.

    Parameters
    ----------
    plan
        With or without a scenario and a proof.
    language
        Language of the sentences.

    Returns
    -------
    list of str
        At most two paragraphs; none for a plan that was not chosen by an engine.
    """
    scenario = plan.scenario
    if scenario is None or plan.proof.objective is None:
        return []
    counted_on = _counted_on(scenario, language)
    return [counted_on] if plan.violations else [counted_on, _held(plan, scenario, language)]


def _counted_on(scenario: Scenario, language: Language) -> str:
    words = words_in(language)
    weights = {name: weight for name, weight in scenario.criteria.items() if weight}
    order = [name for name in ("distance", "dispersion", "border", "ties") if name in weights]
    texts = [words[f"criterion_{name}"] for name in order]
    if len(order) > 1:
        texts = [
            words["weighed"].format(
                what=text, weight=decimal(weights[name], language), unit=words[f"per_{name}"]
            )
            for name, text in zip(order, texts, strict=True)
        ]
    sentence = words["counted_on"].format(criteria=", ".join(texts))
    columns = _tie_columns(scenario, language) if "ties" in weights else ""
    if not columns:
        return sentence
    return " ".join([sentence, words["ties_counted"].format(columns=columns)])


def _tie_columns(scenario: Scenario, language: Language) -> str:
    """Return the memberships that tie, the heaviest first; weights where they tell something."""
    words = words_in(language)
    ties = sorted(
        (-weight, words.get(f"tie_{column}", plain(column)))
        for column, weight in scenario.ties.items()
        if weight
    )
    if all(weight == -1 for weight, _ in ties):
        return _enumeration([name for _, name in ties], words)
    return _enumeration([f"{name} ({decimal(-weight, language)})" for weight, name in ties], words)


def _held(plan: Plan, scenario: Scenario, language: Language) -> str:
    words = words_in(language)
    least, most = scenario.min_units, scenario.max_units
    size = counted(least, "units", language)
    if least < most:
        size = words["size_range"].format(
            least=number(least, language), most=number(most, language)
        )
    sentences = [words["held"].format(size=size)]
    names = {region.parent: plain(region.parent_name) for region in plan}
    numbers = [
        words["number_in"].format(
            count=_from(counts, language) + number(count_range(counts)[-1], language),
            parent=names.get(code, code),
        )
        for code, counts in scenario.regions_per.items()
    ]
    if scenario.regions is not None:
        total = counted(count_range(scenario.regions)[-1], "regions", language)
        numbers.insert(
            0, words["number_in_all"].format(regions=_from(scenario.regions, language) + total)
        )
    if numbers:
        sentences.append(words["held_numbers"].format(numbers=", ".join(numbers)))
    if scenario.min_border_m:
        metres = decimal(scenario.min_border_m, language)
        sentences.append(words["held_border"].format(metres=metres))
    return " ".join(sentences)


def _enumeration(texts: list[str], words: Mapping[str, str]) -> str:
    *first, last = texts or [""]
    return f"{', '.join(first)} {words['and']} {last}" if first else last


def _from(counts: Counts, language: Language) -> str:
    """Return the start of a range of numbers, ``"25-"``; nothing for one number."""
    return f"{number(counts[0], language)}\N{EN DASH}" if isinstance(counts, tuple) else ""
