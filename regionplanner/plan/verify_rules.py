"""Verification of the rules a planner adds: groups, bounds, distances, locked regions."""

from collections.abc import Iterator, Mapping, Sequence

from regionplanner.criteria.distance import straight_line_km
from regionplanner.data.check import without_polygon
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import listing
from regionplanner.objective.centre import CentreFinder
from regionplanner.objective.parents import travel_times
from regionplanner.rules.bounds import bound_violations, own_bounds
from regionplanner.rules.centres import centre_violations
from regionplanner.rules.limits import limit_violations
from regionplanner.rules.neighbourhood import near_violation
from regionplanner.rules.rule import Violation
from regionplanner.rules.rules import Rules


def rule_violations(
    members: Mapping[str, Sequence[str]],
    municipalities: Municipalities,
    rules: Rules,
    finder: CentreFinder,
) -> Iterator[Violation]:
    """Yield every rule beyond contiguity, nesting and sizes that a plan breaks.

    Parameters
    ----------
    members
        NIS codes of every region, sorted, by region code.
    municipalities
        The units.
    rules
        What must hold.
    finder
        Finds the centre of a region.
    """
    yield from _groups(members, municipalities, rules)
    bare = {*without_polygon(municipalities)}
    given = {tuple(sorted(lock.members)) for lock in rules.locked}
    own = own_bounds(members, municipalities, rules.own_bounds, rules.left_out)
    parents = municipalities.frame["reference_region"]
    for region, units in members.items():
        placed = [nis for nis in units if nis not in bare]  # of the others no distance is known
        if placed:
            yield from centre_violations(region, placed, municipalities, rules.centres)
        if tuple(units) not in given:
            bounds = (*rules.bounds, *own.get(str(parents.at[units[0]]), ()))
            yield from bound_violations(region, municipalities.frame.loc[list(units)], bounds)
        if placed and tuple(units) not in given:
            centre = finder.of(placed)
            yield from _limits(region, placed, municipalities, rules, centre)
            if finder.outside(placed):
                yield near_violation(region, placed, municipalities, finder.near[centre], centre)


def _groups(
    members: Mapping[str, Sequence[str]], municipalities: Municipalities, rules: Rules
) -> Iterator[Violation]:
    """Yield what is broken of groups, pairs, units that are left out, and locks."""
    where = {nis: region for region, units in members.items() for nis in units}
    for group in rules.together:
        regions = sorted({where[nis] for nis in group.members if nis in where})
        if len(regions) > 1:
            yield Violation("together", "", f"{group.why}: it is cut over {listing(regions)}")
    for a, b in rules.apart:
        if a in where and where[a] == where.get(b):
            names = listing(municipalities.label(nis) for nis in (a, b))
            yield Violation("apart", where[a], f"{where[a]} has {names}, which stay apart")
    bare = {*without_polygon(municipalities)}
    planned = [
        municipalities.label(nis) + (", which has no usable polygon" if nis in bare else "")
        for nis in rules.left_out
        if nis in where
    ]
    if planned:
        yield Violation("complete", "", f"left out, but in a region: {listing(planned)}")
    yield from _locked(members, municipalities, rules)


def _locked(
    members: Mapping[str, Sequence[str]], municipalities: Municipalities, rules: Rules
) -> Iterator[Violation]:
    regions = {tuple(units) for units in members.values()}
    for lock in rules.locked:
        if tuple(sorted(lock.members)) not in regions:
            names = listing(municipalities.label(nis) for nis in sorted(lock.members))
            yield Violation(
                "locked", "", f"{lock.region} is locked as {names}; no region of the plan is that"
            )


def _limits(
    region: str,
    units: list[str],
    municipalities: Municipalities,
    rules: Rules,
    centre: str,
) -> Iterator[Violation]:
    """Yield the limits on distance and travel time that are broken; unknown times break none."""
    times = travel_times(municipalities, rules.limits)
    yield from limit_violations(
        region,
        [municipalities.label(nis) for nis in units],
        limits=rules.limits,
        distance_km=straight_line_km(
            municipalities.frame.loc[units, ["x_m", "y_m"]].to_numpy(dtype=float)
        ),
        travel_min=None
        if times is None
        else times.loc[units, units].fillna(0.0).to_numpy(dtype=float),
        centre=units.index(centre),
    )
