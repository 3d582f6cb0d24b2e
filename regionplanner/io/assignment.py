"""Plan files: a table of units and the region each is in."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from regionplanner.errors import DataError, listing
from regionplanner.io.text_table import in_lines, read_text_table


def assignment_sha256(assignment: Mapping[str, str]) -> str:
    """Return the digest of an assignment, so that a record can say which plan it is about.

    Parameters
    ----------
    assignment
        Region code by NIS code, in any order.
    """
    lines = (f"{nis},{region}\n" for nis, region in sorted(assignment.items()))
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def read_assignment(path: Path) -> Mapping[str, str]:
    """Return the region of every municipality named in a plan file.

    Parameters
    ----------
    path
        CSV in UTF-8 with the columns ``nis`` and ``region``, separated by commas, semicolons
        or tabs; further columns are not read.

    Returns
    -------
    Mapping of str to str
        Region code by NIS code, sorted.

    Raises
    ------
    DataError
        When the file cannot be read, lacks a column, or has empty or repeated municipalities.
    """
    table = read_text_table(path, columns=("nis", "region")).rows
    _check_rows(path, table)
    return dict(sorted(zip(table["nis"], table["region"], strict=True)))


def _check_rows(path: Path, table: pd.DataFrame) -> None:
    findings = []
    for column in ("nis", "region"):
        empty = table.index[table[column] == ""]
        if len(empty):
            findings.append(f"no {column} {in_lines(empty)}")
    again = table.loc[table["nis"].duplicated(keep=False) & (table["nis"] != "")]
    if len(again):
        where = in_lines(again.index)
        findings.append(f"more than one line for {listing(again['nis'].unique())} ({where})")
    if not len(table):
        findings.append("no municipalities")
    if findings:
        raise DataError(f"{path}: {'; '.join(findings)}; mend these lines")
