"""Input without end, or of a size that nothing has: refused at once, with what to do."""

import json
import os
import sqlite3
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import box

from regionplanner.audit.read import read_certificate, read_regions
from regionplanner.choices import MOST
from regionplanner.cli.texts import read_supporters
from regionplanner.data.assignment import read_assignment
from regionplanner.errors import DataError, ScenarioError
from regionplanner.files.layer import read_layer
from regionplanner.files.run_record import read_record
from regionplanner.files.safe_read import parsed_json, read_bytes, text_of
from regionplanner.files.scenario_file import read_scenario_file
from regionplanner.files.text_table import read_text_table
from regionplanner.rollout_choices import MOST_SUPPORTERS, MOST_YEARS, GrowthChoices, SupportChoices
from regionplanner.scenario import Scenario

READERS = {
    "polygons": read_layer,
    "plan": read_assignment,
    "table": lambda path: read_text_table(path, columns=("nis",)),
    "scenario": read_scenario_file,
    "certificate": read_certificate,
    "plan of an audit": read_regions,
}


@pytest.mark.parametrize("kind", ["polygons", "plan", "table", "scenario"])
@pytest.mark.parametrize("address", ["https://example.org/a.csv", "/vsicurl/https://x.org/a"])
def test_an_address_is_no_file(kind, address):
    with pytest.raises(
        (DataError, ScenarioError), match=r"is an address and no file; .* download it first"
    ):
        READERS[kind](Path(address))


@pytest.mark.parametrize("kind", ["polygons", "plan", "table", "scenario"])
def test_an_address_of_this_computer_has_a_path(kind):
    with pytest.raises(
        (DataError, ScenarioError),
        match=r"^file:///a/my b.csv is the address of a file on this .*; give /a/my b.csv$",
    ):
        READERS[kind](Path("file:///a/my%20b.csv"))


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("name", ["pipe", "zero"])
def test_what_never_ends_is_not_opened(reader, name, tmp_path):
    path = tmp_path / name
    if name == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    refused = r"a file is expected|save the data as a file"
    with pytest.raises((DataError, ScenarioError), match=refused):
        reader(path)


@pytest.mark.parametrize("reader", list(READERS.values())[1:], ids=list(READERS)[1:])
def test_a_file_past_all_sizes_is_not_read(reader, tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(10**12)  # takes no room on the disk
    with pytest.raises((DataError, ScenarioError), match="are expected; check that it is"):
        reader(path)


def test_text_is_read_as_before(tmp_path):
    path = tmp_path / "text.csv"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert text_of(read_bytes(path)) == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("x = " + "[" * 5000 + "]" * 5000, "lists or tables in one another"),
        ("x = " + "[" * 25 + "]" * 25, "more than 20 deep"),
        (".".join("a" * 3000) + " = 1", "more than 20 deep"),
        (".".join("a" * 300_000) + " = 1", "more than 20 deep"),
        ("[criteria]\nx = {" + '"a" . ' * 300_000 + "b = 1}", "more than 20 deep"),
        ("regions = " + "9" * 5000, "a number of thousands of digits"),
        ("regions = " + "9" * 4000, "regions is a number past all counts; a number of at most 1,0"),
        ("[criteria]\ndistance = " + "9" * 4000, "criteria.distance is a number past all counts"),
        ("[data]\nfile = " + "9" * 4000, "data.file is a number past all counts"),
        ("regions = 0x" + "f" * 9000, "regions is a number past all counts"),
        (f"regions = [1, {MOST + 1}]", "a number of at most 1,000,000 is expected"),
        (f"max_units = {MOST + 1}", "a number of at most 1,000,000 is expected"),
        (f"regions_per.A = {MOST + 1}", "a number of at most 1,000,000 is expected"),
    ],
)
def test_scenarios_without_measure(text, match, tmp_path):
    path = tmp_path / "scenario.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=match) as refused:
        read_scenario_file(path)
    assert len(str(refused.value)) < 1000


def test_a_number_that_nothing_has_is_refused_in_python_too():
    with pytest.raises(ScenarioError, match="at most 1,000,000"):
        Scenario(regions=(1, 10**12))
    assert Scenario(regions=(1, MOST)).regions == (1, MOST)


def test_growth_and_support_without_end():
    with pytest.raises(ScenarioError, match="it has 3,000 years; at most 50 are expected"):
        GrowthChoices.made({"regions": tuple(range(3000))})
    assert len(GrowthChoices.made({"regions": (1,) * MOST_YEARS}).years) == MOST_YEARS
    for text in ("1000000000", "9" * 20, str(MOST_SUPPORTERS + 1)):
        with pytest.raises(ScenarioError, match="at most 10,000 supporters are expected"):
            read_supporters(text)
    people = read_supporters(str(MOST_SUPPORTERS))
    assert len(SupportChoices.made({"supporters": people}).supporters) == MOST_SUPPORTERS


def test_nested_and_huge_json(tmp_path):
    for text in ("[" * 100_000, '{"quantum": ' + "9" * 5000 + "}", "[" * 100_000 + "]" * 100_000):
        path = tmp_path / "some.json"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=r"lists in lists|digits|Expecting"):
            parsed_json(text)
        assert read_record(path) is None
        with pytest.raises(DataError, match=r"cannot be read as JSON \((it |Expecting)"):
            read_certificate(path)
    huge = {"format": "regionplanner certificate 1", "quantum": 10**4000}
    path.write_text(json.dumps(huge), encoding="utf-8")
    with pytest.raises(DataError, match="not a whole certificate"):
        read_certificate(path)


def test_tables_that_are_too_wide(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text("nis," + ",".join(f"c{n}" for n in range(50_000)) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="50,001 columns; at most 2,000 are expected"):
        read_text_table(path, columns=("nis",))
    fields = {f"c{n}": [1] for n in range(2001)}
    gpd.GeoDataFrame(fields, geometry=[box(0, 0, 1, 1)], crs=31370).to_file(
        tmp_path / "wide.geojson"
    )
    with pytest.raises(DataError, match="2,001 columns"):
        read_layer(tmp_path / "wide.geojson")


@pytest.mark.parametrize("end", ["", " WHERE n.i < 0"])
def test_a_view_that_does_not_end(end, tmp_path):
    path = tmp_path / "view.gpkg"
    frame = gpd.GeoDataFrame({"name": ["a"]}, geometry=[box(0, 0, 1, 1)], crs=31370)
    frame.to_file(path, layer="units")
    assert len(_with_view(path, "fine", "SELECT fid, geom, name FROM units")) == 1
    rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    with pytest.raises(DataError, match="endless is a view of more than 500,000 rows, or one that"):
        _with_view(path, "endless", f"{rows}SELECT n.i AS fid, geom, name FROM n, units{end}")
    with zipfile.ZipFile(tmp_path / "view.zip", "w") as archive:
        archive.write(path, "folder/view.gpkg")
    with pytest.raises(DataError, match=r"view\.zip: endless is a view of more than 500,000 rows"):
        read_layer(tmp_path / "view.zip", layer="units")


def _with_view(path, name, query):
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE VIEW {name} AS {query}")
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
            f"SELECT '{name}', data_type, '{name}', srs_id FROM gpkg_contents LIMIT 1"
        )
        database.execute(
            f"INSERT INTO gpkg_geometry_columns SELECT '{name}', column_name, geometry_type_name, "
            "srs_id, z, m FROM gpkg_geometry_columns LIMIT 1"
        )
    database.close()
    return read_layer(path, layer=name)
