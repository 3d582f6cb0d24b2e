"""The rules of a scenario as plain values, for rules.js."""

from collections.abc import Iterable
from math import inf
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from regionplanner.choices import Counts, MeanShare, count_range
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import ScenarioError, listing
from regionplanner.rules.limits import LIMITS
from regionplanner.rules.neighbourhood import nearest_units
from regionplanner.rules.resolve import resolve_rules
from regionplanner.rules.rules import Group, Rules
from regionplanner.scenario import Scenario
from regionplanner.words.figures import figure_text
from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.sentences import decimal, size_text
from regionplanner.words.text import words_in


def rule_values(
    scenario: Scenario, municipalities: Municipalities, language: Language
) -> dict[str, Any]:
    """Return what rules.js holds a division against.

    Parameters
    ----------
    scenario
        The choices.
    municipalities
        The units.
    language
        Language of the names of figures and limits.

    Returns
    -------
    dict
        Units and parents are positions, and what is open is None.

    Raises
    ------
    ScenarioError
        When a rule names a column, a unit or a reference region that the data does not have.
    """
    rules = resolve_rules(municipalities, scenario)
    at = _positions
    groups = [(group.members, _why(group, scenario, municipalities)) for group in rules.together]
    return {
        "size": size_text(scenario, language),
        "sizes": [scenario.min_units, scenario.max_units],
        "regions": None if scenario.regions is None else _span(scenario.regions),
        "regions_per": _regions_per(scenario, municipalities),
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
            if not scenario.bounds[bound.column].shares
        ],
        "member_bounds": [
            {
                "rule": one.rule,
                "figure": figure_text(one.column, language),
                "least": _allowed(one.least, inf, language),
                "units": np.flatnonzero(one.reached(municipalities.frame)).tolist(),
            }
            for one in rules.member_bounds
        ],
        "mean_bounds": [
            {
                "figure": figure_text(column, language),
                "own": bound.of == "own",
                "least": _side(bound.min),
                "most": _side(bound.max),
                "values": numbers(municipalities.frame[column]),
            }
            for column, bound in sorted(scenario.bounds.items())
            if bound.shares
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
        "near": _near(rules, municipalities),
        **{name: rules.limits.get(name) for name in LIMITS},
    }


def _near(rules: Rules, municipalities: Municipalities) -> list[list[int] | None] | None:
    """Return who may be with each centre, by position; None where there is no such rule."""
    near = nearest_units(municipalities, rules.neighbourhoods, rules.left_out)
    if not near:
        return None
    return [
        _positions(municipalities, sorted(near[nis])) if nis in near else None
        for nis in municipalities.frame.index
    ]


def _why(group: Group, scenario: Scenario, municipalities: Municipalities) -> str | None:
    """Return the column that keeps a group together; None where it was listed by name."""
    if set(group.members) in [set(listed) for listed in scenario.together]:
        return None
    rows = municipalities.frame.loc[list(group.members)]
    return next(column for column in scenario.keep_together if len(set(rows[column])) == 1)


def _column_words(column: str | None, language: Language) -> str | None:
    named = words_in(language).get(f"tie_{column}", f"“{plain(column)}”")
    return None if column is None else named


def _span(counts: Counts) -> list[int]:
    allowed = count_range(counts)
    return [allowed[0], allowed[-1]]


def _regions_per(scenario: Scenario, municipalities: Municipalities) -> list[list[int]]:
    codes = sorted(map(str, set(municipalities.frame["reference_region"])))
    unknown = sorted(set(scenario.regions_per) - set(codes))
    if unknown:
        raise ScenarioError(
            f"there is no reference region {listing(unknown)}; "
            f"choose from {listing(codes, at_most=20)}"
        )
    return [
        [codes.index(code), *_span(counts)] for code, counts in sorted(scenario.regions_per.items())
    ]


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
    """Return numbers as short as JSON can have them; None where there is none.

    Parameters
    ----------
    values
        Numbers, and whatever is none.
    """
    floats = pd.to_numeric(pd.Series(values), errors="coerce").to_numpy(float, na_value=np.nan)
    return [
        None if np.isnan(value) else int(value) if value.is_integer() else value
        for value in floats.tolist()
    ]
