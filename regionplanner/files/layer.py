"""One layer of a vector file, as it stands in the file and whole."""

import importlib.util
import re
import sqlite3
import warnings
from contextlib import closing
from pathlib import Path, PurePosixPath

import geopandas as gpd
import pyogrio
from shapely.errors import ShapelyError

from regionplanner.errors import DataError, Message, listing
from regionplanner.files.paths import reading
from regionplanner.files.safe_read import check_width
from regionplanner.files.vector_source import (
    DATABASE_HEAD,
    VectorFile,
    existing,
    head_of,
    only_drivers,
    opened,
    refused,
)
from regionplanner.files.whole import as_written, missing_part

MOST_ROWS = 500_000
"""The most rows that a view may have."""

_STEPS, _MOST_LOOKS = 1_000_000, 20
"""Steps of the database between two looks at how far it is, and how often it is looked."""

_LOCKED_S = 1.0
"""How long is waited for what another program writes in it."""

PARQUET = (".parquet", ".geoparquet")

_CODE_PAGES = (".shp", ".dbf", ".tab", ".mif")
"""Files whose texts can be in any encoding."""

_AXIS_NAME = re.compile(
    rb"""srsName=["']((?:urn:|https?://www\.opengis\.net/def/crs/)[^"']*)""", re.IGNORECASE
)
_START = 100_000
"""So much of a GML is looked at for the name of its CRS [bytes]."""

_TABLES = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".ods")

_ALL_PARTS = Message("give all the files of its name, in one folder or one zip")

_CHECK = Message("check the file")
_AGAIN = Message("save it again from where it comes, or download it again")

_CAUSES = (
    ("not recognized", Message("no vector format is recognised in it"), _CHECK),
    ("geo metadata", Message("it has no polygons"), _CHECK),
    (
        "extension sql function",
        Message("a view in it calls functions that can use the network or other files"),
        _CHECK,
    ),
    ("shx", Message("its .shx is missing or damaged"), _ALL_PARTS),
    ("dbf", Message("its .dbf is missing or damaged"), _ALL_PARTS),
    (
        "locked|busy",
        Message("another program has it open and writes in it"),
        Message("close it there and try again"),
    ),
    (
        "sql|pragma|select |malformed|gpkg_|database",
        Message("the database in it is damaged"),
        _CHECK,
    ),
    ("error occurred in", Message("the geodatabase is damaged"), _CHECK),
    (
        "unterminated|no element found|unclosed|past end|end of file",
        Message("it ends too early"),
        _AGAIN,
    ),
)
"""What libraries say of a file that they cannot read, what that means, and what to do."""

_DAMAGED = (Message("it ends too early, is damaged, or is not what its name says"), _AGAIN)
_LINE = re.compile(r"\bline (?!1\b)(\d+)")


def check_views(path: Path, *, name: str) -> None:
    """Raise when a view in a database does not end: already to list it would take forever.

    Raises
    ------
    DataError
        When a view has more than half a million rows, or goes on without giving any.
    """
    if not path.is_file() or not head_of(path).startswith(DATABASE_HEAD):
        return
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=_LOCKED_S)) as database:
            views = database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")
            endless = [name for (name,) in views.fetchall() if not _ends(database, str(name))]
    except sqlite3.Error:  # what reads the layers says what is wrong
        return
    if endless:
        raise DataError(
            "{name}: {endless} is a view of more than {most_rows:,} rows, or one that "
            "does not end; a table of polygons is expected; save what it gives as a layer",
            name=name,
            endless=endless[0],
            most_rows=MOST_ROWS,
        )


def _ends(database: sqlite3.Connection, view: str) -> bool:
    looks = 0

    def is_enough() -> bool:
        nonlocal looks
        looks += 1
        return looks > _MOST_LOOKS

    name = view.replace('"', '""')
    rows = f'SELECT 1 FROM "{name}" LIMIT {MOST_ROWS + 1}'  # noqa: S608 (a name that is there)
    database.set_progress_handler(is_enough, _STEPS)
    try:
        row = database.execute(f"SELECT count(*) FROM ({rows})").fetchone()  # noqa: S608
    except sqlite3.Error:  # functions that only the reader of layers has, unless it was stopped
        return looks <= _MOST_LOOKS
    finally:
        database.set_progress_handler(None, 0)
    return int(row[0]) <= MOST_ROWS


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
        raise refused("{name} has no rows; expected one a unit; choose another file", path)
    return frame


def table_layer(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows of a table as those of a layer of a file.

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
            "the GeoDataFrame has more than one column {twice}; rename or drop one",
            twice=listing(twice),
        )
    if not len(frame):
        raise DataError("the GeoDataFrame has no rows; expected one a unit")
    return frame if frame.index.name is None else frame.rename_axis(str(frame.index.name))


def axis_name(path: Path) -> str:
    """Return what a GML calls its CRS, where that says the order of coordinates; else nothing.

    A URN or an address of OGC asks for the order of the authority, such as latitude first; GDAL
    reads it so.
    """
    if path.suffix.lower() not in (".gml", ".xml"):
        return ""
    with path.open("rb") as file:
        match = _AXIS_NAME.search(file.read(_START))
    return match[1].decode("utf-8", "replace") if match else ""


def says_its_encoding(path: Path) -> bool:
    """Return whether the format of a file says how its texts are written."""
    return path.suffix.lower() not in {*_CODE_PAGES, ".zip"}


def _read_vector(
    path: Path, file: VectorFile, layer: str | None, encoding: str | None
) -> gpd.GeoDataFrame:
    """Return the rows; a driver that warns of damage has not read everything."""
    check_views(Path(file.source), name=path.name)
    _check_parts(path)
    written = encoding if Path(file.source).suffix.lower() in _CODE_PAGES else None
    with only_drivers(file.drivers), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            name = _layer_name(path, file, layer)
            info = pyogrio.read_info(
                file.source, layer=name, encoding=written, force_feature_count=True
            )
            check_width(path, len(info["fields"]))
            frame = pyogrio.read_dataframe(
                file.source, layer=name, encoding=written, fid_as_index=True, on_invalid="ignore"
            )
        except UnicodeDecodeError as error:
            raise _wrong_encoding(path, written, error) from error
        except (RuntimeError, OSError, ValueError, ShapelyError) as error:
            raise _unreadable(path, error) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise DataError(
            "layer {name} of {path_name} has no geometry; expected polygons",
            name=name,
            path_name=path.name,
        )
    missing = missing_part(Path(file.source), info["driver"], len(frame))
    if not missing and len(frame) != info["features"]:
        rows, in_all = len(frame), info["features"]
        missing = Message("{rows} of {in_all} rows could be read", rows=rows, in_all=in_all)
    if missing:
        raise _unreadable(path, missing)
    if info["driver"] == "TopoJSON" and frame.crs is None and _in_degrees(frame):
        frame = frame.set_crs(4326)  # as most are; the format has no place for a CRS
    frame = as_written(frame, Path(file.source), info["driver"], name)
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
        raise refused("{name} has no layer with geometry; expected {formats} of polygons", path)
    if layer is None or layer not in names:
        wrong = Message(
            "{file} has {n_layers} layers" if layer is None else "{file} has no layer '{layer}'",
            file=path.name,
            n_layers=len(names),
            layer=layer,
        )
        raise DataError(
            "{wrong}; expected one of {names}; name it with --layer (layer= in Python)",
            wrong=wrong,
            names=listing(names, at_most=20),
        )
    return layer


def _read_parquet(path: Path) -> gpd.GeoDataFrame:
    if importlib.util.find_spec("pyarrow") is None:
        raise refused(
            "{name} is GeoParquet, which needs pyarrow; "
            "pip install regionplanner[parquet], or give {formats}",
            path,
        )
    try:
        return gpd.read_parquet(path)
    except (RuntimeError, OSError, ValueError, ShapelyError) as error:
        raise _unreadable(path, error) from error


def _check_parts(path: Path) -> None:
    """Raise where a Shapefile is not all there; without its .dbf it would have no columns."""
    for end in (".shx", ".dbf") if path.suffix.lower() == ".shp" else ():
        if not any(path.with_suffix(ending).exists() for ending in (end, end.upper())):
            raise refused(
                "{name} cannot be read ({stem}{end}, which belongs to it, is missing); "
                "expected a Shapefile with all its parts; {all_parts}",
                path,
                stem=path.stem,
                end=end,
                all_parts=_ALL_PARTS,
            )


def _wrong_encoding(path: Path, asked: str | None, error: UnicodeDecodeError) -> DataError:
    why = Message("UTF-8, as its format has them")
    advice = Message("save it as UTF-8, in a text editor for one")
    if not says_its_encoding(path):
        why = Message("{encoding}, which it says itself (.cpg)", encoding=error.encoding)
        advice = Message("name the right encoding (--encoding cp1252, encoding= in Python)")
    if asked:
        why = Message("{asked}, as was asked for", asked=asked)
    template = "{name} cannot be read (its texts are not in {why}); {advice}"
    return refused(template, path, why=why, advice=advice)


def _unreadable(path: Path, error: object) -> DataError:
    """Return the error of a file that cannot be read, in other words than those of libraries."""
    said = " ".join(str(error).replace(path.name, "").lower().split())
    text, advice = next((cause[1:] for cause in _CAUSES if re.search(cause[0], said)), _DAMAGED)
    line = _LINE.search(said)
    if isinstance(error, Message):  # of our own
        text, advice = error, _CHECK
    elif isinstance(error, OSError) and error.strerror:
        text, advice = Message(error.strerror), _CHECK
    elif "not recognized" in said and path.suffix.lower() in _TABLES:
        text = Message("a table has no polygons")
        advice = Message("give those, and this with --join")
    elif text is _DAMAGED[0] and line:
        text = Message("it is damaged at line {line}", line=int(line[1]))
    template = "{name} cannot be read ({text}); expected {formats}; {advice}"
    return refused(template, path, text=text, advice=advice)
