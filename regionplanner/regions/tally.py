"""Tallies: totals of a figure that the decision diagram keeps, in coarse steps.

A total in whole steps is off by no more than the rounding of its units, so a tally rules out only
what is surely out of bounds; exact figures decide the rest.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Deviation, Integers
from regionplanner.regions.limits import RegionLimits
from regionplanner.regions.states import ABOVE, BELOW, DROPPED, EITHER, Labels

_INFINITE = float("inf")
_OPEN = 2**60
_N_STEPS = 60
_N_STEPS_OF_MANY = 30


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure counted in whole steps.

    Attributes
    ----------
    steps
        Of each unit, shape ``(n_units,)``.
    slack
        How far the total of so many municipalities can be from the truth, in steps, shape
        ``(max_units + 1,)``.
    cap
        Where the total stays: every larger one is the same.
    least, most
        Bounds in steps, infinite when open.
    target
        Regions are told apart by the side of the target on which they are; None: not at all.
    """

    steps: Labels
    slack: NDArray[np.float64]
    cap: int
    least: float = -_INFINITE
    most: float = _INFINITE
    target: float | None = None

    def exceeds(self, totals: Labels, counts: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Return which totals of so many municipalities are surely above the most."""
        above: NDArray[np.bool_] = totals - self.slack[counts] > self.most
        return above

    def settled(self, totals: Labels, more: NDArray[np.intp]) -> Labels:
        """Return the totals, the same one for all that will surely be within the bounds.

        Parameters
        ----------
        totals
            In steps, shape ``(n,)``.
        more
            Most that can still be added to each, in steps, shape ``(n,)``.
        """
        if self.target is not None:
            return totals
        enough = np.ceil(max(self.least, 0.0))
        inside = (totals >= enough) & (totals + more <= self.most)
        return np.where(inside, np.uint8(enough), totals)

    def ends(self, totals: Labels, counts: NDArray[np.intp]) -> Labels:
        """Return how a region with each total ends.

        Parameters
        ----------
        totals
            In steps, shape ``(n,)``.
        counts
            Number of municipalities, at most the largest of a region, shape ``(n,)``.
        """
        slack = self.slack[counts]
        low, high = totals - slack, totals + slack
        end = np.full(len(totals), EITHER, dtype=np.uint8)
        if self.target is not None:
            end[low > self.target] = ABOVE
            end[high < self.target] = BELOW
        end[(high < self.least) | (low > self.most)] = DROPPED
        return end


def region_tallies(
    limits: RegionLimits, deviation: Deviation | None, *, max_units: int, coarser: int = 1
) -> tuple[Tally, ...]:
    """Return a tally of every figure that a region is bounded or judged by.

    Parameters
    ----------
    limits
        Bounds on figures; those with negative values have no tally.
    deviation
        The total that has a target, if any.
    max_units
        Most municipalities in a region.
    coarser
        How many times as large a step is as it could be.
    """
    bounded = np.flatnonzero((limits.values >= 0).all(axis=1)).tolist()
    n_steps = _N_STEPS if len(bounded) + (deviation is not None) <= 1 else _N_STEPS_OF_MANY
    n_steps //= coarser
    held = limits.municipalities.astype(np.int64)
    found = [
        figure_tally(
            held @ limits.values[row],
            least=_open_below(int(limits.least[row])),
            most=_open_above(int(limits.most[row])),
            max_units=max_units,
            n_steps=n_steps,
        )
        for row in bounded
    ]
    if deviation is not None:
        target = deviation.target / deviation.factor
        found.append(
            figure_tally(deviation.values, target=target, max_units=max_units, n_steps=n_steps)
        )
    return tuple(found)


def _open_below(bound: int) -> float:
    return bound if bound > -_OPEN else -_INFINITE


def _open_above(bound: int) -> float:
    return bound if bound < _OPEN else _INFINITE


def figure_tally(
    values: Integers,
    *,
    least: float = -_INFINITE,
    most: float = _INFINITE,
    target: float | None = None,
    max_units: int,
    n_steps: int,
) -> Tally:
    """Return the tally of a figure.

    Parameters
    ----------
    values
        Of each unit, at least 0, shape ``(n_units,)``.
    least, most
        Bounds on the total of a region.
    target
        See `Tally`.
    max_units
        Most municipalities in a region.
    n_steps
        Number of steps up to the largest of the bounds and the target, at most 100: totals are
        bytes.
    """
    marks = [mark for mark in (least, most, target) if mark is not None and abs(mark) < _INFINITE]
    step = max(max(marks, default=1.0) / n_steps, 1.0)
    shares = values / step
    whole = np.rint(shares)
    off = np.sort(np.abs(shares - whole))[::-1][:max_units]
    slack = np.concatenate([[0.0], np.cumsum(off)])
    slack = np.concatenate([slack, np.full(max(0, max_units + 1 - len(slack)), slack[-1])])
    cap = int(max(marks, default=0.0) / step + slack[-1]) + 1
    return Tally(
        steps=np.minimum(whole, cap).astype(np.uint8),
        slack=slack + 1e-9,
        cap=cap,
        least=least / step,
        most=most / step,
        target=None if target is None else target / step,
    )
