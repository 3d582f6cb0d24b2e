"""open_plan, as notebooks call it: a plan with the data, the choices and the proof of its run."""

import json

import pytest

from regionplanner import (
    PlanRequest,
    Scenario,
    ScenarioFile,
    make_plan,
    open_plan,
    open_plans,
    plan_summary,
    plan_table,
    propose,
    rook_graph,
    scenario_text,
)
from regionplanner.data.read import load_data
from regionplanner.files.file_choices import DataChoices
from tests.cli.worlds import save
from tests.worlds import grid

CHOICES = Scenario(criteria={"distance": 1.0}, regions=2, min_units=2, max_units=4)


@pytest.fixture
def run(tmp_path):
    """The folder of a proven plan of six units in two regions."""
    data = DataChoices(file=save(tmp_path / "units.gpkg", grid(3, 2)))
    world = load_data(data)
    graph, proposal = rook_graph(world), propose(world, CHOICES)
    plan = make_plan(proposal.assignment, world, graph, CHOICES, proposal.proof)
    summary = plan_summary(plan, proposal, world, graph, CHOICES)
    text = scenario_text(ScenarioFile(CHOICES, data), folder=tmp_path)
    (tmp_path / "scenario.toml").write_text(text, encoding="utf-8")
    (tmp_path / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    (tmp_path / "plan.csv").write_text(plan_table(plan, world).to_csv(), encoding="utf-8")
    return tmp_path


def test_a_plan_has_the_data_the_choices_and_the_proof_of_its_run(run):
    bundle = open_plan(run / "plan.csv")
    assert len(bundle.plan) == 2
    assert bundle.plan.proof.status == "optimal"
    assert bundle.plan.scenario == CHOICES
    assert list(bundle.municipalities.frame.index) == [f"{n:05d}" for n in range(6)]
    assert open_plan(str(run / "plan.csv")).plan.assignment == bundle.plan.assignment


def test_an_edited_plan_has_no_proof(run):
    path = run / "plan.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    region = rows[1].split(",")[3]
    path.write_text("nis,region\n" + "\n".join(f"{n:05d},{region}" for n in range(6)))
    bundle = open_plans(
        PlanRequest(files=[path], scenario_file=run / "scenario.toml", names=["edited"])
    )
    assert bundle.plan.proof.status == "unproven"
    assert {one.rule for one in bundle.plan.violations} == {"size", "number"}


def test_other_choices_say_why_the_proof_is_not_used(run, caplog):
    request = PlanRequest(files=[run / "plan.csv"], choices={"max_units": 3})
    bundle = open_plans(request)
    assert bundle.plan.proof.status == "unproven"
    assert bundle.plan.violations == ()
    assert "is not used: it was made with other choices" in caplog.text
