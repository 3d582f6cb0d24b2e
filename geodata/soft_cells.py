"""Soft weighted Voronoi cells: smooth memberships, areas and border lengths, with gradients.

A site i has a place s_i [km] and a weight w_i [km2]. At a point x its score is
``2 x.s_i - |s_i|^2 + w_i``, that is ``w_i`` minus the squared distance to the site, less a term
that all sites share. The highest score owns the point: a power diagram. Here a softmax over the
scores stands in for the highest one, so that all we measure has a derivative.

References
----------
Aurenhammer, F. (1987). Power diagrams: properties, algorithms and applications. SIAM Journal on
Computing 16(1), 78-96.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

FloatArray = NDArray[np.float64]
FLAT = 1e-4
"""Steepness [1 per raster step] below which a slope counts as level ground."""


@dataclass(frozen=True, slots=True)
class Memberships:
    """Shares of the sites and of the members in a number of points; rows add up to 1.

    Attributes
    ----------
    points : FloatArray
        Where [km], shape (n_points, 2).
    site_shares : FloatArray
        Shape (n_points, n_sites).
    shares : FloatArray
        Shape (n_points, n_members).
    """

    points: FloatArray
    site_shares: FloatArray
    shares: FloatArray


@dataclass(frozen=True, slots=True)
class SoftCells:
    """The soft cells of the sites of one canton.

    Attributes
    ----------
    sites : FloatArray
        x, y [km] and weight [km2], shape (n_sites, 3).
    ownership : FloatArray
        1 where a site (row) belongs to a member (column), else 0, shape (n_sites, n_members).
    softness_km2 : float
        Difference in score [km2] over which ownership changes; 0 would be the power diagram.
    """

    sites: FloatArray
    ownership: FloatArray
    softness_km2: float

    def memberships(self, points: FloatArray) -> Memberships:
        """Return to whom each of the points [km] belongs."""
        scores = power_scores(self.sites, points)
        scores = (scores - scores.max(axis=1, keepdims=True)) / self.softness_km2
        site_shares = np.exp(scores)
        site_shares /= site_shares.sum(axis=1, keepdims=True)
        return Memberships(points, site_shares, site_shares @ self.ownership)

    def site_gradient(self, soft: Memberships, gradient: FloatArray) -> FloatArray:
        """Return the derivative by `sites`, given that by `soft.shares`.

        Parameters
        ----------
        soft : Memberships
            What `memberships` returned.
        gradient : FloatArray
            Derivative by the shares of the members, shape (n_points, n_members).

        Returns
        -------
        FloatArray
            Shape (n_sites, 3).
        """
        centred = gradient - (gradient * soft.shares).sum(axis=1, keepdims=True)
        by_score = soft.site_shares * (centred @ self.ownership.T) / self.softness_km2
        by_weight = by_score.sum(axis=0)
        by_place = 2 * (by_score.T @ soft.points - self.sites[:, :2] * by_weight[:, None])
        return np.column_stack([by_place, by_weight])


def power_scores(sites: FloatArray, points: FloatArray) -> FloatArray:
    """Return the score [km2] of each site in each point, shape (n_points, n_sites)."""
    places, weights = sites[:, :2], sites[:, 2]
    scores: FloatArray = 2 * points @ places.T - (places**2).sum(axis=1) + weights
    return scores


def raster_steps(inside: NDArray[np.bool_]) -> sparse.csr_matrix:
    """Return the operator that takes differences between neighbouring raster points.

    Parameters
    ----------
    inside : NDArray[bool]
        Which points of a rectangle belong to the raster, shape (rows, columns).

    Returns
    -------
    csr_matrix
        Differences to the east, then to the north, shape (2 n_steps, n_raster); a step starts
        in a point of which both neighbours belong to the raster.
    """
    number = np.full(inside.shape, -1)
    number[inside] = np.arange(inside.sum())
    start = inside[:-1, :-1] & inside[:-1, 1:] & inside[1:, :-1]
    here = np.tile(number[:-1, :-1][start], 2)
    there = np.concatenate([number[:-1, 1:][start], number[1:, :-1][start]])
    rows = np.arange(len(here))
    values = np.concatenate([np.ones(len(here)), -np.ones(len(here))])
    shape = (len(here), int(inside.sum()))
    entries = (values, (np.tile(rows, 2), np.concatenate([there, here])))
    return sparse.csr_matrix(entries, shape=shape)


def inner_borders(steps: sparse.csr_matrix, shares: FloatArray, step_km: float) -> FloatArray:
    """Return the length of the border between each two members, inside the raster.

    Parameters
    ----------
    steps : csr_matrix
        What `raster_steps` returned.
    shares : FloatArray
        Shares of the members in the raster points, shape (n_raster, n_members).
    step_km : float
        Distance between raster points [km].

    Returns
    -------
    FloatArray
        Lengths [km], symmetric with a zero diagonal, shape (n_members, n_members).

    Notes
    -----
    By the coarea formula the length of the edge of a is the total variation TV of its share; a
    border between a and b counts in TV(a) and in TV(b) but not in TV(a + b), so its length is
    (TV(a) + TV(b) - TV(a + b)) / 2.
    """
    slopes = _slopes(steps, shares)
    n = shares.shape[1]
    lengths = np.zeros((n, n))
    edges = [_steepness(slopes[:, :, a]) for a in range(n)]
    for a, b in _pairs(n):
        joint = _steepness(slopes[:, :, a] + slopes[:, :, b])
        total = (edges[a] + edges[b] - joint - FLAT).sum()
        lengths[a, b] = lengths[b, a] = step_km * total / 2
    return lengths


def inner_border_gradient(
    steps: sparse.csr_matrix, shares: FloatArray, step_km: float, gradient: FloatArray
) -> FloatArray:
    """Return the derivative by the shares, given the derivative by the border lengths.

    Parameters
    ----------
    steps, shares, step_km
        As in `inner_borders`.
    gradient : FloatArray
        Derivative by the length of each pair [1/km], symmetric, shape (n_members, n_members).

    Returns
    -------
    FloatArray
        Derivative by `shares`, shape (n_raster, n_members).
    """
    slopes = _slopes(steps, shares)
    n = shares.shape[1]
    flow = np.zeros_like(slopes)
    units = [slopes[:, :, a] / _steepness(slopes[:, :, a]) for a in range(n)]
    for a, b in _pairs(n):
        joint = slopes[:, :, a] + slopes[:, :, b]
        joint = joint / _steepness(joint)
        flow[:, :, a] += gradient[a, b] * (units[a] - joint)
        flow[:, :, b] += gradient[a, b] * (units[b] - joint)
    by_share: FloatArray = steps.T @ flow.reshape(-1, n)
    return step_km / 2 * by_share


def _slopes(steps: sparse.csr_matrix, shares: FloatArray) -> FloatArray:
    """Return the differences to the east and to the north, shape (2, n_steps, n_members)."""
    slopes: FloatArray = (steps @ shares).reshape(2, -1, shares.shape[1])
    return slopes


def _steepness(slopes: FloatArray) -> FloatArray:
    steepness: FloatArray = np.sqrt((slopes**2).sum(axis=0) + FLAT**2)
    return steepness


def _pairs(n: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(n) for b in range(a + 1, n)]
