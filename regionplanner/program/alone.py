"""What the best value of each criterion would be, were it the only one that counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import LimitError, ScenarioError
from regionplanner.objective.columns import balance_target, check_target, has_balance
from regionplanner.objective.parents import tie_columns
from regionplanner.program.result import Proposal
from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Alone:
    """The best value of one criterion alone, in its own unit.

    Attributes
    ----------
    objective
        Best value known.
    bound
        Proven lower bound of every plan that keeps the rules; equal to the objective when that is
        optimal.
    """

    objective: float
    bound: float


def best_alone(
    municipalities: Municipalities, scenario: Scenario, propose: Callable[[Scenario], Proposal]
) -> Mapping[CriterionName, Alone]:
    """Return the best value of each criterion alone, under the same rules and numbers of regions.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        The rules. All criteria that the data allows are looked at, whatever their weight.
    propose
        Makes the best plan for a scenario with one criterion.

    Returns
    -------
    Mapping
        By criterion; without those for which no plan was found in time.
    """
    found: dict[CriterionName, Alone] = {}
    for single in single_scenarios(municipalities, scenario):
        (criterion,) = single.criteria
        try:
            proposal = propose(single)
        except LimitError:
            continue
        found[criterion] = Alone(proposal.objective, proposal.bound)
    return found


def single_scenarios(municipalities: Municipalities, scenario: Scenario) -> tuple[Scenario, ...]:
    """Return a scenario with the same rules for each criterion that the data allows.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        The rules, and what ties and balance are about. Coverage is not rewarded.
    """
    made = {name: getattr(scenario, name) for name in scenario.model_fields_set}
    if scenario.coverage is not None:
        made["coverage"] = scenario.coverage.model_copy(update={"reward": 0.0})
    reported = scenario.model_copy(update={"criteria": {}})
    ties = tie_columns(municipalities, reported)
    possible: dict[CriterionName, bool] = dict.fromkeys(CRITERIA, True)
    possible["ties"] = any(ties.values())
    possible["balance"] = _can_balance(municipalities, reported)
    return tuple(
        Scenario(**{**made, "criteria": {criterion: 1.0}, "ties": ties})
        for criterion, can in possible.items()
        if can
    )


def _can_balance(municipalities: Municipalities, scenario: Scenario) -> bool:
    """Return whether the figure and its target are known, and there is anything to divide."""
    if not has_balance(municipalities, scenario):
        return False
    try:
        target = balance_target(municipalities, scenario)
        check_target(scenario, target)
    except ScenarioError:
        return False
    return target is None or target > 0
