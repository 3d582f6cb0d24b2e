"""A file that was cut off is refused, or its units are missing for all to see."""

import json
import shutil
from pathlib import Path

import pytest

from regionplanner.data.read import read_municipalities
from regionplanner.errors import DataError
from regionplanner.files.layer import read_layer
from regionplanner.words.messages import dutch_sentences

NAMES = [
    "cut.geojson",
    "cut.fgb",
    "cut.shp",
    "cut.geojsonl",
    "cut.geojsons",
    "cut.gml",
    "cut.kml",
    "cut.mif",
    "cut.tab",
    "cut.gdb",
]
OPTIONS = {"cut.geojsons": {"RS": "YES"}, "cut.gdb": {"driver": "OpenFileGDB"}}
SHARES = (0.02, 0.3, 0.47, 0.77, 0.98, 0.9999)


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_off_file_loses_no_units_in_silence(grid, saved, tmp_path, name):
    path = saved(grid.to_crs(4326), name, **OPTIONS.get(name, {}))
    whole = read_layer(path)
    kept = tmp_path / "kept"
    shutil.copytree(tmp_path, kept)
    for part in [file for file in kept.rglob("*") if file.is_file() and file.suffix != ".xsd"]:
        for share in SHARES[2::2] if path.is_dir() else SHARES:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
            content = part.read_bytes()
            (tmp_path / part.relative_to(kept)).write_bytes(content[: int(len(content) * share)])
            try:
                found = read_layer(path)
            except DataError as error:
                why = error.message.values.get("text", error.message)
                assert why.template in dutch_sentences()  # and not in words of a library
                continue
            assert len(found) == len(whole)


@pytest.mark.parametrize(
    "record", ["nothing", '{"type": "Fea', "[1, 2]", '{"a": 1}', '{"type": "FeatureCollection"}']
)
@pytest.mark.parametrize("place", [1, 3])
def test_a_damaged_record_stops_a_sequence(grid, saved, place, record):
    path = saved(grid.to_crs(4326), "units.geojsonl")
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:place], record, *lines[place:]]))
    with pytest.raises(
        DataError, match=r"of 5 records could be read|more follows its|without an id"
    ):
        read_municipalities(path)
    path.write_text("\n\n".join([*lines, ""]))
    assert len(read_layer(path)) == 4


@pytest.mark.parametrize("between", ["", " ", ", "])
def test_two_records_on_one_line_stop_a_sequence(grid, saved, between):
    path = saved(grid.to_crs(4326), "units.geojsonl")
    first, *others = path.read_text().splitlines()
    path.write_text("\n".join([between.join([first, others[0]]), *others[1:]]))
    with pytest.raises(DataError, match=r"more follows its first object: .*Feature"):
        read_layer(path)


@pytest.mark.parametrize("name", ["units.geojson", "units.geojsonl", "units.geojsons"])
def test_a_byte_order_mark_is_no_record(grid, saved, name):
    path = saved(grid.to_crs(4326), name, **OPTIONS.get(f"cut{Path(name).suffix}", {}))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_layer(path)) == 4


@pytest.mark.parametrize("name", ["units.geojson", "units.geojsonl"])
def test_json_that_is_no_utf_8(grid, saved, name):
    path = saved(grid.to_crs(4326).assign(name="Besançon"), name)
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.raises(DataError, match=r"not in UTF-8, as its format has them\); save it as UTF"):
        read_layer(path, encoding="cp1252")


def test_brackets_in_texts_are_no_coordinates(grid, saved):
    path = saved(grid.to_crs(4326).assign(name=["[[1]]", '"[[1, 2"', "]]", "a [[[3]"]), "u.geojson")
    assert len(read_layer(path)) == 4


@pytest.mark.parametrize("feature", [None, {"type": "Featur"}, {"type": "Point"}, 5])
def test_a_feature_that_is_none_stops_a_collection(grid, saved, feature):
    path = saved(grid.to_crs(4326), "units.geojson")
    collection = json.loads(path.read_text())
    collection["features"][2:2] = [feature]
    path.write_text(json.dumps(collection))
    with pytest.raises(DataError, match="4 of 5 features could be read"):
        read_municipalities(path)


def test_two_collections_in_one_file(grid, saved):
    path = saved(grid.to_crs(4326), "units.geojson")
    path.write_text(path.read_text() * 2)
    with pytest.raises(DataError, match=r"units\.geojson cannot be read"):
        read_layer(path)


@pytest.mark.parametrize(
    ("value", "shown"), [(["a", "b"], r"\['a', 'b'\]"), ([], r"\[\]"), ({"a": 1}, r"\{'a': 1\}")]
)
def test_an_id_that_is_no_single_value(grid, saved, value, shown):
    path = saved(grid.to_crs(4326), "units.geojson")
    collection = json.loads(path.read_text())
    for feature in collection["features"]:
        feature["properties"]["nis"] = value
    path.write_text(json.dumps(collection))
    with pytest.raises(
        DataError, match=rf"'nis' of units\.geojson has no single value in row 1 but {shown}"
    ):
        read_municipalities(path)


@pytest.mark.parametrize("name", ["units.geojson", "units.geojsonl"])
@pytest.mark.parametrize("value", [True, False, 10**30, 1e30, -(10**19)])
@pytest.mark.parametrize("others", ["a{}", "{}"])
def test_an_id_that_is_no_code_among_others(grid, saved, value, name, others):
    path = saved(grid.to_crs(4326), "units.geojson")
    features = json.loads(path.read_text())["features"]
    for number, feature in enumerate(features):
        code = others.format(number)
        feature["properties"]["nis"] = int(code) if code.isdigit() else code
    features[2]["properties"]["nis"] = value
    path = path.with_name(name)
    collection = {"type": "FeatureCollection", "features": features}
    lines = "\n".join(map(json.dumps, features))
    path.write_text(json.dumps(collection) if name == "units.geojson" else lines)
    with pytest.raises(DataError, match=r"row 3|cannot be read"):
        read_municipalities(path)


@pytest.mark.parametrize("value", [{"nl": "a"}, [1]])
def test_a_name_that_is_no_single_value_among_texts(grid, saved, value):
    path = saved(grid.to_crs(4326), "units.geojson")
    collection = json.loads(path.read_text())
    collection["features"][2]["properties"]["name"] = value
    path.write_text(json.dumps(collection))
    with pytest.raises(DataError, match=r"'name' of units\.geojson has no single value in row 3"):
        read_municipalities(path)


def test_a_ring_that_is_not_closed_is_no_polygon(grid, saved):
    path = saved(grid.to_crs(4326), "units.geojson")
    collection = json.loads(path.read_text())
    collection["features"][0]["geometry"]["coordinates"][0].pop()
    path.write_text(json.dumps(collection))
    with pytest.raises(DataError, match=r"1 unit without a polygon: Aa \(01\)"):
        read_municipalities(path)
