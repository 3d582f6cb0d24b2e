"""The columns of any file -> the columns every other module counts on."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from pandas.api import types

from regionplanner.errors import DataError, Message, listing
from regionplanner.files.safe_read import parsed_json
from regionplanner.files.text import plain, seen, shown_text
from regionplanner.files.text_table import column_of, same_column

OURS = ("nis", "name", "reference_region", "reference_region_name", "x_m", "y_m", "area_km2")
"""Columns with a fixed meaning; what a file holds under these names is not kept."""

_MOST_EXACT = 2.0**53
_NO_CODES = frozenset(
    {"true", "false", "True", "False", *map(str, (2**63 - 1, 2**64 - 1, -(2**63)))}
)
_POWER = re.compile(r"-?\d(\.\d+)?e\+\d+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a file hold the id, the name and the parent of each unit.

    Attributes
    ----------
    nis, name, parent
        Columns.
    notes
        Which of them were taken for these by names that others have.
    """

    nis: str = "nis"
    name: str = "name"
    parent: str = "reference_region"
    notes: tuple[str, ...] = ()


def nameable_columns(frame: gpd.GeoDataFrame) -> list[str]:
    """Return the columns that choices can name: all but polygons and their centroids."""
    places = {frame.geometry.name, "x_m", "y_m"}
    return [str(column) for column in frame.columns if column not in places]


def chosen_columns(
    frame: gpd.GeoDataFrame, *, nis: str | None, name: str | None, parent: str | None, file: str
) -> Columns:
    """Return the columns to use: the ones asked for, else those with our own or known names.

    Parameters
    ----------
    frame
        The layer; an index with a name can be used as a column.
    nis, name, parent
        Columns asked for, or None.
    file
        Name of the file, for the message.

    Returns
    -------
    Columns
        All three are in the frame.

    Raises
    ------
    DataError
        When one is not there; lists the columns that are.
    """
    there = [str(column) for column in frame.columns if column != frame.geometry.name]
    if frame.index.name is not None:  # the key of the rows
        there.append(str(frame.index.name))
    # columns of a table in memory may be called by numbers
    asked = {
        ours: None if theirs is None else str(theirs)
        for ours, theirs in (("nis", nis), ("name", name), ("reference_region", parent))
    }
    chosen = {
        ours: (column_of(ours, there) or ours)
        if theirs is None
        else (same_column(theirs, there) or theirs)
        for ours, theirs in asked.items()
    }
    notes = [
        Message("column {theirs} of {file} is read as {ours}", theirs=theirs, file=file, ours=ours)
        for ours, theirs in chosen.items()
        if asked[ours] is None and theirs != ours
    ]
    columns = Columns(chosen["nis"], chosen["name"], chosen["reference_region"], tuple(notes))
    wanted = (
        ("ids '{column}' (--id, id_column=)", columns.nis),
        ("names '{column}' (--name, name_column=)", columns.name),
        ("parents '{column}' (--parent, parent_column=)", columns.parent),
    )
    missing = [Message(what, column=column) for what, column in wanted if column not in there]
    if missing:
        raise DataError(
            "{file} has no column for the {missing}; its columns are {there}; name the right one",
            file=file,
            missing=listing(missing),
            there=listing(there, at_most=40) or Message("none"),
        )
    return columns


def refuse_odd_values(frame: gpd.GeoDataFrame, columns: Columns, *, file: str) -> None:
    """Raise where an id, a name or a parent is a list, an object or bytes, or an id is no code."""
    used = (columns.nis, columns.name, columns.parent, f"{columns.parent}_name")
    for column in (name for name in used if name in frame):
        for row, value in enumerate(frame[column], start=1):
            if not types.is_scalar(value) or isinstance(value, bytes) or _is_nested_json(value):
                shown = np.asarray(value).tolist()
                text = (
                    "column '{column}' of {file} has no single value in row {row} but {shown}; "
                    "expected one text or number a row; choose another column, or correct it"
                )
                raise DataError(text, column=column, file=file, row=row, shown=shown)
    odd = [
        Message("{value} in row {row} ({name})", value=value, row=row, name=name)
        for row, (value, name) in enumerate(
            zip(frame[columns.nis], frame[columns.name], strict=True), start=1
        )
        if _is_no_code(value)
    ]
    if odd:
        text = (
            "column '{column}' of {file} has ids that are no code: {odd}; expected a text, or a "
            "whole number of at most 15 digits; write the code as text, or choose another column "
            "with --id"
        )
        raise DataError(text, column=columns.nis, file=file, odd=listing(odd))


def _is_nested_json(value: object) -> bool:
    """Return whether a text is a list or object of JSON: GDAL gives those in GeoJSON as text."""
    if not (isinstance(value, str) and value.startswith(("{", "["))):
        return False
    try:
        return isinstance(parsed_json(value), dict | list)
    except ValueError:
        return False


def _is_no_code(value: object) -> bool:
    """Return whether an id is yes or no, or a number that is not as it was written.

    Among texts, GDAL gives both as text, and a number past its largest as its largest.
    """
    if isinstance(value, float):
        return abs(value) >= _MOST_EXACT
    return str(value) in _NO_CODES or bool(_POWER.fullmatch(str(value)))


def unit_table(
    frame: gpd.GeoDataFrame, columns: Columns
) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Return the layer under our own column names, with what was done to it.

    Returns
    -------
    table : geopandas.GeoDataFrame
        Rows as in the file. Columns `nis`, `name`, `reference_region`, `reference_region_name`,
        then the other columns of text and numbers, then `geometry`. Ids and parents are text,
        missing ones None; a missing name is the id.
    notes : tuple of str
        One line for each thing that is not as in the file.
    """
    nis, parent = texts(frame[columns.nis]), texts(frame[columns.parent])
    parent_name = f"{columns.parent}_name"
    parent_names = texts(frame[parent_name]) if parent_name in frame else parent
    extras, left_out = _extras(frame, {columns.nis, columns.name, columns.parent, parent_name})
    ours = {
        "nis": nis,
        "name": texts(frame[columns.name]).fillna(nis).fillna(""),
        "reference_region": parent,
        "reference_region_name": parent_names.map(seen, na_action="ignore").fillna(parent),
    }
    notes = [*columns.notes, *_stray_notes(frame, columns), *_capital_notes(parent, columns.parent)]
    if types.is_numeric_dtype(frame[columns.nis]):
        text = (
            "ids of column '{column}' are numbers in the file and were read as text; "
            "leading zeros, if there were any, are lost"
        )
        notes.append(Message(text, column=columns.nis))
    if left_out:
        notes.append(Message("columns not kept: {columns}", columns=", ".join(left_out)))
    table = gpd.GeoDataFrame(ours | extras, geometry=frame.geometry.force_2d())
    return table.reset_index(drop=True), tuple(notes)


def _stray_notes(frame: gpd.GeoDataFrame, columns: Columns) -> Iterator[str]:
    """Yield which ids and parents had more around or between their letters than one sees."""
    for column in dict.fromkeys((columns.nis, columns.parent)):
        values = [value for value in frame[column].tolist() if isinstance(value, str)]
        stray = [v for v in values if unicodedata.normalize("NFC", v).strip(" ") != plain(v)]
        if stray:
            yield Message(
                "column '{column}' has blanks or characters that cannot be seen around or "
                "between words, which do not count: {texts}",
                column=column,
                texts=listing(map(shown_text, stray), at_most=3),
            )


def _capital_notes(parents: pd.Series, column: str) -> Iterator[str]:
    """Yield which parents are one but for their capitals: most likely one that is meant."""
    spelled = parents.dropna().drop_duplicates()
    alike = spelled[spelled.str.casefold().duplicated(keep=False)]
    if len(alike):
        yield Message(
            "column '{column}' has parents that differ in capitals alone, and count as different: "
            "{parents}; write them alike where they are one",
            column=column,
            parents=listing(map(shown_text, sorted(alike))),
        )


def texts(values: pd.Series) -> pd.Series:
    """Return codes as text: ``11001.0`` is ``"11001"``, empty is None, texts are plain.

    Returns
    -------
    pandas.Series
        Text of the same shape and index.
    """
    return values.map(_text).astype("str")


def _text(value: object) -> str | None:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return plain(str(value)) or None


def _extras(
    frame: gpd.GeoDataFrame, used: set[str]
) -> tuple[dict[str, pd.Series], tuple[str, ...]]:
    """Return the columns to keep by name, and the names of those that are not."""
    kept: dict[str, pd.Series] = {}
    left_out = []
    for column in frame.columns.difference([*used, frame.geometry.name], sort=False):
        values = frame[column]
        is_number = types.is_numeric_dtype(values)
        if column in OURS or not (is_number or types.is_string_dtype(values)):
            left_out.append(str(column))
        elif is_number:
            kept[plain(str(column))] = values
        else:
            kept[plain(str(column))] = texts(values.map(seen, na_action="ignore"))
    return kept, tuple(left_out)
