"""Existing groups held against the rules, and who would join their pieces."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Any, Literal

import networkx as nx
import pandas as pd

from regionplanner.data.check import without_polygon
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import DataError, listing
from regionplanner.graph.contiguity import parent_parts
from regionplanner.plan.make import case_violations
from regionplanner.plan.plan import Plan
from regionplanner.rules.case import Case
from regionplanner.rules.rule import Violation
from regionplanner.scenario import Scenario
from regionplanner.score.groups import Group

Size = Literal["fits", "small", "large"]

MOST_PIECES = 8
"""With more pieces nobody is looked for: the work grows threefold with each."""

_Joining = tuple[int, float, tuple[str, ...]]
"""Units that join pieces, as they are compared: how many, their area [km2], and which."""


@dataclass(frozen=True, slots=True)
class GroupCheck:
    """A group that exists today, held against the rules for regions.

    Attributes
    ----------
    group
        The group, beside a plan where there is one.
    size
        Whether it has as many members as a region may have, fewer or more.
    pieces
        Its contiguous parts (NIS codes, sorted), the largest first; one where it is contiguous.
        Of members without a polygon nobody knows whether they lie in one.
    between
        The fewest municipalities that would join the pieces; empty where it is contiguous, None
        where nobody would, or where there are too many pieces to look for them.
    parents
        Its members (NIS codes, sorted) by code of the reference region, the one with most first.
    broken
        Every rule that it would break as a region.
    without_polygon
        Its members (NIS codes, sorted) that have no polygon, and are left out for it.
    """

    group: Group
    size: Size
    pieces: tuple[tuple[str, ...], ...]
    between: tuple[str, ...] | None
    parents: Mapping[str, tuple[str, ...]]
    broken: tuple[Violation, ...]
    without_polygon: tuple[str, ...] = ()

    @property
    def contiguous(self) -> bool:
        """Whether it is in one piece, as far as its members have polygons."""
        return len(self.pieces) <= 1

    @property
    def nested(self) -> bool:
        """Whether it lies in one reference region."""
        return len(self.parents) == 1

    @property
    def keeps_rules(self) -> bool:
        """Whether it could be a region as it is."""
        return not self.broken


def checked_groups(
    groups: Sequence[Group],
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
) -> tuple[GroupCheck, ...]:
    """Return groups held against the rules for regions.

    Parameters
    ----------
    groups
        Of one grouping (`groups_of`): no municipality is in two.
    municipalities
        The units.
    graph
        Their rook graph.
    scenario
        The rules: sizes, and what else holds for each region, such as bounds and distances. What
        holds for a plan as a whole, such as a number of regions, is no matter of a group.

    Returns
    -------
    tuple of GroupCheck
        In the order of the groups. Who lies between the pieces of a group is looked for in the
        reference regions of its members, among those who are not left out.

    Raises
    ------
    DataError
        When a group names municipalities that the data lack.
    ScenarioError
        When the rules name columns or municipalities that the data lack, or contradict each other.

    References
    ----------
    Dreyfus & Wagner 1971 (Steiner trees, for who joins the pieces of a group).
    """
    return case_groups(groups, Case(municipalities, graph, scenario))


def case_groups(groups: Sequence[Group], case: Case) -> tuple[GroupCheck, ...]:
    """Return groups held against the rules for regions, as `checked_groups`."""
    known = set(case.municipalities.frame.index)
    missing = sorted({nis for group in groups for nis in group.members} - known)
    if missing:
        raise DataError(
            "{column} has groups with {missing}, which the data "
            "({title}) does not have; groups and data must be of the same "
            "year; correct these codes, or use the data that the groups were made for",
            column=groups[0].column,
            missing=listing(missing),
            title=case.municipalities.source.named,
        )
    called = _names(groups)
    assignment = {nis: called[group.code] for group in groups for nis in group.members}
    broken = case_violations(assignment, case)
    return tuple(
        _checked(
            group,
            tuple(violation for violation in broken if violation.region == called[group.code]),
            case,
        )
        for group in groups
    )


def _names(groups: Sequence[Group]) -> Mapping[str, str]:
    """Return what groups are called in messages, by code; no two alike."""
    names = [group.name for group in groups]
    return {
        group.code: group.name if names.count(group.name) == 1 else f"{group.name} ({group.code})"
        for group in groups
    }


def _checked(group: Group, broken: tuple[Violation, ...], case: Case) -> GroupCheck:
    frame, graph, scenario = case.municipalities.frame, case.graph, case.scenario
    by_parent = frame.loc[list(group.members)].groupby("reference_region", sort=True)
    members = {str(code): tuple(map(str, rows.index)) for code, rows in by_parent}
    parents = dict(sorted(members.items(), key=lambda item: (-len(item[1]), item[0])))
    bare = {*without_polygon(case.municipalities)} & {*group.members}
    placed = [nis for nis in group.members if nis not in bare]
    pieces = tuple(tuple(sorted(part)) for part in parent_parts(graph, placed))
    near = frame.index[frame["reference_region"].isin(list(parents))]
    among = set(map(str, near)) - set(scenario.leave_out)
    size: Size = "fits"
    if any(violation.rule == "size" for violation in broken):
        size = "small" if len(group.members) < scenario.min_units else "large"
    return GroupCheck(
        group=group,
        size=size,
        pieces=pieces,
        between=joining_units(graph, pieces, among, frame["area_km2"].to_dict()),
        parents=parents,
        broken=broken,
        without_polygon=tuple(sorted(bare)),
    )


Checked = Mapping[str, Sequence[GroupCheck]]
"""Groups by grouping."""


OF_EACH_GROUP = frozenset(("contiguous", "nested", "size"))
"""Rules that a check says of each group by itself."""


def group_counts(checks: Sequence[GroupCheck]) -> dict[str, int]:
    """Return how many groups of a grouping keep the rules, and which they break.

    Returns
    -------
    dict
        ``groups``, ``keep_rules``, ``in_pieces``, ``too_small``, ``too_large``, ``across`` (in
        more than one reference region) and ``other`` (that break any other rule).
    """
    return {
        "groups": len(checks),
        "keep_rules": sum(check.keeps_rules for check in checks),
        "in_pieces": sum(not check.contiguous for check in checks),
        "too_small": sum(check.size == "small" for check in checks),
        "too_large": sum(check.size == "large" for check in checks),
        "across": sum(not check.nested for check in checks),
        "other": sum(
            any(violation.rule not in OF_EACH_GROUP for violation in check.broken)
            for check in checks
        ),
    }


def members_by_region(check: GroupCheck, plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the members of a group by region of a plan; under an empty code, who is in none."""
    where, group = plan.assignment, check.group
    by_region = {
        code: tuple(nis for nis in group.members if where.get(nis) == code)
        for code in group.regions
    }
    return by_region | ({"": group.outside} if group.outside else {})


def group_check_table(
    checked: Checked, municipalities: Municipalities, plan: Plan | None = None
) -> pd.DataFrame:
    """Return groups held against the rules as one row a group.

    Parameters
    ----------
    checked
        What `checked_groups` returns, by the name of the grouping.
    municipalities
        The units.
    plan
        The plan that they stand beside; None: there are no columns of it.

    Returns
    -------
    pandas.DataFrame
        Index ``grouping``, ``group``; columns ``name``, ``municipalities``, ``members``,
        ``keeps_rules``, ``size`` (``fits``, ``small``, ``large``), ``contiguous``, ``pieces``,
        ``between``, ``nested``, ``reference_regions``, ``without_polygon``, ``broken``, and with
        a plan ``whole``, ``regions`` and ``outside``. Yes is 1 and no 0; of lists of
        municipalities, names are separated by commas, pieces by slashes.
    """
    names, frame = municipalities.frame["name"], municipalities.frame
    parents = dict(zip(frame["reference_region"], frame["reference_region_name"], strict=True))

    def listed(units: Sequence[str]) -> str:
        return ", ".join(names[list(units)])

    rows = []
    for grouping, checks in checked.items():
        for check in checks:
            group = check.group
            row = {
                "grouping": grouping,
                "group": group.code,
                "name": group.name,
                "municipalities": len(group.members),
                "members": listed(group.members),
                "keeps_rules": int(check.keeps_rules),
                "size": check.size,
                "contiguous": int(check.contiguous),
                "pieces": " / ".join(map(listed, check.pieces)),
                "between": listed(check.between or ()),
                "nested": int(check.nested),
                "reference_regions": "; ".join(
                    f"{parents[code]}: {listed(units)}" for code, units in check.parents.items()
                ),
                "without_polygon": listed(check.without_polygon),
                "broken": "; ".join(violation.message for violation in check.broken),
            }
            if plan is not None:
                row |= {
                    "whole": int(bool(group.regions) and not group.cut),
                    "regions": ", ".join(group.regions),
                    "outside": listed(group.outside),
                }
            rows.append(row)
    return pd.DataFrame(rows).set_index(["grouping", "group"])


def group_check_summary(
    checked: Checked, municipalities: Municipalities, plan: Plan | None = None
) -> dict[str, Any]:
    """Return groups held against the rules, ready for JSON."""
    return {
        "groupings": [
            {
                "grouping": grouping,
                "counts": group_counts(checks),
                "groups": [_group(check, municipalities, plan) for check in checks],
            }
            for grouping, checks in checked.items()
        ]
    }


def _group(check: GroupCheck, municipalities: Municipalities, plan: Plan | None) -> dict[str, Any]:
    group, names = check.group, municipalities.frame["name"]
    record: dict[str, Any] = {
        "group": group.code,
        "name": group.name,
        "keeps_rules": check.keeps_rules,
        "members": {nis: str(names[nis]) for nis in group.members},
        "size": check.size,
        "contiguous": check.contiguous,
        "pieces": [list(piece) for piece in check.pieces],
        "between": None if check.between is None else list(check.between),
        "nested": check.nested,
        "reference_regions": {code: list(units) for code, units in check.parents.items()},
        "without_polygon": list(check.without_polygon),
        "broken": [
            {"rule": violation.rule, "message": violation.message} for violation in check.broken
        ],
    }
    if plan is not None:
        record["plan"] = {
            "whole": bool(group.regions) and not group.cut,
            "regions": {
                code: list(units) for code, units in members_by_region(check, plan).items() if code
            },
            "outside": list(group.outside),
        }
    return record


def joining_units(
    graph: "nx.Graph[str]",
    pieces: Sequence[Collection[str]],
    among: Collection[str],
    area_km2: Mapping[str, float],
) -> tuple[str, ...] | None:
    """Return the smallest set of units that joins the pieces of a group.

    Parameters
    ----------
    graph
        The adjacency.
    pieces
        Disjoint sets of units; no unit of one is a neighbour of one of another.
    among
        Units that may be taken in.
    area_km2
        Area of each of those [km2].

    Returns
    -------
    tuple of str
        Sorted; the fewest, of equally many those with the least area, then the first by their
        ids. Empty for one piece. None where no units join them, or where there are more than
        `MOST_PIECES` pieces.

    Notes
    -----
    A Steiner tree in a graph with weights on its nodes, by dynamic programming over the sets of
    pieces that are joined already (Dreyfus and Wagner 1971).
    """
    if len(pieces) < 2:
        return ()
    if len(pieces) > MOST_PIECES:
        return None
    free = sorted(set(among).difference(*pieces))
    # a piece is walked through like a unit that costs nothing: it is one of the ends all the same
    owner = {nis: number for number, piece in enumerate(pieces) for nis in piece}
    ground: nx.Graph[str | int] = nx.Graph()
    ground.add_nodes_from([*range(len(pieces)), *free])
    for a, b in graph.subgraph([*owner, *free]).edges:
        ends = owner.get(a, a), owner.get(b, b)
        if ends[0] != ends[1]:
            ground.add_edge(*ends)
    joined: dict[int, dict[str | int, _Joining]] = {}
    for bits in range(1, 1 << len(pieces)):
        ways = {node: way for node in ground if (way := _met(node, bits, joined, area_km2))}
        joined[bits] = _spread(ground, ways, area_km2)
    best = joined[(1 << len(pieces)) - 1].get(0)
    return None if best is None else best[2]


def _met(
    node: str | int,
    bits: int,
    joined: Mapping[int, Mapping[str | int, _Joining]],
    area_km2: Mapping[str, float],
) -> _Joining | None:
    """Return the smallest way to join pieces that is made of two which meet at a node."""
    if isinstance(node, int) and bits == 1 << node:
        return _sized((), area_km2)
    ways = [
        _sized(joined[part][node][2] + joined[bits ^ part][node][2], area_km2)
        for part in _parts(bits)
        if node in joined[part] and node in joined[bits ^ part]
    ]
    return min(ways, default=None)


def _spread(
    ground: "nx.Graph[str | int]",
    ways: Mapping[str | int, _Joining],
    area_km2: Mapping[str, float],
) -> dict[str | int, _Joining]:
    """Return the smallest way that reaches each node from those that are known (Dijkstra)."""
    reached: dict[str | int, _Joining] = {}
    queue = [(way, *_order(node), node) for node, way in ways.items()]
    heapify(queue)
    while queue:
        way, *_, node = heappop(queue)
        if node in reached:
            continue
        reached[node] = way
        for near in ground[node]:
            if near not in reached:
                taken = (near,) if isinstance(near, str) else ()
                heappush(queue, (_sized(way[2] + taken, area_km2), *_order(near), near))
    return reached


def _order(node: str | int) -> tuple[bool, str]:
    """Return what sorts nodes of both kinds: numbers of pieces first."""
    return isinstance(node, str), str(node)


def _parts(bits: int) -> Iterator[int]:
    """Yield the sets of pieces that are a part of some, of each pair of halves one."""
    part = (bits - 1) & bits
    while part > bits ^ part:
        yield part
        part = (part - 1) & bits


def _sized(units: tuple[str, ...], area_km2: Mapping[str, float]) -> _Joining:
    members = sorted(set(units))
    return len(members), sum(area_km2[nis] for nis in members), tuple(members)
