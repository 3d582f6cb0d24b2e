"""Why there is no plan: which rules collide, where, and the nearest thing that works."""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, islice

import networkx as nx
import numpy as np

from regionplanner.choices import count_range
from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, Reason, counted, listing
from regionplanner.numerals import shown
from regionplanner.objective.parents import parent_figures
from regionplanner.program.explain.demands import (
    asked,
    asked_figures,
    demands_of,
    far_pair,
    most_remote,
)
from regionplanner.program.explain.explanation import Bottleneck, Explanation, numbers_text
from regionplanner.program.explain.nearest import (
    Collision,
    collision,
    conceivable_value,
    nearest_value,
    ways_out,
)
from regionplanner.program.explain.study import Study, with_number_of_its_own, without_left_out
from regionplanner.rules.registry import DEMAND_KINDS
from regionplanner.rules.resolve import resolve_rules
from regionplanner.rules.resolved import Rules, figure_text
from regionplanner.rules.rule import AskedParent, Demand, WayOut
from regionplanner.scenario import Scenario

_MOST_POINTS = 2
_SHARE = 0.6  # of the time goes to finding what collides, the rest to what works


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
    rows = study.municipalities.frame.loc[free]
    columns = sorted({d.column for d in demands if d.column})
    parts = [
        counted(len(free), "municipality"),
        *(figure_text(shown(rows[c].sum(), None), c) for c in columns),
    ]
    one = len(free) == 1 and len(parts) == 1
    message = Message(
        "there is {parts} to divide{place}" if one else "there are {parts} to divide{place}",
        parts=listing(parts),
        place=Message(" outside the locked regions")
        if len(free) < len(study.figures.units)
        else "",
    )
    return Bottleneck("totals", (), message)


def _large(study: Study, demands: Collection[Demand]) -> Iterator[Bottleneck]:
    """Yield the units and groups that are too large for a region by themselves."""
    rows = study.municipalities.frame.loc[list(study.free(demands))]
    for demand in demands if len(demands) > 1 else ():
        if demand.kind == "together" and demand.value > study.scenario.max_units:
            count = counted(int(demand.value), "municipality")
            message = Message("together they are {count}", count=count)
            yield Bottleneck("large", study.rules.together[demand.index].members, message)
    for demand in demands:
        if demand.kind != "most":
            continue
        values = rows[demand.column]
        if (values > demand.value).any():
            nis = str(values.idxmax())
            total = figure_text(shown(values[nis], None), demand.column)
            unit = study.municipalities.label(nis)
            message = Message("{unit} alone has {total}", unit=unit, total=total)
            yield Bottleneck("large", (nis,), message)
        for group in study.groups(demands):
            in_all = float(values.loc[list(group)].sum())
            if in_all > demand.value:
                total = figure_text(shown(in_all, None), demand.column)
                yield Bottleneck("large", group, Message("together they have {total}", total=total))


def _few(study: Study, demands: Collection[Demand]) -> Iterator[Bottleneck]:
    """Yield who reaches a figure that a member of every region reaches, where they are too few."""
    scenario, rules = asked(demands, study.scenario, study.rules, len(study.figures.units))
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
                names=listing(map(study.municipalities.label, reaching)),
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


def _remote(study: Study, demands: Collection[Demand]) -> Iterator[Bottleneck]:
    """Yield the unit with the fewest others within reach, when they are too few for a region."""
    least = next((demand.value for demand in demands if demand.kind == "min_units"), 0)
    figures = asked_figures(demands, study.figures, study.municipalities, study.scenario)
    remote = most_remote(figures, study.free(demands), demands)
    if remote is not None and remote.n_units < least:
        others = remote.n_units - 1
        message = Message(
            "{unit} can be in one region with {count} at most, {limit}",
            unit=study.municipalities.label(remote.nis),
            count=counted(others, "other") if others else Message("no other"),
            limit=remote.limit,
        )
        yield Bottleneck("remote", (remote.nis,), message)


def _further(study: Study, demands: Collection[Demand]) -> Iterator[Bottleneck]:
    """Yield two units that must be in one region and are further apart than is allowed."""
    pair = far_pair(study.figures, study.groups(demands), demands)
    if pair is not None:
        message = Message(
            "{names} are {apart:.1f} {unit} apart",
            names=listing(map(study.municipalities.label, pair.units)),
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
            members = study.rules.together[demand.index].members
            for a, b in combinations(members, 2):
                n_units = _n_on_the_way(inside, a, b)
                if n_units > most:
                    message = Message(
                        "a region with {names} has at least {count}",
                        names=listing(map(study.municipalities.label, (a, b))),
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
            behind, label = sorted(ends[through]), study.municipalities.label
            message = Message(
                "{names} can only be reached through {through}",
                names=listing(map(label, behind)),
                through=label(through),
            )
            yield Bottleneck("cut_off", (*behind, through), message)


def _pairs(study: Study, demands: Collection[Demand]) -> set[str]:
    """Return the units that stay apart or are no neighbours."""
    pairs = {"apart": study.rules.apart, "no_link": study.scenario.no_links}
    return {nis for d in demands if d.kind in pairs for nis in pairs[d.kind][d.index]}


def _graph(study: Study, demands: Collection[Demand]) -> "nx.Graph[str]":
    figures = asked_figures(demands, study.figures, study.municipalities, study.scenario)
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
    frame = study.municipalities.frame
    rest = inside.subgraph(set(nx.node_connected_component(inside, through)) - {through})
    found: set[str] = set()
    for part in nx.connected_components(rest):
        sizes = [d.value > len(part) for d in demands if d.kind == "min_units"]
        totals = [
            d.value > frame.loc[sorted(part), d.column].sum() for d in demands if d.kind == "least"
        ]
        if any(sizes) or any(totals):
            found |= part
    return found


@dataclass(frozen=True, slots=True)
class _Case:
    """A reference region, and the demands of it that collide."""

    study: Study
    found: Collision

    @property
    def shared(self) -> frozenset[Demand]:
        """The demands, when they are asked of every reference region."""
        own = any(DEMAND_KINDS[demand.kind].own for demand in self.found.demands)
        return frozenset() if own else frozenset(self.found.demands)


class Explainer:
    """Says why reference regions have no plan.

    Parameters
    ----------
    municipalities, graph
        The planned units and their adjacency.
    scenario, rules
        What must hold.
    seconds
        How long a message may take, about [s].
    """

    def __init__(
        self,
        municipalities: Municipalities,
        graph: "nx.Graph[str]",
        scenario: Scenario,
        rules: Rules,
        *,
        seconds: float = 10.0,
    ) -> None:
        self._municipalities = municipalities
        self._graph = graph
        self._asked = without_left_out(scenario)
        self._scenario = with_number_of_its_own(municipalities, scenario)
        self._rules = rules
        self._seconds = seconds

    @cached_property
    def _figures(self) -> Mapping[str, ParentFigures]:
        plain = self._scenario.model_copy(update={"criteria": {"distance": 1.0}, "ties": {}})
        return parent_figures(self._municipalities, self._graph, plain)

    def study(self, code: str, *, deadline: float = float("inf")) -> Study:
        """Return the study of a reference region."""
        units, scenario = self._municipalities, self._scenario
        figures = self._figures[code]
        inside = AskedParent(code, frozenset(figures.units), units, scenario, self._rules)
        return Study(code, units, scenario, self._rules, figures, demands_of(inside), deadline)

    def conceivable(self) -> Mapping[str, range]:
        """Return the numbers of regions that sizes, totals and reach allow, by code."""
        found = {}
        for study in map(self.study, self._figures):
            own = study.code in self._asked.regions_per
            demands = [d for d in study.demands if own or d.kind != "number"]
            found[study.code] = study.counted(demands)
        return found

    def reasons(self, codes: Sequence[str]) -> Mapping[str, Reason]:
        """Return why some reference regions have no plan, by code; several can have one reason.

        Parameters
        ----------
        codes
            The reference regions that are known to have no plan with the numbers of regions that
            are asked of each.

        Returns
        -------
        Mapping
            Reasons with an `Explanation`, but where the time went to others. The rules that are
            named are the fewest that collide, in the sense that none can be taken away; where
            more time is needed to be sure, that is said.
        """
        deadline = time.monotonic() + self._seconds
        cases: list[_Case] = []
        untold: list[str] = []
        sizes = self._municipalities.frame["reference_region"].value_counts()
        for code in sorted(codes, key=lambda code: (sizes.get(code, 0), code)):
            left_s = deadline - time.monotonic()
            if left_s <= 0 and cases:
                untold.append(code)
                continue
            study = self.study(code, deadline=deadline)
            brief = replace(study, deadline=time.monotonic() + _SHARE * left_s)
            cases.append(_Case(study, collision(brief)))
        reasons: dict[str, Reason] = {}
        for group in _alike(cases):
            found = _explanation(group)
            found = replace(found, ways=tuple(self._in_all(way, found) for way in found.ways))
            reason = Reason(found.message, explanations=[found])
            reasons |= dict.fromkeys(found.parents, reason)
        without = Reason(
            "there is no plan in {parents} either; the time for reasons went to the others, so "
            "plan it by itself to be told why",
            parents=listing((self._municipalities.parent_label(c) for c in untold), at_most=20),
        )
        return reasons | dict.fromkeys(untold, without)

    def _in_all(self, way: WayOut, found: Explanation) -> WayOut:
        """Return a way out with the numbers of regions that it leaves, where not those asked."""
        changed, units = way.applied(self._asked), self._municipalities
        if way.demand is None or way.demand in found.demands or changed.regions is None:
            return way
        there = Explainer(units, self._graph, changed, resolve_rules(units, changed)).conceivable()
        ranges = there.values()
        possible = range(sum(r.start for r in ranges), sum(r.stop - 1 for r in ranges) + 1)
        if not all(ranges) or set(possible) & set(count_range(changed.regions)):
            return way
        numbers = numbers_text(possible)
        return replace(
            way,
            message=Message(
                "{way}, with {numbers} regions in all", way=way.message, numbers=numbers
            ),
        )


def _alike(cases: Sequence[_Case]) -> list[list[_Case]]:
    """Return the cases in groups in which the same demands collide."""
    groups: list[list[_Case]] = []
    for case in cases:
        same = next((g for g in groups if case.shared and case.shared == g[0].shared), None)
        if same is None:
            groups.append([case])
        else:
            same.append(case)
    return groups


def _explanation(cases: Sequence[_Case]) -> Explanation:
    """Return why some reference regions have no plan: the same demands collide in each."""
    study, found = cases[0].study, cases[0].found
    seen = ((case.study.code, bottlenecks(case.study, case.found.demands)) for case in cases)
    seen_in, because = next((pair for pair in seen if pair[1]), (study.code, ()))
    ways = ways_out(study, found) if len(cases) == 1 else [*_ways_everywhere(cases)]
    searched = bool(ways) or all(_hopeless(case) for case in cases)
    return Explanation(
        parents={c.study.code: study.municipalities.parent_label(c.study.code) for c in cases},
        demands=found.demands,
        minimal=all(case.found.minimal for case in cases),
        bottlenecks=because,
        seen_in=seen_in,
        ways=tuple(ways if searched else _ways_that_might_do(cases)),
        searched=searched,
    )


def _ways_that_might_do(cases: Sequence[_Case]) -> Iterator[WayOut]:
    """Yield the figures nearest to what is asked that are not ruled out, for want of better."""
    for demand in cases[0].found.demands:
        if DEMAND_KINDS[demand.kind].own or not demand.value:
            continue
        values = [conceivable_value(case.study, demand) for case in cases]
        known = [value for value in values if value is not None]
        if len(known) == len(cases):
            furthest = max(known, key=lambda value: abs(value.value - demand.value))
            might = "{demand} might do, nothing nearer"
            yield cases[0].study.way_out(furthest, might, certain=False)


def _hopeless(case: _Case) -> bool:
    """Return whether it is proven that giving up one demand is not enough."""
    demands = case.study.demands
    return all(
        case.study.possible([other for other in demands if other != demand]) is False
        for demand in case.found.demands
    )


def _ways_everywhere(cases: Sequence[_Case]) -> Iterator[WayOut]:
    """Yield the figures that work in all reference regions of a group."""
    for demand in cases[0].found.demands:
        value: Demand | None = demand if demand.value else None
        for case in cases:
            if value is None:
                break
            demands = tuple(value if d == demand else d for d in case.study.demands)
            if not case.study.possible(demands):
                value = nearest_value(replace(case.study, demands=demands), value)
        if value is not None and value != demand:
            yield cases[0].study.way_out(value, "{demand} works in these")
