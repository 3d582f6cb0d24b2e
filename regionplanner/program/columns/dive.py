"""A good cover at once: the linear program's solution, rounded region by region."""

import time

import numpy as np

from regionplanner.criteria.costs import Integers, Members
from regionplanner.errors import LimitError
from regionplanner.program.columns.master import Master, MasterSolution
from regionplanner.regions.candidates import Candidates

_ROUNDS = 2  # of new columns, each time regions have been chosen
_SHARES = (0.7, 0.9, 1.0)  # regions of which so much is chosen are chosen for good, first to last
_NEVER = np.int64(2**50)
_TOLERANCE = 1e-6


def dived_cover(
    candidates: Candidates, master: Master, n_regions: int, *, deadline: float
) -> Members | None:
    """Return a cover by diving, or None when the dive ran aground.

    The regions that the linear program chooses for the most part are chosen for good; then new
    columns are generated for the units that are left, and so on. Where units are left that no
    region can cover any more, the regions around them are released, and it goes on with more care.

    Parameters
    ----------
    candidates
        Candidate regions of the parent with their costs.
    master
        Holds the columns found so far; is added to.
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
    master.set_regions(n_regions)
    chosen: list[int] = []
    try:
        for share in _SHARES:
            _dive(candidates, master, chosen, n_regions, share, deadline)
            found = master.members[chosen]
            if len(found) == n_regions and bool(found.any(axis=0).all()):
                return found
            _release_around(master, chosen)
    except LimitError:
        return None
    finally:
        for region in chosen:
            master.release(region)
    return None


def _dive(
    candidates: Candidates,
    master: Master,
    chosen: list[int],
    n_regions: int,
    share: float,
    deadline: float,
) -> None:
    """Choose regions for good, one or several at a time, until all are or none can be."""
    while len(chosen) < n_regions and time.monotonic() < deadline:
        covered: Members = np.asarray(master.members[chosen].any(axis=0))
        solution = _generated(candidates, master, covered, deadline)
        members = master.members
        values = np.where((members & covered).any(axis=1), 0.0, solution.values)
        fresh = _worth(values, members, share)
        if not fresh:
            return
        for region in fresh:
            master.choose(region)
        chosen += fresh


def _release_around(master: Master, chosen: list[int]) -> None:
    """Release the regions that share a unit with a column of a unit that is left."""
    members = master.members
    left = ~members[chosen].any(axis=0)
    around = members[(members & left).any(axis=1)].any(axis=0) | left
    for region in list(chosen):
        if (members[region] & around).any():
            master.release(region)
            chosen.remove(region)


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
