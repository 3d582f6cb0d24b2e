"""Plan files and other tables that say in which region or group each municipality is."""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from regionplanner.data.ids import (
    MatchedIds,
    read_unit_rows,
    table_ids,
    unknown_ids,
    unspoiled,
    without_totals,
)
from regionplanner.data.municipalities import DataSource, Municipalities
from regionplanner.errors import DataError, Message, counted, either, joined, listing
from regionplanner.files.cell_rows import CellRows, read_cell_rows
from regionplanner.files.spreadsheets import like_a_day
from regionplanner.files.text import shown_text, unseen
from regionplanner.files.text_table import ColumnNames, in_lines, text_table
from regionplanner.vocabulary import LONGEST_NAME

COLUMNS = ("nis", "region")
_SHOWN = ("region_name", "colour")
_NO_REGION = frozenset(
    (
        *("0", "0.0", "-1", "-1.0", "-", "\N{EN DASH}", "?", "none", "null", "nan", "na", "n/a"),
        *("#n/a", "#n/b", "n.v.t.", "nvt", "unassigned", "geen", "niet toegewezen"),
    )
)
"""What tools and people write for municipalities that are in no region."""

logger = logging.getLogger(__name__)
Note = Callable[[str], None]

GROUP_COLUMNS = ("group", "region", "jeugdregio")
"""Columns that say which group it is; the first that is there counts."""


def expect_assignment(given: object) -> None:
    """Raise where something else is given for the regions of municipalities, as a table.

    Raises
    ------
    DataError
        When it is no mapping of texts to texts.
    """
    how = Message(
        'regions by id are expected, both text; make them, such as dict(zip(table["nis"], '
        'table["region"])), or read them with read_assignment(...)'
    )
    if not isinstance(given, Mapping):
        raise DataError("the plan is a {kind}; {how}", kind=type(given).__name__, how=how)
    for nis, region in given.items():
        if not (isinstance(nis, str) and isinstance(region, str)):
            raise DataError(
                "the plan has {region!r} for {nis!r}; {how}", region=region, nis=nis, how=how
            )


def assignment_sha256(assignment: Mapping[str, str]) -> str:
    """Return the digest of an assignment, so that a record can say which plan it is about."""
    lines = (f"{nis},{region}\n" for nis, region in sorted(assignment.items()))
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class RegionLooks:
    """How regions are shown.

    Attributes
    ----------
    names, colours
        What they are called, and what they are filled with (``"#rrggbb"``), by code, of those of
        which it is known.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanTable:
    """What a plan file says.

    Attributes
    ----------
    assignment
        Region code by NIS code, sorted.
    looks
        Of its regions, as most of their rows say; no two have one name.
    """

    assignment: Mapping[str, str]
    looks: RegionLooks


def read_assignment(
    path: str | Path,
    municipalities: Municipalities | None = None,
    *,
    columns: Sequence[str] | None = None,
    note: Note = logger.warning,
) -> Mapping[str, str]:
    """Return the region of every municipality named in a plan file.

    Parameters
    ----------
    path
        CSV with the columns ``nis`` and ``region``, separated by commas, semicolons or tabs;
        a workbook (XLSX) or JSON with the same; further columns are not read (see
        `read_plan_table`).
    municipalities
        The units: ids that a spreadsheet has changed, and names, are then read as their ids, and
        a file need not have a header, and a municipality may have no region. None: ids are as
        they stand there.
    columns
        Those with the ids and the regions, where they have other names than ``nis`` and ``region``;
        None: they have these. A plan that has ``nis`` and ``region`` and not these columns is read
        as it is.
    note
        Is given a line for all that is not read as it stands; by default the log.

    Returns
    -------
    Mapping of str to str
        Region code by NIS code, sorted.

    Raises
    ------
    DataError
        When the file cannot be read, lacks a column, has empty or repeated municipalities, or
        regions that are dates.
    """
    return read_plan_table(path, municipalities, columns=columns, note=note).assignment


def read_plan_table(
    path: str | Path,
    municipalities: Municipalities | None = None,
    *,
    columns: Sequence[str] | None = None,
    note: Note = logger.warning,
) -> PlanTable:
    """Return what a plan file says, as `read_assignment`, with how regions are shown.

    Parameters
    ----------
    path, municipalities, columns, note
        As of `read_assignment`. The columns ``region_name`` and ``colour`` need not be there.

    Raises
    ------
    DataError
        As `read_assignment`.
    """
    path = Path(path)
    source = DataSource("") if municipalities is None else municipalities.source
    by_name = municipalities is not None
    names = ColumnNames(COLUMNS, source.id_column, by_name=by_name, chosen=tuple(columns or ()))
    expected = names.expected()
    cells = read_cell_rows(path, expected=expected, is_header=names.fits, encoding=source.encoding)
    lines = list(cells.rows.values())
    ours: list[str] = []
    if columns and lines and {*COLUMNS} <= {*lines[0]} and not any(map(names.fits, lines)):
        names = replace(names, chosen=())  # a plan of ours, beside those that the columns are for
        text = "{file} has no columns {columns}: its nis and region are read"
        ours = [Message(text, file=path.name, columns=listing(columns))]
    headed, notes = _headed(path, cells, names, municipalities)
    notes += ours
    read = text_table(headed, names, path=path, expected=expected, encoding=source.encoding)
    rows, totals = without_totals(read.rows, municipalities, file=path.name)
    notes += [*read.notes, *totals]
    kept = [*COLUMNS, *(column for column in _SHOWN if column in rows)]
    table = rows[kept].assign(region=_whole(rows["region"]))
    _check_dates(path, table)
    _check_seen(path, table)
    match = MatchedIds({})
    if municipalities is None:
        ids, spoiled = unspoiled(table[["nis"]], file=path.name)
        table, notes = table.assign(nis=ids["nis"]), [*notes, *spoiled]
    else:
        match = table_ids(municipalities, table["nis"], file=path.name)
        table = table.assign(nis=table["nis"].map(match.of))
        table = _assigned(table, path, municipalities, notes)
    _check_rows(path, table, match.cause)
    causes = [joined([path.name, match.cause], ": ")] if match.cause else []
    for text in (*notes, *match.notes, *causes):
        note(text)
    looks = RegionLooks(
        _names(table) if "region_name" in table else {},
        _colours(table) if "colour" in table else {},
    )
    return PlanTable(dict(sorted(zip(table["nis"], table["region"], strict=True))), looks)


def _names(table: pd.DataFrame) -> dict[str, str]:
    """Return a name for each region; one that several have is of whom it is on most rows."""
    names = table["region_name"].str.split().str.join(" ")
    counts = Counter(zip(table["region"], names, strict=True))
    by_code: dict[str, str] = {}
    for (code, name), _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if 0 < len(name) <= LONGEST_NAME and name not in by_code.values():
            by_code.setdefault(code, name)
    return by_code


def _colours(table: pd.DataFrame) -> dict[str, str]:
    written = table[table["colour"].str.fullmatch("#[0-9a-fA-F]{6}")]
    return {
        str(code): min(Counter(rows).items(), key=lambda item: (-item[1], item[0]))[0].lower()
        for code, rows in written.groupby("region", sort=True)["colour"]
    }


def _headed(
    path: Path, cells: CellRows, names: ColumnNames, municipalities: Municipalities | None
) -> tuple[CellRows, list[str]]:
    """Return the rows with a header, where they have none and are a municipality and a region."""
    rows = list(cells.rows.values())
    if municipalities is None or any(map(names.fits, rows)):
        return cells, []
    match = table_ids(municipalities, [row[0] for row in rows], file=path.name)
    known = all(match.of(row[0]) in municipalities.frame.index for row in rows)
    if not known or {len(row) for row in rows} != {len(COLUMNS)}:
        return cells, []
    headed = CellRows({0: list(COLUMNS), **cells.rows}, cells.separator)
    note = "{file} has no header: its columns are read as nis and region"
    return headed, [Message(note, file=path.name)]


def _whole(regions: pd.Series) -> pd.Series:
    """Return regions without the decimals that a table gives to numbers: 1.0 is 1."""
    present = regions[regions != ""]
    if len(present) and present.str.fullmatch(r"-?[0-9]+[.,]0+").all():
        return regions.str.replace(r"[.,]0+$", "", regex=True)
    return regions


def _check_seen(path: Path, table: pd.DataFrame) -> None:
    """Raise when regions have characters that nobody sees, so that two are called alike."""
    hidden = table["region"][table["region"].map(unseen) != ""]
    if len(hidden):
        code = str(hidden.iloc[0])
        raise DataError(
            "{path}: region {code} of {nis} has {character}, which nobody sees; type the region "
            "again",
            path=path,
            code=shown_text(code),
            nis=table["nis"].at[hidden.index[0]],
            character=unseen(code),
        )


def _check_dates(path: Path, table: pd.DataFrame) -> None:
    """Raise when a spreadsheet has made dates of regions."""
    days = [region for region in table["region"].unique() if like_a_day(region)]
    if days:
        raise DataError(
            "{path} has dates for regions: {days}; a spreadsheet makes them of codes "
            "such as 1-2; write the codes again in a column that is formatted as text, or give "
            "the file as it was before it was opened",
            path=path,
            days=listing(days),
        )


def _assigned(
    table: pd.DataFrame, path: Path, municipalities: Municipalities, notes: list[str]
) -> pd.DataFrame:
    """Return the table without municipalities that have no region, or one that stands for none.

    A region lies in one reference region; what is called 0 and does not is none.
    """
    empty = (table["region"] == "") & (table["nis"] != "")
    if empty.any() and not empty.all():
        where = in_lines(table.index[empty])
        notes.append(Message("no region {where} of {file}", where=where, file=path.name))
        table = table[~empty]
    parents = municipalities.frame["reference_region"]
    for code in [code for code in table["region"].unique() if code.casefold() in _NO_REGION]:
        members = table.index[table["region"] == code]
        note = (
            "region {code} of {file}, with {units}, is read as a region; where it "
            "stands for none, delete these lines"
        )
        if len(set(parents.reindex(table.loc[members, "nis"]).dropna())) > 1:
            note = "{code} in {file} stands for no region: {units}"
            table = table.drop(index=members)
        units = counted(len(members), "municipality")
        notes.append(Message(note, code=code, file=path.name, units=units))
    return table


def _check_rows(path: Path, table: pd.DataFrame, cause: str) -> None:
    findings = _empty(table, *COLUMNS)
    again = table.loc[table["nis"].duplicated(keep=False) & (table["nis"] != "")]
    if len(again):
        text = "more than one line for {ids} ({where})"
        twice = Message(text, ids=listing(again["nis"].unique()), where=in_lines(again.index))
        findings.append(joined([twice, cause], ": ") if cause else twice)
    if not len(table):
        findings.append(Message("no municipalities"))
    if findings:
        raise DataError(
            "{path}: {findings}; correct these lines, "
            "or delete those of municipalities that are in no region"
            if (table["region"] == "").any()
            else "{path}: {findings}; correct these lines",
            path=path,
            findings=joined(findings),
        )


def _empty(table: pd.DataFrame, *columns: str) -> list[str]:
    """Return where cells of columns are empty."""
    return [
        Message("no {column} {where}", column=column, where=in_lines(lines))
        for column in columns
        if len(lines := table.index[table[column] == ""])
    ]


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
    source = DataSource("") if municipalities is None else municipalities.source
    by_name = municipalities is not None
    read, cause = read_unit_rows(
        path, municipalities, columns=("nis",), source=source, by_name=by_name
    )
    table = read.rows
    column = next((name for name in GROUP_COLUMNS if name in table), None)
    if column is None:
        raise DataError(
            "{path} has no column {expected}; it has "
            "{columns}; give a CSV with the columns {ids} and group",
            path=path,
            expected=either(GROUP_COLUMNS),
            columns=listing(table.columns.str.replace(r"^nis$", source.id_column, regex=True)),
            ids=source.id_column,
        )
    known = () if municipalities is None else municipalities.frame.index
    unknown = sorted({*table["nis"]} - {"", *known})
    findings = [unknown_ids(unknown, cause)] if unknown and cause else []
    findings += _empty(table, "nis")
    repeated = table.loc[table["nis"].duplicated() & (table["nis"] != ""), "nis"].unique()
    if len(repeated):
        findings.append(Message("more than one line for {ids}", ids=listing(repeated)))
    if not (table[column] != "").any():
        findings.append(Message("no {column} on any line", column=column))
    if findings:
        raise DataError(
            "{path}: {findings}; correct these lines", path=path, findings=joined(findings)
        )
    for text in read.notes:
        note(text)
    pairs = zip(table["nis"], table[column], strict=True)
    return {nis: group for nis, group in sorted(pairs) if group}
