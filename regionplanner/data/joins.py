"""What tables add to the units: figures, memberships, links and ties of pairs."""

import dataclasses
from collections.abc import Collection
from pathlib import Path

import pandas as pd
from pandas.api import types

from regionplanner.data.check import Finding, Wrong, in_file, raise_findings, table_findings
from regionplanner.data.columns import OURS, texts
from regionplanner.data.figures import (
    INHABITANTS,
    ambiguous_finding,
    figure_findings,
    kind_of,
    numbers_of,
    numbers_where_any,
    text_figure,
)
from regionplanner.data.ids import (
    read_unit_rows,
    table_ids,
    unknown_ends,
    unknown_ids,
    without_totals,
)
from regionplanner.data.municipalities import DataSource, Municipalities, file_sha256, table_sha256
from regionplanner.errors import DataError, Message, counted, joined, listing
from regionplanner.files.text_table import (
    PAIR_ENDS,
    TextTable,
    in_lines,
    read_text_table,
    same_column,
)
from regionplanner.numerals import AmbiguousError, numeral
from regionplanner.ranges import EXPECTED, beyond_range

ENDS = list(PAIR_ENDS)


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
            "{path} has the column {own} only; expected at least one more; add the columns to join",
            path=path,
            own=own,
        )
    written = texts(table.rows["nis"])
    match = table_ids(municipalities, written.dropna(), file=path.name)
    ids = written.map(match.of, na_action="ignore")
    labels = _labels(municipalities, ids)
    columns, ambiguous = figures_of(table, path.name, labels)
    texts_there = [
        Finding("figure", (), joined([path.name, text_figure(columns, column, labels)], ": "))
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
    source = _joined(municipalities, path, table, columns)
    source = dataclasses.replace(source, notes=(*source.notes, *table.notes, *match.notes))
    return dataclasses.replace(municipalities, frame=frame, source=source)


def figures_of(
    table: TextTable, file: str, labels: pd.Series | None = None
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return all columns but ids, as numbers where they are, and which can be read in two ways."""
    columns, findings = {}, []
    for column in table.rows.columns.drop("nis"):
        written = table.rows[column]
        try:
            kind = kind_of(str(column))
            columns[column] = numbers_of(written, separator=table.separator, kind=kind)
        except AmbiguousError as error:
            text = "column '{column}' of {file} has {error}"
            findings.append(ambiguous_finding(text, written, labels, file=file, error=error))
    return pd.DataFrame(columns, index=table.rows.index), findings


def _labels(municipalities: Municipalities, ids: pd.Series) -> pd.Series:
    known = municipalities.frame.index
    return pd.Series(
        [
            Message("{unit} in line {line}", unit=municipalities.label(nis), line=line)
            if nis in known
            else Message("line {line}", line=line)
            for line, nis in ids.items()
        ],
        index=ids.index,
        dtype=object,
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
    wrong: list[Wrong] = [
        (empty, "{count} row(s) without an id; fill it in or remove them"),
        (repeated, "more than one row for {names}; keep one of each"),
        (unknown, unknown_ids(unknown, cause)),
        (absent, "no row for {labels}; add each, with empty fields where nothing is known"),
        (fixed, "columns that cannot be replaced: {names}; rename them"),
    ]
    labels = listing(map(municipalities.label, absent))
    return table_findings(file, wrong, units=known, labels=labels)


def _joined(
    municipalities: Municipalities, path: Path, table: TextTable, columns: pd.DataFrame
) -> DataSource:
    source = municipalities.source
    names = [str(column) for column in columns]
    there = [column for column in names if column in municipalities.frame]
    added = [column for column in names if column not in there]
    grouped = [column for column in names if _has_groups(table, columns[column])]
    notes = [
        Message(note, file=path.name, columns=", ".join(which))
        for note, which in (
            ("columns added from {file}: {columns}", added),
            ("columns replaced from {file}: {columns}", there),
            ("points in {file} separate thousands: {columns}", grouped),
        )
        if which
    ]
    return source.followed_by(table_sha256(table.rows), file=(file_sha256(path),), notes=notes)


def _has_groups(table: TextTable, column: pd.Series) -> bool:
    if not types.is_numeric_dtype(column):
        return False
    pairs = zip(table.rows[column.name], column, strict=True)
    pointed = [(numeral(text.replace(".", "")), value) for text, value in pairs if "." in text]
    return any(value and number is not None and number.value == value for number, value in pointed)


def with_links(municipalities: Municipalities, path: Path) -> Municipalities:
    """Return the units with the pairs of a table as links.

    Parameters
    ----------
    municipalities
        The units.
    path
        CSV in UTF-8 with the columns ``nis_a`` and ``nis_b``, or others for the same (see
        `pair_columns`), with ids or names of the data; further columns are not read.

    Raises
    ------
    DataError
        When the file cannot be read, a line misses a unit, or ids are not in the data.
    """
    source = municipalities.source
    table, cause = read_unit_rows(path, municipalities, columns=PAIR_ENDS, source=source)
    ends = table.rows[ENDS]
    empty = ends.index[(ends == "").any(axis=1)]
    if len(empty):
        text = "{path} misses a unit {where}; fill in both, or delete the line"
        raise DataError(text, path=path, where=in_lines(empty))
    links = list(ends.itertuples(index=False, name=None))
    known = municipalities.frame.index
    unknown = list(dict.fromkeys(nis for link in links for nis in link if nis not in known))
    if unknown:
        raise DataError(in_file(path.name, unknown_ids(unknown, cause)))
    digest = table_sha256(ends.reset_index(drop=True))
    return dataclasses.replace(
        municipalities,
        links=(*municipalities.links, *links),
        source=source.followed_by(digest, file=(file_sha256(path),), notes=table.notes),
    )


def read_pair_ties(path: str | Path, name: str, municipalities: Municipalities) -> Municipalities:
    """Return the units with a table of ties between pairs.

    Parameters
    ----------
    path
        CSV in UTF-8 with the columns ``a``, ``b`` (or ``nis_a``, ``nis_b``) and ``weight``: how
        much two municipalities have to do with each other, the same both ways.
    name
        What the scenario calls it, in ``ties``; no column of the data.
    municipalities
        The units.

    Returns
    -------
    Municipalities
        With the table in ``pair_ties``; ``source`` names the file and says how many pairs are no
        neighbours, and its digest depends on it.

    Raises
    ------
    DataError
        When the file cannot be read, or when there are findings: a name that is taken, ids that
        are not in the data, pairs of a municipality with itself, repeated pairs, and weights that
        are no numbers of at least 0. All findings are in one message.
    """
    path = Path(path)
    table, cause = read_unit_rows(
        path, municipalities, columns=(*PAIR_ENDS, "weight"), source=municipalities.source
    )
    weight = weights_of(table, path.name)
    ends = table.rows[ENDS].set_axis(["a", "b"], axis=1)
    raise_findings(
        [
            *_name_findings(path.name, name, municipalities),
            *_tie_findings(path.name, ends, weight, municipalities, cause),
        ]
    )
    pairs = pd.DataFrame(
        {"nis_a": ends.min(axis=1), "nis_b": ends.max(axis=1), "weight": weight.astype(float)}
    )
    pairs = pairs.sort_values(["nis_a", "nis_b"], ignore_index=True)
    note = "ties {name} from {file}: {pairs}"
    counts = Message(note, name=name, file=path.name, pairs=counted(len(pairs), "pair"))
    return dataclasses.replace(
        municipalities,
        pair_ties={**municipalities.pair_ties, name: pairs},
        source=municipalities.source.followed_by(
            "ties",
            name,
            table_sha256(pairs),
            file=("ties", name, file_sha256(path)),
            notes=(counts, *table.notes),
        ),
    )


def read_pair_weights(
    path: str | Path, municipalities: Municipalities
) -> dict[tuple[str, str], float]:
    """Return the weights of a table of pairs, by NIS codes, the lower first.

    Raises
    ------
    DataError
        As `read_pair_ties`.
    """
    name = "weights of pairs"
    table = read_pair_ties(path, name, municipalities).pair_ties[name]
    return dict(zip(zip(table["nis_a"], table["nis_b"], strict=True), table["weight"], strict=True))


def weights_of(table: TextTable, file: str) -> pd.Series:
    """Return weights as numbers; NaN where they are none."""
    written = table.rows["weight"]
    try:
        numbers = numbers_of(written, separator=table.separator, kind="measure")
    except AmbiguousError as error:
        raise DataError("column 'weight' of {file} has {error}", file=file, error=error) from None
    if not types.is_numeric_dtype(numbers):
        numbers = numbers_where_any(written)
    return numbers.where(numbers.abs() < float("inf"))


def _tie_findings(
    file: str, ends: pd.DataFrame, weight: pd.Series, municipalities: Municipalities, cause: str
) -> list[Finding]:
    known = set(municipalities.frame.index)
    pairs = list(zip(map(str, ends["a"]), map(str, ends["b"]), strict=True))
    lines = list(zip(ends.index.tolist(), pairs, strict=True))
    unknown = unknown_ends(lines, known)
    alone = ends["a"] == ends["b"]
    repeated = pd.Series(list(map(frozenset, pairs)), dtype=object).duplicated()

    def marked(rows: pd.Series, template: str = "{pair} in line {line}") -> list[Message]:
        return [
            Message(template, value=value, pair=_named(pair, municipalities), line=line)
            for wrong, value, pair, line in zip(rows, weight, pairs, ends.index, strict=True)
            if wrong
        ]

    extreme = marked(beyond_range(weight), "{value:g} for {pair} in line {line}")
    wrong: list[Wrong] = [
        (unknown, unknown_ids(unknown, cause)),
        (marked(alone, "line {line}"), "a municipality with itself in {names}; remove it"),
        (marked(repeated), "more than one weight for {names}; keep one of each"),
        (marked(weight.isna() | (weight < 0)), "no weight of 0 or more for {names}; correct it"),
        (extreme, "weights beyond all range: {names}; {expected}; correct them"),
    ]
    return table_findings(file, wrong, expected=EXPECTED)


def _name_findings(file: str, name: str, municipalities: Municipalities) -> list[Finding]:
    if name not in municipalities.frame and name not in municipalities.pair_ties:
        return []
    message = Message(
        "a name that the data has already: {name}; give the ties another name", name=name
    )
    return table_findings(file, [([name], message)])


def _named(pair: tuple[str, str], municipalities: Municipalities) -> str:
    return listing(map(municipalities.label_or_id, pair))
