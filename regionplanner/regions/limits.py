"""Limits that a sweep cannot see: they are a filter on the stream of candidate regions."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from regionplanner.criteria.costs import Integers, Members


@dataclass(frozen=True, slots=True)
class RegionLimits:
    """What any region must keep, beyond what the diagram and the costs already ensure.

    Attributes
    ----------
    municipalities
        Which municipalities each unit holds, shape ``(n_units, n_municipalities)``; all figures
        below are theirs.
    values
        One row a bounded figure, shape ``(n_bounds, n_municipalities)``.
    least, most
        Bounds on the sum over a region, shape ``(n_bounds,)``.
    """

    municipalities: Members
    values: Integers
    least: Integers
    most: Integers

    @property
    def binding(self) -> bool:
        """Whether any region could be ruled out."""
        return bool(len(self.values))

    def allow(self, members: Members) -> Members:
        """Return which regions keep the limits.

        Parameters
        ----------
        members
            One row a region, shape ``(n_regions, n_units)``.

        Returns
        -------
        numpy.ndarray
            Shape ``(n_regions,)``.
        """
        if not self.binding:
            return np.ones(len(members), dtype=bool)
        inside = members.astype(np.int64) @ self.municipalities
        totals = inside @ self.values.T
        bounded: Members = np.all((totals >= self.least) & (totals <= self.most), axis=1)
        return bounded


_OPEN = 2**61
"""A bound that no total reaches."""
_NOISE = 1e-12
"""Share of a bound that dividing by a quantum can change."""


def whole_bounds(least: float, most: float, quantum: float) -> tuple[int, int]:
    """Return bounds in whole quanta: themselves, or else the ones inside.

    Parameters
    ----------
    least, most
        Infinite where open.
    quantum
        What the figures are counted in.
    """
    return _whole(least / quantum, math.ceil), _whole(most / quantum, math.floor)


def _whole(bound: float, rounded: Callable[[float], int]) -> int:
    limited = min(max(bound, -_OPEN), _OPEN)
    near = round(limited)
    return near if abs(limited - near) <= _NOISE * max(1.0, abs(limited)) else rounded(limited)


def no_limits(n_units: int) -> RegionLimits:
    """Return limits that every region keeps."""
    return RegionLimits(
        municipalities=np.eye(n_units, dtype=bool),
        values=np.zeros((0, n_units), dtype=np.int64),
        least=np.zeros(0, dtype=np.int64),
        most=np.zeros(0, dtype=np.int64),
    )
