"""Pages on data of anywhere: its own nouns, or neutral ones; none of Flanders."""

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from regionplanner.data.flanders import known_nis
from regionplanner.errors import Message, Reason, ReasonKind
from regionplanner.errors import counted as counted_message
from regionplanner.scenario import Scenario
from regionplanner.vocabulary import JEUGDREGIO, NEUTRAL, Vocabulary
from regionplanner.words.about import parents_out
from regionplanner.words.messages import dutch_sentences, said
from regionplanner.words.nouns import spoken, vocabulary_of, with_nouns
from regionplanner.words.sentences import counted
from regionplanner.words.text import TABLE, words_in
from tests.conftest import ROOT
from tests.maps.plans import grown_plan
from tests.worlds import grid, grid_municipalities

FLEMISH = re.compile(
    "gemeente|jeugdregio|referentieregio|municipal|youth|reference region|NIS", re.IGNORECASE
)
SWISS = Vocabulary.model_validate(
    {
        "nl": {
            "unit": ["het kanton", "kantons"],
            "region": ["het district", "districten"],
            "parent": ["de landstreek", "landstreken"],
        },
        "en": {"unit": ["canton", "cantons"], "region": ["area", "areas"]},
    }
)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("vocabulary", [NEUTRAL, SWISS], ids=["neutral", "own"])
def test_no_text_keeps_a_word_of_flanders(language, vocabulary):
    said = {key: with_nouns(row[language], language, vocabulary) for key, row in TABLE.items()}
    assert {key: text for key, text in said.items() if FLEMISH.search(text)} == {}
    plain = re.compile(r"(?<!{)\bregio('s)?\b|(?<!{)\bregions?\b", re.IGNORECASE)
    if vocabulary == SWISS:
        assert {key for key, text in said.items() if plain.search(text)} <= {"brussels"}
    filled = {key: set(re.findall("{.*?}", row[language])) for key, row in TABLE.items()}
    assert {key: set(re.findall("{.*?}", text)) for key, text in said.items()} == filled


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Zoek je gemeente", "Zoek je kanton"),
        ("Elke gemeente; elke jeugdregio", "Elk kanton; elk district"),
        ("de gemeente en de gemeenten", "het kanton en de kantons"),
        ("Een andere gemeente, de andere gemeente", "Een ander kanton, het andere kanton"),
        ("andere gemeenten, dezelfde gemeenten", "andere kantons, dezelfde kantons"),
        ("Onze jeugdregio; deze jeugdregio's", "Ons district; deze districten"),
        ("de gemeente die het dichtst ligt", "het kanton dat het dichtst ligt"),
        ("de gemeenten die vrij zijn", "de kantons die vrij zijn"),
        ("Geen enkele gemeente van haar jeugdregio", "Geen enkel kanton van zijn district"),
        ("Gemeentegrens", "Grens van een kanton"),
        ("buurgemeenten", "buurkantons"),
        ("de hele referentieregio", "de hele landstreek"),
        ("Nieuwe gemeente", "Nieuw kanton"),
        ("een regio, buurregio's", "een district, buurdistricten"),
        ("Afstand van elke gemeente tot haar regio", "Afstand van elk kanton tot zijn district"),
        ("de referentieregio met haar aantal regio's", "de landstreek met haar aantal districten"),
    ],
)
def test_dutch_agrees_with_its_noun(text, said):
    assert with_nouns(text, "nl", SWISS) == said
    assert with_nouns(text, "nl", JEUGDREGIO) == text


def test_english_agrees_with_its_noun():
    text = "A municipality in a youth region; Municipal border; reference regions"
    said = "A canton in an area; Border of a canton; parent areas"
    assert with_nouns(text, "en", SWISS) == said


@pytest.mark.parametrize(
    ("unit", "article"),
    [("urban unit", "an"), ("unit", "a"), ("university town", "a"), ("oblast", "an")],
)
def test_english_articles_are_as_words_sound(unit, article):
    words = Vocabulary.model_validate({"en": {"unit": [unit, f"{unit}s"]}})
    assert with_nouns("A municipality", "en", words) == f"{article.capitalize()} {unit}"


def test_the_words_fit_the_data():
    world = replace(grid_municipalities(grid(2, 1)), vocabulary=None)
    assert vocabulary_of(world) == NEUTRAL
    assert vocabulary_of(replace(world, vocabulary=SWISS)) == SWISS
    assert {"11001", "44021", "12030"} <= known_nis()  # Puurs merged in 2019
    flemish = replace(world, frame=world.frame.set_axis(["11001", "12030"]))
    assert vocabulary_of(flemish) == JEUGDREGIO
    mixed = replace(world, frame=world.frame.set_axis(["11001", "62063"]))  # Liège
    assert vocabulary_of(mixed) == NEUTRAL


def test_texts_are_taken_with_their_nouns():
    """A text straight from the table would have the words of Flanders everywhere."""
    modules = [path for path in (ROOT / "regionplanner").rglob("*.py") if path.name != "text.py"]
    assert [path.name for path in modules if "TABLE[" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_why_a_parent_is_left_out_has_the_nouns_of_the_data(language):
    world = replace(grid_municipalities(grid(2, 1)), vocabulary=SWISS)
    scenario = Scenario(leave_out=(*world.frame.index,))
    reasons = {"P": "2 municipalities are stranded in reference region P"}
    plan = replace(grown_plan(world), scenario=scenario, left_out=reasons)
    (text,) = parents_out(plan, world, spoken(language, world)).values()
    assert "“2 cantons are stranded in parent area P”" in text


@pytest.mark.parametrize("kind", get_args(ReasonKind))
def test_why_a_parent_is_left_out_is_said_in_the_language_of_the_page(kind):
    world = grid_municipalities(grid(2, 1))
    reasons = {"P": Reason("it has 2 units; add some", kind)}
    plan = replace(
        grown_plan(world), scenario=Scenario(leave_out=(*world.frame.index,)), left_out=reasons
    )
    (text,) = parents_out(plan, world, "nl").values()
    assert text.startswith("2 gemeenten, in geen jeugdregio: ")
    assert ("it has 2 units" in text) == (kind == "rules")  # of which there are too many to word
    reason = Reason(
        "there is no plan in {parents} either; the time for reasons went to the others, "
        "so plan it by itself to learn why",
        kind,
        parents="P",
    )
    (text,) = parents_out(replace(plan, left_out={"P": reason}), world, "nl").values()
    assert "De melding van het programma: “ook in P is er geen plan; de tijd" in text
    (text,) = parents_out(plan, world, "en").values()
    assert text.startswith("2 municipalities, in no youth region: ")
    assert text.endswith("“it has 2 units; add some”.")


def test_a_language_with_nouns_is_still_that_language():
    world = replace(grid_municipalities(grid(2, 1)), vocabulary=SWISS)
    reason = spoken("nl", world)
    assert reason == "nl"
    assert counted(3, "units", reason) == "3 kantons"
    assert words_in("nl")["units_one"] == "1 gemeente"
    assert words_in(reason)["and"] == "en"


def test_options_columns_and_files_keep_their_names():
    text = "--balance municipalities=15%, municipalities.csv, 'municipalities'; 2 municipalities."
    said = "--balance municipalities=15%, municipalities.csv, 'municipalities'; 2 cantons."
    assert with_nouns(text, "en", SWISS) == said


def test_a_region_in_short_is_one_too_but_for_columns_and_places_to_fill():
    text = "column region of x.csv is read as region; give a CSV with the columns nis and region"
    assert with_nouns(text, "en", SWISS) == text
    assert (
        with_nouns("{regions}: 3 regions, a region", "en", SWISS) == "{regions}: 3 areas, an area"
    )


def test_a_comment_of_a_scenario_file_starts_with_a_noun():
    said = with_nouns("# Municipalities that may be centres", "en", NEUTRAL)
    assert said == "# Areas that may be centres"


def test_names_and_what_can_be_chosen_keep_their_words():
    text = "names x; choose from existing and municipalities; 2 municipalities"
    assert with_nouns(text, "en", SWISS).endswith("existing and municipalities; 2 cantons")
    text = "did you mean municipalities?"
    assert with_nouns(text, "en", SWISS) == text
    text = "- A: Municipality of Brighton and Peel Municipality, of 3 municipalities"
    assert with_nouns(text, "en", SWISS) == text.replace("3 municipalities", "3 cantons")
    said = with_nouns("Error: Municipalities of one parent", "en", SWISS)
    assert said == "Error: Cantons of one parent"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "nl",
            "kan gemeente.gpkg niet lezen: 'regio'; 2 kantons: De Gemeente (01\u00ad007), 0,5",
        ),
        (
            "en",
            "cannot read gemeente.gpkg: 'regio'; 2 cantons: De Gemeente (01\u00ad007), 0.5",
        ),
    ],
)
def test_names_paths_and_columns_stay_while_the_nouns_around_them_change(
    language, text, monkeypatch
):
    template = "cannot read {file}: {column!r}; {units}: {unit}, {share:.1f}"
    dutch = {template: template.replace("cannot read {file}", "kan {file} niet lezen")}
    monkeypatch.setattr(
        "regionplanner.words.messages.dutch_sentences", lambda: dutch_sentences() | dutch
    )
    world = replace(grid_municipalities(grid(2, 1)), vocabulary=SWISS)
    message = Message(
        template,
        file=Path("gemeente.gpkg"),
        column="regio",
        units=counted_message(2, "municipality"),
        unit="De Gemeente (01\u00ad007)",
        share=0.5,
    )
    assert said(message, spoken(language, world)) == text
    assert said("Gemeente Aalst", spoken(language, world)) == "Gemeente Aalst"


def test_a_compound_has_no_capital_within():
    words = Vocabulary.model_validate({"nl": {"unit": ["de Gemeinde", "Gemeinden"]}})
    assert (
        with_nouns("Buurgemeente van een gemeente", "nl", words) == "Buurgemeinde van een Gemeinde"
    )
