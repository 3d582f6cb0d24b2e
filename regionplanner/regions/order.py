"""Order of the units in which the decision diagram stays small."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Adjacency = Sequence[frozenset[int]]

_SWEEPS = 16
_STARTS = 24


def frontier_order(adjacency: Adjacency, xy: NDArray[np.float64]) -> tuple[int, ...]:
    """Return the order of the units with the smallest frontiers that was found.

    The frontier after a unit is the set of units up to there that still have a later
    neighbour; the diagram has one state per way in which a region can cross it. Candidates are
    sweeps in 16 directions and greedy orders that keep the frontier smallest.

    Parameters
    ----------
    adjacency
        Neighbours of each unit, by position, shape ``(n_units,)``.
    xy
        Centroids [m], shape ``(n_units, 2)``.

    Returns
    -------
    tuple of int
        Positions of the units, first to last.

    References
    ----------
    Kawahara, Inoue, Iwashita & Minato 2017, section 4 (frontier-based search and its order).
    """
    n_units = len(adjacency)
    angles = 2 * np.pi * np.arange(_SWEEPS) / _SWEEPS
    sweeps = [
        tuple(np.argsort(xy @ (np.cos(angle), np.sin(angle)), kind="stable").tolist())
        for angle in angles
    ]
    step = max(1, n_units // _STARTS)
    greedy = [_greedy_order(adjacency, start) for start in range(0, n_units, step)]
    return min(sweeps + greedy, key=lambda order: (_width_score(adjacency, order), order))


def _width_score(adjacency: Adjacency, order: Sequence[int]) -> int:
    """Return a growing function of the frontier widths: states roughly triple per unit."""
    position = {unit: i for i, unit in enumerate(order)}
    last_use = [max([position[v] for v in adjacency[u]], default=-1) for u in range(len(order))]
    width, score = 0, 0
    leaving: dict[int, int] = {}
    for i, unit in enumerate(order):
        if last_use[unit] > i:
            width += 1
            leaving[last_use[unit]] = leaving.get(last_use[unit], 0) + 1
        width -= leaving.pop(i, 0)
        score += 3**width
    return score


def _greedy_order(adjacency: Adjacency, start: int) -> tuple[int, ...]:
    """Return an order that adds the unit with the smallest next frontier, oldest waiting first."""
    remaining = [set(neighbours) for neighbours in adjacency]  # neighbours not yet placed
    placed: dict[int, int] = {}
    frontier_since: dict[int, int] = {}
    unit = start
    while True:
        placed[unit] = len(placed)
        for neighbour in adjacency[unit]:
            remaining[neighbour].discard(unit)
            if neighbour not in placed:
                frontier_since.setdefault(neighbour, len(placed))
        frontier_since.pop(unit, None)
        if len(placed) == len(adjacency):
            return tuple(placed)
        candidates = frontier_since or {u: 0 for u in range(len(adjacency)) if u not in placed}
        unit = min(
            candidates,
            key=lambda u: (_growth(adjacency, remaining, placed, u), candidates[u], u),
        )


def _growth(
    adjacency: Adjacency, remaining: list[set[int]], placed: dict[int, int], unit: int
) -> int:
    """Return by how much the frontier grows when `unit` is placed next."""
    stays = 1 if remaining[unit] else 0
    freed = sum(1 for v in adjacency[unit] if v in placed and remaining[v] == {unit})
    return stays - freed
