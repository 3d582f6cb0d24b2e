"""Made-up countries: a valid coverage with every awkward thing that real ones have."""

import networkx as nx
import pytest
import shapely

from benchmarks.country import country, main
from regionplanner import read_municipalities, rook_graph


@pytest.fixture(scope="module")
def small():
    return country(4, 60, 8000, 1)


def test_a_country_is_a_valid_coverage_with_noisy_borders(small):
    shapes = small.geometry.to_numpy()
    assert len(small) == 240
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.get_num_coordinates(shapes).sum() == pytest.approx(8000, rel=0.1)


def test_a_country_has_lakes_islands_and_exclaves(small):
    parts = shapely.get_parts(shapely.union_all(small.geometry.to_numpy()))
    assert len(parts) > 1
    assert max(shapely.get_num_interior_rings(parts)) > 1
    assert (small.geom_type == "MultiPolygon").sum() > len(parts) - 1


def test_names_and_ids_are_awkward(small):
    assert small["id"].tolist() == [f"{n:06d}" for n in range(1, 241)]
    text = "".join(small["name"])
    assert any("\u0590" < letter < "\u06ff" for letter in text)  # Hebrew or Arabic
    assert any("\u00c0" < letter < "\u017f" for letter in text)  # accents


@pytest.mark.parametrize("crs", ["EPSG:3035", "EPSG:4326"])
def test_parents_of_a_country_are_in_one_piece(crs, tmp_path):
    made = f"--parents 4 --units 60 --vertices 8000 --seed 1 --crs {crs} --out"
    main([*made.split(), str(tmp_path / "country.gpkg")])
    read = read_municipalities(tmp_path / "country.gpkg", id_column="id", parent_column="parent")
    graph = rook_graph(read)
    parents = read.frame.groupby("reference_region").groups
    assert list(map(len, parents.values())) == [60] * 4
    assert all(nx.is_connected(graph.subgraph(units)) for units in parents.values())


def test_a_country_is_the_same_every_time(tmp_path):
    for seed, file in ((5, "a.gpkg"), (5, "b.gpkg"), (6, "c.gpkg")):
        made = f"--parents 2 --units 20 --vertices 1000 --seed {seed} --out"
        main([*made.split(), str(tmp_path / file)])
    a, b, c = ((tmp_path / file).read_bytes() for file in ("a.gpkg", "b.gpkg", "c.gpkg"))
    assert a == b
    assert a != c
