"""What a growth reads from a plan: values, neighbours, regions of today."""

import re

import pytest

from regionplanner.errors import DataError, InfeasibleError, ScenarioError
from regionplanner.graph.contiguity import rook_graph
from regionplanner.maps.rollout_pages import growth_page
from regionplanner.plan.make import make_plan
from regionplanner.plan.plan import Plan
from regionplanner.rollout.growth import (
    existing_regions,
    growth,
    growth_problem,
    limit_text,
    region_values,
    waiting,
)
from regionplanner.rollout.inputs import adjoining_regions
from regionplanner.rollout.tables import growth_record, growth_regions, growth_years
from regionplanner.rollout_choices import GrowthChoices
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from tests.maps.plans import grid

RULES = Scenario(criteria={"distance": 1.0}, min_units=2, max_units=4)


def world(**columns):
    """A grid of 4 x 4 in two halves; each row of a half is a region."""
    found = grid()
    frame = found.frame.assign(**columns)
    return type(found)(frame, found.borders, found.links, found.source)


def plan_of(found):
    parents = found.frame["reference_region"]
    division = {nis: f"{parents[nis].lower()}-{nis[0]}" for nis in found.frame.index}
    return make_plan(division, found, rook_graph(found), RULES)


def test_values_are_sums_over_the_municipalities():
    found = world(children=range(16), club=[None] * 14 + ["c", "c"])
    plan, graph = plan_of(found), rook_graph(found)
    choices = GrowthChoices(
        regions=(2,),
        value={"children": 2.0, "municipalities": 10.0, "existing": 100.0},
        existing="club",
    )
    values = region_values(plan, Case(found, graph, RULES), choices)
    assert values["p1-0"] == 2 * (0 + 1) + 20  # units 00 and 01
    assert values["p2-3"] == 2 * (14 + 15) + 20 + 200  # units 32 and 33


def test_what_a_region_is_worth_can_be_said_in_dutch():
    found = world(club=[None] * 14 + ["c", "c"])
    values = {"gemeenten": 10.0, "bestaande": 100.0}
    choices = GrowthChoices(regions=(2,), value=values, existing="club")
    problem = growth_problem(plan_of(found), Case(found, rook_graph(found), RULES), choices)
    assert problem.values[-1] == 20 + 200


def test_ties_inside_a_region_are_counted_once():
    found = world(club=["a", "a", "b", "b"] * 4)
    plan = plan_of(found)
    tied = Scenario(criteria={"ties": 1.0}, ties={"club": 3.0}, min_units=2, max_units=4)
    values = region_values(
        plan, Case(found, rook_graph(found), tied), GrowthChoices(regions=(1,), value={"ties": 1.0})
    )
    assert set(values.values()) == {3.0}


def test_regions_adjoin_across_reference_regions():
    found = world()
    near = adjoining_regions(plan_of(found), rook_graph(found))
    assert near["p1-0"] == {"p1-1", "p2-0"}
    assert near["p1-1"] == {"p1-0", "p1-2", "p2-1"}


def test_a_region_exists_when_it_has_most_of_a_group():
    club = [None] * 16
    club[0], club[1], club[4] = "a", "a", "a"  # two in p1-0, one in p1-1
    club[10], club[14] = "b", "b"  # one in p2-2, one in p2-3: half is not most
    found = world(club=club)
    assert existing_regions(plan_of(found), found, "club") == {"p1-0"}


def test_the_rows_of_the_tables_add_up():
    found = world(inhabitants_0_14=range(16))
    plan, graph = plan_of(found), rook_graph(found)
    choices = GrowthChoices(regions=(1, 3), start_cost=5.0, run_cost=2.0)
    grown = growth(plan, found, graph, RULES, choices)
    years = growth_years(grown, plan, found, choices)
    assert years["regions"].tolist() == [1, 3]
    assert years["municipalities"].tolist() == [2, 6]
    assert years["cost"].tolist() == [7.0, 3 * 2 + 2 * 5]
    assert years["inhabitants_0_14"].tolist() == [14 + 15, 14 + 15 + 12 + 13 + 10 + 11]
    starts = growth_regions(grown, plan, found)["start"]
    assert starts["p2-3"] == 2027
    assert starts.isna().sum() == 5


@pytest.mark.parametrize(
    ("choices", "error", "said"),
    [
        ({"value": {"kids": 1.0}}, ScenarioError, "value names kids, no column of numbers"),
        ({"value": {"existing": 1.0}}, ScenarioError, "no column jeugdregio"),
        ({"existing_first": True}, ScenarioError, "no column jeugdregio"),
        ({"existing": "zne"}, ScenarioError, "no column zne with .* did you mean zone"),
        ({"start": {"p1-9": 2027}}, ScenarioError, "start names region p1-9; did you mean p1-"),
        ({"not_before": {"x": 2027}}, ScenarioError, "not_before names region x"),
        ({"one_in_each": {"clubs": 2027}}, ScenarioError, "one_in_each names clubs"),
        (
            {"one_in_each": {"reference_region": 2027}, "regions": (1,)},
            InfeasibleError,
            "a region in reference_region P1 by 2027; a region in reference_region P2 by 2027; "
            "with 1 more region in every year",
        ),
    ],
)
def test_what_cannot_be_is_said(choices, error, said):
    found = world(zone=["a", "b"] * 8)
    asked = GrowthChoices(**{"regions": (2,), "value": {"municipalities": 1.0}, **choices})
    with pytest.raises(error, match=said.replace("(", r"\(")):
        growth(plan_of(found), found, rook_graph(found), RULES, asked)


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (
            {"budget": (100.5, 14_999.0), "start_cost": 5000.0, "run_cost": 10_000.0},
            "no region starts from 2027 to 2028, as the budget (100.5 and 14,999 EUR) never pays "
            "for one: 15,000 EUR in its first year and 10,000 EUR in each year after it; raise",
        ),
        ({"regions": (0,)}, "from 2027 to 2027, as no year has a supported region; raise regions"),
    ],
)
def test_a_growth_in_which_no_region_starts_is_none(choices, said):
    found = world(children=[0] * 16)
    asked = GrowthChoices(**{"value": {"municipalities": 1.0}, **choices})
    with pytest.raises(InfeasibleError, match=re.escape(said)):
        growth(plan_of(found), found, rook_graph(found), RULES, asked)


def test_a_growth_of_regions_without_a_value_is_none():
    found = world(children=[0] * 16)
    asked = GrowthChoices(regions=(3,), value={"children": 1.0})
    with pytest.raises(ScenarioError, match="support is worth 0 for every region; a value above"):
        growth(plan_of(found), found, rook_graph(found), RULES, asked)


def test_figures_that_are_not_known_are_named():
    found = world(children=[float("nan"), *range(15)])
    with pytest.raises(DataError, match=r"children, which is not known of Unit 00 \(00\)"):
        growth_problem(
            plan_of(found),
            Case(found, rook_graph(found), RULES),
            GrowthChoices(regions=(1,), value={"children": 1.0}),
        )


def test_a_plan_without_regions():
    found = world()
    empty = Plan(())
    with pytest.raises(DataError, match="the plan has no regions"):
        growth(empty, found, rook_graph(found), RULES, GrowthChoices(regions=(1,)))


def test_who_does_not_start_is_in_every_table_and_on_the_page():
    found = world(inhabitants_0_14=range(16))
    plan = plan_of(found)
    plan = Plan(plan.regions[1:], scenario=RULES)  # two municipalities are in no region
    choices = GrowthChoices(regions=(2, 6))
    grown = growth(plan, found, rook_graph(found), RULES, choices)
    who = waiting(grown, plan, found)
    assert [region.code for region in who.regions] == ["p2-0"]
    assert (who.last_year, who.units, who.outside) == (2028, ("02", "03"), ("00", "01"))
    assert limit_text(who, plan, choices) == (
        "At most 6 of the 7 regions are supported in 2028, as asked; "
        "a last number of 7 lets all of them start"
    )
    assert limit_text(who, plan, GrowthChoices(budget=(1, 2), run_cost=1)) == ""
    years = growth_years(grown, plan, found, choices)
    assert years["waiting_regions"].tolist() == [5, 1]
    assert years["waiting_municipalities"].tolist() == [12, 4]
    assert growth_regions(grown, plan, found)["years"].to_dict()["p2-0"] == 0
    record = growth_record(grown, plan, years, RULES, who=who)
    assert record.waiting == {"p2-0": ("02", "03")}
    assert record.outside == ("00", "01")
    html = {lang: growth_page(plan, grown, found, language=lang).html for lang in ("nl", "en")}
    assert "1 regio, 2 gebieden: p2-0 (Unit 02, Unit 03)" in html["nl"]
    assert "1 region, 2 areas: p2-0 (Unit 02, Unit 03)" in html["en"]
    assert "In no region of this proposal: Unit 00, Unit 01." in html["en"]


def test_where_all_start_nobody_is_said_to_wait():
    found = world(inhabitants_0_14=range(16))
    plan = plan_of(found)
    choices = GrowthChoices(regions=(4, 8))
    grown = growth(plan, found, rook_graph(found), RULES, choices)
    who = waiting(grown, plan, found)
    assert (who.regions, who.outside, limit_text(who, plan, choices)) == ((), (), "")
    assert "Niet tegen" not in growth_page(plan, grown, found).html


@pytest.mark.parametrize("year", [1899, 10**9])
def test_a_year_has_no_mark_in_its_thousands(year):
    with pytest.raises(ScenarioError, match=f"^first_year is {year}; a year from 1900 to 2200 is "):
        GrowthChoices(first_year=year, regions=(1,))
