"""Further columns for the units, from a table: figures and memberships."""

import dataclasses
import hashlib
from pathlib import Path

import pandas as pd

from regionplanner.errors import DataError, listing
from regionplanner.io.columns import OURS, texts
from regionplanner.io.finding import Finding, raise_findings
from regionplanner.io.layer import file_sha256
from regionplanner.io.municipalities import DataSource, Municipalities


def join_columns(
    municipalities: Municipalities, path: str | Path, *, id_column: str = "nis"
) -> Municipalities:
    """Return the units with the columns of a CSV file added to them, by id.

    Parameters
    ----------
    municipalities
        The units.
    path
        A CSV file in UTF-8 with a header and one row a unit; separated by commas, or by
        semicolons with decimal commas (as Excel writes it in Belgium).
    id_column
        Column with the ids.

    Returns
    -------
    Municipalities
        A column becomes numbers when every value in it is one and none has a leading zero, else
        text; an empty field is missing. A column that was there already is replaced, and
        ``source.notes`` says so.

    Raises
    ------
    DataError
        When the file cannot be read, has no such column or no other, or when there are findings:
        ids that are missing, repeated, unknown or not in the file; columns that cannot be
        replaced.
    """
    path = Path(path)
    table, decimal = _read(path)
    if id_column not in table or len(table.columns) < 2:
        raise DataError(
            f"{path.name} has the columns {listing(table.columns, at_most=20)}; "
            f"expected '{id_column}' with the ids and at least one more; "
            "correct the header, or name the column of the ids"
        )
    ids = texts(table[id_column])
    raise_findings(_findings(municipalities, path.name, ids, table.columns.drop(id_column)))
    extra = table.drop(columns=id_column).set_axis(pd.Index(ids, name="nis"))
    extra = extra.reindex(municipalities.frame.index)
    frame = municipalities.frame.assign(
        **{str(column): _values(extra[column], decimal) for column in extra}
    )
    return dataclasses.replace(
        municipalities, frame=frame, source=_joined(municipalities, path, list(extra.columns))
    )


def _read(path: Path) -> tuple[pd.DataFrame, str]:
    """Return the table as text, and its decimal sign."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            header = file.readline()
        sep, decimal = (";", ",") if header.count(";") > header.count(",") else (",", ".")
        table = pd.read_csv(
            path, sep=sep, dtype=str, encoding="utf-8-sig", keep_default_na=False, index_col=False
        )
    except (OSError, ValueError) as error:
        raise DataError(
            f"{path.name} cannot be read ({error}); expected a CSV file in UTF-8 with a header; "
            "check the file"
        ) from error
    return table, decimal


def _findings(
    municipalities: Municipalities, file: str, ids: pd.Series, columns: pd.Index
) -> list[Finding]:
    known = municipalities.frame.index
    repeated = sorted(set(ids[ids.duplicated()].dropna()))
    unknown = sorted(set(ids.dropna()) - set(known))
    absent = [nis for nis in known if nis not in set(ids)]
    fixed = [str(column) for column in columns if column in (*OURS, "geometry")]
    empty = [""] * int(ids.isna().sum())
    labels = listing(map(municipalities.label, absent))
    messages = [
        (empty, f"{len(empty)} row(s) without an id; fill it in or remove them"),
        (repeated, f"more than one row for {listing(repeated)}; keep one of each"),
        (unknown, f"ids that are not in the data: {listing(unknown)}; correct or remove them"),
        (absent, f"no row for {labels}; add each, with empty fields where nothing is known"),
        (fixed, f"columns that cannot be replaced: {listing(fixed)}; rename them"),
    ]
    return [
        Finding("table", tuple(unit for unit in units if unit in known), f"{file} has {message}")
        for units, message in messages
        if units
    ]


def _values(values: pd.Series, decimal: str) -> pd.Series:
    """Return a column of text as numbers where that loses nothing."""
    plain = texts(values)
    present = plain.dropna()
    if not len(present) or present.str.match(r"[+-]?0\d").any():  # codes such as 0123
        return plain
    numbers = pd.to_numeric(plain.str.replace(decimal, "."), errors="coerce")
    return numbers if numbers.notna().sum() == len(present) else plain


def _joined(municipalities: Municipalities, path: Path, columns: list[str]) -> DataSource:
    source = municipalities.source
    there = [column for column in columns if column in municipalities.frame]
    added = [column for column in columns if column not in there]
    notes = [
        f"columns {word} from {path.name}: {', '.join(names)}"
        for word, names in (("added", added), ("replaced", there))
        if names
    ]
    digest = hashlib.sha256(f"{source.sha256} {file_sha256(path)}".encode()).hexdigest()
    return dataclasses.replace(source, notes=(*source.notes, *notes), sha256=digest)
