"""The default data: what it holds, and what is said when it is damaged."""

import networkx as nx
import pytest

from regionplanner.errors import DataError
from regionplanner.graph.contiguity import rook_graph
from regionplanner.graph.structure import structure_findings
from regionplanner.io import bundled
from regionplanner.io.bundled import load_flanders


@pytest.fixture(scope="module")
def flanders():
    return load_flanders()


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
    assert structure_findings(flanders, graph, min_units=5) == []


def test_missing_data(tmp_path, monkeypatch):
    monkeypatch.setattr(bundled, "FOLDERS", (tmp_path / "a", tmp_path / "b"))
    with pytest.raises(DataError, match=r"default data is missing; expected source\.toml in"):
        load_flanders()


def test_wheel_comes_before_the_checkout(geodata):
    geodata.rename(geodata.with_name("_geodata"))
    assert len(load_flanders().frame) == 285


@pytest.mark.parametrize("name", bundled.FIGURES)
def test_changed_figures(geodata, name):
    with (geodata / name).open("a", encoding="utf-8") as file:
        file.write("99999,x\n")
    with pytest.raises(DataError, match=rf"damaged \(the checksum of {name} differs\)"):
        load_flanders()


@pytest.mark.parametrize("name", [*bundled.FIGURES, "boundaries.gpkg"])
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
    for name in bundled.FIGURES:
        data = (geodata / name).read_bytes()
        (geodata / name).write_bytes(data.replace(b"\n", b"\r\n"))
    assert load_flanders().source.sha256 == before
