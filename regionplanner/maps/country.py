"""The page of a country: one file, of which what is not looked at stays packed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from regionplanner.choice import Language
from regionplanner.data.borders import outline, unbroken
from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.base_map import empty_map
from regionplanner.maps.colour import OUTSIDE, plan_region_colours
from regionplanner.maps.content import PageRequest, page_content
from regionplanner.maps.frame import PageFiles, map_html
from regionplanner.maps.model import numbers, parent_values, representable, unit_groups
from regionplanner.maps.shapes import TOLERANCE_M, coverage
from regionplanner.maps.topology import (
    NOBODY,
    WORLD_M,
    Ints,
    Shapes,
    Topology,
    grid_bits,
    number_bytes,
    on_grid,
    packed,
    packed_values,
    topology,
    topology_bytes,
)
from regionplanner.plan.compare import region_lines
from regionplanner.plan.plan import Plan, later_units, linked_units
from regionplanner.scenario import Scenario
from regionplanner.words.about import (
    about_plan,
    parents_out,
    region_notes,
    violation_sentences,
)
from regionplanner.words.sentences import counted
from regionplanner.words.text import country_words, plain

AFAR = 3.0  # how much coarser the regions are that one sees from afar
_WIDE = 0.4  # as in `maps.shapes`: labels are wide and low
_CLOSE = 0.1  # of the size of an area: how far the room of its label may be from the widest
_UPRIGHT_M2 = 1e-6
_FILES = PageFiles("country.html.j2", "country", styles=("country.css",))


@dataclass(frozen=True, slots=True)
class Areas:
    """Polygons to draw.

    Attributes
    ----------
    shapes
        Their arcs and rings.
    spots
        Where their labels go, on the grid, and the half width that is free there, shape ``(n, 3)``.
    """

    shapes: Topology
    spots: Ints


@dataclass(frozen=True, slots=True)
class Grouped:
    """The regions of a plan, and after them what is in none, by reference region.

    Attributes
    ----------
    of
        Position of the group of each unit, shape ``(n_units,)``; regions come first.
    parents
        Position of the reference region of each group.
    later
        Whether a group is left for later, rather than out.
    """

    of: Ints
    parents: Ints
    later: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn of a country.

    Attributes
    ----------
    bits
        As of `grid_bits`.
    units
        The units.
    groups
        The groups of each plan, by name.
    """

    bits: int
    units: Areas
    groups: Mapping[str, Areas]


def grouped(plan: Plan, municipalities: Municipalities, parents: Sequence[str]) -> Grouped:
    """Return the regions of a plan and what is in none of them."""
    index = municipalities.frame.index
    place = {code: n for n, code in enumerate(parents)}
    own = municipalities.frame["reference_region"].astype(str).map(place).to_numpy()
    of = np.full(len(index), -1)
    for n, region in enumerate(plan):
        of[index.get_indexer(list(region.members))] = n
    waiting = index.isin(sorted(later_units(plan, municipalities)))
    kind = 2 * own + waiting
    outside = of < 0
    kinds, rest = np.unique(kind[outside], return_inverse=True)
    of[outside] = len(plan) + rest.ravel()
    return Grouped(
        of=of,
        parents=np.r_[[place[region.parent] for region in plan], kinds // 2].astype(np.int64),
        later=np.r_[np.zeros(len(plan), dtype=bool), kinds % 2 == 1],
    )


def drawn(
    municipalities: Municipalities,
    groups: Mapping[str, Grouped],
    *,
    tolerance_m: float = TOLERANCE_M,
) -> Drawn:
    """Return what is drawn: simplified first, so that the rest is light.

    Parameters
    ----------
    municipalities
        The units, in a metric CRS.
    groups
        By name of the plan.
    tolerance_m
        Of `shapely.coverage_simplify` [m]; regions from afar are coarser.
    """
    frame = municipalities.frame
    units = shapely.coverage_simplify(frame.geometry.to_numpy(), tolerance_m)
    flat = _mercator(units, frame)
    bits = grid_bits(flat, tolerance_m)
    afar = {
        name: _mercator(
            shapely.coverage_simplify(_merged(units, members), AFAR * tolerance_m), frame
        )
        for name, members in groups.items()
    }
    return Drawn(
        bits=bits,
        units=Areas(topology(flat, bits), _spots(flat, bits)),
        groups={
            name: Areas(topology(shapes, bits), _spots(shapes, bits))
            for name, shapes in afar.items()
        },
    )


def _mercator(shapes: Shapes, frame: gpd.GeoDataFrame) -> Shapes:
    flat = gpd.GeoSeries(shapes, crs=frame.crs).to_crs(3857).to_numpy()
    return coverage(unbroken(flat, WORLD_M))


def _merged(units: Shapes, groups: Grouped) -> Shapes:
    """Return the outline of each group."""
    order = np.argsort(groups.of, kind="stable")
    members = np.split(units[order], np.flatnonzero(np.diff(groups.of[order])) + 1)
    whole: Shapes = np.array([outline(polygon) for polygon in members], dtype=object)
    return whole


def _spots(shapes: Shapes, bits: int) -> Ints:
    """Return where a label fits best in the largest part of each area, and its room."""
    parts, of = shapely.get_parts(shapes, return_index=True)
    size = shapely.area(parts)
    order = np.lexsort((-size, of))
    owners, first = np.unique(of[order], return_index=True)
    largest = order[first]
    squeezed = shapely.transform(parts[largest], lambda xy: xy * (_WIDE, 1))
    tolerance = np.maximum(_CLOSE * np.sqrt(size[largest] * _WIDE), _UPRIGHT_M2)
    radius = shapely.maximum_inscribed_circle(squeezed, tolerance=tolerance)
    at = shapely.get_coordinates(radius)[::2] / (_WIDE, 1)
    room = on_grid(np.c_[shapely.length(radius) / _WIDE, at[:, 1]], bits)[:, 0] - 2 ** (bits - 1)
    spots: Ints = np.zeros((len(shapes), 3), dtype=np.int64)
    spots[owners] = np.c_[on_grid(at, bits), room]
    return spots


_FIGURES = {"x": "x_m", "y": "y_m", "inhabitants": "inhabitants"}


def unit_columns(request: PageRequest) -> dict[str, Any]:
    """Return what the page knows of units and reference regions whatever the plan.

    Returns
    -------
    dict
        Columns by name in ``units``, in the order of the frame; ``aliases``, other names with the
        positions of the units that have them; ``parents``; ``groupings``.
    """
    municipalities, frame = request.municipalities, request.municipalities.frame
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
            request.grouping_values(unit_groups(municipalities, c)) for c in request.columns
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

    Returns
    -------
    dict
        ``of`` is the group of each unit; ``regions`` has a column a figure, in the order of the
        plan; groups after the regions are in no region.
    """
    scenario = plan.scenario or Scenario()
    return {
        "most": scenario.max_units,
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
        "code": [representable(each.code) for each in plan],
        "label": [plain(each.label) for each in plan],
        "centre": centre.tolist(),
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
    totals = np.bincount(region, values, n_regions)
    return [None if np.isnan(total) else round(total) for total in totals.tolist()]


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


def country_html(request: PageRequest, said: Mapping[str, Any]) -> str:
    """Return the page of plans of a country.

    Parameters
    ----------
    request
        What is shown.
    said
        Values for the template that replace those of `page_content`, such as the title.

    Returns
    -------
    str
        HTML that makes no request and forbids any.

    Raises
    ------
    AssetError
        Leaflet is missing or of another version.
    """
    plans, municipalities, language = request.plans, request.municipalities, request.language
    parents = sorted(set(municipalities.frame["reference_region"].astype(str)))
    groups = {name: grouped(plan, municipalities, parents) for name, plan in plans.items()}
    shapes = drawn(municipalities, groups)
    touching = list(_touching(shapes, municipalities))
    colours = plan_region_colours(
        plans, municipalities, lambda: touching, request.areas, steps=request.steps
    )
    lines = region_lines([*plans.values()])
    links = _apart(touching, linked_units(plans.values(), municipalities), municipalities)
    columns = unit_columns(request) | {
        "plans": [
            {"name": plain(name), "summary": request.summary(name)}
            | plan_columns(
                plan, municipalities, groups[name], colours[name], lines=line, language=language
            )
            for (name, plan), line in zip(plans.items(), lines, strict=True)
        ]
    }
    position = {nis: n for n, nis in enumerate(municipalities.frame.index)}
    parts = empty_map()
    values = {
        **request.values(),
        "words": country_words(language),
        "map": parts.names["map"],
        "bits": shapes.bits,
        "outside": OUTSIDE,
        "links": [[position[a], position[b]] for a, b in links],
    }
    packs = {
        "rows": packed_values(columns),
        "afar": packed(b"".join(map(_area_bytes, shapes.groups.values()))),
        "close": packed(_area_bytes(shapes.units)),
    }
    shown = {"packs": packs, **page_content(request, links, colours), "firm": False, **said}
    return map_html(_FILES, parts, values, shown, language=language)


def _area_bytes(areas: Areas) -> bytes:
    return topology_bytes(areas.shapes, len(areas.spots)) + number_bytes(areas.spots.ravel())


def _touching(shapes: Drawn, municipalities: Municipalities) -> Iterator[tuple[str, str]]:
    """Yield the pairs of units that touch: those of the data, and those of the drawing."""
    sides = shapes.units.shapes.sides
    sides = np.unique(np.sort(sides[sides[:, 1] != NOBODY], axis=1), axis=0)
    nis = municipalities.frame.index.to_numpy()
    yield from zip(nis[sides[:, 0]].tolist(), nis[sides[:, 1]].tolist(), strict=True)
    borders = municipalities.borders
    yield from zip(borders["nis_a"].tolist(), borders["nis_b"].tolist(), strict=True)


def _apart(
    touching: Sequence[tuple[str, str]],
    links: Sequence[tuple[str, str]],
    municipalities: Municipalities,
) -> list[tuple[str, str]]:
    """Return the declared links between units that do not touch, sorted."""
    known = {*touching, *((b, a) for a, b in touching)}
    units = set(municipalities.frame.index)
    return sorted(pair for pair in links if set(pair) <= units and pair not in known)
