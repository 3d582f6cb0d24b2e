"""Shared borders: against the official figures, libpysal, and worlds known by hand."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from libpysal.graph import Graph
from shapely import Point, Polygon, affinity, box

from regionplanner.data.borders import shared_borders


def borders_of(shapes):
    borders = shared_borders(gpd.GeoSeries(shapes, crs=31370))
    return {(row.nis_a, row.nis_b): row.border_m for row in borders.itertuples()}


@pytest.fixture(scope="module", params=[2018, 2024, 2025])
def flanders(shared_geodata, request):
    return gpd.read_file(shared_geodata / f"flanders_{request.param}.gpkg").set_index("nis")


def test_flanders_has_the_official_lengths(shared_geodata):
    flanders = gpd.read_file(shared_geodata / "flanders_2025.gpkg").set_index("nis")
    official = pd.read_csv(shared_geodata / "borders_2025.csv", dtype={"nis_a": str, "nis_b": str})
    borders = shared_borders(flanders.geometry)
    assert len(borders) == 754
    pairs = borders[["nis_a", "nis_b"]].to_numpy(dtype=object)
    assert (pairs == official[["nis_a", "nis_b"]].to_numpy(dtype=object)).all()
    np.testing.assert_allclose(borders["border_m"], official["border_length_m"], atol=0.01)


def test_flanders_has_the_neighbours_of_libpysal(flanders):
    rook = Graph.build_contiguity(flanders.geometry, rook=True).adjacency
    theirs = {(a, b) for (a, b), joined in rook.items() if a < b and joined}
    borders = shared_borders(flanders.geometry)
    assert set(zip(borders["nis_a"], borders["nis_b"], strict=True)) == theirs


def test_corner_touch_is_no_border():
    assert borders_of({"a": box(0, 0, 1, 1), "b": box(1, 1, 2, 2)}) == {}


def test_hole_counts_with_its_whole_ring():
    ring = box(0, 0, 30, 30) - box(10, 10, 20, 20)
    assert borders_of({"ring": ring, "town": box(10, 10, 20, 20)}) == {("ring", "town"): 40.0}


def test_exclave_counts_with_every_part():
    parts = box(0, 0, 10, 10) | box(30, 0, 40, 10)
    shapes = {"parts": parts, "left": box(10, 0, 20, 10), "right": box(20, 0, 30, 10)}
    assert borders_of(shapes) == {
        ("left", "parts"): 10.0,
        ("left", "right"): 10.0,
        ("parts", "right"): 10.0,
    }


def test_border_with_more_vertices_on_one_side_counts_in_full():
    many = Polygon([(10, 0), (20, 0), (20, 10), (10, 10), (10, 7), (10, 3)])
    assert borders_of({"one": box(0, 0, 10, 10), "many": many}) == {("many", "one"): 10.0}


def test_border_in_pieces_is_summed():
    comb = box(10, 0, 20, 30) - box(10, 10, 12, 20)
    assert borders_of({"wall": box(0, 0, 10, 30), "comb": comb}) == {("comb", "wall"): 20.0}


def test_contact_under_half_a_centimetre_is_a_point():
    assert borders_of({"a": box(0, 0, 10, 10), "b": box(10, 9.996, 20, 20)}) == {}


def test_nothing_shared_keeps_the_columns():
    apart = gpd.GeoSeries({"a": Point(0, 0).buffer(1), "b": Point(9, 9).buffer(1)}, crs=31370)
    assert shared_borders(apart).columns.tolist() == ["nis_a", "nis_b", "border_m"]


@given(
    rows=st.integers(1, 4),
    columns=st.integers(1, 4),
    side=st.integers(1, 5000),
    shift=st.tuples(st.integers(-(10**5), 10**5), st.integers(-(10**5), 10**5)),
    order=st.randoms(use_true_random=False),
)
def test_grid_has_known_borders_wherever_it_lies(rows, columns, side, shift, order):
    cells = [(r, c) for r in range(rows) for c in range(columns)]
    order.shuffle(cells)
    shapes = {
        f"{r}{c}": affinity.translate(
            box(c * side, r * side, (c + 1) * side, (r + 1) * side), *shift
        )
        for r, c in cells
    }
    beside = {(f"{r}{c}", f"{r}{c + 1}"): side for r in range(rows) for c in range(columns - 1)}
    above = {(f"{r}{c}", f"{r + 1}{c}"): side for r in range(rows - 1) for c in range(columns)}
    assert borders_of(shapes) == beside | above
