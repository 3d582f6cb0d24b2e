"""The folder of what is kept on this computer, and the answers of the engine in it."""

import contextlib
import hashlib
import json
import logging
import os
from dataclasses import KW_ONLY, dataclass, field
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from importlib.resources.abc import Traversable
from pathlib import Path

import platformdirs

from regionplanner.errors import DataError
from regionplanner.files.atomic import write_atomic
from regionplanner.files.safe_read import parsed_json

CACHE_VARIABLE = "REGIONPLANNER_CACHE"

logger = logging.getLogger(__name__)

_FOLDER = "answers"

_MAX_FILES, _MAX_BYTES = 5_000, 500_000_000

_ENGINE = ("program", "regions", "criteria")

_LIBRARIES = ("highspy", "numpy", "pulp")


def cache_folder(cache: str | Path | None = None) -> Path:
    """Return the folder for downloaded data.

    Parameters
    ----------
    cache
        The folder asked for; None takes the one named by the environment variable
        ``REGIONPLANNER_CACHE``, else the cache folder of the user on this system.

    Returns
    -------
    pathlib.Path
        Need not exist.
    """
    if cache is None:
        named = os.environ.get(CACHE_VARIABLE)
        cache = named or platformdirs.user_cache_dir("regionplanner", appauthor=False)
    return Path(cache)


@dataclass(slots=True, eq=False)
class FolderStore:
    """Keeps records as JSON files in a folder, the oldest only as long as there is room.

    A file that is damaged, or cannot be read or written, is as good as none.

    Attributes
    ----------
    folder
        Made with the first record.
    edition
        Records are only found by stores of the same edition.
    max_files, max_bytes
        How much the folder may hold.
    """

    folder: Path
    _: KW_ONLY
    edition: str = ""
    max_files: int = _MAX_FILES
    max_bytes: int = _MAX_BYTES
    _known: dict[str, bool] = field(default_factory=dict, init=False)
    _tidied: bool = field(default=False, init=False)

    def get(self, key: str) -> object:
        """Return the record of a key; None without one."""
        path = self._path(key)
        try:
            kept = parsed_json(path.read_text(encoding="utf-8"))
            if kept["sha256"] != _digest(path, kept["record"]):
                raise ValueError("the checksum differs")  # noqa: TRY301
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            logger.info("%s cannot be used: %s", path, error)
            return None
        with contextlib.suppress(OSError):
            path.touch()  # what is used stays
        record: object = kept["record"]
        return record

    def put(self, key: str, record: object) -> None:
        """Keep a record, of what JSON can hold."""
        path = self._path(key)
        text = json.dumps({"sha256": _digest(path, record), "record": record}) + "\n"
        try:
            write_atomic(path, text)
            if not self._tidied:
                self._tidy()
        except (DataError, OSError) as error:
            logger.info("an answer was not kept: %s", error)

    def note(self, code: str, *, known: bool) -> None:
        """Note whether the answers of a reference region came from here or were just found.

        What counts is how it began: answers of this run that are used again are none of earlier
        ones.
        """
        self._known.setdefault(code, known)

    @property
    def n_known(self) -> int:
        """Of how many reference regions the answers came from earlier runs."""
        return sum(self._known.values())

    def size(self) -> tuple[int, int]:
        """Return the number of files, and their bytes."""
        sizes = [size for _, size, _ in self._files()]
        return len(sizes), sum(sizes)

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(f"{self.edition}\n{key}".encode()).hexdigest()
        return self.folder / f"{name}.json"

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return time, size and path of every file, the newest first."""
        files = []
        with contextlib.suppress(OSError):  # a folder that may not be read holds nothing for us
            for path in self.folder.glob("*.json"):
                with contextlib.suppress(OSError):  # another process has dropped it
                    state = path.stat()
                    files.append((state.st_mtime, state.st_size, path))
        return sorted(files, reverse=True)

    def _tidy(self) -> None:
        """Drop the oldest files that there is no room for."""
        total = 0
        for number, (_, size, path) in enumerate(self._files(), start=1):
            total += size
            if number > self.max_files or total > self.max_bytes:
                path.unlink(missing_ok=True)
        self._tidied = True


def curve_store(cache: str | Path | None = None) -> FolderStore:
    """Return the store of the engine's answers on this computer.

    Parameters
    ----------
    cache
        The cache folder; None takes that of the user (see `cache_folder`).

    Returns
    -------
    FolderStore
        Of the edition that this engine is: another version finds nothing in it.
    """
    return FolderStore(cache_folder(cache) / _FOLDER, edition=engine_edition())


def engine_edition() -> str:
    """Return a digest of the engine's source and of the libraries it computes with."""
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            digest.update(f"{library} {version(library)}\n".encode())
    package = resources.files("regionplanner")
    for part in _ENGINE:
        for path, source in _sources(package / part, part):
            digest.update(f"{path} {hashlib.sha256(source).hexdigest()}\n".encode())
    return digest.hexdigest()


def _sources(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    """Return name and content of every module in a folder, in a fixed order."""
    sources = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            sources += _sources(entry, path)
        elif entry.name.endswith(".py"):
            sources.append((path, entry.read_bytes()))
    return sources


def _digest(path: Path, record: object) -> str:
    """Return the checksum of an answer to the question that the name of its file stands for."""
    return hashlib.sha256(f"{path.name} {json.dumps(record, sort_keys=True)}".encode()).hexdigest()
