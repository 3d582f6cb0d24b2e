"""The report as people meet it: on a screen, on a phone and on paper."""

import json
import re
from dataclasses import replace

import pytest

from regionplanner.files.run_record import RecordedPoint, RunRecord
from regionplanner.proof import Proof
from regionplanner.scenario import Scenario
from tests.browser.visits import DESKTOP, PHONE
from tests.documents.reading import report_html
from tests.maps.plans import EVIL, grid, grown_plan

pytestmark = pytest.mark.browser

NEAR = Scenario(criteria={"distance": 1.0})
A4_WIDE = {"width": 680, "height": 980}


@pytest.fixture(scope="module")
def council(flanders):
    """One plan beside another, with the curves of a run."""
    points = [
        RecordedPoint(n, 3000.0 - 30 * n, 3000.0 - 30 * n, chosen=n == 32) for n in range(25, 52)
    ]
    parents = {
        f"REFREG{n:02}": tuple(
            RecordedPoint(k, 100.0 / k, 90.0 / k if k > 3 else 100.0 / k, chosen=k == 2)
            for k in range(1, 6)
        )
        for n in range(1, 16)
    }
    proof = Proof("optimal", 1.0, 1.0)
    record = RunRecord("f00d", "", "", proof, 9, tuple(points), parents)
    plans = {"eerste": grown_plan(flanders), "tweede": grown_plan(flanders, size=11)}
    return report_html(plans, flanders, {"eerste": record})


@pytest.fixture(scope="module")
def hostile():
    world = grid(names=EVIL)
    plans = {
        EVIL[nis]: replace(grown_plan(world, size=size), scenario=NEAR)
        for nis, size in (("00", 4), ("10", 5))
    }
    return report_html(plans, world, title=EVIL["01"])


@pytest.mark.parametrize("which", ["council", "hostile"])
def test_nothing_is_asked_for_and_nothing_sticks_out(visit, request, which):
    opened = visit(request.getfixturevalue(which), wait=False)
    for viewport in (DESKTOP, PHONE):
        opened.page.set_viewport_size(viewport)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert opened.problems == []
    assert [url for url in opened.requests[1:] if not url.startswith("data:")] == []
    assert opened.page.evaluate("window.evil") is None
    assert opened.page.locator("script, img").count() == 0


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.slow
def test_axe_finds_nothing(visit, council, viewport):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    opened = visit(council, viewport=viewport, wait=False)
    violations = axe.Axe().run(opened.page).response["violations"]
    assert not violations, json.dumps(violations, indent=1)[:3000]


def test_every_region_has_its_name_or_number_on_the_map(visit, council):
    page = visit(council, wait=False).page
    texts = page.locator("svg.map").first.locator(".wide .name-overview").all_text_contents()
    shown = [text.replace(" ", "") for text in texts]  # a name can stand on several lines
    numbers = page.locator(".key li").all_text_contents()
    regions = len(numbers)
    names = {re.sub(r"^\d+|\s", "", text) for text in numbers}
    assert len(set(shown)) == len(shown)
    assert set(shown) <= {*names, *(str(n) for n in range(1, regions + 1))}
    assert len(shown) >= 0.9 * regions  # a region smaller than its number has none
    assert names & set(shown)


def test_links_lead_to_their_section(visit, council):
    page = visit(council, wait=False).page
    for link in page.locator("nav a").all():
        target = page.locator(link.get_attribute("href"))
        assert target.inner_text() == link.inner_text()


def test_paper_keeps_headings_with_what_they_head(visit, council):
    """Printed on A4: no heading is the last thing on a page, and nothing is cut off."""
    opened = visit(council, viewport=A4_WIDE, wait=False)
    printed = opened.page.pdf(format="A4", prefer_css_page_size=True)
    n_pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))
    assert 10 < n_pages < 34  # with a small map of every youth region
    opened.page.emulate_media(media="print")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= A4_WIDE["width"]
    rules = opened.page.evaluate(
        """() => ['h2', 'h3', 'h4'].map((kind) =>
            getComputedStyle(document.querySelector('main ' + kind)).breakAfter)"""
    )
    assert rules == ["avoid"] * 3
    kept = opened.page.evaluate(
        """() => ['tr', 'article', 'figure', '.oddity', '.cut > div'].map((kind) =>
            getComputedStyle(document.querySelector(kind)).breakInside)"""
    )
    assert kept == ["avoid"] * 5
