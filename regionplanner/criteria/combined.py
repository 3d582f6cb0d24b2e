"""Sums of costs: several criteria, or two kinds of cost at a rate, as one."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import AnchorCosts, Deviation, Members, RegionCosts
from regionplanner.errors import LimitError

_MOST_VALUES = 100_000_000
"""Costs of units under the anchors of several tables together: 800 MB."""


def summed(a: RegionCosts, b: RegionCosts) -> RegionCosts:
    """Return the costs of which a region's is the sum of two.

    Parameters
    ----------
    a, b
        Costs over the same units; at most one of them has a deviation.

    Raises
    ------
    ValueError
        When both have a deviation: the sum of two is none.
    """
    if a.deviation is not None and b.deviation is not None:
        raise ValueError("two deviations are no deviation")
    tables = list(a.anchors)
    for table in b.anchors:
        _put(tables, table)
    return RegionCosts(
        a.unit + b.unit,
        a.pair + b.pair,
        tuple(tables),
        a.deviation or b.deviation,
    )


def _put(tables: list[AnchorCosts], table: AnchorCosts) -> None:
    """Add a table, to one of the same anchors where one of the two costs nothing."""
    for place, known in enumerate(tables):
        if not (known.weighs and table.weighs) and known.alike(table):
            tables[place] = replace(known, weight=known.weight + table.weight)
            return
    tables.append(table)


def scaled(costs: RegionCosts, factor: int) -> RegionCosts:
    """Return costs times a whole number of at least 0; which anchors there are stays the same.

    Parameters
    ----------
    costs
        Any costs.
    factor
        What they are multiplied by; 0 leaves no deviation.
    """
    off = costs.deviation
    if off is not None:
        off = Deviation(off.values * factor, off.target * factor, off.factor) if factor else None
    return RegionCosts(
        costs.unit * factor,
        costs.pair * factor,
        tuple(replace(table, weight=table.weight * factor) for table in costs.anchors),
        off,
    )


def joined(tables: Sequence[AnchorCosts], n_units: int) -> AnchorCosts:
    """Return the anchors of several tables as one: every choice of one of each that can be.

    Parameters
    ----------
    tables
        Anchors over the same units; without any, one anchor that asks for nothing is returned.
    n_units
        Number of units.

    Raises
    ------
    LimitError
        When there are more than memory holds.
    """
    return choices(tables, n_units)[0]


def choices(tables: Sequence[AnchorCosts], n_units: int) -> tuple[AnchorCosts, NDArray[np.intp]]:
    """Return every choice of one anchor of each table that can be, and which it has of each.

    A choice with an anchor that costs nothing, and only says what is possible, is left out where
    the anchor of another unit that is in anyway allows as much.

    Parameters
    ----------
    tables, n_units
        As of `joined`.

    Returns
    -------
    anchors
        One for each choice.
    chosen
        Position in each table, shape ``(n_tables, n_choices)``.

    Raises
    ------
    LimitError
        When there are more than memory holds.
    """
    combined = AnchorCosts(np.empty((1, 0), dtype=np.intp), np.zeros((n_units, 1), dtype=np.int64))
    chosen = np.zeros((len(tables), 1), dtype=np.intp)
    # few before many, or most pairs would be made in vain
    for place in sorted(range(len(tables)), key=lambda n: int(allowed_units(tables[n]).sum())):
        first, second = _pairs(combined, tables[place])
        combined = _both(combined, tables[place], first, second)
        chosen = chosen[:, first]
        chosen[place] = second
    return combined, chosen


def allowed_units(table: AnchorCosts) -> Members:
    """Return which units may be with each anchor, shape ``(n_units, n_anchors)``.

    Parameters
    ----------
    table
        The anchors.
    """
    if table.forbidden is None:
        return np.ones(table.weight.shape, dtype=bool)
    return np.asarray(~table.forbidden)


def _pairs(a: AnchorCosts, b: AnchorCosts) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs of anchors that leave each other's units in."""
    mine, theirs = allowed_units(a), allowed_units(b)
    fits = mine[b.forced].all(axis=1).T & theirs[a.forced].all(axis=1)
    first, second = np.nonzero(fits)
    if len(first) * len(mine) > _MOST_VALUES:
        raise LimitError(
            "{count:,} choices of centres are more than memory holds", count=len(first)
        )
    kept = ~_spared(a, b, first, second)
    return first[kept], second[kept]


def _both(
    a: AnchorCosts, b: AnchorCosts, first: NDArray[np.intp], second: NDArray[np.intp]
) -> AnchorCosts:
    """Return pairs of anchors as one each."""
    forbidden = ~(allowed_units(a)[:, first] & allowed_units(b)[:, second])
    return AnchorCosts(
        forced=np.hstack([a.forced[first], b.forced[second]]),
        weight=a.weight[:, first] + b.weight[:, second],
        forbidden=forbidden if forbidden.any() else None,
    )


def _spared(
    a: AnchorCosts, b: AnchorCosts, first: NDArray[np.intp], second: NDArray[np.intp]
) -> Members:
    """Return which pairs allow no region that another pair, of the same cost, does not allow."""
    allowed = allowed_units(a)[:, first] & allowed_units(b)[:, second]
    spared = np.zeros(len(first), dtype=bool)
    for table, mine, forced in (
        (a, first, b.forced[second]),
        (b, second, a.forced[first]),
    ):
        if table.weighs or table.forced.shape[1] != 1:
            continue
        of_unit = np.full(len(allowed), -1)
        of_unit[table.forced[:, 0]] = np.arange(len(table.forced))
        is_in = (forced == table.forced[mine]).any(axis=1)
        for instead in of_unit[forced].T:
            beyond = allowed & ~allowed_units(table)[:, instead]
            as_good = (instead >= 0) & ~beyond.any(axis=0)
            spared |= as_good & (instead != mine) & (~is_in | (instead < mine))
    return spared
