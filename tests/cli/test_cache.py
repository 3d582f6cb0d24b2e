"""Answers of earlier runs, as processes: used where nothing changed, and never seen in a plan."""

import json
import os
import subprocess
import sys

import pytest

from tests.cli import worlds
from tests.conftest import HANGS_S, ROOT
from tests.worlds import grid, islands

FILES = ("plan.csv", "regions.csv", "plan.gpkg", "map.html", "scenario.toml")
KNOWN = "parent areas were known from before"


@pytest.fixture
def home(tmp_path):
    """A folder with a world of two islands, and a cache of its own."""
    worlds.save(tmp_path / "world.gpkg", islands())
    return tmp_path


@pytest.fixture
def start(home):
    def start(out, *arguments, most="4"):
        command = ["-m", "regionplanner", "plan", "--data", "world.gpkg", "--out", out]
        choices = ["--min", "1", "--max", most, "--regions", "3", "--workers", "1"]
        return subprocess.Popen(
            [sys.executable, *command, *choices, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=home,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "REGIONPLANNER_CACHE": str(home / "cache"),
            },
        )

    return start


def ended(process):
    output, errors = process.communicate(timeout=HANGS_S)
    assert process.returncode == 0, errors
    return output


def answers(home):
    return sorted((home / "cache" / "answers").glob("*.json"))


def written(home, out):
    summary = json.loads((home / out / "summary.json").read_text(encoding="utf-8"))
    assert summary.pop("seconds") >= 0
    return [(home / out / name).read_bytes() for name in FILES], summary


@pytest.mark.slow
def test_the_same_files_with_and_without_answers_from_before(home, start):
    assert KNOWN not in ended(start("none", "--no-cache"))
    assert answers(home) == []
    assert KNOWN not in ended(start("first"))
    assert len(answers(home)) == 2
    assert f"2 of 2 {KNOWN}" in ended(start("second"))
    assert KNOWN not in ended(start("third", "--no-cache"))
    without = written(home, "none")
    assert all(written(home, out) == without for out in ("first", "second", "third"))


@pytest.mark.slow
def test_a_change_in_one_reference_region(home, start):
    ended(start("first"))
    assert f"1 of 2 {KNOWN}" in ended(start("second", "--apart", "00000:00001"))
    assert len(answers(home)) == 3


@pytest.mark.slow
def test_damaged_answers_are_found_again(home, start):
    ended(start("first"))
    one, other = answers(home)
    one.write_text("{", encoding="utf-8")
    other.write_bytes(other.read_bytes().replace(b"optimal", b"unknown"))
    assert KNOWN not in ended(start("second"))
    assert f"2 of 2 {KNOWN}" in ended(start("third"))
    assert written(home, "third") == written(home, "first")


@pytest.mark.slow
def test_runs_at_the_same_time(home, start):
    runs = [start(out) for out in ("a", "b", "c")]
    for run in runs:
        ended(run)
    assert len(answers(home)) == 2
    assert written(home, "a") == written(home, "b") == written(home, "c")
    assert f"2 of 2 {KNOWN}" in ended(start("d"))


@pytest.mark.slow
def test_data_says_what_is_kept(home, start):
    ended(start("first"))
    run = subprocess.run(
        [sys.executable, "-m", "regionplanner", "data"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "REGIONPLANNER_CACHE": str(home / "cache")},
        check=True,
    )
    assert f"Answers      2 kept, 0.0 MB, in {home / 'cache' / 'answers'}" in run.stdout


@pytest.mark.slow
def test_the_best_of_each_criterion_alone(home, start):
    worlds.save(home / "world.gpkg", grid(4, 3))
    text = ended(start("out", "--criteria", "distance=1,border=0.5", "--explain", most="6"))
    summary = json.loads((home / "out" / "summary.json").read_text(encoding="utf-8"))
    for name in ("distance", "dispersion", "border"):
        row = summary["criteria"][name]
        assert row["best_alone_bound"] == row["best_alone"] <= row["value"]
    assert summary["criteria"]["ties"]["best_alone"] is None
    lines = [line.split() for line in text.splitlines()]
    assert ["weight", "this", "plan", "best", "alone", "more"] in lines
    (border,) = [line for line in lines if line[:1] == ["border"]]
    assert border[1] == "0.5"
    assert border[3] == "km"
