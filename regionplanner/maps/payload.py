"""The data of a map page, as plain values that become JSON."""

import json
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from regionplanner.io.municipalities import Municipalities
from regionplanner.maps.held import given_regions
from regionplanner.maps.language import Language
from regionplanner.maps.plain import plain
from regionplanner.maps.sentences import counted, size_text
from regionplanner.maps.shapes import widest_spot
from regionplanner.maps.text import words_in
from regionplanner.plan.plan import Plan, Region


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
    municipalities: Municipalities, plan: Plan, units: gpd.GeoSeries
) -> list[dict[str, Any]]:
    """Return what the page knows of each unit, in the order of the frame.

    Parameters
    ----------
    municipalities
        The units.
    plan
        Their regions.
    units
        Their polygons in WGS84, in the same order.

    Returns
    -------
    list of dict
        ``nis``, ``name``, ``region`` (position in the plan or None), ``later`` (whether it is left
        for later), ``inhabitants``, and where the label goes (``at``, ``room``).
    """
    later = later_units(plan, municipalities)
    position = {nis: n for n, region in enumerate(plan) for nis in region.members}
    frame = municipalities.frame
    inhabitants = inhabitants_of(frame)
    return [
        {
            "nis": plain(nis),
            "name": plain(name),
            "region": position.get(nis),
            "later": nis in later,
            "inhabitants": inhabitants.get(nis),
            **label_spot(shape),
        }
        for nis, name, shape in zip(frame.index, frame["name"], units, strict=True)
    ]


def inhabitants_of(frame: gpd.GeoDataFrame) -> dict[str, int]:
    """Return the inhabitants of the units for which they are known.

    Parameters
    ----------
    frame
        Units, index ``nis``, with or without a column ``inhabitants``.

    Returns
    -------
    dict
        Whole number by NIS code.
    """
    if "inhabitants" not in frame.columns:
        return {}
    known = pd.to_numeric(frame["inhabitants"], errors="coerce").dropna()
    return {str(nis): round(value) for nis, value in known.items()}


def region_values(
    plan: Plan,
    areas: gpd.GeoSeries,
    colours: Mapping[str, str],
    inhabitants: Mapping[str, int],
    language: Language,
) -> list[dict[str, Any]]:
    """Return what the page knows of each region, in the order of the plan.

    Parameters
    ----------
    plan
        The regions.
    areas
        Their outlines in WGS84, index region code.
    colours
        Colour by region code.
    inhabitants
        By NIS code, where known.
    language
        Language of the titles.

    Returns
    -------
    list of dict
        Names, colour, inhabitants (None when one member's are unknown), place of the label, and a
        note where the region was given beforehand.
    """
    notes = _notes(plan, language)
    return [
        _region(region, areas[region.code], language)
        | {
            "colour": colours[region.code],
            "note": notes.get(region.code, ""),
            "inhabitants": sum(inhabitants[nis] for nis in region.members)
            if all(nis in inhabitants for nis in region.members)
            else None,
        }
        for region in plan
    ]


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


def json_block(values: object) -> str:
    """Return values as JSON that is safe inside a script element.

    Parameters
    ----------
    values
        Dictionaries, lists, texts and numbers.

    Returns
    -------
    str
        JSON in which no ``<`` is left, so that no text can end the element.
    """
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _notes(plan: Plan, language: Language) -> dict[str, str]:
    """Return what is said of regions that were given beforehand, by code."""
    words, scenario, notes = words_in(language), plan.scenario, {}
    for region in plan:
        exception = given_regions(plan).get(region.code)
        if exception is not None and scenario is not None:
            notes[region.code] = words["note_exception" if exception else "note_locked"].format(
                units=counted(len(region.members), "units", language),
                size=size_text(scenario, language),
            )
    return notes


def _region(region: Region, area: BaseGeometry, language: Language) -> dict[str, Any]:
    label, parent = plain(region.label), plain(region.parent_name)
    rest = label.removeprefix(parent).strip()
    return {
        "code": plain(region.code),
        "label": label,
        # what is left of "Kempen A" where there is no room for more
        "short": rest if rest and rest != label else "",
        "title": plain(region.title(language)),
        "parent": plain(region.parent),
        "parentName": parent,
        **label_spot(area),
    }
