"""Rows of cells, all of them text, of a table as people have it: CSV, a workbook, or JSON."""

import contextlib
import csv
import datetime as dt
import json
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from regionplanner.errors import DataError, Message, WrongValueError, either, listing, reason
from regionplanner.files.safe_read import (
    HEAD_BYTES,
    MOST_TEXT,
    OTHER_WORKBOOK,
    check_regular,
    check_width,
    other_kind,
    read_bytes,
    text_of,
)
from regionplanner.files.text import plain

SEPARATORS = (",", ";", "\t", "|")
_ZIP = b"PK\x03\x04"
_OTHER_WORKBOOKS = {".ods", ".numbers"}
_DAMAGED = (
    *(AttributeError, EOFError, LookupError, NotImplementedError, RuntimeError, SyntaxError),
    *(TypeError, zipfile.BadZipFile, zlib.error),
)
"""What openpyxl raises at parts of a workbook that are not as they should be."""
_NO_TABLE = Message("it is JSON, but no table of names and values")
_STATED = re.compile(r'\s*"?sep=([,;\t|])"?[,;\s]*', re.IGNORECASE)
_FILL = re.compile(r";+(?=\r?\n|\Z)")
_OF_A_PLAN = re.compile(r"(?P<column>.+) \((?P<plan>.+)\)")
_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
"""What a file begins with that Excel saves as Unicode text."""


@dataclass(frozen=True, slots=True)
class CellRows:
    """The rows of a file that are not empty.

    Attributes
    ----------
    rows
        Plain text of every cell, by the line of the file (or row of the sheet) where it begins.
    separator
        Comma, semicolon or tab; a comma where the file is no CSV, a tab for a bar.
    """

    rows: dict[int, list[str]]
    separator: str


def read_cell_rows(
    path: Path,
    *,
    expected: str,
    is_header: Callable[[list[str]], bool],
    encoding: str | None = None,
) -> CellRows:
    """Return the rows of a table.

    Parameters
    ----------
    path
        CSV, a workbook (XLSX), or JSON with a table of names and values.
    expected
        What to give, for messages.
    is_header
        Whether a row can be the header: tells which separator, or which sheet, is meant.
    encoding
        Of a CSV that is no UTF-8, such as ``"cp1252"``.

    Raises
    ------
    DataError
        When the file cannot be read, or is no table.
    """
    try:
        rows = _read(path, expected, is_header, encoding)
    except (OSError, csv.Error, ValueError, RecursionError) as error:
        raise DataError(
            "{path} cannot be read ({error}); {expected}"
            if isinstance(error, OSError)
            else "{path} is no table ({error}); {expected}",
            path=path,
            error=reason(error),
            expected=expected,
        ) from None
    check_width(path, max(map(len, rows.rows.values()), default=0))
    return rows


def _read(
    path: Path, expected: str, is_header: Callable[[list[str]], bool], encoding: str | None
) -> CellRows:
    kind = path.suffix.lower()
    check_regular(path, most_bytes=MOST_TEXT)
    with path.open("rb") as file:
        start = file.read(HEAD_BYTES)
    zipped = start.startswith(_ZIP) and kind not in _OTHER_WORKBOOKS
    what = OTHER_WORKBOOK if kind in _OTHER_WORKBOOKS else other_kind(start)
    if what and not zipped:
        raise WrongValueError("it is {what}; save it as XLSX or as CSV UTF-8", what=what)
    if zipped:
        return CellRows(_workbook_rows(path, is_header), ",")
    text = _decoded(path, expected, encoding)
    if kind == ".json" or text.startswith("{"):
        return CellRows(_json_rows(text), ",")
    rows = _csv_rows(text, None)
    if any(map(is_header, rows.rows.values())):
        return rows
    for separator in SEPARATORS:  # a title above the header can have others
        with contextlib.suppress(ValueError):
            more = _csv_rows(text, separator)
            if any(map(is_header, more.rows.values())):
                return more
    return rows


def _decoded(path: Path, expected: str, encoding: str | None) -> str:
    """Return the text: UTF-8 where it can be, as no other text looks like it by chance."""
    data = read_bytes(path)
    stated = _ENCODINGS.get(data[:2])
    try:
        return text_of(data, stated or "utf-8-sig")
    except UnicodeDecodeError:
        if encoding is None or stated:
            raise DataError(
                "{path} cannot be read (it is no text in UTF-8); {expected}; "
                "in Excel: save as CSV UTF-8, or say what it is in, such as --encoding cp1252",
                path=path,
                expected=expected,
            ) from None
    try:
        return text_of(data, encoding)
    except (UnicodeDecodeError, LookupError) as error:
        unknown = isinstance(error, LookupError)
        why = Message("there is no such encoding") if unknown else Message("it is not in it")
        raise DataError(
            "{path} cannot be read with --encoding {encoding} ({why}); {expected}; name the "
            "right one, such as cp1252, or save the file as UTF-8",
            path=path,
            encoding=encoding,
            why=why,
            expected=expected,
        ) from None


def _csv_rows(text: str, separator: str | None) -> CellRows:
    """Return the rows of a CSV, by default with the separator that its first line has most of."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    stated = _STATED.fullmatch(first)
    if separator is None:
        separator = stated[1] if stated else max(SEPARATORS, key=first.rstrip(";,\t").count)
    if stated:
        place = text.index(first)
        text = text[:place] + " " * len(first) + text[place + len(first) :]
    elif separator == "," and first.endswith(";"):
        text = _FILL.sub("", text)  # a list of lines that Excel saved as one column of several
    rows = _records(text, separator)
    inner = _inner_separator(rows.values())
    if inner is None:
        return CellRows(rows, "\t" if separator == "|" else separator)
    split = {line: next(csv.reader([cells[0]], delimiter=inner)) for line, cells in rows.items()}
    return CellRows({line: [*map(plain, cells)] for line, cells in split.items()}, inner)


def _records(text: str, separator: str) -> dict[int, list[str]]:
    """Return the records that are not empty, by the line on which they begin."""
    reader = csv.reader(StringIO(text), delimiter=separator, strict=True)
    records, line = {}, 1
    try:
        for record in reader:
            cells = [plain(cell) for cell in record]
            if any(cells):
                records[line] = cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise WrongValueError("line {line}: {error}", line=line, error=reason(error)) from None
    return records


def _inner_separator(rows: Iterable[list[str]]) -> str | None:
    """Return what separates the cells of lines that stand in the first column as a whole."""
    firsts = []
    for cells in rows:
        if any(cells[1:]):
            return None
        firsts.append(cells[0])
    return next((s for s in SEPARATORS if firsts and all(s in text for text in firsts)), None)


def _json_rows(text: str) -> dict[int, list[str]]:
    """Return regions by municipality as rows; of a list, each table in it is a row."""
    try:
        value = json.loads(text, object_pairs_hook=_Table, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise WrongValueError(
            "it is no JSON from line {line}, column {column} on",
            line=error.lineno,
            column=error.colno,
        ) from None
    if isinstance(value, _Table):
        rows = [["nis", "region"], *_json_regions(value)]
    elif isinstance(value, list) and value and all(isinstance(item, _Table) for item in value):
        names = list(dict.fromkeys(name for item in value for name, _ in item))
        tables = [dict(item) for item in value]
        rows = [names, *([_cell(item.get(name)) for name in names] for item in tables)]
    else:
        raise ValueError(_NO_TABLE)
    return {number: [*map(plain, cells)] for number, cells in enumerate(rows, 1) if any(cells)}


def _json_regions(table: "_Table") -> list[list[str]]:
    """Return regions by municipality, of a table of these or of members by region."""
    inner = [item for name, item in table if isinstance(item, _Table) and len(table) == 1]
    inner += [item for name, item in table if isinstance(item, _Table) and name == "assignment"]
    if inner:
        return _json_regions(inner[0])
    if table and all(type(item) is list for _, item in table):
        return [[_cell(nis), region] for region, members in table for nis in members]
    if any(isinstance(item, list) for _, item in table):
        raise ValueError(_NO_TABLE)
    return [[name, _cell(item)] for name, item in table]


class _Table(list[tuple[str, Any]]):
    """A table of JSON, with a name as often as it stands there."""


def _workbook_rows(path: Path, is_header: Callable[[list[str]], bool]) -> dict[int, list[str]]:
    """Return the rows of the only sheet that has a header, or that has rows at all."""
    from openpyxl import load_workbook  # late: CSV should not wait for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and pictures that are not read
            data = BytesIO(read_bytes(path))
            with zipfile.ZipFile(data) as parts:
                if sum(part.file_size for part in parts.infolist()) > MOST_TEXT:
                    raise WrongValueError("it is too large a workbook; save the table as CSV UTF-8")
                if "[Content_Types].xml" not in parts.namelist():
                    raise WrongValueError(
                        "it is a zip, and no workbook; unpack it, and give the table"
                    )
            book = load_workbook(data, read_only=True, data_only=True)
            sheets = {sheet.title: dict(_sheet_rows(sheet)) for sheet in book.worksheets}
            book.close()
    except _DAMAGED as error:
        raise WrongValueError("it is no workbook that can be read: {error}", error=error) from None
    filled = [name for name, rows in sheets.items() if rows]
    headed = [name for name in filled if any(map(is_header, sheets[name].values()))]
    meant = headed or filled
    if not headed:
        for name in filled:
            _refuse_several_plans(name, next(iter(sheets[name].values())), is_header)
    if len(meant) > 1:
        raise WrongValueError(
            "it has {n_sheets} sheets: {sheets}; one is expected; delete the others, or save the "
            "right one as CSV UTF-8",
            n_sheets=len(meant),
            sheets=listing(meant),
        )
    return sheets[meant[0]] if meant else {}


def _refuse_several_plans(
    sheet: str, head: list[str], is_header: Callable[[list[str]], bool]
) -> None:
    """Raise where a sheet has the column that is missing once a plan: ``"Regiocode (a)"``."""
    parts = [(cell, _OF_A_PLAN.fullmatch(cell)) for cell in head]
    plain_cells = [cell for cell, part in parts if part is None]
    several: dict[str, str] = {}  # the code of a region comes before its name
    for cell, part in parts:
        if part is not None and is_header([*plain_cells, part["column"]]):
            several.setdefault(part["plan"], cell)
    if several:
        raise WrongValueError(
            "its sheet {sheet} has several plans; choose one: --plan-columns {columns}",
            sheet=sheet,
            columns=either(f'"{head[0]},{column}"' for column in several.values()),
        )


def _sheet_rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [plain(_cell(value)) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)
