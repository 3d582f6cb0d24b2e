"""Figures of regions, counted by hand on a grid; and of Flanders, against the objective."""

import pandas as pd
import pytest

from regionplanner import (
    load_flanders,
    make_plan,
    parent_figures,
    plan_summary,
    propose,
    rook_graph,
    scorecard,
)
from regionplanner.plan.plan import Proof
from regionplanner.scenario import Scenario
from regionplanner.score.values import criterion_values
from tests.worlds import Cell, grid, grid_municipalities

SCENARIO = Scenario(min_units=1, ties={"zone": 3.0, "elz": 1.0}, criteria={"ties": 1.0})
# 4 x 2 units, left half P and right half Q; P in two rows, Q whole
CELLS = [Cell(c.nis, c.column, c.row, "P" if c.column < 2 else "Q") for c in grid(4, 2)]
ROWS = dict.fromkeys(("00000", "00001"), "p-a") | dict.fromkeys(("00004", "00005"), "p-b")
PLAN = ROWS | dict.fromkeys(("00002", "00003", "00006", "00007"), "q-a")
COLUMNS = {
    "inhabitants": [10, 20, 1, 2, 30, 40, 3, 4],
    "inhabitants_0_14": [1, 2, None, 0, 3, 4, 0, 0],
    "zone": ["x", "y", "z", "z", "x", "x", "z", "z"],
    "elz": ["e", None, None, "e", "e", None, "e", "e"],
}


def card(world, assignment, scenario=SCENARIO):
    graph = rook_graph(world)
    return scorecard(make_plan(assignment, world, graph, scenario), world, graph, scenario)


def test_the_scorecard_of_a_grid():
    found = card(grid_municipalities(CELLS, **COLUMNS), PLAN)
    assert found.index.tolist() == ["p-a", "p-b", "q-a"]
    a = found.loc["p-a"]
    assert (a["municipalities"], a["inhabitants"], a["inhabitants_0_14"]) == (2, 30, 3)
    assert (a["reference_region"], a["reference_region_name"]) == ("P", "Parent P")
    assert (a["area_km2"], a["centre"], a["centre_name"]) == (2.0, "00000", "Unit 00000")
    assert (a["mean_distance_km"], a["max_distance_km"]) == (1.0, 1.0)
    q = found.loc["q-a"]
    assert (q["centre"], q["mean_distance_km"], q["max_distance_km"]) == ("00002", 1.14, 1.41)


def test_borders_and_ties_count_in_full_and_only_inside_the_reference_region():
    """Two vertical edges of 1 km between the rows of P: 0-4 shares zone and elz, 1-5 nothing."""
    found = card(grid_municipalities(CELLS, **COLUMNS), PLAN)
    assert found["border_km"].to_dict() == {"p-a": 2.0, "p-b": 2.0, "q-a": 0.0}
    assert found["ties_cut"].to_dict() == {"p-a": 4.0, "p-b": 4.0, "q-a": 0.0}


def test_unknown_inhabitants_are_not_a_number():
    found = card(grid_municipalities(CELLS, **COLUMNS), PLAN)
    assert found.loc["q-a", "inhabitants"] == 10
    assert found.loc["q-a", "inhabitants_0_14"] is pd.NA
    bare = card(grid_municipalities(CELLS), PLAN, Scenario(criteria={"border": 1.0}, min_units=1))
    assert bare["inhabitants"].isna().all()
    assert bare["inhabitants_0_14"].isna().all()


def test_a_region_of_one_unit_has_no_distance():
    world = grid_municipalities(grid(2, 1))
    found = card(world, {"00000": "a", "00001": "b"}, Scenario(criteria={"border": 1.0}))
    assert found["mean_distance_km"].tolist() == found["max_distance_km"].tolist() == [0.0, 0.0]


def test_values_of_the_criteria_of_a_grid():
    """Border and ties of a plan count once, though two regions have them."""
    world = grid_municipalities(CELLS, **COLUMNS)
    graph = rook_graph(world)
    plan = make_plan(PLAN, world, graph, SCENARIO)
    values = criterion_values(plan, parent_figures(world, graph, SCENARIO))
    assert list(values) == ["distance", "dispersion", "border", "ties"]
    assert values == pytest.approx(
        {"distance": 4 + 2**0.5, "dispersion": 6.0, "border": 2.0, "ties": 4.0}, abs=1e-5
    )


@pytest.mark.parametrize(
    "criteria",
    [
        {"border": 1.0},
        {"distance": 1.0, "ties": 2.0},
        {"distance": 0.7, "border": 0.3},
    ],
    ids="+".join,
)
def test_the_values_of_a_proposal_add_up_to_its_objective(criteria):
    flanders = load_flanders()
    graph = rook_graph(flanders)
    scenario = Scenario(criteria=criteria, regions=30)
    proposal = propose(flanders, scenario, graph=graph, workers=1)
    plan = make_plan(
        proposal.assignment,
        flanders,
        graph,
        scenario,
        Proof("optimal", proposal.objective, proposal.bound),
    )
    values = criterion_values(plan, parent_figures(flanders, graph, scenario))
    total = sum(weight * values[name] for name, weight in criteria.items())
    # each of 285 distances, or 754 borders, is rounded to a millionth by itself
    assert total == pytest.approx(proposal.objective, abs=5e-4)
    summary = plan_summary(plan, proposal, flanders, graph, scenario)
    assert {name: row["value"] for name, row in summary["criteria"].items()} == values
    assert {n: row["weight"] for n, row in summary["criteria"].items() if row["weight"]} == criteria
    assert [point["regions"] for point in summary["curve"] if point["chosen"]] == [30]
    table = scorecard(plan, flanders, graph, scenario)
    assert table["municipalities"].sum() == 285
    assert table["inhabitants"].sum() == flanders.frame["inhabitants"].sum()
    assert table["border_km"].sum() / 2 == pytest.approx(values["border"], abs=0.3)
    assert table["ties_cut"].sum() / 2 == pytest.approx(values["ties"])
