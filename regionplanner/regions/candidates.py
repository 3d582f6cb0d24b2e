"""Candidate regions with their costs, from a diagram or from several within a memory."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import numpy as np

from regionplanner.criteria.costs import Integers, Members, RegionCosts
from regionplanner.errors import LimitError
from regionplanner.regions.diagram import RegionDiagram
from regionplanner.regions.limits import RegionLimits
from regionplanner.regions.priced import PricedDiagram, priced_diagram, with_anchors
from regionplanner.regions.pricing import best_nearby, best_regions, regions_within
from regionplanner.regions.sweep import distinct, least_values

Pricer = Callable[[Integers, float], tuple[int, Members]]
"""From prices and a deadline to the least reduced cost, and good regions that differ."""


class Candidates(Protocol):
    """The candidate regions of one parent, under one criterion mix."""

    @property
    def costs(self) -> RegionCosts:
        """What they cost."""

    @property
    def limits(self) -> RegionLimits:
        """What else they must keep, beyond what `price` sees."""

    @property
    def coarse(self) -> bool:
        """Whether `price` only bounds: limits and tallies are not seen exactly."""

    @property
    def n_states(self) -> int:
        """What their diagrams take of memory, in states of a diagram of all regions."""

    def bound(self, prices: Integers) -> int:
        """Return a lower bound on the reduced cost of any region, without a sweep."""

    @property
    def heuristic_price(self) -> Pricer | None:
        """Return how good regions are found fast, without a bound; None where nothing is faster."""

    def price(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        """Return the least reduced cost of any region, and good regions that differ.

        Raises
        ------
        LimitError
            At the deadline, a `time.monotonic` value.
        """

    def enumerate_within(
        self, prices: Integers, limit: int, *, max_regions: int, deadline: float = float("inf")
    ) -> Members:
        """Return every region within the limits whose reduced cost is at most `limit`.

        Raises
        ------
        LimitError
            When they are more than `max_regions`, or at the deadline.
        """

    def has(self, members: Members) -> Members:
        """Return which of some regions, one a row, are among them."""

    def with_costs(self, costs: RegionCosts) -> "Candidates":
        """Return the same regions with other costs."""


class DiagramCandidates(PricedDiagram):
    """The candidate regions of one diagram, with their costs."""

    __slots__ = ()

    @property
    def n_states(self) -> int:
        """Number of states of the diagram."""
        return self.diagram.n_states

    def bound(self, prices: Integers) -> int:
        """Return a lower bound as if units needed no neighbours."""
        return int(least_values(self, prices).min())

    @property
    def heuristic_price(self) -> Pricer | None:
        """Return how regions near likely centres are found, where that is much less work.

        Where sweeps are long, near their centres. With two criteria that have a centre each, the
        two mostly coincide.
        """
        if self.nearby:
            return partial(best_nearby, self)
        likely = self.forced.sum(axis=0) <= 1
        return None if likely.all() else partial(best_regions, with_anchors(self, likely))

    price = best_regions
    enumerate_within = regions_within

    def has(self, members: Members) -> Members:
        """Return which of some regions are among them."""
        return self.diagram.has(members)

    def with_costs(self, costs: RegionCosts) -> "DiagramCandidates":
        """Return the same regions with other costs."""
        return diagram_candidates(self.diagram, costs, self.limits)


def diagram_candidates(
    diagram: RegionDiagram, costs: RegionCosts, limits: RegionLimits | None = None
) -> DiagramCandidates:
    """Return the candidate regions of a diagram.

    Parameters
    ----------
    diagram
        Candidate regions of one parent.
    costs
        Costs over the same units, in the same positions.
    limits
        Further limits over the same units; none when None.
    """
    return priced_diagram(diagram, costs, limits, DiagramCandidates)


class Room:
    """How many states of diagrams a process keeps; others are dropped and built anew for each use.

    It changes how long a search takes and not what it finds: all rooms have the same text, by
    which answers are known.

    Parameters
    ----------
    n_states
        In states of a diagram of all regions; local ones take less.
    """

    __slots__ = ("n_states",)

    def __init__(self, n_states: float) -> None:
        self.n_states = n_states

    def __repr__(self) -> str:
        return "Room"


NO_END = Room(float("inf"))
"""Room for any diagram."""

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
    has_heuristic
        Whether it knows how good regions are found fast.
    """

    build: Build
    costs: RegionCosts
    limits: RegionLimits
    coarse: bool
    n_states: int
    has_heuristic: bool

    def bound(self, prices: Integers) -> int:
        """Return a lower bound on the reduced cost of any region."""
        return self.build().bound(prices)

    @property
    def heuristic_price(self) -> Pricer | None:
        """Return how good regions are found fast."""
        return self._heuristic_price if self.has_heuristic else None

    def _heuristic_price(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        built = self.build()
        return (built.heuristic_price or built.price)(prices, deadline)

    def price(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        """Return the least reduced cost of any region, and good regions that differ."""
        return self.build().price(prices, deadline)

    def enumerate_within(
        self, prices: Integers, limit: int, *, max_regions: int, deadline: float = float("inf")
    ) -> Members:
        """Return every region within the limits whose reduced cost is at most `limit`."""
        return self.build().enumerate_within(
            prices, limit, max_regions=max_regions, deadline=deadline
        )

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

    def bound(self, prices: Integers) -> int:
        """Return a lower bound on the reduced cost of any region."""
        return min(part.bound(prices) for part in self.parts)

    @property
    def heuristic_price(self) -> Pricer | None:
        """Return how good regions are found fast: where any part knows."""
        if all(part.heuristic_price is None for part in self.parts):
            return None
        return partial(_all, [part.heuristic_price or part.price for part in self.parts])

    def price(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        """Return the least reduced cost of any region, and good regions that differ."""
        return _all([part.price for part in self.parts], prices, deadline)

    def enumerate_within(
        self, prices: Integers, limit: int, *, max_regions: int, deadline: float = float("inf")
    ) -> Members:
        """Return every region within the limits whose reduced cost is at most `limit`."""
        regions = np.zeros((0, self.costs.n_units), dtype=bool)
        for part in self.parts:
            more = part.enumerate_within(prices, limit, max_regions=max_regions, deadline=deadline)
            regions = distinct(np.concatenate([regions, more]))
            if len(regions) > max_regions:
                raise LimitError(
                    "more than {max_regions:,} regions lie within the limit",
                    max_regions=max_regions,
                )
        return regions

    def has(self, members: Members) -> Members:
        """Return which of some regions are among them."""
        known: Members = np.any([part.has(members) for part in self.parts], axis=0)
        return known

    def with_costs(self, costs: RegionCosts) -> "JoinedCandidates":
        """Return the same regions with other costs."""
        return JoinedCandidates(tuple(part.with_costs(costs) for part in self.parts))


def _all(finders: Sequence[Pricer], prices: Integers, deadline: float) -> tuple[int, Members]:
    members = [find(prices, deadline) for find in finders]
    return min(best for best, _ in members), distinct(np.concatenate([rows for _, rows in members]))


def _dropped(build: Build, known: Candidates) -> RebuiltCandidates:
    """Return candidate regions that are built anew for each use."""
    has_heuristic = known.heuristic_price is not None
    return RebuiltCandidates(
        build, known.costs, known.limits, known.coarse, known.n_states, has_heuristic
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
    kept: list[Candidates] = []
    for build, candidates in builds:
        fits = candidates.n_states <= left
        left -= candidates.n_states if fits else 0
        kept.append(candidates if fits else _dropped(build, candidates))
    return tuple(kept)
