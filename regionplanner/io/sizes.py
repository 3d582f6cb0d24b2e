"""Figures of municipalities that no plan can be made from: too large, or too small to count."""

import pandas as pd

from regionplanner.errors import ScenarioError, listing
from regionplanner.io.municipalities import Municipalities
from regionplanner.ranges import EXPECTED, beyond_range


def check_sizes(municipalities: Municipalities, values: pd.Series, *, use: str) -> None:
    """Raise where figures are beyond the range of numbers that plans are made from.

    Parameters
    ----------
    municipalities
        The units.
    values
        A column of numbers, or a part of it; missing ones are not looked at.
    use
        What it is for, for messages: ``"travellers"``.

    Raises
    ------
    ScenarioError
        Names the column, and each value with its municipality.
    """
    wrong = beyond_range(values)
    if wrong.any():
        names = listing(
            f"{value:g} for {municipalities.label(str(nis))}"
            for nis, value in values[wrong].items()
        )
        raise ScenarioError(
            f"{use} takes {values.name}, which is {names}; {EXPECTED}; correct the column, or give "
            "it in other units"
        )
