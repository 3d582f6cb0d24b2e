"""HTML pages that hold all they need, Leaflet too, and a policy that lets nothing else in."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from regionplanner.choice import Language
from regionplanner.errors import AssetError
from regionplanner.maps.base_map import FoliumParts


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page; shows itself in a notebook, also without a network.

    Attributes
    ----------
    html
        The whole page; the same bytes for the same plans, data and options.
    """

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        # sandboxed: scripts, forms, downloads and print work, but cannot reach the notebook
        return (
            f'<iframe srcdoc="{escape(self.html)}" title="regionplanner" '
            'sandbox="allow-scripts allow-forms allow-downloads allow-modals" '
            'width="100%" height="680" style="border:0"></iframe>'
        )


def html_page(
    package: str,
    template: str,
    shown: Mapping[str, Any],
    *,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    connects: bool = False,
) -> str:
    """Return a page from a template.

    Parameters
    ----------
    package
        Package whose folder ``templates`` holds it.
    template
        Its name.
    shown
        Values by template name; texts are escaped.
    styles, scripts
        Texts of style sheets and scripts; the template puts them in place as they are.
    connects
        Whether its scripts may ask the server that it comes from.

    Returns
    -------
    str
        HTML. Its content security policy (``policy`` in the template) lets nothing in but these
        scripts and styles, each by its digest.
    """
    return (
        _environment(package)
        .get_template(template)
        .render(
            policy=_policy(scripts, styles, connects=connects),
            styles=[Markup(style) for style in styles],  # noqa: S704  (files of packages)
            scripts=[Markup(script) for script in scripts],  # noqa: S704  (files, and numbers)
            **shown,
        )
    )


def packed_file(package: str, name: str) -> str:
    """Return a file from the folder ``templates`` of a package."""
    return _text(resources.files(package) / "templates" / name)


def bundle(page: str) -> str:
    """Return the script of a kind of page, which ``make bundles`` makes from ``web/``."""
    text = _text(resources.files("regionplanner") / "web" / "bundles" / f"{page}.js")
    return text.partition("\n")[2]  # the first line says which sources it is of


def _text(source: Traversable) -> str:
    # one kind of line end: the browser reads it so, and the digest must agree
    return source.read_text("utf-8").replace("\r\n", "\n")


def json_block(values: object) -> str:
    """Return values as JSON that is safe inside a script element.

    Returns
    -------
    str
        JSON in which no ``<`` is left, so that no text can end the element.
    """
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _policy(scripts: Sequence[str], styles: Sequence[str], *, connects: bool) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_digests(scripts)}",
            f"style-src {_digests(styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            *(["connect-src 'self'"] if connects else []),
        ]
    )


def _digests(texts: Sequence[str]) -> str:
    if not texts:
        return "'none'"
    digests = (base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


@cache
def _environment(package: str) -> Environment:
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


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
                "The map asks for {url}; only Leaflet {leaflet} is packed into a page; "
                "leave out the layer or plugin that asks for it, or add it to maps/frame.py",
                url=url,
                leaflet=LEAFLET,
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
            "folium asks for {url}; the page was made for Leaflet {leaflet}; "
            "install a folium that uses it (0.20), or raise the version in maps/frame.py",
            url=url,
            leaflet=LEAFLET,
        )


def _folder() -> Path:
    try:
        installed = version("xstatic-leaflet")
    except PackageNotFoundError as error:
        raise AssetError(
            "Leaflet was not found; maps need the package xstatic-leaflet; "
            "run: pip install 'xstatic-leaflet<1.9.4'"
        ) from error
    if not installed.startswith(f"{LEAFLET}."):
        raise AssetError(
            "xstatic-leaflet {found} was found; the page was made for Leaflet {leaflet}; "
            "run: pip install 'xstatic-leaflet<1.9.4'",
            found=installed,
            leaflet=LEAFLET,
        )
    from xstatic.pkg import leaflet

    return Path(leaflet.BASE_DIR)


_PACKAGE = "regionplanner.maps"


@dataclass(frozen=True, slots=True)
class PageFiles:
    """The files that a map page is made of.

    Attributes
    ----------
    template
        File of the folder ``templates``.
    script
        Name of the page's script (`bundle`).
    styles
        Files of styles beside those of every map page.
    connects
        Whether its scripts may ask the server that it comes from.
    """

    template: str
    script: str
    styles: tuple[str, ...] = ()
    connects: bool = False


def map_html(
    files: PageFiles,
    parts: FoliumParts,
    values: Mapping[str, Any],
    shown: Mapping[str, Any],
    *,
    language: Language,
) -> str:
    """Return the page around a folium map.

    Parameters
    ----------
    files
        Its template, script and styles.
    parts
        What folium wrote.
    values
        Data for the page's script.
    shown
        Texts for the template (`page_content`).
    language
        Language of the page.

    Returns
    -------
    str
        HTML that lets nothing in but its own scripts and styles. Where one of these is forbidden
        the page is the list of regions, with what to do about it.

    Raises
    ------
    AssetError
        folium refers to a file that is not packed.
    """
    assets = inline(parts.header)
    blocks = {
        "language": language,
        "values": Markup(json_block(values)),  # noqa: S704  (escaped there)
        "map_html": Markup(parts.html),  # noqa: S704  (written by folium, holds no data)
    }
    return html_page(
        _PACKAGE,
        files.template,
        {**blocks, **shown},
        styles=[
            *assets.styles,
            "\n".join(
                packed_file(_PACKAGE, name)
                for name in ("page.css", *files.styles, "themes.css", "paper.css")
            ),
        ],
        scripts=[
            bundle("works"),
            *assets.scripts,
            f"if (document.documentElement.className) {{\n{parts.script}\n}}",
            bundle(files.script),
        ],
        connects=files.connects,
    )
