"""Further numbers of regions: looked at for as long as they could better the plan."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from regionplanner.program.answer import ParentCurve
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.program.shares import bettered
from regionplanner.program.split import Split, best_splits, bound_splits
from regionplanner.proof import relative_gap

WORTH = 0.005
"""Without a gap that will do, numbers that could better a plan by less are only bounded."""

Look = Callable[[Sequence[ParentProblem]], Sequence[ParentCurve]]
"""Plans reference regions, for the numbers of regions that they say."""


@dataclass(frozen=True, slots=True)
class Asked:
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


def looked_further(
    problems: Sequence[ParentProblem], look: Look, asked: Asked, *, has_time: Callable[[], bool]
) -> tuple[ParentCurve, ...]:
    """Return the answers of all reference regions, for all numbers of regions that could matter.

    First those numbers are looked at that the problems say; the others have bounds. While the plan
    may be bettered by more than the gap, the numbers that would do so most, by the bounds, are
    looked at as well.

    Parameters
    ----------
    problems
        All reference regions.
    look
        Plans some of them.
    asked
        What the plan is to be.
    has_time
        Whether one more look may begin.
    """
    curves = list(look(problems))
    looked = {p.code: set(p.looked) for p in problems if p.local and p.looked is not None}
    while has_time():
        likely = _likeliest(curves, asked)
        again = [
            replace(problem, looked=range(n_regions, n_regions + 1))
            for problem, n_regions in zip(problems, likely, strict=bool(likely))
            if n_regions not in looked.get(problem.code, {n_regions})
        ]
        if not again:
            break
        place = {curve.code: n for n, curve in enumerate(curves)}
        for problem, curve in zip(again, look(again), strict=True):
            looked[problem.code] |= set(problem.looked or ())
            curves[place[curve.code]] = bettered(curves[place[curve.code]], curve)
    return tuple(curves)


def _likeliest(curves: Sequence[ParentCurve], asked: Asked) -> tuple[int, ...]:
    """Return the numbers of regions of the least bound, where it leaves more than the gap."""
    best = _least(best_splits(curves, asked.allowed), asked.total)
    bound = _least(bound_splits(curves, asked.allowed), asked.total)
    if bound is None:
        return ()
    gap = None if best is None else relative_gap(best.objective, bound.objective)
    return () if gap is not None and gap <= (asked.gap or WORTH) else bound.regions


def _least(splits: Mapping[int, Split], total: range) -> Split | None:
    found = [splits[n] for n in total if n in splits]
    return min(found, key=lambda split: split.objective, default=None)
