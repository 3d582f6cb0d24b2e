"""Tables of pairs of units: declared links."""

from pathlib import Path

from regionplanner.errors import DataError
from regionplanner.io.text_table import in_lines, read_text_table


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Return the pairs of a table.

    Parameters
    ----------
    path
        CSV in UTF-8 with the columns ``nis_a`` and ``nis_b``; further columns are not read.

    Returns
    -------
    list of pairs of str
        In the order of the file.

    Raises
    ------
    DataError
        When the file cannot be read or a line misses a unit.
    """
    table = read_text_table(path, columns=("nis_a", "nis_b")).rows
    empty = table.index[(table["nis_a"] == "") | (table["nis_b"] == "")]
    if len(empty):
        raise DataError(f"{path} misses a unit {in_lines(empty)}; fill in both, or delete the line")
    return list(zip(table["nis_a"], table["nis_b"], strict=True))
