"""CSV files in which every cell stays text, so that codes keep their zeros."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pandas as pd

from regionplanner.errors import DataError, listing


def read_text_table(path: Path, *, columns: Sequence[str]) -> pd.DataFrame:
    """Return a CSV with every cell as stripped text; empty cells are ``""``.

    Parameters
    ----------
    path
        CSV in UTF-8, separated by commas or semicolons.
    columns
        Columns that must be there.

    Returns
    -------
    pandas.DataFrame
        All columns of the file, rows in its order, index 0, 1, ...

    Raises
    ------
    DataError
        When the file cannot be read, is no table or lacks a column.
    """
    expected = f"give a CSV with the columns {listing(columns)}"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise DataError(f"{path} cannot be read ({reason}); {expected}") from None
    header = text.partition("\n")[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    try:
        table = pd.read_csv(
            StringIO(text), sep=separator, dtype=str, keep_default_na=False, index_col=False
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise DataError(f"{path} is no table ({str(error).strip()}); {expected}") from None
    table = table.rename(columns=str.strip)
    missing = [column for column in columns if column not in table]
    if missing:
        raise DataError(
            f"{path} has no column {listing(missing)}; it has {listing(table.columns)}; {expected}"
        )
    return table.fillna("").apply(lambda cells: cells.str.strip(), result_type="broadcast")
