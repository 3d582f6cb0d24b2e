"""Plans as spreadsheets and other tools save them: read, or named for what they are."""

import json

import pandas as pd
import pytest

from regionplanner.data.assignment import read_assignment
from regionplanner.errors import DataError, ScenarioError
from regionplanner.files.scenario_file import read_scenario
from regionplanner.files.text_table import read_text_table
from tests.worlds import Cell, grid_municipalities

# 001 002 in P, 003 004 in Q
CELLS = [Cell(f"00{n}", n, 0, "P" if n < 3 else "Q") for n in (1, 2, 3, 4)]
UNITS = grid_municipalities(CELLS)
WANTED = {"001": "a-1", "002": "a-1", "003": "b-1", "004": "b-2"}
ROWS = list(WANTED.items())


@pytest.fixture
def read(tmp_path):
    def as_plan(content, name="plan.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        said = []
        return dict(read_assignment(path, UNITS, note=said.append, **options)), said

    return as_plan


def lines(separator=",", header="nis{0}region", rows=ROWS, end="\n"):
    return end.join([header.format(separator), *(separator.join(row) for row in rows)]) + end


QUOTED = "\r\n".join(f'"{line}"' for line in lines().splitlines())


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (QUOTED, ""),
        ("\r\n".join(f"{line};;;;" for line in lines().splitlines()), ""),
        ("sep=;\r\n" + lines(";", end="\r\n"), ""),
        ('"sep=;"\n' + lines(";"), ""),
        ("Voorstel 2025;;\n;;\n" + lines(";"), "1 row(s) above the header of plan.csv"),
        ("Voorstel, versie 2\n\n" + lines(";"), "1 row(s) above the header"),
        (lines("|"), ""),
        ("\n".join(f"{nis},{code}" for nis, code in ROWS), "has no header"),
        (lines() + "Total,4\n", "the total in line 6 of plan.csv is not read"),
        (lines() + "Totaal,\n", "the total in line 6 of plan.csv is not read"),
        (lines(header="BLOCKID{0}DISTRICT"), "column BLOCKID of plan.csv is read as nis"),
        (lines(header="GEOID{0}assignment"), "column assignment of plan.csv is read as region"),
        (lines(header="niscode{0}regio"), "column regio"),
        (lines(header="name{0}region", rows=[(f"Unit {n}", c) for n, c in ROWS]), "are names"),
        (lines(rows=[(n.lstrip("0"), c) for n, c in ROWS]), "have lost their leading zeros"),
        (lines("\t").encode("utf-16"), ""),
        (lines().encode("utf-8-sig"), ""),
    ],
)
def test_it_is_read(read, text, note):
    plan, said = read(text)
    assert plan == WANTED
    assert note in "; ".join(said)
    assert bool(note) == bool(said)


@pytest.mark.parametrize(
    "value",
    [
        WANTED,
        {"assignment": WANTED},
        [{"nis": nis, "region": region} for nis, region in ROWS],
        {"assignment": WANTED, "plan": {"name": "x"}},
        {"a-1": ["001", "002"], "b-1": ["003"], "b-2": ["004"]},
        [{"GEOID": nis, "district": region, "x": 1} for nis, region in ROWS],
    ],
)
def test_json(read, value):
    assert read(json.dumps(value), "plan.json")[0] == WANTED


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[1, 2]", "is JSON, but no table"),
        ("3", "is JSON, but no table"),
        ("{", "is no table .it is no JSON from line 1, column 2 on"),
        ('{"001": {"a": 1}, "002": 2}', "is JSON, but no table"),
        ('{"001": "a", "001": "b"}', "more than one line for 001"),
        ("[" * 100_000, "is no table .it is nested too deeply|is no table"),
    ],
)
def test_json_that_is_no_plan(read, text, message):
    with pytest.raises(DataError, match=message):
        read(text, "plan.json")


def test_a_workbook(tmp_path):
    path = tmp_path / "plan.xlsx"
    frame = pd.DataFrame(ROWS, columns=["nis", "region"])
    numbers = frame.assign(nis=frame["nis"].astype(float))
    with pd.ExcelWriter(path) as book:
        pd.DataFrame({"remark": ["x"]}).to_excel(book, sheet_name="about", index=False)
        numbers.to_excel(book, sheet_name="plan", index=False, startrow=2)
    assert read_assignment(path, UNITS, note=lambda _: None) == WANTED
    with pd.ExcelWriter(path) as book:
        for sheet in ("one", "two"):
            frame.to_excel(book, sheet_name=sheet, index=False)
    with pytest.raises(DataError, match="has 2 sheets: one and two; one is expected"):
        read_assignment(path)
    path.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(DataError, match="no workbook that can be read"):
        read_assignment(path)


def test_what_a_file_is_counts_not_its_name(read, tmp_path):
    assert read(lines(), "plan.xlsx")[0] == WANTED
    frame = pd.DataFrame(ROWS, columns=["nis", "region"])
    frame.to_excel(tmp_path / "plan.xlsx", index=False)
    assert read((tmp_path / "plan.xlsx").read_bytes(), "plan.csv")[0] == WANTED
    with pytest.raises(
        DataError, match="workbook of another kind, or has a password; save it as XLSX"
    ):
        read(bytes.fromhex("d0cf11e0a1b11ae1") + b"x", "plan.xls")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"SQLite format 3\0\xff\xfe", "it is a GeoPackage or another database"),
        (bytes.fromhex("0908080000051000ff"), "it is a workbook of another kind"),
        (b"%PDF-1.7\n%\xe2", "it is a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "it is no text;"),
        (b'{"type": "FeatureCollection",\n"features": []}', "it is JSON, but no table of names"),
    ],
)
def test_what_a_file_that_is_no_table_is(tmp_path, data, what):
    path = tmp_path / "plan.csv"
    path.write_bytes(data)
    for encoding in (None, "cp1252"):
        with pytest.raises(DataError, match=what):
            read_text_table(path, columns=("nis",), encoding=encoding)


@pytest.mark.parametrize("name", ["PK", "fgb", "PAR1", "SQLite format 3", "%PDF"])
def test_a_first_column_may_have_any_name(tmp_path, name):
    path = tmp_path / "plan.csv"
    path.write_text(f"{name},nis\n1,2\n")
    assert list(read_text_table(path, columns=("nis",)).rows) == [name, "nis"]


def test_data_are_no_scenario(tmp_path):
    path = tmp_path / "base.gpkg"
    path.write_bytes(b"SQLite format 3\0\xff\xfe")
    with pytest.raises(ScenarioError, match=r"it is a GeoPackage or .* give data with --data"):
        read_scenario(path)


def test_regions_that_have_become_decimal_numbers(read):
    plan, _ = read("nis,region\n001,1.0\n002,1.0\n003,2.0\n004,10.0\n")
    assert plan == {"001": "1", "002": "1", "003": "2", "004": "10"}
    plan, _ = read("nis,region\n001,1.0\n002,1.0\n003,2.5\n004,2.5\n")
    assert plan == {"001": "1.0", "002": "1.0", "003": "2.5", "004": "2.5"}


def test_columns_that_are_named(read):
    text = "Title\nid;district;nis;region\n" + "".join(f"{n};{c};x;y\n" for n, c in ROWS)
    plan, said = read(text, columns=("id", "district"))
    assert plan == WANTED
    assert said == ["1 row(s) above the header of plan.csv are not read"]
    with pytest.raises(DataError, match=r"no column code; it has .*; give a CSV with the columns"):
        read(lines(header="nis{0}cluster"), columns=("code", "region"))
    assert read(lines(), columns=("code", "region"))[0] == WANTED


def test_names_of_others_are_not_guessed_where_there_are_two(read):
    with pytest.raises(DataError, match="has no column region; it has nis, district and cluster"):
        read("nis,district,cluster\n001,1,2\n")


def test_municipalities_without_a_region(read):
    plan, said = read("nis,region\n001,a\n002,\n003,b\n004,b\n")
    assert plan == {"001": "a", "003": "b", "004": "b"}
    assert said == ["no region in line 3 of plan.csv"]


@pytest.mark.parametrize(
    "nothing", ["0", "0.0", "-1", "NA", "nan", "#N/A", "n.v.t.", "?", "\N{EN DASH}"]
)
def test_zero_is_no_region_where_it_cannot_be_one(read, nothing):
    plan, said = read(f"nis,region\n001,a\n002,{nothing}\n003,{nothing}\n004,b\n")
    assert plan == {"001": "a", "004": "b"}
    assert said == [f"{nothing} in plan.csv stands for no region: 2 municipalities"]
    plan, said = read("nis,region\n001,0\n002,0\n003,1\n004,1\n")
    assert plan == {"001": "0", "002": "0", "003": "1", "004": "1"}
    assert "region 0 of plan.csv, with 2 municipalities, is read as a region" in said[0]


@pytest.mark.parametrize(
    "day", ["01-feb", "1-Feb", "feb-01", "1/02/2025", "2025-02-01", "01-mrt", "1/feb", "2-févr."]
)
def test_dates_that_a_spreadsheet_made_of_codes(read, day):
    with pytest.raises(DataError, match=r"has dates for regions: .* makes them of codes such as"):
        read(f"nis,region\n001,{day}\n002,{day}\n003,b\n004,b\n")


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\ufe0f", "\u3164"])
def test_regions_that_only_look_alike(read, hidden):
    with pytest.raises(DataError, match=r"region 'r\\\w+1' of 003 has U\+\w{4} .*nobody sees"):
        read(f"nis,region\n001,r1\n002,r1\n003,r{hidden}1\n004,b\n")


@pytest.mark.parametrize("code", ["1-2", "mei", "meise-1", "mar-a", "12", "a-01", "2025-a"])
def test_codes_that_are_no_dates(read, code):
    assert read(f"nis,region\n001,{code}\n")[0] == {"001": code}
