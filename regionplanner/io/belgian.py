"""CSV for Belgian Excel: it opens right on a double click."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path

import pandas as pd

from regionplanner.errors import DataError
from regionplanner.io.cells import DECIMALS, Cell, headings, like_a_formula, rows
from regionplanner.io.write import write_together

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
            f"{folder} would have no file; at least one table is expected; give a table"
        )
    texts = [_text(table) for table in tables.values()]
    names = file_names(tables)
    write_together(
        {
            Path(folder) / name: text.encode("utf-8-sig")
            for name, text in zip(names, texts, strict=True)
        }
    )


def like_a_day(text: str) -> bool:
    """Return whether a text is a date as spreadsheets write them.

    Parameters
    ----------
    text
        Of a cell.
    """
    return _SHORT_DAY.fullmatch(text) is not None


def file_names(names: Iterable[str]) -> list[str]:
    """Return names for files, safe on every system, no two alike.

    Parameters
    ----------
    names
        Any texts; plain lower-case letters, digits and hyphens are left of them.
    """
    found: list[str] = []
    for name in names:
        letters = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", letters.lower().replace("'", ""))[:_LONGEST].strip("-")
        slug = f"{slug}-" if _RESERVED.fullmatch(slug) else slug or "table"
        unique, number = slug, 2
        while f"{unique}.csv" in found:
            unique = f"{slug}-{number}"
            number += 1
        found.append(f"{unique}.csv")
    return found


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
