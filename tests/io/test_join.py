"""Further columns from a table."""

import pytest

from regionplanner.errors import DataError
from regionplanner.io.join import join_columns
from regionplanner.io.read import read_municipalities


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


def test_columns_are_replaced_and_it_is_said(world, table):
    joined = join_columns(world, table("nis,inhabitants\n01,1\n02,2\n03,3\n04,4\n"))
    assert joined.frame["inhabitants"].tolist() == [1, 2, 3, 4]
    assert joined.source.notes == ("columns replaced from more.csv: inhabitants",)


def test_table_of_a_belgian_excel(world, table):
    text = "Code;Aandeel;Naam\r\n01;0,5;Één\r\n02;1,5;b\r\n03;2;c\r\n04;3;d\r\n"
    joined = join_columns(world, table(text, "utf-8-sig"), id_column="Code")
    assert joined.frame["Aandeel"].tolist() == [0.5, 1.5, 2.0, 3.0]
    assert joined.frame["Naam"].iloc[0] == "Één"


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
    with pytest.raises(DataError, match=r"more\.csv has the columns code and x; expected 'nis'"):
        join_columns(world, table("code,x\n01,1\n"))


def test_nothing_to_add(world, table):
    with pytest.raises(DataError, match="and at least one more"):
        join_columns(world, table("nis\n01\n"))


@pytest.mark.parametrize("content", [b"", b"nis,x\n\xff\xfe,1\n", b'nis,x\n"01,1\n'])
def test_unreadable_table(world, tmp_path, content):
    (tmp_path / "more.csv").write_bytes(content)
    with pytest.raises(DataError, match=r"more\.csv cannot be read"):
        join_columns(world, tmp_path / "more.csv")


def test_missing_table(world, tmp_path):
    with pytest.raises(DataError, match=r"nowhere\.csv cannot be read"):
        join_columns(world, tmp_path / "nowhere.csv")
