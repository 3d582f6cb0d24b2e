"""Regions that are given: from a plan file, or a column of the data."""

import pytest

from regionplanner import ScenarioError
from regionplanner.choices import Lock
from regionplanner.data.locks import column_locks, plan_locks
from tests.worlds import grid, grid_municipalities

NETELAND = "Projectvereniging Neteland"


PLAN = {"1": "a", "2": "b", "3": "b"}


def test_the_regions_of_a_plan():
    a, b = Lock(region="a", members=("1",)), Lock(region="b", members=("2", "3"))
    assert plan_locks(PLAN) == (a, b)
    assert plan_locks(PLAN, regions=["b"]) == (b,)
    assert plan_locks(PLAN, regions=["b", "b"], exception=True)[0].exception


@pytest.mark.parametrize("text", ["Kempen A", "kempen a", "kempen-a"])
def test_a_region_of_a_plan_by_its_label(text):
    labels = {"a": "Kempen A", "b": "Kempen B"}
    regions = {"1": "a", "2": "b"} if text != "kempen-a" else {"1": "kempen-a", "2": "b"}
    (lock,) = plan_locks(regions, regions=[text], labels=labels)
    assert lock.members == ("1",)


def test_the_groups_of_a_column(flanders):
    locks = column_locks(flanders, "jeugdregio")
    assert len(locks) == flanders.frame["jeugdregio"].nunique() == 6
    neteland = column_locks(flanders, "jeugdregio", regions=[NETELAND])
    assert len(neteland) == 1
    names = flanders.frame.loc[list(neteland[0].members), "name"]
    assert sorted(names) == ["Grobbendonk", "Herentals", "Herenthout", "Olen", "Vorselaar"]


def test_groups_that_are_numbers_are_codes():
    world = grid_municipalities(grid(3, 1), group=[1.0, 1.0, None])
    assert column_locks(world, "group") == (Lock(region="1", members=("00000", "00001")),)


def test_a_region_that_is_not_there_is_named_with_a_suggestion(flanders):
    with pytest.raises(
        ScenarioError, match=f"no region Projectvereniging Netelnad; did you mean {NETELAND}?"
    ):
        column_locks(flanders, "jeugdregio", regions=["Projectvereniging Netelnad"])
    with pytest.raises(ScenarioError) as caught:
        plan_locks(PLAN, regions=["a", "c", "d"])
    assert "region c; choose from a and b" in str(caught.value)
    assert "region d; choose from a and b" in str(caught.value)


def test_a_column_that_is_not_there_is_named_with_a_suggestion(flanders):
    with pytest.raises(ScenarioError, match=r"no column jeugdregoi with .*; did you mean jeugdreg"):
        column_locks(flanders, "jeugdregoi")
