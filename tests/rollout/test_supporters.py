"""Loads of supporters keep what they are of, however small or large."""

from dataclasses import replace

import pytest
import shapely

import regionplanner.stopping
from regionplanner import StoppedError, make_plan, rook_graph, stoppable
from regionplanner.errors import ScenarioError, SolverError
from regionplanner.maps.rollout_pages import support_page
from regionplanner.program.support.assign import best_support
from regionplanner.program.support.problem import area_columns
from regionplanner.rollout.support import support, support_problem
from regionplanner.rollout.tables import support_record, supporter_loads
from regionplanner.rollout_choices import SupportChoices, Supporter
from regionplanner.scenario import Scenario
from tests.worlds import AtLook, grid, grid_municipalities

ROW = {f"0000{n}": "abcd"[n // 2] for n in range(8)}
SHARES = (1.0, 2.0, 3.0, 0.5, 0.25, 0.25, 2.0, 1.0)


def asked(size):
    world = grid_municipalities(grid(8, 1), work=[size * share for share in SHARES])
    graph = rook_graph(world)
    scenario = Scenario(criteria={"border": 1.0}, min_units=1)
    plan = make_plan(ROW, world, graph, scenario)
    two = (Supporter(name="Noor"), Supporter(name="Sam"))
    choices = SupportChoices(supporters=two, balance={"work": 0.3}, contiguous=False)
    return plan, world, graph, choices


@pytest.mark.parametrize("size", [1e-9, 0.01, 1.0, 1e12])
def test_loads_of_any_size_are_shared_alike(size):
    """3, 3.5, 0.5 and 3: two of the large ones each, the small one with either."""
    loads = support_problem(*asked(size)).loads["work"]
    assert [load / loads[0] for load in loads] == pytest.approx([1, 3.5 / 3, 0.5 / 3, 1], rel=1e-6)
    found = support(*asked(size))
    of = {code: "abcd".index(code[-1]) for code in found.supporter}
    work = {"Noor": 0.0, "Sam": 0.0}
    for code, name in found.supporter.items():
        work[name] += (3, 3.5, 0.5, 3)[of[code]]
    assert all(3.5 <= load <= 6.5 for load in work.values())


def test_nothing_to_share_is_no_error():
    assert support_problem(*asked(0.0)).loads["work"] == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "vertrekt uit {} (gekozen door het programma, niet opgegeven)"),
        ("en", "travels from {} (chosen by the program, not given)"),
    ],
)
def test_a_home_that_was_not_given_is_said_to_be_chosen(language, said):
    plan, world, graph, choices = asked(1.0)
    two = (Supporter(name="Noor", home="00000"), Supporter(name="Sam"))
    choices = choices.model_copy(update={"supporters": two})
    found = support(plan, world, graph, choices)
    assert [area.home_chosen for area in found.areas] == [False, True]
    page = support_page(plan, found, world, language=language).html
    assert said.format(world.frame["name"][found.areas[1].home]) in page
    assert said.format("Unit 00000") not in page
    loads = supporter_loads(
        found, plan, world, support_problem(plan, world, graph, choices), choices
    )
    assert list(loads["home_chosen"]) == [0, 1]
    record = support_record(found, plan, loads, choices, plan.scenario)
    assert [area.home_chosen for area in record.areas] == [False, True]


def test_a_home_without_a_polygon_is_refused():
    plan, world, graph, choices = asked(1.0)
    shapes = world.frame.geometry.where(world.frame.index != "00007", shapely.Polygon())
    bare = replace(world, frame=world.frame.set_geometry(shapes))
    rest = replace(plan, regions=plan.regions[:-1])
    two = (Supporter(name="Noor", home="00007"), Supporter(name="Sam"))
    with pytest.raises(ScenarioError, match=r"Unit 00007 \(00007\) is the home of a supporter"):
        support(rest, bare, graph, choices.model_copy(update={"supporters": two}))


def test_a_stop_is_heeded_while_areas_are_listed(monkeypatch):
    """A row of 14 regions has 105 areas in one piece, and a balance of 100 % takes them all."""
    monkeypatch.setattr(regionplanner.stopping, "_MOMENT_S", 0.0)
    row = grid_municipalities(grid(14, 1), work=[1.0] * 14)
    assignment = {nis: f"r{n:02}" for n, nis in enumerate(row.frame.index)}
    scenario = Scenario(criteria={"border": 1.0}, min_units=1)
    plan = make_plan(assignment, row, rook_graph(row), scenario)
    two = (Supporter(name="Noor"), Supporter(name="Sam"))
    choices = SupportChoices(supporters=two, balance={"work": 1.0})
    problem = support_problem(plan, row, rook_graph(row), choices)
    assert len(area_columns(problem, most=1000, deadline=float("inf"))) == 105
    with stoppable(AtLook(50)), pytest.raises(SolverError):
        area_columns(problem, most=1000, deadline=float("inf"))
    with stoppable(AtLook(50)), pytest.raises(StoppedError):
        best_support(problem)
