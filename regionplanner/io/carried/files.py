"""Tables of the user that are carried: by municipality, and by pair of municipalities."""

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

import pandas as pd
from pandas.api import types

from regionplanner.errors import listing
from regionplanner.io.column_names import PAIR_ENDS
from regionplanner.io.figures import kind_of, numbers_of, numbers_where_any
from regionplanner.io.finding import Finding, raise_findings
from regionplanner.io.ids import matched_ids
from regionplanner.io.municipalities import DataSource
from regionplanner.io.nis_changes import Mergers
from regionplanner.io.text_table import TextTable, in_lines, read_text_table
from regionplanner.numerals import AmbiguousError

logger = logging.getLogger(__name__)
Note = Callable[[str], None]


def read_unit_table(
    path: Path,
    mergers: Mergers,
    units: Collection[str] | None = None,
    *,
    source: DataSource | None = None,
    note: Note = logger.warning,
) -> pd.DataFrame:
    """Return a table by municipality of the year before the mergers.

    Parameters
    ----------
    path
        CSV in UTF-8 with a column ``nis`` and one row a municipality; not all need be there.
    mergers
        What becomes of them.
    units
        Codes in the data of before; None where these are not known.
    source
        Of the data of before: says what they call their ids, and the encoding of tables.
    note
        Is given a line for all that is not read as it stands; by default the log.

    Returns
    -------
    pandas.DataFrame
        Index ``nis`` as text; columns of numbers as numbers where that loses nothing, else text.

    Raises
    ------
    DataError
        When the file cannot be read, or when there are findings: ids that are missing, repeated,
        unknown or of after the mergers, numbers that can be read in two ways.
    """
    encoding = None if source is None else source.encoding
    own = "nis" if source is None else source.id_column
    table = read_text_table(path, columns=("nis",), own_ids=own, encoding=encoding)
    match = matched_ids(table.rows["nis"], units or (), file=path.name)
    table = replace(table, rows=table.rows.assign(nis=table.rows["nis"].map(match.of)))
    for text in (*table.notes, *match.notes):
        note(text)
    columns, findings = {}, _id_findings(path.name, table.rows["nis"])
    findings += _other_year(path.name, set(table.rows["nis"]), mergers, units)
    for column in table.rows.columns.drop("nis"):
        try:
            kind = kind_of(str(column))
            columns[column] = numbers_of(table.rows[column], separator=table.separator, kind=kind)
        except AmbiguousError as error:
            findings.append(_finding(f"column '{column}' of {path.name} has {error}"))
    raise_findings(findings)
    index = pd.Index(table.rows["nis"], name="nis")
    return pd.DataFrame(columns, index=table.rows.index).set_axis(index)


def read_pair_table(
    path: Path,
    mergers: Mergers,
    units: Collection[str] | None = None,
    *,
    source: DataSource | None = None,
    note: Note = logger.warning,
) -> pd.DataFrame:
    """Return a table of pairs of municipalities of the year before the mergers.

    Parameters
    ----------
    path
        CSV in UTF-8 with the columns ``nis_a``, ``nis_b`` (or ``a``, ``b``) and, for ties,
        ``weight``; further columns are not read.
    mergers
        What becomes of them.
    units
        Codes in the data of before; None where these are not known.
    source
        Of the data of before: says what they call their ids, and the encoding of tables.
    note
        Is given a line for all that is not read as it stands; by default the log.

    Returns
    -------
    pandas.DataFrame
        Columns ``nis_a``, ``nis_b`` and, where the file has it, ``weight``.

    Raises
    ------
    DataError
        When the file cannot be read, or when there are findings: ids that are missing, unknown or
        of after the mergers, a municipality with itself, repeated pairs, weights that are no
        numbers of at least 0.
    """
    own = "nis" if source is None else source.id_column
    encoding = None if source is None else source.encoding
    table = read_text_table(path, columns=PAIR_ENDS, own_ids=own, encoding=encoding)
    ends = table.rows[[*PAIR_ENDS]]
    match = matched_ids([*ends["nis_a"], *ends["nis_b"]], units or (), file=path.name)
    for text in (*table.notes, *match.notes):
        note(text)
    ends = ends.map(match.of)
    findings = _end_findings(path.name, ends)
    findings += _other_year(path.name, {*ends["nis_a"], *ends["nis_b"]}, mergers, units)
    if "weight" not in table.rows:
        raise_findings(findings)
        return ends.reset_index(drop=True)
    weight, wrong = _weights(path.name, table)
    raise_findings([*findings, *wrong])
    return ends.assign(weight=weight).reset_index(drop=True)


def _id_findings(file: str, ids: pd.Series) -> list[Finding]:
    empty, repeated = ids.index[ids == ""], sorted(set(ids[ids.duplicated() & (ids != "")]))
    messages = [
        (list(empty), f"no nis {in_lines(empty) if len(empty) else ''}; fill it in"),
        (repeated, f"more than one row for {listing(repeated)}; keep one of each"),
    ]
    return [_finding(f"{file} has {message}") for codes, message in messages if codes]


def _end_findings(file: str, ends: pd.DataFrame) -> list[Finding]:
    a, b = ends["nis_a"], ends["nis_b"]
    twice = pd.Series(list(map(frozenset, zip(a, b, strict=True))), index=ends.index, dtype=object)
    messages = [
        (ends.index[(a == "") | (b == "")], "no municipality", "fill in both"),
        (ends.index[(a == b) & (a != "")], "a municipality with itself", "remove it"),
        (ends.index[twice.duplicated() & (a != b)], "a pair that is there already", "keep one"),
    ]
    return [
        _finding(f"{file} has {what} {in_lines(lines)}; {then}")
        for lines, what, then in messages
        if len(lines)
    ]


def _other_year(
    file: str, codes: set[str], mergers: Mergers, units: Collection[str] | None
) -> list[Finding]:
    later = codes & (set(mergers.parts) - set(mergers.into))
    unknown = set() if units is None else codes - set(units) - later - {""}
    messages = [
        (later, "codes of after the mergers", "it need not be carried, or give it as it was"),
        (unknown, "codes that the data of before lacks", "correct or remove them"),
    ]
    return [
        _finding(f"{file} has {what}: {listing(sorted(found))}; expected those of before; {then}")
        for found, what, then in messages
        if found
    ]


def _weights(file: str, table: TextTable) -> tuple[pd.Series, list[Finding]]:
    try:
        weight = numbers_of(table.rows["weight"], separator=table.separator, kind="measure")
    except AmbiguousError as error:
        return table.rows["weight"], [_finding(f"column 'weight' of {file} has {error}")]
    numbers = weight if types.is_numeric_dtype(weight) else numbers_where_any(weight)
    bad = numbers.index[~(numbers >= 0)]
    if len(bad):
        return weight, [_finding(f"{file} has no weight of 0 or more {in_lines(bad)}; correct it")]
    return numbers, []


def _finding(message: str) -> Finding:
    return Finding("table", (), message)
