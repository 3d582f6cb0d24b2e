"""map_page: one HTML file that needs no network."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import geopandas as gpd
import numpy as np
from shapely.geometry.base import BaseGeometry

from regionplanner.choice import Language
from regionplanner.criteria.registry import CRITERIA
from regionplanner.data.assignment import assignment_sha256
from regionplanner.data.check import drawable
from regionplanner.data.flanders import data_folder
from regionplanner.data.municipalities import Municipalities
from regionplanner.graph.contiguity import scenario_case
from regionplanner.maps import shapes
from regionplanner.maps.base_map import Drawing, folium_parts
from regionplanner.maps.colour import (
    LATER,
    OUTSIDE,
    PALETTE,
    area_colours,
    plan_region_colours,
    touching_pairs,
)
from regionplanner.maps.content import (
    PageRequest,
    PageSection,
    left_out_sections,
    page_content,
)
from regionplanner.maps.frame import HtmlPage, PageFiles, map_html
from regionplanner.maps.model import base_values, representable, scenario_values
from regionplanner.maps.shapes import drawn_units, merged, widest_spot
from regionplanner.maps.topology import border_arcs
from regionplanner.plan.compare import region_lines
from regionplanner.plan.make import check_fit
from regionplanner.plan.plan import Plan, later_units, linked_units
from regionplanner.scenario import Scenario
from regionplanner.vocabulary import LANGUAGES
from regionplanner.words.about import about_plan, parents_out, region_notes
from regionplanner.words.nouns import spoken
from regionplanner.words.text import criterion_key, page_words, plain, words_in


def unit_values(request: PageRequest, units: gpd.GeoSeries) -> dict[str, Any]:
    """Return what the page knows of units whatever the plan, in the order of the frame.

    Returns
    -------
    dict
        As `base_values`; each unit also has other names to search for, and where its label goes.
    """
    base = base_values(request.municipalities, request.columns)
    others = request.municipalities.other_names
    known = [
        unit | label_values(shape) | {"aliases": [plain(name) for name in others.get(str(nis), ())]}
        for unit, (nis, shape) in zip(base["units"], units.items(), strict=True)
    ]
    return base | {
        "units": known,
        "groupings": [request.grouping_values(groups) for groups in base["groupings"]],
    }


def plan_values(
    request: PageRequest, units: gpd.GeoSeries, colours: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """Return what the page knows of plans, and of the choices they are held against.

    Returns
    -------
    dict
        ``plans``, and the different ones of ``scenarios``; a plan has the position of its own.
    """
    municipalities, language = request.municipalities, request.language
    lines = region_lines(list(request.plans.values()))
    scenarios: list[dict[str, Any]] = []
    shown = []
    for (name, plan), line in zip(request.plans.items(), lines, strict=True):
        scenario = plan.scenario or Scenario()
        values = scenario_values(scenario_case(municipalities, scenario), language)
        if values not in scenarios:
            scenarios.append(values)
        shown.append(
            {
                "name": plain(name),
                "digest": assignment_sha256(plan.assignment),
                "choices": scenario.sha256,
                "scenario": scenarios.index(values),
                "summary": request.summary(name),
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


def label_values(area: BaseGeometry) -> dict[str, Any]:
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
        "names": [plain(region.label) for region in plan],
        "of": [position.get(nis, -1) for nis in municipalities.frame.index],
        "spots": [label_values(area) for area in areas],
    }


def _positions(wanted: frozenset[str], municipalities: Municipalities) -> list[int]:
    return [n for n, nis in enumerate(municipalities.frame.index) if nis in wanted]


_STYLES = ("editor.css", "plans.css")
_FILES = PageFiles("page.html.j2", "map", styles=_STYLES)
_DESK = PageFiles("desk.html.j2", "desk", styles=(*_STYLES, "desk.css"), connects=True)


_HEADS = (("id", "nis", "heading_nis"), ("group", "region", "heading_region_code"))
"""Columns of a plan file: as the editor, plans and workbooks call them."""


_FLANDERS = (2.54, 50.69, 5.91, 51.51)  # bounds of all its municipalities [degrees]
_NEAR = 0.1  # degrees
_NAMES = {  # by key of its word, where each is named: latitude, longitude
    "beside_sea": (51.5, 3.05),
    "beside_netherlands": (51.7, 5.15),
    "beside_wallonia": (50.42, 4.85),
    "beside_france": (50.5, 2.87),
    "beside_germany": (51.1, 6.6),
}


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
    homes: Mapping[str, str] | None = None,
    plan_texts: Mapping[str, str] | None = None,
    sections: Sequence[PageSection] = (),
    language: Language = "nl",
    title: str | None = None,
    contact: str | None = None,
    country_from: int = shapes.COUNTRY_FROM,
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
        Areas of regions of one plan, by region code: regions have the colour of their area. Of
        steps, in which step each comes: colours go from dark to pale. None: each has its own.
    area_texts
        What is said of the area of a municipality or a region, by area; None: nothing.
    homes
        The unit in which each area is at home, by area: it is marked on the map. None: none is.
    plan_texts
        What is said of each plan after its summary, by its name; None: nothing.
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
        When there is no plan, one names units that the municipalities lack or that have no polygon,
        or travel times inside a reference region are missing.
    ScenarioError
        When the scenario of a plan names columns or units that the data lack, has rules that
        contradict each other, or limits travel time where the data have no travel times.
    AssetError
        When Leaflet is missing or of another version.
    ValueError
        When the language is not known.
    """
    municipalities = drawable(municipalities)
    language = spoken(language, municipalities)
    words = words_in(language)
    named = {words["the_plan"]: plans} if isinstance(plans, Plan) else dict(plans)
    check_fit(named.values(), municipalities)
    request = PageRequest(
        named, municipalities, language, steps, areas, area_texts, homes, plan_texts
    )
    said: dict[str, Any] = {
        "words": words,
        "editable": len(municipalities.frame) < country_from,
        "contact": plain(contact or ""),
        "areas": [*area_colours(areas, steps=steps).items()] if areas else [],
        "sections": (
            *sections,
            *left_out_sections(request.first, municipalities, language),
        ),
        **({} if title is None else {"title": plain(title)}),
    }
    if not said["editable"]:
        from regionplanner.maps.country import country_html

        return MapPage(country_html(request, said))
    return MapPage(_units_html(request, said, _FILES))


def desk_html(
    plan: Plan,
    municipalities: Municipalities,
    *,
    language: Language,
    limits: Sequence[Mapping[str, str]] = (),
) -> str:
    """Return the page of a desk: the map page, which asks its own server for plans.

    Parameters
    ----------
    plan
        What is on the table; it may be without regions.
    municipalities
        The units.
    language
        ``"nl"`` or ``"en"``.
    limits
        Rules with a value that can be made: ``kind``, ``figure`` and ``text`` of each.
    """
    municipalities = drawable(municipalities)
    request = _desk_request(plan, municipalities, language)
    said = {
        "words": words_in(request.language),
        "editable": True,
        "contact": "",
        "areas": [],
        "sections": (),
    }
    scenario = plan.scenario or Scenario()
    desk = {
        "words": page_words(request.language, "desk"),
        "desk": {
            "criteria": [
                {
                    "name": criterion.name,
                    "label": words_in(request.language)[criterion_key(criterion.name, "axis")],
                    "per": words_in(request.language)[criterion_key(criterion.name, "per")],
                }
                for criterion in CRITERIA.values()
            ],
            "regions": scenario.regions,
            "weights": dict(scenario.criteria),
            "sizes": [scenario.min_units, scenario.max_units],
            "limits": list(limits),
        },
    }
    return _units_html(request, said, _DESK, desk)


def desk_plan_values(
    plan: Plan, municipalities: Municipalities, *, language: Language
) -> dict[str, Any]:
    """Return a plan as the page of a desk takes it in: ``plan``, and its ``scenario``.

    Parameters
    ----------
    plan, municipalities, language
        As of `desk_html`.
    """
    municipalities = drawable(municipalities)
    request = _desk_request(plan, municipalities, language)
    units = drawn_units(municipalities.frame)
    touching = partial(touching_pairs, municipalities, units)
    colours = plan_region_colours(request.plans, municipalities, touching)
    values = plan_values(request, units, colours)
    return {"plan": values["plans"][0], "scenario": values["scenarios"][0]}


def _desk_request(plan: Plan, municipalities: Municipalities, language: Language) -> PageRequest:
    language = spoken(language, municipalities)
    named = {words_in(language)["desk_plan"]: plan}
    return PageRequest(named, municipalities, language)


def _units_html(
    request: PageRequest,
    said: Mapping[str, Any],
    files: PageFiles,
    more: Mapping[str, Any] | None = None,
) -> str:
    """Return the page on which every unit is drawn, one by one."""
    municipalities, words = request.municipalities, said["words"]
    units = drawn_units(municipalities.frame)
    links = shapes.apart(units, linked_units(request.plans.values(), municipalities))
    drawing = Drawing(
        units=units,
        link_lines=shapes.link_lines(units, links),
        links=tuple(links),
        hole=shapes.hole_at(units, shapes.BRUSSELS),
    )
    touching = partial(touching_pairs, municipalities, units)
    colours = plan_region_colours(
        request.plans, municipalities, touching, request.areas, steps=request.steps
    )
    first = next(iter(colours.values()))
    fills = {nis: first[region] for nis, region in request.first.assignment.items()}
    fills |= dict.fromkeys(later_units(request.first, municipalities), LATER)
    parts = folium_parts(drawing, fills)
    shown = {**page_content(request, links, colours), **said}
    hole = {"label": words["brussels"], "short": words["brussels_short"]}
    values = {
        **request.values(),
        "words": page_words(request.language),
        "names": parts.names,
        "later": shown["later"],
        "outside": OUTSIDE,
        "palette": PALETTE,
        "arcs": border_arcs(units),
        "heads": {
            column: [name, *(words_in(each)[heading].lower() for each in LANGUAGES)]
            for column, name, heading in _HEADS
        },
        "beside": neighbour_values(units, request.language),
        "places": [] if drawing.hole is None else [hole | label_values(drawing.hole)],
        **unit_values(request, units),
        **plan_values(request, units, colours),
        **(more or {}),
    }
    return map_html(files, parts, values, shown, language=request.language)


def neighbour_values(units: gpd.GeoSeries, language: Language) -> dict[str, Any] | None:
    """Return what lies around units that are those of all of Flanders; None around others.

    Parameters
    ----------
    units
        Polygons in WGS84.
    language
        Language of the names.

    Returns
    -------
    dict or None
        ``rings``: the outlines of each country; ``names``: ``label`` and ``at`` of each.
    """
    if not np.allclose(units.total_bounds, _FLANDERS, rtol=0, atol=_NEAR):
        return None
    text = (data_folder() / "neighbours.geojson").read_text("utf-8")
    words = words_in(language)
    return {
        "rings": [
            [ring for polygon in country["geometry"]["coordinates"] for ring in polygon]
            for country in json.loads(text)["features"]
        ],
        "names": [{"label": words[name], "at": [*at]} for name, at in _NAMES.items()],
    }
