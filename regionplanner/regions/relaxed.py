"""Lower bounds on reduced costs without a sweep: as if units needed no neighbours."""

import numpy as np

from regionplanner.criteria.costs import IMPOSSIBLE, Integers
from regionplanner.regions.priced import PricedDiagram
from regionplanner.regions.states import DROPPED


def least_values(priced: PricedDiagram, prices: Integers) -> Integers:
    """Return a lower bound on the reduced cost of any region under each anchor.

    The units that the anchor forces in, and the best others, as many as a region can have,
    wherever they are. A pair that is cheaper together is so for both units, whoever is in.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_anchors,)``.
    """
    own = _own_costs(priced, prices)
    least: Integers = _forced_costs(priced, own) + _best_others(priced, own, spared=0)
    return least


def least_beyond(priced: PricedDiagram, prices: Integers) -> Integers:
    """Return a lower bound on the reduced cost of any region that is not near its anchor.

    Of any region at all, where an anchor has no neighbourhood. One unit at least is not near; the
    others as in `least_values`.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_anchors,)``.
    """
    if not priced.nearby:
        return least_values(priced, prices)
    own = _own_costs(priced, prices)
    least = _forced_costs(priced, own)
    beyond = least + _best_others(priced, own, spared=1)
    least += _best_others(priced, own, spared=0)
    for near in priced.nearby:
        where = near.where
        far = np.where(priced.barred[:, where.anchors], IMPOSSIBLE, own[:, where.anchors])
        nearest = far[~where.units].min(axis=0, initial=IMPOSSIBLE)
        least[where.anchors] = np.minimum(beyond[where.anchors] + nearest, IMPOSSIBLE)
    return least


def _own_costs(priced: PricedDiagram, prices: Integers) -> Integers:
    """Return the least that each unit can add under each anchor."""
    together = np.minimum(priced.costs.pair, 0).sum(axis=1) // 2
    own: Integers = priced.weight + (priced.costs.unit + together - prices)[:, None]
    return own


def _forced_costs(priced: PricedDiagram, own: Integers) -> Integers:
    """Return the least cost of the units that each anchor forces in, and of the end."""
    least: Integers = np.where(priced.forced, own, 0).sum(axis=0)
    least += priced.end[:DROPPED].min(axis=0)
    least[(priced.forced & priced.barred).any(axis=0)] = IMPOSSIBLE
    return least


def _best_others(priced: PricedDiagram, own: Integers, *, spared: int) -> Integers:
    """Return the least cost of further units, as many as a region can have but those spared."""
    others = np.where(priced.forced | priced.barred, 0, np.minimum(own, 0))
    most = priced.diagram.max_units - spared
    if 0 < most < len(others):
        others = np.partition(others, most - 1, axis=0)[:most]
    found: Integers = others.sum(axis=0)
    return found
