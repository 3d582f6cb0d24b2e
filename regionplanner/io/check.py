"""What is wrong with the ids, parents and shapes of a layer: everything at once."""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from regionplanner.errors import counted, listing
from regionplanner.io.finding import Finding, Kind
from regionplanner.io.plain_text import shown_text, unseen

POLYGONS = ("Polygon", "MultiPolygon")


def labels(table: gpd.GeoDataFrame) -> pd.Series:
    """Return what to call each row in messages: ``"Lier (12021)"``, or its row number.

    Parameters
    ----------
    table
        Columns `nis` and `name`.

    Returns
    -------
    pandas.Series
        Text, same index.
    """
    row = pd.Series([f"row {number + 1}" for number in range(len(table))], index=table.index)
    known = table["nis"].notna()
    named: pd.Series = table["name"] + " (" + table["nis"].where(known, row) + ")"
    return named.where(table["name"] != "", row)


def attribute_findings(table: gpd.GeoDataFrame) -> list[Finding]:
    """Return what is wrong with ids and parents: missing, or not unique.

    Parameters
    ----------
    table
        Columns `nis`, `name`, `reference_region`; see `unit_table`.

    Returns
    -------
    list of Finding
        Empty when every row has an id of its own and a parent.
    """
    findings = []
    named = labels(table)
    without_id = table["nis"].isna()
    if without_id.any():
        findings.append(
            Finding(
                "id",
                (),
                f"{_count(without_id)} without an id: {listing(named[without_id])}; "
                "each unit needs one; fill it in or choose another column with --id",
            )
        )
    twice = table["nis"].notna() & table["nis"].duplicated(keep=False)
    if twice.any():
        shared = table[twice].groupby("nis", sort=False)["name"].agg(list)
        texts = (
            f"{nis} on {len(names)} rows ({listing(names, at_most=2)})"
            for nis, names in shared.items()
        )
        findings.append(
            Finding(
                "id",
                tuple(shared.index),
                f"{len(shared)} id(s) on more than one row: {listing(texts)}; each unit has one "
                "row; dissolve its parts into one, or choose another column with --id",
            )
        )
    findings += _unseen_findings(table, named)
    orphans = table["reference_region"].isna()
    if orphans.any():
        findings.append(
            _finding(
                "parent",
                table[orphans],
                f"{_count(orphans)} without a parent: {listing(named[orphans])}; each unit lies "
                "in one reference region; fill it in or choose another column with --parent",
            )
        )
    return findings


def _unseen_findings(table: gpd.GeoDataFrame, named: pd.Series) -> Iterator[Finding]:
    """Yield which ids and parents have characters that cannot be seen, so that two look alike."""
    kinds: tuple[tuple[str, Kind, str], ...] = (
        ("nis", "id", "ids"),
        ("reference_region", "parent", "parents"),
    )
    for column, kind, what in kinds:
        hidden = table[column].map(unseen, na_action="ignore").fillna("")
        rows = hidden != ""
        if rows.any():
            texts = [
                f"{shown_text(text)} of {shown_text(name)[1:-1]} has {character}"
                for text, name, character in zip(
                    table[column][rows], named[rows], hidden[rows], strict=True
                )
            ]
            yield _finding(
                kind,
                table[rows],
                f"{_count(rows)} with characters in the {what} that cannot be seen: "
                f"{listing(texts)}; two that look alike would not be the same; delete them",
            )


def shape_findings(
    table: gpd.GeoDataFrame, valid: pd.Series, *, repaired: bool = False
) -> list[Finding]:
    """Return what is wrong with each geometry by itself: missing, no polygon, invalid.

    Parameters
    ----------
    table
        Columns `nis`, `name`, `geometry`; see `unit_table`.
    valid
        Which geometries are valid, ``table.is_valid``.
    repaired
        Whether a repair was tried, which is not proposed again.

    Returns
    -------
    list of Finding
        Empty when every row has a valid polygon.
    """
    findings = []
    named = labels(table)
    empty = table.geometry.isna() | table.geometry.is_empty
    unreal = unreal_shapes(table)
    other = ~empty & ~unreal & ~table.geom_type.isin(POLYGONS)
    invalid = ~empty & ~unreal & ~other & ~valid
    if empty.any():
        findings.append(
            _finding(
                "shape",
                table[empty],
                f"{_count(empty)} without a polygon: {listing(named[empty])}; each unit needs "
                "one (a damaged file loses them); draw it, or leave the unit out (--leave-out)",
            )
        )
    if unreal.any():
        findings.append(
            _finding(
                "shape",
                table[unreal],
                f"{_count(unreal)} with coordinates that are no numbers: {listing(named[unreal])}; "
                "draw the polygon again, or leave the unit out (--leave-out)",
            )
        )
    if other.any():
        types = listing(named[other] + " is a " + table.geom_type[other])
        findings.append(
            _finding(
                "shape",
                table[other],
                f"{_count(other)} without an area: {types}; expected Polygon or "
                f"MultiPolygon; choose the layer with areas (--layer){_or_repaired(repaired)}",
            )
        )
    if invalid.any():
        reasons = shapely.is_valid_reason(table.geometry[invalid].to_numpy())
        wrong = (
            f"{_count(invalid)} with an invalid polygon: {listing(named[invalid] + ': ' + reasons)}"
        )
        findings.append(
            _finding(
                "shape",
                table[invalid],
                f"{wrong}; polygons may not cross themselves; repair them in a GIS "
                "(QGIS: Fix geometries) or with --repair",
                mended=wrong,
            )
        )
    return findings


def unreal_shapes(table: gpd.GeoDataFrame) -> pd.Series:
    """Return which shapes have coordinates that are infinite or no numbers.

    Parameters
    ----------
    table
        Column `geometry`.

    Returns
    -------
    pandas.Series
        Booleans, same index.
    """
    shapes = table.geometry.to_numpy()
    area = shapely.area(shapes)  # NaN or infinite where a coordinate is
    return pd.Series(~np.isfinite(area) & ~shapely.is_missing(shapes), index=table.index)


def _finding(kind: Kind, rows: gpd.GeoDataFrame, message: str, *, mended: str = "") -> Finding:
    return Finding(kind, tuple(rows["nis"].dropna()), message, mended)


def _or_repaired(repaired: bool) -> str:
    return (
        ", or leave the unit out (--leave-out)"
        if repaired
        else ", or keep the areas of collections with --repair"
    )


def _count(mask: pd.Series) -> str:
    number = int(mask.sum())
    return counted(number, "unit")
