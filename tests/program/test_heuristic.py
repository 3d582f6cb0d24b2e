"""Too large for one diagram: a valid cover, and a bound that no cover is below."""

import numpy as np
import pytest

from regionplanner.graph.contiguity import scenario_case
from regionplanner.program.instance.instance import build_instance
from regionplanner.program.solvers.additive import AdditiveSolver
from regionplanner.program.solvers.balanced import BalancedSolver
from regionplanner.program.solvers.heuristic import HeuristicSolver
from regionplanner.scenario import Scenario
from tests.worlds import component, grid, grid_municipalities, parent_problem, random_figures, seeds

NEVER = float("inf")
MIXES = [
    {"distance": 1.0},
    {"border": 1.0},
    {"distance": 1.0, "ties": 2.0},
    {"dispersion": 1.0, "distance": 1.0},
    {"distance": 1.0, "balance": 5.0},
]


@pytest.mark.parametrize("criteria", MIXES, ids="+".join)
@pytest.mark.parametrize("seed", seeds(6, 2))
def test_bound_and_cover_enclose_the_optimum(seed, criteria):
    figures = random_figures(seed, 16)
    scenario = Scenario(
        criteria=criteria,
        balance={"column": "units", "target": 4},
        regions=4,
        min_units=3,
        max_units=6,
    )
    problem = parent_problem(figures, scenario)
    exact = BalancedSolver if "balance" in criteria else AdditiveSolver
    best = exact(problem).best_cover(4, deadline=NEVER)
    found = HeuristicSolver(problem).best_cover(4, deadline=NEVER)
    assert best.status == "optimal"
    assert found.bound <= best.objective <= found.objective
    assert found.objective == int(problem.for_regions(4).costs.of(found.regions).sum())
    assert (found.regions.sum(axis=0) == 1).all()
    for region in found.regions:
        inside = np.flatnonzero(region).tolist()
        allowed = sum(1 << unit for unit in inside)
        assert 3 <= len(inside) <= 6
        assert component(figures.neighbours, inside[0], allowed) == set(inside)


def test_a_larger_neighbourhood_is_no_worse_where_none_fits():
    """Grown and improved in 15 nearest alone, this world ends at 44.857."""
    found = []
    for size in (12, 15):
        scenario = Scenario(regions=5, min_units=5, max_units=10, neighbourhood=size)
        scenario = scenario.model_copy(update={"criteria": {"distance": 1.0}})
        case = scenario_case(grid_municipalities(grid(8, 5)), scenario)
        (problem,) = build_instance(case).problems
        found.append(HeuristicSolver(problem).best_cover(5, deadline=NEVER).objective)
    assert found[1] <= found[0]
