"""How decision diagrams are built, unit after unit: one of all regions, or one for each anchor."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members, member_rows
from regionplanner.errors import LimitError, counted
from regionplanner.regions.diagram import (
    DROPPED,
    Labels,
    Layer,
    LocalDiagrams,
    LocalLayer,
    RegionDiagram,
    trimmed,
)
from regionplanner.regions.limits import SizedRules, UnitRules, plain_units
from regionplanner.regions.order import (
    Adjacency,
    LocalOrders,
    frontier_order,
    joined,
    local_orders,
)
from regionplanner.regions.states import (
    SlotPlan,
    Slots,
    States,
    first_states,
    merged,
    retired,
    slot_plan,
    taken_in,
)
from regionplanner.stopping import check_time

_MOST_UNITS = 250  # labels and counts are bytes
_MOST_DIAGRAMS = 65_536  # their numbers are two bytes of a state


@dataclass(frozen=True, slots=True)
class _Sweep:
    """What stays the same while the layers are built."""

    orders: LocalOrders
    slots: SlotPlan
    home: NDArray[np.intp]  # layer of the unit that is forced in, -1 for none, of each diagram
    bans: Labels  # bits of the layers that may not be with each, (n_diagrams, n_layers, n_bytes)
    alone: Members  # layers whose unit fits in no region
    added: NDArray[np.intp]  # of each unit of the parent, (n_units, 1 + n_tallies)
    caps: NDArray[np.intp]
    more: NDArray[np.intp]  # most that later units can add, (n_diagrams, n_layers, n_counts, ...)
    sized: SizedRules


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
    out, else the number of its component; for each unit that a later one must join, whether it is
    in; the number of municipalities that are in; the tallies; and which later units may not come
    in. Equal states are one state. With tallies the diagram holds every candidate region that
    keeps their bounds, and may hold some that are out of bounds by less than a tally can see.

    Parameters
    ----------
    adjacency
        Neighbours of each unit, by position, shape ``(n_units,)``.
    xy
        Centroids [m], shape ``(n_units, 2)``.
    min_units, max_units
        Smallest and largest number of municipalities of a region, at most 250.
    rules
        Sizes of the units, and which of them cannot or must be in one region; None: each is one
        municipality and has no such rule.
    max_states
        The largest diagram that is built.

    Returns
    -------
    RegionDiagram
        A layer a unit, in the order in which they are decided; its ``count`` is the number of
        candidate regions.

    Raises
    ------
    LimitError
        When the diagram would have more than `max_states` states, regions would have more than 250
        units, or it is asked to stop (`stoppable`; a StoppedError).

    References
    ----------
    Knuth, TAOCP 4A, 7.1.4 (Simpath); Kawahara et al. 2017 (frontier-based search).

    Examples
    --------
    >>> path = [frozenset({1}), frozenset({0, 2}), frozenset({1})]
    >>> xy = np.array([[0.0, 0.0], [1000.0, 0.0], [2000.0, 0.0]])
    >>> diagram = region_diagram(path, xy, min_units=1, max_units=2)
    >>> diagram.count(), diagram.has(np.array([[True, True, False], [True, False, True]])).tolist()
    (5, [True, False])
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
    order = np.array(frontier_order(adjacency, xy))
    beside = member_rows(adjacency, len(adjacency))[np.ix_(order, order)]
    orders = LocalOrders(order[None], beside[None])
    sweep = _sweep(orders, np.array([-1]), SizedRules(rules, min_units, max_units))
    too_large = LimitError(
        "its {units} have a decision diagram of more than "
        "{max_states:,} states, the limit of memory",
        units=counted(len(adjacency), "municipality"),
        max_states=max_states,
    )
    layers = [
        Layer(
            unit=int(unit),
            out_child=layer.out_child,
            in_child=layer.in_child,
            earlier=order[layer.earlier[0]],
            chosen=layer.chosen,
            n_next=layer.n_next,
        )
        for unit, layer in zip(order, _layers(sweep, max_states, too_large), strict=True)
    ]
    return RegionDiagram(trimmed(layers), n_units=len(adjacency), max_units=max_units)


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
    too_large = LimitError(
        "the units near its centres have local diagrams of more than {max_states:,} "
        "states; take a smaller neighbourhood",
        max_states=max_states,
    )
    layers = _layers(_sweep(orders, homes, sized), max_states, too_large, deadline)
    return LocalDiagrams(trimmed(layers), orders.units, homes, len(adjacency), sized.max_units)


def _layers(
    sweep: _Sweep, max_states: int, too_large: LimitError, deadline: float = float("inf")
) -> list[LocalLayer]:
    """Return the layers, each of every diagram."""
    layers: list[LocalLayer] = []
    states = first_states(
        len(sweep.home), sweep.slots.n_slots, len(sweep.sized.units.tallies), sweep.bans.shape[2]
    )
    n_states = len(states)
    for depth in range(sweep.orders.n_layers):
        check_time(deadline)
        layer, states = _layer(sweep, depth, states)
        layers.append(layer)
        n_states += len(states)
        if n_states > max_states:
            raise too_large
    return layers


def _possible(
    adjacency: Adjacency, homes: NDArray[np.intp], allowed: Members, sized: SizedRules
) -> Members:
    """Return the allowed units that can be with each anchor, and those that they ask for too."""
    while True:
        possible = joined(adjacency, homes, allowed)
        allowed = possible.copy()
        for unit, partners in enumerate(sized.units.together):
            if partners:
                allowed[unit] &= possible[list(partners)].all(axis=0)
        if allowed.sum() == possible.sum():
            return possible


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
        home=np.where(homes < 0, -1, (units == homes[:, None]).argmax(axis=1)),
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
    most = np.zeros((n_diagrams, n_layers, max_units + 1, n_tallies), dtype=np.intp)
    largest = np.zeros((n_diagrams, max_units, n_tallies), dtype=np.intp)  # first to last
    for layer in range(n_layers - 1, -1, -1):
        most[:, layer, 1:] = largest.cumsum(axis=1)
        largest = np.concatenate([largest, steps[:, layer, None]], axis=1)
        largest = -np.sort(-largest, axis=1)[:, :max_units]
    return most[:, :, ::-1]  # the more there are, the fewer can come


def _pairs(orders: LocalOrders, partners: Sequence[frozenset[int]]) -> Members:
    """Return which layers of each diagram are partners."""
    n_units = len(partners)
    if not any(partners):
        return np.zeros(orders.beside.shape, dtype=bool)
    pairs = member_rows([*partners, ()], n_units + 1)  # the last row for no unit
    units = orders.units
    selected: Members = pairs[units[:, :, None], units[:, None, :]]
    return selected


def _layer(sweep: _Sweep, depth: int, states: States) -> tuple[LocalLayer, States]:
    """Return the layer that decides one unit of each diagram, and the states after it."""
    plan, number = sweep.slots, states.diagram
    layers, earlier = plan.at(plan.earlier, depth, number)
    leaving, freed, waiting = (
        plan.at(which, depth, number)[1] for which in (plan.leaving, plan.freed, plan.waiting)
    )
    early = sweep.home[number] > depth
    arcs = []
    decided = (_left_out(sweep, depth, states), _taken_in(sweep, depth, states, earlier))
    for after, allowed in decided:
        closing = sweep.sized.closing(after.totals)
        closing[early] = DROPPED
        labels, end = retired(after, leaving, freed, waiting, closing)
        end[~allowed] = DROPPED
        arcs.append((labels, end))
    following, out_child, in_child = merged(*arcs)
    layer = LocalLayer(
        diagram=number,
        out_child=out_child,
        in_child=in_child,
        earlier=layers,
        chosen=(states.seen(earlier) > 0).T,
        n_next=len(following),
    )
    return layer, following


def _left_out(sweep: _Sweep, depth: int, states: States) -> tuple[States, Members]:
    """Return the states with the unit out, and where that may be."""
    number, plan = states.diagram, sweep.slots
    labels = states.labels.copy()
    labels[plan.own[number, depth], np.arange(len(states))] = 0
    asked = plan.at(plan.asked, depth, number)[1]
    allowed = sweep.home[number] != depth
    allowed &= (states.seen(asked) == 0).all(axis=0)
    totals = _settled(sweep, depth, number, states.totals)
    return States(number, labels, totals, _later(sweep, depth, states.banned)), allowed


def _taken_in(sweep: _Sweep, depth: int, states: States, earlier: Slots) -> tuple[States, Members]:
    """Return the states with the unit in, and where that may be."""
    number, plan = states.diagram, sweep.slots
    sums = states.totals + sweep.added[sweep.orders.units[:, depth]][number]
    totals = np.minimum(sums, sweep.caps).astype(np.uint8)
    banned = _later(sweep, depth, states.banned | sweep.bans[number, depth])
    labels = taken_in(states, plan.own[number, depth], earlier)
    asked = plan.at(plan.asked, depth, number)[1]
    is_in = states.seen(asked) > 0
    allowed = (is_in | (asked == plan.n_slots)).all(axis=0)
    allowed &= ~sweep.alone[number, depth] & sweep.sized.fits(totals)
    totals = _settled(sweep, depth, number, totals)
    if sweep.bans.shape[2]:
        allowed &= states.banned[:, depth // 8] & np.uint8(128 >> depth % 8) == 0
    return States(number, labels, totals, banned), allowed


def _settled(sweep: _Sweep, depth: int, number: NDArray[np.int32], totals: Labels) -> Labels:
    """Return the totals, the same one for all that will surely be within the bounds."""
    settled = totals.copy()
    counts = np.minimum(totals[:, 0], sweep.sized.max_units)
    for column, tally in enumerate(sweep.sized.units.tallies, start=1):
        more = sweep.more[number, depth, counts, column - 1]
        settled[:, column] = tally.settled(totals[:, column], more)
    return settled


def _later(sweep: _Sweep, depth: int, banned: Labels) -> Labels:
    """Return the bits of the layers after this one."""
    later = np.packbits(np.arange(sweep.orders.n_layers) > depth)[: sweep.bans.shape[2]]
    later_banned: Labels = banned & later
    return later_banned
