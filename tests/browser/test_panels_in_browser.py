"""Panels, plans beside each other, overlays, the table, links and print."""

import itertools
import re
from dataclasses import replace

import pytest

from regionplanner.graph.contiguity import rook_graph
from regionplanner.maps.page import map_page
from regionplanner.plan.compare import compared
from regionplanner.plan.make import make_plan
from regionplanner.scenario import Scenario
from regionplanner.score.groups import groups_of
from regionplanner.score.scorecard import scorecard
from tests.browser.visits import DESKTOP, PHONE
from tests.maps.plans import grid, grown_plan

pytestmark = pytest.mark.browser
LIER, HERENTHOUT, KASTERLEE = "12021", "13012", "13017"


@pytest.fixture(scope="module")
def plans(flanders):
    """A plan by sorted codes inside each reference region, and one with two moved."""
    frame, graph = flanders.frame, rook_graph(flanders)
    first = {}
    for parent, units in frame.groupby("reference_region"):
        for n, nis in enumerate(sorted(units.index)):
            first[nis] = f"{parent.lower()}-{'a' if n < len(units) / 2 else 'b'}"
    first = {nis: code.replace("refreg03", "kempen") for nis, code in first.items()}
    second = first | {HERENTHOUT: "kempen-b"}
    scenario = Scenario()
    return {
        "Eerste": make_plan(first, flanders, graph, scenario),
        "Tweede": make_plan(second, flanders, graph, scenario),
    }


@pytest.fixture(scope="module")
def two(plans, flanders):
    return map_page(plans, flanders, contact="jeugd@voorbeeld.be").html


def region_of(plan, nis):
    return next(region for region in plan if nis in region.members)


def number(text):
    return float(text.replace(".", "").replace(",", "."))


def test_what_changes_for_us(visit, two, plans, flanders):
    opened = visit(two)
    names = flanders.frame["name"]
    change = compared(plans["Tweede"], plans["Eerste"])
    assert change.moved == (HERENTHOUT,)
    answer = opened.ask(names[HERENTHOUT])
    assert "Tweede: we horen bij Kempen B" in answer
    stays = next(nis for nis in region_of(plans["Eerste"], HERENTHOUT).members if nis != HERENTHOUT)
    answer = opened.ask(names[stays])
    assert "Tweede: we blijven in Kempen A" in answer
    assert f"Niet meer: {names[HERENTHOUT]}." in answer
    assert "Tweede: dezelfde gemeenten" in opened.ask("Lier")
    opened.page.check("#plan-choices input[value='1']")
    said = opened.page.inner_text("#plan-change")
    assert said.startswith("Anders dan in Eerste: Herenthout. ")
    assert "Roze omrand" in said
    assert opened.page.locator(".leaflet-outlines-pane path[stroke='#c2185b']").count() == 1
    opened.page.click("#plan-scores summary")
    assert "Afstand tot het centrum (km)" in opened.page.inner_text("#plan-scores")
    assert "Eerste: dezelfde gemeenten" in opened.page.inner_text("#answer")
    assert opened.problems == []


def test_broken_rules_are_marked_and_lead_to_where_they_are(visit):
    world = grid()
    plan = grown_plan(world, size=4)
    of = dict(plan.assignment) | {plan.regions[0].members[0]: plan.regions[1].code}
    scenario = Scenario(regions=5, min_units=4, max_units=4)
    graph = rook_graph(world)
    broken = make_plan(of, world, graph, scenario)
    kept = make_plan(plan.assignment, world, graph, Scenario(regions=4, min_units=4, max_units=4))
    opened = visit(map_page({"Heel": kept, "Stuk": broken}, world).html)
    page = opened.page
    hatched = page.locator(".leaflet-hatches-pane path[fill='url(#hatch-broken)']")
    assert page.locator("#broken").is_hidden()
    assert hatched.count() == 0
    page.check("#plan-choices input[value='1']")
    sizes = [len(region.members) for region in broken]
    assert hatched.count() == sum(size for size in sizes if size != 4)
    assert page.locator(".leaflet-hatches-pane path[fill='url(#hatch-moved)']").count() == 1
    page.click("#broken")
    assert page.inner_text("#answer strong") == page.inner_text("#broken") + "."
    lines = page.locator("#answer .violations li")
    assert lines.count() == len(broken.violations)
    assert lines.locator("button").count() == len(broken.violations) - 1  # one is of all regions
    far = hatched.first.bounding_box()
    page.click("#answer .violations button >> nth=0")
    assert hatched.first.bounding_box() != far
    page.check("#plan-choices input[value='0']")
    assert page.locator("#answer").is_hidden()
    assert hatched.count() == 0
    assert opened.problems == []


def test_who_moves_is_a_list_that_zooms_and_two_plans_share_the_map(visit, two, flanders):
    opened = visit(two)
    page = opened.page
    page.click(".swipe-button")  # from the first plan on: the next one comes on the right
    assert page.is_checked("#plan-choices input[value='1']")
    assert page.inner_text(".moves .link") == "Kempen A \N{RIGHTWARDS ARROW} Kempen B"
    assert page.inner_text(".moves .members") == "1 gemeente: Herenthout"
    slider = page.locator(".swipe-slider")
    assert slider.get_attribute("aria-label") == "Schuif: links Eerste, rechts Tweede"
    assert page.locator(".leaflet-left-pane path").count() == 2 * len(flanders.frame)
    border = page.locator("#swipe-left rect")
    before = float(border.get_attribute("width"))
    slider.focus()
    page.keyboard.press("End")
    assert float(border.get_attribute("width")) > before
    assert slider.get_attribute("aria-valuetext") == "100% Eerste"
    page.click(".moves .link")  # Herenthout fills much of the map: left it is as it was
    box = page.locator("path[fill='url(#hatch-moved)']").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "Kempen A, rond" in page.inner_text(".tip")
    slider.focus()
    page.keyboard.press("Home")
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 1)
    page.locator(".tip", has_text="Kempen B, rond").wait_for()
    page.check("#plan-choices input[value='0']")
    assert slider.get_attribute("aria-label") == "Schuif: links Tweede, rechts Eerste"
    assert page.locator("#plan-moves .link").count() == 0
    page.click(".swipe-button")
    assert page.locator(".swipe, .leaflet-left-pane path, [clip-path]").count() == 0
    assert opened.problems == []


def test_of_three_plans_one_chooses_what_to_compare_with(visit, plans, flanders):
    third = make_plan(
        {**plans["Tweede"].assignment, LIER: "kempen-a"},
        flanders,
        rook_graph(flanders),
        Scenario(),
    )
    page = visit(map_page(plans | {"Derde": third}, flanders).html).page
    choice = page.locator("#plan-against")
    assert choice.locator("option").all_text_contents() == ["nog niets", "Tweede", "Derde"]
    page.check("#plan-choices input[value='2']")
    assert choice.locator("option:checked").text_content() == "Eerste"
    assert page.inner_text("#plan-change").startswith("Anders dan in Eerste: Herenthout en Lier.")
    choice.select_option("Tweede")
    assert page.inner_text("#plan-change").startswith("Anders dan in Tweede: Lier.")
    assert page.inner_text(".moves .members") == "1 gemeente: Lier"
    page.click(".swipe-button")
    assert page.locator(".swipe-name").all_text_contents() == ["Tweede", "Derde"]
    page.check("#plan-choices input[value='1']")  # itself: with the first again
    assert page.locator(".swipe-name").all_text_contents() == ["Eerste", "Tweede"]


def test_colours_stay_with_a_region_across_plans(visit, two, flanders):
    page = visit(two).page
    units = page.locator(".leaflet-overlay-pane path.leaflet-interactive")
    fills = "(paths) => paths.map((path) => path.getAttribute('fill'))"
    before = units.evaluate_all(fills)
    page.check("#plan-choices input[value='1']")
    after = units.evaluate_all(fills)
    changed = [nis for nis, a, b in zip(flanders.frame.index, before, after, strict=True) if a != b]
    assert changed == [HERENTHOUT]


def test_panel_of_a_region_says_what_the_scorecard_says(visit, two, plans, flanders):
    page = visit(two).page
    plan = plans["Eerste"]
    card = scorecard(plan, flanders, rook_graph(flanders), Scenario())
    for region in (plan.regions[0], region_of(plan, KASTERLEE)):
        page.click(f".region:has-text('{region.label}, rond')")
        said = page.inner_text("#answer .region-facts")
        row = card.loc[region.code]
        assert row["centre_name"] in said
        assert (
            number(re.search(r"0 tot en met 14 jaar\s+([\d.]+)", said)[1])
            == row["inhabitants_0_14"]
        )
        assert number(re.search(r"([\d.]+) km²", said)[1]) == round(row["area_km2"])
        mean, most = re.search(r"gemiddeld ([\d,]+) km, hoogstens ([\d,]+) km", said).groups()
        assert number(mean) == pytest.approx(row["mean_distance_km"], abs=0.06)
        assert number(most) == pytest.approx(row["max_distance_km"], abs=0.06)
        for group in groups_of(plan, flanders, "politiezone"):
            if region.code in group.regions:
                start = "Verdeeld: " if group.cut else "Samen: "
                line = next(line for line in said.splitlines() if group.name in line)
                assert line.startswith(start)
    page.click("#answer .links .link >> nth=0")
    assert page.inner_text("#answer").startswith("Jeugdregio ")


def test_table_has_every_region_and_sorts(visit, two, plans, flanders):
    page = visit(two).page
    assert page.locator("#table-panel").is_hidden()
    page.click("#table-button")
    rows = page.locator("#regions-table tbody tr")
    assert rows.count() == len(plans["Eerste"])
    heading = page.locator("#regions-table th", has_text="Inwoners")
    column = heading.evaluate("(one) => one.cellIndex + 1")
    for order, reverse in (("ascending", False), ("descending", True)):
        heading.locator("button").click()
        assert heading.get_attribute("aria-sort") == order
        cells = page.locator(f"#regions-table tbody tr > :nth-child({column})").all_inner_texts()
        inhabitants = [number(text) for text in cells]
        assert inhabitants == sorted(inhabitants, reverse=reverse)
    assert sum(inhabitants) == flanders.frame["inhabitants"].sum()
    rows.first.locator("button").click()
    assert page.inner_text("#answer").startswith("Jeugdregio ")
    page.click("#table-close")
    assert page.locator("#table-panel").is_hidden()


def outlines(page):
    return page.locator(".leaflet-outlines-pane path").count()


def test_overlays_are_ticked_and_reported(visit, two):
    page = visit(two).page
    page.click("#overlays summary")
    labels = page.locator("#overlays label").all_inner_texts()
    assert labels == [
        "Referentieregio's",
        "Bestaande jeugdregio's",
        "Politiezones",
        "Eerstelijnszones",
        "Vervoerregio's",
    ]
    before = outlines(page)
    page.check("#overlays input[value='2']")
    assert outlines(page) == before + 2  # a stroke, and the pale band below it
    page.click("#overlays summary")
    box = page.locator(".leaflet-overlay-pane path.leaflet-interactive").nth(1).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "politiezone: " in page.inner_text(".tip")
    page.click("#overlays summary")
    page.uncheck("#overlays input[value='2']")
    page.uncheck("#overlays input[value='0']")
    assert outlines(page) == before - 2


def test_a_link_opens_at_a_municipality(visit, two):
    opened = visit(two)
    page = opened.page
    opened.ask("Lier")
    assert page.url.endswith(f"#{LIER}")
    page.reload()
    assert page.inner_text("#answer").startswith("Lier ligt in jeugdregio")
    page.evaluate("location.hash = '13017'")
    page.wait_for_selector("#answer >> text=Kasterlee ligt in")
    page.evaluate("location.hash = 'nowhere'")
    page.reload()
    assert "We vinden geen gemeente “nowhere”" in page.inner_text("#answer")
    whole = page.url.split("#")[0]
    page.goto("about:blank")  # else the page may answer, and change its address, before it reloads
    page.goto(f"{whole}#Borsbeek")
    assert page.inner_text("#answer").startswith("Borsbeek ligt in Antwerpen.")
    assert opened.problems == []


def test_old_names_and_villages_are_found(visit, two):
    opened = visit(two)
    assert opened.ask("Borsbeek").startswith("Borsbeek ligt in Antwerpen.\n")
    assert "Antwerpen ligt in jeugdregio" in opened.ask("borsbeek")
    assert "Welke bedoel je?" in opened.ask("Deurne")
    opened.page.click(".choices button:has-text('Deurne in Diest')")
    assert "Deurne ligt in Diest." in opened.page.inner_text("#answer")
    assert opened.ask("Leir").startswith(
        "We vinden geen gemeente “Leir”. Misschien bedoel je:\n\nLier"
    )


def test_print_has_the_whole_map_then_legend_and_table(visit, two):
    opened = visit(two)
    page = opened.page
    opened.ask("Lier")  # looking closer does not change what is printed
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".page").is_hidden()
    sheets = page.locator(".printed .sheet")
    assert sheets.count() == 3
    assert sheets.nth(0).locator("svg.print-map path").count() >= 285
    labels = sheets.nth(0).locator("foreignObject").all_inner_texts()
    assert len(labels) >= 20
    inside = """(map) => {
        const view = map.getBoundingClientRect();
        return [...map.querySelectorAll('path, foreignObject')].every((one) => {
            const box = one.getBoundingClientRect();
            return box.left >= view.left - 6 && box.right <= view.right + 6
                && box.top >= view.top - 6 && box.bottom <= view.bottom + 6;
        });
    }"""
    assert sheets.nth(0).locator("svg.print-map").evaluate(inside)
    assert "Legende" in sheets.nth(1).inner_text()
    assert sheets.nth(1).locator("tbody tr").count() == 30
    assert sheets.nth(1).locator("button.sort").count() == 0
    assert "Kasterlee" in sheets.nth(2).inner_text()
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".printed .sheet").count() == 0
    assert opened.problems == []


def test_contact_is_said(visit, two):
    assert "jeugd@voorbeeld.be" in visit(two).page.inner_text("#sources-part")


def test_panels_fit_a_phone(visit, two):
    opened = visit(two, viewport=PHONE)
    page = opened.page
    wide = "document.documentElement.scrollWidth"
    opened.ask("Lier")
    page.locator("#answer details summary").nth(0).click()
    page.click("#answer .target >> nth=0")
    assert page.locator("#verdict").is_visible()
    assert page.evaluate(wide) <= PHONE["width"]
    page.click("#table-button")
    assert page.evaluate(wide) <= PHONE["width"]
    page.click("#overlays summary")
    assert page.evaluate(wide) <= PHONE["width"]
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, input[type=radio]')]
            .filter((one) => one.offsetParent && one.offsetHeight < 24)
            .map((one) => one.className + one.textContent)"""
    )
    assert [one for one in small if not one.startswith("link")] == []


@pytest.mark.slow
def test_everything_open_is_accessible(visit, two):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    opened = visit(two)
    page = opened.page
    page.click(".swipe-button")
    page.click("#broken")
    violations = axe.Axe().run(page).response["violations"]
    opened.ask("Lier")
    page.locator("#answer details summary").nth(0).click()
    page.click("#answer .target >> nth=0")
    page.click("#table-button")
    page.click("#overlays summary")
    violations += axe.Axe().run(page).response["violations"]
    assert not violations, str(violations)[:3000]


@pytest.mark.parametrize("hidden", ["display: none", "width: 15px; height: 15px"])
def test_a_page_in_a_frame_that_is_folded_away_is_whole_when_it_is_shown(
    chromium, two, tmp_path, hidden
):
    """As in a notebook: an output that is scrolled away or collapsed."""
    (tmp_path / "map.html").write_text(two, "utf-8")
    frame = f"<iframe src='map.html' style='{hidden}; border: 0'></iframe>"
    (tmp_path / "around.html").write_text(frame, "utf-8")
    page = chromium.new_page(viewport={"width": 1300, "height": 800})
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto((tmp_path / "around.html").as_uri())
    inner = page.frames[1]
    inner.wait_for_selector("#region-list .region", state="attached")
    page.evaluate(
        "() => { document.querySelector('iframe').style.cssText = 'width: 1200px; height: 700px'; }"
    )
    inner.wait_for_selector(".leaflet-labels-pane .label >> nth=15")
    boxes = inner.evaluate(
        """() => [...document.querySelectorAll('.leaflet-labels-pane .label')].map((label) => {
            const { left, top, right, bottom } = label.getBoundingClientRect();
            return { left, top, right, bottom };
        })"""
    )
    assert all(box["left"] >= 0 and box["right"] <= 1200 for box in boxes)
    for a, b in itertools.combinations(boxes, 2):
        apart = a["right"] <= b["left"] or b["right"] <= a["left"]
        assert apart or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
    assert problems == []
    page.close()


@pytest.mark.parametrize("country_from", [1, 100], ids=["country", "map"])
def test_data_without_inhabitants_have_no_word_of_them(visit, country_from):
    world = grid()
    world = replace(world, frame=world.frame.drop(columns="inhabitants"))
    made = map_page(grown_plan(world, size=4), world, country_from=country_from)
    opened = visit(made.html, viewport=DESKTOP, wait=False)
    said = opened.ask("Unit 00") + opened.page.text_content("#answer")
    assert "4 gemeenten. Referentieregio West." in said
    assert "gemeente met de grootste oppervlakte" in said
    opened.page.click("#table-button")
    for words in (said, opened.page.text_content("#regions-table")):
        assert not {"onbekend", "inwoners", "Inwoners", "jaar"} & set(words.split())
    assert opened.problems == []
