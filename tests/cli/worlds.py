"""Worlds as files, small enough to plan in a moment."""

import geopandas as gpd

from tests.worlds import grid_municipalities


def save(path, cells, crs=31370, **columns):
    """Save a world of cells as polygons, in Belgium; return the path."""
    world = grid_municipalities(cells, **columns).frame
    frame = gpd.GeoDataFrame(
        world[["name", "reference_region", *columns, "geometry"]].reset_index(), crs=31370
    )
    frame = frame.set_geometry(frame.translate(150_000, 180_000)).to_crs(crs)
    frame.to_file(path)
    return path


def ids(path):
    """The ids of the units in a file, in order."""
    return sorted(gpd.read_file(path)["nis"].astype(str))
