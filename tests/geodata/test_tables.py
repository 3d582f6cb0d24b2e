"""The tables of geodata/: complete, consistent with each other, and as their checksums say."""

import csv
import hashlib
import tomllib
from pathlib import Path

import pytest

GEODATA = Path(__file__).resolve().parents[2] / "geodata"
MEMBERSHIPS = (
    "reference_region",
    "politiezone",
    "elz",
    "igs_wonen",
    "vervoerregio",
    "woonmaatschappij",
    "streekwerking",
    "arrondissement",
)


def rows(name: str) -> list[dict[str, str]]:
    with (GEODATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def municipalities() -> list[dict[str, str]]:
    return rows("municipalities.csv")


@pytest.fixture(scope="module")
def codes(municipalities: list[dict[str, str]]) -> set[str]:
    return {row["nis"] for row in municipalities}


def test_there_are_285_municipalities_sorted_by_a_five_digit_code(municipalities):
    nis = [row["nis"] for row in municipalities]
    assert len(set(nis)) == len(nis) == 285
    assert nis == sorted(nis)
    assert all(len(code) == 5 and code.isdecimal() for code in nis)


@pytest.mark.parametrize(
    ("column", "total"),
    [
        ("inhabitants", 6_898_350),
        ("inhabitants_0_14", 1_069_262),
        ("inhabitants_0_24", 1_797_726),
        ("inhabitants_0_29", 2_206_114),
    ],
)
def test_the_inhabitants_add_up_to_the_published_totals(municipalities, column, total):
    assert sum(int(row[column]) for row in municipalities) == total


def test_areas_and_centroids_are_those_of_flanders(municipalities):
    assert sum(float(row["area_km2"]) for row in municipalities) == pytest.approx(13_626, abs=5)
    assert all(20_000 < float(row["x_31370"]) < 260_000 for row in municipalities)
    assert all(150_000 < float(row["y_31370"]) < 246_000 for row in municipalities)


def test_each_of_the_754_borders_joins_two_known_municipalities_once(codes):
    borders = rows("borders.csv")
    pairs = [(row["nis_a"], row["nis_b"]) for row in borders]
    assert len(set(pairs)) == len(pairs) == 754
    assert all(a < b and {a, b} <= codes for a, b in pairs)
    assert pairs == sorted(pairs)
    assert all(float(row["border_m"]) > 0 for row in borders)


def test_only_voeren_has_no_border_and_it_is_linked_to_riemst(municipalities):
    bordered = {row[end] for row in rows("borders.csv") for end in ("nis_a", "nis_b")}
    names = {row["nis"]: row["name"] for row in municipalities}
    assert [name for nis, name in names.items() if nis not in bordered] == ["Voeren"]
    (link,) = rows("links.csv")
    assert (names[link["nis_a"]], names[link["nis_b"]]) == ("Riemst", "Voeren")
    assert link["nis_a"] < link["nis_b"]
    assert link["reason"]


def test_every_municipality_lies_in_one_of_the_15_reference_regions(municipalities):
    regions = {row["code"]: row["name"] for row in rows("reference_regions.csv")}
    assert len(regions) == 15
    assert {row["reference_region"] for row in municipalities} == set(regions)


@pytest.mark.parametrize("level", MEMBERSHIPS)
def test_every_membership_code_has_a_name(municipalities, level):
    names = {
        row["code"]: row["name"] for row in rows("membership_names.csv") if row["level"] == level
    }
    used = {row[level] for row in municipalities} - {""}
    assert used <= set(names)
    assert all(names.values())


def test_only_housing_cooperation_and_youth_region_may_be_blank(municipalities):
    blanks = {
        level: sum(row[level] == "" for row in municipalities)
        for level in (*MEMBERSHIPS, "jeugdregio")
    }
    assert {level for level, count in blanks.items() if count} == {"igs_wonen", "jeugdregio"}
    assert blanks["igs_wonen"] == 22


def test_youth_regions_follow_from_their_own_table(municipalities):
    expected = {row["nis_2025"]: row["jeugdregio"] for row in rows("existing_jeugdregios.csv")}
    assert {
        row["nis"]: row["jeugdregio"] for row in municipalities if row["jeugdregio"]
    } == expected
    assert all(row["source_url"].startswith("https://") for row in rows("existing_jeugdregios.csv"))


@pytest.mark.parametrize(
    ("name", "old", "new"), [("mergers_2019.csv", 15, 7), ("mergers_2025.csv", 28, 13)]
)
def test_mergers_name_each_old_municipality_once(name, old, new):
    mergers = rows(name)
    assert len({row["old_nis"] for row in mergers}) == len(mergers) == old
    assert len({row["new_nis"] for row in mergers}) == new


def test_mergers_of_2025_lead_to_municipalities_of_today(codes):
    assert {row["new_nis"] for row in rows("mergers_2025.csv")} <= codes


@pytest.mark.parametrize("name", ["villages.csv", "reference_points.csv", "sites.csv"])
def test_places_and_sites_lie_in_known_municipalities(codes, name):
    assert {row["nis"] for row in rows(name)} <= codes


def test_source_toml_describes_the_data():
    source = tomllib.loads((GEODATA / "source.toml").read_text(encoding="utf-8"))
    assert source["title"] == "Flanders 2025, generalised"
    assert (str(source["boundaries_date"]), str(source["figures_date"])) == (
        "2025-01-01",
        "2026-01-01",
    )
    assert source["crs"] == "EPSG:31370"
    assert source["title_nl"] == "Vlaanderen 2025, veralgemeend"
    assert source["generalised"] is True
    assert source["official_boundaries"].keys() <= source.keys()
    assert not {"NGI", "GeoNames"} & set(source["official_boundaries"]["attribution"].split(", "))
    assert {"NGI", "GeoNames", "Statbel"} <= set(
        source["attribution"].replace(";", ",").split(", ")
    )
    assert all({"what", "from", "licence", "url"} == set(entry) for entry in source["sources"])


def test_checksums_agree_for_every_data_file():
    source = tomllib.loads((GEODATA / "source.toml").read_text(encoding="utf-8"))
    files = [*GEODATA.glob("*.csv"), *GEODATA.glob("*.geojson"), *GEODATA.glob("*.gpkg")]
    measured = {
        path.name: hashlib.sha256(
            path.read_bytes().replace(b"\r\n", b"\n")
            if path.suffix == ".csv"
            else path.read_bytes()
        ).hexdigest()
        for path in files
    }
    assert measured == source["sha256"]


def test_tables_are_plain_utf8_with_equally_long_rows():
    texts = {path.name: path.read_bytes().decode("utf-8") for path in GEODATA.glob("*.csv")}
    lengths = {
        name: {len(row) for row in csv.reader(text.splitlines())} for name, text in texts.items()
    }
    assert texts
    assert [name for name, text in texts.items() if text.startswith("\ufeff")] == []
    assert {name: found for name, found in lengths.items() if len(found) != 1} == {}


def test_municipality_figures_are_those_of_the_collected_table(shared_geodata, municipalities):
    with (shared_geodata / "municipalities_2025.csv").open(encoding="utf-8", newline="") as file:
        official = {row["nis"]: row for row in csv.DictReader(file)}
    for row in municipalities:
        for column in ("name", "province", "reference_region", "x_31370", "y_31370", "area_km2"):
            assert row[column] == official[row["nis"]][column]
