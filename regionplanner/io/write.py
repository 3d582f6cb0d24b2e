"""Files that appear whole or not at all, with the same bytes for the same content."""

import contextlib
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

import geopandas as gpd
import pyogrio

from regionplanner.errors import DataError

GEOPACKAGE_DATE = "2000-01-01T00:00:00.000Z"
"""GeoPackages carry the time of writing; a fixed one keeps their bytes equal."""


def write_atomic(path: str | Path, content: str | bytes) -> None:
    r"""Write a file whole or not at all.

    Parameters
    ----------
    path
        The file; its folder is made when it does not exist, the file is replaced when it does.
    content
        Text is written as UTF-8, with its line ends as they are (``"\n"`` on every system).

    Raises
    ------
    DataError
        When it cannot be written; what was there before is still there.
    """
    data = content.encode() if isinstance(content, str) else content
    with _replacing(Path(path)) as temporary:
        temporary.write_bytes(data)


def write_together(files: Mapping[Path, bytes]) -> None:
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
    with contextlib.ExitStack() as stack:
        for path, content in files.items():
            stack.enter_context(_replacing(path)).write_bytes(content)


def write_geopackage(path: str | Path, layers: Mapping[str, gpd.GeoDataFrame]) -> None:
    """Write layers to one GeoPackage, whole or not at all, with the same bytes every time.

    Parameters
    ----------
    path
        The file; its folder is made when it does not exist, the file is replaced when it does.
    layers
        Tables by layer name, at least one, each with a CRS. A named index becomes a column.

    Raises
    ------
    DataError
        When it cannot be written; what was there before is still there.
    """
    with _replacing(Path(path)) as temporary, _fixed_date():
        for number, (layer, frame) in enumerate(layers.items()):
            mode = "a" if number else "w"
            frame.to_file(temporary, layer=layer, driver="GPKG", mode=mode, engine="pyogrio")


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Yield a new name in the same folder, which takes the place of the path on success."""
    # the suffix stays, because drivers go by it; the same folder, because a rename is only
    # atomic within one file system
    temporary = path.with_name(f".{path.stem}-{uuid.uuid4().hex[:8]}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(path)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DataError(
            f"{path} cannot be written ({reason}); expected a folder and a file that may be "
            "written; close the programs that have it open, or choose another place"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _fixed_date() -> Iterator[None]:
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": GEOPACKAGE_DATE})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
