"""How badly soft cells suit the official figures, and the derivative by their sites."""

from dataclasses import dataclass

import numpy as np
from soft_cells import (
    FloatArray,
    Memberships,
    SoftCells,
    inner_border_gradient,
    inner_borders,
)
from zones import STEP_KM, Figures, Seam, Zone

WEIGHT_AREA = 100.0
WEIGHT_CENTROID = 100.0
WEIGHT_BORDER = 1.0
WEIGHT_PLACE = 0.3
WEIGHT_MOVE = 0.02
BORDER_SCALE_KM = 0.5
"""Added to a border's length, so that short borders do not weigh without limit."""
WINDING = 1.35
"""A real border is about this much longer than the smooth line that stands for it."""
LEAST_SHARE = 1e-6


@dataclass(frozen=True, slots=True)
class Measures:
    """What the cells measure, or the derivative by it: one row a municipality.

    Attributes
    ----------
    area_km2 : FloatArray
        Shape (n,).
    moment_km3 : FloatArray
        Centroid times area, shape (n, 2).
    border_km : FloatArray
        Shape (n, n), symmetric.
    """

    area_km2: FloatArray
    moment_km3: FloatArray
    border_km: FloatArray


@dataclass(frozen=True, slots=True)
class Problem:
    """Zones, the seams between them, and the figures they should come close to."""

    zones: list[Zone]
    seams: list[Seam]
    figures: Figures

    def start(self) -> FloatArray:
        """Return the first guess of all sites, zone after zone, in one vector."""
        return np.concatenate([zone.start.ravel() for zone in self.zones])

    def sites(self, vector: FloatArray) -> list[FloatArray]:
        """Return the sites of each zone: x, y [km] and weight [km2], shape (n_sites, 3)."""
        ends = np.cumsum([zone.start.size for zone in self.zones])
        return [part.reshape(-1, 3) for part in np.split(vector, ends[:-1])]


def misfit(vector: FloatArray, problem: Problem, softness_km2: float) -> tuple[float, FloatArray]:
    """Return how badly the cells suit the figures, and its derivative by the sites.

    Parameters
    ----------
    vector : FloatArray
        The sites of all zones.
    problem : Problem
        Zones, seams and figures.
    softness_km2 : float
        Softness of the cells [km2].

    Returns
    -------
    tuple[float, FloatArray]
        Misfit (no unit) and derivative, shape as `vector`.

    Notes
    -----
    A weighted sum of squares of the relative errors of areas, centroids (by the square root of
    the area) and border lengths (by the square root of the length), of the moves of the sites,
    and minus the logarithm of the share of the right municipality in each known place.
    """
    cells = [
        SoftCells(sites, zone.ownership, softness_km2)
        for sites, zone in zip(problem.sites(vector), problem.zones, strict=True)
    ]
    rasters = [
        cell.memberships(zone.raster) for cell, zone in zip(cells, problem.zones, strict=True)
    ]
    sides = [
        (cells[seam.zone_a].memberships(seam.points), cells[seam.zone_b].memberships(seam.points))
        for seam in problem.seams
    ]
    value, slopes = _errors(_measures(problem, rasters, sides), problem.figures)
    gradients = []
    for cell, zone, soft in zip(cells, problem.zones, rasters, strict=True):
        loss, by_place = _misplaced(cell, zone)
        value += loss
        gradients.append(by_place + cell.site_gradient(soft, _by_raster(zone, soft, slopes)))
    for seam, (one, two) in zip(problem.seams, sides, strict=True):
        by_one, by_two = _by_sides(problem, seam, one, two, slopes)
        gradients[seam.zone_a] += cells[seam.zone_a].site_gradient(one, by_one)
        gradients[seam.zone_b] += cells[seam.zone_b].site_gradient(two, by_two)
    move = vector - problem.start()
    gradient = np.concatenate([rows.ravel() for rows in gradients]) + 2 * WEIGHT_MOVE * move
    return value + WEIGHT_MOVE * float(move @ move), gradient


def _measures(
    problem: Problem,
    rasters: list[Memberships],
    sides: list[tuple[Memberships, Memberships]],
) -> Measures:
    """Return areas, moments and border lengths of the soft cells."""
    n = len(problem.figures.nis)
    area, moment, border = np.zeros(n), np.zeros((n, 2)), np.zeros((n, n))
    for zone, soft in zip(problem.zones, rasters, strict=True):
        shares = soft.shares * STEP_KM**2
        area[zone.members] += shares.sum(axis=0)
        moment[zone.members] += shares.T @ soft.points
        inner = inner_borders(zone.steps, soft.shares, STEP_KM)
        border[np.ix_(zone.members, zone.members)] += WINDING * inner
    for seam, (one, two) in zip(problem.seams, sides, strict=True):
        lengths = (one.shares * seam.length_km[:, None]).T @ two.shares
        rows, columns = problem.zones[seam.zone_a].members, problem.zones[seam.zone_b].members
        border[np.ix_(rows, columns)] += lengths
        border[np.ix_(columns, rows)] += lengths.T
    np.fill_diagonal(border, 0.0)
    return Measures(area, moment, border)


def _errors(measures: Measures, figures: Figures) -> tuple[float, Measures]:
    """Return the weighted squares of the relative errors, and the derivative by each measure."""
    area, size = figures.area_km2, np.sqrt(figures.area_km2)[:, None]
    centroid = measures.moment_km3 / measures.area_km2[:, None]
    area_error = (measures.area_km2 - area) / area
    centroid_error = (centroid - figures.centroid_km) / size
    scale = np.sqrt(figures.border_km + BORDER_SCALE_KM)
    border_error = (measures.border_km - figures.border_km) / scale
    value = (
        WEIGHT_AREA * (area_error**2).sum()
        + WEIGHT_CENTROID * (centroid_error**2).sum()
        + WEIGHT_BORDER * (border_error**2).sum() / 2
    )
    by_moment = 2 * WEIGHT_CENTROID * centroid_error / size / measures.area_km2[:, None]
    by_area = 2 * WEIGHT_AREA * area_error / area - (by_moment * centroid).sum(axis=1)
    by_border = 2 * WEIGHT_BORDER * border_error / scale
    np.fill_diagonal(by_border, 0.0)
    return float(value), Measures(by_area, by_moment, by_border)


def _by_raster(zone: Zone, soft: Memberships, slopes: Measures) -> FloatArray:
    """Return the derivative by the shares in the raster, given that by the measures."""
    by_cell = slopes.area_km2[zone.members] + soft.points @ slopes.moment_km3[zone.members].T
    by_border = WINDING * slopes.border_km[np.ix_(zone.members, zone.members)]
    inner = inner_border_gradient(zone.steps, soft.shares, STEP_KM, by_border)
    gradient: FloatArray = STEP_KM**2 * by_cell + inner
    return gradient


def _by_sides(
    problem: Problem, seam: Seam, one: Memberships, two: Memberships, slopes: Measures
) -> tuple[FloatArray, FloatArray]:
    """Return the derivative by the shares on either side of a seam."""
    rows, columns = problem.zones[seam.zone_a].members, problem.zones[seam.zone_b].members
    by_length = slopes.border_km[np.ix_(rows, columns)]
    length = seam.length_km[:, None]
    return length * (two.shares @ by_length.T), length * (one.shares @ by_length)


def _misplaced(cells: SoftCells, zone: Zone) -> tuple[float, FloatArray]:
    """Return the loss of known places in a wrong cell, and its derivative by the sites."""
    soft = cells.memberships(zone.places)
    right = np.arange(len(zone.places)), zone.place_owners
    share = soft.shares[right] + LEAST_SHARE
    gradient = np.zeros_like(soft.shares)
    gradient[right] = -WEIGHT_PLACE / share
    return -WEIGHT_PLACE * float(np.log(share).sum()), cells.site_gradient(soft, gradient)
