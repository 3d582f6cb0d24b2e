"""Case: what is planned, and the rules that must hold there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

import networkx as nx
import pandas as pd

from regionplanner.data.municipalities import Municipalities, expect_municipalities
from regionplanner.data.named_scenario import scenario_with_codes
from regionplanner.errors import Message, ScenarioError, counted, listing
from regionplanner.rules.neighbours import neighbours
from regionplanner.rules.registry import RULES
from regionplanner.rules.resolved import Rules, UnitGroup
from regionplanner.scenario import UNIT_RULES, Scenario, expect_scenario


@dataclass(frozen=True)
class Case:
    """What is planned.

    Attributes
    ----------
    municipalities
        The data.
    graph
        The rook graph with the links of the scenario.
    scenario
        Criteria and rules, with the codes and columns of the data.
    resolved
        Its rules where they are known, whatever the scenario says; None: they are resolved when
        they are first asked for, as not all that has a case needs them, and bounds by the mean
        have none while the number of regions is open.
    """

    municipalities: Municipalities
    graph: "nx.Graph[str]"
    scenario: Scenario
    resolved: Rules | None = None

    @cached_property
    def rules(self) -> Rules:
        """What must hold; see `resolve_rules` for when that is impossible."""
        if self.resolved is not None:
            return self.resolved
        return resolve_rules(self.municipalities, self.scenario)

    def with_codes(self) -> "Case":
        """Return it with codes for what its scenario names; itself where nothing changes."""
        scenario = scenario_with_codes(self.scenario, self.municipalities)
        if scenario is self.scenario:
            return self
        return replace(self, scenario=scenario, resolved=None)


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
    resolved = (rule.resolve(municipalities, scenario, n_regions) for rule in RULES.values())
    rules = sum(resolved, Rules())
    locks = [
        UnitGroup(lock.members, Message("{lock} is locked with both", lock=lock.region))
        for lock in rules.locked
    ]
    _check_locked(municipalities, rules)
    _check_apart(municipalities, (*rules.together, *locks), rules.apart)
    return rules + Rules(notes=tuple(_idle_pairs(municipalities, scenario)))


def _idle_pairs(municipalities: Municipalities, scenario: Scenario) -> Iterator[str]:
    """Yield how many pairs of a table of ties can never be cut: they are no neighbours."""
    beside, parents = neighbours(municipalities, scenario), municipalities.frame["reference_region"]
    for name, table in municipalities.pair_ties.items():
        pairs = zip(table["nis_a"], table["nis_b"], strict=True) if name in scenario.ties else ()
        idle = sum(
            (min(a, b), max(a, b)) not in beside or parents.at[a] != parents.at[b] for a, b in pairs
        )
        if idle:
            yield Message(
                "{pairs} of {ties} never counts: the two are no neighbours in one reference region"
                if idle == 1
                else "{pairs} of {ties} never count: they are no neighbours in one reference "
                "region",
                pairs=counted(idle, "pair"),
                ties=name,
            )


def _check_units(municipalities: Municipalities, scenario: Scenario) -> None:
    named = {
        **{
            rule: [nis for group in getattr(scenario, rule) for nis in group] for rule in UNIT_RULES
        },
        "leave_out": scenario.leave_out,
        "region_names": scenario.region_names,
        "locked": [nis for lock in scenario.locked for nis in lock.members],
    }
    for rule, units in named.items():
        unknown = sorted(set(units) - {*municipalities.frame.index, *municipalities.undrawn})
        if unknown:
            raise ScenarioError(
                "{rule} names {unknown}, which the data does not have; use the ids of the data",
                rule=rule,
                unknown=listing(unknown),
            )
        lost = sorted(set(units) & set(scenario.leave_out)) if rule != "leave_out" else []
        if lost:
            names = listing(municipalities.label(nis) for nis in lost)
            raise ScenarioError(
                "{rule} names {names}, which is left out; drop one of the two",
                rule=rule,
                names=names,
            )
    twice = pd.Series(named["locked"], dtype=object)
    twice = twice[twice.duplicated()]
    if len(twice):
        names = listing(municipalities.label(nis) for nis in twice.unique())
        raise ScenarioError("{names} is locked in two regions; lock it in one", names=names)


def _check_locked(municipalities: Municipalities, rules: Rules) -> None:
    for lock in rules.locked:
        for group in rules.together:
            inside = set(group.members) & set(lock.members)
            if inside and inside != set(group.members):
                raise ScenarioError(
                    "{why}, but {region} is locked with only a part of them: "
                    "{inside}; "
                    "lock all of them or drop one of the two rules",
                    why=group.why,
                    region=lock.region,
                    inside=listing(municipalities.label(nis) for nis in sorted(inside)),
                )


def _check_apart(
    municipalities: Municipalities,
    together: Iterable[UnitGroup],
    apart: Iterable[tuple[str, str]],
) -> None:
    forbidden = set(apart)
    for group in together:
        for a, b in combinations(group.members, 2):
            if (a, b) in forbidden:
                raise ScenarioError(
                    "{a} and {b} may not be in one region, as the table of travel times has no way "
                    "between them, but {why}; drop that rule or give the travel time"
                    if (a, b) in municipalities.unreachable
                    else "{a} and {b} may not be in one region (apart), but {why}; drop one of the "
                    "two rules",
                    a=municipalities.label(a),
                    b=municipalities.label(b),
                    why=group.why,
                )
