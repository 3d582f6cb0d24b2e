"""How the decision diagram of the candidate regions is built, unit after unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.errors import LimitError, counted
from regionplanner.regions.diagram import (
    DROPPED,
    Decision,
    Labels,
    Layer,
    RegionDiagram,
    States,
    decide,
    first_state,
    merge,
    retire,
    trimmed,
)
from regionplanner.regions.limits import SizedRules, UnitRules, plain_units
from regionplanner.regions.order import Adjacency, frontier_order

_MOST_UNITS = 250  # labels and counts are bytes


@dataclass(frozen=True, slots=True)
class _Sweep:
    """What stays the same while the layers are built."""

    adjacency: Adjacency
    order: Sequence[int]
    last_border: Mapping[int, int]  # position of the last neighbour, or of the unit itself
    last_rule: Mapping[int, int]
    bans: Labels  # of each unit, bits of the units that may not be with it
    sized: SizedRules

    @property
    def rules(self) -> UnitRules:
        """What the units ask of each other."""
        return self.sized.units


def region_diagram(
    adjacency: Adjacency,
    xy: NDArray[np.float64],
    *,
    min_units: int,
    max_units: int,
    rules: UnitRules | None = None,
    max_states: int = 4_000_000,
) -> RegionDiagram:
    """Return the decision diagram of all candidate regions.

    A state after the first units of the order is: for each unit of the frontier 0 when it is
    out, else the number of its component, numbered by first appearance; for each unit that a
    later one must join, whether it is in; the number of municipalities that are in; the tallies;
    and which later units may not come in. Equal states are one state. With tallies the diagram
    holds every candidate region that keeps their bounds, and may hold some that are out of bounds
    by less than a tally can see.

    Parameters
    ----------
    adjacency
        Neighbours of each unit, by position, shape ``(n_units,)``.
    xy
        Centroids [m], shape ``(n_units, 2)``.
    min_units, max_units
        Smallest and largest number of municipalities of a region, at most 250.
    rules
        Sizes of the units, and which of them cannot or must be in one region.
    max_states
        The largest diagram that is built.

    Raises
    ------
    LimitError
        When the diagram would have more than `max_states` states, or regions more than 250 units.

    References
    ----------
    Knuth, TAOCP 4A, 7.1.4 (Simpath); Kawahara et al. 2017 (frontier-based search).
    """
    rules = rules or plain_units(len(adjacency))
    max_units = min(max_units, sum(rules.sizes))
    if max_units > _MOST_UNITS:
        raise LimitError(
            "regions of up to {max_units} units are beyond the decision diagram; "
            "ask for at most {most_units} units in a region",
            max_units=max_units,
            most_units=_MOST_UNITS,
        )
    order = frontier_order(adjacency, xy)
    sweep = _Sweep(
        adjacency,
        order,
        _last_positions(order, adjacency),
        _last_positions(order, rules.together),
        _bits(rules.apart),
        SizedRules(rules, min_units, max_units),
    )
    layers: list[Layer] = []
    tracked: list[int] = []
    states = first_state(len(rules.tallies), sweep.bans.shape[1])
    n_states = 1
    for depth in range(len(order)):
        layer, tracked, states = _layer(sweep, depth, tracked, states)
        layers.append(layer)
        n_states += len(states)
        if n_states > max_states:
            raise LimitError(
                "its {n_adjacency} have a decision diagram of more than "
                "{max_states:,} states, the limit of memory",
                n_adjacency=counted(len(adjacency), "unit"),
                max_states=max_states,
            )
    return RegionDiagram(trimmed(layers), n_units=len(adjacency), max_units=max_units)


def _layer(
    sweep: _Sweep, depth: int, tracked: Sequence[int], states: States
) -> tuple[Layer, list[int], States]:
    """Return the layer that decides one unit, and the tracked units and states after it.

    Tracked are the units of the frontier and those that a later unit asks for.
    """
    unit = sweep.order[depth]
    decision = _decision(sweep, depth, tracked)
    out, into = decide(states, decision)
    out_allowed, in_allowed = _allowed(sweep, states, tracked, unit)
    in_allowed &= sweep.sized.fits(into.totals)
    tracked = [*tracked, unit]
    later = sweep.order[depth + 1 :]
    leaving = [c for c, u in enumerate(tracked) if sweep.last_border[u] == depth]
    waiting = [c for c, u in enumerate(tracked) if not sweep.rules.together[u].isdisjoint(later)]
    kept = [
        c for c, u in enumerate(tracked) if max(sweep.last_border[u], sweep.last_rule[u]) > depth
    ]
    out, out_end = retire(out, leaving, waiting, kept, sweep.sized.closing(out.totals))
    into, in_end = retire(into, leaving, waiting, kept, sweep.sized.closing(into.totals))
    out_end[~out_allowed] = DROPPED
    in_end[~in_allowed] = DROPPED
    next_states, out_child, in_child = merge((out, out_end), (into, in_end))
    layer = Layer(
        unit=unit,
        out_child=out_child,
        in_child=in_child,
        earlier=np.array([tracked[c] for c in decision.columns], dtype=np.intp),
        chosen=states.labels[:, decision.columns] > 0,
        n_next=len(next_states),
    )
    return layer, [tracked[c] for c in kept], next_states


def _decision(sweep: _Sweep, depth: int, tracked: Sequence[int]) -> Decision:
    """Return what deciding a unit changes."""
    unit, rules = sweep.order[depth], sweep.rules
    later = np.zeros(len(sweep.order), dtype=bool)
    later[list(sweep.order[depth + 1 :])] = True
    return Decision(
        columns=[c for c, u in enumerate(tracked) if u in sweep.adjacency[unit]],
        added=np.array([rules.sizes[unit], *(t.steps[unit] for t in rules.tallies)]),
        caps=np.array([sweep.sized.max_units + 1, *(t.cap for t in rules.tallies)]),
        bans=sweep.bans[unit],
        later=np.packbits(later)[: sweep.bans.shape[1]],
    )


def _bits(partners: Adjacency) -> Labels:
    """Return the partners of each unit as bits; no bytes when there are none at all."""
    n_units = len(partners)
    pairs = np.zeros((n_units, n_units if any(partners) else 0), dtype=bool)
    for unit, others in enumerate(partners):
        pairs[unit, list(others)] = True
    return np.packbits(pairs, axis=1)


def _last_positions(order: Sequence[int], partners: Adjacency) -> Mapping[int, int]:
    """Return for each unit the position of the last of it and its partners in the order."""
    position = {unit: i for i, unit in enumerate(order)}
    return {u: max(position[v] for v in (u, *partners[u])) for u in order}


def _allowed(
    sweep: _Sweep, states: States, tracked: Sequence[int], unit: int
) -> tuple[Members, Members]:
    """Return in which states the next unit may stay out, and may come in."""
    is_in = states.labels > 0
    out_allowed = np.ones(len(states), dtype=bool)
    in_allowed = np.ones(len(states), dtype=bool)
    if sweep.bans.shape[1]:
        in_allowed = states.banned[:, unit // 8] & np.uint8(128 >> unit % 8) == 0
    if unit in sweep.rules.apart[unit]:  # an atom of units that may not be together
        in_allowed[:] = False
    for column, other in enumerate(tracked):
        if other in sweep.rules.together[unit]:
            in_allowed &= is_in[:, column]
            out_allowed &= ~is_in[:, column]
    return out_allowed, in_allowed
