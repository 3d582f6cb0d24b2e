"""The model of the what-if editor: what web/model/ needs to judge any division, as plain values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from regionplanner.choice import Language
from regionplanner.choices import Counts, MeanShare, count_range
from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.registry import CRITERIA
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import ScenarioError, listing
from regionplanner.naming import parent_names
from regionplanner.objective.mix import outline_sides
from regionplanner.objective.parents import parent_figures, tie_columns
from regionplanner.rules.case import Case
from regionplanner.rules.limits import LIMITS
from regionplanner.rules.neighbourhood import nearest_units
from regionplanner.rules.resolved import MeanBound, Rules
from regionplanner.words.sentences import decimal, figure_text, size_text
from regionplanner.words.text import plain, words_in


def rule_values(case: Case, language: Language) -> dict[str, Any]:
    """Return what web/model/rules.js holds a division against.

    Returns
    -------
    dict
        Units and parents are positions, and what is open is None.

    Raises
    ------
    ScenarioError
        When a rule names a column, a unit or a reference region that the data does not have.
    """
    municipalities, scenario, rules = case.municipalities, case.scenario, case.rules
    at = _positions
    groups = [(group.members, group.column or None) for group in rules.together]
    return {
        "size": size_text(scenario, language),
        "sizes": [scenario.min_units, scenario.max_units],
        "regions": None if scenario.regions is None else _span(scenario.regions),
        "regions_per": _regions_per(case),
        "together": [
            {"units": at(municipalities, members), "column": _column_words(column, language)}
            for members, column in groups
        ],
        "apart": [at(municipalities, pair) for pair in rules.apart],
        "bounds": [
            {
                "figure": figure_text(bound.column, language),
                "allowed": _allowed(bound.least, bound.most, language),
                "least": None if bound.least == -inf else bound.least,
                "most": None if bound.most == inf else bound.most,
                "values": numbers(municipalities.frame[bound.column]),
            }
            for bound in rules.bounds
            if bound.share is None
        ],
        "member_bounds": [
            {
                "rule": limit.rule,
                "figure": figure_text(limit.column, language),
                "least": _allowed(limit.least, inf, language),
                "units": np.flatnonzero(limit.reached(municipalities.frame)).tolist(),
            }
            for limit in rules.member_bounds
        ],
        "mean_bounds": [
            {
                "figure": figure_text(mean.column, language),
                "own": mean.bound.of == "own",
                "least": _side(mean.bound.min),
                "most": _side(mean.bound.max),
                "values": numbers(municipalities.frame[mean.column]),
            }
            for mean in _means(rules)
        ],
        "locked": [
            {
                "label": plain(lock.region),
                "units": at(municipalities, sorted(lock.members)),
                "exception": lock.exception,
            }
            for lock in rules.locked
        ],
        "left_out": at(municipalities, rules.left_out),
        "centres": None if rules.centres is None else sorted(at(municipalities, rules.centres)),
        "near": _near(case),
        **{name: rules.limits.get(name) for name in LIMITS},
    }


def _means(rules: Rules) -> list[MeanBound]:
    """Return the bounds by a mean, which another number of regions changes, by column."""
    shares = [bound.share for bound in rules.bounds if bound.share is not None]
    return sorted((*shares, *rules.own_bounds), key=lambda mean: mean.column)


def _near(case: Case) -> list[list[int] | None] | None:
    """Return who may be with each centre, by position; None where there is no such rule."""
    municipalities, rules = case.municipalities, case.rules
    near = nearest_units(municipalities, rules.neighbourhoods, rules.left_out)
    if not near:
        return None
    return [
        _positions(municipalities, sorted(near[nis])) if nis in near else None
        for nis in municipalities.frame.index
    ]


def _column_words(column: str | None, language: Language) -> str | None:
    named = words_in(language).get(f"tie_{column}", f"“{plain(column)}”")
    return None if column is None else named


def _span(counts: Counts) -> list[int]:
    allowed = count_range(counts)
    return [allowed[0], allowed[-1]]


def _regions_per(case: Case) -> list[list[int]]:
    codes = sorted(map(str, set(case.municipalities.frame["reference_region"])))
    regions_per = case.scenario.regions_per
    unknown = sorted(set(regions_per) - set(codes))
    if unknown:
        raise ScenarioError(
            "there is no reference region {unknown}; choose from {codes}",
            unknown=listing(unknown),
            codes=listing(codes, at_most=20),
        )
    return [[codes.index(code), *_span(counts)] for code, counts in sorted(regions_per.items())]


def _allowed(least: float, most: float, language: Language) -> str:
    words = words_in(language)
    key = "at_least" if most == inf else "at_most" if least == -inf else "between"
    texts = {n: decimal(v, language) for n, v in (("least", least), ("most", most)) if abs(v) < inf}
    return words[key].format(**texts) if texts else ""


def _side(limit: float | None) -> dict[str, float] | None:
    """Return a side of a bound: a share of the mean, or a number."""
    if limit is None:
        return None
    return {"share" if isinstance(limit, MeanShare) else "number": float(limit)}


def _positions(municipalities: Municipalities, units: Iterable[str]) -> list[int]:
    return [int(n) for n in municipalities.frame.index.get_indexer(list(units))]


def numbers(values: ArrayLike | pd.Series) -> list[int | float | None]:
    """Return numbers as short as JSON can have them; None where there is none."""
    floats = pd.to_numeric(pd.Series(values), errors="coerce").to_numpy(float, na_value=np.nan)
    return [
        None if np.isnan(value) else int(value) if value.is_integer() else value
        for value in floats.tolist()
    ]


def base_values(municipalities: Municipalities, columns: Sequence[str] = ()) -> dict[str, Any]:
    """Return what the model knows of the municipalities, whatever the scenario.

    Returns
    -------
    dict
        ``units`` and ``parents`` by position, ``groupings``, and ``minutes``: travel times [min]
        inside each parent, row by row, and those that are known across; None without them. Texts
        are as people see them, but for the codes of parents; ``written`` holds the id and name of
        a unit where a plan file has other ones.
    """
    frame = municipalities.frame
    parents = parent_values(municipalities)
    place = {code: n for n, code in enumerate(parents)}
    of = [place[str(code)] for code in frame["reference_region"]]
    return {
        "units": [
            {"nis": plain(nis), "name": plain(name), "parent": parent, **figures}
            | _written(str(nis), str(name))
            for nis, name, parent, figures in zip(
                frame.index, frame["name"], of, _unit_figures(frame), strict=True
            )
        ],
        "parents": list(parents.values()),
        "groupings": [unit_groups(municipalities, column) for column in columns],
        "minutes": None
        if municipalities.travel_min is None
        else _minutes(municipalities.travel_min, of, len(parents)),
    }


def scenario_values(case: Case, language: Language = "nl") -> dict[str, Any]:
    """Return what rules and criteria of one scenario need, beside `base_values`.

    Returns
    -------
    dict
        Units and parents are positions, and what is open or not used is None. ``pairs`` are the
        edges of the graph: two units, their border [m] and their ties. ``weights`` are those of
        the criteria that the data can measure.

    Raises
    ------
    ScenarioError
        When the scenario names columns, units or reference regions that the data does not have.
    """
    municipalities, scenario = case.municipalities, case.scenario
    # as if only reported, so that a plan on any data can be shown; times are in base_values
    reported = scenario.model_copy(update={"criteria": {"distance": 1.0}, **dict.fromkeys(LIMITS)})
    figures = parent_figures(replace(municipalities, travel_min=None), case.graph, reported)
    balance = _balance(case, figures)
    measured = {
        "ties": len(tie_columns(municipalities, reported)) == len(scenario.ties),
        "balance": balance["values"] is not None,
    }
    return {
        "language": language,
        "and": words_in(language)["and"],
        **rule_values(case, language),
        "pairs": _pairs(case, figures),
        "travellers": None
        if scenario.travellers is None
        else _by_unit(municipalities, figures, "travellers"),
        "traveller_unit": next(iter(figures.values())).traveller_unit,
        "travelled_by": {
            criterion.name: figure_text(scenario.travellers, language)
            for criterion in CRITERIA.values()
            if criterion.by_traveller and scenario.travellers is not None
        },
        "weights": {
            name: weight
            for name, weight in scenario.criteria.items()
            if weight and measured.get(name, True)
        },
        "sides": outline_sides(scenario),
        "balance": balance,
        "coverage": _coverage(case, figures),
    }


def parent_values(municipalities: Municipalities) -> dict[str, dict[str, str]]:
    """Return the reference regions by code, sorted, with how codes and labels of regions start."""
    named = municipalities.frame.drop_duplicates("reference_region").set_index("reference_region")
    return {
        code: {
            "code": representable(code),
            "name": plain(named.at[code, "reference_region_name"]),
            "slug": slug,
            "label": plain(label),
        }
        for code, (slug, label) in sorted(parent_names(municipalities).items())
    }


def _unit_figures(frame: pd.DataFrame) -> Iterator[dict[str, int | float | None]]:
    columns = {
        "x": "x_m",
        "y": "y_m",
        "area": "area_km2",
        "inhabitants": "inhabitants",
        "children": "inhabitants_0_14",
    }
    unknown = [None] * len(frame)
    values = [numbers(frame[c]) if c in frame else unknown for c in columns.values()]
    for row in zip(*values, strict=True):
        yield dict(zip(columns, row, strict=True))


def _written(nis: str, name: str) -> dict[str, list[str]]:
    """Return how a plan file writes a unit, where that is not how a page shows it."""
    raw = [representable(nis), representable(name)]
    return {} if raw == [plain(nis), plain(name)] else {"written": raw}


def representable(text: str) -> str:
    """Return a text without half characters, which can be in no file."""
    return text.encode("utf-8", "replace").decode()


def unit_groups(municipalities: Municipalities, column: str) -> dict[str, Any]:
    """Return the groups of at least two units, as in `regionplanner.score.groups`."""
    frame = municipalities.frame
    codes = frame[column].dropna().astype(str)
    called = municipalities.group_names.get(column, {})
    names: list[str] = []
    of = np.full(len(frame), -1)
    for code, rows in codes.groupby(codes, sort=True):
        if len(rows) > 1:
            of[frame.index.get_indexer(rows.index)] = len(names)
            names.append(plain(called.get(str(code), code)))
    return {"column": column, "names": names, "of": of.tolist()}


def _minutes(times: pd.DataFrame, of: Sequence[int], n_parents: int) -> dict[str, Any]:
    table, parent = times.to_numpy(dtype=float), np.array(of)
    units = [np.flatnonzero(parent == n) for n in range(n_parents)]
    across = np.argwhere((parent[:, None] != parent) & ~np.isnan(table))
    known = numbers(table[tuple(across.T)])
    return {
        "inside": [numbers(table[np.ix_(rows, rows)].ravel()) for rows in units],
        "across": [[a, b, m] for (a, b), m in zip(across.tolist(), known, strict=True)],
    }


def _by_unit(
    municipalities: Municipalities, figures: Mapping[str, ParentFigures], name: str
) -> list[int | float | None]:
    """Return a figure of every unit, in the order of the frame."""
    series = [pd.Series(getattr(parent, name), list(parent.units)) for parent in figures.values()]
    return numbers(pd.concat(series).loc[municipalities.frame.index])


def _pairs(case: Case, figures: Mapping[str, ParentFigures]) -> list[list[int | float | None]]:
    nis, graph = list(case.municipalities.frame.index), case.graph
    place = {unit: n for n, unit in enumerate(nis)}
    spots = {unit: (p, i) for p in figures.values() for i, unit in enumerate(p.units)}
    edges = sorted(sorted((place[a], place[b])) for a, b in graph.edges)
    borders_m, ties = [], []
    for a, b in edges:
        (parent, i), (parent_b, j) = spots[nis[a]], spots[nis[b]]
        borders_m.append(graph.edges[nis[a], nis[b]]["border_m"])
        ties.append(parent.ties[i, j] if parent is parent_b else 0.0)
    return [
        [*pair, *values]
        for pair, *values in zip(edges, numbers(borders_m), numbers(ties), strict=True)
    ]


def _balance(case: Case, figures: Mapping[str, ParentFigures]) -> dict[str, Any]:
    values = _by_unit(case.municipalities, figures, "balance")
    fixed = next(iter(figures.values())).balance_target
    return {
        "target": case.scenario.balance.target if fixed is None else fixed,
        "values": None if None in values else values,
    }


def _coverage(case: Case, figures: Mapping[str, ParentFigures]) -> dict[str, Any] | None:
    coverage = case.scenario.coverage
    if coverage is None:
        return None
    return {
        "least": coverage.least,
        "most": coverage.most,
        "reward": coverage.reward,
        "values": None
        if coverage.per is None
        else _by_unit(case.municipalities, figures, "covered"),
    }
