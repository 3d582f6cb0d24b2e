"""Tables of groups: which municipality is in which."""

from collections.abc import Mapping
from pathlib import Path

from regionplanner.errors import DataError, listing
from regionplanner.io.text_table import in_lines, read_text_table

GROUP_COLUMNS = ("group", "region", "jeugdregio")
"""Columns that say which group it is; the first that is there counts."""


def read_groups(path: Path) -> Mapping[str, str]:
    """Return the group of every municipality that a table has in one.

    Parameters
    ----------
    path
        CSV in UTF-8, separated by commas, semicolons or tabs, with the column ``nis`` and one of
        `GROUP_COLUMNS`; further columns are not read. A line without a group puts nobody in one.

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
    table = read_text_table(path, columns=("nis",)).rows
    column = next((name for name in GROUP_COLUMNS if name in table), None)
    if column is None:
        raise DataError(
            f"{path} has no column {' or '.join(GROUP_COLUMNS)}; it has "
            f"{listing(table.columns, at_most=20)}; give a CSV with the columns nis and group"
        )
    findings = []
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
    pairs = zip(table["nis"], table[column], strict=True)
    return {nis: group for nis, group in sorted(pairs) if group}
