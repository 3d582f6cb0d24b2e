"""Where data lies: addresses, devices, zips, and databases that are open elsewhere."""

import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from regionplanner.data.read import read_municipalities
from regionplanner.errors import DataError
from regionplanner.files.layer import read_layer


@pytest.mark.parametrize(
    "path",
    [
        "https://example.org/units.gpkg",
        "/vsicurl/https://example.org/units.gpkg",
        "/vsizip//vsicurl/https://example.org/units.zip",
        "WFS:https://example.org/wfs",
        "s3://bucket/units.parquet",
        "folder/ftp://example.org/units.zip",
    ],
)
def test_an_address_is_no_file(path):
    with pytest.raises(DataError, match=r"is an address and no file.*download it first"):
        read_municipalities(path)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no devices")
def test_a_device_is_no_file():
    with pytest.raises(DataError, match="is no file but a device or a pipe"):
        read_layer(Path("/dev/zero"))


@pytest.fixture
def zipped(tmp_path, saved, grid):
    """Function that zips a frame in some formats, under a folder in the zip."""

    def make(*names, folder="", zip_name="data.zip"):
        with zipfile.ZipFile(tmp_path / zip_name, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                path = saved(grid, name, driver="OpenFileGDB" if name.endswith("gdb") else None)
                files = (
                    sorted(path.iterdir()) if path.is_dir() else path.parent.glob(path.stem + ".*")
                )
                for file in files:
                    if file.suffix != ".zip":
                        archive.write(file, folder + str(file.relative_to(tmp_path)))
        return tmp_path / zip_name

    return make


@pytest.mark.parametrize(
    ("name", "folder", "zip_name"),
    [
        ("units.shp", "", "data.zip"),
        ("units é 2.shp", "a folder/b/", "data {1}.ZIP"),
        ("units.gdb", "", "units.gdb.zip"),
        ("units.gdb", "", "plain.zip"),
        ("units.gpkg", "x/", "data.zip"),
    ],
)
def test_zips_are_read(zipped, name, folder, zip_name):
    assert len(read_layer(zipped(name, folder=folder, zip_name=zip_name))) == 4


def test_one_of_several_in_a_zip_is_named(zipped):
    path = zipped("one.shp", "two.shp")
    with pytest.raises(DataError, match="has 2 layers; expected one of one and two; name it with"):
        read_layer(path)
    assert len(read_layer(path, layer="two")) == 4
    with pytest.raises(DataError, match="has 2 layers; expected one of one and two; name it with"):
        read_layer(path, layer="three")


def test_what_is_not_read_from_a_zip(zipped):
    with pytest.raises(DataError, match=r"data\.zip cannot be read; expected a Shapefile, File"):
        read_layer(zipped("units.geojson"))
    path = zipped("units.shp")
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(DataError, match="make the zip again"):
        read_layer(path)
    path = zipped("units.shp")
    content, entry = path.read_bytes(), path.read_bytes().rindex(b"PK\1\2")
    path.write_bytes(content[: entry + 24] + b"\0\0\0\x60" + content[entry + 28 :])  # its size
    with pytest.raises(DataError, match=r"would become 2 GB when it is unpacked, [\d,]+ times"):
        read_layer(path)


def edited(path):
    """Return a connection that keeps an edit of a GeoPackage in its -wal, as QGIS does."""
    database = sqlite3.connect(path)
    for function in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
        database.create_function(function, 1, lambda _shape: 0.0)  # its triggers call them
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA wal_autocheckpoint=0")
    database.execute("UPDATE world SET inhabitants = 99 WHERE nis = '01'")
    database.commit()
    return database


def test_edits_of_a_gis_that_is_open_are_read_and_left_where_they_are(grid, saved):
    path = saved(grid)
    before = read_municipalities(path)
    database = edited(path)
    bytes_before = path.read_bytes()
    after = read_municipalities(path)
    assert after.frame.at["01", "inhabitants"] == 99
    assert path.read_bytes() == bytes_before
    assert path.with_name("world.gpkg-wal").stat().st_size > 0
    assert not set(after.source.digests) & set(before.source.digests)
    database.close()
    assert read_municipalities(path).source.sha256 == after.source.sha256


def test_a_copy_of_an_open_database_without_its_folder(grid, saved, tmp_path):
    (tmp_path / "share").mkdir()
    copy = tmp_path / "share" / "world.gpkg"
    database = edited(saved(grid))
    for name in ("world.gpkg", "world.gpkg-wal"):
        shutil.copy(tmp_path / name, copy.with_name(name))
    database.close()
    assert read_municipalities(copy).frame.at["01", "inhabitants"] == 99
    assert {file.name for file in copy.parent.iterdir()} == {"world.gpkg", "world.gpkg-wal"}


def test_a_database_that_is_written_is_reported_without_sql(grid, saved):
    path = saved(grid)
    code = (
        "import sqlite3, sys; database = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "database.execute('BEGIN EXCLUSIVE'); print(flush=True); input()"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        other.stdout.readline()
        with pytest.raises(DataError, match=r"\(another program has it open and writes in it\)"):
            read_layer(path)
        other.communicate("\n")


def test_a_database_that_is_not_whole_is_reported_without_sql(grid, saved):
    path = saved(grid)
    path.write_bytes(path.read_bytes()[:-5000])
    with pytest.raises(DataError, match=r"\(the database in it is damaged\)"):
        read_layer(path)


def test_the_key_of_a_geopackage_can_be_the_id(grid, saved):
    keyed = grid.assign(reference_region="R").drop(columns="nis")
    path = saved(keyed, layer_options={"FID": "code"})
    with pytest.raises(DataError, match=r"ids 'nis'.* its columns are name,.* and code; name"):
        read_municipalities(path)
    assert list(read_municipalities(path, id_column="code").frame.index) == ["1", "2", "3", "4"]
    assert "code" not in read_municipalities(path, id_column="name").frame
