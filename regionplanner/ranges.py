"""The range of numbers that plans are made from: what is beyond it is refused, never rounded."""

from typing import TYPE_CHECKING

from regionplanner.errors import Message

if TYPE_CHECKING:
    import pandas as pd

LEAST, MOST = 1e-12, 1e15
"""Smallest size of a number that is not 0, and largest: weights, figures, bounds, budgets."""

MOST_MINUTES = 1e6
"""Longest travel time that is one: two years."""

EXPECTED = Message(
    "0 or a number of {least:g} to {most:g} in size is expected", least=LEAST, most=MOST
)
"""What messages say."""


def in_range(value: float) -> float:
    """Return a number that plans can be made from; -0 is 0.

    Parameters
    ----------
    value
        Any number.

    Raises
    ------
    ValueError
        When it is not finite, too large, or so small that it would be rounded away.

    Examples
    --------
    >>> in_range(40_000.0), in_range(-0.0)
    (40000.0, 0.0)
    """
    if value and not LEAST <= abs(value) <= MOST:
        raise ValueError(EXPECTED)
    return value + 0.0


def beyond_range(values: "pd.Series", *, most: float = MOST) -> "pd.Series":
    """Return which numbers no plan can be made from; what is missing is none of them.

    Parameters
    ----------
    values
        Numbers, or missing.
    most
        The largest.
    """
    sizes = values.astype(float).abs()
    outside: pd.Series = sizes.notna() & (sizes > 0) & ~sizes.between(LEAST, most)
    return outside
