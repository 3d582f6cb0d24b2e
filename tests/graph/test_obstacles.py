"""Locked regions and units left out: what they make impossible, and what is proposed."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regionplanner import InfeasibleError, rook_graph
from regionplanner.choices import Coverage, Lock
from regionplanner.graph.layout import Layout, layout_area, least_change, raise_obstacles
from regionplanner.graph.obstacles import rule_obstacles
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from tests.worlds import Cell, comb, grid, grid_municipalities, star


def lock(*members, region="mine", exception=False):
    return Lock(region=region, members=members, exception=exception)


def obstacles(cells, *locked, **choices):
    return found_by(cells, Scenario(criteria={"border": 1.0}, locked=locked, **choices))


def found_by(cells, scenario):
    units = grid_municipalities(cells)
    return rule_obstacles(Case(units, rook_graph(units), scenario))


@pytest.mark.parametrize(
    ("cells", "members", "choices", "n_ways"),
    [
        (grid(6, 1), ["00000", "00002", "00003"], {"min_units": 1}, 2),
        (grid(7, 1), ["00000", "00001"], {"min_units": 3}, 2),
        (grid(9, 1), ["00000"], {"min_units": 3}, 2),
        (grid(7, 1), [f"{i:05d}" for i in range(5)], {"min_units": 2, "max_units": 4}, 2),
        ([*grid(3, 1), Cell("5", 3, 0, "Q")], ["00001", "00002", "5"], {"min_units": 1}, 1),
        (comb(), ["s1", "s2", "s3"], {"min_units": 3}, 2),
        (comb(), ["s1", "s2", "s3"], {"min_units": 3, "max_units": 4}, 3),
        (star(), [], {"leave_out": ["0"], "min_units": 2}, 2),
    ],
)
def test_each_way_out_can_be_applied_and_is_enough(cells, members, choices, n_ways):
    locked = (lock(*members),) if members else ()
    scenario = Scenario(criteria={"border": 1.0}, locked=locked, **choices)
    (found,) = found_by(cells, scenario)
    assert found.message.endswith(", or ".join(way.message for way in found.ways))
    assert len(found.ways) == n_ways
    assert [found_by(cells, way.applied(scenario)) for way in found.ways] == [[]] * n_ways


def test_a_lock_that_is_a_region_is_fine():
    cells = grid(4, 2)
    assert obstacles(cells, lock("00000", "00001", "00004", "00005"), min_units=4) == []


def test_a_lock_in_parts_names_what_joins_them():
    """0 and 2 of a row of six: 1 joins them."""
    (found,) = obstacles(grid(6, 1), lock("00000", "00002", "00003"), min_units=1)
    assert (found.kind, found.units) == ("contiguous", ("00000",))
    assert found.message == (
        "mine is locked in 2 parts: Unit 00000 (00000) is cut off from the other 2: Unit 00002 "
        "(00002) and Unit 00003 (00003); a region must be contiguous; add Unit 00001 (00001) to "
        "the lock mine, which joins them, or leave Unit 00000 (00000) out of the lock mine"
    )


def test_a_lock_in_parts_that_only_another_lock_could_join():
    cells = grid(3, 1)
    first, second = lock("00000", "00002"), lock("00001", region="yours")
    (found,) = obstacles(cells, first, second, min_units=1)
    assert "add" not in found.message
    assert found.message.endswith("; leave Unit 00002 (00002) out of the lock mine")


def test_a_small_lock_names_neighbours_that_strand_nobody():
    """Of a row of seven the first two are locked; the third can join, the rest is still four."""
    (found,) = obstacles(grid(7, 1), lock("00000", "00001"), min_units=3)
    assert found.kind == "size"
    assert found.message == (
        "Unit 00000 (00000) and Unit 00001 (00001) are locked as one region of 2 (mine); the "
        "minimum is 3; add a neighbour in Parent P (P), such as Unit 00002 (00002), or allow the "
        "exception (exception = true in the lock mine)"
    )


def test_a_neighbour_whose_loss_strands_others_is_not_proposed():
    """Of a row of five three would be left; with one less they are too few."""
    (found,) = obstacles(grid(5, 1), lock("00000", "00001"), min_units=3)
    assert "neighbour" not in found.message
    assert found.message.endswith(
        "the minimum is 3; allow the exception (exception = true in the lock mine)"
    )


def test_a_lock_that_lacks_more_than_one():
    (found,) = obstacles(grid(9, 1), lock("00000"), min_units=3)
    assert "add 2 neighbours, such as Unit 00001 (00001) and Unit 00002 (00002)" in found.message


def test_a_large_lock_names_whom_to_leave_out():
    """Five of a row of seven, at most four: an end next to the others."""
    members = [f"{i:05d}" for i in range(5)]
    (found,) = obstacles(grid(7, 1), lock(*members), min_units=2, max_units=4)
    assert "are locked as one region of 5 (mine); the maximum is 4; " in found.message
    assert "leave Unit 00004 (00004) out of the lock mine, or allow" in found.message


def test_an_exception_may_be_of_any_size():
    assert obstacles(grid(7, 1), lock("00000", exception=True), min_units=3) == []


def test_a_lock_across_reference_regions_is_checked_further():
    cells = [*grid(3, 1), Cell("5", 3, 0, "Q"), Cell("6", 4, 0, "Q"), Cell("7", 5, 0, "Q")]
    found = obstacles(cells, lock("00001", "00002", "5"), min_units=1)
    assert [obstacle.kind for obstacle in found] == ["across"]
    assert found[0].message == (
        "mine is locked across reference regions: Parent P (Unit 00001 (00001) and Unit 00002 "
        "(00002)); Parent Q (Unit 5 (5)); a region lies inside one; "
        "leave Unit 5 (5) out of the lock mine"
    )
    found = obstacles(cells, lock("00001", "00002", "5"), min_units=2)
    assert [obstacle.kind for obstacle in found] == ["across", "stranded"]


def test_stranded_units_are_named_with_what_would_help():
    """The middle of a comb's spine is locked: the middle tooth loses its foot."""
    (found,) = obstacles(comb(), lock("s1", "s2", "s3"), min_units=3)
    assert found.kind == "stranded"
    assert found.units == ("t21", "t22")
    assert found.message == (
        "Locking mine strands Unit t21 (t21) and Unit t22 (t22) in Parent P (P), 2 together; a "
        "region has 3 to 15 adjoining municipalities; add Unit t21 (t21) and Unit t22 (t22) to "
        "the lock mine, or leave Unit t21 (t21) and Unit t22 (t22) out"
    )


def test_stranded_by_leaving_out():
    (found,) = obstacles(star(), leave_out=["0"], min_units=2)
    assert found.message == (
        "Leaving Unit 0 (0) out strands Unit 1 (1), Unit 2 (2), Unit 3 (3) and Unit 4 (4) in "
        "Parent P (P), in parts of 1, 1, 1 and 1; a region has 2 to 15 adjoining municipalities; "
        "plan Unit 0 (0) after all, or leave Unit 1 (1), Unit 2 (2), Unit 3 (3) and Unit 4 (4) "
        "out as well"
    )


def test_parts_that_can_be_divided_are_no_obstacle():
    assert obstacles(grid(7, 1), leave_out=["00003"], min_units=3) == []


def test_a_part_of_a_number_that_no_sizes_make():
    """Five of seven are left: too many for one region of four, too few for two of three."""
    (found,) = obstacles(grid(7, 1), leave_out=["00000", "00001"], min_units=3, max_units=4)
    assert "5 together" in found.message
    assert "plan Unit 00001 (00001) after all" in found.message


def test_what_the_data_cuts_off_is_no_matter_of_the_rules():
    cells = [*grid(4, 1), Cell("9", 9, 0)]
    assert obstacles(cells, lock("00000", "00001"), min_units=2) == []


def test_with_a_coverage_nobody_is_stranded():
    choices = {"leave_out": ["0"], "min_units": 2, "coverage": Coverage(reward=1.0)}
    assert obstacles(star(), **choices) == []


def test_obstacles_are_raised_together():
    found = obstacles(grid(7, 1), lock("00000", "00002"), lock("00006", region="end"), min_units=3)
    assert [obstacle.kind for obstacle in found] == ["contiguous", "size", "size", "stranded"]
    with pytest.raises(InfeasibleError, match=r"^no plan is possible, for 4 reasons:\n- mine is"):
        raise_obstacles(found)
    with pytest.raises(InfeasibleError, match=r"^mine is locked in 2 parts") as raised:
        raise_obstacles(found[:1])
    assert raised.value.explanations == (found[0],)
    raise_obstacles([])


@given(
    st.integers(0, 2**12 - 1),
    st.integers(0, 2**12 - 1),
    st.integers(1, 4),
    st.sampled_from([{"add"}, {"release"}, {"add", "release"}, {"plan"}]),
)
def test_a_change_resolves_what_it_says_and_worsens_nothing(locked, out, min_units, moves):
    units = grid_municipalities(grid(4, 3))
    graph = rook_graph(units)
    scenario = Scenario(criteria={"border": 1.0}, min_units=min_units, max_units=6)
    area = layout_area(graph, frozenset(units.frame.index), scenario, (False,))
    free = (2**12 - 1) & ~locked & ~(out & ~locked)
    before = Layout((locked or 1,), free & ~(locked or 1), out & ~(locked or 1))
    for resolved in range(3):
        after = least_change(area, before, frozenset(moves), {resolved})
        if after is None:
            continue
        pairs = list(zip(area.violations(before), area.violations(after), strict=True))
        assert pairs[resolved][1] == 0
        assert all(new <= old for old, new in pairs)
        members = graph.subgraph(area.codes(after.locks[0]))
        if resolved == 1:
            assert nx.is_connected(members)
        if resolved == 2:
            assert min_units <= len(members) <= 6
        everyone = sorted(
            area.codes(after.locks[0]) + area.codes(after.free) + area.codes(after.out)
        )
        assert everyone == list(units.frame.index)
