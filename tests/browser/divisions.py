"""Divisions that go astray move by move, and what the Python engine says of each."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import pandas as pd

from regionplanner.data.municipalities import without
from regionplanner.graph.contiguity import rook_graph
from regionplanner.maps.model import base_values, scenario_values
from regionplanner.naming import _letters, parent_names, region_codes
from regionplanner.plan.make import make_plan
from regionplanner.plan.plan import plan_table
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.groups import groups_of, membership_columns
from regionplanner.score.scorecard import criterion_values, plan_figures, scorecard

ROUNDED = {
    "area_km2": "area",
    "mean_distance_km": "meanKm",
    "max_distance_km": "maxKm",
    "mean_travel_min": "meanMin",
    "max_travel_min": "maxMin",
    "border_km": "borderKm",
    "ties_cut": "tiesCut",
    "balance_figure": "balance",
    "balance_deviation_pct": "deviationPct",
}
COUNTED = {"inhabitants": "inhabitants", "inhabitants_0_14": "children"}


@dataclass(frozen=True)
class Situation:
    """Municipalities and a scenario, with what the page is given of them."""

    municipalities: object
    scenario: Scenario
    graph: object
    base: dict
    rules: dict

    @property
    def nis(self):
        return list(self.municipalities.frame.index)


def situation(municipalities, scenario, language="nl"):
    graph = rook_graph(
        municipalities,
        min_border_m=scenario.min_border_m,
        links=scenario.links,
        no_links=scenario.no_links,
    )
    base = base_values(municipalities, membership_columns(municipalities))
    values = scenario_values(Case(municipalities, graph, scenario), language)
    return Situation(municipalities, scenario, graph, base, values)


def part_of(municipalities, parents):
    """The municipalities of some reference regions."""
    inside = municipalities.frame["reference_region"].isin(parents)
    return without(municipalities, list(municipalities.frame.index[~inside]))


def with_times(municipalities, seed=1):
    """Travel times that differ by direction; half of those across are not known."""
    rng, frame = np.random.default_rng(seed), municipalities.frame
    x, y = frame["x_m"].to_numpy(), frame["y_m"].to_numpy()
    km = np.hypot(x[:, None] - x, y[:, None] - y) / 1000
    minutes = np.round(km * rng.uniform(0.8, 1.6, km.shape), 1)
    parent = frame["reference_region"].to_numpy()
    minutes[(parent[:, None] != parent) & (rng.random(km.shape) < 0.5)] = np.nan
    np.fill_diagonal(minutes, 0.0)
    return pd.DataFrame(minutes, index=frame.index, columns=frame.index)


def slim(municipalities, columns=()):
    """With few columns: the engine's tables are then quick enough."""
    always = ["name", "reference_region", "reference_region_name", "x_m", "y_m", "area_km2"]
    named = [*always, "inhabitants", "inhabitants_0_14", "elz", "politiezone", *columns, "geometry"]
    return replace(municipalities, frame=municipalities.frame[named])


def named(plan, municipalities):
    """The assignment of a plan, with the codes that the engine gives."""
    return region_codes(plan.assignment, municipalities)


def as_division(assignment, nis):
    codes = list(dict.fromkeys(assignment[n] for n in nis if n in assignment))
    return {
        "codes": codes,
        "of": [codes.index(assignment[n]) if n in assignment else -1 for n in nis],
    }


def astray(start, graph, nis, *, states, moves=1, seed=0):
    """States of a division that random moves lead to, the first one included."""
    random, codes, of = Random(seed), list(start["codes"]), list(start["of"])
    beside = {n: sorted(nis.index(other) for other in graph[nis[n]]) for n in range(len(nis))}
    yield {"codes": list(codes), "of": list(of)}
    for _ in range(states):
        for _ in range(moves):
            _move(random, codes, of, beside)
        yield {"codes": list(codes), "of": list(of)}


def _move(random, codes, of, beside):
    unit, kind = random.randrange(len(of)), random.random()
    if kind < 0.06:  # a region of its own
        codes.append(f"nieuw {len(codes)}" if kind < 0.02 else f"x-{_letters(len(codes))}")
        of[unit] = len(codes) - 1
    elif kind < 0.12:
        of[unit] = -1
    elif kind < 0.18:  # somewhere else
        of[unit] = random.randrange(len(codes))
    elif kind < 0.24:  # a whole region joins another, and is empty
        gone, other = of[unit], of[random.choice(beside[unit] or [unit])]
        of[:] = [other if region == gone else region for region in of]
    elif beside[unit]:
        of[unit] = of[random.choice(beside[unit])]


# as one text, and never a number that is none: quicker by far than value by value
ASKED = """(asked) => {
    const { base, scenario, states } = JSON.parse(asked);
    const model = planModel(base, scenario);
    const answers = states.map((state) => ({
        figures: model.figures(state),
        values: model.values(state),
        violations: model.violations(state),
        groups: model.groups(state),
        csv: model.csv(state),
        codes: base.parents.map((_, parent) => model.newCode(state, parent)),
    }));
    return JSON.stringify(answers, (key, value) => {
        if (typeof value === "number" && !Number.isFinite(value)) throw new Error(key);
        return value;
    });
}"""


def answers(page, situation, states):
    asked = {"base": situation.base, "scenario": situation.rules, "states": states}
    return json.loads(page.evaluate(ASKED, json.dumps(asked, allow_nan=False)))


def check(situation, state, found):
    """Everything that the page says is what Python says."""
    nis = situation.nis
    assignment = {n: state["codes"][r] for n, r in zip(nis, state["of"], strict=True) if r >= 0}
    municipalities, scenario, graph = (
        situation.municipalities,
        situation.scenario,
        situation.graph,
    )
    plan = make_plan(assignment, municipalities, graph, scenario)
    _check_figures(situation, state, plan, found["figures"])
    figures = plan_figures(plan, Case(municipalities, graph, scenario))
    _check_values(criterion_values(plan, figures), plan, situation, found["values"])
    broken = [(v["rule"], _code(state, v["region"])) for v in found["violations"]]
    assert Counter(broken) == Counter((v.rule, v.region) for v in plan.violations)
    _check_groups(situation, state, plan, found["groups"])
    assert found["csv"] == plan_table(plan, municipalities).to_csv(lineterminator="\n")
    free = [_free(slug, state["codes"]) for slug, _ in parent_names(municipalities).values()]
    assert found["codes"] == free


def _code(state, region):
    return "" if region is None else state["codes"][region]


def _free(slug, codes):
    return next(c for c in (f"{slug}-{_letters(n)}" for n in range(99)) if c not in codes)


def _check_figures(situation, state, plan, found):
    nis, labels = situation.nis, [p["code"] for p in situation.base["parents"]]
    card = scorecard(plan, situation.municipalities, situation.graph, situation.scenario)
    assert {code for code, row in zip(state["codes"], found, strict=True) if row} == set(card.index)
    where = plan.assignment
    for region in plan:
        row = found[state["codes"].index(region.code)]
        assert [nis[unit] for unit in row["members"]] == list(region.members)
        assert labels[row["parent"]] == region.parent
        assert (nis[row["centre"]], nis[row["largest"]]) == (region.centre, region.largest)
        assert row["label"] == region.label
        expected = card.loc[region.code]
        for column, key in COUNTED.items():
            assert row[key] == (None if pd.isna(expected[column]) else expected[column])
        for column, key in ROUNDED.items():
            _check_rounded(row[key], expected.get(column), f"{column} of {region.code}")
        beside = {where.get(other) for n in region.members for other in situation.graph[n]}
        beside -= {None, region.code}
        assert row["neighbours"] == sorted(state["codes"].index(code) for code in beside)


def _check_rounded(value, expected, what):
    if expected is None or pd.isna(expected):
        assert value is None, what
    else:
        assert abs(value - expected) <= 0.005 + 1e-9, what


def _check_values(expected, plan, situation, found):
    scenario, frame = situation.scenario, situation.municipalities.frame
    objective = sum(w * expected.get(name, np.nan) for name, w in scenario.criteria.items() if w)
    if scenario.coverage is not None:
        per = scenario.coverage.per
        covered = 1.0 if per is None else frame[per].fillna(0.0)
        covered = pd.Series(covered, index=frame.index)[list(plan.assignment)].sum()
        objective -= scenario.coverage.reward * covered
    found = dict(found)
    last = found.pop("objective")
    assert set(found) == set(expected)
    for name, value in expected.items():
        assert abs(found[name] - value) <= 1e-9 + 1e-12 * abs(value), name
    if np.isnan(objective):
        assert last is None
    else:
        assert abs(last - objective) <= 1e-9 + 1e-12 * abs(objective)


def _check_groups(situation, state, plan, found):
    columns = membership_columns(situation.municipalities)
    for column, groups in zip(columns, found, strict=True):
        expected = groups_of(plan, situation.municipalities, column)
        for group, seen in zip(expected, groups, strict=True):
            assert [situation.nis[unit] for unit in seen["members"]] == list(group.members)
            assert [state["codes"][r] for r in seen["regions"]] == list(group.regions)
            assert seen["outside"] == len(group.outside)
