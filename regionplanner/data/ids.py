"""Ids and names of municipalities, as people and tables write them -> ids of the data."""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import pandas as pd

from regionplanner.data.municipalities import DataSource, Municipalities
from regionplanner.errors import Message, either, joined, listing
from regionplanner.files.text import plain, shown_text, unseen
from regionplanner.files.text_table import TextTable, in_lines, read_text_table

_TOTALS = frozenset(
    {"totaal", "eindtotaal", "total", "grand total", "totals", "total général", "som", "sum"}
    | {"summe", "gesamt", "gesamtergebnis", "insgesamt", "zusammen", "ensemble", "algemeen totaal"}
)
"""What people write in a row that adds the others up."""

_FORMULA = re.compile(r'="([^"]*)"')
_DECIMALS = re.compile(r"(\d+)[.,](?:0|00|0{4,})")
_GROUPS = re.compile(r"\d{1,3}(?:[.,' \u2019]\d{3})+")
_POWER = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]?\d+")

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class MatchedIds:
    """Ids of a table, as those of the data that they stand for.

    Attributes
    ----------
    into
        Id of the data by id as it is written; only those that are written otherwise.
    notes
        How they were read, where that is not as they are written.
    cause
        Why ids that are not in the data are not, for the end of a message; empty when unknown.
    """

    into: Mapping[str, str]
    notes: tuple[str, ...] = ()
    cause: str = ""

    def of(self, written: str) -> str:
        """Return the id of the data, or what is written where it is none."""
        return self.into.get(written, written)


def matched_ids(
    written: Iterable[str],
    known: Collection[str],
    *,
    file: str,
    names: Mapping[str, str] | None = None,
    other_names: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> MatchedIds:
    """Return which ids of the data the ids of a table stand for.

    Returns
    -------
    MatchedIds
        Ids are read as others only when then every id of the table is one of the data, and no two
        of the table are the same one. Else nothing is changed, and the cause says what is alike.
        A name that only one has is read as its id in any case.

    Examples
    --------
    >>> matched_ids(["1001", "1002"], ["01001", "01002"], file="x.csv").notes
    ("ids in x.csv have lost their leading zeros: '1001' is read as '01001'",)
    """
    texts = dict.fromkeys(text for text in written if text)
    data = dict.fromkeys(known)
    strange = [text for text in texts if text not in data]
    if not strange:
        return MatchedIds({})
    alike = keys_by_value({nis: bare_id(nis) for nis in data})
    into = _only(alike, {text: bare_id(text) for text in strange})
    if _one_to_one(into, texts) and len(into) == len(strange):
        return MatchedIds(into, _notes(into, file))
    named = keys_by_value({nis: name.casefold() for nis, name in (names or {}).items()})
    called = _only(named, {text: text.casefold() for text in texts})
    if len(called) < len(texts):  # ids of the data are what they are, whatever has them as its name
        called = {text: nis for text, nis in called.items() if text not in data}
    similar = _similar([text for text in strange if text not in called], names or {}, other_names)
    if called:
        first = next(iter(called))
        template = "ids in {file} are names: '{written}' is read as '{nis}'"
        note = Message(template, file=file, written=first, nis=called[first])
        return MatchedIds(called, (note,), joined(similar))
    return MatchedIds({}, (), joined([*_causes(strange, into, texts), *similar]))


def table_ids(
    units: Municipalities | Collection[str], written: Iterable[str], *, file: str
) -> MatchedIds:
    """Return which units the ids, or names, of a table stand for; see `matched_ids`."""
    if not isinstance(units, Municipalities):
        return matched_ids(written, units, file=file)
    called = {str(nis): plain(str(name)) for nis, name in units.frame["name"].items()}
    return matched_ids(written, called, file=file, names=called, other_names=units.other_names)


def read_unit_rows(
    path: Path,
    units: Municipalities | Collection[str] | None,
    *,
    columns: Sequence[str],
    source: DataSource | None = None,
    by_name: bool = False,
) -> tuple[TextTable, str]:
    """Return a table whose columns of ids have those of the data, and why some are not in it.

    Parameters
    ----------
    path, columns, by_name
        As of `read_text_table`.
    units
        The units, or their ids alone; None: not known.
    source
        Of the data: says what they call their ids, and the encoding of tables.

    Raises
    ------
    DataError
        When the file cannot be read, or lacks a column.
    """
    source = source or DataSource("")
    table = read_text_table(
        path, columns=columns, own_ids=source.id_column, by_name=by_name, encoding=source.encoding
    )
    ids = [column for column in columns if column.startswith("nis")]
    written = table.rows[ids].to_numpy().T.ravel().tolist()
    match = table_ids(units, written, file=path.name) if units is not None else MatchedIds({})
    rows = table.rows.assign(**{column: table.rows[column].map(match.of) for column in ids})
    return replace(table, rows=rows, notes=(*table.notes, *match.notes)), match.cause


def keys_by_value(values: Mapping[str, Value]) -> dict[Value, list[str]]:
    """Return the keys of each value, both in the order in which they are there."""
    keys: dict[Value, list[str]] = {}
    for key, value in values.items():
        keys.setdefault(value, []).append(key)
    return keys


def _only(keys: Mapping[str, list[str]], values: Mapping[str, str]) -> dict[str, str]:
    """Return the only key with the same value, where there is one, by the key of that value."""
    return {key: keys[value][0] for key, value in values.items() if len(keys.get(value, ())) == 1}


def _one_to_one(into: Mapping[str, str], texts: Collection[str]) -> bool:
    return len({into.get(text, text) for text in texts}) == len(texts)


def without_totals(
    rows: pd.DataFrame, municipalities: Municipalities | None, *, file: str
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return a table without the row that adds the others up, and a note where there was one.

    Parameters
    ----------
    rows
        Text with the ids, or names, in the column ``nis``.
    municipalities
        The units: there is a place called Total; None: not known.
    file
        Name of the table, for the note.
    """
    ids = rows["nis"]
    totals = ids.map(_is_total).astype(bool)
    if municipalities is not None:
        totals &= ~ids.isin({*municipalities.frame.index, *municipalities.frame["name"]})
    totals |= (ids == "") & rows.map(_is_total).any(axis=1)
    if not totals.any():
        return rows, ()
    where = in_lines(rows.index[totals])
    note = Message("the total {where} of {file} is not read", where=where, file=file)
    return rows[~totals], (note,)


def _is_total(text: str) -> bool:
    """Return whether a text stands where a row adds up the others."""
    return text.casefold().partition(":")[0].strip() in _TOTALS


def unknown_ids(ids: Iterable[str], cause: str) -> str:
    """Return what to say of ids that are not in the data, and what to do."""
    named = listing(nis if not unseen(nis) else shown_text(nis) for nis in ids)
    return Message(
        "ids that are not in the data: {ids} ({cause}); correct or remove them"
        if cause
        else "ids that are not in the data: {ids}; correct or remove them",
        ids=named,
        cause=cause,
    )


def unknown_ends(
    rows: Iterable[tuple[int, Sequence[str]]], known: Collection[str], word: str = "line {line}"
) -> list[str]:
    """Return the ids in pairs that are not in the data, with the line, or row, of each."""
    return [
        Message("{id} in {line}", id=nis or Message("nothing"), line=Message(word, line=row))
        for row, ends in rows
        for nis in ends
        if nis not in known
    ]


def bare_id(text: str) -> str:
    """Return what is left of an id that went through a spreadsheet, in lower case.

    Examples
    --------
    >>> [bare_id(text) for text in ("01001", "1001.0", '="01001"', "1 001")]
    ['1001', '1001', '1001', '1001']
    """
    bare = plain_id(text)
    if bare.isascii() and bare.isdigit():
        return bare.lstrip("0") or "0"
    return bare.casefold()


def plain_id(text: str) -> str:
    """Return an id without what a spreadsheet adds to it, with the zeros that it still has.

    Examples
    --------
    >>> [plain_id(text) for text in ("01001", "1001.0", '="01001"', "1 001")]
    ['01001', '1001', '01001', '1001']
    """
    formula = _FORMULA.fullmatch(text)
    bare = (formula[1] if formula else text).removeprefix("'").strip()
    decimals = _DECIMALS.fullmatch(bare)
    if decimals:
        return decimals[1]
    return re.sub(r"\D", "", bare) if _GROUPS.fullmatch(bare) else bare


def _similar(
    left: Iterable[str], names: Mapping[str, str], other_names: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Yield what may be meant by each of the first that are no name, or the name of several."""
    named = keys_by_value({nis: name.casefold() for nis, name in names.items()})
    within = {plain(name).casefold(): nis for nis in names for name in other_names.get(nis, ())}
    for text in islice(left, 3):
        sought = text.casefold()
        same = named.get(sought, [])
        close = difflib.get_close_matches(sought, named, n=1)
        if len(same) > 1:
            yield Message("{text} is the name of {ids}", text=text, ids=listing(same))
        elif nis := within.get(sought):
            template = "{text} is another name of, or a place in, {name} ({nis})"
            yield Message(template, text=text, name=names[nis], nis=nis)
        elif close:
            nis = named[close[0]][0]
            yield Message(
                "for {text}, did you mean {name} ({nis})?", text=text, name=names[nis], nis=nis
            )


def _how(written: str, nis: str) -> Message:
    """Return what happened to an id."""
    if written.startswith("="):
        return Message("stand in formulas")
    if written.startswith("'"):
        return Message("begin with an apostrophe")
    if _DECIMALS.fullmatch(written):
        return Message("have become decimal numbers")
    if _GROUPS.fullmatch(written):
        return Message("have separators of thousands")
    if not written.isdigit():
        return Message("have other capitals")
    fewer = len(written) < len(nis)
    return Message("have lost their leading zeros" if fewer else "have more leading zeros")


def _examples(into: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the first of each kind of change."""
    first: dict[str, tuple[str, str]] = {}
    for written, nis in into.items():
        first.setdefault(_how(written, nis), (written, nis))
    return first


def unspoiled(rows: pd.DataFrame, *, file: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return columns of ids as they were before a spreadsheet, where they all are numbers then."""
    written = [text for text in dict.fromkeys(rows.to_numpy().ravel().tolist()) if text]
    into = {text: plain_id(text) for text in written if plain_id(text) != text}
    if not all(into.get(text, text).isdigit() for text in written):
        return rows, ()
    return rows.replace(into), _notes(into, file)


def _notes(into: Mapping[str, str], file: str) -> tuple[str, ...]:
    return tuple(
        Message(
            "ids in {file} {how}: '{written}' is read as '{nis}'",
            file=file,
            how=how,
            written=written,
            nis=nis,
        )
        for how, (written, nis) in _examples(into).items()
    )


def _causes(strange: list[str], into: Mapping[str, str], texts: Collection[str]) -> Iterator[str]:
    """Yield why ids are not in the data."""
    left = [text for text in strange if text not in into]
    hidden = [
        Message("{text} has {character}", text=shown_text(text), character=unseen(text))
        for text in left
        if unseen(text)
    ]
    powers = [text for text in left if _POWER.fullmatch(text)]
    totals = [text for text in left if _is_total(text)]
    parts = [
        Message("{how}, as {written} for {nis}", how=how, written=shown_text(written), nis=nis)
        for how, (written, nis) in _examples(into).items()
    ]
    if parts:
        if left:
            named = listing(map(shown_text, left), at_most=3)
            yield Message("{ids} like none of them", ids=named)
        yield Message("others {how}" if left else "they {how}", how=either(parts))
        if not left and not _one_to_one(into, texts):
            yield Message("but then two would be the same")
    if hidden:
        shown = listing(hidden, at_most=1)
        yield Message("a character that cannot be seen: {found}", found=shown)
    if powers:
        template = "{ids} is how a spreadsheet rounds a long number, whose digits are lost"
        yield Message(template, ids=listing(powers))
    if totals:
        yield Message("{ids} looks like a row of totals; delete it", ids=listing(totals))
