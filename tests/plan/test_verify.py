"""Every rule, broken on purpose: the whole message."""

import dataclasses

import pytest

from regionplanner import ScenarioError, Violation, rook_graph, violations
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid, grid_municipalities

WORLD = grid_municipalities(
    [Cell(c.nis, c.column, c.row, "P" if c.column < 2 else "Q") for c in grid(4, 2)]
)
GOOD = {
    "00000": "p-a",
    "00001": "p-a",
    "00004": "p-a",
    "00005": "p-a",
    "00002": "q-a",
    "00003": "q-a",
    "00006": "q-a",
    "00007": "q-a",
}


def broken(assignment, **choices):
    scenario = Scenario(**{"min_units": 2, "max_units": 4, **choices})
    return list(violations(assignment, WORLD, rook_graph(WORLD), scenario))


def test_a_good_plan_breaks_nothing():
    assert broken(GOOD) == []
    assert broken(GOOD, regions=2, regions_per={"P": 1, "Q": 1}) == []


def test_the_order_of_the_assignment_does_not_matter():
    bad = {**GOOD, "00000": "q-a"}
    assert broken(bad) == broken(dict(reversed(bad.items())))


def test_a_region_in_two_pieces_says_who_is_cut_off_from_whom():
    bad = {**GOOD, "00000": "p-b", "00005": "p-b"}
    assert broken(bad) == [
        Violation(
            "contiguous",
            "p-a",
            "p-a is not in one piece: Unit 00004 (00004) is cut off from Unit 00001 (00001)",
        ),
        Violation(
            "contiguous",
            "p-b",
            "p-b is not in one piece: Unit 00005 (00005) is cut off from Unit 00000 (00000)",
        ),
    ]


def test_a_larger_piece_is_cut_off_from_the_largest():
    row = grid_municipalities(grid(8, 1))
    assignment = {nis: "a" if nis != "00003" else "b" for nis in row.frame.index}
    (found,) = violations(assignment, row, rook_graph(row), Scenario(min_units=1))
    assert found.message == (
        "a is not in one piece: Unit 00000 (00000), Unit 00001 (00001) and Unit 00002 (00002) "
        "are cut off from Unit 00004 (00004), Unit 00005 (00005), Unit 00006 (00006) and "
        "Unit 00007 (00007)"
    )


def test_a_link_joins_pieces():
    row = grid_municipalities(grid(3, 1))
    bad = {"00000": "a", "00001": "b", "00002": "a"}
    scenario = Scenario(min_units=1)
    assert len(violations(bad, row, rook_graph(row), scenario)) == 1
    linked = rook_graph(row, links=[("00000", "00002")])
    assert violations(bad, row, linked, scenario) == ()


def test_a_region_across_reference_regions():
    bad = {**GOOD, "00006": "p-a"}
    assert Violation(
        "nested",
        "p-a",
        "p-a lies in 2 reference regions: Parent P (Unit 00000 (00000), Unit 00001 (00001), "
        "Unit 00004 (00004) and Unit 00005 (00005)); Parent Q (Unit 00006 (00006))",
    ) in broken(bad, max_units=5)


def test_sizes():
    assert broken({**GOOD, "00000": "p-b"}) == [
        Violation("size", "p-b", "p-b has 1 municipality; 2 to 4 are allowed")
    ]
    assert broken(GOOD, max_units=3, min_units=1) == [
        Violation("size", "p-a", "p-a has 4 municipalities; 1 to 3 are allowed"),
        Violation("size", "q-a", "q-a has 4 municipalities; 1 to 3 are allowed"),
    ]


def test_units_in_no_region_and_units_that_do_not_exist():
    bad = {nis: region for nis, region in GOOD.items() if nis != "00003"} | {"12345": "q-a"}
    assert broken(bad) == [
        Violation("complete", "", "the plan names 12345, which the data does not have"),
        Violation("complete", "", "in no region: Unit 00003 (00003)"),
    ]


def test_numbers_of_regions():
    assert broken(GOOD, regions=3, regions_per={"Q": 2}) == [
        Violation("number", "", "the plan has 2 regions; 3 were asked for"),
        Violation("number", "", "number of regions in Parent Q (Q): 1; asked for: 2"),
    ]


def test_a_region_of_only_unknown_units_is_not_checked():
    assert [v.rule for v in broken({**GOOD, "12345": "x"})] == ["complete"]


def test_an_empty_plan_leaves_everyone_out():
    (found,) = broken({})
    assert found.message.startswith("in no region: Unit 00000 (00000), Unit 00001 (00001)")
    assert found.message.endswith("and 3 more")


@pytest.mark.parametrize("rule", ["size", "nested", "contiguous"])
def test_rules_are_found_together(rule):
    bad = {**GOOD, "00000": "q-a", "00001": "p-b"}
    assert rule in {violation.rule for violation in broken(bad)}


def test_a_region_across_two_parents_of_one_name_is_not_nested():
    cells = [*grid(2, 1), Cell("2", 2, 0, "Q"), Cell("3", 3, 0, "Q")]
    world = grid_municipalities(cells)
    world = dataclasses.replace(world, frame=world.frame.assign(reference_region_name="Polder"))
    assignment = dict.fromkeys(world.frame.index, "x")
    found = violations(assignment, world, rook_graph(world), Scenario(min_units=1))
    assert [v.rule for v in found] == ["nested"]


def test_an_unknown_reference_region_is_no_broken_rule():
    world = grid_municipalities(grid(2, 1))
    assignment = dict.fromkeys(world.frame.index, "x")
    with pytest.raises(ScenarioError, match="there is no reference region ZZZ"):
        violations(assignment, world, rook_graph(world), Scenario(regions_per={"ZZZ": 1}))
