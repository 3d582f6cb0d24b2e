"""Columns that a scenario names, as numbers: checked, with municipalities in the messages."""

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api import types

from regionplanner.criteria.costs import QUANTUM
from regionplanner.data.figures import check_sizes, why_text
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import ScenarioError, listing
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
        raise ScenarioError(
            f"{column} has values from {least:g} to {sizes.max():g} in one reference region, too "
            "far apart to be added up exactly; round the small ones, or leave the bound out"
        )
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
            raise ScenarioError(f"{use}: {why}")
        numbers = frame.select_dtypes("number").columns
        raise ScenarioError(
            f"{use} names {column}, which is no figure of the data; "
            f"choose from {listing(map(str, numbers), at_most=30)}"
        )
    values = frame[column].astype(float)
    planned = values.drop(index=[nis for nis in scenario.leave_out if nis in frame.index])
    check_sizes(municipalities, planned, use=use)
    for wrong, what in ((planned.isna(), "missing"), (planned < 0, "negative")):
        if wrong.any():
            names = listing(municipalities.label(nis) for nis in planned.index[wrong])
            raise ScenarioError(
                f"{use} needs {column} of every municipality, 0 or more; it is {what} for {names}; "
                "fill it in or leave them out"
            )
    if not planned.sum():
        raise ScenarioError(
            f"{use} names {column}, which is 0 for every municipality; choose another figure"
        )
    found: pd.Series = values.fillna(0.0).clip(lower=0.0)
    return found
