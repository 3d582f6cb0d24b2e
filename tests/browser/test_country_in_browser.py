"""The page of a country in chromium, made of a world small enough to be quick."""

import pytest

from regionplanner.maps.page import map_page
from tests.browser.test_map_in_browser import accessible
from tests.browser.visits import DESKTOP, PHONE
from tests.maps.plans import EVIL, grid, grown_plan

NAMES = {**EVIL, "05": "Łódź-Noord", "06": "Sint-Jan", "07": "Sint-Jan"}


@pytest.fixture(scope="module")
def country():
    world = grid(10, 30, names=NAMES)
    plans = {"A": grown_plan(world, size=4), "B": grown_plan(world, size=5)}
    return map_page(plans, world, language="en", country_from=100).html


@pytest.fixture
def opened(visit, country):
    def there(**options):
        result = visit(country, wait=False, **options)
        result.page.wait_for_selector("#opening", state="hidden")
        return result

    return there


def drawn(page):
    """How many colours there are on the map."""
    return page.evaluate(
        """() => {
            const options = { willReadFrequently: true };
            const copy = document.createElement('canvas').getContext('2d', options);
            const map = document.querySelector('.leaflet-ground-pane canvas');
            Object.assign(copy.canvas, { width: map.width, height: map.height });
            copy.drawImage(map, 0, 0);
            const { data } = copy.getImageData(0, 0, map.width, map.height);
            return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )


def test_it_opens_without_a_request_or_a_complaint(opened):
    found = opened()
    assert drawn(found.page) > 5
    assert not [url for url in found.requests if not url.startswith(("file:", "data:"))]
    assert not found.problems
    assert not found.page.evaluate("window.evil")


def test_search_folds_accents_and_takes_the_keyboard(opened):
    page = opened().page
    page.type("#query", "lodz")
    assert page.locator("#suggestions [role=option]").all_inner_texts() == ["Łódź-Noord"]
    page.press("#query", "ArrowDown")
    assert page.get_attribute("#query", "aria-activedescendant") == "suggestion-0"
    page.press("#query", "Enter")
    assert page.inner_text("#answer").startswith("Łódź-Noord is in youth region ")
    assert page.locator("#suggestions").is_hidden()
    assert page.url.endswith("#05")


def test_names_of_several_units_and_near_misses_are_asked_back(opened):
    found = opened()
    assert "can be more than one municipality" in found.ask("sint jan")
    assert found.page.locator(".choices button").all_inner_texts() == [
        "Sint-Jan (06)",
        "Sint-Jan (07)",
    ]
    assert "Perhaps you mean" in found.ask("Untit 42")
    assert "We found no municipality" in found.ask("xyzzyx")
    assert found.ask("07").startswith("Sint-Jan is in")


def test_a_link_opens_at_a_unit(opened):
    found = opened()
    found.page.goto(f"{found.page.url.partition('#')[0]}#42")
    found.page.reload()
    found.page.wait_for_selector("#answer strong")
    assert found.page.inner_text("#answer").startswith("Unit 42 is in youth region")
    assert not found.problems


def test_the_table_holds_the_rows_that_are_seen(opened):
    page = opened().page
    page.click("#table-button")
    in_all = int(page.get_attribute("#regions-table", "aria-rowcount"))
    rows = page.locator("#regions-table tbody tr:not(.spacer)")
    assert in_all == len(grown_plan(grid(10, 30), size=4)) + 1
    assert 5 < rows.count() < in_all
    page.click("#regions-table th:nth-child(4) button")
    page.evaluate("document.querySelector('.table-scroll').scrollTop = 1e6")
    last = page.locator(f"#regions-table tr[aria-rowindex='{in_all}']")
    last.wait_for()
    last.locator("button").click()
    assert page.inner_text("#answer").startswith("Youth region ")


def test_plans_regions_and_layers_are_chosen(opened):
    found = opened()
    page = found.page
    page.click("#plan-choices label >> nth=1")
    assert "are in another youth region than in A" in page.inner_text("#plan-change")
    page.click("details.parent >> nth=1")
    page.click("details.parent button.region >> nth=0")
    assert page.inner_text("#answer").startswith("Youth region East A")
    assert page.locator("button.region[aria-pressed=true]").count() == 1
    before = drawn(page)
    page.click("#overlays summary")
    page.click("#overlays input >> nth=0")
    assert drawn(page) != before
    assert not found.problems


def test_print_says_what_is_in_view(opened):
    page = opened().page
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#printed canvas").count() == 1
    assert page.locator("#printed tbody tr").count() == len(grown_plan(grid(10, 30), size=4))


def test_pointing_tells_of_what_is_there(opened):
    page = opened(viewport=PHONE).page
    box = page.locator(".folium-map").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 + 3, box["y"] + box["height"] / 2 + 3)
    page.wait_for_selector(".tip")
    assert "Reference region" in page.inner_text(".tip") or "Youth region" in page.inner_text(
        ".tip"
    )


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_axe_finds_nothing(opened, viewport):
    found = opened(viewport=viewport)
    found.ask("42")
    found.page.click("#table-button")
    found.page.fill("#query", "sint")
    accessible(found)


def test_an_old_browser_gets_a_message(opened):
    page = opened().page
    page.add_init_script("delete window.DecompressionStream")
    page.reload()
    page.wait_for_selector("#trouble")
    assert "too old for this map" in page.inner_text("#trouble")
