"""The best candidate regions under some prices: candidates for columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from regionplanner.criteria.costs import IMPOSSIBLE, Integers, Members
from regionplanner.regions.priced import (
    PricedDiagram,
    Values,
    anchor_parts,
    arcs_by_child,
    in_parts,
    with_anchors,
)
from regionplanner.regions.relaxed import least_beyond
from regionplanner.regions.rows import distinct
from regionplanner.regions.sweep import (
    arc_values,
    best_completions,
    check_time,
    completion_values,
    prefix_values,
    sweep_size,
)


@dataclass(frozen=True, slots=True)
class _Swept:
    """A diagram with the values of its states under some prices, from both ends."""

    priced: PricedDiagram
    step: Integers  # cost of each unit under each anchor, less its price
    before: Values
    after: Values


def best_regions(
    priced: PricedDiagram, prices: Integers, *, deadline: float = float("inf")
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
    found = [np.zeros((0, priced.diagram.n_units), dtype=bool), *near]
    least = least_beyond(priced, prices)
    for part in in_parts(np.argsort(least, kind="stable"), sweep_size(priced)):
        if least[part[0]] >= best:
            break
        if len(found) > 1:
            check_time(deadline)
        values, members = best_under_anchors(with_anchors(priced, part), prices)
        best = min(best, int(values.min()))
        found.append(members)
    return best, distinct(np.concatenate(found))


def best_nearby(
    priced: PricedDiagram, prices: Integers, *, deadline: float = float("inf")
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
    best, found = _best_in([near.likely for near in priced.nearby], prices, deadline)
    return best, distinct(np.concatenate(found))


def _best_in(
    parts: Sequence[PricedDiagram], prices: Integers, deadline: float
) -> tuple[int, list[Members]]:
    """Return the best reduced cost in some diagrams, and the best regions of each."""
    best = int(IMPOSSIBLE)
    found: list[Members] = []
    for part in parts:
        if found:
            check_time(deadline)
        values, members = best_under_anchors(part, prices)
        best = min(best, int(values.min(initial=IMPOSSIBLE)))
        found.append(members)
    return best, found


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
        into += _following(swept, depth).take(layer.in_child, axis=0)
        state, anchor = np.unravel_index(int(into.argmin()), into.shape)
        if into[state, anchor] < least[layer.unit]:
            least[layer.unit] = into[state, anchor]
            regions[layer.unit] = _region_through(swept, depth, int(state), int(anchor))


def _following(swept: _Swept, depth: int) -> Integers:
    """Return the completion values of the states after a layer."""
    if depth + 1 < len(swept.after):
        return swept.after[depth + 1]
    return swept.priced.end


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
        is_barred = priced.barred[layer.unit, anchor]
        for arc in arcs[starts[state] : starts[state + 1]].tolist():
            source, is_in = arc % layer.n_states, arc >= layer.n_states
            cost = priced.arc[i][source] + step if is_in else 0
            allowed = not (is_barred if is_in else is_forced)
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
        if priced.barred[layer.unit, anchor]:
            cost = IMPOSSIBLE
        if _following(swept, i)[into, anchor] + cost == swept.after[i][state, anchor]:
            yield layer.unit
            state = into
        else:
            state = int(layer.out_child[state])
