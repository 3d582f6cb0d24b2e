"""Scenario files on the command line: started from, overridden, written and made again."""

import csv
import json

import pytest

from regionplanner import read_scenario, read_scenario_file
from tests.cli import worlds
from tests.worlds import grid


@pytest.fixture
def world(tmp_path):
    """A row of two by six units with a figure and groups, and its data options."""
    cells = grid(6, 2)
    return worlds.save(
        tmp_path / "world.gpkg",
        cells,
        inhabitants=[100 + 10 * number for number in range(12)],
        zone=["west" if cell.column < 2 else None for cell in cells],
    )


@pytest.fixture
def scenario(world):
    """Function that writes a scenario of the world; returns its path."""

    def write(text):
        path = world.parent / "asked.toml"
        path.write_text(f'{text}\n[data]\nfile = "world.gpkg"\n', encoding="utf-8")
        return path

    return write


def regions(folder):
    text = (folder / "plan.csv").read_text(encoding="utf-8")
    return {row["nis"]: row["region"] for row in csv.DictReader(text.splitlines())}


def fine(run):
    assert run.returncode == 0, run.stderr
    return run


def test_a_new_file_makes_the_default_plan(cli, planned, tmp_path):
    run = fine(cli("init", cwd=tmp_path))
    assert "Written: scenario.toml" in run.stdout
    fine(cli("plan", "scenario.toml", "--quiet", cwd=tmp_path))
    for name in ("plan.csv", "regions.csv", "map.html", "scenario.toml"):
        assert (tmp_path / "out" / name).read_bytes() == (planned[0] / name).read_bytes()


def test_a_title_is_shown_written_and_overridden(cli, scenario, tmp_path):
    asked = scenario("criteria = {distance = 1}\nregions = 2\n[run]\ntitle = 'Of the file'")
    fine(cli("plan", asked, "--out", tmp_path / "a", "--quiet"))
    assert "<title>Of the file" in page(tmp_path / "a")
    title = 'Jeugd & co\'s "2027" <b>'
    options = ("--title", title, "--contact", "mail@example.org", "--lang", "en")
    fine(cli("plan", asked, "--out", tmp_path / "b", *options, "--quiet"))
    assert "<title>Jeugd &amp; co&#39;s &#34;2027&#34; &lt;b&gt;" in page(tmp_path / "b")
    run = read_scenario_file(tmp_path / "b" / "scenario.toml").run
    assert (run.title, run.contact, run.language) == (title, "mail@example.org", "en")
    again = fine(cli("plan", tmp_path / "b" / "scenario.toml", "--out", tmp_path / "c"))
    assert page(tmp_path / "c") == page(tmp_path / "b")
    assert "regions" in again.stdout
    drawn = tmp_path / "drawn.html"
    fine(cli("map", tmp_path / "b" / "plan.csv", "--scenario", asked, "--title", "", "-o", drawn))
    assert "Of the file" not in drawn.read_text(encoding="utf-8")


@pytest.mark.parametrize("title", ["a" * 10_000, "two\nlines", "\x07"])
def test_a_title_that_cannot_be_shown_stops_before_anything_is_written(cli, tmp_path, title):
    run = cli("plan", "--out", tmp_path / "out", "--title", title)
    assert run.returncode == 2
    assert run.stderr.startswith("Error: --title is '")
    assert len(run.stderr) < 250
    assert not (tmp_path / "out").exists()


def page(folder):
    return (folder / "map.html").read_text(encoding="utf-8")


def test_a_file_that_is_there_is_not_replaced(cli, tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text("regions = 28\n")
    run = cli("init", mine)
    assert run.returncode == 2
    assert f"{mine} is there already; a new file is expected" in run.stderr
    assert mine.read_text() == "regions = 28\n"
    fine(cli("init", mine, "--force"))
    assert read_scenario(mine).regions == 30


def test_a_plan_is_made_again_from_what_lies_beside_it(cli, world, tmp_path):
    """Every kind of rule; the lock comes from a column, the data from a path."""
    (tmp_path / "figures.csv").write_text(
        "nis,children\n" + "\n".join(f"{n:05d},{n + 1}" for n in range(12))
    )
    (tmp_path / "ties.csv").write_text("nis_a,nis_b,weight\n00004,00005,2\n")
    first, again = tmp_path / "first", tmp_path / "deep" / "again"
    fine(
        cli(
            *("plan", "--data", world.name, "--join", "figures.csv", "--pair-ties"),
            *("samen=ties.csv", "--regions", "3-4", "--min", 2, "--max", 5, "--out", "first"),
            *("--criteria", "distance=1,ties=2", "--ties", "samen=1", "--bound", "children=4:"),
            *("--lock-groups", "zone", "--apart", "00002:00009", "--max-distance", 9),
            *("--together", "00004,00010", "--no-link", "00003:00009", "--workers", 1),
            cwd=tmp_path,
        )
    )
    used = read_scenario_file(first / "scenario.toml")
    assert [lock.members for lock in used.scenario.locked] == [
        ("00000", "00001", "00006", "00007"),
    ]
    assert 'join = ["../figures.csv"]' in (first / "scenario.toml").read_text()
    fine(cli("plan", first / "scenario.toml", "--out", again, "--workers", 1))
    assert (again / "plan.csv").read_bytes() == (first / "plan.csv").read_bytes()
    for folder in (first, again):
        fine(cli("check", folder / "plan.csv", "--scenario", folder / "scenario.toml"))
    one, two = (json.loads((f / "summary.json").read_text()) for f in (first, again))
    assert one["scenario_sha256"] == two["scenario_sha256"]
    assert one["data"]["sha256"] == two["data"]["sha256"]


def test_options_override_the_file(cli, scenario, tmp_path):
    path = scenario("regions = 2\nmin_units = 3\nmax_units = 9\n[run]\nlanguage = 'en'")
    plan = ("plan", path, "--out", tmp_path / "out", "--workers", 1, "--quiet")
    fine(cli(*plan))
    assert len(set(regions(tmp_path / "out").values())) == 2
    assert '<html lang="en"' in (tmp_path / "out" / "map.html").read_text(encoding="utf-8")
    fine(cli(*plan, "--regions", 3, "--lang", "nl", "--time-limit", 60))
    assert len(set(regions(tmp_path / "out").values())) == 3
    assert '<html lang="nl"' in (tmp_path / "out" / "map.html").read_text(encoding="utf-8")
    used = read_scenario_file(tmp_path / "out" / "scenario.toml")
    assert (used.scenario.regions, used.scenario.min_units, used.run.time_limit_s) == (3, 3, 60)


def test_other_data_counts_distance_alone_unless_the_file_says_so(cli, scenario, tmp_path):
    path = scenario("regions = 2\nmin_units = 3\n")
    fine(cli("plan", path, "--out", tmp_path / "out", "--workers", 1))
    used = read_scenario(tmp_path / "out" / "scenario.toml")
    assert used.criteria == {"distance": 1.0}


def test_the_regions_of_another_plan_are_kept(cli, scenario, tmp_path):
    path = scenario("regions = 4\nmin_units = 2\nmax_units = 6")
    earlier = tmp_path / "earlier.csv"
    earlier.write_text("nis,region\n00000,a\n00006,a\n00005,b\n00011,b\n00004,c\n")
    out = tmp_path / "out"
    run = ("plan", path, "--out", out, "--workers", 1, "--lock", earlier)
    fine(cli(*run, "--lock-regions", "a,b"))
    found = regions(out)
    assert [nis for nis, region in found.items() if region == found["00000"]] == ["00000", "00006"]
    assert {lock.region for lock in read_scenario(out / "scenario.toml").locked} == {"a", "b"}
    wrong = cli(*run, "--lock-regions", "a,d,e")
    assert wrong.returncode == 2
    assert "earlier.csv has no region d; choose from a, b and c" in wrong.stderr


def test_a_lock_may_be_an_exception(cli, scenario, tmp_path):
    path = scenario("regions = 3\nmin_units = 3\nmax_units = 6")
    earlier = tmp_path / "earlier.csv"
    earlier.write_text("nis,region\n00000,a\n00006,a\n")
    run = ("plan", path, "--out", tmp_path / "out", "--workers", 1, "--lock", earlier)
    assert cli(*run).returncode != 0
    fine(cli(*run, "--lock-exceptions"))
    assert read_scenario(tmp_path / "out" / "scenario.toml").locked[0].exception


def test_a_scenario_made_by_hand_is_not_lost(cli, scenario, tmp_path):
    path = scenario("regions = 2\nmin_units = 3")
    mine = path.rename(tmp_path / "scenario.toml")
    text = mine.read_text()
    fine(cli("plan", mine, "--out", tmp_path, "--workers", 1))
    assert mine.read_text() == text
    other = cli("plan", mine, "--regions", 3, "--out", tmp_path, "--workers", 1)
    assert other.returncode == 3
    assert "is a scenario of your own" in other.stderr
    assert mine.read_text() == text


def test_check_holds_a_plan_against_the_rules_of_a_file(cli, plan_csv, tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text("bounds = { inhabitants = { min = 100000 } }\napart = [['12021', '12026']]\n")
    run = cli("check", plan_csv, "--scenario", rules)
    assert run.returncode == 1
    assert "at least 100,000 inhabitants" in run.stdout
    fine(cli("check", plan_csv, "--scenario", plan_csv.parent / "scenario.toml"))


def test_a_map_is_drawn_as_the_file_says(cli, plan_csv, tmp_path):
    choices = tmp_path / "choices.toml"
    choices.write_text("max_units = 12\n[run]\nlanguage = 'en'\n")
    run = fine(cli("map", plan_csv, "--scenario", choices, "-o", tmp_path / "map.html"))
    assert "plan.csv breaks" in run.stderr
    assert '<html lang="en"' in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_mistakes_in_a_file_are_2_and_named_together(cli, tmp_path):
    path = tmp_path / "wrong.toml"
    path.write_text("regoins = 30\nleave_out = [12021]\nbounds.inhabitants.mim = 4\n")
    run = cli("plan", path)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert run.stderr.splitlines() == [
        f"Error: 3 mistakes in {path}:",
        "- there is no choice bounds.inhabitants.mim; did you mean min?",
        '- leave_out (item 1) is 12021; a text in quotes is expected; write "12021"',
        "- there is no choice regoins; did you mean regions?",
    ]


NO_PAGE = "no page is written; give it to report"


@pytest.mark.parametrize(
    ("arguments", "notes"),
    [
        (
            "plan --ties zone=1 --criteria border=1 --travellers inhabitants --balance inhabitants "
            "--pair-ties samen=t.csv --time-unit hours --plan-columns a,b",
            "--time-unit (time_unit in [data]) has no effect; add --travel-times FILE\n"
            "--balance has no effect; add balance=WEIGHT to --criteria\n"
            "--ties has no effect; add ties=WEIGHT to --criteria\n"
            "--travellers has no effect; add distance=WEIGHT to --criteria\n"
            "--pair-ties samen has no effect; add ties=WEIGHT to --criteria\n"
            "--plan-columns has no effect; no plan is read; add --lock PLAN.CSV",
        ),
        (
            "plan --pair-ties samen=t.csv --pair-ties s=t.csv --criteria ties=1 --ties s=1",
            "--pair-ties samen has no effect; add samen=WEIGHT to --ties",
        ),
        (
            "front distance balance --balance inhabitants --criteria border=1 --points 2 "
            "--workers 1",
            "--criteria has no effect; what counts here is distance and balance",
        ),
        (
            "repair --plan p.csv --workers 2 --no-cache --plan-columns nis,region",
            "--workers has no effect; repair plans in this process, without answers of earlier "
            "runs\n--no-cache has no effect; repair plans in this process",
        ),
        (
            "growth p.csv --supported 1,2 --value inhabitants=1 --covered 3- --centres 00001",
            "--covered has no effect; p.csv has its regions already; leave it out to plan anew\n"
            "--centres has no effect; p.csv has its regions",
        ),
        ("trekkers p.csv --title T --lang en", f"--title has no effect; {NO_PAGE}"),
        (
            "compare p.csv p2.csv --title T --lang en",
            "--title has no effect; only a map shows it; add --map",
        ),
        ("map p.csv --title T", ""),
    ],
)
def test_an_option_without_effect_is_said(cli, scenario, tmp_path, arguments, notes):
    (tmp_path / "t.csv").write_text("nis_a,nis_b,weight\n00004,00005,2\n")
    path = scenario("regions = 2\nmin_units = 3")
    units = [f"0000{n}" if n < 10 else f"000{n}" for n in range(12)]
    for name in ("p.csv", "p2.csv"):
        rows = (f"{nis},{'ab'[number >= 6]}" for number, nis in enumerate(units))
        (tmp_path / name).write_text("\n".join(["nis,region", *rows]))
    command, *more = arguments.split()
    made = [path] if command in {"plan", "front", "repair"} else ["--scenario", path]
    first = more[:2] if command == "front" else []
    run = fine(cli(command, *first, *made, *more[len(first) :], cwd=tmp_path))
    said = [line for line in run.stderr.splitlines() if "has no effect" in line]
    assert len(said) == len(notes.splitlines()), run.stderr
    for line, note in zip(said, notes.splitlines(), strict=True):
        assert line.startswith(f"Note: {note}")


def test_choices_of_a_file_without_effect_are_said(cli, scenario, tmp_path):
    chosen = 'regions = 2\nmin_units = 3\ntravellers = "inhabitants"\ncriteria.border = 1\n'
    more = '[ties]\nzone = 1\n[balance]\ncolumn = "units"\n'

    def idle(file):
        run = fine(cli("plan", file, cwd=tmp_path))
        said = [line for line in run.stderr.splitlines() if "has no effect" in line]
        assert all(f" in {file} has no effect; add " in line for line in said)
        return [line.split()[1] for line in said]

    assert idle(scenario(chosen + more)) == ["balance", "ties", "travellers"]
    assert idle(scenario(chosen)) == ["travellers"]
    # a file that a plan is written with has the usual balance
    assert idle(tmp_path / "out" / "scenario.toml") == ["travellers"]


@pytest.mark.parametrize(
    ("command", "keeps"), [(["alternatives"], True), (["repair", "--plan", "p.csv"], False)]
)
def test_who_keeps_the_numbers_of_regions_for_own_means_says_so(
    cli, scenario, tmp_path, command, keeps
):
    path = scenario("regions = 2\nmin_units = 3")
    (tmp_path / "p.csv").write_text("nis,region\n00000,a\n")
    bound = ("--bound", "inhabitants=own:-60%:+60%", "--workers", 1)
    run = fine(cli(command[0], path, *command[1:], *bound, cwd=tmp_path))
    assert ("all plans have as many regions there as the first" in run.stdout) == keeps


def test_data_without_groups_are_repaired_from_a_plan(cli, scenario, tmp_path):
    path = scenario("regions = 2\nmin_units = 3")
    run = cli("repair", path, "--groups", "inhabitants", cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.endswith("is expected; the data has none; give --plan PLAN.CSV\n")


@pytest.mark.parametrize("plan", [[], ["p.csv"]])
def test_growth_of_other_data_asks_what_counts_before_it_searches(cli, scenario, tmp_path, plan):
    (tmp_path / "p.csv").write_text("nis,region\n00000,a\n")
    path = scenario("regions = 2\nmin_units = 3")
    run = cli("growth", *plan, "--scenario", path, "--supported", "1,2", cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.endswith(
        "value names inhabitants_0_14, no column of numbers; name what counts with --value: "
        "did you mean inhabitants?\n"
    )


def test_the_help_groups_the_options(cli):
    lines = fine(cli("plan", "--help")).stdout.splitlines()
    headings = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert headings == [
        "Arguments:",
        "Options:",
        "Numbers and sizes:",
        "Criteria:",
        "Rules:",
        "Part of the municipalities:",
        "Regions that are given:",
        "Search:",
        "How it is shown:",
        "Data:",
    ]


def test_init_writes_the_json_schema_for_editors(cli, tmp_path):
    run = fine(cli("init", "--schema", "--lang", "nl", cwd=tmp_path))
    assert "#:schema scenario.schema.json" in run.stdout
    text = (tmp_path / "scenario.schema.json").read_text(encoding="utf-8")
    regions = json.loads(text)["properties"]["regions"]
    assert regions["description"].startswith("Aantal regio's in totaal")
    assert cli("init", "--schema", cwd=tmp_path).returncode == 2
    assert not (tmp_path / "scenario.toml").exists()
    run = cli("init", "--schema", "schema.toml", cwd=tmp_path)
    assert run.returncode != 0


def test_init_explains_each_choice_in_dutch(cli, tmp_path):
    fine(cli("init", "--lang", "nl", cwd=tmp_path))
    text = (tmp_path / "scenario.toml").read_text(encoding="utf-8")
    assert "\n# Kleinste aantal gemeenten in een regio.\nmin_units = 5\n" in text
    assert "municipalities in" not in text
