"""Columns that a scenario names, as numbers, and what balance evens out in them."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api import types

from regionplanner.choices import count_range, count_text
from regionplanner.criteria.costs import QUANTUM
from regionplanner.data.figures import check_sizes, figure_names, why_text
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, ScenarioError, listing
from regionplanner.scenario import Scenario

UNITS = "units"
"""The column that every data set has: it counts municipalities."""

_DIGITS = 3

_MOST_TOTAL = 1e15
"""Totals in quanta have no more digits than floating-point numbers hold."""


def is_figure(frame: pd.DataFrame, column: str) -> bool:
    """Return whether a column is there and holds numbers.

    Parameters
    ----------
    frame
        One row a unit.
    column
        Its name; ``"units"`` always is one.
    """
    return column == UNITS or (column in frame and types.is_numeric_dtype(frame[column]))


def figure_quantum(values: NDArray[np.float64], column: str) -> float:
    """Return the power of ten in which the figures of a parent are whole numbers that add up.

    Parameters
    ----------
    values
        Of each unit, shape ``(n_units,)``.
    column
        Its name, for messages.

    Returns
    -------
    float
        A millionth; less where the smallest figure asks for it, more where the total does.

    Raises
    ------
    ScenarioError
        When the smallest would be rounded away beside the total.
    """
    sizes = np.abs(values[values != 0])
    if not len(sizes):
        return QUANTUM
    least, total = float(sizes.min()), float(sizes.sum())
    fine = min(QUANTUM, 10.0 ** (math.floor(math.log10(least)) - _DIGITS))
    quantum = max(fine, 10.0 ** math.ceil(math.log10(total / _MOST_TOTAL)))
    if least < quantum:
        text = (
            "{column} has values from {least:g} to {most:g} in one reference region, too "
            "far apart to be added up exactly; round the small ones, or leave the bound out"
        )
        raise ScenarioError(text, column=column, least=least, most=sizes.max())
    return quantum


def figure_column(
    municipalities: Municipalities, column: str, scenario: Scenario, *, use: str
) -> pd.Series:
    """Return a column of numbers of at least 0.

    Parameters
    ----------
    municipalities
        The units.
    column
        Its name; ``"units"`` is 1 for every unit.
    scenario
        Says which units are left out; theirs may be missing, and are then 0.
    use
        What it is for, for messages: ``"travellers"``.

    Returns
    -------
    pandas.Series
        Shape ``(n_units,)``, index `nis`.

    Raises
    ------
    ScenarioError
        When there is no such column of numbers, a value is missing or negative, or all are 0.
    """
    frame = municipalities.frame
    if column == UNITS and column not in frame:
        return pd.Series(1.0, index=frame.index)
    if not is_figure(frame, column):
        if why := why_text(municipalities, column):
            raise ScenarioError("{use}: {why}", use=use, why=why)
        raise ScenarioError(
            "{use} names {column}, which is no figure of the data; choose from {figures}",
            use=use,
            column=column,
            figures=listing(figure_names(frame), at_most=30),
        )
    values = frame[column].astype(float)
    planned = values.drop(index=[nis for nis in scenario.leave_out if nis in frame.index])
    check_sizes(municipalities, planned, use=use)
    for wrong, text in (
        (
            planned.isna(),
            "{use} needs {column} of every municipality, 0 or more; it is missing for {units}; "
            "fill it in or leave them out",
        ),
        (
            planned < 0,
            "{use} needs {column} of every municipality, 0 or more; it is negative for {units}; "
            "fill it in or leave them out",
        ),
    ):
        if wrong.any():
            units = listing(municipalities.label(nis) for nis in planned.index[wrong])
            raise ScenarioError(text, use=use, column=column, units=units)
    if not planned.sum():
        template = "{use} names {column}, which is 0 for every municipality; choose another figure"
        raise ScenarioError(template, use=use, column=column)
    figures: pd.Series = values.fillna(0.0).clip(lower=0.0)
    return figures


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


def balance_target(municipalities: Municipalities, scenario: Scenario) -> float | None:
    """Return what a region should have of the figure.

    Parameters
    ----------
    municipalities
        The units; those that are left out do not count.
    scenario
        Says which target.

    Returns
    -------
    float or None
        None for ``"own"``, the mean of each reference region, and where ``"all"`` cannot be known:
        without the figure or without one number of regions.
    """
    target = scenario.balance.target
    if not isinstance(target, str):
        return target
    wanted: Sequence[int] = count_range(scenario.regions) if scenario.regions else ()
    if target == "own" or len(wanted) != 1:
        return None
    planned = ~municipalities.frame.index.isin(list(scenario.leave_out))
    total = float(balance_values(municipalities, scenario)[planned].sum())
    return None if np.isnan(total) else total / wanted[0]


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
            "balance has the target {target}, a share of all municipalities, but "
            "the plan leaves some for later (coverage); give balance a target: how much "
            "{column} a region should have",
            target=scenario.balance.target,
            column=scenario.balance.column,
        )
    if scenario.balance.target == "all" and target is None:
        column, regions = scenario.balance.column, scenario.regions
        what = Message("municipalities") if column == UNITS else column
        asked = Message("open") if regions is None else count_text(regions)
        raise ScenarioError(
            "balance has the target all, the total by the number of regions, but that number is "
            "{asked}; ask for one number of regions, or give balance a target: own, or how many "
            "{what} a region should have",
            asked=asked,
            what=what,
        )
