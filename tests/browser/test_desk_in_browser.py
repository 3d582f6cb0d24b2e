"""The planner's desk: two clicks and a rule, a brush and the engine, and back again."""

import pytest

from tests.app.running import desk
from tests.conftest import HANGS_S

pytestmark = pytest.mark.browser

PROOF = "#desk-proof"
LOCAL = "http://127.0.0.1:"


@pytest.fixture
def planner(chromium, tmp_path):
    """A page at a desk of its own, and what went wrong there."""
    context = chromium.new_context(reduced_motion="reduce", viewport={"width": 1400, "height": 900})
    context.set_default_timeout(HANGS_S * 1000)
    page, problems = context.new_page(), []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text))
    page.on(
        "request",
        lambda request: None if request.url.startswith(LOCAL) else problems.append(request.url),
    )
    with desk(tmp_path / "project", tmp_path) as (_, address):
        page.goto(address)
        settled(page, "2.513,5")
        yield page
        assert problems == []
    context.close()


def settled(page, text):
    page.wait_for_selector(f"{PROOF}:has-text('{text}')")


def press(page, name, *, more=False):
    at = page.evaluate(
        """(name) => {
            const { units } = JSON.parse(document.getElementById("data").textContent);
            const n = units.findIndex((unit) => unit.name === name);
            const path = document.querySelectorAll("path.leaflet-interactive")[n];
            const { x, y, width, height } = path.getBoundingClientRect();
            return [x + width / 2, y + height / 2];
        }""",
        name,
    )
    if more:
        page.keyboard.down("Shift")
    page.mouse.click(*at)
    if more:
        page.keyboard.up("Shift")


def test_another_plan_is_made_and_put_on_the_table(planner):
    page = planner
    page.click("#desk-offered summary")
    page.fill("#desk-offered input", "2")
    page.get_by_role("button", name="Zoek", exact=True).last.click()
    page.locator("#desk-offered li").nth(1).wait_for(state="attached")
    settled(page, "2.513,5")
    page.get_by_role("radio", name="Voorstel 2").check()
    assert page.inner_text("#plan-change")
    if page.locator("#desk-offered li").first.is_hidden():
        page.click("#desk-offered summary")
    assert page.evaluate("document.querySelector('.side').scrollWidth <= 330")
    page.locator("#desk-offered li button").last.click()
    settled(page, "niets over bewezen")
    page.get_by_role("button", name="Ongedaan maken").first.click()
    settled(page, "2.513,5")


def test_the_journey_of_a_wish(planner):
    page = planner
    press(page, "Ranst")
    press(page, "Mortsel", more=True)
    page.get_by_role("button", name="Samen houden").click()
    settled(page, "2.518,8")
    page.wait_for_selector(".desk-price:has-text('5,3')")
    assert "Ranst en Wommelgem" in page.inner_text("#plan-change")
    page.fill("#desk-shelf input", "Ranst bij Mortsel")
    page.get_by_role("button", name="Bewaar dit voorstel").click()
    page.wait_for_selector("#plan-choices label:has-text('Ranst bij Mortsel')")
    page.locator("#desk-rules [type=checkbox]").uncheck()
    settled(page, "2.513,5")
    page.keyboard.press("Control+z")
    settled(page, "2.518,8")
    page.keyboard.press("Control+Shift+z")
    settled(page, "2.513,5")

    page.fill("#query", "Ranst")
    page.press("#query", "Enter")
    page.locator("#edit button", has_text="Regio Antwerpen A").first.click()
    page.get_by_role("button", name="Maak af").click()
    page.wait_for_selector("#desk-rules li:has-text('Edegem')")
    page.wait_for_selector(f"{PROOF}:not(.busy):has-text('Bewezen')")

    tab = page.context.new_page()  # another one shows the same, and hears of what is done here
    tab.goto(page.url)
    tab.wait_for_selector("#desk-rules li:has-text('Edegem')")
    page.reload()
    page.wait_for_selector("#plan-choices label:has-text('Ranst bij Mortsel')")


def test_rules_that_collide_and_the_way_out(planner):
    page = planner
    page.locator("label.desk-number", has_text="Minste gemeenten").locator("input").fill("12")
    page.wait_for_selector("#desk-trouble .desk-why")
    assert "geen voorstel" in page.inner_text(PROOF)
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    assert axe.Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Ongedaan maken").first.click()
    settled(page, "2.513,5")
    assert page.inner_text("#desk-trouble") == ""
    page.get_by_role("button", name="Sluiten").click()
    settled(page, "Het bureau is gesloten")
