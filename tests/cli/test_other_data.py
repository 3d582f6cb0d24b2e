"""Data of any country on the command line: repaired on request, left out on request."""

import json
import re

import geopandas as gpd
import pytest
import shapely
from shapely import box

from regionplanner.documents.municipality_pages.municipality_page import municipality_page
from regionplanner.jobs.plans import open_plan
from tests.cli.inside import runner
from tests.cli.worlds import save
from tests.worlds import Cell, grid

OPTIONS = ("--regions", "2", "--no-cache", "--workers", "1", "--quiet")


@pytest.fixture
def here(monkeypatch, capsys):
    return runner(monkeypatch, capsys)


@pytest.mark.skipif(
    not hasattr(shapely, "coverage_clean"), reason="repairs of borders need shapely 2.2"
)
def test_repairs_are_made_on_request_and_recorded(here, tmp_path):
    path = save(tmp_path / "units.gpkg", grid(4, 3))
    frame = gpd.read_file(path)
    first = frame.geometry[0]
    frame = frame.set_geometry([first.union(box(*first.bounds).buffer(50)), *frame.geometry[1:]])
    frame.to_file(path)
    refused = here("plan", "--data", path, "--out", tmp_path / "out", *OPTIONS)
    assert refused.returncode == 3
    assert "--repair" in refused.stderr
    assert (
        here("plan", "--data", path, "--repair", "--out", tmp_path / "out", *OPTIONS).returncode
        == 0
    )
    said = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))["data"]
    assert said["repaired"]
    assert any(note.startswith("the repair changed ") for note in said["notes"])
    again = here("plan", tmp_path / "out" / "scenario.toml", "--out", tmp_path / "again", "--quiet")
    assert again.returncode == 0
    plans = [(tmp_path / name / "plan.csv").read_bytes() for name in ("out", "again")]
    assert plans[0] == plans[1]


def test_a_parent_that_cannot_be_planned_is_left_out_on_request(here, tmp_path):
    path = save(tmp_path / "units.gpkg", [*grid(4, 3), Cell("90000", 9, 0, "Q")])
    refused = here("plan", "--data", path, "--out", tmp_path / "out", *OPTIONS)
    assert refused.returncode == 3
    done = here("plan", "--data", path, "--keep-going", "--out", tmp_path / "out", *OPTIONS)
    assert done.returncode == 6
    assert "Left out: 1 area of" in done.stderr
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["left_out"][0]["municipalities"] == ["90000"]
    assert "90000" not in (tmp_path / "out" / "plan.csv").read_text(encoding="utf-8-sig")
    scenario = tmp_path / "out" / "scenario.toml"
    checked = here("check", tmp_path / "out" / "plan.csv", "--scenario", scenario)
    assert checked.returncode == 0


def test_a_gap_that_will_do_is_a_choice_of_the_scenario(here, tmp_path):
    """The scenario beside a plan that was good enough makes the same plan, not a better one."""
    world = save(tmp_path / "world.gpkg", grid(5, 4))
    chosen = (
        "--regions",
        6,
        "--min",
        2,
        "--max",
        4,
        "--neighbourhood",
        8,
        "--criteria",
        "border=1",
    )
    options = ("--no-cache", "--workers", "1", "--quiet")
    one, two = tmp_path / "one", tmp_path / "two"
    made = here("plan", "--data", world, *chosen, "--gap", "50%", *options, "--out", one)
    assert made.returncode == 0, made.stderr
    assert "gap = 0.5" in (one / "scenario.toml").read_text(encoding="utf-8")
    again = here("plan", one / "scenario.toml", *options, "--out", two)
    assert again.returncode == 0, again.stderr
    for name in ("plan.csv", "scenario.toml"):
        assert (one / name).read_bytes() == (two / name).read_bytes()


@pytest.mark.parametrize("crs", [31370, 4326])
def test_borders_that_end_halfway_others_are_planned_drawn_and_merged(here, tmp_path, crs):
    bricks = [box(5 * (r % 2) + 10 * n, 4 * r, 5 * (r % 2) + 10 * n + 10, 4 * r + 4)
              for r in range(4) for n in range(3)]  # fmt: skip
    place = (1e-2, 4.1, 50.3) if crs == 4326 else (300, 150_000.37, 180_000.11)
    shapes = [shapely.transform(brick, lambda xy: xy * place[0] + place[1:]) for brick in bricks]
    nis = [f"{n:02d}" for n in range(len(shapes))]
    table = {"nis": nis, "name": nis, "reference_region": ["N"] * 6 + ["S"] * 6}
    path, out = tmp_path / "bricks.gpkg", tmp_path / "out"
    gpd.GeoDataFrame(table, geometry=shapes, crs=crs).to_file(path)
    made = here("plan", "--data", path, "--out", out, "--min", "2", "--regions", "4", *OPTIONS[2:])
    assert made.returncode == 0, made.stderr
    regions = gpd.read_file(out / "plan.gpkg", layer="regions")
    assert regions.is_valid.all()
    assert set(regions.geom_type) == {"Polygon"}
    assert shapely.coverage_is_valid(regions.geometry.to_numpy())
    mergers = tmp_path / "mergers.csv"
    mergers.write_text("old_nis,old_name,new_nis,new_name\n00,00,50,New\n01,01,50,New\n")
    merged = tmp_path / "merged"
    run = here("merge", out / "plan.csv", mergers, "--data", path, "--out", merged)
    assert run.returncode in (0, 1), run.stderr
    assert gpd.read_file(merged / "data.gpkg").is_valid.all()


def test_figures_of_text_are_read_and_bounds_are_echoed(here, tmp_path):
    kids = [str(n) for n in range(10, 22)]
    path = save(tmp_path / "units.gpkg", grid(4, 3), kids=kids)
    asked = ("plan", "--data", path, "--out", tmp_path / "out", *OPTIONS[:-1])
    done = here(*asked, "--bound", "kids=-20%:+20%")
    assert done.returncode == 0
    assert "Note: column kids is text in units.gpkg and was read as numbers" in done.stderr
    assert "Bounds of a region: kids at least -20% and at most +20% from the mean of" in done.stderr
    assert "kids at least -20% and at most +20% from the mean of all regions: at least 75" in (
        done.stdout
    )
    plan = tmp_path / "out" / "plan.csv"
    scenario = tmp_path / "out" / "scenario.toml"
    assert 'kids = {min = "-20%", max = "+20%"}' in scenario.read_text(encoding="utf-8")
    assert here("check", plan, "--scenario", scenario, "--quiet").returncode == 0
    broken = here("check", plan, "--scenario", scenario, "--bound", "kids=own:+1%:", "--quiet")
    assert broken.returncode == 1
    for command in ("growth", "map"):
        page = ("-o", tmp_path / "map.html")
        options = ("--supported", "1,2", "--value", "kids=1") if command == "growth" else page
        assert here(command, plan, *options, "--quiet").returncode == 0, command


@pytest.mark.slow
def test_figures_of_text_are_read_for_every_plan_that_is_compared(here, tmp_path):
    path = save(tmp_path / "units.gpkg", grid(4, 3), kids=[f"1 {n:03d}" for n in range(12)])
    free, bound = tmp_path / "free", tmp_path / "bound"
    asked = ("plan", "--data", path, *OPTIONS[:-1], "--quiet")
    assert here(*asked, "--out", free).returncode == 0
    assert here(*asked, "--out", bound, "--bound", "kids=2000:").returncode == 0
    done = here("compare", free / "plan.csv", bound / "plan.csv")
    assert (done.returncode, "column kids is text" in done.stderr) == (0, True)


def test_a_figure_that_is_no_number_is_named_with_its_cell(here, tmp_path):
    kids = ["10", "n.b.", *map(str, range(10))]
    path = save(tmp_path / "units.gpkg", grid(4, 3), kids=kids)
    for named in (("--bound", "kids=5:"), ("--travellers", "kids")):
        refused = here("plan", "--data", path, "--out", tmp_path / "out", *OPTIONS, *named)
        assert refused.returncode == 3
        text = "units.gpkg: column 'kids' is text: 'n.b.' for Unit 00001 (00001); expected a number"
        assert text in refused.stderr


def test_what_is_left_out_is_said_once_with_the_reason_and_any_number_will_do(here, tmp_path):
    path = save(tmp_path / "units.gpkg", [*grid(4, 3), Cell("90000", 9, 0, "Q")])
    out, options = tmp_path / "out", ("--min", 3, "--max", 8, "--no-cache", "--workers", "1")
    done = here("plan", "--data", path, "--keep-going", "--out", out, *options)
    assert done.returncode == 6
    assert "No number of regions was asked for: " in done.stdout
    (shown,) = [line for line in done.stderr.splitlines() if line.startswith("Left out: ")]
    assert ", in no region: it has 1 unit: " in shown
    page = (out / "map.html").read_text(encoding="utf-8")
    assert "1 gebied, in geen regio: een regio telt er minstens 3." in page
    assert "it has 1 unit" not in page
    again = tmp_path / "again.html"
    asked = ("map", out / "plan.csv", "--data", path, "--lang", "en", "-o", again)
    assert here(*asked).returncode == 0
    text = again.read_text(encoding="utf-8")
    assert "The message of the program: “it has 1 unit: " in text
    for language, said in (("nl", "Q buiten dit voorstel 1 gebied"), ("en", "“it has 1 unit: ")):
        asked = ("report", out / "plan.csv", "--data", path, "--lang", language, "-o", again)
        assert here(*asked).returncode == 0
        shown = " ".join(re.sub("<[^>]*>", " ", again.read_text(encoding="utf-8")).split())
        assert said in shown
        assert shown.count("it has 1 unit: ") == (language == "en")
    assert "Possible numbers: 1" in shown
    found = open_plan(out / "plan.csv")  # as every command opens it
    page = municipality_page(found.plan, found.municipalities, "90000", language="en").html
    assert "“it has 1 unit: " in page


def test_what_programs_read_has_the_nouns_of_the_data_too(here, tmp_path):
    cells = [*grid(4, 3), *(Cell(f"9000{i}", 4, i, "Q") for i in range(3))]
    path = save(tmp_path / "units.gpkg", cells)
    frame = gpd.read_file(path)
    frame.assign(zone=["a", "b", "b"] * 5).to_file(path)
    out, options = tmp_path / "out", ("--min", 4, "--max", 8, "--no-cache", "--workers", "1")
    assert here("plan", "--data", path, "--keep-going", "--out", out, *options).returncode == 6
    shown = here("check", "--data", path, "--groups", "zone", "--min", 4, "--json")
    (check,) = json.loads(shown.stdout)["groupings"]
    said = [one["message"] for group in check["groups"] for one in group["broken"]]
    assert any("lies in 2 parent areas" in text for text in said)
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    said += [summary["left_out"][0]["reason"], *summary["approximations"]]
    lines = (out / "scenario.toml").read_text(encoding="utf-8").splitlines()
    said += [line for line in lines if line.startswith("# ")]
    assert "# Fewest areas in a region." in said
    flemish = "municipal|youth|reference region|gemeente|Jeugdregio's|referentieregio"
    assert [text for text in said if re.search(flemish, text)] == []
