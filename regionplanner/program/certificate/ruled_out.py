"""Evidence that a reference region has no division into a number of regions."""

from dataclasses import replace

import numpy as np

from regionplanner.criteria.costs import QUANTUM, without_values
from regionplanner.errors import LimitError
from regionplanner.program.columns.cover import CoverProblem, cheapest_cover
from regionplanner.program.columns.evidence import Evidence, evidence
from regionplanner.program.columns.generate import DualBound, dual_bound
from regionplanner.program.columns.master import Master, MasterSolution
from regionplanner.program.posed.candidates import problem_candidates
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.regions.candidates import Candidates

_NOTHING = (0, 0, 0)
_MAX_COLUMNS = 50_000


class _FirstPhase(Master):
    """A master that may leave units uncovered, at a price, and is content with that."""

    def solve(self) -> MasterSolution:
        """Return the optimum over the columns at hand."""
        return replace(super().solve(), covered=True)


def ruled_out(
    problem: ParentProblem, n_regions: int, *, deadline: float = float("inf")
) -> Evidence | None:
    """Return what shows that there is no division, or None when that would be too much to write.

    Regions are free, so any division would cost nothing. Prices show that each costs more, or no
    division can be made of the regions that prices leave.

    Parameters
    ----------
    problem
        The reference region.
    n_regions
        Number of regions, besides the locked ones, of which there is no division.
    deadline
        `time.monotonic` value after which nothing may be shown.

    Raises
    ------
    ValueError
        When there is a division.
    """
    costs = without_values(problem.costs)
    free = replace(problem, costs=costs)
    candidates = problem_candidates(free, costs)
    master = _FirstPhase(len(problem.units), penalty=round(1 / QUANTUM))
    nothing = np.zeros(len(problem.units), dtype=np.int64)
    dual = dual_bound(candidates, master, n_regions, nothing, deadline=deadline)
    if dual is None:
        return None
    if dual.bound > 0:
        return evidence(dual, weights=_NOTHING)
    return _without_cover(candidates, dual, n_regions, deadline)


def _without_cover(
    candidates: Candidates, dual: DualBound, n_regions: int, deadline: float
) -> Evidence | None:
    """Return the regions of which any division would be made, if there are not too many."""
    limit = dual.best + 1 - dual.bound
    try:
        columns = candidates.within(dual.prices, limit, max_regions=_MAX_COLUMNS, deadline=deadline)
    except LimitError:
        return None
    nothing = np.zeros(len(columns), dtype=np.int64)
    if cheapest_cover(CoverProblem(columns, n_regions, nothing)) is not None:
        raise ValueError(f"{n_regions} regions are possible")
    return evidence(dual, shown=1, columns=columns, weights=_NOTHING)
