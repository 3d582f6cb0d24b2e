"""Drawn geometry: lighter, rounded, and still one coverage."""

import numpy as np
import shapely

from regionplanner.maps.simplify import drawn_pairs, drawn_units
from tests.maps.plans import grid


def points(series):
    return shapely.get_coordinates(series.to_numpy())


def test_official_boundaries_get_lighter_and_stay_a_coverage(shared_geodata):
    import geopandas as gpd

    frame = gpd.read_file(shared_geodata / "flanders_2025.gpkg").set_index("nis")
    drawn = drawn_units(frame)
    assert len(points(drawn)) < 0.45 * len(points(frame.geometry))
    assert shapely.coverage_is_valid(drawn.to_numpy())
    assert drawn.is_valid.all()
    assert len(drawn_pairs(drawn)) == 754  # not one neighbour lost or won
    assert np.array_equal(points(drawn), points(drawn).round(4))


def test_default_boundaries_stay_a_coverage(flanders):
    drawn = drawn_units(flanders.frame)
    assert shapely.coverage_is_valid(drawn.to_numpy())
    assert drawn.is_valid.all()
    assert list(drawn.index) == list(flanders.frame.index)
    assert drawn_pairs(drawn) == drawn_pairs(flanders.frame.geometry)


def test_small_units_keep_more_decimals():
    world = grid()
    frame = world.frame.set_geometry(world.frame.geometry.scale(0.002, 0.002, origin=(0, 0)))
    drawn = drawn_units(frame, tolerance_m=0)
    assert shapely.coverage_is_valid(drawn.to_numpy())
    assert len(drawn_pairs(drawn)) == len(world.borders)


def test_corners_are_not_neighbours():
    assert drawn_pairs(grid(2, 2).frame.geometry) == [
        ("00", "01"),
        ("00", "10"),
        ("01", "11"),
        ("10", "11"),
    ]
