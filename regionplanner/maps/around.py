"""map_html: what stands around the map that folium writes, and what is left where it cannot run."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from regionplanner.maps.assets import inline
from regionplanner.maps.frame import html_page, json_block, packed_file
from regionplanner.maps.layers import FoliumParts
from regionplanner.words.language import Language

_PACKAGE = "regionplanner.maps"


def map_html(  # noqa: PLR0913 (what the page is made of)
    template: str,
    parts: FoliumParts,
    values: Mapping[str, Any],
    shown: Mapping[str, Any],
    script: str,
    *,
    styles: Sequence[str] = (),
    language: Language,
) -> str:
    """Return the page around a folium map.

    Parameters
    ----------
    template
        File of the folder ``templates``.
    parts
        What folium wrote.
    values
        Data for the page's script.
    shown
        Texts for the template (`page_content`).
    script
        The page's script (`files`).
    styles
        Files of styles beside those of every map page.
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
        template,
        {**blocks, **shown},
        styles=[*assets.styles, files("page.css", *styles)],
        scripts=[
            files("works.js"),
            *assets.scripts,
            # one function around all files: nothing leaks into the page, all is strict
            f"if (document.documentElement.className) {{\n{parts.script}\n"
            f'(() => {{\n"use strict";\n{script}}})();\n}}',
        ],
    )


def files(*names: str) -> str:
    """Return files of the folder ``templates``, one after the other.

    Parameters
    ----------
    names
        The files.
    """
    return "\n".join(packed_file(_PACKAGE, name) for name in names)
