"""The what-if editor, as a reader uses it: move, see what breaks, undo, download."""

import random

import pytest

from regionplanner.data.assignment import read_assignment
from regionplanner.graph.contiguity import rook_graph
from regionplanner.maps.page import map_page
from regionplanner.plan.make import make_plan
from regionplanner.plan.plan import plan_table
from regionplanner.scenario import Scenario
from tests.maps.plans import grid, grown_plan

pytestmark = pytest.mark.browser
SCENARIO = Scenario(min_units=3, max_units=6, regions=4, criteria={"distance": 1.0, "border": 1.0})


@pytest.fixture(scope="module")
def world():
    """Two reference regions of 10 squares each."""
    return grid(rows=5, columns=4)


@pytest.fixture(scope="module")
def page(world):
    graph = rook_graph(world)
    plan = make_plan(grown_plan(world, size=5).assignment, world, graph, SCENARIO)
    assert not plan.violations
    return map_page(plan, world).html


def move(page, unit, target):
    page.fill("#query", unit)
    page.press("#query", "Enter")
    fold = page.locator("#answer details", has_text="Wat als")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    page.click(f"#answer .target:has-text('{target}')")


def verdict(page):
    return page.inner_text("#verdict")


def downloaded(page, tmp_path):
    with page.expect_download() as waiting:
        page.click("#download")
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def begins_as_written(path, plan, municipalities):
    """Each line begins with the very bytes that the command line writes."""
    table = plan_table(plan, municipalities).drop(columns="region_name")  # the page has its own
    expected = table.to_csv(lineterminator="\n").splitlines()
    lines = path.read_bytes().decode().splitlines()
    assert [line[: len(e) + 1] for line, e in zip(lines, expected, strict=True)] == [
        f"{e}," for e in expected
    ]


def test_a_move_that_keeps_the_rules(visit, page, world, tmp_path):
    opened = visit(page)
    p = opened.page
    assert p.locator("#variant").is_hidden()
    assert p.locator("#plans").is_hidden()
    move(p, "Unit 20", "p1-b")
    assert verdict(p) == "✓ Deze variant voldoet aan alle regels."
    assert "Anders dan in Voorstel: Unit 20." in p.inner_text("#variant")
    assert "Unit 20 ligt in jeugdregio p1-b" in p.inner_text("#answer")
    path = downloaded(p, tmp_path)
    assert path.name == "Eigen-variant.csv"
    expected = dict(grown_plan(world, size=5).assignment) | {"20": "p1-b"}
    assert read_assignment(path) == expected
    begins_as_written(path, make_plan(expected, world, rook_graph(world), SCENARIO), world)
    assert opened.problems == []
    assert [url for url in opened.requests[1:] if not url.startswith(("data:", "blob:"))] == []


def test_a_new_region_breaks_rules_and_undo_repairs_them(visit, page, tmp_path):
    p = visit(page).page
    move(p, "Unit 10", "Nieuwe jeugdregio")
    said = p.inner_text("#variant")
    assert verdict(p) == "Deze variant overtreedt 3 regels:"
    for words in ("West A heeft 1 gemeente", "Unit 20 ligt los van de rest", "5; gevraagd: 4"):
        assert words in said, said
    assert "Deze variant overtreedt 3 regels" in p.inner_text("#broken")
    path = downloaded(p, tmp_path)
    assert path.name == "Eigen-variant-overtreedt-regels.csv"
    assert read_assignment(path)["10"] == "west-a"  # the first code that is free
    p.click("#tool-undo")
    assert verdict(p).startswith("✓")
    assert p.locator("#tool-undo").is_disabled()
    assert p.evaluate("document.activeElement.id") == "tool-redo"
    p.click("#tool-redo")
    assert verdict(p) == "Deze variant overtreedt 3 regels:"
    p.click("#tool-drop")  # it is in a file already: nothing is asked
    assert p.locator("#variant").is_hidden()
    assert p.locator("#plans").is_hidden()
    assert p.locator("#broken").is_hidden()
    assert "Unit 10 ligt in jeugdregio p1-a" in p.inner_text("#answer")


def test_a_region_may_not_leave_its_reference_region(visit, page):
    p = visit(page).page
    move(p, "Unit 11", "p2-a")
    assert verdict(p) == "Deze variant overtreedt 1 regel:"
    assert "West" in p.inner_text("#variant .violations")
    assert "Unit 11" in p.inner_text("#variant .violations")


def test_each_criterion_is_reported_with_its_change(visit, page):
    p = visit(page).page
    move(p, "Unit 20", "p1-b")
    rows = [row.split("\t") for row in p.inner_text("#variant .criteria").splitlines()]
    cells = {row[0]: row[1:] for row in rows if len(row) == 4}
    assert cells["Grens tussen regio's (km)"] == ["30,0", "25,0", "\N{MINUS SIGN}5,0"]
    assert "Score (gewogen totaal)" in cells
    before, after, change = cells["Afstand tot het centrum (km)"]
    assert change.startswith(("+", "\N{MINUS SIGN}"))
    texts = [text.replace("\N{MINUS SIGN}", "-") for text in (before, after, change)]
    numbers = [float(text.replace(".", "").replace(",", ".")) for text in texts]
    assert numbers[1] - numbers[0] == pytest.approx(numbers[2])  # what is shown adds up


def test_what_all_who_travel_count_is_no_distance(visit, world):
    """Only what counts by traveller: a region's furthest member has a way, whoever lives there."""
    graph = rook_graph(world)
    by_people = SCENARIO.model_copy(update={"travellers": "inhabitants"})
    plan = make_plan(grown_plan(world, size=5).assignment, world, graph, by_people)
    p = visit(map_page(plan, world, language="en").html).page
    p.fill("#query", "Unit 20")
    p.press("#query", "Enter")
    p.locator("#answer details", has_text="What if").locator("summary").click()
    p.click("#answer .target:has-text('p1-b')")
    heads = p.locator("#variant .criteria tbody th[scope=row]").all_inner_texts()
    assert "Distance to the centre (km \N{MULTIPLICATION SIGN} inhabitants)" in heads
    assert "Spread (km\N{SUPERSCRIPT TWO} \N{MULTIPLICATION SIGN} inhabitants)" in heads
    assert "Furthest from the centre (km)" in heads


def test_the_variant_is_one_of_the_plans(visit, page):
    p = visit(page).page
    move(p, "Unit 20", "p1-b")
    names = p.locator("#plan-choices label").all_inner_texts()
    assert names == ["Voorstel", "Eigen variant"]
    assert "Voorstel: we horen bij" in p.inner_text("#answer .changes")
    p.check("#plan-choices input[value='0']")
    assert p.locator("#variant").is_hidden()
    assert "Eigen variant: we horen bij" in p.inner_text("#answer .changes")
    p.check("#plan-choices input[value='1']")
    assert p.locator("#variant").is_visible()
    p.once("dialog", lambda asked: asked.dismiss())  # not downloaded yet: it is asked first
    p.click("#tool-drop")
    assert p.locator("#variant").is_visible()
    p.once("dialog", lambda asked: asked.accept())
    p.click("#tool-drop")
    assert p.locator("#variant").is_hidden()


@pytest.mark.slow
def test_moves_by_hand_in_flanders_are_what_python_says(visit, flanders, tmp_path):
    """Clicks, not calls: a dozen random moves with the page's own buttons, then the file."""
    plan = grown_plan(flanders)
    graph = rook_graph(flanders)
    opened = visit(map_page(plan, flanders).html)
    p, chance = opened.page, random.Random(4)
    for _ in range(12):
        nis = chance.choice(sorted(plan.assignment))
        p.fill("#query", nis)
        p.press("#query", "Enter")
        fold = p.locator("#answer details", has_text="Wat als")
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        targets = p.locator("#answer .target")
        targets.nth(chance.randrange(targets.count())).click()
    path = downloaded(p, tmp_path)
    read = read_assignment(path)
    assert 1 <= sum(read[nis] != code for nis, code in plan.assignment.items()) <= 12
    made = make_plan(read, flanders, graph, Scenario())
    begins_as_written(path, made, flanders)
    count = len(made.violations)
    said = f"Deze variant overtreedt {count} regel" if count else "✓"
    assert verdict(p).startswith(said)
    assert opened.problems == []
