"""How the decision diagram of the candidate regions is built, unit after unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.errors import LimitError
from regionplanner.regions.diagram import Layer, RegionDiagram
from regionplanner.regions.order import Adjacency, frontier_order
from regionplanner.regions.states import (
    DROPPED,
    EITHER,
    N_ENDS,
    Labels,
    States,
    decide,
    first_state,
    merge,
    retire,
)
from regionplanner.regions.units import UnitRules, plain_units

_MOST_UNITS = 250  # labels and counts are bytes


@dataclass(frozen=True, slots=True)
class _Sweep:
    """What stays the same while the layers are built."""

    adjacency: Adjacency
    order: Sequence[int]
    last_border: Mapping[int, int]  # position of the last neighbour, or of the unit itself
    last_rule: Mapping[int, int]
    rules: UnitRules
    min_units: int
    max_units: int


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
    later one must or may not join, whether it is in; the number of municipalities that are in;
    and the tallies. Equal states are one state. With tallies the diagram holds every candidate
    region that keeps their bounds, and may hold some that are out of bounds by less than a tally
    can see.

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
            f"regions of up to {max_units} units are beyond the decision diagram; "
            f"ask for at most {_MOST_UNITS} units in a region"
        )
    order = frontier_order(adjacency, xy)
    partners = [a | t for a, t in zip(rules.apart, rules.together, strict=True)]
    sweep = _Sweep(
        adjacency,
        order,
        _last_positions(order, adjacency),
        _last_positions(order, partners),
        rules,
        min_units,
        max_units,
    )
    layers: list[Layer] = []
    tracked: list[int] = []
    states = first_state(len(rules.tallies))
    n_states = 1
    for depth in range(len(order)):
        layer, tracked, states = _layer(sweep, depth, tracked, states)
        layers.append(layer)
        n_states += len(states)
        if n_states > max_states:
            raise LimitError(
                f"its {len(adjacency)} units have a decision diagram of more than "
                f"{max_states:,} states; divide it into parts of at most about 100 units"
            )
    return RegionDiagram(layers=_trim(layers), n_units=len(adjacency))


def _layer(
    sweep: _Sweep, depth: int, tracked: Sequence[int], states: States
) -> tuple[Layer, list[int], States]:
    """Return the layer that decides one unit, and the tracked units and states after it.

    Tracked are the units of the frontier and those that a later unit asks for.
    """
    unit = sweep.order[depth]
    columns = [c for c, u in enumerate(tracked) if u in sweep.adjacency[unit]]
    out, into = decide(states, columns, _added(sweep, unit), _caps(sweep))
    out_allowed, in_allowed = _allowed(sweep, states, tracked, unit)
    in_allowed &= _fits(sweep, into)
    tracked = [*tracked, unit]
    later = sweep.order[depth + 1 :]
    leaving = [c for c, u in enumerate(tracked) if sweep.last_border[u] == depth]
    waiting = [c for c, u in enumerate(tracked) if not sweep.rules.together[u].isdisjoint(later)]
    kept = [
        c for c, u in enumerate(tracked) if max(sweep.last_border[u], sweep.last_rule[u]) > depth
    ]
    out, out_end = retire(out, leaving, waiting, kept, _closing(sweep, out))
    into, in_end = retire(into, leaving, waiting, kept, _closing(sweep, into))
    out_end[~out_allowed] = DROPPED
    in_end[~in_allowed] = DROPPED
    next_states, out_child, in_child = merge((out, out_end), (into, in_end))
    layer = Layer(
        unit=unit,
        out_child=out_child,
        in_child=in_child,
        earlier=np.array([tracked[c] for c in columns], dtype=np.intp),
        chosen=states.labels[:, columns] > 0,
        n_next=len(next_states),
    )
    return layer, [tracked[c] for c in kept], next_states


def _added(sweep: _Sweep, unit: int) -> NDArray[np.intp]:
    """Return what a unit adds to the totals."""
    return np.array([sweep.rules.sizes[unit], *(t.steps[unit] for t in sweep.rules.tallies)])


def _caps(sweep: _Sweep) -> NDArray[np.intp]:
    """Return where the totals stay; a count past the largest is dropped at once."""
    return np.array([sweep.max_units + 1, *(t.cap for t in sweep.rules.tallies)])


def _fits(sweep: _Sweep, states: States) -> Members:
    """Return which states have no total that is surely too large."""
    counts = states.totals[:, 0].astype(np.intp)
    fits: Members = counts <= sweep.max_units
    counts = np.minimum(counts, sweep.max_units)
    for column, tally in enumerate(sweep.rules.tallies, start=1):
        fits &= ~tally.exceeds(states.totals[:, column], counts)
    return fits


def _closing(sweep: _Sweep, states: States) -> Labels:
    """Return how each path would end if its region were complete."""
    counts = np.minimum(states.totals[:, 0].astype(np.intp), sweep.max_units)
    end = np.full(len(states), EITHER, dtype=np.uint8)
    for column, tally in enumerate(sweep.rules.tallies, start=1):
        end = np.maximum(end, tally.ends(states.totals[:, column], counts))
    end[counts < sweep.min_units] = DROPPED
    return end


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
    if unit in sweep.rules.apart[unit]:  # an atom of units that may not be together
        in_allowed[:] = False
    for column, other in enumerate(tracked):
        if other in sweep.rules.apart[unit]:
            in_allowed &= ~is_in[:, column]
        if other in sweep.rules.together[unit]:
            in_allowed &= is_in[:, column]
            out_allowed &= ~is_in[:, column]
    return out_allowed, in_allowed


def _trim(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """Return the layers without the states from which no candidate region can be completed."""
    trimmed: list[Layer] = []
    # What is open after the last unit is the empty set: no region.
    ends = np.arange(N_ENDS, dtype=np.int32)
    renumbered = np.concatenate([np.full(layers[-1].n_next, DROPPED, dtype=np.int32), ends])
    n_next = 0
    for layer in reversed(layers):
        out_child, in_child = renumbered[layer.out_child], renumbered[layer.in_child]
        dead = n_next + DROPPED
        alive = (out_child != dead) | (in_child != dead)
        alive |= layer is layers[0]  # the root stays, also when there is no candidate region
        trimmed.append(
            Layer(
                unit=layer.unit,
                out_child=out_child[alive],
                in_child=in_child[alive],
                earlier=layer.earlier,
                chosen=layer.chosen[alive],
                n_next=n_next,
            )
        )
        n_next = int(alive.sum())
        renumbered = np.full(layer.n_states + N_ENDS, n_next + DROPPED, dtype=np.int32)
        renumbered[:-N_ENDS][alive] = np.arange(n_next, dtype=np.int32)
        renumbered[-N_ENDS:] = n_next + ends
    return tuple(reversed(trimmed))
