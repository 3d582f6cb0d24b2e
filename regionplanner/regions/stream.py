"""Every candidate region within a gap, without looking at any other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Integers, Members
from regionplanner.errors import LimitError
from regionplanner.regions.diagram import Layer
from regionplanner.regions.priced import PricedDiagram, Values, anchor_parts, in_parts, with_anchors
from regionplanner.regions.relaxed import least_beyond
from regionplanner.regions.rows import distinct
from regionplanner.regions.states import DROPPED
from regionplanner.regions.sweep import best_completions, check_time, completion_values, sweep_size

_FEW_VALUES = 1_000_000


@dataclass(frozen=True, slots=True)
class _Paths:
    """Paths from the root to one layer: where they stand, what they cost, what is in."""

    state: NDArray[np.integer]
    anchor: NDArray[np.intp]
    cost: Integers
    members: Members

    def pick(self, rows: Members) -> "_Paths":
        return _Paths(self.state[rows], self.anchor[rows], self.cost[rows], self.members[rows])


def regions_within(
    priced: PricedDiagram,
    prices: Integers,
    limit: int,
    *,
    max_regions: int = 3_000_000,
    deadline: float = float("inf"),
) -> Members:
    """Return every candidate region within its limits whose reduced cost is at most `limit`.

    All paths go down the layers together; a path is dropped as soon as its best completion passes
    the limit, so that (but for what a tally cannot see) every path followed ends in a wanted
    region.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.
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

    References
    ----------
    Baldacci, Christofides & Mingozzi 2008 (enumeration of columns by reduced cost).
    """
    found = [np.zeros((0, priced.diagram.n_units), dtype=bool)]
    everywhere = np.flatnonzero(least_beyond(priced, prices) <= limit)
    searches = [(near.priced, np.arange(len(near.where.anchors))) for near in priced.nearby]
    for diagram, anchors in [*searches, (priced, everywhere)]:
        within = _anchors_within(diagram, anchors, prices, limit, deadline)
        for part in anchor_parts(diagram, within):
            found += _paths_within(part, prices, limit, max_regions, deadline)
    members = distinct(np.concatenate(found))
    members = members[members.any(axis=1)]  # a diagram without regions still has its root
    members = members[priced.limits.allow(members)]
    return members[priced.costs.of(members) - members @ prices <= limit]


def _anchors_within(
    priced: PricedDiagram,
    anchors: NDArray[np.intp],
    prices: Integers,
    limit: int,
    deadline: float,
) -> NDArray[np.intp]:
    """Return those of some anchors under which a region is within the limit."""
    if priced.incoming or len(anchors) * priced.diagram.n_states <= _FEW_VALUES:
        return anchors  # it takes longer to look at them twice
    found = anchors[:0]
    for part in in_parts(anchors, sweep_size(priced)):
        check_time(deadline)
        best, _ = best_completions(with_anchors(priced, part), prices)
        found = np.concatenate([found, part[best <= limit]])
    return found


def _paths_within(
    priced: PricedDiagram, prices: Integers, limit: int, max_regions: int, deadline: float
) -> list[Members]:
    """Return the regions of all paths within the limit, layer by layer."""
    after = completion_values(priced, prices)
    anchor = np.flatnonzero(after[0][0] <= limit)
    paths = _Paths(
        state=np.zeros(len(anchor), dtype=np.intp),
        anchor=anchor,
        cost=np.zeros(len(anchor), dtype=np.int64),
        members=np.zeros((len(anchor), priced.diagram.n_units), dtype=bool),
    )
    complete = []
    for depth, layer in enumerate(priced.diagram.layers):
        arrived = []
        for moved in _step(priced, prices, depth, layer, paths):
            open_ = moved.state < layer.n_next
            end = moved.state - layer.n_next
            ended = ~open_ & (end != DROPPED)
            ends = priced.end_after(depth)[np.where(ended, end, DROPPED), moved.anchor]
            complete.append(moved.members[moved.cost + ends <= limit])
            arrived.append(moved.pick(open_ & (_bound(after, depth + 1, moved) <= limit)))
        paths = _together(*arrived)
        if len(paths.state) > max_regions:
            raise LimitError(
                f"more than {max_regions:,} candidate regions can be in a plan as good as what is "
                "proven, the most that are chosen from together; a neighbourhood "
                "(--neighbourhood N), a smaller largest size (--max) or closer bounds leave fewer"
            )
        check_time(deadline)
    return complete


def _step(
    priced: PricedDiagram, prices: Integers, depth: int, layer: Layer, paths: _Paths
) -> tuple[_Paths, _Paths]:
    """Return the paths with the unit of a layer left out, and taken in."""
    free = paths.pick(~priced.forced[layer.unit, paths.anchor])
    out = _Paths(layer.out_child[free.state], free.anchor, free.cost, free.members)
    may = ~priced.barred[layer.unit, paths.anchor]
    paths = paths.pick(may)
    members = paths.members.copy()
    members[:, layer.unit] = True
    step = priced.weight[layer.unit, paths.anchor] - prices[layer.unit]
    cost = paths.cost + priced.arc[depth][paths.state] + step
    return out, _Paths(layer.in_child[paths.state], paths.anchor, cost, members)


def _bound(after: Values, depth: int, paths: _Paths) -> Integers:
    """Return the least cost with which each path can be completed."""
    if depth == len(after):
        return paths.cost
    completion: Integers = after[depth][paths.state, paths.anchor]
    return paths.cost + completion


def _together(one: _Paths, other: _Paths) -> _Paths:
    return _Paths(
        np.concatenate([one.state, other.state]),
        np.concatenate([one.anchor, other.anchor]),
        np.concatenate([one.cost, other.cost]),
        np.concatenate([one.members, other.members]),
    )
