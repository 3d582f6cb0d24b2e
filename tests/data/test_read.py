"""Any file of polygons: formats, columns, ids, CRS; and every bad file an error of ours."""

import importlib.util
import re
import shutil

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from regionplanner.data.read import read_municipalities
from regionplanner.errors import DataError


@pytest.mark.parametrize("year", [2018, 2024, 2025])
def test_flanders_is_clean(shared_geodata, year):
    municipalities = read_municipalities(shared_geodata / f"flanders_{year}.gpkg")
    expected = {2018: (308, 821), 2024: (300, 797), 2025: (285, 754)}[year]
    assert (len(municipalities.frame), len(municipalities.borders)) == expected
    assert municipalities.source.notes == ()


def test_flanders_has_the_figures_that_ship(shared_geodata, geodata):
    ours = read_municipalities(shared_geodata / "flanders_2025.gpkg").frame
    figures = pd.read_csv(geodata / "municipalities.csv", dtype={"nis": str}).set_index("nis")
    pd.testing.assert_series_equal(ours["x_m"], figures["x_31370"], check_names=False)
    pd.testing.assert_series_equal(ours["y_m"], figures["y_31370"], check_names=False)
    pd.testing.assert_series_equal(ours["area_km2"], figures["area_km2"])


@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("world.fgb", 31370),
        ("world.geojson", 4326),
        ("world.gpkg", 3857),  # its metre is 0.63 m in Flanders
        ("world.gpkg", 4258),
    ],
)
def test_flanders_in_other_formats_has_the_same_borders(
    shared_geodata, flanders_2025, saved, name, crs
):
    expected = read_municipalities(shared_geodata / "flanders_2025.gpkg")
    found = read_municipalities(saved(flanders_2025.to_crs(crs), name))
    assert found.frame.crs.to_epsg() == 31370
    pd.testing.assert_frame_equal(found.borders, expected.borders, atol=0.02)
    pd.testing.assert_frame_equal(
        found.frame.drop(columns="geometry"), expected.frame.drop(columns="geometry"), atol=0.11
    )
    reprojected = [note for note in found.source.notes if "to BD72 / Belgian Lambert 72" in note]
    assert len(reprojected) == (crs != 31370)


def test_frame_holds_what_every_module_counts_on(grid, saved):
    found = read_municipalities(saved(grid.iloc[::-1]))
    assert list(found.frame.index) == ["01", "02", "03", "04"]
    assert found.frame.index.name == "nis"
    row = found.frame.loc["02"]
    assert (row["name"], row["reference_region"], row["reference_region_name"]) == (
        "Bee",
        "N",
        "Noord",
    )
    assert (row["x_m"], row["y_m"], row["area_km2"]) == (151_500.0, 201_500.0, 1.0)
    assert found.frame["inhabitants"].tolist() == [10, 20, 30, 40]
    assert found.borders.to_numpy().tolist() == [
        ["01", "02", 1000.0],
        ["01", "03", 1000.0],
        ["02", "04", 1000.0],
        ["03", "04", 1000.0],
    ]
    assert found.source.title == "world.gpkg"
    assert len(found.source.sha256) == 64


def test_missing_memberships_are_missing(grid, saved):
    zones = read_municipalities(saved(grid)).frame["politiezone"]
    assert zones.isna().tolist() == [False, True, False, True]
    assert zones["03"] == "p2"


def test_columns_are_named(grid, saved):
    renamed = grid.rename(columns={"nis": "NISCODE", "name": "NAAM", "reference_region": "R"}).drop(
        columns="reference_region_name"
    )
    found = read_municipalities(
        saved(renamed), id_column="NISCODE", name_column="NAAM", parent_column="R"
    )
    assert found.label("01") == "Aa (01)"
    assert found.frame["reference_region_name"].tolist() == ["N", "N", "S", "S"]


def test_missing_columns_are_listed_together(grid, saved):
    path = saved(grid.rename(columns={"nis": "code", "reference_region": "group"}))
    with pytest.raises(DataError, match=r"ids 'nis' \(--id.*parents 'reference_region'.*are code,"):
        read_municipalities(path)


def test_shapefile_with_its_short_names(grid, saved):
    path = saved(grid, "world.shp")
    with pytest.raises(DataError, match=r"world\.shp has no column for the parents.*reference_"):
        read_municipalities(path)
    found = read_municipalities(path, parent_column="reference_")
    assert found.frame["reference_region"].tolist() == ["N", "N", "S", "S"]


@pytest.mark.parametrize("column", ["inhabitants", "inhabitants_0_14"])
@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["010", "20", None, ""], "is text: '010' for Aa (01) and '20' for Bee (02); expected"),
        (["10", "n/a", "30", "40"], "is text: 'n/a' for Bee (02); expected a whole number"),
        ([10.0, 20.5, None, 40.0], "has no whole numbers: '20.5' for Bee (02); expected"),
        ([10, -20, 30, 40], "has no whole numbers: '-20' for Bee (02); expected"),
    ],
)
def test_inhabitants_that_are_no_numbers(grid, saved, column, values, message):
    path = saved(grid.assign(**{column: values}))
    with pytest.raises(DataError, match=re.escape(f"column '{column}' {message}")):
        read_municipalities(path)


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (["10", "20", None, ""], [10, 20, None, None]),
        (["1.234.567", "12.345", "-", "4"], [1_234_567, 12_345, None, 4]),
        (["12 345", "1\u00a0234", "3", "4"], [12_345, 1234, 3, 4]),
    ],
)
def test_figures_of_text_are_read(grid, saved, values, numbers):
    path = saved(grid.assign(inhabitants=values, kids=values, zone=values))
    found = read_municipalities(path, figures=("kids", "elsewhere"))
    for column in ("inhabitants", "kids"):
        assert [None if pd.isna(n) else n for n in found.frame[column]] == numbers
        assert (
            f"column {column} is text in world.gpkg and was read as numbers" in found.source.notes
        )
    assert found.frame["zone"].iloc[0] == values[0]  # others stay as they are


def test_figures_of_text_are_read_by_another_word_for_their_column(grid, saved):
    values = ["1'000", "2'000", "3'000", "4'000"]
    path = saved(grid.drop(columns="inhabitants", errors="ignore").assign(einwohner=values))
    found = read_municipalities(path, figures=("inwoners",))
    assert [*found.frame["einwohner"]] == [1000, 2000, 3000, 4000]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["10", "n.b.", "30", "40"], "world.gpkg: column 'kids' is text: 'n.b.' for Bee (02); exp"),
        (
            ["10", "10.137", "30", "40"],
            "column 'kids' of world.gpkg is text with numbers that can be read in two ways: 10.137;"
            " expected thousands or decimals; write the first as 10137 or 10.1370; the first is of "
            "Bee (02)",
        ),
        (["20 %", "30 %", "40 %", "0.4"], "write 5% or 0.05 everywhere; the first is of Dee (04)"),
        (["1,5", "2,5", "EUR 1.000", "2.5"], "without points; the first is of Dee (04)"),
        (["1.000.000", "EUR 2.000", "€ 3000", "4.000"], "the first is of Cee (03)"),
    ],
)
def test_a_figure_that_is_no_number_names_the_cell(grid, saved, values, message):
    path = saved(grid.assign(kids=values))
    with pytest.raises(DataError, match=re.escape(message)):
        read_municipalities(path, figures=("kids",))


@pytest.mark.parametrize("name", ["world.geojson", "world.geojsonl"])
@pytest.mark.parametrize(
    ("column", "value", "wrong"),
    [
        ("inhabitants", "true", r"'true' for Bee \(02\)"),
        ("inhabitants", "[20]", r"'\[20\]' for Bee \(02\)"),
        ("code", "true", r"true in row 2 \(Bee\)"),
        ("code", "[2]", r"no single value in row 2 but \[2\]"),
    ],
)
def test_yes_or_a_list_among_numbers_names_the_cell(grid, saved, name, column, value, wrong):
    numbered = grid.to_crs(4326).assign(code=[1, 2, 3, 4])
    path = saved(numbered, name)
    number = str(numbered[column][1])
    text = re.sub(rf'"{column}": ?{number}\b', f'"{column}":{value}', path.read_text())
    path.write_text(text)
    with pytest.raises(DataError, match=wrong):
        read_municipalities(path, id_column="code" if column == "code" else None)


def test_yes_everywhere_is_no_number_of_inhabitants(grid, saved):
    with pytest.raises(DataError, match=r"no whole numbers: 'True' for Aa \(01\)"):
        read_municipalities(saved(grid.assign(inhabitants=True)))


@pytest.mark.parametrize("dtype", [int, float])
def test_numeric_ids_become_text_and_it_is_said(grid, saved, dtype):
    found = read_municipalities(saved(grid.assign(nis=grid["nis"].astype(dtype) + 11000)))
    assert list(found.frame.index) == ["11001", "11002", "11003", "11004"]
    assert "leading zeros, if there were any, are lost" in found.source.notes[0]


def test_text_ids_keep_their_zeros_in_geojson(grid, saved):
    assert "01" in read_municipalities(saved(grid.to_crs(4326), "w.geojson")).frame.index


def test_our_columns_in_the_file_are_not_trusted(grid, saved):
    found = read_municipalities(saved(grid.assign(area_km2=7.0)))
    assert found.frame["area_km2"].tolist() == [1.0] * 4
    assert found.source.notes == ("columns not kept: area_km2",)


def test_elevations_are_dropped(grid, saved):
    high = grid.set_geometry(shapely.force_3d(grid.geometry.to_numpy(), 5.0))
    assert not read_municipalities(saved(high)).frame.has_z.any()


def test_links_are_kept(grid, saved):
    assert read_municipalities(saved(grid), links=[("01", "04")]).links == (("01", "04"),)


def test_projected_crs_in_metres_is_kept(flanders_2025, saved):
    found = read_municipalities(saved(flanders_2025.to_crs(3812)))  # Lambert 2008
    assert found.frame.crs.to_epsg() == 3812
    assert found.source.notes == ()


def test_outside_belgium_the_utm_zone_is_taken(grid, saved):
    moved = grid.to_crs(31370).translate(0, 200_000)  # about Utrecht
    found = read_municipalities(saved(grid.set_geometry(moved).to_crs(4326)))
    assert found.frame.crs.to_epsg() == 32631
    assert found.source.notes == (
        "reprojected from WGS 84 (EPSG:4326) to WGS 84 / UTM zone 31N (EPSG:32631)",
    )
    assert found.borders["border_m"].between(995, 1005).all()


def test_feet_become_metres(flanders_2025, saved):
    found = read_municipalities(saved(flanders_2025.to_crs("EPSG:2263")))
    assert "ftUS" in found.source.notes[0]
    assert len(found.borders) == 754


def test_parquet_without_pyarrow_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    path = tmp_path / "world.parquet"
    path.write_bytes(b"PAR1")
    with pytest.raises(DataError, match=r"pip install regionplanner\[parquet\]"):
        read_municipalities(path)


def test_parquet(grid, tmp_path):
    pytest.importorskip("pyarrow", reason="the extra regionplanner[parquet] is not installed")
    grid.to_parquet(tmp_path / "world.parquet")
    assert len(read_municipalities(tmp_path / "world.parquet").frame) == 4
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(DataError, match=r"bad\.parquet cannot be read"):
        read_municipalities(tmp_path / "bad.parquet")


def test_layer_is_chosen(grid, saved):
    saved(grid, layer="squares")
    path = saved(grid.iloc[:2], layer="half", mode="a")
    assert len(read_municipalities(path, layer="half").frame) == 2
    with pytest.raises(DataError, match=r"has 2 layers; expected one of squares and half"):
        read_municipalities(path)
    with pytest.raises(DataError, match="no layer 'quarter'; expected one of squares and half"):
        read_municipalities(path, layer="quarter")


def test_table_beside_the_layer_does_not_matter(grid, saved):
    path = saved(grid, layer="squares")
    saved(gpd.GeoDataFrame({"nis": ["01"]}, geometry=[None], crs=31370), layer="no", mode="a")
    assert len(read_municipalities(path, layer="squares").frame) == 4


def test_missing_file(tmp_path):
    with pytest.raises(DataError, match=r"nowhere\.gpkg does not exist"):
        read_municipalities(tmp_path / "nowhere.gpkg")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"hello"),
        ("empty.gpkg", b""),
        ("page.geojson", b"<html></html>"),
        ("other.json", b'{"a": 1}'),
        ("book.xlsx", b"PK\x03\x04 no more"),
    ],
)
def test_no_vector_file(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=rf"{name} cannot be read .*expected a GeoPackage"):
        read_municipalities(tmp_path / name)


def test_table_without_geometry(tmp_path):
    (tmp_path / "table.csv").write_text("nis,name\n01,Aa\n")
    with pytest.raises(DataError, match=r"table\.csv .* \(a table has no polygons\).* --join"):
        read_municipalities(tmp_path / "table.csv")


def test_layer_without_rows(grid, saved):
    with pytest.raises(DataError, match=r"world\.gpkg has no rows"):
        read_municipalities(saved(grid.iloc[:0]))


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.999])
@pytest.mark.parametrize("name", ["cut.gpkg", "cut.geojson", "cut.fgb"])
def test_truncated_file(grid, saved, name, share):
    path = saved(grid, name)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DataError, match=r"cut\..* (cannot be read|has no layer with geometry)"):
        read_municipalities(path)


def test_truncated_shapefile_loses_polygons(grid, saved):
    path = saved(grid, "cut.shp")
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(DataError, match=r"units without a polygon: .*Dee \(04\)"):
        read_municipalities(path, parent_column="reference_")


@pytest.mark.parametrize("part", [".shx", ".dbf"])
def test_shapefile_without_a_part(grid, saved, part):
    path = saved(grid, "cut.shp")
    path.with_suffix(part).unlink()
    with pytest.raises(DataError, match=rf"cut\.shp cannot be read \(cut\{part}, which belongs"):
        read_municipalities(path, parent_column="reference_")


def test_folder_that_is_no_data(tmp_path):
    shutil.copy(__file__, tmp_path)
    with pytest.raises(DataError, match="cannot be read"):
        read_municipalities(tmp_path)


def test_coordinates_that_cannot_be_brought_to_metres(grid, saved):
    beyond = grid.set_crs(3857, allow_override=True).translate(1e9, 1e9)
    with pytest.raises(DataError, match="coordinates cannot be brought to metres"):
        read_municipalities(saved(grid.set_geometry(beyond)))


@pytest.mark.parametrize(
    ("choices", "wrong"),
    [
        ({"links": "01:03"}, "links are '01:03'; pairs of ids are expected"),
        ({"links": [("01",)]}, "pairs of ids are expected"),
        ({"links": ["01", "03"]}, "pairs of ids are expected"),
        ({"leave_out": "02"}, r"leave_out is '02'; a list is expected, such as \['02'\]"),
        ({"figures": "kids"}, "figures is 'kids'; a list is expected"),
    ],
)
def test_choices_of_another_shape_are_refused(grid, choices, wrong):
    with pytest.raises(DataError, match=wrong):
        read_municipalities(grid, **choices)
