"""Whether a text file of rows is all there: formats that say nowhere how many rows they have."""

import json
import re
from pathlib import Path

from regionplanner.errors import reason

_RING = re.compile(rb"\[\s*+(?:\[[^\[\]{}\"]*+\]\s*+,?+\s*+)++\]")
"""A list of lists of numbers: the coordinates that nearly all of a GeoJSON consists of."""


def missing_part(path: Path, driver: str, rows: int) -> str:
    """Return what shows that a file was cut off, or that rows in it cannot be read; else nothing.

    Parameters
    ----------
    path
        The file.
    driver
        The driver of GDAL that read it.
    rows
        How many rows that driver found.

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


def yes_or_no(path: Path, column: str) -> int:
    """Return the first row of a GeoJSON in which a column of numbers has true or false, else 0.

    Parameters
    ----------
    path
        The file; others have no such values.
    column
        Its name. GDAL reads true among whole numbers as 1.
    """
    if "json" not in path.suffix.lower() or not path.is_file():
        return 0
    values = re.finditer(
        rb"%s\s*:\s*(\w+)" % re.escape(json.dumps(column).encode()), path.read_bytes()
    )
    said = (row for row, value in enumerate(values, start=1) if value[1] in (b"true", b"false"))
    return next(said, 0)


def _missing_record(data: bytes, rows: int) -> str:
    separator = b"\x1e" if data.startswith(b"\x1e") else b"\n"
    if data.rstrip().endswith(b"\x1e"):
        return "it ends where a record begins"
    records = [record for record in data.split(separator) if record.strip()]
    try:
        json.loads(records[-1])
    except (ValueError, RecursionError) as error:
        return f"its last record, number {len(records)}, is cut off or damaged: {reason(error)}"
    if len(records) != rows:
        return f"{rows} of {len(records)} records could be read"
    return next((more for record in records if (more := _first_object(record)[1])), "")


def _missing_feature(data: bytes, rows: int) -> str:
    """Return that more follows the first object, or that some of its features were not read."""
    first, more = _first_object(data)
    features = first.get("features") if isinstance(first, dict) else None
    if not more and isinstance(features, list) and len(features) != rows:
        return f"{rows} of {len(features)} features could be read"
    return more


def _first_object(data: bytes) -> tuple[object, str]:
    """Return all that GDAL reads of a text of JSON, without coordinates, and that more follows."""
    text = _RING.sub(b"0", data).decode("utf-8-sig", "replace").lstrip()
    try:
        first, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):  # as GDAL reads it all the same
        return None, ""
    more = text[end:].strip(" \t\r\n,").partition("\n")[0]
    return first, f"more follows its first object: {more[:40]}" if more else ""


def _missing_line(path: Path) -> str:
    for file in path.parent.iterdir():
        if file.stem == path.stem and file.suffix.lower() in (".mif", ".mid"):
            with file.open("rb") as lines:
                lines.seek(0, 2)
                lines.seek(max(lines.tell() - 1, 0))
                if lines.read() not in (b"\n", b"\r"):
                    return f"{file.name} ends in the middle of a line"
    return ""
