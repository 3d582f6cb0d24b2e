"""The value of each criterion for a plan, in its own unit."""

import math
from collections.abc import Mapping
from dataclasses import replace

import networkx as nx
import numpy as np

from regionplanner.criteria.costs import Members
from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.data.municipalities import Municipalities, without
from regionplanner.objective.mix import measured_criterion, outline_sides
from regionplanner.objective.parents import parent_figures, tie_columns
from regionplanner.plan.plan import Plan
from regionplanner.scenario import Scenario

_PLACES = 6


def criterion_units(
    municipalities: Municipalities, scenario: Scenario
) -> Mapping[CriterionName, str]:
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
        one.name: one.unit["en"].format(length=length).replace("²", "2")
        + (who if one.by_traveller else "")
        for one in CRITERIA.values()
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


def criterion_values(
    plan: Plan, figures: Mapping[str, ParentFigures]
) -> Mapping[CriterionName, float]:
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
    return {
        name: _rounded(math.fsum(values.values()))
        for name, values in _criterion_values(plan, figures).items()
    }


def region_values(
    plan: Plan, figures: Mapping[str, ParentFigures]
) -> Mapping[str, Mapping[CriterionName, float]]:
    """Return what every region has of every criterion; the sum is that of `criterion_values`.

    Parameters
    ----------
    plan
        A plan whose regions lie inside one reference region each.
    figures
        Figures of every reference region, by code.

    Returns
    -------
    Mapping
        By region code, in the order of the plan, then by criterion. Of border and ties between
        two regions each has half; all, where whole outlines count.
    """
    values = _criterion_values(plan, figures)
    return {
        region.code: {name: _rounded(own[region.code]) for name, own in values.items()}
        for region in plan
    }


def measured_criteria(
    plan: Plan, municipalities: Municipalities, scenario: Scenario
) -> tuple[CriterionName, ...]:
    """Return the criteria whose values say something of a plan, balance among them.

    Parameters
    ----------
    plan
        The plan. Nothing can be measured where a region crosses reference regions.
    municipalities
        The units. Without any column or table of the ties, these are no value.
    scenario
        Names the ties.
    """
    parents = municipalities.frame["reference_region"]
    if any(parents[list(region.members)].nunique() > 1 for region in plan):
        return ()
    tied = any(tie_columns(municipalities, scenario).values())
    return tuple(name for name in CRITERIA if tied or name != "ties")


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


def _criterion_values(
    plan: Plan, figures: Mapping[str, ParentFigures]
) -> Mapping[CriterionName, Mapping[str, float]]:
    """Return the value of every criterion by region; of balance where the figure is known."""
    scenario = plan.scenario or Scenario()
    found: dict[CriterionName, Mapping[str, float]] = {
        name: _by_region(plan, figures, name, scenario) for name in CRITERIA if name != "balance"
    }
    targets = balance_targets(plan, figures)
    if targets:
        aimed = {code: replace(figures[code], balance_target=targets[code]) for code in targets}
        found["balance"] = _by_region(plan, aimed, "balance", scenario)
    return found


def _by_region(
    plan: Plan, figures: Mapping[str, ParentFigures], criterion: CriterionName, scenario: Scenario
) -> Mapping[str, float]:
    sides = outline_sides(scenario) if CRITERIA[criterion].outline else 1
    values: dict[str, float] = {}
    for code, parent in figures.items():
        inside = [region for region in plan if region.parent == code]
        rows = [np.isin(parent.units, region.members) for region in inside]
        regions: Members = np.array(rows, dtype=bool).reshape(-1, len(parent.units))
        found = sides * measured_criterion(parent, criterion, regions, scenario)
        values |= {r.code: float(value) for r, value in zip(inside, found, strict=True)}
    return values


def _rounded(value: float) -> float:
    """Return a value to millionths; a smaller one to as many digits."""
    return round(value, _PLACES) if abs(value) >= 1 else float(f"{value:.{_PLACES}g}")
