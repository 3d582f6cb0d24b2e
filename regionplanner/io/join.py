"""Further columns for the units, from a table: figures and memberships."""

import dataclasses
from collections.abc import Collection
from pathlib import Path

import pandas as pd
from pandas.api import types

from regionplanner.errors import DataError, listing
from regionplanner.io.column_names import same_column
from regionplanner.io.columns import OURS, texts
from regionplanner.io.digest import file_sha256, table_sha256
from regionplanner.io.figures import (
    INHABITANTS,
    figure_findings,
    kind_of,
    numbers_of,
    of_the_first,
    text_figure,
)
from regionplanner.io.finding import Finding, raise_findings
from regionplanner.io.ids import table_ids, unknown_ids, without_totals
from regionplanner.io.municipalities import DataSource, Municipalities
from regionplanner.io.text_table import TextTable, read_text_table
from regionplanner.numerals import AmbiguousError, numeral


def join_columns(
    municipalities: Municipalities,
    path: str | Path,
    *,
    id_column: str | None = None,
    figures: Collection[str] = (),
) -> Municipalities:
    """Return the units with the columns of a CSV file added to them, by id.

    Parameters
    ----------
    municipalities
        The units.
    path
        A CSV file in UTF-8 with a header and one row a unit; separated by commas, by semicolons
        with decimal commas (as Excel writes it in Belgium), or by tabs.
    id_column
        Column with the ids; by default that of the data, else ``nis``, else a name that others
        have for it, such as ``code``.
    figures
        Columns that must hold numbers, wherever they come from.

    Returns
    -------
    Municipalities
        A column becomes numbers when every value in it is one and none has a leading zero, else
        text; an empty field is missing. A column that was there already is replaced; that and
        points read as separators of thousands are said in ``source.notes``.

    Raises
    ------
    DataError
        When the file cannot be read, has no such column or no other, or when there are findings:
        ids that are missing, repeated, unknown or not in the file; columns that cannot be
        replaced; numbers that can be read in two ways; inhabitants that are no whole numbers;
        figures that are text because of some cells.
    """
    path = Path(path)
    source = municipalities.source
    own = id_column or source.id_column
    table = read_text_table(
        path, columns=("nis",), own_ids=own, by_name=True, encoding=source.encoding
    )
    rows, totals = without_totals(table.rows, municipalities, file=path.name)
    table = dataclasses.replace(table, rows=rows, notes=(*table.notes, *totals))
    if len(table.rows.columns) < 2:
        raise DataError(
            f"{path} has the column {own} only; expected at least one more; add the columns to join"
        )
    written = texts(table.rows["nis"])
    match = table_ids(municipalities, written.dropna(), file=path.name)
    ids = written.map(match.of, na_action="ignore")
    labels = _labels(municipalities, ids)
    columns, ambiguous = _numbers(table, path.name, labels)
    texts_there = [
        Finding("figure", (), f"{path.name}: {text_figure(columns, column, labels)}")
        for column in _figures_there(figures, municipalities, columns)
        if not types.is_numeric_dtype(columns[column])
    ]
    raise_findings(
        [
            *_findings(municipalities, path.name, ids, columns.columns, match.cause),
            *ambiguous,
            *texts_there,
            *figure_findings(columns, labels),
        ]
    )
    extra = columns.set_axis(pd.Index(ids, name="nis")).reindex(municipalities.frame.index)
    frame = municipalities.frame.assign(**{str(column): extra[column] for column in extra})
    joined = _joined(municipalities, path, table, columns)
    joined = dataclasses.replace(joined, notes=(*joined.notes, *table.notes, *match.notes))
    return dataclasses.replace(municipalities, frame=frame, source=joined)


def _numbers(table: TextTable, file: str, labels: pd.Series) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the columns to add, as numbers where they are, and which can be read in two ways."""
    columns, findings = {}, []
    for column in table.rows.columns.drop("nis"):
        written = table.rows[column]
        try:
            kind = kind_of(str(column))
            columns[column] = numbers_of(written, separator=table.separator, kind=kind)
        except AmbiguousError as error:
            message = f"column '{column}' of {file} has {error}{of_the_first(written, labels)}"
            findings.append(Finding("figure", (), message))
    return pd.DataFrame(columns, index=table.rows.index), findings


def _labels(municipalities: Municipalities, ids: pd.Series) -> pd.Series:
    known = municipalities.frame.index
    return pd.Series(
        [
            f"{municipalities.label(nis)} in line {line}" if nis in known else f"line {line}"
            for line, nis in ids.items()
        ],
        index=ids.index,
        dtype="str",
    )


def _figures_there(
    figures: Collection[str], municipalities: Municipalities, columns: pd.DataFrame
) -> list[str]:
    """Return the columns of a table that must hold numbers, also by other words for them."""
    names = [str(name) for name in columns.columns]
    asked = {
        name if name in names or name in municipalities.frame else same_column(name, names)
        for name in figures
    }
    return sorted({name for name in asked if name in names} - {*INHABITANTS})


def _findings(
    municipalities: Municipalities, file: str, ids: pd.Series, columns: pd.Index, cause: str
) -> list[Finding]:
    known = municipalities.frame.index
    repeated = sorted(set(ids[ids.duplicated()].dropna()))
    unknown = sorted(set(ids.dropna()) - set(known))
    absent = [nis for nis in known if nis not in set(ids)]
    fixed = [str(column) for column in columns if column in (*OURS, "geometry")]
    empty = [""] * int(ids.isna().sum())
    labels = listing(map(municipalities.label, absent))
    messages = [
        (empty, f"{len(empty)} row(s) without an id; fill it in or remove them"),
        (repeated, f"more than one row for {listing(repeated)}; keep one of each"),
        (unknown, unknown_ids(unknown, cause)),
        (absent, f"no row for {labels}; add each, with empty fields where nothing is known"),
        (fixed, f"columns that cannot be replaced: {listing(fixed)}; rename them"),
    ]
    return [
        Finding("table", tuple(unit for unit in units if unit in known), f"{file} has {message}")
        for units, message in messages
        if units
    ]


def _joined(
    municipalities: Municipalities, path: Path, table: TextTable, columns: pd.DataFrame
) -> DataSource:
    source = municipalities.source
    names = [str(column) for column in columns]
    there = [column for column in names if column in municipalities.frame]
    added = [column for column in names if column not in there]
    grouped = [column for column in names if _has_groups(table, columns[column])]
    notes = [
        f"columns {word} from {path.name}: {', '.join(which)}"
        for word, which in (("added", added), ("replaced", there))
        if which
    ]
    if grouped:
        notes.append(f"points in {path.name} separate thousands: {', '.join(grouped)}")
    return source.followed_by(table_sha256(table.rows), file=(file_sha256(path),), notes=notes)


def _has_groups(table: TextTable, column: pd.Series) -> bool:
    if not types.is_numeric_dtype(column):
        return False
    pairs = zip(table.rows[column.name], column, strict=True)
    pointed = [(numeral(text.replace(".", "")), value) for text, value in pairs if "." in text]
    return any(value and one is not None and one.value == value for one, value in pointed)
