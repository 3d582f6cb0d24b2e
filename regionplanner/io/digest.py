"""Digests of data: of the rows that were read, whatever files they came from."""

import glob
import hashlib
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

_SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_OTHER_PARTS = (".tab", ".mif", ".gml", ".zip")


def table_sha256(table: pd.DataFrame) -> str:
    """Return the digest of a table: names and values of its columns, polygons and their CRS.

    Parameters
    ----------
    table
        Its index does not count; the order of rows and columns does.

    Returns
    -------
    str
        64 hexadecimal digits. The same rows have the same digest, whatever the format they are
        kept in; other rows have another one.
    """
    digest = hashlib.sha256()
    for name in table.columns:
        values = table[name]
        digest.update(f"{name!r}\n".encode("utf-8", "backslashreplace"))
        if isinstance(values, gpd.GeoSeries):
            digest.update(f"{_crs(values)}\n".encode())
            shapes = shapely.to_wkb(np.asarray(values.to_numpy()), byte_order=1)
            for shape in shapes:
                digest.update(shape or b"-")
        else:
            known = values.astype(object).where(values.notna(), None)
            digest.update("\n".join(map(repr, known.tolist())).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def file_sha256(path: Path) -> str:
    """Return the digest that version 0.1.0 gave to data, of the file or folder that was named.

    Parameters
    ----------
    path
        An existing file or folder.

    Returns
    -------
    str
        64 hexadecimal digits; empty where data lies in further files, which it left out.
    """
    suffix = path.suffix.lower()
    if suffix in _OTHER_PARTS or path.with_name(f"{path.name}-wal").exists():
        return ""
    files = [path]
    if path.is_dir():
        files = sorted(part for part in path.rglob("*") if part.is_file())
    elif suffix == ".shp":
        files = sorted(path.parent.glob(f"{glob.escape(path.stem)}.*"))
        files = [part for part in files if part.suffix.lower() in _SHAPEFILE_PARTS]
    digest = hashlib.sha256()
    for part in files:
        digest.update(part.read_bytes())
    return digest.hexdigest()


def joint_sha256(*texts: str) -> str:
    """Return the digest of data with something added to it.

    Parameters
    ----------
    texts
        Digests, and words that say what was added.
    """
    return hashlib.sha256(" ".join(texts).encode()).hexdigest()


def _crs(values: gpd.GeoSeries) -> str:
    """Return a CRS by its code, which is the same in every format, or else by its definition."""
    if values.crs is None:
        return ""
    code = values.crs.to_authority(min_confidence=100)
    return ":".join(code) if code else str(values.crs.to_wkt())
