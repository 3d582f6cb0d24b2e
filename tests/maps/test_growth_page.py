"""The map of a growth as text: what it says of every year."""

from dataclasses import replace

from regionplanner.maps.rollout_pages import growth_page
from regionplanner.program.growth import Growth
from tests.maps.plans import OPTIMAL, grid, grown_plan


def test_what_is_proven_of_all_regions_is_not_said_of_the_first():
    world = grid()
    plan = replace(grown_plan(world, size=4), proof=OPTIMAL)
    first, *others = (region.code for region in plan)
    start = {first: 2027, **dict.fromkeys(others, 2028)}
    found = growth_page(plan, Growth((2027, 2028, 2029), start, 1.0, 1.0), world)
    assert found.html.count('"about":["Bewezen de beste: ') == 2  # the years with all regions
    assert found.html.count("<dt>Kenmerk</dt>") == 1  # years are of one plan
