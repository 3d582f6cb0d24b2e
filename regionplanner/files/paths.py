"""Which files a command reads and which it writes: no result takes the place of what was read.

Readers and writers state every file themselves, so that no command keeps a list of its own.
Whichever comes second, the reading or the claim of a place for a result, is refused.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from regionplanner.errors import DataError, Message, either, reason

JOURNALS = ("-wal", "-shm", "-journal")

_KINDS = {
    stat.S_IFCHR: Message("a device"),
    stat.S_IFBLK: Message("a device"),
    stat.S_IFIFO: Message("a pipe"),
    stat.S_IFSOCK: Message("a socket"),
}

_GEOPACKAGE = (".gpkg", ".gpkx", ".sqlite", ".db")

_FAMILIES = (
    (".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".qpj"),
    (".tab", ".dat", ".map", ".id", ".ind"),
    (".mif", ".mid"),
    (".gml", ".xsd", ".gfs"),
)
"""Endings of files that are one layer together."""

Kind = Literal["record", "scenario", "file"]

_RANKS: dict[Kind | None, int] = {None: 0, "record": 1, "scenario": 2, "file": 3}
"""What a command may make anew though it has read it: nothing, the records beside a plan, and the
scenario that a plan was made with. Never any other file."""


def journals(path: Path) -> tuple[Path, ...]:
    """Return the files that lie beside a database and belong to it."""
    beside = (path.with_name(f"{path.name}{end}") for end in JOURNALS)
    return tuple(part for part in beside if part.exists())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a file lies: as it was named, with links followed, and which file it is there.

    A result may replace what is read when its rank is as high: `_RANKS`.
    """

    named: Path
    whole: Path
    node: tuple[int, int] | None
    rank: int

    def is_that_of(self, other: "_Place") -> bool:
        """Return whether both are one file, by its path or by another link to it."""
        return self.whole == other.whole or (self.node is not None and self.node == other.node)


@dataclass(slots=True)
class _Places:
    """What a command has read, and where its results go."""

    read: list[_Place] = field(default_factory=list)
    results: list[_Place] = field(default_factory=list)


_CURRENT: ContextVar[_Places | None] = ContextVar("places", default=None)


@contextmanager
def recorded_places() -> Iterator[None]:
    """Record, while a command runs, what it reads and where its results go."""
    token = _CURRENT.set(_Places())
    try:
        yield
    finally:
        _CURRENT.reset(token)


def reading(path: str | Path, *, kind: Kind = "file") -> None:
    """Record that a file is read, with all that is read with it.

    Call it before a file is opened. The parts of a shapefile, and what a database keeps beside
    its file, are read with it; a folder is read with all that is in it.

    Raises
    ------
    DataError
        When the system refuses the path, or when a result of the command would replace it.
    """
    path = Path(path)
    places = _CURRENT.get()
    if file_state(path, "read") is None or places is None:
        return
    for part in (path, *_read_with(path)):
        place = _place(part, _RANKS[kind])
        for result in places.results:
            _check_apart(result, place)
        places.read.append(place)


def claim(path: str | Path, *, renews: Kind | None = None) -> None:
    """Claim the place of a result, before the work for it begins.

    Raises
    ------
    DataError
        When there can be no file, or none may be written; when something is there that is no
        file; when it is read, or another result has it.
    """
    place = _free(Path(path), _RANKS[renews])
    places = _CURRENT.get()
    if places is None:
        return
    for result in places.results:
        if _folded(result.whole) == _folded(place.whole):
            raise DataError(
                "{path} is asked for twice; every result has a file of its own; choose another "
                "name",
                path=path,
            )
    places.results.append(place)


def check_ending(path: Path, *endings: str) -> None:
    """Raise when the name of a result does not end on what it is.

    Parameters
    ----------
    path
        The file.
    *endings
        Those that it may have, such as ``.html``; the first is proposed.

    Raises
    ------
    DataError
        When it has another, or none.
    """
    if path.suffix.lower() not in endings:
        raise DataError(
            "{path} does not end on {endings}; the ending says what a file "
            "is; give a name such as {with_suffix}",
            path=path,
            endings=either(endings),
            with_suffix=path.with_suffix(endings[0]),
        )


def check_path(path: Path) -> None:
    """Raise when the system refuses a path, for reading and for writing.

    Raises
    ------
    DataError
        When it does: too long, a loop of links, no permission, no text, no current folder.
    """
    file_state(path)
    _place(path, 0)


def check_place(path: Path) -> Path:
    """Return where a result is written: a link to a file stays one, what it leads to is replaced.

    Raises
    ------
    DataError
        When something is there that is no file, or when it is read.
    """
    places = _CURRENT.get()
    results = () if places is None else places.results
    _check_kind(path, file_state(path, "written"))
    return _unread(
        path, max((result.rank for result in results if result.named == path), default=0)
    ).whole


def check_folder(folder: Path) -> None:
    """Raise when results cannot go to a folder.

    Raises
    ------
    DataError
        When something else has its name, or nothing may be written there.
    """
    for part in (folder, *folder.parents):
        state = file_state(part, "written")
        if state is None:
            continue
        if not stat.S_ISDIR(state.st_mode):
            raise DataError(
                "{part} is a file; a folder is expected; choose another folder", part=part
            )
        if not os.access(part, os.W_OK | os.X_OK):
            raise _refused(part, "written", Message(os.strerror(errno.EACCES)))
        return


def file_state(path: Path, done: str = "used") -> os.stat_result | None:
    """Return what the system says of a path; None when nothing is there.

    Raises
    ------
    DataError
        When the system refuses the path: too long, a loop of links, no permission, no text.
    """
    try:
        str(path).encode()
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeEncodeError:
        why: str = Message("its name is no text in UTF-8")
    except (OSError, ValueError) as error:
        why = reason(error)
    raise _refused(path, done, why)


def _free(path: Path, rank: int) -> _Place:
    """Return a place where a result may be written."""
    state = file_state(path, "written")
    if state is not None:
        folder = stat.S_ISDIR(state.st_mode)
        if folder:
            raise DataError(
                "{path} is a folder; a file is expected; give the name of a file in it", path=path
            )
        _check_kind(path, state)
        if not os.access(path, os.W_OK):
            raise _refused(path, "written", Message("it is read-only"))
    place = _unread(path, rank)
    check_folder(place.whole.parent)
    return place


def _check_kind(path: Path, state: os.stat_result | None) -> None:
    """Raise when something is there that is neither a file nor a folder."""
    strange = strange_kind(state)
    if strange is not None:
        raise DataError(
            "{path} is {strange}; a file is expected; give the name of a file",
            path=path,
            strange=strange,
        )


def _unread(path: Path, rank: int) -> _Place:
    """Return a place that is of no file which is read."""
    place = _place(path, rank)
    places = _CURRENT.get()
    for place_read in () if places is None else places.read:
        _check_apart(place, place_read)
    return place


def strange_kind(state: os.stat_result | None) -> str | None:
    """Return what something is that is neither a file nor a folder."""
    return None if state is None else _KINDS.get(stat.S_IFMT(state.st_mode))


def _place(path: Path, rank: int) -> _Place:
    try:
        whole = path.resolve()
    except FileNotFoundError:
        raise _refused(path, "found", Message("the current folder was deleted")) from None
    except (OSError, RuntimeError) as error:
        raise _refused(path, "found", str(error)) from None
    state = file_state(whole)
    return _Place(path, whole, None if state is None else (state.st_dev, state.st_ino), rank)


def _check_apart(result: _Place, read: _Place) -> None:
    """Raise when a result would replace what is read."""
    within = read.whole in result.whole.parents
    if (within or result.is_that_of(read)) and result.rank < read.rank:
        raise DataError(
            "{named} is read, and would be replaced by the result; choose another name for it",
            named=result.named,
        )


def _read_with(path: Path) -> Iterator[Path]:
    """Yield the files that are read with a file."""
    suffix = path.suffix.lower()
    if suffix in _GEOPACKAGE:
        yield from journals(path)
    for endings in (family for family in _FAMILIES if suffix in family):
        beside = [path.with_suffix(end) for end in (*endings, *map(str.upper, endings))]
        yield from (part for part in beside if part != path and part.exists())


def _folded(path: Path) -> str:
    """Return a path as a file system that does not tell capitals apart compares it."""
    return str(path).casefold()


def _refused(path: Path, done: str, why: str) -> DataError:
    return DataError(
        "{path} cannot be {done} ({why}); expected a path that may be {done}; check it, or choose "
        "another",
        path=path,
        done=Message(done),
        why=why,
    )
