"""Tables by municipality, carried: counts add up, memberships stay where all parts share them."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas.api import types

from regionplanner.io.carried.ambiguity import Ambiguity
from regionplanner.io.nis_changes import Mergers

COUNTS = ("inhabitants", "pop_", "population", "n_")
"""Columns of whole numbers whose names begin so are counts, and add up; so does ``area_km2``."""


@dataclass(frozen=True, slots=True)
class CarriedTable:
    """A table after mergers.

    Attributes
    ----------
    table
        Index ``nis``, the new codes, sorted; the columns as before.
    summed
        Columns that were added up.
    ambiguous
        Values on which parts disagree, and counts that a part lacks; all were left empty.
    """

    table: pd.DataFrame
    summed: tuple[str, ...]
    ambiguous: tuple[Ambiguity, ...]


def carried_table(
    table: pd.DataFrame, mergers: Mergers, *, sums: Collection[str] = ()
) -> CarriedTable:
    """Return a table for the municipalities after mergers.

    Parameters
    ----------
    table
        Index ``nis``, the old codes, each once; figures as numbers, memberships as text.
    mergers
        What becomes of the municipalities.
    sums
        Further columns of numbers that are added up.

    Notes
    -----
    A column is added up when it is ``area_km2``, when it has whole numbers of at least 0 and a
    name that says that it counts (see `COUNTS`), or when it is in `sums`. A number without such a
    name can be a year, a density, an average or a code, which cannot be added up: like a text, it
    is kept where all parts have the same and left empty where they do not. ``name`` becomes the
    new name. A part without a row has no values.
    """
    present = set(map(str, table.index))
    groups: dict[str, tuple[str, ...]] = {nis: (nis,) for nis in present if nis not in mergers.into}
    groups |= {new: olds for new, olds in mergers.parts.items() if present.intersection(olds)}
    groups = dict(sorted(groups.items()))
    summed = tuple(str(c) for c in table.columns if c in sums or is_count(table[c]))
    columns, ambiguous = {}, []
    for column in map(str, table.columns):
        values, found = _carried(table[column], groups, add_up=column in summed)
        if column == "name":
            values = {nis: mergers.new_names.get(nis, value) for nis, value in values.items()}
            found = []
        columns[column] = _series(values, table[column])
        ambiguous += found
    index = pd.Index(list(groups), name=table.index.name, dtype="str")
    return CarriedTable(pd.DataFrame(columns, index=index), summed, tuple(ambiguous))


def is_count(column: pd.Series) -> bool:
    """Return whether a column of a table is added up when municipalities merge.

    Parameters
    ----------
    column
        Its name tells; see `carried_table`.
    """
    if not types.is_numeric_dtype(column) or types.is_bool_dtype(column):
        return False
    present = column.dropna()
    whole = bool(((present >= 0) & (present % 1 == 0)).all())
    return column.name == "area_km2" or (whole and str(column.name).startswith(COUNTS))


def _carried(
    column: pd.Series, groups: Mapping[str, tuple[str, ...]], *, add_up: bool
) -> tuple[dict[str, Any], list[Ambiguity]]:
    """Return the values by new code, None where there is none, and what is ambiguous."""
    known = dict(zip(map(str, column.index), column.tolist(), strict=True))
    values: dict[str, Any] = {}
    ambiguous = []
    for new, olds in groups.items():
        parts = {old: _present(known.get(old)) for old in olds}
        distinct = set(parts.values())
        if len(parts) > 1 and add_up and None not in distinct:
            values[new] = _total(parts.values())
        elif len(distinct) == 1:
            values[new] = distinct.pop()
        else:
            values[new] = None
            written = {old: None if v is None else str(v) for old, v in parts.items()}
            ambiguous.append(Ambiguity(str(column.name), new, written))
    return values, ambiguous


def _total(numbers: Collection[Any]) -> Any:
    # rounded: that 0.1 and 0.2 are 0.30000000000000004 is no property of a municipality
    whole = all(isinstance(number, int) for number in numbers)
    return sum(numbers) if whole else round(math.fsum(numbers), 9)


def _present(value: Any) -> Any:
    return None if value is None or pd.isna(value) else value


def _series(values: Mapping[str, Any], before: pd.Series) -> pd.Series:
    """Return values as a column of the same kind; whole numbers stay whole where some are gone."""
    index = pd.Index(list(values), dtype="str")
    gaps = None in values.values()
    if types.is_integer_dtype(before) and gaps:
        return pd.Series(list(values.values()), index=index, dtype="Int64")
    if types.is_bool_dtype(before) and gaps:
        return pd.Series(list(values.values()), index=index, dtype="boolean")
    return pd.Series(list(values.values()), index=index, dtype=before.dtype)
