"""map_page: one HTML file that needs no network."""

import base64
import hashlib
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import geopandas as gpd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from regionplanner.errors import DataError, listing
from regionplanner.io.municipalities import Municipalities
from regionplanner.maps import payload, shapes
from regionplanner.maps.assets import inline
from regionplanner.maps.colour import LATER, region_colours
from regionplanner.maps.content import page_content
from regionplanner.maps.language import Language
from regionplanner.maps.layers import Drawing, FoliumParts, folium_parts
from regionplanner.maps.plain import plain
from regionplanner.maps.simplify import drawn_pairs, drawn_units
from regionplanner.maps.text import words_in
from regionplanner.plan.plan import Plan

_SCRIPTS = ("words.js", "units.js", "labels.js", "search.js", "main.js")


@dataclass(frozen=True, slots=True)
class MapPage:
    """A map page; shows itself in a notebook, also without a network.

    Attributes
    ----------
    html
        The whole page; the same bytes for the same plan, data and options.
    """

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        # sandboxed: scripts and the search form work, but cannot reach the notebook around them
        return (
            f'<iframe srcdoc="{html.escape(self.html)}" title="regionplanner" '
            'sandbox="allow-scripts allow-forms" width="100%" height="680" '
            'style="border:0"></iframe>'
        )


def map_page(
    plan: Plan,
    municipalities: Municipalities,
    *,
    language: Language = "nl",
    title: str | None = None,
) -> MapPage:
    """Return a self-contained page with the map of a plan.

    Parameters
    ----------
    plan
        Regions to show; units outside it are grey, or hatched where its scenario leaves them for
        later.
    municipalities
        The units, with their polygons, figures and source.
    language
        ``"nl"`` or ``"en"``; names in the data are not translated.
    title
        Heading of the page; None for a general one.

    Returns
    -------
    MapPage
        HTML that makes no request and forbids any.

    Raises
    ------
    DataError
        The plan names units that the municipalities lack.
    AssetError
        Leaflet is missing or of another version.
    ValueError
        The language is not known.
    """
    words = words_in(language)
    _check(plan, municipalities)
    units = drawn_units(municipalities.frame)
    colours = region_colours(plan, [*drawn_pairs(units), *_declared_pairs(municipalities)])
    areas = shapes.merged(units, {region.code: region.members for region in plan})
    parents = shapes.merged(units, _units_by_parent(municipalities))
    drawing = _drawing(municipalities, units, areas, parents)
    fills = {nis: colours[region] for nis, region in plan.assignment.items()}
    fills |= dict.fromkeys(payload.later_units(plan, municipalities), LATER)
    parts = folium_parts(drawing, fills)
    people = payload.inhabitants_of(municipalities.frame)
    regions = payload.region_values(plan, areas, colours, people, language)
    values = {
        "language": language,
        "words": words,
        "names": parts.names,
        "units": payload.unit_values(municipalities, plan, units),
        "regions": regions,
        "places": _places(drawing, words),
    }
    shown = page_content(plan, municipalities, drawing, regions, language=language)
    if title is not None:
        shown["title"] = plain(title)
    return MapPage(frame(parts, values, shown, language=language))


def frame(
    parts: FoliumParts,
    values: Mapping[str, Any],
    shown: Mapping[str, Any],
    *,
    language: Language,
) -> str:
    """Return the page around a folium map.

    Parameters
    ----------
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
        HTML. Its content security policy lets nothing in but the scripts and styles that it
        holds itself, each by its digest.

    Raises
    ------
    AssetError
        folium refers to a file that is not packed.
    """
    assets = inline(parts.header)
    styles = [*assets.styles, _file("page.css")]
    scripts = [*assets.scripts, parts.script, _page_script()]
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            language=language,
            policy=_policy(scripts, styles),
            styles=[Markup(style) for style in styles],  # noqa: S704  (files of packages)
            scripts=[Markup(script) for script in scripts],  # noqa: S704  (files, and numbers)
            values=Markup(payload.json_block(values)),  # noqa: S704  (escaped there)
            map_html=Markup(parts.html),  # noqa: S704  (written by folium, holds no data)
            words=values["words"],
            **shown,
        )
    )


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_digests(scripts)}",
            f"style-src {_digests(styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _digests(texts: Sequence[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def _page_script() -> str:
    # one function around all files: nothing leaks into the page, and strict mode holds for all
    files = "\n".join(_file(name) for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{files}}})();'


@cache
def _file(name: str) -> str:
    source = resources.files("regionplanner.maps") / "templates" / name
    # one kind of line end: the browser reads it so, and the digest must agree
    return source.read_text("utf-8").replace("\r\n", "\n")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("regionplanner.maps"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _check(plan: Plan, municipalities: Municipalities) -> None:
    missing = sorted(set(plan.assignment) - set(municipalities.frame.index))
    if missing:
        raise DataError(
            f"The plan has {len(missing)} units that the data lack: {listing(missing)}; "
            "plan and data must be of the same year; draw the plan with the data it was made from"
        )


def _declared_pairs(municipalities: Municipalities) -> list[tuple[str, str]]:
    borders = municipalities.borders
    pairs = zip(borders["nis_a"], borders["nis_b"], strict=True)
    return sorted({*pairs, *municipalities.links})


def _units_by_parent(municipalities: Municipalities) -> dict[str, list[str]]:
    # from the data, not from the plan: a plan that breaks rules may cross these borders
    parents: dict[str, list[str]] = {}
    for nis, parent in municipalities.frame["reference_region"].items():
        parents.setdefault(str(parent), []).append(str(nis))
    return dict(sorted(parents.items()))


def _drawing(
    municipalities: Municipalities,
    units: gpd.GeoSeries,
    areas: gpd.GeoSeries,
    parents: gpd.GeoSeries,
) -> Drawing:
    links = shapes.apart(units, municipalities.links)
    parent_lines = shapes.border_lines(shapes.without_crumbs(parents))
    outlines = shapes.without_crumbs(areas)
    return Drawing(
        units=units,
        region_lines=shapes.border_lines(outlines, without=parent_lines),
        parent_lines=parent_lines,
        link_lines=shapes.link_lines(units, links),
        links=tuple(links),
        hole=shapes.hole_at(units, shapes.BRUSSELS),
    )


def _places(drawing: Drawing, words: Mapping[str, str]) -> list[dict[str, Any]]:
    if drawing.hole is None:
        return []
    names = {"label": words["brussels"], "short": words["brussels_short"]}
    return [names | payload.label_spot(drawing.hole)]
