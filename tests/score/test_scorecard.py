"""Figures of regions, counted by hand on a grid; and of Flanders, against the objective."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from regionplanner import (
    make_plan,
    parent_figures,
    plan_summary,
    propose,
    rook_graph,
    scorecard,
)
from regionplanner.plan.plan import Proof
from regionplanner.program.result import Proposal
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.scorecard import criterion_units, criterion_values, plan_figures
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
    assert (q["centre"], q["mean_distance_km"], q["max_distance_km"]) == (
        "00002",
        1.138071,
        1.414214,
    )


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
    assert list(values) == ["distance", "dispersion", "reach", "border", "ties", "balance"]
    # inhabitants 30, 70 and 10 of 110 in three regions
    wanted = {"distance": 4 + 2**0.5, "dispersion": 6.0, "reach": 2 + 2**0.5}
    wanted |= {"border": 2.0, "ties": 4.0}
    balance = (110 / 3 - 30 + 70 - 110 / 3 + 110 / 3 - 10) / (110 / 3)
    assert values == pytest.approx({**wanted, "balance": balance}, abs=1e-5)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("size", [1e-9, 1e-4, 1e9, 1e14])
def test_values_of_any_size_are_those_of_the_data(size):
    """Four km, and the diagonal, of so many travellers each."""
    world = grid_municipalities(CELLS, people=[size] * 8, **COLUMNS)
    scenario = Scenario(min_units=1, criteria={"distance": 1.0}, travellers="people")
    plan, figures = made(world, scenario)
    values = criterion_values(plan, figures)
    assert values["distance"] == pytest.approx((4 + 2**0.5) * size, rel=1e-5)
    assert values["dispersion"] == pytest.approx(6 * size, rel=1e-5)


def made(world, scenario, assignment=None):
    graph = rook_graph(world)
    plan = make_plan(assignment or PLAN, world, graph, scenario)
    return plan, plan_figures(plan, Case(world, graph, scenario))


def timed(world):
    """Twice as many minutes as km, and one more from the first unit."""
    xy = world.frame[["x_m", "y_m"]].to_numpy() / 500
    minutes = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    minutes[0, 1:] += 1
    index = world.frame.index
    return dataclasses.replace(world, travel_min=pd.DataFrame(minutes, index=index, columns=index))


def test_balance_of_the_regions():
    scenario = Scenario(min_units=1, criteria={"balance": 1.0}, regions=3)
    found = card(grid_municipalities(CELLS, **COLUMNS), PLAN, scenario)
    assert found["balance_figure"].to_dict() == {"p-a": 30, "p-b": 70, "q-a": 10}
    wanted = {"p-a": -18.18, "p-b": 90.91, "q-a": -72.73}
    assert found["balance_deviation_pct"].to_dict() == wanted
    assert "balance_figure" not in card(grid_municipalities(CELLS, **COLUMNS), PLAN)


@pytest.mark.parametrize(
    ("balance", "value"),
    [
        ({"target": 20}, 0.5 + 2.5 + 0.5),
        ({"target": "own"}, 0.4 + 0.4 + 0.0),
        ({"column": "units"}, 0.25 + 0.25 + 0.5),
    ],
    ids=str,
)
def test_balance_by_its_target(balance, value):
    scenario = Scenario(min_units=1, criteria={"balance": 1.0}, regions=3, balance=balance)
    found = criterion_values(*made(grid_municipalities(CELLS, **COLUMNS), scenario))
    assert found["balance"] == pytest.approx(value, abs=1e-5)


@pytest.mark.parametrize("column", ["inhabitants_0_14", "zone", "jobs"])
def test_a_figure_that_is_not_known_of_all_has_no_balance(column):
    scenario = Scenario(min_units=1, criteria={"border": 1.0}, balance={"column": column})
    found = criterion_values(*made(grid_municipalities(CELLS, **COLUMNS), scenario))
    assert "balance" not in found


def test_travel_in_minutes_by_those_who_travel():
    world = timed(grid_municipalities(CELLS, **COLUMNS))
    scenario = Scenario(min_units=1, criteria={"distance": 1.0}, travellers="inhabitants")
    found = criterion_values(*made(world, scenario))
    # p-a: 10 travel 3 min, or 20 the other way 2 min; p-b: 30 travel 2 min from unit 4 to 5
    q = 2 * (1 * 2**0.5 + 2 * 1 + 3 * 1)  # from units 2, 3 and 6 to unit 7
    assert found["distance"] == pytest.approx(30 + 60 + q, abs=1e-4)
    assert criterion_units(world, scenario)["distance"] == "min x inhabitants"
    assert criterion_units(world, scenario)["dispersion"] == "min2 x inhabitants"
    row = card(world, PLAN, scenario).loc["p-a"]
    assert (row["centre"], row["mean_travel_min"], row["max_travel_min"]) == ("00001", 3.0, 3.0)


def test_units_of_straight_lines():
    world = grid_municipalities(CELLS, **COLUMNS)
    assert dict(criterion_units(world, SCENARIO)) == {
        "distance": "km",
        "dispersion": "km2",
        "reach": "km",
        "border": "km",
        "ties": "ties",
        "balance": "targets",
    }


def test_with_a_coverage_the_whole_outline_counts():
    some = {nis: region for nis, region in PLAN.items() if region != "p-b"}
    world = grid_municipalities(CELLS, **COLUMNS)
    scenario = Scenario(min_units=1, criteria={"border": 1.0}, coverage={"reward": 2.0})
    found = criterion_values(*made(world, scenario, some))
    assert (found["border"], found["ties"]) == (2.0, 1.0)  # 0 and 4 share a first-line zone
    assert card(world, some, scenario)["border_km"].to_dict() == {"p-a": 2.0, "q-a": 0.0}


def test_units_that_are_left_out_are_no_neighbours():
    some = {nis: region for nis, region in PLAN.items() if region != "p-b"}
    scenario = Scenario(min_units=1, criteria={"border": 1.0}, leave_out=["00004", "00005"])
    world = grid_municipalities(CELLS, **COLUMNS)
    assert criterion_values(*made(world, scenario, some))["border"] == 0.0
    assert criterion_values(*made(world, scenario))["border"] == 2.0


def test_a_region_without_an_allowed_centre_is_measured_to_any_member():
    scenario = Scenario(min_units=1, criteria={"distance": 1.0}, centres=["00000", "00003"])
    found = criterion_values(*made(grid_municipalities(CELLS, **COLUMNS), scenario))
    assert found["distance"] == pytest.approx(1 + 1 + 2 + 2**0.5, abs=1e-5)


def summary_of(world, scenario, assignment=None):
    graph = rook_graph(world)
    plan = make_plan(assignment or PLAN, world, graph, scenario)
    split = {region.parent: 0 for region in plan}
    proposal = Proposal(plan.assignment, 1.0, 1.0, split, (), {}, 0, 0.0)
    return plan_summary(plan, proposal, world, graph, scenario)


def test_the_summary_says_what_was_balanced_and_covered():
    some = {nis: region for nis, region in PLAN.items() if region != "p-b"}
    world = grid_municipalities(CELLS, **COLUMNS)
    scenario = Scenario(
        min_units=1,
        criteria={"balance": 1.0},
        balance={"target": 20},
        coverage={"reward": 0.5, "per": "inhabitants"},
    )
    found = summary_of(world, scenario, some)
    assert found["balance"] == {"column": "inhabitants", "targets": {"P": 20.0, "Q": 20.0}}
    assert found["coverage"] == {
        "municipalities": 6,
        "of": 8,
        "rewarded": 40.0,
        "per": "inhabitants",
        "reward": 20.0,
    }
    plain = summary_of(world, Scenario(min_units=1, criteria={"border": 1.0}))
    assert not {"balance", "coverage"} & set(plain)


def test_approximations_say_how_travel_is_measured():
    world = grid_municipalities(CELLS, **COLUMNS)
    straight, minutes = (summary_of(w, SCENARIO)["approximations"] for w in (world, timed(world)))
    assert straight == ["Distances are straight lines between the centroids of municipalities."]
    assert minutes[0].startswith("Travel is measured in minutes, by the table of travel times;")


@pytest.mark.parametrize(
    "criteria",
    [
        {"distance": 1.0, "ties": 2.0},
        pytest.param({"border": 1.0}, marks=pytest.mark.slow),
        pytest.param({"distance": 0.7, "border": 0.3}, marks=pytest.mark.slow),
    ],
    ids="+".join,
)
def test_the_values_of_a_proposal_add_up_to_its_objective(criteria, flanders):
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
