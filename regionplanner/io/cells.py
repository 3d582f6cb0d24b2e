"""Values of tables as spreadsheets may hold them: text stays text, and is never a formula."""

import math
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

Cell = str | int | float | bool | None
"""What a cell holds; None is an empty cell."""

DECIMALS = 3
"""The most decimals that are shown of a number."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
# what makes Excel, LibreOffice or Google Sheets take a text for a formula; their full-width
# forms too (OWASP, "CSV injection")
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def cell(value: Any) -> Cell:
    """Return a value as a cell can hold it.

    Parameters
    ----------
    value
        Of a table. What is missing, and a number that is not finite, is an empty cell; what is
        neither a number nor yes or no is text, without characters that XML cannot hold.
    """
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
    """Yield the rows of a table as cells.

    Parameters
    ----------
    table
        Its index is not told.
    """
    columns = [[cell(value) for value in table.iloc[:, n]] for n in range(table.shape[1])]
    yield from (list(row) for row in zip(*columns, strict=True))


def headings(table: pd.DataFrame) -> list[str]:
    """Return the headings of a table as cells can hold them.

    Parameters
    ----------
    table
        With columns of any name.
    """
    return [str(cell(str(name)) or "") for name in table.columns]


def like_a_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula.

    Parameters
    ----------
    text
        Of a cell.
    """
    return text.lstrip(" \u00a0").startswith(_FORMULA)


def decimals(values: Iterable[Cell]) -> int:
    """Return how many decimals numbers have, so that a column shows as many in each row.

    Parameters
    ----------
    values
        Cells; those that are no numbers with a fraction do not count.

    Returns
    -------
    int
        At most `DECIMALS`; 0 without a number.
    """
    fractions = (value for value in values if isinstance(value, float))
    exponents = (Decimal(str(round(value, DECIMALS))).normalize().as_tuple() for value in fractions)
    return max((max(0, -int(found.exponent)) for found in exponents), default=0)
