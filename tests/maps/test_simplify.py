"""Drawn geometry: lighter, rounded, and still one coverage."""

import dataclasses

import geopandas as gpd
import numpy as np
import pytest
import shapely

from regionplanner.data.read import read_municipalities
from regionplanner.documents.canvas import canvas
from regionplanner.maps.country import drawn as drawn_country
from regionplanner.maps.shapes import drawn_pairs, drawn_units
from tests.maps.plans import grid


def points(series):
    return shapely.get_coordinates(series.to_numpy())


def test_official_boundaries_get_lighter_and_stay_a_coverage(shared_geodata):
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


def fiji():
    """Squares of 10 km on both sides of the 180th meridian."""
    world = grid(2, 6)
    west, south, _, _ = world.frame.total_bounds
    squares = world.frame.geometry.translate(790_000 - west, 8_100_000 - south).scale(
        2, 2, origin=(790_000, 8_100_000)
    )
    frame = world.frame.set_geometry(squares.set_crs(32760, allow_override=True))
    return dataclasses.replace(world, frame=frame)


def test_what_lies_across_the_180th_meridian_is_drawn_in_one_piece():
    world = fiji()
    drawn = drawn_units(world.frame)
    west, _, east, _ = drawn.total_bounds
    assert 179 < west < 180 < east < 181
    assert len(drawn_pairs(drawn)) == len(world.borders)
    points_ = drawn_country(world, {}).units.shapes.points
    assert np.ptp(points_[:, 0]) == pytest.approx(np.ptp(points_[:, 1]) * 3, rel=0.1)
    assert points_.min() > 0


def test_a_rock_too_small_to_be_seen_stops_no_map():
    frame = grid().frame
    x, y = frame.total_bounds[:2] - 1000
    rock = shapely.Polygon([(x, y), (x + 0.3, y), (x, y + 0.3)])
    with_rock = [shapely.union(frame.geometry.iloc[0], rock), *frame.geometry.iloc[1:]]
    drawn = drawn_units(frame.set_geometry(with_rock, crs=frame.crs))
    assert drawn.is_valid.all()
    assert shapely.coverage_is_valid(drawn.to_numpy())


def test_corners_are_not_neighbours():
    assert drawn_pairs(grid(2, 2).frame.geometry) == [
        ("00", "01"),
        ("00", "10"),
        ("01", "11"),
        ("10", "11"),
    ]


def bricks(rotation):
    """Six bricks of 10 km, turned [degrees], with coordinates in whole centimetres."""
    laid = [
        shapely.box(x + shift, y, x + shift + 10_000, y + 10_000)
        for y, shift in ((0, 0), (10_000, 5_000), (20_000, 0))
        for x in (0, 10_000)
    ]
    angle = np.radians(rotation)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    turned = shapely.transform(laid, lambda xy: xy @ turn + (600_000, 650_000))
    ids = [f"B{number}" for number in range(len(laid))]
    table = {"id": ids, "name": ids, "parent": "P"}
    return gpd.GeoDataFrame(table, geometry=shapely.set_precision(turned, 0.01), crs=3812)


@pytest.mark.skipif(
    not hasattr(shapely, "coverage_clean"), reason="repairs of borders need shapely 2.2"
)
@pytest.mark.parametrize("rotation", [31, 43, 46, 61, 70])
def test_what_was_repaired_is_drawn_as_one_coverage(rotation):
    columns = {f"{key}_column": key for key in ("id", "name", "parent")}
    world = read_municipalities(bricks(rotation), **columns, repair=True)
    for units in (drawn_units(world.frame), canvas(world).units):
        assert units.is_valid.all()
        assert shapely.coverage_is_valid(units.to_numpy())
    assert len(drawn_country(world, {}).units.shapes.sides) > 0
