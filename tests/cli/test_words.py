"""Another country's data: what is written and shown has its words, and none of Flanders."""

import html
import json
import re
from pathlib import Path

import geopandas as gpd
import pytest

import regionplanner as rp
from regionplanner.errors import DataError, ScenarioError
from regionplanner.files.scenario_file import read_scenario_file, read_words
from regionplanner.vocabulary import JEUGDREGIO, NEUTRAL
from tests.cli.inside import runner
from tests.cli.worlds import save
from tests.worlds import grid

RULES = ("--regions", "4", "--min", "2", "--max", "4", "--workers", "1", "--no-cache", "--quiet")
FLEMISH = re.compile(
    r"\b\w*(gemeente|jeugdregio|referentieregio|municipal|youth region|reference region)\w*",
    re.IGNORECASE,
)
WORDS = """
[words.nl]
unit = ["het kanton", "kantons"]
region = ["het district", "districten"]
[words.en]
unit = ["canton", "cantons"]
"""


@pytest.fixture
def here(monkeypatch, capsys):
    return runner(monkeypatch, capsys)


@pytest.fixture(scope="module")
def abroad(tmp_path_factory):
    path = save(tmp_path_factory.mktemp("abroad") / "units.gpkg", grid(4, 3))
    frame = gpd.read_file(path)
    frame["reference_region"] = [f"P{i % 4 // 2}" for i in range(12)]
    frame = frame.assign(inhabitants=1000, zone=["x"] * 6 + ["z"] * 6)
    frame.to_file(path)
    return path


def seen(page):
    """What people read of a page: texts, labels, and the words that its script has."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/|^\s*//[^\n]*", "", text, flags=re.DOTALL | re.MULTILINE)
    return html.unescape(text)


@pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.slow)])
def test_no_word_of_flanders_is_on_any_page(here, abroad, language, tmp_path):
    out = tmp_path / "out"
    assert here("plan", "--data", abroad, *RULES, "--lang", language, "--out", out).returncode == 0
    beside = (out / "plan.csv", "--scenario", out / "scenario.toml", "--quiet")
    for command in (
        ("report", *beside, "-o", out / "report.html", "--csv", out / "csv"),
        ("pages", *beside, "--out", out / "pages"),
        ("growth", *beside, "--supported", "2,4", "--existing", "name", "--value", "inhabitants=1"),
        ("support", *beside, "--supporters", "2"),
    ):
        ended = here(*command)
        assert ended.returncode == 0, ended.stderr
    assert here("check", "--groups", "zone", *beside, "--csv", out / "g.csv").returncode == 1
    scenario = ("repair", out / "scenario.toml", "--groups", "zone", "--quiet")
    assert here(*scenario, "--out", out / "repaired").returncode == 0
    pages = [*out.rglob("*.html"), *(out / "csv").glob("*.csv")]
    for table in (out / "g.csv", out / "repaired" / "changes.csv"):
        _, *rows = table.read_text(encoding="utf-8").splitlines()
        assert not FLEMISH.findall("".join(rows))
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert not FLEMISH.findall("".join(summary["approximations"]))
    assert len(pages) > 20
    found = {page.name: set(FLEMISH.findall(seen(page))) for page in pages}
    assert {name: words for name, words in found.items() if words} == {}
    supporter = {"nl": "Ondersteuner 1", "en": "Supporter 1"}[language]
    assert supporter in (out / "supporters.csv").read_text(encoding="utf-8")
    around = {"nl": "rond", "en": "around"}
    assert f", {around[language]} " in (out / "regions.csv").read_text(encoding="utf-8")
    assert f", {around[language]} " in gpd.read_file(out / "plan.gpkg", layer="regions")["name"][0]
    assert not read_scenario_file(out / "scenario.toml").scenario.ties


def test_words_of_a_file_stay_with_the_plan(here, abroad, tmp_path):
    words, out = tmp_path / "words.toml", tmp_path / "out"
    words.write_text(WORDS, encoding="utf-8")
    ended = here("plan", "--data", abroad, *RULES, "--words", words, "--out", out)
    assert ended.returncode == 0, ended.stderr
    page = (out / "map.html").read_text(encoding="utf-8")
    assert "Zoek je kanton" in page
    assert "Grens van een district" in page
    kept = read_scenario_file(out / "scenario.toml").data.words
    assert kept == read_words(str(words))
    assert kept.nl.parent == NEUTRAL.nl.parent
    here("map", out / "plan.csv", "--scenario", out / "scenario.toml", "-o", tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == page
    ended = here("plan", "--data", abroad, *RULES, "--words", "jeugdregio", "--out", out)
    assert "Zoek je gemeente" in (out / "map.html").read_text(encoding="utf-8")
    assert read_scenario_file(out / "scenario.toml").data.words == JEUGDREGIO


def test_python_names_units_as_the_command_does(abroad, tmp_path):
    path = tmp_path / "words.toml"
    path.write_text(WORDS, encoding="utf-8")
    words = rp.read_words(path)
    assert words == rp.read_words(str(path))
    assert words.nl == rp.Vocabulary(nl={"unit": words.nl.unit, "region": words.nl.region}).nl
    world = rp.read_municipalities(abroad, words=words)
    plan = {nis: f"{parent}-a" for nis, parent in world.frame["reference_region"].items()}
    scenario = rp.Scenario(min_units=2, max_units=12)
    made = rp.make_plan(plan, world, rp.rook_graph(world), scenario)
    assert "Zoek je kanton" in rp.map_page(made, world, language="nl").html
    for wrong in ("jeugdregi", {"en": {}}):
        with pytest.raises(DataError, match=r"words are a (str|dict); a Vocabulary is expected"):
            rp.read_municipalities(abroad, words=wrong)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ('words = "vlaams"', "words is 'vlaams'; 'jeugdregio' or 'neutral' is expected"),
        ('[words.nl]\nunit = "kanton"', "words.nl.unit is 'kanton'; one and several are expected"),
        ('[words.fr]\nunit = ["a", "b"]', "there is no choice words.fr"),
        ('[words.nl]\nunits = ["a", "b"]', "there is no choice words.nl.units; did you mean unit"),
        ('[words.nl]\nunit = ["a", "{b}"]', "a word of at most 60 letters is expected"),
        ("regions = 3", "there are no words in it"),
    ],
)
def test_words_that_cannot_be_used(text, match, tmp_path):
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=match):
        read_words(str(path))


@pytest.mark.parametrize("text", ["jeugdregios", "words.toml"])
def test_words_that_cannot_be_read_name_the_presets(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("words.toml").write_text(f"regions = {5000 * '9'}")
    expected = r"with the tables \[words.nl\] and .*name of a preset: jeugdregio or neutral"
    with pytest.raises(ScenarioError, match=rf"{text} .*{expected}"):
        read_words(text)
