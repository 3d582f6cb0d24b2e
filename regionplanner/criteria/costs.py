"""RegionCosts: what any region of one parent costs, in exact integers."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.stopping import check_time

Integers = NDArray[np.int64]
Members = NDArray[np.bool_]
"""Regions as rows of who is in, shape ``(n_regions, n_units)``."""


def member_rows(groups: Collection[Collection[int]], n_units: int) -> Members:
    """Return groups of units, by position, as rows of who is in."""
    rows = np.zeros((len(groups), n_units), dtype=bool)
    for row, units in zip(rows, groups, strict=True):
        row[list(units)] = True
    return rows


QUANTUM = 1e-6
"""One integer cost unit, in natural units (km, km2, ties): costs are exact sums of integers."""

MOST = 2**53
"""The most that any plan may cost, in quanta: floating-point numbers, as solvers take them, hold
every whole number up to it."""

IMPOSSIBLE = np.int64(2**60)
"""Cost of what is not allowed: above every cost, and sums with costs stay far from overflow."""


_FEW_UNITS = 60
_ROWS = 5_000  # regions whose costs take a tenth of a second at most
_MOST_VALUES = 3_000_000
"""Costs of units under anchors that are looked at together."""


def quanta(values: NDArray[np.float64], weight: float) -> Integers:
    """Return weighted values [natural units] as integers [`QUANTUM`]."""
    return np.rint(values * (weight / QUANTUM)).astype(np.int64)


def natural(cost: int, unit: float = 1.0) -> float:
    """Return an integer cost in natural units, to fifteen significant digits.

    Parameters
    ----------
    cost
        In quanta.
    unit
        Power of ten that the weights were divided by.
    """
    return float(f"{cost * QUANTUM * unit:.15g}")


def no_pairs(n_units: int) -> Integers:
    """Return pair costs that are all zero."""
    return np.zeros((n_units, n_units), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class AnchorCosts:
    """Costs that are additive once an anchor is fixed: the centre of a region.

    Attributes
    ----------
    forced
        Units that must be in the region, one row an anchor, shape ``(n_anchors, n_forced)``.
    weight
        Cost of each unit under each anchor, shape ``(n_units, n_anchors)``.
    forbidden
        Which units may not be in the region under which anchors, or None,
        shape ``(n_units, n_anchors)``.
    """

    forced: NDArray[np.intp]
    weight: Integers
    forbidden: Members | None = None

    def of(self, members: Members) -> Integers:
        """Return the least cost of each region under its anchors, `IMPOSSIBLE` without any.

        Parameters
        ----------
        members
            One row a region that is not empty, shape ``(n_regions, n_units)``.
        """
        if len(self.weight) > _FEW_UNITS or self._most >= MOST:
            return self._of_possible(members)
        by_anchor = _totals(members, self.weight)
        for column in self.forced.T:
            by_anchor[~members[:, column]] = IMPOSSIBLE
        if self.forbidden is not None:
            by_anchor[_totals(members, self.forbidden) > 0] = IMPOSSIBLE
        least: Integers = by_anchor.min(axis=1, initial=IMPOSSIBLE)
        return least

    @property
    def _most(self) -> int:
        return int(np.abs(self.weight).sum(axis=0).max(initial=0))

    def _of_possible(self, members: Members) -> Integers:
        """Return what `of` does, by the anchors alone that a region has: few of hundreds."""
        least = np.full(len(members), IMPOSSIBLE)
        possible = np.ones((len(members), len(self.forced)), dtype=bool)
        for column in self.forced.T:
            possible &= members[:, column]
        regions, anchors = np.nonzero(possible)
        if not len(regions):
            return least
        rows, units = np.nonzero(members)
        sizes = np.bincount(rows, minlength=len(members))
        starts = np.cumsum(sizes) - sizes
        # the members of the region of each pair of a region and an anchor
        n_members = sizes[regions]
        begins = np.cumsum(n_members) - n_members
        unit = units[np.arange(n_members.sum()) - np.repeat(begins - starts[regions], n_members)]
        anchor = np.repeat(anchors, n_members)
        totals = np.add.reduceat(self.weight[unit, anchor], begins)
        if self.forbidden is not None:
            totals[np.logical_or.reduceat(self.forbidden[unit, anchor], begins)] = IMPOSSIBLE
        np.minimum.at(least, regions, totals)
        return least

    @property
    def weighs(self) -> bool:
        """Whether anything costs something; else they only say which regions are possible."""
        return bool(self.weight.any())

    @property
    def forces(self) -> Members:
        """Which anchors force which units in, shape ``(n_units, n_anchors)``."""
        rows = member_rows(self.forced.tolist(), len(self.weight))
        return np.ascontiguousarray(rows.T)

    def alike(self, other: "AnchorCosts") -> bool:
        """Return whether others are the same anchors, whatever they cost."""
        none = np.zeros_like(self.weight, dtype=bool)
        ours, theirs = (
            none if costs.forbidden is None else costs.forbidden for costs in (self, other)
        )
        return np.array_equal(self.forced, other.forced) and np.array_equal(ours, theirs)


def _totals(members: Members, values: NDArray[np.generic]) -> Integers:
    """Return the sums of columns of values over the members of each region, below `MOST`.

    Floating-point numbers hold such sums; without the threads of a matrix product.
    """
    sums = np.einsum("ij,jk->ik", members.astype(float), values.astype(float))
    return np.asarray(sums.astype(np.int64))


@dataclass(frozen=True, slots=True)
class Deviation:
    """Costs of a region's total that is off its target: ``abs(factor * total - target)``.

    Attributes
    ----------
    values
        Share of each unit in the total, at least 0, shape ``(n_units,)``.
    target
        Cost of a total of nothing.
    factor
        What the total is multiplied by.
    """

    values: Integers
    target: int
    factor: int = 1

    def of(self, members: Members) -> Integers:
        """Return the cost of each region.

        Parameters
        ----------
        members
            One row a region, shape ``(n_regions, n_units)``.
        """
        off: Integers = np.abs(self.factor * (members.astype(np.int64) @ self.values) - self.target)
        return off

    def least(self, n_regions: int) -> int:
        """Return what so many regions of all units deviate together at the least."""
        return abs(self.factor * int(self.values.sum()) - n_regions * self.target)

    def ceiling(self) -> int:
        """Return an upper bound on the cost of any plan: no region has less than one unit."""
        return self.factor * int(self.values.sum()) + len(self.values) * self.target


@dataclass(frozen=True, slots=True)
class RegionCosts:
    """What any region costs, in integers of `QUANTUM` natural units each.

    The cost of a region is the sum of `unit` over its units, plus `pair` over the pairs inside
    it, plus the least cost under the anchors of each table, plus its deviation.

    Attributes
    ----------
    unit
        Shape ``(n_units,)``.
    pair
        Symmetric, zero diagonal, non-zero only for neighbours, shape ``(n_units, n_units)``.
    anchors
        Tables of anchors, each with its own least one: a centre for every criterion that has one,
        and what every region must have. Empty when nothing depends on a centre.
    deviation
        None when nothing depends on a total.
    """

    unit: Integers
    pair: Integers
    anchors: tuple[AnchorCosts, ...] = ()
    deviation: Deviation | None = None

    @property
    def n_units(self) -> int:
        """Number of units of the parent."""
        return len(self.unit)

    @property
    def weighs_centres(self) -> bool:
        """Whether a cost depends on a centre."""
        return any(table.weighs for table in self.anchors)

    def of(self, members: Members) -> Integers:
        """Return the exact cost of each region.

        Parameters
        ----------
        members
            One row a region, shape ``(n_regions, n_units)``.

        Returns
        -------
        numpy.ndarray
            Shape ``(n_regions,)``; `IMPOSSIBLE` where no anchor is allowed.
        """
        inside = members.astype(np.int64)
        cost: Integers = inside @ self.unit + self._pairs_of(members)
        if self.deviation is not None:
            cost += self.deviation.of(members)
        largest = int(inside.sum(axis=1).max(initial=1))
        for table in self.anchors:
            rows = max(1, _MOST_VALUES // (largest * max(1, len(table.forced))))
            for start in range(0, len(members), rows):
                part = slice(start, start + rows)
                cost[part] += table.of(members[part])
        return np.minimum(cost, IMPOSSIBLE)

    def of_until(self, members: Members, deadline: float = float("inf")) -> Integers:
        """Return what `of` does, in parts between which a stop or a deadline ends it.

        Raises
        ------
        LimitError
            At the deadline; `StoppedError` when it is asked to stop.
        """
        costs = [self.of(members[:0])]
        for start in range(0, len(members), _ROWS):
            check_time(deadline)
            costs.append(self.of(members[start : start + _ROWS]))
        return np.concatenate(costs)

    def _pairs_of(self, members: Members) -> Integers:
        """Return the cost of the pairs inside each region: few are neighbours of each other."""
        a, b = np.nonzero(np.triu(self.pair))
        values = self.pair[a, b]
        cost = np.zeros(len(members), dtype=np.int64)
        rows = max(1, _MOST_VALUES // max(1, len(values)))
        for start in range(0, len(members), rows):
            part = members[start : start + rows]
            cost[start : start + rows] = (part[:, a] & part[:, b]) @ values
        return cost

    def ceiling(self) -> int:
        """Return an upper bound on the absolute cost of any plan of this parent."""
        total = int(np.abs(self.unit).sum()) + int(np.abs(self.pair).sum()) // 2
        for table in self.anchors:
            total += int(np.abs(table.weight).max(axis=1, initial=0).sum())
        if self.deviation is not None:
            total += self.deviation.ceiling()
        return total


def no_costs(
    n_units: int, *, anchors: tuple[AnchorCosts, ...] = (), deviation: Deviation | None = None
) -> RegionCosts:
    """Return costs of nothing for units and pairs, with anchors and a deviation."""
    return RegionCosts(np.zeros(n_units, dtype=np.int64), no_pairs(n_units), anchors, deviation)


def without_values(costs: RegionCosts) -> RegionCosts:
    """Return costs of nothing for every region that is possible: that has anchors.

    Parameters
    ----------
    costs
        Which anchors there are, and whom they bar.
    """
    n_units = costs.n_units
    tables: list[AnchorCosts] = []
    for table in costs.anchors:
        free = slice(None) if table.forbidden is None else ~table.forbidden.any(axis=0)
        if set(table.forced[free].flat) == set(range(n_units)):
            continue  # any unit will do, whoever else is in
        if not any(table.alike(kept) for kept in tables):
            tables.append(replace(table, weight=np.zeros_like(table.weight)))
    return no_costs(n_units, anchors=tuple(tables))


def cut_costs(values: NDArray[np.float64], *, weight: float = 1.0) -> RegionCosts:
    """Return half of what a region cuts: the values of pairs with one unit inside.

    Half, because what lies between two regions is counted from both sides: the total over a plan
    is what it cuts.

    Parameters
    ----------
    values
        Value of each pair of neighbours [natural units], symmetric, zero diagonal,
        shape ``(n_units, n_units)``.
    weight
        Cost of one natural unit.
    """
    pair = 2 * quanta(values, weight / 2)  # even, so that half of it is whole
    return RegionCosts(unit=pair.sum(axis=1) // 2, pair=-pair)
