"""Why there is no plan: which rules collide, where, and the nearest thing that works."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import networkx as nx

from regionplanner.choices import count_range
from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, Reason, listing
from regionplanner.objective.parents import parent_figures
from regionplanner.program.explain.bottlenecks import bottlenecks
from regionplanner.program.explain.demands import demands_of
from regionplanner.program.explain.explanation import Explanation, given_up, numbers_text
from regionplanner.program.explain.nearest import (
    Collision,
    collision,
    conceivable_value,
    may_be_given_up,
    nearest_value,
    ways_out,
)
from regionplanner.program.explain.study import Study, with_number_of_its_own, without_left_out
from regionplanner.rules.registry import DEMAND_KINDS
from regionplanner.rules.resolve import resolve_rules
from regionplanner.rules.resolved import Rules
from regionplanner.rules.rule import AskedParent, Demand, WayOut
from regionplanner.scenario import Scenario

_SHARE = 0.6  # of the time goes to finding what collides, the rest to what works


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
    figures
        Of the parents, by code, where they are known.
    """

    def __init__(
        self,
        municipalities: Municipalities,
        graph: "nx.Graph[str]",
        scenario: Scenario,
        rules: Rules,
        *,
        seconds: float = 10.0,
        figures: Mapping[str, ParentFigures] | None = None,
    ) -> None:
        self._known_figures = figures
        self._municipalities = municipalities
        self._graph = graph
        self._asked = without_left_out(scenario)
        self._scenario = with_number_of_its_own(municipalities, scenario)
        self._rules = rules
        self._seconds = seconds

    @cached_property
    def _figures(self) -> Mapping[str, ParentFigures]:
        if self._known_figures is not None:
            return self._known_figures
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
        return {
            study.code: study.counted(self._asked_of(study))
            for study in map(self.study, self._figures)
        }

    def totals(self, deadline: float) -> list[int]:
        """Return the numbers of regions in all for which a plan is found in time, in order."""
        totals = {0}
        for code in self._figures:
            study = self.study(code, deadline=deadline)
            demands = self._asked_of(study)
            numbers = [n for n in study.counted(demands) if study.divides(demands, n)]
            totals = {total + n for total in totals for n in numbers}
        return sorted(totals)

    def _asked_of(self, study: Study) -> list[Demand]:
        """Return what is asked of a reference region alone."""
        own = study.code in self._asked.regions_per
        return [d for d in study.demands if own or d.kind != "number"]

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
            ways = (self._in_all(way, found, deadline) for way in found.ways)
            found = replace(found, ways=tuple(ways))
            reason = Reason(found.message, explanations=[found])
            reasons |= dict.fromkeys(found.parents, reason)
        without = Reason(
            "there is no plan in {parents} either; the time for reasons went to the others, so "
            "plan it by itself to be told why",
            parents=listing((self._municipalities.parent_label(c) for c in untold), at_most=20),
        )
        return reasons | dict.fromkeys(untold, without)

    def _in_all(self, way: WayOut, found: Explanation, deadline: float) -> WayOut:
        """Return a way out with numbers of regions that go with it, where those asked do not."""
        changed, units = way.applied(self._asked), self._municipalities
        if way.demand is None or way.demand in found.demands or changed.regions is None:
            return way
        there = Explainer(units, self._graph, changed, resolve_rules(units, changed))
        ranges = there.conceivable().values()
        possible = range(sum(r.start for r in ranges), sum(r.stop - 1 for r in ranges) + 1)
        if not all(ranges) or set(possible) & set(count_range(changed.regions)):
            return way
        numbers = there.totals(deadline)
        return replace(
            way,
            message=Message(
                "{way}, with {numbers} regions in all"
                if numbers
                else "{way}, with another number of regions in all",
                way=way.message,
                numbers=numbers_text(numbers) if numbers else "",
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
        elif all(may_be_given_up(case.study, demand) for case in cases):
            yield WayOut(given_up([demand]), cases[0].study.change(demand), demand)
