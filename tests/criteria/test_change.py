"""Change between divisions, in pairs of neighbours: on graphs small enough to count by hand."""

import itertools

import numpy as np
import pytest

from regionplanner.criteria.costs import QUANTUM
from regionplanner.graph.contiguity import rook_graph
from regionplanner.objective.change import (
    changed_weight,
    neighbouring_pairs,
    pair_agreement,
    pair_costs,
)
from tests.maps.plans import grid

ONE = round(1 / QUANTUM)
SQUARE = (("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))


def test_neighbours_of_two_reference_regions_are_no_pair():
    world = grid(rows=2, columns=4)  # the left half is one reference region, the right another
    pairs = neighbouring_pairs(world, rook_graph(world))
    assert pairs == (
        ("00", "01"),
        ("00", "10"),
        ("01", "11"),
        ("02", "03"),
        ("02", "12"),
        ("03", "13"),
        ("10", "11"),
        ("12", "13"),
    )


def test_together_counts_above_nothing_and_apart_below():
    division = {"a": "x", "b": "x", "c": "y"}  # d is in no region
    assert pair_agreement(SQUARE, division) == {
        ("a", "b"): ONE,
        ("a", "c"): -ONE,
        ("b", "d"): -ONE,
        ("c", "d"): -ONE,
    }
    assert pair_agreement(SQUARE, division, weights={("a", "c"): 2.5}, free=True) == {
        ("a", "b"): ONE,
        ("a", "c"): -round(2.5 / QUANTUM),
        ("b", "d"): 0,
        ("c", "d"): 0,
    }


def test_two_that_are_in_no_region_are_not_together():
    assert pair_agreement(SQUARE[:1], {}) == {("a", "b"): -ONE}


@pytest.mark.parametrize("free", [False, True])
def test_what_a_plan_costs_tells_how_much_of_it_differs(free):
    """The weight together today, less the cost, is the weight that differs: for every plan."""
    today = {"a": "x", "b": "x", "c": "x"}
    values = pair_agreement(SQUARE, today, weights={("a", "b"): 3.0}, free=free)
    units = [["a"], ["b"], ["c"], ["d"]]
    costs = pair_costs(units, values)
    there = sum(value for value in values.values() if value > 0)
    for codes in itertools.product("xyz", repeat=4):
        division = dict(zip("abcd", codes, strict=True))
        regions = np.array([[code == one for code in codes] for one in sorted(set(codes))])
        cost = int(costs.of(regions).sum())
        assert there - cost == changed_weight(values, division)


def test_units_of_several_municipalities_have_the_pairs_inside_them():
    values = pair_agreement(SQUARE, {"a": "x", "b": "x", "c": "y", "d": "y"})
    costs = pair_costs([["a", "b"], ["c"]], values)  # d is elsewhere
    assert costs.unit.tolist() == [ONE, 0]
    assert costs.pair.tolist() == [[0, -ONE], [-ONE, 0]]
