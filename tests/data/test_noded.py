"""Vertices that only one side of a border has: very common, and no harm to anything made of it."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Polygon, affinity, box

from regionplanner.data.borders import noded, outline, shared_borders
from regionplanner.data.read import read_municipalities
from regionplanner.errors import DataError, length_text
from regionplanner.maps.country import drawn, grouped
from regionplanner.plan.plan import Plan

LEFT, RIGHT = box(0, 0, 10, 10), box(10, 0, 20, 10)
WITH_VERTEX = Polygon([(10, 0), (20, 0), (20, 10), (10, 10), (10, 7), (10, 4)])
BELOW, ABOVE = box(10, 0, 20, 5), box(10, 5, 20, 10)
ROOM = box(-10, -10, 30, 30) - box(0, 0, 10, 10)
WORLDS = {
    "vertices": [LEFT, WITH_VERTEX],
    "a T": [LEFT, BELOW, ABOVE],
    "a T at an island's motherland": [MultiPolygon([LEFT, box(40, 40, 50, 50)]), BELOW, ABOVE],
    "in a hole": [ROOM, box(0, 0, 10, 4), box(0, 4, 10, 10)],
    "bricks": [box(5 * (row % 2) + 10 * n, 4 * row, 5 * (row % 2) + 10 * n + 10, 4 * row + 4)
               for row in range(4) for n in range(4)],
}  # fmt: skip


def layer(shapes, crs=31370, *, turn=0.0, scale=100.0, corner=(150_000.37, 200_000.11)):
    turned = [affinity.rotate(shape, turn, origin=(0, 0)) for shape in shapes]
    made = [shapely.transform(shape, lambda xy: xy * scale + corner) for shape in turned]
    nis = [f"{n:02d}" for n in range(len(made))]
    table = {"nis": nis, "name": nis, "reference_region": "P"}
    return gpd.GeoDataFrame(table, geometry=made, crs=crs)


def wrong(polygons):
    """The pairs that meet in a line but do not share all of it, and whether all fit."""
    return [] if shapely.coverage_is_valid(polygons) else ["no coverage"]


@pytest.mark.parametrize("turn", [0, 17, 45])
@pytest.mark.parametrize("world", WORLDS)
def test_neighbours_get_each_others_vertices(world, turn):
    frame = layer(WORLDS[world], turn=turn)
    found, _ = noded(frame)
    polygons = found.geometry.to_numpy()
    assert wrong(polygons) == []
    assert shapely.area(polygons) == pytest.approx(shapely.area(frame.geometry), rel=1e-7)
    whole = shapely.coverage_union_all(polygons)
    assert whole.is_valid
    island = "island" in world
    assert shapely.get_num_geometries(whole) == 1 + island
    # all borders inside are shared: what is left is the outline
    around = whole.length
    borders = shared_borders(found.set_index("nis").geometry)["border_m"].sum()
    assert shapely.length(polygons).sum() - 2 * borders == pytest.approx(around, abs=0.1)


def test_what_has_all_vertices_is_not_touched():
    frame = layer([LEFT, box(10, 0, 20, 10), box(30, 30, 40, 40)])
    found, lines = noded(frame)
    assert found is frame
    assert len(lines.points) == 15


def test_a_unit_that_touches_itself_on_a_border_has_an_outline_with_its_neighbour():
    ring = Polygon(box(0, 0, 10, 10).exterior, [[(0, 5), (4, 3), (4, 7)]])
    found, _ = noded(layer([ring, box(-10, 0, 0, 10), box(-10, 10, 0, 20)]))
    assert found.is_valid.all()
    assert outline(found.geometry.to_numpy()).is_valid


def test_points_that_were_calculated_twice_are_one_place():
    near = Polygon([(10 + 1e-9, 0), (20, 0), (20, 10), (10 - 1e-9, 10)])
    found, _ = noded(layer([LEFT, near]))
    assert shared_borders(found.set_index("nis").geometry)["border_m"].tolist() == [1000.0]


@pytest.mark.parametrize("turn", [0, 17])
def test_a_straight_border_in_degrees_is_checked_in_degrees(saved, turn):
    frame = layer(WORLDS["bricks"], 4326, turn=turn, scale=0.03, corner=(4.1, 50.3))
    found = read_municipalities(saved(frame, "world.geojson"))
    assert wrong(found.frame.geometry.to_numpy()) == []
    assert outline(found.frame.geometry.to_numpy()).is_valid


def test_metres_in_feet_and_other_units_are_as_fine(saved):
    frame = layer(WORLDS["bricks"], 2229, turn=17, corner=(6_400_000, 1_800_000))
    assert wrong(read_municipalities(saved(frame)).frame.geometry.to_numpy()) == []


def test_the_repair_of_a_spike_leaves_no_vertex_alone(grid, saved):
    a = grid.geometry[0]
    (west, south, east, north), middle = a.bounds, (a.bounds[1] + a.bounds[3]) / 2
    spike = [(east, south), (east, middle), (east + 300, middle), (east, middle), (east, north)]
    shape = Polygon([(west, south), *spike, (west, north)])
    frame = grid.set_geometry([shape, *grid.geometry[1:]])
    found = read_municipalities(saved(frame), repair=True)
    assert wrong(found.frame.geometry.to_numpy()) == []
    assert found.borders["border_m"].tolist() == [1000.0] * 4


def test_borders_that_cross_at_a_hair_have_a_valid_outline(grid, saved):
    corner = grid.geometry[0].bounds[2:]
    hair = Polygon([corner, (corner[0] + 0.3, corner[1]), (corner[0], corner[1] - 2)])
    frame = grid.set_geometry([grid.geometry[0] | hair, *grid.geometry[1:]])
    found = read_municipalities(saved(frame)).frame.geometry.to_numpy()
    assert wrong(found)
    whole = outline(found)
    assert whole.is_valid
    assert whole.area == pytest.approx(4e6, abs=1)


@pytest.mark.parametrize(
    ("metres", "text"),
    [(0.001, "1 mm"), (0.0123, "12.3 mm"), (0.4, "0.40 m"), (2, "2.00 m"), (11.3, "11 m")],
)
def test_a_gap_is_reported_with_the_digits_that_it_needs(grid, saved, metres, text):
    assert length_text(metres) == text
    narrow = affinity.translate(box(0, 1000, 1000 - metres, 2000), 150_000, 200_000)
    frame = grid.set_geometry([narrow, *grid.geometry[1:]])
    if metres < 5:
        with pytest.raises(DataError, match=rf"1 gap.* {text} between 01|between Aa"):
            read_municipalities(saved(frame))


def test_no_noise_is_a_place_of_its_own_in_numbers_of_any_size():
    for corner in ((0.0, 0.0), (6e6, 7e6)):
        frame = layer(WORLDS["bricks"], 31370, turn=33, corner=corner)
        assert wrong(np.asarray(noded(frame)[0].geometry)) == []


def test_the_map_of_a_country_draws_each_border_once(saved):
    municipalities = read_municipalities(saved(layer(WORLDS["bricks"], turn=17)))
    groups = grouped(Plan(()), municipalities, ["P"])
    found = drawn(municipalities, {"plan": groups}, tolerance_m=1)
    sides = found.units.shapes.sides
    assert len(sides[(sides >= 0).all(axis=1)]) == len(municipalities.borders)
    assert len(found.groups["plan"].shapes.ring_of) == 1
