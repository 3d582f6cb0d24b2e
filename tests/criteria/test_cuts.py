"""Border and ties: what lies between regions, half of it to each side."""

from threading import Event

import numpy as np
import pandas as pd
import pytest

from regionplanner.criteria.border import BORDER
from regionplanner.criteria.costs import cut_costs
from regionplanner.criteria.ties import TIES, pair_weights, tie_weights
from regionplanner.errors import StoppedError
from regionplanner.stopping import stoppable
from tests.worlds import connected_sets, edge_figures, random_figures

ALL = np.ones((3, 3), dtype=bool) & ~np.eye(3, dtype=bool)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("criterion", "field"), [(BORDER, "border_km"), (TIES, "ties")])
def test_costs_are_those_of_a_plain_loop(seed, criterion, field):
    figures = random_figures(seed, 9)
    values = getattr(figures, field)
    regions = connected_sets(figures.neighbours, 1, 9)
    members = np.array([[i in region for i in range(9)] for region in regions])
    wanted = [
        0.3 * sum(values[i, j] for i in region for j in range(9) if j not in region) / 2
        for region in regions
    ]
    assert criterion.costs(figures, 0.3, None).of(members) / 1e6 == pytest.approx(wanted, abs=5e-5)


def test_the_border_between_two_regions_counts_once_in_a_plan():
    figures = edge_figures(4, [(0, 1), (1, 2), (2, 3), (3, 0)])
    halves = np.array([[True, True, False, False], [False, False, True, True]])
    assert cut_costs(figures.border_km).of(halves).sum() == 2_000_000


def test_a_parent_as_one_region_cuts_nothing():
    figures = random_figures(5, 8)
    whole = np.ones((1, 8), dtype=bool)
    assert cut_costs(figures.border_km).of(whole)[0] == 0
    assert cut_costs(figures.ties).of(whole)[0] == 0


def test_ties_add_up_over_the_memberships_that_two_neighbours_share():
    table = pd.DataFrame({"zone": ["a", "a", "b"], "region": ["x", "x", "x"]})
    ties = tie_weights(table["zone"], ALL) + 3 * tie_weights(table["region"], ALL)
    assert ties.tolist() == [[0, 4, 3], [4, 0, 3], [3, 3, 0]]


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
def test_missing_memberships_never_match(missing):
    table = pd.DataFrame({"zone": pd.Series([missing, missing, "a"], dtype=object)})
    assert not tie_weights(table["zone"], ALL).any()


def test_units_that_are_no_neighbours_have_no_tie():
    table = pd.DataFrame({"zone": ["a", "a", "a"]})
    path = edge_figures(3, [(0, 1), (1, 2)]).neighbours
    ties = tie_weights(table["zone"], path)
    assert ties.tolist() == [[0, 1, 0], [1, 0, 1], [0, 1, 0]]


def test_a_table_of_pairs_counts_between_neighbours():
    pairs = pd.DataFrame(
        {"nis_a": ["a", "a", "b"], "nis_b": ["b", "c", "x"], "weight": [1.5, 4.0, 9.0]}
    )
    path = edge_figures(3, [(0, 1), (1, 2)]).neighbours
    found = pair_weights(pairs, ("a", "b", "c"), path)
    assert found.tolist() == [[0, 1.5, 0], [1.5, 0, 0], [0, 0, 0]]


def test_costs_in_parts_are_the_same_and_heed_a_stop(monkeypatch):
    figures = random_figures(0, 9)
    costs = cut_costs(figures.border_km)
    members = np.random.default_rng(0).random((50, 9)) < 0.5
    monkeypatch.setattr("regionplanner.criteria.costs._ROWS", 7)
    assert costs.of_until(members).tolist() == costs.of(members).tolist()
    asked = Event()
    asked.set()
    with stoppable(asked), pytest.raises(StoppedError):
        costs.of_until(members)
