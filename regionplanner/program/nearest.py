"""The nearest thing that works: what a planner changes least to have a plan."""

import math
import time
from collections.abc import Callable, Iterable, Sequence

from dataclasses import replace

from regionplanner.errors import listing
from regionplanner.program.collisions import Collision
from regionplanner.program.demands import Demand, Kind
from regionplanner.program.study import Study

_LOWER: frozenset[Kind] = frozenset({"least", "min_units"})
_HIGHER: frozenset[Kind] = frozenset(
    {
        "most",
        "max_units",
        "max_distance_km",
        "max_centre_distance_km",
        "max_travel_min",
        "max_centre_travel_min",
    }
)
_PATIENCE_S = 1.0
_FIGURES = 3  # significant ones in a figure that is proposed


def ways_out(study: Study, found: Collision) -> list[str]:
    """Return changes of one demand each that are known to lead to a plan, in order of speed.

    Parameters
    ----------
    study
        The reference region.
    found
        Demands of it that collide.

    Returns
    -------
    list of str
        Empty when none of them is enough, or time is too short to tell.
    """
    ways = []
    for left, demand in enumerate(reversed(found.demands), start=1 - len(found.demands)):
        share_s = max(0.0, study.deadline - time.monotonic()) / (1 - left)
        brief = replace(study, deadline=time.monotonic() + share_s, patience_s=_PATIENCE_S)
        way = _way_out(brief, demand)
        if way:
            ways.append(way)
    return ways


def _way_out(study: Study, demand: Demand) -> str:
    others = [d for d in study.demands if d != demand]
    if demand.kind == "number":
        numbers = [n for n in study.counted(others) if study.divides(others, n)]
        return f"ask for {number_text(numbers)} there" if numbers else ""
    if demand.kind in _LOWER | _HIGHER:
        nearest = nearest_value(study, demand)
        return f"{nearest.text} works" if nearest else ""
    return f"there is a plan without the rule that {demand.text}" if study.possible(others) else ""


def number_text(numbers: Sequence[int]) -> str:
    """Return numbers of regions as they are said: ``"3 to 5 or 7 regions"``.

    Parameters
    ----------
    numbers
        In order, at least one.
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    *first, last = texts
    joined = f"{', '.join(first)} or {last}" if first else last
    return f"{joined} region" if list(numbers) == [1] else f"{joined} regions"


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
    others = [d for d in study.demands if (d.kind, d.index) != (demand.kind, demand.index)]

    def works(value: float) -> bool:
        return bool(study.possible([*others, demand.with_value(value)]))

    value = _nearest(demand, works, _furthest(study, demand))
    return None if value is None else demand.with_value(value)


def _furthest(study: Study, demand: Demand) -> float:
    """Return the figure at which a demand asks nothing any more."""
    figures = study.figures
    match demand.kind:
        case "least":
            return 0.0
        case "min_units":
            return 1.0
        case "max_units":
            return float(len(figures.units))
        case "most":
            values = study.municipalities.frame.loc[list(figures.units), demand.column]
            return float(values.clip(lower=0).sum())
        case "max_travel_min" | "max_centre_travel_min":
            return float(figures.travel.max())
        case _:
            return float(figures.distance_km.max())


def _nearest(demand: Demand, works: Callable[[float], bool], furthest: float) -> float | None:
    """Return the round value nearest to a demand's that works, by bisection."""
    step = _step(demand)
    sign = -1 if demand.kind in _LOWER else 1
    asked = round(demand.value / step * sign + 0.5 - 1e-9) * sign  # the first step beyond
    n_steps = math.ceil(abs(furthest - asked * step) / step - 1e-9)
    if sign * (furthest - asked * step) < 0:
        n_steps = 0

    def value(steps: int) -> float:
        return float(f"{(asked + sign * steps) * step:.12g}")

    low, high = -1, n_steps  # low fails; high may work
    if not works(value(high)):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if works(value(middle)):
            high = middle
        else:
            low = middle
    return value(high)


def _step(demand: Demand) -> float:
    if demand.kind in ("min_units", "max_units"):
        return 1.0
    if demand.kind in ("least", "most"):
        digits = math.floor(math.log10(abs(demand.value))) if demand.value else 0
        return float(10.0 ** (digits + 1 - _FIGURES))
    return 1.0 if demand.value >= 10 else 0.1


def either(ways: Iterable[str]) -> str:
    """Return ways out as a choice.

    Parameters
    ----------
    ways
        Texts, at least one.
    """
    return ", or ".join(ways)


def places(study: Study, units: Iterable[str], *, at_most: int = 5) -> str:
    """Return units by name and code.

    Parameters
    ----------
    study
        The reference region.
    units
        NIS codes.
    at_most
        How many are named.
    """
    return listing(map(study.municipalities.label, sorted(units)), at_most=at_most)
