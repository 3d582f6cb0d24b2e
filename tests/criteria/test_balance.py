"""Balance: targets, and what is wrong with the figure."""

import pytest

from regionplanner import ScenarioError, parent_figures, rook_graph
from regionplanner.criteria.costs import Deviation
from regionplanner.objective.columns import balance_target, balance_values
from regionplanner.objective.mix import region_costs
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid, grid_municipalities

CELLS = [Cell(c.nis, c.column, c.row, "P" if c.column < 2 else "Q") for c in grid(4, 2)]
INHABITANTS = [10, 20, 30, 40, 50, 60, 70, 80]


def world(values=INHABITANTS, **columns):
    return grid_municipalities(CELLS, inhabitants=values, **columns)


def scenario(**choices):
    return Scenario(**{"criteria": {"balance": 1.0}, "regions": 4, **choices})


@pytest.mark.parametrize(
    ("choices", "target"),
    [
        ({}, 90.0),
        ({"regions": (4, 4)}, 90.0),
        ({"regions": 3}, 120.0),
        ({"regions": (3, 5)}, None),
        ({"regions": None}, None),
        ({"leave_out": ["00007"]}, 70.0),
        ({"balance": {"column": "units"}}, 2.0),
        ({"balance": {"target": 75}}, 75.0),
        ({"balance": {"target": 75}, "regions": None}, 75.0),
        ({"balance": {"target": "own"}}, None),
    ],
    ids=str,
)
def test_targets(choices, target):
    assert balance_target(world(), scenario(**choices)) == target


def test_figures_carry_the_target_and_the_engine_gets_whole_numbers():
    units = world()
    figures = parent_figures(units, rook_graph(units), scenario())["Q"]
    assert figures.balance.tolist() == [30, 40, 70, 80]
    assert figures.balance_target == 90.0
    off = region_costs(figures, scenario()).deviation
    assert isinstance(off, Deviation)
    assert off.values.tolist() == [333_333_333, 444_444_444, 777_777_778, 888_888_889]
    assert (off.target, off.factor) == (10**9, 1)


def test_a_target_of_its_own_multiplies_by_the_number_of_regions():
    units = world()
    own = scenario(balance={"target": "own"})
    figures = parent_figures(units, rook_graph(units), own)["P"]
    off = region_costs(figures, own, n_regions=3).deviation
    assert (off.values.sum(), off.target, off.factor) == (10**9, 10**9, 3)


@pytest.mark.parametrize(
    ("values", "choices", "message"),
    [
        ([10, None, 30, 40, 50, 60, 70, 80], {}, r"missing for Unit 00001 \(00001\); fill it in"),
        ([10, -1, 30, 40, 50, 60, 70, -2], {}, r"negative for Unit 00001 .* and Unit 00007"),
        ([0] * 8, {}, "inhabitants, which is 0 for every municipality"),
        (INHABITANTS, {"balance": {"column": "jobs"}}, "balance names jobs, which is no figure"),
        (INHABITANTS, {"balance": {"column": "name"}}, "balance names name, which is no figure"),
    ],
    ids=str,
)
def test_a_figure_that_cannot_be_balanced_is_named(values, choices, message):
    with pytest.raises(ScenarioError, match=message):
        balance_values(world(values), scenario(**choices))


def test_values_of_those_left_out_may_be_missing():
    values = [10, None, 30, 40, 50, 60, 70, 80]
    found = balance_values(world(values), scenario(leave_out=["00001"]))
    assert found.tolist() == [10, 0, 30, 40, 50, 60, 70, 80]


def test_a_figure_that_is_not_counted_may_be_missing():
    plain = scenario(criteria={"border": 1.0}, balance={"column": "jobs"})
    units = world()
    figures = parent_figures(units, rook_graph(units), plain)["P"]
    assert figures.balance_target is None
    assert region_costs(figures, plain).deviation is None
