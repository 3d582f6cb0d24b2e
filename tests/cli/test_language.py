"""The terminal speaks Dutch where that is asked for: help, mistakes and results."""

import re

import pytest
from typer.main import get_command

from regionplanner.cli.main import app
from regionplanner.cli.say import speak
from tests.cli.worlds import ids, save
from tests.worlds import grid

ENGLISH = re.compile(r"\b(the|with|and|which|their|without|Usage|Options)\b")


@pytest.fixture
def in_dutch(monkeypatch):
    monkeypatch.setenv("REGIONPLANNER_LANG", "nl")


@pytest.fixture
def world(tmp_path):
    return save(tmp_path / "world.gpkg", grid(4, 3))


def _commands(command):
    yield command
    for name in getattr(command, "commands", ()):
        yield from _commands(command.commands[name])


def test_every_command_is_explained_in_dutch():
    speak("nl")
    try:
        commands = [*_commands(get_command(app))]
    finally:
        speak("en")
    texts = [command.help for command in commands]
    texts += [one.help for command in commands for one in command.params]
    assert len(commands) >= 18
    assert [text for text in texts if ENGLISH.search(text)] == []


def test_every_command_has_the_language_of_the_terminal():
    for command in _commands(get_command(app)):
        assert [one for one in command.params if "--lang" in one.opts], command.name


def test_help_is_in_the_language_that_is_asked_for(cli):
    dutch, english = cli("plan", "--lang", "nl", "--help").stdout, cli("plan", "--help").stdout
    assert re.match(r"Gebruik: .*regionplanner plan \[OPTIES\] \[SCENARIO.TOML\]\n", dutch)
    assert "\nAantallen en groottes:\n  --regions K of K-L" in dutch
    assert re.search(r"\[standaard:\s+5\]", dutch)
    assert "Toon deze uitleg." in dutch
    assert not ENGLISH.search(dutch)
    assert re.match(r"Usage: .*regionplanner plan \[OPTIONS\] \[SCENARIO.TOML\]\n", english)
    assert "\nNumbers and sizes:\n  --regions K or K-L" in english


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("support", "--supporters N of NAAM:THUIS:DEEL,..."),
        ("growth", "[OPTIES] [PLAN.CSV]\n"),
        ("data fetch", "--url URL "),
        ("data fetch", "--layer NAAM "),
        ("data", "COMMANDO [ARGUMENTEN]...\n"),
        ("plan", "; zonder deze keuze: minuten."),
    ],
)
def test_help_says_in_dutch_what_is_typed(cli, command, said):
    shown = cli(*command.split(), "--lang", "nl", "--help").stdout
    assert said in shown or said in re.sub(r"\s+", " ", shown)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["pla"], "Fout: Er is geen commando 'pla'. Bedoel je 'plan'?"),
        (
            ["plan", "--ou"],
            "Fout: Er is geen optie --ou (mogelijke opties: --bound, --lock, --out)",
        ),
        (["check", "--min"], "Fout: De optie '--min' vraagt een waarde."),
        (["plan", "a", "b"], "Fout: Dit is te veel: b"),
        (
            ["front", "ties", "afstand"],
            "Fout: TWEEDE is 'afstand'; verwacht werd een van 'distance', 'dispersion', 'reach', "
            "'border', 'ties', 'balance'; zie --help",
        ),
        (["map"], "Fout: Het argument 'PLAN.CSV' ontbreekt."),
        (
            ["plan", "--min", "x"],
            "Fout: --min heeft 'x'; verwacht werd een geheel getal van minstens 1; schrijf het "
            "zoals 5",
        ),
        (
            ["plan", "--criteria", "distnace=1"],
            "Fout: er is geen keuze criteria.distnace; bedoel je distance?",
        ),
        (
            ["plan", "--regions", "40.000"],
            "Fout: --regions heeft '40.000'; 40.000 kan 40000 of 40 zijn; verwacht werd één "
            "lezing; schrijf 40000 of 40",
        ),
        (
            ["check", "none.csv"],
            "Fout: none.csv is niet te lezen (dat bestaat niet); geef een CSV met de kolommen nis "
            "en region",
        ),
    ],
    ids=str,
)
@pytest.mark.usefixtures("in_dutch")
def test_mistakes_are_said_in_dutch(cli, typed, said):
    result = cli(*typed)
    assert (result.returncode, result.stderr.splitlines()[-1]) in {(2, said), (3, said)}


@pytest.mark.usefixtures("in_dutch")
def test_a_plan_is_reported_in_dutch(cli, world, tmp_path):
    made = ["--data", world, "--min", "3", "--max", "6", "--criteria", "distance=1000"]
    result = cli("plan", *made, "--regions", "3", "--out", tmp_path / "out", "--no-cache")
    assert result.stdout.startswith("3 regio's met 12 gebieden. Optimaal (bewezen): score ")
    assert re.search(r"score [0-9]+\.[0-9]{3},[0-9]{3}\.\n", result.stdout)
    assert "\nBeste score per aantal regio's:\n" in result.stdout
    assert "\nGeschreven in " in result.stdout
    assert not ENGLISH.search(result.stdout + result.stderr)


def test_a_plan_that_breaks_rules_is_reported_in_dutch(cli, world, tmp_path):
    plan = tmp_path / "plan.csv"
    rows = "".join(f"{nis},{'A' if n else 'B'}\n" for n, nis in enumerate(ids(world)))
    plan.write_text(f"nis,region\n{rows}")
    asked = ["--data", world, "--min", "3", "--max", "12"]
    result = cli("check", plan, *asked, "--lang", "nl")
    assert result.returncode == 1
    assert result.stderr.endswith(f"{plan} breekt 1 regel.\n")
    assert "size: B heeft 1 gebied; toegestaan: 3 tot 12" in result.stdout


def test_a_language_that_there_is_not_is_noted(cli, monkeypatch):
    monkeypatch.setenv("REGIONPLANNER_LANG", "fr")
    result = cli("--version")
    assert result.stderr == "Note: REGIONPLANNER_LANG is 'fr'; nl or en is expected; set one\n"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            ["--max-distance", "1"],
            "Fout: In hoofdgebied P gaan deze regels niet samen: hoogstens 1 km tussen twee "
            "gebieden van een regio en minstens 6 gebieden in een regio, want Unit 00000 (00000) "
            "kan met hoogstens 2 andere in één regio, alle binnen 1 km ervan; één ervan moet "
            "wijken; hoogstens 2,3 km tussen twee gebieden van een regio kan wel",
        ),
        (
            ["--leave-out", "00001,00004"],
            "Fout: Door Unit 00001 (00001) en Unit 00004 (00004) buiten het plan te houden blijft "
            "in hoofdgebied P over: Unit 00000 (00000); een regio heeft 6 tot 15 aangrenzende "
            "gebieden; plan Unit 00001 (00001) toch mee, of houd ook Unit 00000 (00000) buiten het "
            "plan",
        ),
    ],
)
@pytest.mark.usefixtures("in_dutch")
def test_why_there_is_no_plan_is_said_in_dutch(cli, world, asked, said):
    result = cli("plan", "--data", world, "--min", "6", "--regions", "1-2", "--no-cache", *asked)
    assert (result.returncode, result.stderr.splitlines()[-1]) == (4, said)
