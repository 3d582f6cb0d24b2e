"""Text that looks the same is the same; what cannot be seen is found, and noise is noticed."""

import unicodedata

import geopandas as gpd
import pytest

from regionplanner.data.assignment import read_assignment
from regionplanner.data.joins import join_columns
from regionplanner.data.read import read_municipalities
from regionplanner.errors import DataError
from regionplanner.files.text import implausible, plain, seen, shown_text, twice_encoded, unseen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" Lier\u00a0", "Lier"),
        ("Besanc\u0327on", "Besançon"),
        ("Sint\u202fNiklaas", "Sint Niklaas"),
        ("a \t\r\n b", "a b"),
        ("\ufeffnis\u200b", "nis"),
        ("\u200e11001\u200f", "11001"),
        ("\x00\x1b", ""),
        ("", ""),
    ],
)
def test_plain(text, expected):
    assert plain(text) == expected
    assert plain(expected) == expected


@pytest.mark.parametrize(
    "letter",
    [
        "\u200b",
        "\u200c",
        "\u00ad",
        "\u202e",
        "\u2066",
        "\x1b",
        "\x9b",
        "\ufeff",
        "\ufe0f",
        "\u3164",
    ],
)
def test_what_cannot_be_seen_between_letters(letter):
    assert f"U+{ord(letter):04X}" in unseen(f"a{letter}b")
    assert seen(f"a{letter}b") == "ab"
    assert shown_text(f"a{letter}b").isascii()


def test_joiners_are_letters_where_they_change_what_is_seen():
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert unseen(persian) == ""
    assert seen(persian) == persian


def test_composed_and_decomposed_accents_are_one_parent(grid, saved):
    names = ["Région", unicodedata.normalize("NFD", "Région"), "S", "S"]
    frame = grid.assign(reference_region=names).drop(columns="reference_region_name")
    for name in ("world.gpkg", "world.geojson"):
        found = read_municipalities(saved(frame, name))
        assert sorted(set(found.frame["reference_region"])) == ["Région", "S"]
        assert not found.source.notes or name == "world.geojson"


def test_columns_are_found_whatever_their_accents(grid, saved):
    column = unicodedata.normalize("NFD", "région")
    frame = grid.rename(columns={"reference_region": column}).drop(columns="reference_region_name")
    assert read_municipalities(saved(frame), parent_column="Région").frame["name"].size == 4


def test_blanks_around_ids_and_parents_do_not_count_and_are_noted(grid, saved):
    frame = grid.assign(
        nis=["01\u00a0", "02", "03", "04"], reference_region=["N", "N\u200b", "S", "S"]
    )
    found = read_municipalities(saved(frame))
    assert list(found.frame.index) == ["01", "02", "03", "04"]
    assert found.frame["reference_region"].tolist() == ["N", "N", "S", "S"]
    assert r"'01\xa0'" in found.source.notes[0]
    assert r"'N\u200b'" in found.source.notes[1]


@pytest.mark.parametrize("column", ["nis", "reference_region"])
@pytest.mark.parametrize("letter", ["\u200b", "\u202e", "\u00ad"])
def test_what_cannot_be_seen_inside_ids_and_parents_is_refused(grid, saved, column, letter):
    values = grid[column].tolist()
    frame = grid.assign(**{column: [values[0][0] + letter + "1", *values[1:]]})
    with pytest.raises(DataError, match=rf"1 unit with characters .*U\+{ord(letter):04X}.*delete"):
        read_municipalities(saved(frame))


def test_memberships_that_look_the_same_are_the_same(grid, saved):
    zones = ["é", "e\u0301", "é\u200b", "x\u200by"]
    found = read_municipalities(saved(grid.assign(zone=zones)))
    assert found.frame["zone"].tolist() == ["é", "é", "é", "xy"]


def test_tables_and_plans_find_the_ids_of_the_data(grid, saved, tmp_path):
    units = read_municipalities(saved(grid.assign(nis=["é1", "é2", "é3", "é4"])))
    path = tmp_path / "x.csv"
    path.write_text(
        "nis,region\n" + "".join(f"e\u0301{n}\u00a0,r\n" for n in (1, 2, 3, 4)), "utf-8"
    )
    assert set(read_assignment(path, units)) == set(units.frame.index)
    joined = join_columns(units, path)
    assert joined.frame["region"].tolist() == ["r"] * 4


NAMES = ["Besançon", "Köln", "Orléans", "Ath"]


@pytest.mark.parametrize(
    ("written", "says", "asked", "note"),
    [
        ("utf-8", None, None, "are read as UTF-8, though it does not say so"),
        ("utf-8", "ISO-8859-1", None, "are read as UTF-8"),
        ("cp1252", None, None, ""),
        ("cp1252", "UTF-8", "cp1252", ""),
        ("cp850", None, "cp850", ""),
    ],
)
def test_texts_of_a_shapefile(grid, saved, written, says, asked, note):
    path = shapefile(grid, saved, written, says)
    found = read_municipalities(path, parent_column="parent", encoding=asked)
    assert found.frame["name"].tolist() == NAMES
    assert note in "; ".join(found.source.notes)


def shapefile(grid, saved, written, says):
    frame = gpd.GeoDataFrame(
        {"nis": grid["nis"], "name": NAMES, "parent": ["N", "N", "S", "S"]},
        geometry=grid.geometry,
    )
    path = saved(frame, "world.shp", encoding=written)
    path.with_suffix(".cpg").unlink(missing_ok=True)
    if says:
        path.with_suffix(".cpg").write_text(says)
    return path


def test_noise_in_a_shapefile_is_noticed(grid, saved):
    path = shapefile(grid, saved, "cp850", None)
    note = read_municipalities(path, parent_column="parent").source.notes[0]
    assert r"'Besan\x87on' in column 'name'; give it with --encoding, such as cp1252" in note
    note = read_municipalities(path, parent_column="parent", encoding="cp1252").source.notes[0]
    assert "give another with --encoding" in note


def test_a_shapefile_that_says_the_wrong_encoding(grid, saved):
    path = shapefile(grid, saved, "cp1252", "UTF-8")
    with pytest.raises(DataError, match=r"not in utf-8, which it says itself \(\.cpg\)\)"):
        read_municipalities(path, parent_column="parent")


def test_tables_in_another_encoding(grid, saved, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes("nis;zone\n01;é\n02;b\n03;b\n04;b\n".encode("cp1252"))
    units = read_municipalities(saved(grid), encoding="cp1252")
    assert join_columns(units, path).frame["zone"].tolist() == ["é", "b", "b", "b"]
    with pytest.raises(DataError, match="say what it is in, such as --encoding cp1252"):
        join_columns(read_municipalities(saved(grid)), path)
    path.write_text("nis;zone\n01;é\n02;b\n03;b\n04;b\n", encoding="utf-8")
    assert join_columns(units, path).frame["zone"].tolist()[0] == "é"


@pytest.mark.parametrize(
    "text", ["BesanÃ§on", "Besan\x87on", "Wroc³aw", "K÷ln", "Besan├ºon", "Lige\ufffd", "C¢rdoba"]
)
def test_noise(text):
    assert implausible(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Besançon",
            "São João",
            "SÃO",
            "Łódź",
            "Đà Nẵng",
            "L\u2019Hospitalet",
            "Col·lecció",
            "Ærø",
        ),
        *(
            "1ª Zona",
            "m²",
            "5 \u00d7 3",
            "Москва",
            "東京",
            "Île-de-France",
            "Ñuñoa",
            "Århus",
            "ÀÉÎ",
        ),
        *("Hawai\u02bbi", "Câmara", "Â", "Ã", "Ångström", "Ærø", "ÀÉÎ"),
    ],
)
def test_names_are_no_noise(text):
    assert not implausible(text)
    assert twice_encoded(text) is None
