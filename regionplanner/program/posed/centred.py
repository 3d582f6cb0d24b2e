"""Who can be the centre of whom: allowed centres, and limits on distance and travel."""

from dataclasses import dataclass, replace

import numpy as np

from regionplanner.criteria.costs import AnchorCosts, Members, RegionCosts, no_pairs
from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.nearest import beyond_nearest
from regionplanner.neighbourhood import neighbourhood_size
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
    """

    far: Members
    beyond: Members
    centres: Members

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
    beyond = figures.distance_km > rules.max_centre_distance_km
    n_nearest = neighbourhood_size(scenario, len(figures.units))
    if n_nearest is not None:
        beyond = beyond | beyond_nearest(figures.distance_km, n_nearest)
    if figures.travel_min is not None:
        long = figures.travel_min > _or_infinite(scenario.max_travel_min)
        far = far | long | long.T
        beyond = beyond | (figures.travel_min > _or_infinite(scenario.max_centre_travel_min))
    np.fill_diagonal(far, val=False)
    np.fill_diagonal(beyond, val=False)
    return Reach(far, beyond | far, figures.centres)


def _or_infinite(value: float | None) -> float:
    return float("inf") if value is None else value


def within_reach(costs: RegionCosts, reach: Reach) -> RegionCosts:
    """Return the costs of regions that have a centre which all members can reach.

    Every way to be a centre is an anchor, so a region without one has no anchor: it cannot be.

    Parameters
    ----------
    costs
        Without limits.
    reach
        Of the same units.
    """
    if reach.free:
        return costs
    allowed = np.flatnonzero(reach.centres)
    n_units = len(reach.centres)
    anchors = costs.anchors or AnchorCosts(
        forced=allowed[:, None], weight=no_pairs(n_units)[:, allowed]
    )
    barred: Members = np.asarray(reach.beyond[:, anchors.forced].any(axis=2))
    return replace(costs, anchors=replace(anchors, barred=barred))
