"""Proposed links: the shortest ways over to units that are cut off."""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A pair of units that a planner could declare neighbours.

    Attributes
    ----------
    a, b
        Ids, ``a < b``.
    distance_m
        Between their polygons [m].
    """

    a: str
    b: str
    distance_m: float


def nearest_links(
    geometry: gpd.GeoSeries, parts: Sequence[frozenset[str]]
) -> tuple[ProposedLink, ...]:
    """Return the links that would join all parts, each over the shortest distance.

    Parameters
    ----------
    geometry
        Polygons, index `nis`, in a metric CRS.
    parts
        Disjoint groups of units, each contiguous.

    Returns
    -------
    tuple of ProposedLink
        One fewer than there are parts. Equal distances are decided by id.

    Notes
    -----
    The smallest part is joined to the part nearest to it, until one is left.
    """
    links = []
    left = sorted(parts, key=lambda part: (len(part), min(part)))
    while len(left) > 1:
        part, *others = left
        link = _nearest(geometry, part, frozenset().union(*others))
        reached = next(other for other in others if link.a in other or link.b in other)
        others.remove(reached)
        left = sorted([*others, part | reached], key=lambda part: (len(part), min(part)))
        links.append(link)
    return tuple(links)


def _nearest(geometry: gpd.GeoSeries, part: frozenset[str], rest: frozenset[str]) -> ProposedLink:
    """Return the shortest way from a part to the rest."""
    here, there = sorted(part), sorted(rest)
    tree = shapely.STRtree(geometry.loc[there].to_numpy())
    (mine, theirs), metres = tree.query_nearest(
        geometry.loc[here].to_numpy(), return_distance=True, all_matches=True
    )
    nearest = np.flatnonzero(metres == metres.min())
    a, b = min(tuple(sorted((here[mine[i]], there[theirs[i]]))) for i in nearest)
    return ProposedLink(a, b, float(metres.min()))
