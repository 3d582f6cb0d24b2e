"""Tables of pairs of units: declared links, and ties between pairs."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from pandas.api import types

from regionplanner.errors import DataError, counted, listing
from regionplanner.io.digest import file_sha256, table_sha256
from regionplanner.io.figures import numbers_of, numbers_where_any
from regionplanner.io.finding import Finding, raise_findings
from regionplanner.io.ids import table_ids, unknown_ids
from regionplanner.io.municipalities import DataSource, Municipalities
from regionplanner.io.text_table import TextTable, in_lines, read_text_table
from regionplanner.numerals import AmbiguousError
from regionplanner.ranges import EXPECTED, beyond_range

ENDS = ("nis_a", "nis_b")


def read_pairs(
    path: Path, *, id_column: str = "nis", encoding: str | None = None
) -> list[tuple[str, str]]:
    """Return the pairs of a table.

    Parameters
    ----------
    path
        CSV in UTF-8 with the columns ``nis_a`` and ``nis_b``; further columns are not read.
    id_column
        Column of the data with the ids, such as ``code``: ``code_a`` and ``code_b`` will do.
    encoding
        Of a file that is no UTF-8.

    Returns
    -------
    list of pairs of str
        In the order of the file.

    Raises
    ------
    DataError
        When the file cannot be read or a line misses a unit.
    """
    ways = pair_columns(id_column)[:2]
    rows = read_text_table(path, columns=(), either=ways, encoding=encoding).rows
    table = pair_ends(rows, path, ways)
    empty = table.index[(table["nis_a"] == "") | (table["nis_b"] == "")]
    if len(empty):
        raise DataError(f"{path} misses a unit {in_lines(empty)}; fill in both, or delete the line")
    return list(zip(table["nis_a"], table["nis_b"], strict=True))


def with_links(municipalities: Municipalities, path: Path) -> Municipalities:
    """Return the units with the pairs of a table as links.

    Parameters
    ----------
    municipalities
        The units.
    path
        See `read_pairs`; with ids or names of the data.

    Raises
    ------
    DataError
        When the file cannot be read, or has ids that are not in the data.
    """
    source = municipalities.source
    pairs = read_pairs(path, id_column=source.id_column, encoding=source.encoding)
    match = table_ids(municipalities, [nis for pair in pairs for nis in pair], file=path.name)
    links = [(match.of(a), match.of(b)) for a, b in pairs]
    known = municipalities.frame.index
    unknown = list(dict.fromkeys(nis for link in links for nis in link if nis not in known))
    if unknown:
        raise DataError(f"{path.name} has {unknown_ids(unknown, match.cause)}")
    read = table_sha256(pd.DataFrame(links, columns=list(ENDS)))
    return dataclasses.replace(
        municipalities,
        links=(*municipalities.links, *links),
        source=source.followed_by(read, file=(file_sha256(path),), notes=match.notes),
    )


def pair_ends(rows: pd.DataFrame, path: Path, ways: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """Return the pairs of a table, in columns ``nis_a`` and ``nis_b``.

    Parameters
    ----------
    rows
        The table.
    path
        Its file, for the message.
    ways
        What the two columns can be called; the first that is there counts.

    Raises
    ------
    DataError
        When the table has none of them.
    """
    names = next((way for way in ways if {*way} <= {*rows.columns}), None)
    if names is None:
        begun = next((way for way in ways if {*way} & {*rows.columns}), ways[-1])
        missing = [name for name in begun if name not in rows]
        raise DataError(
            f"{path} has no {'columns' if len(missing) > 1 else 'column'} {listing(missing)}; it "
            f"has {listing(rows.columns, at_most=20)}; give a CSV with the columns {listing(begun)}"
        )
    return rows[list(names)].set_axis(list(ENDS), axis=1)


def pair_columns(id_column: str) -> list[tuple[str, str]]:
    """Return what the two columns of a table of pairs can be called.

    Parameters
    ----------
    id_column
        Column of the data with the ids.
    """
    return [(f"{id_column}_a", f"{id_column}_b"), ENDS, ("a", "b")]


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
    source = municipalities.source
    ways = pair_columns(source.id_column)
    table = read_text_table(path, columns=("weight",), either=ways, encoding=source.encoding)
    weight = _weights(table, path.name)
    ends = pair_ends(table.rows, path, ways).set_axis(["a", "b"], axis=1)
    match = table_ids(municipalities, [*ends["a"], *ends["b"]], file=path.name)
    ends = ends.map(match.of)
    raise_findings(
        [
            *_name_findings(path.name, name, municipalities),
            *_tie_findings(path.name, ends, weight, municipalities, match.cause),
        ]
    )
    pairs = pd.DataFrame(
        {"nis_a": ends.min(axis=1), "nis_b": ends.max(axis=1), "weight": weight.astype(float)}
    )
    pairs = pairs.sort_values(["nis_a", "nis_b"], ignore_index=True)
    source = _tied_source(municipalities, path, name, pairs)
    return dataclasses.replace(
        municipalities,
        pair_ties={**municipalities.pair_ties, name: pairs},
        source=dataclasses.replace(source, notes=(*source.notes, *table.notes, *match.notes)),
    )


def read_pair_weights(
    path: str | Path, municipalities: Municipalities
) -> dict[tuple[str, str], float]:
    """Return the weights of a table of pairs, by NIS codes, the lower first.

    Parameters
    ----------
    path
        As of `read_pair_ties`.
    municipalities
        The units.

    Raises
    ------
    DataError
        As `read_pair_ties`.
    """
    name = "weights of pairs"
    table = read_pair_ties(path, name, municipalities).pair_ties[name]
    return dict(zip(zip(table["nis_a"], table["nis_b"], strict=True), table["weight"], strict=True))


def _weights(table: TextTable, file: str) -> pd.Series:
    """Return weights as numbers; NaN where they are none."""
    written = table.rows["weight"]
    try:
        numbers = numbers_of(written, separator=table.separator, kind="measure")
    except AmbiguousError as error:
        raise DataError(f"column 'weight' of {file} has {error}") from None
    if not types.is_numeric_dtype(numbers):
        numbers = numbers_where_any(written)
    return numbers.where(numbers.abs() < float("inf"))


def _tie_findings(
    file: str, ends: pd.DataFrame, weight: pd.Series, municipalities: Municipalities, cause: str
) -> list[Finding]:
    known = set(municipalities.frame.index)
    pairs = list(zip(map(str, ends["a"]), map(str, ends["b"]), strict=True))
    lines = list(zip(ends.index.tolist(), pairs, strict=True))
    unknown = [
        f"{nis or 'nothing'} in line {line}"
        for line, pair in lines
        for nis in pair
        if nis not in known
    ]
    alone = [f"line {line}" for line, (a, b) in lines if a == b]
    repeated = pd.Series(list(map(frozenset, pairs)), dtype=object).duplicated().tolist()
    bad = (weight.isna() | (weight < 0)).tolist()
    twice, strange = (
        [
            f"{_named(pair, municipalities)} in line {line}"
            for (line, pair), wrong in zip(lines, marks, strict=True)
            if wrong
        ]
        for marks in (repeated, bad)
    )
    sizes = beyond_range(weight).tolist()
    extreme = [
        f"{value:g} for {_named(pair, municipalities)} in line {line}"
        for (line, pair), value, wrong in zip(lines, weight, sizes, strict=True)
        if wrong
    ]
    messages = [
        (alone, "a municipality with itself in ", "remove it"),
        (twice, "more than one weight for ", "keep one of each"),
        (strange, "no weight of 0 or more for ", "correct it"),
        (extreme, "weights beyond all range: ", f"{EXPECTED}; correct them"),
    ]
    strangers = [Finding("table", (), f"{file} has {unknown_ids(unknown, cause)}")]
    return (strangers if unknown else []) + [
        Finding("table", (), f"{file} has {what}{listing(names)}; {then}")
        for names, what, then in messages
        if names
    ]


def _name_findings(file: str, name: str, municipalities: Municipalities) -> list[Finding]:
    if name not in municipalities.frame and name not in municipalities.pair_ties:
        return []
    message = f"a name that the data has already: {name}; give the ties another name"
    return [Finding("table", (), f"{file} has {message}")]


def _named(pair: tuple[str, str], municipalities: Municipalities) -> str:
    known = municipalities.frame.index
    a, b = (municipalities.label(nis) if nis in known else nis or "nothing" for nis in pair)
    return f"{a} and {b}"


def _tied_source(
    municipalities: Municipalities, path: Path, name: str, pairs: pd.DataFrame
) -> DataSource:
    """Return the source with the file."""
    source = municipalities.source
    notes = [f"ties {name} from {path.name}: {counted(len(pairs), 'pair')}"]
    return source.followed_by(
        "ties", name, table_sha256(pairs), file=("ties", name, file_sha256(path)), notes=notes
    )
