"""Borders as stretches of rings: each once, and all of them."""

import geopandas as gpd
import pytest
import shapely
from shapely import box

from regionplanner.maps.shapes import drawn_pairs, drawn_units
from regionplanner.maps.topology import NOBODY, border_arcs
from tests.maps.plans import grid


def lines_of(units, arcs):
    """Each arc as a line, with its two sides."""
    rings = [
        [ring for part in shapely.get_parts(shape) for ring in shapely.get_rings(part)]
        for shape in units
    ]
    return [
        (unit, other, shapely.LineString(shapely.get_coordinates(rings[unit][n])[first : last + 1]))
        for unit, other, n, first, last in arcs
    ]


@pytest.fixture(scope="module")
def drawn(flanders):
    return drawn_units(flanders.frame)


@pytest.mark.parametrize("world", ["grid", "flanders"])
def test_every_border_is_there_once(world, drawn):
    units = drawn if world == "flanders" else drawn_units(grid().frame)
    lines = lines_of(units, border_arcs(units))
    codes = list(units.index)
    between = {(codes[a], codes[b]) for a, b, _ in lines if b != NOBODY}
    assert sorted(between) == drawn_pairs(units)
    # together they are the outlines of all units, and none lies on another
    whole = shapely.union_all([line for *_, line in lines])
    everything = shapely.union_all(shapely.boundary(units.to_numpy()))
    assert shapely.difference(whole, everything).length == pytest.approx(0, abs=1e-9)
    assert sum(line.length for *_, line in lines) == pytest.approx(whole.length)
    missing = shapely.difference(everything, whole).length
    assert missing <= 0.02 * everything.length  # slivers alone


def test_sides_are_those_of_the_border(drawn):
    shapes = drawn.to_numpy()
    for a, b, line in lines_of(drawn, border_arcs(drawn)):
        assert a < b or b == NOBODY
        assert shapely.covers(shapely.boundary(shapes[a]), line)
        if b != NOBODY:
            assert shapely.covers(shapely.boundary(shapes[b]), line)


def test_tiny_islands_and_holes_have_no_outline():
    land = box(0, 0, 10, 10) - box(4, 4, 4.2, 4.2)
    island = box(11, 0, 11.1, 0.1)
    units = gpd.GeoSeries(
        [shapely.MultiPolygon([land, island]), box(0, 10, 10, 20)], index=["a", "b"]
    )
    arcs = border_arcs(units)
    assert {number for *_, number, _, _ in [tuple(arc) for arc in arcs]} == {0}
    filled = gpd.GeoSeries([land, box(4, 4, 4.2, 4.2)], index=["a", "b"])
    assert [0, 1] in [arc[:2] for arc in border_arcs(filled)]  # a border with somebody stays
