"""States of the decision diagram: what of a partial region the rest can still see.

A state is a row of small integers: the label of each tracked unit (0 when it is out, the number of
its component on the frontier, `OFF_FRONTIER` when it is in but only remembered), then the number
of municipalities that are in.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.uint8]

OPEN, COMPLETE, DROPPED = 0, 1, 2
OFF_FRONTIER = np.uint8(255)  # label of a unit that is in, has left the frontier, and is asked for


def decide(
    states: Labels, columns: Sequence[int], size: int, max_units: int
) -> tuple[Labels, Labels]:
    """Return the states with the next unit out, and in (its neighbours' components merged)."""
    labels, count = states[:, :-1], states[:, -1:]
    out_rows = np.hstack([labels, np.zeros_like(count), count])
    fresh = np.uint8(max_units + 1)  # above every label in use: at most one per chosen unit
    merged = labels.copy()
    for column in columns:
        joined = labels[:, column : column + 1]
        merged[(labels == joined) & (joined > 0)] = fresh
    # a count past the largest is dropped before it matters; it must only not wrap around
    total = np.minimum(count.astype(np.intp) + size, max_units + 1).astype(np.uint8)
    in_rows = np.hstack([merged, np.full_like(count, fresh), total])
    return out_rows, in_rows


def retire(
    rows: Labels,
    leaving: Sequence[int],
    waiting: Sequence[int],
    kept: Sequence[int],
    min_units: int,
) -> tuple[Labels, NDArray[np.uint8]]:
    """Return the states without the units that leave the frontier, and which states ended.

    A component that loses its last frontier unit is finished: a candidate region when it is the
    only component, is large enough and waits for no unit, else a dead end.
    """
    labels, count = rows[:, :-1].copy(), rows[:, -1]
    waits = (labels[:, waiting] > 0).any(axis=1)
    end = np.full(len(rows), OPEN, dtype=np.uint8)
    for column in leaving:
        label = labels[:, column].copy()
        labels[:, column] = np.where(label > 0, OFF_FRONTIER, 0)
        finished = (end == OPEN) & (label > 0) & ~(labels == label[:, None]).any(axis=1)
        alone = ((labels == 0) | (labels == OFF_FRONTIER)).all(axis=1)
        complete = finished & alone & (count >= min_units) & ~waits
        end[finished] = np.where(complete[finished], COMPLETE, DROPPED)
    return np.hstack([_canonical(labels[:, kept]), rows[:, -1:]]), end


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
    out_rows: Labels, out_end: Labels, in_rows: Labels, in_end: Labels
) -> tuple[Labels, NDArray[np.int32], NDArray[np.int32]]:
    """Return the distinct open states, and the child of each arc among them."""
    rows = np.vstack([out_rows, in_rows])
    end = np.concatenate([out_end, in_end])
    is_open = end == OPEN
    distinct, inverse = _unique_rows(rows[is_open])
    child = np.empty(len(rows), dtype=np.int32)
    child[is_open] = inverse
    child[end == COMPLETE] = len(distinct)
    child[end == DROPPED] = len(distinct) + 1
    return distinct, child[: len(out_rows)], child[len(out_rows) :]


def _unique_rows(rows: Labels) -> tuple[Labels, NDArray[np.intp]]:
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
