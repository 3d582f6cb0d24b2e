"""Plan files, as people and spreadsheets write them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regionplanner import DataError, plan_table, read_assignment
from regionplanner.files.atomic import write_atomic
from regionplanner.files.text_table import csv_text
from tests.maps.plans import EVIL, grid, grown_plan


@pytest.fixture
def written(tmp_path):
    def write(content):
        path = tmp_path / "plan.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


WANTED = {"01001": "a", "02002": "b"}


@pytest.mark.parametrize(
    "text",
    [
        "nis,region\n01001,a\n02002,b\n",
        "nis,region\n02002,b\n01001,a",
        "nis;region\r\n01001;a\r\n02002;b\r\n",
        "\ufeffnis,region\n01001,a\n02002,b\n",
        'name,region,nis\n"Aa, near Bee",a,01001\nBee,b,02002\n',
        "nis,name,region\n01001,,a\n02002,,b\n",
        " nis , region \n 01001 , a \n 02002,b\n",
        '"nis","region"\n"01001","a"\n"02002","b"\n',
        "nis;name;region\n01001;Aa, Bee, Cee;a\n02002;B;b\n",
        "nis,region\n01001,a\n\n02002,b\n\n",
        "nis\tregion\n01001\ta\n02002\tb\n",
        "nis;region;;\n01001;a;;\n;;;\n02002;b;;\n",
    ],
    ids=[
        "plain",
        "unsorted",
        "semicolons",
        "byte order mark",
        "further columns",
        "empty further cells",
        "blanks",
        "quotes",
        "commas in names",
        "empty lines",
        "tabs",
        "empty columns and rows",
    ],
)
def test_a_plan_is_read_as_text_by_code(written, text):
    found = read_assignment(written(text))
    assert found == WANTED
    assert list(found) == sorted(found)


def test_words_that_look_like_nothing_are_kept(written):
    assert read_assignment(written("nis,region\n1,NA\n2,nan\n")) == {"1": "NA", "2": "nan"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("nis,region\n01001,a\n,b\n02002,\n", "no nis in line 3; no region in line 4; correct"),
        ("nis,region\n11001,a\n\n11002,\n", "no region in line 4; correct"),
        ('nis,region,x\n1,a,"two\nlines"\n,b,\n,c,\n', "no nis in lines 4 and 5; correct"),
        (
            "nis,region, region\n11001,a,b\n",
            "is no table .line 1 names more than one column region",
        ),
        ("nis,region\n01001,a\n01001,b\n", "more than one line for 01001"),
        ("nis,region\n", "no municipalities"),
        ("nis,regions\n01001,a\n", "has no column region; it has nis and regions; give a CSV"),
        ("code\tgroup\n01001\ta\n", "has no columns nis and region; it has code and group"),
        ("", "is no table .it is empty"),
        ("\n \n", "is no table .it is empty"),
        (
            "nis,region\n01001,a\n02002,b,c,d\n",
            "is no table .column 3 has no name but a value in line 3",
        ),
        ('nis,region\n01001,a\n02002,"b\n', "is no table .line 3: quotes are opened"),
        ('nis,region\n1,"a" b\n', "is no table .line 2: text follows closed quotes; write quotes"),
        (f"nis,region\n1,{200_000 * 'a'}\n", "is no table .line 2: a cell has more than 131,072"),
        (b"nis,region\n01001,\xe9\n", "cannot be read .*UTF-8.*in Excel: save as CSV UTF-8"),
        (bytes(range(128, 256)), "cannot be read .*UTF-8"),
    ],
    ids=[
        "empty cells",
        "line numbers after an empty line",
        "line numbers after a cell of two lines",
        "one name twice",
        "repeated",
        "no rows",
        "no column",
        "other columns",
        "nothing",
        "blank lines",
        "long line",
        "open quote",
        "quote inside",
        "long cell",
        "latin-1",
        "binary",
    ],
)
def test_a_file_that_is_no_plan(written, content, message):
    path = written(content)
    with pytest.raises(DataError, match=message) as caught:
        read_assignment(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(DataError, match=r"gone\.csv cannot be read \(No such file"):
        read_assignment(tmp_path / "gone.csv")


def test_a_folder(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read_assignment(tmp_path)


def test_columns_that_a_plan_lacks_are_noted(written):
    notes = []
    path = written("nis,region,district\n00,a,x\n01,a,y\n")
    assert read_assignment(path, columns=("nis", "distrct"), note=notes.append)["00"] == "a"
    (text,) = notes
    assert "has no columns nis and distrct: its nis and region are read" in text
    assert read_assignment(path, columns=("nis", "district"), note=notes.append)["00"] == "x"
    assert notes == [text]


ANY_NAME = st.text(st.characters(exclude_categories=())) | st.sampled_from(sorted(EVIL.values()))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANY_NAME, min_size=4, max_size=4))
def test_a_plan_reads_back_whatever_municipalities_are_called(tmp_path, names):
    world = grid(2, 2, names=dict(zip(["00", "01", "10", "11"], names, strict=True)))
    plan = grown_plan(world)
    write_atomic(tmp_path / "plan.csv", csv_text(plan_table(plan, world)))
    assert read_assignment(tmp_path / "plan.csv") == plan.assignment


def test_a_name_in_a_plan_file_is_as_it_was():
    world = grid(2, 2, names={"00": 'Say "x", y;\nz', "01": "a\rb \ud800"})
    lines = csv_text(plan_table(grown_plan(world), world))
    head = "nis,name,reference_region,region,centre,region_name\n"
    assert lines.startswith(f'{head}00,"Say ""x"", y;\nz",P1,')
    assert "\n01,a b \ufffd,P2,p2-a,1,East A\n" in lines
