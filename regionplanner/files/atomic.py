"""Files that appear whole or not at all, together, with the same bytes for the same content."""

import contextlib
import os
import shutil
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import geopandas as gpd
import pandas as pd
import pyogrio

from regionplanner.errors import DataError, Message, reason
from regionplanner.files.paths import check_place, journals

try:  # Windows has no such locks; there a file that is open cannot be removed
    import fcntl
except ImportError:  # pragma: no cover
    fcntl = None  # type: ignore[assignment]

_PREFIX = ".regionplanner-"
_LOCK = "lock"
_YOUNG_S = 60
"""A folder without a lock may be one that is being made."""

GEOPACKAGE_DATE = "2000-01-01T00:00:00.000Z"
"""GeoPackages carry the time of writing; a fixed one keeps their bytes equal."""


@contextlib.contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Say of what the system or a library raises which file cannot be written.

    Raises
    ------
    DataError
        Instead of what was raised.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        # of a disk that is full, GDAL says which statement of SQL failed, or that none was done
        full = any(word in str(error) for word in ("sqlite3", "commit transaction"))
        why = Message("the disk may be full") if full else reason(error)
        raise DataError(
            "{path} cannot be written ({why}); expected a folder and a file that may be "
            "written; close the programs that have it open, or choose another place",
            path=path,
            why=why,
        ) from error


@contextlib.contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other process writes results to a folder, and let none until this is done."""
    above = next(part for part in folder.resolve().parents if part.is_dir())
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # not every system has such locks
            lock = os.open(above, os.O_RDONLY)
            stack.callback(os.close, lock)
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@dataclass(slots=True)
class Staged:
    """Files that wait in a hidden folder beside their places.

    Such a folder is locked as long as its process lives: those of a process that was killed are
    removed by the next that writes there.

    Attributes
    ----------
    waiting
        Where each waits, by its place.
    removed
        What is removed when the others take their places.
    """

    waiting: dict[Path, Path] = field(default_factory=dict)
    removed: list[Path] = field(default_factory=list)
    _folders: "dict[Path, _Folder]" = field(default_factory=dict)
    _made: list[Path] = field(default_factory=list)

    def place(self, path: Path) -> Path:
        """Return where a file waits, to be written there."""
        with in_words(path):
            if path.parent not in self._folders:
                above = (path.parent, *path.parent.parents)
                self._made += [folder for folder in above if not folder.exists()]
                path.parent.mkdir(parents=True, exist_ok=True)
                _remove_abandoned(path.parent)
                self._folders[path.parent] = _Folder.made(path.parent)
            # names stay, because drivers go by their endings; the same file system, because a
            # rename is only atomic within one
            self.waiting[path] = self._folders[path.parent].path / path.name
        return self.waiting[path]

    def copy(self, path: Path, place: Path) -> None:
        """Let a file wait for another place as it is now."""
        waiting = self.place(place)
        with in_words(place):
            shutil.copy2(path, waiting)  # no link: the file may stay, to be changed where it is

    def commit(self) -> None:
        """Let all files take their places; when one cannot, none does.

        Raises
        ------
        DataError
            When one cannot.
        """
        for path, waiting in self.waiting.items():
            with in_words(path):
                if path.exists():  # who may read it stays
                    shutil.copymode(path, waiting)
                _flush(waiting)
        undo: list[tuple[Path, Path | None]] = []
        try:
            for path, waiting in self.waiting.items():
                with in_words(path):
                    undo.append((path, self._kept(path)))
                    waiting.replace(path)
            for path in self.removed:
                if path.exists():
                    with in_words(path):
                        undo.append((path, self._kept(path)))
                        path.unlink()
        except BaseException:
            for path, kept in reversed(undo):
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True) if kept is None else kept.replace(path)
            raise
        for folder in self._folders:
            with contextlib.suppress(OSError):  # not every system can
                _flush(folder)

    def drop(self) -> None:
        """Remove what waits, the folders in which it did, and those that were made for nothing."""
        for folder in self._folders.values():
            folder.drop()
        for made in self._made:
            with contextlib.suppress(OSError):  # files took their places in it
                made.rmdir()

    def _kept(self, path: Path) -> Path | None:
        """Return where a file is kept that is replaced; None when there is none."""
        if not path.exists():
            return None
        if path.parent not in self._folders:
            self._folders[path.parent] = _Folder.made(path.parent)
        kept = self._folders[path.parent].path / f"{uuid.uuid4().hex}-before"
        _link(path, kept)
        return kept


@dataclass(frozen=True, slots=True)
class _Folder:
    """A hidden folder, locked."""

    path: Path
    lock: IO[bytes]

    @classmethod
    def made(cls, parent: Path) -> "_Folder":
        path = parent / f"{_PREFIX}{uuid.uuid4().hex[:8]}"
        path.mkdir()
        lock = (path / _LOCK).open("wb")
        if fcntl is not None:
            with contextlib.suppress(OSError):  # some network drives have no locks
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return cls(path, lock)

    def drop(self) -> None:
        self.lock.close()
        shutil.rmtree(self.path, ignore_errors=True)


def _remove_abandoned(parent: Path) -> None:
    """Remove the hidden folders of processes that were killed."""
    for folder in parent.glob(f"{_PREFIX}*"):
        if _is_abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    try:
        if not (folder / _LOCK).exists():
            return time.time() - folder.stat().st_mtime > _YOUNG_S
        if fcntl is None:  # pragma: no cover
            (folder / _LOCK).unlink()
            return True
        with (folder / _LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except OSError:
        return False


def _link(path: Path, linked: Path) -> None:
    """Give a file another name; where it cannot have two, copy it."""
    try:
        os.link(path, linked)
    except OSError:
        shutil.copy2(path, linked)


def _flush(path: Path) -> None:
    """Wait until a file is on the disk: a rename may come there before what is in the file."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


_CURRENT: ContextVar[Staged | None] = ContextVar("staged", default=None)


@contextlib.contextmanager
def written_together() -> Iterator[None]:
    """Write all files of a block at its end: none takes its place before all are written.

    Every writer of this package joins in. Blocks within a block belong to it.

    Raises
    ------
    DataError
        When a file cannot be written; what was there before is still there, all of it.
    """
    if _CURRENT.get() is not None:
        yield
        return
    staged = Staged()
    token = _CURRENT.set(staged)
    try:
        yield
        staged.commit()
    finally:
        _CURRENT.reset(token)
        staged.drop()


def write_atomic(path: str | Path, content: str | bytes) -> None:
    r"""Write a file whole or not at all.

    Parameters
    ----------
    path
        The file; its folder is made when it does not exist, the file is replaced when it does.
        Of a link to a file, what it leads to is replaced.
    content
        Text is written as UTF-8, with its line ends as they are (``"\n"`` on every system).

    Raises
    ------
    DataError
        When it cannot be written, or its place is that of a file which is read; what was there
        before is still there.
    """
    data = content.encode() if isinstance(content, str) else content
    _write(Path(path), lambda place: place.write_bytes(data))


def write_together(files: Mapping[Path, str | bytes]) -> None:
    """Write files that belong together: none takes its place before all are written.

    Raises
    ------
    DataError
        When one cannot be written.
    """
    with written_together():
        for path, content in files.items():
            write_atomic(path, content)


def write_geopackage(
    path: str | Path,
    layers: Mapping[str, gpd.GeoDataFrame],
    styles: Mapping[str, str] | None = None,
) -> None:
    """Write layers to one GeoPackage, whole or not at all, with the same bytes every time.

    Parameters
    ----------
    path
        The file; its folder is made when it does not exist, the file is replaced when it does,
        with the journals that a program left beside it.
    layers
        Tables by layer name, at least one, each with a CRS. A named index becomes a column.
    styles
        Styles of QGIS (QML) with which it opens layers, by name.

    Raises
    ------
    DataError
        When it cannot be written, or a program has it open; what was there before is still there.
    """

    def write(place: Path) -> None:
        for number, (layer, frame) in enumerate(layers.items()):
            mode = "a" if number else "w"
            frame.to_file(place, layer=layer, driver="GPKG", mode=mode, engine="pyogrio")
        if styles:
            table = _style_table(styles)
            pyogrio.write_dataframe(table, place, layer="layer_styles", driver="GPKG", append=True)

    path = Path(path)
    with written_together(), _fixed_date():
        close_database(path)
        _write(path, write)


def _style_table(styles: Mapping[str, str]) -> pd.DataFrame:
    """Return the table in which QGIS keeps styles: the columns that it asks for."""
    return pd.DataFrame(
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": [*styles],
            "f_geometry_column": "geom",
            "styleName": "regionplanner",
            "styleQML": [*styles.values()],
            "styleSLD": "",
            "useAsDefault": True,
            "description": "",
            "owner": "",
            "ui": "",
            "update_time": pd.Timestamp(GEOPACKAGE_DATE),
        }
    )


def remove_together(path: Path) -> None:
    """Remove a file at the end of the block of `written_together`."""
    with written_together():
        _staged().removed.append(check_place(path))


def copy_together(path: Path, place: Path) -> None:
    """Keep a file as it is at another place too, at the end of the block of `written_together`."""
    with written_together():
        _staged().copy(path, check_place(place))


def _write(path: Path, write: Callable[[Path], object]) -> None:
    with written_together(), in_words(path):
        write(_staged().place(check_place(path)))


def _staged() -> Staged:
    staged = _CURRENT.get()
    if staged is None:
        raise LookupError("files are written in a block of written_together")
    return staged


@contextlib.contextmanager
def _fixed_date() -> Iterator[None]:
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": GEOPACKAGE_DATE})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def close_database(path: Path) -> None:
    """Take into a database what programs left beside it, so that it is whole in one file.

    SQLite reads a ``-wal`` that is left behind into whatever file has the name: into the new
    one, when the old one is replaced.

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
                    "{path} is open in another program, such as a GIS; a file that nobody has "
                    "open is expected; close it there, or choose another place",
                    path=path,
                ) from None
        except sqlite3.DatabaseError:  # no database any more: what is beside it goes with it
            pass
    for part in journals(path):
        part.unlink(missing_ok=True)
