"""Limits on distance and travel, and those that depend on the centre of a region."""

from dataclasses import dataclass, replace

import numpy as np

from regionplanner.criteria.centre import centre_weights
from regionplanner.criteria.costs import AnchorCosts, Integers, Members, RegionCosts, no_pairs
from regionplanner.criteria.mix import ParentFigures
from regionplanner.regions.limits import RegionLimits
from regionplanner.rules import Rules
from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class CentredLimits(RegionLimits):
    """Limits of regions that have a centre: the allowed member with the least travel.

    Attributes
    ----------
    weights
        Travel of each municipality to each centre, which finds the centre, shape
        ``(n_municipalities, n_municipalities)``.
    centres
        Which municipalities may be a centre, shape ``(n_municipalities,)``.
    beyond
        Which municipalities (row) are too far from which centre (column), shape
        ``(n_municipalities, n_municipalities)``.
    """

    weights: Integers
    centres: Members
    beyond: Members

    @property
    def binding(self) -> bool:
        """Whether any region could be ruled out."""
        bounds = bool(len(self.values)) or bool(self.far.any())
        return bounds or bool(self.beyond.any()) or not self.centres.all()

    def _within_reach(self, members: Members) -> Members:
        totals = members.astype(np.int64) @ self.weights
        possible = members & self.centres
        totals[~possible] = np.iinfo(np.int64).max
        too_far = self.beyond.T[totals.argmin(axis=1)] & members
        within: Members = possible.any(axis=1) & ~too_far.any(axis=1)
        return within


def centred(limits: RegionLimits, figures: ParentFigures, beyond: Members) -> RegionLimits:
    """Return the limits with those that depend on the centre.

    Parameters
    ----------
    limits
        The others.
    figures
        Travel, travellers and allowed centres of the parent.
    beyond
        Of `beyond_centre`.
    """
    if figures.centres.all() and not beyond.any():
        return limits
    return CentredLimits(
        municipalities=limits.municipalities,
        values=limits.values,
        least=limits.least,
        most=limits.most,
        far=limits.far,
        distance=limits.distance,
        reach=limits.reach,
        weights=centre_weights(figures.travel, figures.scaled_travellers),
        centres=figures.centres,
        beyond=beyond,
    )


def far_pairs(figures: ParentFigures, scenario: Scenario, rules: Rules) -> Members:
    """Return which pairs cannot be in one region: too far, or too long a journey, either way.

    Parameters
    ----------
    figures
        Of the parent.
    scenario
        Limit on travel time.
    rules
        Limit on distance.

    Returns
    -------
    numpy.ndarray
        Symmetric, shape ``(n_units, n_units)``.
    """
    far: Members = figures.distance_km > rules.max_distance_km
    if figures.travel_min is not None and scenario.max_travel_min is not None:
        long: Members = figures.travel_min > scenario.max_travel_min
        far = far | long | long.T
    np.fill_diagonal(far, val=False)
    return far


def beyond_centre(figures: ParentFigures, scenario: Scenario, rules: Rules) -> Members:
    """Return which units (row) are too far from which centre (column).

    Parameters
    ----------
    figures
        Of the parent.
    scenario
        Limit on travel time.
    rules
        Limit on distance.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_units, n_units)``.
    """
    beyond: Members = figures.distance_km > rules.max_centre_distance_km
    if figures.travel_min is not None and scenario.max_centre_travel_min is not None:
        beyond = beyond | (figures.travel_min > scenario.max_centre_travel_min)
    np.fill_diagonal(beyond, val=False)
    return beyond


def barred(
    costs: RegionCosts, scenario: Scenario, figures: ParentFigures, far: Members, beyond: Members
) -> RegionCosts:
    """Return the costs with units barred from anchors that they are too far from.

    A region that keeps the rules has its centre as an anchor; others may slip through and are left
    to the limits.

    Parameters
    ----------
    costs
        The criterion mix.
    scenario
        Criteria: those with a centre, in the order of their names, have an anchor each.
    figures
        Of the parent.
    far, beyond
        Of `far_pairs` and `beyond_centre`.
    """
    if not (far.any() or beyond.any()):
        return costs
    n_units = len(far)
    allowed = np.flatnonzero(figures.centres)
    anchors = costs.anchors or AnchorCosts(
        forced=allowed[:, None], weight=no_pairs(n_units)[:, allowed]
    )
    # Only the anchor of distance is the centre of the region, from which no member is too far.
    # The one of dispersion can be another member: it is only barred where no centre helps.
    ways = [
        far | (beyond if criterion == "distance" else _too_far_for_any(beyond, figures.centres))
        for criterion in ("dispersion", "distance")
        if scenario.criteria.get(criterion)
    ] or [far | beyond]
    shut: Members = np.zeros((n_units, len(anchors.forced)), dtype=bool)
    for way, units in zip(ways, anchors.forced.T, strict=True):
        shut |= way[:, units]
    return replace(costs, anchors=replace(anchors, barred=shut))


def _too_far_for_any(beyond: Members, centres: Members) -> Members:
    """Return which pairs have no allowed centre that both are near enough to."""
    near = (~beyond[:, centres]).astype(np.int64)
    apart: Members = near @ near.T == 0
    np.fill_diagonal(apart, val=False)
    return apart
