"""Figures of a plan: the value of each criterion, and one row of figures a region."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regionplanner.choice import Language
from regionplanner.criteria.costs import Members
from regionplanner.criteria.distance import straight_line_km
from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.data.municipalities import Municipalities, without
from regionplanner.objective.mix import measured_criterion, outline_sides
from regionplanner.objective.parents import parent_figures, tie_columns
from regionplanner.plan.plan import Plan, Region, expect_members
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario


def criterion_units(
    municipalities: Municipalities, scenario: Scenario
) -> Mapping[CriterionName, str]:
    """Return the unit of every criterion."""
    length = "km" if municipalities.travel_min is None else "min"
    who = "" if scenario.travellers is None else f" x {scenario.travellers}"
    return {
        criterion.name: criterion.unit["en"].format(length=length).replace("²", "2")
        + (who if criterion.by_traveller else "")
        for criterion in CRITERIA.values()
    }


def plan_figures(plan: Plan, case: Case) -> Mapping[str, ParentFigures]:
    """Return the figures of every parent, without the municipalities that are left out."""
    expect_members(plan, case.municipalities)
    planned, units = plan.assignment, case.municipalities.frame.index
    gone = [nis for nis in case.scenario.leave_out if nis in units and nis not in planned]
    return parent_figures(without(case.municipalities, gone), case.graph, case.scenario)


def criterion_values(
    plan: Plan, figures: Mapping[str, ParentFigures]
) -> Mapping[CriterionName, float]:
    """Return the total of every criterion over the regions of a plan.

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


def measured_criteria(plan: Plan, case: Case) -> tuple[CriterionName, ...]:
    """Return the criteria whose values say something of a plan, balance among them."""
    parents = case.municipalities.frame["reference_region"]
    if any(len(set(parents[list(region.members)])) > 1 for region in plan):
        return ()
    tied = any(tie_columns(case.municipalities, case.scenario).values())
    return tuple(name for name in CRITERIA if tied or name != "ties")


def known_values(plans: Sequence[Plan], case: Case) -> list[Mapping[CriterionName, float]]:
    """Return the values that say something of each plan; none where a region crosses parents.

    The plans leave the same municipalities out.
    """
    reported = [measured_criteria(plan, case) for plan in plans]
    figures = plan_figures(plans[0], case) if any(reported) else {}
    values = [
        criterion_values(plan, figures) if own else {}
        for plan, own in zip(plans, reported, strict=True)
    ]
    return [
        {name: known[name] for name in known if name in own}
        for known, own in zip(values, reported, strict=True)
    ]


def balance_targets(plan: Plan, figures: Mapping[str, ParentFigures]) -> Mapping[str, float]:
    """Return what a region should have of the balanced figure, by reference region with regions.

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
    values: dict[CriterionName, Mapping[str, float]] = {
        name: _by_region(plan, figures, name, scenario) for name in CRITERIA if name != "balance"
    }
    targets = balance_targets(plan, figures)
    if targets:
        aimed = {code: replace(figures[code], balance_target=targets[code]) for code in targets}
        values["balance"] = _by_region(plan, aimed, "balance", scenario)
    return values


def _by_region(
    plan: Plan, figures: Mapping[str, ParentFigures], criterion: CriterionName, scenario: Scenario
) -> Mapping[str, float]:
    sides = outline_sides(scenario) if CRITERIA[criterion].outline else 1
    values: dict[str, float] = {}
    for code, parent in figures.items():
        inside = [region for region in plan if region.parent == code]
        rows = [np.isin(parent.units, region.members) for region in inside]
        regions: Members = np.array(rows, dtype=bool).reshape(-1, len(parent.units))
        measured = sides * measured_criterion(parent, criterion, regions, scenario)
        values |= {r.code: float(value) for r, value in zip(inside, measured, strict=True)}
    return values


def _rounded(value: float) -> float:
    """Return a value to millionths; a smaller one to as many digits."""
    return round(value, _PLACES) if abs(value) >= 1 else float(f"{value:.{_PLACES}g}")


_PLACES = 6  # figures are rounded once, where they are shown


def scorecard(
    plan: Plan,
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
    *,
    language: Language = "nl",
) -> pd.DataFrame:
    """Return the figures of every region.

    Parameters
    ----------
    plan
        The plan.
    municipalities
        Its units.
    graph
        Their rook graph.
    scenario
        Says what a tie is, and what is balanced.
    language
        Of the word in names: ``"Kempen A, rond Geel"``, or ``around``.

    Returns
    -------
    pandas.DataFrame
        Index ``region``; columns ``name``, ``reference_region``, ``reference_region_name``,
        ``municipalities``, ``inhabitants``, ``inhabitants_0_14`` (NA where unknown),
        ``area_km2``, ``centre``, ``centre_name``, ``mean_distance_km``, ``max_distance_km`` (of
        the other members to the centre, straight lines), ``border_km`` and ``ties_cut`` (with
        others of the same reference region, in full). Where the data has travel times also
        ``mean_travel_min`` and ``max_travel_min`` (of the other members to the centre; NaN where
        none is known); where balance counts also ``balance_figure`` (what the region has of the
        balanced figure) and ``balance_deviation_pct`` (how far that is above its target, or below
        it, in % of it).

    Raises
    ------
    DataError
        When `plan` is no `Plan` of these units, `municipalities` is no `Municipalities`, or travel
        times inside a reference region are missing.
    ScenarioError
        When the scenario names a column that the data lack or that has missing or negative values,
        or limits travel time where the data have no travel times.
    """
    return case_score(plan, Case(municipalities, graph, scenario), language=language)


def case_score(
    plan: Plan,
    case: Case,
    *,
    language: Language = "nl",
    figures: Mapping[str, ParentFigures] | None = None,
) -> pd.DataFrame:
    """Return the figures of every region, as `scorecard`; from `plan_figures` if they are known."""
    municipalities, figures = case.municipalities, figures or plan_figures(plan, case)
    targets = balance_targets(plan, figures) if case.scenario.criteria.get("balance") else {}
    rows = [
        {"region": region.code, "name": region.title(language)}
        | _row(region, municipalities, figures[region.parent])
        | _travel([region], municipalities)
        | (_balance(region, figures[region.parent], targets[region.parent]) if targets else {})
        for region in plan
    ]
    whole = dict.fromkeys(["inhabitants", "inhabitants_0_14"], "Int64")
    return pd.DataFrame(rows).set_index("region").astype(whole)


def whole_score(plan: Plan, case: Case) -> "pd.Series[float]":
    """Return the figures of all regions together.

    Returns
    -------
    pandas.Series
        By the columns of `scorecard` that are numbers, but for the deviation from a target: sums,
        and the mean and the largest distance or time over all members that are no centre. A
        border between two regions, and a tie that is cut, counts once. NaN where unknown.
    """
    municipalities, figures = case.municipalities, plan_figures(plan, case)
    rows = municipalities.frame.loc[list(plan.assignment)]
    score = {
        **_sizes(rows),
        **_distance([*plan], municipalities),
        "border_km": _cut(
            plan, {code: parent.border_km for code, parent in figures.items()}, figures
        ),
        "ties_cut": _cut(plan, {code: parent.ties for code, parent in figures.items()}, figures),
        **_travel([*plan], municipalities),
    }
    if case.scenario.criteria.get("balance"):
        units = [np.isin(parent.units, rows.index) for parent in figures.values()]
        own = zip(figures.values(), units, strict=True)
        score["balance_figure"] = round(float(sum(f.balance[inside].sum() for f, inside in own)), 2)
    return pd.Series(score, dtype="Float64").astype(float)


def _mean_and_most(name: str, by_parent: Sequence[NDArray[np.float64]]) -> dict[str, object]:
    values = np.concatenate([np.empty(0), *by_parent])
    mean = round(float(values.mean()), _PLACES) if len(values) else 0.0
    return {f"mean_{name}": mean, f"max_{name}": round(float(values.max(initial=0.0)), _PLACES)}


def _cut(
    plan: Plan, values: Mapping[str, NDArray[np.float64]], figures: Mapping[str, ParentFigures]
) -> float:
    """Return the values of pairs in two regions, or with one of them in any, each pair once."""
    where = {nis: place for place, region in enumerate(plan) for nis in region.members}
    total = 0.0
    for code, parent in figures.items():
        regions = np.array([where.get(nis, -1) for nis in parent.units])
        total += float(np.triu(values[code])[regions[:, None] != regions].sum())
    return round(total, _PLACES)


def _row(
    region: Region, municipalities: Municipalities, figures: ParentFigures
) -> dict[str, object]:
    rows = municipalities.frame.loc[list(region.members)]
    inside = np.isin(figures.units, region.members)
    return {
        "reference_region": region.parent,
        "reference_region_name": region.parent_name,
        **_sizes(rows),
        "centre": region.centre,
        "centre_name": rows.at[region.centre, "name"],
        **_distance([region], municipalities),
        "border_km": round(float(figures.border_km[inside][:, ~inside].sum()), _PLACES),
        "ties_cut": round(float(figures.ties[inside][:, ~inside].sum()), _PLACES),
    }


def _sizes(rows: pd.DataFrame) -> dict[str, object]:
    return {
        "municipalities": len(rows),
        "inhabitants": _total(rows, "inhabitants"),
        "inhabitants_0_14": _total(rows, "inhabitants_0_14"),
        "area_km2": round(float(rows["area_km2"].sum()), _PLACES),
    }


def _distance(regions: Sequence[Region], municipalities: Municipalities) -> dict[str, object]:
    """Return the mean and the largest distance of the other members to the centre."""
    xy, distances = municipalities.frame[["x_m", "y_m"]].astype(float), []
    for region in regions:
        centre = region.members.index(region.centre)
        km = straight_line_km(xy.loc[list(region.members)].to_numpy())[centre]
        distances.append(np.delete(km, centre))
    return _mean_and_most("distance_km", distances)


def _travel(regions: Sequence[Region], municipalities: Municipalities) -> dict[str, object]:
    """Return the same of travel times, as far as they are known; NaN where none is."""
    times, minutes = municipalities.travel_min, []
    if times is None:
        return {}
    for region in regions:
        others = [nis for nis in region.members if nis != region.centre]
        minutes.append(times.loc[others, region.centre].to_numpy(dtype=float))
    known = [way[~np.isnan(way)] for way in minutes]
    if sum(map(len, minutes)) and not sum(map(len, known)):
        return {"mean_travel_min": float("nan"), "max_travel_min": float("nan")}
    return _mean_and_most("travel_min", known)


def _balance(region: Region, figures: ParentFigures, target: float) -> dict[str, object]:
    figure = float(figures.balance[np.isin(figures.units, region.members)].sum())
    return {
        "balance_figure": round(figure, _PLACES),
        "balance_deviation_pct": round(100 * (figure - target) / target, 2),
    }


def _total(rows: pd.DataFrame, column: str) -> object:
    """Return a sum as a whole number; NA when the column is not there or has gaps."""
    if column not in rows or rows[column].isna().any():
        return pd.NA
    return round(float(rows[column].sum()))
