"""The reference regions that can be planned, planned; the others left out, with the reason."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx

from regionplanner.choices import asked_text, count_range, only_text
from regionplanner.data.municipalities import Municipalities
from regionplanner.data.named_scenario import scenario_with_codes
from regionplanner.errors import (
    InfeasibleError,
    LimitError,
    Message,
    Reason,
    RegionplannerError,
    ScenarioError,
    StoppedError,
    joined,
    listing,
)
from regionplanner.graph.contiguity import scenario_graph
from regionplanner.naming import parent_names
from regionplanner.program.cache import CurveStore
from regionplanner.program.explain.explanation import Explanation, number_text
from regionplanner.program.propose import propose
from regionplanner.program.result import Proposal
from regionplanner.scenario import UNIT_RULES, Scenario
from regionplanner.stopping import check_time


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A reference region that cannot be planned.

    Attributes
    ----------
    code, label
        Its code, and what messages call it: ``"Limburg (REFREG15)"``.
    units
        Its municipalities, which are in no region.
    reason
        Why, and what would help, with its kind; the reference region itself is "it".
    """

    code: str
    label: str
    units: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plannable:
    """The best plan of the reference regions that can be planned.

    Attributes
    ----------
    proposal
        The plan and its proof.
    scenario
        The choices it keeps: those that were asked for, with the other reference regions left
        out, so that it makes the same plan again.
    left_out
        The other reference regions, in the order of their codes.
    """

    proposal: Proposal
    scenario: Scenario
    left_out: tuple[LeftOut, ...]


class _Memory(dict[str, object]):
    """Keeps answers while one plan is made."""

    put = dict.__setitem__

    def note(self, code: str, *, known: bool) -> None:
        """Do nothing."""


def propose_plannable(
    municipalities: Municipalities,
    scenario: Scenario,
    *,
    graph: "nx.Graph[str] | None" = None,
    time_limit_s: float | None = None,
    store: CurveStore | None = None,
    **options: Any,
) -> Plannable:
    """Return the best plan of all reference regions that can be planned, and why others cannot.

    Parameters
    ----------
    municipalities, scenario, graph, time_limit_s, store
        As in `propose`. The number of regions is that of the reference regions that are planned;
        where none is asked for, any number will do, and the best of them is taken.
    options
        Further options of `propose`.

    Returns
    -------
    Plannable
        The best plan of the reference regions that can be planned, the scenario that leaves the
        others out, and why each of these cannot be planned.

    Raises
    ------
    DataError, ScenarioError, InfeasibleError, LimitError, SolverError, WorkerError
        As in `propose`, where that is not about reference regions of which others can be left out;
        and when none can be planned.
    StoppedError
        As in `propose`.
    """
    scenario = scenario_with_codes(scenario, municipalities)
    if scenario.regions is None and scenario.coverage is None:
        most = max(1, len(municipalities.frame) // scenario.min_units)
        scenario = scenario.model_copy(update={"regions": (1, most)})
    graph = scenario_graph(municipalities, scenario) if graph is None else graph
    store = _Memory() if store is None else store
    deadline = None if time_limit_s is None else time.monotonic() + time_limit_s

    def plan(asked: Scenario) -> Proposal:
        left_s = None if deadline is None else max(0.0, deadline - time.monotonic())
        return propose(
            municipalities, asked, graph=graph, time_limit_s=left_s, store=store, **options
        )

    try:
        return _planned(municipalities, scenario, plan)
    except _NoNumberError as stopped:
        # the number is that of the others: who they are, any number shows
        free = scenario.model_copy(update={"regions": (1, len(municipalities.frame))})
        if not _may_fit(scenario, free):
            raise stopped.said(perhaps_fewer=scenario.coverage is None) from None
        try:
            others = _planned(municipalities, free, plan)
        except (_NoNumberError, RegionplannerError):
            check_time()
            others = None
        if others is None or not others.left_out:  # it is wrong of all of them
            raise stopped.said() from None
        return _with_number(municipalities, scenario, others, plan)


class _NoNumberError(Exception):
    """What was asked of all reference regions together, such as their number, is not possible."""

    def __init__(self, error: RegionplannerError, left: Collection[LeftOut]) -> None:
        super().__init__(str(error))
        self.error, self.left = error, left

    def said(self, *, perhaps_fewer: bool = False) -> RegionplannerError:
        """Return it with those that were left out before it, and whose number it is.

        Parameters
        ----------
        perhaps_fewer
            Whether more may have to be left out.
        """
        fewer = perhaps_fewer and isinstance(self.error, InfeasibleError)
        if self.left:
            return _besides(self.error, self.left, fewer=fewer)
        if not fewer:
            return self.error
        return InfeasibleError(
            "{error}\nWhere reference regions are left out, the number is that of the "
            "others, and fewer are possible.",
            error=self.error,
        )


def _planned(
    municipalities: Municipalities, scenario: Scenario, plan: Callable[[Scenario], Proposal]
) -> Plannable:
    """Return the plan of all that can be planned."""
    left: dict[str, LeftOut] = {}
    while True:
        try:
            proposal = plan(scenario)
        except StoppedError:
            raise
        except RegionplannerError as error:
            left |= {code: _left(municipalities, code, why) for code, why in error.parents.items()}
            if not error.parents:
                raise _NoNumberError(error, [*left.values()]) from None
            if len(left) == municipalities.frame["reference_region"].nunique():
                if isinstance(error, LimitError):
                    raise _besides(error, left.values()) from None
                raise InfeasibleError(
                    "no reference region can be planned:\n{lines}", lines=_lines(left.values())
                ) from None
            scenario = _without(scenario, municipalities, left)
        else:
            left_out = tuple(left[code] for code in sorted(left))
            return Plannable(proposal, scenario, left_out)


def _may_fit(scenario: Scenario, free: Scenario) -> bool:
    """Return whether the number of regions may be that of some reference regions."""
    if scenario.coverage is not None or free.regions is None:
        return False
    most = count_range(free.regions)[-1] // max(1, scenario.min_units)
    return scenario.regions is None or count_range(scenario.regions)[0] <= most


def _with_number(
    municipalities: Municipalities,
    scenario: Scenario,
    others: Plannable,
    plan: Callable[[Scenario], Proposal],
) -> Plannable:
    """Return the plan of the reference regions that can be planned with the number asked for."""
    possible = [point.regions for point in others.proposal.curve]
    wanted = scenario.regions
    if wanted is not None and set(count_range(wanted)) & set(possible):
        left = [parent.code for parent in others.left_out]
        asked = _without(scenario, municipalities, left)
        return Plannable(plan(asked), asked, others.left_out)
    names = parent_names(municipalities)
    planned = listing((names[code][1] for code in others.proposal.split), at_most=20)
    asked_for = asked_text(wanted) if wanted else Message("the number of regions is not given")
    kind = ScenarioError if wanted is None else InfeasibleError
    which = Message(
        "{numbers} possible; ask for that (--regions {number})"
        if len(possible) == 1
        else "{regions} are possible; choose a number of these (--regions N)",
        numbers=only_text(possible[0]),
        number=possible[0],
        regions=number_text(possible),
    )
    raise kind(
        "{asked}; it is that of the reference regions that can be planned ({planned}), for "
        "which {which}\nLeft out:\n{lines}",
        asked=asked_for,
        planned=planned,
        which=which,
        lines=_lines(others.left_out),
    )


def _left(municipalities: Municipalities, code: str, reason: str) -> LeftOut:
    frame = municipalities.frame
    units = tuple(frame.index[frame["reference_region"] == code])
    label, why = municipalities.parent_label(code), Reason(reason)
    short = _behind_label(why, label)
    why = Reason(short.template, why.kind, why.explanations, **short.values)
    return LeftOut(code, label, units, why)


def _behind_label(message: Message, label: str) -> Message:
    """Return a message for behind the label of a reference region, which it does not repeat."""
    name = message.template.partition("}")[0].removeprefix("{")
    value = message.values.get(name) if message.template.startswith("{") else None
    short: dict[tuple[str, Any], Message] = {
        ("parent", label): Message("it"),
        ("where", f"In {label}"): Message("in it"),
    }
    start = short.get((name, value), value)
    if start is value and isinstance(value, Message):
        start = _behind_label(value, label)
    return (
        message if start is value else Message(message.template, **{**message.values, name: start})
    )


def _besides(
    error: RegionplannerError, left: Collection[LeftOut], *, fewer: bool = False
) -> RegionplannerError:
    """Return an error that also names the reference regions that were left out before it."""
    if not left:
        return error
    return type(error)(
        "{error}\nThe number is that of the others alone, and where more are left out fewer are "
        "possible. Left out before that:\n{lines}"
        if fewer
        else "{error}\nThe number is that of the others alone. Left out before that:\n{lines}",
        error=error,
        lines=_lines(left),
    )


def by_reason(left: Iterable[LeftOut]) -> Iterator[tuple[str, tuple[LeftOut, ...]]]:
    """Yield those with one reason, and what to call them: nothing where the reason names them."""
    alike: dict[Reason, list[LeftOut]] = {}
    for parent in left:
        alike.setdefault(parent.reason, []).append(parent)
    for why, group in alike.items():
        explained = (parent for parent in why.explanations if isinstance(parent, Explanation))
        named = any(len(parent.parents) > 1 for parent in explained)
        yield "" if named else listing((parent.label for parent in group), at_most=20), tuple(group)


def _lines(left: Iterable[LeftOut]) -> str:
    lines = (
        Message("- {parents}: {why}", parents=parents, why=group[0].reason)
        if parents
        else Message("- {why}", why=group[0].reason)
        for parents, group in by_reason(left)
    )
    return joined(lines, "\n")


def _without(
    scenario: Scenario, municipalities: Municipalities, codes: Collection[str]
) -> Scenario:
    """Return the scenario in which whole reference regions are left out, and no rule is on them."""
    frame = municipalities.frame
    units = set(frame.index[frame["reference_region"].isin(list(codes))])
    return scenario.model_copy(
        update={
            "leave_out": tuple(sorted({*scenario.leave_out, *units})),
            **{
                rule: tuple(group for group in getattr(scenario, rule) if not units & set(group))
                for rule in UNIT_RULES
            },
            "locked": tuple(lock for lock in scenario.locked if not units & set(lock.members)),
            "regions_per": {c: n for c, n in scenario.regions_per.items() if c not in codes},
        }
    )
