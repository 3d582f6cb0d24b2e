"""Writing: whole or not at all, the same bytes every time."""

import os
import time

import geopandas as gpd
import pyogrio
import pytest

from regionplanner.errors import DataError
from regionplanner.io.write import write_atomic, write_geopackage


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


def test_failure_halfway_keeps_the_old_file(tmp_path, grid, monkeypatch):
    path = tmp_path / "plan.gpkg"
    write_geopackage(path, {"municipalities": grid})
    before = path.read_bytes()
    original = gpd.GeoDataFrame.to_file

    def full_disk(frame, file, **options):
        original(frame, file, **options)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gpd.GeoDataFrame, "to_file", full_disk)
    with pytest.raises(DataError, match=r"plan\.gpkg cannot be written \(No space left"):
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
    write_geopackage(tmp_path / "one.gpkg", layers)
    time.sleep(1.1)  # GeoPackages keep the second of writing
    write_geopackage(tmp_path / "two.gpkg", layers)
    assert (tmp_path / "one.gpkg").read_bytes() == (tmp_path / "two.gpkg").read_bytes()


def test_fixed_date_does_not_stay(tmp_path, grid):
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "1999-01-01T00:00:00.000Z"})
    write_geopackage(tmp_path / "plan.gpkg", {"municipalities": grid})
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == "1999-01-01T00:00:00.000Z"
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    write_geopackage(tmp_path / "plan.gpkg", {"municipalities": grid})
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None
