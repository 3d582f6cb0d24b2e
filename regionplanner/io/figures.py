"""Figures: text as numbers without guessing, and inhabitants that are none."""

import re

import pandas as pd
from pandas.api import types

from regionplanner.errors import listing
from regionplanner.io.columns import texts
from regionplanner.io.finding import Finding

INHABITANTS = ("inhabitants", "inhabitants_0_14")
"""Columns that are added up, so that they must hold numbers."""

_GROUPED = r"[1-9]\d{0,2}(?:\.\d{3})+"
_POINT = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_COMMA = re.compile(rf"[+-]?(?:{_GROUPED}|\d+|(?=,))(?:,\d+)?(?:[eE][+-]?\d+)?")
_HAS_GROUPS = re.compile(rf"[+-]?{_GROUPED}(?:,\d+)?")
_FITS_GROUPS = re.compile(rf"[+-]?(?:{_GROUPED}|\d{{1,3}})(?:,\d+)?")
_CODE = re.compile(r"[+-]?0\d.*")


class AmbiguousError(ValueError):
    """Numbers that can be read in two ways; the message says which, and what to do."""


def numbers_of(values: pd.Series, *, separator: str) -> pd.Series:
    """Return a column of text as numbers where that loses nothing, else as text.

    Parameters
    ----------
    values
        Text, ``""`` where missing.
    separator
        Separator of the file: numbers have a decimal point between commas, a decimal comma
        between semicolons, and either between tabs.

    Returns
    -------
    pandas.Series
        Numbers when every value is one and none has a leading zero (``0123`` is a code), else
        text; the same index, missing values NA.

    Raises
    ------
    AmbiguousError
        When points can be decimal or thousands separators.

    Notes
    -----
    With a decimal comma, points separate thousands only when every number of the column has
    groups of three.

    Examples
    --------
    >>> numbers_of(pd.Series(["12.345", "1.234.567", "890"]), separator=";").tolist()
    [12345, 1234567, 890]
    """
    plain = texts(values)
    present = [str(value) for value in plain.dropna()]
    if not present or any(_CODE.fullmatch(value) for value in present):
        return plain
    point = all(_POINT.fullmatch(value) for value in present)
    if separator == ",":
        return _as_numbers(plain) if point else plain
    if not all(_POINT.fullmatch(value) or _is_comma(value) for value in present):
        return plain
    doubtful = _no_decimal_comma(present)
    if separator == "\t" and point:
        points = [value for value in present if "." in value]
        if doubtful or not points:
            return _as_numbers(plain)
        doubtful = points
    if doubtful:
        raise AmbiguousError(
            f"numbers that can be read in two ways: {listing(dict.fromkeys(doubtful))}; expected "
            "a decimal comma, and points for thousands in all numbers or in none; "
            "write them without points"
        )
    plain = plain.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    return _as_numbers(plain)


def figure_findings(table: pd.DataFrame, labels: pd.Series) -> list[Finding]:
    """Return what is wrong with the columns of inhabitants: values that are no whole numbers.

    Parameters
    ----------
    table
        With or without the columns of `INHABITANTS`; missing values are allowed.
    labels
        What to call each row in messages, same index.

    Returns
    -------
    list of Finding
        At most one a column.
    """
    findings = []
    for column in INHABITANTS:
        if column not in table:
            continue
        values = table[column]
        text = not types.is_numeric_dtype(values)
        bad = _no_numbers(values) if text else _no_counts(values)
        if bad.any():
            rows = [f"'{v}' for {name}" for v, name in zip(values[bad], labels[bad], strict=True)]
            findings.append(
                Finding(
                    "figure",
                    (),
                    f"column '{column}' {'is text' if text else 'has no whole numbers'}: "
                    f"{listing(rows)}; expected a whole number for each unit, or nothing where "
                    "it is not known; correct the column or give it another name",
                )
            )
    return findings


def _is_comma(value: str) -> bool:
    return _COMMA.fullmatch(value) is not None


def _no_decimal_comma(present: list[str]) -> list[str]:
    """Return the numbers that keep a column from being read with a decimal comma."""
    grouped = any(_HAS_GROUPS.fullmatch(value) for value in present)
    strange = [value for value in present if not _is_comma(value)]
    if grouped and not strange:
        return [value for value in present if not _FITS_GROUPS.fullmatch(value)]
    return strange


def _no_numbers(values: pd.Series) -> pd.Series:
    """Return which texts stand in the way of numbers; all of them when each looks like one."""
    present, numeric = values.notna(), pd.to_numeric(values, errors="coerce").notna()
    return present if present.equals(numeric) else present & ~numeric


def _no_counts(values: pd.Series) -> pd.Series:
    counts = (values >= 0) & (values % 1 == 0)
    return values.notna() & ~counts.fillna(value=False).astype(bool)


def _as_numbers(plain: pd.Series) -> pd.Series:
    numbers: pd.Series = pd.to_numeric(plain)
    return numbers
