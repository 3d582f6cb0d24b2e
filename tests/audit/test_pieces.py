"""The pieces of the audit, against the plainest way to find the same."""

from itertools import combinations

import numpy as np
import pytest

from regionplanner.audit.costs import Sums
from regionplanner.audit.covers import cheaper_cover
from regionplanner.audit.parts import units_of
from regionplanner.audit.regions import connected_sets, is_candidate, is_connected
from regionplanner.program.solvers.additive import AdditiveSolver
from regionplanner.scenario import Scenario
from tests.audit.certificates import document, read
from tests.worlds import connected_sets as plain_sets
from tests.worlds import parent_problem, random_figures


@pytest.mark.parametrize("seed", range(12))
def test_connected_sets_are_those_of_all_subsets(seed, tmp_path):
    figures = random_figures(seed, 6 + seed % 6, lattice=seed % 4 == 0)
    scenario = Scenario(criteria={"ties": 1.0}, min_units=2, max_units=5)
    written = document(parent_problem(figures, scenario))
    assert written is not None
    (parent,) = read(written, tmp_path).parents
    found = [region for region in connected_sets(parent) if is_candidate(parent, region)]
    assert sorted(tuple(units_of(region)) for region in found) == sorted(
        plain_sets(figures.neighbours, 2, 5)
    )
    assert parent.candidates == len(found) == len(set(found))
    every = range(1, 1 << len(figures.units))
    assert {r for r in every if is_connected(parent, r) and is_candidate(parent, r)} == set(found)


@pytest.mark.parametrize("n_values", [0, 1, 9, 10, 11, 25])
def test_sums(n_values):
    rng = np.random.default_rng(n_values)
    values = rng.integers(-50, 50, n_values).tolist()
    for _ in range(50):
        region = int(rng.integers(0, 1 << n_values))
        assert Sums(values).of(region) == sum(values[unit] for unit in units_of(region))


@pytest.mark.parametrize("seed", range(60))
def test_a_cheaper_cover_is_found_exactly_when_there_is_one(seed):
    rng = np.random.default_rng(seed)
    columns = {
        int(region): int(rng.integers(0, 30)) for region in rng.integers(1, 1 << 6, 14).tolist()
    }
    covers = {
        regions: sum(columns[region] for region in regions)
        for regions in combinations(sorted(columns), 3)
        if sum(regions) == 63 and regions[0] | regions[1] | regions[2] == 63
    }
    least = min(covers.values(), default=None)
    for most in range(90):
        found = cheaper_cover(columns, 63, 3, most)
        assert (found is not None) == (least is not None and least <= most)
        assert found is None or covers[tuple(sorted(found))] <= most


@pytest.mark.parametrize("seed", range(6))
def test_a_bound_without_proof_is_not_above_the_best(seed):
    """Also where a distance, to decide between equals, is part of what is searched."""
    figures = random_figures(seed, 10)
    problem = parent_problem(figures, Scenario(criteria={"ties": 1.0}, min_units=2, max_units=6))
    for n_regions in (2, 3):
        best = AdditiveSolver(problem).best_cover(n_regions, deadline=float("inf"))
        hasty = AdditiveSolver(problem).best_cover(n_regions, deadline=0.0)
        assert best.objective is not None
        assert hasty.bound <= best.objective
