"""Desk: what a planner has chosen and what is on the table; immutable, with plain changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from regionplanner.app.limits import limits
from regionplanner.errors import ScenarioError
from regionplanner.scenario import Scenario

GROUP_RULES = ("together", "apart", "leave_out", "locked", "not_centre")
"""Rules that are made by pointing at municipalities."""


@dataclass(frozen=True, slots=True)
class DeskRule:
    """A rule of the list.

    Attributes
    ----------
    number
        Its own; never used again.
    kind
        One of `GROUP_RULES`, or a kind of `regionplanner.app.limits`.
    units
        NIS codes of the municipalities that it is about; none of a rule with a value.
    region
        Code of the region that is locked; empty for other rules.
    figure
        Column that a rule is about; empty for other rules.
    value
        Of a rule about a figure, a distance [km] or a time [min]; 0 for other rules.
    on
        Whether it counts.
    """

    number: int
    kind: str
    units: tuple[str, ...]
    region: str = ""
    figure: str = ""
    value: float = 0.0
    on: bool = True


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """The plan on the table.

    Attributes
    ----------
    assignment
        Region code by NIS code.
    names, colours
        Of its regions, by code.
    proof
        What is known of its quality (`proof_values`); empty for one that was made by hand.
    """

    assignment: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    proof: Mapping[str, Any] = field(default_factory=dict)

    @property
    def by_hand(self) -> bool:
        """Whether a planner moved municipalities in it."""
        return not self.proof


@dataclass(frozen=True, slots=True)
class DeskStep:
    """All that a step back restores.

    Attributes
    ----------
    choices
        Choices of the scenario by name, as JSON has them, without those that are in the list.
    rules
        The list, in the order in which they were made.
    plan
        None before the first one.
    is_answered
        Whether the plan is of these choices and rules, and not one of before.
    """

    choices: Mapping[str, Any] = field(default_factory=dict)
    rules: tuple[DeskRule, ...] = ()
    plan: DeskPlan | None = None
    is_answered: bool = False

    def scenario_choices(self, *, without: int | None = None) -> dict[str, Any]:
        """Return every choice of the scenario: those of the rules that are on, too.

        Parameters
        ----------
        without
            Number of a rule that does not count.
        """
        counting = [rule for rule in self.rules if rule.on and rule.number != without]
        made = dict(self.choices)
        for kind in ("together", "apart"):
            groups = tuple(rule.units for rule in counting if rule.kind == kind)
            if groups:
                made[kind] = groups
        for kind in ("leave_out", "not_centre"):
            units = tuple(sorted({nis for r in counting if r.kind == kind for nis in r.units}))
            if units:
                made[kind] = units
        locked = tuple(
            {"region": rule.region, "members": rule.units}
            for rule in counting
            if rule.kind == "locked"
        )
        if locked:
            made["locked"] = (*made.get("locked", ()), *locked)
        for rule in counting:
            if rule.value:
                limit = limits()[rule.kind]
                made[limit.choice] = limit.changed(made, rule.figure, rule.value)
        return made


def desk_of(scenario: Scenario) -> DeskStep:
    """Return the desk that a scenario begins with: its rules about municipalities are a list.

    Parameters
    ----------
    scenario
        With codes for what it names.
    """
    made = scenario.model_dump(mode="json", include=set(scenario.model_fields_set))
    rules = [("together", group, "") for group in made.pop("together", ())]
    rules += [("apart", pair, "") for pair in made.pop("apart", ())]
    if left_out := made.pop("leave_out", ()):
        rules.append(("leave_out", left_out, ""))
    if not any(lock["exception"] for lock in made.get("locked", ())):  # else as in the file
        rules += [("locked", k["members"], k["region"]) for k in made.pop("locked", ())]
    listed = [DeskRule(0, kind, tuple(units), code) for kind, units, code in rules]
    listed += _value_rules(made)
    return DeskStep(made, tuple(replace(rule, number=n) for n, rule in enumerate(listed)))


def _value_rules(made: dict[str, Any]) -> list[DeskRule]:
    """Return the rules with a value that choices make, and take these choices away."""
    return [
        DeskRule(0, limit.kind, (), figure=figure, value=value)
        for limit in limits().values()
        for figure, value in limit.taken(made)
    ]


def with_value(desk: DeskStep, number: int, kind: str, value: float, figure: str = "") -> DeskStep:
    """Return the desk with one more rule with a value; as it is where the same one counts already.

    Raises
    ------
    ScenarioError
        When it is of no known kind, without its figure, or not above 0.
    """
    if kind not in limits() or bool(limits()[kind].unit) == bool(figure):
        raise ScenarioError("{kind} is no rule of a desk", kind=kind)
    if not 0 < value < float("inf"):
        raise ScenarioError("{value:g} is no limit; give a number above 0", value=value)
    rule = DeskRule(number, kind, (), figure=figure, value=value)
    if any(replace(known, number=number) == rule for known in desk.rules):
        return desk
    made = replace(desk, rules=(*desk.rules, rule))
    Scenario(**_known_choices(made))  # says what is wrong
    return made


def with_rule(
    desk: DeskStep, number: int, kind: str, units: Sequence[str], region: str = ""
) -> DeskStep:
    """Return the desk with one more rule; as it is where the same one counts already.

    Raises
    ------
    ScenarioError
        When there are too few municipalities for it, or too many, or it is of no known kind.
    """
    if kind not in GROUP_RULES:
        raise ScenarioError("{kind} is no rule of a desk", kind=kind)
    least, most = {"together": (2, None), "apart": (2, 2)}.get(kind, (1, None))
    chosen = tuple(dict.fromkeys(units))
    if len(chosen) < least or (most is not None and len(chosen) > most):
        raise ScenarioError(
            "{n} municipalities were chosen for {kind}; choose {least} or more"
            if most is None
            else "{n} municipalities were chosen for {kind}; choose {least}",
            n=len(chosen),
            kind=kind,
            least=least,
        )
    same = [r for r in desk.rules if (r.kind, r.on, {*r.units}) == (kind, True, {*chosen})]
    return (
        desk if same else replace(desk, rules=(*desk.rules, DeskRule(number, kind, chosen, region)))
    )


def switched(desk: DeskStep, number: int, *, on: bool) -> DeskStep:
    """Return the desk with a rule that counts, or does not."""
    rules = tuple(replace(r, on=on) if r.number == number else r for r in desk.rules)
    return replace(desk, rules=rules)


def without_rule(desk: DeskStep, number: int) -> DeskStep:
    """Return the desk without a rule."""
    return replace(desk, rules=tuple(rule for rule in desk.rules if rule.number != number))


def painted(desk: DeskStep, assignment: Mapping[str, Any]) -> DeskStep:
    """Return the desk with a plan that was made by hand, whose regions look as they did."""
    before = desk.plan or DeskPlan({})
    made = {str(nis): str(code) for nis, code in assignment.items()}
    return replace(desk, plan=replace(before, assignment=made, proof={}), is_answered=True)


def with_choices(desk: DeskStep, choices: Mapping[str, Any]) -> DeskStep:
    """Return the desk with other choices; None takes one back to its default.

    Those that are rules with a value join the list.

    Raises
    ------
    ScenarioError
        When one is unknown or impossible, or stands in the list of rules.
    """
    odd = sorted(set(choices) & {*GROUP_RULES})
    if odd:
        raise ScenarioError("{name} stands in the list of rules; add it there", name=odd[0])
    made = {name: value for name, value in {**desk.choices, **choices}.items() if value is not None}
    Scenario(**made)  # says what is wrong
    free = 1 + max((rule.number for rule in desk.rules), default=-1)
    rules = [replace(rule, number=free + n) for n, rule in enumerate(_value_rules(made))]
    return replace(desk, choices=made, rules=(*desk.rules, *rules))


def with_way(desk: DeskStep, changes: Mapping[str, Any]) -> DeskStep:
    """Return the desk with a way out of what has no plan.

    Parameters
    ----------
    desk
        Has no plan.
    changes
        Choices of the scenario with their new values, also those that stand in the list.

    Raises
    ------
    ScenarioError
        When one is unknown or impossible.
    """
    changed = desk_of(Scenario(**{**_known_choices(desk), **changes}))
    known = {replace(rule, number=0): rule for rule in desk.rules}
    free = 1 + max((rule.number for rule in desk.rules), default=-1)
    kept = [
        known.get(replace(rule, number=0), replace(rule, number=free + n))
        for n, rule in enumerate(changed.rules)
    ]
    others = [rule for rule in desk.rules if not rule.on or rule.kind == "not_centre"]
    rules = tuple(sorted([*kept, *others], key=_number))
    return replace(desk, choices=changed.choices, rules=rules)


def _known_choices(desk: DeskStep) -> dict[str, Any]:
    """Return the choices that a scenario knows: who is no centre is known to the desk alone."""
    made = desk.scenario_choices()
    made.pop("not_centre", None)
    return made


def _number(rule: DeskRule) -> int:
    return rule.number
