"""States of many diagrams at once: what of a partial region the rest can still see.

As in `regionplanner.regions.states`, with a slot for each unit that can be seen. A component has
the label of its first slot, counted from 1, so that it needs no numbering anew.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.regions.states import DROPPED, OPEN, Labels, unique_rows

_OFF = np.uint8(255)  # label of a unit that is in, has left the frontier, and is asked for
_NONE = np.uint8(254)  # label of nothing

Slots = NDArray[np.intp]


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
