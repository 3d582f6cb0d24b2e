"""Tables of groups: which municipality is in which."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from regionplanner.errors import DataError, listing
from regionplanner.io.ids import table_ids, unknown_ids
from regionplanner.io.municipalities import Municipalities
from regionplanner.io.text_table import in_lines, read_text_table

GROUP_COLUMNS = ("group", "region", "jeugdregio")
"""Columns that say which group it is; the first that is there counts."""

logger = logging.getLogger(__name__)
Note = Callable[[str], None]


def read_groups(
    path: Path, municipalities: Municipalities | None = None, *, note: Note = logger.warning
) -> Mapping[str, str]:
    """Return the group of every municipality that a table has in one.

    Parameters
    ----------
    path
        CSV in UTF-8, separated by commas, semicolons or tabs, with the column ``nis`` and one of
        `GROUP_COLUMNS`; further columns are not read. A line without a group puts nobody in one.
    municipalities
        The units, whose ids the table may spell otherwise; None: as they stand there.
    note
        Is given a line for all that is not read as it stands; by default the log.

    Returns
    -------
    Mapping of str to str
        Group by NIS code, sorted.

    Raises
    ------
    DataError
        When the file cannot be read, lacks a column, has no group at all, or has empty or
        repeated municipalities.
    """
    table, notes, unknown = _matched(path, municipalities)
    column = next((name for name in GROUP_COLUMNS if name in table), None)
    if column is None:
        own = "nis" if municipalities is None else municipalities.source.id_column
        raise DataError(
            f"{path} has no column {' or '.join(GROUP_COLUMNS)}; it has "
            f"{listing(table.columns, at_most=20)}; give a CSV with the columns {own} and group"
        )
    findings = [*unknown]
    empty = table.index[table["nis"] == ""]
    if len(empty):
        findings.append(f"no nis {in_lines(empty)}")
    repeated = table.loc[table["nis"].duplicated() & (table["nis"] != ""), "nis"].unique()
    if len(repeated):
        findings.append(f"more than one line for {listing(repeated)}")
    if not (table[column] != "").any():
        findings.append(f"no {column} on any line")
    if findings:
        raise DataError(f"{path}: {'; '.join(findings)}; mend these lines")
    for text in notes:
        note(text)
    pairs = zip(table["nis"], table[column], strict=True)
    return {nis: group for nis, group in sorted(pairs) if group}


def _matched(
    path: Path, municipalities: Municipalities | None
) -> tuple[pd.DataFrame, tuple[str, ...], list[str]]:
    """Return the table with the ids of the data, notes, and what is wrong with its ids."""
    if municipalities is None:
        table = read_text_table(path, columns=("nis",))
        return table.rows, table.notes, []
    source = municipalities.source
    table = read_text_table(
        path,
        columns=("nis",),
        own_ids=source.id_column,
        by_name=True,
        encoding=source.encoding,
    )
    match = table_ids(municipalities, table.rows["nis"], file=path.name)
    rows = table.rows.assign(nis=table.rows["nis"].map(match.of))
    unknown = sorted(set(rows["nis"]) - {"", *municipalities.frame.index})
    wrong = [unknown_ids(unknown, match.cause)] if unknown and match.cause else []
    return rows, (*table.notes, *match.notes), wrong
