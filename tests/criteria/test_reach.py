"""Reach: the longest way to the best centre."""

import numpy as np
import pytest

from regionplanner.criteria.costs import IMPOSSIBLE, natural, without_values
from regionplanner.criteria.reach import reach_costs
from regionplanner.errors import LimitError

LINE = np.array([[0.0, 1.0, 3.0], [1.0, 0.0, 2.0], [3.0, 2.0, 0.0]])
ALL_THREE = np.array([[True, True, True]])


def test_a_region_of_three_on_a_line_reaches_to_its_far_end():
    assert natural(reach_costs(LINE).of(ALL_THREE)[0]) == 2.0
    assert natural(reach_costs(LINE, weight=2.5).of(ALL_THREE)[0]) == 5.0


def test_a_region_of_one_reaches_nowhere():
    assert reach_costs(LINE).of(np.eye(3, dtype=bool)).tolist() == [0, 0, 0]


def test_only_who_may_be_a_centre_is_one():
    costs = reach_costs(LINE, centres=np.array([True, False, False]))
    regions = np.array([[True, True, True], [True, True, False], [False, True, True]])
    assert costs.of(regions).tolist() == [3_000_000, 1_000_000, IMPOSSIBLE]


def test_ways_are_those_to_the_centre():
    there = np.array([[0.0, 5.0], [2.0, 0.0]])
    assert natural(reach_costs(there).of(np.array([[True, True]]))[0]) == 2.0


def test_ways_that_are_equal_are_one_radius():
    ring = 4.0 * (1 - np.eye(3))
    assert reach_costs(ring).anchors[0].forced.ravel().tolist() == [0, 0, 1, 1, 2, 2]


def test_radii_that_memory_does_not_hold_are_refused():
    places = np.sort(np.random.default_rng(0).random(230))
    with pytest.raises(LimitError, match="52,900 radii in a reference region of 230 units"):
        reach_costs(np.abs(places[:, None] - places))


@pytest.mark.parametrize(("centres", "n_tables"), [(None, 0), ([True, False, True], 1)])
def test_a_centre_is_only_asked_for_where_not_all_may_be_one(centres, n_tables):
    """The largest radius of a centre bars nobody."""
    costs = reach_costs(LINE, centres=None if centres is None else np.array(centres))
    assert len(without_values(costs).anchors) == n_tables
