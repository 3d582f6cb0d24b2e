"""Files of declared links, and of ties between pairs."""

from dataclasses import replace

import pytest

from regionplanner import DataError
from regionplanner.data.joins import read_pair_ties, with_links
from regionplanner.data.municipalities import without
from regionplanner.rules.case import resolve_rules
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid_municipalities

# 1 2 in P, 3 4 in Q
UNITS = grid_municipalities(
    [Cell("1", 0, 0), Cell("2", 1, 0), Cell("3", 2, 0, "Q"), Cell("4", 3, 0, "Q")],
    zone=["a", "a", "b", "b"],
)
APART = grid_municipalities([Cell("1", 0, 0), Cell("2", 1, 0), Cell("3", 9, 0)])


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "links.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def linked(path, id_column="nis"):
    source = replace(UNITS.source, id_column=id_column)
    return with_links(replace(UNITS, source=source), path)


@pytest.mark.parametrize(
    "text",
    [
        "nis_a,nis_b\n3,1\n2,4\n",
        "nis_a;nis_b;note\n3;1;Voeren, Riemst\n2;4;\n",
        "\ufeffnote,nis_b,nis_a\n,1,3\n,4,2\n",
        "Extra buren;\n;\nnis_a;nis_b\n3;1\n2;4\n",
        "Links of 2026\n\nCODE_a,CODE_b,why\n3,1,\n2,4,bridge\n",
        "a,b\n3,1\n2,4\n",
    ],
)
def test_links_in_the_order_of_the_file(written, text):
    units = linked(written(text), "CODE")
    assert units.links == (("3", "1"), ("2", "4"))
    assert not [note for note in units.source.notes if "read as" in note]


@pytest.mark.parametrize(
    "header",
    [
        "Gemeente A;Gemeente B",
        "Van gemeente;Naar gemeente",
        "gemeente1;gemeente2",
        "NIS-code A;NIS-code B",
        "from;to",
        "naam a;naam b",
    ],
)
def test_columns_of_pairs_as_people_call_them(written, header):
    a, b = header.split(";")
    units = linked(written(f"{header};Opmerking\nUnit 3;Unit 1;brug\nUnit 2;Unit 4;\n"))
    assert units.links == (("3", "1"), ("2", "4"))
    assert f"column {a} of links.csv is read as nis_a" in units.source.notes
    assert f"column {b} of links.csv is read as nis_b" in units.source.notes
    ties = tied(written(f"{header};weight\nUnit 1;Unit 2;5\n")).pair_ties["commuters"]
    assert ties.to_numpy().tolist() == [["1", "2", 5.0]]


def test_codes_of_pairs_count_before_names(written):
    text = "Naam A;Naam B;Code A;Code B\nx;y;3;1\n"
    assert linked(written(text), "CODE").links == (("3", "1"),)


def test_a_file_that_is_no_text_says_what_to_give(tmp_path):
    path = tmp_path / "links.csv"
    path.write_bytes("nis_a;nis_b\nLi\u00e8ge;Huy\n".encode("cp1252"))
    with pytest.raises(DataError, match="give a CSV with the columns nis_a and nis_b; in Excel"):
        linked(path)


def test_a_file_of_no_pairs(written):
    assert linked(written("nis_a,nis_b\n")).links == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nis_a,nis_b\n1,\n", "misses a unit in line 2; fill in both"),
        ("nis_a,nis_b\n1,2\n,\n,5\n", "misses a unit in line 4;"),
        ("nis_a,nis_b\n1,\n\n,5\n", "misses a unit in lines 2 and 4;"),
        ("x,y\n1,2\n", "has no columns nis_a and nis_b; it has x and y"),
        ("a,b\n1,9\n", "links.csv has ids that are not in the data: 9"),
    ],
)
def test_what_is_wrong_with_a_file(written, text, message):
    with pytest.raises(DataError, match=message):
        linked(written(text))


def tied(path, name="commuters", units=UNITS):
    return read_pair_ties(path, name, units)


@pytest.mark.parametrize(
    "text",
    [
        "a,b,weight\n2,1,5\n3,4,0.5\n",
        "nis_a,nis_b,weight\n3,4,0.5\n1,2,5\n",
        "a;b;weight\n1;2;5\n4;3;0,5\n",
        'a,b,weight\n1,2,5\n4,3,"0,5"\n',
        "a;b;weight\n1;2;5,000\n4;3;0,500\n",
        "a,b,weight\n1,2,5.000\n4,3,50e-2\n",
    ],
)
def test_ties_of_pairs(written, text):
    table = tied(written(text)).pair_ties["commuters"]
    assert table.to_dict("list") == {"nis_a": ["1", "3"], "nis_b": ["2", "4"], "weight": [5.0, 0.5]}


def test_pairs_that_are_no_neighbours_in_one_reference_region_are_counted(written):
    units = tied(written("a,b,weight\n1,2,5\n2,3,1\n1,4,1\n"))
    assert units.source.notes == ("ties commuters from links.csv: 3 pairs",)
    scenario = Scenario(ties={"commuters": 1.0})
    assert resolve_rules(units, scenario).notes == (
        "2 pairs of commuters never count: they are no neighbours in one reference region",
    )
    assert not resolve_rules(units, Scenario(ties={"zone": 1.0})).notes
    short = scenario.model_copy(update={"min_border_m": 1e6})
    assert str(resolve_rules(units, short).notes[0]).startswith("3 pairs of commuters never count")
    assert units.source.sha256 != UNITS.source.sha256


def test_pairs_that_a_link_makes_neighbours_count(written):
    units = tied(written("a,b,weight\n1,3,5\n1,2,1\n"), units=APART)
    scenario = Scenario(ties={"commuters": 1.0})
    alone = "1 pair of commuters never counts: the two are no neighbours in one reference region"
    assert resolve_rules(units, scenario).notes == (alone,)
    assert not resolve_rules(units, scenario.model_copy(update={"links": (("3", "1"),)})).notes
    cut = scenario.model_copy(update={"links": (("1", "3"),), "no_links": (("2", "1"),)})
    assert resolve_rules(units, cut).notes == (alone,)


def test_tables_add_up_and_follow_the_units(written):
    units = tied(written("a,b,weight\n1,2,5\n"))
    units = tied(written("a,b,weight\n1,2,5\n3,4,1\n"), "pupils", units)
    assert list(units.pair_ties) == ["commuters", "pupils"]
    left = without(units, ["2"]).pair_ties
    assert [len(table) for table in left.values()] == [0, 1]
    assert not UNITS.pair_ties


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("a,b,weight\n1,2,5\n", "zone", "a name that the data has already: zone; give"),
        ("a,b,weight\n1,9,5\n", "t", "ids that are not in the data: 9 in line 2; correct"),
        ("a,b,weight\n,2,5\n", "t", "ids that are not in the data: nothing in line 2"),
        ("a,b,weight\n1,1,5\n", "t", "a municipality with itself in line 2; remove it"),
        (
            "a,b,weight\n1,2,5\n2,1,5\n",
            "t",
            r"more than one weight for Unit 2 \(2\) and Unit 1 \(1\) in line 3; keep one",
        ),
        ("a,b,weight\n1,2,-5\n", "t", r"no weight of 0 or more for Unit 1 .* in line 2; correct"),
        ("a,b,weight\n1,2,\n", "t", "no weight of 0 or more for Unit 1"),
        ("a,b,weight\n1,2,inf\n", "t", "no weight of 0 or more for Unit 1"),
        ("a,b,weight\n1,2,much\n3,4,1\n", "t", "no weight of 0 or more for Unit 1"),
        ("a;b;weight\n1;2;12.5\n3;4;0,5", "t", "column 'weight' of links.csv has numbers that can"),
        ("a,b\n1,2\n", "t", "has no column weight; it has a and b"),
        ("a,nis_b,weight\n1,2,3\n", "t", "has no column nis_a"),
        ("x,y,weight\n1,2,3\n", "t", "has no columns nis_a and nis_b"),
    ],
)
def test_what_is_wrong_with_ties_of_pairs(written, text, name, message):
    with pytest.raises(DataError, match=message):
        tied(written(text), name)
