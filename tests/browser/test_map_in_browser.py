"""The map as people meet it: Debian's chromium, no network."""

import itertools
import json

import pytest

from tests.browser.visits import DESKTOP, PHONE

pytestmark = pytest.mark.browser

UNITS = ".leaflet-overlay-pane path.leaflet-interactive"


def quiet(visit):
    assert visit.problems == []
    assert [url for url in visit.requests[1:] if not url.startswith("data:")] == []
    assert visit.requests[0].startswith("file:")


def shown_labels(page):
    return page.evaluate(
        """() => [...document.querySelectorAll('.label:not(.off)')].map((label) => {
            const { left, top, right, bottom } = label.getBoundingClientRect();
            return { text: label.textContent, left, top, right, bottom };
        })"""
    )


def overlapping(labels):
    return [
        (a["text"], b["text"])
        for a, b in itertools.combinations(labels, 2)
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] < b["bottom"]
        and b["top"] < a["bottom"]
    ]


@pytest.mark.parametrize("language", ["dutch", "english"])
def test_everything_is_drawn_and_nothing_is_asked_for(visit, request, language):
    opened = visit(request.getfixturevalue(language))
    assert opened.page.locator(UNITS).count() == 285
    assert opened.page.locator("#names option").count() == 285
    quiet(opened)


def test_policy_stops_a_request(visit, dutch):
    opened = visit(dutch)
    outcome = opened.page.evaluate(
        "() => fetch('https://example.org/').then(() => 'let through', () => 'stopped')"
    )
    assert outcome == "stopped"
    assert any("Content Security Policy" in problem for problem in opened.problems)


QUERIES = {
    "Lier": "Lier",
    "lier": "Lier",
    "Sint-Niklaas": "Sint-Niklaas",
    "sint niklaas": "Sint-Niklaas",
    "  SINT  NÏKLAAS ": "Sint-Niklaas",
    "turnh": "Turnhout",
    "12021": "Lier",
    "mol": "Mol",
}


def test_search_answers_in_a_sentence(visit, dutch):
    opened = visit(dutch)
    for query, name in QUERIES.items():
        answer = opened.ask(query)
        assert answer.startswith(f"{name} ligt in jeugdregio "), query
        assert ", met " in answer
        assert "inwoners" in answer
    quiet(opened)


def test_a_part_of_many_names_offers_those_that_begin_with_it_first(visit, dutch):
    opened = visit(dutch)
    assert "kan meer dan één gemeente zijn" in opened.ask("Sint")
    offered = opened.page.locator(".choices button").all_inner_texts()
    assert {"Sint-Niklaas", "Sint-Truiden"} < set(offered)
    assert all(name.startswith("Sint") for name in offered[:9])
    assert opened.ask("e").rstrip().endswith("typ meer letters van de naam.")
    assert opened.ask("BORGERHOUT").startswith("Borgerhout ligt in Antwerpen")
    quiet(opened)


def test_answer_is_lit_and_flown_to(visit, dutch):
    page = (opened := visit(dutch)).page
    before = page.locator(UNITS).first.bounding_box()
    opened.ask("Lier")
    assert page.locator(".region[aria-pressed=true]").count() == 1
    assert page.locator(UNITS).first.bounding_box() != before
    fills = page.eval_on_selector_all(
        UNITS, "paths => paths.map((path) => path.getAttribute('fill-opacity'))"
    )
    assert len(set(fills)) == 3  # the municipality, its region, the others


def test_answer_is_announced_and_search_has_a_label(visit, dutch):
    page = visit(dutch).page
    assert page.get_attribute("#answer", "aria-live") == "polite"
    assert page.get_by_label("Zoek je gemeente").count() == 1


def test_choosing_from_the_list_answers_at_once(visit, dutch):
    page = visit(dutch).page
    page.evaluate(
        """() => {
            const query = document.getElementById('query');
            query.value = 'Mechelen';
            query.dispatchEvent(new InputEvent('input', { inputType: 'insertReplacementText' }));
        }"""
    )
    assert page.inner_text("#answer").startswith("Mechelen ligt in jeugdregio ")


def test_typing_does_not_answer_before_enter(visit, dutch):
    page = visit(dutch).page
    page.type("#query", "Lier")
    assert page.locator("#answer").is_hidden()


def test_unknown_names_get_a_friendly_sentence(visit, dutch):
    opened = visit(dutch)
    assert "We vinden geen gemeente “Xyzzy”" in opened.ask("Xyzzy")
    assert "Misschien bedoel je" in opened.ask("Antwrpen")
    opened.page.click(".choices button")
    assert opened.page.inner_text("#answer").startswith("Antwerpen ligt in")
    assert "Typ de naam" in opened.ask("   ")
    quiet(opened)


def test_english_answers_in_english(visit, english):
    answer = visit(english).ask("mol")
    assert answer.startswith("Mol is in youth region ")
    assert ", around " in answer


def test_list_and_map_choose_a_region(visit, dutch):
    opened = visit(dutch)
    page = opened.page
    page.locator(".region").nth(3).click()
    assert page.inner_text("#answer").startswith("Jeugdregio ")
    page.click("text=Toon de hele kaart")
    assert page.locator("#answer").is_hidden()
    assert page.locator(".region[aria-pressed=true]").count() == 0
    box = page.locator(UNITS).nth(40).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "ligt in jeugdregio" in page.inner_text("#answer")
    quiet(opened)


def test_tooltip_says_municipality_region_inhabitants(visit, dutch, flanders):
    page = visit(dutch).page
    box = page.locator(UNITS).nth(1).bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
    lines = page.inner_text(".tip").splitlines()
    assert lines[0] in set(flanders.frame["name"])
    assert lines[1].startswith("Jeugdregio: ")
    unit = flanders.frame.set_index("name").loc[lines[0]]
    assert lines[2] == f"Inwoners: {unit['inhabitants']:,}".replace(",", ".")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_labels_do_not_overlap(visit, dutch, viewport):
    opened = visit(dutch, viewport=viewport)
    opening = shown_labels(opened.page)
    assert not overlapping(opening)
    opened.ask("Lier")
    assert "Lier" in [label["text"] for label in shown_labels(opened.page)]
    assert not overlapping(shown_labels(opened.page))


def test_phone_has_fewer_labels_and_no_sideways_scroll(visit, dutch):
    wide = shown_labels(visit(dutch).page)
    opened = visit(dutch, viewport=PHONE, has_touch=True, is_mobile=True)
    page = opened.page
    assert 3 <= len(shown_labels(page)) < len(wide)
    for query in (None, "Beveren-Kruibeke-Zwijndrecht"):
        if query:
            opened.ask(query)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert page.locator("#answer").bounding_box()["y"] < 812  # seen without scrolling
    quiet(opened)


@pytest.mark.parametrize(
    ("viewport", "query", "colours"),
    [
        (DESKTOP, None, {}),
        (DESKTOP, "Antwrpen", {}),
        (PHONE, "Lier", {}),
        (PHONE, "Lier", {"forced_colors": "active", "color_scheme": "dark"}),
    ],
)
@pytest.mark.slow
def test_axe_finds_nothing(visit, dutch, viewport, query, colours):
    opened = visit(dutch, viewport=viewport, **colours)
    if query:
        opened.ask(query)
    accessible(opened)


def accessible(opened):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    violations = axe.Axe().run(opened.page).response["violations"]
    assert not violations, json.dumps(violations, indent=1)[:3000]


def tabbed(page, count):
    """What has the focus after each press of Tab."""
    met = []
    for _ in range(count):
        page.keyboard.press("Tab")
        met.append(
            page.evaluate(
                "() => document.activeElement.getAttribute('aria-label')"
                " || document.activeElement.id || document.activeElement.textContent.trim()"
            )
        )
    return met


def test_keyboard_goes_through_the_page(visit, dutch):
    page = visit(dutch).page
    met = tabbed(page, 6)
    assert met[:4] == ["Naar de kaart", "broken", "query", "Zoek"]
    assert all(", rond " in name for name in met[4:])  # the list


def test_keyboard_can_skip_to_the_map(visit, dutch):
    page = visit(dutch).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    met = tabbed(page, 10)
    assert met[:4] == ["side-button", "Legende", "Lagen", "edit-button"]
    assert met[4:7] == ["table-button", "whole-button", "print-button"]
    assert met[7].startswith("Kaart van de jeugdregio's")
    assert met[8:] == ["Inzoomen", "Uitzoomen"]


def test_evil_names_are_shown_and_never_run(visit, evil):
    opened = visit(evil)
    page = opened.page
    assert "<script>" in opened.ask("script window evil = 1 script")
    answer = opened.ask("lang" * 50)
    assert "Lang" * 50 in answer
    assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]
    assert "kan meer dan één gemeente zijn" in opened.ask("unit 00")  # two have this name
    assert {"Unit 00 (13)", "Unit 00 (20)"} <= set(
        page.eval_on_selector_all("#names option", "all => all.map((one) => one.value)")
    )
    for n in range(16):
        box = page.locator(UNITS).nth(n).bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.locator(".region").first.click()
    assert page.evaluate("window.evil") is None
    assert page.locator("img").count() == 0
    quiet(opened)


def test_page_works_in_a_notebook_frame(visit, dutch):
    from regionplanner.maps.page import MapPage

    frame = MapPage(dutch)._repr_html_()
    opened = visit(f"<!DOCTYPE html><title>notebook</title><body>{frame}", wait=False)
    inner = opened.page.frame_locator("iframe")
    inner.locator(".label:not(.off)").first.wait_for(state="attached")
    assert inner.locator(UNITS).count() == 285
    inner.locator("#query").fill("Lier")
    inner.locator("#query").press("Enter")
    assert "Lier ligt in jeugdregio" in inner.locator("#answer").inner_text()
    assert opened.problems == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_who_follows_later_is_hatched_and_reported(visit, partial, viewport):
    opened = visit(partial, viewport=viewport)
    hatched = opened.page.locator(f'{UNITS}[fill="url(#later)"]')
    assert 100 < hatched.count() < 285
    box = opened.page.locator("#later").evaluate(
        "(pattern) => pattern.querySelectorAll('*').length"
    )
    assert box == 2
    answer = opened.ask("Antwerpen")
    assert answer.startswith("Antwerpen zit in dit voorstel nog niet in een jeugdregio.")
    accessible(opened)
    assert opened.ask("Dilbeek").startswith("Dilbeek is in dit voorstel bij geen jeugdregio")
    quiet(opened)


def test_what_was_given_is_reported(visit, partial):
    opened = visit(partial)
    answer = opened.ask("Hasselt")
    assert "Deze regio blijft zoals ze is" in answer
    assert "een uitzondering op de regel van 5 tot 8 gemeenten" in answer
    quiet(opened)
