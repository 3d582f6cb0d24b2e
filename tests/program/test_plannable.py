"""propose_plannable: what can be planned is planned; the rest is left out, with the reason."""

import re

import pytest

from regionplanner import Scenario, make_plan, propose, propose_plannable, rook_graph
from regionplanner.choices import Lock
from regionplanner.errors import InfeasibleError, ScenarioError
from regionplanner.words.messages import said
from tests.worlds import Cell, grid, grid_municipalities

FEW = [Cell("90000", 9, 0, "Q"), Cell("90001", 9, 1, "Q")]
APART = [Cell(f"9000{i}", 9 + 3 * (i > 2), i, "Q") for i in range(6)]
ROW = [Cell(f"9000{i}", 9, i, "Q") for i in range(5)]
BOTH = [Cell(c.nis, c.column, c.row, "P" if c.column < 3 else "Q") for c in grid(6, 2)]


def scenario(**choices):
    return Scenario(**{"criteria": {"distance": 1.0}, "min_units": 3, "max_units": 6, **choices})


@pytest.mark.parametrize(
    ("others", "choices", "kind", "reason"),
    [
        (FEW, {}, "small", r"has 2 units: .* a region has at least 3"),
        (APART, {}, "parts", r"has 2 parts: 3 units, and apart from them"),
        (ROW, {}, "sizes", r"it has 5 municipalities, which no number of regions"),
        (ROW, {"regions_per": {"Q": 2}}, "sizes", r"it has 5 municipalities, which no number"),
        (APART[:3], {"regions_per": {"Q": 2}}, "number", "2 were asked for"),
        (APART[:3], {"centres": ["00000"]}, "centre", "no municipality may be"),
    ],
)
def test_a_parent_that_the_map_rules_out_is_left_out(others, choices, kind, reason):
    world = grid_municipalities([*grid(3, 2), *others])
    sizes = {"max_units": 4} if kind == "sizes" else {}
    found = propose_plannable(world, scenario(**{"regions": (1, 4), **choices, **sizes}))
    (left,) = found.left_out
    assert (left.code, left.units) == ("Q", tuple(sorted(cell.nis for cell in others)))
    assert re.search(reason, left.reason)
    assert left.reason.kind == kind
    assert set(found.proposal.assignment) == {cell.nis for cell in grid(3, 2)}


def test_a_parent_without_a_plan_under_the_rules_is_left_out():
    world = grid_municipalities(BOTH, people=[9, 9, 9, 1, 1, 1] * 2)
    found = propose_plannable(world, scenario(regions=(1, 4), bounds={"people": {"min": 10}}))
    (left,) = found.left_out
    assert left.code == "Q"
    assert left.reason.startswith("in it this rule cannot be kept: at least 10 people in a region")
    assert left.reason.kind == "rules"
    assert "hier is deze regel niet haalbaar" in said(left.reason, "nl")
    (explained,) = left.reason.explanations
    assert [*explained.parents] == ["Q"]


def test_the_plan_keeps_the_scenario_it_comes_with_and_can_be_made_again():
    world = grid_municipalities([*grid(3, 2), *FEW])
    asked = scenario(
        regions=2,
        regions_per={"P": 2, "Q": 1},
        together=[["90000", "90001"]],
        locked=[Lock(region="q", members=("90000", "90001"))],
    )
    found = propose_plannable(world, asked)
    assert found.scenario.leave_out == ("90000", "90001")
    made = make_plan(found.proposal.assignment, world, rook_graph(world), found.scenario)
    assert made.violations == ()
    assert propose(world, found.scenario).assignment == found.proposal.assignment


def test_where_all_can_be_planned_it_is_the_same_plan():
    world = grid_municipalities(BOTH)
    found = propose_plannable(world, scenario(regions=3))
    assert found.left_out == ()
    assert found.proposal.assignment == propose(world, scenario(regions=3)).assignment


def test_none_that_can_be_planned_is_an_error():
    with pytest.raises(InfeasibleError, match=r"no reference region can be planned:\n- .*P\)?: "):
        propose_plannable(grid_municipalities(grid(2, 1)), scenario(regions=1))


def test_a_reason_of_several_is_given_once():
    world = grid_municipalities(BOTH, people=[1] * 12)
    asked = scenario(regions=(1, 4), bounds={"people": {"min": 100}})
    with pytest.raises(InfeasibleError) as found:
        propose_plannable(world, asked)
    (line,) = [line for line in str(found.value).splitlines() if line.startswith("- ")]
    assert line.startswith("- In 2 reference regions (")
    assert line.count("Parent Q (Q)") == 1


def test_another_mistake_is_still_an_error_that_names_what_was_left_out():
    world = grid_municipalities([*grid(3, 2), *FEW])
    with pytest.raises(InfeasibleError, match=r"(?s)9 regions were.*Left out before that:\n- .*Q"):
        propose_plannable(world, scenario(regions=9))
    with pytest.raises(ScenarioError, match="names X9"):
        propose_plannable(world, scenario(regions=2, leave_out=["X9"]))


STAR = [Cell(f"9{i}", x + 10, y, "Q") for i, (x, y) in enumerate([(1, 1), (0, 1), (2, 1), (1, 0)])]
"""Sizes allow two regions of two; only the middle touches the others."""


@pytest.mark.parametrize("regions", [None, 3, 4, (4, 6)])
def test_the_number_is_that_of_those_that_can_be_planned(regions):
    world = grid_municipalities([*grid(4, 2), *STAR])
    found = propose_plannable(world, scenario(regions=regions, min_units=2, max_units=3))
    assert [one.code for one in found.left_out] == ["Q"]
    assert set(found.proposal.split) == {"P"}
    assert found.proposal.split["P"] in (3, 4)


@pytest.mark.parametrize("regions", [2, 5, 6])
def test_what_is_possible_for_those_is_said_at_once(regions):
    """Whoever takes a number that is said to be possible gets a plan."""
    world = grid_municipalities([*grid(4, 2), *STAR])
    with pytest.raises(
        InfeasibleError, match=r"\(Parent P\), for which 3 to 4 regions are"
    ) as said:
        propose_plannable(world, scenario(regions=regions, min_units=2, max_units=3))
    assert "- Parent Q (Q): " in str(said.value)


def test_the_only_number_that_is_possible_is_said_as_one():
    world = grid_municipalities([*grid(2, 2), *STAR])
    with pytest.raises(InfeasibleError, match=r"which only 2 is possible; ask .*--regions 2\)"):
        propose_plannable(world, scenario(regions=3, min_units=2, max_units=2))


def test_a_number_that_no_choice_of_them_has_is_reported_at_once():
    world = grid_municipalities([*grid(4, 2), *STAR])
    with pytest.raises(InfeasibleError, match=r"(?s)5 to 6 are possible.*and fewer are possible"):
        propose_plannable(world, scenario(regions=99, min_units=2, max_units=3))


def test_whose_number_it_is_is_said_once():
    gone = [Cell(f"8000{i}", 19 + 3 * i, i, "R") for i in range(2)]
    world = grid_municipalities([*grid(4, 2), *STAR, *gone])
    with pytest.raises(InfeasibleError) as said:
        propose_plannable(world, scenario(regions=20, min_units=2, max_units=3))
    text = str(said.value)
    assert text.count("the others") == 1
    assert "fewer are possible. Left out before that:\n- Parent R (R)" in text
