"""The official boundaries on this computer: where they lie, and whether they are whole."""

import contextlib
import hashlib
import json
import logging
import os
from dataclasses import asdict, dataclass
from pathlib import Path

import geopandas as gpd
import platformdirs

from regionplanner.errors import DataError
from regionplanner.io.layer import read_layer
from regionplanner.io.places import reading
from regionplanner.io.regular import parsed_json
from regionplanner.io.staged import in_words
from regionplanner.io.write import write_atomic, write_geopackage

logger = logging.getLogger(__name__)

CACHE_VARIABLE = "REGIONPLANNER_CACHE"
RECORD = "boundaries.json"
LAYER = "municipalities"


@dataclass(frozen=True, slots=True)
class Record:
    """Which file holds the boundaries, and where they came from.

    Attributes
    ----------
    file
        Name of the GeoPackage in the cache folder.
    sha256
        Its digest.
    url
        Where it was downloaded from.
    """

    file: str
    sha256: str
    url: str


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


def store_boundaries(frame: gpd.GeoDataFrame, *, url: str, folder: Path) -> Path:
    """Store boundaries; those stored before stay in use until the new ones are complete.

    Parameters
    ----------
    frame
        Columns `nis`, `name`, `geometry`.
    url
        Where they came from.
    folder
        The cache folder; made when it does not exist.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    DataError
        When it cannot be written.
    """
    fresh = folder / "boundaries-new.gpkg"
    write_geopackage(fresh, {LAYER: frame})
    with in_words(fresh):
        digest = hashlib.sha256(fresh.read_bytes()).hexdigest()
        # the name follows from the content, so that replacing the record replaces both at once
        path = folder / f"boundaries-{digest[:12]}.gpkg"
        fresh.replace(path)
    record = Record(path.name, digest, url)
    write_atomic(folder / RECORD, json.dumps(asdict(record), indent=2) + "\n")
    for old in folder.glob("boundaries-*.gpkg"):
        if old != path:
            with contextlib.suppress(OSError):  # of no use, and in nobody's way
                old.unlink(missing_ok=True)
    return path


def stored_boundaries(folder: Path) -> gpd.GeoSeries | None:
    """Return the stored boundaries, or None when there are none.

    Parameters
    ----------
    folder
        The cache folder.

    Returns
    -------
    geopandas.GeoSeries or None
        Polygons, index `nis`.

    Raises
    ------
    DataError
        When they are damaged: the message says how to get them back.
    """
    path = folder / RECORD
    try:
        if not path.is_file():
            return None
    except OSError as error:  # a folder that may not be read holds nothing for us
        logger.info("%s cannot be read: %s", path, error)
        return None
    try:
        record = Record(**parsed_json(path.read_text(encoding="utf-8")))
        reading(folder / record.file)
        data = (folder / record.file).read_bytes()
        if hashlib.sha256(data).hexdigest() != record.sha256:
            raise ValueError(f"the checksum of {record.file} differs")  # noqa: TRY301
        frame = read_layer(folder / record.file, layer=LAYER)
    except (OSError, ValueError, TypeError, DataError) as error:
        raise DataError(
            f"the downloaded boundaries are damaged ({error}); "
            "expected the file as it was downloaded; "
            "run `regionplanner data fetch` again, or delete the cache folder"
        ) from error
    return frame.set_index("nis").geometry
