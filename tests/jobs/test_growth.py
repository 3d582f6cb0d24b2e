"""plan_growth, as notebooks call it: from scratch, and of a plan that there is."""

import pytest

from regionplanner import (
    GrowthChoices,
    GrowthRequest,
    JobCallbacks,
    Scenario,
    ScenarioError,
    make_plan,
    plan_growth,
    propose,
)
from regionplanner.graph.contiguity import scenario_case
from tests.worlds import grid, grid_municipalities

CHOICES = GrowthChoices(first_year=2030, regions=(1, 2), value={"municipalities": 1.0})
RULES = {"criteria": {"distance": 1.0}, "regions": 2, "min_units": 2, "max_units": 4}


@pytest.fixture
def world():
    return grid_municipalities(grid(6, 1))


def test_from_scratch_the_plan_of_the_end_has_the_first_region(world):
    steps = []

    def propose_noted(municipalities, scenario):
        steps.append(scenario.coverage is not None)
        return propose(municipalities, scenario)

    request = GrowthRequest(case=scenario_case(world, Scenario(**RULES)), choices=CHOICES)
    result = plan_growth(request, propose=propose_noted, callbacks=JobCallbacks())
    assert {True, False} == set(steps)
    assert len(result.plan) == 2
    assert result.plan.violations == ()
    assert sorted(result.growth.start.values()) == [2030, 2031]
    assert [c for c, year in result.growth.start.items() if year == 2030] == [
        *result.beginning.regions
    ]
    assert result.scenario.coverage is None
    assert result.beginning.price >= 0


def test_of_a_plan(world):
    """Two regions of two and four: the larger starts first, 4 + (4 + 2) municipality years."""
    assignment = {f"{n:05d}": "a" if n < 2 else "b" for n in range(6)}
    case = scenario_case(world, Scenario(**RULES))
    plan = make_plan(assignment, world, case.graph, case.scenario)
    request = GrowthRequest(case=case, choices=CHOICES, plan=plan)
    result = plan_growth(request)
    assert result.growth.start == {"b": 2030, "a": 2031}
    assert result.growth.value == pytest.approx(10)
    assert result.plan is plan
    assert result.beginning is None


def test_the_number_of_regions_of_the_end_is_needed(world):
    open_number = Scenario(**{**RULES, "regions": None})
    request = GrowthRequest(case=scenario_case(world, open_number), choices=CHOICES)
    with pytest.raises(ScenarioError, match="the number of regions in the end is not given"):
        plan_growth(request)
