"""The best split of the total number of regions over the reference regions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from regionplanner.errors import StoppedError
from regionplanner.program.curve import CountResult, ParentResult
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.program.running.task import bettered
from regionplanner.proof import relative_gap

WORTH = 0.005
"""Without a gap that will do, numbers that could better a plan by less are only bounded."""

Solve = Callable[[Sequence[ParentProblem]], Sequence[ParentResult]]
"""Plans reference regions, for the numbers of regions that they say."""


@dataclass(frozen=True, slots=True, order=True)
class Split:
    """A number of regions for every reference region; the better is less.

    Attributes
    ----------
    objective
        Sum of the answers' objectives, in quanta.
    distance_m
        Sum of their distances, the secondary objective [m].
    regions
        Number of regions of each reference region, in the order of the curves.
    """

    objective: int
    distance_m: int
    regions: tuple[int, ...]


def best_splits(
    curves: Sequence[ParentResult], allowed: Mapping[str, range]
) -> Mapping[int, Split]:
    """Return the best split for every total number of regions for which plans are known.

    Parameters
    ----------
    curves
        One per reference region.
    allowed
        Numbers of regions of some reference regions, by code.

    Returns
    -------
    Mapping
        From the total number of regions; equal values are decided by distance, then by the
        numbers themselves.

    References
    ----------
    Bellman 1957 (dynamic programming over separable stages).
    """
    return _splits(curves, allowed, lambda answer: (answer.objective, answer.distance_m or 0))


def usable_numbers(possible: Mapping[str, range], total: range) -> Mapping[str, range]:
    """Return which numbers of regions of each reference region a total can use.

    Parameters
    ----------
    possible
        Numbers of regions that each allows, by code.
    total
        Numbers of regions in all.
    """
    least = sum(numbers[0] for numbers in possible.values())
    most = sum(numbers[-1] for numbers in possible.values())
    return {
        code: range(
            max(numbers[0], total[0] - (most - numbers[-1])),
            min(numbers[-1], total[-1] - (least - numbers[0])) + 1,
        )
        for code, numbers in possible.items()
    }


def counts_to_search(
    units: Mapping[str, int], usable: Mapping[str, range], total: range
) -> Mapping[str, range]:
    """Return the numbers of regions near each reference region's share of the total.

    Parameters
    ----------
    units
        Number of municipalities of each, by code.
    usable
        Numbers of regions of each that a plan can use.
    total
        Numbers of regions in all.
    """
    middle = (total[0] + total[-1]) / 2 / max(1, sum(units.values()))
    counts = {}
    for code, numbers in usable.items():
        share = round(middle * units[code])
        near = min(max(share, numbers.start), numbers.stop - 1)
        counts[code] = range(max(near - 1, numbers.start), min(near + 2, numbers.stop))
    return counts


def least_bounds(curves: Sequence[ParentResult], allowed: Mapping[str, range]) -> Mapping[int, int]:
    """Return a lower bound on every plan, in quanta, for every total number of regions.

    Parameters
    ----------
    curves, allowed
        As in `best_splits`.
    """
    splits = bound_splits(curves, allowed)
    return {total: split.objective for total, split in splits.items()}


def bound_splits(
    curves: Sequence[ParentResult], allowed: Mapping[str, range]
) -> Mapping[int, Split]:
    """Return the split that leads to the lower bound, for every total number of regions.

    Parameters
    ----------
    curves, allowed
        As in `best_splits`.

    Returns
    -------
    Mapping
        Splits with bounds for objectives.
    """
    return _splits(curves, allowed, lambda answer: (answer.bound, 0))


def _splits(
    curves: Sequence[ParentResult],
    allowed: Mapping[str, range],
    worth: Callable[[CountResult], tuple[int | None, int]],
) -> dict[int, Split]:
    """Return the least split for every total: one stage a reference region."""
    best = {0: Split(0, 0, ())}
    for curve in curves:
        wanted = allowed.get(curve.code)
        following: dict[int, Split] = {}
        for answer in curve.answers:
            objective, distance_m = worth(answer)
            if objective is None or (wanted is not None and answer.n_regions not in wanted):
                continue
            for total, so_far in best.items():
                n_regions = total + answer.n_regions
                split = Split(
                    so_far.objective + objective,
                    so_far.distance_m + distance_m,
                    (*so_far.regions, answer.n_regions),
                )
                following[n_regions] = min(following.get(n_regions, split), split)
        best = following
    return dict(sorted(best.items()))


@dataclass(frozen=True, slots=True)
class CountRequest:
    """What a plan is to be.

    Attributes
    ----------
    total
        Numbers of regions in all.
    allowed
        Numbers of regions of some reference regions, by code.
    gap
        A proven gap that will do.
    """

    total: range
    allowed: Mapping[str, range]
    gap: float


def refine_counts(
    problems: Sequence[ParentProblem],
    solve: Solve,
    request: CountRequest,
    *,
    has_time: Callable[[], bool],
) -> tuple[ParentResult, ...]:
    """Return the answers of all reference regions, for all numbers of regions that could matter.

    First those numbers are searched that the problems say; the others have bounds. While the plan
    may be bettered by more than the gap, the numbers that would do so most, by the bounds, are
    searched as well.

    Parameters
    ----------
    problems
        All reference regions.
    solve
        Plans some of them.
    request
        What the plan is to be.
    has_time
        Whether one more solve may begin.
    """
    curves = list(solve(problems))
    searched = {p.code: set(p.searched) for p in problems if p.local and p.searched is not None}
    while has_time():
        likely = _likeliest(curves, request)
        again = [
            replace(problem, searched=range(n_regions, n_regions + 1))
            for problem, n_regions in zip(problems, likely, strict=bool(likely))
            if n_regions not in searched.get(problem.code, {n_regions})
        ]
        if not again:
            break
        place = {curve.code: n for n, curve in enumerate(curves)}
        try:
            fresh = solve(again)
        except StoppedError:
            break
        for problem, curve in zip(again, fresh, strict=True):
            searched[problem.code] |= set(problem.searched or ())
            curves[place[curve.code]] = bettered(curves[place[curve.code]], curve)
    return tuple(curves)


def _likeliest(curves: Sequence[ParentResult], request: CountRequest) -> tuple[int, ...]:
    """Return the numbers of regions of the least bound, where it leaves more than the gap."""
    best = _least(best_splits(curves, request.allowed), request.total)
    bound = _least(bound_splits(curves, request.allowed), request.total)
    if bound is None:
        return ()
    gap = None if best is None else relative_gap(best.objective, bound.objective)
    return () if gap is not None and gap <= (request.gap or WORTH) else bound.regions


def _least(splits: Mapping[int, Split], total: range) -> Split | None:
    least = [splits[n] for n in total if n in splits]
    return min(least, key=lambda split: split.objective, default=None)
