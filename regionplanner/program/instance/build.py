"""From municipalities, scenario and rules to one problem a reference region."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regionplanner.criteria.costs import (
    IMPOSSIBLE,
    AnchorCosts,
    Integers,
    Members,
    RegionCosts,
    member_rows,
    no_pairs,
)
from regionplanner.criteria.distance import distance_m_costs
from regionplanner.criteria.figures import ParentFigures
from regionplanner.objective.columns import figure_quantum
from regionplanner.objective.mix import region_costs
from regionplanner.program.instance.problem import OwnLimit, ParentProblem, contracted, restricted
from regionplanner.regions.limits import RegionLimits, UnitRules, no_limits, whole_bounds
from regionplanner.rules.case import Case
from regionplanner.rules.limits import beyond
from regionplanner.rules.neighbourhood import is_local, nearness
from regionplanner.rules.resolved import Rules


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
    if not reach.centres.all() or reach.beyond.any() or reach.far.any():
        if not costs.anchors:
            costs = replace(costs, anchors=(_anchors(reach.centres),))
        costs = _forbidden_beyond(costs, reach.beyond | reach.far)
    if reach.not_near is None:
        return costs
    near = _anchors(reach.centres)
    near = replace(near, forbidden=reach.not_near[:, near.forced[:, 0]])
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
    costs_of = _forbidden_beyond(costs, beyond).of(members)
    return np.where(costs_of < IMPOSSIBLE // 2, costs_of, costs.of(members))


def _forbidden_beyond(costs: RegionCosts, beyond: Members) -> RegionCosts:
    """Return the costs of regions to centres that all members can reach."""
    tables = []
    for table in costs.anchors:
        forbidden = np.asarray(beyond[:, table.forced].any(axis=2))
        if table.forbidden is not None:
            forbidden |= table.forbidden
        tables.append(replace(table, forbidden=forbidden))
    return replace(costs, anchors=tuple(tables))


def _anchors(centres: Members) -> AnchorCosts:
    """Return an anchor of no cost for every unit that may be a centre."""
    allowed = np.flatnonzero(centres)
    return AnchorCosts(allowed[:, None], no_pairs(len(centres))[:, allowed])


def parent_problem(
    code: str,
    figures: ParentFigures,
    case: Case,
    *,
    unit: float | None = None,
) -> ParentProblem:
    """Return the problem of one reference region.

    Parameters
    ----------
    code
        Its code.
    figures
        Its figures.
    case
        Its units with the columns that bounds are on, criteria and sizes, and what else must hold.
    unit
        Power of ten that weights are divided by; that of `cost_unit` when None.
    """
    frame, scenario, rules = case.municipalities.frame, case.scenario, case.rules
    place = {nis: i for i, nis in enumerate(figures.units)}
    reach = parent_reach(code, figures, rules)
    costs = region_costs(figures, scenario, n_regions=1, unit=unit)
    distance = distance_m_costs(figures)
    n_nearest = rules.neighbourhoods.get(code)
    problem = ParentProblem(
        code=code,
        units=tuple((nis,) for nis in figures.units),
        adjacency=tuple(frozenset(np.flatnonzero(row).tolist()) for row in figures.neighbours),
        xy=figures.xy,
        costs=within_reach(costs, reach),
        distance=within_reach(distance, replace(reach, not_near=None)),
        rules=_unit_rules(place, rules, reach),
        limits=_limits(figures, frame, rules),
        own_limits=_own_limits(figures, frame, rules),
        min_units=scenario.min_units,
        # never more than are near one of its units
        max_units=min(scenario.max_units, n_nearest or scenario.max_units),
        own_target=figures.balance_target is None,
        partial=scenario.coverage is not None,
        local=is_local(n_nearest, len(figures.units)),
        nearness=None if n_nearest is None else nearness(figures.distance_km)[:, figures.centres],
        n_nearest=n_nearest or 0,
    )
    groups = [[place[nis] for nis in g.members] for g in rules.together if g.members[0] in place]
    locked = [
        [place[nis] for nis in lock.members] for lock in rules.locked if lock.members[0] in place
    ]
    given, plain = member_rows(locked, len(figures.units)), replace(costs, deviation=None)
    off, rounded = costs.deviation, reached_costs(plain, reach.beyond, given)
    problem = replace(
        problem,
        locked=tuple(problem.codes(row) for row in given),
        locked_cost=int(rounded.sum()),
        locked_distance_m=int(reached_costs(distance, reach.beyond, given).sum()),
        locked_shares=() if off is None else tuple((given @ off.values).tolist()),  # noqa: PD011
    )
    return contracted(*_without(problem, given, groups))


def _unit_rules(place: dict[str, int], rules: Rules, reach: Reach) -> UnitRules:
    apart = [set(np.flatnonzero(row).tolist()) for row in reach.far]
    for a, b in rules.apart:
        if a in place and b in place:
            apart[place[a]].add(place[b])
            apart[place[b]].add(place[a])
    return UnitRules(
        sizes=[1] * len(place),
        apart=[frozenset(others) for others in apart],
        together=[frozenset()] * len(place),
    )


def _limits(figures: ParentFigures, frame: pd.DataFrame, rules: Rules) -> RegionLimits:
    rows = frame.loc[list(figures.units)]
    # of a mark every region has one: the sum of marks is at least 1
    marks = [(bound.reached(rows).to_numpy(dtype=float), 1.0) for bound in rules.member_bounds]
    n_units, columns = len(figures.units), [*_bounded(rows, rules), *marks]
    bounds = [
        *((b.least, b.most) for b in rules.bounds),
        *[(-math.inf, math.inf)] * len(rules.own_bounds),
        *[(1.0, math.inf)] * len(marks),
    ]
    limits = [
        whole_bounds(least, most, quantum)
        for (least, most), (_, quantum) in zip(bounds, columns, strict=True)
    ]
    return replace(
        no_limits(n_units),
        values=np.array(
            [np.rint(column / quantum) for column, quantum in columns], dtype=np.int64
        ).reshape(-1, n_units),
        least=np.array([least for least, _ in limits], dtype=np.int64),
        most=np.array([most for _, most in limits], dtype=np.int64),
    )


def _own_limits(figures: ParentFigures, frame: pd.DataFrame, rules: Rules) -> tuple[OwnLimit, ...]:
    """Return the limits by the mean of the regions; their rows come after those of bounds."""
    own = _bounded(frame.loc[list(figures.units)], rules)[len(rules.bounds) :]
    return tuple(
        OwnLimit(row, bound, total=float(column.sum()), quantum=quantum)
        for row, (bound, (column, quantum)) in enumerate(
            zip(rules.own_bounds, own, strict=True), len(rules.bounds)
        )
    )


def _bounded(rows: pd.DataFrame, rules: Rules) -> list[tuple[NDArray[np.float64], float]]:
    """Return every figure of which the total has a bound, and what it is counted in."""
    names = [*(bound.column for bound in rules.bounds), *(own.column for own in rules.own_bounds)]
    columns = [rows[name].to_numpy(dtype=float) for name in names]
    quanta = map(figure_quantum, columns, names)
    return list(zip(columns, quanta, strict=True))


def _without(
    problem: ParentProblem, given: Members, groups: Sequence[Sequence[int]]
) -> tuple[ParentProblem, list[list[int]]]:
    """Return the problem without the locked regions, and the groups among what is left."""
    if not len(given):
        return problem, [list(group) for group in groups]
    kept = np.flatnonzero(~given.any(axis=0))
    place = {unit: i for i, unit in enumerate(kept.tolist())}
    return restricted(problem, kept), [
        [place[unit] for unit in group if unit in place]
        for group in groups
        if any(unit in place for unit in group)
    ]
