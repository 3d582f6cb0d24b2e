"""Which numbers of regions are possible: any division will do, so it need not be the best."""

import time

import networkx as nx
import numpy as np

from regionplanner.criteria.costs import IMPOSSIBLE, Members
from regionplanner.errors import LimitError, SolverError
from regionplanner.program.columns.cover import CoverProblem, cheapest_cover
from regionplanner.program.columns.generate import DualBound, dual_bound
from regionplanner.program.columns.search import Search
from regionplanner.program.posed.candidates import problem_candidates
from regionplanner.program.posed.problem import ParentProblem

_AT_HAND = 3000
_MOST_COLUMNS = 20_000
_FIRST_SHARE = 1000
_FASTER = 8


class Divisions:
    """Finds out, one by one, which numbers of regions are possible, and remembers it.

    Parameters
    ----------
    problem
        The reference region.
    """

    def __init__(self, problem: ParentProblem) -> None:
        self._problem = problem
        self._search: Search | None = None
        self._known: dict[int, bool | None] = {}

    def at_a_glance(self) -> set[int]:
        """Return numbers of regions that are easily seen to be possible: very small or large."""
        problem, n_units = self._problem, len(self._problem.units)
        if not n_units:
            return {len(problem.locked)}
        graph = nx.Graph((a, b) for a, row in enumerate(problem.adjacency) for b in row)
        graph.add_nodes_from(range(n_units))
        whole = np.zeros((nx.number_connected_components(graph), n_units), dtype=bool)
        for row, part in enumerate(nx.connected_components(graph)):
            whole[row, sorted(part)] = True
        return {
            len(regions) + len(problem.locked)
            for regions in (np.eye(n_units, dtype=bool), whole)
            if self._allowed(regions)
        }

    def _allowed(self, regions: Members) -> bool:
        """Return whether connected regions keep everything that is asked of a region."""
        problem = self._problem
        sizes = regions @ np.array(problem.rules.sizes)
        fits = ((sizes >= problem.min_units) & (sizes <= problem.max_units)).all()
        asked = zip(problem.rules.apart, problem.rules.together, strict=True)
        kept = all(
            not region[list(apart)].any() and region[list(with_it)].all()
            for unit, (apart, with_it) in enumerate(asked)
            for region in regions[regions[:, unit]]
        )
        possible = (problem.costs.of(regions) < IMPOSSIBLE).all()
        return bool(fits and kept and possible and problem.limits.allow(regions).all())

    def exists(self, n_regions: int, *, deadline: float) -> bool | None:
        """Return whether a division into a number of regions exists; None: not known."""
        if not self._problem.units:
            return n_regions == len(self._problem.locked)
        if n_regions not in self._known:
            if time.monotonic() > deadline:
                return None
            free = n_regions - len(self._problem.locked)
            try:
                self._known[n_regions] = self._exists(free, deadline)
            except (LimitError, SolverError):
                self._known[n_regions] = None
        return self._known[n_regions]

    def _exists(self, n_regions: int, deadline: float) -> bool | None:
        costs = self._problem.costs
        if self._search is None:
            candidates = problem_candidates(self._problem, costs, deadline=deadline)
            self._search = Search(candidates)
        search = self._search
        dual = dual_bound(
            search.candidates, search.master, n_regions, search.prices, deadline=deadline
        )
        if dual is None:
            return False
        search.prices = dual.prices
        likely = search.master.members
        if len(likely) > _AT_HAND:
            likely = likely[np.argsort(self._reduced(likely, dual), kind="stable")[:_AT_HAND]]
        if self._covers(likely, n_regions, deadline):
            return True
        return self._completed(search, dual, n_regions, deadline)

    def _completed(
        self, search: Search, dual: DualBound, n_regions: int, deadline: float
    ) -> bool | None:
        """Return whether all regions that could matter cover the units; None: too many to tell."""
        ceiling = search.costs.ceiling() - dual.bound
        threshold = max(1, abs(dual.bound) // _FIRST_SHARE)
        while time.monotonic() < deadline:
            members = search.candidates.within(
                dual.prices, dual.best + threshold, max_regions=_MOST_COLUMNS
            )
            covers = self._covers(members, n_regions, deadline)
            if covers or threshold > ceiling:
                return covers
            threshold *= _FASTER
        return None

    def _covers(self, members: Members, n_regions: int, deadline: float) -> bool:
        """Return whether some of the regions are a division; raise when it is not known."""
        left_s = deadline - time.monotonic()
        if left_s <= 0:
            raise SolverError("no time left")
        nothing = np.zeros(len(members), dtype=np.int64)
        cover = CoverProblem(members, n_regions, nothing)
        limit_s = None if left_s == float("inf") else left_s
        return cheapest_cover(cover, time_limit_s=limit_s) is not None

    def _reduced(self, members: Members, dual: DualBound) -> np.ndarray:
        return self._problem.costs.of(members) - members @ dual.prices
