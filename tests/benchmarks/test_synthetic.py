"""Made-up parents: planar, whole, and the same every time."""

import networkx as nx
import pytest
import shapely

from benchmarks.synthetic import CELL_KM2, SIZES, world


@pytest.mark.parametrize("n_units", SIZES)
def test_a_world_is_a_coverage_of_a_square(n_units):
    frame = world(n_units)
    cells = frame.geometry.to_numpy()
    assert len(frame) == n_units
    assert frame["id"].is_unique
    assert shapely.is_valid(cells).all()
    assert shapely.coverage_is_valid(cells)
    assert frame.area.sum() / 1e6 == pytest.approx(n_units * CELL_KM2, rel=1e-3)


def test_a_world_is_planar_and_in_one_piece():
    cells = list(world(60).geometry)
    graph = nx.Graph(
        (i, j)
        for i, a in enumerate(cells)
        for j, b in enumerate(cells[:i])
        if a.intersection(b).length > 0
    )
    assert nx.is_connected(graph)
    assert nx.check_planarity(graph)[0]
    assert 2 * 60 < graph.number_of_edges() <= 3 * 60 - 6


def test_a_world_is_the_same_every_time():
    assert world(60).geometry.to_wkb().equals(world(60).geometry.to_wkb())
    assert not world(60).geometry.iloc[0].equals(world(70).geometry.iloc[0])
