"""The data of a map page, as plain values that become JSON."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import networkx as nx
from shapely.geometry.base import BaseGeometry

from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.model import base_values, representable, scenario_values
from regionplanner.maps.shapes import merged, widest_spot
from regionplanner.plan.match import region_lines
from regionplanner.plan.plan import Plan
from regionplanner.scenario import Scenario
from regionplanner.words.about import about_plan, parents_out, region_notes, summary_text
from regionplanner.words.groupings import grouping_text
from regionplanner.words.language import Language
from regionplanner.words.plain import plain

SUPPORTER = "ondersteuner"
"""Column with the supporters of municipalities, where a plan has them: no groups of today."""


def later_units(plan: Plan, municipalities: Municipalities) -> frozenset[str]:
    """Return the units that a plan leaves for later; none unless it may.

    Parameters
    ----------
    plan
        Its scenario says whether all must be in a region, and who is not planned at all.
    municipalities
        The units.
    """
    scenario = plan.scenario
    if scenario is None or scenario.coverage is None:
        return frozenset()
    return frozenset(municipalities.frame.index) - set(plan.assignment) - set(scenario.leave_out)


def unit_values(
    municipalities: Municipalities,
    units: gpd.GeoSeries,
    columns: tuple[str, ...],
    language: Language,
) -> dict[str, Any]:
    """Return what the page knows of units whatever the plan, in the order of the frame.

    Parameters
    ----------
    municipalities
        The units.
    units
        Their polygons in WGS84, in the same order.
    columns
        Membership columns that are told.
    language
        Language of what they are called.

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

    Parameters
    ----------
    plans
        By name.
    municipalities
        The units.
    graphs
        Rook graph by name of the plan: who is a neighbour is a choice.
    units
        Polygons in WGS84.
    colours
        Colour by region code, by name of the plan.
    language
        Language of the texts.

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

    Parameters
    ----------
    area
        A (multi)polygon in WGS84.

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
