"""CSV for Belgian Excel: decimal commas, no formulas, all files or none."""

import csv

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regionplanner.errors import DataError
from regionplanner.files.spreadsheets import file_names, write_belgian_csv


def read(path):
    """Return the rows as Excel sees them: with a mark, semicolons and CRLF."""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    return list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


def one(tmp_path, values, head="head"):
    table = pd.DataFrame({head: pd.Series(values, dtype=object)})
    write_belgian_csv(tmp_path, {"t": table})
    return [row[0] if row else "" for row in read(tmp_path / "t.csv")]


def test_numbers_have_a_decimal_comma_and_no_thousands(tmp_path):
    table = pd.DataFrame(
        {
            "Gemeente": ["Heist-op-den-Berg", "Ieper; é"],
            "n": pd.array([1234567, None], dtype="Int64"),
            "km": [-1234.5, np.nan],
            "score": [0.0004, 1e6],
        }
    )
    write_belgian_csv(tmp_path, {"Jeugdregio's": table})
    assert read(tmp_path / "jeugdregios.csv") == [
        ["Gemeente", "n", "km", "score"],
        ["Heist-op-den-Berg", "1234567", "-1234,5", "0"],
        ["Ieper; é", "", "", "1000000"],
    ]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "=cmd|' /C calc'!A0", "\uff1d1"],
    ids=ascii,
)
def test_no_text_becomes_a_formula(tmp_path, text):
    line = text.replace("\t", " ").replace("\r", " ")
    assert one(tmp_path, [text], head=text) == [f"'{line}", f"'{line}"]


@pytest.mark.parametrize(
    "text",
    [
        "007",
        "0123",
        "1234567890123456",
        "1-2",
        "3/4",
        "1,5",
        "1.000",
        "12:30",
        "1E5",
        "5 mei",
        "mei-1",
        "12 %",
        "jan 2025",
        "2025-01-01",
        "€ 5",
        "(5)",
        "1 déc.",
    ],
)
def test_text_that_excel_would_change_keeps_its_letters(tmp_path, text):
    assert one(tmp_path, [text]) == ["head", f"'{text}"]


@pytest.mark.parametrize(
    "text",
    [
        "11001",
        "0",
        "73109",
        "Mei",
        "Meise 2",
        "Kempen A",
        "kempen-a",
        "1e fase",
        "A1",
        "",
        "12 km",
        "1 januari 2025",
        "Maaseik 3",
        "Decembre A",
        "O'Neill",
    ],
)
def test_other_texts_stay_what_they_are(tmp_path, text):
    assert one(tmp_path, [text, "end"]) == ["head", text, "end"]


def test_a_cell_is_one_line_that_utf8_can_hold(tmp_path):
    assert one(tmp_path, ["a\r\nb", "nul\x00", "half \ud800", 'say "x"']) == [
        *["head", "a b", "nul ", "half \ufffd", 'say "x"']
    ]


@settings(max_examples=50)
@given(st.lists(st.one_of(st.text(), st.floats(), st.integers(), st.none()), min_size=1))
def test_whatever_is_written_is_no_formula(values):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        table = pd.DataFrame({"h": pd.Series(values, dtype=object), "end": "."})
        write_belgian_csv(folder, {"t": table})
        content = (Path(folder) / "t.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(content.split("\r\n")[1:-1], delimiter=";"))
    assert len(rows) == len(values)
    for value, (cell, end) in zip(values, rows, strict=True):
        assert end == "."
        if isinstance(value, str):
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
        elif isinstance(value, int):
            assert int(cell) == value
        elif value is not None and np.isfinite(value):
            assert abs(float(cell.replace(",", ".")) - value) <= 0.0005 + abs(value) * 1e-12
        else:
            assert cell == ""


def test_names_of_files():
    names = [
        "Jeugdregio's",
        "Aantal jeugdregio's",
        "../../etc",
        "CON",
        "com1",
        "",
        "日本",
        "Één",
        "een",
    ]
    assert file_names([*names, "a" * 99]) == [
        *["jeugdregios.csv", "aantal-jeugdregios.csv", "etc.csv", "con-.csv", "com1-.csv"],
        *["table.csv", "table-2.csv", "een.csv", "een-2.csv", "a" * 60 + ".csv"],
    ]


def test_all_files_or_none(tmp_path):
    (tmp_path / "b.csv").mkdir()  # the second file cannot take its place
    (tmp_path / "a.csv").write_text("old")
    tables = {"a": pd.DataFrame({"x": [1]}), "b": pd.DataFrame({"x": [1]})}
    with pytest.raises(DataError, match=r"b\.csv cannot be written"):
        write_belgian_csv(tmp_path, tables)
    assert (tmp_path / "a.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]


def test_no_table_at_all(tmp_path):
    with pytest.raises(DataError, match="new would have no file; at least one table"):
        write_belgian_csv(tmp_path / "new", {})
    assert not (tmp_path / "new").exists()


def test_the_same_tables_are_the_same_bytes(tmp_path):
    tables = {"a": pd.DataFrame({"x": [0.1 + 0.2], "y": ["=1"]})}
    write_belgian_csv(tmp_path / "1", tables)
    write_belgian_csv(tmp_path / "2", tables)
    assert (tmp_path / "1" / "a.csv").read_bytes() == (tmp_path / "2" / "a.csv").read_bytes()
