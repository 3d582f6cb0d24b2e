"""States of the decision diagram: what of a partial region the rest can still see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.uint8]

EITHER, BELOW, ABOVE, DROPPED, OPEN = range(5)
"""How a path goes on: it ends in a region (whose total may be on either side of the target, or
only below or above it), in no region, or is open."""
N_ENDS = OPEN

OFF_FRONTIER = np.uint8(255)  # label of a unit that is in, has left the frontier, and is asked for


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
