"""Best values over all candidate regions: by sweeps over the layers, and bounds without."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import IMPOSSIBLE, Integers, Members
from regionplanner.errors import LimitError
from regionplanner.regions.diagram import DROPPED, N_ENDS, Layer
from regionplanner.regions.priced import PricedDiagram, Values
from regionplanner.regions.states import unique_rows
from regionplanner.stopping import check_time

_MOST_VALUES = 600_000
"""Values of 8 bytes of a layer that are swept at a time."""

_LAYERS = 16
"""Layers that are swept between two looks at whether to stop."""

_FEWEST_ANCHORS = 16


@dataclass(frozen=True, slots=True)
class Paths:
    """Paths from their roots to one layer: where they stand, what they cost, what is in.

    Attributes
    ----------
    state
        Where each path stands in the layer, shape ``(n_paths,)``.
    root
        Anchor, or diagram of an anchor, of each.
    cost
        So far, in quanta.
    taken
        What is in, shape ``(n_paths, n_units)`` or ``(n_paths, n_layers)``.
    """

    state: NDArray[np.integer]
    root: NDArray[np.intp]
    cost: Integers
    taken: Members

    def pick(self, rows: Members) -> "Paths":
        """Return some of the paths."""
        return Paths(self.state[rows], self.root[rows], self.cost[rows], self.taken[rows])


def joined_paths(parts: Sequence[Paths], max_regions: int) -> Paths:
    """Return all paths of several parts.

    Parameters
    ----------
    parts
        Of one layer.
    max_regions
        The most paths.

    Raises
    ------
    LimitError
        When there are more.
    """
    fields = zip(*((p.state, p.root, p.cost, p.taken) for p in parts), strict=True)
    paths = Paths(*map(np.concatenate, fields))
    if len(paths.state) > max_regions:
        raise LimitError(
            "more than {max_regions:,} candidate regions can be in a plan as good as what is "
            "proven, the most that are chosen from together; a neighbourhood "
            "(--neighbourhood N), a smaller largest size (--max) or closer bounds leave fewer",
            max_regions=max_regions,
        )
    return paths


def distinct(members: Members) -> Members:
    """Return each region once, in the order of its members.

    Parameters
    ----------
    members
        One row a region, shape ``(n_regions, n_units)``.
    """
    n_units = members.shape[1]
    if not n_units:
        return members[:1]
    # the last byte of a row counts most where rows are ordered
    rows, _ = unique_rows(np.packbits(members, axis=1)[:, ::-1])
    return np.unpackbits(rows[:, ::-1], axis=1, count=n_units).view(bool)


def sweep_size(priced: PricedDiagram) -> int:
    """Return how many anchors are swept at a time, so that a layer stays in the cache.

    Parameters
    ----------
    priced
        The diagram with its costs.
    """
    widest = max(layer.n_states for layer in priced.diagram.layers)
    return max(_FEWEST_ANCHORS, _MOST_VALUES // widest)


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
        One array ``(n_states + N_ENDS, n_anchors)`` a layer, and one after the last; the last rows
        stand for the ends of a path. Row 0 of the first is the best reduced cost under each anchor.
    """
    values = priced.end
    spare = _buffer(priced)
    result = [values]
    for depth in range(len(priced.diagram.layers) - 1, -1, -1):
        n_states = priced.diagram.layers[depth].n_states
        here = np.empty((n_states + N_ENDS, values.shape[1]), dtype=np.int64)
        into, out = here[:n_states], spare[:n_states]
        _extend(priced, prices, depth, values, into, out)
        np.minimum(into, out, out=into)
        here[n_states:] = priced.end_after(depth - 1)
        values = here
        result.append(values)
    return tuple(reversed(result))


def best_completions(priced: PricedDiagram, prices: Integers) -> tuple[Integers, list[Members]]:
    """Return the best reduced cost under each anchor, and what a best region takes in.

    As `completion_values`, but of the values only those of the root are kept.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.

    Returns
    -------
    best
        Shape ``(n_anchors,)``.
    joins
        For each layer whether its unit is in the best completion of each state,
        shape ``(n_states, n_anchors)``.

    Raises
    ------
    StoppedError
        When it is asked to stop.
    """
    values, next_values, spare = (_buffer(priced) for _ in range(3))
    values[:N_ENDS] = priced.end
    joins = []
    for depth in range(len(priced.diagram.layers) - 1, -1, -1):
        if depth % _LAYERS == _LAYERS - 1:
            check_time()
        n_states = priced.diagram.layers[depth].n_states
        into, out = next_values[:n_states], spare[:n_states]
        _extend(priced, prices, depth, values, into, out)
        joins.append(into <= out)
        np.minimum(into, out, out=into)
        next_values[n_states : n_states + N_ENDS] = priced.end_after(depth - 1)
        values, next_values = next_values, values
    joins.reverse()
    return values[0].copy(), joins


def _buffer(priced: PricedDiagram) -> Integers:
    """Return room for the values of the largest layer."""
    widest = max(layer.n_states for layer in priced.diagram.layers) + N_ENDS
    return np.empty((widest, priced.weight.shape[1]), dtype=np.int64)


def _extend(
    priced: PricedDiagram,
    prices: Integers,
    depth: int,
    values: Integers,
    into: Integers,
    out: Integers,
) -> None:
    """Put in the buffers the value of each state of a layer with its unit in, and out."""
    layer, arc = priced.diagram.layers[depth], priced.arc[depth]
    # clip only spares the check: every child is there
    np.take(values, layer.in_child, axis=0, out=into, mode="clip")
    np.take(values, layer.out_child, axis=0, out=out, mode="clip")
    step = priced.weight[layer.unit] - prices[layer.unit]
    if arc.strides == (0,) and len(arc):  # one number for all
        into += step + arc[:1]
    else:
        into += step
        into += arc[:, None]
    forbidden, forced = priced.forbidden[layer.unit], priced.forced[layer.unit]
    if forbidden.any():
        into[:, forbidden] = IMPOSSIBLE
    if forced.any():
        out[:, forced] = IMPOSSIBLE


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
        out, into = arc_values(priced, layer, arc, values, prices)
        arriving = np.concatenate([out, into])[arcs[: starts[-1]]]
        values = np.minimum.reduceat(arriving, starts[:-1], axis=0)
        result.append(values)
    return tuple(result)


def arc_values(
    priced: PricedDiagram, layer: Layer, arc: Integers, values: Integers, prices: Integers
) -> tuple[Integers, Integers]:
    """Return the cost of the best prefix that ends with each arc of a layer.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.
    layer
        The layer.
    arc
        Costs of its *in* arcs.
    values
        The least cost of reaching each of its states.

    Returns
    -------
    out, into
        Shape ``(n_states, n_anchors)`` each.
    """
    out = values.copy()
    out[:, priced.forced[layer.unit]] = IMPOSSIBLE
    into = values + arc[:, None] + (priced.weight[layer.unit] - prices[layer.unit])
    into[:, priced.forbidden[layer.unit]] = IMPOSSIBLE
    return out, into


def least_values(priced: PricedDiagram, prices: Integers) -> Integers:
    """Return a lower bound on the reduced cost of any region under each anchor.

    The units that the anchor forces in, and the best others, as many as a region can have,
    wherever they are. A pair that is cheaper together is so for both units, whoever is in.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_anchors,)``.
    """
    own = _own_costs(priced, prices)
    least: Integers = _forced_costs(priced, own) + _best_others(priced, own, spared=0)
    return least


def least_beyond(priced: PricedDiagram, prices: Integers) -> Integers:
    """Return a lower bound on the reduced cost of any region that is not near its anchor.

    Of any region at all, where an anchor has no neighbourhood. One unit at least is not near; the
    others as in `least_values`.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_anchors,)``.
    """
    if not priced.nearby:
        return least_values(priced, prices)
    own = _own_costs(priced, prices)
    least = _forced_costs(priced, own)
    beyond = least + _best_others(priced, own, spared=1)
    least += _best_others(priced, own, spared=0)
    for near in priced.nearby:
        anchors = near.anchors
        far = np.where(priced.forbidden[:, anchors], IMPOSSIBLE, own[:, anchors])
        nearest = far[~near.units].min(axis=0, initial=IMPOSSIBLE)
        least[anchors] = np.minimum(beyond[anchors] + nearest, IMPOSSIBLE)
    return least


def _own_costs(priced: PricedDiagram, prices: Integers) -> Integers:
    """Return the least that each unit can add under each anchor."""
    together = np.minimum(priced.costs.pair, 0).sum(axis=1) // 2
    own: Integers = priced.weight + (priced.costs.unit + together - prices)[:, None]
    return own


def _forced_costs(priced: PricedDiagram, own: Integers) -> Integers:
    """Return the least cost of the units that each anchor forces in, and of the end."""
    least: Integers = np.where(priced.forced, own, 0).sum(axis=0)
    least += priced.end[:DROPPED].min(axis=0)
    least[(priced.forced & priced.forbidden).any(axis=0)] = IMPOSSIBLE
    return least


def _best_others(priced: PricedDiagram, own: Integers, *, spared: int) -> Integers:
    """Return the least cost of further units, as many as a region can have but those spared."""
    others = np.where(priced.forced | priced.forbidden, 0, np.minimum(own, 0))
    most = priced.diagram.max_units - spared
    if 0 < most < len(others):
        others = np.partition(others, most - 1, axis=0)[:most]
    best: Integers = others.sum(axis=0)
    return best
