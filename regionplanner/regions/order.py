"""Orders of the units in which decision diagrams stay small: of all units, and of those near."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members, member_rows

Adjacency = Sequence[frozenset[int]]
_SWEEPS = 16
_BEAMS, _BEAM = 4, 20
_DIRECTIONS = 24
_NOWHERE = -1


def frontier_order(adjacency: Adjacency, xy: NDArray[np.float64]) -> tuple[int, ...]:
    """Return the order of the units with the smallest frontiers that was found.

    The frontier after a unit is the set of units up to there that still have a later
    neighbour; the diagram has one state per way in which a region can cross it. Candidates are
    sweeps in 16 directions, and what beam searches from four units far from each other find.

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
    angles = 2 * np.pi * np.arange(_SWEEPS) / _SWEEPS
    sweeps = [
        tuple(np.argsort(xy @ (np.cos(angle), np.sin(angle)), kind="stable").tolist())
        for angle in angles
    ]
    searched = (_beam_order(tuple(adjacency), end) for end in _ends(adjacency))
    beside = member_rows(adjacency, len(adjacency))

    def rank(order: tuple[int, ...]) -> tuple[float, tuple[int, ...]]:
        return float(_width_scores(np.array([order]), beside[None])[0]), order

    return min([*sweeps, *searched], key=rank)


def _ends(adjacency: Adjacency) -> list[int]:
    """Return some units, each as many steps as can be from those before."""
    ends: list[int] = []
    for _ in range(min(_BEAMS, len(adjacency))):
        reached = set(ends or [0])
        steps, layer = [len(adjacency)] * len(adjacency), reached
        n_steps = 0
        while layer:
            for unit in layer:
                steps[unit] = n_steps
            n_steps += 1
            layer = {v for unit in layer for v in adjacency[unit]} - reached
            reached = reached | layer
        ends.append(max(range(len(adjacency)), key=steps.__getitem__))
    return ends


@lru_cache(maxsize=512)  # a parent is ordered for its search and to count its regions
def _beam_order(adjacency: tuple[frozenset[int], ...], first: int) -> tuple[int, ...]:
    """Return the best order from a unit on that a beam search finds, unit after unit."""
    neighbours = [sum(1 << v for v in row) for row in adjacency]
    everything = (1 << len(adjacency)) - 1
    beam: list[_Start] = [(0, (first,), 1 << first, 1 << first, neighbours[first])]
    for _ in range(len(adjacency) - 1):
        starts: dict[int, _Start] = {}
        for score, order, placed, frontier, waiting in beam:
            for unit in _units(waiting or everything & ~placed):
                now = placed | 1 << unit
                if now in starts:
                    _, _, _, ahead, near = starts[now]
                else:
                    ahead = _frontier(frontier | 1 << unit, unit, now, neighbours)
                    near = (waiting | neighbours[unit]) & ~now
                longer = (score + 3 ** ahead.bit_count(), (*order, unit), now, ahead, near)
                starts[now] = min(longer, starts.get(now, longer))
        beam = sorted(starts.values())[: max(1, min(_BEAM, len(adjacency) // 2))]
    return beam[0][1]


_Start = tuple[int, tuple[int, ...], int, int, int]
"""Score and first units of an order; as bits what is placed, what of that has neighbours that are
not, and what is not placed but has neighbours that are."""


def _units(bits: int) -> list[int]:
    return [unit for unit in range(bits.bit_length()) if bits >> unit & 1]


def _frontier(placed: int, last: int, now: int, neighbours: Sequence[int]) -> int:
    """Return what of some placed units is on the frontier once the last one is placed."""
    frontier = placed
    for unit in _units(placed & (neighbours[last] | 1 << last)):
        if not neighbours[unit] & ~now:
            frontier ^= 1 << unit
    return frontier


@dataclass(frozen=True, slots=True)
class LocalOrders:
    """The units of each local diagram, in the order of decision.

    Attributes
    ----------
    units
        Positions of the units, -1 after the last, shape ``(n_diagrams, n_layers)``.
    beside
        Which of them are neighbours, shape ``(n_diagrams, n_layers, n_layers)``.
    """

    units: NDArray[np.intp]
    beside: Members

    @property
    def n_layers(self) -> int:
        """Most units of any diagram."""
        return int(self.units.shape[1])


def local_orders(adjacency: Adjacency, xy: NDArray[np.float64], allowed: Members) -> LocalOrders:
    """Return the units that can be with each anchor, in an order with a small frontier.

    The orders are the best of sweeps in 24 directions: near an anchor the units fill a disc, and a
    sweep over a disc has a frontier as long as its diameter.

    Parameters
    ----------
    adjacency
        Neighbours of each unit, by position, shape ``(n_units,)``.
    xy
        Centroids [m], shape ``(n_units, 2)``.
    allowed
        Which units may be with each anchor, shape ``(n_units, n_diagrams)``.

    References
    ----------
    Kawahara, Inoue, Iwashita & Minato 2017, section 4 (the frontier and its order).
    """
    beside = member_rows(adjacency, len(adjacency))
    near = padded(allowed.T, _NOWHERE)
    inside = near >= 0
    local = beside[near[:, :, None], near[:, None, :]] & inside[:, :, None] & inside[:, None, :]
    best = _best_orders(xy[near], inside, local)
    rows = np.arange(len(near))[:, None]
    return LocalOrders(near[rows, best], local[rows[:, :, None], best[:, :, None], best[:, None]])


def joined(adjacency: Adjacency, homes: NDArray[np.intp], allowed: Members) -> Members:
    """Return the allowed units that a way within them joins to each home.

    Parameters
    ----------
    adjacency
        Neighbours of each unit, by position.
    homes
        A unit that each anchor forces in, shape ``(n_diagrams,)``.
    allowed
        Which units may be with each anchor, shape ``(n_units, n_diagrams)``.

    Returns
    -------
    numpy.ndarray
        Of the form of `allowed`.
    """
    beside, diagrams = member_rows(adjacency, len(adjacency)), np.arange(len(homes))
    reached = np.zeros((len(homes), len(beside)), dtype=bool)
    reached[diagrams, homes] = allowed[homes, diagrams]
    while True:
        wider = reached | ((reached @ beside) & allowed.T)
        if wider.sum() == reached.sum():
            return np.asarray(reached.T)
        reached = wider


def padded(chosen: Members, fill: int) -> NDArray[np.intp]:
    """Return the positions along the last axis that are chosen, and a number after the last."""
    n_most = max(1, int(chosen.sum(axis=-1).max(initial=0)))
    order = np.argsort(~chosen, axis=-1, kind="stable")[..., :n_most]
    return np.where(np.take_along_axis(chosen, order, axis=-1), order, fill)


def _best_orders(xy: NDArray[np.float64], inside: Members, beside: Members) -> NDArray[np.intp]:
    """Return the sweep with the smallest frontiers in each diagram."""
    best = np.zeros(inside.shape, dtype=np.intp)
    least = np.full(len(inside), np.inf)
    for step in range(_DIRECTIONS):
        angle = 2 * np.pi * step / _DIRECTIONS
        along = xy @ np.array([np.cos(angle), np.sin(angle)])
        order = np.argsort(np.where(inside, along, np.inf), axis=1, kind="stable")
        score = _width_scores(order, beside)
        better = score < least
        best[better], least[better] = order[better], score[better]
    return best


def _width_scores(order: NDArray[np.intp], beside: Members) -> NDArray[np.float64]:
    """Return a growing function of the frontier widths: states roughly triple per unit."""
    n_layers = order.shape[1]
    place = np.argsort(order, axis=1)
    last = np.where(beside, place[:, None, :], -1).max(axis=2)  # of each unit, by local position
    last = np.take_along_axis(last, order, axis=1)  # by place in the order
    steps = np.arange(n_layers)
    open_ = (last[:, None, :] > steps[:, None]) & (steps <= steps[:, None])
    score: NDArray[np.float64] = (3.0 ** open_.sum(axis=2)).sum(axis=1)
    return score
