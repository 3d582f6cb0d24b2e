"""Why there is no plan: which rules collide, where, and the nearest thing that works."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import networkx as nx

from regionplanner.errors import listing
from regionplanner.graph.situation import parent_label
from regionplanner.io.municipalities import Municipalities
from regionplanner.program.bottleneck import bottleneck
from regionplanner.program.collisions import Collision, collision
from regionplanner.program.demands import Demand, phrase
from regionplanner.program.nearest import either, nearest_value, ways_out
from regionplanner.program.study import Study, study
from regionplanner.rules import Rules
from regionplanner.scenario import Scenario

_SHARE = 0.6  # of the time goes to finding what collides, the rest to what works
_OWN = ("number", "lock", "together", "apart", "no_link")
"""Kinds of demands that are of one reference region only."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A reference region, and the demands of it that collide."""

    study: Study
    found: Collision

    @property
    def shared(self) -> frozenset[Demand]:
        """The demands, when they are asked of every reference region."""
        own = any(demand.kind in _OWN for demand in self.found.demands)
        return frozenset() if own else frozenset(self.found.demands)


def no_plan_message(
    codes: Sequence[str],
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
    rules: Rules,
    *,
    seconds: float = 10.0,
) -> str:
    """Return why some reference regions have no plan, and what would help.

    Parameters
    ----------
    codes
        The reference regions that are known to have no plan with the numbers of regions that are
        asked of each.
    municipalities, graph
        The planned units and their adjacency.
    scenario, rules
        What must hold.
    seconds
        How long it may take, about [s].

    Returns
    -------
    str
        A message, with a line for each of several reasons. The rules that are named are the
        fewest that collide, in the sense that none can be taken away; where time is too short to
        be sure, that is said.
    """
    deadline = time.monotonic() + seconds
    cases: list[_Case] = []
    untold: list[str] = []
    for code in sorted(codes, key=lambda c: (_n_units(municipalities, c), c)):
        left_s = deadline - time.monotonic()
        if left_s <= 0 and cases:
            untold.append(parent_label(municipalities, code))
            continue
        asked = study(code, municipalities, graph, scenario, rules, seconds=left_s)
        brief = replace(asked, deadline=time.monotonic() + _SHARE * left_s)
        cases.append(_Case(asked, collision(brief)))
    messages = [_message(group) for group in _alike(cases)]
    if untold:
        messages.append(f"there is no plan in {listing(untold, at_most=20)} either")
    if len(messages) == 1:
        return messages[0]
    lines = "\n- ".join(messages)
    return f"no plan is possible, for {len(messages)} reasons:\n- {lines}"


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
    where = names[0] if len(names) == 1 else f"{len(names)} reference regions ({listing(names)})"
    one = len(demands) == 1
    rule = "this rule cannot be kept" if one else "these rules cannot be kept together"
    doubt = ""
    if not all(case.found.minimal for case in cases):
        doubt = " (not all of them may be needed: time was too short to tell)"
    because = bottleneck(cases[0].study, demands)
    if len(cases) > 1:
        because = f"in {names[0]} {because}"
    give_way = "it has to give way" if one else "one of them has to give way"
    return f"In {where} {rule}: {phrase(demands)}{doubt}, as {because}; {give_way}; {_ways(cases)}"


def _ways(cases: Sequence[_Case]) -> str:
    alone = len(cases) == 1
    ways = ways_out(cases[0].study, cases[0].found) if alone else _ways_everywhere(cases)
    if ways:
        return either(ways)
    if all(_hopeless(case) for case in cases):
        return "change more than one rule: giving up one of these alone is not enough"
    return "change them step by step: time was too short to find what works"


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
