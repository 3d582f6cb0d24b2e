"""Growth from no plan: the best first regions, a plan that has them, and its price."""

import itertools

import pytest

from regionplanner.choices import Coverage, Lock
from regionplanner.errors import InfeasibleError, ScenarioError
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.make import violations
from regionplanner.program.propose import propose
from regionplanner.rollout.from_scratch import growth_from_scratch
from regionplanner.rollout_choices import GrowthChoices
from regionplanner.scenario import Scenario
from tests.oracle.test_coupled import regions_of, value, world
from tests.oracle.test_coupled_rules import all_plans

FIRST = GrowthChoices(regions=(2,))


def asked(**choices):
    return Scenario(
        criteria={"distance": 1.0},
        travellers="inhabitants",
        regions=4,
        min_units=2,
        max_units=4,
        coverage=Coverage(least=4, most=6),
        **choices,
    )


def begun(data):
    try:
        return growth_from_scratch(data, asked(), FIRST, propose), ""
    except InfeasibleError as error:
        return None, str(error)


@pytest.mark.parametrize("seed", range(12))
def test_the_plan_is_the_best_with_its_first_regions(seed):
    data, graph = world(seed)
    plans = list(all_plans(data, graph, 4, partial=False))
    if not plans:
        with pytest.raises(InfeasibleError):
            growth_from_scratch(data, asked(), FIRST, propose)
        return
    able = [
        pair
        for plan in plans
        for pair in itertools.combinations(plan, 2)
        if 4 <= sum(map(len, pair)) <= 6
    ]
    found, message = begun(data)
    if found is None:  # it may be that none is found, not that one is found where there is none
        assert not able or "were found that a plan of 4 can have" in message
        return
    first = set(regions_of(found.first))
    assert len(first) == len(found.regions) == 2
    having = [plan for plan in plans if first <= set(map(tuple, plan))]
    least = min(value(data, graph, plan, "distance") for plan in having)
    assert found.complete.objective == pytest.approx(least, rel=1e-6)
    best = min(value(data, graph, plan, "distance") for plan in plans)
    assert found.price == pytest.approx(least - best, rel=1e-6, abs=1e-3)
    assert found.price >= 0
    assert not violations(
        found.complete.assignment, data, graph, asked().model_copy(update={"coverage": None})
    )
    # no two regions of any plan that cover as many cost less than the bound
    costs = [value(data, graph, pair, "distance") for pair in able]
    assert found.bound <= min(costs) * (1 + 1e-6)
    assert found.objective == pytest.approx(value(data, graph, first, "distance"), rel=1e-6)
    assert found.objective >= min(costs) * (1 - 1e-6)


@pytest.mark.parametrize(
    ("scenario", "choices", "said"),
    [
        (asked().model_copy(update={"regions": None}), FIRST, "regions in the end is not given"),
        (asked(), GrowthChoices(regions=(5,)), "the first year has 5 regions and the last 4"),
        (
            asked(),
            GrowthChoices(budget=(10.0,), run_cost=20.0),
            "the first year has 0 regions and the last 4",
        ),
    ],
)
def test_what_cannot_be_is_said(scenario, choices, said):
    data, _ = world(0)
    with pytest.raises(ScenarioError, match=said):
        growth_from_scratch(data, scenario, choices, propose)


def test_the_graph_of_the_worlds_is_theirs():
    data, graph = world(1)
    assert set(rook_graph(data).edges) == set(graph.edges)


def test_what_the_first_year_cannot_hold_is_said_of_it():
    data, graph = world(0)
    plan = next(plan for plan in all_plans(data, graph, 4, partial=False))
    locked = [Lock(region=str(n), members=tuple(units)) for n, units in enumerate(plan)]
    with pytest.raises(InfeasibleError, match=r"^in the first year, which has 2 regions: 2 .*lock"):
        growth_from_scratch(data, asked(locked=locked), FIRST, propose)
