"""The value of each criterion for a plan, in its own unit."""

from collections.abc import Mapping
from typing import get_args

import numpy as np

from regionplanner.choices import Criterion
from regionplanner.criteria.costs import natural
from regionplanner.criteria.mix import ParentFigures, criterion_costs
from regionplanner.plan.plan import Plan

UNITS: Mapping[Criterion, str] = {
    "distance": "km",
    "dispersion": "km2",
    "border": "km",
    "ties": "ties",
}


def criterion_values(plan: Plan, figures: Mapping[str, ParentFigures]) -> Mapping[Criterion, float]:
    """Return the total of every criterion over the regions of a plan.

    Parameters
    ----------
    plan
        A plan whose regions lie inside one reference region each.
    figures
        Figures of every reference region, by code.

    Returns
    -------
    Mapping
        Distance [km], dispersion [km2], border [km] and ties, in this order.
    """
    criteria: tuple[Criterion, ...] = get_args(Criterion)
    return {criterion: _total(plan, figures, criterion) for criterion in criteria}


def _total(plan: Plan, figures: Mapping[str, ParentFigures], criterion: Criterion) -> float:
    total = 0
    for code, parent in figures.items():
        regions = [np.isin(parent.units, r.members) for r in plan if r.parent == code]
        if regions:
            total += int(criterion_costs(parent, criterion, 1.0).of(np.array(regions)).sum())
    return natural(total)
