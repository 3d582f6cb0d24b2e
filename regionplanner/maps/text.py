"""Every word that a map page shows, in Dutch and in English."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Literal

from regionplanner.proof import Proof

Language = Literal["nl", "en"]

# One table: a row that lacks a language fails a test. {names} are filled in by `str.format` or
# by fill() in words.js. Dutch is the Dutch of Flanders; municipality names are never translated.
TABLE: Mapping[str, Mapping[Language, str]] = {
    "title": {"nl": "Voorstel van jeugdregio's", "en": "Proposed youth regions"},
    "status": {"nl": "Voorstel, geen beslissing", "en": "A proposal, not a decision"},
    "summary": {
        "nl": "{units} in {regions}",
        "en": "{units} in {regions}",
    },
    "units_one": {"nl": "1 gemeente", "en": "1 municipality"},
    "units_many": {"nl": "{count} gemeenten", "en": "{count} municipalities"},
    "regions_one": {"nl": "1 jeugdregio", "en": "1 youth region"},
    "regions_many": {"nl": "{count} jeugdregio's", "en": "{count} youth regions"},
    "search_label": {"nl": "Zoek je gemeente", "en": "Find your municipality"},
    "search_hint": {"nl": "Naam van de gemeente", "en": "Name of the municipality"},
    "search_button": {"nl": "Zoek", "en": "Search"},
    "search_empty": {
        "nl": "Typ de naam van een gemeente, of kies er een uit de lijst.",
        "en": "Type the name of a municipality, or choose one from the list.",
    },
    "search_unknown": {
        "nl": "We vinden geen gemeente “{query}”. Kijk de naam na, of kies er een uit de lijst.",
        "en": "We found no municipality “{query}”. Check the name, or choose one from the list.",
    },
    "search_unclear": {
        "nl": "We vinden geen gemeente “{query}”. Misschien bedoel je:",
        "en": "We found no municipality “{query}”. Perhaps you mean:",
    },
    "answer": {
        "nl": "{name} ligt in jeugdregio {region}, met {others}.",
        "en": "{name} is in youth region {region}, with {others}.",
    },
    "answer_alone": {
        "nl": "{name} vormt op zichzelf jeugdregio {region}.",
        "en": "{name} is youth region {region} by itself.",
    },
    "answer_outside": {
        "nl": "{name} is in dit voorstel bij geen jeugdregio ingedeeld.",
        "en": "{name} is not part of a youth region in this proposal.",
    },
    "answer_region": {
        "nl": "Jeugdregio {region} bestaat uit {members}.",
        "en": "Youth region {region} consists of {members}.",
    },
    "facts": {
        "nl": "{units}, {inhabitants} inwoners. Referentieregio {parent}.",
        "en": "{units}, {inhabitants} inhabitants. Reference region {parent}.",
    },
    "facts_unknown": {
        "nl": "{units}, aantal inwoners onbekend. Referentieregio {parent}.",
        "en": "{units}, number of inhabitants unknown. Reference region {parent}.",
    },
    "and": {"nl": "en", "en": "and"},
    "whole_map": {"nl": "Toon de hele kaart", "en": "Show the whole map"},
    "region": {"nl": "Jeugdregio", "en": "Youth region"},
    "inhabitants": {"nl": "Inwoners", "en": "Inhabitants"},
    "unknown": {"nl": "onbekend", "en": "unknown"},
    "outside": {"nl": "niet ingedeeld", "en": "not in a youth region"},
    "map_label": {
        "nl": "Kaart van de jeugdregio's. Pijltjestoetsen verschuiven ze, plus en min zoomen.",
        "en": "Map of the youth regions. Arrow keys move it, plus and minus zoom.",
    },
    "zoom_in": {"nl": "Inzoomen", "en": "Zoom in"},
    "zoom_out": {"nl": "Uitzoomen", "en": "Zoom out"},
    "legend": {"nl": "Legende", "en": "Legend"},
    "legend_unit": {"nl": "Grens van een gemeente", "en": "Border of a municipality"},
    "legend_region": {"nl": "Grens van een jeugdregio", "en": "Border of a youth region"},
    "legend_parent": {
        "nl": "Grens van een referentieregio",
        "en": "Border of a reference region",
    },
    "legend_link": {
        "nl": "Hoort samen zonder gedeelde grens: {links}",
        "en": "Belongs together without a shared border: {links}",
    },
    "legend_colour": {
        "nl": "Een kleur betekent alleen: een andere jeugdregio dan de buur.",
        "en": "A colour only means: another youth region than its neighbour.",
    },
    "legend_outside": {"nl": "Niet ingedeeld", "en": "Not in a youth region"},
    "regions_heading": {
        "nl": "Jeugdregio's per referentieregio",
        "en": "Youth regions by reference region",
    },
    "about_heading": {"nl": "Over dit voorstel", "en": "About this proposal"},
    "proof_optimal": {
        "nl": "Bewezen de beste: met deze gegevens en criteria scoort geen enkele andere indeling "
        "die aan de regels voldoet, beter.",
        "en": "Proven best: with these data and criteria, no other division that keeps to the "
        "rules scores better.",
    },
    "proof_feasible": {
        "nl": "Deze indeling voldoet aan de regels; bewezen is dat een andere indeling hoogstens "
        "{gap} % beter kan scoren.",
        "en": "This division keeps to the rules; it is proven that another division can score at "
        "most {gap} % better.",
    },
    "proof_unproven": {
        "nl": "Of een andere indeling beter scoort, is voor dit voorstel niet bewezen.",
        "en": "Whether another division scores better has not been proven for this proposal.",
    },
    "rules_one": {"nl": "Dit voorstel breekt 1 regel", "en": "This proposal breaks 1 rule"},
    "rules_many": {
        "nl": "Dit voorstel breekt {count} regels",
        "en": "This proposal breaks {count} rules",
    },
    "rule_complete": {
        "nl": "Niet elke gemeente is bij een jeugdregio ingedeeld.",
        "en": "Not every municipality is part of a youth region.",
    },
    "rule_number": {
        "nl": "Het aantal jeugdregio's is niet het gevraagde aantal.",
        "en": "The number of youth regions is not the number asked for.",
    },
    "rule_size": {
        "nl": "Te weinig of te veel gemeenten: {regions}.",
        "en": "Too few or too many municipalities: {regions}.",
    },
    "rule_nested": {
        "nl": "In meer dan één referentieregio: {regions}.",
        "en": "In more than one reference region: {regions}.",
    },
    "rule_contiguous": {
        "nl": "Niet aaneengesloten: {regions}.",
        "en": "Not in one piece: {regions}.",
    },
    "distance_note": {
        "nl": "Waar afstand meetelt, is dat de afstand in vogelvlucht, niet de reistijd.",
        "en": "Where distance counts, it is the straight-line distance, not the travel time.",
    },
    "generalised": {"nl": "veralgemeende grenzen", "en": "generalised boundaries"},
    "generalised_note": {
        "nl": "De kaart toont veralgemeende grenzen: geschikt om te kijken, niet om te meten.",
        "en": "The map shows generalised boundaries: fit for looking, not for measuring.",
    },
    "simplified_note": {
        "nl": "De grenzen zijn voor de kaart licht vereenvoudigd.",
        "en": "The boundaries are slightly simplified for the map.",
    },
    "sources_heading": {"nl": "Bronnen", "en": "Sources"},
    "source": {"nl": "Bron: {attribution}", "en": "Source: {attribution}"},
    "data": {"nl": "Gegevens", "en": "Data"},
    "makers": {"nl": "Makers", "en": "Makers"},
    "boundaries": {"nl": "Grenzen van", "en": "Boundaries of"},
    "figures": {"nl": "Inwoners op", "en": "Inhabitants on"},
    "licence": {"nl": "Licentie", "en": "Licence"},
    "drawn_with": {"nl": "Getekend met", "en": "Drawn with"},
    "fingerprint": {"nl": "Kenmerk", "en": "Reference"},
    "boundaries_short": {"nl": "grenzen {date}", "en": "boundaries {date}"},
    "figures_short": {"nl": "inwoners {date}", "en": "inhabitants {date}"},
    "brussels": {"nl": "Brussels Hoofdstedelijk Gewest", "en": "Brussels-Capital Region"},
    "brussels_short": {"nl": "Brussel", "en": "Brussels"},
    "no_script": {
        "nl": "Kaart en zoekveld hebben JavaScript nodig; de lijst van jeugdregio's werkt zonder.",
        "en": "Map and search need JavaScript; the list of youth regions works without.",
    },
}

_MONTHS: Mapping[Language, str] = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


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
    if language not in _MONTHS:
        raise ValueError(f"language {language!r} is not known; expected 'nl' or 'en'")
    return {key: row[language] for key, row in TABLE.items()}


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
