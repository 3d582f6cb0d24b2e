"""Who can be the centre of whom: allowed centres, and limits on distance and travel."""

from dataclasses import dataclass, replace

import numpy as np

from regionplanner.criteria.costs import (
    IMPOSSIBLE,
    AnchorCosts,
    Integers,
    Members,
    RegionCosts,
    no_pairs,
)
from regionplanner.criteria.figures import ParentFigures
from regionplanner.rules.limits import beyond
from regionplanner.rules.neighbourhood import nearness
from regionplanner.rules.rules import Rules


@dataclass(frozen=True, slots=True)
class Reach:
    """Which units can be together, and under which centre.

    Attributes
    ----------
    far
        Pairs that cannot be in one region: too far, or too long a journey, either way; symmetric,
        shape ``(n_units, n_units)``.
    beyond
        Which units (row) cannot be in a region with which centre (column), same shape.
    centres
        Which units may be a centre, shape ``(n_units,)``.
    not_near
        Which units (row) are not among those nearest to a unit (column), same shape; None without
        that rule.
    """

    far: Members
    beyond: Members
    centres: Members
    not_near: Members | None = None

    @property
    def free(self) -> bool:
        """Whether any unit can be the centre of any other."""
        return bool(self.centres.all()) and not self.beyond.any()


def parent_reach(code: str, figures: ParentFigures, rules: Rules) -> Reach:
    """Return which units of a parent can be together, and under which centre.

    Parameters
    ----------
    code, figures
        Of the parent.
    rules
        Limits on distance and travel time, and neighbourhoods.
    """
    ways = (figures.distance_km, figures.travel_min)
    far = beyond(rules.limits, *ways, to_centre=False)
    n_nearest = rules.neighbourhoods.get(code)
    return Reach(
        far=far | far.T,
        beyond=beyond(rules.limits, *ways, to_centre=True),
        centres=figures.centres,
        not_near=None if n_nearest is None else nearness(figures.distance_km) >= n_nearest,
    )


def within_reach(costs: RegionCosts, reach: Reach) -> RegionCosts:
    """Return the costs of regions that have a centre which all members can reach.

    Every way to be a centre is an anchor, so a region without one has no anchor: it cannot be. So
    is every unit that may be a centre and has all members in its neighbourhood; that one need not
    be the centre that a criterion is measured to.

    Parameters
    ----------
    costs
        Without limits.
    reach
        Of the same units.
    """
    if not reach.free or reach.far.any():
        if not costs.anchors:
            costs = replace(costs, anchors=(_anchors(reach.centres),))
        costs = _barred_beyond(costs, reach.beyond | reach.far)
    if reach.not_near is None:
        return costs
    near = _anchors(reach.centres)
    near = replace(near, barred=reach.not_near[:, near.forced[:, 0]])
    return replace(costs, anchors=(*costs.anchors, near))


def reached_costs(costs: RegionCosts, beyond: Members, members: Members) -> Integers:
    """Return what regions cost: to a centre that all members can reach, where there is one.

    Parameters
    ----------
    costs
        Without limits.
    beyond
        Of the `Reach` of the same units.
    members
        The regions, which need not keep the limits, shape ``(n_regions, n_units)``.
    """
    found = _barred_beyond(costs, beyond).of(members)
    return np.where(found < IMPOSSIBLE // 2, found, costs.of(members))


def _barred_beyond(costs: RegionCosts, beyond: Members) -> RegionCosts:
    """Return the costs of regions to centres that all members can reach."""
    tables = []
    for table in costs.anchors:
        barred = np.asarray(beyond[:, table.forced].any(axis=2))
        if table.barred is not None:
            barred |= table.barred
        tables.append(replace(table, barred=barred))
    return replace(costs, anchors=tuple(tables))


def _anchors(centres: Members) -> AnchorCosts:
    """Return an anchor of no cost for every unit that may be a centre."""
    allowed = np.flatnonzero(centres)
    return AnchorCosts(allowed[:, None], no_pairs(len(centres))[:, allowed])
