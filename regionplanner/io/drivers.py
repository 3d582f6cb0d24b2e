"""Which drivers of GDAL may open a file: those of local files that hold their rows themselves."""

import contextlib
import threading
from collections.abc import Iterator, Mapping

import pyogrio
import pyogrio.core

from regionplanner.errors import DataError

DATABASE = ("GPKG",)
JSON = ("GeoJSON", "GeoJSONSeq", "TopoJSON")
OTHERS = (
    "ESRI Shapefile",
    "FlatGeobuf",
    "OpenFileGDB",
    "MapInfo File",
    "LIBKML",
    "KML",
    "GML",
)
ZIPPED = ("ESRI Shapefile", "OpenFileGDB", "GPKG", "FlatGeobuf")
"""What is read from a zip: the drivers of files that have no text for other drivers to take."""

_QUIET: Mapping[str, str] = {
    # no schema is downloaded, no reference followed, and no file written beside the data
    "GML_DOWNLOAD_SCHEMA": "NO",
    "GML_DOWNLOAD_WFS_SCHEMA": "NO",
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    "LIBKML_EXTERNAL_STYLE": "NO",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "SQLITE_BUSY_TIMEOUT": "300",
    # what would make a request all the same finds no way out
    "GDAL_HTTP_PROXY": "none://",
    "GDAL_HTTPS_PROXY": "none://",
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "/vsicurl/none",
}

_LOCK = threading.RLock()


@contextlib.contextmanager
def only_drivers(names: tuple[str, ...]) -> Iterator[None]:
    """Let GDAL open files with some drivers only, and without the network, while this lasts.

    GDAL asks every driver it has whether it knows a file by what is in it, whatever its name, and
    virtual and network drivers then fetch what the file points at. pyogrio cannot name the ones
    that may be asked, so the others are taken out of the list of this process for as long.

    Parameters
    ----------
    names
        Those that may be asked.

    Raises
    ------
    DataError
        When GDAL has others all the same.
    """
    with _LOCK:
        others = [name for name in pyogrio.list_drivers() if name not in names]
        wanted: dict[str, str | None] = {**_QUIET, "GDAL_SKIP": ",".join([*others, ""])}
        before = {name: pyogrio.get_gdal_config_option(name) for name in wanted}
        before = {name: None if was is None else str(was) for name, was in before.items()}
        pyogrio.set_gdal_config_options(wanted)
        pyogrio.core._register_drivers()  # noqa: SLF001 (GDAL reads GDAL_SKIP here alone)
        try:
            if set(pyogrio.list_drivers()) - set(names):
                raise DataError(
                    "GDAL cannot be kept from drivers that use the network; "
                    "pyogrio as it is released is expected; pip install --upgrade pyogrio"
                )
            yield
        finally:
            pyogrio.set_gdal_config_options(before)
            pyogrio.core._register_drivers()  # noqa: SLF001
