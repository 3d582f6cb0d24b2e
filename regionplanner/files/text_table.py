"""Tables in which every cell stays text, so that codes keep their zeros; names of columns."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from regionplanner.errors import DataError, Message, WrongValueError, listing
from regionplanner.files.cell_rows import CellRows, read_cell_rows
from regionplanner.files.text import plain, text_notes

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "nis": (
        *("niscode", "nis_code", "nis_nr", "nis_nummer", "refnis", "ins", "code_ins"),
        *("insee", "code_insee"),
        *("geoid", "geoid10", "geoid20", "blockid", "block_id", "lau", "lau_id", "ags", "gss_code"),
        *("gemeentecode", "code_gemeente", "municipality_code"),
    ),
    "old_nis": ("old_code", "old_id", "oude_nis", "oude_code", "oude_niscode", "nis_oud"),
    "new_nis": ("new_code", "new_id", "nieuwe_nis", "nieuwe_code", "nieuwe_niscode", "nis_nieuw"),
    "old_name": ("oude_naam", "naam_oud", "oude_gemeente"),
    "new_name": ("nieuwe_naam", "naam_nieuw", "nieuwe_gemeente"),
    "name": (
        *("naam", "gemeente", "gemeentenaam", "naam_gemeente", "municipality", "nom", "commune"),
        *("gemeinde", "name_municipality"),
    ),
    "region": (
        *("regio", "regiocode", "region_code", "jeugdregio", "district", "assignment"),
        *("region_id", "district_id", "cluster", "cluster_id", "région"),
    ),
    "reference_region": ("referentieregio", "refregio", "parent"),
    "inhabitants": (
        *("inwoners", "inwonertal", "aantal_inwoners", "bevolking", "population", "habitants"),
        *("einwohner", "residents"),
    ),
    "inhabitants_0_14": ("inwoners_0_14", "kinderen", "children"),
    "inhabitants_0_24": ("inwoners_0_24",),
    "inhabitants_0_29": ("inwoners_0_29",),
    "area_km2": ("oppervlakte", "oppervlakte_km2", "area"),
    "units": ("gemeenten", "aantal_gemeenten", "municipalities"),
    "regions": ("regio's", "regios"),
    "ties": ("banden",),
    "existing": ("bestaand", "bestaande"),
    "province": ("provincie",),
    "jeugdregio": ("youth_region",),
    "politiezone": ("politiezones", "police_zone"),
    "elz": ("eerstelijnszone", "eerstelijnszones"),
    "igs_wonen": ("wonen", "samenwerking_wonen"),
    "vervoerregio": ("vervoerregios", "vervoersregio", "transport_region"),
    "arrondissement": ("arrondissementen",),
    "weight": ("gewicht", "poids"),
    "from": ("van", "origin", "origin_id", "from_id", "van_nis"),
    "to": ("naar", "destination", "destination_id", "to_id", "naar_nis"),
    "minutes": ("minuten", "min", "travel_time", "reistijd", "duration_min"),
}
"""Words for our own names of columns, in lower case, with _ for blanks and hyphens."""

_CODES = {"region": ("regiocode", "region_code")}
"""Words that go before others: what they head are codes, beside a column of names."""

PAIR_ENDS = ("nis_a", "nis_b")
"""Our own names of the columns of a table of pairs."""

_PAIR_WAYS = (
    *(("{}_a", "{}_b"), ("{}_1", "{}_2"), ("from_{}", "to_{}"), ("{}_from", "{}_to")),
    *(("van_{}", "naar_{}"), ("{}_van", "{}_naar")),
)

_HALF = re.compile("[\ud800-\udfff]")


def same_column(name: str, columns: Iterable[str]) -> str | None:
    """Return the column that a name stands for: itself, or the only one that means the same.

    Parameters
    ----------
    name
        As it was written, for example ``"inwoners"``.
    columns
        Those that there are.

    Returns
    -------
    str or None
        None when there is no such column, or more than one.

    Examples
    --------
    >>> same_column("Inwoners", ["name", "inhabitants"])
    'inhabitants'
    """
    there = dict.fromkeys(columns)
    if name in there:
        return name
    if plain(name) in there:
        return plain(name)
    for words in (lambda text: {_word(text)}, _meanings):
        wanted = words(name)
        same = [column for column in there if wanted & words(column)]
        if same:
            return same[0] if len(same) == 1 else None
    return None


def column_of(meaning: str, columns: Collection[str], *, first: Iterable[str] = ()) -> str | None:
    """Return the column that holds something: under our own name, or a known one of others.

    Returns
    -------
    str or None
        None when there is none, or more than one by the names of others.
    """
    first = tuple(first)
    for name in (*first, meaning):
        if name in columns:
            return name
    for names in (first, _CODES.get(meaning, ()), (meaning, *SYNONYMS.get(meaning, ()))):
        words = {_word(name) for name in names}
        alike = [column for column in dict.fromkeys(columns) if _word(column) in words]
        if alike:
            return alike[0] if len(alike) == 1 else None
    return None


def pair_columns(own_ids: str, columns: Collection[str]) -> dict[str, str]:
    """Return what a table of pairs calls its two columns, by ``nis_a`` and ``nis_b``.

    Returns
    -------
    dict of str to str
        Of what is there under one name for both; of ids before those of names.

    Examples
    --------
    >>> pair_columns("code", ["Gemeente A", "Gemeente B", "why"])
    {'nis_a': 'Gemeente A', 'nis_b': 'Gemeente B'}
    """
    words = {_word(column): column for column in reversed([*columns])}
    ids = (_word(own_ids), "nis", *SYNONYMS["nis"], "code", "id")
    pairs: dict[str, str] = {}
    for what in (*ids, "", "name", *SYNONYMS["name"]):
        for ways in _PAIR_WAYS:
            ends = {
                end: words[word]
                for end, way in zip(PAIR_ENDS, ways, strict=True)
                for word in (way.format(what).strip("_"), way.format(what).replace("_", ""))
                if word in words and not word.isdigit()
            }
            if len(ends) == len(PAIR_ENDS):
                return ends
            pairs = pairs or ends
    return pairs


def _word(text: str) -> str:
    return "_".join(plain(text).casefold().replace("-", " ").replace("_", " ").split())


def _words(texts: Iterable[str]) -> set[str]:
    return {_word(text) for text in texts}


def _meanings(text: str) -> set[str]:
    """Return what a name can mean: a name of ours, or itself."""
    word = _word(text)
    return {word} | {name for name, words in SYNONYMS.items() if word in words}


@dataclass(frozen=True, slots=True)
class TextTable:
    """A CSV file as text.

    Attributes
    ----------
    rows
        Every cell as stripped text, empty cells ``""``; index `line`, the line of the file on
        which the row begins.
    separator
        Comma, semicolon or tab.
    notes
        Which columns were taken for others, by their names, and texts in a wrong encoding.
    """

    rows: pd.DataFrame
    separator: str
    notes: tuple[str, ...] = ()


def read_text_table(
    path: Path,
    *,
    columns: Sequence[str],
    own_ids: str = "nis",
    by_name: bool = False,
    encoding: str | None = None,
) -> TextTable:
    """Return a table with every cell as text.

    Parameters
    ----------
    path
        CSV with a header, separated by commas, semicolons or tabs, or a workbook (XLSX). Rows
        above the header, such as a title, are left out.
    columns
        Columns that must be there, under these names or others for the same (`SYNONYMS`,
        `pair_columns`).
    own_ids
        What the data calls its ids: counts for ``nis`` before all other names.
    by_name
        Whether a column of names will do where there is none of ids.
    encoding
        Of a CSV that is no UTF-8, such as ``"cp1252"``.

    Returns
    -------
    TextTable
        All columns of the file, rows in its order; empty rows are left out.

    Raises
    ------
    DataError
        When the file cannot be read, is no table, names a column twice or lacks one.
    """
    names = ColumnNames(tuple(columns), own_ids, by_name=by_name)
    expected = names.expected()
    cells = read_cell_rows(path, expected=expected, is_header=names.fits, encoding=encoding)
    return text_table(cells, names, path=path, expected=expected, encoding=encoding)


def text_table(
    cells: CellRows, names: "ColumnNames", *, path: Path, expected: str, encoding: str | None
) -> TextTable:
    """Return rows as a table under our own names.

    Raises
    ------
    DataError
        As `read_text_table`.
    """
    start = next((line for line, row in cells.rows.items() if names.fits(row)), None)
    records = {line: row for line, row in cells.rows.items() if start is None or line >= start}
    above = len(cells.rows) - len(records)
    try:
        rows = _rows(records)
    except ValueError as error:
        raise DataError(
            "{path} is no table ({error}); {expected}", path=path, error=error, expected=expected
        ) from None
    headers = names.headers(rows.columns)
    called = zip(names.columns, names.called, strict=True)
    missing = [name for column, name in called if column not in headers]
    if missing:
        there, wanted = listing(rows.columns, at_most=20), listing(missing)
        raise DataError(
            "{path} has no columns {wanted}; it has {there}; {expected}"
            if len(missing) > 1
            else "{path} has no column {wanted}; it has {there}; {expected}",
            path=path,
            wanted=wanted,
            there=there,
            expected=expected,
        )
    renamed = {theirs: ours for ours, theirs in headers.items() if theirs != ours}
    notes: list[str] = [
        Message(
            "column {theirs} of {file} is read as {ours}", theirs=theirs, file=path.name, ours=ours
        )
        for theirs, ours in renamed.items()
        if not names.plainly(theirs, ours) and not names.chosen
    ]
    if above:
        text = "{above} row(s) above the header of {file} are not read"
        notes.insert(0, Message(text, above=above, file=path.name))
    notes += text_notes(rows, path.name, given=encoding, is_stated=encoding is None)
    rows = rows.drop(columns=[name for name in renamed.values() if name in rows])
    return TextTable(rows.rename(columns=renamed), cells.separator, tuple(notes))


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Columns that a table must have, and what they may be called.

    Attributes
    ----------
    columns
        Our names.
    own_ids
        What the data calls its ids.
    by_name
        Whether a column of names will do where there is none of ids.
    chosen
        What the columns are called, where that was said.
    """

    columns: tuple[str, ...]
    own_ids: str = "nis"
    by_name: bool = False
    chosen: tuple[str, ...] = ()

    @property
    def called(self) -> tuple[str, ...]:
        """What the columns are called for whoever has these data."""
        ours = {"nis", *PAIR_ENDS}
        own = (
            re.sub("^nis", self.own_ids, name) if name in ours else name for name in self.columns
        )
        return self.chosen or tuple(own)

    def expected(self) -> str:
        """Return what to give, for messages."""
        columns = listing(self.called)
        return Message(
            "give a CSV with the columns {columns}"
            if len(self.columns) > 1
            else "give a CSV with the column {columns}",
            columns=columns,
        )

    def headers(self, there: Collection[str]) -> dict[str, str]:
        """Return what a table calls the columns that it has, by our names."""
        matched: dict[str, str] = {}
        for ours, named in zip(self.columns, self.chosen, strict=False):
            theirs = same_column(named, there)
            if theirs is not None:
                matched[ours] = theirs
        if {*PAIR_ENDS} <= {*self.columns}:
            matched |= pair_columns(self.own_ids, there)
        for ours in () if self.chosen else (name for name in self.columns if name not in PAIR_ENDS):
            first = (self.own_ids,) if ours == "nis" else ()
            theirs = column_of(ours, there, first=first)
            if theirs is None and ours == "nis" and _words(there) & {*_CODES["region"]}:
                theirs = column_of("code", there)  # what our workbooks call ids of other data
            if theirs is None and ours == "nis" and self.by_name:
                theirs = column_of("name", there)
            if theirs is not None:
                matched[ours] = theirs
        return matched

    def plainly(self, theirs: str, ours: str) -> bool:
        """Return whether a name says by itself that it stands for ours."""
        end = ours.removeprefix("nis") if ours in PAIR_ENDS else ""
        return theirs.casefold() in {ours, f"{self.own_ids}{end}".casefold(), end.strip("_")}

    def fits(self, header: Collection[str]) -> bool:
        """Return whether a row can be the header."""
        return bool(self.columns) and len(self.headers(header)) == len(self.columns)


def csv_text(table: pd.DataFrame) -> str:
    """Return a table as CSV that `read_text_table` can read, whatever its names hold.

    Parameters
    ----------
    table
        Its index is the first column. In its texts, a carriage return is a blank (the csv module
        does not put it in quotes) and half a character, which UTF-8 cannot hold, a question mark
        in a diamond.
    """
    texts = [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])]
    written = table.copy()
    for name in texts:
        written[name] = [_written(value) for value in table[name]]
    return written.to_csv(lineterminator="\n")


def in_lines(lines: Iterable[int]) -> str:
    """Return where something is, for example ``"in lines 3 and 4"``."""
    numbers = [str(line) for line in lines]
    listed = listing(numbers)
    return Message("in line {listed}" if len(numbers) == 1 else "in lines {listed}", listed=listed)


def _written(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _HALF.sub("\ufffd", value.replace("\r", " "))


def _rows(records: dict[int, list[str]]) -> pd.DataFrame:
    """Return the records as a table; the first is the header."""
    if not records:
        raise WrongValueError("it is empty")
    first, header = next(iter(records.items()))
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    if repeated:
        raise WrongValueError(
            "line {first} names more than one column {repeated}",
            first=first,
            repeated=listing(repeated),
        )
    width = max(map(len, records.values()))
    padded = {
        line: cells + [""] * (width - len(cells)) for line, cells in records.items() if line > first
    }
    names = header + [""] * (width - len(header))
    for place, name in enumerate(names):
        filled = [line for line, cells in padded.items() if cells[place]]
        if not name and filled:
            raise WrongValueError(
                "column {number} has no name but a value {lines}",
                number=place + 1,
                lines=in_lines(filled),
            )
    named = [place for place, name in enumerate(names) if name]
    return pd.DataFrame(
        [[cells[place] for place in named] for cells in padded.values()],
        columns=[names[place] for place in named],
        index=pd.Index(list(padded), name="line", dtype="int64"),
        dtype="str",
    )
