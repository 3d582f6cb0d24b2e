"""Of equally good plans always the same one, in whichever order regions were found."""

import numpy as np
import pytest

from regionplanner import region_costs
from regionplanner.criteria.distance import distance_m_costs
from regionplanner.program.columns.cover import canonical_cover
from regionplanner.scenario import Scenario
from tests.worlds import connected_sets, random_figures

FIGURES = random_figures(0, 16, lattice=True)
FOURS = np.array([[i in r for i in range(16)] for r in connected_sets(FIGURES.neighbours, 4, 4)])
TS = [{0, 1, 2, 5}, {3, 6, 7, 11}, {4, 8, 9, 12}, {10, 13, 14, 15}]
MIRRORED = [{0, 4, 5, 8}, {1, 2, 3, 6}, {7, 10, 11, 15}, {9, 12, 13, 14}]
ROWS = [{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9, 10, 11}, {12, 13, 14, 15}]


def rows(regions):
    return np.array([[i in region for i in range(16)] for region in regions])


def canonical(chosen, columns, criteria):
    costs = region_costs(FIGURES, Scenario(criteria=criteria))
    distance = distance_m_costs(FIGURES)
    found = canonical_cover(rows(chosen), columns, costs.of(columns), distance)
    return [set(np.flatnonzero(region).tolist()) for region in found]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("found_first", [TS, MIRRORED], ids=["first", "mirrored"])
def test_of_mirrored_plans_the_first_in_the_fixed_order(seed, found_first):
    columns = np.random.default_rng(seed).permutation(FOURS)
    assert canonical(found_first, columns, {"distance": 1.0}) == TS


@pytest.mark.parametrize("found_first", [ROWS, MIRRORED, TS], ids=["rows", "mirrored", "ts"])
def test_less_travel_comes_before_the_fixed_order(found_first):
    """Rows and T-shapes draw 12 km of border; rows come first but are 16 km, T-shapes 12 km."""
    columns = rows([*ROWS, *MIRRORED, *TS])
    assert canonical(found_first, columns, {"border": 1.0}) == TS


def test_the_order_of_the_chosen_regions_does_not_matter():
    assert canonical(TS[::-1], FOURS, {"distance": 1.0}) == TS


def test_a_plan_with_no_equal_is_kept():
    assert canonical(ROWS, rows(ROWS), {"border": 1.0}) == ROWS
