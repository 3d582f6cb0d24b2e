"""What GDAL passes over in a file, or changes, without a word."""

import json
import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from regionplanner.errors import Message

_RING = re.compile(rb"\[\s*+(?:\[[^\[\]{}\"]*+\]\s*+,?+\s*+)++\]")
"""A list of lists of numbers: the coordinates that nearly all of a GeoJSON consists of."""

_YES_OR_NO = re.compile(rb":\s*(?:true|false)\b")


def missing_part(path: Path, driver: str, rows: int) -> str:
    """Return what shows that a file was cut off, or that rows in it cannot be read; else nothing.

    Notes
    -----
    GDAL passes over records of a sequence of GeoJSON that it cannot parse, over features of a
    GeoJSON that are none, over what follows its first object, and over the end of a MapInfo
    interchange file, without a word; of the other formats it says that they are damaged.
    A file that was cut between two records looks like a smaller one.
    """
    if driver == "GeoJSONSeq":
        return _missing_record(path.read_bytes(), rows)
    if driver == "GeoJSON":
        return _missing_feature(path.read_bytes(), rows)
    if driver == "MapInfo File" and path.suffix.lower() in (".mif", ".mid"):
        return _missing_line(path)
    return ""


def _missing_record(data: bytes, rows: int) -> str:
    if data.rstrip().endswith(b"\x1e"):
        return Message("it ends where a record begins")
    records = _records(data)
    try:
        json.loads(records[-1])
    except (ValueError, RecursionError):
        return Message(
            "its last record, number {number}, is cut off or damaged", number=len(records)
        )
    if len(records) != rows:
        return Message("{rows} of {in_all} records could be read", rows=rows, in_all=len(records))
    return next((more for record in records if (more := _first_object(record)[1])), "")


def _records(data: bytes) -> list[bytes]:
    separator = b"\x1e" if data.startswith(b"\x1e") else b"\n"
    return [record for record in data.split(separator) if record.strip()]


def _missing_feature(data: bytes, rows: int) -> str:
    """Return that more follows the first object, or that some of its features were not read."""
    first, more = _first_object(data)
    features = first.get("features") if isinstance(first, dict) else None
    if not more and isinstance(features, list) and len(features) != rows:
        return Message("{rows} of {in_all} features could be read", rows=rows, in_all=len(features))
    return more


def _first_object(data: bytes) -> tuple[Any, str]:
    """Return all that GDAL reads of a text of JSON, without coordinates, and that more follows."""
    text = _RING.sub(b"0", data).decode("utf-8-sig", "replace").lstrip()
    try:
        first, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):  # as GDAL reads it all the same
        return None, ""
    more = text[end:].strip(" \t\r\n,").partition("\n")[0]
    return first, Message("more follows its first object: {more}", more=more[:40]) if more else ""


def as_written(frame: gpd.GeoDataFrame, path: Path, driver: str, layer: str) -> gpd.GeoDataFrame:
    """Return the rows of JSON with columns of numbers and other things as text.

    As GDAL gives numbers and texts in one column. Of numbers and true it makes numbers, 1 for true,
    and of numbers and lists it makes lists, both without a word.
    """
    if "JSON" not in driver:
        return frame
    data = path.read_bytes()
    if not (frame.dtypes == "object").any() and not _YES_OR_NO.search(data):
        return frame
    rows = _properties(data, driver, layer)
    if len(rows) != len(frame):
        return frame
    for column in frame.columns[frame.dtypes != "str"].drop(frame.geometry.name):
        values = [row.get(column) for row in rows]
        kinds = {type(value) for value in values} - {type(None)}
        if kinds & {int, float} and kinds & {bool, list, dict}:
            texts = [v if v is None or isinstance(v, str) else json.dumps(v) for v in values]
            frame[column] = pd.Series(texts, index=frame.index, dtype="str")
    return frame


def _properties(data: bytes, driver: str, layer: str) -> list[dict[str, object]]:
    """Return the properties of all features of JSON, none where they are not found."""
    try:
        if driver == "GeoJSONSeq":
            features = [_first_object(record)[0] for record in _records(data)]
        elif driver == "TopoJSON":
            features = _first_object(data)[0]["objects"][layer]["geometries"]
        else:
            features = _first_object(data)[0]["features"]
        return [feature.get("properties") or {} for feature in features]
    except (AttributeError, KeyError, TypeError):
        return []


def _missing_line(path: Path) -> str:
    for file in path.parent.iterdir():
        if file.stem == path.stem and file.suffix.lower() in (".mif", ".mid"):
            with file.open("rb") as lines:
                lines.seek(0, 2)
                lines.seek(max(lines.tell() - 1, 0))
                if lines.read() not in (b"\n", b"\r"):
                    return Message("{file} ends in the middle of a line", file=file.name)
    return ""
