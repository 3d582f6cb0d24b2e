"""Distance and dispersion: the total to the best centre."""

from dataclasses import replace

import numpy as np
import pytest

from regionplanner.criteria.centred import travel_costs
from regionplanner.criteria.costs import natural
from regionplanner.criteria.dispersion import DISPERSION
from regionplanner.criteria.distance import DISTANCE, distance_m_costs, straight_line_km
from tests.worlds import connected_sets, edge_figures, random_figures


def plain(distance_km, region, power):
    return min(sum(distance_km[i][j] ** power for i in region) for j in region)


def rows(regions, n_units):
    return np.array([[i in region for i in range(n_units)] for region in regions])


def test_distances_are_straight_lines_in_kilometres():
    km = straight_line_km(np.array([[0.0, 0.0], [3000.0, 4000.0], [0.0, 4000.0]]))
    assert km.tolist() == [[0, 5, 4], [5, 0, 3], [4, 3, 0]]


def test_a_region_of_three_on_a_line_is_travelled_to_its_middle():
    km = np.array([[0.0, 1.0, 3.0], [1.0, 0.0, 2.0], [3.0, 2.0, 0.0]])
    all_three = np.array([[True, True, True]])
    figures = replace(edge_figures(3, [(0, 1), (1, 2)]), distance_km=km)
    assert natural(DISTANCE.costs(figures, 1.0, None).of(all_three)[0]) == 3.0
    assert natural(DISPERSION.costs(figures, 1.0, None).of(all_three)[0]) == 5.0
    assert natural(DISTANCE.costs(figures, 2.5, None).of(all_three)[0]) == 7.5
    assert distance_m_costs(figures).of(all_three)[0] == 3000


def test_a_region_of_one_costs_nothing():
    km = random_figures(3, 6).distance_km
    assert travel_costs(km).of(np.eye(6, dtype=bool)).tolist() == [0] * 6
    assert travel_costs(km**2).of(np.eye(6, dtype=bool)).tolist() == [0] * 6


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("criterion", "power"), [(DISTANCE, 1), (DISPERSION, 2)])
def test_costs_are_those_of_a_plain_loop(seed, criterion, power):
    figures = random_figures(seed, 9)
    regions = connected_sets(figures.neighbours, 1, 9)
    km = figures.distance_km.tolist()
    found = criterion.costs(figures, 0.7, None).of(rows(regions, 9))
    wanted = [0.7 * plain(km, region, power) for region in regions]
    assert found / 1e6 == pytest.approx(wanted, abs=9e-6)
