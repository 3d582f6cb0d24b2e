"""Words: both languages complete, numbers and dates as people write them."""

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import regionplanner
from regionplanner.criteria.registry import CRITERIA
from regionplanner.plan.make import Violation
from regionplanner.proof import Proof
from regionplanner.rules.registry import RULES
from regionplanner.scenario import DEFAULT_TIES, Scenario
from regionplanner.words import sentences, text
from regionplanner.words.about import choice_sentences
from regionplanner.words.sentences import figure_text
from regionplanner.words.text import RULE_WORDS
from tests.maps.plans import OPTIMAL, grid, grown_plan

FOLDER = Path(regionplanner.__file__).parent


def test_both_languages_say_it_with_the_same_places():
    faults = {key: [*_gaps(row)] for key, row in text.TABLE.items()}
    assert {key: found for key, found in faults.items() if found} == {}


def _gaps(row):
    if set(row) != {"nl", "en"}:
        yield f"in {sorted(row)}"
    if not all(words.strip() for words in row.values()):
        yield "empty"
    places = {language: sorted(re.findall(r"\{(\w+)\}", words)) for language, words in row.items()}
    if places.get("nl") != places.get("en"):
        yield f"places {places}"


def test_every_word_that_is_asked_for_is_there_and_every_word_is_used():
    scripts = [path for path in (FOLDER / "web").rglob("*.js") if path.parent.name != "bundles"]
    templates = [
        path.read_text("utf-8") for path in sorted([*FOLDER.glob("*/templates/*"), *scripts])
    ]
    modules = [path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.py"))]
    asked = set(re.findall(r"\bwords\.(?!js\b)([a-z_]+)", "\n".join(templates)))
    assert asked <= set(text.TABLE)
    everything = "\n".join([*templates, *modules])
    built = {"units_one", "units_many", "regions_one", "regions_many", "rules_one", "rules_many"}
    built |= {f"{what}_{form}" for what in ("moved", "came", "gone") for form in ("units", "count")}
    starts = ("rule_", "criterion_", "tie_", "target_")
    starts += ("figure_", "number_", "reward_", "grouping_", "groupings_", "heading_", "sheet_")
    starts += ("broken_", "variant_breaks_", "parent_out_", "proof_", "tool_", "bar_")
    starts += ("desk_add_", "desk_rule_")
    states = ("waiting", "busy", "done", "failed", "stopped")
    built |= {f"desk_{state}" for state in states}
    built |= {key for key in text.TABLE if key.startswith(starts)} | set(RULE_WORDS)
    counted = re.compile("_(one|many)$")
    built |= {key for key in text.TABLE if f'"{counted.sub("", key)}"' in everything}
    named = set(re.findall(r"""(["'])(\w+)\1""", everything))
    unused = {*text.TABLE} - asked - built - {key for _, key in named}
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
        (Proof("feasible", 1000.0, 992.0), "nl", "hoogstens 0,8\xa0% beter"),
        (Proof("feasible", 1000.0, 991.9), "en", "at most 0.81\xa0% better"),
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


PARTS = {"goal", "per", "report", "heading", "axis", "value"}
IN_MINUTES = {f"{part}_min" for part in PARTS - {"axis"}}
OWN_UNITS = {"heading_unit", "axis_unit"}


def test_every_criterion_has_its_words():
    faults = {
        name: set(criterion.words) - OWN_UNITS
        for name, criterion in CRITERIA.items()
        if set(criterion.words) - OWN_UNITS
        != (PARTS if criterion.way is None else PARTS | IN_MINUTES)
        or {*criterion.unit} != {"nl", "en"}
    }
    assert faults == {}


def test_every_tie_has_its_words():
    assert {f"tie_{column}" for column in DEFAULT_TIES} <= set(text.TABLE)


def test_every_rule_has_its_words():
    limits = {name for name in Scenario.model_fields if name.startswith("max_")} - {"max_units"}
    assert limits <= {*RULES}
    for rule in RULES.values():
        if rule.name == "no_links":  # it changes the graph, and no plan breaks it by itself
            continue
        assert "rule" in rule.words
        assert any(part.startswith("broken") for part in rule.words)
        chosen = rule.name in Scenario.model_fields
        assert not chosen or "held" in rule.words


def test_every_target_has_its_words():
    assert {"target_all", "target_own", "target_number"} <= set(text.TABLE)


def chosen(language, *, proof=OPTIMAL, broken=(), minutes=False, **choices):
    world = grid()
    if minutes:
        world = replace(world, travel_min=pd.DataFrame())
    plan = grown_plan(world, size=4, proof=proof)
    plan = replace(plan, scenario=Scenario(**choices), violations=tuple(broken))
    return choice_sentences(plan, world, language)


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


def test_an_anchor_in_words():
    anchor = {"inhabitants": 20_000, "area_km2": 60.5}
    assert (
        "Elke regio heeft een gemeente met minstens 60,5 km² oppervlakte. Elke regio heeft een "
        "gemeente met minstens 20.000 inwoners."
    ) in chosen("nl", anchor=anchor)[1]
    assert (
        "Each region has a municipality with at least 20,000 inhabitants."
        in (chosen("en", anchor=anchor)[1])
    )


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
    assert choice_sentences(replace(grown_plan(grid()), scenario=None), grid(), "nl") == []


def test_a_rule_that_is_broken_is_not_said_to_hold():
    assert len(chosen("nl", broken=[Violation("size", "p1-a", "p1-a has 4")])) == 1


def test_balance_and_travel_times_in_words():
    found = chosen(
        "nl",
        criteria={"distance": 1, "dispersion": 0.1, "balance": 50},
        balance={"column": "inhabitants_0_14", "target": "own"},
        travellers="inhabitants",
        minutes=True,
    )
    assert found[0] == (
        "Gekozen op: zo weinig mogelijk reistijd naar het centrum van de regio (gewicht 1 per "
        "minuut), zo weinig mogelijk spreiding in reistijd rond het centrum van de regio (gewicht "
        "0,1 per minuut²), een zo gelijk mogelijke verdeling van inwoners van 0 tot en met 14 jaar "
        "over de regio's (gewicht 50 per 100 % afwijking van het streefaantal). Reistijd telt voor "
        "elke gemeente naar haar aantal inwoners. Het streefaantal is het totaal van de "
        "referentieregio, gedeeld door haar aantal regio's."
    )
    even = chosen("en", criteria={"balance": 1}, balance={"column": "units", "target": 9})
    assert even[0] == (
        "Chosen for: as equal a division of municipalities over the regions as possible. "
        "The target is 9 municipalities in each region."
    )
    assert "divided by the number of regions." in chosen("en", criteria={"balance": 1})[0]


@pytest.mark.parametrize(
    ("column", "form", "nl", "en"),
    [
        ("inhabitants", "figure", "inwoners", "inhabitants"),
        ("inhabitants_0_24", "reward", "inwoner van 0 tot en met 24 jaar", "aged 0 to 24"),
        ("area_km2", "figure", "km² oppervlakte", "km² of area"),
        ("area_km2", "number", "het cijfer “area_km2”", "the figure “area_km2”"),
        ("my\ncolumn", "figure", "“my column”", "“my column”"),
    ],
)
def test_figures_in_words(column, form, nl, en):
    assert figure_text(column, "nl", form) == nl
    assert en in figure_text(column, "en", form)


def test_every_rule_in_words():
    found = chosen(
        "en",
        criteria={"border": 1},
        keep_together=["politiezone", "club"],
        together=[["00", "01"], ["10", "11"]],
        apart=[["02", "03"]],
        bounds={"inhabitants": {"min": 40000}, "area_km2": {"min": 20, "max": 400.5}},
        max_distance_km=50,
        max_centre_distance_km=25.5,
        max_travel_min=60,
        max_centre_travel_min=30,
        centres=["00"],
        leave_out=["33"],
    )
    assert found[1].split(". ") == [
        "Each region has 5 to 15 municipalities, is in one piece and lies in one reference region",
        "Each region has 20 to 400.5 km² of area and at least 40,000 inhabitants",
        "Two municipalities of one region are at most 50 km apart",
        "A municipality is at most 25.5 km from the centre of its region",
        "Between two municipalities of one region it is at most 60 minutes of travel",
        "To the centre of its region a municipality has at most 30 minutes of travel",
        "Municipalities of the same police zone stay together, in each reference region",
        "Municipalities of the same “club” stay together, in each reference region",
        "Stay together: Unit 00 and Unit 01; Unit 10 and Unit 11",
        "May not be together: Unit 02 and Unit 03",
        "Left out of this proposal: Unit 33",
        "Not every municipality could be the centre of a region.",
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "hoogstens 9 inwoners. Elke regio heeft minstens -40% inwoners tegenover het gem"),
        ("en", "at most 9 inhabitants. Each region has at least -40% inhabitants compared with"),
    ],
)
def test_a_number_beside_a_share_of_the_mean_is_none(language, expected):
    bounds = {"inhabitants": {"min": "-40%", "max": 9}}
    assert expected in chosen(language, criteria={"border": 1}, bounds=bounds)[1]


def test_long_lists_are_cut():
    units = [f"{row}{column}" for row in range(4) for column in range(4)][:9]
    found = chosen("nl", criteria={"border": 1}, leave_out=units)
    assert found[1].endswith(
        "Buiten dit voorstel gehouden: Unit 00, Unit 01, Unit 02, Unit 03, Unit 10 en nog 4."
    )


@pytest.mark.parametrize(
    ("coverage", "expected"),
    [
        ({}, "moest al in een regio."),
        ({"least": 6}, "(gevraagd: minstens 6)."),
        ({"most": 9}, "(gevraagd: hoogstens 9)."),
        ({"least": 6, "most": 9}, "(gevraagd: 6 tot 9)."),
    ],
)
def test_a_plan_of_a_part_in_words(coverage, expected):
    assert expected in chosen("nl", criteria={"border": 1}, coverage=coverage)[1]


def test_rewards_in_words():
    coverage = {"reward": 0.5, "per": "inhabitants_0_14"}
    found = chosen("nl", criteria={"border": 1}, coverage=coverage)[0]
    assert found.endswith("telde mee als winst: 0,5 per inwoner van 0 tot en met 14 jaar.")
    found = chosen("en", criteria={"border": 1}, coverage={"reward": 2})[0]
    assert found.endswith("counted as a gain: 2 for each municipality.")


def test_locked_regions_and_exceptions_in_words():
    plan = grown_plan(grid(), size=4)
    locks = [
        {"region": "one", "members": list(plan.regions[0].members), "exception": True},
        {"region": "gone", "members": ["30"]},
    ]
    found = chosen("nl", criteria={"border": 1}, locked=locks, bounds={"inhabitants": {"min": 9}})
    assert found[1].startswith(
        "Elke regio is aaneengesloten en ligt in één referentieregio; behalve de uitzondering "
        "hieronder telt elke regio 5 tot 15 gemeenten. Uitzondering: West A lag vooraf vast en "
        "blijft zoals ze is, met 4 gemeenten. Wat vooraf vastlag, moest niet aan de volgende "
        "grenzen voldoen. Elke regio heeft minstens 9 inwoners."
    )
    found = chosen("en", criteria={"border": 1}, locked=locks, min_units=4, max_units=4)
    assert "Given beforehand: West A." in found[1]
    assert "Exception" not in found[1]
