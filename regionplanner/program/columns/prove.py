"""The proof: every region that could matter is enumerated; and its evidence."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from regionplanner.criteria.costs import Integers, Members
from regionplanner.errors import LimitError, SolverError
from regionplanner.program.binary import growing_thresholds
from regionplanner.program.columns.cover import CoverProblem, cheapest_cover, few_covers
from regionplanner.program.columns.generate import DualBound
from regionplanner.program.highs import solver_limit_s
from regionplanner.proof import relative_gap
from regionplanner.regions.candidates import Candidates

_FIRST_SHARE = 1000
_MAX_COLUMNS = 200_000
_COLUMNS_PER_S = 5_000
_FEWEST = 1_000
AnswerStatus = Literal["optimal", "feasible", "infeasible", "unknown"]

GapUpdate = Callable[[int, float | None], None]
"""Called with a number of regions, and the gap of its incumbent, as a share; None without one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Prices, and the regions that could still matter under them.

    Attributes
    ----------
    weights
        What the additive costs, the deviation and the secondary distance counted in the search.
    prices
        Of each unit.
    region_price
        Of a region: under these prices no candidate region has a negative reduced cost.
    shown
        Every division costs at least this, with these weights: what the prices add up to, or the
        cost of the best division where `columns` are needed to show it.
    columns
        Every candidate region whose reduced cost is within the gap, as a sum of powers of two of
        its units; none where prices show all.
    """

    weights: tuple[int, int, int]
    prices: tuple[int, ...]
    region_price: int
    shown: int
    columns: tuple[int, ...] = ()


def evidence(
    dual: DualBound,
    *,
    shown: int | None = None,
    columns: Members | None = None,
    weights: tuple[int, int, int] = (1, 0, 0),
) -> Evidence:
    """Return what prices show, and columns.

    Parameters
    ----------
    dual
        Prices and their bound.
    shown
        What the columns show; the bound of the prices when None.
    columns
        Every candidate region within the gap, shape ``(n_columns, n_units)``; only needed where
        more is shown than the bound of the prices.
    weights
        As in `Evidence`.
    """
    shown = dual.bound if shown is None else shown
    needed = columns is not None and shown > dual.bound
    return Evidence(
        weights=weights,
        prices=tuple(dual.prices.tolist()),
        region_price=dual.best,
        shown=shown,
        columns=bit_sets(columns) if needed and columns is not None else (),
    )


def bit_sets(members: Members) -> tuple[int, ...]:
    """Return each region as a sum of powers of two of its units' positions.

    Parameters
    ----------
    members
        One row a region, shape ``(n_regions, n_units)``.
    """
    packed = np.packbits(members, axis=1, bitorder="little")
    return tuple(int.from_bytes(row.tobytes(), "little") for row in packed)


def members_of(sets: Sequence[int], n_units: int) -> Members:
    """Return regions as rows of who is in, the inverse of `bit_sets`.

    Parameters
    ----------
    sets
        Of `bit_sets`.
    n_units
        Number of units.
    """
    rows = [[bool(bits >> unit & 1) for unit in range(n_units)] for bits in sets]
    return np.array(rows, dtype=bool).reshape(len(sets), n_units)


@dataclass(frozen=True, slots=True)
class Cover:
    """The best choice of regions known, in quanta.

    Attributes
    ----------
    status
        ``optimal`` or ``infeasible`` only when proven; ``unknown``: none found yet.
    bound
        Proven lower bound.
    objective
        Cost of `regions`; None without any.
    regions
        Members of each region, shape ``(n_regions, n_units)``.
    columns, reduced
        When optimal: every candidate region that any optimal cover can use, and its reduced cost;
        those of an optimal cover sum to what lies between the linear bound and the objective.
    evidence
        What shows the bound, or a part of it; None for ``infeasible``.
    limit
        The limit that ended the search.
    """

    status: AnswerStatus
    bound: int
    objective: int | None = None
    regions: Members | None = None
    columns: Members | None = None
    reduced: Integers | None = None
    evidence: Evidence | None = None
    limit: str = ""


@dataclass(frozen=True, slots=True)
class SearchLimits:
    """How far the best cover is searched for.

    Attributes
    ----------
    gap
        A cover that is proven to cost at most this share more than any other will do.
    max_columns
        The most regions that are chosen from together.
    dives
        Whether a good cover is searched for before the best one: where the regions within the first
        thresholds are too many to choose from without one.
    on_incumbent
        Called while an incumbent is known that may not be the best; None disables the callback.
    """

    gap: float = 0.0
    max_columns: int = _MAX_COLUMNS
    dives: bool = False
    on_incumbent: GapUpdate | None = None

    def is_enough(self, cover: "Cover") -> bool:
        """Return whether a cover is good enough."""
        if cover.status == "optimal":
            return True
        if not self.gap or cover.objective is None:
            return False
        return relative_gap(cover.objective, cover.bound) <= self.gap

    def columns_in(self, limit_s: float | None) -> int:
        """Return how many regions can be chosen from in the time that is left."""
        if limit_s is None:
            return self.max_columns
        return int(min(self.max_columns, max(_FEWEST, limit_s * _COLUMNS_PER_S)))

    def report(self, n_regions: int, cover: "Cover") -> None:
        """Report the gap of a cover, if there is one."""
        if self.on_incumbent is not None and cover.objective is not None:
            self.on_incumbent(n_regions, relative_gap(cover.objective, cover.bound))


TO_OPTIMALITY = SearchLimits()
"""Until the best cover is proven, whatever it takes."""


def proven_cover(
    candidates: Candidates,
    dual: DualBound,
    *,
    deadline: float,
    limits: SearchLimits = TO_OPTIMALITY,
    first: Members | None = None,
) -> Cover:
    """Return the best cover with its proof, by reduced-cost completion.

    Every plan costs the bound plus the reduced costs of its regions. So the best cover by all
    regions of reduced cost up to a threshold is the best of all once its own distance from the
    bound is within the threshold. The threshold starts small and doubles.

    Parameters
    ----------
    candidates
        Candidate regions of the parent with their costs.
    dual
        Prices and their bound.
    deadline
        `time.monotonic` value at which to stop.
    limits
        How far to search.
    first
        A good cover, shape ``(n_regions, n_units)``; only better ones are searched for.

    References
    ----------
    Baldacci, Christofides & Mingozzi 2008.
    """
    ceiling = candidates.costs.ceiling() - dual.bound
    threshold = max(1, abs(dual.bound) // _FIRST_SHARE)
    answer = Cover(status="unknown", bound=dual.bound, evidence=evidence(dual))
    if first is not None:
        objective = int(candidates.costs.of(first).sum())
        answer = replace(answer, status="feasible", objective=objective, regions=first)
        threshold = min(threshold, max(1, objective - dual.bound))
    for most in growing_thresholds(threshold, ceiling):
        if limits.is_enough(answer):
            break
        limits.report(dual.n_regions, answer)
        gap = most if answer.objective is None else answer.objective - dual.bound
        try:
            answer = _cover_within(candidates, dual, min(most, gap), answer, limits, deadline)
        except (LimitError, SolverError) as error:
            return replace(answer, limit=error.message)
    if answer.objective is None:
        return Cover(status="infeasible", bound=answer.bound)
    is_best = answer.objective == answer.bound  # met on the way to a gap
    return replace(answer, status="optimal") if is_best else answer


def _cover_within(
    candidates: Candidates,
    dual: DualBound,
    threshold: int,
    known: Cover,
    limits: SearchLimits,
    deadline: float,
) -> Cover:
    """Return the best cover by the regions within a threshold, with what that proves."""
    limit_s = solver_limit_s(deadline)
    members = candidates.enumerate_within(
        dual.prices,
        dual.best + threshold,
        max_regions=limits.columns_in(limit_s),
        deadline=deadline,
    )
    costs = candidates.costs.of_until(members, deadline)
    reduced = costs - members @ dual.prices - dual.best
    problem = CoverProblem(members, dual.n_regions, reduced)
    if known.objective is not None:  # none that costs more
        problem = replace(problem, budgets=((reduced, known.objective - dual.bound),))
    chosen = _cheapest(problem, dual.n_regions, deadline)
    beyond = dual.bound + threshold + 1  # least cost of a plan with a region past the threshold
    if chosen is None:
        return replace(known, bound=max(known.bound, beyond))
    regions = members[list(chosen)]
    slack = int(reduced[list(chosen)].sum())
    objective = dual.bound + slack
    if slack <= threshold:
        usable = reduced <= slack
        columns = members[usable]
        return Cover(
            "optimal",
            objective,
            objective,
            regions,
            columns,
            reduced[usable],
            evidence(dual, shown=objective, columns=columns),
        )
    bound = max(known.bound, min(objective, beyond))
    return replace(known, status="feasible", bound=bound, objective=objective, regions=regions)


def _cheapest(problem: CoverProblem, n_regions: int, deadline: float) -> tuple[int, ...] | None:
    """Return the columns of a cheapest cover: of few regions by a search, else by a solver."""
    members, reduced = problem.members, problem.objective
    most = min([n_regions * int(reduced.max(initial=0)), *(most for _, most in problem.budgets)])
    with suppress(LimitError):
        covers = few_covers(members, reduced, n_regions, most, only_best=True, deadline=deadline)
        return covers[-1] if covers else None
    return cheapest_cover(problem, deadline=deadline)
