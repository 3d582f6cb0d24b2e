"""The decision diagram of every candidate region of one parent, and its states."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members

Labels = NDArray[np.uint8]

EITHER, BELOW, ABOVE, DROPPED, OPEN = range(5)
"""How a path goes on: it ends in a region (whose total may be on either side of the target, or
only below or above it), in no region, or is open."""

N_ENDS = OPEN
OFF_FRONTIER = np.uint8(255)  # label of a unit that is in, has left the frontier, and is asked for
_NOWHERE = np.iinfo(np.intp).max  # the state of a path that has ended


@dataclass(frozen=True, slots=True)
class States:
    """States after the same units.

    Attributes
    ----------
    labels
        For each tracked unit 0 when it is out, the number of its component on the frontier, or
        `OFF_FRONTIER` when it is in but only remembered, shape ``(n_states, n_tracked)``.
    totals
        Of the units that are in: the number of municipalities, then each tally, shape
        ``(n_states, 1 + n_tallies)``.
    banned
        Bits of the later units that may not come in, because of one that is, shape
        ``(n_states, n_bytes)``; no bytes where no units are apart.
    """

    labels: Labels
    totals: Labels
    banned: Labels

    def __len__(self) -> int:
        return len(self.totals)


def first_state(n_tallies: int, n_bytes: int) -> States:
    """Return the state before any unit is decided."""
    return States(
        labels=np.zeros((1, 0), dtype=np.uint8),
        totals=np.zeros((1, 1 + n_tallies), dtype=np.uint8),
        banned=np.zeros((1, n_bytes), dtype=np.uint8),
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """What deciding one unit changes.

    Attributes
    ----------
    columns
        Its neighbours among the tracked units.
    added
        What it adds to the totals, shape ``(1 + n_tallies,)``.
    caps
        Where each total stays, because a larger one makes no difference, same shape.
    bans
        Bits of the units that may not be with it, shape ``(n_bytes,)``.
    later
        Bits of the units that are decided later, shape ``(n_bytes,)``.
    """

    columns: Sequence[int]
    added: NDArray[np.integer]
    caps: NDArray[np.integer]
    bans: Labels
    later: Labels


def decide(states: States, decision: Decision) -> tuple[States, States]:
    """Return the states with the next unit out, and in (its neighbours' components merged)."""
    labels = states.labels
    nothing = np.zeros((len(states), 1), dtype=np.uint8)
    fresh = np.uint8(int(labels[labels < OFF_FRONTIER].max(initial=0)) + 1)
    merged = labels.copy()
    for column in decision.columns:
        joined = labels[:, column : column + 1]
        merged[(labels == joined) & (joined > 0)] = fresh
    totals = np.minimum(states.totals.astype(np.intp) + decision.added, decision.caps)
    return (
        States(np.hstack([labels, nothing]), states.totals, states.banned & decision.later),
        States(
            np.hstack([merged, nothing + fresh]),
            totals.astype(np.uint8),
            (states.banned | decision.bans) & decision.later,
        ),
    )


def retire(
    states: States,
    leaving: Sequence[int],
    waiting: Sequence[int],
    kept: Sequence[int],
    closing: Labels,
) -> tuple[States, Labels]:
    """Return the states without the units that leave the frontier, and how each goes on.

    A component that loses its last frontier unit is finished: a candidate region when it is the
    only component, waits for no unit and its totals allow it (`closing`), else a dead end.
    """
    labels = states.labels.copy()
    waits = (labels[:, waiting] > 0).any(axis=1)
    end = np.full(len(states), OPEN, dtype=np.uint8)
    for column in leaving:
        label = labels[:, column].copy()
        labels[:, column] = np.where(label > 0, OFF_FRONTIER, 0)
        finished = (end == OPEN) & (label > 0) & ~(labels == label[:, None]).any(axis=1)
        alone = ((labels == 0) | (labels == OFF_FRONTIER)).all(axis=1)
        whole = finished & alone & ~waits
        end[finished] = np.where(whole, closing, DROPPED)[finished]
    return replace(states, labels=_canonical(labels[:, kept])), end


def _canonical(labels: Labels) -> Labels:
    """Return the same components numbered 1, 2, ... by first appearance."""
    rows = np.arange(len(labels))
    renumbered = np.zeros((len(labels), 256), dtype=np.uint8)
    renumbered[:, OFF_FRONTIER] = OFF_FRONTIER
    following = np.ones(len(labels), dtype=np.uint8)
    result = np.zeros_like(labels)
    for column in range(labels.shape[1]):
        label = labels[:, column]
        new = (label > 0) & (renumbered[rows, label] == 0)
        renumbered[rows[new], label[new]] = following[new]
        following[new] += 1
        result[:, column] = renumbered[rows, label]
    return result


def merge(
    out: tuple[States, Labels], into: tuple[States, Labels]
) -> tuple[States, NDArray[np.int32], NDArray[np.int32]]:
    """Return the distinct open states, and the child of each arc among them or the ends."""
    rows = np.vstack([np.hstack([s.labels, s.totals, s.banned]) for s, _ in (out, into)])
    end = np.concatenate([out[1], into[1]])
    is_open = end == OPEN
    distinct, inverse = unique_rows(rows[is_open])
    child = len(distinct) + end.astype(np.int32)
    child[is_open] = inverse
    n_out, first = len(out[1]), out[0]
    n_labels, n_totals = first.labels.shape[1], first.totals.shape[1]
    labels, totals, banned = np.split(distinct, [n_labels, n_labels + n_totals], axis=1)
    return States(labels, totals, banned), child[:n_out], child[n_out:]


def unique_rows(rows: Labels) -> tuple[Labels, NDArray[np.intp]]:
    """Return the distinct rows in a fixed order, and which of them each row is."""
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


@dataclass(frozen=True, slots=True)
class Arcs:
    """States before one unit is decided, with the two arcs that leave each.

    Attributes
    ----------
    out_child, in_child
        State of the next layer when the unit stays out or comes in, shape ``(n_states,)``;
        ``n_next`` and the numbers after it stand for the ends of a path, in the order of
        `states`: a candidate region (on either side of a target, below it, above it), or none.
    chosen
        Which of the neighbours decided before are in, shape ``(n_states, n_earlier)``.
    n_next
        Number of states of the next layer.
    """

    out_child: NDArray[np.int32]
    in_child: NDArray[np.int32]
    chosen: NDArray[np.bool_]
    n_next: int

    @property
    def n_states(self) -> int:
        """Number of states of this layer."""
        return len(self.out_child)

    def kept(
        self, alive: Members, out_child: NDArray[np.int32], in_child: NDArray[np.int32], n_next: int
    ) -> Self:
        """Return the layer with some of its states, whose arcs lead elsewhere.

        Parameters
        ----------
        alive
            Which states stay, shape ``(n_states,)``.
        out_child, in_child
            Of those that stay.
        n_next
            Number of states of the next layer.
        """
        chosen = self.chosen[alive]
        return replace(self, out_child=out_child, in_child=in_child, chosen=chosen, n_next=n_next)


@dataclass(frozen=True, slots=True)
class Layer(Arcs):
    """The states of one diagram before one unit is decided.

    Attributes
    ----------
    unit
        Position of the unit that is decided here.
    earlier
        Positions of the neighbours decided before, shape ``(n_earlier,)``.
    """

    unit: int
    earlier: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class RegionDiagram:
    """Every connected set of `min_units` to `max_units` units, as root-to-end paths.

    Attributes
    ----------
    layers
        One per unit, in the order of decision.
    n_units
        Number of units; their positions are those of the adjacency it was built from.
    max_units
        Most units that a candidate region can have.
    """

    layers: tuple[Layer, ...]
    n_units: int
    max_units: int

    @property
    def n_states(self) -> int:
        """Number of states in all layers."""
        return sum(layer.n_states for layer in self.layers)

    def count(self) -> int:
        """Return the exact number of candidate regions."""
        ends = [int(end != DROPPED) for end in range(N_ENDS)]
        completions = ends
        for layer in reversed(self.layers):
            out, into = layer.out_child.tolist(), layer.in_child.tolist()
            here = [completions[a] + completions[b] for a, b in zip(out, into, strict=True)]
            completions = [*here, *ends]
        return completions[0]

    def has(self, members: Members) -> Members:
        """Return which of some regions are candidate regions.

        Parameters
        ----------
        members
            One row a region, shape ``(n_regions, n_units)``.
        """
        n_regions = len(members)
        state = np.zeros(n_regions, dtype=np.intp)
        end = np.full(n_regions, DROPPED)
        met = np.zeros(n_regions, dtype=np.intp)
        for layer in self.layers:
            going = np.flatnonzero(state < layer.n_states)
            takes = members[going, layer.unit]
            here = state[going]
            met[going] += takes
            state[going] = np.where(takes, layer.in_child[here], layer.out_child[here])
            ended = going[state[going] >= layer.n_next]
            end[ended] = state[ended] - layer.n_next
            state[ended] = _NOWHERE
        found: Members = (end != DROPPED) & (met == members.sum(axis=1))
        return found


AnyLayer = TypeVar("AnyLayer", bound=Arcs)


def trimmed(layers: Sequence[AnyLayer]) -> tuple[AnyLayer, ...]:
    """Return the layers without the states from which no candidate region can be completed.

    Roots stay, also where there is no candidate region.

    Parameters
    ----------
    layers
        In the order of decision; what is open after the last unit is no region.
    """
    found: list[AnyLayer] = []
    ends = np.arange(N_ENDS, dtype=np.int32)
    renumbered = np.concatenate([np.full(layers[-1].n_next, DROPPED, dtype=np.int32), ends])
    n_next = 0
    for layer in reversed(layers):
        out_child, in_child = renumbered[layer.out_child], renumbered[layer.in_child]
        dead = n_next + DROPPED
        alive = (out_child != dead) | (in_child != dead) | (layer is layers[0])
        found.append(layer.kept(alive, out_child[alive], in_child[alive], n_next))
        n_next = int(alive.sum())
        renumbered = np.full(layer.n_states + N_ENDS, n_next + DROPPED, dtype=np.int32)
        renumbered[:-N_ENDS][alive] = np.arange(n_next, dtype=np.int32)
        renumbered[-N_ENDS:] = n_next + ends
    return tuple(reversed(found))
