"""Tables of pairs of units: declared links, and ties between pairs."""

import dataclasses
from pathlib import Path

import pandas as pd
from pandas.api import types

from regionplanner.errors import DataError, counted, listing
from regionplanner.io.column_names import PAIR_ENDS
from regionplanner.io.digest import file_sha256, table_sha256
from regionplanner.io.figures import numbers_of, numbers_where_any
from regionplanner.io.finding import Finding, raise_findings
from regionplanner.io.ids import table_ids, unknown_ids
from regionplanner.io.municipalities import DataSource, Municipalities
from regionplanner.io.text_table import TextTable, in_lines, read_text_table
from regionplanner.numerals import AmbiguousError
from regionplanner.ranges import EXPECTED, beyond_range

ENDS = list(PAIR_ENDS)


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
    table = read_text_table(
        path, columns=PAIR_ENDS, own_ids=source.id_column, encoding=source.encoding
    )
    ends = table.rows[ENDS]
    empty = ends.index[(ends == "").any(axis=1)]
    if len(empty):
        raise DataError(f"{path} misses a unit {in_lines(empty)}; fill in both, or delete the line")
    match = table_ids(municipalities, ends.to_numpy().ravel().tolist(), file=path.name)
    ends = ends.map(match.of)
    links = list(ends.itertuples(index=False, name=None))
    known = municipalities.frame.index
    unknown = list(dict.fromkeys(nis for link in links for nis in link if nis not in known))
    if unknown:
        raise DataError(f"{path.name} has {unknown_ids(unknown, match.cause)}")
    read = table_sha256(ends.reset_index(drop=True))
    return dataclasses.replace(
        municipalities,
        links=(*municipalities.links, *links),
        source=source.followed_by(
            read, file=(file_sha256(path),), notes=(*table.notes, *match.notes)
        ),
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
    source = municipalities.source
    table = read_text_table(
        path,
        columns=(*PAIR_ENDS, "weight"),
        own_ids=source.id_column,
        encoding=source.encoding,
    )
    weight = _weights(table, path.name)
    ends = table.rows[ENDS].set_axis(["a", "b"], axis=1)
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
