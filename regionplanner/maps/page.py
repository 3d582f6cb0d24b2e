"""map_page: one HTML file that needs no network."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import networkx as nx
from shapely.geometry.base import BaseGeometry

from regionplanner.data.check import drawable
from regionplanner.data.municipalities import Municipalities
from regionplanner.graph.contiguity import scenario_graph
from regionplanner.maps import shapes
from regionplanner.maps.colour import (
    LATER,
    OUTSIDE,
    PALETTE,
    area_colours,
    area_signs,
    plan_region_colours,
    touching_pairs,
)
from regionplanner.maps.content import (
    SUPPORTER,
    PageSection,
    counted_figures,
    left_out_sections,
    page_content,
    told_columns,
)
from regionplanner.maps.country import country_html
from regionplanner.maps.frame import HtmlPage, files, map_html
from regionplanner.maps.layers import Drawing, folium_parts
from regionplanner.maps.model import MODEL_SCRIPTS, base_values, representable, scenario_values
from regionplanner.maps.shapes import drawn_units, merged, widest_spot
from regionplanner.maps.topology import border_arcs
from regionplanner.plan.compare import region_lines
from regionplanner.plan.make import check_fit
from regionplanner.plan.plan import Plan, later_units
from regionplanner.scenario import Scenario
from regionplanner.words.about import about_plan, parents_out, region_notes, summary_text
from regionplanner.words.language import Language, plain
from regionplanner.words.nouns import spoken
from regionplanner.words.sentences import grouping_text
from regionplanner.words.text import page_words, words_in


def unit_values(
    municipalities: Municipalities,
    units: gpd.GeoSeries,
    columns: tuple[str, ...],
    language: Language,
) -> dict[str, Any]:
    """Return what the page knows of units whatever the plan, in the order of the frame.

    Returns
    -------
    dict
        As `base_values`; each unit also has other names to search for, and where its label goes.
    """
    base = base_values(municipalities, columns)
    others = municipalities.other_names
    spots = [
        label_spot(shape) | {"aliases": [plain(name) for name in others.get(str(nis), ())]}
        for nis, shape in units.items()
    ]
    known = [unit | spot for unit, spot in zip(base["units"], spots, strict=True)]
    groupings = [
        grouping
        | {
            "label": grouping_text(grouping["column"], language),
            "labels": grouping_text(grouping["column"], language, plural=True),
            "area": grouping["column"] == SUPPORTER,
        }
        for grouping in base["groupings"]
    ]
    return base | {"units": known, "groupings": groupings}


def plan_values(
    plans: Mapping[str, Plan],
    municipalities: Municipalities,
    graphs: Mapping[str, "nx.Graph[str]"],
    units: gpd.GeoSeries,
    colours: Mapping[str, Mapping[str, str]],
    language: Language,
) -> dict[str, Any]:
    """Return what the page knows of plans, and of the choices they are held against.

    Returns
    -------
    dict
        ``plans`` and ``scenarios``; a plan has the position of its scenario.
    """
    lines = region_lines(list(plans.values()))
    scenarios: list[dict[str, Any]] = []
    shown = []
    for (name, plan), line in zip(plans.items(), lines, strict=True):
        scenario = plan.scenario or Scenario()
        values = scenario_values(scenario, municipalities, graphs[name], language=language)
        if values not in scenarios:
            scenarios.append(values)
        shown.append(
            {
                "name": plain(name),
                "scenario": scenarios.index(values),
                "summary": summary_text(plan, municipalities, language),
                "about": about_plan(plan, municipalities, language),
                "later": _positions(later_units(plan, municipalities), municipalities),
                **_regions(plan, municipalities, units),
                "colours": list(colours[name].values()),
                "lines": [line[region.code] for region in plan],
                "notes": region_notes(plan, language),
                "out": parents_out(plan, municipalities, language),
            }
        )
    return {"plans": shown, "scenarios": scenarios}


def label_spot(area: BaseGeometry) -> dict[str, Any]:
    """Return where the label of an area goes.

    Returns
    -------
    dict
        ``at`` (latitude, longitude) and ``room``, the free half width [degrees of longitude].
    """
    spot, room = widest_spot(area)
    return {"at": [round(spot.y, 4), round(spot.x, 4)], "room": round(room, 4)}


def _regions(plan: Plan, municipalities: Municipalities, units: gpd.GeoSeries) -> dict[str, Any]:
    """Return who is in which region, and where the labels of regions go."""
    position = {nis: n for n, region in enumerate(plan) for nis in region.members}
    areas = merged(units, {region.code: region.members for region in plan})
    return {
        "codes": [representable(region.code) for region in plan],
        "of": [position.get(nis, -1) for nis in municipalities.frame.index],
        "spots": [label_spot(area) for area in areas],
    }


def _positions(wanted: frozenset[str], municipalities: Municipalities) -> list[int]:
    return [n for n, nis in enumerate(municipalities.frame.index) if nis in wanted]


COUNTRY_FROM = 1500
"""Number of units that is too many to draw at once, one by one."""

SCRIPTS = (
    "words.js",
    *MODEL_SCRIPTS,
    "state.js",
    "regions.js",
    "lines.js",
    "units.js",
    "flight.js",
    "labels.js",
    "names.js",
    "near_miss.js",
    "search.js",
    "changes.js",
    "answer.js",
    "table_elements.js",
    "columns.js",
    "table.js",
    "table_panel.js",
    "list.js",
    "editor.js",
    "print.js",
    "plans.js",
    "view.js",
    "main.js",
)
"""Files of the script of the page, in the order in which it needs them."""


class MapPage(HtmlPage):
    """A map page."""

    __slots__ = ()


def map_page(  # noqa: PLR0913 (what is shown, and how, by name)
    plans: Plan | Mapping[str, Plan],
    municipalities: Municipalities,
    *,
    steps: bool = False,
    areas: Mapping[str, str] | None = None,
    area_texts: Mapping[str, str] | None = None,
    sections: Sequence[PageSection] = (),
    language: Language = "nl",
    title: str | None = None,
    contact: str | None = None,
    country_from: int = COUNTRY_FROM,
) -> MapPage:
    """Return a self-contained page with the map of one plan or of several.

    Parameters
    ----------
    plans
        A plan, or plans on the same units by the name they are called; the first is shown when
        the page opens. Units outside a plan are grey, or hatched where its scenario leaves them
        for later.
    municipalities
        The units, with their polygons, figures and source.
    steps
        Whether the plans are steps in time, such as years: a slider goes from one to the next.
    areas
        Areas of regions of one plan, by region code: regions have the colour of their area.
    area_texts
        What is said of the area of a municipality or a region, by area.
    sections
        What the page says besides, in its language.
    language
        ``"nl"`` or ``"en"``; names in the data are not translated.
    title
        Heading of the page; None for a general one.
    contact
        Line with whom to turn to; None for none.
    country_from
        From this number of units on, the page is one of a country: it shows regions from afar and
        units when one looks closer, and has no editor of variants.

    Returns
    -------
    MapPage
        HTML that makes no request and forbids any.

    Raises
    ------
    DataError
        A plan names units that the municipalities lack, or there is no plan.
    AssetError
        Leaflet is missing or of another version.
    ValueError
        The language is not known.
    """
    municipalities = drawable(municipalities)
    language = spoken(language, municipalities)
    words = words_in(language)
    named = {words["the_plan"]: plans} if isinstance(plans, Plan) else dict(plans)
    check_fit(named.values(), municipalities)
    said: dict[str, Any] = {
        "words": words,
        "contact": plain(contact or ""),
        "areas": _signs(named, areas),
        "sections": (
            *sections,
            *left_out_sections(next(iter(named.values())), municipalities, language),
        ),
    }
    if title is not None:
        said["title"] = plain(title)
    if len(municipalities.frame) >= country_from:
        return MapPage(
            country_html(
                named,
                municipalities,
                steps=steps,
                areas=areas,
                area_values=_area_values(areas, area_texts),
                language=language,
                said=said,
            )
        )
    units = drawn_units(municipalities.frame)
    touching = touching_pairs(municipalities, units)
    colours = plan_region_colours(named, touching, areas)
    drawing = _drawing(municipalities, units)
    parts = folium_parts(drawing, _fills(named, colours, municipalities))
    shown = page_content(
        named, municipalities, drawing.links, colours, language=language, steps=steps
    )
    shown |= {"steps": steps, "firm": shown["firm"] and not steps, **said}
    values = {
        "language": language,
        "steps": steps,
        "areas": _area_values(areas, area_texts),
        "counted": counted_figures(municipalities),
        "words": page_words(language),
        "names": parts.names,
        "later": shown["later"],
        "outside": OUTSIDE,
        "palette": PALETTE,
        "arcs": border_arcs(units),
        "places": _places(drawing, words),
        **unit_values(municipalities, units, told_columns(municipalities), language),
        **plan_values(
            named, municipalities, _graphs(named, municipalities), units, colours, language
        ),
    }
    return MapPage(
        map_html("page.html.j2", parts, values, shown, files(*SCRIPTS), language=language)
    )


def _area_values(
    areas: Mapping[str, str] | None, texts: Mapping[str, str] | None
) -> dict[str, str] | None:
    """Return what is said of each area, empty where nothing is; None without areas."""
    if areas is None:
        return None
    return {plain(area): (texts or {}).get(area, "") for area in areas.values()}


def _signs(plans: Mapping[str, Plan], areas: Mapping[str, str] | None) -> list[tuple[str, str]]:
    if not areas:
        return []
    (plan,) = plans.values()
    return area_signs(areas, area_colours(plan, areas))


def _graphs(
    plans: Mapping[str, Plan], municipalities: Municipalities
) -> dict[str, "nx.Graph[str]"]:
    graphs = {}
    for name, plan in plans.items():
        scenario = plan.scenario or Scenario()
        graphs[name] = scenario_graph(municipalities, scenario)
    return graphs


def _fills(
    plans: Mapping[str, Plan],
    colours: Mapping[str, Mapping[str, str]],
    municipalities: Municipalities,
) -> dict[str, str]:
    """Return the colours of the plan that is shown first."""
    name, plan = next(iter(plans.items()))
    fills = {nis: colours[name][region] for nis, region in plan.assignment.items()}
    return fills | dict.fromkeys(later_units(plan, municipalities), LATER)


def _drawing(municipalities: Municipalities, units: gpd.GeoSeries) -> Drawing:
    links = shapes.apart(units, municipalities.links)
    return Drawing(
        units=units,
        link_lines=shapes.link_lines(units, links),
        links=tuple(links),
        hole=shapes.hole_at(units, shapes.BRUSSELS),
    )


def _places(drawing: Drawing, words: Mapping[str, str]) -> list[dict[str, Any]]:
    if drawing.hole is None:
        return []
    names = {"label": words["brussels"], "short": words["brussels_short"]}
    return [names | label_spot(drawing.hole)]
