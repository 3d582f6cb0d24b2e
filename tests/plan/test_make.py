"""make_plan and Plan: centres, names, order, and what cannot be changed."""

import dataclasses

import pandas as pd
import pytest

from regionplanner import (
    DataError,
    Plan,
    Proof,
    border_firmness,
    make_plan,
    plan_colours,
    plan_table,
    repair,
    rook_graph,
    scorecard,
    violations,
    write_picture,
)
from regionplanner.data.municipalities import without
from regionplanner.maps.colour import PALETTE, with_colours
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid, grid_municipalities, hole

SCENARIO = Scenario(min_units=1, criteria={"distance": 1.0})


def made(world, assignment, **options):
    return make_plan(assignment, world, rook_graph(world), SCENARIO, **options)


def one_region(world):
    (region,) = made(world, dict.fromkeys(world.frame.index, "parent-p-a"))
    return region


def test_the_centre_is_the_member_with_the_least_total_distance():
    assert one_region(grid_municipalities(grid(5, 1))).centre == "00002"


def test_of_equal_centres_the_smallest_code():
    assert one_region(grid_municipalities(grid(4, 1))).centre == "00001"
    assert one_region(grid_municipalities(grid(2, 2))).centre == "00000"


def test_a_tie_is_a_tie_wherever_the_units_lie():
    """The four sides of a ring are equally near, though here sums of floats say otherwise."""
    world = grid_municipalities(hole())
    step = (world.frame[["x_m", "y_m"]] - 500) / 1000
    frame = world.frame.assign(
        x_m=12_739.2 + 7_804.9 * step["x_m"], y_m=10_222.7 + 7_804.9 * step["y_m"]
    )
    assert one_region(dataclasses.replace(world, frame=frame)).centre == "00001"


def test_the_centre_is_one_that_may_be_and_the_nearest_for_those_who_travel():
    world = grid_municipalities(grid(5, 1), people=[9, 1, 1, 1, 1])
    together = dict.fromkeys(world.frame.index, "parent-p-a")
    for choices, centre in [
        ({"travellers": "people"}, "00000"),
        ({"centres": ["00003", "00004"]}, "00003"),
        ({"centres": ["00003", "00004"], "leave_out": ["00003"]}, "00003"),
    ]:
        scenario = Scenario(min_units=1, criteria={"border": 1.0}, **choices)
        (region,) = make_plan(together, world, rook_graph(world), scenario)
        assert region.centre == centre


def test_the_centre_is_the_nearest_in_minutes_where_they_are_known():
    world = grid_municipalities(grid(3, 1))
    index = world.frame.index
    minutes = pd.DataFrame([[0, 9, 9], [1, 0, 9], [1, 9, 0]], index=index, columns=index)
    assert one_region(world).centre == "00001"
    assert one_region(dataclasses.replace(world, travel_min=minutes)).centre == "00000"


def test_a_region_that_no_member_may_be_the_centre_of_has_one_all_the_same():
    world = grid_municipalities(grid(4, 1))
    scenario = Scenario(min_units=1, criteria={"border": 1.0}, centres=["00000"])
    halves = {"00000": "a", "00001": "a", "00002": "b", "00003": "b"}
    plan = make_plan(halves, world, rook_graph(world), scenario)
    assert [region.centre for region in plan] == ["00000", "00002"]


def test_the_largest_has_most_inhabitants_and_the_region_lies_around_its_centre():
    region = one_region(grid_municipalities(grid(3, 1), inhabitants=[10, 20, 30]))
    assert (region.largest, region.largest_name) == ("00002", "Unit 00002")
    assert (region.centre, region.centre_name) == ("00001", "Unit 00001")
    assert region.label == "Parent P"  # the only one there
    assert region.title() == "Parent P, rond Unit 00001"
    assert region.title("en") == "Parent P, around Unit 00001"
    with pytest.raises(ValueError, match="language 'fr' is not known"):
        region.title("fr")


def test_without_inhabitants_the_largest_by_area():
    world = grid_municipalities(grid(3, 1))
    world = dataclasses.replace(world, frame=world.frame.assign(area_km2=[1.0, 1.0, 2.0]))
    assert one_region(world).largest == "00002"


def test_unknown_inhabitants_are_fewest():
    world = grid_municipalities(grid(3, 1), inhabitants=[None, 0, None])
    assert one_region(world).largest == "00001"


def test_a_hand_made_code_is_its_own_label():
    world = grid_municipalities(grid(2, 1))
    (region,) = made(world, {"00000": "North!", "00001": "North!"})
    assert (region.code, region.label) == ("North!", "North!")


def test_regions_come_by_reference_region_and_then_by_smallest_code():
    cells = [Cell(c.nis, c.column, c.row, "P" if c.column > 1 else "Q") for c in grid(4, 1)]
    plan = made(
        grid_municipalities(cells), {"00000": "d", "00001": "c", "00002": "b", "00003": "a"}
    )
    assert [(r.code, r.parent) for r in plan] == [("b", "P"), ("a", "P"), ("d", "Q"), ("c", "Q")]
    assert len(plan) == 4
    assert plan.assignment == {"00000": "d", "00001": "c", "00002": "b", "00003": "a"}


def test_a_region_across_parents_belongs_to_the_parent_of_most_members():
    cells = [Cell(c.nis, c.column, c.row, "Q" if c.column else "P") for c in grid(3, 1)]
    plan = made(grid_municipalities(cells), dict.fromkeys(["00000", "00001", "00002"], "x"))
    assert plan.regions[0].parent == "Q"
    assert [v.rule for v in plan.violations] == ["nested"]


def test_a_plan_that_breaks_rules_is_made_and_says_so():
    world = grid_municipalities(grid(3, 1))
    plan = made(world, {"00000": "a", "00001": "b", "00002": "a"})
    assert [v.rule for v in plan.violations] == ["contiguous"]


def test_units_that_the_data_does_not_have():
    world = grid_municipalities(grid(2, 1))
    with pytest.raises(DataError, match=r"names 73109, which the data \(grid\) does not have"):
        made(world, {"00000": "a", "73109": "a"})
    with pytest.raises(DataError, match="names no municipalities"):
        made(world, {})


def test_a_plan_says_what_it_was_made_with():
    world = grid_municipalities(grid(2, 1))
    source = dataclasses.replace(world.source, sha256="abc")
    plan = made(dataclasses.replace(world, source=source), {"00000": "a", "00001": "a"})
    assert (plan.scenario, plan.data_hash) == (SCENARIO, "abc")


def test_a_plan_cannot_be_changed():
    plan = made(grid_municipalities(grid(2, 1)), {"00000": "a", "00001": "a"})
    with pytest.raises(dataclasses.FrozenInstanceError):
        plan.regions = ()
    with pytest.raises(dataclasses.FrozenInstanceError):
        plan.regions[0].centre = "00001"
    plan.assignment["00000"] = "b"
    assert plan.assignment["00000"] == "a"


def test_the_table_of_a_plan():
    world = grid_municipalities(grid(3, 1))
    plan = made(world, {"00002": "b", "00001": "a", "00000": "a"})
    table = plan_table(plan, world)
    assert table.reset_index().to_numpy().tolist() == [
        ["00000", "Unit 00000", "P", "a", 1, "a"],
        ["00001", "Unit 00001", "P", "a", 0, "a"],
        ["00002", "Unit 00002", "P", "b", 1, "b"],
    ]
    usual = ["name", "reference_region", "region", "centre", "region_name"]
    assert list(table.columns) == usual
    coloured = with_colours({"": plan}, world)[""]
    table = plan_table(coloured, world)
    assert list(table.columns) == [*usual, "colour"]
    assert table["colour"].tolist() == [PALETTE[0], PALETTE[0], PALETTE[1]]


def test_a_notebook_shows_names_as_text():
    world = grid_municipalities(grid(2, 1))
    evil = "<script>alert(1)</script>"
    world = dataclasses.replace(world, frame=world.frame.assign(name=evil))
    shown = made(world, {"00000": "<b>", "00001": "<b>"})._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "Nothing is proven about this plan." in shown


def test_an_empty_plan_has_no_regions():
    assert list(Plan(())) == []
    assert Plan(()).assignment == {}


@pytest.mark.parametrize(
    ("proof", "gap", "sentence"),
    [
        (Proof(), None, "Nothing is proven about this plan."),
        (Proof("optimal", 1234.5, 1234.5), 0.0, "Optimal (proven): objective 1,234.500."),
        (
            Proof("feasible", 200.0, 150.0),
            0.25,
            "Feasible: objective 200.000, proven bound 150.000, gap at most 25.00%.",
        ),
        (
            Proof("feasible", 10.0, 0.0),
            1.0,
            "Feasible: objective 10.000, proven bound 0.000, gap at most 100.00%.",
        ),
        (
            Proof("feasible", 30_000.0, 29_899.0),
            101 / 30_000,
            "Feasible: objective 30,000.000, proven bound 29,899.000, gap at most 0.34%.",
        ),
        (Proof("optimal", 0.0, 0.0), 0.0, "Optimal (proven): objective 0.000."),
        (Proof("feasible", 3.0), None, "Nothing is proven about this plan."),
    ],
)
def test_what_is_known_of_a_plan(proof, gap, sentence):
    assert proof.gap == gap
    assert proof.sentence() == sentence


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (["00000"], "the plan is a list; regions by id are expected, both text"),
        (pd.Series(["a"], index=["00000"]), "the plan is a Series; regions by id are expected"),
        ({0: "a"}, "the plan has 'a' for 0; regions by id are expected, both text"),
        ({"00000": 1}, "the plan has 1 for '00000'; regions by id are expected, both text"),
    ],
)
@pytest.mark.parametrize("using", [make_plan, violations, repair])
def test_what_is_no_assignment_is_refused(using, given, wrong):
    world = grid_municipalities(grid(2, 1))
    further = {} if using is repair else {"graph": rook_graph(world)}
    with pytest.raises(DataError, match=wrong):
        using(given, world, scenario=SCENARIO, **further)


@pytest.mark.parametrize(
    "shown",
    [
        lambda plan, data: scorecard(plan, data, rook_graph(data), SCENARIO),
        plan_table,
        lambda plan, data: plan_colours([plan], data),
        lambda plan, data: border_firmness([plan], data, rook_graph(data)),
        lambda plan, data: write_picture("plan.svg", plan, data),
    ],
    ids=["scorecard", "table", "colours", "firmness", "picture"],
)
def test_a_plan_of_other_data_is_refused(shown):
    world = grid_municipalities([Cell(str(i), i, 0) for i in range(4)])
    plan = make_plan(dict.fromkeys("0123", "R"), world, rook_graph(world), SCENARIO)
    part = without(world, ["3"])
    with pytest.raises(DataError, match="1 unit that the data lack: 3; plan and data must be"):
        shown(plan, part)
