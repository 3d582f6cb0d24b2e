"""The decision diagram with costs on its arcs, whole or in parts around a few anchors."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.combined import joined
from regionplanner.criteria.costs import IMPOSSIBLE, Deviation, Integers, Members, RegionCosts
from regionplanner.regions.diagram import (
    ABOVE,
    BELOW,
    DROPPED,
    N_ENDS,
    Layer,
    RegionDiagram,
    trimmed,
)
from regionplanner.regions.limits import RegionLimits, no_limits

_UNITS = 2  # units near an anchor, for each unit that a region can have
_HOMES = 4  # units of one neighbourhood that are anchors
Values = tuple[Integers, ...]

_MOST_VALUES = 4_000_000
"""Values of 8 bytes that a sweep keeps at a time: more anchors are swept one part at a time."""

_BY_ANCHOR = ("weight", "forced", "forbidden", "end", "awaited")
"""What a priced diagram has a column for each anchor of."""

_LONG_SWEEP = 10_000_000
"""Values of a sweep from which it pays to sweep near units first."""


def _hops(diagram: RegionDiagram) -> NDArray[np.intp]:
    """Return the number of borders between any two units; `n_units` when there is no way."""
    n_units = diagram.n_units
    beside = np.eye(n_units, dtype=bool)
    for layer in diagram.layers:
        beside[layer.unit, layer.earlier] = beside[layer.earlier, layer.unit] = True
    hops = np.full((n_units, n_units), n_units)
    reached = np.eye(n_units, dtype=bool)
    for step in range(n_units):
        hops[reached & (hops == n_units)] = step
        reached = reached @ beside
    return hops


def restricted(diagram: RegionDiagram, allowed: Members) -> RegionDiagram | None:
    """Return the candidate regions within some units, or None when there surely is none.

    Parameters
    ----------
    diagram
        All candidate regions.
    allowed
        Which units, shape ``(n_units,)``. Others have no layer any more.
    """
    kept: list[Layer] = []
    states = np.zeros(1, dtype=np.intp)
    # where the arcs of the layer before arrive: a state of the next, or below 0 an end
    arriving = np.zeros(1, dtype=np.intp)
    for layer in diagram.layers:
        if not allowed[layer.unit]:
            arriving = _moved(arriving, _codes(layer.out_child, layer.n_next))
            continue
        states, arriving = _renumbered(arriving, layer.n_states)
        if kept:
            kept[-1] = _arrived(kept[-1], arriving, len(states))
        elif not len(states):
            return None
        near = allowed[layer.earlier]
        kept.append(
            Layer(
                unit=layer.unit,
                out_child=layer.out_child[states],
                in_child=layer.in_child[states],
                earlier=layer.earlier[near],
                chosen=layer.chosen[states][:, near],
                n_next=0,
            )
        )
        children = np.concatenate([kept[-1].out_child, kept[-1].in_child])
        arriving = _codes(children, layer.n_next)
    if not kept:
        return None
    kept[-1] = _arrived(kept[-1], arriving, 0)
    return RegionDiagram(trimmed(kept), diagram.n_units, diagram.max_units)


def _codes(children: NDArray[np.int32], n_next: int) -> NDArray[np.intp]:
    """Return children with ends below 0, whatever the number of states."""
    codes = children.astype(np.intp)
    codes[codes >= n_next] -= n_next + N_ENDS
    return codes


def _moved(arriving: NDArray[np.intp], onward: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return where arcs arrive one layer further."""
    moved = arriving.copy()
    is_open = arriving >= 0
    moved[is_open] = onward[arriving[is_open]]
    return moved


def _renumbered(
    arriving: NDArray[np.intp], n_states: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the states at which any arc arrives, and the arcs numbered by them."""
    alive = np.zeros(n_states, dtype=bool)
    alive[arriving[arriving >= 0]] = True
    number = np.cumsum(alive) - 1
    return np.flatnonzero(alive), _moved(arriving, number)


def _arrived(layer: Layer, arriving: NDArray[np.intp], n_next: int) -> Layer:
    """Return a layer whose arcs arrive among so many states."""
    children = np.where(arriving < 0, arriving + n_next + N_ENDS, arriving).astype(np.int32)
    out_child, in_child = np.split(children, 2)
    return replace(layer, out_child=out_child, in_child=in_child, n_next=n_next)


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
    forbidden
        Which anchors bar which units, shape ``(n_units, n_anchors)``.
    end
        Cost of each end of a path under each anchor, shape ``(N_ENDS, n_anchors)``.
    awaited
        Which anchors force in a unit that is decided after each layer, shape
        ``(n_layers, n_anchors)``.
    incoming
        Per layer after the first: arcs sorted by child, and where each child's arcs start; nothing
        where there are so many anchors that only the best region under each is asked for.
    nearby
        Where sweeps are long: for a few anchors each the regions of near units, to sweep first.
    """

    diagram: RegionDiagram
    costs: RegionCosts
    limits: RegionLimits
    arc: Values
    weight: Integers
    forced: Members
    forbidden: Members
    end: Integers
    awaited: Members
    incoming: tuple[tuple[NDArray[np.intp], NDArray[np.intp]], ...]
    nearby: tuple["Nearby", ...] = ()

    @property
    def coarse(self) -> bool:
        """Whether sweeps only bound: limits and tallies are not seen exactly."""
        return self.limits.binding or self.costs.deviation is not None

    def end_after(self, depth: int) -> Integers:
        """Return the cost of ending with a layer: no region ends before all forced units are in."""
        awaited = self.awaited[depth]
        if not awaited.any():
            return self.end
        return np.where(awaited, IMPOSSIBLE, self.end)


Priced = TypeVar("Priced", bound=PricedDiagram)


@dataclass(frozen=True, slots=True)
class Nearby:
    """The candidate regions within the units near a few anchors, with their costs.

    Attributes
    ----------
    anchors
        Positions of the anchors, shape ``(n_anchors,)``.
    units
        Which units are near, shape ``(n_units,)``.
    priced
        The diagram without layers for other units, with these anchors.
    likely
        The same with those anchors only that force one unit in: where there are two centres, they
        mostly coincide.
    """

    anchors: NDArray[np.intp]
    units: Members
    priced: PricedDiagram
    likely: PricedDiagram


def priced_diagram(
    diagram: RegionDiagram, costs: RegionCosts, limits: RegionLimits | None, kind: type[Priced]
) -> Priced:
    """Return the diagram with the costs laid on its arcs.

    Parameters
    ----------
    diagram
        Candidate regions of one parent.
    costs
        Costs over the same units, in the same positions.
    limits
        Further limits over the same units; none when None.
    kind
        Class of what is returned.
    """
    n_units = diagram.n_units
    anchors = joined(costs.anchors, n_units)
    forced = anchors.forces
    end = np.zeros((N_ENDS, len(anchors.forced)), dtype=np.int64)
    end[DROPPED] = IMPOSSIBLE
    plain = kind(
        diagram=diagram,
        costs=costs,
        limits=limits or no_limits(n_units),
        arc=tuple(_arc(layer, costs) for layer in diagram.layers),
        weight=anchors.weight,
        forced=forced,
        forbidden=np.zeros_like(forced) if anchors.forbidden is None else anchors.forbidden,
        end=end,
        awaited=_awaited(diagram, forced),
        incoming=() if len(anchors.forced) >= n_units else arcs_by_child(diagram),
    )
    priced = plain if costs.deviation is None else _with_sides(plain, costs.deviation)
    is_long = not priced.incoming and diagram.n_states * len(anchors.forced) >= _LONG_SWEEP
    return replace(priced, nearby=_nearby(priced)) if is_long else priced


def _nearby(priced: PricedDiagram) -> tuple[Nearby, ...]:
    """Return the parts of the diagram around the anchors whose forced units are near each other."""
    diagram, forced = priced.diagram, priced.forced
    hops, first = _hops(diagram), forced.argmax(axis=0)
    mean = np.maximum(priced.weight.mean(axis=1, keepdims=True), 1.0)
    share = priced.weight / mean  # by unit, not by mass
    nearby = []
    left = [layer.unit for layer in diagram.layers if layer.unit in first]
    while left:
        homes = np.array(left)[np.argsort(hops[left[0], left], kind="stable")[:_HOMES]]
        left = [unit for unit in left if unit not in homes]
        near = np.zeros(diagram.n_units, dtype=bool)
        for home in homes:
            own = share[:, first == home].mean(axis=1)
            near[np.lexsort((own, hops[home]))[: _UNITS * diagram.max_units]] = True
        part = restricted(diagram, near)
        if part is not None:
            anchors = np.flatnonzero(np.isin(first, homes) & ~forced[~near].any(axis=0))
            nearby.append(_near(priced, part, anchors, near))
    return tuple(nearby)


def _near(
    priced: PricedDiagram, diagram: RegionDiagram, anchors: NDArray[np.intp], units: Members
) -> Nearby:
    """Return a part of the diagram with some anchors."""
    part = replace(
        with_anchors(priced, anchors),
        diagram=diagram,
        arc=tuple(_arc(layer, priced.costs) for layer in diagram.layers),
    )
    part = replace(part, awaited=_awaited(diagram, part.forced))
    single = part.forced.sum(axis=0) <= 1
    return Nearby(anchors, units, part, part if single.all() else with_anchors(part, single))


def _awaited(diagram: RegionDiagram, forced: Members) -> Members:
    """Return which anchors force in a unit that is decided after each layer."""
    order = [layer.unit for layer in diagram.layers]
    here = np.logical_or.accumulate(forced[order[::-1]], axis=0)[::-1]
    return np.concatenate([here[1:], np.zeros_like(here[:1])])


def _arc(layer: Layer, costs: RegionCosts) -> Integers:
    """Return the cost of each *in* arc; one number for all where no neighbour matters."""
    pair = costs.pair[layer.unit, layer.earlier]
    if not pair.any():
        return np.broadcast_to(costs.unit[layer.unit], (layer.n_states,))
    arc_costs: Integers = costs.unit[layer.unit] + layer.chosen @ pair
    return arc_costs


def _with_sides(priced: Priced, deviation: Deviation) -> Priced:
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
        forbidden=np.hstack([priced.forbidden, priced.forbidden]),
        end=np.hstack([below, above]),
        awaited=np.hstack([priced.awaited, priced.awaited]),
    )


def anchor_parts(priced: PricedDiagram, anchors: NDArray[np.intp]) -> Iterator[PricedDiagram]:
    """Yield the diagram with some of its anchors at a time, so that all their values fit.

    Parameters
    ----------
    priced
        The diagram with its costs.
    anchors
        Positions of those that are asked for.
    """
    for part in in_parts(anchors, _MOST_VALUES // max(1, priced.diagram.n_states)):
        yield with_anchors(priced, part)


def in_parts(anchors: NDArray[np.intp], size: int) -> list[NDArray[np.intp]]:
    """Return anchors in parts of about the same size.

    Parameters
    ----------
    anchors
        Their positions.
    size
        Most in a part; at least one is.
    """
    if not len(anchors):
        return []
    return np.array_split(anchors, -(-len(anchors) // max(1, size)))


def with_anchors(priced: PricedDiagram, anchors: NDArray[np.integer]) -> PricedDiagram:
    """Return the diagram with only some of its anchors.

    Parameters
    ----------
    priced
        The diagram with its costs.
    anchors
        Positions, or which.
    """
    return replace(priced, **{name: getattr(priced, name)[:, anchors] for name in _BY_ANCHOR})


def arcs_by_child(diagram: RegionDiagram) -> tuple[tuple[NDArray[np.intp], NDArray[np.intp]], ...]:
    """Return per layer the arcs into the next sorted by child, and each child's first arc.

    Arc ``a`` is the *out* arc of state ``a``, or the *in* arc of state ``a - n_states``.

    Parameters
    ----------
    diagram
        The candidate regions.
    """
    return tuple(_incoming(layer) for layer in diagram.layers)


def _incoming(layer: Layer) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    child = np.concatenate([layer.out_child, layer.in_child])
    arcs = np.argsort(child, kind="stable")
    ordered = child[arcs]
    return arcs, np.searchsorted(ordered, np.arange(layer.n_next + 1))
