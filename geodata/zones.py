"""What the fit needs of the cantons: points to measure in, first sites, seams between cantons."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import sparse
from soft_cells import FloatArray, raster_steps

IntArray = NDArray[np.int64]

STEP_KM = 0.25
"""Distance between the points of the raster in which areas and lengths are measured."""
PIECE_M = 100.0
"""Longest piece of an outline that counts as one point of a seam."""
OUTLINE_TOLERANCE_M = 30.0
RING = 4
"""Number of extra sites on a ring around each centroid."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The official figures, one row a municipality.

    Attributes
    ----------
    nis : list[str]
        Codes, sorted; the arrays have the same order.
    area_km2 : FloatArray
        Shape (n,).
    centroid_km : FloatArray
        Shape (n, 2), EPSG:31370.
    border_km : FloatArray
        Shape (n, n), symmetric; 0 where there is no border.
    """

    nis: list[str]
    area_km2: FloatArray
    centroid_km: FloatArray
    border_km: FloatArray


@dataclass(frozen=True, slots=True)
class Zone:
    """One canton, to be divided over its members.

    Attributes
    ----------
    canton : str
        Identifier of the canton.
    members : IntArray
        Rows of its municipalities in `Figures`, shape (n_members,).
    start : FloatArray
        First guess of the sites: x, y [km] and weight [km2], shape (n_sites, 3).
    ownership : FloatArray
        1 where a site belongs to a member, else 0, shape (n_sites, n_members).
    raster : FloatArray
        Points on a square grid inside the canton [km], shape (n_raster, 2).
    steps : csr_matrix
        What `raster_steps` returns for this raster.
    places : FloatArray
        Known places [km], shape (n_places, 2).
    place_owners : IntArray
        The member each known place lies in, shape (n_places,).
    """

    canton: str
    members: IntArray
    start: FloatArray
    ownership: FloatArray
    raster: FloatArray
    steps: sparse.csr_matrix
    places: FloatArray
    place_owners: IntArray


@dataclass(frozen=True, slots=True)
class Seam:
    """The common outline of zones a and b, in pieces: `points` (n, 2) and `length_km` (n,)."""

    zone_a: int
    zone_b: int
    points: FloatArray
    length_km: FloatArray


def make_zones(
    outlines: gpd.GeoDataFrame, places: gpd.GeoDataFrame, figures: Figures
) -> list[Zone]:
    """Return one zone a canton.

    Parameters
    ----------
    outlines : GeoDataFrame
        Cantons: `canton`, `members`, polygons in EPSG:31370 [m].
    places : GeoDataFrame
        Known places: `nis`, points in EPSG:31370 [m].
    figures : Figures
        The official figures.

    Returns
    -------
    list[Zone]
        In the order of `outlines`.
    """
    cantons_of = outlines["members"].explode().value_counts()
    split = set(cantons_of[cantons_of > 1].index)
    return [
        _zone(canton, places[places.within(canton.geometry)], figures, split)
        for canton in outlines.itertuples(index=False)
    ]


def make_seams(outlines: gpd.GeoDataFrame) -> list[Seam]:
    """Return a seam for each two cantons with a common outline.

    Parameters
    ----------
    outlines : GeoDataFrame
        Cantons, polygons in EPSG:31370 [m] that form a coverage.

    Returns
    -------
    list[Seam]
        Sorted by the numbers of the two cantons.
    """
    polygons = shapely.coverage_simplify(outlines.geometry.to_numpy(), OUTLINE_TOLERANCE_M)
    one, two = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    pairs = sorted((int(a), int(b)) for a, b in zip(one, two, strict=True) if a < b)
    seams = []
    for a, b in pairs:
        shared = shapely.get_parts(shapely.intersection(polygons[a], polygons[b]))
        lines = shared[shapely.get_type_id(shared) == shapely.GeometryType.LINESTRING]
        if len(lines):
            seams.append(_seam(a, b, lines))
    return seams


def _zone(canton: Any, places: gpd.GeoDataFrame, figures: Figures, split: set[str]) -> Zone:
    """Return the zone of one row of the outlines, with the known places inside it."""
    codes = canton.members
    members = np.array([figures.nis.index(code) for code in codes])
    place_km = shapely.get_coordinates(places.geometry.to_numpy()) / 1000
    place_owners = np.array([codes.index(code) for code in places["nis"]], dtype=np.int64)
    sites, owners = [place_km], [place_owners]
    for number, row in enumerate(members):
        extra = np.empty((0, 2))
        if codes[number] not in split:
            extra = _ring(figures.centroid_km[row], figures.area_km2[row])
        elif number not in place_owners:
            extra = shapely.get_coordinates(canton.geometry.representative_point()) / 1000
        sites.append(extra)
        owners.append(np.full(len(extra), number))
    start = np.pad(np.vstack(sites), ((0, 0), (0, 1)))
    ownership = (np.concatenate(owners)[:, None] == np.arange(len(members))).astype(float)
    raster, steps = _raster(canton.geometry)
    return Zone(canton.canton, members, start, ownership, raster, steps, place_km, place_owners)


def _ring(centroid_km: FloatArray, area_km2: float) -> FloatArray:
    """Return the centroid and points around it, at a quarter of the municipality's width [km]."""
    angle = 0.3 + 2 * np.pi * np.arange(RING) / RING
    ring = np.column_stack([np.cos(angle), np.sin(angle)]) * np.sqrt(area_km2) / 4
    return np.vstack([centroid_km, centroid_km + ring])


def _raster(outline: shapely.Geometry) -> tuple[FloatArray, sparse.csr_matrix]:
    """Return the raster points inside an outline [km], and the operator of their differences."""
    x_min, y_min, x_max, y_max = np.array(outline.bounds) / 1000
    columns = np.arange(np.floor(x_min / STEP_KM) + 0.5, x_max / STEP_KM) * STEP_KM
    rows = np.arange(np.floor(y_min / STEP_KM) + 0.5, y_max / STEP_KM) * STEP_KM
    x, y = np.meshgrid(columns, rows)
    inside = shapely.contains_xy(outline, x * 1000, y * 1000)
    return np.column_stack([x[inside], y[inside]]), raster_steps(inside)


def _seam(zone_a: int, zone_b: int, lines: NDArray[np.object_]) -> Seam:
    ends = [shapely.get_coordinates(line) / 1000 for line in shapely.segmentize(lines, PIECE_M)]
    points = np.vstack([(xy[1:] + xy[:-1]) / 2 for xy in ends])
    length_km = np.concatenate([np.hypot(*(xy[1:] - xy[:-1]).T) for xy in ends])
    return Seam(zone_a, zone_b, points, length_km)
