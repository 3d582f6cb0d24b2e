"""What is wrong with data: findings, collected so that a planner sees all of them at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from regionplanner.data.municipalities import Municipalities, expect_municipalities, without
from regionplanner.errors import DataError, Message, counted, listing
from regionplanner.files.text import plain, shown_text, unseen

Kind = Literal[
    "crs",  # no coordinate reference system, or one that cannot be right
    "id",  # missing or not unique
    "parent",  # missing reference region
    "shape",  # no polygon, or an invalid one
    "overlap",  # units that overlap
    "gap",  # a sliver between units
    "mismatch",  # borders that do not follow the same line
    "isolated",  # a unit without any neighbour
    "split",  # a parent in several parts
    "small",  # a parent with too few units
    "figure",  # a figure that is no number
    "table",  # an extra table that does not fit
]

AT_MOST = 40
"""So many findings are written out."""

POLYGONS = ("Polygon", "MultiPolygon")

_OF_SHAPES = ("shape", "overlap", "gap", "mismatch")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the data.

    Attributes
    ----------
    kind
        What sort of thing, for programs.
    units
        Ids of the units concerned, where they have one.
    message
        What is wrong, what was expected, what to do, for people.
    fixable
        What fixing the geometry mends: the first part of the message; empty where nothing does.
    """

    kind: Kind
    units: tuple[str, ...]
    message: str
    fixable: str = ""


def raise_findings(
    findings: Iterable[Finding], *, parents: Mapping[str, str] | None = None
) -> None:
    """Raise one error that shows all findings; do nothing when there are none.

    Raises
    ------
    DataError
        When there is any finding.
    """
    messages = [finding.message for finding in findings]
    if len(messages) == 1:
        raise DataError(messages[0], parents=parents)
    if messages:
        shown, rest = messages[:AT_MOST], len(messages) - AT_MOST
        lines = "\n- ".join([*shown, *([f"and {rest:,} more"] if rest > 0 else [])])
        raise DataError(
            "{n_messages} findings in the data:\n- {lines}",
            parents=parents,
            n_messages=len(messages),
            lines=lines,
        )


def table_finding(message: str) -> Finding:
    """Return that an extra table does not fit."""
    return Finding("table", (), message)


def table_findings(
    subject: str, messages: Iterable[tuple[Collection[object], str]]
) -> list[Finding]:
    """Return a finding on extra tables for each message whose rows, or units, are not none."""
    return [
        table_finding(Message("{subject} {message}", subject=subject, message=message))
        for rows, message in messages
        if len(rows)
    ]


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
    named = labels(table)
    without_id, orphans = table["nis"].isna(), table["reference_region"].isna()
    twice = ~without_id & table["nis"].duplicated(keep=False)
    shared = table[twice].groupby("nis", sort=False)["name"].agg(list)
    repeated = listing(
        f"{nis} on {len(names)} rows ({listing(names, at_most=2)})" for nis, names in shared.items()
    )
    return [
        *_found(
            "id",
            table[without_id],
            f"without an id: {listing(named[without_id])}; "
            "each unit needs one; fill it in or choose another column with --id",
        ),
        *_found(
            "id",
            table[twice].drop_duplicates("nis"),
            f"id(s) on more than one row: {repeated}; each unit has one "
            "row; dissolve its parts into one, or choose another column with --id",
            counts=str(len(shared)),
        ),
        *_unseen_findings(table, named),
        *_found(
            "parent",
            table[orphans],
            f"without a parent: {listing(named[orphans])}; each unit lies "
            "in one reference region; fill it in or choose another column with --parent",
        ),
    ]


def _unseen_findings(table: gpd.GeoDataFrame, named: pd.Series) -> Iterator[Finding]:
    """Yield which ids and parents have characters that cannot be seen, so that two look alike."""
    kinds: tuple[tuple[str, Kind, str], ...] = (
        ("nis", "id", "ids"),
        ("reference_region", "parent", "parents"),
    )
    for column, kind, what in kinds:
        hidden = table[column].map(unseen, na_action="ignore").fillna("")
        rows = hidden != ""
        cells = zip(table[column][rows], named[rows], hidden[rows], strict=True)
        texts = [
            f"{shown_text(text)} of {shown_text(name)[1:-1]} has {character}"
            for text, name, character in cells
        ]
        yield from _found(
            kind,
            table[rows],
            f"with characters in the {what} that cannot be seen: "
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
    named = labels(table)
    empty = table.geometry.isna() | table.geometry.is_empty
    unreal = unreal_shapes(table)
    other = ~empty & ~unreal & ~table.geom_type.isin(POLYGONS)
    invalid = ~empty & ~unreal & ~other & ~valid
    types = listing(named[other] + " is a " + table.geom_type[other])
    advice = (
        "or leave the unit out (--leave-out)"
        if repaired
        else "or keep the areas of collections with --repair"
    )
    reasons = shapely.is_valid_reason(table.geometry[invalid].to_numpy())
    wrong = f"with an invalid polygon: {listing(named[invalid] + ': ' + reasons)}"
    return [
        *_found(
            "shape",
            table[empty],
            f"without a polygon: {listing(named[empty])}; each unit needs "
            "one (a damaged file loses them); draw it, or leave the unit out (--leave-out)",
        ),
        *_found(
            "shape",
            table[unreal],
            f"with coordinates that are no numbers: {listing(named[unreal])}; "
            "draw the polygon again, or leave the unit out (--leave-out)",
        ),
        *_found(
            "shape",
            table[other],
            f"without an area: {types}; expected Polygon or "
            f"MultiPolygon; choose the layer with areas (--layer), {advice}",
        ),
        *_found(
            "shape",
            table[invalid],
            f"{wrong}; polygons may not cross themselves; repair them in a GIS "
            "(QGIS: Fix geometries) or with --repair",
            fixable=wrong,
        ),
    ]


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


def _found(
    kind: Kind, rows: gpd.GeoDataFrame, wrong: str, *, counts: str = "", fixable: str = ""
) -> list[Finding]:
    """Return what is wrong with rows, how many first; nothing where there are none."""
    if not len(rows):
        return []
    number = counts or counted(len(rows), "unit")
    units = tuple(rows["nis"].dropna())
    return [Finding(kind, units, f"{number} {wrong}", fixable and f"{number} {fixable}")]


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
    """Return the municipalities (ids, sorted) that have no polygon: nobody knows where they lie."""
    frame = municipalities.frame
    return tuple(map(str, frame.index[frame.geometry.is_empty]))


def drawable(municipalities: Municipalities) -> Municipalities:
    """Return the municipalities that can be drawn: those with a polygon."""
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
