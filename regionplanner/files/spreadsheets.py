"""Tables for spreadsheets: CSV that opens right in Belgian Excel, and XLSX workbooks."""

import csv
import math
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache, partial
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pandas as pd

from regionplanner.errors import DataError
from regionplanner.files.atomic import write_atomic, write_together
from regionplanner.files.paths import check_ending

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


Cell = str | int | float | bool | None
"""What a cell holds; None is an empty cell."""

DECIMALS = 3
"""The most decimals that are shown of a number."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
# what makes Excel, LibreOffice or Google Sheets take a text for a formula; their full-width
# forms too (OWASP, "CSV injection")
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")

_CODE = re.compile(r"0|[1-9][0-9]{0,14}")

# in the languages of Belgium, and in English
_MONTH = (
    "jan(?:uari|vier|uar|uary)?|feb(?:ruari|ruar|ruary)?|f[eé]v(?:r|rier)?|mrt|maart|mars|mar(?:ch)?"
    "|m[aä]r(?:z|c)?|apr(?:il)?|avr(?:il)?|mei|mai|may|jun[ie]?|juin|jul[iy]?|juil(?:let)?"
    "|aug(?:ustus|ust)?|ao[uû]t|sept?(?:ember|embre)?|o[kc]t(?:ober|obre)?|nov(?:ember|embre)?"
    "|d[eé][cz](?:ember|embre)?"
)

_LIKE_A_NUMBER = re.compile(
    r"[-+(]?[\d\s.,:/€$%()-]*\d[\d\s.,:/€$%()-]*(e[-+]?\d+)?"
    rf"|[\d\s./-]*({_MONTH})\.?[\s./-]*\d[\d\s./-]*"
    rf"|\d[\d\s./-]*({_MONTH})\.?[\s./-]*",
    re.IGNORECASE,
)

_DAY = re.compile(rf"\d{{1,2}} ({_MONTH}) \d{{4}}", re.IGNORECASE)  # is the same day in Excel

# what a spreadsheet makes of 1-2, in a cell (01-feb, feb-01, 1/02/2025) or in a workbook
_SHORT_DAY = re.compile(
    rf"\d{{1,2}}[-/. ]({_MONTH})\.?(?:[-/. ]\d{{2,4}})?|({_MONTH})\.?[-/. ]\d{{2,4}}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d(?:[ T][\d:.]+)?",
    re.IGNORECASE,
)

_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")

_LONGEST = 60

_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  (the format has no time zones)

_LONGEST_NAME = 31

_NARROWEST, _WIDEST = 9, 60

_FILTER = 3  # the button of the filter, as wide as so many letters

_LINE_PT, _HIGHEST_PT = 15, 409

_PAGE_PX = 1800  # so wide a page of A4 is with letters that can still be read

_HEAD_WIDEST = 16  # a heading of more letters goes on in a next line

_DIGIT_PX = 7  # the width of a digit, in which Excel counts the width of a column

_LONGEST_TEXT = 32_767

_LINE_END = re.compile("\r\n?")  # XML has one kind

_HEAD = {"bold": True, "bg_color": "#E3E7EA", "text_wrap": True}


def cell(value: Any) -> Cell:
    """Return a value as a cell can hold it."""
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if isinstance(value, str):
        return _UNWRITABLE.sub("\ufffd", _UNPRINTABLE.sub(" ", value))
    if pd.api.types.is_bool(value):
        return bool(value)
    if pd.api.types.is_integer(value):
        return int(str(value))
    if pd.api.types.is_float(value):
        number = float(str(value))
        return number if math.isfinite(number) else None
    return cell(str(value))


def rows(table: pd.DataFrame) -> Iterator[list[Cell]]:
    """Yield the rows of a table as cells, without its index."""
    columns = [[cell(value) for value in table.iloc[:, n]] for n in range(table.shape[1])]
    yield from (list(row) for row in zip(*columns, strict=True))


def headings(table: pd.DataFrame) -> list[str]:
    """Return the headings of a table as cells can hold them."""
    return [str(cell(str(name)) or "") for name in table.columns]


def like_a_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula."""
    return text.lstrip(" \u00a0").startswith(_FORMULA)


def decimals(values: Iterable[Cell]) -> int:
    """Return how many decimals numbers have, so that a column shows as many in each row.

    Returns
    -------
    int
        At most `DECIMALS`; 0 without a number.
    """
    fractions = (value for value in values if isinstance(value, float))
    exponents = (Decimal(str(round(value, DECIMALS))).normalize().as_tuple() for value in fractions)
    return max((max(0, -int(exponent.exponent)) for exponent in exponents), default=0)


def write_belgian_csv(folder: str | Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write tables as CSV files that Excel opens right where numbers have a decimal comma.

    Parameters
    ----------
    folder
        Made when it does not exist; files of the same names are replaced, others left alone.
    tables
        By name, from which the names of the files are made (`file_names`). The index is not
        written.

    Raises
    ------
    DataError
        When there is no table, or a file cannot be written. No file takes its place before all
        are written.

    Notes
    -----
    Semicolons, decimal commas without thousands separators, UTF-8 with a mark, CRLF.

    A CSV does not say what is text. Excel takes ``=1+1`` for a formula, ``007`` for 7, ``1-2``
    for a day and rounds numbers of more than 15 digits; such texts get an apostrophe in front,
    which is seen and does no harm. A code of digits that does not begin with 0, as every NIS code
    of Belgium, is shown as it is and stays without. A ``="007"`` would hide the apostrophe, but
    it is a formula itself, which no file of ours holds.
    """
    if not tables:
        raise DataError(
            "{folder} would have no file; at least one table is expected; give a table",
            folder=folder,
        )
    named = zip(file_names(tables), tables.values(), strict=True)
    write_together({Path(folder) / name: _text(table).encode("utf-8-sig") for name, table in named})


def like_a_day(text: str) -> bool:
    """Return whether a text is a date as spreadsheets write them."""
    return _SHORT_DAY.fullmatch(text) is not None


def file_names(names: Iterable[str]) -> list[str]:
    """Return names for files, safe on every system, no two alike."""
    result: list[str] = []
    for name in names:
        letters = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", letters.lower().replace("'", ""))[:_LONGEST].strip("-")
        slug = f"{slug}-" if _RESERVED.fullmatch(slug) else slug or "table"
        unique, number = slug, 2
        while f"{unique}.csv" in result:
            unique = f"{slug}-{number}"
            number += 1
        result.append(f"{unique}.csv")
    return result


def _text(table: pd.DataFrame) -> str:
    lines = StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow([_safe(heading) for heading in headings(table)])
    writer.writerows([_written(value) for value in row] for row in rows(table))
    return lines.getvalue()


def _written(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _safe(value)
    if isinstance(value, float):
        text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text.replace(".", ",")
    return str(value)


def _safe(text: str) -> str:
    line = re.sub(r"[\t\r\n]+", " ", text)  # a cell of more lines is torn apart by some programs
    taken = like_a_formula(text) or _LIKE_A_NUMBER.fullmatch(line.strip())
    as_it_is = _CODE.fullmatch(line) or _DAY.fullmatch(line)
    return f"'{line}" if taken and not as_it_is else line


def write_workbook(path: str | Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write tables to an XLSX file, a sheet each, whole or not at all.

    Parameters
    ----------
    path
        The file; its folder is made when it does not exist, the file is replaced when it does.
    tables
        At least one, by the name of its sheet. Text is written as text, also when it looks like a
        number, a date or a formula; numbers as numbers. The index is not written.

    Raises
    ------
    DataError
        When there is no table, when the file has another ending, or when it cannot be written;
        what was there before is still there.

    Notes
    -----
    A name that Excel does not allow for a sheet is changed until it does. The file holds no
    formula, and no time of writing.
    """
    from xlsxwriter import Workbook  # late: names of sheets should not wait for it

    check_ending(Path(path), ".xlsx")
    if not tables:
        raise DataError(
            "{path} would have no sheet; at least one table is expected; give a table", path=path
        )
    written = BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"author": "regionplanner", "created": _DATE})
        style = cache(lambda **looks: book.add_format({"valign": "top", **looks}))
        for name, table in zip(sheet_names(tables), tables.values(), strict=True):
            _fill(book.add_worksheet(name), table, style)
    write_atomic(path, _same_everywhere(written))


def sheet_names(names: Iterable[str]) -> list[str]:
    r"""Return names that sheets can have: legal in Excel, and no two alike.

    Parameters
    ----------
    names
        Any texts. Without control characters and ``[ ] : * ? / \``, without apostrophes at the
        ends, at most 31 characters; upper and lower case are alike.
    """
    result: list[str] = []
    taken = {"history"}  # Excel keeps this name to itself
    for name in names:
        legal = re.sub(r"[\x00-\x1f\x7f\[\]:*?/\\\s]+", " ", str(cell(str(name))))
        legal = _shortened(legal.strip().strip("'").strip() or "-", "")
        unique, number = legal, 2
        while unique.casefold() in taken:
            unique = _shortened(legal, f" ({number})")
            number += 1
        taken.add(unique.casefold())
        result.append(unique)
    return result


def _shortened(name: str, ending: str) -> str:
    """Return a name with its ending in as many UTF-16 units as Excel allows."""
    while len((name + ending).encode("utf-16-le")) // 2 > _LONGEST_NAME:
        name = name[:-1]
    return name.rstrip(" '") + ending


def _fill(sheet: "Worksheet", table: pd.DataFrame, style: Callable[..., "Format"]) -> None:
    head, body = headings(table), list(rows(table))
    n_lines = 1
    heights, px = [1] * len(body), 0
    for column, heading in enumerate(head):
        values = [row[column] for row in body]
        width = _width(heading, values)
        sheet.set_column_pixels(column, column, width * _DIGIT_PX)
        px += width * _DIGIT_PX
        n_lines = max(n_lines, len(textwrap.wrap(heading, width - _FILTER)))
        _write_text(sheet, (0, column), heading, partial(style, **_HEAD))
        shown = decimals(values) if _one_kind(values) else None
        for line, value in enumerate(values, 1):
            if isinstance(value, str):
                wraps = len(value) > width
                if wraps:
                    heights[line - 1] = max(heights[line - 1], _n_lines(value, width))
                look = partial(style, text_wrap=wraps)
                _write_text(sheet, (line, column), value, look)
            elif value is not None:
                sheet.write(line, column, value, style(**_number_look(value, shown)))
    for line, height in enumerate(heights, 1):
        if height > 1:  # LibreOffice finds none of its own, and prints rows over each other
            sheet.set_row(line, min(_LINE_PT * height, _HIGHEST_PT))
    if head:
        sheet.set_row(0, _LINE_PT * n_lines)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(body), len(head) - 1)
    _set_page(sheet, -(-px // _PAGE_PX))


def _n_lines(text: str, width: int) -> int:
    """Return how many lines a text takes at most in a column of so many digits."""
    return sum(max(1, len(textwrap.wrap(part, width))) for part in text.splitlines())


def _set_page(sheet: "Worksheet", n_wide: int) -> None:
    """Print on A4, so many pages wide, with the headings and who they are of on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(n_wide, 0)
    sheet.repeat_rows(0)
    if n_wide > 1:
        sheet.repeat_columns(0, 1)


def _write_text(
    sheet: "Worksheet", place: tuple[int, int], text: str, style: Callable[..., "Format"]
) -> None:
    # "@" so that it stays text when somebody edits it
    look = style(num_format="@", quote_prefix=like_a_formula(text))
    text = _LINE_END.sub("\n", text)
    if text.startswith("<r>"):  # which XlsxWriter takes for XML of its own
        sheet.write_rich_string(*place, text[0], text[1], text[2:_LONGEST_TEXT], look)
    elif text:
        sheet.write_string(*place, text, look)
    else:
        sheet.write_blank(*place, None, look)


def _number_look(value: Cell, shown: int | None) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"num_format": "General"}
    places = decimals([value]) if shown is None else shown
    number_format = "#,##0" + ("." + "0" * places if places else "")
    return {"num_format": number_format, "align": "right", "indent": 1}  # apart from a text


def _one_kind(values: Sequence[Cell]) -> bool:
    """Return whether the numbers of a column are of one kind, and so have as many decimals."""
    kinds = {type(value) for value in values if value is not None}
    return len(kinds - {int}) <= 1 and int not in kinds


def _width(heading: str, values: Sequence[Cell]) -> int:
    lengths = [len(word) for word in heading.split()]
    lengths.append(min(len(heading), _HEAD_WIDEST))
    lengths += [len(_shown(value)) for value in values]
    return max(_NARROWEST, min(max(lengths) + _FILTER, _WIDEST))


def _shown(value: Cell) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.{decimals([value])}f}"
    return "" if value is None else str(value)


def _same_everywhere(written: BytesIO) -> bytes:
    """Return a file of XlsxWriter without what differs between systems."""
    fixed = BytesIO()
    with ZipFile(written) as source, ZipFile(fixed, "w") as target:
        for part in source.infolist():
            part.create_system = 0
            part.date_time = _DATE.timetuple()[:6]
            target.writestr(part, source.read(part))
    return fixed.getvalue()
