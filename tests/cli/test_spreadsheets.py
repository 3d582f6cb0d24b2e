"""Tables and plans that went through a spreadsheet, in every command that takes them."""

import geopandas as gpd
import pandas as pd
import pytest

from tests.cli.worlds import save
from tests.worlds import grid

OPTIONS = ("--id", "code")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Twelve units with the column `code`, and a plan of two regions as a spreadsheet left it."""
    here = tmp_path_factory.mktemp("sheets")
    frame = gpd.read_file(save(here / "world.gpkg", grid(4, 3)))
    frame = frame.rename(columns={"nis": "code"})
    frame.to_file(here / "units.gpkg")
    regions = ["a" if int(code) % 4 < 2 else "b" for code in frame["code"]]
    plan = pd.DataFrame({"code": frame["code"].astype(float), "district": regions})
    plan.to_excel(here / "plan.xlsx", index=False, startrow=1)
    plan.rename(columns={"district": "x"}).to_csv(here / "x.csv", index=False, sep=";")
    figures = pd.DataFrame({"code": frame["code"].astype(int), "pupils": range(12)})
    figures.to_csv(here / "figures.csv", index=False)
    return here


@pytest.fixture
def run(cli, folder):
    def command(*arguments):
        found = cli(*arguments, "--data", folder / "units.gpkg", *OPTIONS, cwd=folder)
        assert found.returncode == 0, found.stderr
        return found

    return command


def test_check_says_how_a_plan_was_read(run):
    found = run("check", "plan.xlsx")
    assert "column district of plan.xlsx is read as region" in found.stderr
    assert "ids in plan.xlsx have lost their leading zeros: '0' is read as '00000'" in found.stderr
    assert "12 areas in 2 adjoining regions" in found.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("check", "x.csv"),
        ("map", "x.csv", "-o", "x.html"),
        ("compare", "x.csv", "plan.csv"),
        ("report", "x.csv", "-o", "r.html"),
        ("plan", "--lock", "x.csv", "--regions", "2", "--out", "locked", "--no-cache"),
        ("repair", "--plan", "x.csv", "--regions", "2", "--out", "repaired", "--no-cache"),
    ],
    ids=lambda command: command[0],
)
def test_columns_of_plans_are_named_in_every_command(run, folder, command):
    (folder / "plan.csv").write_text((folder / "x.csv").read_text(encoding="utf-8"))
    run(*command, "--plan-columns", "code,x")


def test_locked_regions_have_the_ids_of_the_data(run, folder):
    run("plan", "--lock", "plan.xlsx", "--regions", "2", "--out", "out", "--join", "figures.csv")
    plan = pd.read_csv(folder / "out" / "plan.csv", dtype=str)
    assert plan.groupby("region")["nis"].agg(sorted).tolist()[0][0] == "00000"
    scenario = (folder / "out" / "scenario.toml").read_text(encoding="utf-8")
    assert '"00000"' in scenario


def test_a_plan_beside_a_scenario_that_names_other_columns_is_read_as_it_is(run, cli, folder):
    options = ("--lock", "x.csv", "--plan-columns", "code,x", "--regions", "2", "--no-cache")
    run("plan", *options, "--out", "beside")
    scenario = (folder / "beside" / "scenario.toml").read_text(encoding="utf-8")
    assert 'plan_columns = ["code", "x"]' in scenario
    drawn = cli("map", "beside/plan.csv", "-o", "beside.html", cwd=folder)
    assert drawn.returncode == 0, drawn.stderr
    assert "proof" not in drawn.stderr


@pytest.mark.parametrize("names", ["code", "code,code", "code,Code", "code,x,y"])
def test_two_columns_are_expected(cli, folder, names):
    found = cli("check", "plan.xlsx", "--data", folder / "units.gpkg", "--plan-columns", names)
    assert found.returncode == 2
    assert f"--plan-columns is {names.split(',')}; two columns are expected" in found.stderr


def test_an_encoding_that_there_is_not(cli, folder):
    found = cli("check", "plan.xlsx", "--data", folder / "units.gpkg", "--encoding", "cp12522")
    assert found.returncode == 2
    assert "encoding is 'cp12522'; an encoding of texts is expected, such as utf-8" in found.stderr


def test_a_plan_of_other_data_is_not_held_against_the_default_data(cli, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("nis,region\n00001,a\n00002,a\n", encoding="utf-8")
    ended = cli("check", path)
    assert ended.returncode == 3
    assert "names 00001 and 00002, which the data (Flanders 2025, generalised) does not" in (
        ended.stderr
    )
