"""The mix of criteria, and the figures it is computed from."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from regionplanner import ScenarioError, parent_figures, region_costs, rook_graph
from regionplanner.criteria.registry import CRITERIA
from regionplanner.scenario import Scenario
from tests.worlds import connected_sets, edge_figures, grid, grid_municipalities, random_figures

DISTANCE = Scenario(criteria={"distance": 1.0})


def test_figures_of_a_grid():
    world = grid_municipalities(grid(2, 2))
    figures = parent_figures(world, rook_graph(world), DISTANCE)["P"]
    assert figures.units == ("00000", "00001", "00002", "00003")
    assert figures.border_km.tolist() == [[0, 1, 1, 0], [1, 0, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0]]
    assert (figures.neighbours == (figures.border_km > 0)).all()
    assert figures.distance_km[0] == pytest.approx([0, 1, 1, 2**0.5])


def test_a_link_makes_neighbours_with_a_border_of_nothing():
    world = grid_municipalities([cell for cell in grid(3, 1) if cell.column != 1])
    graph = rook_graph(world, links=[("00000", "00002")])
    figures = parent_figures(world, graph, DISTANCE)["P"]
    assert figures.neighbours.tolist() == [[False, True], [True, False]]
    assert figures.border_km.tolist() == [[0, 0], [0, 0]]


def test_a_link_can_be_a_tie():
    cells = [cell for cell in grid(3, 1) if cell.column != 1]
    world = grid_municipalities(cells, zone=["a", "a"])
    graph = rook_graph(world, links=[("00000", "00002")])
    scenario = Scenario(criteria={"ties": 1.0}, ties={"zone": 3.0})
    assert parent_figures(world, graph, scenario)["P"].ties.tolist() == [[0, 3], [3, 0]]


def test_parents_come_in_the_order_of_their_codes_and_know_nothing_of_each_other():
    world = grid_municipalities([*grid(2, 1, "Q")[:1], *grid(2, 1, "P")[1:]])
    figures = parent_figures(world, rook_graph(world), DISTANCE)
    assert {code: f.units for code, f in figures.items()} == {"P": ("00001",), "Q": ("00000",)}
    assert list(figures) == ["P", "Q"]
    assert not figures["P"].border_km.any()


def test_a_tie_column_that_is_not_there_is_named():
    world = grid_municipalities(grid(2, 1), zone=["a", "b"])
    scenario = Scenario(criteria={"ties": 1.0}, ties={"zoen": 1.0})
    with pytest.raises(ScenarioError, match=r"zoen, which the data does not have.*zone"):
        parent_figures(world, rook_graph(world), scenario)


def test_tie_columns_that_are_not_there_do_not_matter_when_ties_do_not_count():
    world = grid_municipalities(grid(2, 1))
    scenario = Scenario(criteria={"border": 1.0, "ties": 0.0}, ties={"zoen": 1.0})
    assert not parent_figures(world, rook_graph(world), scenario)["P"].ties.any()


def test_two_criteria_with_a_centre_each_have_their_own():
    """Centre of distance: the third unit (12.8 km); of dispersion: the fourth (73.13 km2)."""
    x = np.array([0.0, 0.2, 0.3, 3.0, 10.0])
    line = dataclasses.replace(
        edge_figures(5, [(i, i + 1) for i in range(4)]),
        distance_km=np.abs(x[:, None] - x[None]),
    )
    mix = Scenario(criteria={"distance": 1.0, "dispersion": 2.0})
    cost = region_costs(line, mix).of(np.ones((1, 5), dtype=bool))[0]
    assert cost / 1e6 == pytest.approx(12.8 + 2 * 73.13, abs=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_a_mix_costs_the_sum_of_its_parts(seed):
    figures = random_figures(seed, 8)
    weights = {"distance": 1.0, "dispersion": 0.25, "border": 0.5, "ties": 2.0}
    regions = connected_sets(figures.neighbours, 1, 8)
    members = np.array([[i in region for i in range(8)] for region in regions])
    parts = [
        CRITERIA[name].costs(figures, weight, None).of(members) for name, weight in weights.items()
    ]
    mixed = region_costs(figures, Scenario(criteria=weights)).of(members)
    assert mixed.tolist() == np.sum(parts, axis=0).tolist()


def test_a_weight_of_nothing_leaves_a_criterion_out():
    figures = random_figures(1, 6)
    members = np.ones((1, 6), dtype=bool)
    with_zero = region_costs(figures, Scenario(criteria={"distance": 1.0, "border": 0.0}))
    assert with_zero.of(members) == region_costs(figures, DISTANCE).of(members)
    assert not with_zero.pair.any()


def test_columns_and_pair_tables_tie_by_name():
    world = grid_municipalities(grid(3, 1), zone=["a", "a", "b"])
    pairs = pd.DataFrame({"nis_a": ["00001"], "nis_b": ["00002"], "weight": [2.5]})
    world = dataclasses.replace(world, pair_ties={"commuters": pairs})
    scenario = Scenario(criteria={"ties": 1.0}, ties={"zone": 3.0, "commuters": 2.0})
    figures = parent_figures(world, rook_graph(world), scenario)["P"]
    assert figures.ties.tolist() == [[0, 3, 0], [3, 0, 5], [0, 5, 0]]


@pytest.mark.parametrize(
    "column", ["politiezone", "elz", "igs_wonen", "woonmaatschappij", "jeugdregio"]
)
def test_flanders_can_be_tied_by_every_partnership(column, flanders):
    scenario = Scenario(criteria={"ties": 1.0}, ties={column: 1.0})
    figures = parent_figures(flanders, rook_graph(flanders), scenario)
    membership = flanders.frame[column]
    assert membership.notna().any()
    for parent in figures.values():
        own = membership.loc[list(parent.units)].tolist()
        for i, j in np.argwhere(parent.neighbours).tolist():
            same = isinstance(own[i], str) and own[i] == own[j]
            assert parent.ties[i, j] == float(same)
