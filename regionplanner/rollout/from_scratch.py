"""growth_from_scratch: the best regions to begin with, and a complete plan that has them."""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from regionplanner.choices import Bound, Coverage, Lock, count_range
from regionplanner.data.ids import keys_by_value
from regionplanner.data.municipalities import Municipalities, without
from regionplanner.errors import InfeasibleError, ScenarioError, counted
from regionplanner.graph.contiguity import scenario_case
from regionplanner.program.binary import BinaryProgram, Row, best_choice, settled
from regionplanner.program.instance.instance import build_instance
from regionplanner.program.result import Proposal, checked_division
from regionplanner.proof import relative_gap
from regionplanner.rollout_choices import GrowthChoices
from regionplanner.rules.case import resolve_rules
from regionplanner.scenario import Scenario

Propose = Callable[[Municipalities, Scenario], Proposal]
"""Returns the best plan of some municipalities for a scenario."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The regions of the first year, and the complete plan that has them.

    Attributes
    ----------
    first
        Region by NIS code of the regions to begin with.
    objective
        What these cost by themselves, in natural units.
    bound
        Proven: no beginning with so many regions costs less, whether it can be completed or not.
    complete
        The best complete plan that has them.
    best
        The best complete plan of all.
    regions
        Codes of the first regions in the complete plan.
    """

    first: Mapping[str, str]
    objective: float
    bound: float
    complete: Proposal
    best: Proposal
    regions: tuple[str, ...]

    @property
    def proven(self) -> bool:
        """Whether no plan with these first regions is better, and none at all than the best."""
        return all(proposal.proof.status == "optimal" for proposal in (self.complete, self.best))

    @property
    def gap(self) -> float:
        """How much less other first regions could cost at most, as a share of these."""
        return relative_gap(self.objective, self.bound)

    @property
    def price(self) -> float:
        """What it costs in the end to begin this way, in natural units."""
        return self.complete.objective - self.best.objective


def growth_from_scratch(
    municipalities: Municipalities, scenario: Scenario, choices: GrowthChoices, propose: Propose
) -> Beginning:
    """Return the best regions to begin with, completed, and what beginning this way costs.

    The first year takes the best regions by partial coverage; the plan of the last year has them
    as they are. Where the rest of a reference region cannot be divided any more, it begins with
    fewer regions; and where regions of the best complete plan are as good to begin with, with
    these. How much better another beginning could be, the bound tells.

    Parameters
    ----------
    municipalities
        Units to plan with.
    scenario
        Criteria, rules and the number of regions in the end; its coverage says what the first
        regions cover. Without one they cover their share of all municipalities.
    choices
        Say how many regions the first year has.
    propose
        Returns the best plan of municipalities for a scenario, as `propose` does; it is called
        several times, also for a part of the municipalities.

    Returns
    -------
    Beginning
        The first regions with their cost and its proven bound, the complete plan that has them, and
        the best complete plan of all.

    Raises
    ------
    DataError
        When the data cannot be planned with; as `propose`.
    ScenarioError
        When the number of regions in the end is open, or less than that of the first year, or
        bounds are by the mean of each reference region; or when the scenario names what the data
        lack.
    InfeasibleError
        When there is no plan, or no beginning that can be completed was found.
    SolverError
        When HiGHS ends without an answer, or a plan costs something else when it is measured anew.
    """
    n_regions, n_first = _numbers(scenario, choices)
    scenario = _with_numbers_for_shares(municipalities, scenario)
    whole = scenario.model_copy(update={"coverage": None})
    best = propose(municipalities, whole)
    n_units = len(municipalities.frame) - len(scenario.leave_out)
    coverage = scenario.coverage or Coverage(least=round(n_units * n_first / n_regions))
    partial = scenario.model_copy(update={"coverage": coverage, "regions": n_first})
    try:
        first = propose(municipalities, partial)
    except InfeasibleError as error:
        raise InfeasibleError(
            "in the first year, which has {n_first}: {why}",
            parents=error.parents,
            n_first=counted(n_first, "region"),
            why=error.message,
        ) from None
    begun = _completed(municipalities, partial, whole, first, propose)
    chosen = None if begun is None else (begun[0].assignment, begun[0].objective, begun[1])
    if begun is None or begun[0].objective > first.bound:
        inside = _of_plan(municipalities, partial, best)
        if inside is not None and (chosen is None or inside[1] <= chosen[1]):
            chosen = (*inside, best)
    if chosen is None:
        raise InfeasibleError(
            "no choice of {n_first} to begin with was found that a plan of {n_regions} can have; "
            "change what they cover (--covered), or their number",
            n_first=counted(n_first, "region"),
            n_regions=counted(n_regions, "region"),
        )
    division, objective, complete = chosen
    wanted = set(_members(division).values())
    regions = (c for c, units in _members(complete.assignment).items() if units in wanted)
    return Beginning(division, objective, first.bound, complete, best, tuple(sorted(regions)))


def _completed(
    municipalities: Municipalities,
    partial: Scenario,
    whole: Scenario,
    first: Proposal,
    propose: Propose,
) -> tuple[Proposal, Proposal] | None:
    """Return first regions that a complete plan can have, and that plan; None where none is found.

    A reference region whose rest cannot be divided begins with fewer of them.
    """
    limits: dict[str, tuple[int, int]] = {}
    try:
        while stuck := _stuck(municipalities, whole, first, propose):
            limits |= {code: (0, count - 1) for code, count in stuck.items()}
            fewer = {**partial.regions_per, **limits}
            first = propose(municipalities, partial.model_copy(update={"regions_per": fewer}))
        return first, propose(municipalities, _locked(whole, first.assignment))
    except InfeasibleError:
        return None


def _of_plan(
    municipalities: Municipalities, partial: Scenario, plan: Proposal
) -> tuple[Mapping[str, str], float] | None:
    """Return the best regions of a plan to begin with, and what they cost; None without any."""
    instance = build_instance(scenario_case(municipalities, partial))
    members = _members(plan.assignment)
    given = instance.locked_cost
    costs = [instance.cost(dict.fromkeys(units, code)) - given for code, units in members.items()]
    sizes = {n: len(units) for n, units in enumerate(members.values())}
    locked = {frozenset(lock.members) for lock in partial.locked}
    kept = [n for n, units in enumerate(members.values()) if frozenset(units) in locked]
    costs = [0 if n in kept else cost for n, cost in enumerate(costs)]  # theirs is given already
    coverage, n_first = partial.coverage or Coverage(), count_range(partial.regions or 0)[-1]
    rows = [
        Row(dict.fromkeys(sizes, 1), least=n_first, most=n_first),
        Row(sizes, least=coverage.least, most=coverage.most),
        *(Row({n: 1}, least=1) for n in kept),
    ]
    program = BinaryProgram(tuple(costs), tuple(rows), order=(tuple(sizes),), partitions=True)
    answer = best_choice(program)
    if answer is None or answer.chosen is None:
        return None
    answer = settled(program, answer)
    codes = [code for n, code in enumerate(members) if n in set(answer.chosen or ())]
    division = {nis: code for code in codes for nis in members[code]}
    cost = checked_division(instance, division, answer.cost + given).objective
    return dict(sorted(division.items())), cost


def _numbers(scenario: Scenario, choices: GrowthChoices) -> tuple[int, int]:
    """Return how many regions there are in the end, and in the first year."""
    if scenario.regions is None:
        raise ScenarioError(
            "the number of regions in the end is not given; choose one (--regions N)"
        )
    n_regions = count_range(scenario.regions)[-1]
    limits = list(choices.regions[:1])
    if choices.budget and choices.start_cost + choices.run_cost:
        limits.append(int(choices.budget[0] // (choices.start_cost + choices.run_cost)))
    n_first = min(limits)
    if not 0 < n_first <= n_regions:
        raise ScenarioError(
            "the first year has {n_first} and the last {n_regions}; from 1 to "
            "{n_regions} are expected; change the regions or the budget of the first year",
            n_first=counted(n_first, "region"),
            n_regions=n_regions,
        )
    return n_regions, n_first


def _stuck(
    municipalities: Municipalities, whole: Scenario, first: Proposal, propose: Propose
) -> dict[str, int]:
    """Return the reference regions whose rest cannot be divided, with their first regions."""
    parents = municipalities.frame["reference_region"]
    members = _members(first.assignment)
    counts = Counter(parents[units[0]] for units in members.values())
    stuck = {}
    for code, count in sorted(counts.items()):
        inside = set(parents.index[parents == code])
        covered = {nis for units in members.values() for nis in units if nis in inside}
        if covered == inside:
            continue
        alone = without(municipalities, set(parents.index) - inside)
        division = {nis: region for nis, region in first.assignment.items() if nis in inside}
        left_out = tuple(nis for nis in whole.leave_out if nis in inside)
        asked = whole.model_copy(
            update={"regions": (1, len(inside)), "regions_per": {}, "leave_out": left_out}
        )
        try:
            propose(alone, _locked(asked, division))
        except InfeasibleError:
            stuck[str(code)] = count
    return stuck


def _members(assignment: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    members = keys_by_value(dict(sorted(assignment.items())))
    return {code: tuple(units) for code, units in members.items()}


def _locked(scenario: Scenario, assignment: Mapping[str, str]) -> Scenario:
    """Return the scenario in which regions are given; those that were given stay so."""
    known = {frozenset(lock.members) for lock in scenario.locked}
    locks = [
        Lock(region=code, members=units)
        for code, units in _members(assignment).items()
        if frozenset(units) not in known
    ]
    return scenario.model_copy(update={"locked": (*scenario.locked, *locks)})


def _with_numbers_for_shares(municipalities: Municipalities, scenario: Scenario) -> Scenario:
    """Return the scenario with the bounds that shares of the mean come to in the end."""
    rules = resolve_rules(municipalities, scenario.model_copy(update={"coverage": None}))
    if rules.own_bounds:
        raise ScenarioError(
            "bounds asks for {bound}, and how many regions that will have is open "
            "while the first ones are chosen; make the whole plan first (regionplanner plan) and "
            "give it to growth, or leave own out",
            bound=str(rules.own_bounds[0]),
        )
    bounds = dict(scenario.bounds)
    for bound in rules.bounds:
        if bound.share is not None:
            sides = {"min": bound.least, "max": bound.most}
            finite = {name: value for name, value in sides.items() if math.isfinite(value)}
            bounds[bound.column] = Bound(**finite)
    return scenario.model_copy(update={"bounds": bounds})
