"""The best value of each criterion alone: what a mix gives up."""

from functools import partial

import pytest

from regionplanner import LimitError, make_plan, propose, rook_graph
from regionplanner.program.propose import best_alone, single_scenarios
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.scorecard import criterion_values, plan_figures
from tests.worlds import grid, grid_municipalities

CELLS = grid(4, 4)
TEAM = [f"t{n // 3}" for n in range(16)]
INHABITANTS = [1000.0 + 370 * (n * 7 % 11) for n in range(16)]
MIX = {"distance": 1.0, "border": 0.3, "ties": 0.7, "balance": 2.0}


@pytest.fixture(scope="module")
def world():
    return grid_municipalities(CELLS, team=TEAM, inhabitants=INHABITANTS)


@pytest.fixture(scope="module")
def scenario():
    return Scenario(
        criteria=MIX, ties={"team": 2.0}, regions=4, min_units=2, max_units=6,
        apart=(("00000", "00001"),),
    )  # fmt: skip


def values(world, scenario, proposal):
    graph = rook_graph(world)
    plan = make_plan(proposal.assignment, world, graph, scenario, proposal.proof)
    assert plan.violations == ()
    return criterion_values(plan, plan_figures(plan, Case(world, graph, scenario)))


@pytest.mark.slow
def test_no_plan_of_the_mix_is_better_than_the_best_alone(world, scenario):
    alone = best_alone(world, scenario, partial(propose, world))
    found = values(world, scenario, propose(world, scenario))
    assert list(alone) == ["distance", "dispersion", "reach", "border", "ties", "balance"]
    for name, value in found.items():
        assert alone[name].bound <= alone[name].objective <= value + 1e-9, name
    assert any(alone[name].objective < value - 0.1 for name, value in found.items())


@pytest.mark.slow
def test_the_best_alone_is_the_value_of_a_plan_that_keeps_the_rules(world, scenario):
    for single in single_scenarios(world, scenario):
        (name,) = single.criteria
        proposal = propose(world, single)
        rounding = 1e-5 if name == "balance" else 1e-6  # a millionth of the target for each unit
        value = values(world, single, proposal)[name]
        assert value == pytest.approx(proposal.objective, rel=0, abs=rounding)
        assert proposal.assignment["00000"] != proposal.assignment["00001"]
        assert len(set(proposal.assignment.values())) == 4


@pytest.mark.slow
def test_only_what_the_data_allows():
    bare = grid_municipalities(CELLS)
    scenario = Scenario(criteria={"border": 5.0}, regions=4, min_units=2, max_units=6)
    alone = best_alone(bare, scenario, partial(propose, bare))
    assert list(alone) == ["distance", "dispersion", "reach", "border"]
    assert alone["border"].objective == alone["border"].bound == 8.0


def names(world, **choices):
    scenario = Scenario(**{"criteria": {"distance": 1.0}, "ties": {"team": 1.0}, **choices})
    return [name for single in single_scenarios(world, scenario) for name in single.criteria]


def test_a_target_that_cannot_be_known(world):
    """The target is the total by the number of regions, which is open; a number is a target."""
    three = ["distance", "dispersion", "reach", "border", "ties"]
    assert names(world, regions=(3, 5)) == three
    assert names(world, regions=(3, 5), balance={"target": 5000.0}) == [*three, "balance"]
    assert names(world, regions=(3, 5), balance={"target": "own"}) == [*three, "balance"]
    assert names(world, regions=4) == [*three, "balance"]


def test_ties_without_weight_are_no_criterion(world):
    assert "ties" not in names(world, ties={"team": 0.0}, regions=4)
    assert "ties" in names(world, ties={"team": 1.0, "gone": 1.0}, regions=4)


def test_covering_is_not_rewarded(world):
    singles = single_scenarios(
        world, Scenario(regions=2, coverage={"least": 6, "reward": 3.0}, ties={"team": 1.0})
    )
    assert {(s.coverage.least, s.coverage.reward) for s in singles} == {(6, 0.0)}


@pytest.mark.slow
def test_what_is_not_found_in_time_is_left_out(world, scenario):
    def hasty(single):
        if "border" in single.criteria:
            raise LimitError("too slow")
        return propose(world, single)

    assert "border" not in best_alone(world, scenario, hasty)
