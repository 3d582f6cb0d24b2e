"""Pages where scripts or styles are not allowed: a server's policy, a viewer of files, a mail."""

import pytest

from regionplanner.maps.page import map_page
from regionplanner.maps.rollout_pages import growth_page
from regionplanner.program.growth import Growth
from tests.browser.visits import DESKTOP, PHONE
from tests.maps.plans import grid, plan_of

pytestmark = pytest.mark.browser

NO_INLINE = "default-src 'self'"
NO_SCRIPT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
NO_STYLE = "style-src 'self'"
PLACE = "http://regions.test/map.html"


@pytest.fixture(scope="module")
def pages():
    municipalities = grid()
    groups = (["00", "01"], ["10", "11"], ["20", "21", "30", "31"], ["02", "03", "12", "13"])
    plan = plan_of(municipalities, groups)
    start = {region.code: 2027 + n for n, region in enumerate(plan.regions[:3])}
    grown = Growth((2027, 2028, 2029), start, 1.0, 1.0)
    return {
        "map": map_page(plan, municipalities, language="en").html,
        "country": map_page(plan, municipalities, language="en", country_from=1).html,
        "growth": growth_page(plan, grown, municipalities, language="en").html,
    }


@pytest.fixture
def blocked(chromium):
    """Open a page from a server that sends a policy."""
    opened = []

    def visit(html, policy):
        context = chromium.new_context(viewport=DESKTOP)
        opened.append(context)
        page = context.new_page()
        headers = {"Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8"}
        page.route("**/*", lambda route: route.fulfill(body=html, headers=headers))
        page.goto(PLACE)
        return page

    yield visit
    for context in opened:
        context.close()


@pytest.mark.parametrize(
    "policy",
    [NO_INLINE, NO_SCRIPT, NO_STYLE],
    ids=["nothing inline", "no script", "no style"],
)
@pytest.mark.parametrize("which", ["map", "country", "growth"])
def test_what_is_wrong_is_said_and_the_regions_are_there(blocked, pages, which, policy):
    page = blocked(pages[which], policy)
    assert page.locator("#no-script").is_visible()
    said = page.inner_text("#no-script")
    assert "does not allow its JavaScript or its styles. Save the file" in said
    for parent in page.locator("#region-list summary").all():  # of a country
        parent.click()
    listed = page.inner_text("#region-list")
    for unit in ("Unit 00", "Unit 31", "Unit 13" if which != "growth" else "Unit 21"):
        assert unit in listed
    tall = "Math.max(...[...document.querySelectorAll('svg')].map((one) => one.clientHeight))"
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert page.evaluate(tall) <= 20
    if policy == NO_SCRIPT:  # what would do nothing is not there, and nothing lies over the words
        assert page.locator(".stage:visible, .search:visible").count() == 0


@pytest.mark.parametrize("which", ["map", "country", "growth"])
def test_where_scripts_run_nothing_is_said(visit, pages, which):
    page = visit(pages[which], viewport=DESKTOP, wait=False).page
    assert not page.locator("#no-script").is_visible()


def test_a_growth_lists_the_regions_of_its_last_year(blocked, pages):
    page = blocked(pages["growth"], NO_INLINE)
    listed = page.inner_text("#region-list")
    assert listed.startswith("2029")
    assert "Not yet in a youth region: Unit 02, Unit 03, Unit 12, Unit 13" in listed
    assert "East A (Unit 02, Unit 03, Unit 12, Unit 13)" in page.inner_text(".besides")
