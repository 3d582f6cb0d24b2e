"""Leaflet from a Python package, so that a map page needs no network."""

import base64
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from regionplanner.errors import AssetError

LEAFLET = "1.9.3"  # what folium 0.20 asks for and xstatic-leaflet 1.9.3.* holds

# What folium writes into every page but polygons never use: popups, pin markers and their styles.
_UNUSED = (
    "code.jquery.com/jquery",
    "cdn.jsdelivr.net/npm/bootstrap@",
    "netdna.bootstrapcdn.com/bootstrap/",
    "cdn.jsdelivr.net/npm/@fortawesome/fontawesome-free@",
    "cdnjs.cloudflare.com/ajax/libs/Leaflet.awesome-markers/",
    "cdn.jsdelivr.net/gh/python-visualization/folium/folium/templates/leaflet.awesome",
)
_LINKED = re.compile(
    r"""<(?:script|link)\b[^>]*?\b(?:src|href)\s*=\s*["']([^"']+)["']""", re.IGNORECASE
)
_CSS_URL = re.compile(r"url\((?!data:|#)([^)]+)\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Assets:
    """The texts that a page needs in place of what its tags would fetch."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def inline(header: str) -> Assets:
    """Return the texts of everything that a page header refers to.

    Parameters
    ----------
    header
        HTML with ``<script src>`` and ``<link href>`` tags, as folium writes it.

    Returns
    -------
    Assets
        Scripts and styles, in the order of the header; what polygons never use is left out.

    Raises
    ------
    AssetError
        A URL is not known here, is of another Leaflet version, or Leaflet is not installed.
    """
    scripts: list[str] = []
    styles: list[str] = []
    for url in _LINKED.findall(header):
        if any(unused in url for unused in _UNUSED):
            continue
        if re.search(r"/leaflet@[^/]+/", url):
            _same_version(url)
            (styles if url.endswith(".css") else scripts).append(
                leaflet_css() if url.endswith(".css") else leaflet_js()
            )
        else:
            raise AssetError(
                f"The map asks for {url}; only Leaflet {LEAFLET} is packed into a page; "
                "leave out the layer or plugin that asks for it, or add it to maps/assets.py"
            )
    return Assets(tuple(scripts), tuple(styles))


def leaflet_js() -> str:
    """Return Leaflet's script, without the reference to its source map.

    Returns
    -------
    str
        Minified JavaScript.

    Raises
    ------
    AssetError
        xstatic-leaflet is missing or of another version.
    """
    return _SOURCE_MAP.sub("", (_folder() / "leaflet.js").read_text("utf-8")).strip()


def leaflet_css() -> str:
    """Return Leaflet's style sheet with its images inside.

    Returns
    -------
    str
        CSS without a reference to another file.

    Raises
    ------
    AssetError
        xstatic-leaflet is missing or of another version.
    """
    folder = _folder()

    def data_uri(match: re.Match[str]) -> str:
        image = (folder / match.group(1).strip("\"'")).read_bytes()
        return f"url(data:image/png;base64,{base64.b64encode(image).decode('ascii')})"

    return _CSS_URL.sub(data_uri, (folder / "leaflet.css").read_text("utf-8")).strip()


def _same_version(url: str) -> None:
    if f"/leaflet@{LEAFLET}/" not in url:
        raise AssetError(
            f"folium asks for {url}; the page was made for Leaflet {LEAFLET}; "
            "install a folium that uses it (0.20), or raise the version in maps/assets.py"
        )


def _folder() -> Path:
    try:
        found = version("xstatic-leaflet")
    except PackageNotFoundError as error:
        raise AssetError(
            "Leaflet was not found; maps need the package xstatic-leaflet; "
            "run: pip install 'xstatic-leaflet<1.9.4'"
        ) from error
    if not found.startswith(f"{LEAFLET}."):
        raise AssetError(
            f"xstatic-leaflet {found} was found; the page was made for Leaflet {LEAFLET}; "
            "run: pip install 'xstatic-leaflet<1.9.4'"
        )
    from xstatic.pkg import leaflet

    return Path(leaflet.BASE_DIR)
