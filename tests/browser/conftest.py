"""Debian's chromium without a network, and what a page did in it."""

import shutil
from dataclasses import replace
from hashlib import sha256

import pytest

from regionplanner.maps.page import map_page
from regionplanner.scenario import Scenario
from tests.browser.visits import DESKTOP, Visit
from tests.conftest import HANGS_S
from tests.maps.plans import EVIL, grid, grown_plan

HASSELT, DILBEEK = "71072", "23016"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

FORGET = "() => { try { localStorage.clear(); } catch { /* nothing is kept */ } }"
"""All pages of files share what they keep."""


@pytest.fixture(scope="session")
def chromium():
    """Return the system's browser; a fresh profile every run."""
    api = pytest.importorskip(
        "playwright.sync_api", reason="BROWSER TESTS SKIPPED: pip install playwright"
    )
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("BROWSER TESTS SKIPPED: no chromium found; run: apt-get install chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context(chromium):
    """Return a context by what it is like; pages of one share a process and compiled scripts."""
    contexts = {}

    def shared(**options):
        key = repr(sorted(options.items()))
        if key not in contexts:
            contexts[key] = chromium.new_context(offline=True, reduced_motion="reduce", **options)
            contexts[key].set_default_timeout(HANGS_S * 1000)
            contexts[key].new_page()  # while one is open, the next ones share its process
        return contexts[key]

    yield shared
    for made in contexts.values():
        made.close()


@pytest.fixture(scope="session")
def filed(tmp_path_factory):
    """Return the address of a file with HTML, the same for the same: scripts compile once."""
    folder = tmp_path_factory.mktemp("pages")

    def address(html):
        file = folder / f"{sha256(html.encode()).hexdigest()[:16]}.html"
        file.write_text(html, "utf-8")
        return file.as_uri()

    return address


@pytest.fixture
def visit(context, filed):
    """Open HTML from a file, offline, and record what happens."""
    pages = []

    def opened(html, *, viewport=DESKTOP, wait=True, **options):
        result = Visit(context(viewport=viewport, **options).new_page())
        pages.append(result.page)
        result.page.on("request", lambda request: result.requests.append(request.url))
        result.page.on("pageerror", lambda error: result.problems.append(str(error)))
        result.page.on(
            "console",
            lambda message: (
                result.problems.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        result.page.goto(filed(html))
        if wait:
            result.page.wait_for_selector(".label:not(.off)", state="attached")
        return result

    yield opened
    for page in pages:
        if not page.is_closed():
            page.evaluate(FORGET)
            page.close()


@pytest.fixture(scope="session")
def dutch(flanders):
    return map_page(grown_plan(flanders), flanders).html


@pytest.fixture(scope="session")
def english(flanders):
    return map_page(grown_plan(flanders), flanders, language="en").html


@pytest.fixture(scope="session")
def partial(flanders):
    """A first phase: every third region; that of Hasselt was given, Dilbeek is left out."""
    whole = grown_plan(flanders)
    given = next(region for region in whole if HASSELT in region.members)
    regions = tuple(region for n, region in enumerate(whole) if n % 3 == 1 or region is given)
    scenario = Scenario(
        regions=len(regions),
        coverage={"least": 50},
        max_units=8,
        leave_out=[DILBEEK],
        locked=[{"region": "given", "members": given.members, "exception": True}],
    )
    regions = tuple(region for region in regions if DILBEEK not in region.members)
    return map_page(replace(whole, regions=regions, scenario=scenario), flanders).html


@pytest.fixture(scope="session")
def evil():
    world = grid(names=EVIL)
    return map_page(grown_plan(world, size=4), world, title=EVIL["01"]).html
