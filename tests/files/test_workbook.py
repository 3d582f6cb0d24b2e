"""Workbooks: text is text, numbers are numbers, and the same tables are the same bytes."""

import io
import time
import zipfile
from datetime import datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regionplanner.errors import DataError
from regionplanner.files.spreadsheets import sheet_names, write_workbook

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("x")', "\uff1d1"]
ODD = ["#N/A", "TRUE", "_x0041_", "1E5", "007", "1-2", "", " edge ", "two\nlines", "Ieper é 中"]
ODD += ["<r>", "<r>a</r>", "<r><t>a</r>", "{=1+1}", "http://a.be", "internal:a!A1"]


def written(tmp_path, tables):
    write_workbook(tmp_path / "tables.xlsx", tables)
    return openpyxl.load_workbook(tmp_path / "tables.xlsx")


def test_every_kind_of_value_has_its_own_kind_of_cell(tmp_path):
    table = pd.DataFrame(
        {
            "NIS": ["00123", "11001"],
            "Inwoners": pd.array([1234567, None], dtype="Int64"),
            "km": [1.25, np.nan],
            "score": [2.0, 10.1234567],
            "ja": [True, False],
            "mixed": pd.Series([3, 2.5], dtype=object),
            "none": [None, None],
            "far": [np.inf, -np.inf],
        }
    )
    sheet = written(tmp_path, {"Één blad": table})["Één blad"]
    first, second = list(sheet.rows)[1:]
    assert [cell.value for cell in first] == ["00123", 1234567, 1.25, 2, True, 3, None, None]
    assert [cell.data_type for cell in first] == ["s", "n", "n", "n", "b", "n", "n", "n"]
    assert [cell.value for cell in second[:6]] == ["11001", None, None, 10.1234567, False, 2.5]
    formats = [cell.number_format for cell in first[:6]]
    assert formats == ["@", "#,##0", "#,##0.00", "#,##0.000", "General", "#,##0"]
    assert second[5].number_format == "#,##0.0"


def test_the_head_is_bold_and_stays_in_sight_and_filters(tmp_path):
    table = pd.DataFrame({"Gemeente": ["Aalst", "x" * 200], "n": [1, 2]})
    sheet = written(tmp_path, {"a": table})["a"]
    assert all(cell.font.b for cell in sheet[1])
    assert not sheet["A2"].font.b
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["A"].width == 60
    assert sheet.column_dimensions["B"].width == 9
    assert sheet["A3"].alignment.wrap_text
    assert not sheet["A2"].alignment.wrap_text


def test_rows_are_as_high_as_their_lines_and_numbers_stand_apart(tmp_path):
    members = "Aalst, Geraardsbergen en Lede, " * 5
    table = pd.DataFrame({"n": [1, 2, 3], "Gemeenten": ["Aalst", members, "x" * 40_000]})
    sheet = written(tmp_path, {"a": table})["a"]
    heights = [sheet.row_dimensions[row].height for row in (2, 3, 4)]
    assert heights == [
        None,
        45,
        pytest.approx(409, abs=0.5),
    ]  # three lines of 60 letters; no row can be higher
    assert (sheet["A2"].alignment.horizontal, sheet["A2"].alignment.indent) == ("right", 1)
    assert [cell.alignment.wrap_text for cell in sheet["B"][1:]] == [None, True, True]


def test_a_wide_table_is_printed_beside_who_its_rows_are_of(tmp_path):
    table = pd.DataFrame({f"column {n}": ["x" * 50] for n in range(9)})
    sheet = written(tmp_path, {"a": table})["a"]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2, 0)
    assert sheet.print_title_cols == "$A:$B"


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_no_text_becomes_a_formula(tmp_path, text):
    book = written(tmp_path, {"a": pd.DataFrame({text: [text]})})
    for cell in (book["a"]["A1"], book["a"]["A2"]):
        assert cell.data_type == "s"
        assert cell.quotePrefix
        assert cell.value.replace("\n", "\r") == text  # XML has one kind of line end
    with zipfile.ZipFile(tmp_path / "tables.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_odd_texts_stay_what_they_are(tmp_path, text):
    cell = written(tmp_path, {"a": pd.DataFrame({"head": [text]})})["a"]["A2"]
    assert (cell.value, cell.quotePrefix) == (text or None, False)
    assert cell.data_type == "s" or text == ""


def test_what_a_workbook_cannot_hold_is_replaced(tmp_path):
    texts = ["nul\x00", "\x1b[1m", "half \ud800", "\uffff", "x" * 40_000]
    sheet = written(tmp_path, {"a": pd.DataFrame({"h\x07": pd.Series(texts, dtype=object)})})["a"]
    values = [row[0].value for row in sheet.rows]
    assert values[:5] == ["h ", "nul ", " [1m", "half \ufffd", "\ufffd"]
    assert len(values[5]) == 32_767


@settings(max_examples=25)
@given(st.lists(st.text(), min_size=1, max_size=8))
def test_any_text_is_written_and_read_back_as_text(texts):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.xlsx"
        write_workbook(path, {texts[0]: pd.DataFrame({"h": pd.Series(texts, dtype=object)})})
        book = openpyxl.load_workbook(path)
    cells = [row[0] for row in book.worksheets[0].iter_rows(min_row=2, max_row=len(texts) + 1)]
    assert all(cell.data_type == "s" or cell.value is None for cell in cells)
    for text, cell in zip(texts, cells, strict=True):
        if text.isalnum():
            assert cell.value == text


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Jeugdregio's", "b"], ["Jeugdregio's", "b"]),
        (["a/b", "a\\b", "A:b"], ["a b", "a b (2)", "A b (3)"]),
        (["x" * 40, "x" * 41], ["x" * 31, "x" * 27 + " (2)"]),
        (["'quoted'", "", "[]"], ["quoted", "-", "- (2)"]),
        (["History", "\x00\ud800"], ["History (2)", "\ufffd"]),
        (["\U0001f3d8" * 20], ["\U0001f3d8" * 15]),
    ],
    ids=["fine", "forbidden", "long", "empty", "reserved", "astral"],
)
def test_names_of_sheets(names, expected):
    assert sheet_names(names) == expected


@given(st.lists(st.text(max_size=40), min_size=1, max_size=12))
def test_any_names_make_sheets_that_excel_takes(names):
    found = sheet_names(names)
    assert len({name.casefold() for name in found}) == len(names)
    for name in found:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name[0] != "'" != name[-1]


def test_the_same_tables_are_the_same_bytes_at_any_time(tmp_path, monkeypatch):
    tables = {"a": pd.DataFrame({"n": [1.5, 2.0], "t": ["x", "=y"]})}
    write_workbook(tmp_path / "one.xlsx", tables)
    monkeypatch.setattr(time, "time", lambda: 1e9)
    write_workbook(tmp_path / "two.xlsx", tables)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    assert book.properties.created == book.properties.modified == datetime(2000, 1, 1)  # noqa: DTZ001
    assert book.properties.creator == "regionplanner"
    with zipfile.ZipFile(io.BytesIO((tmp_path / "one.xlsx").read_bytes())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_a_table_without_rows_has_its_head(tmp_path):
    sheet = written(tmp_path, {"a": pd.DataFrame({"x": [], "y": []}), "b": pd.DataFrame()})["a"]
    assert [[cell.value for cell in row] for row in sheet.rows] == [["x", "y"]]


def test_no_table_at_all(tmp_path):
    with pytest.raises(DataError, match=r"no\.xlsx would have no sheet; at least one table"):
        write_workbook(tmp_path / "no.xlsx", {})
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written(tmp_path):
    (tmp_path / "t.xlsx").mkdir()
    with pytest.raises(DataError, match=r"t\.xlsx cannot be written"):
        write_workbook(tmp_path / "t.xlsx", {"a": pd.DataFrame({"x": [1]})})
