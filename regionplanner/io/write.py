"""Files that appear whole or not at all, together, with the same bytes for the same content."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path

import geopandas as gpd
import pyogrio

from regionplanner.io.database import close_database
from regionplanner.io.places import check_place
from regionplanner.io.staged import Staged, in_words

GEOPACKAGE_DATE = "2000-01-01T00:00:00.000Z"
"""GeoPackages carry the time of writing; a fixed one keeps their bytes equal."""

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

    Parameters
    ----------
    files
        Content by path; folders are made when they do not exist, files replaced when they do.

    Raises
    ------
    DataError
        When one cannot be written.
    """
    with written_together():
        for path, content in files.items():
            write_atomic(path, content)


def write_geopackage(path: str | Path, layers: Mapping[str, gpd.GeoDataFrame]) -> None:
    """Write layers to one GeoPackage, whole or not at all, with the same bytes every time.

    Parameters
    ----------
    path
        The file; its folder is made when it does not exist, the file is replaced when it does,
        with the journals that a program left beside it.
    layers
        Tables by layer name, at least one, each with a CRS. A named index becomes a column.

    Raises
    ------
    DataError
        When it cannot be written, or a program has it open; what was there before is still there.
    """

    def write(place: Path) -> None:
        for number, (layer, frame) in enumerate(layers.items()):
            mode = "a" if number else "w"
            frame.to_file(place, layer=layer, driver="GPKG", mode=mode, engine="pyogrio")

    path = Path(path)
    with written_together(), _fixed_date():
        close_database(path)
        _write(path, write)


def remove_together(path: Path) -> None:
    """Remove a file at the end of the block of `written_together`.

    Parameters
    ----------
    path
        The file; need not exist.
    """
    with written_together():
        _staged().remove(check_place(path))


def copy_together(path: Path, place: Path) -> None:
    """Keep a file as it is at another place too, at the end of the block of `written_together`.

    Parameters
    ----------
    path
        The file.
    place
        Where it is kept; replaced when it is there.
    """
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
