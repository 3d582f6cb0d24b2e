"""What is wrong with data: findings, collected so that a planner sees all of them at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from regionplanner.data.municipalities import Municipalities, expect_municipalities, without
from regionplanner.errors import DataError, Message, Reason, counted, joined, listing
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

Wrong = tuple[Collection[Any], str]
"""What has something wrong, none, one or several, and what that is; see `table_findings`."""

_INVALID = {
    "Self-intersection": Message("crosses itself"),
    "Ring Self-intersection": Message("a ring touches or crosses itself"),
    "Hole lies outside shell": Message("a hole lies outside the outline"),
    "Holes are nested": Message("holes lie in each other"),
    "Interior is disconnected": Message("holes cut the inside in parts"),
    "Nested shells": Message("parts lie in each other"),
    "Duplicate Rings": Message("a ring is there twice"),
    "Too few points in geometry component": Message("a ring has too few points"),
}
"""What GEOS finds wrong with a polygon, in words of planners."""

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
        What fixing the geometry corrects: the first part of the message; empty where nothing does.
    ways
        Each a `regionplanner.rules.rule.WayOut`, where a change of the scenario helps.
    """

    kind: Kind
    units: tuple[str, ...]
    message: str
    fixable: str = ""
    ways: tuple[Any, ...] = ()


def raise_findings(
    findings: Iterable[Finding], *, parents: Mapping[str, str] | None = None
) -> None:
    """Raise one error that shows all findings; do nothing when there are none.

    Raises
    ------
    DataError
        When there is any finding.
    """
    all_findings = list(findings)
    messages = [finding.message for finding in all_findings]
    with_ways = [finding for finding in all_findings if finding.ways]
    if len(messages) == 1:
        raise DataError(Reason(messages[0], explanations=with_ways), parents=parents)
    if messages:
        rest = len(messages) - AT_MOST
        more = [Message("and {rest:,} more", rest=rest)] if rest > 0 else []
        message = Message(
            "{count} findings in the data:\n- {findings}",
            count=len(messages),
            findings=joined([*messages[:AT_MOST], *more], "\n- "),
        )
        raise DataError(Reason(message, explanations=with_ways), parents=parents)


def table_findings(
    file: str, wrong: Iterable[Wrong], *, units: Collection[str] = (), **values: object
) -> list[Finding]:
    """Return what is wrong with an extra table.

    Parameters
    ----------
    file
        Its name; empty where the templates name it.
    wrong
        What it has, or a template for it with ``{names}`` and ``{count}``, by what has it: nothing
        where that is empty.
    units
        Ids of the data, which findings name.
    **values
        What else stands in the templates.
    """
    return [
        Finding("table", tuple(unit for unit in rows if unit in units), in_file(file, what))
        for rows, template in wrong
        if len(rows)
        for what in [_filled(template, rows, values)]
    ]


def _filled(template: str, rows: Collection[Any], values: Mapping[str, object]) -> Message:
    if isinstance(template, Message):
        return template
    return Message(template, names=listing(rows), count=len(rows), **values)


def in_file(file: str, what: str) -> Message:
    """Return what a table has that is wrong."""
    return Message("{file} has {what}" if file else "{what}", file=file, what=what)


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
    rows = enumerate(zip(table["name"], table["nis"], strict=True), start=1)
    called = [_label(name, nis, row) for row, (name, nis) in rows]
    return pd.Series(called, index=table.index, dtype=object)


def _label(name: str, nis: object, row: int) -> str:
    if name and not pd.isna(nis):  # type: ignore[call-overload]
        return f"{name} ({nis})"
    number = Message("row {row}", row=row)
    return Message("{name} ({row})", name=name, row=number) if name else number


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
    repeated = [
        Message(
            "{nis} on {count} rows ({names})", nis=nis, count=len(names), names=listing(names[:2])
        )
        for nis, names in shared.items()
    ]
    return [
        *_found(
            "id",
            table[without_id],
            named[without_id],
            "{units} without an id: {names}; each unit needs one; fill it in or choose another "
            "column with --id",
        ),
        *_found(
            "id",
            table[twice].drop_duplicates("nis"),
            repeated,
            "{count} id(s) on more than one row: {names}; each unit has one row; dissolve its "
            "parts into one, or choose another column with --id",
        ),
        *_unseen_findings(table, named),
        *_found(
            "parent",
            table[orphans],
            named[orphans],
            "{units} without a parent: {names}; each unit lies in one reference region; fill it "
            "in or choose another column with --parent",
        ),
    ]


def _unseen_findings(table: gpd.GeoDataFrame, named: pd.Series) -> Iterator[Finding]:
    """Yield which ids and parents have characters that cannot be seen, so that two look alike."""
    kinds: tuple[tuple[str, Kind, str], ...] = (
        (
            "nis",
            "id",
            "{units} with characters in the ids that cannot be seen: {names}; two that look alike "
            "would not be the same; delete them",
        ),
        (
            "reference_region",
            "parent",
            "{units} with characters in the parents that cannot be seen: {names}; two that look "
            "alike would not be the same; delete them",
        ),
    )
    for column, kind, wrong in kinds:
        hidden = table[column].map(unseen, na_action="ignore").fillna("")
        rows = hidden != ""
        cells = zip(table[column][rows], named[rows], hidden[rows], strict=True)
        names = [
            Message(
                "{text} of {unit} has {character}",
                text=shown_text(text),
                unit=name if isinstance(name, Message) else shown_text(name)[1:-1],
                character=character,
            )
            for text, name, character in cells
        ]
        yield from _found(kind, table[rows], names, wrong)


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
    other_type = ~empty & ~unreal & ~table.geom_type.isin(POLYGONS)
    invalid = ~empty & ~unreal & ~other_type & ~valid
    types = [
        Message("{unit} is a {kind}", unit=unit, kind=kind)
        for unit, kind in zip(named[other_type], table.geom_type[other_type], strict=True)
    ]
    reasons = shapely.is_valid_reason(table.geometry[invalid].to_numpy())
    crossing = [
        Message("{unit}: {wrong}", unit=unit, wrong=_invalid(reason))
        for unit, reason in zip(named[invalid], reasons, strict=True)
    ]
    return [
        *_found(
            "shape",
            table[empty],
            named[empty],
            "{units} without a polygon: {names}; each unit needs one (a damaged file loses them); "
            "draw it, or leave the unit out (--leave-out)",
        ),
        *_found(
            "shape",
            table[unreal],
            named[unreal],
            "{units} with coordinates that are no numbers: {names}; draw the polygon again, or "
            "leave the unit out (--leave-out)",
        ),
        *_found(
            "shape",
            table[other_type],
            types,
            "{units} without an area: {names}; expected Polygon or MultiPolygon; choose the layer "
            "with areas (--layer), or leave the unit out (--leave-out)"
            if repaired
            else "{units} without an area: {names}; expected Polygon or MultiPolygon; choose the "
            "layer with areas (--layer), or keep the areas of collections with --repair",
        ),
        *_found(
            "shape",
            table[invalid],
            crossing,
            "{wrong}; polygons may not cross themselves; repair them in a GIS (QGIS: Fix "
            "geometries) or with --repair",
            fixable="{units} with an invalid polygon: {names}",
        ),
    ]


def _invalid(reason: str) -> Message:
    """Return why a polygon is not valid and where, from what GEOS says: ``"Kind[x y]"``."""
    kind, _, place = reason.partition("[")
    wrong = _INVALID.get(kind, Message("its outline is not valid"))
    try:
        x, y = map(float, place.rstrip("]").split())
    except ValueError:
        return wrong
    return Message("{wrong} at ({x:.8g} {y:.8g})", wrong=wrong, x=x, y=y)


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
    kind: Kind, rows: gpd.GeoDataFrame, names: Iterable[str], template: str, *, fixable: str = ""
) -> list[Finding]:
    """Return what is wrong with rows; nothing where there are none."""
    count = len(rows)
    said = {"units": counted(count, "unit"), "count": count, "names": listing(names)}
    wrong = Message(fixable, **said)
    message = Message(template, wrong=wrong, **said)
    return [Finding(kind, tuple(rows["nis"].dropna()), message, wrong)] if count else []


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
    wrong = {unit for finding in findings if finding.kind in _OF_SHAPES for unit in finding.units}
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
    text = "left out, and not drawn for want of a polygon that fits: {units}"
    return (Message(text, units=listing(labels(bare))),)
