"""Every command works on a plan of data in which a unit that is left out has no polygon."""

import geopandas as gpd
import pytest
import shapely


@pytest.fixture(scope="module")
def bare(cli, tmp_path_factory):
    """The folder of a plan of 19 of 20 squares, and the run that made it."""
    folder = tmp_path_factory.mktemp("bare")
    x, y = [n % 5 * 10_000 for n in range(20)], [n // 5 * 10_000 for n in range(20)]
    shapes = [
        shapely.box(600_000 + a, 650_000 + b, 610_000 + a, 660_000 + b)
        for a, b in zip(x, y, strict=True)
    ]
    shapes[7] = None
    units = {
        "code": [f"{n:02}" for n in range(20)],
        "name": [f"Town {n}" for n in range(20)],
        "parent": ["P"] * 20,
        "zone": [f"Z{n // 5}" for n in range(20)],
    }
    gpd.GeoDataFrame(units, geometry=shapes, crs=3812).to_file(folder / "units.gpkg")
    data = ["--data", "units.gpkg", "--id", "code", "--name", "name", "--parent", "parent"]
    planning = ["--regions", "2", "--leave-out", "town 7", "--link", "07:08", "--out", "out"]
    made = cli("plan", *data, *planning, "--no-cache", cwd=folder)
    return folder, made


def test_the_others_are_planned(bare):
    folder, made = bare
    assert made.returncode == 0, made.stderr
    assert "units.gpkg: 20 units in or near Belgium" in made.stderr
    assert (
        "Note: left out, and not drawn for want of a polygon that fits: Town 7 (07)" in made.stderr
    )
    assert "\n07," not in (folder / "out" / "plan.csv").read_text()
    assert len(gpd.read_file(folder / "out" / "plan.gpkg", layer="municipalities")) == 19


@pytest.mark.parametrize(
    "command",
    [
        ["check", "out/plan.csv"],
        ["map", "out/plan.csv", "-o", "map.html"],
        ["report", "out/plan.csv", "-o", "report.html"],
        ["pages", "out/plan.csv", "--out", "pages"],
    ],
)
def test_its_plan_can_be_shown(cli, bare, command):
    folder, _ = bare
    done = cli(*command, "--scenario", "out/scenario.toml", cwd=folder)
    assert done.returncode == 0, done.stderr


def test_alternatives_of_it(cli, bare):
    folder, _ = bare
    done = cli("alternatives", "out/scenario.toml", "--plans", "1", "--out", "more", cwd=folder)
    assert done.returncode == 0, done.stderr


def test_repair_of_groups_with_it(cli, bare):
    folder, _ = bare
    close = ["--groups", "zone", "--out", "close"]
    done = cli("repair", "out/scenario.toml", *close, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "\n07," not in (folder / "close" / "today.csv").read_text()


def test_a_plan_that_has_it_is_shown_without_it(cli, bare):
    folder, _ = bare
    rows = (folder / "out" / "plan.csv").read_text().splitlines()
    region = rows[1].split(",")[3]
    (folder / "older.csv").write_text("\n".join(["nis,region", f"07,{region}"]) + "\n")
    for row in rows[1:]:
        with (folder / "older.csv").open("a") as older:
            older.write(",".join(row.split(",")[::3][:2]) + "\n")
    rules = ["--scenario", "out/scenario.toml"]
    shown = cli("map", "older.csv", *rules, "-o", "older.html", cwd=folder)
    assert shown.returncode == 0, shown.stderr
    assert "older.csv is shown without Town 7 (07): left out for want of" in shown.stderr
    checked = cli("check", "older.csv", *rules, cwd=folder)
    assert "complete: left out, but in a region: Town 7 (07), which has no usable" in checked.stdout
    assert "1 rule is broken" in checked.stdout + checked.stderr
