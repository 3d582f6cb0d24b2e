"""The unit of costs: the same for weights alone, larger where they are multiplied."""

import pandas as pd
import pytest

from regionplanner import ScenarioError, parent_figures, rook_graph
from regionplanner.criteria.mix import region_costs
from regionplanner.criteria.unit import cost_unit
from regionplanner.scenario import Scenario
from tests.worlds import grid, grid_municipalities


def world(**columns):
    return grid_municipalities(grid(3, 2), **columns)


PEOPLE = {"inhabitants": [24_000] * 5 + [30_000], "zone": list("aabbcc")}


@pytest.mark.parametrize(
    ("choices", "unit"),
    [
        ({"criteria": {"distance": 1.0}}, 1.0),
        ({"criteria": {"distance": 1.0, "ties": 2.0}, "ties": {"zone": 3.0}}, 1.0),
        ({"criteria": {"border": 1000.0}}, 1000.0),
        ({"criteria": {"border": 1e-6}}, 1e-6),
        ({"criteria": {"distance": 1.0}, "travellers": "inhabitants"}, 1e4),
        ({"criteria": {"dispersion": 0.001}, "travellers": "inhabitants"}, 10.0),
        ({"criteria": {"border": 1.0}, "travellers": "inhabitants"}, 1.0),
        ({"criteria": {"border": 1.0}, "coverage": {"reward": 20}}, 10.0),
        ({"criteria": {"border": 1.0}, "coverage": {"reward": 0.01, "per": "inhabitants"}}, 100.0),
    ],
    ids=str,
)
def test_costs_stay_of_moderate_size(choices, unit):
    units = world(**PEOPLE)
    scenario = Scenario(**choices)
    assert cost_unit(units, scenario) == unit
    figures = parent_figures(units, rook_graph(units), Scenario(**choices))["P"]
    assert 0 < abs(region_costs(figures, scenario).ceiling()) < 1e10


def test_pair_tables_count_by_their_mean():
    pairs = pd.DataFrame({"nis_a": ["00000"], "nis_b": ["00001"], "weight": [4000.0]})
    units = world()
    units = type(units)(units.frame, units.borders, (), units.source, None, {"commuters": pairs})
    scenario = Scenario(criteria={"ties": 0.5}, ties={"commuters": 1.0})
    assert cost_unit(units, scenario) == 1000.0


@pytest.mark.parametrize(
    ("choices", "named"),
    [
        ({"criteria": {"distance": 1, "border": 1e-5}}, "of border, 1e-05, .* of distance, 1,"),
        ({"criteria": {"ties": 1}, "ties": {"elz": 1e-6, "zone": 1}}, "of ties in elz, 1e-06"),
        (
            {"criteria": {"distance": 1, "border": 1}, "travellers": "inhabitants"},
            r"of border, 1 \(with the mean of its figure\), .* of distance, 25000,",
        ),
        (
            {"criteria": {"border": 1e5}, "coverage": {"reward": 1}},
            "the weight of the reward of coverage, 1,",
        ),
    ],
    ids=str,
)
def test_a_weight_that_would_be_rounded_away_is_refused(choices, named):
    with pytest.raises(ScenarioError, match=rf"{named}.* would be rounded away"):
        cost_unit(world(**PEOPLE), Scenario(**choices))


@pytest.mark.parametrize("use", ["travellers", "per"])
def test_a_column_that_multiplies_must_be_known(use):
    units = world(inhabitants=[1, None, 3, 4, 5, 6])
    choices = {"travellers": "inhabitants"}
    if use == "per":
        choices = {"coverage": {"reward": 1.0, "per": "inhabitants"}}
    with pytest.raises(ScenarioError, match=r"inhabitants of every .* missing for Unit 00001"):
        cost_unit(units, Scenario(criteria={"border": 1.0}, **choices))
    assert cost_unit(units, Scenario(criteria={"distance": 1.0}, leave_out=["00001"], **choices))
