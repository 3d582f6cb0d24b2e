"""The map of a growth as text: what it says of every year."""

from dataclasses import replace

from regionplanner.maps.rollout_pages import growth_page, support_page
from regionplanner.program.growth import Growth
from regionplanner.program.support.assign import Area, Support
from regionplanner.rollout.tables import growth_years
from regionplanner.rollout_choices import GrowthChoices
from tests.maps.plans import OPTIMAL, grid, grown_plan


def test_what_is_proven_of_all_regions_is_not_said_of_the_first():
    world = grid()
    plan = replace(grown_plan(world, size=4), proof=OPTIMAL)
    first, *others = (region.code for region in plan)
    start = {first: 2027, **dict.fromkeys(others, 2028)}
    found = growth_page(plan, Growth((2027, 2028, 2029), start, 1.0, 1.0), world)
    assert found.html.count('"about":["Bewezen de beste: ') == 2  # the years with all regions
    assert found.html.count("<dt>Kenmerk</dt>") == 1  # years are of one plan
    assert "Niet elke gemeente moest" not in found.html


def test_a_growth_page_says_what_each_year_costs():
    world = grid()
    plan = grown_plan(world, size=4)
    first, *others = (region.code for region in plan)
    grown = Growth((2027, 2028), {first: 2027, **dict.fromkeys(others, 2028)}, 1.0, 1.0)
    choices = GrowthChoices(first_year=2027, regions=(1, 4), start_cost=1000.0, run_cost=500.0)
    years = growth_years(grown, plan, world, choices)
    page = growth_page(plan, grown, world, years=years).html
    assert "Nieuw in 2027: 1 jeugdregio. Kosten in 2027: 1.500 euro." in page
    assert "Nieuw in 2028: 3 jeugdregio's. Kosten in 2028: 5.000 euro." in page
    assert "Kosten" not in growth_page(plan, grown, world).html


def test_a_growth_page_says_what_is_proven_of_the_growth():
    world = grid()
    plan = grown_plan(world, size=4)
    start = dict.fromkeys((region.code for region in plan), 2027)
    proven = growth_page(plan, Growth((2027,), start, 1.0, 1.0), world, language="en").html
    assert "Proven: no other growth that keeps the rules is worth more." in proven
    open_ = growth_page(plan, Growth((2027,), start, 1000.0, 1002.2), world, language="en").html
    assert "Another growth is worth at most 0.22\N{NO-BREAK SPACE}% more." in open_


def test_a_support_page_says_the_travel_of_all_and_what_is_proven_of_it():
    world = grid()
    plan = grown_plan(world, size=8)
    areas = tuple(
        Area(name, region.centre, (region.code,))
        for name, region in zip(("Ana", "Rui"), plan, strict=True)
    )
    page = support_page(plan, Support(areas, 1234.4, 1234.4), world).html
    assert "Samen 1.234 km per jaar in vogelvlucht. Bewezen: geen andere verdeling" in page
