"""propose: plans of whole worlds, their curve and proof, and what it refuses."""

import subprocess
import sys

import networkx as nx
import pytest

from regionplanner import (
    DataError,
    InfeasibleError,
    ScenarioError,
    make_plan,
    propose,
    rook_graph,
)
from regionplanner.choices import Lock
from regionplanner.scenario import Scenario
from tests.conftest import ROOT
from tests.worlds import Cell, grid, grid_municipalities, hole, islands, star

BORDER = {"border": 1.0}


def test_the_hole_in_two():
    world = grid_municipalities(hole())
    scenario = Scenario(criteria=BORDER, regions=2, min_units=4, max_units=4)
    proposal = propose(world, scenario, workers=1)
    assert (proposal.objective, proposal.bound, proposal.optimal) == (2.0, 2.0, True)
    assert proposal.n_candidates == 8
    assert [(p.regions, p.objective) for p in proposal.curve] == [(2, 2.0)]
    assert list(proposal.assignment) == sorted(world.frame.index)
    assert set(proposal.assignment.values()) == {"parent-p-a", "parent-p-b"}


@pytest.mark.parametrize("criterion", ["border", "distance", "balance"])
def test_a_parent_whose_regions_are_all_locked_stays_as_it_is(criterion):
    cells = [*grid(4, 1), *(Cell(f"9{i}", i, 5, "Q") for i in range(4))]
    world = grid_municipalities(cells, inhabitants=[5.0] * 8)
    lock = Lock(region="x", members=("90", "91", "92", "93"))
    scenario = Scenario(criteria={criterion: 1.0}, regions=3, min_units=1, locked=[lock])
    proposal = propose(world, scenario, workers=1)
    found = [code for nis, code in proposal.assignment.items() if nis.startswith("9")]
    assert (len(set(found)), len(set(proposal.assignment.values()))) == (1, 3)
    assert proposal.optimal


def test_two_islands_the_split_and_the_curve():
    """A square of four costs 2 km in two, 3 in three, 4 in four: either may be divided."""
    world = grid_municipalities(islands())
    scenario = Scenario(criteria=BORDER, regions=3, min_units=1, max_units=4)
    proposal = propose(world, scenario, workers=1)
    assert proposal.split == {"P": 1, "Q": 2}
    curve = [(p.regions, p.objective, p.bound) for p in proposal.curve]
    assert curve == [(k, v, v) for k, v in [(2, 0), (3, 2), (4, 3), (5, 4), (6, 6), (7, 7), (8, 8)]]
    alone = [(p.regions, p.objective) for p in proposal.parent_curves["P"]]
    assert alone == [(1, 0.0), (2, 2.0), (3, 3.0), (4, 4.0)]
    assert proposal.n_candidates == 2 * 13


def test_regions_stay_inside_their_parent_though_that_costs_more():
    cells = [Cell(c.nis, c.column, c.row, "P" if c.column < 2 else "Q") for c in grid(4, 2)]
    world = grid_municipalities(cells)
    scenario = Scenario(criteria={"distance": 1.0}, regions=2, min_units=1, max_units=8)
    assignment = propose(world, scenario, workers=1).assignment
    assert {n for n, r in assignment.items() if r == "parent-p-a"} == {
        "00000",
        "00001",
        "00004",
        "00005",
    }


def test_the_graph_that_is_given_is_used():
    """Without its middle edge a path of four can only be divided there."""
    world = grid_municipalities([c for c in grid(5, 1) if c.column != 2])
    scenario = Scenario(criteria={"distance": 1.0}, regions=1, min_units=1, max_units=4)
    graph = rook_graph(world, links=[("00001", "00003")])
    assert len(set(propose(world, scenario, graph=graph, workers=1).assignment.values())) == 1
    with pytest.raises(DataError, match="--link 00001:00003"):
        propose(world, scenario, workers=1)


def test_links_of_the_scenario_are_used():
    world = grid_municipalities([c for c in grid(5, 1) if c.column != 2])
    scenario = Scenario(
        criteria=BORDER, regions=2, min_units=2, max_units=4, links=(("00001", "00003"),)
    )
    proposal = propose(world, scenario, workers=1)
    assert proposal.objective == 0.0
    assert proposal.assignment["00000"] == proposal.assignment["00001"]


def test_one_worker_or_two():
    world = grid_municipalities(
        [*grid(4, 3), *[Cell(f"9{c.nis}", c.column + 9, c.row, "Q") for c in grid(3, 3)]]
    )
    scenario = Scenario(criteria={"distance": 1.0}, regions=6, min_units=2, max_units=6)
    one, two = (propose(world, scenario, workers=workers) for workers in (1, 2))
    assert one.assignment == two.assignment
    assert (one.curve, one.parent_curves, one.split) == (two.curve, two.parent_curves, two.split)
    assert (one.objective, one.bound, one.n_candidates) == (
        two.objective,
        two.bound,
        two.n_candidates,
    )


@pytest.mark.parametrize("name", ["on_incumbent", "narrowed"])  # the latter of 0.1.0
def test_progress_and_incumbents_of_each_parent_are_reported(name):
    seen, updates = [], set()
    scenario = Scenario(criteria=BORDER, regions=2, min_units=1, max_units=4)
    propose(
        grid_municipalities(islands()),
        scenario,
        workers=1,
        progress=lambda curve, done, total: seen.append((curve.code, done, total)),
        **{name: lambda code, *_: updates.add(code)},
    )
    assert seen == [("P", 1, 2), ("Q", 2, 2)]
    assert updates == {"P", "Q"}


def test_a_unit_without_neighbours_is_named_with_the_nearest_link():
    world = grid_municipalities([*grid(3, 2), Cell("99999", 7, 0)])
    scenario = Scenario(criteria=BORDER, regions=1, min_units=1)
    with pytest.raises(
        DataError, match=r"Unit 99999 \(99999\); .*--link 00002:99999 .*4.0 km apart"
    ):
        propose(world, scenario, workers=1)


def test_a_parent_in_two_parts_is_an_error_and_not_an_impossible_plan():
    world = grid_municipalities(islands(parent="P", other="P"))
    scenario = Scenario(criteria=BORDER, regions=2, min_units=1, max_units=4)
    with pytest.raises(DataError, match=r"Parent P \(P\) has 2 parts"):
        propose(world, scenario, workers=1)


def test_a_parent_that_is_too_small():
    world = grid_municipalities(islands())
    with pytest.raises(DataError, match=r"(?s)\(P\) has 4 units.*\(Q\) has 4 units"):
        propose(world, Scenario(criteria=BORDER, regions=2, min_units=5), workers=1)


def test_a_tie_column_that_is_not_there():
    world = grid_municipalities(grid(3, 2))
    scenario = Scenario(criteria={"ties": 1.0}, ties={"zone": 1.0}, regions=1)
    with pytest.raises(ScenarioError, match="zone"):
        propose(world, scenario, workers=1)


@pytest.mark.usefixtures("counted_clock")
def test_a_parent_without_time_for_diagrams_has_a_plan_and_an_honest_gap():
    world = grid_municipalities(grid(12, 12))
    graph, scenario = rook_graph(world), Scenario(criteria={"distance": 1.0}, regions=14)
    found = propose(world, scenario, graph=graph, workers=1, time_limit_s=0)
    assert not found.optimal
    assert 0 < found.bound < found.objective
    plan = make_plan(found.assignment, world, graph, scenario, found.proof)
    assert not plan.violations
    assert len(plan) == 14


def test_the_largest_diagram_is_a_setting():
    world = grid_municipalities(grid(5, 4))
    graph, scenario = rook_graph(world), Scenario(criteria=BORDER, regions=3)
    exact = propose(world, scenario, graph=graph)
    small = propose(world, scenario, graph=graph, max_states=50)
    assert exact.optimal
    assert small.bound <= exact.objective <= small.objective


@pytest.mark.slow
@pytest.mark.usefixtures("counted_clock")
def test_no_time_at_all_gives_a_valid_plan_with_an_honest_gap(flanders):
    scenario = Scenario(regions=30)
    graph = rook_graph(flanders)
    rushed = propose(flanders, scenario, graph=graph, workers=1, time_limit_s=0)
    exact = propose(flanders, scenario, graph=graph, workers=1)
    assert exact.optimal
    assert rushed.bound <= exact.objective <= rushed.objective
    assert rushed.optimal == (rushed.bound == rushed.objective)
    assert make_plan(rushed.assignment, flanders, graph, scenario).violations == ()
    best = {p.regions: p.objective for p in exact.curve}
    for point in rushed.curve:
        assert point.bound <= best[point.regions] <= point.objective
    for region in set(rushed.assignment.values()):
        members = [nis for nis, code in rushed.assignment.items() if code == region]
        assert 5 <= len(members) <= 15
        assert nx.is_connected(graph.subgraph(members))


def test_a_largest_size_past_the_parent_is_no_limit():
    world = grid_municipalities(grid(4, 2))
    scenario = Scenario(criteria={"border": 1.0}, regions=2, min_units=1, max_units=300)
    assert propose(world, scenario).optimal


def test_a_fixed_number_that_borders_rule_out_names_the_parent():
    scenario = Scenario(
        criteria={"border": 1.0}, regions=2, regions_per={"P": 2}, min_units=2, max_units=5
    )
    with pytest.raises(
        InfeasibleError, match=r"Parent P \(P\).* can only be reached through Unit 0"
    ):
        propose(grid_municipalities(star()), scenario)


def test_sizes_that_fit_no_number_name_the_parent():
    cells = [*grid(4, 4), *[Cell(f"9{c.nis}", c.column + 9, c.row, "Q") for c in grid(4, 4)]]
    scenario = Scenario(criteria={"border": 1.0}, regions=3, min_units=9, max_units=15)
    with pytest.raises(InfeasibleError, match="has 16 municipalities, which no number of regions"):
        propose(grid_municipalities(cells), scenario)


def test_a_script_needs_no_main_guard(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from regionplanner import Scenario, load_flanders, propose\n"
        "p = propose(load_flanders(), Scenario(criteria={'border': 1}, regions=30))\n"
        "print(p.optimal)\n"
    )
    run = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (run.returncode, run.stdout) == (0, "True\n"), run.stderr
