"""What changes from one plan to another: matched regions, who moves, borders that come and go."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx
import pandas as pd

from regionplanner.data.assignment import RegionLooks
from regionplanner.data.municipalities import Municipalities
from regionplanner.naming import continued_regions
from regionplanner.plan.plan import Plan, Region, expect_plan
from regionplanner.rules.rule import Violation


def matched_regions(plan: Plan, earlier: Plan) -> Mapping[str, str]:
    """Return which region of an earlier plan each region of a plan continues.

    Returns
    -------
    Mapping
        Code in the earlier plan by code in the plan, for the regions that continue one: those of
        the assignment with most municipalities that stay. No code is there twice.

    Notes
    -----
    As `regionplanner.naming.continued_regions`.
    """
    return continued_regions(plan.assignment, earlier.assignment)


def looks_of(plan: Plan) -> RegionLooks:
    """Return how the regions of a plan are shown."""
    colours = {region.code: region.colour for region in plan if region.colour}
    return RegionLooks({region.code: region.label for region in plan}, colours)


def shown_as(plan: Plan, looks: RegionLooks) -> Plan:
    """Return a plan whose regions have names and colours that they had before.

    Parameters
    ----------
    plan
        Its regions are called by their codes.
    looks
        By these codes; a region that is not there is as it is.

    Returns
    -------
    Plan
        What its scenario calls a region stays; the only region of a reference region has no letter,
        and no region the name of another.
    """
    alone = Counter(region.parent for region in plan)
    chosen = plan.scenario.region_names if plan.scenario else {}
    own = {region.label for region in plan if region.code not in looks.names}

    def label(region: Region) -> str:
        name = looks.names.get(region.code, region.label)
        letters = name.removeprefix(f"{region.parent_name} ")
        lettered = letters != name and re.fullmatch("[A-Z]{1,2}", letters)
        if name in own or (lettered and alone[region.parent] == 1):
            return region.label
        return region.label if not chosen.keys().isdisjoint(region.members) else name

    regions = tuple(
        replace(region, label=label(region), colour=looks.colours.get(region.code, region.colour))
        for region in plan
    )
    return replace(plan, regions=regions)


def region_lines(plans: Sequence[Plan]) -> list[Mapping[str, int]]:
    """Return the line that each region belongs to: the same number for one that continues.

    Returns
    -------
    list of Mapping
        Number by region code, one mapping a plan. Numbers of the first plan are its positions.
    """
    lines: list[Mapping[str, int]] = []
    n_lines = 0
    for number, plan in enumerate(plans):
        line: dict[str, int] = {}
        for before in range(number):
            for code, old in matched_regions(plan, plans[before]).items():
                known = lines[before][old]
                if code not in line and known not in line.values():
                    line[code] = known
        for region in plan:
            if region.code not in line:
                line[region.code] = n_lines
                n_lines += 1
        lines.append(line)
    return lines


@dataclass(frozen=True, slots=True)
class RegionChange:
    """What becomes of one region.

    Attributes
    ----------
    before, after
        Its code in each plan; empty where it ends or is new.
    stay, leave, join
        Municipalities (NIS codes, sorted) that are in both, only before and only after.
    """

    before: str
    after: str
    stay: tuple[str, ...]
    leave: tuple[str, ...]
    join: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether it has the same municipalities in both plans."""
        return not self.leave and not self.join


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes from one plan to another.

    Attributes
    ----------
    regions
        Those of the earlier plan in its order, then the new ones.
    moved
        Municipalities (NIS codes, sorted) that come into another region, or into or out of one.
    """

    regions: tuple[RegionChange, ...]
    moved: tuple[str, ...]


def compared(plan: Plan, earlier: Plan) -> Comparison:
    """Return what changes from an earlier plan to a plan.

    Parameters
    ----------
    plan, earlier
        The plans. Regions are paired, whatever their codes, so that as few municipalities as can
        be are in another one; who is in a region in only one of the two plans has moved.

    Returns
    -------
    Comparison
        Each region of either plan once, with who stays, leaves and joins.

    Raises
    ------
    DataError
        When one of the two is no `Plan`.

    See Also
    --------
    comparison_table : The same with names, for reading.

    Notes
    -----
    A plan that only has other codes moves nobody. The number of those who move is the same from
    the earlier plan to the plan and back.

    References
    ----------
    Kuhn 1955 (the assignment problem, by which regions are paired).
    """
    expect_plan(plan)
    expect_plan(earlier)
    match = matched_regions(plan, earlier)
    after = {old: code for code, old in match.items()}
    new = [region.code for region in plan if region.code not in match]
    members = {region.code: set(region.members) for region in plan}
    old_members = {region.code: set(region.members) for region in earlier}
    pairs = [(old, after.get(old, "")) for old in old_members] + [("", code) for code in new]
    regions = tuple(_change(old, code, old_members, members) for old, code in pairs)
    moved = {nis for region in regions for nis in (*region.leave, *region.join)}
    return Comparison(regions, tuple(sorted(moved)))


def _change(
    before: str, after: str, old_members: Mapping[str, set[str]], members: Mapping[str, set[str]]
) -> RegionChange:
    old, new = old_members.get(before, set()), members.get(after, set())
    return RegionChange(
        before=before,
        after=after,
        stay=tuple(sorted(old & new)),
        leave=tuple(sorted(old - new)),
        join=tuple(sorted(new - old)),
    )


@dataclass(frozen=True, slots=True)
class NeighbourBorder:
    """Two neighbours of one reference region, and the border between them.

    Attributes
    ----------
    a, b
        NIS codes, in order.
    border_km
        Border that they share [km]; 0 for a link.
    """

    a: str
    b: str
    border_km: float


@dataclass(frozen=True, slots=True)
class BorderChange:
    """What becomes of the borders between regions from one plan to another.

    Attributes
    ----------
    gained
        Neighbours that are together in the earlier plan and apart in the later one.
    lost
        Neighbours that are apart in the earlier plan and together in the later one.
    """

    gained: tuple[NeighbourBorder, ...]
    lost: tuple[NeighbourBorder, ...]

    @property
    def gained_km(self) -> float:
        """Length of the borders that are gained [km]."""
        return _total_km(self.gained)

    @property
    def lost_km(self) -> float:
        """Length of the borders that are lost [km]."""
        return _total_km(self.lost)


def border_change(plan: Plan, earlier: Plan, graph: "nx.Graph[str]") -> BorderChange:
    """Return which borders between regions a plan has and an earlier one has not, and the reverse.

    Parameters
    ----------
    plan, earlier
        The plans; their codes do not matter.
    graph
        Rook graph of the units, with `border_m` and `parent`.

    Returns
    -------
    BorderChange
        Pairs of neighbours of one reference region, by their NIS codes. They are together in one
        region, or apart: in two, or only one of them in any. Who are both in none are neither.

    Notes
    -----
    Between plans of all units the criterion border differs by what is gained less what is lost.
    """
    now, before = plan.assignment, earlier.assignment
    gained, lost = [], []
    for a, b in sorted((min(pair), max(pair)) for pair in graph.edges):
        if graph.nodes[a]["parent"] != graph.nodes[b]["parent"]:
            continue
        border = NeighbourBorder(a, b, graph.edges[a, b]["border_m"] / 1000)
        was, is_now = _together(before, a, b), _together(now, a, b)
        if was is True and is_now is False:
            gained.append(border)
        if was is False and is_now is True:
            lost.append(border)
    return BorderChange(tuple(gained), tuple(lost))


def borders_table(change: BorderChange, municipalities: Municipalities) -> pd.DataFrame:
    """Return the borders that come and go as one row a pair of neighbours.

    Parameters
    ----------
    change
        What changes, for example ``border_change(plan, earlier, graph)``.
    municipalities
        The units of both plans.

    Returns
    -------
    pandas.DataFrame
        Index ``nis_a``, ``nis_b``; columns ``name_a``, ``name_b``, ``reference_region``,
        ``change`` (``"gained"`` or ``"lost"``, in this order) and ``border_km``.
    """
    frame = municipalities.frame
    rows = [
        (border.a, border.b, word, border.border_km)
        for word, borders in (("gained", change.gained), ("lost", change.lost))
        for border in borders
    ]
    ones, others, words, lengths = ([row[place] for row in rows] for place in range(4))
    return pd.DataFrame(
        {
            "name_a": frame.loc[ones, "name"].tolist(),
            "name_b": frame.loc[others, "name"].tolist(),
            "reference_region": frame.loc[ones, "reference_region"].tolist(),
            "change": words,
            "border_km": pd.Series(lengths, dtype=float).round(3).tolist(),
        },
        index=pd.MultiIndex.from_arrays([ones, others], names=["nis_a", "nis_b"]),
    )


def _together(assignment: Mapping[str, str], a: str, b: str) -> bool | None:
    """Return whether two units are in one region; None when both are in none."""
    here, there = assignment.get(a), assignment.get(b)
    return None if here is None and there is None else here == there


def _total_km(borders: tuple[NeighbourBorder, ...]) -> float:
    return round(sum(border.border_km for border in borders), 6)


@dataclass(frozen=True, slots=True)
class Move:
    """A municipality that goes to another region.

    Attributes
    ----------
    nis
        Its code.
    before, after
        Region codes; None is no region.
    repairs
        Rules that were broken and no longer are: by the region it leaves or joins, or by the plan
        as a whole where that names one of these or the municipality. Empty where the move only
        follows from others.
    """

    nis: str
    before: str | None
    after: str | None
    repairs: tuple[Violation, ...]


def moves(
    before: Mapping[str, str], after: Mapping[str, str], broken: Iterable[Violation]
) -> tuple[Move, ...]:
    """Return the municipalities whose region changes, sorted by code, with what that repairs."""
    violations = tuple(broken)
    moving = []
    for nis in sorted({*before, *after}):
        old, new = before.get(nis), after.get(nis)
        if old != new:
            repairs = tuple(
                violation for violation in violations if _concerns(violation, nis, old, new)
            )
            moving.append(Move(nis, old, new, repairs))
    return tuple(moving)


def _concerns(violation: Violation, nis: str, before: str | None, after: str | None) -> bool:
    """Return whether a broken rule is one of the regions that a municipality leaves or joins."""
    if violation.region:
        return violation.region in {before, after}
    if violation.rule == "complete":
        return before is None or after is None
    # a rule of the plan as a whole, such as a group that is cut, names regions or municipalities
    words = set(re.split(r"[\s,;:()]+", violation.message))
    return not words.isdisjoint({nis, before, after})


def comparison_table(comparison: Comparison, municipalities: Municipalities) -> pd.DataFrame:
    """Return what changes from one plan to another as one row a region.

    Parameters
    ----------
    comparison
        What changes, for example ``compared(plan, earlier)``.
    municipalities
        The units of both plans.

    Returns
    -------
    pandas.DataFrame
        Index ``before``, ``after`` (region codes; empty where a region is new or ends), regions
        in the order of the comparison; columns ``stay`` (number of municipalities), ``join`` and
        ``leave`` (their names, separated by commas, in the order of their codes).
    """
    names = municipalities.frame["name"]
    regions = comparison.regions
    return pd.DataFrame(
        {
            "stay": [len(region.stay) for region in regions],
            "join": [", ".join(names[list(region.join)]) for region in regions],
            "leave": [", ".join(names[list(region.leave)]) for region in regions],
        },
        index=pd.MultiIndex.from_arrays(
            [[region.before for region in regions], [region.after for region in regions]],
            names=["before", "after"],
        ),
    )
