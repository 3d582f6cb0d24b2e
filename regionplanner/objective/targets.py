"""What balance evens out, and what a region should have of it."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.choices import count_range, count_text
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import ScenarioError
from regionplanner.objective.columns import UNITS, figure_column, is_figure
from regionplanner.scenario import Scenario


def balance_values(municipalities: Municipalities, scenario: Scenario) -> NDArray[np.float64]:
    """Return the figure that is evened out, of each unit.

    Where balance is only reported, a column that cannot be used gives NaN.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        Names the column.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_units,)``, in the order of the frame.

    Raises
    ------
    ScenarioError
        When balance counts and a value is missing or negative, or there is no such column.
    """
    frame, column = municipalities.frame, scenario.balance.column
    try:
        values = figure_column(municipalities, column, scenario, use="balance")
    except ScenarioError:
        if scenario.criteria.get("balance"):
            raise
        return np.full(len(frame), np.nan)
    return values.to_numpy(dtype=float)


def has_balance(municipalities: Municipalities, scenario: Scenario) -> bool:
    """Return whether the data has the figure that balance is about.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        Names the column.
    """
    known = is_figure(municipalities.frame, scenario.balance.column)
    return known and not np.isnan(balance_values(municipalities, scenario)).any()


def balance_target(
    municipalities: Municipalities, scenario: Scenario, *, n_regions: int | None = None
) -> float | None:
    """Return what a region should have of the figure.

    Parameters
    ----------
    municipalities
        The units; those that are left out do not count.
    scenario
        Says which target.
    n_regions
        Number of regions in all; that of the scenario when None.

    Returns
    -------
    float or None
        None for ``"own"``, the mean of each reference region, and where ``"all"`` cannot be known:
        without the figure or without one number of regions.
    """
    target = scenario.balance.target
    if not isinstance(target, str):
        return target
    if n_regions is None and scenario.regions is not None:
        wanted = count_range(scenario.regions)
        n_regions = wanted[0] if len(wanted) == 1 else None
    if target == "own" or n_regions is None:
        return None
    planned = ~municipalities.frame.index.isin(list(scenario.leave_out))
    total = float(balance_values(municipalities, scenario)[planned].sum())
    return None if np.isnan(total) else total / n_regions


def check_target(scenario: Scenario, target: float | None) -> None:
    """Raise when balance counts and its target cannot be known; do nothing when it can.

    Parameters
    ----------
    scenario
        The choices.
    target
        Of `balance_target`.

    Raises
    ------
    ScenarioError
        When the target is ``"all"`` and the number of regions is open.
    """
    if scenario.coverage is not None and isinstance(scenario.balance.target, str):
        raise ScenarioError(
            f"balance has the target {scenario.balance.target}, a share of all municipalities, but "
            "the plan leaves some for later (coverage); give balance a target: how much "
            f"{scenario.balance.column} a region should have"
        )
    if scenario.balance.target == "all" and target is None:
        what = "of municipalities" if scenario.balance.column == UNITS else scenario.balance.column
        asked = "open" if scenario.regions is None else count_text(scenario.regions)
        raise ScenarioError(
            f"balance has the target all, the total by the number of regions, but that number is "
            f"{asked}; ask for one number of regions, or give balance a target: own, or how much "
            f"{what} a region should have"
        )
