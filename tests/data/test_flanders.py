"""The default data: what it holds, and what is said when it is damaged."""

import hashlib
import re
import tomllib

import networkx as nx
import pandas as pd
import pytest

from regionplanner.data import flanders as bundled
from regionplanner.data.flanders import load_flanders
from regionplanner.data.municipalities import without
from regionplanner.errors import DataError
from regionplanner.graph.contiguity import rook_graph, structure_findings
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from tests.conftest import ROOT


def test_default_data_is_complete(flanders):
    frame = flanders.frame
    assert len(frame) == 285
    assert len(flanders.borders) == 754
    assert frame.index.is_monotonic_increasing
    assert frame.index.name == "nis"
    assert frame.crs.to_epsg() == 31370
    assert frame["reference_region"].nunique() == 15
    assert (
        not frame[["name", "reference_region_name", "x_m", "y_m", "area_km2"]].isna().any(axis=None)
    )
    assert frame["inhabitants"].sum() == 6_898_350
    assert frame["inhabitants_0_14"].sum() == 1_069_262
    assert frame.is_valid.all()


def test_memberships_are_text_and_missing_is_missing(flanders):
    assert flanders.frame["politiezone"].map(type).eq(str).all()
    assert 0 < flanders.frame["jeugdregio"].isna().sum() < 285


def test_default_data_says_where_it_came_from(flanders):
    source = flanders.source
    assert source.title == "Flanders 2025, generalised"
    assert source.title_nl == "Vlaanderen 2025, veralgemeend"
    assert source.generalised
    assert (source.boundaries_date, source.figures_date) == ("2025-01-01", "2026-01-01")
    assert source.attribution
    assert source.licence
    assert len(source.sha256) == 64


def test_default_data_has_no_findings_of_structure(flanders):
    graph = rook_graph(flanders)
    assert flanders.links == (("73066", "73109"),)
    assert nx.is_connected(graph)
    assert structure_findings(Case(flanders, graph, Scenario(min_units=5))) == []


def test_missing_data(tmp_path, monkeypatch):
    monkeypatch.setattr(bundled, "FOLDERS", (tmp_path / "a", tmp_path / "b"))
    with pytest.raises(DataError, match=r"default data is missing; expected source\.toml in"):
        load_flanders()


def test_wheel_comes_before_the_checkout(geodata):
    geodata.rename(geodata.with_name("_geodata"))
    assert len(load_flanders().frame) == 285


@pytest.mark.parametrize("name", [*bundled.FIGURES, *bundled.NAMES])
def test_changed_tables(geodata, name):
    with (geodata / name).open("a", encoding="utf-8") as file:
        file.write("99999,x\n")
    with pytest.raises(DataError, match=rf"damaged \(the checksum of {name} differs\)"):
        load_flanders()


@pytest.mark.parametrize("name", [*bundled.FIGURES, *bundled.NAMES, "boundaries.gpkg"])
def test_missing_file(geodata, name):
    (geodata / name).unlink()
    with pytest.raises(DataError, match=rf"default data is damaged \(.*{name}"):
        load_flanders()


def test_source_that_is_no_toml(geodata):
    (geodata / "source.toml").write_text("title =")
    with pytest.raises(DataError, match="default data is damaged"):
        load_flanders()


def test_polygons_that_are_cut_off(geodata):
    path = geodata / "boundaries.gpkg"
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DataError, match="default data is damaged"):
        load_flanders()


def test_line_ends_of_windows_are_no_damage(geodata):
    before = load_flanders().source.sha256
    for name in (*bundled.FIGURES, *bundled.NAMES):
        data = (geodata / name).read_bytes()
        (geodata / name).write_bytes(data.replace(b"\n", b"\r\n"))
    assert load_flanders().source.sha256 == before


@pytest.mark.parametrize(
    ("name", "today"),
    [
        ("Borsbeek", ["Antwerpen"]),  # merged in 2025
        ("Nevele", ["Deinze"]),  # merged in 2019
        ("Kortessem", ["Hasselt"]),  # into another reference region
        ("Deurne", ["Antwerpen", "Diest"]),  # never municipalities of the data: villages
        ("Heist-op-den-Berg", []),  # is called so itself
        ("Deinze", []),  # has another code since 2019, and the same name
        ("Atlantis", []),
    ],
)
def test_names_that_municipalities_are_searched_by(flanders, name, today):
    found = [nis for nis, names in flanders.other_names.items() if name in names]
    assert sorted(flanders.frame.loc[found, "name"]) == today


def test_other_names_are_of_municipalities_and_never_their_own(flanders):
    names = flanders.other_names
    assert list(names) == sorted(names)
    assert set(names) <= set(flanders.frame.index)
    for nis, others in names.items():
        assert others == tuple(sorted(set(others)))
        assert others
        assert flanders.frame.at[nis, "name"] not in others


def test_every_municipality_that_merged_is_found(flanders, geodata):
    """Each old name is the name or another name of what it became."""
    for year in (2019, 2025):
        table = pd.read_csv(geodata / f"mergers_{year}.csv", dtype=str)
        for old in table.itertuples():
            names = {flanders.frame.at[old.new_nis, "name"], *flanders.other_names[old.new_nis]}
            assert old.old_name in names


def test_a_merger_of_a_merger_is_followed(geodata):
    """Pelt, which Atlantis became part of in 2019, merges once more."""
    for name, line in (
        ("mergers_2019.csv", "72999,Atlantis,72043,Pelt"),
        ("mergers_2025.csv", "72043,Pelt,72042,Oudsbergen"),
    ):
        with (geodata / name).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
        correct_checksum(geodata, name)
    names = load_flanders().other_names
    assert {"Atlantis", "Pelt"} <= set(names["72042"])
    assert "72043" not in names  # all that is looked for there is found in what it became


def test_a_corrected_name_makes_no_other_data(geodata):
    before = load_flanders()
    path = geodata / "villages.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",Wilrijk,", ",Wilrijck,"), encoding="utf-8")
    correct_checksum(geodata, "villages.csv")
    after = load_flanders()
    assert "Wilrijck" in after.other_names["11002"]
    assert after.source == before.source


def correct_checksum(geodata, name):
    source = geodata / "source.toml"
    digest = hashlib.sha256((geodata / name).read_bytes()).hexdigest()
    text = re.sub(rf'(?m)^"{name}" = .*$', f'"{name}" = "{digest}"', source.read_text("utf-8"))
    source.write_text(text, encoding="utf-8")


def test_units_that_are_left_out_take_their_other_names_along(flanders):
    left = without(flanders, ["11002"])
    assert "11002" not in left.other_names
    assert left.other_names == {n: x for n, x in flanders.other_names.items() if n != "11002"}


def test_groups_have_names(flanders):
    names = flanders.group_names
    assert names["arrondissement"]["11000"] == "Antwerpen"
    assert names["elz"]["elz43"]
    for column, known in names.items():
        assert set(flanders.frame[column].dropna()) <= set(known)


def test_the_wheel_holds_all_that_is_read():
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    files = shipped["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for name in (*bundled.FIGURES, *bundled.NAMES, "source.toml", "boundaries.gpkg"):
        assert files[f"geodata/{name}"] == f"regionplanner/_geodata/{name}"
