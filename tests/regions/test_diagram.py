"""The diagram on graphs whose connected sets are counted by hand or in the literature."""

from math import comb as choose

import numpy as np
import pytest

from regionplanner import LimitError, region_diagram
from tests.worlds import adjacency, connected_sets, edge_figures, random_figures


def path(n):
    return edge_figures(n, [(i, i + 1) for i in range(n - 1)])


def ring(n):
    return edge_figures(n, [(i, (i + 1) % n) for i in range(n)])


def star(leaves):
    return edge_figures(leaves + 1, [(0, i) for i in range(1, leaves + 1)])


def square(n):
    cells = [(x, y) for y in range(n) for x in range(n)]
    return edge_figures(
        n * n,
        [
            (i, j)
            for i, (x, y) in enumerate(cells)
            for j, (u, v) in enumerate(cells)
            if i < j and abs(x - u) + abs(y - v) == 1
        ],
    )


def count(figures, min_units, max_units):
    diagram = region_diagram(
        adjacency(figures), figures.xy, min_units=min_units, max_units=max_units
    )
    return diagram.count()


@pytest.mark.parametrize("size", range(1, 8))
def test_a_path_has_one_region_for_each_place_it_can_start(size):
    assert count(path(7), size, size) == 7 - size + 1


@pytest.mark.parametrize("size", range(1, 8))
def test_a_ring_has_as_many_regions_as_units_but_one_whole(size):
    assert count(ring(7), size, size) == (7 if size < 7 else 1)


@pytest.mark.parametrize("size", range(2, 7))
def test_every_larger_region_of_a_star_holds_its_middle(size):
    assert count(star(6), size, size) == choose(6, size - 1)


def test_single_units_are_regions():
    assert count(star(6), 1, 1) == 7


@pytest.mark.parametrize(("n", "published"), [(1, 1), (2, 13), (3, 218), (4, 11506)])
def test_square_grids_have_as_many_connected_sets_as_published(n, published):
    """OEIS A059525."""
    assert count(square(n), 1, n * n) == published


def test_sizes_of_a_range_add_up():
    figures = random_figures(7, 11)
    assert count(figures, 2, 6) == sum(count(figures, size, size) for size in range(2, 7))


def test_two_islands_have_no_region_in_common():
    islands = edge_figures(4, [(0, 1), (2, 3)])
    assert count(islands, 1, 4) == 6


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_units_does_not_change_the_count(seed):
    figures = random_figures(seed, 10)
    moved = np.random.default_rng(seed).permutation(10)
    neighbours = figures.neighbours[np.ix_(moved, moved)]
    lists = [frozenset(np.flatnonzero(row).tolist()) for row in neighbours]
    found = region_diagram(lists, figures.xy[moved], min_units=2, max_units=5).count()
    assert found == len(connected_sets(figures.neighbours, 2, 5))


def test_a_diagram_beyond_the_limit_is_not_built():
    figures = square(5)
    with pytest.raises(LimitError, match=r"25 municipalities.*50 states"):
        region_diagram(adjacency(figures), figures.xy, min_units=1, max_units=25, max_states=50)


def test_a_diagram_without_candidate_regions_counts_none():
    lonely = [frozenset(), frozenset()]
    assert region_diagram(lonely, np.zeros((2, 2)), min_units=2, max_units=2).count() == 0


@pytest.mark.parametrize("seed", range(6))
def test_the_diagram_knows_its_regions_from_all_other_sets(seed):
    figures = random_figures(seed, 8)
    diagram = region_diagram(adjacency(figures), figures.xy, min_units=2, max_units=4)
    every = np.array([[n >> unit & 1 for unit in range(8)] for n in range(1 << 8)], dtype=bool)
    wanted = {frozenset(region) for region in connected_sets(figures.neighbours, 2, 4)}
    found = {frozenset(np.flatnonzero(row).tolist()) for row in every[diagram.has(every)]}
    assert found == wanted
    assert diagram.has(every[:0]).shape == (0,)
