"""Units that are not planned and have no polygon that can be used: they stay, without one."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import shapely

from regionplanner.errors import listing
from regionplanner.io.check import labels
from regionplanner.io.finding import Finding
from regionplanner.io.municipalities import Municipalities, expect_municipalities, without
from regionplanner.io.plain_text import plain

_OF_SHAPES = ("shape", "overlap", "gap", "mismatch")


def bare_units(
    table: gpd.GeoDataFrame, findings: Iterable[Finding], leave_out: Collection[str]
) -> gpd.GeoDataFrame:
    """Return the rows of units that are left out and with whose polygons something is wrong.

    Parameters
    ----------
    table
        Columns `nis` and `name`.
    findings
        What is wrong with it.
    leave_out
        Ids or names of units that will not be planned.
    """
    wrong = {unit for one in findings if one.kind in _OF_SHAPES for unit in one.units}
    named = {plain(text).casefold() for text in leave_out}
    called = table["name"].map(lambda name: plain(str(name)).casefold() in named)
    return table[table["nis"].isin(wrong) & (called | table["nis"].isin(list(leave_out)))]


def with_bare(frame: gpd.GeoDataFrame, bare: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return units with those that have no polygon, each in the middle of its reference region.

    Parameters
    ----------
    frame
        Units, index `nis`, with `reference_region`, `x_m`, `y_m` and `area_km2`.
    bare
        Rows of further units, column `nis`.
    """
    if bare.empty:
        return frame
    middles = frame.groupby("reference_region")[["x_m", "y_m"]].mean().round(1)
    places = middles.reindex(bare["reference_region"]).fillna(frame[["x_m", "y_m"]].mean().round(1))
    shapes = gpd.GeoSeries([shapely.Polygon()] * len(bare), index=bare.index, crs=frame.crs)
    rows = bare.assign(
        x_m=places["x_m"].to_numpy(), y_m=places["y_m"].to_numpy(), area_km2=0.0, geometry=shapes
    )
    rows = gpd.GeoDataFrame(rows, geometry="geometry", crs=frame.crs).set_index("nis")
    return gpd.GeoDataFrame(pd.concat([frame, rows[frame.columns]]).sort_index(), crs=frame.crs)


def without_polygon(municipalities: Municipalities) -> tuple[str, ...]:
    """Return the municipalities (ids, sorted) that have no polygon: nobody knows where they lie.

    Parameters
    ----------
    municipalities
        The units.
    """
    frame = municipalities.frame
    return tuple(map(str, frame.index[frame.geometry.is_empty]))


def drawable(municipalities: Municipalities) -> Municipalities:
    """Return the municipalities that can be drawn: those with a polygon.

    Parameters
    ----------
    municipalities
        The units.
    """
    expect_municipalities(municipalities)
    bare = without_polygon(municipalities)
    return replace(without(municipalities, bare), undrawn=bare) if bare else municipalities


def bare_notes(bare: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Return that units are not drawn; empty where there are none.

    Parameters
    ----------
    bare
        Columns `nis` and `name`.
    """
    if bare.empty:
        return ()
    return (f"left out, and not drawn for want of a polygon that fits: {listing(labels(bare))}",)
