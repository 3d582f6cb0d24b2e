"""Rules: what must hold, with the scenario's columns and names resolved to municipalities."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from regionplanner.choices import Bound, Lock, MeanShare, count_range, count_text
from regionplanner.errors import ScenarioError, counted, listing
from regionplanner.io.figures import why_text
from regionplanner.io.municipalities import Municipalities, expect_municipalities
from regionplanner.io.sizes import check_sizes
from regionplanner.neighbourhood import MOST_WHOLE_UNITS, neighbourhood_size
from regionplanner.numerals import shown
from regionplanner.scenario import Scenario, expect_scenario

_SMALL = 1e-3


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
class FigureBound:
    """Bounds on the total of a figure over any region.

    Attributes
    ----------
    column
        The figure.
    least, most
        Inclusive; infinite where open.
    """

    column: str
    least: float
    most: float

    def __str__(self) -> str:
        parts = []
        if self.least > float("-inf"):
            parts.append(f"at least {shown(self.least, None)}")
        if self.most < float("inf"):
            parts.append(f"at most {shown(self.most, None)}")
        return f"{' and '.join(parts)} {self.column}"


@dataclass(frozen=True, slots=True)
class OwnBound:
    """Bounds by the mean of the regions of each reference region.

    Attributes
    ----------
    column
        The figure.
    bound
        Of which a side is a share of that mean.
    whole
        Whether all values are whole numbers.
    """

    column: str
    bound: Bound
    whole: bool = False

    def of(self, total: float, n_regions: int) -> FigureBound:
        """Return the bounds in a reference region.

        Parameters
        ----------
        total
            What its municipalities have together.
        n_regions
            Its number of regions, with those that are locked.
        """
        return _figure_bound(self.column, self.bound, total / n_regions, whole=self.whole)

    def __str__(self) -> str:
        return _share_text(self.column, self.bound)


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
    max_distance_km, max_centre_distance_km
        Largest distance between two members, and of a member to the centre; infinite when open.
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
    max_distance_km: float = float("inf")
    max_centre_distance_km: float = float("inf")
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
    found = tuple(_bounds(municipalities, scenario, n_regions))
    bounds = tuple(bound for bound in found if isinstance(bound, FigureBound))
    notes += _mean_notes(scenario, bounds)
    notes += _locked_beyond_bounds(municipalities, scenario, bounds)
    notes += _neighbourhood_notes(municipalities, scenario)
    notes += _idle_pairs(municipalities, scenario)
    return Rules(
        together=together,
        apart=apart,
        bounds=bounds,
        own_bounds=tuple(bound for bound in found if isinstance(bound, OwnBound)),
        max_distance_km=_or_infinite(scenario.max_distance_km),
        max_centre_distance_km=_or_infinite(scenario.max_centre_distance_km),
        locked=scenario.locked,
        left_out=tuple(sorted(scenario.leave_out)),
        notes=tuple(notes),
    )


def bound_texts(scenario: Scenario) -> tuple[str, ...]:
    """Return how the bounds of a scenario are understood, such as ``at least 40,000 inhabitants``.

    Parameters
    ----------
    scenario
        The choices.
    """
    texts = (
        _share_text(column, bound) if bound.shares else str(_figure_bound(column, bound))
        for column, bound in sorted(scenario.bounds.items())
    )
    return tuple(text for text in texts if not text.startswith(" "))


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


def _neighbourhood_notes(municipalities: Municipalities, scenario: Scenario) -> Iterator[str]:
    """Yield where a neighbourhood holds though it was not asked for."""
    if scenario.neighbourhood is not None:
        return
    planned = municipalities.frame.drop(index=list(scenario.leave_out), errors="ignore")
    sizes = planned.groupby("reference_region", sort=True).size()
    large = [str(code) for code, n in sizes.items() if neighbourhood_size(scenario, int(n))]
    if large:
        named = listing(map(municipalities.parent_label, large))
        yield (
            f"more than {MOST_WHOLE_UNITS} municipalities in {named}, so all "
            f"members of a region there are among the {2 * scenario.max_units} nearest to one "
            "of them; set neighbourhood to look further"
        )


def _or_infinite(value: float | None) -> float:
    return float("inf") if value is None else value


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


def _locked_beyond_bounds(
    municipalities: Municipalities, scenario: Scenario, bounds: Iterable[FigureBound]
) -> Iterator[str]:
    """Yield which locked regions break a bound; they are given, and kept as they are."""
    for lock in scenario.locked:
        for bound in bounds:
            total = float(municipalities.frame.loc[list(lock.members), bound.column].sum())
            if not bound.least <= total <= bound.most:
                yield (
                    f"{lock.region} is locked with {shown(total, None)} {bound.column}; other "
                    f"regions have {bound}, and it is kept as it is"
                )


def _mean_notes(scenario: Scenario, bounds: Iterable[FigureBound]) -> Iterator[str]:
    """Yield what bounds that are shares of the mean come to."""
    for bound in bounds:
        asked = scenario.bounds[bound.column]
        if asked.shares:
            shares = _share_text(bound.column, asked)
            yield f"{shares}: {bound} in a region"


def _share_text(column: str, bound: Bound) -> str:
    """Return a bound with a share of a mean as it was asked for."""
    limits = {"at least": bound.min, "at most": bound.max}
    parts = [
        f"{words} {limit if isinstance(limit, MeanShare) else shown(limit, None)}"
        for words, limit in limits.items()
        if limit is not None
    ]
    regions = "all regions" if bound.of == "all" else "the regions of its reference region"
    return f"{column} {' and '.join(parts)} of the mean of {regions}"


def _bounds(
    municipalities: Municipalities, scenario: Scenario, n_regions: int | None
) -> Iterator[FigureBound | OwnBound]:
    frame = municipalities.frame
    for column, bound in sorted(scenario.bounds.items()):
        if column not in frame or not pd.api.types.is_numeric_dtype(frame[column]):
            if why := why_text(municipalities, column):
                raise ScenarioError(f"bounds: {why}")
            numbers = frame.select_dtypes("number").columns
            raise ScenarioError(
                f"bounds names {column}, which is no figure of the data; "
                f"choose from {listing(map(str, numbers), at_most=30)}"
            )
        missing = frame.index[frame[column].isna()].difference(list(scenario.leave_out))
        if len(missing):
            names = listing(municipalities.label(nis) for nis in missing)
            raise ScenarioError(
                f"bounds needs {column} of every municipality; it is missing for {names}; "
                "fill it in or leave them out"
            )
        planned = frame[column].drop(index=list(scenario.leave_out), errors="ignore")
        check_sizes(municipalities, planned, use="bounds")
        if not bound.shares:
            yield _figure_bound(column, bound)
            continue
        if scenario.coverage is not None:
            raise ScenarioError(
                f"bounds asks for {_share_text(column, bound)}; a plan that leaves municipalities "
                "for later (coverage) has no such mean before it is made, as it depends on who is "
                "left; give the least and the most as numbers"
            )
        whole = bool((planned == planned.round()).all())
        if bound.of == "own":
            yield OwnBound(column, bound, whole)
        else:
            mean = _mean(float(planned.sum()), scenario, n_regions)
            yield _figure_bound(column, bound, mean, whole=whole)


def _mean(total: float, scenario: Scenario, n_regions: int | None) -> float:
    """Return the mean that shares are of: the total by the number of regions."""
    if n_regions is None:
        wanted = range(0) if scenario.regions is None else count_range(scenario.regions)
        if len(wanted) != 1:
            asked = "open" if scenario.regions is None else count_text(scenario.regions)
            raise ScenarioError(
                "bounds has a share of the mean, the total by the number of regions, but that "
                f"number is {asked}; ask for one number of regions (--regions N), or give the "
                "least and the most as numbers"
            )
        n_regions = wanted[0]
    return total / max(n_regions, 1)


def _figure_bound(
    column: str, bound: Bound, mean: float = 0.0, *, whole: bool = False
) -> FigureBound:
    least = float("-inf") if bound.min is None else _side(bound.min, mean)
    most = _or_infinite(None if bound.max is None else _side(bound.max, mean))
    if whole and isinstance(bound.min, MeanShare):
        least = math.ceil(least)  # no total lies between
    if whole and isinstance(bound.max, MeanShare):
        most = math.floor(most)
    return FigureBound(column, least, most)


def _side(limit: float, mean: float) -> float:
    # to a millionth, so that the engine, which counts in millionths, and the check agree; of
    # small figures, which it counts finer, to seven digits
    places = 6 if abs(mean) >= _SMALL else 6 - math.floor(math.log10(abs(mean) or 1.0))
    return round(mean * (1 + limit), places) if isinstance(limit, MeanShare) else limit
