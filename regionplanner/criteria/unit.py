"""The unit of costs: a power of ten, so that costs are whole numbers of moderate size."""

import math
from collections.abc import Mapping

from regionplanner.criteria.columns import figure_column
from regionplanner.errors import ScenarioError
from regionplanner.io.municipalities import Municipalities, without
from regionplanner.scenario import Scenario

LEAST_SHARE = 1e-4
"""Smallest part of the objective beside the largest: below it, costs would be rounded away."""

TRAVELLERS, COVERED = "travellers", "covered"
"""Names of the mean of the column of travellers, and of the figure that coverage rewards."""


def mean_figures(municipalities: Municipalities, scenario: Scenario) -> Mapping[str, float]:
    """Return the mean of every figure that costs are multiplied by.

    Parameters
    ----------
    municipalities
        The units; those that are left out do not count.
    scenario
        Names the columns.

    Returns
    -------
    Mapping
        By `TRAVELLERS` and `COVERED`, and by the name of each pair table of the ties; what is not
        named is 1.

    Raises
    ------
    ScenarioError
        When a column is missing or has missing or negative values.
    """
    left_out = [nis for nis in scenario.leave_out if nis in municipalities.frame.index]
    planned = without(municipalities, left_out)
    found = {}
    if scenario.travellers is not None:
        column = figure_column(planned, scenario.travellers, scenario, use="travellers")
        found[TRAVELLERS] = float(column.mean())
    if scenario.coverage is not None and scenario.coverage.per is not None:
        per = figure_column(planned, scenario.coverage.per, scenario, use="coverage.per")
        found[COVERED] = float(per.mean())
    for name in scenario.ties:
        if name in planned.pair_ties:
            weights = planned.pair_ties[name]["weight"]
            found[name] = float(weights[weights > 0].mean()) if (weights > 0).any() else 1.0
    return found


def traveller_unit(means: Mapping[str, float]) -> float:
    """Return the power of ten that travellers are divided by where only distances are compared.

    Parameters
    ----------
    means
        Of `mean_figures`.
    """
    return _power_of_ten(means.get(TRAVELLERS, 1.0))


def scaled_unit(scenario: Scenario, means: Mapping[str, float]) -> float:
    """Return the power of ten that weights are divided by.

    Parameters
    ----------
    scenario
        The weights.
    means
        Of `mean_figures`: a weight per km counts for the mean number of travellers.
    """
    return _power_of_ten(max(_effective_weights(scenario, means).values()))


def cost_unit(municipalities: Municipalities, scenario: Scenario) -> float:
    """Return the power of ten that weights are divided by; natural costs are multiplied by it.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        The weights.

    Raises
    ------
    ScenarioError
        When a weight is so small beside the largest that costs would be rounded to nothing, or a
        column is missing or has missing or negative values.
    """
    means = mean_figures(municipalities, scenario)
    weights = _effective_weights(scenario, means)
    largest = max(weights, key=lambda name: weights[name])
    for name, weight in weights.items():
        if weight < weights[largest] * LEAST_SHARE:
            times = " (with the mean of its figure)" if means else ""
            raise ScenarioError(
                f"the weight of {name}, {weight:g}{times}, is so small beside that of {largest}, "
                f"{weights[largest]:g}, that it would be rounded away; "
                "bring them closer together or leave one out"
            )
    return scaled_unit(scenario, means)


def _effective_weights(scenario: Scenario, means: Mapping[str, float]) -> dict[str, float]:
    """Return what a typical unit of each criterion costs; of ties, by column; of the reward."""
    travellers = means.get(TRAVELLERS, 1.0)
    weights: dict[str, float] = {
        criterion: weight * (travellers if criterion in ("distance", "dispersion") else 1.0)
        for criterion, weight in scenario.criteria.items()
        if criterion != "ties" and weight > 0
    }
    tied = scenario.criteria.get("ties", 0.0)
    weights |= {
        f"ties in {name}": tied * weight * means.get(name, 1.0)
        for name, weight in scenario.ties.items()
        if tied * weight > 0
    }
    if scenario.coverage is not None and scenario.coverage.reward > 0:
        weights["the reward of coverage"] = scenario.coverage.reward * means.get(COVERED, 1.0)
    return weights


def _power_of_ten(value: float) -> float:
    return 10.0 ** math.floor(math.log10(value))
