"""Files that wait beside their places, until all of them take these at once."""

import contextlib
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from regionplanner.errors import DataError, reason

try:  # Windows has no such locks; there a file that is open cannot be removed
    import fcntl
except ImportError:  # pragma: no cover
    fcntl = None  # type: ignore[assignment]

_PREFIX = ".regionplanner-"
_LOCK = "lock"
_YOUNG_S = 60
"""A folder without a lock may be one that is being made."""


@contextlib.contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Say of what the system or a library raises which file cannot be written.

    Parameters
    ----------
    path
        The file.

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
        why = "the disk may be full" if full else reason(error)
        raise DataError(
            f"{path} cannot be written ({why}); expected a folder and a file that may be "
            "written; close the programs that have it open, or choose another place"
        ) from error


@contextlib.contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other process writes results to a folder, and let none until this is done.

    Parameters
    ----------
    folder
        Need not exist: the folder above it is locked, where what it held is kept as well.
    """
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
        """Return where a file waits, to be written there.

        Parameters
        ----------
        path
            The place that it is to take; its folder is made when it does not exist.
        """
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
        """Let a file wait for another place as it is now.

        Parameters
        ----------
        path
            The file.
        place
            The place that it is to take too.
        """
        waiting = self.place(place)
        with in_words(place):
            shutil.copy2(path, waiting)  # no link: the file may stay, to be changed where it is

    def remove(self, path: Path) -> None:
        """Remove a file when the others take their places.

        Parameters
        ----------
        path
            The file; need not exist.
        """
        self.removed.append(path)

    def commit(self) -> None:
        """Let all files take their places; when one cannot, none does.

        Raises
        ------
        DataError
            When one cannot.
        """
        for path, waiting in self.waiting.items():
            with in_words(path):
                _take_rights(path, waiting)
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


def _link(path: Path, other: Path) -> None:
    """Give a file another name; where it cannot have two, copy it."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copy2(path, other)


def _take_rights(path: Path, waiting: Path) -> None:
    """Give a file the rights of the one that it replaces: who may read it stays."""
    if path.exists():
        shutil.copymode(path, waiting)


def _flush(path: Path) -> None:
    """Wait until a file is on the disk: a rename may come there before what is in the file."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
