"""The order of the units."""

import numpy as np
import pytest

from regionplanner import region_diagram
from regionplanner.regions import compile as compile_module
from regionplanner.regions import order
from regionplanner.regions.order import frontier_order
from tests.worlds import adjacency, edge_figures, random_figures


@pytest.mark.parametrize("seed", range(5))
def test_every_unit_comes_once(seed):
    figures = random_figures(seed, 15)
    assert sorted(frontier_order(adjacency(figures), figures.xy)) == list(range(15))


def test_islands_are_ordered_too():
    islands = edge_figures(5, [(0, 1), (3, 4)])
    assert sorted(frontier_order(adjacency(islands), islands.xy)) == [0, 1, 2, 3, 4]


def test_a_path_is_followed_however_its_units_are_numbered_and_placed():
    """Along the path one unit is waited for: at most one state a size, in or out, a unit."""
    numbers = np.random.default_rng(1).permutation(40)
    path = edge_figures(40, list(zip(numbers[:-1].tolist(), numbers[1:].tolist(), strict=True)))
    order = frontier_order(adjacency(path), path.xy)
    along = list(order)
    assert along in (numbers.tolist(), numbers[::-1].tolist())
    diagram = region_diagram(adjacency(path), path.xy, min_units=1, max_units=40)
    assert diagram.count() == 40 * 41 // 2


def test_many_units_are_ordered_no_worse_than_by_sweeps(monkeypatch):
    figures = random_figures(3, 60)
    searched = frontier_order(adjacency(figures), figures.xy)
    assert sorted(searched) == list(range(60))
    monkeypatch.setattr(order, "_beam_order", lambda *_: tuple(range(60)))
    plain = frontier_order(adjacency(figures), figures.xy)
    sizes = [n_states(figures, found, monkeypatch) for found in (searched, plain)]
    assert sizes[0] <= sizes[1]


def n_states(figures, found, monkeypatch):
    monkeypatch.setattr(compile_module, "frontier_order", lambda *_: found)
    return region_diagram(adjacency(figures), figures.xy, min_units=2, max_units=6).n_states
