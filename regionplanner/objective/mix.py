"""The weighted sum of criteria: what a candidate region costs in a scenario."""

from functools import reduce

from regionplanner.criteria.combined import summed
from regionplanner.criteria.costs import RegionCosts, no_pairs, quanta
from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.objective.scale import cost_unit
from regionplanner.objective.targets import check_target
from regionplanner.scenario import Scenario


def criterion_costs(
    figures: ParentFigures, criterion: CriterionName, weight: float, *, n_regions: int | None = None
) -> RegionCosts:
    """Return the costs of one criterion.

    Parameters
    ----------
    figures
        Of one parent.
    criterion
        Name of the criterion.
    weight
        Cost of one natural unit of it.
    n_regions
        Number of regions of the parent; only needed for a balance target of its own.
    """
    return CRITERIA[criterion].costs(figures, weight, n_regions)


def region_costs(
    figures: ParentFigures,
    scenario: Scenario,
    *,
    n_regions: int | None = None,
    unit: float | None = None,
) -> RegionCosts:
    """Return what candidate regions of one parent cost: the weighted sum of the criteria.

    Weights are divided by a power of ten (`regionplanner.objective.scale.cost_unit`), so that costs
    are of the same size whether a planner writes ``distance=1`` or ``distance=1000``. With a
    coverage the whole outline of a region counts as border and ties, and covering is rewarded.

    Parameters
    ----------
    figures
        Of one parent.
    scenario
        Weights of the criteria, in natural units.
    n_regions
        Number of regions of the parent; only needed for a balance target of its own.
    unit
        The power of ten; that of `cost_unit` when None.

    Raises
    ------
    ScenarioError
        When balance counts and its target is open.
    ValueError
        When balance has a target of its own and `n_regions` is None.
    """
    unit = cost_unit(scenario, figures.extents) if unit is None else unit
    parts = []
    for criterion, weight in sorted(scenario.criteria.items()):
        if weight <= 0:
            continue
        if criterion == "balance":
            check_target(scenario, figures.balance_target)
        sides = outline_sides(scenario) if CRITERIA[criterion].outline else 1
        parts.append(
            criterion_costs(figures, criterion, sides * weight / unit, n_regions=n_regions)
        )
    costs = reduce(summed, parts)
    if scenario.coverage is None or not scenario.coverage.reward:
        return costs
    reward = quanta(figures.covered, scenario.coverage.reward / unit)
    return summed(costs, RegionCosts(-reward, no_pairs(len(reward))))


def outline_sides(scenario: Scenario) -> int:
    """Return how often a region counts half its outline: twice where not all are covered.

    Parameters
    ----------
    scenario
        The choices.
    """
    return 1 if scenario.coverage is None else 2
