"""The decision diagram of every candidate region of one parent."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.errors import LimitError
from regionplanner.regions.order import Adjacency, frontier_order

Labels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Layer:
    """The states before one unit is decided, with the two arcs that leave each.

    Attributes
    ----------
    unit
        Position of the unit that is decided here.
    out_child, in_child
        State of the next layer when the unit stays out or comes in, shape ``(n_states,)``;
        ``n_next`` stands for "complete: a candidate region", ``n_next + 1`` for "no such arc".
    earlier
        Positions of the neighbours decided before, shape ``(n_earlier,)``.
    chosen
        Which of them are in, shape ``(n_states, n_earlier)``.
    n_next
        Number of states of the next layer.
    """

    unit: int
    out_child: NDArray[np.int32]
    in_child: NDArray[np.int32]
    earlier: NDArray[np.intp]
    chosen: NDArray[np.bool_]
    n_next: int

    @property
    def n_states(self) -> int:
        """Number of states of this layer."""
        return len(self.out_child)


@dataclass(frozen=True, slots=True)
class RegionDiagram:
    """Every connected set of `min_units` to `max_units` units, as root-to-end paths.

    Attributes
    ----------
    layers
        One per unit, in the order of decision.
    n_units
        Number of units; their positions are those of the adjacency it was built from.
    """

    layers: tuple[Layer, ...]
    n_units: int

    @property
    def n_states(self) -> int:
        """Number of states in all layers."""
        return sum(layer.n_states for layer in self.layers)

    def count(self) -> int:
        """Return the exact number of candidate regions."""
        completions = [1, 0]
        for layer in reversed(self.layers):
            out, into = layer.out_child.tolist(), layer.in_child.tolist()
            here = [completions[a] + completions[b] for a, b in zip(out, into, strict=True)]
            completions = [*here, 1, 0]
        return completions[0]


def region_diagram(
    adjacency: Adjacency,
    xy: NDArray[np.float64],
    *,
    min_units: int,
    max_units: int,
    max_states: int = 4_000_000,
) -> RegionDiagram:
    """Return the decision diagram of all candidate regions.

    A state after the first units of the order is: for each unit of the frontier 0 when it is
    out, else the number of its component, numbered by first appearance; and the number of units
    that are in. Equal states are one state.

    Parameters
    ----------
    adjacency
        Neighbours of each unit, by position, shape ``(n_units,)``.
    xy
        Centroids [m], shape ``(n_units, 2)``.
    min_units, max_units
        Smallest and largest number of units of a region.
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
    max_units = min(max_units, len(adjacency))
    if max_units > _MOST_UNITS:
        raise LimitError(
            f"regions of up to {max_units} units are beyond the decision diagram; "
            f"ask for at most {_MOST_UNITS} units in a region"
        )
    order = frontier_order(adjacency, xy)
    position = {unit: i for i, unit in enumerate(order)}
    last_use = {u: max([position[v] for v in adjacency[u]], default=-1) for u in order}
    layers: list[Layer] = []
    frontier: list[int] = []
    states = np.zeros((1, 1), dtype=np.uint8)  # columns: the frontier's labels, then the count
    n_states = 1
    for i, unit in enumerate(order):
        columns = [c for c, u in enumerate(frontier) if u in adjacency[unit]]
        out_rows, in_rows = _decide(states, columns, max_units)
        leaving = [c for c, u in enumerate([*frontier, unit]) if last_use[u] <= i]
        out_rows, out_end = _retire(out_rows, leaving, min_units)
        in_rows, in_end = _retire(in_rows, leaving, min_units)
        in_end[states[:, -1] == max_units] = _DROPPED
        next_states, out_child, in_child = _merge(out_rows, out_end, in_rows, in_end)
        layers.append(
            Layer(
                unit=unit,
                out_child=out_child,
                in_child=in_child,
                earlier=np.array([frontier[c] for c in columns], dtype=np.intp),
                chosen=states[:, columns] > 0,
                n_next=len(next_states),
            )
        )
        frontier = [u for c, u in enumerate([*frontier, unit]) if c not in leaving]
        states = next_states
        n_states += len(states)
        if n_states > max_states:
            raise LimitError(
                f"its {len(adjacency)} units have a decision diagram of more than "
                f"{max_states:,} states; divide it into parts of at most about 100 units"
            )
    return RegionDiagram(layers=_trim(layers), n_units=len(adjacency))


_OPEN, _COMPLETE, _DROPPED = 0, 1, 2
_MOST_UNITS = 250  # labels and counts are bytes


def _decide(states: Labels, columns: Sequence[int], max_units: int) -> tuple[Labels, Labels]:
    """Return the states with the next unit out, and in (its neighbours' components merged)."""
    labels, count = states[:, :-1], states[:, -1:]
    out_rows = np.hstack([labels, np.zeros_like(count), count])
    fresh = np.uint8(max_units + 1)  # above every label in use: at most one per chosen unit
    merged = labels.copy()
    for column in columns:
        joined = labels[:, column : column + 1]
        merged[(labels == joined) & (joined > 0)] = fresh
    in_rows = np.hstack([merged, np.full_like(count, fresh), count + 1])
    return out_rows, in_rows


def _retire(rows: Labels, leaving: Sequence[int], min_units: int) -> tuple[Labels, Labels]:
    """Return the states without the units that leave the frontier, and which states ended.

    A component that loses its last frontier unit is finished: a candidate region when it is the
    only component and large enough, else a dead end.
    """
    labels, count = rows[:, :-1].copy(), rows[:, -1]
    end = np.full(len(rows), _OPEN, dtype=np.uint8)
    for column in leaving:
        label = labels[:, column].copy()
        labels[:, column] = 0
        finished = (end == _OPEN) & (label > 0) & ~(labels == label[:, None]).any(axis=1)
        complete = finished & ~labels.any(axis=1) & (count >= min_units)
        end[finished] = np.where(complete[finished], _COMPLETE, _DROPPED)
    kept = [c for c in range(labels.shape[1]) if c not in leaving]
    return np.hstack([_canonical(labels[:, kept]), rows[:, -1:]]), end


def _canonical(labels: Labels) -> Labels:
    """Return the same components numbered 1, 2, ... by first appearance."""
    rows = np.arange(len(labels))
    highest = int(labels.max(initial=0))
    renumbered = np.zeros((len(labels), highest + 1), dtype=np.uint8)
    following = np.ones(len(labels), dtype=np.uint8)
    result = np.zeros_like(labels)
    for column in range(labels.shape[1]):
        label = labels[:, column]
        new = (label > 0) & (renumbered[rows, label] == 0)
        renumbered[rows[new], label[new]] = following[new]
        following[new] += 1
        result[:, column] = renumbered[rows, label]
    return result


def _merge(
    out_rows: Labels, out_end: Labels, in_rows: Labels, in_end: Labels
) -> tuple[Labels, NDArray[np.int32], NDArray[np.int32]]:
    """Return the distinct open states, and the child of each arc among them."""
    rows = np.vstack([out_rows, in_rows])
    end = np.concatenate([out_end, in_end])
    is_open = end == _OPEN
    distinct, inverse = _unique_rows(rows[is_open])
    child = np.empty(len(rows), dtype=np.int32)
    child[is_open] = inverse
    child[end == _COMPLETE] = len(distinct)
    child[end == _DROPPED] = len(distinct) + 1
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


def _trim(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """Return the layers without the states from which no candidate region can be completed."""
    trimmed: list[Layer] = []
    # What is open after the last unit is the empty set: no region.
    renumbered = np.array([*[1] * layers[-1].n_next, 0, 1], dtype=np.int32)
    n_next = 0
    for layer in reversed(layers):
        out_child, in_child = renumbered[layer.out_child], renumbered[layer.in_child]
        alive = (out_child <= n_next) | (in_child <= n_next)
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
        renumbered = np.full(layer.n_states + 2, n_next + 1, dtype=np.int32)
        renumbered[:-2][alive] = np.arange(n_next, dtype=np.int32)
        renumbered[-2] = n_next
    return tuple(reversed(trimmed))
