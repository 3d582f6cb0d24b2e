"""Divisions that go astray move by move, and what the Python engine says of each."""

import json
from dataclasses import dataclass, replace
from functools import partial
from random import Random

import numpy as np
import pandas as pd

from regionplanner.data.municipalities import without
from regionplanner.graph.contiguity import rook_graph
from regionplanner.maps.model import base_values, scenario_values
from regionplanner.naming import _letters, parent_names, region_codes
from regionplanner.plan.plan import plan_table
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.groups import groups_of, membership_columns
from regionplanner.score.scorecard import criterion_values, plan_figures, scorecard
from tests.maps.plans import EVIL, grid
from tests.web.broken import judged, said_of

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


def expected(situation, state):
    """What Python says of a division: plain values, with units and regions by position."""
    nis, codes = situation.nis, state["codes"]
    assignment = {n: codes[r] for n, r in zip(nis, state["of"], strict=True) if r >= 0}
    municipalities = situation.municipalities
    plan = judged(assignment, situation)
    case = Case(municipalities, situation.graph, situation.scenario)
    values = criterion_values(plan, plan_figures(plan, case))
    free = [_free(slug, codes) for slug, _ in parent_names(municipalities).values()]
    return {
        "figures": _figures(situation, codes, plan),
        "values": {**values, "objective": _objective(values, plan, situation)},
        "violations": in_order(said_of(plan, situation)),
        "groups": _groups(situation, codes, plan),
        "csv": plan_table(plan, municipalities).to_csv(lineterminator="\n"),
        "codes": free,
    }


def in_order(broken):
    """Rules that are broken, in an order that does not depend on who says so."""
    return sorted(broken, key=partial(json.dumps, sort_keys=True))


def _free(slug, codes):
    return next(c for c in (f"{slug}-{_letters(n)}" for n in range(99)) if c not in codes)


def _figures(situation, codes, plan):
    """One row a code; None where a region has no members."""
    nis, parents = situation.nis, [p["code"] for p in situation.base["parents"]]
    card = scorecard(plan, situation.municipalities, situation.graph, situation.scenario)
    where, rows = plan.assignment, {}
    for region in plan:
        figures = card.loc[region.code]
        beside = {where.get(other) for n in region.members for other in situation.graph[n]}
        rows[region.code] = {
            "members": [nis.index(unit) for unit in region.members],
            "parent": parents.index(region.parent),
            "centre": nis.index(region.centre),
            "label": region.label,
            "neighbours": sorted(codes.index(code) for code in beside - {None, region.code}),
            **{key: _plain(figures.get(column)) for column, key in (COUNTED | ROUNDED).items()},
        }
    return [rows.get(code) for code in codes]


def _plain(value):
    return None if value is None or pd.isna(value) else float(value)


def _objective(values, plan, situation):
    """The weighted sum, less what coverage is worth; None where a criterion has no value."""
    scenario, frame = situation.scenario, situation.municipalities.frame
    total = sum(w * values.get(name, np.nan) for name, w in scenario.criteria.items() if w)
    if scenario.coverage is not None:
        per = scenario.coverage.per
        covered = 1.0 if per is None else frame[per].fillna(0.0)
        covered = pd.Series(covered, index=frame.index)[list(plan.assignment)].sum()
        total -= scenario.coverage.reward * covered
    return None if np.isnan(total) else float(total)


def _groups(situation, codes, plan):
    municipalities = situation.municipalities
    return [
        [
            {
                "members": [situation.nis.index(unit) for unit in group.members],
                "regions": [codes.index(code) for code in group.regions],
                "outside": len(group.outside),
            }
            for group in groups_of(plan, municipalities, column)
        ]
        for column in membership_columns(municipalities)
    ]


def check(situation, state, found):
    """Everything that the page says is what Python says."""
    wanted = expected(situation, state)
    _check_figures(found["figures"], wanted["figures"])
    assert found["values"].keys() == wanted["values"].keys()
    for name, value in wanted["values"].items():
        _check_close(found["values"][name], value, 1e-9, name)
    codes = state["codes"]
    broken = [
        [v["rule"], "" if v["region"] is None else codes[v["region"]], v["key"], v["places"]]
        for v in found["violations"]
    ]
    assert in_order(broken) == wanted["violations"]
    assert found["groups"] == wanted["groups"]
    assert found["csv"] == wanted["csv"]
    assert found["codes"] == wanted["codes"]


def _check_figures(found, wanted):
    assert len(found) == len(wanted)
    for row, own in zip(found, wanted, strict=True):
        if own is None:
            assert row is None
            continue
        assert row.keys() == own.keys()
        for key, value in own.items():
            if key in ROUNDED.values():
                _check_close(row[key], value, 0.005 + 1e-9, f"{key} of {own['label']}")
            else:
                assert row[key] == value, key


def _check_close(value, wanted, within, what):
    if wanted is None:
        assert value is None, what
    else:
        assert abs(value - wanted) <= within + 1e-12 * abs(wanted), what


def hostile():
    """Names and codes that a file can hold, some inhabitants unknown, and equal distances."""
    world = grid(4, 4, names={nis: name.replace("\ud800", "") for nis, name in EVIL.items()})
    frame = world.frame.assign(
        inhabitants=[None, 5.0, *[7.0] * 13, None], club=["x,y", 'q"', None, "x,y"] * 4
    )
    frame.loc["20", "name"] = " lead, and 'tail' "
    frame["reference_region"] = frame["reference_region"].replace({"P1": 'P"1, <b>'})
    names = {"club": {"x,y": "<i>Club</i>"}}
    return replace(world, frame=frame, group_names=names)


CODES = ["one", "two"]
WRONG = {
    "criteria": {"distance": 1},
    "min_units": 2,
    "max_units": 3,
    "regions": [3, 4],
    "regions_per": {"P1": 5},
    "together": [["00", "01"]],
    "keep_together": ["politiezone"],
    "apart": [["02", "03"]],
    "bounds": {"inhabitants": {"min": 20_000, "max": 30_000}},
    "anchor": {"inhabitants": 99_000},
    "max_distance_km": 9.5,
    "max_centre_distance_km": 4.5,
    "max_travel_min": 8,
    "max_centre_travel_min": 4.25,
    "neighbourhood": 3,
    "centres": ["00"],
    "locked": [{"region": "p1-z", "members": ["20", "30"]}],
    "leave_out": ["33"],
}


def everything_wrong(language):
    """Divisions of four by four units that together break each rule in each way."""
    world = grid()
    zones = [{"10": "a", "11": "a"}.get(nis) for nis in world.frame.index]
    times = with_times(world).fillna(9.0)
    world = replace(world, frame=world.frame.assign(politiezone=zones), travel_min=times)
    for choices, of in _wrong_choices():
        yield situation(world, Scenario(**choices), language), {"codes": CODES, "of": of}


def _wrong_choices():
    halves = [0] * 8 + [1] * 8
    loose = [*(0, 1, 0, -1), *(0, 1, -1, -1), *(1, 1, -1, 1), *(1, -1, -1, 1)]
    few = [0, 0, 0, 1, *[-1] * 12]
    yield {**WRONG, "leave_out": ["32", "33"]}, halves
    yield WRONG, loose
    yield {**WRONG, "leave_out": []}, [-1, *[0] * 15]
    yield {**WRONG, "coverage": {"least": 15}}, few
    yield {**WRONG, "coverage": {"most": 3}}, few
