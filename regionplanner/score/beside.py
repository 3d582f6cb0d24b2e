"""Two plans beside each other: who moves, which borders change, and what every figure becomes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import networkx as nx
import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.plan.borders import BorderChange, border_change
from regionplanner.plan.compare import Comparison, compared
from regionplanner.plan.fit import check_fit
from regionplanner.plan.plan import Plan
from regionplanner.scenario import Scenario
from regionplanner.score.scorecard import scorecard, whole_score
from regionplanner.score.values import (
    criterion_units,
    criterion_values,
    measured_criteria,
    plan_figures,
    region_values,
)

Figures = Mapping[str, float]
"""Figures by name."""


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """An earlier and a later plan, and all that is different.

    Attributes
    ----------
    earlier, later
        The plans.
    comparison
        Which region continues which, and who moves.
    borders
        Borders between neighbours that come and go.
    criteria, scores
        Figures side by side: index ``before``, ``after`` (region codes, empty where a region is
        new or ends; both empty for all regions together, which come first) and ``figure``;
        columns ``earlier``, ``later``, ``difference`` (NaN where there is none) and, of
        criteria, ``unit``. Criteria of all regions are the sum of those of each: border and ties
        between two regions are half in each. Scores are those of the scorecard, where a region
        has its border and its ties in full.
    """

    earlier: Plan
    later: Plan
    comparison: Comparison
    borders: BorderChange
    criteria: pd.DataFrame
    scores: pd.DataFrame


def plan_changes(
    plan: Plan,
    earlier: Plan,
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
) -> PlanChanges:
    """Return all that changes from an earlier plan to a plan.

    Parameters
    ----------
    plan, earlier
        The plans. Their codes do not matter, and they may have other municipalities.
    municipalities
        The units of both.
    graph
        Their rook graph.
    scenario
        What both are measured with, whatever choices each was made with.

    Raises
    ------
    DataError
        When a plan names municipalities that the data lack.
    ScenarioError
        When the scenario names columns that the data lack.

    Notes
    -----
    There are no criteria of a plan with a region in more than one reference region.
    """
    check_fit([plan, earlier], municipalities)
    found = compared(plan, earlier)
    pairs = [(region.before, region.after) for region in found.regions]
    plans = [replace(one, scenario=scenario) for one in (earlier, plan)]
    criteria = [_criteria(one, municipalities, graph, scenario) for one in plans]
    scores = [_scores(one, municipalities, graph, scenario) for one in plans]
    table = _beside(pairs, *criteria)
    units: Mapping[str, str] = {
        str(name): unit for name, unit in criterion_units(municipalities, scenario).items()
    }
    return PlanChanges(
        earlier=earlier,
        later=plan,
        comparison=found,
        borders=border_change(plan, earlier, graph),
        criteria=table.assign(unit=[units[name] for name in table.index.get_level_values(2)]),
        scores=_beside(pairs, *scores),
    )


def figures_of(table: pd.DataFrame, before: str, after: str) -> pd.DataFrame:
    """Return the figures of one region in both plans, index ``figure``.

    Parameters
    ----------
    table
        The criteria or the scores of `PlanChanges`.
    before, after
        Codes of the region in each plan; both empty for all regions together.
    """
    index = table.index
    rows = (index.get_level_values("before") == before) & (index.get_level_values("after") == after)
    return table[rows].droplevel(["before", "after"])


def _criteria(
    plan: Plan, municipalities: Municipalities, graph: "nx.Graph[str]", scenario: Scenario
) -> Mapping[str, Figures]:
    """Return the criteria of a plan by region; of all together under an empty code."""
    told = measured_criteria(plan, municipalities, scenario)
    if not told:
        return {}
    figures = plan_figures(plan, municipalities, graph, scenario)
    found = {"": criterion_values(plan, figures), **region_values(plan, figures)}
    return {
        code: {str(name): value for name, value in values.items() if name in told}
        for code, values in found.items()
    }


def _scores(
    plan: Plan, municipalities: Municipalities, graph: "nx.Graph[str]", scenario: Scenario
) -> Mapping[str, Figures]:
    score = scorecard(plan, municipalities, graph, scenario)
    numbers = score.drop(columns="centre").select_dtypes("number").astype(float)
    rows = {"": whole_score(plan, municipalities, graph, scenario)}
    rows |= {str(code): row for code, row in numbers.iterrows()}
    return {code: {str(name): row[name] for name in row.index} for code, row in rows.items()}


def _beside(
    pairs: list[tuple[str, str]], earlier: Mapping[str, Figures], later: Mapping[str, Figures]
) -> pd.DataFrame:
    rows = []
    for before, after in [("", ""), *pairs]:
        one = earlier.get(before, {}) if before or not after else {}
        other = later.get(after, {}) if after or not before else {}
        rows += [(before, after, *row) for row in _rows(one, other)]
    columns = ["before", "after", "figure", "earlier", "later", "difference"]
    table = pd.DataFrame(rows, columns=columns)
    numbers = dict.fromkeys(["earlier", "later", "difference"], float)
    return table.astype(numbers).set_index(["before", "after", "figure"])


def _rows(earlier: Figures, later: Figures) -> Iterator[tuple[str, float, float, float]]:
    unknown = float("nan")
    for name in {**earlier, **later}:
        one, other = earlier.get(name, unknown), later.get(name, unknown)
        yield name, one, other, round(other - one, 6)
