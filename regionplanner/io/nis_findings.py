"""What is wrong with a table of mergers, by itself and beside a plan and data: all at once."""

import re
from collections.abc import Collection, Iterator, Mapping

import pandas as pd

from regionplanner.errors import listing
from regionplanner.io.finding import Finding
from regionplanner.io.text_table import in_lines

_NUMBER = re.compile(r"\d+[.,]\d+|\d+(?:[.,]\d+)?[eE][+-]?\d+|\d{1,3}[ '\u00a0\u202f]\d{3}")
"""How spreadsheets spoil codes: 1.1E+04, and 11002.0 or 11 002 among codes that are no numbers."""


def mergers_findings(rows: pd.DataFrame, file: str) -> list[Finding]:
    """Return what is wrong with a table of mergers by itself.

    Parameters
    ----------
    rows
        Columns ``old_nis``, ``old_name``, ``new_nis``, ``new_name`` as text, index `line`.
    file
        Name of the file, for the messages.
    """
    if not len(rows):
        return [_finding(f"{file} has no mergers; expected a row for each municipality; add them")]
    return [
        _finding(f"{file} has {message}")
        for message in (*_spoiled(rows), *_repeated(rows), *_two_names(rows), *_chains(rows))
    ]


def fit_findings(
    into: Mapping[str, str],
    assignment: Collection[str],
    *,
    old_units: Collection[str] | None = None,
    labels: Mapping[str, str],
) -> list[Finding]:
    """Return where mergers do not fit the municipalities that they are applied to.

    Parameters
    ----------
    into
        New code by old code.
    assignment
        Codes in the plan.
    old_units
        Codes in the data of the old year; None where these are not known.
    labels
        What to call municipalities in messages, by code; a code that is not there is its own.

    Notes
    -----
    A plan can cover a part of the municipalities, so that a code that it lacks is only wrong when
    the data lacks it too, or when the plan has none of the municipalities that merge.
    """
    known = set(assignment) | set(old_units or ())
    new = set(into.values()) - set(into)
    there = sorted(new & known)
    alone = [code for code in there if any(into[old] == code and old in known for old in into)]
    lost = sorted(set(into) - known)
    if old_units is None and len(lost) < len(into):
        lost = []
    stray = sorted(set(assignment) - set(old_units)) if old_units is not None else []

    def named(codes: Collection[str]) -> str:
        return listing(labels.get(code, code) for code in codes)

    messages = [
        (
            alone,
            f"new codes that others merge into, but that also remain on their own: {named(alone)}; "
            "a municipality that grows has a row from its code to the same code; add that row",
        ),
        (
            [code for code in there if code not in alone],
            "new codes that the plan or the data of the old year has already: "
            f"{named([code for code in there if code not in alone])}; expected a plan and data of "
            "before the mergers; leave out the table that was applied",
        ),
        (
            lost,
            f"old codes that neither the plan nor the data knows: {named(lost)}; expected those "
            "of the year before the mergers; give the tables in order, or correct the codes",
        ),
        (
            stray,
            f"a plan with codes that the data of the old year lacks: {named(stray)}; expected a "
            "plan and data of the same year; give the data that the plan was made from",
        ),
    ]
    return [_finding(f"the mergers meet {message}") for codes, message in messages if codes]


def new_data_findings(
    into: Mapping[str, str], carried: Collection[str], units: Collection[str]
) -> list[Finding]:
    """Return where data of the new year do not fit what was carried to it."""
    after = set(into.values())
    messages = [
        (sorted((after | set(carried)) - set(units)), "lack", "which the carried plan names"),
        (sorted((set(into) - after) & set(units)), "still have", "which merged"),
    ]
    return [
        _finding(
            f"the data of the new year {verb} {listing(codes)}, {why}; expected the "
            "municipalities of after the mergers; give those data, or all tables of mergers"
        )
        for codes, verb, why in messages
        if codes
    ]


def _spoiled(rows: pd.DataFrame) -> Iterator[str]:
    for column in ("old_nis", "new_nis"):
        empty = rows.index[rows[column] == ""]
        if len(empty):
            yield f"no {column} {in_lines(empty)}; each row needs both codes; fill them in"
        numbers = [
            f"{code} in line {line}"
            for line, code in rows[column].items()
            if _NUMBER.fullmatch(code)
        ]
        if numbers:
            yield (
                f"numbers for codes in {column}: {listing(numbers)}; codes are text, such as "
                "11002; format the column as text"
            )


def _repeated(rows: pd.DataFrame) -> Iterator[str]:
    filled = rows[rows["old_nis"] != ""]
    for old, same in filled.groupby("old_nis", sort=True):
        targets = sorted(set(same["new_nis"]) - {""})
        name = f"{same['old_name'].iloc[0]} ({old})"
        if len(targets) > 1:
            yield (
                f"{name} going to {listing(targets)} {in_lines(same.index)}; a municipality "
                "merges as a whole into one; keep one row"
            )
        elif len(same) > 1:
            yield f"more than one row for {name}, {in_lines(same.index)}; keep one"


def _two_names(rows: pd.DataFrame) -> Iterator[str]:
    filled = rows[(rows["new_nis"] != "") & (rows["new_name"] != "")]
    for new, same in filled.groupby("new_nis", sort=True):
        names = sorted(set(same["new_name"]))
        if len(names) > 1:
            yield (
                f"different names for {new}: {listing(names)} {in_lines(same.index)}; one name "
                "is expected; correct the others, or the code"
            )


def _chains(rows: pd.DataFrame) -> Iterator[str]:
    """Yield new codes that the same table ends: two years in one table."""
    pairs = list(zip(map(str, rows["old_nis"]), map(str, rows["new_nis"]), strict=True))
    onward = {old: new for old, new in pairs if old and new and old != new}
    links = sorted({(old, new) for old, new in pairs if old and new in onward and old != new})
    if links:
        chains = listing(f"{old} to {new} to {onward[new]}" for old, new in links)
        yield (
            f"chains: {chains}; a table holds the mergers of one moment; make a table for each, "
            "and give them in order"
        )


def _finding(message: str) -> Finding:
    return Finding("table", (), message)
