"""Demands that a planner could give up, and who can share a region under them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.criteria.figures import ParentFigures
from regionplanner.errors import Message
from regionplanner.rules.case import Case
from regionplanner.rules.limits import LIMITS, Limit
from regionplanner.rules.neighbours import pairs_before_removal
from regionplanner.rules.registry import DEMAND_KINDS, RULES
from regionplanner.rules.rule import AskedParent, Demand


@dataclass(frozen=True, slots=True)
class Remote:
    """The unit that can share a region with the fewest others.

    Attributes
    ----------
    nis
        Its code.
    n_units
        The largest number of units of a region with it, itself included, at most.
    limit, most
        What leaves it alone, and its figure.
    """

    nis: str
    n_units: int
    limit: Limit
    most: float


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
    pairs = [
        Remote(figures.units[places[int(sizes.argmin())]], int(sizes.min()), limit, most)
        for sizes, limit, most in _sizes(figures, places, demands)
    ]
    return min(pairs, key=lambda remote: remote.n_units, default=None)


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
    pairs = []
    for limit, most in _limits(demands):
        if limit.to_centre:
            continue
        table = limit.inside(figures)
        for group in groups:
            inside = table[np.ix_(*[[place[nis] for nis in group]] * 2)]
            a, b = np.unravel_index(int(inside.argmax()), inside.shape)
            if inside[a, b] > most:
                pair = (group[int(a)], group[int(b)])
                pairs.append(FarPair(pair, float(inside[a, b]), Message(limit.unit_word)))
    return max(pairs, key=lambda pair: pair.apart, default=None)


def _sizes(
    figures: ParentFigures, places: list[int], demands: Collection[Demand]
) -> Iterator[tuple[NDArray[np.integer], Limit, float]]:
    """Yield the largest region of each unit, at most, with each limit and its figure."""
    inside = np.ix_(places, places)
    beside = figures.neighbours[inside]
    for limit, most in _limits(demands):
        near = limit.inside(figures)[inside] <= most
        np.fill_diagonal(near, val=True)
        if limit.to_centre:
            sizes = np.zeros(len(places), dtype=np.intp)
            for centre in np.flatnonzero(figures.centres[places]).tolist():
                around = _around(beside, near[:, centre], centre)
                sizes[around] = np.maximum(sizes[around], around.sum())
        else:
            rows = enumerate(near & near.T)
            sizes = np.array([_around(beside, row, i).sum() for i, row in rows])
        yield sizes, limit, most


def _limits(demands: Collection[Demand]) -> Iterator[tuple[Limit, float]]:
    yield from ((LIMITS[demand.kind], demand.value) for demand in demands if demand.kind in LIMITS)


def _around(beside: Members, near: Members, start: int) -> Members:
    """Return the units connected to one inside those that are near."""
    reached = np.zeros(len(near), dtype=bool)
    reached[start] = True
    while True:
        grown = reached | (beside[reached].any(axis=0) & near)
        if (grown == reached).all():
            return reached
        reached = grown


def with_value(demand: Demand, value: float) -> Demand:
    """Return the same demand with another figure."""
    return DEMAND_KINDS[demand.kind].demand(demand.index, value, demand.column)


def demands_of(asked: AskedParent) -> tuple[Demand, ...]:
    """Return all that is asked of a reference region, least important first."""
    demands = [demand for rule in RULES.values() for demand in rule.demands(asked)]
    return tuple(sorted(demands, key=lambda demand: DEMAND_KINDS[demand.kind].general))


def asked(demands: Collection[Demand], case: Case, n_units: int) -> Case:
    """Return the case in which nothing is asked of a reference region but some demands.

    Parameters
    ----------
    demands
        What is asked; their figures may differ from the scenario's.
    case
        Where the demands come from.
    n_units
        Number of units of the reference region: no size is larger.
    """
    kept = {(demand.kind, demand.index): demand.value for demand in demands}
    changes: dict[str, Any] = {}
    rules = case.rules
    for rule in RULES.values():
        changes |= rule.keep(replace(rules, **changes), kept, n_units)
    for kind in DEMAND_KINDS.values():
        if kind.field:
            items = enumerate(getattr(rules, kind.field))
            changes[kind.field] = tuple(item for i, item in items if (kind.name, i) in kept)
    rules = replace(rules, **changes)
    centred = bool(rules.limits or rules.neighbourhoods)
    choices = case.scenario.model_copy(
        update={
            # a criterion with a centre finds regions within reach, one without is quicker
            "criteria": {"distance": 1.0} if centred else {"border": 1.0},
            "ties": {},
            "min_units": int(kept.get(("min_units", 0), 1)),
            "max_units": int(kept.get(("max_units", 0), n_units)),
        }
    )
    return replace(case, scenario=choices, resolved=rules)


def asked_figures(demands: Collection[Demand], figures: ParentFigures, case: Case) -> ParentFigures:
    """Return the figures without the removed neighbours and centres that no demand asks for.

    Parameters
    ----------
    demands
        What is asked.
    figures
        Of the reference region, with all removed.
    case
        Where the demands come from, with the borders that the planned units share.
    """
    kept = {(demand.kind, demand.index) for demand in demands}
    place = {nis: i for i, nis in enumerate(figures.units)}
    neighbours = figures.neighbours.copy()
    no_links = case.scenario.no_links
    beside = pairs_before_removal(case.municipalities, case.scenario) if no_links else set()
    for i, pair in enumerate(no_links):
        a, b = min(pair), max(pair)
        if a in place and b in place and ("no_link", i) not in kept and (a, b) in beside:
            neighbours[place[a], place[b]] = neighbours[place[b], place[a]] = True
    centres = figures.centres
    if ("centres", 0) not in kept:
        centres = np.ones_like(centres)
    return replace(figures, neighbours=neighbours, centres=centres)
