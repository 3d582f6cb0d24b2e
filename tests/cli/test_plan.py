"""``regionplanner plan`` on Flanders: the files, what they say, and that they repeat."""

import csv
import io
import json

import geopandas as gpd
import pyogrio
import pytest

FILES = ["map.html", "plan.csv", "plan.gpkg", "regions.csv", "scenario.toml", "summary.json"]


@pytest.fixture(scope="module")
def cli(process):
    """As users run it: another process."""
    return process


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def summary(folder):
    return json.loads((folder / "summary.json").read_text(encoding="utf-8"))


def test_it_succeeds_and_writes_six_files_and_nothing_else(planned):
    out, run = planned
    assert (run.returncode, run.stderr) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == FILES


def test_the_screen_says_what_is_proven(planned):
    out, run = planned
    for text in (
        "30 regions of 285 municipalities. Optimal (proven): objective 2,513.501.",
        "Chosen from 370,595,920 candidate regions in ",
        "  distance             1      2,423.501 km\n",
        "  ties                 2             45 ties\n",
        "  border     not counted        580.311 km\n",
        "REFREG15     4 Limburg",
        "<- this plan",
        f"regionplanner check {out / 'plan.csv'}",
    ):
        assert text in run.stdout
    assert run.stdout.count("<- this plan") == 1


def test_plan_csv(plan_csv):
    data = plan_csv.read_bytes()
    assert data.startswith(b"nis,name,reference_region,region,centre,region_name,colour\n")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    table = rows(plan_csv)
    assert len(table) == 285
    assert [row["nis"] for row in table] == sorted(row["nis"] for row in table)
    assert len({row["region"] for row in table}) == 30
    assert sorted(row["region"] for row in table if row["centre"] == "1") == sorted(
        {row["region"] for row in table}
    )
    assert {row["centre"] for row in table} == {"0", "1"}
    looks = {(row["region"], row["region_name"], row["colour"]) for row in table}
    assert len(looks) == len({name for _, name, _ in looks}) == 30
    assert {name for code, name, _ in looks if code.startswith(("waas", "oost-brabant-a"))} == {
        "Waasland",  # the only one of its reference region
        "Oost-Brabant A",
    }


def test_regions_csv(planned, plan_csv):
    path = planned[0] / "regions.csv"
    data = path.read_bytes()
    assert data.startswith(
        b"region,name,reference_region,reference_region_name,municipalities,inhabitants,"
        b"inhabitants_0_14,area_km2,centre,centre_name,mean_distance_km,max_distance_km,"
        b"border_km,ties_cut\n"
    )
    assert b"\r" not in data
    table = rows(path)
    assert len(table) == 30
    members = [row["region"] for row in rows(plan_csv)]
    assert {row["region"]: int(row["municipalities"]) for row in table} == {
        region: members.count(region) for region in members
    }
    centres = {row["nis"]: row["region"] for row in rows(plan_csv) if row["centre"] == "1"}
    assert {row["centre"]: row["region"] for row in table} == centres
    kempen = next(row for row in table if row["region"] == "kempen-a")
    assert kempen["name"].startswith("Kempen A, rond ")
    assert all(int(row["inhabitants"]) > int(row["inhabitants_0_14"]) > 0 for row in table)


def test_summary(planned):
    found = summary(planned[0])
    assert found["status"] == "optimal"
    assert found["objective"] == found["bound"]
    assert (found["gap"], found["regions"], found["municipalities"]) == (0, 30, 285)
    assert found["candidate_regions"] == 370_595_920
    assert list(found["criteria"]) == [
        "distance",
        "dispersion",
        "reach",
        "border",
        "ties",
        "balance",
    ]
    assert sum(found["split"].values()) == 30
    assert [point["regions"] for point in found["curve"]] == list(range(25, 52))
    assert all(point["objective"] == point["bound"] for point in found["curve"])
    chosen = [point for point in found["curve"] if point["chosen"]]
    assert [(p["regions"], p["objective"]) for p in chosen] == [(30, found["objective"])]
    assert found["seconds"] > 0
    for code, points in found["curves_per_reference_region"].items():
        assert [p["regions"] for p in points if p["chosen"]] == [found["split"][code]]


def test_the_geopackage_holds_all_layers_with_the_styles_of_qgis(planned):
    path = planned[0] / "plan.gpkg"
    layers = ["municipalities", "regions", "borders"]
    assert pyogrio.list_layers(path)[:, 0].tolist() == [*layers, "layer_styles"]
    units, regions, borders = (gpd.read_file(path, layer=layer) for layer in layers)
    assert (len(units), len(regions)) == (285, 30)
    assert units.crs == regions.crs == borders.crs == "EPSG:31370"
    styles = pyogrio.read_dataframe(path, layer="layer_styles")
    assert styles["f_table_name"].tolist() == layers
    assert styles["useAsDefault"].all()
    assert 'label="Kempen A"' in styles["styleQML"][1]
    assert regions.is_valid.all()
    assert regions.area.sum() == pytest.approx(units.area.sum())


def test_the_map_is_one_dutch_page(planned):
    page = (planned[0] / "map.html").read_text(encoding="utf-8")
    assert '<html lang="nl"' in page
    assert len(page.encode()) <= 1_500_000
    for name in ("Sint-Niklaas", "Lier", "Kempen A"):
        assert name in page


def test_another_run_gives_the_same_bytes_and_spares_other_files(planned, cli, tmp_path):
    first, _ = planned
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "plan.csv").write_text("old")
    run = cli("plan", "--out", tmp_path, "--workers", 1, "--quiet")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*FILES, "notes.txt"])
    assert (tmp_path / "notes.txt").read_text() == "mine"
    for name in set(FILES) - {"summary.json"}:
        assert (tmp_path / name).read_bytes() == (first / name).read_bytes(), name
    one, two = summary(first), summary(tmp_path)
    assert one.pop("seconds")
    assert two.pop("seconds")
    assert one == two
