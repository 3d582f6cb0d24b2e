"""Best values over all candidate regions, by sweeps over the layers of the diagram."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import (
    IMPOSSIBLE,
    AnchorCosts,
    Deviation,
    Integers,
    Members,
    RegionCosts,
)
from regionplanner.regions.diagram import Layer, RegionDiagram
from regionplanner.regions.limits import RegionLimits, no_limits
from regionplanner.regions.states import ABOVE, BELOW, DROPPED, N_ENDS

Values = tuple[Integers, ...]

_MOST_VALUES = 8_000_000
"""Values of 8 bytes that a sweep keeps at a time: more anchors are swept one part at a time."""


@dataclass(frozen=True, slots=True)
class PricedDiagram:
    """A diagram whose *in* arcs carry the costs of one criterion mix.

    Attributes
    ----------
    diagram
        The candidate regions.
    costs
        What they cost.
    limits
        What else they must keep; sweeps do not see it, so their values are bounds.
    arc
        Cost of each *in* arc that depends on no anchor, one array ``(n_states,)`` a layer.
    weight
        Cost of each unit under each anchor, shape ``(n_units, n_anchors)``.
    forced
        Which anchors force which units in, shape ``(n_units, n_anchors)``.
    barred
        Which anchors bar which units, shape ``(n_units, n_anchors)``.
    end
        Cost of each end of a path under each anchor, shape ``(N_ENDS, n_anchors)``.
    incoming
        Per layer after the first: arcs sorted by child, and where each child's arcs start.
    """

    diagram: RegionDiagram
    costs: RegionCosts
    limits: RegionLimits
    arc: Values
    weight: Integers
    forced: Members
    barred: Members
    end: Integers
    incoming: tuple[tuple[NDArray[np.intp], NDArray[np.intp]], ...]

    @property
    def coarse(self) -> bool:
        """Whether sweeps only bound: limits and tallies are not seen exactly."""
        return self.limits.binding or self.costs.deviation is not None


def priced_diagram(
    diagram: RegionDiagram, costs: RegionCosts, limits: RegionLimits | None = None
) -> PricedDiagram:
    """Return the diagram with the costs laid on its arcs.

    Parameters
    ----------
    diagram
        Candidate regions of one parent.
    costs
        Costs over the same units, in the same positions.
    limits
        Further limits over the same units; none when None.
    """
    n_units = diagram.n_units
    anchors = costs.anchors or AnchorCosts(
        forced=np.empty((1, 0), dtype=np.intp), weight=np.zeros((n_units, 1), dtype=np.int64)
    )
    forced = np.zeros(anchors.weight.shape, dtype=bool)
    for anchor, units in enumerate(anchors.forced):
        forced[units, anchor] = True
    end = np.zeros((N_ENDS, len(anchors.forced)), dtype=np.int64)
    end[DROPPED] = IMPOSSIBLE
    priced = PricedDiagram(
        diagram=diagram,
        costs=costs,
        limits=limits or no_limits(n_units),
        arc=tuple(
            costs.unit[layer.unit] + layer.chosen @ costs.pair[layer.unit, layer.earlier]
            for layer in diagram.layers
        ),
        weight=anchors.weight,
        forced=forced,
        barred=np.zeros_like(forced) if anchors.barred is None else anchors.barred,
        end=end,
        incoming=tuple(_incoming(layer) for layer in diagram.layers),
    )
    return priced if costs.deviation is None else _with_sides(priced, costs.deviation)


def _with_sides(priced: PricedDiagram, deviation: Deviation) -> PricedDiagram:
    """Return the diagram with each anchor twice: for regions below the target, and above it.

    On either side the deviation is additive.
    """
    share = deviation.factor * deviation.values[:, None]
    below, above = priced.end.copy(), priced.end.copy()
    below[:DROPPED] += deviation.target
    below[ABOVE] = IMPOSSIBLE
    above[:DROPPED] -= deviation.target
    above[BELOW] = IMPOSSIBLE
    return replace(
        priced,
        weight=np.hstack([priced.weight - share, priced.weight + share]),
        forced=np.hstack([priced.forced, priced.forced]),
        barred=np.hstack([priced.barred, priced.barred]),
        end=np.hstack([below, above]),
    )


def anchor_parts(priced: PricedDiagram) -> Iterator[PricedDiagram]:
    """Yield the diagram with some of its anchors at a time, so that sweeps stay small.

    Parameters
    ----------
    priced
        The diagram with its costs.
    """
    n_anchors = priced.weight.shape[1]
    size = max(1, _MOST_VALUES // max(1, priced.diagram.n_states))
    if n_anchors <= size:
        yield priced
        return
    for part in np.array_split(np.arange(n_anchors), -(-n_anchors // size)):
        yield with_anchors(priced, part)


def with_anchors(priced: PricedDiagram, anchors: NDArray[np.integer]) -> PricedDiagram:
    """Return the diagram with only some of its anchors.

    Parameters
    ----------
    priced
        The diagram with its costs.
    anchors
        Positions, or which.
    """
    return replace(
        priced,
        weight=priced.weight[:, anchors],
        forced=priced.forced[:, anchors],
        barred=priced.barred[:, anchors],
        end=priced.end[:, anchors],
    )


def _incoming(layer: Layer) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the arcs into the next layer sorted by child, and each child's first arc.

    Arc ``a`` is the *out* arc of state ``a``, or the *in* arc of state ``a - n_states``.
    """
    child = np.concatenate([layer.out_child, layer.in_child])
    arcs = np.argsort(child, kind="stable")
    ordered = child[arcs]
    return arcs, np.searchsorted(ordered, np.arange(layer.n_next + 1))


def completion_values(priced: PricedDiagram, prices: Integers) -> Values:
    """Return the least cost of completing a region from each state.

    Parameters
    ----------
    priced
        The diagram with its costs.
    prices
        Price of each unit (its dual), subtracted from its cost, shape ``(n_units,)``.

    Returns
    -------
    tuple of numpy.ndarray
        One array ``(n_states + N_ENDS, n_anchors)`` a layer; the last rows stand for the ends of
        a path. Row 0 of the first is the best reduced cost under each anchor.
    """
    values = priced.end
    result = []
    for layer, arc in zip(reversed(priced.diagram.layers), reversed(priced.arc), strict=True):
        into = values.take(layer.in_child, axis=0)
        into += arc[:, None]
        into += priced.weight[layer.unit] - prices[layer.unit]
        into[:, priced.barred[layer.unit]] = IMPOSSIBLE
        out = values.take(layer.out_child, axis=0)
        out[:, priced.forced[layer.unit]] = IMPOSSIBLE
        values = np.empty((layer.n_states + N_ENDS, into.shape[1]), dtype=np.int64)
        np.minimum(out, into, out=values[:-N_ENDS])
        values[-N_ENDS:] = priced.end
        result.append(values)
    return tuple(reversed(result))


def prefix_values(priced: PricedDiagram, prices: Integers) -> Values:
    """Return the least cost of reaching each state from the root.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.

    Returns
    -------
    tuple of numpy.ndarray
        One array ``(n_states, n_anchors)`` a layer.
    """
    values = np.zeros((1, priced.weight.shape[1]), dtype=np.int64)
    result = [values]
    layers = priced.diagram.layers
    for layer, arc, (arcs, starts) in zip(layers, priced.arc, priced.incoming, strict=True):
        if not layer.n_next:
            break
        out, into = _arc_values(priced, layer, arc, values, prices)
        arriving = np.concatenate([out, into])[arcs[: starts[-1]]]
        values = np.minimum.reduceat(arriving, starts[:-1], axis=0)
        result.append(values)
    return tuple(result)


def _arc_values(
    priced: PricedDiagram, layer: Layer, arc: Integers, values: Integers, prices: Integers
) -> tuple[Integers, Integers]:
    """Return the cost of the best prefix that ends with each arc of a layer."""
    out = values.copy()
    out[:, priced.forced[layer.unit]] = IMPOSSIBLE
    into = values + arc[:, None] + (priced.weight[layer.unit] - prices[layer.unit])
    into[:, priced.barred[layer.unit]] = IMPOSSIBLE
    return out, into


@dataclass(frozen=True, slots=True)
class _Swept:
    """A diagram with the values of its states under some prices, from both ends."""

    priced: PricedDiagram
    step: Integers  # cost of each unit under each anchor, less its price
    before: Values
    after: Values


def best_regions(priced: PricedDiagram, prices: Integers) -> tuple[int, Members]:
    """Return the best reduced cost of all, and good regions that differ: candidates for columns.

    Where there are as many anchors as units, the best region under each anchor, which takes one
    sweep; else the best region through each unit, which takes two.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.

    Returns
    -------
    best
        Least reduced cost of any candidate region, before the price of a region.
    members
        Distinct regions, shape ``(n_regions, n_units)``.
    """
    if priced.weight.shape[1] < priced.diagram.n_units:
        return best_through_units(priced, prices)
    return best_under_anchors(priced, prices)


def best_under_anchors(priced: PricedDiagram, prices: Integers) -> tuple[int, Members]:
    """Return the best reduced cost of all, and the best region under each anchor.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.

    Returns
    -------
    best, members
        As in `best_regions`.
    """
    best = int(IMPOSSIBLE)
    found = []
    for part in anchor_parts(priced):
        after = completion_values(part, prices)
        best = min(best, int(after[0][0].min()))
        found.append(_best_paths(part, prices, after))
    return best, np.unique(np.concatenate(found), axis=0)


def _best_paths(priced: PricedDiagram, prices: Integers, after: Values) -> Members:
    """Return the region of the best path under each anchor that has any."""
    anchors = np.flatnonzero(after[0][0] < IMPOSSIBLE // 2)
    state = np.zeros(len(anchors), dtype=np.intp)
    members = np.zeros((len(anchors), priced.diagram.n_units), dtype=bool)
    layers = priced.diagram.layers
    for depth, (layer, arc) in enumerate(zip(layers, priced.arc, strict=True)):
        going = np.flatnonzero(state < layer.n_states)
        here, under = state[going], anchors[going]
        step = priced.weight[layer.unit, under] - prices[layer.unit]
        into = layer.in_child[here]
        following = after[depth + 1] if depth + 1 < len(after) else priced.end
        joins = following[into, under] + arc[here] + step == after[depth][here, under]
        joins &= ~priced.barred[layer.unit, under]
        members[going, layer.unit] = joins
        state[going] = np.where(joins, into, layer.out_child[here])
        state[np.setdiff1d(np.arange(len(state)), going)] = np.iinfo(np.intp).max
    return members


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
    for part in anchor_parts(priced):
        swept = _Swept(
            part,
            part.weight - prices[:, None],
            prefix_values(part, prices),
            completion_values(part, prices),
        )
        best = min(best, int(swept.after[0][0].min(initial=IMPOSSIBLE)))
        _improve(swept, prices, least, regions)
    return best, np.unique(regions[least < IMPOSSIBLE // 2], axis=0)


def _improve(swept: _Swept, prices: Integers, least: Integers, regions: Members) -> None:
    """Put the best region through each unit in its row, where it is better than what is there."""
    priced = swept.priced
    for depth, layer in enumerate(priced.diagram.layers):
        if not layer.n_states:
            break  # every region has ended before
        _, into = _arc_values(priced, layer, priced.arc[depth], swept.before[depth], prices)
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
