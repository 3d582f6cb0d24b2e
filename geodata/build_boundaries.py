"""Build boundaries.gpkg: generalised polygons of the 285 municipalities, for drawing.

Usage: ``python geodata/build_boundaries.py`` (half a minute).

Every canton is divided by the weighted Voronoi cells of its sites (sites.csv); the cells are
dissolved by municipality into one coverage, which is then simplified.
"""

import os
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from build_source import write_source
from numpy.typing import NDArray
from open_sources import CRS, FOLDER, canton_outlines
from soft_cells import FloatArray, power_scores

TOLERANCE_M = 60.0
"""Detail smaller than a triangle with sides of about this length is left out."""
GRID_M = 0.01
"""Corners that are closer than this are one corner."""
REACH_M = 1.0
"""Cell borders are drawn this much too long, so that they surely meet; loose ends drop out."""
FILE_DATE = date(2025, 1, 1)

WITH_ENCLAVES = "13002"
"""Baarle-Hertog, the only municipality with parts that lie wholly in another country."""

Geometries = NDArray[np.object_]


def municipality_polygons(outlines: gpd.GeoDataFrame, sites: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the polygons of the municipalities.

    Parameters
    ----------
    outlines : GeoDataFrame
        Cantons: `canton`, polygons in EPSG:31370 [m] that form a coverage.
    sites : DataFrame
        Sites of each canton: `canton`, `nis`, `x_31370` and `y_31370` [m], `weight_km2`.

    Returns
    -------
    GeoDataFrame
        Columns `nis` and `geometry`, sorted by `nis`, EPSG:31370; a valid coverage.
    """
    sites_of = dict(iter(sites.groupby("canton")))
    lines = [shapely.boundary(outlines.geometry.to_numpy())]
    for canton, outline in zip(outlines["canton"], outlines.geometry, strict=True):
        borders = cell_borders(*_arrays(sites_of[canton]))
        lines.append(shapely.intersection(borders, shapely.buffer(outline, REACH_M)))
    faces = _faces(np.concatenate(lines))
    nis = _owners(faces, outlines, sites_of)
    whole = _join_fragments(faces[nis != ""], nis[nis != ""])
    whole["geometry"] = shapely.coverage_simplify(whole.geometry.to_numpy(), TOLERANCE_M)
    return whole


def cell_borders(
    places: FloatArray, weights: FloatArray, owners: NDArray[np.object_]
) -> Geometries:
    """Return the borders between the weighted Voronoi cells of different owners.

    Parameters
    ----------
    places : FloatArray
        Sites [km], shape (n, 2).
    weights : FloatArray
        Weights [km2], shape (n,).
    owners : NDArray[object]
        Owner of each site, shape (n,).

    Returns
    -------
    Geometries
        Lines [m]; far borders end 300 km from the middle between their two sites.

    Notes
    -----
    Sites i and j have equal scores on a line. On that line the score of each other site k less
    that of i is linear too, so k takes a half line away; what remains is the border.
    """
    lines = []
    for i, j in np.argwhere(owners[:, None] < owners[None, :]):
        across = places[j] - places[i]
        apart = across @ across
        if apart == 0:
            continue
        step = (weights[i] - weights[j] + apart) / (2 * apart)
        origin, along = places[i] + step * across, np.array([-across[1], across[0]]) / apart**0.5
        ends = _interval(origin, along, places, weights, i)
        if ends is not None:
            lines.append((origin + np.outer(ends, along)) * 1000)
    return np.array([shapely.LineString(line) for line in lines], dtype=object)


def _interval(
    origin: FloatArray, along: FloatArray, places: FloatArray, weights: FloatArray, i: np.int64
) -> FloatArray | None:
    """Return where on the line ``origin + t along`` [km] no site beats site i, or None."""
    sites = np.column_stack([places, weights])
    lead = power_scores(sites, origin[None, :])[0]
    lead = lead - lead[i]
    growth = 2 * (places - places[i]) @ along
    growing, falling = growth > 1e-9, growth < -1e-9
    if (lead[~growing & ~falling] > 1e-9).any():
        return None
    low = np.max(-lead[falling] / growth[falling], initial=-300.0)
    high = np.min(-lead[growing] / growth[growing], initial=300.0)
    if low >= high:
        return None
    return np.array([low - REACH_M / 1000, high + REACH_M / 1000])


def _faces(lines: Geometries) -> Geometries:
    """Return the faces into which lines divide the plane."""
    noded = shapely.union_all(lines, grid_size=GRID_M)
    faces: Geometries = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    return faces


def _owners(
    faces: Geometries, outlines: gpd.GeoDataFrame, sites_of: dict[str, pd.DataFrame]
) -> NDArray[np.object_]:
    """Return the municipality of each face, the empty string outside all cantons."""
    inner = shapely.point_on_surface(faces)
    nis = np.full(len(faces), "", dtype=object)
    tree = shapely.STRtree(inner)
    for canton, outline in zip(outlines["canton"], outlines.geometry, strict=True):
        here = tree.query(outline, predicate="contains")
        places, weights, owners = _arrays(sites_of[canton])
        points = shapely.get_coordinates(inner[here]) / 1000
        scores = power_scores(np.column_stack([places, weights]), points)
        nis[here] = owners[scores.argmax(axis=1)]
    return nis


def _join_fragments(faces: Geometries, nis: NDArray[np.object_]) -> gpd.GeoDataFrame:
    """Return one polygon a municipality; a fragment goes to the neighbour it borders most.

    A fragment is a part other than the largest of its municipality; one without a neighbour is an
    enclave abroad.
    """
    parts = gpd.GeoDataFrame({"nis": nis}, geometry=faces, crs=CRS)
    parts = parts.dissolve("nis", method="coverage").explode().reset_index()
    area = parts.area
    parts["largest"] = area == area.groupby(parts["nis"]).transform("max")
    homes = parts[parts["largest"]].reset_index(drop=True)
    for row in parts.index[~parts["largest"]]:
        shared = homes.intersection(parts.geometry[row]).length
        parts.loc[row, "nis"] = homes["nis"][shared.idxmax()] if shared.any() else WITH_ENCLAVES
    return parts.dissolve("nis", method="coverage").reset_index()[["nis", "geometry"]]


def _arrays(sites: pd.DataFrame) -> tuple[FloatArray, FloatArray, NDArray[np.object_]]:
    """Return places [km], weights [km2] and owners of sites."""
    places = sites[["x_31370", "y_31370"]].to_numpy(float) / 1000
    return places, sites["weight_km2"].to_numpy(float), sites["nis"].to_numpy(object)


def write_boundaries(polygons: gpd.GeoDataFrame, names: pd.Series, path: Path) -> None:
    """Write the polygons with their names; the same polygons give the same bytes.

    Parameters
    ----------
    polygons : GeoDataFrame
        Columns `nis` and `geometry`.
    names : Series
        Name by NIS code.
    path : Path
        GeoPackage to write; an existing file is replaced.
    """
    os.environ["OGR_CURRENT_DATE"] = f"{FILE_DATE:%Y-%m-%d}T00:00:00.000Z"
    path.unlink(missing_ok=True)
    table = polygons.assign(name=polygons["nis"].map(names))[["nis", "name", "geometry"]]
    table.to_file(
        path, layer="municipalities", driver="GPKG", geometry_type="Unknown", SPATIAL_INDEX="NO"
    )


def main() -> None:
    """Build the polygons and write boundaries.gpkg."""
    sites = pd.read_csv(FOLDER / "sites.csv", dtype={"nis": str})
    names = pd.read_csv(FOLDER / "municipalities.csv", dtype=str).set_index("nis")["name"]
    polygons = municipality_polygons(canton_outlines(), sites)
    write_boundaries(polygons, names, FOLDER / "boundaries.gpkg")
    write_source(FOLDER)


if __name__ == "__main__":
    main()
