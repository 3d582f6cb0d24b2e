"""A good cover at once: the linear program's solution, rounded region by region."""

import time

import numpy as np

from regionplanner.criteria.costs import Integers, Members
from regionplanner.errors import LimitError
from regionplanner.program.columns.generate import DualBound
from regionplanner.program.columns.master import Master, MasterSolution
from regionplanner.regions.candidates import Candidates

_MOST_COLUMNS = 4_000
_ROUNDS = 2  # of new columns, each time regions have been chosen
_SHARES = (0.7, 0.9, 1.0)  # regions of which so much is chosen are chosen for good, first to last
_NEVER = np.int64(2**50)
_TOLERANCE = 1e-6


def dived_cover(
    candidates: Candidates, pool: Members, dual: DualBound, n_regions: int, *, deadline: float
) -> Members | None:
    """Return a cover by diving, or None when every dive ran aground.

    The regions that the linear program chooses for the most part are chosen for good; then new
    columns are generated for the units that are left, and so on.

    Parameters
    ----------
    candidates
        Candidate regions of the parent with their costs.
    pool
        Regions at hand, shape ``(n_columns, n_units)``.
    dual
        Prices of the linear program.
    n_regions
        Number of regions.
    deadline
        `time.monotonic` value at which to stop.

    Returns
    -------
    numpy.ndarray or None
        Shape ``(n_regions, n_units)``.

    References
    ----------
    Sadykov, Vanderbeck, Pessoa, Tahiri & Uchoa 2019 (diving with column generation).
    """
    reduced = candidates.costs.of(pool) - pool @ dual.prices
    pool = pool[np.sort(np.argsort(reduced, kind="stable")[:_MOST_COLUMNS])]
    for share in _SHARES:
        try:
            found = _dive(candidates, pool, n_regions, share, deadline)
        except LimitError:
            return None
        if found is not None:
            return found
    return None


def _dive(
    candidates: Candidates, pool: Members, n_regions: int, share: float, deadline: float
) -> Members | None:
    costs = candidates.costs
    master = Master(costs.n_units, penalty=costs.ceiling() + 1)
    master.set_regions(n_regions)
    master.add(pool, costs.of(pool))
    chosen: list[int] = []
    while len(chosen) < n_regions and time.monotonic() < deadline:
        members = master.members
        covered: Members = np.asarray(members[chosen].any(axis=0))
        solution = _generated(candidates, master, covered, deadline)
        members = master.members
        values = np.where((members & covered).any(axis=1), 0.0, solution.values)
        fresh = _worth(values, members, share)
        if not fresh:
            return None
        for region in fresh:
            master.choose(region)
        chosen += fresh
    found = master.members[chosen]
    return found if len(chosen) == n_regions and bool(found.any(axis=0).all()) else None


def _generated(
    candidates: Candidates, master: Master, covered: Members, deadline: float
) -> MasterSolution:
    """Return the solution after some new columns for the units that are not covered yet."""
    find = candidates.likely() or candidates.best
    solution = master.solve()
    for _ in range(_ROUNDS):
        prices: Integers = np.where(covered, -_NEVER, solution.prices)
        _, members = find(prices, deadline)
        members = members[~members[:, covered].any(axis=1) & candidates.limits.allow(members)]
        costs = candidates.costs.of(members)
        better = costs - members @ solution.prices < solution.region_price
        if not master.add(members[better], costs[better]):
            break
        solution = master.solve()
    return solution


def _worth(values: np.ndarray, members: Members, share: float) -> list[int]:
    """Return the regions to choose for good: those chosen for the most part, or the first."""
    order = np.argsort(-values, kind="stable")
    if values[order[0]] < _TOLERANCE:
        return []
    taken = np.zeros(members.shape[1], dtype=bool)
    found: list[int] = []
    for region in order.tolist():
        if found and values[region] < share - _TOLERANCE:
            break
        if not (members[region] & taken).any():
            found.append(region)
            taken |= members[region]
    return found
