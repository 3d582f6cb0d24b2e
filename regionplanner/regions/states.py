"""States of decision diagrams while they are built, of one diagram or of many side by side.

A state is known by what later units can see: a slot for each such unit holds the label of its
component. A component has the label of its first slot, counted from 1, so that it needs no
numbering anew.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.errors import LimitError
from regionplanner.regions.diagram import DROPPED, OPEN, Labels
from regionplanner.regions.order import padded

Slots = NDArray[np.intp]

_MOST_SLOTS = 250
"""Labels below `_NONE` of as many components fit in a byte."""

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
        Slot of each unit, and at last no slot, shape ``(n_diagrams, n_layers + 1)``.
    earlier
        Layers of the neighbours decided before, `n_layers` after the last, shape
        ``(n_diagrams, n_layers, n_earlier)``.
    leaving
        Layers of the units that have their last neighbour here, same form.
    freed
        Layers of the units that no unit asks for after this one, same form.
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

    def at(self, layers: Slots, depth: int, diagram: NDArray[np.int32]) -> tuple[Slots, Slots]:
        """Return those of some layers that any diagram has at a depth, and the slots in each state.

        Parameters
        ----------
        layers
            Of `earlier`, `leaving` and so on.
        depth
            Number of the layer.
        diagram
            Of each state, shape ``(n_states,)``.

        Returns
        -------
        layers, slots
            Shapes ``(n_diagrams, n)`` and ``(n, n_states)``.
        """
        here = layers[:, depth]
        here = here[:, (here < layers.shape[1]).any(axis=0)]
        return here, self.own[np.arange(len(here))[:, None], here].T[:, diagram]


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
    last_asked = np.where(asking, steps, -1).max(axis=2)
    last_seen = np.maximum(last_border, last_asked)
    own = np.zeros((n_diagrams, n_layers + 1), dtype=np.intp)
    # layer until which a slot is taken
    holder = np.full((n_diagrams, min(n_layers, _MOST_SLOTS)), -1)
    rows = np.arange(n_diagrams)
    for layer in range(n_layers):
        free = holder < layer
        if not free.any(axis=1).all():
            raise LimitError("a frontier is longer than {most_slots} units", most_slots=_MOST_SLOTS)
        own[:, layer] = free.argmax(axis=1)
        holder[rows, own[:, layer]] = last_seen[:, layer]
    own[:, -1] = n_slots = int(own.max(initial=0)) + 1
    before = steps[None, None, :] < steps[None, :, None]
    upto = before | np.eye(n_layers, dtype=bool)
    waits = last_asked[:, None, :] > steps[None, :, None]  # at a layer, of a unit
    return SlotPlan(
        n_slots=n_slots,
        own=own,
        earlier=padded(beside & before, n_layers),
        leaving=padded(_at(last_border, inside), n_layers),
        freed=padded(_at(last_seen, inside), n_layers),
        asked=padded(asking & before, n_layers),
        waiting=padded(waits & upto, n_layers),
    )


def _at(last: Slots, inside: Members) -> Members:
    """Return which units (last axis) are last needed at which layer."""
    steps = np.arange(inside.shape[1])
    here: Members = (last[:, None, :] == steps[None, :, None]) & inside[:, None, :]
    return here


@dataclass(frozen=True, slots=True)
class States:
    """States after as many units of each diagram.

    Attributes
    ----------
    diagram
        Which diagram each belongs to, ascending, shape ``(n_states,)``.
    labels
        For each slot 0 when its unit is out, or the label of its component, or that it has left
        the frontier; a last slot that is always 0, shape ``(n_slots + 1, n_states)``: whole
        slots are read, so each lies together in memory.
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

    def seen(self, slots: Slots) -> Labels:
        """Return the labels in some slots of each state, shape ``(n, n_states)``."""
        return self.labels[slots, np.arange(len(self))]

    def pick(self, rows: Members) -> "States":
        """Return some of the states."""
        return States(
            self.diagram[rows], self.labels[:, rows], self.totals[rows], self.banned[rows]
        )


def first_states(n_diagrams: int, n_slots: int, n_tallies: int, n_bytes: int) -> States:
    """Return the state of each diagram before any unit is decided."""
    return States(
        diagram=np.arange(n_diagrams, dtype=np.int32),
        labels=np.zeros((n_slots + 1, n_diagrams), dtype=np.uint8),
        totals=np.zeros((n_diagrams, 1 + n_tallies), dtype=np.uint8),
        banned=np.zeros((n_diagrams, n_bytes), dtype=np.uint8),
    )


def taken_in(states: States, own: Slots, earlier: Slots) -> Labels:
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
    met = states.seen(earlier)
    first = np.where(met > 0, met, _OFF).min(axis=0, initial=_OFF)
    label = np.minimum(first, own + 1).astype(np.uint8)
    joined = np.zeros(labels.shape, dtype=bool)
    for slot in met:
        joined |= labels == np.where(slot > 0, slot, _NONE)
    joined_labels = np.where(joined, label, labels)
    joined_labels[own, np.arange(len(own))] = label
    return joined_labels


def retired(
    states: States, leaving: Slots, freed: Slots, waiting: Slots, closing: Labels
) -> tuple[States, Labels]:
    """Return the states without the units that leave the frontier, and how each goes on.

    A component that loses its last frontier unit is finished: a candidate region when it is the
    only component, waits for no unit and its totals allow it (`closing`), else a dead end.

    Parameters
    ----------
    states
        After a decision.
    leaving, freed, waiting
        Slots that leave the frontier, that no unit asks for any more, and whose units wait for a
        later one, each of shape ``(n, n_states)``.
    closing
        How each would end if its region were complete, shape ``(n_states,)``.
    """
    labels = states.labels.copy()
    waits = (states.seen(waiting) > 0).any(axis=0)
    end = np.full(len(states), OPEN, dtype=np.uint8)
    none = len(labels) - 1
    for slot in leaving:
        rows = np.flatnonzero(slot < none)
        rows = rows[labels[slot[rows], rows] > 0]
        _leave(labels, slot[rows], rows, end, np.where(waits, DROPPED, closing))
    for slot in freed:
        rows = np.flatnonzero(slot < none)
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
    out: tuple[States, Labels], into: tuple[States, Labels]
) -> tuple[States, NDArray[np.int32], NDArray[np.int32]]:
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
    return States(diagram, labels, totals, banned), child[:n_out], child[n_out:]


def unique_rows(rows: Labels) -> tuple[Labels, NDArray[np.intp]]:
    """Return the distinct rows, in the order of their last bytes, and which of them each row is."""
    if not len(rows):
        return rows, np.empty(0, dtype=np.intp)
    width = -(-rows.shape[1] // 8) * 8
    padded = np.zeros((len(rows), width), dtype=np.uint8)
    padded[:, : rows.shape[1]] = rows
    words = padded.view("<u8")
    order = np.lexsort(words.T)
    ordered = words[order]
    is_first = np.ones(len(rows), dtype=bool)
    is_first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    inverse = np.empty(len(rows), dtype=np.intp)
    inverse[order] = np.cumsum(is_first) - 1
    return rows[order[is_first]], inverse
