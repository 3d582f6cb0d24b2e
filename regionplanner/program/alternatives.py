"""Alternatives: plans that cost little more than the best, and are as different as can be."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from regionplanner.criteria.combined import summed
from regionplanner.criteria.costs import QUANTUM, without_values
from regionplanner.data.municipalities import Municipalities
from regionplanner.data.named_scenario import scenario_with_codes
from regionplanner.errors import LimitError, ScenarioError
from regionplanner.graph.contiguity import scenario_case
from regionplanner.naming import named_sizes, with_kept_codes
from regionplanner.objective.change import (
    Pair,
    changed_weight,
    neighbouring_pairs,
    pair_agreement,
    pair_costs,
)
from regionplanner.objective.mix import MOST_COUPLED
from regionplanner.program.instance.instance import Instance, build_instance
from regionplanner.program.instance.problem import MOST_STATES, ParentProblem, division_costs
from regionplanner.program.joint.budgeted import PartitionResult, best_within, check_additive
from regionplanner.program.joint.problem import CostLimit, Span
from regionplanner.program.result import Proposal, checked_division
from regionplanner.proof import Proof, relative_gap
from regionplanner.scenario import Scenario, with_number
from regionplanner.stopping import check_time, is_stopped


@dataclass(frozen=True, slots=True)
class Alternative:
    """A plan within a share of the best, as different as can be from all earlier ones.

    Attributes
    ----------
    assignment
        Region code of every unit that is in a region, by NIS code; regions that continue one of
        the best plan have its code.
    proof
        What it costs, and what any plan costs at least.
    differences
        Neighbouring pairs that are together in this plan and apart in the other, or the reverse:
        of the best plan first, then of every earlier alternative.
    most
        Proven bound: no plan within the share has differences with a larger sum.
    """

    assignment: Mapping[str, str]
    proof: Proof
    differences: tuple[int, ...]
    most: int

    @property
    def difference(self) -> int:
        """The sum of the differences."""
        return sum(self.differences)

    @property
    def gap(self) -> float:
        """How much more different a plan could be at most, as a share of that; 0 when proven."""
        return relative_gap(self.difference, self.most)


Progress = Callable[[Alternative, int, int], None]


def alternatives(  # noqa: PLR0913 (each choice of a run by its name)
    municipalities: Municipalities,
    scenario: Scenario,
    best: Proposal,
    *,
    plans: int = 5,
    within: float = 0.05,
    per_parent: bool = False,
    graph: "nx.Graph[str] | None" = None,
    time_limit_s: float | None = None,
    max_states: int = MOST_STATES,
    held_states: int | None = None,
    progress: Progress | None = None,
) -> tuple[Alternative, ...]:
    """Return plans that cost little more than the best, each as different as can be.

    Each maximises the number of neighbouring pairs in which it differs from the best plan and
    from all earlier alternatives: together there and apart here, or the reverse.

    Parameters
    ----------
    municipalities
        Units to plan with.
    scenario
        Criteria, sizes, rules and number of regions.
    best
        The best plan for this scenario (`propose`).
    plans
        How many are wanted; fewer are returned when no other plan within the share is more
        different from the earlier ones than these are themselves, or when the limit passed.
    within
        How much more than the best a plan may cost, as a share: 0.05 is 5 %.
    per_parent
        Whether no reference region may cost more than that share above its own part of the best
        plan, with as many regions as there, rather than all together.
    graph
        Rook graph of the units; made from the municipalities when None.
    time_limit_s
        Limit on the search [s]; plans may then lack their proof, and say so. None: until each is
        proven.
    max_states
        Largest decision diagram that is built.
    held_states
        Most states of diagrams that are kept at once; None: no limit. See `propose`.
    progress
        Called after each plan, with it, how many there are and how many are wanted. None disables
        it.

    Returns
    -------
    tuple of Alternative
        In the order in which they were found; at most `plans`, the best plan not among them.

    Raises
    ------
    DataError, InfeasibleError, SolverError
        As `propose`.
    ScenarioError
        As `propose`; also when `within` is negative, when the costs of a region depend on their
        number (a balance target of its own), unless per reference region, or when a share per
        reference region meets a coverage.
    LimitError
        When a reference region is too large for one diagram, or the limit passed first.
    StoppedError
        When it was asked to stop before the first was found (`stoppable`).

    Notes
    -----
    Where bounds are by a mean, all plans have as many regions as the best one: in all, or in each
    reference region.

    An integer program with one coupling row over all reference regions, the budget. The sum of
    the differences is additive over neighbouring pairs, so it is priced like any criterion.
    """
    scenario = with_number(scenario_with_codes(scenario, municipalities), sum(best.split.values()))
    check_alternatives(scenario, within=within, per_parent=per_parent)
    case = scenario_case(municipalities, scenario, graph)
    instance = build_instance(
        case, max_states=max_states, held_states=held_states, most=MOST_COUPLED
    )
    if case.rules.own_bounds:
        instance = instance.with_numbers(best.split)
    pairs = neighbouring_pairs(instance.case.municipalities, instance.case.graph)
    ends = time.monotonic() + (float("inf") if time_limit_s is None else time_limit_s)
    earlier, made = [best.assignment], list[Alternative]()
    search = _in_each if per_parent else _in_all
    for number in range(plans):
        if made and is_stopped():
            break
        now = time.monotonic()
        alike = _alike(pairs, earlier)
        division = search(instance, alike, earlier, within, now + (ends - now) / (plans - number))
        made.append(_alternative(instance, division, pairs, earlier, best))
        if 0 in made[-1].differences:  # nothing else is as different, or the limit passed
            if len(made) == 1 and made[-1].gap:
                check_time()
                raise LimitError(
                    "the limit was reached before another plan was found; allow more time "
                    "(--time-limit), or another share"
                )
            return tuple(made[:-1])
        earlier.append(made[-1].assignment)
        if progress is not None:
            progress(made[-1], len(made), plans)
    return tuple(made)


def check_alternatives(scenario: Scenario, *, within: float, per_parent: bool) -> None:
    """Raise when alternatives cannot be asked for so, before any work.

    Parameters
    ----------
    scenario, within, per_parent
        As of `alternatives`.

    Raises
    ------
    ScenarioError
        Names what is wrong.
    """
    if within < 0:
        raise ScenarioError(
            "within is {within:g}; a share of at least 0 is expected, such as 0.05 for 5 %",
            within=within,
        )
    if per_parent and scenario.coverage is not None:
        raise ScenarioError(
            "a share per reference region was asked for, but the plan leaves municipalities for "
            "later (coverage), over all reference regions together; ask for a share in all"
        )
    if not per_parent:
        check_additive(scenario)


def _alike(pairs: Sequence[Pair], earlier: Sequence[Mapping[str, str]]) -> Mapping[Pair, int]:
    """Return what each pair has in common with all earlier plans when it is together."""
    agreed = dict.fromkeys(pairs, 0)
    for division in earlier:
        for pair, value in pair_agreement(pairs, division).items():
            agreed[pair] += value
    return agreed


def _in_all(
    instance: Instance,
    alike: Mapping[Pair, int],
    earlier: Sequence[Mapping[str, str]],
    within: float,
    deadline: float,
) -> PartitionResult:
    """Return the most different division within a share of the costs of all."""
    cost = instance.cost(earlier[0])
    most = cost + math.floor(within * abs(cost)) - instance.locked_cost
    budget = CostLimit(tuple(p.costs for p in instance.problems), most)
    scenario = instance.case.scenario
    return best_within(
        scenario,
        _with_agreement(instance.problems, alike),
        Span.of(scenario.regions or 0),
        deadline=deadline,
        budget=budget,
        start=earlier,
    )


def _in_each(
    instance: Instance,
    alike: Mapping[Pair, int],
    earlier: Sequence[Mapping[str, str]],
    within: float,
    deadline: float,
) -> PartitionResult:
    """Return the most different division within a share of the costs of each reference region."""
    splits = []
    costs = division_costs(instance.problems, earlier[0])
    for number, (problem, cost) in enumerate(zip(instance.problems, costs, strict=True)):
        now = time.monotonic()
        members = {nis for unit in problem.units for nis in unit}
        k = len({code for nis, code in earlier[0].items() if nis in members})
        n_regions = k + len(problem.locked)
        of_count = problem.for_regions(k)
        most = cost + math.floor(within * abs(cost)) - of_count.locked_cost
        splits.append(
            best_within(
                instance.case.scenario,
                _with_agreement([of_count], alike),
                Span.of(n_regions),
                deadline=now + (deadline - now) / (len(costs) - number),
                budget=CostLimit((of_count.costs,), most),
                start=earlier,
            )
        )
    return PartitionResult(
        "optimal" if all(part.status == "optimal" for part in splits) else "feasible",
        sum(part.bound for part in splits),
        sum(part.objective or 0 for part in splits),
        {nis: code for part in splits for nis, code in part.assignment.items()},
        {code: n for part in splits for code, n in part.within.items()},
    )


def _with_agreement(
    problems: Sequence[ParentProblem], alike: Mapping[Pair, int]
) -> tuple[ParentProblem, ...]:
    # regions that have no centre stay impossible
    return tuple(
        replace(p, costs=summed(pair_costs(p.units, alike), without_values(p.costs)))
        for p in problems
    )


def _alternative(
    instance: Instance,
    division: PartitionResult,
    pairs: Sequence[Pair],
    earlier: Sequence[Mapping[str, str]],
    best: Proposal,
) -> Alternative:
    """Return a division as a plan, with its costs and how different it is."""
    if division.objective is None:
        check_time()
        raise LimitError(
            "the limit was reached before an alternative was found; allow more time (--time-limit)"
        )
    codes = with_kept_codes(division.assignment, best.assignment, instance.case.municipalities)
    differences = tuple(
        round(changed_weight(pair_agreement(pairs, assignment), codes) * QUANTUM)
        for assignment in earlier
    )
    checked = checked_division(instance, codes, instance.cost(codes))
    within = dict(named_sizes(instance.case.municipalities, division.within))
    at_best = checked.objective - best.bound <= checked.rounding
    objective = best.bound if at_best else checked.objective
    return Alternative(
        codes,
        Proof(
            "optimal" if at_best else "feasible",
            objective,
            best.bound,
            tuple({**best.within, **within}.items()),
        ),
        differences,
        sum(differences) + math.floor((division.objective - division.bound) * QUANTUM + 1e-9),
    )
