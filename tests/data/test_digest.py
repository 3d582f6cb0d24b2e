"""Digests: of what was read, so that no proof is shown beside other data."""

import dataclasses
import hashlib
import shutil

import pytest
from shapely import affinity

from regionplanner.data.joins import join_columns
from regionplanner.data.read import read_municipalities


def digest(path):
    return read_municipalities(path).source.sha256


@pytest.mark.parametrize("name", ["w.gpkg", "w.tab", "w.gdb", "w.fgb", "w.gml"])
def test_other_polygons_under_the_same_names_are_other_data(grid, saved, name):
    options = {"driver": "OpenFileGDB"} if name.endswith(".gdb") else {}
    path = saved(grid, name, **options)
    before = read_municipalities(path).source
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    moved = grid.geometry.apply(
        lambda shape: affinity.scale(shape, 2, 0.5, origin=(150_000, 200_000))
    )
    after = read_municipalities(saved(grid.set_geometry(moved), name, **options)).source
    assert not set(before.digests) & set(after.digests)


def test_the_same_rows_are_the_same_data(grid, saved):
    digests = {digest(saved(grid, "a.gpkg")), digest(saved(grid, "b.fgb"))}
    digests.add(digest(saved(grid.iloc[::-1], "c.gpkg")))
    assert len(digests) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"inhabitants": [10, 20, 30, 41]},
        {"inhabitants": [10, 20, 40, 30]},
        {"name": ["Aa", "Bee", "Cee", "Dé"]},
        {"politiezone": ["p1", None, "p2", "p2"]},
        {"reference_region": ["N", "N", "N", "S"]},
    ],
)
def test_every_value_counts(grid, saved, changed):
    assert digest(saved(grid)) != digest(saved(grid.assign(**changed)))


def test_the_crs_counts(grid, saved):
    other = grid.set_crs(3812, allow_override=True)
    assert digest(saved(grid, "a.gpkg")) != digest(saved(other, "b.gpkg"))


def test_repaired_it_is_other_data(grid, saved):
    path = saved(grid)
    assert not set(read_municipalities(path, repair=True).source.digests) & set(
        read_municipalities(path).source.digests
    )


def test_a_record_of_the_first_version_still_fits_its_file(grid, saved, tmp_path):
    path, table = saved(grid), tmp_path / "more.csv"
    table.write_text("nis,size\n01,1\n02,2\n03,3\n04,4\n")
    first = hashlib.sha256(path.read_bytes()).hexdigest()
    second = hashlib.sha256(table.read_bytes()).hexdigest()
    joined = join_columns(read_municipalities(path), table).source
    assert hashlib.sha256(f"{first} {second}".encode()).hexdigest() in joined.digests


def test_a_joined_table_counts_by_what_is_in_it(grid, saved, tmp_path):
    units, table = read_municipalities(saved(grid)), tmp_path / "more.csv"
    digests = []
    for text in ("nis,size\n01,1\n02,2\n03,3\n04,4\n", "nis;size\r\n01;1\r\n02;2\r\n03;3\r\n04;4"):
        table.write_text(text, newline="")
        digests.append(join_columns(units, table).source.sha256)
    assert digests[0] == digests[1]
    table.write_text("nis,size\n01,1\n02,2\n03,3\n04,5\n")
    assert join_columns(units, table).source.sha256 not in digests


def test_data_of_which_no_file_is_known_has_one_digest(grid, saved, tmp_path):
    units, table = read_municipalities(saved(grid)), tmp_path / "more.csv"
    units = dataclasses.replace(units, source=dataclasses.replace(units.source, file_sha256=""))
    table.write_text("nis,size\n01,1\n02,2\n03,3\n04,4\n")
    assert len(join_columns(units, table).source.digests) == 1
