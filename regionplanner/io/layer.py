"""One layer of a vector file, as it stands in the file."""

import glob
import hashlib
import importlib.util
import warnings
from pathlib import Path

import geopandas as gpd
import pyogrio

from regionplanner.errors import DataError, listing

PARQUET = (".parquet", ".geoparquet")
SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
FORMATS = "a GeoPackage, GeoJSON, Shapefile or FlatGeobuf"


def read_layer(path: Path, *, layer: str | None = None) -> gpd.GeoDataFrame:
    """Return the rows of one layer of a vector file.

    Parameters
    ----------
    path
        A file that pyogrio reads (GeoPackage, GeoJSON, Shapefile, FlatGeobuf, ...), or GeoParquet
        where pyarrow is installed.
    layer
        Name of the layer; None takes the only one that has geometry.

    Returns
    -------
    geopandas.GeoDataFrame
        At least one row, columns and CRS as in the file.

    Raises
    ------
    DataError
        When the file is missing, is no vector file, is damaged or has no rows, when the layer is
        not there or not named though there are several, or when pyarrow is missing.
    """
    if not path.exists():
        raise DataError(f"{path} does not exist; expected {FORMATS}; check the path")
    if path.suffix.lower() in PARQUET:
        frame = _read_parquet(path)
    else:
        frame = _read_vector(path, _layer_name(path, layer))
    if not len(frame):
        raise DataError(f"{path.name} has no rows; expected one a unit; choose another file")
    return frame


def file_sha256(path: Path) -> str:
    """Return the digest of a file, of all parts of a shapefile, or of a folder's files.

    Parameters
    ----------
    path
        An existing file or folder.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    files = [path]
    if path.is_dir():
        files = sorted(part for part in path.rglob("*") if part.is_file())
    elif path.suffix.lower() == ".shp":
        files = sorted(path.parent.glob(f"{glob.escape(path.stem)}.*"))
        files = [part for part in files if part.suffix.lower() in SHAPEFILE_PARTS]
    digest = hashlib.sha256()
    for part in files:
        digest.update(part.read_bytes())
    return digest.hexdigest()


def _layer_name(path: Path, layer: str | None) -> str:
    """Return the layer to read: the one asked for, or the only one with geometry."""
    try:
        layers = pyogrio.list_layers(path)
    except (RuntimeError, OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    names = [str(name) for name, geometry in layers if geometry is not None]
    if layer is None and len(names) == 1:
        return names[0]
    if not names:
        raise DataError(f"{path.name} has no layer with geometry; expected {FORMATS} of polygons")
    if layer is None or layer not in names:
        wrong = (
            f"{path.name} has {len(names)} layers"
            if layer is None
            else f"{path.name} has no layer '{layer}'"
        )
        raise DataError(
            f"{wrong}; expected one of {listing(names, at_most=20)}; "
            "name it with --layer (layer= in Python)"
        )
    return layer


def _read_vector(path: Path, layer: str) -> gpd.GeoDataFrame:
    """Return the rows; a driver that warns of damage has not read everything."""
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            expected = pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"]
            frame = gpd.read_file(path, layer=layer)
    except (RuntimeError, OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if len(frame) != expected:
        reasons = "; ".join(str(warning.message) for warning in caught)
        raise _unreadable(path, f"{len(frame)} of {expected} rows could be read. {reasons}")
    if not isinstance(frame, gpd.GeoDataFrame):
        raise DataError(f"layer {layer} of {path.name} has no geometry; expected polygons")
    return frame


def _read_parquet(path: Path) -> gpd.GeoDataFrame:
    if importlib.util.find_spec("pyarrow") is None:
        raise DataError(
            f"{path.name} is GeoParquet, which needs pyarrow; "
            f"pip install regionplanner[parquet], or give {FORMATS}"
        )
    try:
        return gpd.read_parquet(path)
    except (RuntimeError, OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, reason: object) -> DataError:
    text = " ".join(str(reason).split())
    if "not recognized" in text:  # GDAL goes on about its drivers
        text = "no vector format is recognised in it"
    return DataError(f"{path.name} cannot be read ({text}); expected {FORMATS}; check the file")
