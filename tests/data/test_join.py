"""Further columns from a table."""

import re

import pandas as pd
import pytest

from regionplanner.data.joins import join_columns
from regionplanner.data.read import read_municipalities
from regionplanner.errors import DataError


@pytest.fixture
def world(grid, saved):
    return read_municipalities(saved(grid))


@pytest.fixture
def table(tmp_path):
    def write(text, encoding="utf-8"):
        (tmp_path / "more.csv").write_bytes(text.encode(encoding))
        return tmp_path / "more.csv"

    return write


def test_columns_are_added_by_id(world, table):
    path = table("nis,youth,zone,code\n04,4,d,01\n03,,,02\n02,2.5,b,\n01,1,a,03\n")
    joined = join_columns(world, path)
    assert joined.frame["youth"].tolist()[:2] == [1.0, 2.5]
    assert joined.frame["youth"].isna().tolist() == [False, False, True, False]
    assert joined.frame["zone"].dropna().tolist() == ["a", "b", "d"]
    assert joined.frame["code"].dropna().tolist() == ["03", "02", "01"]
    assert joined.source.notes == ("columns added from more.csv: youth, zone, code",)
    assert joined.source.sha256 != world.source.sha256
    assert "youth" not in world.frame


def test_texts_that_were_read_in_the_wrong_encoding_are_noticed(world, table):
    written = "nis,zone\n01,\xc9pinal\n02,Besan\xe7on\n03,a\n04,b\n"
    note = "look as if they were read in the wrong encoding"
    twice = table(written.encode().decode("cp1252"))
    assert "when it was made" in next(
        said for said in join_columns(world, twice).source.notes if note in said
    )
    assert not any(note in said for said in join_columns(world, table(written)).source.notes)


def test_columns_are_replaced_and_it_is_said(world, table):
    joined = join_columns(world, table("nis,inhabitants\n01,1\n02,2\n03,3\n04,4\n"))
    assert joined.frame["inhabitants"].tolist() == [1, 2, 3, 4]
    assert joined.source.notes == ("columns replaced from more.csv: inhabitants",)


def test_table_of_a_belgian_excel(world, table):
    text = "Code;Aandeel;Naam\r\n01;0,5;Één\r\n02;1,5;b\r\n03;2;c\r\n04;3;d\r\n"
    joined = join_columns(world, table(text, "utf-8-sig"), id_column="Code")
    assert joined.frame["Aandeel"].tolist() == [0.5, 1.5, 2.0, 3.0]
    assert joined.frame["Naam"].iloc[0] == "Één"


@pytest.mark.parametrize("header", ["Code", "CODE", "code"])
def test_the_ids_are_found_however_their_column_is_written(world, table, header):
    joined = join_columns(world, table(f"{header},x\n01,1\n02,2\n03,3\n04,4\n"), id_column="code")
    assert joined.frame["x"].tolist() == [1, 2, 3, 4]


def test_all_findings_together(world, table):
    with pytest.raises(DataError) as raised:
        join_columns(world, table("nis,name,x\n01,a,1\n01,b,2\n,c,3\n9,d,4\n03,e,5\n"))
    text = str(raised.value)
    assert text.startswith("5 findings in the data:")
    for part in (
        "more.csv has 1 row(s) without an id;",
        "more.csv has more than one row for 01;",
        "more.csv has ids that are not in the data: 9;",
        "more.csv has no row for Bee (02) and Dee (04);",
        "more.csv has columns that cannot be replaced: name;",
    ):
        assert part in text


def test_missing_id_column(world, table):
    with pytest.raises(DataError, match=r"more\.csv has no column nis; it has code and x; give"):
        join_columns(world, table("code,x\n01,1\n"))


def test_nothing_to_add(world, table):
    with pytest.raises(DataError, match="has the column nis only; expected at least one more"):
        join_columns(world, table("nis\n01\n"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no table"),
        (b"nis,x\n\xff\xfe,1\n", "cannot be read .*in Excel: save as CSV UTF-8"),
        (b'nis,x\n"01,1\n', "is no table"),
        (b"nis,x, x\n01,1,2\n", "is no table .line 1 names more than one column x"),
    ],
)
def test_unreadable_table(world, tmp_path, content, message):
    (tmp_path / "more.csv").write_bytes(content)
    with pytest.raises(DataError, match=rf"more\.csv {message}"):
        join_columns(world, tmp_path / "more.csv")


def test_missing_table(world, tmp_path):
    with pytest.raises(DataError, match=r"nowhere\.csv cannot be read"):
        join_columns(world, tmp_path / "nowhere.csv")


def rows_of(values, column, separator):
    quoted = [f'"{value}"' if separator in value else value for value in values]
    lines = [f"0{n}{separator}{value}" for n, value in enumerate(quoted, 1)]
    return "\n".join([f"nis{separator}{column}", *lines, ""])


@pytest.mark.parametrize(
    ("separator", "values", "expected"),
    [
        (";", ["12.345", "1.234.567", "890", "7"], [12345, 1234567, 890, 7]),
        (";", ["1.234,5", "2", "3", "4"], [1234.5, 2, 3, 4]),
        (";", ["-1,5", "2e3", ",5", ""], [-1.5, 2000, 0.5, None]),
        (",", ["12.345", "-.5", "1e3", "4"], [12.345, -0.5, 1000, 4]),
        ("\t", ["12", "3", "4", "5"], [12, 3, 4, 5]),
        ("\t", ["0,5", "1", "1.234,5", ""], [0.5, 1, 1234.5, None]),
        ("\t", ["0.5", "1", "12.345", ""], [0.5, 1, 12.345, None]),
        (";", ["1.1.a", "1.2", "3", "4"], ["1.1.a", "1.2", "3", "4"]),
        (";", ["31.12.2025", "1.1.2026", "", ""], ["31.12.2025", "1.1.2026", None, None]),
        (",", ["inf", "nan", "1", "2"], ["inf", "nan", "1", "2"]),
        (",", ["0,5", "12,25", "1.234,5", ""], [0.5, 12.25, 1234.5, None]),
        (",", ["1.234.567", "12.345", "7", "-"], [1234567, 12345, 7, None]),
        (",", ["1,234,567", "12,345", "7", "\u2013"], [1234567, 12345, 7, None]),
        (",", ["12.345", "0.125", "1.000", "7"], [12.345, 0.125, 1.0, 7.0]),
        (",", ["12 345", "1\u00a0234", "1\u202f234\u202f567", "7"], [12345, 1234, 1234567, 7]),
        (";", ["1.234,50", "12'345,25", "7", "0"], [1234.5, 12345.25, 7, 0]),
        (";", ["€ 1.250,-", "12 EUR", "3", "4"], [1250, 12, 3, 4]),
        (";", ["0.5", "1.25", "3", "1250.125"], [0.5, 1.25, 3, 1250.125]),  # as pandas writes it
        (";", ["1\u2019250.50", "980.5", "3", "0"], [1250.5, 980.5, 3, 0]),
        (";", ["5%", "12,5 %", "100%", "-"], [0.05, 0.125, 1, None]),
        (",", ["-", "-", "", ""], ["-", "-", None, None]),
        (",", ["-", "01", "02", ""], ["-", "01", "02", None]),
    ],
)
def test_numbers_as_the_file_writes_them(world, table, separator, values, expected):
    column = join_columns(world, table(rows_of(values, "x", separator))).frame["x"]
    assert [None if pd.isna(value) else value for value in column] == expected


def test_thousands_are_said(world, table):
    joined = join_columns(world, table("nis;x;y\n01;1.234;1\n02;1;1\n03;1;1\n04;1;1\n"))
    assert joined.source.notes[-1] == "points in more.csv separate thousands: x"
    joined = join_columns(world, table("nis;x;y\n01;1.5;1\n02;1;1\n03;1;1\n04;1;1\n"))
    assert not any("thousands" in note for note in joined.source.notes)


@pytest.mark.parametrize(
    ("separator", "values", "bad"),
    [
        (";", ["12.345", "1234", "3", "4"], "1234"),  # groups in one, none in the other
        (";", ["12.345", "0.5", "3", "4"], "0.5"),
        (";", ["0,5", "1.25", "3", "4"], "1.25"),
        ("\t", ["12.345", "1", "3", "4"], "12.345"),
        ("\t", ["0,5", "1.25", "3", "4"], "1.25"),
        (",", ["12.345", "8.200", "3", "4"], "12.345 and 8.200"),
        (",", ["7", "12,345", "3", "4"], "12,345"),
        (",", ["12.345", "12,345", "3", "4"], "12,345"),
        (",", ["0,5", "1.25", "3", "4"], "0,5"),
        (",", ["5%", "0.05", "3%", ""], "0.05"),
    ],
)
def test_numbers_that_can_be_read_in_two_ways(world, table, separator, values, bad):
    message = f"column 'x' of more.csv has numbers that can be read in two ways: {bad}; expected"
    with pytest.raises(DataError, match=re.escape(message)):
        join_columns(world, table(rows_of(values, "x", separator)))


@pytest.mark.parametrize("column", ["inhabitants", "inhabitants_0_14"])
@pytest.mark.parametrize(
    ("separator", "values", "message"),
    [
        (",", ["10", "n/a", "30", "40"], "is text: 'n/a' for Bee (02) in line 3; expected a whole"),
        (
            ",",
            ["010", "20", "", ""],
            "is text: '010' for Aa (01) in line 2 and '20' for Bee (02) in line 3;",
        ),
        (",", ["12.5", "20", "30", "40"], "has no whole numbers: '12.5' for Aa (01) in line 2;"),
        (";", ["-5", "20", "", "40"], "has no whole numbers: '-5.0' for Aa (01) in line 2;"),
    ],
)
def test_inhabitants_that_are_no_numbers(world, table, column, separator, values, message):
    with pytest.raises(DataError, match=re.escape(f"column '{column}' {message}")):
        join_columns(world, table(rows_of(values, column, separator)))


@pytest.mark.parametrize("text", ["12.345", "12,345"])
def test_inhabitants_of_two_readings_are_refused_with_both(world, table, text):
    message = (
        "column 'inhabitants' of more.csv has numbers that can be read in two ways: "
        f"{text}; expected thousands or decimals; write the first as 12345 or 12.3450; the first "
        "is of Bee (02) in line 3"
    )
    with pytest.raises(DataError, match=re.escape(message)):
        join_columns(world, table(rows_of(["20", text, "30", "40"], "inhabitants", ",")))


def test_a_measure_is_decimal_by_the_unit_in_its_name(world, table):
    path = table(rows_of(["12.345", "8.200", "3", "4"], "way_km", ","))
    assert join_columns(world, path).frame["way_km"].tolist() == [12.345, 8.2, 3.0, 4.0]


def test_a_whole_number_past_64_bits_is_a_number(world, table):
    path = table(rows_of(["12", "99999999999999999999", "3", ""], "kids", ","))
    kids = join_columns(world, path).frame["kids"].tolist()[:3]
    assert kids == pytest.approx([12.0, 1e20, 3.0], rel=1e-15)  # the last bit is that of pandas


def test_a_figure_that_is_text_because_of_a_cell_names_it(world, table):
    path = table(rows_of(["10", "n.b.", "30", "-"], "kids", ","))
    assert join_columns(world, path).frame["kids"].tolist() == ["10", "n.b.", "30", "-"]
    message = "more.csv: column 'kids' is text: 'n.b.' for Bee (02) in line 3; expected a number"
    with pytest.raises(DataError, match=re.escape(message)):
        join_columns(world, path, figures=("kids", "elsewhere"))
    with pytest.raises(DataError, match=re.escape(message)):
        join_columns(world, path, figures=("Kids",))


def test_a_figure_of_the_data_is_not_searched_in_a_table(world, table):
    path = table(rows_of(["10", "n.b.", "30", "-"], "Inhabitants", ","))
    assert join_columns(world, path, figures=("inhabitants",)).frame["inhabitants"].sum() > 0


def test_inhabitants_may_be_missing(world, table):
    joined = join_columns(world, table("nis,inhabitants\n01,1\n02,\n03,3\n04,\n"))
    assert joined.frame["inhabitants"].isna().tolist() == [False, True, False, True]
