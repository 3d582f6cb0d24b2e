"""Every rule, alone and together, against brute force on hundreds of small worlds."""

import numpy as np
import pytest

from regionplanner.choices import Lock
from regionplanner.program.curve import parent_curve
from regionplanner.rules.bounds import FigureBound
from regionplanner.rules.resolved import MemberBound, Rules, UnitGroup
from regionplanner.scenario import Scenario
from tests.oracle.test_brute_force import partitions, plain_cost
from tests.worlds import component, connected_sets, parent_problem, random_figures, seeds

KINDS = ("together", "apart", "bounds", "distance", "centre", "locked", "all", "anchor")
MIXES = (
    {"distance": 1.0, "border": 0.5},
    {"ties": 1.0},
    {"border": 1.0},
    {"dispersion": 1.0},
    {"reach": 1.0},
)

Region = tuple[int, ...]


def random_rules(kind: str, rng: np.random.Generator, figures, inhabitants) -> Rules:
    units = figures.units
    n_units = len(units)
    parts, limits = {}, {}
    if kind in ("together", "all"):
        group = rng.choice(n_units, int(rng.integers(2, 4)), replace=False)
        parts["together"] = (UnitGroup(tuple(sorted(units[i] for i in group)), "test"),)
    if kind in ("apart", "all"):
        pairs = [rng.choice(n_units, 2, replace=False) for _ in range(int(rng.integers(1, 4)))]
        parts["apart"] = tuple(tuple(sorted(units[i] for i in pair)) for pair in pairs)
    if kind in ("bounds", "all"):
        least, most = inhabitants.min() * 2, inhabitants.sum() * 0.7
        parts["bounds"] = (FigureBound("inhabitants", float(least), float(most)),)
    if kind == "anchor":
        figure = float(np.quantile(inhabitants, rng.uniform(0.3, 0.9)))
        parts["member_bounds"] = (MemberBound("anchor", "inhabitants", figure),)
    if kind in ("distance", "all"):
        limits["max_distance_km"] = float(np.quantile(figures.distance_km, 0.85))
    if kind == "centre":
        limits["max_centre_distance_km"] = float(np.quantile(figures.distance_km, 0.6))
    if kind == "locked":
        start = int(rng.integers(n_units))
        members = sorted(component(figures.neighbours, start, int(rng.integers(1 << n_units))))
        lock = Lock(region="l", members=tuple(units[i] for i in members[:4]), exception=True)
        parts["locked"] = (lock,)
    return Rules(**parts, limits=limits)


def limit(rules: Rules, name: str) -> float:
    return rules.limits.get(name, np.inf)


def keeps(rules: Rules, figures, inhabitants, region: Region) -> bool:
    inside = {figures.units[i] for i in region}
    distance = figures.distance_km[np.ix_(region, region)]
    return (
        all(inside.issuperset(g.members) or inside.isdisjoint(g.members) for g in rules.together)
        and not any({a, b} <= inside for a, b in rules.apart)
        and all(b.least <= inhabitants[list(region)].sum() <= b.most for b in rules.bounds)
        and all((inhabitants[list(region)] >= b.least).any() for b in rules.member_bounds)
        and distance.max() <= limit(rules, "max_distance_km")
        and (distance <= limit(rules, "max_centre_distance_km")).all(axis=0).any()
    )


def brute_force(figures, scenario: Scenario, rules: Rules, inhabitants) -> dict[int, tuple]:
    place = {nis: i for i, nis in enumerate(figures.units)}
    locked = [tuple(place[nis] for nis in lock.members) for lock in rules.locked]
    free = frozenset(range(len(place))) - {i for region in locked for i in region}
    candidates = [
        region
        for region in connected_sets(figures.neighbours, scenario.min_units, scenario.max_units)
        if free.issuperset(region) and keeps(rules, figures, inhabitants, region)
    ]
    best: dict[int, int] = {}
    for plan in partitions(candidates, free):
        cost = sum(
            plain_cost(
                figures,
                dict(scenario.criteria),
                r,
                limit(rules, "max_centre_distance_km"),
            )
            for r in (*plan, *locked)
        )
        n_regions = len(plan) + len(locked)
        best[n_regions] = min(cost, best.get(n_regions, cost))
    return best


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", seeds(30, 10))
def test_rules_equal_brute_force(seed: int, kind: str) -> None:
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    figures = random_figures(seed, int(rng.integers(6, 11)), lattice=seed % 5 == 0)
    inhabitants = rng.integers(1_000, 50_000, len(figures.units)).astype(float)
    rules = random_rules(kind, rng, figures, inhabitants)
    scenario = Scenario(
        criteria=MIXES[seed % len(MIXES)],
        min_units=int(rng.integers(1, 3)),
        max_units=int(rng.integers(4, 7)),
    )
    expected = brute_force(figures, scenario, rules, inhabitants)
    problem = parent_problem(figures, scenario, rules=rules, inhabitants=inhabitants)
    curve = parent_curve(problem)
    found = {a.n_regions: (a.status, a.objective, a.bound) for a in curve.answers}
    for n_regions, (status, objective, bound) in found.items():
        if n_regions in expected:
            wanted = expected[n_regions]
            assert (status, objective, bound) == ("optimal", wanted, wanted)
        else:
            assert status == "infeasible"
    assert set(expected) <= set(found)
