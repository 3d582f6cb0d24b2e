"""Repair: the plan closest to what exists that keeps the rules."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import gcd
from typing import Never

import networkx as nx

from regionplanner.criteria.combined import scaled, summed
from regionplanner.criteria.costs import RegionCosts, natural
from regionplanner.data.assignment import expect_assignment
from regionplanner.data.municipalities import Municipalities
from regionplanner.data.named_scenario import scenario_with_codes
from regionplanner.errors import LimitError, ScenarioError, SolverError
from regionplanner.graph.contiguity import scenario_case
from regionplanner.naming import continued_regions, named_sizes, region_codes, with_kept_codes
from regionplanner.objective.change import (
    Pair,
    changed_pairs,
    changed_weight,
    neighbouring_pairs,
    pair_agreement,
    pair_costs,
)
from regionplanner.objective.mix import MOST_COUPLED
from regionplanner.program.instance.instance import Instance, build_instance
from regionplanner.program.instance.problem import MOST_STATES, ParentProblem
from regionplanner.program.joint.budgeted import (
    PartitionResult,
    best_of_splits,
    best_within,
    check_additive,
)
from regionplanner.program.joint.problem import Span
from regionplanner.program.numbers import check_numbers, unknown_text
from regionplanner.program.propose import propose
from regionplanner.program.result import checked_division
from regionplanner.proof import among
from regionplanner.scenario import Scenario
from regionplanner.stopping import check_time

_EXPLAIN_S = 20.0
_MOST = 2**56
"""What changes and costs can be together, in quanta."""


@dataclass(frozen=True, slots=True)
class PairChange:
    """Two neighbours that are together today and will be apart, or the reverse.

    Attributes
    ----------
    pair
        NIS codes.
    together
        Whether they will be together.
    """

    pair: Pair
    together: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """The plan closest to what exists that keeps the rules.

    Attributes
    ----------
    assignment
        Region code of every unit that is in a region, by NIS code; regions that continue one of
        today have its code.
    objective
        What it costs by the criteria of the scenario, in natural units.
    changes
        Neighbouring pairs that change, sorted.
    moved
        Municipalities (NIS codes, sorted) that are in a region today and leave the others of it.
    weight
        Weight of the changes.
    least
        Proven: every plan that keeps the rules has changes of at least this weight.
    settled
        Whether it is also proven to cost least of all plans with so little change.
    within
        Reference regions with a neighbourhood smaller than was asked for, and its size; see
        `Proof`.
    """

    assignment: Mapping[str, str]
    objective: float
    changes: tuple[PairChange, ...]
    moved: tuple[str, ...]
    weight: float
    least: float
    settled: bool
    within: tuple[tuple[str, int], ...] = ()

    @property
    def n_changed(self) -> int:
        """Number of neighbouring pairs that change."""
        return len(self.changes)

    @property
    def proven(self) -> bool:
        """Whether no plan that keeps the rules changes less."""
        return self.weight == self.least


def repair(  # noqa: PLR0913 (each choice of a run by its name)
    today: Mapping[str, str],
    municipalities: Municipalities,
    scenario: Scenario,
    *,
    graph: "nx.Graph[str] | None" = None,
    weights: Mapping[Pair, float] | None = None,
    keep_codes: bool = True,
    time_limit_s: float | None = None,
    max_states: int = MOST_STATES,
    held_states: int | None = None,
) -> Repair:
    """Return the plan that keeps the rules and changes least of what exists.

    First as few neighbouring pairs as can be change: together today and apart in the plan, or in
    different regions today and together in the plan. Among all plans with so little change it is
    then the best by the criteria of the scenario. Who is in no region today joins freely.

    Parameters
    ----------
    today
        Region by NIS code: a plan, or groups that exist; municipalities that the data lack are
        ignored.
    municipalities
        Units to plan with.
    scenario
        Criteria, sizes and rules; without a number of regions any number is possible.
    graph
        Rook graph of the units; made from the municipalities when None.
    weights
        Weight of the change of a pair (NIS codes, the lower first); 1 for a pair that is not there,
        and for all where None.
    keep_codes
        Whether regions that continue one of today have its code.
    time_limit_s
        Limit on the search [s]; the change may then be more than the proven least. None: until it
        is proven.
    max_states
        Largest decision diagram that is built.
    held_states
        Most states of diagrams that are kept at once; None: no limit. See `propose`.

    Returns
    -------
    Repair
        Region by NIS code, which pairs of neighbours change, who moves, and the proven least
        change.

    Raises
    ------
    DataError
        As `propose`; also when `today` is no mapping of text to text.
    ScenarioError
        As `propose`; also when balance has a target of its own, or `weights` are too far apart to
        be exact.
    InfeasibleError, SolverError
        As `propose`.
    LimitError
        When a reference region is too large for one diagram, or the limit passed first.
    StoppedError
        When it was asked to stop before any plan was found (`stoppable`).

    Notes
    -----
    One integer program: the least change costs more than all that a plan could save otherwise, so
    that the order is lexicographic.
    """
    expect_assignment(today)
    scenario = scenario_with_codes(scenario, municipalities)
    check_additive(scenario)
    instance = build_instance(
        scenario_case(municipalities, scenario, graph),
        max_states=max_states,
        held_states=held_states,
        most=MOST_COUPLED,
    )
    units = instance.case.municipalities
    started = time.monotonic()
    limit_s = float("inf") if time_limit_s is None else time_limit_s
    if not all(problem.possible_totals for problem in instance.problems):
        check_numbers(instance.case, instance.problems)
    pairs = neighbouring_pairs(units, instance.case.graph)
    values = pair_agreement(pairs, today, weights=weights, free=True)
    closest, factor = _closest(instance, values, today, deadline=started + limit_s)
    within = named_sizes(units, closest.within)
    if closest.status == "infeasible" and within:
        raise LimitError("no plan that keeps the rules was found.{among}", among=among(within))
    if closest.status == "infeasible":
        _explained(municipalities, scenario, instance)
    if closest.objective is None:
        check_time()
        raise LimitError(unknown_text(had_time=limit_s == float("inf")))
    weight = changed_weight(values, closest.assignment)
    least = weight
    if closest.status != "optimal":
        ceiling = sum(p.costs.ceiling() for p in instance.problems)
        cost = instance.cost(closest.assignment)
        spare = closest.objective - closest.bound + ceiling - cost
        least = max(0, weight - spare // factor)
    named = region_codes(closest.assignment, units)
    if keep_codes:
        named = with_kept_codes(named, today, units)
    return Repair(
        assignment=named,
        objective=checked_division(instance, named, instance.cost(named)).objective,
        changes=tuple(PairChange(*changed) for changed in changed_pairs(values, named)),
        moved=_moved(named, today),
        weight=natural(weight),
        least=natural(least),
        settled=closest.status == "optimal",
        within=within,
    )


def _numbers(scenario: Scenario, problems: Sequence[ParentProblem]) -> Span:
    """Return how many regions there may be: any number, unless the scenario says."""
    if scenario.regions is not None:
        return Span.of(scenario.regions)
    totals = [problem.possible_totals for problem in problems]
    return Span(
        sum(numbers[0] for numbers in totals if numbers),
        sum(numbers[-1] for numbers in totals if numbers),
    )


def _closest(
    instance: Instance,
    values: Mapping[Pair, int],
    today: Mapping[str, str],
    *,
    deadline: float,
) -> tuple[PartitionResult, int]:
    """Return the division with the least change, and of these the best, and the rate of change.

    A quantum of change costs the rate: the least change that there can be costs more than what
    lies between the cheapest and the dearest division that there could be.
    """
    scenario, step = instance.case.scenario, gcd(*values.values()) or 1
    ceiling = sum(p.costs.ceiling() for p in instance.problems)
    rewarded = scenario.coverage is not None and scenario.coverage.reward > 0
    factor = (2 * ceiling if rewarded else ceiling) // step + 1
    _check_room(factor * sum(map(abs, values.values())) + ceiling, values)
    problems = [replace(p, costs=_with_change(p, values, factor)) for p in instance.problems]
    regions = _numbers(scenario, instance.problems)
    search = best_of_splits if instance.case.rules.own_bounds else best_within
    closest = search(scenario, problems, regions, deadline=deadline, start=[today])
    return closest, factor


def _check_room(most: int, values: Mapping[Pair, int]) -> None:
    """Raise where changes that outweigh all costs are too much for whole numbers."""
    if most > _MOST:
        sizes = sorted(abs(value) for value in values.values() if value)
        raise ScenarioError(
            "the weights of changes reach from {least:g} to {most:g} in steps of {step:g}, too "
            "fine to go before all costs of a plan; write them with fewer digits (--weights)",
            least=natural(sizes[0]),
            most=natural(sizes[-1]),
            step=natural(gcd(*sizes)),
        )


def _with_change(problem: ParentProblem, values: Mapping[Pair, int], factor: int) -> RegionCosts:
    changes = {pair: -value for pair, value in values.items()}
    return summed(scaled(pair_costs(problem.units, changes), factor), problem.costs)


def _explained(municipalities: Municipalities, scenario: Scenario, instance: Instance) -> Never:
    """Raise with the reason why no plan keeps the rules."""
    span = _numbers(scenario, instance.problems)
    regions = span.least if span.fixed else (span.least, span.most)
    wanted = scenario.model_copy(update={"regions": regions})
    propose(municipalities, wanted, time_limit_s=_EXPLAIN_S)
    raise SolverError("no plan was found where there is one; please tell us")


def _moved(division: Mapping[str, str], today: Mapping[str, str]) -> tuple[str, ...]:
    """Return who is in a region today that goes on without them."""
    kept = continued_regions(division, today)
    return tuple(
        nis for nis in sorted(today) if nis in division and kept.get(division[nis]) != today[nis]
    )
