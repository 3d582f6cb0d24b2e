"""What is drawn of a country: units, and the regions of each plan for when one looks from afar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from regionplanner.data.borders import outline, unbroken
from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.payload import later_units
from regionplanner.maps.simplify import TOLERANCE_M
from regionplanner.maps.topology import (
    WORLD_M,
    Ints,
    Shapes,
    Topology,
    grid_bits,
    on_grid,
    topology,
)
from regionplanner.plan.plan import Plan

AFAR = 3.0  # how much coarser the regions are that one sees from afar
_WIDE = 0.4  # as in `maps.shapes`: labels are wide and low
_CLOSE = 0.1  # of the size of an area: how far the room of its label may be from the widest
_UPRIGHT_M2 = 1e-6


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
    """Return the regions of a plan and what is in none of them.

    Parameters
    ----------
    plan
        The regions.
    municipalities
        The units.
    parents
        Codes of the reference regions, in order.
    """
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
        name: _mercator(shapely.coverage_simplify(_merged(units, one), AFAR * tolerance_m), frame)
        for name, one in groups.items()
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
    return unbroken(gpd.GeoSeries(shapes, crs=frame.crs).to_crs(3857).to_numpy(), WORLD_M)


def _merged(units: Shapes, groups: Grouped) -> Shapes:
    """Return the outline of each group."""
    order = np.argsort(groups.of, kind="stable")
    members = np.split(units[order], np.flatnonzero(np.diff(groups.of[order])) + 1)
    whole: Shapes = np.array([outline(one) for one in members], dtype=object)
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
