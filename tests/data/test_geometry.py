"""Repairs on request: what was wrong is fixed, and said; what cannot be fixed stays an error."""

import re

import pytest
import shapely
from shapely import GeometryCollection, LineString, Point, Polygon, affinity, box

from benchmarks.country import country
from regionplanner.data.read import load_data, read_municipalities
from regionplanner.errors import DataError
from regionplanner.files.file_choices import DataChoices


def with_shape(frame, row, shape):
    return frame.set_geometry([*frame.geometry[:row], shape, *frame.geometry[row + 1 :]])


def moved(shape):
    return affinity.translate(shape, 150_000, 200_000)


borders_can_be_repaired = pytest.mark.skipif(
    not hasattr(shapely, "coverage_clean"), reason="repairs of borders need shapely 2.2"
)
BORDERS = [("01", "02"), ("01", "03"), ("02", "04"), ("03", "04")]
BOWTIE = Polygon([(0, 1000), (1000, 2000), (1000, 1000), (0, 2000)])
BENT = Polygon([(0, 1000), (1000, 1000), (1000.001, 1500), (1000, 2000), (0, 2000)])


@borders_can_be_repaired
@pytest.mark.parametrize(
    ("shape", "note"),
    [
        (
            box(0, 1000, 1100, 2000),
            r"1 pair\(s\) of units overlap: Aa \(01\) and Bee \(02\) \(0.10",
        ),
        (
            box(0, 1000, 1000, 2000) - box(990, 1300, 1000, 1600),
            r"1 gap\(s\) .* 3000 m2 between Aa",
        ),
        (box(0, 1000, 998, 2000), r"1 gap\(s\) between units: 2\.00 m between Aa"),
        (BENT, r"borders of Aa \(01\) and Bee \(02\) do not follow"),
        (
            GeometryCollection(
                [box(0, 1000, 1000, 2000), LineString([(0, 0), (1, 1)]), Point(0, 0)]
            ),
            r"only the areas were kept of 1 unit .*: Aa \(01\)",
        ),
    ],
)
def test_what_is_wrong_is_fixed_and_reported(grid, saved, shape, note):
    found = read_municipalities(saved(with_shape(grid, 0, moved(shape))), repair=True)
    pairs = list(zip(found.borders["nis_a"], found.borders["nis_b"], strict=True))
    assert set(BORDERS) <= set(pairs)
    assert shapely.coverage_is_valid(found.frame.geometry.to_numpy())
    assert pytest.approx(1000, abs=101) == found.borders["border_m"].iloc[0]
    assert re.search(f"^repaired: .*{note}", found.source.notes[0])


def test_a_bow_tie_becomes_two_triangles(grid, saved):
    found = read_municipalities(saved(with_shape(grid, 0, moved(BOWTIE))), repair=True)
    assert found.frame.loc["01", "area_km2"] == pytest.approx(0.5)
    assert found.source.notes[0].startswith(
        "repaired: 1 unit with an invalid polygon: Aa (01): crosses itself at ("
    )


@borders_can_be_repaired
@pytest.mark.parametrize(
    ("shape", "changed"),
    [
        (box(0, 1000, 1100, 2000), "1 unit and moved 100,000 m2 in all: Bee (02) 100,000 m2"),
        (box(0, 1000, 998, 2000), "1 unit and moved 2,000 m2 in all: Aa (01) 2,000 m2"),
        (BENT, "no unit by 1 m2 or more, and moved less than 1 m2 in all"),
    ],
)
def test_how_much_was_moved_is_reported(grid, saved, shape, changed):
    found = read_municipalities(saved(with_shape(grid, 0, moved(shape))), repair=True)
    assert found.source.notes[-1] == f"the repair changed {changed}"


@borders_can_be_repaired
def test_gaps_all_round_are_closed(grid, saved):
    apart_m = grid.set_geometry(grid.geometry.buffer(-1.5, join_style="mitre"))
    found = read_municipalities(saved(apart_m), repair=True)
    pairs = list(zip(found.borders["nis_a"], found.borders["nis_b"], strict=True))
    assert pairs == BORDERS or set(BORDERS) < set(pairs)  # a corner can become a short border
    assert shapely.coverage_is_valid(found.frame.geometry.to_numpy())
    assert found.borders.set_index(["nis_a", "nis_b"]).loc[BORDERS, "border_m"].min() > 990
    assert found.frame.geometry.union_all().area == pytest.approx(1997**2, abs=10)


@borders_can_be_repaired
def test_what_a_repair_leaves_is_not_to_be_repaired_again(grid, saved, monkeypatch):
    monkeypatch.setattr(shapely, "coverage_clean", lambda shapes, **_: shapes)
    path = saved(with_shape(grid, 0, moved(box(0, 1000, 1100, 2000))))
    with pytest.raises(DataError, match="the repair could not fix it") as caught:
        read_municipalities(path, repair=True)
    assert "--repair" not in str(caught.value)


def test_nothing_to_repair_changes_nothing(grid, saved):
    path = saved(grid)
    found, plain = read_municipalities(path, repair=True), read_municipalities(path)
    assert found.frame.equals(plain.frame)
    assert found.source.notes == ()
    assert found.source.repaired
    assert found.source.sha256 != plain.source.sha256


@borders_can_be_repaired
@pytest.mark.parametrize(
    ("shape", "message"),
    [
        (None, r"1 unit without a polygon: Bee \(02\)"),
        (LineString([(0, 0), (1, 1)]), r"Bee \(02\) is a LineString"),
        (moved(box(0, 1000, 1000, 2000)), r"the repair left nothing of 1 unit: \w+ \(0[12]\)"),
    ],
)
def test_what_cannot_be_fixed_stays_an_error(grid, saved, shape, message):
    with pytest.raises(DataError, match=message):
        read_municipalities(saved(with_shape(grid, 1, shape)), repair=True)


@borders_can_be_repaired
def test_without_being_asked_nothing_is_repaired_but_the_option_is_named(grid, saved):
    path = saved(with_shape(grid, 0, moved(box(0, 1000, 1100, 2000))))
    with pytest.raises(DataError, match="or have it repaired with --repair"):
        read_municipalities(path)
    assert load_data(DataChoices(file=path, repair=True)).source.repaired


@borders_can_be_repaired
def test_units_far_from_what_is_wrong_stay_as_they_are(saved):
    made = country(2, 60, 4000, 1).rename(columns={"parent": "reference_region"})
    broken = with_shape(made, 40, made.geometry[40].buffer(-1))
    found = read_municipalities(saved(broken), id_column="id", repair=True)
    moved_m2 = found.frame.geometry.symmetric_difference(made.set_index("id").geometry).area
    assert 0 < (moved_m2 > 1).sum() < 10
    assert (moved_m2 == 0).sum() > 90
