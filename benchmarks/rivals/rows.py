"""From the attempts of rivals to the rows of a table."""

import math
import statistics
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.measure import Yardstick
from benchmarks.rivals.work import Attempt, Work
from benchmarks.table import markdown

NOTE = 60  # characters of why there is no plan


@dataclass(frozen=True, slots=True)
class Ours:
    """The plan of the planner.

    Attributes
    ----------
    criterion
        The only criterion.
    plan
        The plan, with its bound and the seconds of the whole process.
    split
        Number of regions of every reference region.
    """

    criterion: str
    plan: Attempt
    split: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rated:
    """An attempt with its objective [km], infinite without a plan, and the rules it breaks."""

    attempt: Attempt
    value: float
    broken: Mapping[str, int]


def rated(attempt: Attempt, criterion: str, yard: Yardstick) -> Rated:
    """Return an attempt with what it is worth.

    Parameters
    ----------
    attempt
        A plan.
    criterion
        ``"border"`` or ``"distance"``.
    yard
        Measures it.
    """
    whole = set(attempt.assignment) == set(yard.parent)
    value = math.inf
    if whole:
        value = yard.value(criterion, attempt.assignment)
    return Rated(attempt, value, yard.broken(attempt.assignment))


def rival_rows(criterion: str, attempts: Iterable[Attempt], yard: Yardstick) -> list[list[str]]:
    """Return one row for all runs of the same planner in the same way.

    Parameters
    ----------
    criterion
        What they are compared by.
    attempts
        Plans, ours too.
    yard
        Measures them.
    """
    groups: dict[str, list[Rated]] = {}
    bound = 0.0
    for attempt in attempts:
        groups.setdefault(attempt.what, []).append(rated(attempt, criterion, yard))
        bound = max(bound, attempt.bound or 0.0)
    return [_row(runs, bound) for runs in groups.values()]


def _row(runs: Sequence[Rated], bound: float) -> list[str]:
    """Return the best run; in brackets the median."""
    best = min(runs, key=lambda run: (sum(run.broken.values()), run.value))
    values = [best.value, *([_median(runs)] if len(runs) > 1 else [])]
    how_many = f", {len(runs)} runs" if len(runs) > 1 else ""
    return [
        f"{best.attempt.what}{how_many}",
        _with_median([f"{value:,.1f}" if math.isfinite(value) else "no plan" for value in values]),
        _with_median([_above(value, bound) for value in values]),
        _gap(best),
        _rules(best) if len(runs) == 1 else f"{_rules(best)} ({_how_many_break(runs)})",
        f"{statistics.median(run.attempt.seconds for run in runs):.1f}",
    ]


def _median(runs: Sequence[Rated]) -> float:
    return statistics.median_high(run.value for run in runs)


def _with_median(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{texts[0]} ({texts[1]})"


def _above(value: float, bound: float) -> str:
    if not bound or not math.isfinite(value):
        return "?"
    return f"{max(0.0, value / bound - 1):+.2%}"


def _gap(run: Rated) -> str:
    if run.attempt.bound is None:
        return "?"
    if not math.isfinite(run.value):
        return f"at least {run.attempt.bound:,.1f}"
    return f"{max(0.0, 1 - run.attempt.bound / run.value):.2%}"


def _rules(run: Rated) -> str:
    if not math.isfinite(run.value):
        return textwrap.shorten(run.attempt.note or "no plan", NOTE, placeholder=" ...")
    return ", ".join(f"{rule} {n}" for rule, n in run.broken.items()) or "none"


def _how_many_break(runs: Sequence[Rated]) -> str:
    return f"{sum(bool(run.broken) for run in runs)} of {len(runs)} runs break some"


def rival_table(what: str, rows: Sequence[Sequence[str]]) -> str:
    """Return the table of one piece of work.

    Parameters
    ----------
    what
        What was asked.
    rows
        As `rival_rows` makes them.
    """
    header = [what, "objective [km]", "above the best bound"]
    return markdown([*header, "own proven gap", "rules broken", "seconds"], rows)


def best_pieces(
    what: str, works: Sequence[Work], plans: Sequence[Attempt], criterion: str, yard: Yardstick
) -> Attempt:
    """Return the best of some nested plans in every reference region, and all of their time.

    Parameters
    ----------
    what
        What to call it.
    works
        The reference regions.
    plans
        The plans.
    criterion
        ``"border"`` or ``"distance"``.
    yard
        Measures them.
    """
    chosen: dict[str, str] = {}
    for work in works:
        inside = [
            {unit: plan.assignment[unit] for unit in work.units}
            for plan in plans
            if plan.assignment.keys() >= set(work.units)
        ]
        if inside:
            ranked = [(_off(work, p), yard.value(criterion, p), i) for i, p in enumerate(inside)]
            chosen |= inside[min(ranked)[-1]]
    return Attempt(what, chosen, sum(plan.seconds for plan in plans))


def _off(work: Work, assignment: Mapping[str, str]) -> int:
    """Return how many regions are of a wrong size, or too many or too few."""
    sizes: dict[str, int] = {}
    for region in assignment.values():
        sizes[region] = sizes.get(region, 0) + 1
    wrong = sum(not work.min_units <= n <= work.max_units for n in sizes.values())
    return wrong + abs(len(sizes) - work.n_regions)
