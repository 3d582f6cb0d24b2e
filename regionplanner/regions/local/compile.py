"""How the local diagrams of all anchors are built: one layer of every diagram at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.errors import LimitError
from regionplanner.regions.diagram import DROPPED, Labels, trimmed
from regionplanner.regions.limits import SizedRules
from regionplanner.regions.local.diagrams import (
    LocalDiagrams,
    LocalLayer,
    LocalStates,
    SlotPlan,
    first_states,
    merged,
    retired,
    slot_plan,
    taken_in,
)
from regionplanner.regions.order import Adjacency, LocalOrders, joined, local_orders
from regionplanner.regions.sweep import check_time

_MOST_DIAGRAMS = 65_536  # their numbers are two bytes of a state


@dataclass(frozen=True, slots=True)
class _Sweep:
    """What stays the same while the layers are built."""

    orders: LocalOrders
    slots: SlotPlan
    home: NDArray[np.intp]  # layer of the unit that is forced in, of each diagram
    bans: Labels  # bits of the layers that may not be with each, (n_diagrams, n_layers, n_bytes)
    alone: Members  # layers whose unit can be with nobody, not even all of itself
    added: NDArray[np.intp]  # of each unit of the parent, (n_units, 1 + n_tallies)
    caps: NDArray[np.intp]
    more: NDArray[np.intp]  # most that later units can add, (n_diagrams, n_layers, n_counts, ...)
    sized: SizedRules


def local_diagrams(  # noqa: PLR0913 (all that the regions near an anchor keep)
    adjacency: Adjacency,
    xy: NDArray[np.float64],
    homes: NDArray[np.intp],
    allowed: Members,
    sized: SizedRules,
    *,
    max_states: int,
    deadline: float = float("inf"),
) -> LocalDiagrams:
    """Return a decision diagram for every anchor, of the regions with it within allowed units.

    Parameters
    ----------
    adjacency
        Neighbours of each unit, by position, shape ``(n_units,)``.
    xy
        Centroids [m], shape ``(n_units, 2)``.
    homes
        Unit that each anchor forces in, shape ``(n_diagrams,)``.
    allowed
        Which units may be with each anchor, shape ``(n_units, n_diagrams)``.
    sized
        Sizes of regions and of units, and which units cannot or must be in one region.
    max_states
        Most states of all diagrams together.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    LimitError
        When they would have more states, or at the deadline.

    References
    ----------
    Kawahara et al. 2017 (frontier-based search).
    """
    if len(homes) >= _MOST_DIAGRAMS:
        raise LimitError(
            "{n_homes:,} centres have more local diagrams than are built", n_homes=len(homes)
        )
    orders = local_orders(adjacency, xy, _possible(adjacency, homes, allowed, sized))
    sweep = _sweep(orders, homes, sized)
    layers: list[LocalLayer] = []
    states = first_states(
        len(homes), sweep.slots.n_slots, len(sized.units.tallies), sweep.bans.shape[2]
    )
    n_states = len(states)
    for depth in range(orders.n_layers):
        check_time(deadline)
        layer, states = _layer(sweep, depth, states)
        layers.append(layer)
        n_states += len(states)
        if n_states > max_states:
            raise LimitError(
                "the units near its centres have local diagrams of more than {max_states:,} "
                "states; take a smaller neighbourhood",
                max_states=max_states,
            )
    return LocalDiagrams(trimmed(layers), orders.units, homes, len(adjacency), sized.max_units)


def _possible(
    adjacency: Adjacency, homes: NDArray[np.intp], allowed: Members, sized: SizedRules
) -> Members:
    """Return the allowed units that can be with each anchor, and those that they ask for too."""
    while True:
        found = joined(adjacency, homes, allowed)
        allowed = found.copy()
        for unit, partners in enumerate(sized.units.together):
            if partners:
                allowed[unit] &= found[list(partners)].all(axis=0)
        if allowed.sum() == found.sum():
            return found


def _sweep(orders: LocalOrders, homes: NDArray[np.intp], sized: SizedRules) -> _Sweep:
    rules, units = sized.units, orders.units
    inside = units >= 0
    apart, together = (_pairs(orders, partners) for partners in (rules.apart, rules.together))
    n_bytes = -(-orders.n_layers // 8) if apart.any() else 0
    own = np.array([unit in row for unit, row in enumerate(rules.apart)])
    added = np.array([rules.sizes, *(tally.steps for tally in rules.tallies)], dtype=np.intp).T
    return _Sweep(
        orders=orders,
        slots=slot_plan(inside, orders.beside, together),
        home=np.asarray((units == homes[:, None]).argmax(axis=1)),
        bans=np.packbits(apart, axis=2)[:, :, :n_bytes],
        alone=own[units] & inside,
        added=added,
        caps=np.array([sized.max_units + 1, *(tally.cap for tally in rules.tallies)]),
        more=_most_added(np.where(inside[:, :, None], added[units, 1:], 0), sized.max_units),
        sized=sized,
    )


def _most_added(steps: NDArray[np.intp], max_units: int) -> NDArray[np.intp]:
    """Return the most that the units after each layer can add to a region of so many units.

    Parameters
    ----------
    steps
        Of each tally, for the unit of each layer, shape ``(n_diagrams, n_layers, n_tallies)``.
    max_units
        Most municipalities of a region.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_diagrams, n_layers, max_units + 1, n_tallies)``.
    """
    n_diagrams, n_layers, n_tallies = steps.shape
    found = np.zeros((n_diagrams, n_layers, max_units + 1, n_tallies), dtype=np.intp)
    largest = np.zeros((n_diagrams, max_units, n_tallies), dtype=np.intp)  # first to last
    for layer in range(n_layers - 1, -1, -1):
        found[:, layer, 1:] = largest.cumsum(axis=1)
        largest = np.concatenate([largest, steps[:, layer, None]], axis=1)
        largest = -np.sort(-largest, axis=1)[:, :max_units]
    return found[:, :, ::-1]  # the more there are, the fewer can come


def _pairs(orders: LocalOrders, partners: Sequence[frozenset[int]]) -> Members:
    """Return which layers of each diagram are partners."""
    n_units = len(partners)
    if not any(partners):
        return np.zeros(orders.beside.shape, dtype=bool)
    pairs = np.zeros((n_units + 1, n_units + 1), dtype=bool)  # the last row for no unit
    for unit, others in enumerate(partners):
        pairs[unit, list(others)] = True
    units = orders.units
    found: Members = pairs[units[:, :, None], units[:, None, :]]
    return found


def _layer(sweep: _Sweep, depth: int, states: LocalStates) -> tuple[LocalLayer, LocalStates]:
    """Return the layer that decides one unit of each diagram, and the states after it."""
    plan, number = sweep.slots, states.diagram
    earlier = plan.slots(plan.earlier[:, depth]).T[:, number]
    leaving = plan.slots(plan.leaving[:, depth]).T[:, number]
    freed = plan.slots(plan.freed[:, depth]).T[:, number]
    waiting = plan.slots(plan.waiting[:, depth]).T[:, number]
    early = sweep.home[number] > depth
    arcs = []
    decided = (_left_out(sweep, depth, states), _taken_in(sweep, depth, states, earlier))
    for after, allowed in decided:
        closing = sweep.sized.closing(after.totals)
        closing[early] = DROPPED
        found, end = retired(after, leaving, freed, waiting, closing)
        end[~allowed] = DROPPED
        arcs.append((found, end))
    following, out_child, in_child = merged(*arcs)
    layer = LocalLayer(
        diagram=number,
        out_child=out_child,
        in_child=in_child,
        earlier=plan.earlier[:, depth],
        chosen=(np.take_along_axis(states.labels, earlier, axis=0) > 0).T,
        n_next=len(following),
    )
    return layer, following


def _left_out(sweep: _Sweep, depth: int, states: LocalStates) -> tuple[LocalStates, Members]:
    """Return the states with the unit out, and where that may be."""
    number, plan = states.diagram, sweep.slots
    labels = states.labels.copy()
    labels[plan.own[number, depth], np.arange(len(states))] = 0
    asked = plan.slots(plan.asked[:, depth]).T[:, number]
    allowed = sweep.home[number] != depth
    allowed &= (np.take_along_axis(states.labels, asked, axis=0) == 0).all(axis=0)
    totals = _settled(sweep, depth, number, states.totals)
    return LocalStates(number, labels, totals, _later(sweep, depth, states.banned)), allowed


def _taken_in(
    sweep: _Sweep, depth: int, states: LocalStates, earlier: NDArray[np.intp]
) -> tuple[LocalStates, Members]:
    """Return the states with the unit in, and where that may be."""
    number, plan = states.diagram, sweep.slots
    sums = states.totals + sweep.added[sweep.orders.units[:, depth]][number]
    totals = np.minimum(sums, sweep.caps).astype(np.uint8)
    banned = _later(sweep, depth, states.banned | sweep.bans[number, depth])
    labels = taken_in(states, plan.own[number, depth], earlier)
    asked = plan.slots(plan.asked[:, depth]).T[:, number]
    is_in = np.take_along_axis(states.labels, asked, axis=0) > 0
    allowed = (is_in | (asked == plan.n_slots)).all(axis=0)
    allowed &= ~sweep.alone[number, depth] & sweep.sized.fits(totals)
    totals = _settled(sweep, depth, number, totals)
    if sweep.bans.shape[2]:
        allowed &= states.banned[:, depth // 8] & np.uint8(128 >> depth % 8) == 0
    return LocalStates(number, labels, totals, banned), allowed


def _settled(sweep: _Sweep, depth: int, number: NDArray[np.int32], totals: Labels) -> Labels:
    """Return the totals, the same one for all that will surely be within the bounds."""
    found = totals.copy()
    counts = np.minimum(totals[:, 0], sweep.sized.max_units)
    for column, tally in enumerate(sweep.sized.units.tallies, start=1):
        more = sweep.more[number, depth, counts, column - 1]
        found[:, column] = tally.settled(totals[:, column], more)
    return found


def _later(sweep: _Sweep, depth: int, banned: Labels) -> Labels:
    """Return the bits of the layers after this one."""
    later = np.packbits(np.arange(sweep.orders.n_layers) > depth)[: sweep.bans.shape[2]]
    found: Labels = banned & later
    return found
