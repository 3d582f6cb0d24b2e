"""Outlines, label spots, the Brussels hole, links."""

import shapely

from regionplanner.maps import shapes
from regionplanner.maps.shapes import drawn_units
from tests.maps.plans import grid


def test_each_border_is_drawn_once():
    units = grid(2, 2).frame.geometry
    areas = shapes.merged(units, {"left": ["00", "10"], "right": ["01", "11"]})
    outer = shapes.border_lines(shapes.merged(areas, {"all": ["left", "right"]}))
    inner = shapes.border_lines(areas, without=outer)
    assert outer.length == 40_000
    assert inner.length == 10_000


def test_label_lies_in_the_widest_spot_of_the_largest_part():
    small = shapely.box(0, 0, 1, 1)
    bottle = shapely.union_all([shapely.box(10, 0, 14, 2), shapely.box(11.8, 2, 12.2, 9)])
    spot, room = shapes.widest_spot(shapely.MultiPolygon([small, bottle]))
    assert shapely.box(11, 0.2, 13, 1.8).contains(spot)
    assert 1.5 < room < 3


def test_slivers_get_no_outline():
    import geopandas as gpd

    holed = shapely.box(0, 0, 100, 100) - shapely.box(10, 10, 12, 12)
    area = shapely.union_all([holed, shapely.box(200, 0, 205, 5)])
    whole = shapes.without_slivers(gpd.GeoSeries({"a": area}))["a"]
    assert whole.equals(shapely.box(0, 0, 100, 100))


def test_hole_at_brussels_only_when_surrounded():
    around = {"origin": (142_000, 163_000), "rows": 3, "columns": 3}
    full = drawn_units(grid(**around).frame)
    ring = drawn_units(grid(**around, skip=[(1, 1)]).frame)
    open_ring = drawn_units(grid(**around, skip=[(1, 1), (0, 1)]).frame)
    elsewhere = drawn_units(grid(rows=3, columns=3, skip=[(1, 1)]).frame)
    hole = shapes.hole_at(ring, shapes.BRUSSELS)
    assert hole is not None
    assert hole.contains(shapes.BRUSSELS)
    for units in (full, open_ring, elsewhere):
        assert shapes.hole_at(units, shapes.BRUSSELS) is None


def test_links_are_drawn_only_between_units_apart():
    units = grid(1, 4, skip=[(0, 2)]).frame.geometry
    links = shapes.apart(units, [("01", "03"), ("00", "01"), ("00", "elsewhere")])
    assert links == [("01", "03")]
    line = shapes.link_lines(units, links)
    assert line.intersects(units["01"])
    assert line.intersects(units["03"])
    assert shapes.link_lines(units, []).is_empty


def test_brussels_and_voeren_on_the_default_data(flanders):
    units = drawn_units(flanders.frame)
    assert shapes.hole_at(units, shapes.BRUSSELS) is not None
    assert [set(link) for link in shapes.apart(units, flanders.links)] == [{"73066", "73109"}]
