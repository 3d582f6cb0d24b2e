"""The value of each criterion for a plan, in its own unit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

import networkx as nx
import numpy as np

from regionplanner.choices import Criterion
from regionplanner.criteria.costs import Members, RegionCosts, natural
from regionplanner.criteria.mix import (
    ParentFigures,
    criterion_costs,
    outline_sides,
    parent_figures,
)
from regionplanner.io.municipalities import Municipalities, without
from regionplanner.plan.plan import Plan
from regionplanner.scenario import Scenario

CRITERIA: tuple[Criterion, ...] = get_args(Criterion)


def criterion_units(municipalities: Municipalities, scenario: Scenario) -> Mapping[Criterion, str]:
    """Return the unit of every criterion.

    Parameters
    ----------
    municipalities
        Travel is in minutes where they have travel times.
    scenario
        Names the column of those who travel.
    """
    length = "km" if municipalities.travel_min is None else "min"
    who = "" if scenario.travellers is None else f" x {scenario.travellers}"
    return {
        "distance": f"{length}{who}",
        "dispersion": f"{length}2{who}",
        "border": "km",
        "ties": "ties",
        "balance": "targets",
    }


def plan_figures(
    plan: Plan, municipalities: Municipalities, graph: "nx.Graph[str]", scenario: Scenario
) -> Mapping[str, ParentFigures]:
    """Return the figures of every parent, without the municipalities that are left out.

    Parameters
    ----------
    plan
        Those that it has in a region all the same are kept.
    municipalities
        The units.
    graph
        Their rook graph.
    scenario
        Names the columns and tables that count, and who is left out.
    """
    planned = plan.assignment
    frame = municipalities.frame
    gone = [nis for nis in scenario.leave_out if nis in frame.index and nis not in planned]
    return parent_figures(without(municipalities, gone), graph, scenario)


def criterion_values(plan: Plan, figures: Mapping[str, ParentFigures]) -> Mapping[Criterion, float]:
    """Return the total of every criterion over the regions of a plan.

    Parameters
    ----------
    plan
        A plan whose regions lie inside one reference region each. Its scenario says what a region
        should have of the balanced figure, and whether whole outlines count.
    figures
        Figures of every reference region, by code.

    Returns
    -------
    Mapping
        Distance and dispersion [km, km2 or min, min2, by traveller], border [km], ties and
        balance [targets], in this order; balance only where the figure is known.
    """
    scenario = plan.scenario or Scenario()
    found: dict[Criterion, float] = {
        name: _total(plan, figures, name, scenario) for name in CRITERIA if name != "balance"
    }
    targets = balance_targets(plan, figures)
    if targets:
        aimed = {code: replace(figures[code], balance_target=targets[code]) for code in targets}
        found["balance"] = _total(plan, aimed, "balance", scenario)
    return found


def balance_targets(plan: Plan, figures: Mapping[str, ParentFigures]) -> Mapping[str, float]:
    """Return what a region should have of the balanced figure, by reference region with regions.

    Parameters
    ----------
    plan
        Its scenario says which target; its number of regions counts where that is left open.
    figures
        Figures of every reference region, by code.

    Returns
    -------
    Mapping
        Empty where the figure is not known of every unit, or is 0 for all.
    """
    balance = (plan.scenario or Scenario()).balance
    total = float(sum(parent.balance.sum() for parent in figures.values()))
    targets = {}
    for code, parent in figures.items():
        n_regions = sum(region.parent == code for region in plan)
        if not n_regions:
            continue
        if balance.target == "own":
            targets[code] = float(parent.balance.sum()) / n_regions
        else:
            targets[code] = parent.balance_target or total / len(plan)
    known = not np.isnan(total) and all(target > 0 for target in targets.values())
    return targets if known else {}


def _total(
    plan: Plan, figures: Mapping[str, ParentFigures], criterion: Criterion, scenario: Scenario
) -> float:
    sides = outline_sides(scenario) if criterion in ("border", "ties") else 1
    total = 0
    for code, parent in figures.items():
        rows = [np.isin(parent.units, r.members) for r in plan if r.parent == code]
        regions: Members = np.array(rows, dtype=bool).reshape(-1, len(parent.units))
        headless = ~regions[:, parent.centres].any(axis=1)
        total += _cost(parent, criterion, sides).of(regions[~headless]).sum()
        if headless.any():  # made by hand: measured to any member
            free = replace(parent, centres=np.ones_like(parent.centres))
            total += _cost(free, criterion, sides).of(regions[headless]).sum()
    return natural(int(total))


def _cost(parent: ParentFigures, criterion: Criterion, sides: int) -> RegionCosts:
    return criterion_costs(parent, criterion, float(sides))
