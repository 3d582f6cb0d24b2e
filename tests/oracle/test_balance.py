"""Balance against brute force over all partitions: alone, in mixes, heavy and light, own target."""

import numpy as np
import pytest

from regionplanner.choices import Balance
from regionplanner.criteria.figures import ParentFigures
from regionplanner.objective.mix import region_costs
from regionplanner.program.curve import parent_curve
from regionplanner.program.instance.build import parent_reach, within_reach
from regionplanner.rules.resolved import Rules
from regionplanner.scenario import Scenario
from tests.oracle.test_brute_force import partitions
from tests.worlds import connected_sets, parent_problem, rich_figures

MIXES = [
    {"balance": 1.0},
    {"balance": 3.0, "ties": 1.0},
    {"balance": 5.0, "border": 0.5},
    {"balance": 10.0, "distance": 1.0},
    {"balance": 1000.0, "distance": 1.0},
    {"balance": 40.0, "distance": 1.0, "border": 0.5, "ties": 2.0},
]


def brute_force(figures: ParentFigures, scenario: Scenario) -> dict[int, int]:
    """Least cost per number of regions, over all partitions."""
    n_units = len(figures.units)
    regions = connected_sets(figures.neighbours, scenario.min_units, scenario.max_units)
    rows = np.zeros((len(regions), n_units), dtype=bool)
    for row, region in enumerate(regions):
        rows[row, list(region)] = True
    best: dict[int, int] = {}
    costs = {}
    reach = parent_reach("P", figures, Rules())
    for n_regions in range(1, n_units + 1):
        costs_of = within_reach(region_costs(figures, scenario, n_regions=n_regions), reach)
        values = costs_of.of(rows)
        costs[n_regions] = dict(zip(regions, values.tolist(), strict=True))
    for plan in partitions(regions, frozenset(range(n_units))):
        total = sum(costs[len(plan)][region] for region in plan)
        if total < 2**59:  # every region has a centre
            best[len(plan)] = min(total, best.get(len(plan), total))
    return best


@pytest.mark.parametrize("target", ["all", "own", 30_000.0])
@pytest.mark.parametrize(
    "criteria", MIXES, ids=lambda m: "+".join(f"{k}{v:g}" for k, v in m.items())
)
@pytest.mark.parametrize("seed", range(8))
def test_balance_equals_brute_force(
    seed: int, criteria: dict[str, float], target: float | str
) -> None:
    rng = np.random.default_rng(3000 + seed)
    figures = rich_figures(seed, int(rng.integers(6, 11)), lattice=seed % 3 == 0)
    min_units = int(rng.integers(1, 4))
    scenario = Scenario(
        criteria=criteria,
        balance=Balance(target=target),
        regions=3,
        min_units=min_units,
        max_units=int(rng.integers(min_units, 7)),
    )
    expected = brute_force(figures, scenario)
    curve = parent_curve(parent_problem(figures, scenario))
    found = {a.n_regions: a for a in curve.answers if a.status != "infeasible"}
    assert set(found) == set(expected)
    for n_regions, answer in found.items():
        assert answer.status == "optimal"
        assert (answer.objective, answer.bound) == (expected[n_regions], expected[n_regions])
