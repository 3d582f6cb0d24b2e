"""Codes and labels of regions."""

import dataclasses

import pytest

from regionplanner.naming import alphabet, closed, region_codes, region_labels
from tests.worlds import Cell, grid, grid_municipalities


def named(parent_names, cells):
    """A world whose parents have these names."""
    world = grid_municipalities(cells)
    names = world.frame["reference_region"].map(parent_names)
    return dataclasses.replace(world, frame=world.frame.assign(reference_region_name=names))


def row(parents):
    return [Cell(f"{i:05d}", i, 0, parent) for i, parent in enumerate(parents)]


def codes(parent_names, parents, regions):
    world = named(parent_names, row(parents))
    assignment = {f"{i:05d}": region for i, region in enumerate(regions)}
    return list(region_codes(assignment, world).values())


def test_letters_follow_the_smallest_codes_inside_each_parent():
    found = codes({"P": "Kempen", "Q": "Waasland"}, "PQPQP", ["z", "y", "x", "y", "z"])
    assert found == ["kempen-a", "waasland-a", "kempen-b", "waasland-a", "kempen-a"]


def test_the_order_of_the_assignment_does_not_matter():
    world = named({"P": "Kempen"}, row("PPP"))
    assignment = {"00002": "x", "00000": "y", "00001": "x"}
    assert region_codes(assignment, world) == {
        "00000": "kempen-a",
        "00001": "kempen-b",
        "00002": "kempen-b",
    }


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Regio Brugge", "regio-brugge"),
        ("Sint-Truiden / Haspengouw", "sint-truiden-haspengouw"),
        ("Liège-Namen", "liege-namen"),
        ("  Åarde & Zee!  ", "aarde-zee"),
        ("Ελλάδα", "p"),  # nothing left: the code of the parent
    ],
)
def test_plain_letters(name, slug):
    assert codes({"P": name}, "P", "x") == [f"{slug}-a"]


def test_parents_of_one_name_get_their_code_behind_it():
    found = codes({"P1": "Polder", "P2": "Polder", "Q": "Zand"}, ["P1", "P2", "Q"], "xyz")
    assert found == ["polder-p1-a", "polder-p2-a", "zand-a"]


def test_names_that_differ_only_in_accents_are_one_name():
    assert codes({"P": "Sèvre", "Q": "Sevre"}, "PQ", "xy") == ["sevre-p-a", "sevre-q-a"]


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (("Ελλάδα", "Курск"), ["Ελλάδα", "Курск"]),
        (("Курск", "Курск"), ["Курск 1", "Курск 2"]),
        (("—", "京"), ["— 1", "京"]),  # a name without a letter tells nothing
    ],
)
def test_names_in_other_scripts_are_whole_labels(names, labels):
    world = named(dict(zip("12", names, strict=True)), row("12"))
    found = region_codes({nis: nis for nis in world.frame.index}, world)
    assert list(found.values()) == ["1-a", "2-a"]
    assert (
        list(region_labels(dict(zip(found.values(), "12", strict=True)), world).values()) == labels
    )


def test_letters_go_on_after_z():
    world = named({"P": "Kempen"}, [*grid(28, 1)])
    found = list(region_codes({nis: nis for nis in world.frame.index}, world).values())
    assert found[25:] == ["kempen-z", "kempen-aa", "kempen-ab"]
    assert len(set(found)) == 28


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("kempen-a", "Kempen A"),
        ("kempen-ab", "Kempen AB"),
        ("waasland-a", "waasland-a"),
        ("kempen-A1", "kempen-A1"),
        ("kempen", "kempen"),
        ("-a", "-a"),
        ("Geel", "Geel"),
    ],
)
def test_labels_of_our_codes_and_of_others(code, label):
    world = named({"P": "Kempen"}, row("P"))
    assert region_labels({code: "P", "other": "P"}, world)[code] == label


def test_the_only_region_of_a_reference_region_has_no_letter():
    world = named({"P": "Kempen", "Q": "Gent"}, row("PQ"))
    codes = {"kempen-b": "P", "gent-a": "Q", "gent-b": "Q"}
    assert [*region_labels(codes, world).values()] == ["Kempen", "Gent A", "Gent B"]
    assert region_labels({"Geel": "P"}, world) == {"Geel": "Geel"}


@pytest.mark.parametrize(
    ("parents", "names"),
    [(("1", "2", "9"), ("Kempen", "Kempen", "Kempen 1")), (("P.1", "P-1", "Q"), ("A", "A", "B"))],
)
def test_no_two_parents_share_a_code_or_a_label(parents, names):
    world = named(dict(zip(parents, names, strict=True)), row(parents))
    found = region_codes({nis: nis for nis in world.frame.index}, world)
    assert len(set(found.values())) == 3
    labels = region_labels(dict(zip(found.values(), parents, strict=True)), world)
    assert len(set(labels.values())) == 3


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Kempen", ""),
        ("\u202enepmeK", "\u202c"),
        ("\u202enepmeK\u202c", ""),
        ("\u202a\u2067a", "\u2069\u202c"),
        ("\u2067\u202ea\u2069b", ""),
        ("a\u2069b\u202c", ""),
    ],
)
def test_a_name_turns_nothing_after_it(text, lacks):
    assert closed(text) == text + lacks


def test_labels_close_the_name_before_the_letter():
    world = named({"P": "\u202enepmeK"}, row("P"))
    code = region_codes(dict.fromkeys(world.frame.index, "one"), world)["00000"]
    assert region_labels({code: "P"}, world) == {code: "\u202enepmeK\u202c"}
    both = region_labels({code: "P", "p-b": "P"}, world)
    assert both[code] == "\u202enepmeK\u202c A"


def test_accents_do_not_move_a_name_to_the_end():
    names = ["Ursy", "Écublens", "Zell", "Überstorf", "essen", "Île", "Echallens", "Ölten"]
    in_order = ["Echallens", "Écublens", "essen", "Île", "Ölten", "Überstorf", "Ursy", "Zell"]
    assert sorted(names, key=alphabet) == in_order
