"""Download of the official municipal boundaries, for drawing."""

import http.client
import logging
import socket
import ssl
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from regionplanner.data.check import POLYGONS
from regionplanner.data.crs import LAMBERT_72
from regionplanner.data.flanders import official_figures, store_boundaries
from regionplanner.errors import DataError, Message, counted, joined, listing
from regionplanner.files.cache import cache_folder
from regionplanner.files.safe_read import parsed_json

WFS_URL = "https://geo.api.vlaanderen.be/VRBG/wfs"
WFS_LAYER = "VRBG:Refgem"
ID_PROPERTY, NAME_PROPERTY = "NISCODE", "NAAM"

MAX_SHIFT_M = 2000.0
"""How far a centroid may lie from the one in the figures [m]: generalising moves it by metres,
another CRS or swapped axes by far more."""

TRY_AGAIN = Message("try again later; plans and maps work without, with generalised boundaries")

logger = logging.getLogger(__name__)


def fetch_boundaries(
    *,
    url: str = WFS_URL,
    layer: str = WFS_LAYER,
    cache: str | Path | None = None,
    timeout_s: float = 60.0,
) -> Path:
    """Download the official boundaries and return the file that now holds them.

    From then on `load_flanders` uses them for drawing. Nothing changes when anything is wrong
    with the answer: boundaries that were downloaded before stay in use.

    Parameters
    ----------
    url
        A WFS 2.0.0 service that answers in GeoJSON.
    layer
        The layer with the municipalities, properties ``NISCODE`` and ``NAAM``.
    cache
        Folder to store them in; None: that of the user (`cache_folder`).
    timeout_s
        How long the server may be silent [s].

    Returns
    -------
    pathlib.Path
        A GeoPackage.

    Raises
    ------
    DataError
        When the server cannot be reached or answers with an error, with a part of the data, with
        other municipalities than those of the figures, with invalid polygons or polygons
        elsewhere; or when the file cannot be written.
    """
    if not url.startswith(("http://", "https://")):
        raise DataError("{url} is no web address; expected https://...; check the url", url=url)
    query = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": layer,
        "outputFormat": "application/json",
        "srsName": LAMBERT_72,
    }
    joint = "&" if "?" in url else "?"
    body = _download(f"{url}{joint}{urllib.parse.urlencode(query)}", timeout_s)
    logger.info("downloaded %d bytes from %s", len(body), url)
    boundaries = _checked(_boundaries(_features(body)))
    return store_boundaries(boundaries, url=url, folder=cache_folder(cache))


def _download(url: str, timeout_s: float) -> bytes:
    server = urllib.parse.urlsplit(url).netloc
    try:
        with urllib.request.urlopen(url, timeout=timeout_s) as response:  # noqa: S310 (checked)
            return bytes(response.read())
    except urllib.error.HTTPError as error:
        text = "{server} answered with error {code} ({error})"
        said = _without_number(error.reason)
        reason = Message(text, server=server, code=str(error.code), error=said)
    except http.client.IncompleteRead as error:
        n_bytes = len(error.partial)
        reason = Message("{server} broke off after {bytes} bytes", server=server, bytes=n_bytes)
    except (OSError, http.client.HTTPException, ValueError) as error:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        words = _plain_words(cause, timeout_s)
        reason = Message("{server} cannot be reached: {cause}", server=server, cause=words)
    raise _refused("{reason}; expected the official boundaries", reason=reason)


def _plain_words(cause: object, timeout_s: float) -> str:
    """Return why a connection failed, in words that say where to look."""
    kinds: list[tuple[type[Exception], str]] = [
        (socket.gaierror, Message("its name was not found; check the network connection")),
        (TimeoutError, Message("it did not answer within {seconds:g} s", seconds=timeout_s)),
        (ConnectionRefusedError, Message("it refuses the connection")),
        (ConnectionError, Message("the connection broke off")),
        (ssl.SSLCertVerificationError, Message("its certificate is not trusted on this computer")),
        (ssl.SSLError, Message("no secure connection could be made")),
        (http.client.InvalidURL, Message("the address is not valid")),
    ]
    known = (words for kind, words in kinds if isinstance(cause, kind))
    return next(known, _without_number(getattr(cause, "strerror", None) or str(cause)))


def _without_number(text: str) -> str:
    """Return what the system says, as a message, without its number for it: ``[Errno 111]``."""
    return Message(text.rpartition("] ")[2] if "[Errno " in text else text)


def _features(body: bytes) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON answer."""
    start = " ".join(body[:300].decode("utf-8", errors="replace").split())
    try:
        answer = parsed_json(body)
        features = list(answer["features"])
    except (ValueError, TypeError, KeyError) as error:
        begins = Message("it begins with '{text}'", text=start[:160])
        raise _refused(
            "the answer of the server is no complete GeoJSON ({error}): {start}; "
            "expected the official boundaries",
            error=error,
            start=begins if start else Message("it is empty"),
        ) from error
    matched = answer.get("numberMatched")  # a number or "unknown"
    if isinstance(matched, int) and len(features) < matched:
        text = "the server sent {sent} of {matched} features; expected all"
        raise _refused(text, sent=len(features), matched=matched)
    return features


def _boundaries(features: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    """Return the features as a table by id."""
    try:
        rows = {
            str(feature["properties"][ID_PROPERTY]): {
                "name": str(feature["properties"][NAME_PROPERTY]),
                "geometry": shapely.geometry.shape(feature["geometry"]),
            }
            for feature in features
        }
    except KeyError as error:
        text = (
            "the features of the server have no {error}; expected the properties "
            "{id} and {name} and a geometry; choose another layer (--layer)"
        )
        raise DataError(text, error=error, id=ID_PROPERTY, name=NAME_PROPERTY) from error
    except (TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        text = (
            "the features of the server cannot be read ({error}); expected polygons with properties"
        )
        raise _refused(text, error=error) from error
    if not rows or len(rows) < len(features):
        sent, units = counted(len(features), "feature"), counted(len(rows), "municipality")
        text = "the server sent {sent} for {units}; expected one for each"
        raise _refused(text, sent=sent, units=units)
    frame = gpd.GeoDataFrame.from_dict(rows, orient="index")
    return frame.set_geometry("geometry", crs=LAMBERT_72).rename_axis("nis").sort_index()


def _checked(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the boundaries; raise when they are not those of the figures."""
    figures = official_figures()
    extra, missing = frame.index.difference(figures.index), figures.index.difference(frame.index)
    if len(extra) or len(missing):
        parts = [
            Message(text, count=len(units), units=listing(f"{names[nis]} ({nis})" for nis in units))
            for text, units, names in (
                ("{count} missing: {units}", missing, figures["name"]),
                ("{count} not expected: {units}", extra, frame["name"]),
            )
            if len(units)
        ]
        raise DataError(
            "the server sent other municipalities, {parts}; expected the "
            "{count} of the figures; update regionplanner, or choose another layer",
            parts=joined(parts),
            count=len(figures),
        )
    shapes = frame.geometry
    bad = ~shapes.geom_type.isin(POLYGONS) | shapes.is_empty | ~shapes.is_valid
    centroid = shapes.centroid
    shift_m = np.hypot(centroid.x - figures["x_m"], centroid.y - figures["y_m"])
    wrong = bad | (shift_m > MAX_SHIFT_M)
    if wrong.any():
        wrong = bad if bad.any() else wrong
        raise _refused(
            "the server sent invalid polygons for {units}; expected those of the municipalities "
            "in {crs}"
            if bad.any()
            else "the server sent polygons elsewhere for {units}; expected those of the "
            "municipalities in {crs}",
            units=listing(figures["name"][wrong] + " (" + figures.index[wrong] + ")"),
            crs=LAMBERT_72,
        )
    return frame


def _refused(template: str, **values: object) -> DataError:
    """Return that the answer of a server is of no use, with what to do."""
    return DataError(joined([Message(template, **values), TRY_AGAIN]))
