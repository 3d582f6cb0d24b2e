"""Tables of mergers: what they say, what can be wrong with them, and steps as one."""

import pytest

from regionplanner.data.check import raise_findings
from regionplanner.data.mergers import (
    Mergers,
    composed,
    composed_all,
    fit_findings,
    new_data_findings,
    read_mergers,
)
from regionplanner.errors import DataError

HEADER = "old_nis,old_name,new_nis,new_name\n"


@pytest.fixture
def table(tmp_path):
    def write(rows, name="mergers.csv", header=HEADER):
        path = tmp_path / name
        path.write_text(header + rows, encoding="utf-8")
        return path

    return write


@pytest.fixture
def mergers(table):
    def read(rows):
        return read_mergers(table(rows))

    return read


def test_mergers_renamed_codes_and_a_code_that_stays(mergers):
    found = mergers("2,B,9,New\n1,A,9,New\n3,C,7,C renamed\n5,E,5,E\n6,F,5,E\n")
    assert found.parts == {"5": ("5", "6"), "7": ("3",), "9": ("1", "2")}
    assert found.ended == ("1", "2", "3", "6")
    assert [found.of(nis) for nis in "1345"] == ["9", "7", "4", "5"]
    assert found.old_names["2"] == "B"
    assert found.new_names == {"5": "E", "7": "C renamed", "9": "New"}


def test_belgian_separators_and_missing_names(table):
    path = table("1;;9;\n", header="old_nis;old_name;new_nis;new_name\n")
    found = read_mergers(path)
    assert (found.old_names, found.new_names) == ({"1": "1"}, {"9": "9"})


@pytest.mark.parametrize(("year", "n_old", "n_new"), [("2019", 15, 7), ("2025", 28, 13)])
def test_the_mergers_of_flanders_have_short_names(year, n_old, n_new):
    found = read_mergers(year)
    assert (len(found.into), len(found.parts)) == (n_old, n_new)


@pytest.mark.parametrize(
    "header", ["old_code,old_name,new_code,new_name", "Oude NIS,Oude naam,Nieuwe NIS,Nieuwe naam"]
)
def test_columns_under_other_names(table, header):
    assert read_mergers(table("1,A,9,AB\n", header=f"{header}\n")).into == {"1": "9"}


def test_a_file_is_preferred_over_the_short_name(table, monkeypatch, tmp_path):
    table("1,A,9,New\n", name="2025")
    monkeypatch.chdir(tmp_path)
    assert read_mergers("2025").into == {"1": "9"}


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ("", "has no mergers; expected a row for each municipality"),
        (",A,9,N\n1,B,,N\n", "no old_nis in line 2; each row needs both codes"),
        ("x,A,9,N\n2.0,A,9,N\n", "numbers for codes in old_nis: 2.0 in line 3; codes are text"),
        ("1,A,1.1E+04,N\n", r"numbers for codes in new_nis: 1\.1E\+04 in line 2"),
        ("1,A,8,M\n1,A,9,N\n", r"A \(1\) going to 8 and 9 in lines 2 and 3; a municipality merges"),
        ("1,A,9,N\n1,A,9,N\n", r"more than one row for A \(1\), in lines 2 and 3; keep one"),
        ("1,A,9,N\n2,B,9,M\n", "different names for 9: M and N in lines 2 and 3; one name"),
        ("1,A,2,B\n2,B,3,C\n", "chains: 1 to 2 to 3; a table holds the mergers of one moment"),
    ],
)
def test_what_is_wrong_with_a_table(mergers, rows, text):
    with pytest.raises(DataError, match=text):
        mergers(rows)


def test_all_findings_at_once(mergers):
    with pytest.raises(DataError) as raised:
        mergers(",A,9,N\n1,B,8,M\n1,B,9,N\n2,C,3,D\n3,D,4,E\n5,F,9,X\n6,G,7.5,G\n")
    text = str(raised.value)
    assert text.startswith("5 findings in the data:")
    for part in ("no old_nis", "7.5", "going to 8 and 9", "different names for 9", "chains"):
        assert part in text


def test_columns_that_are_missing(table):
    with pytest.raises(DataError, match=r"has no column new_name; it has old_nis"):
        read_mergers(table("1,A,9\n", header="old_nis,old_name,new_nis\n"))


def fits(mergers, plan, units=None):
    labels = {nis: f"{name} ({nis})" for nis, name in mergers.old_names.items()}
    raise_findings(fit_findings(mergers.into, plan, old_units=units, labels=labels))


def test_a_table_that_fits(mergers):
    found = mergers("1,A,9,N\n2,B,9,N\n5,E,5,E\n6,F,5,E\n")
    fits(found, {"1", "2", "3", "5", "6"}, {"1", "2", "3", "5", "6"})
    fits(found, {"1", "3"})  # a partial plan, without data


@pytest.mark.parametrize(
    ("plan", "units", "text"),
    [
        ("1239", None, "remain on their own: 9; a municipality that grows has a row from its code"),
        ("39", None, "the old year has already: 9; expected a plan and data of before the mergers"),
        ("34", None, r"neither the plan nor the data knows: A \(1\) and B \(2\); expected those"),
        ("13", "13", r"neither the plan nor the data knows: B \(2\); expected"),
        ("124", "123", "a plan with codes that the data of the old year lacks: 4; expected"),
    ],
)
def test_mergers_that_do_not_fit(mergers, plan, units, text):
    found = mergers("1,A,9,N\n2,B,9,N\n")
    with pytest.raises(DataError, match=text):
        fits(found, set(plan), None if units is None else set(units))


def test_data_of_another_year(mergers):
    into = mergers("1,A,9,N\n2,B,9,N\n").into
    assert not new_data_findings(into, {"3", "9"}, {"3", "9"})
    texts = [one.message for one in new_data_findings(into, {"3", "4"}, {"1", "3"})]
    assert "lack 4 and 9, which the carried plan names" in texts[0]
    assert "still have 1, which merged" in texts[1]


def test_steps_as_one(table):
    first = read_mergers(table("1,A,6,AB\n2,B,6,AB\n"))
    then = read_mergers(table("6,AB,7,ABC\n3,C,7,ABC\n4,D,4,D\n5,E,4,D\n"))
    both = composed(first, then)
    assert both.parts == {"4": ("4", "5"), "7": ("1", "2", "3")}
    assert both.new_names == {"4": "D", "7": "ABC"}
    assert both.old_names == dict(zip("12345", "ABCDE", strict=True))
    assert composed_all([]) == Mergers({}, {}, {})
    assert composed_all([first, then]) == both


def test_steps_in_the_wrong_order(table):
    first = read_mergers(table("1,A,6,AB\n2,B,6,AB\n"))
    with pytest.raises(DataError, match=r"a later one merges B \(2\), which an earlier one ended"):
        composed(first, read_mergers(table("2,B,8,BC\n3,C,8,BC\n")))
