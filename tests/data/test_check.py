"""Findings: each thing that can be wrong with a layer, by name and id, all at once."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely import LineString, Point, Polygon, affinity, box

from regionplanner.data.check import Finding, raise_findings
from regionplanner.data.geometry import coverage_findings
from regionplanner.data.read import read_municipalities
from regionplanner.errors import DataError


def with_shape(frame, row, shape):
    return frame.set_geometry([*frame.geometry[:row], shape, *frame.geometry[row + 1 :]])


def moved(shape):
    return affinity.translate(shape, 150_000, 200_000)


def test_missing_crs(grid, saved):
    with pytest.raises(DataError, match=r"no coordinate reference system.*x from 150000 to 152000"):
        read_municipalities(saved(grid.set_crs(None, allow_override=True)))


def test_metres_in_a_file_that_says_degrees(grid, saved):
    wrong = grid.set_crs(None, allow_override=True)
    with pytest.raises(DataError, match=r"x from 150000 .*but the CRS of the file, WGS 84 \(EPSG"):
        read_municipalities(saved(wrong, "world.geojson"))


def test_degrees_in_a_file_that_says_metres(grid, saved):
    wrong = grid.to_crs(4326).set_crs(31370, allow_override=True)
    with pytest.raises(
        DataError, match=r"x from 4\.\d+ .* looks like degrees, .* \(EPSG:31370\), is in metre"
    ):
        read_municipalities(saved(wrong))


@pytest.mark.parametrize("repair", [False, True])
def test_coordinates_that_are_no_numbers(grid, saved, repair):
    x, y, east, north = moved(box(0, 1000, 1000, 2000)).bounds
    endless = Polygon([(x, y), (np.inf, y), (east, north), (x, north)])
    with pytest.raises(DataError, match=r"1 unit with coordinates that are no numbers: Aa \(01\)"):
        read_municipalities(saved(with_shape(grid, 0, endless)), repair=repair)


def test_a_pond_in_one_unit_is_no_gap(grid, saved):
    pond = moved(box(0, 1000, 1000, 2000) - box(500, 1500, 500.3, 1500.3))
    assert len(read_municipalities(saved(with_shape(grid, 0, pond))).borders) == 4


def test_crs_that_is_nowhere_on_earth(grid, saved):
    local = 'LOCAL_CS["site grid",UNIT["metre",1]]'
    with pytest.raises(DataError, match="'site grid', does not say where on earth"):
        read_municipalities(saved(grid.set_crs(local, allow_override=True)))


def test_missing_ids(grid, saved):
    with pytest.raises(DataError, match=r"1 unit without an id: Bee \(row 2\); each unit needs"):
        read_municipalities(saved(grid.assign(nis=["01", " ", "03", "04"])))


def test_missing_numeric_id(grid, saved):
    with pytest.raises(DataError, match=r"1 unit without an id: Bee \(row 2\)"):
        read_municipalities(saved(grid.assign(nis=[1.0, np.nan, 3.0, 4.0])))


def test_repeated_ids(grid, saved):
    with pytest.raises(DataError, match=r"1 id\(s\) on more than one row: 01 on 2 rows \(Aa and B"):
        read_municipalities(saved(grid.assign(nis=["01", "01", "03", "04"])))


def test_missing_parents(grid, saved):
    with pytest.raises(DataError, match=r"1 unit without a parent: Cee \(03\)"):
        read_municipalities(saved(grid.assign(reference_region=["N", "N", None, "S"])))


@pytest.mark.parametrize("shape", [None, Polygon()])
def test_missing_polygon(grid, saved, shape):
    with pytest.raises(DataError, match=r"1 unit without a polygon: Dee \(04\)"):
        read_municipalities(saved(with_shape(grid, 3, shape)))


def test_lines_and_points(grid, saved):
    odd = with_shape(grid, 0, LineString([(0, 0), (1, 1)]))
    odd = with_shape(odd, 3, Point(0, 0))
    with pytest.raises(DataError, match=r"2 units .*Aa \(01\) is a LineString and Dee .* a Point"):
        read_municipalities(saved(odd))


def test_layer_of_lines(grid, saved):
    with pytest.raises(DataError, match=r"4 units without an area: Aa \(01\) is a LineString"):
        read_municipalities(saved(grid.set_geometry(grid.boundary)))


def test_bowtie(grid, saved):
    bowtie = moved(Polygon([(0, 1000), (1000, 2000), (1000, 1000), (0, 2000)]))
    with pytest.raises(DataError, match=r"Aa \(01\): crosses itself at \(150500 201500\)"):
        read_municipalities(saved(with_shape(grid, 0, bowtie)))


def test_overlap(grid, saved):
    large = moved(box(0, 1000, 1100, 2000))
    with pytest.raises(DataError, match=r"1 pair.* overlap: Aa \(01\) and Bee \(02\) \(0.10 km2\)"):
        read_municipalities(saved(with_shape(grid, 0, large)))


def test_same_polygon_twice(grid, saved):
    with pytest.raises(DataError, match=r"Aa \(01\) and Bee \(02\) \(1.00 km2\)"):
        read_municipalities(saved(with_shape(grid, 1, grid.geometry[0])))


def test_unit_drawn_over_another(grid, saved):
    town = moved(box(200, 1200, 400, 1400))
    with pytest.raises(DataError, match=r"Aa \(01\) and Bee \(02\) \(40000 m2\)"):
        read_municipalities(saved(with_shape(grid, 1, town)))


def test_enclosed_sliver(grid, saved):
    notched = grid.geometry[0] - moved(box(990, 1300, 1000, 1600))
    with pytest.raises(DataError, match=r"1 gap.* 3000 m2 between Aa \(01\) and Bee \(02\)"):
        read_municipalities(saved(with_shape(grid, 0, notched)))


def test_open_sliver(grid, saved):
    narrow = moved(box(0, 1000, 998, 2000))
    with pytest.raises(DataError, match=r"1 gap.* 2\.00 m between Aa \(01\) and Bee \(02\)"):
        read_municipalities(saved(with_shape(grid, 0, narrow)))


def test_wide_hole_is_real(grid, saved):
    holed = grid.geometry[0] - moved(box(960, 1300, 1000, 1600))
    assert len(read_municipalities(saved(with_shape(grid, 0, holed))).borders) == 4


def test_distance_of_ten_metres_is_real(grid, saved):
    narrow = moved(box(0, 1000, 990, 2000))
    assert len(read_municipalities(saved(with_shape(grid, 0, narrow))).borders) == 3


def test_borders_not_on_one_line(grid, saved):
    bent = moved(Polygon([(0, 1000), (1000, 1000), (1000.001, 1500), (1000, 2000), (0, 2000)]))
    with pytest.raises(
        DataError, match=r"borders of Aa \(01\) and Bee .* not follow the same line"
    ):
        read_municipalities(saved(with_shape(grid, 0, bent)))


def test_vertex_on_one_side_of_a_straight_border_is_fine(grid, saved):
    extra = shapely.segmentize(grid.geometry[0], 100)
    found = read_municipalities(saved(with_shape(grid, 0, extra)))
    assert found.borders["border_m"].tolist() == [1000.0] * 4


def test_everything_at_once(grid, saved):
    bad = grid.assign(nis=["01", None, "03", "03"], reference_region=["N", "N", None, "S"])
    bad = with_shape(bad, 0, moved(box(0, 1000, 1100, 2000)))
    bad = with_shape(bad, 3, None)
    with pytest.raises(DataError) as raised:
        read_municipalities(saved(bad))
    lines = str(raised.value).splitlines()
    assert lines[0] == "5 findings in the data:"
    assert [line[:24] for line in lines[1:]] == [
        "- 1 unit without an id: ",
        "- 1 id(s) on more than o",
        "- 1 unit without a paren",
        "- 1 unit without a polyg",
        "- 1 pair(s) of units ove",
    ]


def test_at_most_five_are_named(flanders_2025, saved):
    some = flanders_2025.head(40)
    apart = some.set_geometry(some.buffer(-1))
    with pytest.raises(DataError, match=r"2\.00 m between .* and \d+ more; neighbours share"):
        read_municipalities(saved(apart))


def test_simplified_one_by_one_is_no_coverage(flanders_2025):
    table = flanders_2025.set_geometry(flanders_2025.simplify(20))
    assert {finding.kind for finding in coverage_findings(table)} >= {"overlap", "gap"}


def test_findings_name_their_units(grid):
    large = with_shape(grid, 0, moved(box(0, 1000, 1100, 2000)))
    (finding,) = coverage_findings(large)
    assert (finding.kind, finding.units) == ("overlap", ("01", "02"))


def test_one_finding_is_the_message_itself():
    with pytest.raises(DataError, match=r"^a; b; c$"):
        raise_findings([Finding("gap", (), "a; b; c")])


def test_no_findings_is_fine():
    raise_findings([])


def test_coverage_findings_do_not_depend_on_the_order(grid):
    large = with_shape(grid, 0, moved(box(0, 1000, 1100, 2000)))
    reversed_ = gpd.GeoDataFrame(large.iloc[::-1].reset_index(drop=True), crs=31370)
    assert coverage_findings(reversed_)[0].units == coverage_findings(large)[0].units
    assert isinstance(reversed_["name"], pd.Series)


def test_units_at_both_ends_of_a_short_border_leave_no_gap(grid, saved):
    """Aa and Dee come within 3 m; Bee and Cee lie between them, and border there."""
    p, q = (999, 1000), (1001, 1002)
    shapes = [
        Polygon([(0, 1000), p, (999, 2000), (0, 2000)]),
        Polygon([p, q, (2000, 1002), (2000, 2000), (999, 2000)]),
        Polygon([(0, 0), (1001, 0), q, p, (0, 1000)]),
        Polygon([(1001, 0), (2000, 0), (2000, 1002), q]),
    ]
    read = read_municipalities(saved(grid.set_geometry([moved(shape) for shape in shapes])))
    assert read.borders["border_m"].min() == pytest.approx(8**0.5, abs=0.01)


def test_a_layer_drawn_twice(saved):
    ring = [
        box(x, y, x + 1000, y + 1000) for x in range(0, 5000, 1000) for y in range(0, 5000, 1000)
    ]
    frame = gpd.GeoDataFrame(
        {"nis": [f"{n:02d}" for n in range(50)], "name": "A", "reference_region": "N"},
        geometry=[moved(shape) for shape in [*ring, *ring]],
        crs=31370,
    )
    with pytest.raises(DataError, match=r"^\d+ pair\(s\) of units overlap: "):
        read_municipalities(saved(frame))
    (finding,) = coverage_findings(frame)
    assert len(finding.units) == 50


def test_names_in_any_script_are_named(grid, saved):
    names = ["بغداد", "東京", "Łódź", "Ἀθῆναι"]
    bad = with_shape(grid.assign(name=names), 0, moved(box(0, 1000, 1100, 2000)))
    with pytest.raises(DataError, match=r"بغداد \(01\) and 東京 \(02\) \(0\.10 km2\)"):
        read_municipalities(saved(bad))


def test_many_findings_are_cut():
    found = [Finding("small", (), f"number {n}") for n in range(60)]
    with pytest.raises(DataError, match=r"(?s)^60 findings .*number 39\n- and 20 more$"):
        raise_findings(found)
