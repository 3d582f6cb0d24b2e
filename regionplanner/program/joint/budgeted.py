"""The best division by one kind of cost, within a budget of another."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from regionplanner.criteria.combined import summed
from regionplanner.criteria.costs import Members, RegionCosts, without_values
from regionplanner.errors import ScenarioError
from regionplanner.program.columns.prove import AnswerStatus
from regionplanner.program.joint.pose import chosen_regions, numbered, posed_jointly
from regionplanner.program.joint.problem import Budget, JointProblem, Span
from regionplanner.program.joint.search import best_choice
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Division:
    """The best division known, without what locked regions cost.

    Attributes
    ----------
    status
        ``optimal`` and ``infeasible`` are proven; ``unknown``: the limit came first.
    bound
        Proven lower bound, in quanta.
    objective
        In quanta; None without a division.
    assignment
        Region of every unit that is in one, by NIS code, under codes such as ``REFREG01-1``.
    """

    status: AnswerStatus
    bound: int
    objective: int | None
    assignment: Mapping[str, str]


def best_within(
    scenario: Scenario,
    problems: Sequence[ParentProblem],
    regions: Span,
    *,
    deadline: float,
    budget: Budget | None = None,
    start: Iterable[Mapping[str, str]] = (),
) -> Division:
    """Return the best division of all reference regions within a budget.

    Parameters
    ----------
    scenario
        Coverage and numbers of regions of single reference regions.
    problems
        All reference regions, with the costs to minimise.
    regions
        How many regions there are in all.
    deadline
        `time.monotonic` value at which to stop.
    budget
        A second kind of cost over the problems, and its limit, without what locked regions cost;
        None: there is no limit.
    start
        Divisions whose regions are likely to be good: region by NIS code.

    Raises
    ------
    LimitError
        When a reference region is too large.
    """
    joint = posed_jointly(scenario, problems, regions, budget=budget)
    likely = [np.zeros((0, joint.n_units), dtype=bool), *(_rows(joint, one) for one in start)]
    answer = best_choice(joint, deadline=deadline, start=np.concatenate(likely))
    found = answer.regions is not None
    return Division(
        answer.status,
        answer.bound,
        answer.objective,
        numbered(chosen_regions(joint, problems, answer.regions)) if found else {},
    )


def possible_at(costs: RegionCosts, problem: ParentProblem) -> RegionCosts:
    """Return costs under which the regions are possible that a problem allows: that have a centre.

    Parameters
    ----------
    costs
        Costs without anchors, over the units of the problem.
    problem
        A reference region.
    """
    return summed(costs, without_values(problem.costs))


def check_additive(scenario: Scenario) -> None:
    """Raise where what a region costs depends on how many there are in its reference region.

    Parameters
    ----------
    scenario
        The criteria.

    Raises
    ------
    ScenarioError
        When balance has the target ``own``.
    """
    if scenario.criteria.get("balance") and scenario.balance.target == "own":
        raise ScenarioError(
            "balance has the target own, each reference region's own mean, which changes with its "
            "number of regions; costs of all reference regions together need one that does not; "
            "give balance the target all or a number"
        )


def _rows(joint: JointProblem, division: Mapping[str, str]) -> Members:
    """Return the regions of a division that the program can choose, one row each."""
    units = [unit for parent in joint.parents for unit in parent.units]
    place: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        codes = {division.get(nis, "") for nis in unit}
        if len(codes) == 1:
            place.setdefault(codes.pop(), []).append(number)
    sizes = Counter(division.values())
    found = np.zeros((len(place), joint.n_units), dtype=bool)
    for row, numbers in enumerate(place.values()):
        found[row, numbers] = True
    whole = [
        bool(code) and int(joint.sizes[row].sum()) == sizes[code]
        for code, row in zip(place, found, strict=True)
    ]
    return joint.candidates(found[np.array(whole, dtype=bool)])
