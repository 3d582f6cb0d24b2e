"""One layer of a vector file, as it stands in the file."""

import importlib.util
import warnings
from pathlib import Path, PurePosixPath

import geopandas as gpd
import pyogrio
from shapely.errors import ShapelyError

from regionplanner.errors import DataError, listing
from regionplanner.io.drivers import only_drivers
from regionplanner.io.places import reading
from regionplanner.io.regular import check_width
from regionplanner.io.vector_file import FORMATS, VectorFile, existing, opened
from regionplanner.io.views import check_views
from regionplanner.io.whole import missing_part

PARQUET = (".parquet", ".geoparquet")
_CODE_PAGES = (".shp", ".dbf", ".tab", ".mif")
"""Files whose texts can be in any encoding."""

_TABLES = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".ods")
_ALL_PARTS = "give all the files of its name, in one folder or one zip"

_OF_DATABASES = ("sqlite", "sql", "pragma", "select ", "malformed", "gpkg_", "database")


def read_layer(
    path: Path, *, layer: str | None = None, encoding: str | None = None
) -> gpd.GeoDataFrame:
    """Return the rows of one layer of a vector file.

    Parameters
    ----------
    path
        GeoPackage, GeoJSON, GeoJSONSeq, TopoJSON, Shapefile, FlatGeobuf, File Geodatabase,
        MapInfo, KML or GML; a Shapefile, File Geodatabase, GeoPackage or FlatGeobuf in a zip; or
        GeoParquet where pyarrow is installed. Nothing is fetched from the network.
    layer
        Name of the layer; None takes the only one that has geometry.
    encoding
        Of the texts of a format that need not say it (`says_its_encoding`); None: as it says.

    Returns
    -------
    geopandas.GeoDataFrame
        At least one row, columns and CRS as in the file. Where the file names a column with the
        keys of its rows (the primary key of a GeoPackage), that is the index, under its name.

    Raises
    ------
    DataError
        When the file is missing, is no vector file, is damaged or has no rows, when the layer is
        not there or not named though there are several, or when pyarrow is missing.
    """
    place = existing(path)
    reading(path)
    if place.suffix.lower() in PARQUET:
        frame = _read_parquet(place)
    else:
        with opened(place, layer=layer) as file:
            frame = _read_vector(place, file, layer, encoding)
    if not len(frame):
        raise DataError(f"{path.name} has no rows; expected one a unit; choose another file")
    return frame


def table_layer(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows of a table as those of a layer of a file.

    Parameters
    ----------
    table
        It is not changed.

    Raises
    ------
    DataError
        When it has no rows or no geometry, or two columns of one name.
    """
    try:
        name = table.geometry.name
    except AttributeError:
        raise DataError(
            "the GeoDataFrame has no geometry; expected polygons; name their column with "
            "set_geometry"
        ) from None
    frame = table.rename(columns=str).set_geometry(str(name))
    twice = sorted(set(frame.columns[frame.columns.duplicated()]))
    if twice:
        raise DataError(
            f"the GeoDataFrame has more than one column {listing(twice)}; rename or drop one"
        )
    if not len(frame):
        raise DataError("the GeoDataFrame has no rows; expected one a unit")
    return frame if frame.index.name is None else frame.rename_axis(str(frame.index.name))


def says_its_encoding(path: Path) -> bool:
    """Return whether the format of a file says how its texts are written.

    Parameters
    ----------
    path
        A Shapefile or MapInfo file says it beside them or not at all; so may one in a zip.
    """
    return path.suffix.lower() not in {*_CODE_PAGES, ".zip"}


def _read_vector(
    path: Path, file: VectorFile, layer: str | None, encoding: str | None
) -> gpd.GeoDataFrame:
    """Return the rows; a driver that warns of damage has not read everything."""
    check_views(Path(file.source), name=path.name)
    _check_parts(path)
    written = encoding if Path(file.source).suffix.lower() in _CODE_PAGES else None
    with only_drivers(file.drivers), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            name = _layer_name(path, file, layer)
            info = pyogrio.read_info(
                file.source, layer=name, encoding=written, force_feature_count=True
            )
            check_width(path, len(info["fields"]))
            frame = pyogrio.read_dataframe(
                file.source,
                layer=name,
                encoding=written,
                fid_as_index=True,
                on_invalid="ignore",
            )
        except UnicodeDecodeError as error:
            raise _wrong_encoding(path, written, error) from error
        except (RuntimeError, OSError, ValueError, ShapelyError) as error:
            raise _unreadable(path, error) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise DataError(f"layer {name} of {path.name} has no geometry; expected polygons")
    missing = missing_part(Path(file.source), info["driver"], len(frame))
    if not missing and len(frame) != info["features"]:
        reasons = "; ".join(str(warning.message) for warning in caught)
        missing = f"{len(frame)} of {info['features']} rows could be read. {reasons}"
    if missing:
        raise _unreadable(path, missing)
    if info["driver"] == "TopoJSON" and frame.crs is None and _in_degrees(frame):
        frame = frame.set_crs(4326)  # as most are; the format has no place for a CRS
    key = info["fid_column"]
    return frame.rename_axis(key) if key else frame.reset_index(drop=True)


def _in_degrees(frame: gpd.GeoDataFrame) -> bool:
    west, south, east, north = frame.total_bounds
    return bool(-180 <= west <= east <= 180 and -90 <= south <= north <= 90)


def _layer_name(path: Path, file: VectorFile, layer: str | None) -> str:
    """Return the layer to read: the one asked for, or the only one with geometry."""
    layers = pyogrio.list_layers(file.source)
    names = [str(name) for name, geometry in layers if geometry is not None]
    if len(names) == 1 and layer in (None, PurePosixPath(file.inside).stem):
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


def _read_parquet(path: Path) -> gpd.GeoDataFrame:
    if importlib.util.find_spec("pyarrow") is None:
        raise DataError(
            f"{path.name} is GeoParquet, which needs pyarrow; "
            f"pip install regionplanner[parquet], or give {FORMATS}"
        )
    try:
        return gpd.read_parquet(path)
    except (RuntimeError, OSError, ValueError, ShapelyError) as error:
        raise _unreadable(path, error) from error


def _check_parts(path: Path) -> None:
    """Raise where a Shapefile is not all there; without its .dbf it would have no columns."""
    for end in (".shx", ".dbf") if path.suffix.lower() == ".shp" else ():
        if not any(path.with_suffix(ending).exists() for ending in (end, end.upper())):
            raise DataError(
                f"{path.name} cannot be read ({path.stem}{end}, which belongs to it, is missing); "
                f"expected a Shapefile with all its parts; {_ALL_PARTS}"
            )


def _wrong_encoding(path: Path, asked: str | None, error: UnicodeDecodeError) -> DataError:
    why, advice = "UTF-8, as its format has them", "save it as UTF-8, in a text editor for one"
    if not says_its_encoding(path):
        why = f"{error.encoding}, which it says itself (.cpg)"
        advice = "name the right encoding (--encoding cp1252, encoding= in Python)"
    if asked:
        why = f"{asked}, as was asked for"
    return DataError(f"{path.name} cannot be read (its texts are not in {why}); {advice}")


def _unreadable(path: Path, reason: object) -> DataError:
    text, advice = " ".join(str(reason).split()), "check the file"
    if "not recognized" in text:  # GDAL goes on about its drivers
        text = "no vector format is recognised in it"
        if path.suffix.lower() in _TABLES:
            text, advice = "a table has no polygons", "give those, and this with --join"
    elif "extension SQL function" in text:
        text = "a view in it calls functions that can use the network or other files"
    elif "SHAPE_RESTORE_SHX" in text or ".shx file is unreadable" in text:
        text, advice = "its .shx is missing or damaged", _ALL_PARTS
    elif "locked" in text or "busy" in text:
        text = "another program has it open and writes in it"
        advice = "close it there and try again"
    elif any(word in text.lower() for word in _OF_DATABASES):
        text = "the database in it is damaged"
    elif "Error occurred in" in text:  # GDAL names lines of its own source
        text = "the geodatabase is damaged"
    return DataError(f"{path.name} cannot be read ({text}); expected {FORMATS}; {advice}")
