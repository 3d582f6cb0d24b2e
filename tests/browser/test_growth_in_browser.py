"""The map of a growth as people meet it: a slider goes from year to year."""

import itertools
from dataclasses import replace

import pandas as pd
import pytest

from regionplanner.maps.page import map_page
from regionplanner.maps.rollout_pages import growth_page, support_page
from regionplanner.program.growth import Growth
from regionplanner.program.support.assign import Area, Support
from tests.browser.visits import DESKTOP, PHONE
from tests.maps.plans import grid, grown_plan

pytestmark = pytest.mark.browser


def search(page, name):
    page.fill("#query", name)
    page.press("#query", "Enter")


@pytest.fixture(scope="module")
def pages(flanders):
    plan = grown_plan(flanders)
    codes = [region.code for region in plan]
    start = {code: 2027 + n % 3 for n, code in enumerate(codes)}
    some = {code: year for code, year in start.items() if code != codes[-1]}
    part = Growth((2027, 2028, 2029), some, 1.0, 1.0)
    grown = Growth((2027, 2028, 2029), start, 1.0, 1.0)
    small = grid()
    fours = grown_plan(small, size=4)
    long = Growth(tuple(range(2027, 2047)), {region.code: 2030 for region in fours}, 1.0, 1.0)
    halves = codes[: len(codes) // 2], codes[len(codes) // 2 :]
    areas = tuple(
        Area(name, flanders.frame.index[0], tuple(half))
        for name, half in zip(("Noor", "<b>Sam</b>"), halves, strict=True)
    )
    shared = Support(areas, 1.0, 1.0)
    loads = pd.DataFrame(
        {"home_name": flanders.frame["name"].iloc[0], "share": 1.0, "work": 0.5}
        | {"municipalities": 140, "inhabitants_0_14": 2000, "travel_km": 1234.0},
        index=["Noor", "<b>Sam</b>"],
    )
    return {
        "growth": growth_page(plan, grown, flanders).html,
        "twenty years": growth_page(fours, long, small).html,
        "waiting": growth_page(plan, part, flanders).html,
        "support nl": support_page(plan, shared, flanders, loads=loads).html,
        "support en": support_page(plan, shared, flanders, language="en").html,
        "first": sum(len(r.members) for r in plan if start[r.code] == 2027),
        "never": plan.regions[-1],
        "units": len(plan.assignment),
    }


@pytest.mark.parametrize("which", ["twenty years", "waiting", "support nl"])
def test_nothing_is_asked_for_and_nothing_sticks_out(visit, pages, which):
    opened = visit(pages[which])
    for viewport in (DESKTOP, PHONE):
        opened.page.set_viewport_size(viewport)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert opened.problems == []
    assert [url for url in opened.requests[1:] if not url.startswith("data:")] == []


def test_the_slider_goes_from_year_to_year(visit, pages):
    page = visit(pages["growth"], viewport=DESKTOP).page
    assert f"{pages['first']} van " in page.inner_text("#summary")
    assert "Elk voorstel" not in page.inner_text("#about-plan")  # years are of one proposal
    assert page.inner_text("#plans legend") == "In welk jaar?"
    assert page.get_attribute("#step", "aria-valuetext") == "2027"
    page.focus("#step")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#step", "aria-valuetext") == "2028"
    assert page.evaluate("document.activeElement.id") == "step"
    page.click(".step >> nth=2")
    assert page.input_value("#step") == "2"
    assert page.locator(".step[aria-pressed=true]").inner_text() == "2029"
    assert page.inner_text("#summary").startswith(f"{pages['units']} gemeenten")


def test_years_have_colours_and_play(visit, pages):
    opened = visit(pages["growth"], viewport=DESKTOP)
    page = opened.page
    new = page.locator(".leaflet-outlines-pane path[stroke='#c2185b']")
    assert new.count() == 0
    assert "Nieuw in 2027: " in page.inner_text("#summary")
    assert "Start in 2028" in page.text_content("#legend-part")
    fills = "[...new Set([...document.querySelectorAll('.leaflet-overlay-pane path')].map("
    fills += "(path) => path.getAttribute('fill')).filter((fill) => fill.startsWith('#')))]"
    assert "#004296" in page.evaluate(fills)
    assert "#c4def5" not in page.evaluate(fills)
    assert page.inner_text(".play") == "Volgend jaar"  # nothing moves by itself
    page.click(".play")
    assert page.input_value("#step") == "1"
    assert new.count() == 1
    assert "nieuw dit jaar" in page.inner_text("#plan-change")
    page.click(".play")
    assert page.inner_text(".play") == "Van voren af aan"
    assert "#c4def5" in page.evaluate(fills)
    page.clock.install()
    page.emulate_media(reduced_motion="no-preference")
    page.click(".play")
    assert page.input_value("#step") == "0"
    assert page.inner_text(".play") == "Stop"
    page.clock.run_for(10_000)
    assert page.input_value("#step") == "2"
    assert page.inner_text(".play") == "Van voren af aan"
    assert opened.problems == []


def test_years_draw_no_firm_borders(visit, pages):
    page = visit(pages["growth"], viewport=DESKTOP).page
    page.click("#overlays summary")
    assert "Vaste en losse grenzen" not in page.inner_text("#overlays")


def test_supporters_have_a_colour_and_are_reported(visit, pages):
    opened = visit(pages["support nl"], viewport=DESKTOP)
    opened.page.click("#legend-menu summary")
    legend = opened.page.inner_text("#legend-part")
    assert "Noor" in legend
    assert "<b>Sam</b>" in legend
    assert "Regio-ondersteuners" in legend
    fills = opened.page.evaluate(
        "[...document.querySelectorAll('#legend-part li rect')].map((r) => r.getAttribute('fill'))"
    )
    assert len(set(fills)) == len(fills) >= 2


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("which", ["twenty years", "waiting", "support nl"])
@pytest.mark.slow
def test_axe_finds_nothing(visit, pages, which, viewport):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    opened = visit(pages[which], viewport=viewport)
    violations = axe.Axe().run(opened.page).response["violations"]
    assert [violation["id"] for violation in violations] == []


def test_who_starts_when_is_said_with_every_municipality(visit, pages, flanders):
    page = visit(pages["waiting"], viewport=DESKTOP).page
    names, plan = flanders.frame["name"], grown_plan(flanders)
    second, never = names[plan.regions[1].members[0]], names[pages["never"].members[0]]
    search(page, second)
    text = page.inner_text("#answer")
    assert f"{second} start in 2028, in jeugdregio {plan.regions[1].label}" in text
    search(page, never)
    assert f"{never} zit ook in 2029 nog niet in een jeugdregio" in page.inner_text("#answer")
    assert plan.regions[0].label in page.inner_text(".besides li >> nth=0")
    assert never in page.inner_text(".besides li >> nth=3")


def test_loads_are_a_table_and_homes_are_on_the_map(visit, pages, flanders):
    opened = visit(pages["support nl"], viewport=DESKTOP)
    page = opened.page
    rows = page.locator(".areas tbody tr")
    assert rows.count() == 2
    home = flanders.frame["name"].iloc[0]
    assert rows.nth(0).inner_text().split("\n")[0].startswith("Noor")
    assert f"uit {home}" in rows.nth(0).inner_text()
    assert rows.nth(0).locator("td").all_inner_texts() == ["50\N{NO-BREAK SPACE}%", "140", "1.234"]
    marks = page.locator(".leaflet-homes-pane button")
    assert marks.all_text_contents() == ["Noor", "<b>Sam</b>"]
    table = page.locator(".scroll:has(.areas)")
    assert table.evaluate("(scroll) => scroll.scrollWidth <= scroll.clientWidth")
    units = page.locator(".leaflet-overlay-pane path.leaflet-interactive").first
    far = units.bounding_box()["width"]
    page.click(".areas .link >> nth=0")
    near = units.bounding_box()["width"]
    assert near > far
    page.click("#whole-button")
    marks.nth(0).dispatch_event("click")
    assert units.bounding_box()["width"] == near
    assert page.locator("#answer").is_hidden()  # no municipality was meant
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#printed .areas tbody tr").count() == 2
    assert page.locator("#printed .print-home").all_text_contents() == ["Noor, <b>Sam</b>"]
    assert opened.problems == []


def test_no_name_lies_below_a_home_nor_two_homes_of_one_place_on_each_other(visit, flanders):
    plan = grown_plan(flanders)
    homes = [r.centre for r in plan][:-1]  # the last two supporters live together
    areas = tuple(
        Area(f"Team {r.code}", home, (r.code,))
        for r, home in zip(plan, [*homes, homes[-1]], strict=True)
    )
    page = visit(support_page(plan, Support(areas, 1.0, 1.0), flanders).html).page
    boxes = """(query) => [...document.querySelectorAll(query)].map((one) => {
        const { left, top, right, bottom } = one.getBoundingClientRect();
        return [left, top, right, bottom];
    })"""
    for _ in range(2):  # with marks alone, and with their names
        homes = page.evaluate(boxes, ".leaflet-homes-pane button")
        names = page.evaluate(boxes, ".label.region-label, .label.place")
        assert len(homes) == len(plan)
        assert len(names) >= 2
        below = [
            (a, b)
            for a, b in itertools.product(names, homes)
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]
        assert below == []
        lower, upper = page.evaluate(boxes, ".home div:has(button + button) button")
        assert upper[3] <= lower[1] + 1
        page.click(".leaflet-control-zoom-in")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_supporter_is_no_group_but_has_a_home_and_regions(visit, pages, flanders, language):
    page = visit(pages[f"support {language}"], viewport=DESKTOP).page
    unit = flanders.frame.at[grown_plan(flanders).regions[0].members[0], "name"]
    search(page, unit)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    text, home = page.inner_text("#answer"), flanders.frame["name"].iloc[0]
    start = {
        "nl": "Regio-ondersteuner Noor: vertrekt uit",
        "en": "Regional supporter Noor: travels from",
    }
    assert f"{start[language]} {home}; " in text
    besides = page.inner_text(".besides")
    assert all(region.label in besides for region in grown_plan(flanders))
    assert "<b>Sam</b>" in besides
    page.click("#table-button")
    table = page.inner_text("#regions-table")
    assert "\tNoor\t" in table
    assert "\t<b>Sam</b>\t" in table


def test_data_that_have_supporters_of_their_own(visit):
    world = grid()
    world = replace(world, frame=world.frame.assign(ondersteuner=["Noor", "Sam"] * 8))
    opened = visit(map_page(grown_plan(world, size=4), world).html, viewport=DESKTOP)
    opened.ask("Unit 00")
    assert "egio-ondersteuner Noor" in opened.page.text_content("#answer")
    assert opened.problems == []
