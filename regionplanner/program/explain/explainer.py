"""Why there is no plan: which rules collide, where, and the nearest thing that works."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import networkx as nx

from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import counted, listing
from regionplanner.graph.situation import parent_label, together
from regionplanner.objective.parents import parent_figures
from regionplanner.program.explain.bottleneck import bottleneck
from regionplanner.program.explain.collisions import Collision, collision
from regionplanner.program.explain.demands import demands_of, phrase
from regionplanner.program.explain.nearest import conceivable_value, either, nearest_value, ways_out
from regionplanner.program.explain.study import Study
from regionplanner.rules.registry import DEMAND_KINDS
from regionplanner.rules.rule import AskedParent, Demand
from regionplanner.rules.rules import Rules
from regionplanner.scenario import Scenario

_SHARE = 0.6  # of the time goes to finding what collides, the rest to what works
_UNTOLD = "the time for reasons went to the others, so plan it by itself to be told why"


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
        self._asked = scenario
        self._scenario = _with_number_of_its_own(municipalities, scenario)
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

    def message(self, codes: Sequence[str]) -> str:
        """Return why some reference regions have no plan, and what would help.

        Parameters
        ----------
        codes
            The reference regions that are known to have no plan with the numbers of regions that
            are asked of each.

        Returns
        -------
        str
            A message, with a line for each of several reasons. The rules that are named are the
            fewest that collide, in the sense that none can be taken away; where more time
            is needed to be sure, that is said.
        """
        return together(list(dict.fromkeys(self.reasons(codes).values())))

    def reasons(self, codes: Sequence[str]) -> Mapping[str, str]:
        """Return why some reference regions have no plan, by code; several can have one reason.

        Parameters
        ----------
        codes
            As in `message`.
        """
        deadline = time.monotonic() + self._seconds
        cases: list[_Case] = []
        untold: list[str] = []
        for code in sorted(codes, key=lambda c: (_n_units(self._municipalities, c), c)):
            left_s = deadline - time.monotonic()
            if left_s <= 0 and cases:
                untold.append(code)
                continue
            study = self.study(code, deadline=deadline)
            brief = replace(study, deadline=time.monotonic() + _SHARE * left_s)
            cases.append(_Case(study, collision(brief)))
        reasons: dict[str, str] = {}
        for group in _alike(cases):
            reasons |= dict.fromkeys((case.study.code for case in group), _message(group))
        names = listing((parent_label(self._municipalities, c) for c in untold), at_most=20)
        return reasons | dict.fromkeys(untold, f"there is no plan in {names} either; {_UNTOLD}")


def _with_number_of_its_own(municipalities: Municipalities, scenario: Scenario) -> Scenario:
    """Return the scenario in which the total is that of the only reference region."""
    codes = municipalities.frame["reference_region"].unique()
    if len(codes) > 1 or scenario.regions is None or scenario.regions_per:
        return scenario
    return scenario.model_copy(update={"regions_per": {str(codes[0]): scenario.regions}})


def _n_units(municipalities: Municipalities, code: str) -> int:
    return int((municipalities.frame["reference_region"] == code).sum())


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


def _message(cases: Sequence[_Case]) -> str:
    demands = cases[0].found.demands
    names = [parent_label(case.study.municipalities, case.study.code) for case in cases]
    where = (
        names[0]
        if len(names) == 1
        else f"{counted(len(names), 'reference region')} ({listing(names)})"
    )
    one = len(demands) == 1
    rule = "this rule cannot be kept" if one else "these rules cannot be kept together"
    doubt = ""
    if not all(case.found.minimal for case in cases):
        doubt = " (not all of them may be needed: to tell would take longer)"
    give_way = "it has to give way" if one else "one of them has to give way"
    said = f"In {where} {rule}: {phrase(demands)}{doubt}{_because(cases)}; {give_way}"
    ways = _ways(cases)
    if ways:
        return f"{said}; {ways}"
    if one:
        return (
            f"{said}, and another rule with it: without it there is no plan either; drop it, and "
            "see what else is in the way"
        )
    return f"{said}; without any one of these there is no plan either, so change more than one rule"


def _because(cases: Sequence[_Case]) -> str:
    """Return what on the map is in the way, where anything can be pointed at."""
    for case in cases:
        because = bottleneck(case.study, case.found.demands)
        if because:
            name = parent_label(case.study.municipalities, case.study.code)
            return f", as {because}" if len(cases) == 1 else f", as in {name} {because}"
    return ", as no division into adjoining regions keeps to that"


def _ways(cases: Sequence[_Case]) -> str:
    """Return what helps; nothing where it is proven that no one change of the demands does."""
    alone = len(cases) == 1
    ways = ways_out(cases[0].study, cases[0].found) if alone else _ways_everywhere(cases)
    if ways:
        return either(ways)
    if all(_hopeless(case) for case in cases):
        return ""
    might = [might for demand in cases[0].found.demands if (might := _might_work(cases, demand))]
    hint = f": {either(might)}" if might else ""
    return f"to find what works takes longer than reasons may take{hint}"


def _might_work(cases: Sequence[_Case], demand: Demand) -> str:
    """Return the figure nearest to what is asked that is not ruled out, for want of a better."""
    if DEMAND_KINDS[demand.kind].own or not demand.value:
        return ""
    values = [conceivable_value(case.study, demand) for case in cases]
    known = [value for value in values if value is not None]
    if len(known) < len(cases):
        return ""
    furthest = max(known, key=lambda value: abs(value.value - demand.value))
    return f"{furthest.text} might do, nothing nearer"


def _hopeless(case: _Case) -> bool:
    """Return whether it is proven that giving up one demand is not enough."""
    demands = case.study.demands
    return all(
        case.study.possible([other for other in demands if other != demand]) is False
        for demand in case.found.demands
    )


def _ways_everywhere(cases: Sequence[_Case]) -> list[str]:
    """Return the figures that work in all reference regions of a group."""
    ways = []
    for demand in cases[0].found.demands:
        value: Demand | None = demand if demand.value else None
        for case in cases:
            if value is not None and not _works(case.study, demand, value):
                value = nearest_value(_with(case.study, demand, value), value)
        if value is not None and value != demand:
            ways.append(f"{value.text} works in these")
    return ways


def _works(study: Study, demand: Demand, value: Demand) -> bool:
    return bool(study.possible([value if d == demand else d for d in study.demands]))


def _with(study: Study, demand: Demand, value: Demand) -> Study:
    """Return the study with another figure in a demand; what is known stays known."""
    return replace(study, demands=tuple(value if d == demand else d for d in study.demands))
