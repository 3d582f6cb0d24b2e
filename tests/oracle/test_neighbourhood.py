"""Neighbourhoods: local diagrams against one diagram, and both against brute force."""

from dataclasses import replace

import numpy as np
import pytest

from regionplanner.criteria.costs import QUANTUM
from regionplanner.program.curve import parent_curve
from regionplanner.program.instance.candidates import problem_candidates
from regionplanner.rules.resolved import Rules
from regionplanner.scenario import Scenario
from tests.oracle.test_brute_force import partitions, plain_cost
from tests.oracle.test_rules import KINDS, random_rules
from tests.worlds import connected_sets, parent_problem, random_figures, seeds

MIXES = (
    {"distance": 1.0},
    {"border": 1.0},
    {"ties": 1.0},
    {"distance": 1.0, "border": 0.5, "ties": 2.0},
    {"distance": 1.0, "dispersion": 0.1},
    {"reach": 1.0},
    {"distance": 0.3, "reach": 1.0},
)
HUGE = 10**15


def world(seed: int, kind: str):
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    figures = random_figures(seed, int(rng.integers(9, 14)), lattice=seed % 5 == 0)
    inhabitants = rng.integers(1_000, 50_000, len(figures.units)).astype(float)
    scenario = Scenario(
        criteria=MIXES[seed % len(MIXES)],
        min_units=int(rng.integers(1, 3)),
        max_units=int(rng.integers(3, 6)),
        neighbourhood=int(rng.integers(4, 8)),
    )
    rules = random_rules(kind, rng, figures, inhabitants)
    rules = replace(rules, neighbourhoods={"P": scenario.neighbourhood})
    problem = parent_problem(figures, scenario, rules=rules, inhabitants=inhabitants)
    return figures, problem, scenario


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", seeds(8, 3))
def test_local_diagrams_hold_the_same_regions_and_plans(seed: int, kind: str) -> None:
    _, problem, _ = world(seed, kind)
    if not problem.units:
        return
    one, local = (replace(problem, local=is_local) for is_local in (False, True))
    held = []
    prices = np.random.default_rng(seed).integers(0, round(20 / QUANTUM), len(problem.units))
    for each in (one, local):
        candidates = problem_candidates(each, each.costs)
        regions = candidates.enumerate_within(prices, HUGE, max_regions=100_000)
        assert candidates.has(regions).all()
        best, found = candidates.price(prices, float("inf"))
        assert candidates.has(found).all()
        held.append((best, {row.tobytes() for row in regions}))
    assert held[0] == held[1]
    curves = [parent_curve(each).answers for each in (one, local)]
    assert [(a.n_regions, a.status, a.objective, a.bound, a.regions) for a in curves[0]] == [
        (a.n_regions, a.status, a.objective, a.bound, a.regions) for a in curves[1]
    ]


@pytest.mark.parametrize("seed", seeds(8, 3))
def test_members_are_among_the_nearest_of_one_of_them(seed: int) -> None:
    figures, problem, scenario = world(seed, "apart")
    rules = Rules(neighbourhoods={"P": scenario.neighbourhood})
    problem = parent_problem(figures, scenario, rules=rules)
    n_units = len(figures.units)

    def near(centre: int) -> set[int]:
        by_distance = sorted(range(n_units), key=lambda i: (figures.distance_km[i, centre], i))
        return set(by_distance[: scenario.neighbourhood])

    candidates = [
        region
        for region in connected_sets(figures.neighbours, scenario.min_units, scenario.max_units)
        if any(near(centre).issuperset(region) for centre in region)
    ]
    rows = np.zeros((len(candidates), n_units), dtype=bool)
    for row, region in enumerate(candidates):
        rows[row, list(region)] = True
    found = problem_candidates(replace(problem, local=True), problem.costs)
    within = found.enumerate_within(np.zeros(n_units, dtype=np.int64), HUGE, max_regions=100_000)
    assert {row.tobytes() for row in within} == {row.tobytes() for row in rows}
    best: dict[int, int] = {}
    costs = {region: plain_cost(figures, scenario.criteria, region) for region in candidates}
    assert problem.costs.of(rows).tolist() == list(costs.values())
    for plan in partitions(candidates, frozenset(range(n_units))):
        cost = sum(costs[region] for region in plan)
        best[len(plan)] = min(cost, best.get(len(plan), cost))
    answers = parent_curve(replace(problem, local=True)).answers
    assert {a.n_regions: a.objective for a in answers if a.objective is not None} == best
