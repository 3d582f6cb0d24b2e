"""Rules: what must hold, with the scenario's columns and names resolved to municipalities."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import pandas as pd

from regionplanner.choices import Lock
from regionplanner.data.municipalities import Municipalities, expect_municipalities
from regionplanner.errors import ScenarioError, counted, listing
from regionplanner.rules.bounds import FigureBound, OwnBound, bound_notes, resolved_bounds
from regionplanner.rules.centres import allowed_centres
from regionplanner.rules.limits import limits_of
from regionplanner.rules.neighbourhood import neighbourhood_notes, neighbourhoods
from regionplanner.scenario import Scenario, expect_scenario


@dataclass(frozen=True, slots=True)
class Group:
    """Municipalities that must be in one region, and why.

    Attributes
    ----------
    members
        NIS codes, sorted, all in one reference region.
    why
        The rule in words.
    """

    members: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule beyond contiguity, nesting and sizes.

    Attributes
    ----------
    together
        Groups that must be in one region.
    apart
        Pairs that may not be.
    bounds
        Bounds on figures.
    own_bounds
        Bounds on figures by the mean of each reference region.
    limits
        Largest distances [km] and travel times [min], by name (`LIMITS`).
    neighbourhoods
        Among how many units nearest to one of them all members of a region are, by code of the
        reference regions where that is a rule.
    centres
        Units that may be the centre of a region; None: any.
    locked
        Regions that are given.
    left_out
        Municipalities that are not planned, sorted.
    notes
        What a planner should know about how the rules were read.
    """

    together: tuple[Group, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    bounds: tuple[FigureBound, ...] = ()
    own_bounds: tuple[OwnBound, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    neighbourhoods: Mapping[str, int] = field(default_factory=dict)
    centres: frozenset[str] | None = None
    locked: tuple[Lock, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def resolve_rules(
    municipalities: Municipalities, scenario: Scenario, *, n_regions: int | None = None
) -> Rules:
    """Return the rules of a scenario for the municipalities it is used on.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        The choices.
    n_regions
        Number of regions that bounds take the mean by; that of the scenario when None.

    Raises
    ------
    ScenarioError
        When a rule names a municipality or a column that is not there, or contradicts another, or
        when a bound is a share of the mean and the number of regions is open.
    """
    expect_municipalities(municipalities)
    expect_scenario(scenario)
    _check_units(municipalities, scenario)
    notes: list[str] = []
    together = (
        *_listed_groups(municipalities, scenario.together),
        *_column_groups(municipalities, scenario, notes),
    )
    _check_locked(municipalities, together, scenario)
    apart = tuple(sorted({(min(a, b), max(a, b)) for a, b in _apart(municipalities, scenario)}))
    _check_apart(municipalities, together, apart)
    _check_apart(municipalities, _locks_as_groups(scenario), apart)
    found = tuple(resolved_bounds(municipalities, scenario, n_regions))
    bounds = tuple(bound for bound in found if isinstance(bound, FigureBound))
    notes += bound_notes(municipalities, scenario, bounds)
    near = neighbourhoods(municipalities, scenario)
    notes += neighbourhood_notes(municipalities, scenario, near)
    notes += _idle_pairs(municipalities, scenario)
    return Rules(
        together=together,
        apart=apart,
        bounds=bounds,
        own_bounds=tuple(bound for bound in found if isinstance(bound, OwnBound)),
        limits=limits_of(scenario),
        neighbourhoods=near,
        centres=_centres(municipalities, scenario),
        locked=scenario.locked,
        left_out=tuple(sorted(scenario.leave_out)),
        notes=tuple(notes),
    )


def _centres(municipalities: Municipalities, scenario: Scenario) -> frozenset[str] | None:
    allowed = allowed_centres(municipalities, scenario)
    return None if allowed.all() else frozenset(allowed.index[allowed])


def _idle_pairs(municipalities: Municipalities, scenario: Scenario) -> Iterator[str]:
    """Yield how many pairs of a table of ties can never be cut: they are no neighbours."""
    borders, parents = municipalities.borders, municipalities.frame["reference_region"]
    touching = {*zip(borders["nis_a"], borders["nis_b"], strict=True)}
    touching |= {(min(p), max(p)) for p in (*municipalities.links, *scenario.links)}
    touching -= {(min(p), max(p)) for p in scenario.no_links}
    for name, table in municipalities.pair_ties.items():
        pairs = zip(table["nis_a"], table["nis_b"], strict=True) if name in scenario.ties else ()
        idle = sum(
            (min(a, b), max(a, b)) not in touching or parents.at[a] != parents.at[b]
            for a, b in pairs
        )
        if idle:
            yield (
                f"{counted(idle, 'pair')} of {name} never {'counts' if idle == 1 else 'count'}: "
                f"{'the two' if idle == 1 else 'they'} are no neighbours in one reference region"
            )


def _check_units(municipalities: Municipalities, scenario: Scenario) -> None:
    named = {
        "together": [nis for group in scenario.together for nis in group],
        "apart": [nis for pair in scenario.apart for nis in pair],
        "leave_out": scenario.leave_out,
        "locked": [nis for lock in scenario.locked for nis in lock.members],
    }
    for rule, units in named.items():
        unknown = sorted(set(units) - {*municipalities.frame.index, *municipalities.undrawn})
        if unknown:
            raise ScenarioError(
                f"{rule} names {listing(unknown)}, which the data does not have; "
                "use the ids of the data"
            )
        lost = sorted(set(units) & set(scenario.leave_out)) if rule != "leave_out" else []
        if lost:
            names = listing(municipalities.label(nis) for nis in lost)
            raise ScenarioError(f"{rule} names {names}, which is left out; drop one of the two")
    twice = pd.Series(named["locked"], dtype=object)
    twice = twice[twice.duplicated()]
    if len(twice):
        names = listing(municipalities.label(nis) for nis in twice.unique())
        raise ScenarioError(f"{names} is locked in two regions; lock it in one")


def _listed_groups(
    municipalities: Municipalities, groups: Iterable[tuple[str, ...]]
) -> Iterator[Group]:
    parents = municipalities.frame["reference_region"]
    for group in groups:
        members = tuple(sorted(set(group)))
        names = listing(municipalities.label(nis) for nis in members)
        if len(set(parents.loc[list(members)])) > 1:
            raise ScenarioError(
                f"together asks for {names}, which lie in different reference regions; "
                "a region lies inside one; leave out those of the other"
            )
        yield Group(members, f"{names} stay together")


def _column_groups(
    municipalities: Municipalities, scenario: Scenario, notes: list[str]
) -> Iterator[Group]:
    frame = municipalities.frame
    planned = frame.drop(index=list(scenario.leave_out), errors="ignore")
    for column in scenario.keep_together:
        if column not in frame:
            raise ScenarioError(
                f"keep_together names the column {column}, which the data does not have; "
                f"it has {listing(map(str, frame.columns), at_most=30)}"
            )
        for value, rows in planned.groupby(column, sort=True):
            parts = rows.groupby("reference_region", sort=True)
            if parts.ngroups > 1:
                names = listing(rows["reference_region_name"].unique())
                notes.append(f"{column} {value} crosses {names}: each part stays together")
            for _, part in parts:
                if len(part) > 1:
                    yield Group(tuple(sorted(part.index)), f"{column} {value} stays together")


def _check_locked(
    municipalities: Municipalities, together: Iterable[Group], scenario: Scenario
) -> None:
    for lock in scenario.locked:
        for group in together:
            inside = set(group.members) & set(lock.members)
            if inside and inside != set(group.members):
                raise ScenarioError(
                    f"{group.why}, but {lock.region} is locked with only a part of them: "
                    f"{listing(municipalities.label(nis) for nis in sorted(inside))}; "
                    "lock all of them or drop one of the two rules"
                )


def _apart(municipalities: Municipalities, scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield the pairs that may not be in one region: by choice, and where there is no way."""
    yield from scenario.apart
    left_out = set(scenario.leave_out)
    yield from (pair for pair in municipalities.unreachable if not left_out & set(pair))


def _check_apart(
    municipalities: Municipalities,
    together: Iterable[Group],
    apart: Iterable[tuple[str, str]],
) -> None:
    forbidden = set(apart)
    for group in together:
        for a, b in combinations(group.members, 2):
            if (a, b) in forbidden:
                raise ScenarioError(
                    f"{municipalities.label(a)} and {municipalities.label(b)} may not be in one "
                    f"region (apart), but {group.why}; drop one of the two rules"
                )


def _locks_as_groups(scenario: Scenario) -> Iterator[Group]:
    for lock in scenario.locked:
        yield Group(tuple(sorted(lock.members)), f"{lock.region} is locked with both")
