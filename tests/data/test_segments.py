"""Segments of borders: shared by two units, or loose."""

import numpy as np
import pytest
import shapely
from shapely import Polygon, box

from regionplanner.data.borders import outlines, segments


def shared(*polygons):
    return segments(np.array(polygons, dtype=object))


def test_two_squares_share_a_side():
    found = shared(box(0, 0, 1, 1), box(1, 0, 3, 1))
    assert list(zip(found.first, found.second, found.length_m, strict=True)) == [(0, 1, 1.0)]
    assert shapely.length(found.loose).tolist() == [3.0, 5.0]


def test_which_way_rings_turn_makes_no_difference():
    left, right = box(0, 0, 1, 1), box(1, 0, 3, 1)
    for one in (left, shapely.reverse(left)):
        for other in (right, shapely.reverse(right)):
            assert shared(one, other).length_m.tolist() == [1.0]


def test_a_unit_in_the_hole_of_another_is_clean():
    inner = box(1, 1, 2, 2)
    found = shared(Polygon(box(0, 0, 3, 3).exterior, [inner.exterior]), inner)
    assert found.length_m.tolist() == [4.0]
    assert found.dirty.tolist() == [True, False]


@pytest.mark.parametrize("third", [box(0, 0, 1, 1), box(1, 0, 2, 1)])
def test_a_side_of_three_units_is_no_border(third):
    found = shared(box(0, 0, 1, 1), box(1, 0, 3, 1), third)
    assert (0, 1) not in zip(found.first, found.second, strict=True)


def test_minus_zero_is_zero():
    assert shared(box(0.0, 0.0, 1, 1), box(-1, -0.0, -0.0, 1)).length_m.tolist() == [1.0]


def test_repeated_points_do_no_harm():
    twice = Polygon([(0, 0), (1, 0), (1, 0), (1, 1), (0, 1)])
    assert shared(twice, box(1, 0, 3, 1)).length_m.tolist() == [1.0]


def test_no_units_share_nothing():
    assert len(shared().first) == 0


def test_outlines_are_taken_along_to_another_crs_and_to_no_other_polygons(monkeypatch):
    polygons = np.array([box(0, 0, 1, 1), box(1, 0, 2, 1), box(2, 0, 3, 1)])
    lines = outlines(polygons)
    moved = shapely.transform(polygons, lambda points: 2 * points + 5)
    fewer = segments(moved[:2], lines)
    assert (len(fewer.first), fewer.length_m.tolist()) == (1, [2.0])
    apart = moved.copy()
    apart[2] = shapely.transform(apart[2], lambda points: points + 1)
    assert len(segments(apart, lines).first) == 1
    monkeypatch.setattr("regionplanner.data.borders.outlines", None)
    assert segments(moved, lines).length_m.tolist() == [2.0, 2.0]
