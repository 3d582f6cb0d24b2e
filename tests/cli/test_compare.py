"""``compare``: what the screen, the tables, the map and the document say of two plans."""

import csv
import json
import re
from itertools import pairwise

import geopandas as gpd
import pytest
from shapely import box

from tests.cli.inside import runner


@pytest.fixture
def here(monkeypatch, capsys):
    return runner(monkeypatch, capsys)


@pytest.fixture(scope="module")
def edited(plan_csv, tmp_path_factory):
    """The plan with other codes and in another order, and Ranst over the border."""
    head, *lines = plan_csv.read_text(encoding="utf-8").splitlines()
    cells = [line.split(",") for line in lines]
    near = next(row[3] for row in cells if row[0] == "11001")
    for row in cells:
        row[3] = f"other-{near if row[0] == '11035' else row[3]}"
    path = tmp_path_factory.mktemp("edited") / "edited.csv"
    path.write_text("\n".join([head, *(",".join(row) for row in reversed(cells))]), "utf-8")
    return path


@pytest.fixture(scope="module")
def renamed(plan_csv, tmp_path_factory):
    _, *lines = plan_csv.read_text(encoding="utf-8").splitlines()
    cells = [line.split(",") for line in lines]
    text = "\n".join(["nis,region", *(f"{row[0]},new {row[3]}" for row in cells)])
    path = tmp_path_factory.mktemp("renamed") / "renamed.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_municipality_moves(here, plan_csv, edited):
    run = here("compare", plan_csv, edited, "--names", "now,idea", "--scenario", _rules(plan_csv))
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert lines[0] == (
        "From now (30 regions of 285 municipalities) to idea (30 regions of 285 municipalities):"
    )
    assert lines[1] == "1 municipality moves to another region."
    assert lines[2] == "Regions: 28 unchanged, 2 changed, 0 ended, 0 new."
    assert lines[3].startswith("Borders between regions of one reference region: ")
    # the file says what a region is called: whatever its code, the name holds
    assert "  Regio Antwerpen B -> Regio Antwerpen A: Ranst (11035)" in lines
    assert lines[lines.index("  Regio Antwerpen A") + 1] == "    joins: 1 municipality"
    assert lines[lines.index("  Regio Antwerpen B") + 1] == "    leaves: 1 municipality"
    assert run.stdout.count("Ranst (11035)") == 1
    assert sum(line.startswith("Unchanged (28): ") for line in lines) == 1
    order = [run.stdout.index(part) for part in ("Criteria:", "Who moves:", "Regions that", "Unch")]
    assert order == sorted(order)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_lines_are_short_and_municipalities_are_named_once(here, plan_csv, tmp_path, language):
    merged = {"halle-vilvoorde-a": "halle-vilvoorde-d", "regio-gent-c": "regio-gent-a"}
    text = plan_csv.read_text(encoding="utf-8")
    for old, new in merged.items():
        text = text.replace(f",{old},", f",{new},")
    fewer = tmp_path / "a name that is longer than a column can be.csv"
    fewer.write_text(text, encoding="utf-8")
    run = here("compare", plan_csv, fewer, "--lang", language)
    lines = run.stdout.splitlines()
    assert "28" in lines[0]
    assert max(map(len, lines)) <= 100
    moved = {line.split(",")[0] for line in plan_csv.read_text("utf-8").splitlines()[1:]} & {
        *re.findall(r"\((\d{5})\)", run.stdout)
    }
    assert len(moved) > 10
    assert all(run.stdout.count(f"({nis})") == 1 for nis in moved)
    assert "-a)" not in run.stdout  # no codes beside names
    assert "\\n" not in run.stdout


def _rules(plan_csv):
    return plan_csv.parent / "scenario.toml"


def test_other_codes_are_the_same_plan(here, plan_csv, renamed):
    run = here("compare", plan_csv, renamed)
    assert run.returncode == 0
    assert "the same regions; nobody moves." in run.stdout
    assert "Who moves" not in run.stdout
    assert "Unchanged (30): " in run.stdout


@pytest.mark.slow
def test_everything_is_written(cli, plan_csv, edited, tmp_path):
    folder, page = tmp_path / "tables", tmp_path / "both.html"
    options = ("--csv", folder, "--map", page, "--names", "now,idea", "--lang", "en", "--json")
    run = cli("compare", plan_csv, edited, *options)
    assert run.returncode == 0
    assert run.stderr.startswith("Written: ")
    found = json.loads(run.stdout)
    assert [one["name"] for one in found["moved"]] == ["Ranst"]
    assert found["later"] == {"name": "idea", "regions": 30, "municipalities": 285}
    tables = {path.name: _rows(path) for path in folder.iterdir()}
    assert sorted(tables) == ["borders.csv", "criteria.csv", "moves.csv", "regions.csv"]
    (ranst,) = tables["moves.csv"]
    assert (ranst["before"], ranst["after_was"]) == ("regio-antwerpen-b", "regio-antwerpen-a")
    gained = [row for row in tables["borders.csv"] if row["change"] == "gained"]
    total = sum(float(row["border_km"]) for row in gained)
    assert total == pytest.approx(found["borders"]["gained_km"], abs=0.01)
    assert float(tables["criteria.csv"][0]["later"]) == found["criteria"]["distance"]["later"]
    assert len(tables["regions.csv"]) == 31
    html = page.read_text(encoding="utf-8")
    assert '<html lang="en"' in html
    assert "idea" in html
    again = cli("compare", plan_csv, edited, "--names", "now,idea", "--json")
    assert again.stdout == run.stdout


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_quiet_says_nothing_and_writes(here, plan_csv, edited, tmp_path):
    run = here("compare", plan_csv, edited, "--quiet", "--csv", tmp_path / "tables")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert (tmp_path / "tables" / "moves.csv").is_file()


@pytest.mark.filterwarnings("error")  # a warning of a library would be on the screen
def test_plans_of_a_part(here, plan_csv, tmp_path):
    lines = plan_csv.read_text(encoding="utf-8").splitlines()
    part = tmp_path / "part.csv"
    kept = [line for line in lines if ",kempen-a," not in line]
    part.write_text("\n".join(kept), encoding="utf-8")
    run = here("compare", plan_csv, part)
    assert run.returncode == 0
    assert "1 ended, 0 new." in run.stdout
    assert "Kempen A -> no region: " in run.stdout
    assert re.search(
        r"Distance of municipalities to the centre, in all +[\d,.]+ +[\d,.]+ +- km", run.stdout
    )
    assert "breaks 2 rules" in run.stderr  # not all municipalities, and not 30 regions


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("{plan}",), 2, "Missing argument 'B.CSV'"),
        (("{plan}", "{plan}"), 3, "is given twice"),
        (("{plan}", "{edited}", "--names", "one"), 2, "for 2 plans as many different names"),
        (("{plan}", "{edited}", "--csv", "{out}"), 3, "holds a plan with its regions.csv"),
        (("{plan}", "{edited}", "--csv", "{edited}"), 3, "is a file; a folder is expected"),
        (("{plan}", "{edited}", "--map", "{edited}"), 3, "does not end on .html or .htm"),
        (("{plan}", "nothing.csv"), 3, "nothing.csv cannot be read"),
        (("{plan}", "{edited}", "--csv", "t", "--map", "t/moves.csv"), 3, "asked for twice"),
    ],
)
def test_mistakes(here, plan_csv, edited, options, code, message):
    places = {"plan": plan_csv, "edited": edited, "out": plan_csv.parent}
    run = here("compare", *(option.format(**places) for option in options))
    assert run.returncode == code
    assert message in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


def test_the_help_says_which_is_earlier(here):
    text = " ".join(here("compare", "--help").stdout.split())
    assert "from an earlier plan A to a later plan B" in text
    assert "Exit code 0, also when the plans differ." in text


@pytest.mark.parametrize(
    ("language", "heading", "changed"),
    [
        ("en", "Largest distance to the centre [km]", "Number of areas: 2 -> 1; Area [km²]: "),
        ("nl", "Grootste afstand tot het centrum [km]", "Aantal gebieden: 2 -> 1; Oppervlakte "),
    ],
)
def test_what_is_left_of_a_difference_is_nothing(cli, tmp_path, language, heading, changed):
    """The last of four is four metres wider: its centre is two farther away."""
    ends = [0, 5000, 10_000, 15_000, 20_004]
    shapes = [box(west, 0, east, 5000) for west, east in pairwise(ends)]
    names = {"id": ["a", "b", "c", "d"], "name": ["A", "B", "C", "D"], "parent": "P"}
    gpd.GeoDataFrame(names, geometry=shapes, crs=31370).to_file(tmp_path / "units.gpkg")
    for name, regions in (("one", "xxyy"), ("two", "xxyz")):
        rows = "".join(f"{unit},{region}\n" for unit, region in zip("abcd", regions, strict=True))
        (tmp_path / f"{name}.csv").write_text(f"id,region\n{rows}", encoding="utf-8")
    columns = ("--id", "id", "--name", "name", "--parent", "parent")
    asked = ("--data", "units.gpkg", *columns, "--lang", language)
    ended = cli("compare", "one.csv", "two.csv", *asked, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    (row,) = [line for line in ended.stdout.splitlines() if line.startswith(f"  {heading}")]
    assert row.removeprefix(f"  {heading}").split() == ["5", "5", "0"]
    assert f"    {changed}" in ended.stdout
    assert "_km" not in ended.stdout
