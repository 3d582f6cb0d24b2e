"""Verification of the rules a planner adds: groups, bounds, distances, locked regions."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from regionplanner.criteria.distance import straight_line_km
from regionplanner.errors import listing
from regionplanner.io.municipalities import Municipalities
from regionplanner.plan.violation import Violation
from regionplanner.rules import Rules


def rule_violations(
    members: Mapping[str, Sequence[str]], municipalities: Municipalities, rules: Rules
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
    """
    where = {nis: region for region, units in members.items() for nis in units}
    for group in rules.together:
        regions = sorted({where[nis] for nis in group.members if nis in where})
        if len(regions) > 1:
            yield Violation("together", "", f"{group.why}: it is cut over {listing(regions)}")
    for a, b in rules.apart:
        if a in where and where[a] == where.get(b):
            names = listing(municipalities.label(nis) for nis in (a, b))
            yield Violation("apart", where[a], f"{where[a]} has {names}, which stay apart")
    planned = [municipalities.label(nis) for nis in rules.left_out if nis in where]
    if planned:
        yield Violation("complete", "", f"left out, but in a region: {listing(planned)}")
    yield from _locked(members, municipalities, rules)
    given = {tuple(sorted(lock.members)) for lock in rules.locked}
    for region, units in members.items():
        if tuple(units) not in given:
            yield from _figures(region, municipalities.frame.loc[list(units)], rules)
            yield from _distances(region, list(units), municipalities, rules)


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


def _figures(region: str, rows: pd.DataFrame, rules: Rules) -> Iterator[Violation]:
    for bound in rules.bounds:
        total = float(rows[bound.column].sum())
        if not bound.least <= total <= bound.most:
            yield Violation(
                "bounds", region, f"{region} has {total:,.0f} {bound.column}; allowed: {bound}"
            )


def _distances(
    region: str, units: list[str], municipalities: Municipalities, rules: Rules
) -> Iterator[Violation]:
    xy = municipalities.frame.loc[units, ["x_m", "y_m"]].to_numpy(dtype=float)
    distance_km = straight_line_km(xy)
    a, b = np.unravel_index(int(distance_km.argmax()), distance_km.shape)
    if distance_km[a, b] > rules.max_distance_km:
        names = listing(municipalities.label(units[i]) for i in sorted((int(a), int(b))))
        yield Violation(
            "distance",
            region,
            f"{region} has {names}, {distance_km[a, b]:.1f} km apart; "
            f"at most {rules.max_distance_km:g} km are allowed",
        )
    centre = int(np.rint(distance_km * 1e6).sum(axis=0).argmin())
    furthest = int(distance_km[centre].argmax())
    if distance_km[centre, furthest] > rules.max_centre_distance_km:
        yield Violation(
            "distance",
            region,
            f"{region} has {municipalities.label(units[furthest])} "
            f"{distance_km[centre, furthest]:.1f} km from its centre "
            f"{municipalities.label(units[centre])}; "
            f"at most {rules.max_centre_distance_km:g} km are allowed",
        )
