"""CSV files in which every cell stays text, so that codes keep their zeros."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from regionplanner.errors import DataError, listing
from regionplanner.io.regular import check_width, read_text

SEPARATORS = (",", ";", "\t")
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class TextTable:
    """A CSV file as text.

    Attributes
    ----------
    rows
        Every cell as stripped text, empty cells ``""``; index `line`, the line of the file on
        which the row begins.
    separator
        Comma, semicolon or tab.
    """

    rows: pd.DataFrame
    separator: str


def read_text_table(path: Path, *, columns: Sequence[str]) -> TextTable:
    """Return a CSV with every cell as text.

    Parameters
    ----------
    path
        CSV in UTF-8 with a header, separated by commas, semicolons or tabs.
    columns
        Columns that must be there.

    Returns
    -------
    TextTable
        All columns of the file, rows in its order; empty rows are left out.

    Raises
    ------
    DataError
        When the file cannot be read, is no table, names a column twice or lacks one.
    """
    expected = f"give a CSV with the {'columns' if len(columns) > 1 else 'column'} "
    expected += listing(columns)
    text = _text(path, expected)
    header_line = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=header_line.count)
    try:
        records = _records(text, separator)
        check_width(path, max(map(len, records.values()), default=0))
        rows = _rows(records)
    except (csv.Error, ValueError) as error:
        raise DataError(f"{path} is no table ({error}); {expected}") from None
    missing = [column for column in columns if column not in rows]
    if missing:
        word = "columns" if len(missing) > 1 else "column"
        there = listing(rows.columns, at_most=20)
        raise DataError(f"{path} has no {word} {listing(missing)}; it has {there}; {expected}")
    return TextTable(rows, separator)


def csv_text(table: pd.DataFrame) -> str:
    """Return a table as CSV that `read_text_table` can read, whatever its names hold.

    Parameters
    ----------
    table
        Its index is the first column. In its texts, a carriage return is a blank (the csv module
        does not put it in quotes) and half a character, which UTF-8 cannot hold, a question mark
        in a diamond.
    """
    texts = [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])]
    written = table.copy()
    for name in texts:
        written[name] = [_written(value) for value in table[name]]
    return written.to_csv(lineterminator="\n")


def in_lines(lines: Iterable[int]) -> str:
    """Return where something is, for example ``"in lines 3 and 4"``.

    Parameters
    ----------
    lines
        At least one.
    """
    numbers = [str(line) for line in lines]
    return f"in {'line' if len(numbers) == 1 else 'lines'} {listing(numbers)}"


def _written(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _HALF.sub("\ufffd", value.replace("\r", " "))


def _text(path: Path, expected: str) -> str:
    try:
        return read_text(path)
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}); {expected}") from None
    except UnicodeDecodeError:
        raise DataError(
            f"{path} cannot be read (it is no text in UTF-8); {expected}; "
            "in Excel: save as CSV UTF-8"
        ) from None


def _records(text: str, separator: str) -> dict[int, list[str]]:
    """Return the records that are not empty, by the line on which they begin."""
    reader = csv.reader(StringIO(text), delimiter=separator, strict=True)
    records, line = {}, 1
    try:
        for record in reader:
            cells = [cell.strip() for cell in record]
            if any(cells):
                records[line] = cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise ValueError(f"line {line}: {error}") from None
    return records


def _rows(records: dict[int, list[str]]) -> pd.DataFrame:
    """Return the records as a table; the first is the header."""
    if not records:
        raise ValueError("it is empty")
    first, header = next(iter(records.items()))
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    if repeated:
        raise ValueError(f"line {first} names more than one column {listing(repeated)}")
    width = max(map(len, records.values()))
    padded = {
        line: cells + [""] * (width - len(cells)) for line, cells in records.items() if line > first
    }
    names = header + [""] * (width - len(header))
    for place, name in enumerate(names):
        filled = [line for line, cells in padded.items() if cells[place]]
        if not name and filled:
            raise ValueError(f"column {place + 1} has no name but a value {in_lines(filled)}")
    named = [place for place, name in enumerate(names) if name]
    return pd.DataFrame(
        [[cells[place] for place in named] for cells in padded.values()],
        columns=[names[place] for place in named],
        index=pd.Index(list(padded), name="line", dtype="int64"),
        dtype="str",
    )
