"""Borders between units, as stretches of their rings: every outline on a map is made of them."""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

NOBODY = -1
_CRUMB = 0.02  # of a typical unit: an outline round a smaller island would be a blot


def border_arcs(units: gpd.GeoSeries) -> list[list[int]]:
    """Return the borders of units, each once, without repeating a coordinate.

    Parameters
    ----------
    units
        Polygons of one coverage: a shared border has the same points on both sides.

    Returns
    -------
    list of list of int
        ``[unit, other, ring, first, last]``: points `first` to `last` of a ring of `unit` are its
        border with `other`, or with nobody (-1). Units by position, rings in the order of the
        coordinates of the polygon as GeoJSON. Outer borders of tiny islands and holes are left
        out.

    Notes
    -----
    The arcs of TopoJSON (Bostock 2013), as references into the polygons in place of a copy.
    """
    rings, owners, numbers = _rings(units)
    least = _CRUMB * float(np.median(shapely.area(units.to_numpy())))
    tiny = [shapely.Polygon(ring).area < least for ring in rings]
    points = [shapely.get_coordinates(ring) for ring in rings]
    others = _other_side(points, owners)
    arcs = []
    for owner, number, crumb, beside in zip(owners, numbers, tiny, others, strict=True):
        for first, last in _stretches(beside):
            other = int(beside[first])
            if other > owner or (other == NOBODY and not crumb):
                arcs.append([owner, other, number, first, last])
    return arcs


def _rings(units: gpd.GeoSeries) -> tuple[list[shapely.LinearRing], list[int], list[int]]:
    """Return all rings, the position of the unit each belongs to, and its number there."""
    rings: list[shapely.LinearRing] = []
    owners: list[int] = []
    numbers: list[int] = []
    for position, shape in enumerate(units):
        own = [ring for part in shapely.get_parts(shape) for ring in shapely.get_rings(part)]
        rings += own
        owners += [position] * len(own)
        numbers += range(len(own))
    return rings, owners, numbers


def _other_side(points: list[NDArray[np.float64]], owners: list[int]) -> list[NDArray[np.intp]]:
    """Return for each ring which unit is on the other side of each of its segments."""
    starts = np.vstack([ring[:-1] for ring in points])
    ends = np.vstack([ring[1:] for ring in points])
    swapped = (starts[:, 0] > ends[:, 0]) | (
        (starts[:, 0] == ends[:, 0]) & (starts[:, 1] > ends[:, 1])
    )
    one, two = np.where(swapped[:, None], ends, starts), np.where(swapped[:, None], starts, ends)
    _, segment = np.unique(np.hstack([one, two]), axis=0, return_inverse=True)
    segment = segment.ravel()
    lengths = [len(ring) - 1 for ring in points]
    owner = np.repeat(owners, lengths)
    lowest = np.full(segment.max() + 1, len(owner))
    highest = np.full(segment.max() + 1, NOBODY)
    np.minimum.at(lowest, segment, owner)
    np.maximum.at(highest, segment, owner)
    other = np.where(owner == lowest[segment], highest[segment], lowest[segment])
    alone = np.bincount(segment)[segment] == 1
    return np.split(np.where(alone, NOBODY, other), np.cumsum(lengths)[:-1])


def _stretches(beside: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Return first and last point of each run of segments with the same other side."""
    turns = np.flatnonzero(np.diff(beside)) + 1
    bounds = [0, *turns.tolist(), len(beside)]
    return list(pairwise(bounds))
