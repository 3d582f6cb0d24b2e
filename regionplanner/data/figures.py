"""Figures: text as numbers without guessing, inhabitants that are none, numbers too large."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pandas as pd
from pandas.api import types

from regionplanner.data.check import Finding
from regionplanner.data.columns import texts
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, ScenarioError, either, joined, listing
from regionplanner.files.text_table import same_column
from regionplanner.numerals import NOTHING, AmbiguousError, Kind, bare, numeral, plain
from regionplanner.ranges import EXPECTED, beyond_range

INHABITANTS = ("inhabitants", "inhabitants_0_14")
"""Columns that are added up, so that they must hold numbers."""
CHILDREN = re.compile(r"inhabitants_0_(\d+)")
"""Columns with the inhabitants up to an age."""

_CODE = re.compile(r"[+-]?0\d.*")
_MEASURE = re.compile(r".*_(?:km|km2|ha|m|min|minutes|share|pct)")
_BLANKS = re.compile(r"[0-9][\s'\u2019_][0-9]")
_OTHER = {".": ",", ",": "."}


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the points and commas of a column say.

    Attributes
    ----------
    decimal
        Numbers of which the mark of decimals is certain, by that mark.
    doubtful
        Numbers in which the mark can be that of decimals and that of thousands, by that mark.
    """

    decimal: dict[str, list[str]]
    doubtful: dict[str, list[str]]


def kind_of(column: str) -> Kind:
    """Return what the numbers of a column are of: a measure where its name ends in a unit.

    Parameters
    ----------
    column
        Its name, such as ``area_km2``.
    """
    return "measure" if _MEASURE.fullmatch(column) else "count"


def numbers_of(values: pd.Series, *, separator: str, kind: Kind = "count") -> pd.Series:
    """Return a column of text as numbers where that loses nothing, else as text.

    Parameters
    ----------
    values
        Text, ``""`` where missing.
    separator
        Separator of the file: between semicolons, what can be a decimal comma is one.
    kind
        What the numbers are of: in counts a mark with three digits behind it has two readings
        between commas and between tabs, unless other numbers of the column say which.

    Returns
    -------
    pandas.Series
        Numbers when every value is one and none has a leading zero (``0123`` is a code), else
        text; the same index, missing values NA, as among numbers a dash is. Blanks in numbers, EUR
        and % are read: 5% is 0.05.

    Raises
    ------
    AmbiguousError
        When marks can be those of decimals or of thousands, or some numbers alone have a %.

    Notes
    -----
    Marks separate thousands only when every number of the column has groups of three.

    Examples
    --------
    >>> numbers_of(pd.Series(["12.345", "1.234.567", "890"]), separator=";").tolist()
    [12345, 1234567, 890]
    """
    written = texts(values)
    filled = written.where(~written.isin(NOTHING))
    present = [str(value) for value in filled.dropna()]
    read = [numeral(value) for value in present]
    if not read or None in read or any(_CODE.fullmatch(value) for value in present):
        return written
    percent = [mark_of is not None and mark_of.percent for mark_of in read]
    if any(percent) and not all(percent):
        without = [value for value, mark_of in zip(present, percent, strict=True) if not mark_of]
        advice = Message("expected % behind all of them or none; write 5% or 0.05 everywhere")
        raise _two_ways(without, advice)
    plain_texts = filled.map(bare, na_action="ignore").astype("str")
    mark = _decimal_mark([str(value) for value in plain_texts.dropna()], separator, kind)
    _check_groups([bare(value) for value in present if not _BLANKS.search(value)], _OTHER[mark])
    plain_texts = plain_texts.str.replace(_OTHER[mark], "", regex=False)
    numbers: pd.Series = pd.to_numeric(plain_texts.str.replace(mark, ".", regex=False))
    if not types.is_numeric_dtype(numbers):  # whole numbers of more than 64 bits stay objects
        numbers = numbers.astype(float)
    return numbers / 100 if all(percent) else numbers


def numbers_where_any(values: pd.Series) -> pd.Series:
    """Return the numbers of a column of text, NaN where a text is none."""
    read = [numeral(str(value)) for value in values]
    numbers = [
        float("nan") if reading is None or reading.percent else reading.value for reading in read
    ]
    return pd.Series(numbers, index=values.index, dtype=float)


def read_figures(
    table: pd.DataFrame, columns: Collection[str], labels: pd.Series, *, file: str
) -> tuple[pd.DataFrame, list[Finding], tuple[str, ...]]:
    """Return a table with columns of text as numbers, what is wrong with them, and notes.

    Parameters
    ----------
    table
        As a file has it.
    columns
        Columns that are to hold numbers, also by other words for them; those that are not there
        are passed over.
    labels
        What to call each row in messages, same index.
    file
        Its name, for messages.
    """
    findings, notes = [], []
    names = [str(name) for name, kind in table.dtypes.items() if str(kind) != "geometry"]
    asked = {name for column in columns if (name := same_column(column, names))}
    for column in sorted({*asked, *INHABITANTS}):
        if column not in table or types.is_numeric_dtype(table[column]):
            continue
        try:
            numbers = numbers_of(table[column], separator="\t", kind=kind_of(column))
        except AmbiguousError as error:
            text = "column '{column}' of {file} is text with {error}"
            finding = ambiguous_finding(text, table[column], labels, file=file, error=error)
            findings.append(finding)
            continue
        if types.is_numeric_dtype(numbers):
            table = table.assign(**{column: numbers})
            note = "column {column} is text in {file} and was read as numbers"
            notes.append(Message(note, column=column, file=file))
        elif column not in INHABITANTS:
            message = joined([file, text_figure(table, column, labels)], ": ")
            findings.append(Finding("figure", (), message))
    return table, findings, tuple(notes)


def figure_names(table: pd.DataFrame) -> list[str]:
    """Return the columns that can count for something: numbers, but no coordinates."""
    numbers = (column for column in table.columns if types.is_numeric_dtype(table[column]))
    return [str(column) for column in numbers if column not in ("x_m", "y_m")]


def why_text(municipalities: Municipalities, column: str) -> str:
    """Return why a column in which most values are numbers is text, else ``""``."""
    frame = municipalities.frame
    if column not in frame or types.is_numeric_dtype(frame[column]):
        return ""
    known = frame[column].dropna()
    if 2 * sum(numeral(str(value)) is not None for value in known) <= len(known):
        return ""
    labels = pd.Series([municipalities.label(nis) for nis in frame.index], index=frame.index)
    return text_figure(frame, column, labels)


def text_figure(table: pd.DataFrame, column: str, labels: pd.Series) -> str:
    """Return why a column that is to hold numbers is text: the cells that are none.

    Parameters
    ----------
    table
        One row a unit.
    column
        A column of text.
    labels
        What to call each row in messages, same index.
    """
    return Message(
        "column '{column}' is text: {cells}; expected a number for each unit, "
        "or nothing where it is not known; correct the column or give it another name",
        column=column,
        cells=_cells(table[column], labels, _no_numbers(table[column])),
    )


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
            message = Message(
                "{wrong}: {cells}; expected a whole number for each unit, "
                "or nothing where it is not known; correct the column or give it another name",
                wrong=Message(
                    "column '{column}' is text"
                    if text
                    else "column '{column}' has no whole numbers",
                    column=column,
                ),
                cells=_cells(values, labels, bad),
            )
            findings.append(Finding("figure", (), message))
    return findings


def _decimal_mark(present: list[str], separator: str, kind: Kind) -> str:
    """Return the mark of decimals in a column; the other one separates thousands."""
    marks = _marks(present)
    points, commas = marks.decimal["."], marks.decimal[","]
    strange = [value for value in points if "," not in value]
    unclear = commas or marks.doubtful[","] or (kind == "count" and marks.doubtful["."])
    if separator == ";" and strange and unclear:
        raise _mixed(strange)
    if points and commas:
        raise _mixed(commas if separator == "," else points)
    mark = next((mark for mark in ".," if marks.decimal[mark]), None)
    return mark or _doubtful_mark(marks, separator, kind)


def _doubtful_mark(marks: _Marks, separator: str, kind: Kind) -> str:
    """Return the mark of decimals where each number with a mark can be read in two ways."""
    points, commas = marks.doubtful["."], marks.doubtful[","]
    if points and commas:
        raise _mixed(commas if separator == "," else points)
    if kind != "count" and (points or commas):
        return "." if points else ","
    if separator == ";" or not (points or commas):
        return ","
    seen = points or commas
    first = numeral(seen[0])
    ways = [] if first is None else [plain(first.grouped or 0), plain(first.value)]
    advice = Message(
        "expected thousands or decimals; write the first as {ways}", ways=either(ways or [""])
    )
    raise _two_ways(seen, advice)


def _marks(present: list[str]) -> _Marks:
    marks = _Marks({".": [], ",": []}, {".": [], ",": []})
    for value in present:
        read = numeral(value)
        used = [character for character in value if character in ".,"]
        if read is None or not used:
            continue
        if read.mark:
            marks.doubtful[read.mark].append(value)
        else:
            groups = read.value == read.grouped
            marks.decimal[_OTHER[used[-1]] if groups else used[-1]].append(value)
    return marks


def _check_groups(present: list[str], mark: str) -> None:
    """Raise where some numbers have groups of thousands and others should have them too."""
    grouped = re.compile(rf"[+-]?[0-9]{{1,3}}(?:\{mark}[0-9]{{3}})*(?:[^0-9\{mark}].*)?")
    if any(mark in value for value in present):
        misfits = [value for value in present if not grouped.fullmatch(value)]
        if misfits:
            raise _mixed(misfits)


def _mixed(doubtful: list[str]) -> AmbiguousError:
    advice = Message(
        "expected a decimal comma, and points for thousands in all numbers or in none; "
        "write them without points"
    )
    return _two_ways(doubtful, advice)


def _two_ways(numbers: list[str], advice: Message) -> AmbiguousError:
    return AmbiguousError(
        Message(
            "numbers that can be read in two ways: {numbers}; {advice}",
            numbers=listing(dict.fromkeys(numbers)),
            advice=advice,
        ),
        numbers[0],
    )


def _cells(values: pd.Series, labels: pd.Series, bad: pd.Series) -> str:
    cells = zip(values[bad], labels[bad], strict=True)
    return listing(Message("'{value}' for {unit}", value=str(v), unit=name) for v, name in cells)


def ambiguous_finding(
    text: str, values: pd.Series, labels: pd.Series | None, *, file: str, error: AmbiguousError
) -> Finding:
    """Return that a column of text can be read in two ways, and whose its first such number is.

    Parameters
    ----------
    text
        What to say, with ``{column}``, ``{file}`` and ``{error}``.
    values
        The column.
    labels
        What to call each row, same index; None: not known.
    file, error
        Where it is, and what can be read in two ways.
    """
    written = texts(values).fillna("")
    alike = written == error.first
    alike = alike if alike.any() else written.map(bare) == error.first
    units: Iterable[str] = () if labels is None else labels[alike][:1]
    first = [Message("the first is of {unit}", unit=unit) for unit in units]
    wrong = Message(text, column=values.name, file=file, error=error)
    return Finding("figure", (), joined([wrong, *first]))


def _no_numbers(values: pd.Series) -> pd.Series:
    """Return which texts stand in the way of numbers; all of them when each looks like one."""
    present = values.notna()
    wrong = present & values.map(lambda text: numeral(str(text)) is None).astype(bool)
    wrong &= ~values.isin(NOTHING)
    return wrong if wrong.any() else present


def _no_counts(values: pd.Series) -> pd.Series:
    if types.is_bool_dtype(values):
        return values.notna()
    counts = (values >= 0) & (values % 1 == 0)
    return values.notna() & ~counts.fillna(value=False).astype(bool)


def check_sizes(municipalities: Municipalities, values: pd.Series, *, use: str) -> None:
    """Raise where figures are beyond the range of numbers that plans are made from.

    Parameters
    ----------
    municipalities
        The units.
    values
        A column of numbers, or a part of it; missing ones are not looked at.
    use
        What it is for, for messages: ``"travellers"``.

    Raises
    ------
    ScenarioError
        Names the column, and each value with its municipality.
    """
    wrong = beyond_range(values)
    if wrong.any():
        names = listing(
            Message("{value:g} for {unit}", value=value, unit=municipalities.label(str(nis)))
            for nis, value in values[wrong].items()
        )
        text = (
            "{use} takes {column}, which is {cells}; {expected}; correct the column, or give "
            "it in other units"
        )
        raise ScenarioError(text, use=use, column=values.name, cells=names, expected=EXPECTED)
