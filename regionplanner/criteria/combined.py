"""Sums of costs: several criteria, or two kinds of cost at a rate, as one."""

from dataclasses import replace

import numpy as np

from regionplanner.criteria.costs import AnchorCosts, Deviation, Members, RegionCosts


def summed(one: RegionCosts, other: RegionCosts, *, together: Members | None = None) -> RegionCosts:
    """Return the costs of which a region's is the sum of two.

    Parameters
    ----------
    one, other
        Costs over the same units; at most one of them has a deviation.
    together
        Which units can be centres of one region, shape ``(n_units, n_units)``; all when None.
        There are as many pairs of centres as units squared, too many where units are many.

    Raises
    ------
    ValueError
        When both have a deviation: the sum of two is none.
    """
    if one.deviation is not None and other.deviation is not None:
        raise ValueError("two deviations are no deviation")
    anchors = one.anchors or other.anchors
    if one.anchors and other.anchors:
        anchors = _both(one.anchors, other.anchors, together)
    return RegionCosts(
        one.unit + other.unit,
        one.pair + other.pair,
        anchors,
        one.deviation or other.deviation,
    )


def scaled(costs: RegionCosts, factor: int) -> RegionCosts:
    """Return costs times a whole number of at least 0; which anchors there are stays the same.

    Parameters
    ----------
    costs
        Any costs.
    factor
        What they are multiplied by; 0 leaves no deviation.
    """
    anchors, off = costs.anchors, costs.deviation
    if off is not None:
        off = Deviation(off.values * factor, off.target * factor, off.factor) if factor else None
    return RegionCosts(
        costs.unit * factor,
        costs.pair * factor,
        anchors and replace(anchors, weight=anchors.weight * factor),
        off,
    )


def _both(one: AnchorCosts, other: AnchorCosts, together: Members | None) -> AnchorCosts:
    """Return anchors for both: shared where one of them costs nothing, else pairs of centres."""
    alike = np.array_equal(one.forced, other.forced)
    if alike and not (one.weight.any() and other.weight.any()):
        return AnchorCosts(one.forced, one.weight + other.weight, _either(one.barred, other.barred))
    pairs: Members = np.ones((len(one.forced), len(other.forced)), dtype=bool)
    if together is not None:
        near = together[one.forced[:, None, :, None], other.forced[None, :, None, :]]
        pairs = np.asarray(near.all(axis=(2, 3)))
    first, second = np.nonzero(pairs)
    return AnchorCosts(
        forced=np.hstack([one.forced[first], other.forced[second]]),
        weight=one.weight[:, first] + other.weight[:, second],
        barred=_either(
            None if one.barred is None else one.barred[:, first],
            None if other.barred is None else other.barred[:, second],
        ),
    )


def _either(one: Members | None, other: Members | None) -> Members | None:
    if one is None or other is None:
        return other if one is None else one
    return one | other
