"""Ids that a spreadsheet or another tool has changed stand for those of the data."""

import dataclasses
import re

import pandas as pd
import pytest

from regionplanner.data.assignment import read_assignment, read_groups
from regionplanner.data.carried_data import read_pair_table, read_unit_table
from regionplanner.data.ids import matched_ids
from regionplanner.data.joins import join_columns, read_pair_ties, with_links
from regionplanner.data.mergers import Mergers, read_mergers, spelled
from regionplanner.data.read import read_municipalities
from regionplanner.data.travel import read_travel_times
from regionplanner.errors import DataError
from tests.worlds import Cell, grid_municipalities

IDS = ("01001", "01002", "01003")
UNITS = grid_municipalities([Cell(nis, place, 0) for place, nis in enumerate(IDS)])
CODED = dataclasses.replace(UNITS, source=dataclasses.replace(UNITS.source, id_column="code"))


@pytest.mark.parametrize(
    ("written", "how"),
    [
        (["1001", "1002"], "have lost their leading zeros"),
        (["1001.0", "1002.0"], "have become decimal numbers"),
        (["1001,00", "1002,00"], "have become decimal numbers"),
        (['="01001"', '="01002"'], "stand in formulas"),
        (["'01001", "'01002"], "begin with an apostrophe"),
        (["1.001", "1.002"], "have separators of thousands"),
        (["1 001", "1 002"], "have separators of thousands"),
        (["001001", "001002"], "have more leading zeros"),
    ],
)
def test_ids_of_a_spreadsheet(written, how):
    match = matched_ids(written, IDS, file="x.csv")
    assert [match.of(text) for text in written] == ["01001", "01002"]
    assert match.notes == (f"ids in x.csv {how}: '{written[0]}' is read as '01001'",)


def test_zeros_that_the_data_have_lost():
    match = matched_ids(["01001", "11002"], ["1001", "11002"], file="x.csv")
    assert match.into == {"01001": "1001"}


def test_capitals_and_names():
    assert matched_ids(["be-1"], ["BE-1"], file="x").into == {"be-1": "BE-1"}
    names = {"1": "Lier", "2": "Mol"}
    assert matched_ids(["mol", "Lier"], names, file="x", names=names).into == {
        "mol": "2",
        "Lier": "1",
    }


@pytest.mark.parametrize(
    ("written", "cause"),
    [
        (
            ["1001", "99999"],
            "^'99999' like none of them; others have lost their .*, as '1001' for 01001",
        ),
        (["1001", "01001"], "they have lost .*; but then two would be the same"),
        (["01\u200b001"], r"cannot be seen: '01\\u200b001' has U\+200B ZERO WIDTH SPACE"),
        (["1.1E+04"], "1.1E.04 is how a spreadsheet rounds"),
        (["01001", "Totaal"], "Totaal looks like a row of totals; delete it"),
        (["xyz"], "^$"),
    ],
)
def test_nothing_is_taken_over_unless_all_fit_one_to_one(written, cause):
    match = matched_ids(written, IDS, file="x.csv")
    assert not match.into
    assert not match.notes
    assert re.search(cause, match.cause)


NAMES = {"1": "Lier", "2": "Mol", "3": "Geel"}


def test_names_that_are_none_are_said_and_the_others_read():
    """One that is misspelt does not make strangers of the rest."""
    match = matched_ids(
        ["lier", "3", "Moll", "Ezaart"], NAMES, file="x", names=NAMES, other_names={"2": ["Ezaart"]}
    )
    assert match.into == {"lier": "1"}
    assert match.cause == (
        "for Moll, did you mean Mol (2)?; Ezaart is another name of, or a place in, Mol (2)"
    )


def test_codes_beside_names_are_codes():
    codes = {"Lier": "Mol", "Mol": "Lier", "3": "Geel"}
    assert matched_ids(["Lier", "Geel"], codes, file="x", names=codes).into == {
        "Lier": "Mol",
        "Geel": "3",
    }
    assert matched_ids(["Lier", "3", "Geel"], codes, file="x", names=codes).into == {"Geel": "3"}


def test_a_name_of_two_is_said():
    names = {"1": "Mol", "2": "Mol"}
    cause = matched_ids(["Mol"], names, file="x", names=names).cause
    assert cause == "Mol is the name of 1 and 2"


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "x.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


NOTE = "ids in x.csv have lost their leading zeros: '1001' is read as '01001'"


def test_tables_that_are_joined(table):
    joined = join_columns(UNITS, table("nis,pupils\n1001,5\n1002,6\n1003,7\n"))
    assert joined.frame["pupils"].to_dict() == {"01001": 5, "01002": 6, "01003": 7}
    assert NOTE in joined.source.notes


@pytest.mark.parametrize("column", ["code", "nis", "GEOID", "niscode"])
def test_the_column_of_ids_has_the_name_of_the_data_or_a_known_one(table, column):
    joined = join_columns(CODED, table(f"{column},pupils\n1001,5\n1002,6\n1003,7\n"))
    assert joined.frame["pupils"].tolist() == [5, 6, 7]
    assert column not in joined.frame


def test_a_table_by_name(table):
    joined = join_columns(UNITS, table("naam,pupils\nUnit 01002,6\nUnit 01001,5\nUnit 01003,7\n"))
    assert joined.frame["pupils"].tolist() == [5, 6, 7]


def test_the_cause_is_said_of_a_table_that_does_not_fit(table):
    with pytest.raises(DataError, match=r"99 .*\('99' like none of them; others have lost"):
        join_columns(UNITS, table("nis,pupils\n1001,5\n1002,6\n99,7\n"))


def test_a_row_of_totals_is_not_read(table):
    text = "nis,name2,pupils\n01001,a,5\n01002,b,6\n01003,c,7\n"
    for total in (
        "Totaal,,18\n",
        ",Totaal: 3,18\n",
        "Total général,x,18\n",
        "Insgesamt,,\n",
        ",Ensemble,\n",
    ):
        joined = join_columns(UNITS, table(text + total))
        assert joined.frame["pupils"].tolist() == [5, 6, 7]
        assert "the total in line 5 of x.csv is not read" in joined.source.notes


def test_a_place_called_total_is_read(table):
    units = grid_municipalities([Cell("Total", 0, 0), Cell("b", 1, 0)])
    assert join_columns(units, table("nis,x\nTotal,1\nb,2\n")).frame["x"].tolist() == [2, 1][::-1]


def test_a_workbook_and_titles(table, tmp_path):
    frame = pd.DataFrame({"nis": [1001, 1002, 1003], "pupils": [5.5, 6, 7]})
    frame.to_excel(tmp_path / "x.xlsx", index=False, startrow=3)
    assert join_columns(UNITS, tmp_path / "x.xlsx").frame["pupils"].tolist() == [5.5, 6, 7]
    text = "Leerlingen;\n\nnis;pupils\n1001;5,5\n1002;6\n1003;7\n"
    assert join_columns(UNITS, table(text)).frame["pupils"].tolist() == [5.5, 6, 7]


def test_links_and_pairs(table):
    assert with_links(UNITS, table("nis_a,nis_b\n1001,1003\n")).links == (("01001", "01003"),)
    assert with_links(CODED, table("code_a,code_b\n1001,1003\n")).links == (("01001", "01003"),)
    with pytest.raises(
        DataError, match=r"x\.csv has ids that are not in the data: 1001 and 77 \('77' like none"
    ):
        with_links(UNITS, table("nis_a,nis_b\n1001,77\n"))
    tied = read_pair_ties(table("a,b,weight\n1002.0,1001.0,5\n"), "t", UNITS)
    assert tied.pair_ties["t"].to_numpy().tolist() == [["01001", "01002", 5.0]]
    named = read_pair_ties(table("code_a,code_b,gewicht\n1002,1001,5\n"), "t", CODED)
    assert named.pair_ties["t"].to_numpy().tolist() == [["01001", "01002", 5.0]]


def test_travel_times(table):
    ways = [(a, b) for a in IDS for b in IDS if a != b]
    text = "van,naar,minuten\n" + "".join(f"{int(a)},{int(b)},10\n" for a, b in ways)
    timed = read_travel_times(table(text), UNITS)
    assert timed.travel_min.at["01001", "01003"] == 10
    assert NOTE in timed.source.notes


def test_plans_and_groups(table):
    said = []
    path = table("nis,region\n1001,a\n1002,b\n")
    assert read_assignment(path, UNITS, note=said.append) == {"01001": "a", "01002": "b"}
    assert said == [NOTE]
    assert read_assignment(path) == {"1001": "a", "1002": "b"}
    path = table("code,group\n1001,a\n1002,b\n")
    assert read_groups(path, CODED, note=said.append) == {"01001": "a", "01002": "b"}


def test_mergers_and_tables_that_are_carried(table):
    mergers = Mergers({"1001": "1009", "1002": "1009"}, {"1001": "A", "1002": "B"}, {"1009": "C"})
    found, notes = spelled([mergers], IDS)
    assert found.into == {"01001": "01009", "01002": "01009"}
    assert found.new_names == {"01009": "C"}
    assert len(notes) == 1
    figures = read_unit_table(table("nis,x\n1001,5\n"), found, IDS)
    assert list(figures.index) == ["01001"]
    pairs = read_pair_table(table("a,b\n1001,1003\n"), found, IDS)
    assert pairs.to_numpy().tolist() == [["01001", "01003"]]


@pytest.mark.parametrize(
    ("written", "units"),
    [
        (("1001.0", "1002.0", "1009.0"), IDS),
        (("01001", "01002", "1009.0"), IDS),
        (("01001", "01002", "1009"), IDS),
        (('="01001"', "1002,00", "1 009"), IDS),
        (("11001.0", "11 002", "11009.0"), ["11001", "11002", "11003"]),
    ],
)
def test_mergers_whose_codes_went_through_a_spreadsheet(table, written, units):
    a, b, c = written
    path = table(f"old_nis;old_name;new_nis;new_name\n{a};A;{c};C\n{b};B;{c};C\n")
    said = []
    found, notes = spelled([read_mergers(path, note=said.append)], units)
    assert found.into == {units[0]: units[0][:-1] + "9", units[1]: units[0][:-1] + "9"}
    assert [*said, *notes]


def test_mergers_one_after_the_other_that_are_spelled_differently():
    first = Mergers({"01001": "01009", "01002": "01009"}, {}, {"01009": "C"})
    then = Mergers({"1003": "1009", "1009": "1009"}, {}, {"1009": "C"})
    then = Mergers(then.into, {"1003": "D", "1009": "C"}, then.new_names)
    first = Mergers(first.into, {"01001": "A", "01002": "B"}, first.new_names)
    found, _ = spelled([first, then], IDS)
    assert found.into == dict.fromkeys(["01001", "01002", "01003"], "01009")


def test_mergers_of_which_some_only_look_like_the_data():
    mergers = Mergers({"01001": "01009", "1002": "01009", "5": "01009"}, {}, {"01009": "C"})
    with pytest.raises(DataError, match="mergers have ids that are not in the data: 1002 and 5"):
        spelled([mergers], IDS)


@pytest.mark.parametrize("kind", [int, float])
def test_polygons_with_numbers_for_ids_and_parents(grid, saved, table, kind):
    numbers = grid.assign(nis=grid["nis"].astype(kind), reference_region=[1.0, 1.0, 2.0, 2.0])
    units = read_municipalities(saved(numbers.drop(columns="reference_region_name")))
    assert list(units.frame.index) == ["1", "2", "3", "4"]
    assert units.frame["reference_region_name"].tolist() == ["1", "1", "2", "2"]
    joined = join_columns(units, table("nis,x\n01,1\n02,2\n03,3\n04,4\n"))
    assert joined.frame["x"].tolist() == [1, 2, 3, 4]


def test_a_plan_with_decimals_where_no_data_is_known(table):
    said = []
    plan = read_assignment(table("nis;region\n11001,0;a\n11002,0;b\n"), note=said.append)
    assert plan == {"11001": "a", "11002": "b"}
    assert len(said) == 1


def test_rounded_codes_of_a_plan_are_named_as_such(table):
    path = table("nis,region\n1.0E+03,a\n1.0E+03,b\n")
    with pytest.raises(DataError, match=r"more than one line .* how a spreadsheet rounds a long"):
        read_assignment(path, UNITS)


def test_parents_that_differ_in_capitals_alone_are_noted(grid, saved):
    path = saved(grid.assign(reference_region=["West", "west", "west", "Oost"]))
    assert "alone, and count as different: 'West' and 'west';" in str(
        read_municipalities(path).source.notes
    )


@pytest.mark.parametrize("read", [join_columns, with_links])
def test_a_missing_column_has_the_name_of_the_data(table, read):
    path = table("x,y\n1,2\n")
    with pytest.raises(DataError, match=r"has no columns? code"):
        read(CODED, path)
    with pytest.raises(DataError, match="has no columns code and region"):
        read_assignment(path, CODED)
