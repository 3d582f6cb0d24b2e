"""The integer program over given columns: two solvers, budgets, and no answer."""

import numpy as np
import pulp
import pytest

from regionplanner.program.columns.cover import CoverProblem, cheapest_cover
from tests.worlds import connected_sets, random_figures

PAIRS = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 1, 1, 1]], dtype=bool)
COSTS = np.array([3, 3, 4, 1, 9])


def problem(seed):
    figures = random_figures(seed, 9)
    regions = connected_sets(figures.neighbours, 1, 5)
    members = np.array([[i in region for i in range(9)] for region in regions])
    costs = np.random.default_rng(seed).integers(1, 1_000_000, len(regions))
    return CoverProblem(members, 3, costs)


@pytest.fixture(params=["highs", "cbc"])
def solver(request, monkeypatch):
    if request.param == "cbc":
        monkeypatch.setattr(pulp, "HiGHS", pulp.PULP_CBC_CMD)


@pytest.mark.parametrize("seed", range(8))
def test_highs_and_cbc_agree(seed, monkeypatch):
    world = problem(seed)
    highs = cheapest_cover(world)
    monkeypatch.setattr(pulp, "HiGHS", pulp.PULP_CBC_CMD)
    cbc = cheapest_cover(world)
    assert world.objective[list(highs)].sum() == world.objective[list(cbc)].sum()
    assert (world.members[list(highs)].sum(axis=0) == 1).all()
    assert (world.members[list(cbc)].sum(axis=0) == 1).all()


@pytest.mark.usefixtures("solver")
def test_the_cheapest_of_two_covers():
    assert cheapest_cover(CoverProblem(PAIRS, 2, COSTS)) == (2, 3)
    assert cheapest_cover(CoverProblem(PAIRS, 1, COSTS)) == (4,)


@pytest.mark.usefixtures("solver")
def test_no_cover_is_none():
    assert cheapest_cover(CoverProblem(PAIRS, 3, COSTS)) is None
    assert cheapest_cover(CoverProblem(PAIRS[[0, 2]], 2, COSTS[:2])) is None


def test_a_budget_is_kept_to_the_last_unit():
    travel = np.array([10, 10, 10, 11, 0])
    within_20 = CoverProblem(PAIRS, 2, COSTS, budgets=((travel, 20),))
    within_21 = CoverProblem(PAIRS, 2, COSTS, budgets=((travel, 21),))
    within_19 = CoverProblem(PAIRS, 2, COSTS, budgets=((travel, 19),))
    assert cheapest_cover(within_20) == (0, 1)
    assert cheapest_cover(within_21) == (2, 3)
    assert cheapest_cover(within_19) is None


def test_a_budget_of_large_costs_is_kept_to_the_last_unit():
    """The two plans differ by one in a million million."""
    large = np.array([10**12, 10**12, 10**12, 10**12 + 1, 0])
    tight = CoverProblem(PAIRS, 2, COSTS, budgets=((large, 2 * 10**12),))
    assert cheapest_cover(tight) == (0, 1)
