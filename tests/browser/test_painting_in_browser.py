"""Several municipalities at once: chosen one by one, inside a line or as a group, and painted."""

import pytest

from regionplanner.graph.contiguity import rook_graph
from regionplanner.maps.page import map_page
from regionplanner.plan.make import make_plan
from regionplanner.scenario import Scenario
from tests.browser.visits import DESKTOP, PHONE
from tests.maps.plans import grid, grown_plan

pytestmark = pytest.mark.browser
SCENARIO = Scenario(min_units=3, max_units=7, regions=4, criteria={"distance": 1.0, "border": 1.0})
SPOTS = """() => {
  const { names, units } = JSON.parse(document.getElementById("data").text);
  const map = window[names.map];
  const { left, top } = map.getContainer().getBoundingClientRect();
  return Object.fromEntries(units.map(({ name, at }) => {
    const { x, y } = map.latLngToContainerPoint(at);
    return [name, [x + left, y + top]];
  }));
}"""


@pytest.fixture(scope="module")
def world():
    """Two reference regions of 10 squares each, with groups of two in a column."""
    made = grid(rows=5, columns=4)
    made.frame["politiezone"] = [f"PZ {n // 2}" for n in range(len(made.frame))]
    return made


@pytest.fixture(scope="module")
def page(world):
    plan = make_plan(grown_plan(world, size=5).assignment, world, rook_graph(world), SCENARIO)
    return map_page(plan, world).html


def chips(page):
    return [
        text.split(" \N{MULTIPLICATION SIGN}")[0]
        for text in page.locator(".chip").all_inner_texts()
    ]


def test_several_are_chosen_and_moved_at_once(visit, page):
    opened = visit(page)
    p = opened.page
    spots = p.evaluate(SPOTS)
    p.mouse.click(*spots["Unit 20"])
    assert p.locator("#edit").is_hidden()
    p.keyboard.down("Shift")
    p.mouse.click(*spots["Unit 10"])  # Shift opens the editor
    p.keyboard.up("Shift")
    assert chips(p) == ["Unit 10", "Unit 20"]
    p.mouse.click(*spots["Unit 00"])  # in the editor each click is one more
    assert chips(p) == ["Unit 00", "Unit 10", "Unit 20"]
    assert p.locator("#answer").is_hidden()
    p.click(".chip:has-text('Unit 00')")
    assert chips(p) == ["Unit 10", "Unit 20"]
    targets = p.locator("#edit .targets li").all_inner_texts()
    assert any("p1-b" in text and "mag" in text for text in targets), targets
    assert any("Nieuwe" in text and "\N{BALLOT X}" in text for text in targets), targets
    p.click("#edit .target:has-text('p1-b')")
    assert p.inner_text("#said").startswith("Nu in p1-b: Unit 10 en Unit 20.")
    assert "Anders dan in Voorstel: Unit 10 en Unit 20." in p.inner_text("#variant-change")
    p.keyboard.press("Control+z")
    assert p.inner_text("#said") == "Ongedaan gemaakt. Alle regels kloppen."
    assert "Geen verschil" in p.inner_text("#variant-change")
    p.keyboard.press("Control+Shift+z")
    assert "Anders dan" in p.inner_text("#variant-change")
    p.select_option("#edit .edit-select:has-text('groep') select", label="PZ 0")
    assert {"Unit 00", "Unit 01"} <= set(chips(p))
    p.keyboard.press("Control+z")  # also where a list has the focus
    assert "Geen verschil" in p.inner_text("#variant-change")
    p.keyboard.press("Escape")
    assert chips(p) == []
    p.keyboard.press("Escape")
    assert p.locator("#edit").is_hidden()
    assert p.evaluate("document.activeElement.id") == "edit-button"
    assert opened.problems == []


def test_painting_is_one_step_and_a_line_chooses(visit, page):
    p = visit(page).page
    spots = p.evaluate(SPOTS)
    p.click("#edit-button")
    p.click("#tool-paint")
    p.mouse.move(*spots["Unit 21"])
    p.mouse.down()
    p.mouse.move(*spots["Unit 20"], steps=3)
    p.wait_for_selector("#variant:not([hidden])")  # judged while one paints
    assert "Unit 20" in p.inner_text("#variant-change")
    p.mouse.move(*spots["Unit 10"], steps=3)
    p.mouse.up()
    assert "Unit 10 en Unit 20" in p.inner_text("#said")
    p.click("#tool-undo")  # the whole stroke
    assert "Geen verschil" in p.inner_text("#variant-change")
    p.click("#tool-circle")
    (left, top), (right, bottom) = spots["Unit 00"], spots["Unit 11"]
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    widened = [
        (
            x + (30 if x == right else -30) * (1 if right > left else -1),
            y + (30 if y == bottom else -30) * (1 if bottom > top else -1),
        )
        for x, y in corners
    ]
    p.mouse.move(*widened[0])
    p.mouse.down()
    for x, y in [*widened[1:], widened[0]]:
        p.mouse.move(x, y, steps=3)
    p.mouse.up()
    assert chips(p) == ["Unit 00", "Unit 01", "Unit 10", "Unit 11"]
    assert p.inner_text("#said") == "4 gemeenten gekozen"


def test_what_is_locked_stays_and_bars_follow(visit, page):
    p = visit(page).page
    spots = p.evaluate(SPOTS)
    p.click("#edit-button")
    p.mouse.click(*spots["Unit 20"])
    assert p.locator(".bars tbody").count() == 2  # the regions of its reference region
    p.click(".lock-units")
    assert p.inner_text("#said") == "Vastgezet: Unit 20."
    assert p.locator(".lock-mark").count() == 1
    assert p.locator("#edit .target").count() == 0
    p.mouse.click(*spots["Unit 11"])
    assert "Wie vaststaat, blijft." in p.inner_text("#edit")
    p.click("#edit .target:has-text('p1-b')")
    assert p.inner_text("#said").startswith("Nu in p1-b: Unit 11.")
    rows = p.locator(".bars tbody").all_inner_texts()
    assert "\N{BALLOT X}" not in rows[1]  # 6 of at most 7
    p.click(".bars .lock[data-region='1']")
    assert p.get_attribute(".bars .lock[data-region='1']", "aria-pressed") == "true"
    p.click("#tool-paint")
    p.mouse.move(*spots["Unit 01"])
    p.mouse.down()
    p.mouse.move(*spots["Unit 11"], steps=2)  # of a locked region
    p.mouse.up()
    assert "Anders dan in Voorstel: Unit 11." in p.inner_text("#variant-change")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_without_a_mouse_and_for_screen_readers(visit, page, viewport):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    opened = visit(page, viewport=viewport)
    p = opened.page

    def violations():
        found = axe.Axe().run(p).response["violations"]
        return [(one["id"], [node["html"][:150] for node in one["nodes"][:3]]) for one in found]

    p.click("#region-list .member:has-text('Unit 20')")
    assert p.input_value("#query") == "Unit 20"
    p.focus("#region-list .region >> nth=0")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Enter"):
        p.keyboard.press(key)
    assert p.input_value("#query") == "Unit 00"
    p.click("#region-list .member:has-text('Unit 20')")
    p.focus(".leaflet-container")
    p.keyboard.press("ArrowRight")
    assert p.input_value("#query") == "Unit 21"
    p.keyboard.press("ArrowDown")
    assert p.input_value("#query") == "Unit 11"
    p.keyboard.press("Shift+ArrowLeft")
    assert p.inner_text("#said") == "Unit 10. 2 gemeenten gekozen."
    assert violations() == []
    p.click("#edit .target:has-text('p1-b')")
    assert p.get_attribute("#plan-change", "aria-live") == "off"
    p.click("#tool-copy")
    p.click("#variant summary:has-text('Naam')")
    p.click("#tool-paint")
    p.click(".bars .lock >> nth=0")
    assert p.locator("#said[role=status]").count() == 1
    assert violations() == []
    p.click("#edit .close")
    p.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert violations() == []
    assert opened.problems == []
