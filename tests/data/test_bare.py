"""A unit that is left out needs no polygon."""

import pytest
import shapely

from regionplanner import Plan, Scenario, checked_groups, make_plan, rook_graph, violations
from regionplanner.cli.check import group_lines
from regionplanner.data.check import drawable
from regionplanner.data.joins import join_columns
from regionplanner.data.read import read_municipalities
from regionplanner.documents.municipality_pages.municipality_page import municipality_page
from regionplanner.documents.report.report import report_page
from regionplanner.errors import DataError
from regionplanner.graph.contiguity import scenario_case
from regionplanner.maps.page import map_page
from regionplanner.program.certificate import check_countable
from regionplanner.score.group_check import group_check_summary
from regionplanner.score.groups import groups_of

BOWTIE = shapely.Polygon([(0, 0), (1, 1), (0, 1), (1, 0)])
WRONG = {
    "missing": lambda _shape: None,
    "empty": lambda _shape: shapely.Polygon(),
    "invalid": lambda _shape: BOWTIE,
    "a point": lambda shape: shape.centroid,
    "no numbers": lambda shape: shapely.transform(shape, lambda points: points * float("inf")),
    "overlapping": lambda shape: shape.buffer(50),
}


@pytest.fixture(params=WRONG)
def wrong(grid, request):
    """The grid, in which something is wrong with the polygon of 02."""
    shapes = grid.geometry.to_list()
    shapes[1] = WRONG[request.param](shapes[1])
    return grid.set_geometry(shapes, crs=grid.crs)


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("named", ["02", "Bee", " bee"])
def test_what_is_left_out_needs_no_polygon(wrong, named):
    with pytest.raises(DataError, match=r"Bee \(02\)"):
        read_municipalities(wrong)
    found = read_municipalities(wrong, leave_out=[named])
    assert list(found.frame.index) == ["01", "02", "03", "04"]
    assert found.frame.at["02", "geometry"].is_empty
    assert found.frame.loc["02", ["x_m", "y_m", "area_km2"]].tolist() == [150_500, 201_500, 0]
    assert found.borders[["nis_a", "nis_b"]].to_numpy().tolist() == [["01", "03"], ["03", "04"]]
    assert found.source.notes[-1].endswith("want of a polygon that fits: Bee (02)")
    assert list(drawable(found).frame.index) == ["01", "03", "04"]


def test_a_polygon_that_is_fine_is_drawn_though_it_is_left_out(grid):
    found = read_municipalities(grid, leave_out=["02", "nobody"])
    assert not found.frame.geometry.is_empty.any()
    assert drawable(found) is found


def test_others_must_have_a_polygon(grid):
    shapes = [None, None, *grid.geometry[2:]]
    with pytest.raises(DataError, match=r"1 unit without a polygon: Aa \(01\).*--leave-out"):
        read_municipalities(grid.set_geometry(shapes, crs=grid.crs), leave_out=["02"])


def test_tables_still_know_it(grid, tmp_path):
    table = tmp_path / "more.csv"
    table.write_text("nis,size\n01,1\n02,2\n03,3\n04,4\n")
    shapes = [grid.geometry[0], None, *grid.geometry[2:]]
    units = read_municipalities(grid.set_geometry(shapes, crs=grid.crs), leave_out=["02"])
    assert join_columns(units, table).frame.at["02", "size"] == 2


@pytest.mark.parametrize("bound", [{"max": 20}, {"min": "-10%", "max": "+10%", "of": "own"}])
def test_rules_hold_for_the_others(grid, bound):
    shapes = [grid.geometry[0], None, *grid.geometry[2:]]
    units = read_municipalities(grid.set_geometry(shapes, crs=grid.crs), leave_out=["02"])
    scenario = Scenario(leave_out=["02"], bounds={"inhabitants": bound}, min_units=1)
    plan = {"01": "a", "03": "b", "04": "c"}
    check_countable(drawable(units), scenario)
    for those in (units, drawable(units)):
        found = violations(plan, those, rook_graph(those), scenario)
        assert [(one.rule, one.region) for one in found] == [("bounds", "b"), ("bounds", "c")]


@pytest.fixture
def bare(grid):
    """The grid, of which 02 has no polygon and is left out, with a group that it is in."""
    shapes = [grid.geometry[0], None, *grid.geometry[2:]]
    groups = grid.assign(zone=["x", "x", "y", "y"])
    return read_municipalities(groups.set_geometry(shapes, crs=grid.crs), leave_out=["02"])


def test_a_region_is_not_torn_by_it(bare):
    scenario = Scenario(leave_out=["02"], min_units=1, max_distance_km=0.1)
    plan = {"01": "a", "02": "a", "03": "b", "04": "c"}
    (broken,) = violations(plan, bare, rook_graph(bare), scenario)
    assert broken.message == "left out, but in a region: Bee (02), which has no usable polygon"


def test_a_group_is_not_torn_by_it(bare):
    scenario = Scenario(leave_out=["02"], min_units=1)
    groups = groups_of(Plan(()), bare, "zone")
    first, second = checked_groups(groups, bare, rook_graph(bare), scenario)
    assert (first.pieces, first.without_polygon) == ((("01",),), ("02",))
    assert first.contiguous
    assert (second.pieces, second.without_polygon) == ((("03", "04"),), ())
    (summary,) = group_check_summary({"zone": [first]}, bare)["groupings"]
    assert summary["groups"][0]["without_polygon"] == ["02"]
    assert any(
        "nobody knows where it lies: Bee (02)" in line
        for line in group_lines({"zone": [first]}, scenario_case(bare, scenario))
    )


@pytest.mark.parametrize("show", [map_page, report_page])
def test_a_plan_of_it_is_not_drawn(bare, show):
    plan = make_plan(dict.fromkeys(bare.frame.index, "a"), bare, rook_graph(bare), Scenario())
    with pytest.raises(DataError, match="has 02 in a region, of which the data have no usable"):
        show({"plan": plan}, bare)


def test_it_has_no_page(bare):
    plan = make_plan(dict.fromkeys(["01", "03", "04"], "a"), bare, rook_graph(bare), Scenario())
    with pytest.raises(DataError, match=r"Bee \(02\) has no usable polygon, so that there is no"):
        municipality_page(plan, bare, "02")
