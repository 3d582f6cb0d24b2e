"""Covers at once: always valid, or none at all."""

import numpy as np
import pytest

from regionplanner.program.solvers.additive import grown_regions
from regionplanner.scenario import Scenario
from tests.worlds import component, edge_figures, parent_problem, random_figures


def grown(figures, n_regions, min_units, max_units):
    scenario = Scenario(min_units=min_units, max_units=max_units)
    return grown_regions(parent_problem(figures, scenario), n_regions)


@pytest.mark.parametrize("seed", range(30))
def test_a_grown_cover_keeps_all_rules(seed):
    figures = random_figures(seed, 24, lattice=seed % 5 == 0)
    n_regions = 3 + seed % 4
    cover = grown(figures, n_regions, 3, 10)
    assert cover is not None
    assert cover.shape == (n_regions, 24)
    assert (cover.sum(axis=0) == 1).all()
    for region in cover:
        inside = sum(1 << i for i in np.flatnonzero(region).tolist())
        assert 3 <= region.sum() <= 10
        start = int(region.argmax())
        assert component(figures.neighbours, start, inside) == set(np.flatnonzero(region))


def test_the_same_cover_every_time():
    figures = random_figures(4, 24)
    assert (grown(figures, 4, 3, 10) == grown(figures, 4, 3, 10)).all()


def test_the_only_cover_of_a_path_is_found():
    path = edge_figures(9, [(i, i + 1) for i in range(8)])
    cover = grown(path, 3, 3, 3)
    assert cover is not None
    found = sorted(np.flatnonzero(region).tolist() for region in cover)
    assert found == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]


def test_one_region_is_everything():
    assert grown(random_figures(2, 7), 1, 1, 7).tolist() == [[True] * 7]


@pytest.mark.parametrize(
    ("figures", "n_regions", "min_units", "max_units"),
    [
        (edge_figures(5, [(0, i) for i in range(1, 5)]), 2, 2, 5),  # a star: one region holds 0
        (edge_figures(4, [(0, 1), (2, 3)]), 1, 1, 4),  # two islands
        (edge_figures(5, [(i, i + 1) for i in range(4)]), 2, 1, 2),  # too many units
        (edge_figures(5, [(i, i + 1) for i in range(4)]), 6, 1, 5),  # too few units
    ],
    ids=["star", "islands", "too large", "too small"],
)
def test_there_is_none_where_none_can_be(figures, n_regions, min_units, max_units):
    assert grown(figures, n_regions, min_units, max_units) is None
