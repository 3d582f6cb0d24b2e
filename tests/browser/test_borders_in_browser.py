"""Lines and names: the legend of ticked layers, firm and loose borders, labels that must be."""

import re

import pytest

from regionplanner.graph.contiguity import rook_graph
from regionplanner.maps.page import map_page
from regionplanner.plan.make import make_plan
from regionplanner.scenario import Scenario
from tests.browser.test_map_in_browser import accessible
from tests.browser.visits import PHONE
from tests.maps.plans import grid, grown_plan

pytestmark = pytest.mark.browser
RED = "#a30000"


@pytest.fixture(scope="module")
def world():
    """Two reference regions of 2 x 4 squares, side by side."""
    return grid(rows=4, columns=4)


def plan_of(world, rows_below):
    """A plan in which each reference region is cut above so many rows."""
    parents = world.frame["reference_region"]
    division = {
        nis: f"{parents[nis].lower()}-{'a' if int(nis[0]) < rows_below else 'b'}"
        for nis in world.frame.index
    }
    scenario = Scenario(min_units=2, max_units=6, regions=4)
    return make_plan(division, world, rook_graph(world), scenario)


def red_widths(page):
    """The widths of the firm and loose borders on the map, in pixels, by number of strokes."""
    return page.evaluate(
        """(red) => [...document.querySelectorAll('.leaflet-outlines-pane path')]
            .filter((path) => path.getAttribute('stroke') === red)
            .filter((path) => path.getAttribute('d') !== 'M0 0')
            .map((path) => Number(path.getAttribute('stroke-width')))""",
        RED,
    )


def test_the_width_of_a_border_is_the_share_of_plans_that_draw_it(visit, world):
    twice, once = plan_of(world, 2), plan_of(world, 1)
    page = visit(map_page({"A": twice, "B": twice, "C": once}, world).html).page
    assert red_widths(page) == []
    page.click("#overlays summary")
    page.check("#overlays input[value='firm']")
    widths = sorted(width for width in red_widths(page))
    # above row 1 in one plan of three, above row 2 in two of three; nothing else, and no thirds
    drawn = {round(width / min(widths), 2) for width in widths}
    assert drawn == {1.0, round((1 + 10 / 3) / (1 + 5 / 3), 2)}
    page.click("#legend-menu summary")
    assert page.locator("#legend-part [data-overlay='firm']").is_visible()
    page.click("#overlays summary")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(f".printed path[stroke='{RED}']").count() >= 2
    page.uncheck("#overlays input[value='firm']")
    assert red_widths(page) == []


def test_firm_borders_need_three_plans(visit, world):
    page = visit(map_page({"A": plan_of(world, 2), "B": plan_of(world, 1)}, world).html).page
    assert page.locator("#overlays input[value='firm']").count() == 0


def test_what_is_ticked_is_in_the_legend_also_on_paper(visit, dutch):
    page = visit(dutch).page
    legend = page.locator("#legend-part")
    page.click("#legend-menu summary")
    assert not re.search("politiezones", legend.inner_text(), re.IGNORECASE)
    page.click("#overlays summary")
    page.check("#overlays input[value='2']")
    page.click("#legend-menu summary")
    assert re.search("politiezones", legend.inner_text(), re.IGNORECASE)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    printed = page.locator(".printed .sheet").nth(1).inner_text()
    assert re.search("politiezones", printed, re.IGNORECASE)
    assert not re.search("eerstelijnszones", printed.split("Jeugdregio")[0], re.IGNORECASE)


@pytest.mark.parametrize("viewport", [None, PHONE])
@pytest.mark.slow
def test_axe_finds_nothing_with_an_answer_and_two_plans(visit, flanders, viewport):
    plans = {"A": grown_plan(flanders), "B": grown_plan(flanders, size=7)}
    opened = visit(map_page(plans, flanders).html, **({"viewport": viewport} if viewport else {}))
    opened.ask("Lier")
    accessible(opened)


@pytest.mark.parametrize("viewport", [None, PHONE])
def test_brussels_and_the_chosen_municipality_are_named(visit, dutch, viewport):
    opened = visit(dutch, **({"viewport": viewport} if viewport else {}))
    labels = opened.page.locator(".leaflet-labels-pane .label")
    assert any("Bruss" in text for text in labels.all_inner_texts())
    opened.ask("Ranst")
    labels.filter(has_text="Ranst").first.wait_for()


def test_a_variant_does_not_change_the_reference_region_of_a_municipality(visit, world):
    page = visit(map_page(plan_of(world, 2), world).html).page
    page.fill("#query", world.frame.at["11", "name"])
    page.press("#query", "Enter")
    page.locator("#answer details", has_text="Wat als").locator("summary").click()
    own = world.frame.at["11", "reference_region_name"]
    page.locator("#answer .target").last.click()
    page.fill("#query", world.frame.at["11", "name"])
    page.press("#query", "Enter")
    assert f"Referentieregio {own}" in page.inner_text("#answer .facts")
