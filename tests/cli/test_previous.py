"""A folder holds one plan: what it held of another is kept beside it, and named."""

import json
from fnmatch import fnmatchcase
from pathlib import Path
from threading import Thread

import geopandas as gpd
import pandas as pd
import pytest

from regionplanner.cli.outputs import write_folder
from regionplanner.cli.previous import RECORDS
from tests.cli import worlds
from tests.cli.inside import runner
from tests.worlds import grid

SEARCH = ("--min", "2", "--max", "12", "--workers", "1", "--no-cache")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with data, in which commands run."""
    worlds.save(tmp_path / "base.gpkg", grid(4, 3), inhabitants=[1000] * 12)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(monkeypatch, capsys, here):  # noqa: ARG001 (commands run in that folder)
    """Function that runs a command that succeeds; returns what it says of what was there."""
    start = runner(monkeypatch, capsys)

    def ended(*arguments, code=0):
        found = start(*arguments)
        assert found.returncode == code, found.stderr
        return "".join(f"{line}\n" for line in found.stderr.splitlines() if " held " in line)

    return ended


@pytest.fixture
def plan(run):
    """Function that makes a plan of some regions."""

    def made(regions, *options, out="out"):
        asked = ("--data", "base.gpkg", "--regions", regions, *SEARCH)
        return run("plan", *asked, "--out", out, *options)

    return made


def content(folder):
    """Bytes by name; without the seconds of a summary."""
    found = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    if "summary.json" in found:
        found["summary.json"] = json.loads(found["summary.json"]) | {"seconds": 0}
    return found


def regions(file):
    return pd.read_csv(file, dtype=str)["region"].nunique()


def test_the_same_plan_again_needs_no_word(here, plan):
    plan(2)
    before = content(here / "out")
    assert plan(2) == ""
    assert content(here / "out") == before
    assert not (here / "out.previous").exists()


def test_another_plan_is_kept_and_named(here, run, plan):
    plan(2)
    before = content(here / "out")
    objective = before["summary.json"]["objective"]
    said = plan(3)
    assert said == (
        f"Note: out held a plan of 2 regions, {objective:,.3f}; it is kept in out.previous\n"
    )
    assert content(here / "out.previous") == before
    run("plan", "out.previous/scenario.toml", "--out", "again", "--no-cache", "--workers", "1")
    assert (here / "again" / "plan.csv").read_bytes() == before["plan.csv"]
    assert regions("out/plan.csv") == 3
    said = plan(4)
    assert said.startswith("Note: out held a plan of 3 regions, ")
    assert regions("out.previous/plan.csv") == 3
    assert len(gpd.read_file("out.previous/plan.gpkg", layer="regions")) == 3
    assert not (here / "out.previous.previous").exists()
    assert plan(2, "--quiet") == ""
    assert regions("out.previous/plan.csv") == 4


@pytest.mark.slow
def test_what_is_kept_can_be_made_again(here, run, plan):
    plan(2)
    before = (here / "out" / "plan.csv").read_bytes()
    plan(3)
    run("plan", "out.previous/scenario.toml", "--out", "again", "--no-cache", "--workers", "1")
    assert (here / "again" / "plan.csv").read_bytes() == before


def test_a_scenario_that_is_changed_again_and_again(here, run, plan):
    """What is kept is a file of its own: it stays as it was, and is in nobody's way."""
    plan(2)
    for before, number in ((2, 3), (3, 4)):
        scenario = here / "out" / "scenario.toml"
        with scenario.open("r+", encoding="utf-8") as file:
            text = file.read().replace(f"regions = {before}", f"regions = {number}")
            file.seek(0)
            file.write(text)
        assert f"held a plan of {before} regions" in run("plan", scenario, "--no-cache")
        kept = here / "out.previous" / "scenario.toml"
        assert kept.read_text(encoding="utf-8") == text
        assert regions(here / "out.previous" / "plan.csv") == before
    assert f"regions = {number}" in scenario.read_text(encoding="utf-8")


def test_two_that_write_at_once_take_turns(here, monkeypatch):
    """The second comes when a first file of the first has its place."""
    replace = Path.replace
    second = Thread(target=write_folder, args=(here / "out", {"a.csv": "2", "b.csv": "2"}))

    def interrupted(path, place):
        replace(path, place)
        if second.ident is None:
            second.start()
            second.join(timeout=0.2)  # it waits for the first, however long it may

    monkeypatch.setattr(Path, "replace", interrupted)
    write_folder(here / "out", {"a.csv": "1", "b.csv": "1"})
    second.join()
    assert content(here / "out") == {"a.csv": b"2", "b.csv": b"2"}


def test_what_belongs_to_a_plan_goes_with_it(here, run, plan):
    plan(2, "--certificate")
    run("growth", "out/plan.csv", "--supported", "1,2", "--value", "inhabitants=1")
    run("support", "out/plan.csv", "--supporters", "1")
    run("trekkers", "out/plan.csv", "--weights", "nearness=1")
    (here / "out" / "unfinished.csv").write_text("of a run that was stopped")
    (here / "out" / "notes.txt").write_text("mine")
    before = content(here / "out")
    plan(3)
    left = {"plan.csv", "regions.csv", "plan.gpkg", "summary.json", "map.html", "scenario.toml"}
    assert content(here / "out").keys() == left | {"notes.txt"}
    del before["notes.txt"], before["unfinished.csv"]
    assert content(here / "out.previous") == before


@pytest.mark.slow
def test_a_plan_changed_by_hand_is_kept(here, plan):
    plan(2)
    file = here / "out" / "plan.csv"
    changed = file.read_text().replace("-a,", "-x,")
    file.write_text(changed)
    assert "out held a plan of 2 regions; it is kept in out.previous" in plan(2)
    assert (here / "out.previous" / "plan.csv").read_text() == changed


def test_what_is_no_plan_is_kept(here, plan):
    (here / "out").mkdir()
    (here / "out" / "plan.csv").write_text("my own notes")
    assert "out held a plan.csv that is no plan; it is kept in out.previous" in plan(2)
    assert (here / "out.previous" / "plan.csv").read_text() == "my own notes"


@pytest.mark.slow
def test_the_current_folder(here, run, monkeypatch):
    (here / "work").mkdir()
    monkeypatch.chdir(here / "work")
    asked = ("plan", "--data", "../base.gpkg", *SEARCH, "--out", ".")
    run(*asked, "--regions", "2")
    said = run(*asked, "--regions", "3")
    assert str(here / "work.previous") in said
    assert regions(here / "work.previous" / "plan.csv") == 2
    assert (here / "base.gpkg").is_file()


@pytest.mark.slow
def test_a_certificate_of_other_choices_goes(here, plan):
    plan(2, "--certificate")
    assert plan(2) == ""
    assert (here / "out" / "certificate.json").exists()
    plan(2, "--criteria", "distance=2")
    assert not (here / "out" / "certificate.json").exists()


@pytest.mark.slow
def test_sets_of_plans_are_kept(here, run):
    asked = ("--data", "base.gpkg", *SEARCH, "--out", "set")
    search = ("--regions", "3", "--within", "100%")
    run("alternatives", *asked, *search, "--plans", "3")
    before = content(here / "set")
    assert run("alternatives", *asked, *search, "--plans", "3") == ""
    said = run("alternatives", *asked, *search, "--plans", "1")
    assert "set held 4 other plans; they are kept in set.previous" in said
    assert content(here / "set.previous") == before
    assert sorted(path.stem for path in (here / "set").glob("*-*.csv")) == ["alternative-1"]
    said = run("front", "distance", "border", *asked, "--regions", "3", "--points", "2")
    assert "set held 2 other plans; they are kept in set.previous" in said
    assert not list((here / "set").glob("*alternative*"))


@pytest.mark.slow
def test_a_growth_is_kept_beside_its_plan(here, run, plan):
    plan(3)
    grow = ("growth", "out/plan.csv", "--value", "inhabitants=1", "--supported")
    run(*grow, "1,2,3")
    before = (here / "out" / "growth.json").read_bytes()
    assert run(*grow, "1,2,3") == ""
    said = run(*grow, "2,3")
    assert "out held another growth; it is kept in out/growth.previous" in said
    assert (here / "out" / "growth.previous" / "growth.json").read_bytes() == before
    plan(4)
    assert (here / "out.previous" / "growth.previous" / "growth.json").read_bytes() == before
    assert not list((here / "out").rglob("growth*.json"))


@pytest.mark.slow
def test_pages_of_another_plan_are_kept(here, run, plan):
    plan(2)
    plan(3, out="other")
    run("pages", "out/plan.csv")
    before = content(here / "pages")
    assert run("pages", "out/plan.csv") == ""
    assert run("pages", "out/plan.csv", "--municipality", "Unit 00001") == ""
    said = run("pages", "other/plan.csv")
    assert "pages held other pages; they are kept in pages.previous" in said
    assert content(here / "pages.previous") == before
    run("pages", "out/plan.csv", "--municipality", "Unit 00001")
    assert len(content(here / "pages")) == 1


@pytest.mark.slow
def test_pages_in_the_folder_of_a_plan_go_and_stay_with_it(here, run, plan):
    plan(2)
    run("pages", "out/plan.csv", "--out", "out")
    of_two = content(here / "out")
    assert "out held a plan of 2 regions" in plan(3)
    assert content(here / "out.previous") == of_two
    assert [page.name for page in (here / "out").glob("*.html")] == ["map.html"]
    run("pages", "out/plan.csv", "--out", "out")
    (here / "out.previous" / "plan.csv").rename(here / "two.csv")
    said = run("pages", "two.csv", "--out", "out", "--scenario", "out/scenario.toml")
    assert "out held other pages; they are kept in out/pages.previous" in said
    assert (here / "out.previous" / "regions.csv").is_file()


@pytest.mark.slow
def test_every_result_is_known_by_the_record_beside_it(here, run, plan):
    """What a command writes leaves the folder when other plans come."""
    plan(2, "--certificate")
    search = ("--data", "base.gpkg", "--regions", "3", *SEARCH)
    run("alternatives", *search, "--plans", "1", "--within", "100%")
    run("front", "distance", "border", *search, "--points", "2")
    run("repair", "--plan", "out/plan.csv", *search)
    run("trekkers", "out/plan.csv", "--out", "trekkers", "--weights", "nearness=1")
    for folder in ("out", "alternatives", "front", "repair", "trekkers"):
        names = {path.name for path in (here / folder).iterdir()}
        (record,) = names & RECORDS.keys()
        patterns = (record, *RECORDS[record])
        assert not [name for name in names if not any(fnmatchcase(name, p) for p in patterns)]


@pytest.mark.slow
def test_growth_without_a_plan_is_made_again(run, here):
    asked = ("growth", "--data", "base.gpkg", *SEARCH, "--value", "inhabitants=1")
    assert run(*asked, "--regions", "4", "--supported", "2,4") == ""
    before = content(here / "growth")
    said = run(*asked, "--regions", "3", "--supported", "2,3")
    assert "growth held a plan of 4 regions; it is kept in growth.previous" in said
    assert content(here / "growth.previous") == before
