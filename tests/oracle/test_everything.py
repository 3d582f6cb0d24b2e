"""Any mix of criteria with any rules, drawn at random, against brute force over all partitions."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regionplanner.choices import Lock
from regionplanner.program.curve import parent_curve
from regionplanner.rules.bounds import FigureBound
from regionplanner.rules.resolved import MemberBound, Rules, UnitGroup
from regionplanner.scenario import Scenario
from tests.oracle.test_brute_force import partitions, plain_cost
from tests.worlds import component, connected_sets, parent_problem, random_figures

QUANTA = 1e6
WEIGHTS = {
    "distance": (0.0, 1.0, 2.5),
    "dispersion": (0.0, 0.0, 1.0),
    "reach": (0.0, 0.0, 1.5),
    "border": (0.0, 0.5, 1.0),
    "ties": (0.0, 2.0),
    "balance": (0.0, 0.0, 4.0, 9.0),
}


@st.composite
def worlds(draw):
    """A small planar parent with inhabitants, and a scenario whose weights mix."""
    seed = draw(st.integers(0, 10_000))
    n_units = draw(st.integers(5, 9))
    figures = random_figures(seed, n_units, lattice=draw(st.booleans()))
    rng = np.random.default_rng(seed)
    inhabitants = rng.integers(1_000, 50_000, n_units).astype(float)
    target = draw(st.sampled_from([None, 30_000.0, 80_000.0]))
    figures = replace(figures, balance=inhabitants, balance_target=target)
    criteria = {name: draw(st.sampled_from(weights)) for name, weights in WEIGHTS.items()}
    if sum(criteria.values()) < 1:
        criteria["border"] = 1.0
    least = draw(st.integers(1, 3))
    scenario = Scenario(
        criteria=criteria,
        balance={"target": "own" if target is None else target},
        min_units=least,
        max_units=draw(st.integers(least, 6)),
    )
    return figures, inhabitants, scenario


@st.composite
def rules_for(draw, figures, inhabitants):
    units = figures.units
    some = st.lists(st.sampled_from(units), min_size=2, max_size=3, unique=True)
    pair = st.lists(st.sampled_from(units), min_size=2, max_size=2, unique=True)
    parts, limits = {}, {}
    if draw(st.booleans()):
        parts["together"] = (UnitGroup(tuple(sorted(draw(some))), "test"),)
    if draw(st.booleans()):
        parts["apart"] = tuple(tuple(sorted(p)) for p in draw(st.lists(pair, max_size=2)))
    if draw(st.booleans()):
        total = float(inhabitants.sum())
        bound = FigureBound("inhabitants", total * draw(st.sampled_from([0.05, 0.2, 0.4])), total)
        parts["bounds"] = (bound,)
    if draw(st.booleans()):
        figure = float(np.quantile(inhabitants, draw(st.sampled_from([0.3, 0.5, 0.8]))))
        parts["member_bounds"] = (MemberBound("anchor", "inhabitants", figure),)
    if draw(st.booleans()):
        limits["max_distance_km"] = float(np.quantile(figures.distance_km, 0.9))
    if draw(st.booleans()):
        limits["max_centre_distance_km"] = float(np.quantile(figures.distance_km, 0.7))
    if draw(st.booleans()) and "together" not in parts:
        start, allowed = draw(st.integers(0, len(units) - 1)), draw(st.integers(0, 2**20))
        members = sorted(component(figures.neighbours, start, allowed | 1 << start))[:4]
        lock = Lock(region="l", members=tuple(units[i] for i in members), exception=True)
        parts["locked"] = (lock,)
    return Rules(**parts, limits=limits)


def limit(rules, name):
    return rules.limits.get(name, np.inf)


def cost(figures, scenario, rules, region, n_regions):
    """The criteria by their definitions."""
    criteria = {c: w for c, w in scenario.criteria.items() if c != "balance"}
    total = plain_cost(figures, criteria, region, limit(rules, "max_centre_distance_km"))
    weight = scenario.criteria["balance"]
    of, factor = figures.balance_target, 1
    if of is None:
        of, factor = figures.balance.sum(), n_regions
    share = sum(round(figures.balance[i] / of * (weight / 1e-6)) for i in region)
    return total + abs(factor * share - round(weight * QUANTA))


def keeps(figures, inhabitants, rules, region):
    inside = {figures.units[i] for i in region}
    km = figures.distance_km[np.ix_(region, region)]
    near = (km <= limit(rules, "max_centre_distance_km")) & (km <= limit(rules, "max_distance_km"))
    return (
        all(inside.issuperset(g.members) or inside.isdisjoint(g.members) for g in rules.together)
        and not any({a, b} <= inside for a, b in rules.apart)
        and all(b.least <= inhabitants[list(region)].sum() <= b.most for b in rules.bounds)
        and all((inhabitants[list(region)] >= b.least).any() for b in rules.member_bounds)
        and km.max() <= limit(rules, "max_distance_km")
        and near.all(axis=0).any()
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("examples", [60, pytest.param(600, marks=pytest.mark.slow)])
def test_any_mix_with_any_rules(examples):
    some = settings(max_examples=examples, derandomize=True, suppress_health_check=[*HealthCheck])
    some(given(st.data())(equals_brute_force))()


def equals_brute_force(data: st.DataObject) -> None:
    figures, inhabitants, scenario = data.draw(worlds())
    rules = data.draw(rules_for(figures, inhabitants))
    place = {nis: i for i, nis in enumerate(figures.units)}
    locked = [tuple(place[nis] for nis in lock.members) for lock in rules.locked]
    free = frozenset(range(len(place))) - {i for region in locked for i in region}
    candidates = [
        region
        for region in connected_sets(figures.neighbours, scenario.min_units, scenario.max_units)
        if free.issuperset(region) and keeps(figures, inhabitants, rules, region)
    ]
    expected: dict[int, int] = {}
    for plan in partitions(candidates, free):
        n_regions = len(plan) + len(locked)
        regions = (*plan, *locked)
        total = sum(cost(figures, scenario, rules, r, n_regions) for r in regions)
        expected[n_regions] = min(total, expected.get(n_regions, total))
    problem = parent_problem(figures, scenario, rules=rules, unit=1.0, inhabitants=inhabitants)
    answers = parent_curve(problem).answers
    found = {a.n_regions: (a.objective, a.bound) for a in answers if a.status == "optimal"}
    assert found == {n: (value, value) for n, value in expected.items()}
    assert {a.status for a in answers} <= {"optimal", "infeasible"}
