"""Workbooks: tables as sheets of one XLSX file, with the same bytes for the same tables."""

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pandas as pd

from regionplanner.errors import DataError
from regionplanner.io.cells import Cell, cell, decimals, headings, like_a_formula, rows
from regionplanner.io.places import check_ending
from regionplanner.io.write import write_atomic

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  (the format has no time zones)
_LONGEST_NAME = 31
_NARROWEST, _WIDEST = 9, 60
_FILTER = 3  # the button of the filter, as wide as so many letters
_LINE_PT = 15
_HEAD_WIDEST = 16  # a heading of more letters goes on in a next line
_DIGIT_PX = 7  # the width of a digit, in which Excel counts the width of a column
_LONGEST_TEXT = 32_767
_LINE_END = re.compile("\r\n?")  # XML has one kind
_HEAD = {"bold": True, "bg_color": "#E3E7EA", "text_wrap": True}


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
        raise DataError(f"{path} would have no sheet; at least one table is expected; give a table")
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
    found: list[str] = []
    taken = {"history"}  # Excel keeps this name to itself
    for name in names:
        legal = re.sub(r"[\x00-\x1f\x7f\[\]:*?/\\\s]+", " ", str(cell(str(name))))
        legal = _shortened(legal.strip().strip("'").strip() or "-", "")
        unique, number = legal, 2
        while unique.casefold() in taken:
            unique = _shortened(legal, f" ({number})")
            number += 1
        taken.add(unique.casefold())
        found.append(unique)
    return found


def _shortened(name: str, ending: str) -> str:
    """Return a name with its ending in as many UTF-16 units as Excel allows."""
    while len((name + ending).encode("utf-16-le")) // 2 > _LONGEST_NAME:
        name = name[:-1]
    return name.rstrip(" '") + ending


def _fill(sheet: "Worksheet", table: pd.DataFrame, style: Callable[..., "Format"]) -> None:
    head, body = headings(table), list(rows(table))
    n_lines = 1
    for column, heading in enumerate(head):
        values = [row[column] for row in body]
        width = _width(heading, values)
        sheet.set_column_pixels(column, column, width * _DIGIT_PX)
        n_lines = max(n_lines, len(textwrap.wrap(heading, width - _FILTER)))
        _write_text(sheet, (0, column), heading, partial(style, **_HEAD))
        shown = decimals(values) if _one_kind(values) else None
        for line, value in enumerate(values, 1):
            if isinstance(value, str):
                look = partial(style, text_wrap=len(value) > width)
                _write_text(sheet, (line, column), value, look)
            elif value is not None:
                sheet.write(line, column, value, style(num_format=_number_format(value, shown)))
    if head:
        sheet.set_row(0, _LINE_PT * n_lines)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(body), len(head) - 1)
    _set_page(sheet)


def _set_page(sheet: "Worksheet") -> None:
    """Print on A4, as wide as the page, with the headings on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


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


def _number_format(value: Cell, shown: int | None) -> str:
    if isinstance(value, bool):
        return "General"
    places = decimals([value]) if shown is None else shown
    return "#,##0" + ("." + "0" * places if places else "")


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
