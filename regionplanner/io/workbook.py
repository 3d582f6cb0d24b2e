"""Workbooks: tables as sheets of one XLSX file, with the same bytes for the same tables."""

import re
import textwrap
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from regionplanner.errors import DataError
from regionplanner.io.cells import Cell, cell, decimals, headings, like_a_formula, rows
from regionplanner.io.places import check_ending
from regionplanner.io.write import write_atomic

_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  (the format has no time zones)
_ZIP_DATE = (2000, 1, 1, 0, 0, 0)
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_NARROWEST, _WIDEST = 9, 60
_FILTER = 3  # the button of the filter, as wide as so many letters
_LINE_PT = 15
_HEAD_WIDEST = 16  # a heading of more letters goes on in a next line
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_HEAD_FILL = PatternFill("solid", fgColor="FFE3E7EA")


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
    check_ending(Path(path), ".xlsx")
    if not tables:
        raise DataError(f"{path} would have no sheet; at least one table is expected; give a table")
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "regionplanner"
    book.properties.created = book.properties.modified = _DATE
    for name, table in zip(sheet_names(tables), tables.values(), strict=True):
        _fill(book.create_sheet(name), table)
    write_atomic(path, _bytes(book))


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


def _fill(sheet: Worksheet, table: pd.DataFrame) -> None:
    head, body = headings(table), list(rows(table))
    columns = [[row[place] for row in body] for place in range(len(head))]
    n_lines = 1
    for place, (heading, values) in enumerate(zip(head, columns, strict=True), 1):
        _fill_head(sheet.cell(1, place), heading)
        width = _width(heading, values)
        sheet.column_dimensions[get_column_letter(place)].width = width
        n_lines = max(n_lines, len(textwrap.wrap(heading, int(width - _FILTER))))
        shown = decimals(values) if _one_kind(values) else None
        for line, value in enumerate(values, 2):
            if value is not None:
                _fill_cell(sheet.cell(line, place), value, width, shown)
    if head:
        sheet.row_dimensions[1].height = _LINE_PT * n_lines
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(body) + 1}"
    _set_page(sheet)


def _set_page(sheet: Worksheet) -> None:
    """Print on A4, as wide as the page, with the headings on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _fill_head(there: SheetCell, heading: str) -> None:
    _write_text(there, heading)
    there.font = Font(bold=True)
    there.fill = _HEAD_FILL
    there.alignment = Alignment(wrap_text=True, vertical="top")


def _fill_cell(there: SheetCell, value: Cell, width: float, shown: int | None) -> None:
    if isinstance(value, str):
        _write_text(there, value)
        there.alignment = Alignment(wrap_text=len(value) > width, vertical="top")
        return
    there.value = value
    there.alignment = Alignment(vertical="top")
    if not isinstance(value, bool):
        places = decimals([value]) if shown is None else shown
        there.number_format = "#,##0" + ("." + "0" * places if places else "")


def _write_text(there: SheetCell, text: str) -> None:
    # the format reads _x0041_ as a letter A, so its first underscore is written as one itself
    there.value = _ESCAPE.sub("_x005F_", text)[:_LONGEST_TEXT]
    there.data_type = "s"  # whatever it begins with: openpyxl takes "=1" for a formula
    there.number_format = "@"  # stays text when somebody edits it
    if like_a_formula(text):
        there.quotePrefix = True


def _one_kind(values: Sequence[Cell]) -> bool:
    """Return whether the numbers of a column are of one kind, and so have as many decimals."""
    kinds = {type(value) for value in values if value is not None}
    return len(kinds - {int}) <= 1 and int not in kinds


def _width(heading: str, values: Sequence[Cell]) -> float:
    lengths = [len(word) for word in heading.split()]
    lengths.append(min(len(heading), _HEAD_WIDEST))
    lengths += [len(_shown(value)) for value in values]
    return float(max(_NARROWEST, min(max(lengths) + _FILTER, _WIDEST)))


def _shown(value: Cell) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.{decimals([value])}f}"
    return "" if value is None else str(value)


def _bytes(book: Workbook) -> bytes:
    """Return a workbook as a file in which no time is."""
    written, fixed = BytesIO(), BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        # not Workbook.save, which says when that was
        ExcelWriter(book, archive).save()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            target.writestr(entry, source.read(part))
    return fixed.getvalue()
