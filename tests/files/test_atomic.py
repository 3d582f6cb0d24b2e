"""Writing: whole or not at all, the same bytes every time."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest

from regionplanner.errors import DataError
from regionplanner.files.atomic import (
    copy_together,
    remove_together,
    write_atomic,
    write_geopackage,
    write_together,
    written_together,
)
from tests.conftest import ROOT


def test_text_is_utf8_with_its_own_line_ends(tmp_path):
    write_atomic(tmp_path / "new" / "deep" / "plan.csv", "nis\nHéérs\n")
    assert (tmp_path / "new" / "deep" / "plan.csv").read_bytes() == "nis\nHéérs\n".encode()


def test_bytes_replace_what_was_there(tmp_path):
    path = tmp_path / "map.html"
    path.write_text("old")
    write_atomic(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["map.html"]


def test_file_gets_the_usual_rights(tmp_path):
    usual, ours = tmp_path / "usual", tmp_path / "ours"
    usual.write_text("")
    write_atomic(ours, "")
    assert ours.stat().st_mode == usual.stat().st_mode


def test_path_that_is_a_folder(tmp_path):
    (tmp_path / "plan.csv").mkdir()
    with pytest.raises(DataError, match=r"plan\.csv cannot be written \(.*\); expected a folder"):
        write_atomic(tmp_path / "plan.csv", "x")
    assert [file.name for file in tmp_path.iterdir()] == ["plan.csv"]


def test_folder_that_is_a_file(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(DataError, match=r"plan\.csv cannot be written"):
        write_atomic(tmp_path / "out" / "plan.csv", "x")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may write anywhere"
)
def test_folder_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(DataError, match=r"plan\.csv cannot be written \(Permission denied\)"):
            write_atomic(tmp_path / "plan.csv", "x")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (RuntimeError("sqlite3_exec(INSERT INTO gpkg_contents) failed"), "the disk may be full"),
        (RuntimeError("Failed to commit transaction"), "the disk may be full"),
    ],
)
def test_failure_halfway_keeps_the_old_file(tmp_path, grid, monkeypatch, error, why):
    path = tmp_path / "plan.gpkg"
    write_geopackage(path, {"municipalities": grid})
    before = path.read_bytes()
    original = gpd.GeoDataFrame.to_file

    def full_disk(frame, file, **options):
        original(frame, file, **options)
        raise error

    monkeypatch.setattr(gpd.GeoDataFrame, "to_file", full_disk)
    with pytest.raises(DataError, match=rf"plan\.gpkg cannot be written \({why}\)"):
        write_geopackage(path, {"municipalities": grid.iloc[:1]})
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["plan.gpkg"]


def test_geopackage_has_all_layers_and_the_index(tmp_path, grid):
    path = tmp_path / "plan.gpkg"
    write_geopackage(path, {"municipalities": grid.set_index("nis"), "regions": grid.iloc[:2]})
    assert pyogrio.list_layers(path)[:, 0].tolist() == ["municipalities", "regions"]
    assert gpd.read_file(path, layer="municipalities")["nis"].tolist() == ["01", "02", "03", "04"]


def test_geopackage_has_the_same_bytes_every_time(tmp_path, grid):
    layers = {"municipalities": grid, "regions": grid.iloc[:2]}
    styles = {"regions": "<qgis/>"}
    write_geopackage(tmp_path / "one.gpkg", layers, styles)
    time.sleep(1.1)  # GeoPackages keep the second of writing
    write_geopackage(tmp_path / "two.gpkg", layers, styles)
    assert (tmp_path / "one.gpkg").read_bytes() == (tmp_path / "two.gpkg").read_bytes()


def test_geopackage_has_the_styles_of_its_layers(tmp_path, grid):
    path = tmp_path / "plan.gpkg"
    write_geopackage(path, {"grid": grid, "bare": grid}, {"grid": "<qgis/>"})
    assert pyogrio.list_layers(path)[:, 0].tolist() == ["grid", "bare", "layer_styles"]
    (style,) = pyogrio.read_dataframe(path, layer="layer_styles").to_dict("records")
    assert (style["f_table_name"], style["styleQML"]) == ("grid", "<qgis/>")
    geometry = sqlite3.connect(path).execute("SELECT column_name FROM gpkg_geometry_columns")
    assert {style["f_geometry_column"]} == {name for (name,) in geometry}


def test_fixed_date_does_not_stay(tmp_path, grid):
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "1999-01-01T00:00:00.000Z"})
    write_geopackage(tmp_path / "plan.gpkg", {"municipalities": grid})
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == "1999-01-01T00:00:00.000Z"
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    write_geopackage(tmp_path / "plan.gpkg", {"municipalities": grid})
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


@pytest.fixture
def old(tmp_path):
    """Three files of an old set, by name."""
    files = {name: f"old {name}" for name in ("a.csv", "b.csv", "c.csv")}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    return files


def texts(folder):
    return {file.name: file.read_text() for file in folder.iterdir()}


def full_at(number, monkeypatch, name):
    """Let the disk be full, or the place be refused, at the n-th call of a method of Path."""
    original, calls = getattr(Path, name), []

    def refuse(path, *arguments, **options):
        calls.append(path)
        if len(calls) == number:
            raise OSError(28, "No space left on device")
        return original(path, *arguments, **options)

    monkeypatch.setattr(Path, name, refuse)


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("method", ["write_bytes", "replace"])
def test_all_files_of_a_set_or_none(tmp_path, old, monkeypatch, method, number):
    full_at(number, monkeypatch, method)
    with pytest.raises(DataError, match=r"[abc]\.csv cannot be written \(No space left on device"):
        write_together({tmp_path / name: b"new" for name in old})
    monkeypatch.undo()
    assert texts(tmp_path) == old


def test_writers_of_a_block_take_their_places_together(tmp_path, old, grid):
    with written_together():
        write_atomic(tmp_path / "a.csv", "new")
        write_geopackage(tmp_path / "plan.gpkg", {"grid": grid})
        remove_together(tmp_path / "b.csv")
        copy_together(tmp_path / "c.csv", tmp_path / "kept" / "c.csv")
        assert {name: (tmp_path / name).read_text() for name in old} == old
        assert not (tmp_path / "plan.gpkg").exists()
    assert (tmp_path / "a.csv").read_text() == "new"
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "a.csv",
        "c.csv",
        "kept",
        "plan.gpkg",
    ]
    assert (tmp_path / "kept" / "c.csv").read_text() == old["c.csv"]


def test_a_block_that_fails_leaves_all_as_it_was(tmp_path, old):
    def fails():
        with written_together():
            write_atomic(tmp_path / "a.csv", "new")
            remove_together(tmp_path / "b.csv")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert texts(tmp_path) == old


def test_no_folder_is_made_for_nothing(tmp_path, monkeypatch):
    full_at(1, monkeypatch, "write_bytes")
    with pytest.raises(DataError):
        write_atomic(tmp_path / "new" / "deep" / "a.csv", "new")
    assert list(tmp_path.iterdir()) == []


def test_rights_stay(tmp_path):
    (tmp_path / "plan.csv").write_text("old")
    (tmp_path / "plan.csv").chmod(0o600)
    write_atomic(tmp_path / "plan.csv", "new")
    assert (tmp_path / "plan.csv").stat().st_mode & 0o777 == 0o600


KILLED = """
import os, signal
from regionplanner.files.atomic import write_atomic, written_together
with written_together():
    for name in ("a.csv", "b.csv"):
        write_atomic(name, "new")
    os.kill(os.getpid(), signal.SIGKILL)
"""
ANOTHER = "from regionplanner.files.atomic import write_atomic; write_atomic('b.csv', 'b')"


def run(code, folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], check=False, env=environment, cwd=folder)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
def test_what_a_killed_run_leaves_is_removed_by_the_next(tmp_path, old):
    run(KILLED, tmp_path)
    assert len(list(tmp_path.glob(".regionplanner-*"))) == 1
    assert {name: (tmp_path / name).read_text() for name in old} == old
    write_atomic(tmp_path / "a.csv", "new")
    assert texts(tmp_path) == {**old, "a.csv": "new"}


def test_what_another_run_is_writing_stays(tmp_path):
    with written_together():
        write_atomic(tmp_path / "a.csv", "a")
        (waiting,) = tmp_path.glob(".regionplanner-*/a.csv")
        run(ANOTHER, tmp_path)
        assert waiting.exists()
    assert texts(tmp_path) == {"a.csv": "a", "b.csv": "b"}


def opened_by_a_gis(path):
    """A connection as a GIS has it: edits in a file beside the database."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    for (name,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type='trigger'"
    ).fetchall():
        database.execute(f'DROP TRIGGER "{name}"')
    database.execute("UPDATE grid SET name = 'edited'")
    return database


def test_a_geopackage_that_is_open_is_not_replaced(tmp_path, grid):
    path = tmp_path / "plan.gpkg"
    write_geopackage(path, {"grid": grid})
    database = opened_by_a_gis(path)
    with pytest.raises(DataError, match=r"plan\.gpkg is open in another program"):
        write_geopackage(path, {"grid": grid.iloc[:1]})
    assert database.execute("SELECT DISTINCT name FROM grid").fetchall() == [("edited",)]
    database.close()
    write_geopackage(path, {"grid": grid.iloc[:1]})
    assert gpd.read_file(path)["name"].tolist() == grid["name"].tolist()[:1]


@pytest.mark.parametrize("journal", ["-wal", "-journal"])
@pytest.mark.parametrize("content", ["of the database", "rubbish"])
def test_what_a_gis_left_beside_a_geopackage_is_not_read_into_the_new_one(
    tmp_path, grid, journal, content
):
    path = tmp_path / "plan.gpkg"
    write_geopackage(path, {"grid": grid})
    database = opened_by_a_gis(path)
    left = (tmp_path / "plan.gpkg-wal").read_bytes()
    database.close()
    (tmp_path / f"plan.gpkg{journal}").write_bytes(
        left if content == "of the database" else b"rubbish"
    )
    write_geopackage(path, {"grid": grid.iloc[:2]})
    assert [file.name for file in tmp_path.iterdir()] == ["plan.gpkg"]
    assert gpd.read_file(path)["name"].tolist() == grid["name"].tolist()[:2]
