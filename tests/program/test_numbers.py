"""Numbers of regions that cannot be: which, and what to do instead."""

import pytest

from regionplanner import InfeasibleError, LimitError, ScenarioError, propose
from regionplanner.choices import Lock
from regionplanner.graph.contiguity import scenario_case
from regionplanner.program.curve import CountResult, ParentResult, parent_curve
from regionplanner.program.instance.instance import build_instance
from regionplanner.program.numbers import wanted_split
from regionplanner.scenario import Scenario
from tests.worlds import Cell, comb, grid, grid_municipalities, islands, star

pytestmark = pytest.mark.usefixtures("counted_clock")  # what is found out depends on no machine


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


def test_all_reference_regions_without_a_centre_are_named():
    row = [Cell(f"9{i}", i, 9, "Q") for i in range(4)]
    world = grid_municipalities([*star(), *row, Cell("80", 0, 20, "R")])
    scenario = Scenario(regions=3, min_units=1, centres=("90",), criteria={"distance": 1.0})
    message = r"^no municipality of Parent P \(P\) and Parent R \(R\) may be the centre of a region"
    with pytest.raises(InfeasibleError, match=message) as raised:
        propose(world, scenario, workers=1)
    assert set(raised.value.parents) == {"P", "R"}


def test_fixed_numbers_narrow_what_is_possible():
    world = grid_municipalities(islands())
    scenario = Scenario(
        criteria={"border": 1.0}, regions=5, regions_per={"P": 1}, min_units=1, max_units=4
    )
    assert propose(world, scenario, workers=1).split == {"P": 1, "Q": 4}
    message = (
        r"^6 regions were asked for; .* 2 to 8 are possible; with your choices \(1 in Parent P "
        r"\(P\)\) 2 to 5 are \(Parent P \(P\) 1 and Parent Q \(Q\) 1 to 4\); choose a number in "
        "that range or change your choices or the sizes$"
    )
    with pytest.raises(InfeasibleError, match=message):
        propose(world, scenario.model_copy(update={"regions": 6}), workers=1)


def test_all_numbers_that_cannot_be_are_named():
    world = grid_municipalities(islands())
    choices = {"criteria": {"border": 1.0}, "regions": 5, "min_units": 2}
    with pytest.raises(InfeasibleError, match=r"for 2 reasons:\n- Parent P .*\n- Parent Q "):
        propose(world, Scenario(**choices, regions_per={"P": 4, "Q": 3}))
    with pytest.raises(InfeasibleError, match=r"Parent P \(P\) has 4 .* 3 can hold; change the si"):
        propose(world, Scenario(**(choices | {"min_units": 3, "max_units": 3})))


def test_locked_regions_count():
    world = grid_municipalities(islands())
    choices = {"criteria": {"border": 1.0}, "regions": 5, "min_units": 2, "regions_per": {"P": 1}}
    locked = [Lock(region="a", members=("00000", "00001"))]
    message = r"has 4 municipalities and needs 2 regions of 2 to 15, 1 of them locked; 1 was asked"
    with pytest.raises(InfeasibleError, match=message):
        propose(world, Scenario(**choices, locked=locked))


def test_totals_of_figures_narrow_what_is_possible():
    inhabitants = [10.0, 10.0, 10.0, 10.0, 20.0, 20.0, 20.0, 20.0]
    world = grid_municipalities(islands(), inhabitants=inhabitants)
    choices = {"criteria": {"border": 1.0}, "min_units": 1, "max_units": 4}
    bounds = {"inhabitants": {"min": 20}}
    message = (
        r"^8 regions .* 2 to 8 are possible; with your rules 2 to 6 are \(Parent P \(P\) 1 to 2"
    )
    with pytest.raises(InfeasibleError, match=message):
        propose(world, Scenario(**choices, regions=8, bounds=bounds))
    bounds = {"inhabitants": {"min": 40}}
    message = r"with your rules 2 to 3 are \(Parent P \(P\) 1 and Parent Q \(Q\) 1 to 2\)"
    with pytest.raises(InfeasibleError, match=message):
        propose(world, Scenario(**choices, regions=8, bounds=bounds))
    choices |= {"regions_per": {"Q": (1, 1)}}
    message = r"with your choices \(1 in Parent Q \(Q\)\) only 2 is \(Parent P .*; ask for that or"
    with pytest.raises(InfeasibleError, match=message):
        propose(world, Scenario(**choices, regions=8, bounds=bounds))
    choices = {"criteria": {"border": 1.0}, "min_units": 4, "max_units": 4}
    with pytest.raises(
        ScenarioError,
        match=r"; only 2 is possible with 4 municipalities each; ask for that \(--regions 2\)",
    ):
        propose(world, Scenario(**choices))
    message = r"^In Parent P \(P\) this rule cannot be kept: at least 50 inh.* 40 inhabitants"
    with pytest.raises(InfeasibleError, match=message):
        propose(world, Scenario(**choices, regions=2, bounds={"inhabitants": {"min": 50}}))


def test_a_number_that_the_borders_rule_out():
    world = grid_municipalities(star())
    scenario = Scenario(criteria={"border": 1.0}, regions=2, min_units=2, max_units=5)
    message = (
        r"^no plan has 2 regions; plans exist for 1; choose one of these numbers\. In Parent P "
        r"\(P\) these rules cannot be kept together: 2 regions and at least 2 municipalities in a "
        r"region, as Unit 1 \(1\), .* can only be reached through Unit 0 \(0\);"
    )
    with pytest.raises(InfeasibleError, match=message):
        propose(world, scenario, workers=1)


def test_numbers_that_the_borders_rule_out_in_one_of_two():
    """A star takes one region, not two: with a row of four, two or three in all."""
    row = [Cell(f"9{i}", i, 9, "Q") for i in range(4)]
    world = grid_municipalities([*star(), *row])
    scenario = Scenario(criteria={"border": 1.0}, regions=4, min_units=2, max_units=5)
    message = (
        r"^no plan has 4 regions; plans exist for 2 to 3 \(Parent P \(P\) 1 and Parent Q \(Q\) "
        r"1 to 2\); choose one of these numbers$"
    )
    with pytest.raises(InfeasibleError, match=message):
        propose(world, scenario, workers=1)


def test_a_parent_that_no_number_can_divide():
    world = grid_municipalities(comb())
    scenario = Scenario(criteria={"border": 1.0}, regions=2, min_units=5, max_units=6)
    message = (
        r"^In Parent P \(P\) these rules cannot be kept together: at most 6 municipalities in a "
        "region and at least 5 municipalities in a region, as .*; one of them has to give way; "
    )
    with pytest.raises(InfeasibleError, match=message):
        propose(world, scenario, workers=1)


def test_without_an_explainer_it_is_said_more_briefly():
    world = grid_municipalities(islands())
    curves = [
        ParentResult("P", 5, (CountResult(1, "infeasible"),)),
        ParentResult("Q", 5, (CountResult(1, "optimal", 1, 1, 0),)),
    ]
    with pytest.raises(InfeasibleError, match=r"^Parent P \(P\) cannot be divided into adjoining"):
        wanted_split(scenario_case(world, Scenario(regions=2)), curves, {}, {})


def test_a_limit_before_any_plan_is_not_called_impossible():
    world = grid_municipalities(islands())
    curves = [
        ParentResult("P", 5, (CountResult(1, "unknown", bound=0),)),
        ParentResult("Q", 5, (CountResult(1, "optimal", 1, 1, 0),)),
    ]
    with pytest.raises(LimitError, match="allow more time"):
        wanted_split(scenario_case(world, Scenario(regions=2)), curves, {}, {2: 1})
    message = r"^no plan of Parent P \(P\) was found, though none .* loosen a bound"
    with pytest.raises(LimitError, match=message):
        wanted_split(scenario_case(world, Scenario(regions=2)), curves, {}, {2: 1}, had_time=True)


@pytest.mark.parametrize(
    ("bounds", "numbers"),
    [
        ({"min": 200, "max": 300}, {4, 5, 6}),
        ({"min": 300}, {1, 2, 3, 4}),
        ({"max": 400}, set(range(3, 13))),
        ({"min": 500, "max": 700}, {2}),
    ],
)
@pytest.mark.parametrize("max_states", [4_000_000, 5])
def test_only_numbers_that_totals_allow_are_searched(bounds, numbers, max_states):
    """Twelve hundred people: k regions of at least L and at most U have between k L and k U."""
    world = grid_municipalities(grid(4, 3), inhabitants=[100.0] * 12)
    choices = {"criteria": {"distance": 1.0}, "min_units": 1, "max_units": 12}
    scenario = Scenario(regions=(1, 12), bounds={"inhabitants": bounds}, **choices)
    (problem,) = build_instance(scenario_case(world, scenario), max_states=max_states).problems
    searched = set()
    curve = parent_curve(problem, on_incumbent=lambda n, _: searched.add(n))
    assert searched == numbers
    assert {a.n_regions for a in curve.answers if a.status != "infeasible"} == numbers


def test_which_limit_was_met_is_said_where_no_plan_was_found():
    """Past the limit of states plans are grown; of these none keeps so tight a bound."""
    people = [211.0, 307.0, 103.0, 401.0, 153.0, 277.0, 193.0, 359.0, 127.0, 337.0, 229.0, 181.0]
    world = grid_municipalities(grid(4, 3), people=people)
    choices = {"criteria": {"distance": 1.0}, "min_units": 1, "max_units": 11, "regions": 3}
    scenario = Scenario(bounds={"people": {"min": 959, "max": 960}}, **choices)
    for limit_s in (None, 3600):
        with pytest.raises(LimitError) as said:
            propose(world, scenario, max_states=5, time_limit_s=limit_s)
        assert "12 municipalities have a decision diagram of more than 5 states" in str(said.value)
        assert "(--max-states)" in str(said.value)
        assert "--time-limit" not in str(said.value)


@pytest.mark.parametrize(
    "choice",
    [{"bounds": {"staff": {"min": 1}}}, {"anchor": {"staff": 1}}, {"travellers": "staff"}],
)
def test_coordinates_are_no_figures_to_choose_from(choice):
    world = grid_municipalities(grid(2, 2), inhabitants=[1, 2, 3, 4])
    scenario = Scenario(criteria={"distance": 1.0}, min_units=1, regions=2, **choice)
    with pytest.raises(ScenarioError, match=r"data; choose from area_km2 and inhabitants$"):
        propose(world, scenario)
