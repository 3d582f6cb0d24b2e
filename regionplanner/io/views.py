"""Views in databases: a view is a program, and need not end."""

import sqlite3
from contextlib import closing
from pathlib import Path

from regionplanner.errors import DataError

MOST_ROWS = 500_000
"""The most rows that a view may have."""

_STEPS, _MOST_LOOKS = 1_000_000, 20
"""Steps of the database between two looks at how far it is, and how often it is looked."""

_SQLITE = b"SQLite format 3\x00"


def check_views(path: Path, *, name: str) -> None:
    """Raise when a view in a database does not end: already to list it would take forever.

    Parameters
    ----------
    path
        An existing file; what is no database of SQLite has no views.
    name
        What the message calls the file.

    Raises
    ------
    DataError
        When a view has more than half a million rows, or goes on without giving any.
    """
    if not path.is_file() or not _is_database(path):
        return
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            views = database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")
            endless = [name for (name,) in views.fetchall() if not _ends(database, str(name))]
    except sqlite3.Error:  # what reads the layers says what is wrong
        return
    if endless:
        raise DataError(
            f"{name}: {endless[0]} is a view of more than {MOST_ROWS:,} rows, or one that "
            "does not end; a table of polygons is expected; save what it gives as a layer"
        )


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _ends(database: sqlite3.Connection, view: str) -> bool:
    looks = 0

    def is_enough() -> bool:
        nonlocal looks
        looks += 1
        return looks > _MOST_LOOKS

    name = view.replace('"', '""')
    rows = f'SELECT 1 FROM "{name}" LIMIT {MOST_ROWS + 1}'  # noqa: S608 (a name that is there)
    database.set_progress_handler(is_enough, _STEPS)
    try:
        found = database.execute(f"SELECT count(*) FROM ({rows})").fetchone()  # noqa: S608
    except sqlite3.Error:  # functions that only the reader of layers has, unless it was stopped
        return looks <= _MOST_LOOKS
    finally:
        database.set_progress_handler(None, 0)
    return int(found[0]) <= MOST_ROWS
