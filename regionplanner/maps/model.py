"""The model of the what-if editor: what model.js needs to judge any division, as plain values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.model_rules import numbers, rule_values
from regionplanner.naming import parent_names
from regionplanner.objective.mix import outline_sides
from regionplanner.objective.parents import parent_figures, tie_columns
from regionplanner.rules.limits import LIMITS
from regionplanner.scenario import Scenario
from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.text import words_in

MODEL_SCRIPTS = ("travel.js", "criteria.js", "rules.js", "planfile.js", "model.js")
"""The scripts that make the function `planModel(base, scenario)`, in the order of a page."""


def base_values(municipalities: Municipalities, columns: Sequence[str] = ()) -> dict[str, Any]:
    """Return what the model knows of the municipalities, whatever the scenario.

    Parameters
    ----------
    municipalities
        The units.
    columns
        Membership columns that are shown beside a plan (`membership_columns`).

    Returns
    -------
    dict
        ``units`` and ``parents`` by position, ``largest_by`` (what names a region), ``groupings``,
        and ``minutes``: travel times [min] inside each parent, row by row, and those that are
        known across; None without them. Texts are as people see them, but for the codes of
        parents; ``written`` holds the id and name of a unit where a plan file has other ones.
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
        "largest_by": "inhabitants" if "inhabitants" in frame else "area",
        "groupings": [unit_groups(municipalities, column) for column in columns],
        "minutes": None
        if municipalities.travel_min is None
        else _minutes(municipalities.travel_min, of, len(parents)),
    }


def scenario_values(
    scenario: Scenario,
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    language: Language = "nl",
) -> dict[str, Any]:
    """Return what rules and criteria of one scenario need, beside `base_values`.

    Parameters
    ----------
    scenario
        The choices.
    municipalities
        The units.
    graph
        Their rook graph, of this scenario.
    language
        Language of the names of figures and limits.

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
    # as if only reported, so that a plan on any data can be shown; times are in base_values
    reported = scenario.model_copy(
        update={
            "criteria": {"distance": 1.0},
            **dict.fromkeys(LIMITS),
        }
    )
    figures = parent_figures(replace(municipalities, travel_min=None), graph, reported)
    balance = _balance(scenario, municipalities, figures)
    measured = {
        "ties": len(tie_columns(municipalities, reported)) == len(scenario.ties),
        "balance": balance["values"] is not None,
    }
    return {
        "language": language,
        "and": words_in(language)["and"],
        **rule_values(scenario, municipalities, language),
        "pairs": _pairs(municipalities, graph, figures),
        "travellers": None
        if scenario.travellers is None
        else _by_unit(municipalities, figures, "travellers"),
        "traveller_unit": next(iter(figures.values())).traveller_unit,
        "weights": {
            name: weight
            for name, weight in scenario.criteria.items()
            if weight and measured.get(name, True)
        },
        "sides": outline_sides(scenario),
        "balance": balance,
        "coverage": _coverage(scenario, municipalities, figures),
    }


def parent_values(municipalities: Municipalities) -> dict[str, dict[str, str]]:
    """Return the reference regions by code, sorted, with how codes and labels of regions start.

    Parameters
    ----------
    municipalities
        The units.
    """
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
    """Return a text without half characters, which can be in no file.

    Parameters
    ----------
    text
        Of the data.
    """
    return text.encode("utf-8", "replace").decode()


def unit_groups(municipalities: Municipalities, column: str) -> dict[str, Any]:
    """Return the groups of at least two units, as in `regionplanner.score.groupings`.

    Parameters
    ----------
    municipalities
        The units.
    column
        A membership column.
    """
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


def _pairs(
    municipalities: Municipalities, graph: "nx.Graph[str]", figures: Mapping[str, ParentFigures]
) -> list[list[int | float | None]]:
    nis = list(municipalities.frame.index)
    place = {unit: n for n, unit in enumerate(nis)}
    spots = {unit: (p, i) for p in figures.values() for i, unit in enumerate(p.units)}
    edges = sorted(sorted((place[a], place[b])) for a, b in graph.edges)
    borders_m, ties = [], []
    for a, b in edges:
        (parent, i), (other, j) = spots[nis[a]], spots[nis[b]]
        borders_m.append(graph.edges[nis[a], nis[b]]["border_m"])
        ties.append(parent.ties[i, j] if parent is other else 0.0)
    return [
        [*pair, *values]
        for pair, *values in zip(edges, numbers(borders_m), numbers(ties), strict=True)
    ]


def _balance(
    scenario: Scenario, municipalities: Municipalities, figures: Mapping[str, ParentFigures]
) -> dict[str, Any]:
    values = _by_unit(municipalities, figures, "balance")
    fixed = next(iter(figures.values())).balance_target
    return {
        "target": scenario.balance.target if fixed is None else fixed,
        "values": None if None in values else values,
    }


def _coverage(
    scenario: Scenario, municipalities: Municipalities, figures: Mapping[str, ParentFigures]
) -> dict[str, Any] | None:
    if scenario.coverage is None:
        return None
    covered = _by_unit(municipalities, figures, "covered")
    return {
        "least": scenario.coverage.least,
        "most": scenario.coverage.most,
        "reward": scenario.coverage.reward,
        "values": None if scenario.coverage.per is None else covered,
    }
