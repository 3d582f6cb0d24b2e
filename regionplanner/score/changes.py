"""Two plans beside each other: who moves, which borders change, what every figure becomes."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import networkx as nx
import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.plan.compare import (
    BorderChange,
    Comparison,
    border_change,
    borders_table,
    compared,
    comparison_table,
)
from regionplanner.plan.make import check_fit
from regionplanner.plan.plan import Plan
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.scorecard import (
    case_score,
    criterion_units,
    criterion_values,
    measured_criteria,
    plan_figures,
    region_values,
    whole_score,
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

    Returns
    -------
    PlanChanges
        Who moves, which borders come and go, and the criteria and scores of both plans side by
        side, each in its own unit.

    Raises
    ------
    DataError
        When a plan names municipalities that the data lack or that have no polygon, is no `Plan`,
        or travel times inside a reference region are missing.
    ScenarioError
        When the scenario names a column that the data lack or that has missing or negative values,
        or limits travel time where the data have no travel times.

    Notes
    -----
    There are no criteria of a plan with a region in more than one reference region.
    """
    check_fit([plan, earlier], municipalities)
    comparison = compared(plan, earlier)
    pairs = [(region.before, region.after) for region in comparison.regions]
    plans = [replace(each, scenario=scenario) for each in (earlier, plan)]
    case = Case(municipalities, graph, scenario)
    criteria, scores = ([of(each, case) for each in plans] for of in (_criteria, _scores))
    table = _beside(pairs, *criteria)
    if plan.assignment.keys() != earlier.assignment.keys():
        in_all = (table.index.get_level_values(0) == "") & (table.index.get_level_values(1) == "")
        table.loc[in_all, "difference"] = float("nan")  # sums over other municipalities
    units: Mapping[str, str] = {
        str(name): unit for name, unit in criterion_units(municipalities, scenario).items()
    }
    return PlanChanges(
        earlier=earlier,
        later=plan,
        comparison=comparison,
        borders=border_change(plan, earlier, graph),
        criteria=table.assign(unit=[units[name] for name in table.index.get_level_values(2)]),
        scores=_beside(pairs, *scores),
    )


def figures_of(table: pd.DataFrame, before: str, after: str) -> pd.DataFrame:
    """Return the figures of one region in both plans, index ``figure``."""
    index = table.index
    rows = (index.get_level_values("before") == before) & (index.get_level_values("after") == after)
    return table[rows].droplevel(["before", "after"])


def _criteria(plan: Plan, case: Case) -> Mapping[str, Figures]:
    """Return the criteria of a plan by region; of all together under an empty code."""
    reported = measured_criteria(plan, case)
    if not reported:
        return {}
    figures = plan_figures(plan, case)
    criteria = {"": criterion_values(plan, figures), **region_values(plan, figures)}
    return {
        code: {str(name): value for name, value in values.items() if name in reported}
        for code, values in criteria.items()
    }


def _scores(plan: Plan, case: Case) -> Mapping[str, Figures]:
    numbers = case_score(plan, case).drop(columns="centre").select_dtypes("number").astype(float)
    rows = {"": whole_score(plan, case)}
    rows |= {str(code): row for code, row in numbers.iterrows()}
    return {code: {str(name): row[name] for name in row.index} for code, row in rows.items()}


def _beside(
    pairs: list[tuple[str, str]], earlier: Mapping[str, Figures], later: Mapping[str, Figures]
) -> pd.DataFrame:
    rows = []
    for before, after in [("", ""), *pairs]:
        old = earlier.get(before, {}) if before or not after else {}
        new = later.get(after, {}) if after or not before else {}
        rows += [(before, after, *row) for row in _rows(old, new)]
    columns = ["before", "after", "figure", "earlier", "later", "difference"]
    table = pd.DataFrame(rows, columns=columns)
    numbers = dict.fromkeys(["earlier", "later", "difference"], float)
    return table.astype(numbers).set_index(["before", "after", "figure"])


def _rows(earlier: Figures, later: Figures) -> Iterator[tuple[str, float, float, float]]:
    unknown = float("nan")
    for name in {**earlier, **later}:
        old, new = earlier.get(name, unknown), later.get(name, unknown)
        yield name, old, new, round(new - old, 6)


def change_tables(
    changes: PlanChanges, municipalities: Municipalities
) -> Mapping[str, pd.DataFrame]:
    """Return what changes between two plans as tables by name.

    Parameters
    ----------
    changes
        The plans and all that is different.
    municipalities
        The units of both.

    Returns
    -------
    Mapping
        ``"moves"``: a row a municipality that comes into another region, index ``nis``, with
        ``after_was``, the code that its new region had before. ``"regions"``: a row a region of
        either plan, after one for all together (no codes), index ``before``, ``after``: names,
        who joins and leaves, and scores as ``..._before``, ``..._after`` and ``..._difference``.
        ``"borders"``: a row a pair of neighbours, index ``nis_a``, ``nis_b``. ``"criteria"``: a
        row a criterion of all regions together and of each, index ``before``, ``after``,
        ``criterion``.
    """
    criteria = changes.criteria.rename_axis(index={"figure": "criterion"})
    return {
        "moves": _moves(changes, municipalities),
        "regions": _regions(changes, municipalities),
        "borders": borders_table(changes.borders, municipalities),
        "criteria": criteria[["unit", "earlier", "later", "difference"]],
    }


def changes_summary(
    changes: PlanChanges, municipalities: Municipalities, names: tuple[str, str]
) -> dict[str, Any]:
    """Return what changes between two plans, ready for JSON."""
    tables, borders = change_tables(changes, municipalities), changes.borders
    pairs = tables["borders"].reset_index()
    return {
        **{
            word: {"name": name, "regions": len(plan), "municipalities": len(plan.assignment)}
            for word, name, plan in zip(
                ("earlier", "later"), names, (changes.earlier, changes.later), strict=True
            )
        },
        "moved": tables["moves"].reset_index().to_dict("records"),
        "borders": {
            "gained_km": borders.gained_km,
            "lost_km": borders.lost_km,
            **{
                word: pairs[pairs["change"] == word].drop(columns="change").to_dict("records")
                for word in ("gained", "lost")
            },
        },
        "criteria": _figures(changes.criteria, "", ""),
        "scores": _figures(changes.scores, "", ""),
        "regions": [
            {
                **asdict(region),
                "same": region.same,
                "criteria": _figures(changes.criteria, region.before, region.after),
                "scores": _figures(changes.scores, region.before, region.after),
            }
            for region in changes.comparison.regions
        ],
    }


def _figures(table: pd.DataFrame, before: str, after: str) -> dict[str, dict[str, Any]]:
    """Return the figures of a pair of regions by name; what is not known is None."""
    rows = figures_of(table, before, after).astype(object)
    known = rows.where(rows.notna(), None)
    return {
        str(figure): {str(name): row[name] for name in known.columns}
        for figure, row in known.iterrows()
    }


def _moves(changes: PlanChanges, municipalities: Municipalities) -> pd.DataFrame:
    units = list(changes.comparison.moved)
    frame = municipalities.frame.loc[units]
    columns = {name: frame[name].tolist() for name in ("name", "reference_region")}
    for word, plan in (("before", changes.earlier), ("after", changes.later)):
        where, labels = plan.assignment, {region.code: region.label for region in plan}
        codes = [where.get(nis, "") for nis in units]
        columns |= {word: codes, f"{word}_name": [labels.get(code, "") for code in codes]}
    known = {region.after: region.before for region in changes.comparison.regions}
    columns["after_was"] = [known.get(code, "") for code in columns["after"]]
    return pd.DataFrame(columns, index=pd.Index(units, name="nis"))


def _regions(changes: PlanChanges, municipalities: Municipalities) -> pd.DataFrame:
    """Return who joins and leaves each region, and its scores; first of all together."""
    changed = changes.comparison.regions
    members = comparison_table(changes.comparison, municipalities)
    before, after = (
        {region.code: region for region in plan} for plan in (changes.earlier, changes.later)
    )
    both = [(before.get(region.before), after.get(region.after)) for region in changed]
    regions = members.assign(
        before_name=[old.label if old else "" for old, _ in both],
        after_name=[new.label if new else "" for _, new in both],
        reference_region=[next(r.parent for r in pair if r) for pair in both],
        same=[int(region.same) for region in changed],
    )[["before_name", "after_name", "reference_region", "same", *members.columns]]
    first = dict.fromkeys(regions, "") | {
        "same": int(not changes.comparison.moved),
        "stay": sum(len(region.stay) for region in changed),
    }
    all_together = pd.DataFrame(first, index=pd.MultiIndex.from_tuples([("", "")]))
    whole = _wide(changes.scores).convert_dtypes()  # counts of units and people have no decimals
    return pd.concat([all_together, regions]).rename_axis(index=["before", "after"]).join(whole)


def _wide(scores: pd.DataFrame) -> pd.DataFrame:
    """Return scores with a row a region, and three columns a figure."""
    figures = scores.index.get_level_values("figure")
    words = {"earlier": "before", "later": "after", "difference": "difference"}
    columns: list[pd.DataFrame] = [
        scores[figures == figure]
        .droplevel("figure")
        .rename(columns={name: f"{figure}_{word}" for name, word in words.items()})
        for figure in figures.unique()
    ]
    wide: pd.DataFrame = pd.concat(columns, axis=1)
    return wide
