"""Words: both languages complete, numbers and dates as people write them."""

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

import regionplanner.maps
from regionplanner.choices import Criterion
from regionplanner.maps import sentences, text
from regionplanner.plan.verify import Violation
from regionplanner.proof import Proof
from regionplanner.scenario import DEFAULT_TIES, Scenario
from tests.maps.plans import OPTIMAL, grid, grown_plan

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
    built |= {key for key in text.TABLE if key.startswith(("rule_", "criterion_", "per_", "tie_"))}
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
    assert sentences.number(value, "nl") == nl
    assert sentences.number(value, "en") == en


def test_dates():
    assert sentences.day("2025-01-01", "nl") == "1 januari 2025"
    assert sentences.day("2026-12-31", "en") == "31 December 2026"
    assert sentences.day("2025", "nl") == "2025"
    assert sentences.day("", "nl") == ""


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
    sentence = sentences.proof_sentence(proof, language)
    assert expected in sentence
    assert sentence.count(".") - sentence.count("0.") == 1


def test_one_is_singular():
    assert sentences.counted(1, "units", "nl") == "1 gemeente"
    assert sentences.counted(1200, "regions", "nl") == "1.200 jeugdregio's"


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (1.0, "1", "1"),
        (0.5, "0,5", "0.5"),
        (1e6, "1.000.000", "1,000,000"),
        (1234.25, "1.234,25", "1,234.25"),
        (1e-5, "0,00001", "0.00001"),
        (100, "100", "100"),
    ],
)
def test_decimals(value, nl, en):
    assert sentences.decimal(value, "nl") == nl
    assert sentences.decimal(value, "en") == en


def test_every_criterion_has_its_words():
    for start in ("criterion_", "per_"):
        named = {key.removeprefix(start) for key in text.TABLE if key.startswith(start)}
        assert named == set(get_args(Criterion))
    assert {f"tie_{column}" for column in DEFAULT_TIES} <= set(text.TABLE)


def chosen(language, *, proof=OPTIMAL, broken=(), **choices):
    plan = grown_plan(grid(), size=4, proof=proof)
    plan = replace(plan, scenario=Scenario(**choices), violations=tuple(broken))
    return sentences.choice_sentences(plan, language)


def test_default_choices_in_words():
    assert chosen("nl", regions=30) == [
        "Gekozen op: zo weinig mogelijk afstand tot het centrum van de regio (gewicht 1 per km), "
        "zo weinig mogelijk doorgeknipte samenwerking (gewicht 2 per band). Samenwerking telt "
        "tussen buurgemeenten, per band: bestaande jeugdregio (3), eerstelijnszone (1) en "
        "politiezone (1).",
        "Elke regio telt 5 tot 15 gemeenten, is aaneengesloten en ligt in één referentieregio. "
        "Het aantal lag vooraf vast: 30 jeugdregio's in totaal.",
    ]


def test_all_choices_in_words():
    found = chosen(
        "en",
        criteria={"ties": 2.5, "border": 10, "dispersion": 0.05, "distance": 1},
        ties={"igs_wonen": 0.5, "my_column": 1, "elz": 0},
        regions_per={"P1": 3},
        min_units=8,
        max_units=8,
        min_border_m=1000,
    )
    assert found == [
        "Chosen for: as little distance as possible to the centre of the region (weight 1 per "
        "km), as little spread as possible around the centre of the region (weight 0.05 per km²), "
        "as little border as possible between the regions (weight 10 per km), as little existing "
        "co-operation cut as possible (weight 2.5 per tie). Co-operation counts between "
        "adjoining municipalities, per tie: my_column (1) and co-operation on housing (0.5).",
        "Each region has 8 municipalities, is in one piece and lies in one reference region. "
        "The number was fixed beforehand: 3 in West. Municipalities only count as neighbours "
        "with more than 1,000 m of shared border.",
    ]


def test_one_criterion_needs_no_weight():
    only_border = chosen("nl", criteria={"border": 7, "distance": 0})
    assert only_border[0] == "Gekozen op: zo weinig mogelijk grens tussen de regio's."
    assert len(only_border) == 2
    ties = chosen("nl", criteria={"ties": 2}, ties={"politiezone": 1})
    assert ties[0].endswith(
        "samenwerking. Samenwerking telt tussen buurgemeenten, per band: politiezone."
    )


def test_choices_are_only_said_of_a_plan_that_was_chosen():
    assert chosen("nl", proof=Proof()) == []
    assert sentences.choice_sentences(replace(grown_plan(grid()), scenario=None), "nl") == []


def test_a_rule_that_is_broken_is_not_said_to_hold():
    assert len(chosen("nl", broken=[Violation("size", "p1-a", "p1-a has 4")])) == 1
