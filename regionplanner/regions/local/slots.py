"""Where the states of a local diagram keep the units that the rest can still see."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.errors import LimitError

Slots = NDArray[np.intp]

_MOST_SLOTS = 30
"""Labels below `OFF_FRONTIER` of as many components fit in a byte, and a state in few words."""


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
            raise LimitError(f"a frontier is longer than {_MOST_SLOTS} units")
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
