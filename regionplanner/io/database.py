"""What programs leave beside a database (SQLite, GeoPackage) while they have it open."""

import contextlib
import sqlite3
from pathlib import Path

from regionplanner.errors import DataError

JOURNALS = ("-wal", "-shm", "-journal")


def journals(path: Path) -> tuple[Path, ...]:
    """Return the files that lie beside a database and belong to it.

    Parameters
    ----------
    path
        The database.
    """
    beside = (path.with_name(f"{path.name}{end}") for end in JOURNALS)
    return tuple(part for part in beside if part.exists())


def close_database(path: Path) -> None:
    """Take into a database what programs left beside it, so that it is whole in one file.

    SQLite reads a ``-wal`` that is left behind into whatever file has the name: into the new
    one, when the old one is replaced.

    Parameters
    ----------
    path
        The database; need not exist.

    Raises
    ------
    DataError
        When a program has it open.
    """
    if not journals(path):
        return
    if path.exists():
        try:
            with contextlib.closing(sqlite3.connect(path, timeout=0)) as database:
                database.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise DataError(
                    f"{path} is open in another program, such as a GIS; a file that nobody has "
                    "open is expected; close it there, or choose another place"
                ) from None
        except sqlite3.DatabaseError:  # no database any more: what is beside it goes with it
            pass
    for part in journals(path):
        part.unlink(missing_ok=True)
