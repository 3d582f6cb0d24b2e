"""Plan files with what lies beside them: whose rules, whose data, and when the proof holds."""

import json
import re
import shutil

import pytest

from regionplanner.cli.choice_options import Made
from regionplanner.cli.inputs import opened
from regionplanner.cli.options import OpenOptions
from regionplanner.data.read import load_data
from regionplanner.errors import DataError, ScenarioError
from regionplanner.files.file_choices import DataChoices, RunChoices
from regionplanner.files.scenario_file import ScenarioFile
from regionplanner.files.scenario_text import scenario_text
from regionplanner.graph.contiguity import rook_graph
from regionplanner.jobs.plans import plan_names
from regionplanner.plan.make import make_plan
from regionplanner.plan.plan import plan_table
from regionplanner.program.propose import propose
from regionplanner.scenario import Scenario
from regionplanner.score.summary import plan_summary
from tests.cli.worlds import save
from tests.worlds import grid


def rules(regions):
    return Scenario(criteria={"distance": 1.0}, regions=regions, min_units=2, max_units=6)


def write_run(folder, data, regions, **run):
    """Write what a run of the command writes, but for the map and the layers."""
    world, scenario = load_data(data), rules(regions)
    graph = rook_graph(world)
    proposal = propose(world, scenario)
    plan = make_plan(proposal.assignment, world, graph, scenario, proposal.proof)
    summary = plan_summary(plan, proposal, world, graph, scenario)
    chosen = ScenarioFile(scenario, data, RunChoices(**run))
    folder.mkdir()
    (folder / "plan.csv").write_text(plan_table(plan, world).to_csv(), encoding="utf-8")
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    (folder / "scenario.toml").write_text(scenario_text(chosen, folder=folder), encoding="utf-8")


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """A folder with data, and the runs three and four, of three and four regions, on it."""
    folder = tmp_path_factory.mktemp("runs")
    data = DataChoices(file=save(folder / "units.gpkg", grid(4, 3)), id="nis")
    write_run(folder / "three", data, 3, language="en", title="Three")
    write_run(folder / "four", data, 4, title="Four", contact="mail@example.org")
    return folder


@pytest.fixture
def folder(runs, tmp_path):
    """The same, to change."""
    return shutil.copytree(runs, tmp_path / "runs")


def look(*files, scenario=None, quiet=False, made=(), data=(), run=()):
    options = OpenOptions(
        scenario_file=scenario, quiet=quiet, shown=Made(dict(run)), data=Made(dict(data))
    )
    return opened(files, options, made=dict(made))


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("summary.json", '{"status": "opt', "cannot be read (it is no JSON)"),
        ("summary.json", "caf\xe9", "cannot be read (it is no JSON)"),
        ("summary.json", "[3]", "cannot be read (it is no record of regionplanner)"),
        ("growth.json", '{"years": ', "cannot be read (it is no record of regionplanner)"),
        ("scenario.toml", "regions = ", "are not used: "),
    ],
)
def test_a_companion_that_cannot_be_read_is_said(folder, capsys, name, content, why):
    (folder / "three" / name).write_bytes(content.encode("latin-1"))
    plan = folder / "three" / "plan.csv"
    data = [("file", folder / "units.gpkg"), ("id", "nis")]
    assert look(plan, data=data, quiet=True).plans
    assert capsys.readouterr().err == ""
    look(plan, data=data)
    said = capsys.readouterr().err
    assert name in said
    assert said.count(why) == 1, said


def test_a_plan_as_it_was_made(runs, capsys):
    found = look(runs / "three" / "plan.csv")
    assert list(found.plans) == ["plan"]
    plan, record = found.plans["plan"], found.records["plan"]
    assert (plan.proof.status, plan.proof) == ("optimal", record.proof)
    assert plan.scenario == rules(3)
    assert plan.violations == ()
    assert len(plan) == 3
    assert len(found.municipalities.frame) == 12
    assert (found.run.language, found.run.title) == ("en", "Three")
    assert capsys.readouterr() == ("", "")


def test_each_plan_is_held_against_its_own_scenario(runs, capsys):
    found = look(runs / "four" / "plan.csv", runs / "three" / "plan.csv")
    assert list(found.plans) == ["four", "three"] == list(found.records)
    for name, regions in (("four", 4), ("three", 3)):
        assert found.plans[name].scenario == rules(regions)
        assert found.plans[name].violations == ()
        assert found.plans[name].proof == found.records[name].proof
    assert found.plans["four"].proof != found.plans["three"].proof
    assert (found.run.title, found.run.contact) == ("Four", "mail@example.org")
    assert capsys.readouterr() == ("", "")


def test_what_changes_no_plan_keeps_the_proof(folder, capsys):
    """The title is no rule, and a spreadsheet may order lines and save them its own way."""
    replace(folder / "three" / "scenario.toml", 'title = "Three"', 'title = "3"')
    path = folder / "three" / "plan.csv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    text = "\r\n".join([head, *reversed(lines)]).replace(",", ";")
    path.write_text(text, encoding="utf-8-sig", newline="")
    found = look(path)
    assert found.plans["plan"].proof.status == "optimal"
    assert found.run.title == "3"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("old", "new"), [("\n0+(?=[0-9])", "\n"), ("\n0*([0-9]+)", r'\n"=""\1"""')]
)
def test_a_plan_that_a_spreadsheet_saved_keeps_its_choices_and_proof(folder, capsys, old, new):
    path = folder / "three" / "plan.csv"
    whole = look(path)
    text = re.sub(old, new, path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    found = look(path)
    assert found.plans["plan"].assignment == whole.plans["plan"].assignment
    assert found.records == whole.records != {}
    assert found.run.title == "Three"
    assert "is read as" in capsys.readouterr().err


def test_an_edited_plan_has_no_proof(folder, capsys):
    path = folder / "three" / "plan.csv"
    codes = sorted({line.split(",")[3] for line in path.read_text("utf-8").splitlines()[1:]})
    replace(path, f",{codes[0]},", ",other,")  # nothing but a code
    found = look(path, scenario=folder / "three" / "scenario.toml")
    assert found.records == {}
    assert found.plans["plan"].proof.status == "unproven"
    assert found.plans["plan"].scenario == rules(3)
    assert capsys.readouterr().err == ""  # the record beside it is of another plan: no surprise


def test_an_edited_plan_beside_the_run_that_it_came_from(folder):
    """It is on the same data, and held against the same rules."""
    idea = folder / "idea.csv"
    shutil.copy(folder / "three" / "plan.csv", idea)
    replace(idea, ",p-a,", ",p-b,")
    found = look(idea, folder / "three" / "plan.csv")
    assert list(found.plans) == ["idea", "plan"]
    assert found.plans["idea"].scenario == rules(3)
    assert "the plan has 2 regions" in found.plans["idea"].violations[0].message
    assert list(found.records) == ["plan"]
    assert found.run.title == "Three"


def test_an_edited_scenario_is_not_that_of_the_run(folder, capsys):
    replace(folder / "three" / "scenario.toml", "min_units = 2", "min_units = 1")
    path = folder / "three" / "plan.csv"
    found = look(path, data={"file": folder / "units.gpkg", "id": "nis"})
    assert found.records == {}
    assert found.plans["plan"].proof.status == "unproven"
    assert found.plans["plan"].scenario == Scenario(criteria={"distance": 1.0}, ties={})
    place, note = capsys.readouterr().err.splitlines()
    assert place.startswith("units.gpkg: 12 units in or near Belgium (")
    assert note == (
        f"Note: the proof beside {path} is not used: it was made with other choices; "
        "give those of its run with --scenario"
    )


@pytest.mark.parametrize("text", [None, "min_units =", "nonsense = 1", "\x00"])
def test_without_a_scenario_that_can_be_read_there_is_no_proof(folder, capsys, text):
    scenario = folder / "three" / "scenario.toml"
    scenario.unlink()
    if text is not None:
        scenario.write_text(text, encoding="utf-8")
    path = folder / "three" / "plan.csv"
    found = look(path, data={"file": folder / "units.gpkg", "id": "nis"})
    assert found.records == {}
    assert "it was made with other choices" in capsys.readouterr().err


def test_other_data(folder, capsys):
    save(folder / "units.gpkg", grid(4, 3), inhabitants=range(12))
    found = look(folder / "three" / "plan.csv")
    assert found.records == {}
    assert found.plans["plan"].proof.status == "unproven"
    assert found.plans["plan"].scenario == rules(3)  # the rules are still those of the run
    assert "not used: it was made with other data" in capsys.readouterr().err


@pytest.mark.parametrize("made", [{"min_units": 1}, {"regions": 4}])
def test_an_option_makes_other_choices(runs, capsys, made):
    found = look(runs / "three" / "plan.csv", made=made)
    assert found.records == {}
    assert bool(found.plans["plan"].violations) == ("regions" in made)
    assert "it was made with other choices" in capsys.readouterr().err


def test_an_option_that_says_the_same_keeps_the_proof(runs):
    assert list(look(runs / "three" / "plan.csv", made={"min_units": 2}).records) == ["plan"]


def test_a_scenario_is_held_against_all(runs, capsys):
    files = [runs / name / "plan.csv" for name in ("three", "four")]
    found = look(*files, scenario=runs / "four" / "scenario.toml")
    assert {plan.scenario.regions for plan in found.plans.values()} == {4}
    (violation,) = found.plans["three"].violations
    assert "the plan has 3 regions" in violation.message
    assert found.plans["four"].violations == ()
    assert list(found.records) == ["four"]
    assert found.run.title == "Four"
    (note,) = capsys.readouterr().err.splitlines()
    assert str(files[0]) in note


def test_quiet_says_nothing(folder, capsys):
    look(folder / "three" / "plan.csv", made={"min_units": 1}, quiet=True)
    assert capsys.readouterr() == ("", "")


def test_options_of_the_run_come_first(runs):
    found = look(runs / "three" / "plan.csv", run={"language": "nl", "title": ""})
    assert found.run == RunChoices(language="nl")
    with pytest.raises(ScenarioError, match=r"title is 'a.*; it has 201 characters; at most 200"):
        look(runs / "three" / "plan.csv", run={"title": "a" * 201})


def test_a_summary_that_is_none_is_said_and_not_used(folder, capsys):
    (folder / "three" / "summary.json").write_text("[]", encoding="utf-8")
    scenario = folder / "three" / "scenario.toml"
    found = look(folder / "three" / "plan.csv", scenario=scenario)
    assert found.records == {}
    assert "cannot be read (it is no record of" in capsys.readouterr().err


def test_a_plan_on_other_data_is_an_error(runs):
    with pytest.raises(
        DataError, match=r"the plan names 00000, .* which the data .* does not have"
    ):
        look(runs / "three" / "plan.csv", scenario=None, data={"file": None, "id": None})


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["plan.csv"], ["plan"]),
        (["a.csv", "b.csv"], ["a", "b"]),
        (["out/plan.csv", "other/plan.csv"], ["out", "other"]),
        (["x/out/plan.csv", "y/out/plan.csv"], ["x out", "y out"]),
        (["a/idea.csv", "b/idea.csv"], ["a idea", "b idea"]),
        (["a/plan.csv", "b/my plan.csv"], ["plan", "my plan"]),
        (["a/plan.csv", "b/plan.csv", "c/my plan.csv"], ["a plan", "b plan", "c my plan"]),
        (["a/plan.csv", "a/plan.txt"], ["plan.csv", "plan.txt"]),
        (["a/plan.csv", "a/plan.txt", "b/plan.csv"], ["a plan.csv", "a plan.txt", "b plan.csv"]),
        (["a/b/plan.csv", "b/plan.csv"], ["a b", "here b"]),
        (["../here/a.csv", "./b/../c.csv"], ["a", "c"]),
    ],
)
def test_what_plans_are_called(tmp_path, monkeypatch, files, names):
    (tmp_path / "here" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert plan_names([tmp_path / "here" / file for file in files]) == names


@pytest.mark.parametrize("again", ["a.csv", "./a.csv", "b/../a.csv"])
def test_the_same_file_twice(tmp_path, again):
    (tmp_path / "b").mkdir()
    with pytest.raises(DataError, match=r"a\.csv is given twice; give each plan file once"):
        plan_names([tmp_path / "a.csv", tmp_path / "c.csv", tmp_path / again])


def test_plans_of_the_same_name_are_never_called_the_same(tmp_path):
    """Folders with blanks in their names make texts alike that are not."""
    files = [tmp_path / "a b" / "plan.csv", tmp_path / "a" / "b plan.csv", tmp_path / "plan.csv"]
    assert len(set(plan_names(files))) == 3


def test_bounds_are_echoed_before_what_they_do_to_a_proof(runs, capsys):
    look(runs / "three" / "plan.csv", made={"bounds": {"area_km2": {"min": 1.0}}})
    first, second = capsys.readouterr().err.splitlines()
    assert first == "Bounds of a region: at least 1 km² of area"
    assert "is not used: it was made with other choices" in second
