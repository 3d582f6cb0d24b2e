"""The candidate regions of local diagrams: swept, streamed, and offered to pricing."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import IMPOSSIBLE, Integers, Members, RegionCosts
from regionplanner.regions.candidates import Pricer
from regionplanner.regions.diagram import DROPPED, N_ENDS, LocalDiagrams
from regionplanner.regions.limits import RegionLimits
from regionplanner.regions.local_priced import (
    PricedLocal,
    Steps,
    least_of,
    lighter_rounds_of,
    priced_local,
    rounds_of,
    steps_of,
)
from regionplanner.regions.sweep import Paths, distinct, joined_paths
from regionplanner.stopping import check_time

Values = tuple[Integers, ...]

LIGHTER = 4
"""A state of local diagrams is swept for one anchor, and takes a quarter of the memory."""


def local_completions(priced: PricedLocal, steps: Steps) -> Values:
    """Return the least cost of completing a region from each state.

    Parameters
    ----------
    priced
        The diagrams with their costs.
    steps
        Of one round.

    Returns
    -------
    tuple of numpy.ndarray
        One array ``(n_states + N_ENDS,)`` a layer, and one after the last; the last values stand
        for the ends of a path.
    """
    values, room = _ends(), _room(priced)
    completions = [values]
    for depth in range(len(priced.diagrams.layers) - 1, -1, -1):
        into, out = _arcs(priced, steps, depth, values, room)
        values = np.concatenate([np.minimum(into, out), _ends()])
        completions.append(values)
    return tuple(reversed(completions))


def best_local(priced: PricedLocal, steps: Steps) -> tuple[Integers, list[Members]]:
    """Return the best reduced cost in each diagram, and what a best region takes in.

    Parameters
    ----------
    priced, steps
        As in `local_completions`.

    Returns
    -------
    best
        Reduced cost under the anchor, shape ``(n_diagrams,)``.
    joins
        For each layer whether its unit is in the best completion of each state.
    """
    joins = []
    (values, *room), ends = _room(priced, 3), _ends()
    values[:N_ENDS] = ends
    for depth in range(len(priced.diagrams.layers) - 1, -1, -1):
        into, out = _arcs(priced, steps, depth, values, room)
        joins.append(into <= out)
        np.minimum(into, out, out=into)
        values, room[0] = room[0], values
        values[len(into) : len(into) + N_ENDS] = ends
    return values[: len(priced.diagrams.homes)].copy(), joins[::-1]  # of their roots


def _ends() -> Integers:
    ends = np.zeros(N_ENDS, dtype=np.int64)
    ends[DROPPED] = IMPOSSIBLE
    return ends


def _room(priced: PricedLocal, n: int = 2) -> list[Integers]:
    """Return room for values of the largest layer: new room for each layer takes twice the time."""
    widest = max(layer.n_states for layer in priced.diagrams.layers) + N_ENDS
    return [np.empty(widest, dtype=np.int64) for _ in range(n)]


def _arcs(
    priced: PricedLocal, steps: Steps, depth: int, values: Integers, room: Sequence[Integers]
) -> tuple[Integers, Integers]:
    """Put the value of each state of a layer with its unit in, and out, in the room for them."""
    layer, arc = priced.diagrams.layers[depth], priced.arc[depth]
    into, out = (some[: layer.n_states] for some in room)
    # clip only spares the check: every child is there
    np.take(values, layer.in_child, out=into, mode="clip")
    np.take(np.ascontiguousarray(steps.into[:, depth]), layer.diagram, out=out, mode="clip")
    into += out
    np.take(values, layer.out_child, out=out, mode="clip")
    if arc is not None:
        into += arc
    if steps.out is not None:
        out += steps.out[:, depth].take(layer.diagram)
    if steps.awaited is not None:
        awaited = steps.awaited[:, depth].take(layer.diagram)
        into[awaited & (layer.in_child >= layer.n_next)] = IMPOSSIBLE
        out[awaited & (layer.out_child >= layer.n_next)] = IMPOSSIBLE
    for sums in (into,) if steps.out is None else (into, out):
        np.minimum(sums, IMPOSSIBLE, out=sums)  # what is impossible stays far from overflow
    return into, out


def best_members(priced: PricedLocal, joins: list[Members], diagrams: NDArray[np.intp]) -> Members:
    """Return the best regions of some diagrams.

    Parameters
    ----------
    priced
        The diagrams with their costs.
    joins
        Of `best_local`.
    diagrams
        Numbers of diagrams that have a region.

    Returns
    -------
    numpy.ndarray
        Shape ``(len(diagrams), n_units)``.
    """
    whole = priced.diagrams
    state = diagrams.copy()
    going = np.arange(len(diagrams))
    members = np.zeros((len(diagrams), whole.n_units), dtype=bool)
    for depth, (layer, joined) in enumerate(zip(whole.layers, joins, strict=True)):
        here = state[going]
        takes = joined[here]
        members[going[takes], whole.units[diagrams[going[takes]], depth]] = True
        state[going] = np.where(takes, layer.in_child[here], layer.out_child[here])
        going = going[state[going] < layer.n_next]
    return members


def local_regions_within(
    priced: PricedLocal,
    prices: Integers,
    limit: int,
    *,
    max_regions: int,
    deadline: float = float("inf"),
) -> Members:
    """Return every candidate region within its limits whose reduced cost is at most `limit`.

    As `regionplanner.regions.pricing.regions_within`, down the layers of all diagrams together.

    Parameters
    ----------
    priced
        The diagrams with their costs.
    prices
        Price of each unit, subtracted from its cost, shape ``(n_units,)``.
    limit
        Largest reduced cost, in quanta.
    max_regions
        The most paths that are followed at a time.
    deadline
        `time.monotonic` value at which to stop.

    Returns
    -------
    numpy.ndarray
        Distinct regions in a fixed order, shape ``(n_regions, n_units)``.

    Raises
    ------
    LimitError
        When more than `max_regions` paths stay within the limit, or at the deadline.
    """
    regions = [np.zeros((0, priced.diagrams.n_units), dtype=bool)]
    for some, choice in lighter_rounds_of(priced, least_of(priced, prices) <= limit):
        check_time(deadline)
        steps = steps_of(some, prices, choice)
        regions.append(_within(some, steps, limit, max_regions, deadline))
    members = distinct(np.concatenate(regions))
    members = members[priced.limits.allow(members)]
    return members[priced.costs.of_until(members, deadline) - members @ prices <= limit]


def _within(
    priced: PricedLocal, steps: Steps, limit: int, max_regions: int, deadline: float
) -> Members:
    """Return the regions of all paths within the limit, in one round of anchors."""
    after = local_completions(priced, steps)
    layers = priced.diagrams.layers
    roots = np.flatnonzero(after[0][: layers[0].n_states] <= limit)
    paths = Paths(
        state=roots,
        root=layers[0].diagram[roots].astype(np.intp),
        cost=np.zeros(len(roots), dtype=np.int64),
        taken=np.zeros((len(roots), len(layers)), dtype=bool),
    )
    complete = []
    for depth, layer in enumerate(layers):
        arrived = []
        for moved in _step(priced, steps, depth, paths):
            within = moved.pick(moved.cost + after[depth + 1][moved.state] <= limit)
            open_ = within.state < layer.n_next
            ended = ~open_
            if steps.awaited is not None:
                ended &= ~steps.awaited[within.root, depth]
            complete.append(within.pick(ended))
            arrived.append(within.pick(open_))
        paths = joined_paths(arrived, max_regions)
        check_time(deadline)
    return _members(priced, complete)


def _step(priced: PricedLocal, steps: Steps, depth: int, paths: Paths) -> tuple[Paths, Paths]:
    """Return the paths with the unit of a layer left out, and taken in."""
    layer, arc = priced.diagrams.layers[depth], priced.arc[depth]
    out_cost, into_cost = paths.cost, paths.cost + steps.into[paths.root, depth]
    if steps.out is not None:
        out_cost = out_cost + steps.out[paths.root, depth]
    if arc is not None:
        into_cost = into_cost + arc[paths.state]
    taken = paths.taken.copy()
    taken[:, depth] = True
    return (
        Paths(layer.out_child[paths.state], paths.root, out_cost, paths.taken),
        Paths(layer.in_child[paths.state], paths.root, into_cost, taken),
    )


def _members(priced: PricedLocal, complete: list[Paths]) -> Members:
    """Return the regions of complete paths."""
    diagram = np.concatenate([paths.root for paths in complete])
    taken = np.concatenate([paths.taken for paths in complete])
    rows, depths = np.nonzero(taken)
    members = np.zeros((len(diagram), priced.diagrams.n_units), dtype=bool)
    members[rows, priced.diagrams.units[diagram[rows], depths]] = True
    return members


class LocalCandidates(PricedLocal):
    """The candidate regions of local diagrams, with their costs."""

    __slots__ = ()

    @property
    def coarse(self) -> bool:
        """Whether sweeps only bound: limits are not seen exactly."""
        return self.limits.binding

    @property
    def n_states(self) -> int:
        """What the diagrams take of memory, in states of a diagram of all regions."""
        return self.diagrams.n_states // LIGHTER

    def bound(self, prices: Integers) -> int:
        """Return a lower bound as if units needed no neighbours, but were near their anchor."""
        return int(least_of(self, prices).min(initial=IMPOSSIBLE))

    @property
    def heuristic_price(self) -> Pricer | None:
        """Return how regions are found whose home is their centre: mostly it is."""
        if self.own.all():
            return None
        return lambda prices, _: self._best(prices)

    def price(self, prices: Integers, deadline: float) -> tuple[int, Members]:
        """Return the least reduced cost of any region, and good regions of each diagram.

        Where a bound leaves room for a region whose centre is another member than its home, only
        the diagrams that may have one are swept again.
        """
        best, members = self._best(prices)
        bounds = np.where(self.own, IMPOSSIBLE, least_of(self, prices))
        rows = np.flatnonzero((bounds < best).any(axis=1))
        if not len(rows):
            return best, members
        some, bounds, at = self.picked(rows), bounds[rows], np.arange(len(rows))
        least, regions = np.full(len(rows), best), [members]
        while (bounds < least.min()).any():
            check_time(deadline)
            first = bounds.argmin(axis=1)
            choice = np.where(bounds[at, first] < least.min(), first, -1)
            regions.append(some.better(prices, choice, least))
            bounds[at, first] = IMPOSSIBLE
        return int(least.min()), distinct(np.concatenate(regions))

    def _best(self, prices: Integers) -> tuple[int, Members]:
        """Return the least reduced cost of regions whose home is their centre, and good ones."""
        least = np.full(len(self.diagrams.homes), IMPOSSIBLE // 2)
        regions = [np.zeros((0, self.diagrams.n_units), dtype=bool)]
        regions += [self.better(prices, choice, least) for choice in rounds_of(self.own)]
        return int(least.min(initial=IMPOSSIBLE // 2)), distinct(np.concatenate(regions))

    def better(self, prices: Integers, choice: NDArray[np.intp], least: Integers) -> Members:
        """Return the best region of each diagram that costs less than the least; lower that."""
        best, joins = best_local(self, steps_of(self, prices, choice))
        better = np.flatnonzero(best < least)
        least[better] = best[better]
        return best_members(self, joins, better)

    enumerate_within = local_regions_within

    def has(self, members: Members) -> Members:
        """Return which of some regions are among them."""
        return self.diagrams.has(members)

    def with_costs(self, costs: RegionCosts) -> "LocalCandidates":
        """Return the same regions with other costs."""
        return local_candidates(self.diagrams, costs, self.limits)


def local_candidates(
    diagrams: LocalDiagrams, costs: RegionCosts, limits: RegionLimits
) -> LocalCandidates:
    """Return the candidate regions of local diagrams.

    Parameters
    ----------
    diagrams
        Candidate regions of one parent.
    costs
        Costs over the same units.
    limits
        Further limits over the same units.
    """
    return priced_local(diagrams, costs, limits, LocalCandidates)
