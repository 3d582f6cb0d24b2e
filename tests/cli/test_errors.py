"""Exit codes and messages: what is wrong, with the value, and no traceback."""

import re

import pytest

from tests.cli import worlds
from tests.worlds import grid, islands, star

BROKEN = """
import sys
import regionplanner.program.propose as home

def broken(*arguments, **options):
    raise RuntimeError("the engine fell over " + "x" * 1000)

home.best_proposal = broken
from regionplanner.cli import main
main()
"""


@pytest.fixture
def saved(tmp_path):
    """Function that saves a world of cells as a file of polygons; returns its path."""

    def save(cells, name="world.gpkg", crs=31370):
        return worlds.save(tmp_path / name, cells, crs)

    return save


def fails(run, code, *texts):
    assert run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr
    for text in texts:
        assert text in run.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["alternatives", "--plans", "many"],
        ["alternatives", "--plans", "2000"],
        ["front", "distance", "border", "--points", "1"],
        ["plan", "--workers", "2.5"],
        ["plan", "--max-states", "-5"],
        ["plan", "--lang", "fr"],
        ["--lang", "fr"],
        ["data", "--lang", "fr"],
        ["plan", "--time-unit", "days"],
        ["growth", "plan.csv", "--first-year", "soon"],
        ["growth", "plan.csv", "--all-by", "later"],
        ["support", "plan.csv", "--meetings", "some"],
        ["trekkers", "plan.csv", "--most", "0"],
        ["audit", "certificate.json", "--max-units", "-1"],
    ],
    ids=" ".join,
)
def test_a_value_that_an_option_cannot_have_is_said_in_words(cli, arguments):
    option, value = arguments[-2:]
    run = cli(*arguments)
    fails(run, 2, option, value)
    assert not re.search("Input should|Value error|pars", run.stderr)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (
            ["plan", "--criteria", "distnace=1"],
            "no choice criteria.distnace; did you mean distance?",
        ),
        (["plan", "--criteria", "distance"], "--criteria has 'distance'; name=number pairs"),
        (
            ["plan", "--criteria", "distance=-1"],
            "--criteria has 'distance=-1'; weights of at least 0 are expected; write it like ",
        ),
        (["plan", "--ties", "elz=-1"], "--ties has 'elz=-1'; weights of at least 0 are expected"),
        (["plan", "--apart", "1:1"], "--apart has '1:1'; two different ids are expected; write it"),
        (["plan", "--encoding", "-1"], "--encoding is '-1'; an encoding of texts is expected"),
        (["plan", "--plan-columns", "a"], "--plan-columns is ['a']; two columns are expected"),
        (["plan", "--regions", "0"], "--regions is 0; a number of at least 1 is expected"),
        (["plan", "--reward=-1"], "--reward is -1; a number of at least 0 is expected"),
        (["plan", "--max", "2000000"], "--max is 2000000; a number of at most 1,000,000 is exp"),
        (["plan", "--balance", "inhabitants=-3"], "--balance target is -3; 'all', 'own' or a "),
        (["plan", "--bound", "inhabitants=9:3"], "--bound inhabitants: the least, 9, is more "),
        (["plan", "--regions-per", "REFREG15=2000000"], "--regions-per REFREG15 is 2000000; a num"),
        (["plan", "--gap", "200%"], "--gap is '200%'; a share of at most 100% is expected; give"),
        (["plan", "--gap", "5"], "--gap is '5', which is 500%; a share is expected"),
        (
            ["plan", "--ties", "politizone=1"],
            "ties need the column politizone, which the data does not have; did you mean "
            "politiezone?; name columns",
        ),
        (["growth"], "such as regions = [8, 12, 20, 30] (--supported 8,12,20,30) or budget (--b"),
        (["plan", "--criteria", "distance=1,distance=2"], "names distance twice"),
        (["plan", "--criteria", "distance=0"], "no criterion has a weight above 0"),
        (["plan", "--min", "9", "--max", "8"], "smallest size 9 is larger than the largest size 8"),
        (["plan", "--regions-per", "REFREG15=four"], "--regions-per has 'REFREG15=four'"),
        (
            ["plan", "--regions-per", "REFREG15=4", "--regions-per=REFREG07=2"],
            "--regions-per is given 2 times; once is expected",
        ),
        (["plan", "--link", "73109"], "--link has '73109'; two ids are expected"),
        (["plan", "--id", "code"], "id belongs to a file of data, which is not given"),
        (["plan", "--link", "73109:00000"], "link 00000:73109 names 00000"),
        (["--lang", "fr", "plan"], "--lang is 'fr'; one of 'nl', 'en' is expected; see --help"),
        (["front", "afstand", "ties"], "FIRST is 'afstand'; one of 'distance', 'dispersion', "),
        (["plan", "--regions", "many"], "--regions"),
        (["plann"], "plann"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_usage_is_2(cli, arguments, text):
    fails(cli(*arguments), 2, text)


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["plan", "--criteria", "distnace=1"], 2, "distnace"),
        (["check", "gone.csv"], 3, "gone.csv cannot be read"),
        (["plan", "--regions", "60"], 4, "25 to 51 are possible"),
    ],
)
def test_a_process_ends_as_it_does_here(process, arguments, code, text):
    fails(process(*arguments), code, text)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["check", "gone.csv"], "gone.csv cannot be read (No such file or directory)"),
        (["plan", "--data", "gone.gpkg", "--regions", "2"], "gone.gpkg"),
        (["plan", "--links", "gone.csv"], "gone.csv cannot be read"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_data_that_is_not_there_is_3(cli, arguments, text):
    fails(cli(*arguments), 3, text)


def test_a_plan_of_other_municipalities_is_3(cli, tmp_path):
    (tmp_path / "plan.csv").write_text("nis,region\n99999,a\n")
    fails(cli("map", tmp_path / "plan.csv"), 3, "names 99999, which the data")


def test_a_number_that_cannot_be_is_4(cli, tmp_path):
    run = cli("plan", "--regions", 60, "--out", tmp_path / "out")
    fails(run, 4, "Error: 60 regions were asked for", "25 to 51 are possible")
    assert not (tmp_path / "out").exists()


def test_borders_that_allow_no_plan_are_4(cli, saved):
    run = cli("plan", "--data", saved(star()), "--regions", 2, "--min", 2, "--workers", 1)
    fails(run, 4, "no plan has 2 regions; plans exist for 1")


def test_data_beyond_the_diagram_is_5_where_rules_leave_nothing_to_grow(cli, saved):
    """Whole regions are grown by size alone; here one pair stays together as well."""
    world = saved(grid(12, 12))
    plan = ("plan", "--data", world, "--regions", 14, "--workers", 1, "--time-limit", 0)
    run = cli(*plan, "--together", "00000,00001")
    fails(run, 5, "allow more time")


def test_our_fault_is_70_with_a_short_report(cli, tmp_path):
    run = cli("plan", "--out", tmp_path / "out", code=BROKEN)
    fails(run, 70, "our fault, not yours", "Please send us these lines", "regionplanner 0.1.0")
    assert "RuntimeError: the engine fell over xxx" in run.stderr
    assert len(run.stderr) < 1000
    assert not (tmp_path / "out").exists()


def test_a_file_where_the_folder_should_be_is_3(cli, saved, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("mine")
    world = saved(islands())
    run = cli("plan", "--data", world, "--regions", 2, "--min", 1, "--out", taken, "--workers", 1)
    fails(run, 3, f"{taken}")
    assert taken.read_text() == "mine"


def test_degrees_are_brought_to_metres_and_said(cli, saved, tmp_path):
    """The two islands in degrees: three regions, one island divided."""
    world = saved(islands(), "world.geojson", crs=4326)
    out = tmp_path / "out"
    run = cli(
        *("plan", "--data", world, "--regions", 3, "--min", 2, "--max", 4, "--workers", 1),
        *("--criteria", "border=1", "--out", out),
    )
    assert run.returncode == 0, run.stderr
    assert "Note: " in run.stderr
    assert "EPSG:" in run.stderr
    objective = float(re.search(r"Optimal \(proven\): objective ([\d.]+)\.\n", run.stdout)[1])
    assert objective == pytest.approx(2.0, rel=0.01)  # km, as the projection has it
    lines = (out / "plan.csv").read_text(encoding="utf-8").splitlines()
    regions = [line.split(",")[3] for line in lines[1:]]
    assert sorted(regions.count(region) for region in set(regions)) == [2, 2, 4]
    checked = cli("check", out / "plan.csv", "--data", world, "--min", 1, "--max", 4)
    assert checked.returncode == 0


def test_other_data_has_no_default_number_of_regions(cli, saved):
    run = cli("plan", "--data", saved(islands()), "--min", 1, "--max", 4)
    fails(run, 2, "number of regions is not given; 2 to 8 are possible", "--regions N")


def test_a_column_that_is_not_there_is_3(cli, saved):
    run = cli("plan", "--data", saved(islands()), "--regions", 2, "--parent", "provnice")
    fails(run, 3, "provnice", "reference_region")


def test_units_cut_off_are_3_with_the_link_to_declare(cli, saved):
    cells = [cell for cell in grid(5, 1) if cell.column != 2]
    world = saved(cells)
    arguments = ["plan", "--data", world, "--regions", 1, "--min", 1, "--workers", 1]
    fails(cli(*arguments), 3, "--link 00001:00003", "1.0 km apart")
    assert cli(*arguments, "--link", "00001:00003", "--out", world.parent / "out").returncode == 0
