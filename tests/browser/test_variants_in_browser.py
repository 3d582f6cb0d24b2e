"""Variants with names and notes: kept over a reload, compared, saved, opened, planned on from."""

import shlex

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from regionplanner.cli.main import app
from regionplanner.data.assignment import assignment_sha256, read_assignment
from regionplanner.graph.contiguity import rook_graph
from regionplanner.maps.page import map_page
from regionplanner.plan.make import make_plan
from regionplanner.scenario import Scenario
from regionplanner.words.text import TABLE
from tests.browser.test_editor_in_browser import downloaded, move
from tests.maps.plans import grid, grown_plan

pytestmark = pytest.mark.browser
SCENARIO = Scenario(min_units=3, max_units=7, regions=4, criteria={"distance": 1.0, "border": 1.0})
REFUSED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); },
});"""


@pytest.fixture(scope="module")
def world():
    """Two reference regions of 10 squares each."""
    return grid(rows=5, columns=4)


@pytest.fixture(scope="module")
def plan(world):
    return make_plan(grown_plan(world, size=5).assignment, world, rook_graph(world), SCENARIO)


@pytest.fixture(scope="module")
def page(world, plan):
    return map_page(plan, world).html


def names(page):
    return page.locator("#plan-choices label").all_inner_texts()


def test_variants_stay_over_a_reload_and_are_compared(visit, page):
    opened = visit(page)
    p = opened.page
    move(p, "Unit 20", "p1-b")
    p.click("#variant summary:has-text('Naam')")
    p.fill("#variant-name", "Met 20")
    p.fill("#variant-note", "voor het overleg")
    p.click("#tool-copy")
    assert p.inner_text("#said") == "Je werkt nu verder in Met 20 2."
    move(p, "Unit 11", "p1-b")
    assert "tot je ze wist" in p.inner_text("#variant")
    p.reload()
    p.wait_for_selector(".label:not(.off)", state="attached")
    assert names(p) == ["Voorstel", "Met 20", "Met 20 2"]
    p.check("#plan-choices input[value='1']")
    assert p.inner_text("#variant-heading") == "Met 20"
    assert p.input_value("#variant-note") == "voor het overleg"
    assert "Anders dan in Voorstel: Unit 20." in p.inner_text("#variant-change")
    p.select_option("#against", label="Met 20 2")
    assert "Anders dan in Met 20 2: Unit 11." in p.inner_text("#variant-change")
    heads = p.locator("#variant .criteria thead th").all_inner_texts()
    assert heads[1:3] == ["Met 20 2", "Met 20"]
    assert p.evaluate("document.activeElement.id") == "against"
    assert opened.problems == []


def test_where_a_browser_keeps_nothing_the_page_says_so(visit, page):
    p = visit(page).page
    p.add_init_script(REFUSED)
    p.reload()
    move(p, "Unit 20", "p1-b")
    assert "bewaart je varianten niet" in p.inner_text("#variant")


def test_what_is_saved_can_be_opened_again(visit, page, plan, tmp_path):
    p = visit(page).page
    move(p, "Unit 20", "p1-b")
    path = downloaded(p, tmp_path)
    head, first = (line.split(",") for line in path.read_text("utf-8").splitlines()[:2])
    saved = dict(zip(head, first, strict=True))
    assert saved["variant"] == "Eigen variant"
    assert assignment_sha256(plan.assignment).startswith(saved["from_plan"])
    assert SCENARIO.sha256.startswith(saved["from_scenario"])
    p.click("#edit-button")
    p.set_input_files("#edit input[type=file]", path)
    p.wait_for_selector("#said:has-text('Geopend')")
    assert p.inner_text("#said") == "Geopend als variant Eigen variant 2. Alle regels kloppen."
    assert "Anders dan in Voorstel: Unit 20." in p.inner_text("#variant-change")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("nis;region\n20;a\nUnit 99;a\n", "utf-8")
    p.set_input_files("#edit input[type=file]", wrong)
    p.wait_for_selector("#said:has-text('wrong.csv')")
    assert "Rij 3: “Unit 99” is geen gemeente op deze kaart" in p.inner_text("#said")
    book = Workbook()
    book.active.append(["Uitleg", "niets"])
    sheet = book.create_sheet("Plan")
    # as in the workbook of a report, of a plan whose regions are called otherwise
    sheet.append([TABLE["heading_region_code"]["nl"], "naam", TABLE["heading_nis"]["nl"]])
    assignment = read_assignment(path)
    codes = sorted(set(assignment.values()))
    called = dict(zip(codes, [*codes[1:], codes[0]], strict=True))
    for nis, code in assignment.items():
        sheet.append([called[code], "x & <y>", nis])
    book.save(tmp_path / "plan.xlsx")
    p.set_input_files("#edit input[type=file]", tmp_path / "plan.xlsx")
    p.wait_for_selector("#said:has-text('plan.xlsx')")
    assert p.inner_text("#said") == "Geopend als variant plan.xlsx. Alle regels kloppen."
    assert "Anders dan in Voorstel: Unit 20." in p.inner_text("#variant-change")
    (tmp_path / "torn.xlsx").write_bytes((tmp_path / "plan.xlsx").read_bytes()[:600])
    p.set_input_files("#edit input[type=file]", tmp_path / "torn.xlsx")
    p.wait_for_selector("#said:has-text('torn.xlsx')")
    assert "bewaar het als CSV" in p.inner_text("#said")
    assert len(names(p)) == 4


def test_the_command_line_opens_it_and_goes_on(visit, flanders, tmp_path, monkeypatch):
    """With names that have blanks and dashes, as a shell reads them."""
    plan = grown_plan(flanders)
    p = visit(map_page(plan, flanders).html).page
    p.fill("#query", "De Panne")
    p.press("#query", "Enter")
    p.locator("#answer details", has_text="Wat als").locator("summary").click()
    p.locator("#answer .target").first.click()
    path = downloaded(p, tmp_path)
    check, go_on = p.locator(".command").all_inner_texts()
    assert shlex.split(check)[:3] == ["regionplanner", "check", path.name]
    monkeypatch.chdir(tmp_path)
    checked = CliRunner().invoke(app, ["check", path.name])
    assert checked.exit_code in {0, 1}, checked.output
    assert len(read_assignment(path)) == len(plan.assignment)
    *begun, option, group, names_of, named = shlex.split(go_on)
    assert begun == ["regionplanner", "plan", "scenario.toml"]
    assert (option, names_of, named) == ("--together", "--continues", path.name)
    assert "De Panne" in group.split(",")
    held = CliRunner().invoke(app, ["check", path.name, "--together", group])
    assert held.exit_code in {0, 1}, held.output
    assert "together" not in held.output  # it is as the variant has it
