"""Order of the units in which the decision diagram stays small."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Adjacency = Sequence[frozenset[int]]

_SWEEPS = 16
_STARTS = 24
_MANY_UNITS = 50
_BEAM = 60


def frontier_order(adjacency: Adjacency, xy: NDArray[np.float64]) -> tuple[int, ...]:
    """Return the order of the units with the smallest frontiers that was found.

    The frontier after a unit is the set of units up to there that still have a later
    neighbour; the diagram has one state per way in which a region can cross it. Candidates are
    sweeps in 16 directions, greedy orders that keep the frontier smallest and, where that is worth
    it, what a beam search finds.

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
    searched = [_beam_order(adjacency)] if n_units >= _MANY_UNITS else []
    return min(
        sweeps + greedy + searched, key=lambda order: (_width_score(adjacency, order), order)
    )


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


def _beam_order(adjacency: Adjacency) -> tuple[int, ...]:
    """Return the best order that a beam search finds, unit after unit."""
    neighbours = [sum(1 << v for v in row) for row in adjacency]
    beam = [_Start(0, 0, 0, 0, ())]
    for _ in adjacency:
        found: dict[int, _Start] = {}
        for start in beam:
            for unit in _next_units(start, len(adjacency)):
                placed = start.placed | 1 << unit
                longer = _longer(start, unit, placed, neighbours)
                if placed not in found or longer.key < found[placed].key:
                    found[placed] = longer
        beam = sorted(found.values(), key=lambda start: start.key)[:_BEAM]
    return beam[0].order


@dataclass(frozen=True, slots=True)
class _Start:
    """The first units of an order; sets of units are bits."""

    score: int
    placed: int
    frontier: int  # placed, with neighbours that are not
    waiting: int  # not placed, with neighbours that are
    order: tuple[int, ...]

    @property
    def key(self) -> tuple[int, tuple[int, ...]]:
        """Sort key: the best first, of equals always the same."""
        return self.score, self.order


def _next_units(start: _Start, n_units: int) -> list[int]:
    """Return the units that can come next: neighbours of what is placed, if there are any."""
    units = start.waiting or ~start.placed & ((1 << n_units) - 1)
    return [unit for unit in range(n_units) if units >> unit & 1]


def _longer(start: _Start, unit: int, placed: int, neighbours: Sequence[int]) -> _Start:
    candidates = (start.frontier & neighbours[unit]) | 1 << unit
    frontier = start.frontier & ~candidates
    while candidates:
        bit = candidates & -candidates
        if neighbours[bit.bit_length() - 1] & ~placed:
            frontier |= bit
        candidates ^= bit
    return _Start(
        score=start.score + 3 ** frontier.bit_count(),
        placed=placed,
        frontier=frontier,
        waiting=(start.waiting | neighbours[unit]) & ~placed,
        order=(*start.order, unit),
    )
