"""What rules ask of regions: limits on the stream, tallies, demands of units and of atoms.

A total in whole steps is off by no more than the rounding of its units, so a tally rules out only
what is surely out of bounds; exact figures decide the rest.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import (
    AnchorCosts,
    Deviation,
    Integers,
    Members,
    RegionCosts,
    member_rows,
)
from regionplanner.regions.diagram import ABOVE, BELOW, DROPPED, EITHER, Labels
from regionplanner.regions.order import Adjacency

_OPEN = 2**61
"""A bound that no total reaches."""

_NOISE = 1e-12
"""Share of a bound that dividing by a quantum can change."""

_INFINITE = float("inf")
_NO_BOUND = 2**60
_N_STEPS = 60
_N_STEPS_OF_MANY = 30


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
        Regions are distinguished by the side of the target on which they are; None: not at all.
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
    tallies = [
        figure_tally(
            held @ limits.values[row],
            least=_unless_open(int(limits.least[row])),
            most=_unless_open(int(limits.most[row])),
            max_units=max_units,
            n_steps=n_steps,
        )
        for row in bounded
    ]
    if deviation is not None:
        target = deviation.target / deviation.factor
        tallies.append(
            figure_tally(deviation.values, target=target, max_units=max_units, n_steps=n_steps)
        )
    return tuple(tallies)


def _unless_open(bound: int) -> float:
    return bound if abs(bound) < _NO_BOUND else math.copysign(_INFINITE, bound)


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


@dataclass(frozen=True, slots=True)
class UnitRules:
    """What each unit counts for, and which units cannot or must share its region.

    Attributes
    ----------
    sizes
        Number of municipalities of each unit; more than 1 for an atom.
    apart
        For each unit the units that may not be in its region, by position, symmetric.
    together
        For each unit the units that must be in its region, by position, symmetric.
    tallies
        Totals that distinguish regions, or rule them out.
    """

    sizes: Sequence[int]
    apart: Adjacency
    together: Adjacency
    tallies: tuple[Tally, ...] = ()


def plain_units(n_units: int) -> UnitRules:
    """Return rules for units that count for one each and ask nothing of each other."""
    empty: list[frozenset[int]] = [frozenset()] * n_units
    return UnitRules(sizes=[1] * n_units, apart=empty, together=empty)


@dataclass(frozen=True, slots=True)
class SizedRules:
    """Rules of units, with the sizes of a region in municipalities."""

    units: UnitRules
    min_units: int
    max_units: int

    def fits(self, totals: Labels) -> Members:
        """Return which totals are not surely too large.

        Parameters
        ----------
        totals
            Number of municipalities, then each tally, shape ``(n, 1 + n_tallies)``.
        """
        counts = totals[:, 0].astype(np.intp)
        fitting: Members = counts <= self.max_units
        counts = np.minimum(counts, self.max_units)
        for column, tally in enumerate(self.units.tallies, start=1):
            fitting &= ~tally.exceeds(totals[:, column], counts)
        return fitting

    def closing(self, totals: Labels) -> Labels:
        """Return how each path would end if its region were complete.

        Parameters
        ----------
        totals
            As in `fits`.
        """
        counts = np.minimum(totals[:, 0].astype(np.intp), self.max_units)
        end = np.full(len(totals), EITHER, dtype=np.uint8)
        for column, tally in enumerate(self.units.tallies, start=1):
            end = np.maximum(end, tally.ends(totals[:, column], counts))
        end[counts < self.min_units] = DROPPED
        return end


def atoms_of(
    adjacency: Adjacency, groups: Iterable[Sequence[int]]
) -> tuple[Members, list[list[int]]]:
    """Return the atoms of groups that must stay together, and the groups that are no atom.

    A group in several parts is not contracted, or units would become neighbours that are not:
    its connected parts are, and the group is kept as a rule between their atoms.

    Parameters
    ----------
    adjacency
        Neighbours of each unit, by position.
    groups
        Positions of units that must be in one region; groups that overlap are one group.

    Returns
    -------
    atoms
        Which units each holds, in the order of their first units, shape ``(n_atoms, n_units)``.
    rules
        For each group in several parts the positions of its atoms.
    """
    n_units = len(adjacency)
    graph = nx.Graph((a, b) for a, row in enumerate(adjacency) for b in row)
    graph.add_nodes_from(range(n_units))
    wanted: nx.Graph[int] = nx.Graph()
    for group in groups:
        nx.add_path(wanted, group)
    whole = [sorted(group) for group in nx.connected_components(wanted)]
    parts = [[sorted(p) for p in nx.connected_components(graph.subgraph(g))] for g in whole]
    grouped = {unit for group in whole for unit in group}
    all_parts = [part for group in parts for part in group]
    all_parts += [[unit] for unit in range(n_units) if unit not in grouped]
    all_parts.sort()
    units = member_rows(all_parts, n_units)
    where = {part[0]: atom for atom, part in enumerate(all_parts)}
    return units, [[where[p[0]] for p in group] for group in parts if len(group) > 1]


def atom_costs(atoms: Members, costs: RegionCosts) -> RegionCosts:
    """Return the same costs over atoms of some units: a region of atoms costs what its units cost.

    Parameters
    ----------
    atoms
        Which units each holds, shape ``(n_atoms, n_units)``.
    costs
        Over the units; of the anchors those stay whose units are all in atoms.
    """
    held: Members = np.asarray(atoms.any(axis=0))
    atom, units = np.nonzero(atoms)
    starts = np.searchsorted(atom, np.arange(len(atoms)))

    def total(values: Integers, axis: int = 0) -> Integers:
        totals: Integers = np.add.reduceat(values, starts, axis=axis, dtype=np.int64)
        return totals

    pair = total(total(costs.pair[np.ix_(units, units)]), axis=1)
    own = pair.diagonal() // 2
    np.fill_diagonal(pair, 0)
    of_unit = atoms.argmax(axis=0) if len(atoms) else np.zeros(len(held), dtype=np.intp)
    anchors = []
    for table in costs.anchors:
        usable = held[table.forced].all(axis=1)
        cut = np.ix_(units, usable)
        forbidden = table.forbidden
        if forbidden is not None:
            forbidden = np.logical_or.reduceat(forbidden[cut], starts, axis=0)
        forced = of_unit[table.forced[usable]].astype(np.intp)
        anchors.append(AnchorCosts(forced, total(table.weight[cut]), forbidden))
    off = costs.deviation and replace(
        costs.deviation,
        values=total(costs.deviation.values[units]),
    )
    return RegionCosts(total(costs.unit[units]) + own, pair, tuple(anchors), off)
