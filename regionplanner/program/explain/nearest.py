"""Demands that collide, and the nearest thing that works."""

import math
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from regionplanner.errors import Message
from regionplanner.program.binary import deletion_filter, without
from regionplanner.program.explain.demands import with_value
from regionplanner.program.explain.explanation import given_up, number_runs, number_text
from regionplanner.program.explain.study import Study
from regionplanner.rules.registry import DEMAND_KINDS
from regionplanner.rules.rule import Demand, WayOut

_PATIENCE_S = 1.5
_FIRST_STRIDE = 50
_STRIDES = 4
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Collision:
    """Demands that cannot be kept together.

    Attributes
    ----------
    demands
        In the order of the study.
    minimal
        Whether each is proven to be needed: without any one of them the others can be kept.
    """

    demands: tuple[Demand, ...]
    minimal: bool


def collision(study: Study) -> Collision:
    """Return demands that cannot be kept together, as few as the time allows.

    Parameters
    ----------
    study
        A reference region whose demands are known to collide.
    """
    kept = study.demands
    common = [d for d in kept if DEMAND_KINDS[d.kind].general]

    def collide(demands: tuple[Demand, ...]) -> bool:
        return study.possible(demands) is False

    kept = deletion_filter(kept, without(kept, common), collide, by_halves=True)
    kept = deletion_filter(kept, common, collide)
    # a lock is an exception too: what it exempted may now stand alone
    unproven = [d for d in kept if study.possible(without(kept, [d])) is not True]
    kept = deletion_filter(kept, unproven, collide)
    minimal = all(study.possible(without(kept, [demand])) for demand in kept)
    return Collision(kept, minimal)


def ways_out(study: Study, conflict: Collision) -> list[WayOut]:
    """Return changes of one demand each that are known to lead to a plan, the mildest first.

    Parameters
    ----------
    study
        The reference region.
    conflict
        Demands of it that collide.

    Returns
    -------
    list of WayOut
        Empty when none of them is enough, or time is too short to tell.
    """
    likely = [d for d in conflict.demands if study.counted(_but(study, d))]
    changes = [d for d in likely if d.kind == "number" or DEMAND_KINDS[d.kind].eases]
    rest = [d for d in likely if d not in changes]
    ways: list[WayOut] = []
    for n_done, demand in enumerate(sorted(changes, key=lambda d: d.kind != "number")):
        now = time.monotonic()
        share_s = max(0.0, study.deadline - now) / (len(changes) - n_done + bool(rest))
        brief = replace(study, deadline=now + share_s, patience_s=_PATIENCE_S)
        ways += _ways_out(brief, demand)
    dropped = [d for d in rest if study.possible(_but(study, d))]
    return [*ways, *(WayOut(given_up([d]), study.change(d), d) for d in dropped)]


def _but(study: Study, demand: Demand) -> list[Demand]:
    return [kept for kept in study.demands if kept != demand]


def _ways_out(study: Study, demand: Demand) -> Iterator[WayOut]:
    """Yield the change of one demand that works, if any does."""
    if demand.kind != "number":
        nearest = nearest_value(study, demand)
        if nearest is not None:
            yield study.way_out(nearest, "{demand} works")
        elif may_be_given_up(study, demand):
            yield WayOut(given_up([demand]), study.change(demand), demand)
        return
    others = _but(study, demand)
    numbers = [n for n in study.counted(others) if study.divides(others, n)]
    if numbers and study.wanted is not None:
        asked = study.wanted.start
        runs = number_runs(numbers)
        least, most = min(runs, key=lambda run: max(run[0] - asked, asked - run[1]))
        counts = least if least == most else (least, most)
        message = Message("ask for {regions} there", regions=number_text(numbers))
        yield WayOut(message, study.change(demand, counts), demand)


def nearest_value(study: Study, demand: Demand) -> Demand | None:
    """Return a demand with the round figure nearest to what is asked that is known to work.

    Parameters
    ----------
    study
        The reference region.
    demand
        One with a figure, which cannot be kept with all others.

    Returns
    -------
    Demand or None
        None when no figure works, or time is too short to tell.
    """
    ladder = _Ladder(study, demand)
    first = ladder.first_conceivable()
    place = None if first is None else _first_from(ladder.works, first, ladder.last)
    return None if place is None else ladder.changed(place)


def conceivable_value(study: Study, demand: Demand) -> Demand | None:
    """Return a demand with the round figure nearest to what is asked that may work.

    Parameters
    ----------
    study, demand
        As in `nearest_value`.
    """
    ladder = _Ladder(study, demand)
    first = ladder.first_conceivable()
    return None if first is None else ladder.changed(first)


def may_be_given_up(study: Study, demand: Demand) -> bool:
    """Return whether no figure of a demand can work, and without it there is a plan.

    Parameters
    ----------
    study, demand
        As in `nearest_value`; a size cannot be given up.
    """
    kind = DEMAND_KINDS[demand.kind]
    if kind.general or (kind.eases and conceivable_value(study, demand) is not None):
        return False
    return bool(study.possible(_but(study, demand)))


class _Ladder:
    """The round figures that a demand could have instead, from what is asked to nothing."""

    def __init__(self, study: Study, demand: Demand) -> None:
        self._study = study
        self._demand, self._kind = demand, DEMAND_KINDS[demand.kind]
        self._sign = self._kind.eases or 1
        self._step = self._kind.step(demand.value)
        self._first = math.floor(self._sign * demand.value / self._step + _CLOSE) + 1
        rows = study.case.municipalities.frame.loc[list(study.figures.units)]
        end = self._kind.furthest(study.figures, rows, demand.column)
        furthest = self._sign * end / self._step
        self.last = math.ceil(furthest - _CLOSE)

    def changed(self, place: int) -> Demand:
        """Return the demand with the figure of a place."""
        value = float(f"{self._sign * place * self._step:.12g}")
        return with_value(self._demand, value)

    def first_conceivable(self) -> int | None:
        """Return the first place that sizes, totals and reach do not rule out."""
        return _first(
            lambda place: bool(self._study.counted(self._demands(place))), self._first, self.last
        )

    def works(self, place: int) -> bool:
        """Return whether the figure of a place is known to work."""
        return bool(self._study.possible(self._demands(place)))

    def _demands(self, place: int) -> list[Demand]:
        key = (self._demand.kind, self._demand.index)
        others = [d for d in self._study.demands if (d.kind, d.index) != key]
        return [*others, self.changed(place)]


def _first(holds: Callable[[int], bool], first: int, last: int) -> int | None:
    """Return the first place where something holds that goes on holding, by bisection."""
    if first > last or not holds(last):  # nothing asks for less than what is asked
        return None
    return first + bisect_left(range(first, last), 1, key=holds)


def _first_from(holds: Callable[[int], bool], first: int, last: int) -> int | None:
    """Return the same for what is slow to tell, and mostly holds not far from the first place."""
    failed, stride = first - 1, max(1, abs(first) // _FIRST_STRIDE)
    place = first
    while not holds(place):
        if place == last:
            return None
        failed, place, stride = place, min(last, place + stride), _STRIDES * stride
    return _first(holds, failed + 1, place)
