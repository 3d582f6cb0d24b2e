"""Reach: who can share a region with whom under limits on distance and travel."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.criteria.figures import ParentFigures
from regionplanner.program.explain.demands import Demand, Kind

PAIR_KINDS: Mapping[Kind, str] = {"max_distance_km": "km", "max_travel_min": "minutes"}
CENTRE_KINDS: Mapping[Kind, str] = {
    "max_centre_distance_km": "km",
    "max_centre_travel_min": "minutes",
}


@dataclass(frozen=True, slots=True)
class Remote:
    """The unit that can share a region with the fewest others.

    Attributes
    ----------
    nis
        Its code.
    n_units
        The largest number of units of a region with it, itself included, at most.
    limit
        The limit, in words.
    """

    nis: str
    n_units: int
    limit: str


def most_remote(
    figures: ParentFigures, free: Collection[str], demands: Collection[Demand]
) -> Remote | None:
    """Return the unit that limits on distance leave alone most, or None without such limits.

    Parameters
    ----------
    figures
        Of the reference region.
    free
        Units that are divided into regions.
    demands
        What is asked, the limits among them.
    """
    places = [i for i, nis in enumerate(figures.units) if nis in set(free)]
    if not places:
        return None
    found = [
        Remote(figures.units[places[int(sizes.argmin())]], int(sizes.min()), limit)
        for sizes, limit in _sizes(figures, places, demands)
    ]
    return min(found, key=lambda remote: remote.n_units, default=None)


@dataclass(frozen=True, slots=True)
class FarPair:
    """Two units that must be in one region and cannot.

    Attributes
    ----------
    units
        NIS codes.
    apart
        What lies between them [km or min].
    unit
        Unit of that, in words.
    """

    units: tuple[str, str]
    apart: float
    unit: str


def far_pair(
    figures: ParentFigures, groups: Iterable[Sequence[str]], demands: Collection[Demand]
) -> FarPair | None:
    """Return the two units of a group that are further from each other than any limit allows.

    Parameters
    ----------
    figures
        Of the reference region.
    groups
        NIS codes of units that must be in one region.
    demands
        What is asked, limits among them.
    """
    place = {nis: i for i, nis in enumerate(figures.units)}
    found = []
    for demand in demands:
        if demand.kind in PAIR_KINDS:
            table = figures.travel if demand.kind.endswith("min") else figures.distance_km
            for group in groups:
                inside = table[np.ix_(*[[place[nis] for nis in group]] * 2)]
                a, b = np.unravel_index(int(inside.argmax()), inside.shape)
                if inside[a, b] > demand.value:
                    pair = (group[int(a)], group[int(b)])
                    found.append(FarPair(pair, float(inside[a, b]), PAIR_KINDS[demand.kind]))
    return max(found, key=lambda pair: pair.apart, default=None)


def _sizes(
    figures: ParentFigures, places: list[int], demands: Collection[Demand]
) -> Iterator[tuple[NDArray[np.integer], str]]:
    """Yield for each limit the largest region of each unit, at most."""
    inside = np.ix_(places, places)
    beside = figures.neighbours[inside]
    for demand in demands:
        table = figures.travel if demand.kind.endswith("min") else figures.distance_km
        if demand.kind in PAIR_KINDS:
            near = (table[inside] <= demand.value) & (table.T[inside] <= demand.value)
            np.fill_diagonal(near, val=True)
            sizes = np.array([_around(beside, row, i).sum() for i, row in enumerate(near)])
            unit = PAIR_KINDS[demand.kind]
            yield sizes, f"all within {demand.value:g} {unit} of it"
        elif demand.kind in CENTRE_KINDS:
            near = table[inside] <= demand.value
            np.fill_diagonal(near, val=True)
            sizes = np.zeros(len(places), dtype=np.intp)
            for centre in np.flatnonzero(figures.centres[places]).tolist():
                around = _around(beside, near[:, centre], centre)
                sizes[around] = np.maximum(sizes[around], around.sum())
            unit = CENTRE_KINDS[demand.kind]
            yield sizes, f"all within {demand.value:g} {unit} of one centre"


def _around(beside: Members, near: Members, start: int) -> Members:
    """Return the units connected to one inside those that are near."""
    found = np.zeros(len(near), dtype=bool)
    found[start] = True
    while True:
        grown = found | (beside[found].any(axis=0) & near)
        if (grown == found).all():
            return found
        found = grown
