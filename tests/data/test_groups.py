"""Tables of groups, as people and spreadsheets write them."""

import pytest

from regionplanner.data.assignment import read_groups
from regionplanner.errors import DataError


def table(folder, text):
    path = folder / "groups.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("column", ["group", "region", "jeugdregio"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_name_of_the_column(tmp_path, column, separator):
    lines = [f"nis,{column},more", "12021,North,x", "11002,South,y", "13025,,z"]
    text = "\n".join(lines).replace(",", separator)
    assert read_groups(table(tmp_path, text)) == {"11002": "South", "12021": "North"}


def test_the_first_name_counts(tmp_path):
    path = table(tmp_path, "jeugdregio,region,group,nis\na,b,c,1\n")
    assert read_groups(path) == {"1": "c"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nis,name\n1,x\n", "no column group or region or jeugdregio; it has nis and name; give"),
        ("group,name\na,x\n", "has no column nis"),
        ("nis,group\n1,a\n1,b\n", "more than one line for 1; correct"),
        ("nis,group\n,a\n2,b\n", "no nis in line 2; correct"),
        ("nis,group\n1,\n2,\n", "no group on any line; correct"),
        ("nis,group\n,a\n1,\n1,\n", "no nis in line 2; more than one line for 1; correct"),
    ],
)
def test_what_cannot_be_used(tmp_path, text, message):
    with pytest.raises(DataError, match=message):
        read_groups(table(tmp_path, text))
