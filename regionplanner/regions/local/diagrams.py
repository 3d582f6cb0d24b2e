"""Local diagrams: one for every anchor, over the units near it, with their states.

As in `regionplanner.regions.diagram`, with a slot for each unit that can be seen. A component has
the label of its first slot, counted from 1, so that it needs no numbering anew.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.errors import LimitError
from regionplanner.regions.diagram import DROPPED, OPEN, Arcs, Labels, unique_rows

Slots = NDArray[np.intp]

_MOST_SLOTS = 30
"""Labels below `OFF_FRONTIER` of as many components fit in a byte, and a state in few words."""

_OFF = np.uint8(255)  # label of a unit that is in, has left the frontier, and is asked for
_NONE = np.uint8(254)  # label of nothing


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """A slot of the state for every unit, while a later unit can see it.

    Attributes
    ----------
    n_slots
        How many there are; the number after the last stands for no slot.
    own
        Slot of each unit, shape ``(n_diagrams, n_layers)``.
    earlier
        Layers of the neighbours decided before, `n_layers` after the last, shape
        ``(n_diagrams, n_layers, n_earlier)``.
    leaving
        Layers of the units that have their last neighbour here, same form.
    freed
        Layers of the units that nobody asks for any more after this one, same form.
    asked
        Layers of the units before that this one asks for, same form.
    waiting
        Layers of the units, up to this one, that still ask for a later one, same form.
    """

    n_slots: int
    own: Slots
    earlier: Slots
    leaving: Slots
    freed: Slots
    asked: Slots
    waiting: Slots

    def slots(self, layers: Slots) -> Slots:
        """Return the slots of some layers of each diagram, `n_slots` where there is none.

        Parameters
        ----------
        layers
            Shape ``(n_diagrams, n)``.
        """
        own = np.hstack([self.own, np.full((len(self.own), 1), self.n_slots)])
        return np.take_along_axis(own, layers, axis=1)


def slot_plan(inside: Members, beside: Members, asking: Members) -> SlotPlan:
    """Return where each unit is kept.

    Parameters
    ----------
    inside
        Which layers a diagram has, shape ``(n_diagrams, n_layers)``.
    beside
        Neighbours, by layer, shape ``(n_diagrams, n_layers, n_layers)``.
    asking
        Units that ask whether another is in, same shape.

    Raises
    ------
    LimitError
        When a frontier is too long.
    """
    n_diagrams, n_layers = inside.shape
    steps = np.arange(n_layers)
    last_border = np.maximum(np.where(beside, steps, -1).max(axis=2), steps)
    last_seen = np.maximum(last_border, np.where(asking, steps, -1).max(axis=2))
    own = np.zeros((n_diagrams, n_layers), dtype=np.intp)
    holder = np.full((n_diagrams, _MOST_SLOTS), -1)  # layer until which a slot is taken
    rows = np.arange(n_diagrams)
    for layer in range(n_layers):
        free = holder < layer
        if not free.any(axis=1).all():
            raise LimitError("a frontier is longer than {most_slots} units", most_slots=_MOST_SLOTS)
        own[:, layer] = free.argmax(axis=1)
        holder[rows, own[:, layer]] = last_seen[:, layer]
    before = steps[None, None, :] < steps[None, :, None]
    upto = before | np.eye(n_layers, dtype=bool)
    later = np.triu(np.ones((n_layers, n_layers), dtype=bool), 1)
    waits = (asking[:, None] & later[None, :, None]).any(axis=3)  # at a layer, of a unit
    return SlotPlan(
        n_slots=int(own.max(initial=0)) + 1,
        own=own,
        earlier=_padded(beside & before),
        leaving=_padded(_at(last_border, inside)),
        freed=_padded(_at(last_seen, inside)),
        asked=_padded(asking & before),
        waiting=_padded(waits & upto),
    )


def _at(last: Slots, inside: Members) -> Members:
    """Return which units (last axis) are last needed at which layer."""
    steps = np.arange(inside.shape[1])
    here: Members = (last[:, None, :] == steps[None, :, None]) & inside[:, None, :]
    return here


def _padded(chosen: Members) -> Slots:
    """Return the chosen layers of each row, the number of layers after the last."""
    n_most = max(1, int(chosen.sum(axis=2).max(initial=0)))
    order = np.argsort(~chosen, axis=2, kind="stable")[:, :, :n_most]
    return np.where(np.take_along_axis(chosen, order, axis=2), order, chosen.shape[2])


@dataclass(frozen=True, slots=True)
class LocalStates:
    """States after as many units of each diagram.

    Attributes
    ----------
    diagram
        Which diagram each belongs to, ascending, shape ``(n_states,)``.
    labels
        For each slot 0 when its unit is out, or the label of its component, or that it has left
        the frontier; a last slot that is always 0, shape ``(n_slots + 1, n_states)``: whole
        slots are looked at, so each lies together in memory.
    totals
        Number of municipalities that are in, then each tally, shape ``(n_states, 1 + n_tallies)``.
    banned
        Bits of the later layers that may not come in, shape ``(n_states, n_bytes)``.
    """

    diagram: NDArray[np.int32]
    labels: Labels
    totals: Labels
    banned: Labels

    def __len__(self) -> int:
        return len(self.diagram)

    def pick(self, rows: Members) -> "LocalStates":
        """Return some of the states."""
        return LocalStates(
            self.diagram[rows], self.labels[:, rows], self.totals[rows], self.banned[rows]
        )


def first_states(n_diagrams: int, n_slots: int, n_tallies: int, n_bytes: int) -> LocalStates:
    """Return the state of each diagram before any unit is decided."""
    return LocalStates(
        diagram=np.arange(n_diagrams, dtype=np.int32),
        labels=np.zeros((n_slots + 1, n_diagrams), dtype=np.uint8),
        totals=np.zeros((n_diagrams, 1 + n_tallies), dtype=np.uint8),
        banned=np.zeros((n_diagrams, n_bytes), dtype=np.uint8),
    )


def taken_in(states: LocalStates, own: Slots, earlier: Slots) -> Labels:
    """Return the labels once the next unit is in: its neighbours' components are one with it.

    Parameters
    ----------
    states
        Before.
    own
        Slot of the unit in each state, shape ``(n_states,)``.
    earlier
        Slots of its neighbours, shape ``(n_earlier, n_states)``.
    """
    labels = states.labels
    met = np.take_along_axis(labels, earlier, axis=0)
    first = np.where(met > 0, met, _OFF).min(axis=0)
    label = np.minimum(first, own + 1).astype(np.uint8)
    joined = np.zeros(labels.shape, dtype=bool)
    for slot in met:
        joined |= labels == np.where(slot > 0, slot, _NONE)
    found = np.where(joined, label, labels)
    found[own, np.arange(len(own))] = label
    return found


def retired(
    states: LocalStates, leaving: Slots, freed: Slots, waiting: Slots, closing: Labels
) -> tuple[LocalStates, Labels]:
    """Return the states without the units that leave the frontier, and how each goes on.

    A component that loses its last frontier unit is finished: a candidate region when it is the
    only component, waits for no unit and its totals allow it (`closing`), else a dead end.

    Parameters
    ----------
    states
        After a decision.
    leaving, freed, waiting
        Slots that leave the frontier, that nobody asks for any more, and whose units wait for a
        later one, each of shape ``(n, n_states)``.
    closing
        How each would end if its region were complete, shape ``(n_states,)``.
    """
    labels = states.labels.copy()
    waits = (np.take_along_axis(labels, waiting, axis=0) > 0).any(axis=0)
    end = np.full(len(states), OPEN, dtype=np.uint8)
    nothing = len(labels) - 1
    for slot in leaving:
        rows = np.flatnonzero(slot < nothing)
        rows = rows[labels[slot[rows], rows] > 0]
        _leave(labels, slot[rows], rows, end, np.where(waits, DROPPED, closing))
    for slot in freed:
        rows = np.flatnonzero(slot < nothing)
        labels[slot[rows], rows] = 0
    return replace(states, labels=labels), end


def _leave(labels: Labels, slot: Slots, rows: Slots, end: Labels, closing: Labels) -> None:
    """Take a unit that is in off the frontier, in some states; their labels and ends change."""
    here = labels[:, rows]
    columns = np.arange(len(rows))
    label = here[slot, columns]
    here[slot, columns] = _OFF
    same = here == label
    goes_on = same.any(axis=0)
    moved = goes_on & (label == slot + 1)
    first = (same[:, moved].argmax(axis=0) + 1).astype(np.uint8)
    here[:, moved] = np.where(same[:, moved], first, here[:, moved])
    labels[:, rows] = here
    ended = rows[~goes_on & (end[rows] == OPEN)]
    left = labels[:, ended]
    alone = ((left == 0) | (left == _OFF)).all(axis=0)
    end[ended] = np.where(alone, closing[ended], DROPPED)


def merged(
    out: tuple[LocalStates, Labels], into: tuple[LocalStates, Labels]
) -> tuple[LocalStates, NDArray[np.int32], NDArray[np.int32]]:
    """Return the distinct open states, and the child of each arc among them or the ends."""
    end = np.concatenate([out[1], into[1]])
    is_open = end == OPEN
    parts = [out[0].pick(out[1] == OPEN), into[0].pick(into[1] == OPEN)]
    columns = ["totals", "banned"]
    numbers = np.concatenate([part.diagram for part in parts]).astype("<u2")
    rows = np.hstack(
        [
            np.hstack([part.labels for part in parts]).T,
            *(np.vstack([getattr(part, name) for part in parts]) for name in columns),
            numbers.view(np.uint8).reshape(-1, 2),  # last: states come out by diagram
        ]
    )
    distinct, inverse = unique_rows(rows)
    child = len(distinct) + end.astype(np.int32)
    child[is_open] = inverse
    widths = [len(parts[0].labels), *(getattr(parts[0], name).shape[1] for name in columns)]
    labels, totals, banned, number = np.split(distinct, np.cumsum(widths), axis=1)
    diagram = number[:, 0] + np.int32(256) * number[:, 1]
    n_out = len(out[1])
    labels = np.ascontiguousarray(labels.T)
    return LocalStates(diagram, labels, totals, banned), child[:n_out], child[n_out:]


@dataclass(frozen=True, slots=True)
class LocalLayer(Arcs):
    """The states of every diagram before as many units.

    Attributes
    ----------
    diagram
        Which diagram each state belongs to, shape ``(n_states,)``.
    earlier
        Layers of the neighbours decided before, the number of layers after the last, shape
        ``(n_diagrams, n_earlier)``.
    """

    diagram: NDArray[np.int32]
    earlier: NDArray[np.intp]

    def kept(
        self, alive: Members, out_child: NDArray[np.int32], in_child: NDArray[np.int32], n_next: int
    ) -> Self:
        """Return the layer with some of its states, as `Arcs.kept` does."""
        found = Arcs.kept(self, alive, out_child, in_child, n_next)
        return replace(found, diagram=self.diagram[alive])


@dataclass(frozen=True, slots=True)
class LocalDiagrams:
    """For each anchor every candidate region with it, as paths from its root to an end.

    Attributes
    ----------
    layers
        The first has the root of each diagram.
    units
        Unit that each diagram decides in each layer, -1 after its last, shape
        ``(n_diagrams, n_layers)``.
    homes
        Unit that each anchor forces in, shape ``(n_diagrams,)``.
    n_units
        Number of units of the parent.
    max_units
        Most municipalities of a region.
    """

    layers: tuple[LocalLayer, ...]
    units: NDArray[np.intp]
    homes: NDArray[np.intp]
    n_units: int
    max_units: int

    @property
    def n_states(self) -> int:
        """Number of states in all diagrams."""
        return sum(layer.n_states for layer in self.layers)

    def has(self, members: Members) -> Members:
        """Return which of some regions are candidate regions.

        Parameters
        ----------
        members
            One row a region, shape ``(n_regions, n_units)``.
        """
        region, diagram = np.nonzero(members[:, self.homes])
        state: NDArray[np.integer] = diagram.copy()
        met = np.zeros(len(region), dtype=np.intp)
        ended = np.full(len(region), DROPPED)
        going = np.arange(len(region))
        for depth, layer in enumerate(self.layers):
            unit = self.units[diagram[going], depth]
            takes = members[region[going], unit] & (unit >= 0)
            met[going] += takes
            here = state[going]
            state[going] = np.where(takes, layer.in_child[here], layer.out_child[here])
            done = going[state[going] >= layer.n_next]
            ended[done] = state[done] - layer.n_next
            going = going[state[going] < layer.n_next]
        is_found = (ended != DROPPED) & (met == members.sum(axis=1)[region])
        found = np.zeros(len(members), dtype=bool)
        found[region[is_found]] = True
        return found
