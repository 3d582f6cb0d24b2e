"""Names in data cannot steer the terminal: what is shown holds no character that acts unseen."""

import ast
import io
import json
import logging
import multiprocessing
import shlex
import sys
import unicodedata
from pathlib import Path

import geopandas as gpd
import pytest

from regionplanner.cli.say import command, printable, printable_streams, say, say_error, say_json
from tests.cli.inside import runner
from tests.cli.worlds import save
from tests.conftest import ROOT
from tests.worlds import grid

EVIL = "\x1b[31mred\x1b]0;title\x07\u202egnp\x9b2J\u200bx\u2028y"
SHOWN = r"\u001b[31mred\u001b]0;title\u0007\u202egnp\u009b2J\u200bx\u2028y"
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
SEEN = {
    *"\n\t",
    *"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd",
}
"""Controls that lay out, and format characters that are drawn."""


@pytest.fixture
def here(monkeypatch, capsys):
    return runner(monkeypatch, capsys)


def unseen(text):
    return {c for c in text if unicodedata.category(c) in UNSEEN} - SEEN


def test_every_character_that_is_not_seen_is_written_out():
    all_of_them = "".join(map(chr, range(0x110000)))
    assert unseen(printable(all_of_them)) == set()
    assert printable(EVIL) == SHOWN
    assert printable("Besançon, Ærø, \u00a0Łódź 東京\t😀") == "Besançon, Ærø, \u00a0Łódź 東京\t😀"


def test_a_name_cannot_add_a_line(capsys):
    say("one\nOptimal (proven)", "two")
    assert capsys.readouterr().out == "one\\nOptimal (proven)\ntwo\n"
    say_error("first\n- second\r\x1b")
    assert capsys.readouterr().err == "Error: first\n- second\\r\\u001b\n"


def test_json_stays_json_with_the_same_values(capsys):
    value = {EVIL: [EVIL, "Gent\n", 1.5]}
    say_json(value)
    shown = capsys.readouterr().out
    assert unseen(shown) == set()
    assert json.loads(shown) == value


def test_what_libraries_show_is_printable_too(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with printable_streams():
        logging.lastResort.emit(logging.makeLogRecord({"msg": EVIL, "levelno": logging.ERROR}))
        sys.stderr.writelines([EVIL, "\n"])
    assert stream.getvalue().count(SHOWN) == 2
    assert unseen(stream.getvalue()) == set()
    assert sys.stderr is stream


@pytest.mark.parametrize("quiet", [True, False])
def test_warnings_of_the_library_are_notes(quiet, here, tmp_path, monkeypatch):
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)
    world = save(tmp_path / "world.gpkg", grid(4, 3))
    frame = gpd.read_file(world)
    frame["reference_region"] = [f"P{i % 4 // 2}" for i in range(12)]
    frame.to_file(world)
    options = ("--regions", "4", "--min", "2", "--max", "4", "--workers", "2", "--no-cache")
    ended = here("plan", "--data", world, *options, "--out", tmp_path, *["--quiet"] * quiet)
    assert ended.returncode == 0
    note = "Note: this process is a worker itself and may not start others; going on in this"
    assert (note in ended.stderr) == (not quiet)


@pytest.fixture(scope="module")
def evil(tmp_path_factory):
    """A world in which every name, group and column acts on a terminal."""
    folder = tmp_path_factory.mktemp("evil")
    path = save(folder / "plain.gpkg", grid(4, 3))
    frame = gpd.read_file(path)
    frame["reference_region"] = [f"P{i % 4 // 2}" for i in range(12)]
    frame["name"] = [f"{EVIL} {nis}" for nis in frame["nis"]]
    frame["reference_region_name"] = frame["reference_region"] + EVIL
    frame["zone"] = f"zone{EVIL}"
    frame[f"col{EVIL}"] = "x"
    frame["inhabitants"] = 1000
    frame.to_file(folder / "evil.geojson", driver="GeoJSON")
    return folder / "evil.geojson"


RULES = ("--regions", "4", "--min", "2", "--max", "4", "--workers", "1", "--no-cache")


def test_no_command_shows_them(here, evil, tmp_path):
    data, out = ("--data", evil), tmp_path / "out"
    plan = out / "plan.csv"
    shown = ""
    for arguments in (
        ("plan", *data, *RULES, "--out", out, "--lock", "zone"),
        ("plan", *data, *RULES, "--out", out),
        ("check", plan, *data),
        ("check", plan, *data, "--groups", "zone"),
        ("check", plan, *data, "--groups", "zone", "--json"),
        ("compare", plan, evil, *data),
        ("map", plan, *data, "-o", tmp_path / "map.html"),
        ("pages", plan, *data, "--out", tmp_path / "pages"),
        ("report", plan, *data, "-o", tmp_path / "report.html"),
        ("alternatives", *data, *RULES, "--plans", "2", "--out", tmp_path / "alternatives"),
        ("front", "border", "distance", *data, *RULES, "--points", "3", "--out", tmp_path / "f"),
        ("repair", plan, *data, *RULES, "--out", tmp_path / "repair"),
        ("trekkers", plan, *data, "--out", tmp_path / "pull"),
        ("support", plan, *data, "--supporters", "2", "--out", tmp_path / "support"),
        ("growth", plan, *data, "--supported", "2,4", "--out", tmp_path / "growth"),
        ("map", plan, "--data", evil, "--id", EVIL),
        ("map", EVIL),
        (EVIL,),
        ("plan", f"--{EVIL}"),
        ("plan", "--regions", EVIL),
        ("plan", "--criteria", f"{EVIL}=1"),
        ("plan", "--lang", EVIL),
    ):
        ended = here(*arguments)
        assert ended.returncode != 70, ended.stderr
        assert unseen(ended.stdout + ended.stderr) == set(), arguments
        shown += ended.stdout + ended.stderr
    assert r"\u001b[31mred" in shown


def test_nothing_is_shown_but_by_the_module_for_it():
    """A bare echo, print or console would show names as they are."""
    found = []
    for path in sorted((ROOT / "regionplanner").rglob("*.py")):
        if path.name == "say.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if text in {"print", "Console", "typer.echo", "typer.secho", "console.print"} or (
                text.startswith(("sys.stdout.", "sys.stderr.", "click."))
            ):
                found.append(f"{path.name}:{node.lineno} {text}")
    assert found == []


def test_a_command_to_type_has_quotes_where_a_path_has_blanks():
    typed = command("check", Path("my plan") / "plan.csv", "--scenario", Path("out/scenario.toml"))
    assert shlex.split(typed) == [
        "regionplanner",
        "check",
        "my plan/plan.csv",
        "--scenario",
        "out/scenario.toml",
    ]
    assert typed.startswith("regionplanner check 'my plan/plan.csv' --scenario out/")
