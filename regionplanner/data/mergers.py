"""Municipal mergers: which code of one year becomes which of another; what is wrong with them."""

import logging
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import pandas as pd

from regionplanner.data.check import Finding, raise_findings, table_findings
from regionplanner.data.flanders import FOLDERS
from regionplanner.data.ids import keys_by_value, matched_ids, unknown_ids, unspoiled
from regionplanner.errors import DataError, Message, listing
from regionplanner.files.text_table import in_lines, read_text_table

_NUMBER = re.compile(r"\d+[.,]\d+|\d+(?:[.,]\d+)?[eE][+-]?\d+|\d{1,3}[ '\u00a0\u202f]\d{3}")
"""How spreadsheets spoil codes: 1.1E+04, and 11002.0 or 11 002 among codes that are no numbers."""

logger = logging.getLogger(__name__)

_MERGERS = Message("the mergers")

COLUMNS = ("old_nis", "old_name", "new_nis", "new_name")

BUNDLED = ("2019", "2025")
"""Mergers of Flanders that ship with the package: those of 1 January of these years."""


def mergers_findings(rows: pd.DataFrame, file: str) -> list[Finding]:
    """Return what is wrong with a table of mergers by itself.

    Parameters
    ----------
    rows
        Columns ``old_nis``, ``old_name``, ``new_nis``, ``new_name`` as text, index `line`.
    file
        Name of the file, for the messages.
    """
    wrong: list[str] = [*_spoiled(rows), *_repeated(rows), *_two_names(rows), *_chains(rows)]
    if not len(rows):
        wrong = [Message("no mergers; expected a row for each municipality; add them")]
    return table_findings(file, [(text, text) for text in wrong])


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

    wrong = [
        (
            alone,
            "the mergers meet new codes that others merge into, but that also remain on their "
            "own: {names}; a municipality that grows has a row from its code to the same code; "
            "add that row",
        ),
        (
            [code for code in there if code not in alone],
            "the mergers meet new codes that the plan or the data of the old year has already: "
            "{names}; expected a plan and data of before the mergers; leave out the table that "
            "was applied",
        ),
        (
            lost,
            "the mergers meet old codes that neither the plan nor the data knows: {names}; "
            "expected those of the year before the mergers; give the tables in order, or correct "
            "the codes",
        ),
        (
            stray,
            "the mergers meet a plan with codes that the data of the old year lacks: {names}; "
            "expected a plan and data of the same year; give the data that the plan was made from",
        ),
    ]
    return table_findings(
        "", [([labels.get(code, code) for code in codes], text) for codes, text in wrong]
    )


def new_data_findings(
    into: Mapping[str, str], carried: Collection[str], units: Collection[str]
) -> list[Finding]:
    """Return where data of the new year do not fit what was carried to it."""
    after = set(into.values())
    wrong = [
        (
            sorted((after | set(carried)) - set(units)),
            "the data of the new year lack {names}, which the carried plan names; {expected}",
        ),
        (
            sorted((set(into) - after) & set(units)),
            "the data of the new year still have {names}, which merged; {expected}",
        ),
    ]
    expected = Message(
        "expected the municipalities of after the mergers; give those data, or all tables of "
        "mergers"
    )
    return table_findings("", wrong, expected=expected)


def _spoiled(rows: pd.DataFrame) -> Iterator[str]:
    for column in ("old_nis", "new_nis"):
        empty = rows.index[rows[column] == ""]
        if len(empty):
            text = "no {column} {where}; each row needs both codes; fill them in"
            yield Message(text, column=column, where=in_lines(empty))
        numbers = [
            Message("{code} in line {line}", code=code, line=line)
            for line, code in rows[column].items()
            if _NUMBER.fullmatch(code)
        ]
        if numbers:
            yield Message(
                "numbers for codes in {column}: {numbers}; codes are text, such as "
                "11002; format the column as text",
                column=column,
                numbers=listing(numbers),
            )


def _repeated(rows: pd.DataFrame) -> Iterator[str]:
    filled = rows[rows["old_nis"] != ""]
    for old, same in filled.groupby("old_nis", sort=True):
        targets = sorted(set(same["new_nis"]) - {""})
        name = f"{same['old_name'].iloc[0]} ({old})"
        if len(targets) > 1:
            text = (
                "{unit} going to {codes} {where}; a municipality "
                "merges as a whole into one; keep one row"
            )
            yield Message(text, unit=name, codes=listing(targets), where=in_lines(same.index))
        elif len(same) > 1:
            where = in_lines(same.index)
            yield Message("more than one row for {unit}, {where}; keep one", unit=name, where=where)


def _two_names(rows: pd.DataFrame) -> Iterator[str]:
    filled = rows[(rows["new_nis"] != "") & (rows["new_name"] != "")]
    for new, same in filled.groupby("new_nis", sort=True):
        names = sorted(set(same["new_name"]))
        if len(names) > 1:
            text = (
                "different names for {code}: {names} {where}; one name "
                "is expected; correct the others, or the code"
            )
            yield Message(text, code=new, names=listing(names), where=in_lines(same.index))


def _chains(rows: pd.DataFrame) -> Iterator[str]:
    """Yield new codes that the same table ends: two years in one table."""
    pairs = list(zip(map(str, rows["old_nis"]), map(str, rows["new_nis"]), strict=True))
    onward = {old: new for old, new in pairs if old and new and old != new}
    links = sorted({(old, new) for old, new in pairs if old and new in onward and old != new})
    if links:
        yield Message(
            "chains: {chains}; a table holds the mergers of one moment; make a table for each, "
            "and give them in order",
            chains=listing(
                Message("{old} to {new} to {last}", old=old, new=new, last=onward[new])
                for old, new in links
            ),
        )


@dataclass(frozen=True, slots=True)
class Mergers:
    """What becomes of municipalities from one year to another; all others stay as they are.

    Attributes
    ----------
    into
        New code by old code, sorted; also of a municipality that keeps its code and grows.
    old_names, new_names
        Names by old code and by new code.
    """

    into: Mapping[str, str]
    old_names: Mapping[str, str]
    new_names: Mapping[str, str]

    def of(self, nis: str) -> str:
        """Return the code that a municipality has, or is part of, afterwards.

        Parameters
        ----------
        nis
            Code of before; one that the mergers do not name stays as it is.

        Returns
        -------
        str
            Code of afterwards.
        """
        return self.into.get(nis, nis)

    def old_label(self, nis: str) -> str:
        """Return what to call a municipality of before: its name with its code, where known.

        Parameters
        ----------
        nis
            Code of before.

        Returns
        -------
        str
            For example ``"Ham (71020)"``; the code alone where there is no name.
        """
        return _label(nis, self.old_names)

    def new_label(self, nis: str) -> str:
        """Return what to call a municipality of afterwards.

        Parameters
        ----------
        nis
            Code of afterwards.

        Returns
        -------
        str
            For example ``"Tessenderlo-Ham (71071)"``; the code alone where there is no name.
        """
        return _label(nis, self.new_names)

    @property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Old codes by new code, both sorted."""
        by_merger = sorted(keys_by_value(self.into).items())
        return {new: tuple(sorted(olds)) for new, olds in by_merger}

    @property
    def ended(self) -> tuple[str, ...]:
        """Old codes that no municipality has afterwards, sorted."""
        return tuple(sorted(set(self.into) - set(self.into.values())))


def read_mergers(path: str | Path, *, note: Callable[[str], None] = logger.warning) -> Mergers:
    """Return the mergers of a table.

    Parameters
    ----------
    path
        CSV in UTF-8 with the columns ``old_nis``, ``old_name``, ``new_nis`` and ``new_name``, one
        row for each municipality that merges or gets another code; one that keeps its code and
        grows has a row as well. ``"2019"`` and ``"2025"``, where there is no such file, are the
        mergers of Flanders of those years.
    note
        Is given a line where codes are not read as they stand, such as 11002.0; by default the
        log.

    Returns
    -------
    Mergers
        Codes and names as text, by code.

    Raises
    ------
    DataError
        When the file cannot be read, or when there are findings: codes that are empty or that a
        spreadsheet has rounded, a municipality in two rows, a new municipality with two
        names, a chain inside the table. All findings are in one message.
    """
    place = _place(path)
    rows = read_text_table(place, columns=COLUMNS).rows[list(COLUMNS)]
    codes, notes = unspoiled(rows[["old_nis", "new_nis"]], file=place.name)
    rows = rows.assign(**codes)
    for text in notes:
        note(text)
    raise_findings(mergers_findings(rows, place.name))
    olds, old_names, news, new_names = ([str(v) for v in rows[column]] for column in COLUMNS)
    return Mergers(
        into=dict(sorted(zip(olds, news, strict=True))),
        old_names=_named(olds, old_names),
        new_names=_named(news, new_names),
    )


def spelled(
    tables: Iterable[Mergers], units: Collection[str], new_units: Collection[str] = ()
) -> tuple[Mergers, tuple[str, ...]]:
    """Return tables as one step, with codes as the data spell them, and notes where they do not.

    Raises
    ------
    DataError
        When some codes are spelled as those of the data and others only look like them.

    Notes
    -----
    A new code that no data have gets the leading zeros that those of the data have.
    """
    whole, known = Mergers({}, {}, {}), set(units)
    notes: list[str] = []
    for table in tables:
        step, said = _spelled(table, known, new_units)
        known = {step.of(nis) for nis in known}
        whole = composed(whole, step)
        notes += said
    return whole, tuple(dict.fromkeys(notes))


def _spelled(
    mergers: Mergers, units: Collection[str], new_units: Collection[str]
) -> tuple[Mergers, Sequence[str]]:
    old = matched_ids(mergers.into, units, file=_MERGERS)
    if old.cause:
        strange = (nis for nis in mergers.into if nis not in units)
        raise DataError("the mergers have {wrong}", wrong=unknown_ids(strange, old.cause))
    fresh = [nis for nis in mergers.new_names if old.of(nis) not in units]
    after = matched_ids(fresh, new_units, file=_MERGERS)
    widths = {len(nis) for nis in units}
    width = widths.pop() if len(widths) == 1 and any(nis[0] == "0" for nis in units) else 0
    into = {nis: nis.zfill(width) for nis in fresh if nis.isdigit()} | dict(after.into)
    lost = [nis for nis in fresh if nis not in after.into and into.get(nis, nis) != nis]
    notes: list[str] = [
        Message("new code '{nis}' in the mergers is read as '{code}'", nis=nis, code=into[nis])
        for nis in lost[:1]
    ]
    notes = [*old.notes, *after.notes] or notes
    into |= old.into
    return (
        Mergers(
            into=dict(sorted((into.get(a, a), into.get(b, b)) for a, b in mergers.into.items())),
            old_names={into.get(nis, nis): name for nis, name in mergers.old_names.items()},
            new_names={into.get(nis, nis): name for nis, name in mergers.new_names.items()},
        ),
        notes,
    )


def composed(first: Mergers, then: Mergers) -> Mergers:
    """Return two steps as one: what becomes of municipalities after both.

    Parameters
    ----------
    first, then
        The mergers, the earlier ones first.

    Returns
    -------
    Mergers
        From the codes of before the first step to those of after the second.

    Raises
    ------
    DataError
        When the later table names municipalities that the earlier one ended.

    Examples
    --------
    >>> first = Mergers({"1": "8", "2": "8"}, {"1": "Ham", "2": "Peer"}, {"8": "Peerham"})
    >>> then = Mergers({"8": "9", "3": "9"}, {"8": "Peerham", "3": "As"}, {"9": "Kempen"})
    >>> composed(first, then).into
    {'1': '9', '2': '9', '3': '9'}
    """
    gone = sorted(set(then.into) & set(first.ended))
    if gone:
        raise DataError(
            "the tables do not follow each other: a later one merges {units}, which an earlier one "
            "ended; expected the tables in the order of their years; change the order or the rows",
            units=listing(f"{then.old_names[nis]} ({nis})" for nis in gone),
        )
    made = set(first.into.values())
    later = {old: new for old, new in then.into.items() if old not in made}
    into = {old: then.of(new) for old, new in first.into.items()} | later
    names = {**first.new_names, **then.new_names}
    old_names = {old: then.old_names[old] for old in later} | dict(first.old_names)
    return Mergers(
        into=dict(sorted(into.items())),
        old_names=dict(sorted(old_names.items())),
        new_names={new: names[new] for new in sorted(set(into.values()))},
    )


def composed_all(mergers: Iterable[Mergers]) -> Mergers:
    """Return several steps as one; no mergers when there are none.

    Raises
    ------
    DataError
        As `composed`.
    """
    return reduce(composed, mergers, Mergers({}, {}, {}))


def _place(path: str | Path) -> Path:
    """Return the file, or that of the mergers that ship with the package."""
    file = Path(path)
    if str(path) in BUNDLED and not file.exists():
        bundled = (folder / f"mergers_{path}.csv" for folder in FOLDERS)
        return next((place for place in bundled if place.is_file()), file)
    return file


def _label(nis: str, names: Mapping[str, str]) -> str:
    return f"{names[nis]} ({nis})" if names.get(nis) else nis


def _named(codes: list[str], names: list[str]) -> dict[str, str]:
    """Return names by code; a missing name is the code."""
    pairs = sorted(zip(codes, names, strict=True))
    return {code: name or code for code, name in pairs}
