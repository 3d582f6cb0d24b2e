"""No result takes the place of what is read, whichever comes first and whatever it is called."""

import os
import socket

import pytest

from regionplanner.errors import DataError
from regionplanner.files.atomic import write_atomic, write_geopackage
from regionplanner.files.layer import read_layer
from regionplanner.files.paths import claim, reading, recorded_places
from regionplanner.files.text_table import read_text_table

REPLACED = "is read, and would be replaced by the result; choose another name"


@pytest.fixture(autouse=True)
def command():
    with recorded_places():
        yield


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("nis,region\n1,a\n")
    return path


def same(path):
    return path


def other_way(path):
    return path.parent / "x" / ".." / path.name


def by_link(path):
    link = path.with_name("link.html")
    link.symlink_to(path)
    return link


def by_other_name(path):
    name = path.with_name("name.html")
    os.link(path, name)
    return name


def through_a_linked_folder(path):
    folder = path.parent.with_name(f"{path.parent.name}-linked")
    folder.symlink_to(path.parent)
    return folder / path.name


WAYS = [same, other_way, by_link, by_other_name, through_a_linked_folder]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_read_is_no_place_for_a_result(table, way):
    read_text_table(table, columns=("nis",))
    with pytest.raises(DataError, match=REPLACED):
        claim(way(table))


@pytest.mark.parametrize("way", WAYS)
def test_the_place_of_a_result_is_not_read(table, way):
    claim(way(table))
    with pytest.raises(DataError, match=REPLACED):
        read_text_table(table, columns=("nis",))


@pytest.mark.parametrize("way", WAYS)
def test_a_writer_that_claimed_nothing_replaces_no_input(table, way):
    read_text_table(table, columns=("nis",))
    with pytest.raises(DataError, match=REPLACED):
        write_atomic(way(table), "gone")
    assert table.read_text() == "nis,region\n1,a\n"


@pytest.mark.parametrize("name", ["grid.shp", "grid.dbf", "grid.shx", "grid.prj", "grid.cpg"])
def test_every_part_of_a_shapefile_is_read(tmp_path, grid, name):
    grid[["name", "geometry"]].to_file(tmp_path / "grid.shp")
    read_layer(tmp_path / "grid.shp")
    with pytest.raises(DataError, match=REPLACED):
        claim(tmp_path / name)


PARTS = [("a.tab", "a.DAT"), ("a.mif", "a.mid"), ("a.gml", "a.xsd")]


@pytest.mark.parametrize(("data", "part"), PARTS)
def test_other_formats_have_parts_too(tmp_path, data, part):
    for name in (data, part):
        (tmp_path / name).write_text("")
    reading(tmp_path / data)
    with pytest.raises(DataError, match=REPLACED):
        claim(tmp_path / part)


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_what_a_database_keeps_beside_it_is_read(tmp_path, end):
    for name in ("grid.gpkg", f"grid.gpkg{end}"):
        (tmp_path / name).write_text("")
    reading(tmp_path / "grid.gpkg")
    with pytest.raises(DataError, match=REPLACED):
        claim(tmp_path / f"grid.gpkg{end}")


def test_a_folder_is_read_with_all_in_it(tmp_path):
    (tmp_path / "data.gdb").mkdir()
    reading(tmp_path / "data.gdb")
    with pytest.raises(DataError, match=REPLACED):
        claim(tmp_path / "data.gdb" / "map.html")


def test_records_are_made_anew_by_what_made_them_only(tmp_path):
    record = tmp_path / "growth.json"
    record.write_text("{}")
    reading(record, kind="record")
    with pytest.raises(DataError, match=REPLACED):
        claim(record)
    claim(record, renews="record")
    write_atomic(record, "new")
    assert record.read_text() == "new"


@pytest.mark.parametrize("name", ["map.html", "MAP.html"])
def test_two_results_have_two_places(tmp_path, name):
    claim(tmp_path / "map.html")
    with pytest.raises(DataError, match=r"is asked for twice; every result has a file of its own"):
        claim(tmp_path / name)


def test_results_may_take_the_places_of_two_names_of_one_file(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    (tmp_path / "b.csv").hardlink_to(tmp_path / "a.csv")
    for name in ("a.csv", "b.csv"):
        claim(tmp_path / name)
        write_atomic(tmp_path / name, name)
    assert [(tmp_path / name).read_text() for name in ("a.csv", "b.csv")] == ["a.csv", "b.csv"]


def device(_):
    return os.devnull


def pipe(folder):
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def plug(folder):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(folder / "plug"))
    return folder / "plug"


def link_to_a_device(folder):
    (folder / "link").symlink_to(os.devnull)
    return folder / "link"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("make", [device, pipe, plug, link_to_a_device])
def test_only_files_are_replaced(tmp_path, make):
    path = make(tmp_path)
    kind = os.lstat(path).st_mode
    for use in (claim, lambda path: write_atomic(path, "x")):
        with pytest.raises(DataError, match=r"is a (device|pipe|socket); a file is expected"):
            use(path)
    assert os.lstat(path).st_mode == kind


def loop(folder):
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    return folder / "a"


REFUSED = {
    "loop of links": loop,
    "loop of folders": lambda folder: loop(folder) / "file.csv",
    "too long": lambda folder: folder / ("x" * 300),
    "too long a folder": lambda folder: folder / ("x" * 300) / "file.csv",
    "no text": lambda folder: folder / "caf\udce9.csv",
    "null byte": lambda folder: folder / "a\0b.csv",
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_what_the_system_refuses_is_a_sentence(tmp_path, make):
    path = make(tmp_path)
    for use in (reading, claim, lambda path: write_atomic(path, "x")):
        with pytest.raises(DataError, match=r"cannot be (read|written) \(.+\); expected a path"):
            use(path)


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path, grid):
    for name in ("plan.csv", "plan.gpkg"):
        (tmp_path / "far").mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(tmp_path / "far" / name)
    write_atomic(tmp_path / "plan.csv", "new")
    write_geopackage(tmp_path / "plan.gpkg", {"grid": grid})
    assert (tmp_path / "plan.csv").is_symlink()
    assert (tmp_path / "far" / "plan.csv").read_text() == "new"
    assert (tmp_path / "plan.gpkg").is_symlink()
    assert len(read_layer(tmp_path / "far" / "plan.gpkg")) == len(grid)
