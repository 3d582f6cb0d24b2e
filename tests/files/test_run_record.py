"""The record of a run: what was written is read, and nothing else passes for it."""

import copy
import json
import sys

import pytest

from regionplanner import Scenario, make_plan, plan_summary, propose, rook_graph
from regionplanner.data.assignment import assignment_sha256
from regionplanner.files import run_record
from regionplanner.files.run_record import RecordedPoint, read_record
from tests.worlds import grid, grid_municipalities


@pytest.fixture(scope="module")
def run():
    """A proposal, and the summary that is written of it."""
    world = grid_municipalities([*grid(4, 2), *grid(4, 3, "Q")[8:]])
    graph, scenario = (
        rook_graph(world),
        Scenario(criteria={"distance": 1.0}, min_units=2, max_units=6, regions=(2, 5)),
    )
    proposal = propose(world, scenario)
    plan = make_plan(proposal.assignment, world, graph, scenario, proposal.proof)
    return proposal, plan_summary(plan, proposal, world, graph, scenario)


@pytest.fixture
def written(tmp_path):
    """Function that writes a value, or a text, as summary.json; returns its path."""

    def write(said):
        path = tmp_path / "summary.json"
        path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
        return path

    return write


def points(curve, chosen):
    return tuple(RecordedPoint(p.regions, p.objective, p.bound, p.regions == chosen) for p in curve)


def test_what_was_written_is_read(run, written):
    proposal, said = run
    found = read_record(written(said))
    assert found.proof == proposal.proof
    assert found.n_candidates == proposal.n_candidates
    assert found.plan_sha256 == assignment_sha256(proposal.assignment)
    assert found.scenario_sha256 == said["scenario_sha256"]
    assert found.data_sha256 == said["data"]["sha256"]
    assert found.curve == points(proposal.curve, len(set(proposal.assignment.values())))
    assert [point.chosen for point in found.curve].count(True) == 1
    assert found.parent_curves == {
        code: points(curve, proposal.split[code])
        for code, curve in sorted(proposal.parent_curves.items())
    }
    assert any(found.parent_curves.values())


@pytest.mark.parametrize("bound", [2.5, None])
def test_a_plan_with_a_gap(run, written, bound):
    said = run[1] | {"status": "feasible", "objective": 4, "bound": bound}
    proof = read_record(written(said)).proof
    assert (proof.status, proof.objective, proof.bound) == ("feasible", 4.0, bound)
    assert proof.gap == (None if bound is None else 0.375)


def test_more_than_we_know_of_is_no_harm(run, written):
    assert read_record(written(run[1] | {"new": [1]})) == read_record(written(run[1]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "3",
        '"text"',
        "{}",
        "\ufeff{}",
        '{"type": "FeatureCollection", "features": []}',
        "[" * 100_000,
        '{"a":' * 100_000,
        "1" * 10_000,
    ],
    ids=lambda text: text[:12] or "nothing",
)
def test_other_json_is_no_record(written, text):
    assert read_record(written(text)) is None


FIELDS = (
    "status",
    "objective",
    "bound",
    "candidate_regions",
    "curve",
    "curves_per_reference_region",
    "plan_sha256",
    "scenario_sha256",
    "data",
)


@pytest.mark.parametrize("field", FIELDS)
def test_a_record_lacks_nothing(run, written, field):
    said = {name: value for name, value in run[1].items() if name != field}
    assert read_record(written(said)) is None


WRONG = (True, "2", [1], {"a": 1}, float("nan"), float("inf"), -float("inf"), 10**400)


@pytest.mark.parametrize("field", FIELDS)
def test_values_of_another_type(run, written, field):
    right = {"plan_sha256": "2", "scenario_sha256": "2", "candidate_regions": 10**400}
    for value in WRONG:
        found = read_record(written(run[1] | {field: value}))
        assert (found is None) == (value != right.get(field)), value


@pytest.mark.parametrize("field", ["regions", "objective", "bound"])
@pytest.mark.parametrize("value", [True, "2", [1], float("nan"), float("inf")])
def test_points_of_another_type(run, written, field, value):
    for place in ("curve", "curves_per_reference_region"):
        said = copy.deepcopy(run[1])
        curve = said[place] if place == "curve" else next(iter(said[place].values()))
        curve[0][field] = value
        assert read_record(written(said)) is None


@pytest.mark.parametrize(
    "claim",
    [
        {"status": "optimal", "objective": 5.0, "bound": 4.0},
        {"status": "optimal", "objective": 5.0, "bound": None},
        {"status": "feasible", "objective": 5.0, "bound": 6.0},
        {"status": "feasible", "objective": None, "bound": 1.0},
        {"status": "unproven", "objective": 5.0, "bound": None},
        {"status": "excellent", "objective": 5.0, "bound": 5.0},
    ],
)
def test_a_proof_that_contradicts_itself_is_none(run, written, claim):
    assert read_record(written(run[1] | claim)) is None


def test_no_file(tmp_path):
    assert read_record(tmp_path / "summary.json") is None
    assert read_record(tmp_path) is None
    assert read_record(tmp_path / "there" / "summary.json") is None


def test_no_text(tmp_path):
    path = tmp_path / "summary.json"
    path.write_bytes(b"\xff\xfe{}")
    assert read_record(path) is None


def test_a_huge_file_is_not_read(run, written, monkeypatch):
    path = written(json.dumps(run[1]) + " " * 10_000_000)
    assert read_record(path) is None
    monkeypatch.setattr(run_record, "_MOST_BYTES", 20_000_000)
    assert read_record(path) is not None


@pytest.mark.skipif(sys.platform == "win32", reason="needs files that are no files")
def test_a_pipe_is_not_waited_for(tmp_path):
    import os

    os.mkfifo(tmp_path / "summary.json")
    assert read_record(tmp_path / "summary.json") is None
