"""What changes between plans: recomputed by hand, and laws that hold for any two plans."""

import pandas as pd
import pytest
from hypothesis import given

from regionplanner import Comparison, compared, comparison_table
from regionplanner.plan.compare import RegionChange
from tests.maps.plans import grid, grown_plan, plan_of
from tests.plan.plans import plan_with, plans


def test_by_hand():
    earlier = plan_with({"x": "abcd", "y": "ef", "z": "g"})
    plan = plan_with({"n": "hi", "x": "abe", "y": "dfj"})
    assert compared(plan, earlier) == Comparison(
        regions=(
            RegionChange("x", "x", stay=("a", "b"), leave=("c", "d"), join=("e",)),
            RegionChange("y", "y", stay=("f",), leave=("e",), join=("d", "j")),
            RegionChange("z", "", stay=(), leave=("g",), join=()),
            RegionChange("", "n", stay=(), leave=(), join=("h", "i")),
        ),
        moved=tuple("cdeghij"),
    )


@given(plan=plans(), earlier=plans())
def test_who_moved_is_counted_once_more_from_the_assignments(plan, earlier):
    found = compared(plan, earlier)
    pairs = {region.after: region.before for region in found.regions if region.after}
    now, before = plan.assignment, earlier.assignment
    moved = [nis for nis in {**now, **before} if _old(pairs, now.get(nis)) != before.get(nis)]
    assert found.moved == tuple(sorted(moved))


def _old(pairs, code):
    return None if code is None else pairs[code] or f"new {code}"


@given(plan=plans(), earlier=plans())
def test_every_region_and_every_municipality_is_there_once(plan, earlier):
    found = compared(plan, earlier)
    assert [r.before for r in found.regions if r.before] == [r.code for r in earlier]
    assert sorted(r.after for r in found.regions if r.after) == sorted(r.code for r in plan)
    for region in found.regions:
        for part in (region.stay, region.leave, region.join):
            assert part == tuple(sorted(set(part)))
        assert region.same == (region.leave + region.join == ())
    after = {r.after: {*r.stay, *r.join} for r in found.regions if r.after}
    assert after == {r.code: set(r.members) for r in plan}
    old = {r.before: {*r.stay, *r.leave} for r in found.regions if r.before}
    assert old == {r.code: set(r.members) for r in earlier}


@given(plan=plans(), earlier=plans())
def test_as_many_move_there_as_back(plan, earlier):
    assert len(compared(plan, earlier).moved) == len(compared(earlier, plan).moved)


@given(plan=plans())
def test_between_equal_plans_nothing_moves(plan):
    again = plan_with({f"new {region.code}": region.members for region in reversed(list(plan))})
    found = compared(again, plan)
    assert found.moved == ()
    assert all(region.same for region in found.regions)
    assert [region.after for region in found.regions] == [f"new {r.code}" for r in plan]


@given(plan=plans(units="abcde"))
def test_from_nothing_all_join(plan):
    found = compared(plan, plan_with({}))
    assert found.moved == tuple(sorted(plan.assignment))
    assert all(not region.before and not region.stay + region.leave for region in found.regions)


@given(one=plans(), other=plans(), third=plans())
def test_no_detour_moves_fewer(one, other, third):
    """The number that moves is a distance; those who are in no region count as one more place."""
    by_way = len(compared(other, one).moved) + len(compared(third, other).moved)
    assert len(compared(third, one).moved) <= by_way


def test_one_municipality_over_the_border_in_flanders(flanders):
    earlier = grown_plan(flanders)
    groups = [list(region.members) for region in earlier]
    borders = flanders.borders
    where = {nis: number for number, group in enumerate(groups) for nis in group}
    parent = flanders.frame["reference_region"]
    a, b = next(
        (a, b)
        for a, b in zip(borders["nis_a"], borders["nis_b"], strict=True)
        if where[a] != where[b] and parent[a] == parent[b] and len(groups[where[a]]) > 5
    )
    groups[where[a]].remove(a)
    groups[where[b]].append(a)
    plan = plan_of(flanders, [sorted(group) for group in groups])
    found = compared(plan, earlier)
    assert found.moved == (a,)
    changed = [region for region in found.regions if not region.same]
    assert {(r.before, r.leave, r.join) for r in changed} == {
        (earlier.assignment[a], (a,), ()),
        (earlier.assignment[b], (), (a,)),
    }


class TestTable:
    def test_it_names_who_joins_and_leaves(self):
        world = grid(names={"00": "Lier", "01": "Mol", "10": "Lier"})
        earlier = plan_of(world, [["00", "01", "10"], ["02", "03"]])
        plan = plan_of(world, [["01", "11"], ["02", "03"], ["22", "23"]])
        table = comparison_table(compared(plan, earlier), world)
        expected = pd.DataFrame(
            {
                "stay": [1, 2, 0],
                "join": ["Unit 11", "", "Unit 22, Unit 23"],
                "leave": ["Lier, Lier", "", ""],
            },
            index=pd.MultiIndex.from_tuples(
                [("p1-a", "p1-a"), ("p2-a", "p2-a"), ("", "p2-b")], names=["before", "after"]
            ),
        )
        pd.testing.assert_frame_equal(table, expected)

    def test_it_adds_up(self):
        world = grid()
        plan, earlier = grown_plan(world, size=4), grown_plan(world, size=3)
        table = comparison_table(compared(plan, earlier), world)
        assert table["stay"].sum() + len(compared(plan, earlier).moved) == len(world.frame)
        assert table.index.is_unique

    @pytest.mark.parametrize("column", ["stay", "join", "leave"])
    def test_without_regions_it_is_empty(self, column):
        nothing = plan_with({})
        table = comparison_table(compared(nothing, nothing), grid())
        assert list(table[column]) == []
        assert table.index.names == ["before", "after"]
