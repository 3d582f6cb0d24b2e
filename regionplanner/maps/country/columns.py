"""What the page of a country knows, in columns: units, regions, and who is where."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.colour import OUTSIDE
from regionplanner.maps.country.outlines import Grouped
from regionplanner.maps.model import parent_values, representable, unit_groups
from regionplanner.maps.model_rules import numbers
from regionplanner.maps.payload import SUPPORTER
from regionplanner.maps.topology import Ints
from regionplanner.plan.plan import Plan
from regionplanner.scenario import Scenario
from regionplanner.words.about import (
    about_plan,
    parents_out,
    region_notes,
    summary_text,
    violation_sentences,
)
from regionplanner.words.groupings import grouping_text
from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.sentences import counted

_FIGURES = {
    "x": "x_m",
    "y": "y_m",
    "inhabitants": "inhabitants",
}


def unit_columns(
    municipalities: Municipalities, columns: tuple[str, ...], language: Language
) -> dict[str, Any]:
    """Return what the page knows of units and reference regions whatever the plan.

    Parameters
    ----------
    municipalities
        The units.
    columns
        Membership columns that are told.
    language
        Language of what they are called.

    Returns
    -------
    dict
        Columns by name in ``units``, in the order of the frame; ``aliases``, other names with the
        positions of the units that have them; ``parents``; ``groupings``.
    """
    frame = municipalities.frame
    parents = parent_values(municipalities)
    place = {code: n for n, code in enumerate(parents)}
    figures = {
        name: [None if value is None else round(value) for value in numbers(frame[column])]
        for name, column in _FIGURES.items()
        if column in frame
    }
    position = {str(nis): n for n, nis in enumerate(frame.index)}
    aliases: dict[str, list[int]] = {}
    for nis, names in municipalities.other_names.items():
        for name in names:
            aliases.setdefault(plain(name), []).append(position[str(nis)])
    return {
        "units": {
            "nis": [plain(nis) for nis in frame.index],
            "name": [plain(name) for name in frame["name"]],
            "parent": [place[str(code)] for code in frame["reference_region"]],
            **figures,
        },
        "aliases": sorted(aliases.items()),
        "parents": list(parents.values()),
        "groupings": [
            unit_groups(municipalities, column)
            | {
                "label": grouping_text(column, language),
                "labels": grouping_text(column, language, plural=True),
                "area": column == SUPPORTER,
            }
            for column in columns
        ],
    }


def plan_columns(
    plan: Plan,
    municipalities: Municipalities,
    groups: Grouped,
    colours: Mapping[str, str],
    *,
    lines: Mapping[str, int],
    language: Language,
) -> dict[str, Any]:
    """Return what the page knows of one plan.

    Parameters
    ----------
    plan
        The regions.
    municipalities
        The units.
    groups
        Its groups.
    colours
        Colour by region code.
    lines
        The number of the line that each region belongs to (`region_lines`).
    language
        Language of the texts.

    Returns
    -------
    dict
        ``of`` is the group of each unit; ``regions`` has a column a figure, in the order of the
        plan; groups after the regions are in no region.
    """
    scenario = plan.scenario or Scenario()
    return {
        "most": scenario.max_units,
        "summary": summary_text(plan, municipalities, language),
        "about": about_plan(plan, municipalities, language),
        "breaks": counted(len(plan.violations), "rules", language) if plan.violations else "",
        "broken": violation_sentences(plan, language),
        "of": groups.of.tolist(),
        "parents": groups.parents.tolist(),
        "later": np.flatnonzero(groups.later).tolist(),
        "regions": _region_columns(plan, municipalities, groups.of),
        "colours": [colours[region.code] for region in plan],
        "outside": OUTSIDE,
        "lines": [lines[region.code] for region in plan],
        "notes": region_notes(plan, language),
        "out": parents_out(plan, municipalities, language),
    }


def _region_columns(plan: Plan, municipalities: Municipalities, of: Ints) -> dict[str, list[Any]]:
    frame = municipalities.frame
    centre = frame.index.get_indexer([region.centre for region in plan])
    n_regions, inside = len(plan), of < len(plan)
    region, units = of[inside], np.flatnonzero(inside)
    xy = frame[["x_m", "y_m"]].to_numpy(dtype=float)
    way_km = np.hypot(*(xy[units] - xy[centre[region]]).T) / 1000
    others = np.maximum(np.bincount(region, minlength=n_regions) - 1, 1)
    farthest = np.zeros(n_regions)
    np.maximum.at(farthest, region, way_km)
    return {
        "code": [representable(one.code) for one in plan],
        "label": [plain(one.label) for one in plan],
        "centre": centre.tolist(),
        "largest": frame.index.get_indexer([one.largest for one in plan]).tolist(),
        "inhabitants": _totals(frame, "inhabitants", region, units, n_regions),
        "children": _totals(frame, "inhabitants_0_14", region, units, n_regions),
        "area": _totals(frame, "area_km2", region, units, n_regions),
        "meanKm": np.round(np.bincount(region, way_km, n_regions) / others, 2).tolist(),
        "maxKm": np.round(farthest, 2).tolist(),
        **_times(plan, municipalities),
    }


def _totals(
    frame: pd.DataFrame, column: str, region: Ints, units: Ints, n_regions: int
) -> list[int | None]:
    """Return the total of each region; None where it is not known of one of its units."""
    if column not in frame:
        return [None] * n_regions
    values = pd.to_numeric(frame[column]).to_numpy(dtype=float, na_value=np.nan)[units]
    found = np.bincount(region, values, n_regions)
    return [None if np.isnan(total) else round(total) for total in found.tolist()]


def _times(plan: Plan, municipalities: Municipalities) -> dict[str, list[float | None]]:
    """Return the mean and largest travel time to the centre [min]; nothing where there are none."""
    if municipalities.travel_min is None:
        return {}
    mean: list[float | None] = []
    most: list[float | None] = []
    for region in plan:
        others = [nis for nis in region.members if nis != region.centre]
        known = municipalities.travel_min.loc[others, region.centre].dropna()
        mean.append(round(float(known.mean()), 2) if len(known) else (None if others else 0.0))
        most.append(round(float(known.max()), 2) if len(known) else (None if others else 0.0))
    return {"meanMin": mean, "maxMin": most}
