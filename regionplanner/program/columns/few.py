"""Covers by few regions: a search through the regions at hand, much faster than a solver."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Integers, Members
from regionplanner.errors import LimitError
from regionplanner.regions.sweep import check_time

Masks = NDArray[np.uint64]

_MOST_UNITS = 64
"""Units of a region are the bits of one number."""
_MOST_REGIONS = 10
_FEWEST_LOOKS = 100
_MOST_COVERS = 1000
_LOOKS_A_TIME = 256


def best_few(
    members: Members, costs: Integers, n_regions: int, most: int, *, deadline: float = float("inf")
) -> tuple[int, ...] | None:
    """Return the columns of a cheapest cover, or None when none costs so little.

    Parameters
    ----------
    members
        The regions at hand, shape ``(n_columns, n_units)``.
    costs
        At least 0, shape ``(n_columns,)``.
    n_regions
        How many are chosen.
    most
        The most that the cover may cost.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    LimitError
        When there are too many units, regions or choices to look through, or at the deadline.
    """
    covers = _covers(members, costs, n_regions, most, deadline, only_best=True)
    return covers[-1] if covers else None


def all_few(
    members: Members, costs: Integers, n_regions: int, most: int
) -> tuple[tuple[int, ...], ...]:
    """Return the columns of every cover that costs so little.

    Parameters
    ----------
    members, costs, n_regions, most
        As of `best_few`.

    Raises
    ------
    LimitError
        As `best_few`, and when there are too many covers.
    """
    return _covers(members, costs, n_regions, most, float("inf"), only_best=False)


def _covers(
    members: Members,
    costs: Integers,
    n_regions: int,
    most: int,
    deadline: float,
    *,
    only_best: bool,
) -> tuple[tuple[int, ...], ...]:
    n_columns, n_units = members.shape
    if n_units > _MOST_UNITS or not 1 < n_regions <= _MOST_REGIONS or not n_columns:
        raise LimitError("covers by few regions of few units only")
    order = np.argsort(costs, kind="stable")
    bits = np.left_shift(np.uint64(1), np.arange(n_units, dtype=np.uint64))
    masks = (members[order] * bits).sum(axis=1, dtype=np.uint64)
    n_looks = n_columns // 2 + _FEWEST_LOOKS
    search = _Search(masks, costs[order], only_best, most, n_looks, deadline)
    search.look(np.arange(n_columns), np.bitwise_or.reduce(bits), n_regions, ())
    if len(search.found) > _MOST_COVERS:
        raise LimitError("too many covers")
    return tuple(tuple(order[list(found)].tolist()) for found in search.found)


@dataclass(slots=True)
class _Search:
    """A search by the unit that the fewest regions have.

    Attributes
    ----------
    masks, costs
        Units and costs of each region, by ascending cost.
    only_best
        Whether only ever better covers are looked for.
    most
        The most that a cover may cost.
    n_looks
        How many choices can still be looked at.
    deadline
        `time.monotonic` value at which to stop.
    found
        Covers so far.
    """

    masks: Masks
    costs: Integers
    only_best: bool
    most: int
    n_looks: int
    deadline: float
    found: list[tuple[int, ...]] = field(default_factory=list)
    by_mask: NDArray[np.intp] = field(init=False)

    def __post_init__(self) -> None:
        self.by_mask = np.argsort(self.masks)

    def look(
        self, columns: NDArray[np.intp], open_: np.uint64, n_regions: int, chosen: tuple[int, ...]
    ) -> None:
        """Find covers of the units that are open, by regions among some columns."""
        self.n_looks -= 1
        if self.n_looks < 0 or len(self.found) > _MOST_COVERS:
            raise LimitError("too many choices")
        if self.n_looks % _LOOKS_A_TIME == 0:
            check_time(self.deadline)
        spent = int(self.costs[list(chosen)].sum())
        masks, costs = self.masks[columns], self.costs[columns]
        here = _with_rarest(masks, open_)
        if n_regions == 2:
            self._pair(columns[here], open_, spent, chosen)
            return
        for column in columns[here].tolist():
            left = self.most - spent - int(self.costs[column])
            if left < 0:
                return
            near = np.searchsorted(costs, left, side="right")
            mask = self.masks[column]
            rest = columns[:near][(masks[:near] & mask) == 0]
            if len(rest) > 1:
                self.look(rest, open_ & ~mask, n_regions - 1, (*chosen, column))

    def _pair(
        self, columns: NDArray[np.intp], open_: np.uint64, spent: int, chosen: tuple[int, ...]
    ) -> None:
        """Find covers by one of some columns and the region of all that it leaves."""
        rest = open_ & ~self.masks[columns]
        place = np.searchsorted(self.masks, rest, sorter=self.by_mask)
        other = self.by_mask[np.minimum(place, len(self.by_mask) - 1)]
        total = spent + self.costs[columns] + self.costs[other]
        fits = np.flatnonzero((self.masks[other] == rest) & (total <= self.most))
        if self.only_best and len(fits):
            fits = fits[[total[fits].argmin()]]
            self.most = int(total[fits[0]]) - 1
        self.found += [(*chosen, int(columns[at]), int(other[at])) for at in fits]


def _with_rarest(masks: Masks, open_: np.uint64) -> NDArray[np.intp]:
    """Return which regions have the open unit that the fewest have."""
    units = np.flatnonzero(open_ >> np.arange(_MOST_UNITS, dtype=np.uint64) & np.uint64(1))
    have = masks[:, None] >> units.astype(np.uint64) & np.uint64(1)
    return np.flatnonzero(have[:, have.sum(axis=0).argmin()])
