"""A table of geopandas in memory is read as a file would be."""

import geopandas as gpd
import pandas as pd
import pytest

import regionplanner as rp
from regionplanner.data.read import read_municipalities
from regionplanner.errors import DataError


def test_a_table_is_read_as_the_file_it_would_be(grid, saved):
    before = grid.copy()
    found, of_file = read_municipalities(grid), read_municipalities(saved(grid))
    pd.testing.assert_frame_equal(found.frame, of_file.frame)
    pd.testing.assert_frame_equal(found.borders, of_file.borders)
    assert found.source.sha256 == of_file.source.sha256
    assert found.source.title == "GeoDataFrame"
    pd.testing.assert_frame_equal(grid, before)


def test_tables_as_analysts_have_them(grid):
    expected = read_municipalities(grid).frame
    for table in (
        grid.set_index("nis"),
        grid.rename_geometry("shape"),
        grid.astype({"nis": "category", "reference_region": "category"}),
        grid.assign(point=grid.centroid, day=pd.Timestamp("2025-01-01"), names=[["a"]] * 4),
        grid.iloc[::-1],
        grid.assign(**{"7": 1}).rename(columns={"7": 7}),
    ):
        found = read_municipalities(table).frame
        pd.testing.assert_frame_equal(found[expected.columns], expected)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda _grid: None, "cannot be read from a NoneType; expected the path of a file"),
        (lambda _grid: {"a": ["b"]}, "cannot be read from a dict"),
        (lambda grid: [grid], "cannot be read from a list"),
        (lambda grid: grid.geometry, "cannot be read from a GeoSeries"),
        (pd.DataFrame, "cannot be read from a DataFrame without geometry"),
        (lambda grid: gpd.GeoDataFrame(pd.DataFrame(grid[["nis"]])), "has no geometry; expected"),
        (lambda grid: grid.iloc[:0], "has no rows; expected one a unit"),
        (lambda grid: grid.rename(columns={"name": "nis"}), "more than one column nis; rename"),
        (lambda grid: grid.drop(columns="nis"), "GeoDataFrame has no column for the ids 'nis'"),
        (
            lambda grid: grid.assign(nis=[["a"], "b", "c", "d"]),
            r"no single value in row 1 but \['a'",
        ),
        (lambda grid: grid.set_crs(None, allow_override=True), "no coordinate reference system"),
        (lambda grid: grid.set_geometry(grid.centroid), "4 units without an area"),
    ],
)
def test_what_is_no_table_of_municipalities(grid, wrong, message):
    with pytest.raises(DataError, match=message):
        read_municipalities(wrong(grid))


def test_columns_called_by_numbers_are_named_so(grid):
    found = read_municipalities(grid.rename(columns={"nis": 0}), id_column=0)
    assert [*found.frame.index] == sorted(grid["nis"])


def test_a_table_has_no_layers(grid):
    with pytest.raises(DataError, match="layer 'x' is asked of a GeoDataFrame"):
        read_municipalities(grid, layer="x")


def test_municipalities_are_read_before_they_are_planned(grid):
    scenario = rp.Scenario(regions=2, criteria={"distance": 1.0}, min_units=1)
    units = read_municipalities(grid)
    graph = rp.rook_graph(units)
    for call in (
        lambda: rp.propose(grid, scenario),
        lambda: rp.propose(grid, scenario, graph=graph),
        lambda: rp.propose({"a": ["b"]}, scenario, graph=graph),
        lambda: rp.rook_graph(grid),
        lambda: rp.make_plan({"01": "1"}, grid, graph, scenario),
        lambda: rp.violations({"01": "1"}, grid, graph, scenario),
    ):
        with pytest.raises(DataError, match="read them first with read_municipalities"):
            call()


@pytest.mark.parametrize("wrong", [{"regions": 2}, 2, None, "regions = 2"])
def test_a_scenario_is_made_before_anything_is_planned(grid, wrong):
    units = read_municipalities(grid)
    graph = rp.rook_graph(units)
    for call in (
        lambda: rp.propose(units, wrong),
        lambda: rp.propose_plannable(units, wrong),
        lambda: rp.alternatives(units, wrong, 2, within=0.1),
        lambda: rp.make_plan({"01": "1"}, units, graph, wrong),
        lambda: rp.violations({"01": "1"}, units, graph, wrong),
    ):
        with pytest.raises(rp.ScenarioError, match=r"a Scenario is expected, and a \w+ is given"):
            call()


def test_texts_in_a_wrong_encoding_are_noticed(grid):
    strange = grid.assign(name=["Besan\x87on", *grid["name"][1:]])
    (note,) = (n for n in read_municipalities(strange).source.notes if "encoding" in n)
    assert note.startswith("texts of the GeoDataFrame look as if they were read in the wrong")
