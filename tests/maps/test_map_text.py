"""Words: both languages complete, numbers and dates as people write them."""

import re
from pathlib import Path

import pytest

import regionplanner.maps
from regionplanner.maps import text
from regionplanner.proof import Proof

FOLDER = Path(regionplanner.maps.__file__).parent


@pytest.mark.parametrize("key", text.TABLE)
def test_both_languages_say_it_with_the_same_places(key):
    row = text.TABLE[key]
    assert set(row) == {"nl", "en"}
    assert all(words.strip() for words in row.values())
    places = {language: sorted(re.findall(r"\{(\w+)\}", row[language])) for language in row}
    assert places["nl"] == places["en"]


def test_every_word_that_is_asked_for_is_there_and_every_word_is_used():
    templates = [path.read_text("utf-8") for path in sorted((FOLDER / "templates").iterdir())]
    modules = [path.read_text("utf-8") for path in sorted(FOLDER.glob("*.py"))]
    asked = set(re.findall(r"\bwords\.([a-z_]+)", "\n".join(templates)))
    assert asked <= set(text.TABLE)
    # the table itself names each key once; another mention means that it is used
    everything = "\n".join([*templates, *modules])
    built = {"units_one", "units_many", "regions_one", "regions_many", "rules_one", "rules_many"}
    built |= {key for key in text.TABLE if key.startswith("rule_")}
    unused = [
        key
        for key in text.TABLE
        if key not in asked | built and len(re.findall(rf'"{key}"', everything)) < 2
    ]
    assert not unused


def test_unknown_language_is_an_error():
    with pytest.raises(ValueError, match="language 'fr' is not known"):
        text.words_in("fr")


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [(0, "0", "0"), (999, "999", "999"), (1234567, "1.234.567", "1,234,567")],
)
def test_thousands(value, nl, en):
    assert text.number(value, "nl") == nl
    assert text.number(value, "en") == en


def test_dates():
    assert text.day("2025-01-01", "nl") == "1 januari 2025"
    assert text.day("2026-12-31", "en") == "31 December 2026"
    assert text.day("2025", "nl") == "2025"
    assert text.day("", "nl") == ""


@pytest.mark.parametrize(
    ("proof", "language", "expected"),
    [
        (Proof("optimal", 10.0, 10.0), "nl", "Bewezen de beste"),
        (Proof("feasible", 1000.0, 992.0), "nl", "hoogstens 0,8 % beter"),
        (Proof("feasible", 1000.0, 991.9), "en", "at most 0.9 % better"),
        (Proof("feasible"), "en", "has not been proven"),
        (Proof(), "nl", "niet bewezen"),
    ],
)
def test_proof_in_one_sentence(proof, language, expected):
    sentence = text.proof_sentence(proof, language)
    assert expected in sentence
    assert sentence.count(".") - sentence.count("0.") == 1


def test_one_is_singular():
    assert text.counted(1, "units", "nl") == "1 gemeente"
    assert text.counted(1200, "regions", "nl") == "1.200 jeugdregio's"
