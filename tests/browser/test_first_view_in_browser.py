"""What one sees first: land that fills its map at every size, a list, a panel that folds away."""

import pytest

from tests.browser.test_map_in_browser import UNITS, accessible, quiet
from tests.browser.visits import PHONE
from tests.maps.plans import grown_plan

pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (1400, 900), (1280, 800), (1024, 768), (768, 1024), (375, 800)]


def boxes(page):
    """The map and the land on it, in pixels of the window."""
    return page.evaluate(
        """(units) => {
            const all = [...document.querySelectorAll(units)].map((p) => p.getBoundingClientRect());
            const land = {
                left: Math.min(...all.map((b) => b.left)),
                right: Math.max(...all.map((b) => b.right)),
                top: Math.min(...all.map((b) => b.top)),
                bottom: Math.max(...all.map((b) => b.bottom)),
            };
            const { left, right, top, bottom } =
                document.querySelector('.leaflet-container').getBoundingClientRect();
            return { land, map: { left, right, top, bottom } };
        }""",
        UNITS,
    )


def shares(page):
    """How much of the map's width and height the land takes; it is all in view."""
    land, frame = (boxes(page)[what] for what in ("land", "map"))
    assert land["left"] >= frame["left"]
    assert land["right"] <= frame["right"]
    assert land["top"] >= frame["top"]
    assert land["bottom"] <= frame["bottom"]
    return (
        (land["right"] - land["left"]) / (frame["right"] - frame["left"]),
        (land["bottom"] - land["top"]) / (frame["bottom"] - frame["top"]),
    )


def settled(page):
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))")


def test_the_land_fills_its_map_at_every_size(visit, dutch):
    page = (opened := visit(dutch)).page
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        assert max(shares(page)) >= 0.9, (width, height)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    quiet(opened)


def test_the_panel_is_narrow_and_folds_away(visit, dutch):
    page = visit(dutch, viewport={"width": 1024, "height": 768}).page
    assert page.locator("#side").bounding_box()["width"] <= 300
    before = boxes(page)["map"]
    button = page.locator("#side-button")
    button.click()
    settled(page)
    assert page.locator("#side").is_hidden()
    assert button.get_attribute("aria-expanded") == "false"
    assert boxes(page)["map"]["left"] < before["left"]
    assert max(shares(page)) >= 0.9
    button.click()
    assert page.locator("#side").is_visible()


def test_the_list_comes_first_and_the_legend_is_folded(visit, dutch):
    page = visit(dutch).page
    assert page.locator(".region").first.bounding_box()["y"] < 400
    legend, layers = page.locator("#legend-menu"), page.locator("#overlays")
    assert legend.locator("li").first.is_hidden()
    legend.locator("summary").click()
    assert legend.locator("li").first.is_visible()
    page.mouse.click(1300, 800)  # one reads it beside the map
    assert legend.locator("li").first.is_visible()
    layers.locator("summary").click()
    legend.locator("li").first.wait_for(state="hidden")
    page.keyboard.press("Escape")
    assert layers.locator("fieldset").is_hidden()


def test_a_phone_shows_the_map_when_something_changes_on_it(visit, dutch):
    page = visit(dutch, viewport=PHONE, has_touch=True, is_mobile=True).page

    def seen():
        frame, answer = boxes(page)["map"], page.locator("#answer").bounding_box()
        assert frame["top"] >= 0
        assert frame["bottom"] < answer["y"] < PHONE["height"] - 50

    page.fill("#query", "Lier")
    page.press("#query", "Enter")
    seen()
    last = page.locator(".region").last
    last.scroll_into_view_if_needed()
    last.click()
    assert "rond" in page.inner_text("#answer")
    seen()


def strokes(page, pane):
    """Colours and widths of the drawn lines in a pane, from below to above."""
    return page.evaluate(
        """(pane) => [...document.querySelectorAll(`.leaflet-${pane}-pane path`)]
            .filter((path) => path.getAttribute('stroke-dasharray') === null)
            .map((path) => ['stroke', 'stroke-width'].map((name) => path.getAttribute(name)))
            .map(([colour, width]) => [colour, Number(width)])""",
        pane,
    )


def test_regions_are_the_loudest_line_and_what_is_chosen_stands_above_layers(visit, dutch):
    page = (opened := visit(dutch)).page
    (_, coast), (ink, region), (parent, double), (core, _) = strokes(page, "outlines")[:4]
    unit = float(page.locator(UNITS).first.get_attribute("stroke-width"))
    assert unit < coast < region
    assert double <= region
    assert (parent, core) == (ink, "#ffffff")  # a double line, lighter than that of a region
    opened.ask("Lier")
    page.click("#overlays summary")
    for box in page.locator("#overlays input").all():
        box.check()
    assert len(strokes(page, "chosen")) == 4  # the region and the municipality, on white
    above, below = (
        int(page.locator(f".leaflet-{pane}-pane").evaluate("(e) => getComputedStyle(e).zIndex"))
        for pane in ("chosen", "outlines")
    )
    assert above > below
    page.click("text=Toon de hele kaart")
    assert strokes(page, "chosen") == []


LABELS = """() => {
    const { plans: [{ of }] } = JSON.parse(document.getElementById('data').textContent);
    const paths = [...document.querySelectorAll('.leaflet-overlay-pane path.leaflet-interactive')];
    const { left, top, right, bottom } =
        document.querySelector('.leaflet-container').getBoundingClientRect();
    return [...document.querySelectorAll('.leaflet-labels-pane .label')].flatMap((label) => {
        const range = document.createRange();
        range.selectNodeContents(label);
        const ends = [...range.getClientRects()].filter((box) => box.width).flatMap((box) => [
            [box.left + 1, (box.top + box.bottom) / 2],
            [box.right - 1, (box.top + box.bottom) / 2],
        ]);
        const isSeen = ends.every(([x, y]) => x > left && x < right && y > top && y < bottom);
        if (!isSeen || label.classList.contains('place')) return [];
        const units = ends.map(([x, y]) => document.elementsFromPoint(x, y)
            .map((one) => paths.indexOf(one)).find((n) => n >= 0) ?? -1);
        return [{ kind: label.classList[1], text: label.textContent, units,
            regions: [...new Set(units.map((n) => of[n] ?? -1))] }];
    });
}"""


def test_labels_are_names_that_stay_in_their_area_at_every_size(visit, dutch, flanders):
    page = (opened := visit(dutch)).page
    regions = {region.label for region in grown_plan(flanders)}
    frame = flanders.frame
    parents = set(frame["reference_region_name"])
    shown = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        labels = page.evaluate(LABELS)
        shown[width] = len(labels)
        for label in labels:
            text = " ".join(label["text"].split()).replace("- ", "-")
            spot = (width, text)
            if label["kind"] == "region-label":
                assert text in regions, spot
                assert len(label["regions"]) == 1, spot
            else:
                assert text in parents, spot
                (own,) = {frame["reference_region_name"].iloc[n] for n in label["units"]}
                assert text == own, spot
    assert shown[1920] > shown[1024] > shown[375] >= 3
    page.set_viewport_size({"width": 1400, "height": 900})
    settled(page)
    opened.ask("Lier")
    closer = page.evaluate(LABELS)
    assert any(label["kind"] == "unit-label" for label in closer)
    for label in closer:
        if label["kind"] == "unit-label":
            assert len(set(label["units"])) == 1, label["text"]


def test_a_hint_says_that_one_can_click_until_one_did(visit, dutch):
    page = visit(dutch).page
    hint = page.locator("#click-hint")
    assert "Klik op een gemeente" in hint.inner_text()
    box = page.locator(UNITS).nth(40).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert hint.count() == 0
    assert page.locator("#edit-button").inner_text() == "Probeer zelf"


def background(page, selector):
    return page.eval_on_selector(selector, "(one) => getComputedStyle(one).backgroundColor")


@pytest.mark.slow
def test_a_dark_page_is_accessible_and_its_land_keeps_its_colours(visit, dutch):
    page = (opened := visit(dutch, color_scheme="dark")).page
    assert background(page, "body") == "rgb(22, 29, 36)"
    land = page.locator(".leaflet-land-pane path")
    assert (land.get_attribute("fill"), land.get_attribute("fill-opacity")) == ("#ffffff", "1")
    accessible(opened)
    opened.ask("Lier")
    page.click("#edit-button")
    page.click("#table-button")
    page.click("#legend-menu summary")
    accessible(opened)
    page.emulate_media(media="print")
    assert background(page, "body") == "rgb(255, 255, 255)"


def test_colours_of_the_system_leave_those_of_regions(visit, dutch):
    page = (opened := visit(dutch, forced_colors="active")).page
    opened.ask("Lier")
    fill = page.eval_on_selector(".dot", "(dot) => dot.style.getPropertyValue('--fill')")
    assert fill.startswith("#")
    dots = page.eval_on_selector_all(
        ".region .dot", "(all) => all.map((one) => getComputedStyle(one).backgroundColor)"
    )
    assert len(set(dots)) > 2
    pressed = ".region[aria-pressed=true]"
    assert background(page, pressed) != background(page, ".region[aria-pressed=false]")
    quiet(opened)


def test_sea_and_neighbours_are_faint_and_named_around_all_of_flanders(visit, dutch, evil):
    page = (opened := visit(dutch)).page
    names = page.locator(".beside-name")
    assert names.all_inner_texts() == [
        "Noordzee",
        "Nederland",
        "Wallonië",
        "Frankrijk",
        "Duitsland",
    ]
    assert background(page, ".leaflet-container") == "rgb(223, 233, 240)"
    for name in names.all()[:4]:  # Germany is seen as one looks around
        box = name.locator("span").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        under = page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).classList.contains('leaflet-container')",
            [x, y],
        )
        assert under, name.inner_text()  # beside the land, not on it
    quiet(opened)
    assert visit(evil).page.locator(".beside-name, .beside-land").count() == 0


def test_no_name_around_is_half_below_a_button(visit, dutch):
    page = visit(dutch, viewport=PHONE).page
    settled(page)
    below = page.evaluate(
        """() => {
            const boxes = (query) => [...document.querySelectorAll(query)]
                .filter((one) => getComputedStyle(one).visibility === "visible")
                .map((one) => one.getBoundingClientRect());
            const apart = (a, b) => (
                a.right < b.left || a.left > b.right || a.bottom < b.top || a.top > b.bottom);
            return boxes(".beside-name span").filter((name) => (
                boxes(".leaflet-control").some((control) => !apart(name, control)))).length;
        }"""
    )
    assert below == 0
    assert page.locator(".beside-name span:visible").count() >= 1
