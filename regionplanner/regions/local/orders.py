"""Which units are near each anchor, and in which order each local diagram decides them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.regions.order import Adjacency

_DIRECTIONS = 24
_NOWHERE = -1


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
    beside = _matrix(adjacency)
    near = _padded(allowed.T)
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
    beside, diagrams = _matrix(adjacency), np.arange(len(homes))
    found = np.zeros((len(homes), len(beside)), dtype=bool)
    found[diagrams, homes] = allowed[homes, diagrams]
    while True:
        wider = found | ((found @ beside) & allowed.T)
        if wider.sum() == found.sum():
            return np.asarray(found.T)
        found = wider


def _matrix(adjacency: Adjacency) -> Members:
    beside = np.zeros((len(adjacency), len(adjacency)), dtype=bool)
    for unit, neighbours in enumerate(adjacency):
        beside[unit, list(neighbours)] = True
    return beside


def _padded(chosen: Members) -> NDArray[np.intp]:
    """Return the positions in each row, -1 after the last."""
    n_layers = max(1, int(chosen.sum(axis=1).max(initial=0)))
    order = np.argsort(~chosen, axis=1, kind="stable")[:, :n_layers]
    return np.where(np.take_along_axis(chosen, order, axis=1), order, _NOWHERE)


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
