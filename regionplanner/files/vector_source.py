"""Where a vector file really lies and which drivers of GDAL may open it."""

import contextlib
import json
import re
import shutil
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import pyogrio
import pyogrio.core

from regionplanner.errors import DataError, Message, listing, reason
from regionplanner.files.safe_read import HEAD_BYTES, check_no_address

DATABASE = ("GPKG",)
JSON = ("GeoJSON", "GeoJSONSeq", "TopoJSON")
OTHERS = ("ESRI Shapefile", "FlatGeobuf", "OpenFileGDB", "MapInfo File", "LIBKML", "KML", "GML")
ZIPPED = ("ESRI Shapefile", "OpenFileGDB", "GPKG", "FlatGeobuf")
"""What is read from a zip: the drivers of files that have no text for other drivers to take."""

_QUIET: Mapping[str, str] = {
    # no schema is downloaded, no reference followed, and no file written beside the data
    "GML_DOWNLOAD_SCHEMA": "NO",
    "GML_DOWNLOAD_WFS_SCHEMA": "NO",
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    "LIBKML_EXTERNAL_STYLE": "NO",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "SQLITE_BUSY_TIMEOUT": "300",
    # what would make a request all the same finds no way out
    "GDAL_HTTP_PROXY": "none://",
    "GDAL_HTTPS_PROXY": "none://",
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "/vsicurl/none",
}

_LOCK = threading.RLock()

FORMATS = Message("a GeoPackage, GeoJSON, Shapefile or FlatGeobuf")

_MARK = b"\xef\xbb\xbf"
"""What Windows has UTF-8 begin with; GDAL takes a sequence with it for a file of one feature."""

DATABASE_HEAD = b"SQLite format 3\0"

_WRITE_AHEAD = b"\2\2"
"""Versions for reading and writing in the head of a database whose edits go to a -wal file."""

_LETTER = re.compile(rb"\\u00([2-7][0-9a-fA-F])")

_CRS_KEY = re.compile(rb"[\"']\s*crs\s*[\"']", re.IGNORECASE)

_LINK_TYPE = re.compile(rb"[\"']\s*(?:link|url)\s*[\"']", re.IGNORECASE)

_RECORD = re.compile(r"[^\x1e\s]")
"""Where the next object of a sequence begins: after blanks and record separators."""

_MOST_UNPACKED = 1 << 34

_MUCH_UNPACKED, _MOST_TIMES = 1 << 30, 100
"""A zip of more than the first [bytes] when unpacked is refused, and one of more than the second
when that is so many times its own size: vector data packs four to twenty times."""


@contextlib.contextmanager
def only_drivers(names: tuple[str, ...]) -> Iterator[None]:
    """Let GDAL open files with some drivers only, and without the network, while this lasts.

    GDAL asks every driver it has whether it knows a file by what is in it, whatever its name, and
    virtual and network drivers then fetch what the file points at. pyogrio cannot name the ones
    that may be asked, so the others are taken out of the list of this process for as long.

    Raises
    ------
    DataError
        When GDAL has others all the same.
    """
    with _LOCK:
        others = [name for name in pyogrio.list_drivers() if name not in names]
        wanted: dict[str, str | None] = {**_QUIET, "GDAL_SKIP": ",".join([*others, ""])}
        before = {name: pyogrio.get_gdal_config_option(name) for name in wanted}
        before = {name: None if was is None else str(was) for name, was in before.items()}
        pyogrio.set_gdal_config_options(wanted)
        pyogrio.core._register_drivers()  # noqa: SLF001 (GDAL reads GDAL_SKIP here alone)
        try:
            if set(pyogrio.list_drivers()) - set(names):
                raise DataError(
                    "GDAL cannot be kept from drivers that use the network; "
                    "pyogrio as it is released is expected; pip install --upgrade pyogrio"
                )
            yield
        finally:
            pyogrio.set_gdal_config_options(before)
            pyogrio.core._register_drivers()  # noqa: SLF001


@dataclass(frozen=True, slots=True)
class VectorFile:
    """What GDAL is given to open.

    Attributes
    ----------
    source
        An absolute path, or one inside a zip.
    drivers
        Those that may open it.
    inside
        Name of the file that was taken out of a zip; empty where there is none.
    """

    source: str
    drivers: tuple[str, ...]
    inside: str = ""


def refused(template: str, path: Path, **values: Any) -> DataError:
    """Return what is wrong with a file, by its name or path; every template may name formats."""
    return DataError(template, path=path, name=path.name, formats=FORMATS, **values)


def existing(path: Path) -> Path:
    """Return the absolute path of a file or folder.

    Raises
    ------
    DataError
        When it is a web address, does not exist, or is no file and no folder.
    """
    check_no_address(path)
    try:
        exists = path.exists()
    except (OSError, ValueError) as error:
        template = "{path} cannot be read ({error}); check the path"
        raise refused(template, path, error=reason(error)) from None
    if not exists:
        raise refused("{path} does not exist; expected {formats}; check the path", path)
    if not (path.is_file() or path.is_dir()):
        raise refused(
            "{path} is no file but a device or a pipe; expected {formats}; "
            "save the data as a file and give that",
            path,
        )
    return path.absolute()


@contextlib.contextmanager
def opened(path: Path, *, layer: str | None = None) -> Iterator[VectorFile]:
    """Yield what GDAL may open for a file of data.

    Raises
    ------
    DataError
        When the file cannot be read, or is a zip of other things.
    """
    with contextlib.ExitStack() as copies:

        def folder() -> Path:
            made = tempfile.TemporaryDirectory(prefix="regionplanner-")
            return Path(copies.enter_context(made))

        yield _readable_file(path, layer, folder)


def _readable_file(path: Path, layer: str | None, folder: Callable[[], Path]) -> VectorFile:
    """Return a file, or a copy of it in a folder that lasts as long as it is read."""
    if path.is_dir():
        return VectorFile(str(path), OTHERS)
    head = head_of(path)
    if path.suffix.lower() == ".zip":
        file = _zipped(path, layer)
        is_database = file.inside.lower().endswith(".gpkg")
        return _unpacked(path, file, folder()) if is_database else file
    if _is_json(head):
        _refuse_linked_crs(path)
        place = _unmarked(path, folder()) if head.startswith(_MARK) else path
        return VectorFile(str(place), JSON)
    known = DATABASE if head.startswith(DATABASE_HEAD) else OTHERS
    beside = _beside(path, head)
    place = _copied(path, beside, folder()) if beside else path
    return VectorFile(str(place), known)


def head_of(path: Path) -> bytes:
    """Return how a file begins."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise refused(
            "{name} cannot be read ({error}); expected {formats}; check who may read it",
            path,
            error=reason(error),
        ) from None


def _is_json(head: bytes) -> bool:
    """Return whether a file begins as JSON does, also as a sequence or as a call with it."""
    start = head.removeprefix(_MARK).lstrip(b"\x1e \t\r\n")
    return start[:1] in (b"{", b"[") or re.match(rb"[\w.]+\s*\(", start) is not None


def _refuse_linked_crs(path: Path) -> None:
    """Raise where a GeoJSON has its CRS at a web address, which GDAL would fetch."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(
            "{name} cannot be read ({error}); check it", name=path.name, error=reason(error)
        ) from None
    plain = _LETTER.sub(lambda match: bytes([int(match[1], 16)]), data)
    if _CRS_KEY.search(plain) is None or _LINK_TYPE.search(plain) is None:
        return
    try:  # other members can have these names
        linked = _has_linked_crs(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refused(
            "{name} cannot be read ({error}); expected {formats}; check the file",
            path,
            error=reason(error),
        ) from None
    if linked:
        raise refused(
            "{name} has its coordinate reference system (CRS) at a web address, which is "
            "not fetched; expected its name; set the CRS in a GIS and save the file again",
            path,
        )


def _has_linked_crs(text: str) -> bool:
    """Return whether any object in a JSON text, or in a sequence of them, has its CRS elsewhere."""
    links: list[str] = []

    def seen(members: list[tuple[str, Any]]) -> bool:
        links.extend(key for key, value in members if key.lower() == "crs" and value is True)
        return any(
            key.lower() == "type" and isinstance(value, str) and value.lower() in ("link", "url")
            for key, value in members
        )

    decoder, place = json.JSONDecoder(object_pairs_hook=seen), 0
    while record := _RECORD.search(text, place):
        _, place = decoder.raw_decode(text, record.start())
    return bool(links)


def _beside(path: Path, head: bytes) -> list[Path]:
    """Return the files that are read with a file, where it has to be copied to be read.

    A GIS that has a GeoPackage open keeps the latest edits in a -wal file beside it. Reading in
    place would move them into the database of the planner, or leave them out without a word where
    the folder may not be written. Of a GML the driver writes what it found beside it.
    """
    if head[18:20] == _WRITE_AHEAD and head.startswith(DATABASE_HEAD):
        return [path.with_name(f"{path.name}-wal")]
    if head.removeprefix(_MARK).lstrip().startswith(b"<"):
        return [path.with_suffix(suffix) for suffix in (".xsd", ".gfs")]
    return []


def _copied(path: Path, beside: list[Path], folder: Path) -> Path:
    """Return a copy of a file, with copies of those beside it."""
    files = [path, *beside]
    try:
        before = _states(files)
        for file in before:
            shutil.copy2(file, folder)
        changed = _states(files) != before
    except OSError as error:
        raise refused(
            "{name} is open in another program and cannot be copied "
            "({error}); expected {formats}; close it there and try again",
            path,
            error=reason(error),
        ) from None
    if changed:
        raise refused(
            "{name} was changed by another program while it was read; "
            "expected data that stays as it is; save it there and try again",
            path,
        )
    return folder / path.name


def _unmarked(path: Path, folder: Path) -> Path:
    """Return a copy of a file without the mark that it begins with."""
    place = folder / path.name
    try:
        with path.open("rb") as marked, place.open("wb") as plain:
            marked.seek(len(_MARK))
            shutil.copyfileobj(marked, plain)
    except OSError as error:
        raise refused(
            "{name} cannot be copied without its byte order mark ({error}); "
            "expected UTF-8 without one; save it so",
            path,
            error=reason(error),
        ) from None
    return place


def _states(files: list[Path]) -> dict[Path, tuple[int, int]]:
    states = {file: file.stat() for file in files if file.exists()}
    return {file: (state.st_mtime_ns, state.st_size) for file, state in states.items()}


def _zipped(path: Path, layer: str | None) -> VectorFile:
    """Return the one thing in a zip that has rows, or the one that is asked for."""
    expected = Message("expected a Shapefile, File Geodatabase, GeoPackage or FlatGeobuf in it")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise refused(
            "{name} cannot be read ({error}); {expected}; make the zip again",
            path,
            error=_of_zip(error),
            expected=expected,
        ) from None
    unpacked = sum(member.file_size for member in members)
    times = unpacked / max(path.stat().st_size, 1)
    if unpacked > _MOST_UNPACKED or (unpacked > _MUCH_UNPACKED and times > _MOST_TIMES):
        raise refused(
            "{name} would become {unpacked:,.0f} GB when it is unpacked, "
            "{times:,.0f} times its size, and is not read; {expected}; unpack it yourself if you "
            "trust it, and give the file in it",
            path,
            unpacked=unpacked / 1e9,
            times=times,
            expected=expected,
        )
    if any(member.flag_bits & 1 for member in members):
        raise refused(
            "{name} has a password; {expected} without one; unpack it first",
            path,
            expected=expected,
        )
    readable = _readable(member.filename for member in members)
    if not readable:
        raise refused(
            "{name} cannot be read; {expected}; unpack it and give the file",
            path,
            expected=expected,
        )
    chosen = list(readable)
    if len(readable) > 1:
        chosen = [name for name in readable if layer in (name, PurePosixPath(name).stem)]
    if len(chosen) != 1:
        names = listing((PurePosixPath(name).stem for name in readable), at_most=20)
        raise refused(
            "{name} has {n_found} layers; expected one of {names}; "
            "name it with --layer (layer= in Python)",
            path,
            n_found=len(readable),
            names=names,
        )
    inside = chosen[0]
    return VectorFile(f"/vsizip/{{{path}}}/{inside}".rstrip("/"), ZIPPED, inside)


def _unpacked(path: Path, file: VectorFile, folder: Path) -> VectorFile:
    """Return a database of a zip as a file.

    What is in a database is looked at before GDAL reads it, which only a file allows.
    """
    place = folder / PurePosixPath(file.inside).name
    try:
        with (
            zipfile.ZipFile(path) as archive,
            archive.open(file.inside) as packed,
            place.open("wb") as plain,
        ):
            shutil.copyfileobj(packed, plain)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise refused(
            "{name} cannot be unpacked ({error}); expected a zip with "
            "{file} in it; unpack it and give the file",
            path,
            error=_of_zip(error),
            file=place.name,
        ) from None
    return VectorFile(str(place), DATABASE, file.inside)


def _of_zip(error: Exception) -> str:
    """Return why a zip cannot be read: in the words of the system where it was its."""
    return reason(error) if getattr(error, "strerror", None) else Message("the zip is damaged")


def _readable(names: Iterable[str]) -> list[str]:
    """Return the files and databases with rows among the names in a zip, sorted."""
    readable: set[str] = set()
    for name in names:
        path = PurePosixPath(name)
        if path.parts[:1] == ("__MACOSX",) or path.name.startswith("."):
            continue
        if path.suffix.lower() in (".shp", ".gpkg", ".fgb"):
            readable.add(name)
        elif path.suffix.lower() == ".gdbtable":
            readable.add("" if str(path.parent) == "." else str(path.parent))
    return sorted(readable)
