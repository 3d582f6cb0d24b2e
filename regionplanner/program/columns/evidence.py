"""Evidence: what shows that no division into a number of regions costs less than a bound."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regionplanner.criteria.costs import Members
from regionplanner.program.columns.generate import DualBound


@dataclass(frozen=True, slots=True)
class Evidence:
    """Prices, and the regions that could still matter under them.

    Attributes
    ----------
    weights
        What the additive costs, the deviation and the secondary distance counted in the search.
    prices
        Of each unit.
    region_price
        Of a region: under these prices no candidate region has a negative reduced cost.
    shown
        Every division costs at least this, with these weights: what the prices add up to, or the
        cost of the best division where `columns` are needed to show it.
    columns
        Every candidate region whose reduced cost is within the gap, as a sum of powers of two of
        its units; none where prices show all.
    """

    weights: tuple[int, int, int]
    prices: tuple[int, ...]
    region_price: int
    shown: int
    columns: tuple[int, ...] = ()


def evidence(
    dual: DualBound,
    *,
    shown: int | None = None,
    columns: Members | None = None,
    weights: tuple[int, int, int] = (1, 0, 0),
) -> Evidence:
    """Return what prices show, and columns.

    Parameters
    ----------
    dual
        Prices and their bound.
    shown
        What the columns show; the bound of the prices when None.
    columns
        Every candidate region within the gap, shape ``(n_columns, n_units)``; only needed where
        more is shown than the bound of the prices.
    weights
        As in `Evidence`.
    """
    shown = dual.bound if shown is None else shown
    needed = columns is not None and shown > dual.bound
    return Evidence(
        weights=weights,
        prices=tuple(dual.prices.tolist()),
        region_price=dual.best,
        shown=shown,
        columns=bit_sets(columns) if needed and columns is not None else (),
    )


def bit_sets(members: Members) -> tuple[int, ...]:
    """Return each region as a sum of powers of two of its units' positions.

    Parameters
    ----------
    members
        One row a region, shape ``(n_regions, n_units)``.
    """
    packed = np.packbits(members, axis=1, bitorder="little")
    return tuple(int.from_bytes(row.tobytes(), "little") for row in packed)


def members_of(sets: Sequence[int], n_units: int) -> Members:
    """Return regions as rows of who is in, the inverse of `bit_sets`.

    Parameters
    ----------
    sets
        Of `bit_sets`.
    n_units
        Number of units.
    """
    rows = [[bool(bits >> unit & 1) for unit in range(n_units)] for bits in sets]
    return np.array(rows, dtype=bool).reshape(len(sets), n_units)
