"""Balance: how far the regions are from having equally much of a figure."""

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import (
    QUANTUM,
    Deviation,
    Members,
    RegionCosts,
    no_costs,
    quanta,
)
from regionplanner.criteria.criterion import Criterion
from regionplanner.criteria.figures import ParentFigures
from regionplanner.errors import ScenarioError


def balance_costs(figures: ParentFigures, weight: float, n_regions: int | None) -> RegionCosts:
    """Return the distance of a region from its target as costs.

    Parameters
    ----------
    figures
        Of the parent; without a target: its total by its number of regions.
    weight
        Cost of being one target off.
    n_regions
        Number of regions of the parent, for a target of its own.

    Raises
    ------
    ScenarioError
        When the target is the parent's own, and it has nothing of the figure.
    ValueError
        When neither the target nor the number of regions is given.

    Notes
    -----
    cost(S) = weight * abs(a(S) - target) / target, and with a target of its own
    weight * abs(k * a(S) - total) / total, which is the same.
    """
    values, target = figures.balance, figures.balance_target
    if target is None and n_regions is None:
        raise ValueError("a target of its own needs the number of regions of the parent")
    of = float(values.sum()) if target is None else target
    if of <= 0:
        raise ScenarioError(
            "balance has the target own, but a reference region has nothing of its figure; "
            "give a target (all, or a number)"
        )
    off = Deviation(
        values=quanta(values / of, weight),
        target=round(weight / QUANTUM),
        factor=n_regions if target is None and n_regions is not None else 1,
    )
    return no_costs(len(figures.units), deviation=off)


def _measure(figures: ParentFigures, members: Members, _: Members) -> NDArray[np.float64]:
    target = figures.balance_target
    if target is None:
        target = float(figures.balance.sum()) / max(1, len(members))
    off: NDArray[np.float64] = np.abs(members @ figures.balance - target) / target
    return off


def _most(figures: ParentFigures) -> float:
    """Return how many targets the regions of a parent can be off at the most."""
    n_units = len(figures.units)
    if figures.balance_target is None:
        return 2.0 * n_units
    return float(np.nansum(figures.balance)) / figures.balance_target + n_units


def _steps(figures: ParentFigures, n_regions: int) -> float:
    """Return what rounding can do: totals are multiplied where the target is the parent's own."""
    times = n_regions if figures.balance_target is None else 1
    return (times * len(figures.units) + n_regions) / 2


BALANCE = Criterion(
    name="balance",
    explained={
        "en": "Deviation from the target, as a part of it: 0.1 is 10 percent",
        "nl": "Afwijking van het streefaantal, als deel ervan: 0.1 is 10 procent",
    },
    example=100.0,
    costs=balance_costs,
    measure=_measure,
    most=_most,
    steps=_steps,
    unit={"nl": "streefaantallen", "en": "targets"},
    decimals=2,
    words={
        "goal": {
            "nl": "een zo gelijk mogelijke verdeling van {figure} over de regio's",
            "en": "as equal a division of {figure} over the regions as possible",
        },
        "per": {
            "nl": "per 100 % afwijking van het streefaantal",
            "en": "per 100 % of deviation from the target",
        },
        "report": {
            "nl": "Afwijking van een gelijke verdeling van {figure}",
            "en": "Deviation from an equal division of {figure}",
        },
        "heading": {
            "nl": "Afwijking van het streefaantal, samen: {figure}",
            "en": "Deviation from the target, in all: {figure}",
        },
        "heading_unit": {"nl": "maal het streefaantal", "en": "times the target"},
        "axis": {"nl": "Ongelijkheid tussen de regio's", "en": "Inequality of the regions"},
        "axis_unit": {"nl": "keer het streefgetal", "en": "times the target"},
        "value": {
            "nl": "Ongelijkheid tussen de regio's",
            "en": "Inequality between the regions",
        },
    },
)
"""See `balance_costs`."""
