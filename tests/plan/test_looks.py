"""How regions are called and coloured: from a file, from plan to plan."""

import pytest

from regionplanner import (
    BestPlanRequest,
    Case,
    best_plan,
    make_plan,
    open_plan,
    open_plans,
    rook_graph,
)
from regionplanner.data.assignment import PlanTable, RegionLooks, read_plan_table
from regionplanner.files.text_table import csv_text
from regionplanner.jobs.plan_set import shown_together
from regionplanner.jobs.plans import PlanRequest
from regionplanner.maps.colour import PALETTE, plan_colours, with_colours
from regionplanner.naming import with_kept_codes
from regionplanner.plan.compare import looks_of, shown_as
from regionplanner.plan.plan import plan_table
from regionplanner.scenario import Scenario
from tests.maps.plans import grown_plan
from tests.worlds import Cell, grid_municipalities

ROW = grid_municipalities([Cell(str(i), i, 0) for i in range(6)])
SCENARIO = Scenario(min_units=1, criteria={"border": 1.0})


def made(groups):
    """Plan of a row of six units; region by unit."""
    return make_plan(dict(zip("012345", groups, strict=True)), ROW, rook_graph(ROW), SCENARIO)


def codes(letters):
    return [f"parent-p-{letter}" for letter in letters]


@pytest.mark.parametrize(
    ("rows", "names", "colours"),
    [
        ("1,a,Zuid  rand,#AABBCC\n2,a,Zuid rand,#aabbcc\n", {"a": "Zuid rand"}, {"a": "#aabbcc"}),
        ("1,a,,blauw\n2,a,,#12345\n", {}, {}),
        # 2 was moved from b to a by hand: most rows of a region say what it is called
        ("1,a,Noord,\n2,a,Zuid,\n3,a,Noord,\n4,b,Zuid,\n", {"a": "Noord", "b": "Zuid"}, {}),
        # b was split off by hand: a name is that of the region with most of its rows
        ("1,a,Noord,\n2,a,Noord,\n3,b,Noord,\n", {"a": "Noord"}, {}),
        (f"1,a,{'x' * 101},\n", {}, {}),
    ],
)
def test_what_a_plan_file_says_of_its_regions(tmp_path, rows, names, colours):
    path = tmp_path / "plan.csv"
    path.write_text(f"nis,region,region_name,colour\n{rows}", encoding="utf-8")
    assert read_plan_table(path).looks == RegionLooks(names, colours)


def test_a_plan_file_without_them_opens_as_it_did(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("nis,region\n1,a\n", encoding="utf-8")
    assert read_plan_table(path) == PlanTable({"1": "a"}, RegionLooks())


def test_a_file_keeps_names_and_colours(tmp_path):
    looks = RegionLooks({"parent-p-a": "Noordrand"}, {"parent-p-a": "#123456"})
    plan = shown_together({"": made(codes("aaabbb"))}, ROW, looks)[""]
    assert [region.label for region in plan] == ["Noordrand", "Parent P B"]
    assert [region.colour for region in plan] == ["#123456", PALETTE[0]]
    path = tmp_path / "plan.csv"
    path.write_text(csv_text(plan_table(plan, ROW)), encoding="utf-8")
    table = read_plan_table(path)
    assert table == PlanTable(plan.assignment, looks_of(plan))


def test_a_region_beside_a_new_one_is_called_as_it_was_alone():
    before = made(codes("aaaaaa"))
    assert [region.label for region in before] == ["Parent P"]
    after = shown_as(made(codes("aaaabb")), looks_of(before))
    assert [region.label for region in after] == ["Parent P", "Parent P B"]


def test_a_region_that_is_left_alone_has_no_letter():
    before = made(codes("aaabbb"))
    (region,) = shown_as(made(codes("bbbbbb")), looks_of(before))
    assert region.label == "Parent P"
    (region,) = shown_as(made(codes("bbbbbb")), RegionLooks({"parent-p-b": "Zuidrand"}))
    assert region.label == "Zuidrand"


def test_no_two_regions_have_one_name():
    plan = shown_as(made(codes("aaabbb")), RegionLooks({"parent-p-a": "Parent P B"}))
    assert [region.label for region in plan] == ["Parent P A", "Parent P B"]


def test_a_plan_has_the_same_colours_alone_and_beside_one_that_is_like_it(flanders):
    graph = rook_graph(flanders)
    first = make_plan(grown_plan(flanders, size=9).assignment, flanders, graph, Scenario())
    where = dict(first.assignment)
    a, b = next((a, b) for a, b in graph.edges if where[a] != where[b])
    second = make_plan({**where, a: where[b]}, flanders, graph, Scenario())
    (alone,) = plan_colours([first], flanders)
    beside, other = plan_colours([first, second], flanders)
    assert alone == beside == other
    assert set(alone.values()) <= set(PALETTE)


def test_neighbours_of_a_file_that_are_alike_are_parted():
    looks = RegionLooks({}, dict.fromkeys(codes("abc"), PALETTE[2]))
    plan = with_colours({"": shown_as(made(codes("aabbcc")), looks)}, ROW)[""]
    assert [region.colour for region in plan] == [PALETTE[2], PALETTE[0], PALETTE[2]]


def test_plans_of_flanders_opened_together_look_as_alone(flanders, tmp_path):
    graph, scenario = rook_graph(flanders), Scenario()
    assignment = grown_plan(flanders, size=9).assignment
    plain = make_plan(assignment, flanders, graph, scenario)
    named = shown_as(plain, RegionLooks({plain.regions[0].code: "Rand"}))
    named = with_colours({"": named}, flanders)[""]
    for name, plan in (("a", named), ("b", plain)):
        text = csv_text(plan_table(plan, flanders))
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    alone = open_plan(tmp_path / "a.csv").plan
    both = open_plans(PlanRequest(files=[tmp_path / "a.csv", tmp_path / "b.csv"])).plans
    assert looks_of(alone) == looks_of(named) == looks_of(both["a"])
    assert looks_of(both["b"]).colours == looks_of(named).colours  # the same regions
    assert alone.regions[0].label == "Rand"


def test_regions_that_go_on_keep_codes_names_and_colours():
    """Of another number of regions too; what is new has a code that no earlier one had."""
    earlier = PlanTable(
        dict(zip("012345", ["x", "x", "y", "y", "z", "z"], strict=True)),
        RegionLooks({"x": "West", "y": "Midden"}, {"x": "#111111", "z": "#333333"}),
    )
    scenario = Scenario(min_units=2, max_units=4, regions=2, criteria={"distance": 1.0})
    case = Case(ROW, rook_graph(ROW), scenario)
    result = best_plan(BestPlanRequest(case=case, earlier=earlier))
    sizes = {region.code: len(region.members) for region in result.plan}
    assert sum(sizes.values()) == 6
    looks = {region.code: (region.label, region.colour) for region in result.plan}
    assert looks.keys() <= {"x", "y", "z"}
    assert looks["x"] == ("West", "#111111")
    assert set(result.regions.index) == set(sizes)


def test_no_new_region_has_the_code_of_an_earlier_one():
    earlier = dict(zip("0123", codes("aabb"), strict=True))
    kept = with_kept_codes({"4": "r", "5": "s"}, earlier, ROW)
    assert [*kept.values()] == ["parent-p-c", "parent-p-d"]
