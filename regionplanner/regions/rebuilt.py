"""Diagrams within a memory: those that do not fit are dropped, and built anew for each use."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from regionplanner.criteria.costs import Integers, Members, RegionCosts
from regionplanner.errors import LimitError
from regionplanner.regions.candidates import Candidates, Finder
from regionplanner.regions.limits import RegionLimits
from regionplanner.regions.room import Room
from regionplanner.regions.rows import distinct

Build = Callable[[], Candidates]


@dataclass(frozen=True, slots=True)
class RebuiltCandidates:
    """Candidate regions whose diagrams are only there while they are used.

    Attributes
    ----------
    build
        Returns them.
    costs, limits, coarse, n_states
        What `build` returns has these.
    has_likely
        Whether it knows how good regions are found fast.
    """

    build: Build
    costs: RegionCosts
    limits: RegionLimits
    coarse: bool
    n_states: int
    has_likely: bool

    def least(self, prices: Integers) -> int:
        """Return a lower bound on the reduced cost of any region."""
        return self.build().least(prices)

    def likely(self) -> Finder | None:
        """Return how good regions are found fast."""
        return self._likely if self.has_likely else None

    def _likely(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        built = self.build()
        return (built.likely() or built.best)(prices, deadline)

    def best(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        """Return the least reduced cost of any region, and good regions that differ."""
        return self.build().best(prices, deadline)

    def within(
        self, prices: Integers, limit: int, *, max_regions: int, deadline: float = float("inf")
    ) -> Members:
        """Return every region within the limits whose reduced cost is at most `limit`."""
        return self.build().within(prices, limit, max_regions=max_regions, deadline=deadline)

    def has(self, members: Members) -> Members:
        """Return which of some regions are among them."""
        return self.build().has(members)

    def with_costs(self, costs: RegionCosts) -> "RebuiltCandidates":
        """Return the same regions with other costs."""
        return replace(self, build=lambda: self.build().with_costs(costs), costs=costs)


@dataclass(frozen=True, slots=True)
class JoinedCandidates:
    """The candidate regions of several sets, which may overlap, of one parent.

    Attributes
    ----------
    parts
        The sets, with the same costs and limits.
    """

    parts: tuple[Candidates, ...]

    @property
    def costs(self) -> RegionCosts:
        """What they cost."""
        return self.parts[0].costs

    @property
    def limits(self) -> RegionLimits:
        """What else they must keep."""
        return self.parts[0].limits

    @property
    def coarse(self) -> bool:
        """Whether sweeps only bound."""
        return any(part.coarse for part in self.parts)

    @property
    def n_states(self) -> int:
        """States of all diagrams, in states of a diagram of all regions."""
        return sum(part.n_states for part in self.parts)

    def least(self, prices: Integers) -> int:
        """Return a lower bound on the reduced cost of any region."""
        return min(part.least(prices) for part in self.parts)

    def likely(self) -> Finder | None:
        """Return how good regions are found fast: where any part knows."""
        finders = [part.likely() or part.best for part in self.parts]
        return None if all(part.likely() is None for part in self.parts) else partial(_all, finders)

    def best(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        """Return the least reduced cost of any region, and good regions that differ."""
        return _all([part.best for part in self.parts], prices, deadline)

    def within(
        self, prices: Integers, limit: int, *, max_regions: int, deadline: float = float("inf")
    ) -> Members:
        """Return every region within the limits whose reduced cost is at most `limit`."""
        found = np.zeros((0, self.costs.n_units), dtype=bool)
        for part in self.parts:
            more = part.within(prices, limit, max_regions=max_regions, deadline=deadline)
            found = distinct(np.concatenate([found, more]))
            if len(found) > max_regions:
                raise LimitError(f"more than {max_regions:,} regions lie within the limit")
        return found

    def has(self, members: Members) -> Members:
        """Return which of some regions are among them."""
        found: Members = np.any([part.has(members) for part in self.parts], axis=0)
        return found

    def with_costs(self, costs: RegionCosts) -> "JoinedCandidates":
        """Return the same regions with other costs."""
        return JoinedCandidates(tuple(part.with_costs(costs) for part in self.parts))


def _all(finders: Sequence[Finder], prices: Integers, deadline: float) -> tuple[int, Members]:
    found = [find(prices, deadline) for find in finders]
    return min(best for best, _ in found), distinct(np.concatenate([rows for _, rows in found]))


def _dropped(build: Build, known: Candidates) -> RebuiltCandidates:
    """Return candidate regions that are built anew for each use."""
    has_likely = known.likely() is not None
    return RebuiltCandidates(
        build, known.costs, known.limits, known.coarse, known.n_states, has_likely
    )


def held(builds: Iterator[tuple[Build, Candidates]], room: Room) -> tuple[Candidates, ...]:
    """Return sets of candidate regions, with as many of their diagrams as there is room for.

    Parameters
    ----------
    builds
        How each set is built, and the set.
    room
        For diagrams.
    """
    left = room.n_states
    found: list[Candidates] = []
    for build, candidates in builds:
        fits = candidates.n_states <= left
        left -= candidates.n_states if fits else 0
        found.append(candidates if fits else _dropped(build, candidates))
    return tuple(found)
