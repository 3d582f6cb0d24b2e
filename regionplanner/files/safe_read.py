"""Files of others, opened with care: no pipe, no device, and no more than memory holds."""

import codecs
import json
import re
import stat
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from regionplanner.errors import DataError, Message, RegionplannerError, WrongValueError
from regionplanner.files.paths import Kind, reading, strange_kind

_ADDRESS = re.compile(r"(?:^|[:'\"/\\])(?:https?|ftps?|s3|gs|az|file):[/\\]", re.IGNORECASE)
_ONE_SLASH = re.compile(r":[/\\]+")
_LOCAL = re.compile(r"file:[/\\]+", re.IGNORECASE)
_VIRTUAL = re.compile(r"[/\\]+vsi[a-z0-9_]+([/\\]|$)", re.IGNORECASE)

_MB = 1_000_000
HEAD_BYTES = 4096
_MOST_COLUMNS = 2_000
MOST_TEXT = 1_000 * _MB
"""The largest table of text that is read [bytes]."""


OTHER_WORKBOOK: str = Message("a workbook of another kind, or has a password")
_BEGINNINGS = {
    bytes.fromhex("d0cf11e0a1b11ae1"): OTHER_WORKBOOK,
    **dict.fromkeys((b"\t\0", b"\t\2", b"\t\4", b"\t\x08"), OTHER_WORKBOOK),
    b"SQLite format 3\0": Message("a GeoPackage or another database"),
    b"\0\0\x27\x0a": Message("a Shapefile"),
    b"fgb\3": Message("a FlatGeobuf"),
    b"PAR1\x15": Message("a Parquet file"),
    b"PK\3\4": Message("a workbook (XLSX) or another zip"),
    b"\x1f\x8b": Message("packed (gzip)"),
    b"%PDF-": Message("a PDF"),
    b"<!DOCTYPE": Message("a web page"),
    b"<html": Message("a web page"),
    b"<?xml": "XML",
}
"""What files that are no plain text begin with."""


def other_kind(data: bytes) -> str:
    """Return what a file is that is no plain text, such as ``"a PDF"``; empty where it can be one.

    Parameters
    ----------
    data
        What is in it, or its beginning.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""  # texts of Windows, half of which are zeros
    named = (what for begin, what in _BEGINNINGS.items() if data.startswith(begin))
    return next(named, Message("no text") if b"\0" in data and not _is_utf_8(data) else "")


def _is_utf_8(data: bytes) -> bool:
    """Return whether the beginning of a file is UTF-8, of which its last letter can be cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def check_regular(
    path: Path,
    *,
    most_bytes: int | None = None,
    error: type[RegionplannerError] = DataError,
    kind: Kind = "file",
) -> None:
    """Raise when a path names what never ends, cannot be read twice, or would be replaced.

    Parameters
    ----------
    path
        Need not exist: who opens it says so.
    most_bytes
        Largest size of a file [bytes]; None: any.
    error
        What is raised.
    kind
        What it is for the command (see `reading`).

    Raises
    ------
    RegionplannerError
        When it is an address, neither a file nor a folder, larger, or the place of a result.
    """
    reading(path, kind=kind)
    check_no_address(path, error=error)
    try:
        status = path.stat()
    except (OSError, ValueError):
        return
    strange = strange_kind(status)
    if strange is not None:
        raise error(
            "{path} is {strange}; a file is expected; save what it gives as a file, and name that",
            path=path,
            strange=strange,
        )
    if most_bytes is not None and stat.S_ISREG(status.st_mode) and status.st_size > most_bytes:
        raise _too_large(path, status.st_size, most_bytes, error)


def check_no_address(path: Path, *, error: type[RegionplannerError] = DataError) -> None:
    """Raise when a path is an address, of the web or of a virtual file system.

    Raises
    ------
    RegionplannerError
        When it is one, and no file has it as its name.
    """
    text = str(path)
    try:
        exists = path.exists()
    except (OSError, ValueError):
        exists = False
    if not exists and _LOCAL.match(text):
        local = unquote(_LOCAL.sub("/", text))
        raise error(
            "{address} is the address of a file on this computer; the path of a file is "
            "expected; give {path}",
            address=f"file://{local}",
            path=local,
        )
    if _VIRTUAL.match(text) or (not exists and _ADDRESS.search(text)):
        address = _ONE_SLASH.sub("://", text)  # paths have no two slashes in a row
        raise error(
            "{address} is an address and no file; files on this computer are read, never the "
            "network; download it first and give the file",
            address=address,
        )


def check_width(path: Path, n_columns: int) -> None:
    """Raise when a table is too wide.

    Raises
    ------
    DataError
        When there are more than 2,000, as many as a GeoPackage can have.
    """
    if n_columns > _MOST_COLUMNS:
        raise DataError(
            "{path} has {n_columns:,} columns; at most {most_columns:,} are expected; "
            "leave out those that are not needed",
            path=path,
            n_columns=n_columns,
            most_columns=_MOST_COLUMNS,
        )


def read_bytes(
    path: Path,
    *,
    most_bytes: int = MOST_TEXT,
    error: type[RegionplannerError] = DataError,
    kind: Kind = "file",
) -> bytes:
    """Return what is in a file.

    Parameters
    ----------
    path
        The file.
    most_bytes
        Largest size [bytes].
    error
        What is raised for what is no file, or larger.
    kind
        What it is for the command (see `reading`).

    Raises
    ------
    RegionplannerError
        When it is neither a file nor a folder, or is larger.
    OSError
        When it cannot be read.
    """
    check_regular(path, most_bytes=most_bytes, error=error, kind=kind)
    with path.open("rb") as file:
        data = file.read(most_bytes + 1)  # files of the system say that they are empty
    if len(data) > most_bytes:
        raise _too_large(path, len(data), most_bytes, error)
    return data


def text_of(data: bytes, encoding: str = "utf-8-sig") -> str:
    r"""Return bytes as text, with new lines as ``\n``.

    Raises
    ------
    UnicodeDecodeError
        When it is no text in this encoding.
    LookupError
        When there is no such encoding.
    """
    return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def parsed_json(text: str | bytes) -> Any:
    """Return what JSON says.

    Raises
    ------
    ValueError
        When it is no JSON, nested too deeply, or has a number of thousands of digits.
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise WrongValueError("lists in lists in lists, without end") from None


def _too_large(
    path: Path, size: int, most_bytes: int, error: type[RegionplannerError]
) -> RegionplannerError:
    return error(
        "{path} has {size:,.0f} MB or more; at most {most:,.0f} are expected; check that it "
        "is the right file",
        path=path,
        size=size / _MB,
        most=most_bytes / _MB,
    )
