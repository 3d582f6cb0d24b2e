"""Large reference regions: planned near each centre, with numbers near their share searched."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from regionplanner.choices import Coverage
from regionplanner.errors import LimitError
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.make import make_plan
from regionplanner.program.alternatives import alternatives
from regionplanner.program.front import front
from regionplanner.program.propose import propose
from regionplanner.program.repair import repair
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.scorecard import criterion_values, plan_figures
from tests.worlds import grid, grid_municipalities

CHOICES = {"criteria": {"border": 1.0}, "min_units": 2, "max_units": 4, "neighbourhood": 8}


@pytest.fixture(scope="module")
def world():
    return grid_municipalities(grid(5, 4))


@pytest.fixture(scope="module")
def found(world):
    return propose(world, Scenario(regions=6, **CHOICES), graph=rook_graph(world))


def test_the_plan_is_proven_and_keeps_the_neighbourhood(world, found):
    scenario = Scenario(regions=6, **CHOICES)
    plan = make_plan(found.assignment, world, rook_graph(world), scenario, found.proof)
    assert found.optimal
    assert not plan.violations
    assert found.n_candidates == 0  # not counted: the diagrams overlap


def test_a_gap_that_will_do_ends_the_search(world, found):
    scenario = Scenario(regions=6, **CHOICES)
    rough = propose(world, scenario, graph=rook_graph(world), gap=0.5)
    assert rough.bound <= found.objective <= rough.objective
    assert rough.objective <= 1.5 * rough.bound


def test_a_region_beyond_the_nearest_is_reported(world):
    line = dict.fromkeys(sorted(world.frame.index)[:5], "x")
    rest = {nis: "y" for nis in world.frame.index if nis not in line}
    scenario = Scenario(criteria={"border": 1.0}, min_units=1, max_units=40, neighbourhood=6)
    plan = make_plan({**line, **rest}, world, rook_graph(world), scenario)
    messages = [violation.message for violation in plan.violations]
    assert any("not among the 6 municipalities nearest to its centre" in m for m in messages)


@pytest.mark.slow
def test_diagrams_that_memory_does_not_hold_are_built_anew(world, found):
    """The same plan and the same proof, whatever is kept of the diagrams."""
    graph = rook_graph(world)
    for held_states in (100, 30):
        again = propose(world, Scenario(regions=6, **CHOICES), graph=graph, held_states=held_states)
        assert again.assignment == found.assignment
        assert again.parent_curves == found.parent_curves
        assert again.solved.curves == found.solved.curves


@pytest.mark.slow
def test_totals_with_bounds_are_counted_as_finely_as_fits(caplog):
    """In coarser steps the same plan is proven; past these one is made that keeps the bounds."""
    inhabitants = np.random.default_rng(3).integers(100, 3000, 36).tolist()
    world = grid_municipalities(grid(6, 6), inhabitants=inhabitants)
    graph = rook_graph(world)
    scenario = Scenario(
        criteria={"border": 1.0},
        regions=7,
        min_units=3,
        max_units=7,
        neighbourhood=16,
        bounds={"inhabitants": {"min": 3000, "max": 9500}},
    )
    fine = propose(world, scenario, graph=graph)
    coarse = propose(world, scenario, graph=graph, max_states=7_000)
    assert fine.optimal
    assert coarse.assignment == fine.assignment
    assert coarse.bound == fine.bound
    assert not caplog.messages
    narrow = propose(world, scenario, graph=graph, max_states=5_000)
    assert dict(narrow.within) == {"Parent P": 14}
    assert not make_plan(narrow.assignment, world, graph, scenario, narrow.proof).violations
    rough = propose(world, scenario, graph=graph, max_states=50)
    assert "it is planned by improvement" in caplog.text
    assert rough.bound <= fine.objective <= rough.objective
    assert not make_plan(rough.assignment, world, graph, scenario, rough.proof).violations


@pytest.mark.parametrize("criteria", [{"border": 1.0}, {"distance": 1.0}])
def test_a_neighbourhood_that_does_not_fit_is_as_large_as_fits(criteria, caplog):
    """A larger one gives no worse plan, and what was used is said with what is proven."""
    world = grid_municipalities(grid(6, 5))
    graph = rook_graph(world)
    choices = {"criteria": criteria, "regions": 6, "min_units": 3, "max_units": 6}
    found = {
        size: propose(world, Scenario(neighbourhood=size, **choices), graph=graph, max_states=1_000)
        for size in (8, 12, 15, 20, 28)
    }
    objectives = [one.objective for one in found.values()]
    assert objectives == sorted(objectives, reverse=True)
    assert all(one.optimal for one in found.values())
    assert not found[8].within
    (name, used) = next(iter(found[28].within.items()))
    assert name == "Parent P"
    assert 8 <= used < 28
    assert found[15].within == found[20].within == found[28].within
    assert f"{used} in Parent P" in found[28].proof.sentence()
    assert not caplog.messages


@pytest.mark.parametrize(
    ("seed", "max_states"),
    [(1, 150)]
    + [pytest.param(seed, n, marks=pytest.mark.slow) for seed in range(3) for n in (60, 100, 250)],
)
def test_no_neighbourhood_gives_a_worse_plan_than_a_smaller_one(seed, max_states):
    """Also where a sample of the diagrams fits and all do not, and where hardly any fit."""
    inhabitants = np.random.default_rng(seed).integers(100, 3000, 20).tolist()
    world = grid_municipalities(grid(5, 4), inhabitants=inhabitants)
    sizes = {"regions": 5, "min_units": 3, "max_units": 5}
    choices = {"criteria": {"distance": 1.0}, "travellers": "inhabitants", **sizes}
    found = [
        propose(world, Scenario(neighbourhood=size, **choices), max_states=max_states)
        for size in (5, 6, 8)
    ]
    objectives = [one.objective for one in found]
    assert objectives == sorted(objectives, reverse=True)
    if max_states == 150:
        assert [dict(one.within) for one in found] == [{}, {}, {"Parent P": 6}]


@pytest.mark.slow
def test_alternatives_fronts_and_repairs_take_the_largest_neighbourhood_that_fits():
    world = grid_municipalities(grid(4, 4))
    graph = rook_graph(world)
    choices = {"criteria": {"border": 1.0}, "min_units": 2, "max_units": 4, "neighbourhood": 14}
    asked = Scenario(regions=5, **choices)
    how = {"graph": graph, "max_states": 150}
    best = propose(world, asked, **how)
    (other,) = alternatives(world, asked, best, plans=1, within=0.5, **how)
    point, *_ = front(world, asked, "border", "distance", points=2, **how).points
    repaired = repair(dict.fromkeys(world.frame.index, "a"), world, asked, **how)
    covered = asked.model_copy(update={"coverage": Coverage(least=9), "regions": 3})
    partly = propose(world, covered, **how)
    used = [other.proof.within, point.within, repaired.within, tuple(partly.within.items())]
    assert used == [tuple(best.within.items())] * 4
    assert best.within["Parent P"] < 14
    for plan in (other, point, repaired):
        assert not make_plan(plan.assignment, world, graph, asked).violations


@pytest.mark.parametrize(("size", "advice"), [(None, "set a"), (14, "take a smaller")])
def test_the_advice_fits_the_neighbourhood(size, advice):
    scenario = Scenario(regions=5, min_units=2, max_units=4, neighbourhood=size)
    scenario = scenario.model_copy(update={"criteria": {"border": 1.0}})
    world = grid_municipalities(grid(4, 4))
    with pytest.raises(LimitError, match=rf"{advice} neighbourhood \(--neighbourhood N\)"):
        repair(dict.fromkeys(world.frame.index, "a"), world, scenario, max_states=20)


@pytest.mark.slow
def test_part_of_a_large_reference_region(world):
    scenario = Scenario(regions=3, coverage=Coverage(least=9), **CHOICES)
    graph = rook_graph(world)
    found = propose(world, scenario, graph=graph)
    assert found.optimal
    assert found.n_candidates == 0
    assert not make_plan(found.assignment, world, graph, scenario, found.proof).violations
    again = propose(world, scenario, graph=graph, held_states=30)
    assert again.assignment == found.assignment


def test_what_is_reported_while_it_is_in_work(world):
    reported = []
    propose(
        world,
        Scenario(regions=(6, 7), **CHOICES),
        graph=rook_graph(world),
        on_incumbent=lambda *news: reported.append(news),
    )
    assert {news[:2] for news in reported} == {("P", 6), ("P", 7)}
    assert reported[0][2] is None  # no plan is known yet
    assert any(gap is not None and 0 <= gap < 1 for _, _, gap in reported)


@pytest.mark.slow
def test_an_open_number_is_searched_near_its_share(world):
    """Of one reference region a range is searched next to its middle, and bounded elsewhere."""
    every = {
        n: propose(world, Scenario(regions=n, **CHOICES), graph=rook_graph(world)).objective
        for n in (6, 7, 8)
    }
    found = propose(world, Scenario(regions=(6, 8), **CHOICES), graph=rook_graph(world))
    assert found.objective == min(every.values())
    wide = propose(world, Scenario(regions=(6, 9), **CHOICES), graph=rook_graph(world))
    assert wide.bound <= found.objective


@pytest.mark.parametrize(
    "limits",
    [
        {"neighbourhood": 6},
        {"neighbourhood": 12},  # in one diagram
        {"max_centre_distance_km": 1.5},
        {"neighbourhood": 7, "max_centre_distance_km": 1.5},
        {"neighbourhood": 8, "max_centre_travel_min": 10.0},
    ],
    ids=str,
)
@pytest.mark.parametrize("criteria", [{"distance": 1.0}, {"distance": 1.0, "dispersion": 0.1}])
def test_the_objective_is_what_the_criteria_measure(world, limits, criteria):
    """Where travel takes as long as it will, the best centre is often not in the middle."""
    units = world.frame.index
    minutes = np.random.default_rng(0).uniform(1, 20, (len(units), len(units)))
    np.fill_diagonal(minutes, 0.0)
    world = replace(world, travel_min=pd.DataFrame(minutes, units, units))
    scenario = Scenario(criteria=criteria, regions=5, min_units=2, max_units=5, **limits)
    graph = rook_graph(world)
    found = propose(world, scenario, graph=graph)
    plan = make_plan(found.assignment, world, graph, scenario, found.proof)
    measured = criterion_values(plan, plan_figures(plan, Case(world, graph, scenario)))
    total = sum(weight * measured[name] for name, weight in criteria.items())
    assert found.optimal
    assert found.objective == pytest.approx(total, abs=1e-5)
    assert not plan.violations
