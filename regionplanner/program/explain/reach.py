"""Reach: who can share a region with whom under limits on distance and travel."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.criteria.figures import ParentFigures
from regionplanner.rules.limits import LIMITS, Limit
from regionplanner.rules.rule import Demand


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
    for limit, most in _limits(demands):
        if limit.to_centre:
            continue
        table = limit.inside(figures)
        for group in groups:
            inside = table[np.ix_(*[[place[nis] for nis in group]] * 2)]
            a, b = np.unravel_index(int(inside.argmax()), inside.shape)
            if inside[a, b] > most:
                pair = (group[int(a)], group[int(b)])
                found.append(FarPair(pair, float(inside[a, b]), limit.unit_word))
    return max(found, key=lambda pair: pair.apart, default=None)


def _sizes(
    figures: ParentFigures, places: list[int], demands: Collection[Demand]
) -> Iterator[tuple[NDArray[np.integer], str]]:
    """Yield for each limit the largest region of each unit, at most."""
    inside = np.ix_(places, places)
    beside = figures.neighbours[inside]
    for limit, most in _limits(demands):
        near = limit.inside(figures)[inside] <= most
        np.fill_diagonal(near, val=True)
        within = f"all within {most:g} {limit.unit_word} of"
        if limit.to_centre:
            sizes = np.zeros(len(places), dtype=np.intp)
            for centre in np.flatnonzero(figures.centres[places]).tolist():
                around = _around(beside, near[:, centre], centre)
                sizes[around] = np.maximum(sizes[around], around.sum())
            yield sizes, f"{within} one centre"
        else:
            rows = enumerate(near & near.T)
            yield np.array([_around(beside, row, i).sum() for i, row in rows]), f"{within} it"


def _limits(demands: Collection[Demand]) -> Iterator[tuple[Limit, float]]:
    yield from ((LIMITS[one.kind], one.value) for one in demands if one.kind in LIMITS)


def _around(beside: Members, near: Members, start: int) -> Members:
    """Return the units connected to one inside those that are near."""
    found = np.zeros(len(near), dtype=bool)
    found[start] = True
    while True:
        grown = found | (beside[found].any(axis=0) & near)
        if (grown == found).all():
            return found
        found = grown
