"""Files that 0.1.0 wrote, of sixteen made-up municipalities, open and say what they said."""

import csv
import json
import shutil
from pathlib import Path

import pytest

import regionplanner as rp

STORED = Path(__file__).parent.parent / "stored" / "0.1.0"


@pytest.fixture
def stored(tmp_path):
    """A copy, which commands may write beside."""
    return Path(shutil.copytree(STORED, tmp_path / "stored"))


def ran(cli, folder, *arguments):
    ended = cli(*arguments, cwd=folder)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_a_plan_keeps_the_rules_of_its_scenario(cli, stored):
    said = ran(cli, stored, "check", "plan/plan.csv", "--scenario", "plan/scenario.toml")
    assert "keeps all rules: 16 areas in 5 adjoining regions of 2 to 5" in said


def test_a_scenario_makes_the_same_plan(cli, stored):
    ran(cli, stored, "plan", "plan/scenario.toml", "--out", "again", "--workers", 1, "--no-cache")
    before, after = ((stored / folder / "plan.csv").read_text() for folder in ("plan", "again"))
    # names and colours came later
    assert before.splitlines() == [row.rsplit(",", 2)[0] for row in after.splitlines()]
    known, anew = (
        json.loads((stored / folder / "summary.json").read_text()) for folder in ("plan", "again")
    )
    shared = ("status", "objective", "bound", "gap", "regions", "municipalities")
    assert {name: known[name] for name in shared} == {name: anew[name] for name in shared}
    assert set(known) <= set(anew)


def test_a_new_scenario_is_what_a_new_one_is_today(cli, stored):
    ran(cli, stored, "init", "today.toml")
    before, today = (
        rp.read_scenario_file(stored / name) for name in ("scenario.toml", "today.toml")
    )
    assert before == today


def test_a_certificate_holds(cli, stored):
    said = ran(cli, stored, "audit", "plan/certificate.json", "--plan", "plan/plan.csv")
    assert "Everything that was checked holds: 5 regions, objective 49.616." in said


def test_a_proof_is_shown(cli, stored):
    ran(cli, stored, "map", "plan/plan.csv", "-o", "map.html", "--lang", "en")
    assert "Proven best: with these data" in (stored / "map.html").read_text(encoding="utf-8")


def test_growth_and_support_are_reported_in_the_report(cli, stored):
    ran(cli, stored, "report", "plan/plan.csv", "-o", "report.html", "--lang", "en")
    page = (stored / "report.html").read_text(encoding="utf-8")
    assert "Ondersteuner 1" in page
    years = list(csv.DictReader((stored / "plan" / "growth-years.csv").open(encoding="utf-8")))
    assert all(row["year"] in page for row in years)


def test_sets_of_plans_and_repairs_open(cli, stored):
    plans = ("alternatives/best.csv", "alternatives/alternative-1.csv")
    ran(cli, stored, "map", *plans, "-o", "map.html")
    said = ran(cli, stored, "compare", "repair/today.csv", "repair/plan.csv")
    assert "From today (6 regions of 16 areas) to plan (5 regions of 16 areas)" in said
