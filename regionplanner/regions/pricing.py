"""Pricing in the diagram of a parent: the best regions under some duals, and all within a gap.

Column generation asks for them; near every centre `regions.local_candidates` does the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import IMPOSSIBLE, Integers, Members
from regionplanner.regions.diagram import Layer
from regionplanner.regions.priced import (
    PricedDiagram,
    Values,
    anchor_parts,
    arcs_by_child,
    in_parts,
    with_anchors,
)
from regionplanner.regions.sweep import (
    Paths,
    arc_values,
    best_completions,
    completion_values,
    distinct,
    joined_paths,
    least_beyond,
    prefix_values,
    sweep_size,
)
from regionplanner.stopping import check_time

_FEW_VALUES = 1_000_000


@dataclass(frozen=True, slots=True)
class _Swept:
    """A diagram with the values of its states under some prices, from both ends."""

    priced: PricedDiagram
    step: Integers  # cost of each unit under each anchor, less its price
    before: Values
    after: Values


def best_regions(
    priced: PricedDiagram, prices: Integers, deadline: float = float("inf")
) -> tuple[int, Members]:
    """Return the best reduced cost of all, and good regions that differ: candidates for columns.

    Where there are as many anchors as units, the best region under each anchor that could have
    the best of all, which takes one sweep; else the best region through each unit, which takes two.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.
    deadline
        `time.monotonic` value at which to stop.

    Returns
    -------
    best
        Least reduced cost of any candidate region, before the price of a region.
    members
        Distinct regions, shape ``(n_regions, n_units)``.

    Raises
    ------
    LimitError
        At the deadline.
    """
    if priced.incoming:
        return best_through_units(priced, prices)
    best, near = _best_in([near.priced for near in priced.nearby], prices, deadline)
    regions = [np.zeros((0, priced.diagram.n_units), dtype=bool), *near]
    least = least_beyond(priced, prices)
    for part in in_parts(np.argsort(least, kind="stable"), sweep_size(priced)):
        if least[part[0]] >= best:
            break
        if len(regions) > 1:
            check_time(deadline)
        values, members = best_under_anchors(with_anchors(priced, part), prices)
        best = min(best, int(values.min()))
        regions.append(members)
    return best, distinct(np.concatenate(regions))


def best_nearby(
    priced: PricedDiagram, prices: Integers, deadline: float = float("inf")
) -> tuple[int, Members]:
    """Return the same, but only of regions near likely anchors: much faster, and no bound.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.
    deadline
        `time.monotonic` value at which to stop.

    Returns
    -------
    best, members
        As in `best_regions`.

    Raises
    ------
    LimitError
        At the deadline.
    """
    best, regions = _best_in([near.likely for near in priced.nearby], prices, deadline)
    return best, distinct(np.concatenate(regions))


def _best_in(
    parts: Sequence[PricedDiagram], prices: Integers, deadline: float
) -> tuple[int, list[Members]]:
    """Return the best reduced cost in some diagrams, and the best regions of each."""
    best = int(IMPOSSIBLE)
    regions: list[Members] = []
    for part in parts:
        if regions:
            check_time(deadline)
        values, members = best_under_anchors(part, prices)
        best = min(best, int(values.min(initial=IMPOSSIBLE)))
        regions.append(members)
    return best, regions


def best_under_anchors(priced: PricedDiagram, prices: Integers) -> tuple[Integers, Members]:
    """Return the best reduced cost under each anchor, and a region of each that has any.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.

    Returns
    -------
    best
        Shape ``(n_anchors,)``.
    members
        One row for each anchor under which there is a region, ``(n_regions, n_units)``.
    """
    best, joins = best_completions(priced, prices)
    anchors = np.flatnonzero(best < IMPOSSIBLE // 2)
    state = np.zeros(len(anchors), dtype=np.intp)
    going = np.ones(len(anchors), dtype=bool)
    members = np.zeros((len(anchors), priced.diagram.n_units), dtype=bool)
    for layer, joined in zip(priced.diagram.layers, joins, strict=True):
        here = state[going]
        takes = joined[here, anchors[going]]
        members[going, layer.unit] = takes
        state[going] = np.where(takes, layer.in_child[here], layer.out_child[here])
        going &= state < layer.n_next
    return best, members


def best_through_units(priced: PricedDiagram, prices: Integers) -> tuple[int, Members]:
    """Return the best reduced cost of all, and the best region through each unit.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.

    Returns
    -------
    best
        Least reduced cost of any candidate region, before the price of a region.
    members
        Distinct regions, one for each unit that is in any, shape ``(n_regions, n_units)``.
    """
    n_units = priced.diagram.n_units
    best = int(IMPOSSIBLE)
    least = np.full(n_units, IMPOSSIBLE // 2)
    regions = np.zeros((n_units, n_units), dtype=bool)
    if not priced.incoming:
        priced = replace(priced, incoming=arcs_by_child(priced.diagram))
    for part in anchor_parts(priced, np.arange(priced.weight.shape[1])):
        swept = _Swept(
            part,
            part.weight - prices[:, None],
            prefix_values(part, prices),
            completion_values(part, prices),
        )
        best = min(best, int(swept.after[0][0].min(initial=IMPOSSIBLE)))
        _improve(swept, prices, least, regions)
    return best, distinct(regions[least < IMPOSSIBLE // 2])


def _improve(swept: _Swept, prices: Integers, least: Integers, regions: Members) -> None:
    """Put the best region through each unit in its row, where it is better than what is there."""
    priced = swept.priced
    for depth, layer in enumerate(priced.diagram.layers):
        if not layer.n_states:
            break  # every region has ended before
        _, into = arc_values(priced, layer, priced.arc[depth], swept.before[depth], prices)
        into += swept.after[depth + 1].take(layer.in_child, axis=0)
        state, anchor = np.unravel_index(int(into.argmin()), into.shape)
        if into[state, anchor] < least[layer.unit]:
            least[layer.unit] = into[state, anchor]
            regions[layer.unit] = _region_through(swept, depth, int(state), int(anchor))


def _region_through(swept: _Swept, depth: int, state: int, anchor: int) -> Members:
    """Return the best region whose path takes the *in* arc of a state."""
    layer = swept.priced.diagram.layers[depth]
    units = [
        *_units_before(swept, depth, state, anchor),
        layer.unit,
        *_units_after(swept, depth + 1, int(layer.in_child[state]), anchor),
    ]
    members = np.zeros(swept.priced.diagram.n_units, dtype=bool)
    members[units] = True
    return members


def _units_before(swept: _Swept, depth: int, state: int, anchor: int) -> Iterator[int]:
    """Yield the units of the best prefix: upwards along arcs that explain its value exactly."""
    priced = swept.priced
    for i in range(depth - 1, -1, -1):
        layer, (arcs, starts) = priced.diagram.layers[i], priced.incoming[i]
        target, values = swept.before[i + 1][state, anchor], swept.before[i][:, anchor]
        is_forced, step = priced.forced[layer.unit, anchor], swept.step[layer.unit, anchor]
        is_forbidden = priced.forbidden[layer.unit, anchor]
        for arc in arcs[starts[state] : starts[state + 1]].tolist():
            source, is_in = arc % layer.n_states, arc >= layer.n_states
            cost = priced.arc[i][source] + step if is_in else 0
            allowed = not (is_forbidden if is_in else is_forced)
            if values[source] + cost == target and allowed:
                state = source
                if is_in:
                    yield layer.unit
                break


def _units_after(swept: _Swept, depth: int, state: int, anchor: int) -> Iterator[int]:
    """Yield the units of the best completion: downwards along arcs that explain its value."""
    priced = swept.priced
    for i in range(depth, len(priced.diagram.layers)):
        layer = priced.diagram.layers[i]
        if state >= layer.n_states:
            return
        into = int(layer.in_child[state])
        cost = priced.arc[i][state] + swept.step[layer.unit, anchor]
        if priced.forbidden[layer.unit, anchor]:
            cost = IMPOSSIBLE
        if swept.after[i + 1][into, anchor] + cost == swept.after[i][state, anchor]:
            yield layer.unit
            state = into
        else:
            state = int(layer.out_child[state])


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
    regions = [np.zeros((0, priced.diagram.n_units), dtype=bool)]
    everywhere = np.flatnonzero(least_beyond(priced, prices) <= limit)
    searches = [(near.priced, np.arange(len(near.anchors))) for near in priced.nearby]
    for diagram, anchors in [*searches, (priced, everywhere)]:
        within = _anchors_within(diagram, anchors, prices, limit, deadline)
        for part in anchor_parts(diagram, within):
            regions += _paths_within(part, prices, limit, max_regions, deadline)
    members = distinct(np.concatenate(regions))
    members = members[members.any(axis=1)]  # a diagram without regions still has its root
    members = members[priced.limits.allow(members)]
    return members[priced.costs.of_until(members, deadline) - members @ prices <= limit]


def _anchors_within(
    priced: PricedDiagram, anchors: NDArray[np.intp], prices: Integers, limit: int, deadline: float
) -> NDArray[np.intp]:
    """Return those of some anchors under which a region is within the limit."""
    if priced.incoming or len(anchors) * priced.diagram.n_states <= _FEW_VALUES:
        return anchors  # sweeping them twice takes longer
    within = anchors[:0]
    for part in in_parts(anchors, sweep_size(priced)):
        check_time(deadline)
        best, _ = best_completions(with_anchors(priced, part), prices)
        within = np.concatenate([within, part[best <= limit]])
    return within


def _paths_within(
    priced: PricedDiagram, prices: Integers, limit: int, max_regions: int, deadline: float
) -> list[Members]:
    """Return the regions of all paths within the limit, layer by layer."""
    after = completion_values(priced, prices)
    anchor = np.flatnonzero(after[0][0] <= limit)
    paths = Paths(
        state=np.zeros(len(anchor), dtype=np.intp),
        root=anchor,
        cost=np.zeros(len(anchor), dtype=np.int64),
        taken=np.zeros((len(anchor), priced.diagram.n_units), dtype=bool),
    )
    complete = []
    for depth, layer in enumerate(priced.diagram.layers):
        arrived = []
        for moved in _step(priced, prices, depth, layer, paths):
            least = moved.cost + after[depth + 1][moved.state, moved.root]
            within = moved.pick(least <= limit)
            open_ = within.state < layer.n_next
            complete.append(within.taken[~open_])
            arrived.append(within.pick(open_))
        paths = joined_paths(arrived, max_regions)
        check_time(deadline)
    return complete


def _step(
    priced: PricedDiagram, prices: Integers, depth: int, layer: Layer, paths: Paths
) -> tuple[Paths, Paths]:
    """Return the paths with the unit of a layer left out, and taken in."""
    free = paths.pick(~priced.forced[layer.unit, paths.root])
    out = Paths(layer.out_child[free.state], free.root, free.cost, free.taken)
    may = ~priced.forbidden[layer.unit, paths.root]
    paths = paths.pick(may)
    members = paths.taken.copy()
    members[:, layer.unit] = True
    step = priced.weight[layer.unit, paths.root] - prices[layer.unit]
    cost = paths.cost + priced.arc[depth][paths.state] + step
    return out, Paths(layer.in_child[paths.state], paths.root, cost, members)
