"""The unit of costs: millionths of what is weighed, finer or coarser where figures ask for it."""

import dataclasses

import pandas as pd
import pytest

from regionplanner import ScenarioError, parent_figures, rook_graph
from regionplanner.criteria.costs import MOST
from regionplanner.objective.mix import cost_unit, region_costs
from regionplanner.scenario import Scenario
from tests.worlds import grid, grid_municipalities


def world(**columns):
    return grid_municipalities(grid(3, 2), **columns)


def paired(weights, **columns):
    """The world with a table of ties between the first unit and each of some others."""
    others = ["00001", "00003"][: len(weights)]
    pairs = pd.DataFrame({"nis_a": "00000", "nis_b": others, "weight": weights})
    return dataclasses.replace(world(**columns), pair_ties={"commuters": pairs})


def figures_of(units, scenario):
    return parent_figures(units, rook_graph(units), scenario)["P"]


def unit_of(units, **choices):
    scenario = Scenario(**choices)
    return cost_unit(scenario, figures_of(units, scenario).extents)


PEOPLE = {"inhabitants": [24_000] * 5 + [30_000], "zone": list("aabbcc")}
COMMUTERS = {"criteria": {"ties": 1.0}, "ties": {"commuters": 1.0}}


@pytest.mark.parametrize(
    ("choices", "unit"),
    [
        ({"criteria": {"distance": 1.0}}, 1.0),
        ({"criteria": {"distance": 1.0, "ties": 2.0}, "ties": {"zone": 3.0}}, 1.0),
        ({"criteria": {"border": 1000.0}}, 1000.0),
        ({"criteria": {"border": 1e-6}}, 1e-6),
        ({"criteria": {"distance": 1.0}, "travellers": "inhabitants"}, 1.0),
        ({"criteria": {"dispersion": 0.001}, "travellers": "inhabitants"}, 1.0),
        ({"criteria": {"border": 1.0}, "travellers": "inhabitants"}, 1.0),
        ({"criteria": {"border": 1.0}, "coverage": {"reward": 20}}, 10.0),
        ({"criteria": {"border": 1.0}, "coverage": {"reward": 0.01, "per": "inhabitants"}}, 1.0),
        ({"criteria": {"distance": 1, "border": 1e-5}}, 0.01),
        ({"criteria": {"ties": 1}, "ties": {"inhabitants": 1e-6, "zone": 1}}, 0.001),
    ],
    ids=str,
)
def test_costs_are_millionths_of_what_is_weighed_or_finer(choices, unit):
    units, scenario = world(**PEOPLE), Scenario(**choices)
    assert unit_of(units, **choices) == unit
    assert 0 < abs(region_costs(figures_of(units, scenario), scenario).ceiling()) < MOST


@pytest.mark.parametrize(
    ("weights", "unit"),
    [
        ([4000.0], 1.0),
        ([1e8, 1.0], 1.0),
        ([1e10, 1.0], 10.0),
        ([1e-6, 5.0], 1e-3),
        ([3e-9, 2e-9], 1e-9),
        ([2e12, 4e12], 1e4),
    ],
    ids=str,
)
def test_figures_far_apart_are_kept_where_there_is_room(weights, unit):
    assert unit_of(paired(weights), **COMMUTERS) == unit
    figures = figures_of(paired(weights), Scenario(**COMMUTERS))
    assert region_costs(figures, Scenario(**COMMUTERS)).ceiling() <= MOST


def test_the_cost_of_many_travellers_with_one_crowd_is_whole():
    units = world(people=[1e9, 3, 5, 2, 4, 1])
    scenario = Scenario(criteria={"distance": 1.0}, travellers="people")
    costs = region_costs(figures_of(units, scenario), scenario)
    assert costs.anchors[0].weight[1, 0] == 3_000_000


@pytest.mark.parametrize(
    ("units", "choices", "named"),
    [
        (
            world(),
            {"criteria": {"distance": 1e5, "border": 1e-11}},
            "^the weight of border is 1e-11 and the weight of distance is 100000: the first",
        ),
        (
            paired([1e-6, 1e12]),
            COMMUTERS,
            r"commuters is 1e-06 for Unit 00000 \(00000\) and Unit 00001 .*"
            r"commuters is 1e\+12 for Unit 00000 \(00000\) and Unit 00003",
        ),
        (
            world(people=[1e14, 1, 1, 1, 1, 1e-3]),
            {"criteria": {"distance": 1.0}, "travellers": "people"},
            r"people is 0.001 for Unit 00005 .* people is \S+ for Unit 00000",
        ),
        (
            world(),
            {"criteria": {"border": 1e15}, "coverage": {"reward": 0.1}},
            r"^the reward of coverage is 0\.1 and the weight of border is 1e\+15: the first",
        ),
    ],
    ids=["weights", "pairs", "travellers", "reward"],
)
def test_a_cost_that_would_be_rounded_away_is_refused(units, choices, named):
    with pytest.raises(ScenarioError, match=rf"{named}.* would be rounded away"):
        unit_of(units, **choices)


@pytest.mark.parametrize("use", ["travellers", "per"])
def test_a_column_that_multiplies_must_be_known(use):
    units = world(inhabitants=[1, None, 3, 4, 5, 6])
    choices = {"travellers": "inhabitants"}
    if use == "per":
        choices = {"coverage": {"reward": 1.0, "per": "inhabitants"}}
    with pytest.raises(ScenarioError, match=r"inhabitants of every .* missing for Unit 00001"):
        unit_of(units, criteria={"border": 1.0}, **choices)
    assert unit_of(units, criteria={"distance": 1.0}, leave_out=["00001"], **choices)
