"""Who can be the centre of whom: allowed centres, and limits on distance and travel."""

from dataclasses import dataclass, replace

import numpy as np

from regionplanner.criteria.centre_limits import barred_beyond, beyond_centre
from regionplanner.criteria.costs import AnchorCosts, Members, RegionCosts, no_pairs
from regionplanner.criteria.figures import ParentFigures
from regionplanner.neighbourhood import neighbourhood_size
from regionplanner.objective.nearest import beyond_nearest
from regionplanner.rules import Rules
from regionplanner.scenario import Scenario


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


def parent_reach(figures: ParentFigures, scenario: Scenario, rules: Rules) -> Reach:
    """Return which units of a parent can be together, and under which centre.

    Parameters
    ----------
    figures
        Of the parent.
    scenario
        Limits on travel time, and the neighbourhood.
    rules
        Limits on distance.
    """
    far = figures.distance_km > rules.max_distance_km
    if figures.travel_min is not None and scenario.max_travel_min is not None:
        long = figures.travel_min > scenario.max_travel_min
        far = far | long | long.T
    np.fill_diagonal(far, val=False)
    n_nearest = neighbourhood_size(scenario, len(figures.units))
    return Reach(
        far=far,
        beyond=beyond_centre(
            figures.distance_km,
            figures.travel_min,
            max_km=rules.max_centre_distance_km,
            max_min=scenario.max_centre_travel_min,
        ),
        centres=figures.centres,
        not_near=None if n_nearest is None else beyond_nearest(figures.distance_km, n_nearest),
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
        costs = barred_beyond(costs, reach.beyond | reach.far)
    if reach.not_near is None:
        return costs
    near = _anchors(reach.centres)
    near = replace(near, barred=reach.not_near[:, near.forced[:, 0]])
    return replace(costs, anchors=(*costs.anchors, near))


def _anchors(centres: Members) -> AnchorCosts:
    """Return an anchor of no cost for every unit that may be a centre."""
    allowed = np.flatnonzero(centres)
    return AnchorCosts(allowed[:, None], no_pairs(len(centres))[:, allowed])
