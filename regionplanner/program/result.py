"""What is known of reference regions for each number of regions, and the best plan of all.

Engines count in whole quanta, with diagrams, prices and solvers. Here a division is measured from
the figures alone: that is the objective which is said, where it differs by no more than rounding to
quanta can do. A bound below it is lowered by what rounding can do, so that it holds for the data.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from regionplanner.choices import count_range
from regionplanner.criteria.costs import QUANTUM, Members, natural
from regionplanner.criteria.figures import ParentFigures
from regionplanner.errors import InfeasibleError, ScenarioError, SolverError
from regionplanner.objective.mix import Measured, measured, rounding, stated_unit
from regionplanner.program.curve import CountResult, ParentResult
from regionplanner.program.instance.instance import Instance
from regionplanner.program.instance.problem import ParentProblem, division_rows
from regionplanner.proof import Proof, Status
from regionplanner.scenario import Scenario, depends_on_number

MOST_NUMBERS = 20

STATED_SHARE = 1e-8
"""Where costs are coarser than millionths: the share of an objective that is no difference."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What a number of regions would cost.

    Attributes
    ----------
    regions
        Number of regions, in all or of one reference region.
    objective
        Best value known, in natural units.
    bound
        Proven lower bound; equal to the objective when that is optimal.
    """

    regions: int
    objective: float
    bound: float


@dataclass(frozen=True, slots=True)
class Solved:
    """Every reference region with its answers.

    Attributes
    ----------
    problems, curves
        One a reference region, in the same order.
    objective, bound
        Of the plan, in quanta.
    unit
        Power of ten that the weights were divided by.
    """

    problems: tuple[ParentProblem, ...]
    curves: tuple[ParentResult, ...]
    objective: int
    bound: int
    unit: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """The best plan found, as a plain assignment, and what is proven about it.

    Attributes
    ----------
    assignment
        Region code of every unit that is in a region, by NIS code.
    objective, bound
        Value and proven lower bound, in natural units; equal when optimal.
    split
        Number of regions of each reference region, by code.
    curve
        Best value for every possible number of regions in all; where municipalities are left for
        later, only for the numbers that were asked for.
    parent_curves
        The same for each reference region, by code; empty where municipalities are left for later.
    n_candidates
        How many candidate regions the plan was chosen from; 0 when they were not all compiled, as
        in large reference regions.
    seconds
        Time taken.
    solved
        What it was made from, for a certificate; None where municipalities are left for later.
    within
        Reference regions with a neighbourhood smaller than was asked for, and its size.
    """

    assignment: Mapping[str, str]
    objective: float
    bound: float
    split: Mapping[str, int]
    curve: tuple[CurvePoint, ...]
    parent_curves: Mapping[str, tuple[CurvePoint, ...]]
    n_candidates: int
    seconds: float
    solved: Solved | None = field(default=None, repr=False, compare=False)
    within: Mapping[str, int] = field(default_factory=dict)

    @property
    def optimal(self) -> bool:
        """Whether the plan is proven to be the best."""
        return self.objective == self.bound

    @property
    def proof(self) -> Proof:
        """What is proven about the plan."""
        status: Status = "optimal" if self.optimal else "feasible"
        return Proof(status, self.objective, self.bound, tuple(self.within.items()))


def numbers_apart(scenario: Scenario) -> range | None:
    """Return the numbers of regions that are searched one by one, None where one search will do.

    Parameters
    ----------
    scenario
        Bounds that are shares of the mean are others for every number of regions.

    Raises
    ------
    ScenarioError
        When they are too many.
    """
    if scenario.regions is None or not depends_on_number(scenario):
        return None
    numbers = count_range(scenario.regions)
    if len(numbers) > MOST_NUMBERS:
        raise ScenarioError(
            "regions is {first} to {last}, and bounds that are shares of the mean "
            "need a search for each number; at most {most_numbers} are expected; ask for fewer",
            first=numbers[0],
            last=numbers[-1],
            most_numbers=MOST_NUMBERS,
        )
    return numbers if len(numbers) > 1 else None


def best_of_numbers(
    scenario: Scenario, numbers: range, search: Callable[[Scenario], Proposal]
) -> Proposal:
    """Return the best plan of several numbers of regions, each searched with its own rules.

    Parameters
    ----------
    scenario
        Criteria and rules.
    numbers
        Of regions, in all.
    search
        Returns the best plan of a scenario with one number of regions.

    Raises
    ------
    InfeasibleError
        When no number has a plan: why the first has none.
    """
    proposals: list[Proposal] = []
    reasons: list[InfeasibleError] = []
    for number in numbers:
        try:
            proposals.append(search(scenario.model_copy(update={"regions": number})))
        except InfeasibleError as error:
            reasons.append(error)
    if not proposals:
        raise InfeasibleError(
            "none of {first} to {last} regions has a plan; of {first}: {reason}",
            parents=reasons[0].parents,
            first=numbers[0],
            last=numbers[-1],
            reason=reasons[0],
        )
    within: dict[str, int] = {}
    for proposal in proposals:
        within |= {code: min(n, within.get(code, n)) for code, n in proposal.within.items()}
    return replace(
        min(proposals, key=lambda proposal: proposal.objective),
        within=within,
        bound=min(proposal.bound for proposal in proposals),
        curve=tuple(point for proposal in proposals for point in proposal.curve),
        seconds=sum(proposal.seconds for proposal in proposals),
    )


def numbered(regions: Mapping[str, list[tuple[str, ...]]]) -> Mapping[str, str]:
    """Return the region of every unit, by NIS code, under codes such as ``REFREG01-1``.

    Parameters
    ----------
    regions
        Members of each region, by code of the reference region.
    """
    pairs = {
        nis: f"{code}-{number}"
        for code, members in regions.items()
        for number, region in enumerate(members, start=1)
        for nis in region
    }
    return dict(sorted(pairs.items()))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a division costs and any other costs at least, both true of the data.

    Attributes
    ----------
    objective, bound
        In natural units; equal where no division is better, but for rounding.
    rounding
        What rounding to quanta can do to either, in natural units.
    """

    objective: float
    bound: float
    rounding: float


def checked_curve(instance: Instance, curve: ParentResult) -> ParentResult:
    """Return the answers of a reference region with objectives and bounds that hold for the data.

    Parameters
    ----------
    instance
        What was planned.
    curve
        Of one of its reference regions, as an engine or a store has it.

    Raises
    ------
    SolverError
        When a division costs something else than is said.
    """
    return replace(curve, answers=tuple(_checked(instance, curve.code, a) for a in curve.answers))


def checked_division(
    instance: Instance, division: Mapping[str, str], objective: int, bound: int | None = None
) -> Checked:
    """Return what a division of all reference regions costs, and any other at least.

    Parameters
    ----------
    instance
        What was planned.
    division
        Region by NIS code.
    objective, bound
        What an engine says, in quanta; without a bound that of the objective is as good.

    Raises
    ------
    SolverError
        When the division costs something else than is said.
    """
    parts = [
        _measured(instance, figures, division_rows(figures.units, division))
        for figures in instance.figures.values()
    ]
    whole = Measured(sum(part.cost for part in parts), sum(part.rounding for part in parts))
    value, proven = _held(instance, whole, objective, objective if bound is None else bound)
    said = stated(whole.cost, unit=instance.unit)
    return Checked(said, stated_bound(said, value, proven, unit=instance.unit), whole.rounding)


def stated(cost: float, *, unit: float) -> float:
    """Return a cost as it is said: to millionths, or finer where an engine counts finer.

    Parameters
    ----------
    cost
        Measured, in natural units.
    unit
        Power of ten that the weights were divided by.
    """
    unit = min(1.0, unit)
    return natural(round(cost / (QUANTUM * unit)), unit)


def stated_bound(said: float, objective: int, bound: int, *, unit: float) -> float:
    """Return a bound in natural units: what the objective is said to be where it equals that.

    Parameters
    ----------
    said
        The objective, as `stated`.
    objective, bound
        In quanta.
    unit
        Power of ten that the weights were divided by.
    """
    return said if bound == objective else min(said, natural(bound, unit))


def _checked(instance: Instance, code: str, answer: CountResult) -> CountResult:
    figures = instance.figures[code]
    if answer.bound is None:
        return answer
    if answer.objective is None:
        off = rounding(figures, instance.case.scenario, answer.n_regions, unit=instance.unit)
        return replace(answer, bound=_lowered(instance, answer.bound, off))
    rows = np.array([np.isin(figures.units, region) for region in answer.regions], dtype=bool)
    whole = _measured(instance, figures, rows.reshape(-1, len(figures.units)))
    objective, bound = _held(instance, whole, answer.objective, answer.bound)
    return replace(
        answer,
        status="optimal" if objective == bound else "feasible",
        objective=objective,
        bound=bound,
        cost=whole.cost,
    )


def _held(instance: Instance, whole: Measured, objective: int, bound: int) -> tuple[int, int]:
    """Return objective and bound [quanta] that hold for what a division was measured to cost."""
    quantum = QUANTUM * instance.unit
    off = whole.cost - objective * quantum
    if abs(off) > whole.rounding:
        raise SolverError(
            "a plan is said to cost {said:,.15g}, but by the data it costs {cost:,.15g}, which "
            "rounding does not explain; this is a fault of regionplanner, so no plan is given; "
            "please tell us",
            said=natural(objective, instance.unit),
            cost=whole.cost,
        )
    if _is_fine(instance, whole):
        known = bound >= objective
        return objective, objective if known else _lowered(instance, bound, whole.rounding)
    cost = round(whole.cost / quantum)
    return cost, _lowered(instance, min(bound, cost), whole.rounding)


def _is_fine(instance: Instance, whole: Measured) -> bool:
    """Return whether costs are as fine as is stated: rounding cannot make a plan the best."""
    extents = next(iter(instance.figures.values())).extents
    fine = instance.unit <= stated_unit(instance.case.scenario, extents)
    return fine or whole.rounding <= STATED_SHARE * abs(whole.cost)


def _lowered(instance: Instance, bound: int, off: float) -> int:
    """Return a bound [quanta] less what rounding can do; only with a reward can it be below 0."""
    lowered = bound - math.ceil(off / (QUANTUM * instance.unit))
    coverage = instance.case.scenario.coverage
    return lowered if coverage is not None and coverage.reward else max(0, lowered)


def _measured(instance: Instance, figures: ParentFigures, rows: Members) -> Measured:
    return measured(figures, instance.case.scenario, rows, unit=instance.unit)
