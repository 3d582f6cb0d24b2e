"""Pages of municipalities as people meet them: on a screen, on a phone and on paper."""

import itertools
import json
from dataclasses import replace

import pytest

from regionplanner.documents.municipality_pages.atlas import atlas
from regionplanner.documents.municipality_pages.index_page import index_page, page_names
from regionplanner.documents.municipality_pages.municipality_page import page_of
from regionplanner.files.file_choices import RunChoices
from regionplanner.scenario import Scenario
from tests.browser.visits import DESKTOP, PHONE
from tests.maps.plans import EVIL, grid, grown_plan

pytestmark = pytest.mark.browser

LIER, VOEREN, DROGENBOS, BAARLE = "12021", "73109", "23098", "13002"
RUN = RunChoices(contact="jeugd@example.be, 02 123 45 67")
SIZES = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture(scope="session")
def made(flanders):
    return atlas({"one": grown_plan(flanders), "two": grown_plan(flanders, size=7)}, flanders)


@pytest.fixture(scope="session")
def phased(flanders):
    """Kempen, with Baarle-Hertog, is left for later."""
    whole = grown_plan(flanders)
    scenario = Scenario(coverage={"least": 5}, leave_out=[DROGENBOS])
    kept = tuple(r for r in whole if r.parent_name == "Limburg")
    return atlas({"part": replace(whole, regions=kept, scenario=scenario), "all": whole}, flanders)


@pytest.fixture(scope="session")
def evil_pages():
    world = grid(names=EVIL)
    plans = {"<b>one": grown_plan(world, size=4), "two": grown_plan(world, size=3)}
    made = atlas(plans, world)
    return [page_of(made, nis, RUN) for nis in ("00", "10")]


def fine(opened, viewport):
    """Nothing asked for, nothing complained about, nothing too wide, readable for all."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    assert opened.problems == []
    assert len(opened.requests) == 1
    width = opened.page.evaluate("document.documentElement.scrollWidth")
    assert width <= viewport["width"]
    violations = axe.Axe().run(opened.page).response["violations"]
    assert not violations, json.dumps(violations, indent=1)[:3000]


def label_boxes(page):
    return page.evaluate(
        """() => [...document.querySelectorAll('figure .map text')].map((text) => {
            const { left, top, right, bottom, width } = text.getBoundingClientRect();
            return { text: text.textContent, left, top, right, bottom, width };
        }).filter(({ width }) => width)"""
    )


@SIZES
@pytest.mark.parametrize("nis", [VOEREN, DROGENBOS])
def test_pages_are_quiet_and_for_all(visit, made, nis, viewport):
    opened = visit(page_of(made, nis, RUN), viewport=viewport, wait=False)
    fine(opened, viewport)
    assert opened.page.locator(".map").count() == 2


@SIZES
def test_who_waits_and_who_is_left_out(visit, phased, viewport):
    for nis in (BAARLE, DROGENBOS):
        fine(visit(page_of(phased, nis, RUN), viewport=viewport, wait=False), viewport)


@SIZES
def test_evil_names_are_shown_and_never_run(visit, evil_pages, viewport):
    for page in evil_pages:
        opened = visit(page, viewport=viewport, wait=False)
        fine(opened, viewport)
        assert opened.page.evaluate("window.evil") is None
        assert opened.page.locator("img").count() == 0


@SIZES
@pytest.mark.parametrize("nis", [LIER, VOEREN, DROGENBOS])
def test_cells_hold_their_texts(visit, made, nis, viewport):
    opened = visit(page_of(made, nis, RUN), viewport=viewport, wait=False)
    outside = opened.page.eval_on_selector_all(
        "th, td",
        """cells => cells.filter((cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return range.getBoundingClientRect().right > cell.getBoundingClientRect().right + 0.5;
        }).map((cell) => cell.textContent)""",
    )
    assert outside == []


@SIZES
@pytest.mark.parametrize("nis", [LIER, VOEREN, DROGENBOS])
def test_labels_do_not_overlap(visit, made, nis, viewport):
    opened = visit(page_of(made, nis, RUN), viewport=viewport, wait=False)
    boxes = label_boxes(opened.page)
    assert len(boxes) >= 5
    overlaps = [
        (a["text"], b["text"])
        for a, b in itertools.combinations(boxes, 2)
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        # the box of a line is higher than its letters
        and a["top"] + 2 < b["bottom"]
        and b["top"] + 2 < a["bottom"]
    ]
    assert overlaps == []
    sizes = opened.page.eval_on_selector_all(
        "figure .map text",
        """texts => texts.filter((text) => text.getBoundingClientRect().width).map((text) =>
            parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)""",
    )
    assert min(sizes) >= 10


def test_pages_print_on_two_sheets(visit, made):
    opened = visit(page_of(made, LIER, RUN), wait=False)
    pdf = opened.page.pdf(prefer_css_page_size=True, print_background=True)
    assert 1 <= pdf.count(b"/Type /Page\n") <= 2


@SIZES
def test_the_index_is_found_in(visit, made, flanders, viewport):
    opened = visit(index_page(made, page_names(flanders), RUN), viewport=viewport, wait=False)
    fine(opened, viewport)
    page = opened.page
    shown = "[data-sought]:not([hidden])"
    assert page.locator(shown).count() == 285
    page.fill("#query", "sint niklaas")
    assert page.locator(shown).all_inner_texts()[0].startswith("Sint-Niklaas")
    assert page.inner_text("#found") == "1 gemeente gevonden"
    page.fill("#query", "sint joris winge")  # a village: it is said why it is found
    assert page.locator(shown).all_inner_texts()[0].endswith(" (Sint-Joris-Winge)")
    page.fill("#query", "KRUIBEKE")
    assert page.locator(f"{shown} a").get_attribute("href") == (
        "46030-beveren-kruibeke-zwijndrecht.html"
    )
    page.fill("#query", "xyzzy")
    assert page.inner_text("#found") == "Geen gemeente gevonden. Kijk de naam na."
    assert not page.is_visible("#by-region")
    page.fill("#query", "")
    assert page.locator(shown).count() == 285
    assert page.is_visible("#by-region")
    assert opened.problems == []


def test_the_index_works_without_a_script(visit, made, flanders):
    opened = visit(
        index_page(made, page_names(flanders), RUN), wait=False, java_script_enabled=False
    )
    assert opened.page.locator("a").count() == 570
    assert not opened.page.is_visible("#search")
