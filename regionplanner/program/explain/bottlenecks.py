"""What on the map is in the way of a plan."""

from collections.abc import Collection, Iterator
from itertools import combinations, islice

import networkx as nx
import numpy as np

from regionplanner.errors import Message, counted, listing
from regionplanner.numerals import shown
from regionplanner.program.explain.demands import asked_figures, far_pair, most_remote
from regionplanner.program.explain.explanation import Bottleneck
from regionplanner.program.explain.study import Study
from regionplanner.rules.registry import DEMAND_KINDS
from regionplanner.rules.resolved import figure_text
from regionplanner.rules.rule import Demand

_MOST_POINTS = 2


def bottlenecks(study: Study, demands: Collection[Demand]) -> tuple[Bottleneck, ...]:
    """Return why some demands of a reference region collide, as far as a map shows it.

    Parameters
    ----------
    study
        The reference region.
    demands
        Those that collide.
    """
    seen = [*_remote(study, demands), *_further(study, demands)]
    if not seen and not study.counted(demands):
        seen = [*_few(study, demands), *_large(study, demands), _what_there_is(study, demands)]
    if seen:
        return (seen[0],)
    seen = [*_on_the_way(study, demands)]
    if not seen and all(DEMAND_KINDS[demand.kind].shape for demand in demands):
        seen = [*islice(_dead_ends(study, demands), _MOST_POINTS)]
    return tuple(seen)


def _what_there_is(study: Study, demands: Collection[Demand]) -> Bottleneck:
    """Return what there is to divide: sizes and totals alone do not add up."""
    free = list(study.free(demands))
    rows = study.case.municipalities.frame.loc[free]
    columns = sorted({d.column for d in demands if d.column})
    parts = [
        counted(len(free), "municipality"),
        *(figure_text(shown(rows[c].sum(), None), c) for c in columns),
    ]
    is_one = len(free) == 1 and len(parts) == 1
    message = Message(
        "there is {parts} to divide{place}" if is_one else "there are {parts} to divide{place}",
        parts=listing(parts),
        place=Message(" outside the locked regions")
        if len(free) < len(study.figures.units)
        else "",
    )
    return Bottleneck("totals", (), message)


def _large(study: Study, demands: Collection[Demand]) -> Iterator[Bottleneck]:
    """Yield the units and groups that are too large for a region by themselves."""
    rows = study.case.municipalities.frame.loc[list(study.free(demands))]
    for demand in demands if len(demands) > 1 else ():
        if demand.kind == "together" and demand.value > study.case.scenario.max_units:
            count = counted(int(demand.value), "municipality")
            message = Message("together they are {count}", count=count)
            yield Bottleneck("large", study.case.rules.together[demand.index].members, message)
    for demand in demands:
        if demand.kind != "most":
            continue
        values = rows[demand.column]
        if (values > demand.value).any():
            nis = str(values.idxmax())
            total = figure_text(shown(values[nis], None), demand.column)
            unit = study.case.municipalities.label(nis)
            message = Message("{unit} alone has {total}", unit=unit, total=total)
            yield Bottleneck("large", (nis,), message)
        for group in study.groups(demands):
            in_all = float(values.loc[list(group)].sum())
            if in_all > demand.value:
                total = figure_text(shown(in_all, None), demand.column)
                yield Bottleneck("large", group, Message("together they have {total}", total=total))


def _few(study: Study, demands: Collection[Demand]) -> Iterator[Bottleneck]:
    """Yield who reaches a figure that a member of every region reaches, where they are too few."""
    case = study.asked(demands)
    scenario, rules = case.scenario, case.rules
    n_free = len(study.free(demands))
    by_size, by_number = -(-n_free // scenario.max_units), 0
    if study.wanted is not None and any(demand.kind == "number" for demand in demands):
        by_number = study.wanted.start - study.n_locked(demands)
    for bound in rules.member_bounds:
        reaching = study.reaching(bound, demands)
        if len(reaching) < max(by_size, by_number):
            some = Message(
                "only {names} reaches {figure}, so at most one region"
                if len(reaching) == 1
                else "only {names} reach {figure}, so at most {count} regions",
                names=listing(map(study.case.municipalities.label, reaching)),
                figure=str(bound),
                count=_spelled(len(reaching)),
            )
            message = Message(
                "{some}, and {count} were asked for"
                if by_number > by_size
                else "{some}, and its {units} need {count}",
                some=some,
                units=counted(n_free, "municipality"),
                count=_spelled(max(by_number, by_size)),
            )
            if not reaching:
                message = Message("none reaches {figure}", figure=str(bound))
            yield Bottleneck("few", tuple(reaching), message)


def _spelled(count: int) -> str:
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return Message(words[count]) if count < len(words) else str(count)


_SHARED = {
    False: Message("{unit} can be in one region with {count} at most, all within {limit} of it"),
    True: Message(
        "{unit} can be in one region with {count} at most, all within {limit} of one centre"
    ),
}
_ALONE = {
    False: Message("{unit} can share a region with nobody: no neighbour is within {limit}"),
    True: Message(
        "{unit} can share a region with nobody: no centre is within {limit} of both it and a "
        "neighbour"
    ),
}
"""Who is near enough to share a region with a unit, by whether the way to the centre is limited."""


def _remote(study: Study, demands: Collection[Demand]) -> Iterator[Bottleneck]:
    """Yield the unit with the fewest others within reach, when they are too few for a region."""
    least = next((demand.value for demand in demands if demand.kind == "min_units"), 0)
    figures = asked_figures(demands, study.figures, study.case)
    remote = most_remote(figures, study.free(demands), demands)
    if remote is not None and remote.n_units < least:
        centre, within = remote.limit.to_centre, "{limit:g} {measure}"
        message = Message(
            _SHARED[centre] if remote.n_units > 1 else _ALONE[centre],
            unit=study.case.municipalities.label(remote.nis),
            count=counted(remote.n_units - 1, "other"),
            limit=Message(within, limit=remote.most, measure=Message(remote.limit.unit_word)),
        )
        yield Bottleneck("remote", (remote.nis,), message)


def _further(study: Study, demands: Collection[Demand]) -> Iterator[Bottleneck]:
    """Yield two units that must be in one region and are further apart than is allowed."""
    pair = far_pair(study.figures, study.groups(demands), demands)
    if pair is not None:
        message = Message(
            "{names} are {apart:.1f} {unit} apart",
            names=listing(map(study.case.municipalities.label, pair.units)),
            apart=pair.apart,
            unit=pair.unit,
        )
        yield Bottleneck("far", pair.units, message)


def _on_the_way(study: Study, demands: Collection[Demand]) -> Iterator[Bottleneck]:
    """Yield two units that must be in one region, with too many others on the way."""
    most = next((demand.value for demand in demands if demand.kind == "max_units"), float("inf"))
    inside = _graph(study, demands)
    for demand in demands:
        if demand.kind == "together":
            members = study.case.rules.together[demand.index].members
            for a, b in combinations(members, 2):
                n_units = _n_on_the_way(inside, a, b)
                if n_units > most:
                    message = Message(
                        "a region with {names} has at least {count}",
                        names=listing(map(study.case.municipalities.label, (a, b))),
                        count=counted(n_units, "municipality"),
                    )
                    yield Bottleneck("crowded", (a, b), message)
                    return


def _n_on_the_way(inside: "nx.Graph[str]", a: str, b: str) -> int:
    """Return the number of units on the shortest way between two, both included."""
    if a not in inside or b not in inside or not nx.has_path(inside, a, b):
        return 0
    return int(nx.shortest_path_length(inside, a, b)) + 1


def _dead_ends(study: Study, demands: Collection[Demand]) -> Iterator[Bottleneck]:
    """Yield the units that are reached through one other only, and are too few for a region."""
    inside = _graph(study, demands)
    ends = {v: _small_parts(study, demands, inside, v) for v in nx.articulation_points(inside)}
    concerned = _pairs(study, demands)
    if any({v, *behind} & concerned for v, behind in ends.items()):
        ends = {v: behind for v, behind in ends.items() if {v, *behind} & concerned}
    named: set[str] = set()
    for through in sorted(ends, key=lambda v: (-len(ends[v]), v)):
        if ends[through] and through not in named:
            named |= ends[through]
            behind, label = sorted(ends[through]), study.case.municipalities.label
            message = Message(
                "{names} can only be reached through {through}",
                names=listing(map(label, behind)),
                through=label(through),
            )
            yield Bottleneck("cut_off", (*behind, through), message)


def _pairs(study: Study, demands: Collection[Demand]) -> set[str]:
    """Return the units that stay apart or are no neighbours."""
    pairs = {"apart": study.case.rules.apart, "no_link": study.case.scenario.no_links}
    return {nis for d in demands if d.kind in pairs for nis in pairs[d.kind][d.index]}


def _graph(study: Study, demands: Collection[Demand]) -> "nx.Graph[str]":
    figures = asked_figures(demands, study.figures, study.case)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(study.free(demands))
    pairs = np.argwhere(np.triu(figures.neighbours)).tolist()
    edges = [(figures.units[a], figures.units[b]) for a, b in pairs]
    graph.add_edges_from(edge for edge in edges if set(edge) <= set(graph))
    return graph


def _small_parts(
    study: Study, demands: Collection[Demand], inside: "nx.Graph[str]", through: str
) -> set[str]:
    """Return the units behind an articulation point, in parts too small to be a region."""
    frame = study.case.municipalities.frame
    rest = inside.subgraph(set(nx.node_connected_component(inside, through)) - {through})
    units: set[str] = set()
    for part in nx.connected_components(rest):
        sizes = [d.value > len(part) for d in demands if d.kind == "min_units"]
        totals = [
            d.value > frame.loc[sorted(part), d.column].sum() for d in demands if d.kind == "least"
        ]
        if any(sizes) or any(totals):
            units |= part
    return units
