"""Tables of pairs of units: declared links, and ties between pairs."""

import dataclasses
from pathlib import Path

import pandas as pd
from pandas.api import types

from regionplanner.errors import DataError, listing
from regionplanner.io.digest import file_sha256, table_sha256
from regionplanner.io.figures import numbers_of, numbers_where_any
from regionplanner.io.finding import Finding, raise_findings
from regionplanner.io.municipalities import DataSource, Municipalities
from regionplanner.io.text_table import TextTable, in_lines, read_text_table
from regionplanner.numerals import AmbiguousError


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Return the pairs of a table.

    Parameters
    ----------
    path
        CSV in UTF-8 with the columns ``nis_a`` and ``nis_b``; further columns are not read.

    Returns
    -------
    list of pairs of str
        In the order of the file.

    Raises
    ------
    DataError
        When the file cannot be read or a line misses a unit.
    """
    table = read_text_table(path, columns=("nis_a", "nis_b")).rows
    empty = table.index[(table["nis_a"] == "") | (table["nis_b"] == "")]
    if len(empty):
        raise DataError(f"{path} misses a unit {in_lines(empty)}; fill in both, or delete the line")
    return list(zip(table["nis_a"], table["nis_b"], strict=True))


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
    first = read_text_table(path, columns=("weight",))
    ours = "nis_a" in first.rows or "nis_b" in first.rows
    names = ["nis_a", "nis_b"] if ours else ["a", "b"]
    table = read_text_table(path, columns=(*names, "weight"))
    weight = _weights(table, path.name)
    ends = table.rows[names].set_axis(["a", "b"], axis=1)
    raise_findings(_tie_findings(path.name, name, ends, weight, municipalities))
    pairs = pd.DataFrame(
        {"nis_a": ends.min(axis=1), "nis_b": ends.max(axis=1), "weight": weight.astype(float)}
    )
    pairs = pairs.sort_values(["nis_a", "nis_b"], ignore_index=True)
    return dataclasses.replace(
        municipalities,
        pair_ties={**municipalities.pair_ties, name: pairs},
        source=_tied_source(municipalities, path, name, pairs),
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
    file: str, name: str, ends: pd.DataFrame, weight: pd.Series, municipalities: Municipalities
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
    taken = [name] if name in municipalities.frame or name in municipalities.pair_ties else []
    messages = [
        (taken, "a name that the data has already: ", "give the ties another name"),
        (unknown, "ids that are not in the data: ", "correct or remove them"),
        (alone, "a municipality with itself in ", "remove it"),
        (twice, "more than one weight for ", "keep one of each"),
        (strange, "no weight of 0 or more for ", "correct it"),
    ]
    return [
        Finding("table", (), f"{file} has {what}{listing(names)}; {then}")
        for names, what, then in messages
        if names
    ]


def _named(pair: tuple[str, str], municipalities: Municipalities) -> str:
    known = municipalities.frame.index
    a, b = (municipalities.label(nis) if nis in known else nis or "nothing" for nis in pair)
    return f"{a} and {b}"


def _tied_source(
    municipalities: Municipalities, path: Path, name: str, pairs: pd.DataFrame
) -> DataSource:
    """Return the source with the file, and how many pairs can never be cut."""
    source, parents = municipalities.source, municipalities.frame["reference_region"]
    touching = set(
        zip(municipalities.borders["nis_a"], municipalities.borders["nis_b"], strict=True)
    )
    touching |= {(min(pair), max(pair)) for pair in municipalities.links}
    counting = [
        (a, b) in touching and parents.at[a] == parents.at[b]
        for a, b in zip(pairs["nis_a"], pairs["nis_b"], strict=True)
    ]
    idle = len(counting) - sum(counting)
    notes = [f"ties {name} from {path.name}: {len(pairs)} pairs"]
    if idle:
        notes.append(
            f"{idle} pairs of {name} never count: they are no neighbours in one reference region"
        )
    return source.followed_by(
        "ties", name, table_sha256(pairs), file=("ties", name, file_sha256(path)), notes=notes
    )
