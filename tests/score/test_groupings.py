"""Groupings of today beside a plan: recomputed from the table, and data of every kind."""

import collections
import csv
import dataclasses

import pandas as pd
import pytest

from regionplanner.score.groups import groups_of, membership_columns
from tests.conftest import ROOT
from tests.maps.plans import grid, grown_plan, plan_of

COLUMNS = (
    "province",
    "jeugdregio",
    "politiezone",
    "elz",
    "igs_wonen",
    "vervoerregio",
    "woonmaatschappij",
    "streekwerking",
    "arrondissement",
)


def rows():
    with (ROOT / "geodata" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def world_with(values, **options):
    """A grid of 2 x 4 with a column of these values, and a plan of its halves: 0. and 1."""
    world = grid(rows=2, columns=4)
    frame = world.frame.assign(club=pd.Series(values, index=world.frame.index, **options))
    halves = [[nis for nis in frame.index if nis[0] == row] for row in "01"]
    return dataclasses.replace(world, frame=frame), plan_of(world, halves)


def test_the_groupings_of_flanders(flanders):
    assert membership_columns(flanders) == COLUMNS


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("size", [5, 15])
def test_flanders_is_as_the_table_says(flanders, column, size):
    plan = grown_plan(flanders, size=size)
    left_out = plan.regions[3].members  # a plan need not cover all
    plan = dataclasses.replace(plan, regions=(*plan.regions[:3], *plan.regions[4:]))
    where = plan.assignment
    members = collections.defaultdict(list)
    for row in rows():
        if row[column]:
            members[row[column]].append(row["nis"])
    expected = {code: sorted(some) for code, some in members.items() if len(some) > 1}

    found = groups_of(plan, flanders, column)
    assert [group.code for group in found] == sorted(expected)
    for group in found:
        own = expected[group.code]
        assert group.column == column
        assert list(group.members) == own
        assert list(group.outside) == [nis for nis in own if nis in left_out]
        assert set(group.regions) == {where[nis] for nis in own if nis in where}
        places = {where.get(nis, "in no region") for nis in own}
        assert group.cut == (len(places) > 1)
        sizes = [sum(where.get(nis) == region for nis in own) for region in group.regions]
        assert sizes == sorted(sizes, reverse=True)


def test_groups_have_the_names_of_flanders(flanders):
    plan = grown_plan(flanders)
    names = {group.code: group.name for group in groups_of(plan, flanders, "arrondissement")}
    assert names["11000"] == "Antwerpen"
    regions = groups_of(plan, flanders, "jeugdregio")  # its values are names
    assert [group.name for group in regions] == [group.code for group in regions]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (list("aabbccdd"), True),
        (["a", "a", None, "b", float("nan"), pd.NA, None, None], True),
        (["1", "1", "2", "2", "3", "3", "4", "4"], True),  # codes, even where they look numbers
        (["a", "a", *[None] * 6], False),  # all that are in one are in the same
        (list("aaaaaaaa"), False),
        (list("abcdefgh"), False),  # a group of one is no group
        ([None] * 8, False),
        ([1, 1, 2, 2, 3, 3, 4, 4], False),  # figures
        ([1.5, 1.5, None, None, 2.5, 2.5, 3, 3], False),
        ([True, True, False, False] * 2, False),
    ],
)
def test_what_is_a_grouping(values, expected):
    world, _ = world_with(values)
    assert ("club" in membership_columns(world)) == expected


def test_names_and_reference_regions_are_no_groupings_of_their_own():
    """Two names alike do not make a grouping of the column of names."""
    world = grid(names={"00": "Same", "01": "Same"})
    assert membership_columns(world) == ()


def test_a_categorical_column():
    kinds = pd.CategoricalDtype(["z", "b", "a", "unused"], ordered=True)
    world, plan = world_with(["z", "z", "a", "a", "b", "b", "b", None], dtype=kinds)
    assert membership_columns(world) == ("club",)
    assert [group.code for group in groups_of(plan, world, "club")] == ["a", "b", "z"]
    only, _ = world_with(["z"] * 8, dtype=kinds)
    assert membership_columns(only) == ()


@pytest.mark.parametrize("dtype", ["object", "string", "category"])
def test_small(dtype):
    values = ["1", "1", "10", None, "2", "10", "10", "1"]
    world, plan = world_with(values, dtype=dtype)
    found = {group.code: group for group in groups_of(plan, world, "club")}
    assert list(found) == ["1", "10"]  # 2 has one member
    assert found["1"].members == ("00", "01", "13")
    assert found["1"].regions == ("p1-a", "p1-b")
    assert found["10"].regions == ("p1-b", "p1-a")
    assert found["1"].cut
    assert found["10"].name == "10"


def test_values_of_more_than_one_type_are_the_text_that_they_are_written_as():
    world, plan = world_with([1, "1", 2, 2, "a", "a", "b", "b"], dtype=object)
    assert [group.code for group in groups_of(plan, world, "club")] == ["1", "2", "a", "b"]


def test_outside_the_plan():
    world, _ = world_with(list("aabbaccc"))
    plan = plan_of(world, [["00", "01"]])
    a, b, c = groups_of(plan, world, "club")
    assert (a.regions, a.outside, a.cut) == (("p1-a",), ("10",), True)
    assert (b.regions, b.outside, b.cut) == ((), ("02", "03"), False)  # whole, in no region
    assert (c.regions, c.outside, c.cut) == ((), ("11", "12", "13"), False)


def test_names_that_are_known():
    world, plan = world_with(list("aabbccdd"))
    world = dataclasses.replace(world, group_names={"club": {"a": "Chiro"}, "other": {"b": "No"}})
    assert [group.name for group in groups_of(plan, world, "club")] == ["Chiro", "b", "c", "d"]
