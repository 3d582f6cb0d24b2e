"""The engine against brute force over all partitions, on hundreds of small worlds."""

from collections.abc import Iterator

import numpy as np
import pytest

from regionplanner.criteria.figures import ParentFigures
from regionplanner.program.curve import ParentResult, parent_curve
from regionplanner.regions.compile import region_diagram
from regionplanner.scenario import Scenario
from tests.worlds import adjacency, connected_sets, parent_problem, random_figures, seeds

QUANTA = 1e6  # a natural unit in the engine's integers
MIXES = [
    {"distance": 1.0},
    {"dispersion": 1.0},
    {"border": 1.0},
    {"ties": 1.0},
    {"distance": 1.0, "ties": 2.0},
    {"distance": 1.0, "border": 0.5},
    {"border": 0.7, "ties": 1.3},
    {"distance": 1.0, "dispersion": 0.2},
    {"distance": 0.3, "dispersion": 0.1, "border": 0.5, "ties": 2.0},
    {"reach": 1.0},
    {"distance": 0.3, "reach": 1.0},
]


def engine(figures: ParentFigures, scenario: Scenario) -> ParentResult:
    return parent_curve(parent_problem(figures, scenario))


def plain_cost(
    figures: ParentFigures,
    criteria: dict[str, float],
    region: tuple[int, ...],
    reach_km: float = np.inf,
) -> int:
    """The criteria by their definitions, in loops; a centre is within reach of all, if any is."""
    near = [j for j in region if all(figures.distance_km[i, j] <= reach_km for i in region)]
    total = 0
    outside = set(range(len(figures.units))) - set(region)
    for name, weight in criteria.items():
        if name in ("distance", "dispersion"):
            power = 1 if name == "distance" else 2
            total += min(
                sum(round(figures.distance_km[i, j] ** power * weight * QUANTA) for i in region)
                for j in near or region
            )
        elif name == "reach":
            total += min(
                max(round(figures.distance_km[i, j] * weight * QUANTA) for i in region)
                for j in near or region
            )
        else:
            values = {"border": figures.border_km, "ties": figures.ties}[name]
            total += sum(round(values[i, j] * weight / 2 * QUANTA) for i in region for j in outside)
    return total


def partitions(
    regions: list[tuple[int, ...]], uncovered: frozenset[int]
) -> Iterator[tuple[tuple[int, ...], ...]]:
    if not uncovered:
        yield ()
        return
    first = min(uncovered)
    for region in regions:
        if region[0] == first and uncovered.issuperset(region):
            for rest in partitions(regions, uncovered - set(region)):
                yield (region, *rest)


def brute_force(
    figures: ParentFigures, scenario: Scenario
) -> dict[int, tuple[int, int, tuple[tuple[int, ...], ...]]]:
    """The best plan per number of regions: cost, then distance, then the fixed order."""
    regions = connected_sets(figures.neighbours, scenario.min_units, scenario.max_units)
    n_units = len(figures.units)
    cost = {r: plain_cost(figures, dict(scenario.criteria), r) for r in regions}
    metres = {
        r: min(sum(round(figures.distance_km[i, j] * 1000) for i in r) for j in r) for r in regions
    }
    # Of two regions the one comes first that has the first unit that the other has not.
    order = {r: tuple(0 if i in r else 1 for i in range(n_units)) for r in regions}
    best: dict[int, tuple] = {}
    for plan in partitions(regions, frozenset(range(n_units))):
        key = (
            sum(cost[r] for r in plan),
            sum(metres[r] for r in plan),
            tuple(order[r] for r in plan),
            plan,
        )
        if len(plan) not in best or key < best[len(plan)]:
            best[len(plan)] = key
    return {k: (v[0], v[1], v[3]) for k, v in best.items()}


def check(figures: ParentFigures, scenario: Scenario) -> None:
    expected = brute_force(figures, scenario)
    curve = engine(figures, scenario)
    assert {a.n_regions for a in curve.answers if a.status == "optimal"} == set(expected)
    for answer in curve.answers:
        if answer.n_regions not in expected:
            assert answer.status == "infeasible"
            continue
        cost, metres, plan = expected[answer.n_regions]
        assert (answer.objective, answer.bound, answer.distance_m) == (cost, cost, metres)
        assert answer.regions == tuple(tuple(figures.units[i] for i in r) for r in plan)


@pytest.mark.parametrize("criteria", MIXES, ids="+".join)
@pytest.mark.parametrize("seed", seeds(24, 12))
def test_engine_equals_brute_force(seed: int, criteria: dict[str, float]) -> None:
    rng = np.random.default_rng(1000 + seed)
    n_units = int(rng.integers(5, 11))
    min_units = int(rng.integers(1, 4))
    max_units = int(rng.integers(min_units, 7))
    figures = random_figures(seed, n_units, lattice=seed % 3 == 0)
    check(figures, Scenario(criteria=criteria, min_units=min_units, max_units=max_units))


@pytest.mark.parametrize("seed", seeds(60, 20))
def test_the_diagram_holds_exactly_the_connected_sets(seed: int) -> None:
    rng = np.random.default_rng(2000 + seed)
    figures = random_figures(seed, int(rng.integers(4, 13)), lattice=seed % 4 == 0)
    min_units = int(rng.integers(1, 5))
    max_units = int(rng.integers(min_units, 9))
    diagram = region_diagram(
        adjacency(figures), figures.xy, min_units=min_units, max_units=max_units
    )
    assert diagram.count() == len(connected_sets(figures.neighbours, min_units, max_units))
