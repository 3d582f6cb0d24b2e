"""Numbers of regions that cannot be: which, and what to do instead."""

import pytest

from regionplanner import InfeasibleError, LimitError, ScenarioError, load_flanders, propose
from regionplanner.program.answer import Answer, ParentCurve
from regionplanner.program.numbers import wanted_split
from regionplanner.scenario import Scenario
from tests.worlds import comb, grid_municipalities, islands, star


@pytest.fixture(scope="module")
def flanders():
    return load_flanders()


@pytest.mark.parametrize("wanted", [24, 60])
def test_a_number_outside_the_range_of_flanders(flanders, wanted):
    scenario = Scenario(regions=wanted)
    with pytest.raises(InfeasibleError, match=rf"^{wanted} regions were.* 25 to 5\d are possible"):
        propose(flanders, scenario, workers=1)


def test_no_number(flanders):
    with pytest.raises(ScenarioError, match=r"not given; 25 to 5\d are possible.*--regions N"):
        propose(flanders, Scenario(), workers=1)


def test_a_number_that_the_size_of_a_reference_region_rules_out(flanders):
    scenario = Scenario(regions=30, regions_per={"REFREG15": 8})
    with pytest.raises(
        InfeasibleError, match=r"Limburg \(REFREG15\) has 38 .* 3 to 7 regions of 5 to 15; 8 were"
    ):
        propose(flanders, scenario, workers=1)


def test_an_unknown_reference_region(flanders):
    scenario = Scenario(regions=30, regions_per={"REFREG99": 2})
    with pytest.raises(ScenarioError, match=r"no reference region REFREG99; choose.*REFREG15"):
        propose(flanders, scenario, workers=1)


def test_fixed_numbers_narrow_what_is_possible():
    world = grid_municipalities(islands())
    scenario = Scenario(
        criteria={"border": 1.0}, regions=5, regions_per={"P": 1}, min_units=1, max_units=4
    )
    assert propose(world, scenario, workers=1).split == {"P": 1, "Q": 4}
    with pytest.raises(InfeasibleError, match=r"6 regions were.* 2 to 5 are possible"):
        propose(world, scenario.model_copy(update={"regions": 6}), workers=1)


def test_a_number_that_the_borders_rule_out():
    world = grid_municipalities(star())
    scenario = Scenario(criteria={"border": 1.0}, regions=2, min_units=2, max_units=5)
    with pytest.raises(InfeasibleError, match="no plan has 2 regions; plans exist for 1;"):
        propose(world, scenario, workers=1)


def test_a_parent_that_no_number_can_divide():
    world = grid_municipalities(comb())
    scenario = Scenario(criteria={"border": 1.0}, regions=2, min_units=5, max_units=6)
    with pytest.raises(InfeasibleError, match=r"Parent P \(P\) cannot be divided .* 5 to 6"):
        propose(world, scenario, workers=1)


def test_a_limit_before_any_plan_is_not_called_impossible():
    world = grid_municipalities(islands())
    curves = [
        ParentCurve("P", 5, (Answer(1, "unknown", bound=0),)),
        ParentCurve("Q", 5, (Answer(1, "optimal", 1, 1, 0),)),
    ]
    with pytest.raises(LimitError, match="allow more time"):
        wanted_split(world, Scenario(regions=2), curves, {}, {2: 1})
