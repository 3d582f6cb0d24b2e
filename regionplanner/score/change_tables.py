"""What changes between two plans, as plain tables."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.plan.borders import borders_table
from regionplanner.plan.table import comparison_table
from regionplanner.score.beside import PlanChanges, figures_of


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
    """Return what changes between two plans, ready for JSON.

    Parameters
    ----------
    changes
        The plans and all that is different.
    municipalities
        The units of both.
    names
        What the earlier and the later plan are called.
    """
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
    found = changes.comparison.regions
    told = comparison_table(changes.comparison, municipalities)
    before, after = (
        {region.code: region for region in plan} for plan in (changes.earlier, changes.later)
    )
    both = [(before.get(region.before), after.get(region.after)) for region in found]
    regions = told.assign(
        before_name=[one.label if one else "" for one, _ in both],
        after_name=[other.label if other else "" for _, other in both],
        reference_region=[next(r.parent for r in pair if r) for pair in both],
        same=[int(region.same) for region in found],
    )[["before_name", "after_name", "reference_region", "same", *told.columns]]
    first = dict.fromkeys(regions, "") | {
        "same": int(not changes.comparison.moved),
        "stay": sum(len(region.stay) for region in found),
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
