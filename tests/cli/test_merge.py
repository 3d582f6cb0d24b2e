"""``regionplanner merge``: plans, data, rules and tables over the mergers of Flanders."""

import geopandas as gpd
import pandas as pd
import pytest

from regionplanner.data.flanders import load_flanders
from regionplanner.data.mergers import read_mergers
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.make import violations
from regionplanner.scenario import Scenario
from tests.conftest import ROOT

HEADER = "old_nis,old_name,new_nis,new_name\n"
PAJOTTENLAND = "Jeugdregio Pajottenland"


def read(path):
    return pd.read_csv(path, dtype="str", keep_default_na=False)


@pytest.fixture(scope="module")
def today(tmp_path_factory):
    """The youth regions that exist, as a plan of 46 municipalities of 2024."""
    table = read(ROOT / "geodata" / "existing_jeugdregios.csv")
    path = tmp_path_factory.mktemp("today") / "today.csv"
    table.rename(columns={"jeugdregio": "region"})[["nis", "region"]].to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def plan_2024(cli, today, shared_geodata, tmp_path_factory):
    """The folder of a plan of the 300 municipalities of 2024, in which Pajottenland is a region."""
    out = tmp_path_factory.mktemp("plan") / "2024"
    choices = ["--regions", "30", "--link", "73066:73109", "--no-cache", "--quiet"]
    lock = ["--lock", today, "--lock-regions", PAJOTTENLAND]
    layer = shared_geodata / "flanders_2024.gpkg"
    made = cli("plan", "--data", layer, *lock, *choices, "--out", out)
    assert made.returncode == 0, made.stderr
    return out


def test_youth_regions_of_today_on_the_default_data(cli, today, tmp_path):
    run = cli("merge", today, "2025", "--out", tmp_path / "out", "--lang", "en")
    assert run.returncode == 1, run.stderr
    assert '<html lang="en"' in (tmp_path / "out" / "map.html").read_text("utf-8")
    for text in (
        "Carried: 46 municipalities became 44; the mergers make 13 out of 28.",
        "region of Lochristi (44087): none (Lochristi (44034)) or Projectvereniging Meetjesland "
        "(Wachtebeke (44073)); Projectvereniging Meetjesland was taken: the first code of equals",
        f"{PAJOTTENLAND}: 6 to 4; Galmaarden (23023), Gooik (23024) and Herne (23032) became "
        "Pajottegem (23106)",
        "The plan has 44 of 285 municipalities and no scenario says how many there must be",
        f"size: {PAJOTTENLAND} has 4 municipalities; 5 to 15 are allowed",
        "The smallest change that repairs it, in mended.csv (proven):",
        f"from no region to {PAJOTTENLAND}; repairs size ({PAJOTTENLAND})",
        "Stabroek (11044): from Projectvereniging jeugdregio Noorderkempen to no region; repairs",
    ):
        assert text in run.stdout
    plan, repaired = (read(tmp_path / "out" / name) for name in ("plan.csv", "mended.csv"))
    columns = ["nis", "name", "reference_region", "region", "centre", "region_name", "colour"]
    assert list(plan) == columns
    assert (plan["region"] == PAJOTTENLAND).sum() == 4
    assert (repaired["region"] == PAJOTTENLAND).sum() == 5
    changes = read(tmp_path / "out" / "changes.csv").set_index("new_nis")
    assert len(changes) == 13
    assert changes.loc["11002", ["kind", "old_nis"]].tolist() == ["grown", "11002; 11007"]
    assert changes.at["44087", "ambiguous"].startswith("region: 44034 none, 44073 Project")


def test_a_whole_plan_with_its_data_rules_and_tables(cli, plan_2024, shared_geodata, tmp_path):
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("nis_a,nis_b,weight\n23023,23009,2\n23024,23009,1.5\n23023,23024,9\n")
    tables = ["--table", shared_geodata / "population_2020_nis2024.csv", "--pairs", pairs]
    rules = ["--scenario", plan_2024 / "scenario.toml"]
    outs = [tmp_path / "first", tmp_path / "again"]
    arguments = ["merge", plan_2024 / "plan.csv", "2025", *rules, *tables]
    first = cli(*arguments, "--out", outs[0])
    again = cli(*arguments, "--no-mend", "--out", outs[1])
    assert first.returncode == again.returncode == 1, first.stderr
    out = outs[0]
    files = sorted(path.relative_to(out) for path in out.rglob("*") if path.is_file())
    assert [str(path) for path in files] == [
        "changes.csv",
        "data.gpkg",
        "map.html",
        "merge.json",
        "plan.csv",
        "scenario.toml",
        "tables/pairs.csv",
        "tables/population_2020_nis2024.csv",
    ]
    assert all((out / path).read_bytes() == (outs[1] / path).read_bytes() for path in files)
    assert len(read(out / "plan.csv")) == len(gpd.read_file(out / "data.gpkg")) == 285
    assert read(out / "tables/pairs.csv").to_numpy().tolist() == [["23009", "23106", "3.5"]]
    people = read(out / "tables/population_2020_nis2024.csv")
    assert people["pop_2020"].astype(int).sum() == 6_629_143
    for text in (
        "Data: 300 municipalities dissolved to 285.",
        "pairs.csv: 3 pairs became 1.",
        "politiezone of Tielt (37022): ipz71 (Meulebeke (37007)) or ipz72 (Tielt (37015)); "
        "left empty",
        # the rules lock Pajottenland as it was, so that only an exception helps
        "No change repairs it: Bever (23009), Pepingen (23064), Lennik (23104) and Pajottegem",
    ):
        assert text in first.stdout
    check = cli("check", out / "plan.csv", "--scenario", out / "scenario.toml")
    assert check.returncode == 1
    assert [line.partition(":")[0] for line in check.stdout.splitlines()] == ["size"]


@pytest.mark.slow
def test_the_smallest_change_of_a_whole_plan(cli, plan_2024, tmp_path):
    out = tmp_path / "out"
    run = cli("merge", plan_2024 / "plan.csv", "2025", "--out", out)
    assert run.returncode == 1, run.stderr
    assert "The carried plan breaks 1 rule:\n- size: halle-vilvoorde" in run.stdout
    assert "region of Antwerpen (11002): " in run.stdout
    assert "was taken: the part that keeps its code" in run.stdout
    plan, repaired = (read(out / name).set_index("nis") for name in ("plan.csv", "mended.csv"))
    moved = plan.index[plan["region"] != repaired["region"]]
    assert set(plan.loc[moved, "reference_region"]) == {"REFREG04"}
    assert all(f"({nis}): from halle-vilvoorde-" in run.stdout for nis in moved)
    flanders = load_flanders()
    kept = dict(repaired["region"])
    assert violations(kept, flanders, rook_graph(flanders), Scenario(regions=30)) == ()


@pytest.mark.slow
def test_two_tables_one_after_the_other(cli, plan_2024, shared_geodata, tmp_path):
    """From 308 to 285, on the data of 2018 and on official data of 2025."""
    region = read(plan_2024 / "plan.csv").set_index("nis")["region"]
    older, layer = read_mergers("2019"), gpd.read_file(shared_geodata / "flanders_2018.gpkg")
    plan = pd.DataFrame(
        {"nis": layer["nis"], "region": [region[older.of(n)] for n in layer["nis"]]}
    )
    plan.to_csv(tmp_path / "2018.csv", index=False)
    files = [shared_geodata / f"flanders_{year}.gpkg" for year in (2018, 2025)]
    run = cli(
        "merge", tmp_path / "2018.csv", "2019", "2025", "--out", tmp_path / "out",
        "--data", files[0], "--new-data", files[1],
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    assert "Carried: 308 municipalities became 285; the mergers make 20 out of 43." in run.stdout
    assert "Voeren (73109) is cut off" in run.stdout  # neither file has a link
    assert "(also before the mergers)" in run.stdout
    assert "No change repairs it: Limburg (REFREG15) has 1 unit without a neighbour" in run.stdout
    assert not (tmp_path / "out" / "mended.csv").exists()
    assert len(read(tmp_path / "out" / "plan.csv")) == 285
    assert len(gpd.read_file(tmp_path / "out" / "data.gpkg")) == 285


def test_a_merger_of_tomorrow_on_the_default_data(cli, plan_csv, tmp_path):
    table = tmp_path / "2031.csv"
    rows = "33016,Mesen,33039,Heuvelland\n33039,Heuvelland,33039,Heuvelland\n"
    table.write_text(HEADER + rows, encoding="utf-8")
    run = cli("merge", plan_csv, table, "--out", tmp_path / "out")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Data: 285 municipalities dissolved to 284." in run.stdout
    assert "Added up: area_km2, inhabitants, inhabitants_0_14" in run.stdout
    assert "The polygons only fit for drawing, so that no data are written" in run.stdout
    assert "The carried plan keeps all rules." in run.stdout
    assert len(read(tmp_path / "out" / "plan.csv")) == 284


def test_codes_that_no_known_data_has(cli, tmp_path):
    (tmp_path / "plan.csv").write_text("nis,region\na,1\nb,1\nc,2\n")
    (tmp_path / "m.csv").write_text(HEADER + "a,A,x,X\nb,B,x,X\n")
    run = cli("merge", "plan.csv", "m.csv", cwd=tmp_path)
    assert run.returncode == 0
    assert "no data of after the mergers, so that the plan was not held against the" in run.stdout
    assert (tmp_path / "merged" / "plan.csv").read_text() == "nis,region\nc,2\nx,1\n"


@pytest.mark.parametrize(
    ("rows", "options", "code", "text"),
    [
        ("a,A,x,X\n", ["--sum", "youth"], 3, "--sum names youth, no column of numbers in the data"),
        ("a,A,x,X\n", ["--out", "."], 3, "plan.csv is read, and would be replaced"),
        ("a,A,b,B\nb,B,x,X\n", ["--scenario", "no.toml"], 3, "m.csv has chains: a to b to x"),
        ("a,A,x,X\n", ["--scenario", "no.toml"], 2, "no.toml cannot be read"),
        ("a,A,x,X\n", ["--table", "t.csv", "--pairs", "o/t.csv"], 3, "one table is called t.csv"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(cli, tmp_path, rows, options, code, text):
    (tmp_path / "plan.csv").write_text("nis,region\na,1\nb,1\nc,2\n")
    (tmp_path / "m.csv").write_text(HEADER + rows)
    (tmp_path / "t.csv").write_text("nis,v\na,1\n")
    (tmp_path / "o").mkdir()
    (tmp_path / "o" / "t.csv").write_text("nis_a,nis_b\na,b\n")
    run = cli("merge", "plan.csv", "m.csv", *options, cwd=tmp_path)
    assert run.returncode == code, run.stdout + run.stderr
    assert text in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "merged").exists()


def test_a_scenario_of_ones_own_is_not_replaced(cli, tmp_path):
    (tmp_path / "plan.csv").write_text("nis,region\na,1\nb,1\n")
    (tmp_path / "m.csv").write_text(HEADER + "a,A,x,X\n")
    (tmp_path / "old.toml").write_text('together = [["a", "b"]]\n')
    (tmp_path / "merged").mkdir()
    (tmp_path / "merged" / "scenario.toml").write_text("regions = 3\n")
    run = cli("merge", "plan.csv", "m.csv", "--scenario", "old.toml", cwd=tmp_path)
    assert run.returncode == 3
    assert "is another scenario, which the carried one would replace" in run.stderr


def test_rules_that_contradict_after_the_mergers(cli, plan_csv, tmp_path):
    """Two that had to be apart are brought together by a lock and a merger."""
    rows = read(plan_csv)
    region = rows.loc[rows["nis"] == "33016", "region"].item()
    members = rows.loc[(rows["region"] == region), "nis"].tolist()
    other = next(nis for nis in members if nis not in {"33016", "33039"})
    (tmp_path / "rules.toml").write_text(
        f'together = [["33039", "{other}"]]\napart = [["33016", "{other}"]]\n'
    )
    table = tmp_path / "2031.csv"
    table.write_text(HEADER + "33016,Mesen,33039,Heuvelland\n33039,Heuvelland,33039,Heuvelland\n")
    run = cli("merge", plan_csv, table, "--scenario", tmp_path / "rules.toml", cwd=tmp_path)
    assert run.returncode == 1, run.stderr
    assert "The carried rules cannot be used: " in run.stdout
    assert "may not be in one region (apart), but" in run.stdout
    assert (tmp_path / "merged" / "plan.csv").is_file()
