"""The generalised polygons: a clean coverage, close to the official boundaries."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

GEODATA = Path(__file__).resolve().parents[2] / "geodata"
BAARLE_HERTOG = "13002"
VOEREN = "73109"
BRUSSELS = shapely.Point(149_000, 170_500)
"""The Grand-Place, EPSG:31370."""


@pytest.fixture(scope="module")
def polygons() -> gpd.GeoSeries:
    frame = gpd.read_file(GEODATA / "boundaries.gpkg", layer="municipalities")
    return frame.set_index("nis").geometry


@pytest.fixture(scope="module")
def municipalities() -> pd.DataFrame:
    return pd.read_csv(GEODATA / "municipalities.csv", dtype={"nis": str}).set_index("nis")


@pytest.fixture(scope="module")
def official_pairs() -> list[tuple[str, str]]:
    borders = pd.read_csv(GEODATA / "borders.csv", dtype={"nis_a": str, "nis_b": str})
    return list(zip(borders["nis_a"], borders["nis_b"], strict=True))


@pytest.fixture(scope="module")
def neighbours(polygons: gpd.GeoSeries) -> set[tuple[str, str]]:
    """Return the pairs of polygons with a common border longer than a point."""
    one, two = polygons.sindex.query(polygons, predicate="intersects")
    pairs = [(a, b) for a, b in zip(one, two, strict=True) if a < b]
    left, right = (polygons.to_numpy()[[pair[side] for pair in pairs]] for side in (0, 1))
    length = shapely.length(shapely.intersection(left, right))
    nis = polygons.index
    return {(nis[a], nis[b]) for (a, b), m in zip(pairs, length, strict=True) if m > 0}


@pytest.fixture(scope="module")
def overlap(shared_geodata: Path, polygons: gpd.GeoSeries) -> pd.Series:
    """Return the intersection over union with the official polygon, by NIS code."""
    official = gpd.read_file(shared_geodata / "flanders_2025.gpkg").set_index("nis").geometry
    official = official.reindex(polygons.index)
    return polygons.intersection(official).area / polygons.union(official).area


def test_the_layer_has_one_named_polygon_a_municipality(municipalities):
    frame = gpd.read_file(GEODATA / "boundaries.gpkg", layer="municipalities")
    assert list(frame.columns) == ["nis", "name", "geometry"]
    assert frame["nis"].tolist() == sorted(municipalities.index)
    assert frame["name"].tolist() == municipalities.loc[frame["nis"], "name"].tolist()
    assert frame.crs.to_epsg() == 31370
    assert set(frame.geom_type) <= {"Polygon", "MultiPolygon"}


def test_the_file_is_small():
    assert (GEODATA / "boundaries.gpkg").stat().st_size <= 1_000_000


def test_the_polygons_are_a_valid_coverage(polygons):
    assert polygons.is_valid.all()
    assert not polygons.is_empty.any()
    assert shapely.coverage_is_valid(polygons.to_numpy())


def test_every_municipality_but_the_one_with_enclaves_abroad_is_in_one_piece(polygons):
    pieces = shapely.get_num_geometries(polygons.to_numpy())
    assert polygons.index[pieces > 1].tolist() == [BAARLE_HERTOG]


def test_brussels_is_a_hole_and_voeren_an_exclave(polygons, neighbours):
    flanders = polygons.union_all()
    assert not flanders.intersects(BRUSSELS)
    assert shapely.make_valid(flanders).convex_hull.contains(BRUSSELS)
    assert not any(VOEREN in pair for pair in neighbours)


def test_the_areas_are_close_to_the_official_ones(polygons, municipalities):
    official = municipalities["area_km2"].reindex(polygons.index)
    error = (polygons.area / 1e6 / official - 1).abs()
    assert error.mean() < 0.01
    assert error[official > 5].max() < 0.15


def test_official_neighbours_share_a_border(neighbours, official_pairs):
    assert len(neighbours & set(official_pairs)) >= 0.98 * len(official_pairs)


def test_few_polygons_share_a_border_that_is_not_official(neighbours, official_pairs):
    assert len(neighbours - set(official_pairs)) <= 0.01 * len(official_pairs)


def test_there_are_no_spikes(polygons):
    """A part that vanishes when its edge moves in by 25 m would be a sliver."""
    kept = polygons.buffer(-25).area
    assert (kept / polygons.area > 0.5).all()


def test_the_polygons_overlap_the_official_ones(overlap):
    assert len(overlap) == 285
    assert overlap.mean() >= 0.90
    assert overlap.min() >= 0.6


def test_known_places_lie_in_or_close_to_their_own_municipality(polygons):
    table = pd.read_csv(GEODATA / "reference_points.csv", dtype={"nis": str})
    places = gpd.GeoSeries(gpd.points_from_xy(table["lon"], table["lat"]), crs="EPSG:4326")
    own = gpd.GeoSeries(polygons[table["nis"]].to_numpy(), crs="EPSG:31370")
    assert (own.distance(places.to_crs("EPSG:31370")) < 300).all()
