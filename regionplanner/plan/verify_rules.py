"""Verification of the rules a planner adds: groups, bounds, distances, locked regions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from regionplanner.criteria.distance import straight_line_km
from regionplanner.errors import listing
from regionplanner.io.bare import without_polygon
from regionplanner.io.municipalities import Municipalities
from regionplanner.numerals import shown
from regionplanner.objective.centre import CentreFinder, centre_finder
from regionplanner.objective.parents import travel_times
from regionplanner.plan.violation import Violation
from regionplanner.rules import FigureBound, Rules
from regionplanner.scenario import Scenario

_NOISE = 1e-12
"""Share of a total that adding its figures up can change: 0.1 and 0.2 are 0.3."""


def rule_violations(
    members: Mapping[str, Sequence[str]],
    municipalities: Municipalities,
    rules: Rules,
    scenario: Scenario | None = None,
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
    scenario
        Who travels, who may be a centre, and how long a journey may be; None: nothing of these.
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
    bare = {*without_polygon(municipalities)}
    planned = [
        municipalities.label(nis) + (", which has no usable polygon" if nis in bare else "")
        for nis in rules.left_out
        if nis in where
    ]
    if planned:
        yield Violation("complete", "", f"left out, but in a region: {listing(planned)}")
    yield from _locked(members, municipalities, rules)
    given = {tuple(sorted(lock.members)) for lock in rules.locked}
    scenario = scenario or Scenario()
    finder = centre_finder(municipalities, scenario)
    own = _own_bounds(members, municipalities, rules)
    parents = municipalities.frame["reference_region"]
    for region, units in members.items():
        placed = [nis for nis in units if nis not in bare]  # of the others no distance is known
        if placed:
            yield from _centres(region, placed, municipalities, finder)
        if tuple(units) not in given:
            bounds = (*rules.bounds, *own.get(str(parents.at[units[0]]), ()))
            yield from _figures(region, municipalities.frame.loc[list(units)], bounds)
        if placed and tuple(units) not in given:
            centre = finder.of(placed)
            yield from _distances(region, placed, municipalities, rules, centre)
            yield from _travel(region, placed, municipalities, scenario, centre)
            yield from _near(region, placed, municipalities, finder, centre)


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


def _centres(
    region: str, units: Sequence[str], municipalities: Municipalities, finder: CentreFinder
) -> Iterator[Violation]:
    if not finder.allowed.loc[list(units)].any():
        names = listing(municipalities.label(nis) for nis in units)
        yield Violation(
            "distance", region, f"{region} has no member that may be its centre: {names}"
        )


def _own_bounds(
    members: Mapping[str, Sequence[str]], municipalities: Municipalities, rules: Rules
) -> Mapping[str, tuple[FigureBound, ...]]:
    """Return the bounds by the mean of the regions of each reference region, by its code."""
    frame = municipalities.frame
    numbers = Counter(str(frame.at[units[0], "reference_region"]) for units in members.values())
    planned = frame.drop(index=list(rules.left_out), errors="ignore")
    return {
        code: tuple(
            bound.of(
                float(planned.loc[planned["reference_region"] == code, bound.column].sum()), number
            )
            for bound in rules.own_bounds
        )
        for code, number in numbers.items()
    }


def _figures(region: str, rows: pd.DataFrame, bounds: Iterable[FigureBound]) -> Iterator[Violation]:
    for bound in bounds:
        total = float(rows[bound.column].sum())
        noise = _NOISE * float(rows[bound.column].abs().sum())
        if not bound.least - noise <= total <= bound.most + noise:
            yield Violation(
                "bounds",
                region,
                f"{region} has {shown(total, None)} {bound.column}; allowed: {bound}",
            )


def _distances(
    region: str, units: list[str], municipalities: Municipalities, rules: Rules, centre: str
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
    to_centre = distance_km[units.index(centre)]
    furthest = int(to_centre.argmax())
    if to_centre[furthest] > rules.max_centre_distance_km:
        yield Violation(
            "distance",
            region,
            f"{region} has {municipalities.label(units[furthest])} "
            f"{to_centre[furthest]:.1f} km from its centre {municipalities.label(centre)}; "
            f"at most {rules.max_centre_distance_km:g} km are allowed",
        )


def _near(
    region: str,
    units: Sequence[str],
    municipalities: Municipalities,
    finder: CentreFinder,
    centre: str,
) -> Iterator[Violation]:
    """Yield the members that are not near the centre, where all are near no member."""
    if not finder.outside(units):
        return
    near = finder.near[centre]
    names = listing(municipalities.label(nis) for nis in units if nis not in near)
    yield Violation(
        "distance",
        region,
        f"{region} has {names}, not among the {len(near)} municipalities nearest to its "
        f"centre {municipalities.label(centre)}, and all are near no other of its members",
    )


def _travel(
    region: str,
    units: list[str],
    municipalities: Municipalities,
    scenario: Scenario,
    centre: str,
) -> Iterator[Violation]:
    """Yield the limits on travel time that a region breaks; unknown times break none."""
    times = travel_times(municipalities, scenario)
    if times is None:
        return
    minutes = times.loc[units, units].fillna(0.0)
    journeys = minutes.to_numpy(dtype=float)
    longest, most = float(journeys.max()), scenario.max_travel_min
    if most is not None and longest > most:
        start, end = (
            units[int(i)] for i in np.unravel_index(int(journeys.argmax()), journeys.shape)
        )
        yield Violation(
            "distance",
            region,
            f"{region} has {municipalities.label(start)} and {municipalities.label(end)}, "
            f"{longest:.1f} min apart; at most {most:g} min are allowed",
        )
    to_centre = minutes[centre]
    most = scenario.max_centre_travel_min
    if most is not None and to_centre.max() > most:
        yield Violation(
            "distance",
            region,
            f"{region} has {municipalities.label(str(to_centre.idxmax()))} "
            f"{to_centre.max():.1f} min from its centre {municipalities.label(centre)}; "
            f"at most {most:g} min are allowed",
        )
