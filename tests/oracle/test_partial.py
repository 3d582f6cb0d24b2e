"""Partial coverage against brute force: every choice of disjoint regions in two parents."""

from collections.abc import Iterator

import numpy as np
import pytest

from regionplanner.choices import Coverage
from regionplanner.program.joint.problem import Span, joint_problem
from regionplanner.program.joint.search import best_choice
from regionplanner.rules.bounds import FigureBound
from regionplanner.rules.resolved import MemberBound, Rules
from regionplanner.scenario import Scenario
from tests.oracle.test_brute_force import plain_cost
from tests.worlds import connected_sets, parent_problem, random_figures

MIXES = (
    {"distance": 1.0},
    {"border": 1.0},
    {"distance": 1.0, "ties": 2.0},
    {"dispersion": 1.0},
    {"reach": 1.0},
)
Region = tuple[int, tuple[int, ...], int]


def packings(regions: list[Region], n_regions: int) -> Iterator[tuple[Region, ...]]:
    """Every choice of so many regions that share no unit."""
    if n_regions == 0:
        yield ()
        return
    for at, (parent, members, cost) in enumerate(regions):
        later = [r for r in regions[at + 1 :] if r[0] != parent or not set(r[1]) & set(members)]
        for rest in packings(later, n_regions - 1):
            yield ((parent, members, cost), *rest)


def plain_regions(parents, scenario, inhabitants, bound, town) -> list[Region]:
    """Every candidate region with its cost by the definitions: whole outlines, less the reward."""
    found = []
    for number, figures in enumerate(parents):
        for members in connected_sets(figures.neighbours, scenario.min_units, scenario.max_units):
            if not bound.least <= inhabitants[number][list(members)].sum() <= bound.most:
                continue
            if inhabitants[number][list(members)].max() < town.least:
                continue
            whole = {
                name: weight * (2 if name in ("border", "ties") else 1)
                for name, weight in scenario.criteria.items()
            }
            cost = plain_cost(figures, whole, members)
            cost -= len(members) * round(scenario.coverage.reward * 1e6)
            found.append((number, members, cost))
    return found


@pytest.mark.parametrize("kind", ["least", "range", "reward", "bounds", "numbers", "anchor"])
@pytest.mark.parametrize("seed", range(16))
def test_partial_plans_equal_brute_force(seed: int, kind: str) -> None:
    rng = np.random.default_rng([seed, len(kind)])
    parents = [random_figures(seed + 50 * p, int(rng.integers(5, 8))) for p in range(2)]
    n_units = sum(len(figures.units) for figures in parents)
    inhabitants = [rng.integers(1_000, 50_000, len(f.units)).astype(float) for f in parents]
    bound = FigureBound("inhabitants", 30_000.0 if kind == "bounds" else 0.0, float("inf"))
    town = MemberBound("anchor", "inhabitants", 25_000.0 if kind == "anchor" else 0.0)
    n_regions = int(rng.integers(1, 4))
    least = int(rng.integers(2, n_units)) if kind != "reward" else 0
    most = least + 1 if kind == "range" else n_units
    scenario = Scenario(
        criteria=MIXES[seed % len(MIXES)],
        min_units=int(rng.integers(1, 3)),
        max_units=int(rng.integers(3, 5)),
        coverage=Coverage(least=least, most=most, reward=2.5 if kind == "reward" else 0.0),
    )
    in_first = (1, 1) if kind == "numbers" else (0, n_regions)
    expected = None
    for plan in packings(plain_regions(parents, scenario, inhabitants, bound, town), n_regions):
        covered = sum(len(members) for _, members, _ in plan)
        first = sum(parent == 0 for parent, _, _ in plan)
        if least <= covered <= most and in_first[0] <= first <= in_first[1]:
            total = sum(cost for _, _, cost in plan)
            expected = total if expected is None else min(expected, total)
    problems = [
        parent_problem(
            figures,
            scenario,
            str(number),
            rules=Rules(bounds=(bound,), member_bounds=(town,) if kind == "anchor" else ()),
            inhabitants=inhabitants[number],
        )
        for number, figures in enumerate(parents)
    ]
    numbers = [Span(*in_first), Span(0, n_regions)]
    joint = joint_problem(problems, Span(n_regions, n_regions), Span(least, most), numbers)
    answer = best_choice(joint, deadline=float("inf"))
    if expected is None:
        assert answer.status == "infeasible"
        return
    assert (answer.status, answer.objective, answer.bound) == ("optimal", expected, expected)
    assert answer.regions is not None
    assert answer.regions.sum(axis=0).max() <= 1
    assert least <= answer.regions.sum() <= most
