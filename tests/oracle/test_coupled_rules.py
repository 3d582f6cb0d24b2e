"""What couples reference regions under every kind of rule, against brute force."""

import itertools

import numpy as np
import pytest

from regionplanner.choices import Balance, Coverage, Lock
from regionplanner.errors import InfeasibleError
from regionplanner.plan.make import violations
from regionplanner.program.alternatives import alternatives
from regionplanner.program.front import front
from regionplanner.program.propose import propose
from regionplanner.program.repair import repair
from regionplanner.scenario import Scenario
from tests.oracle.test_coupled import divisions, inner_pairs, regions_of, value, where, world
from tests.worlds import seeds

LEAST, MOST = 2, 4
KINDS = ("apart", "together", "locked", "bounds", "distance", "coverage", "anchor")


def ruled(kind, seed, data, graph):
    """A scenario with rules of one kind, and a function that says whether a plan keeps them."""
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    pairs = inner_pairs(data, graph)
    chosen = [pairs[i] for i in rng.choice(len(pairs), 2, replace=False)]
    people, xy = data.frame["inhabitants"], data.frame[["x_m", "y_m"]] / 1000
    if kind == "apart":
        return {"apart": tuple(chosen)}, lambda plan: all(
            not {a, b} <= set(region) for a, b in chosen for region in plan
        )
    if kind == "together":
        return {"together": tuple(chosen)}, lambda plan: all(
            len({a, b} & set(region)) != 1 for a, b in chosen for region in plan
        )
    if kind == "locked":
        lock = Lock(region="kept", members=chosen[0])
        return {"locked": (lock,)}, lambda plan: tuple(sorted(chosen[0])) in plan
    if kind == "bounds":
        most = float(people.sum() * 0.45)
        return {"bounds": {"inhabitants": {"max": most}}}, lambda plan: all(
            people[list(region)].sum() <= most for region in plan
        )
    if kind == "distance":
        far = 2.1 * float(np.hypot(*(xy.iloc[0] - xy.iloc[1])))
        return {"max_distance_km": far}, lambda plan: all(
            np.hypot(*(xy.loc[a] - xy.loc[b])) <= far + 1e-9
            for region in plan
            for a, b in itertools.combinations(region, 2)
        )
    if kind == "anchor":
        figure = float(people.quantile(rng.uniform(0.3, 0.6)))
        return {"anchor": {"inhabitants": figure}}, lambda plan: all(
            people[list(region)].max() >= figure for region in plan
        )
    most = len(people) - int(rng.integers(1, 4))
    coverage = Coverage(least=most - 1, most=most)
    return {"coverage": coverage}, lambda plan: most - 1 <= sum(map(len, plan)) <= most


def all_plans(data, graph, n_regions, *, partial):
    """Every plan of this many connected regions, of all units or of some."""
    each = []
    for _, group in data.frame.groupby("reference_region"):
        units = sorted(group.index)
        parts = [units]
        if partial:
            parts = [
                list(some)
                for size in range(len(units) + 1)
                for some in itertools.combinations(units, size)
            ]
        each.append([plan for some in parts for plan in divisions(some, graph, LEAST, MOST)])
    for one, other in itertools.product(*each):
        if len(one) + len(other) == n_regions:
            yield [*one, *other]


def together(plan, pair):
    of = where(plan)
    a, b = (of.get(nis) for nis in pair)
    return a is not None and a == b


def differ(data, graph, one, other):
    return sum(together(one, p) != together(other, p) for p in inner_pairs(data, graph))


def instance_of(kind, seed):
    """A world with its rules, all of its plans that keep them, and the scenario."""
    data, graph = world(seed)
    rules, keeps = ruled(kind, seed, data, graph)
    partial = kind == "coverage"
    n_regions = 3 if partial else 4 + seed % 2
    plans = [p for p in all_plans(data, graph, n_regions, partial=partial) if keeps(p)]
    scenario = Scenario(
        criteria={"distance": 1.0},
        travellers="inhabitants",
        regions=n_regions,
        min_units=LEAST,
        max_units=MOST,
        **rules,
    )
    return data, graph, plans, scenario


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", seeds(6, 2))
def test_alternatives_keep_the_rules(seed, kind):
    data, graph, plans, scenario = instance_of(kind, seed)
    if not plans:
        with pytest.raises(InfeasibleError):
            propose(data, scenario, graph=graph)
        return
    best = propose(data, scenario, graph=graph)
    least = min(value(data, graph, plan, "distance") for plan in plans)
    assert best.objective == pytest.approx(least, rel=1e-6)
    allowed = [p for p in plans if value(data, graph, p, "distance") <= least * 1.2 * (1 + 1e-9)]
    found = alternatives(data, scenario, best, plans=2, within=0.2, graph=graph)
    earlier = [regions_of(best.assignment)]
    for one in found:
        most = max(sum(differ(data, graph, p, e) for e in earlier) for p in allowed)
        mine = regions_of(one.assignment)
        assert one.difference == one.most == most
        assert value(data, graph, mine, "distance") <= least * 1.2 * (1 + 1e-6)
        assert not violations(one.assignment, data, graph, scenario)
        earlier.append(mine)
    if not found:
        assert all(differ(data, graph, p, earlier[0]) == 0 for p in allowed)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "coverage"])
@pytest.mark.parametrize("seed", seeds(6, 2))
def test_fronts_keep_the_rules(seed, kind):
    data, graph, plans, scenario = instance_of(kind, seed)
    if not plans:
        with pytest.raises(InfeasibleError):
            front(data, scenario, "distance", "border", points=3, graph=graph)
        return
    values = [(value(data, graph, p, "distance"), value(data, graph, p, "border")) for p in plans]
    found = front(data, scenario, "distance", "border", points=3, graph=graph)
    for point in found.points:
        best = min(d for d, b in values if b <= point.most + 1e-9)
        assert point.first == point.bound == pytest.approx(best, rel=1e-6)
        alone = scenario.model_copy(update={"criteria": {"distance": 1.0}})
        assert not violations(point.assignment, data, graph, alone)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", seeds(6, 2))
def test_repairs_keep_the_rules(seed, kind):
    data, graph, plans, scenario = instance_of(kind, seed)
    rng = np.random.default_rng(seed)
    today = {nis: f"g{rng.integers(4)}" for nis in data.frame.index if rng.random() < 0.8}
    if not plans:
        with pytest.raises(InfeasibleError):
            repair(today, data, scenario, graph=graph)
        return
    pairs = [p for p in inner_pairs(data, graph) if p[0] in today and p[1] in today]

    def change(plan):
        return sum((today[a] == today[b]) != together(plan, (a, b)) for a, b in pairs)

    least = min(map(change, plans))
    found = repair(today, data, scenario, graph=graph)
    mine = regions_of(found.assignment)
    assert found.weight == found.least == change(mine) == least
    costs = [value(data, graph, p, "distance") for p in plans if change(p) == least]
    assert found.settled
    assert found.objective == pytest.approx(min(costs), rel=1e-6)
    assert not violations(found.assignment, data, graph, scenario)


@pytest.mark.parametrize("seed", seeds(6, 2))
def test_alternatives_that_are_in_balance(seed):
    data, graph = world(seed)
    people = data.frame["inhabitants"]
    plans = list(all_plans(data, graph, 4, partial=False))
    if not plans:
        pytest.skip("no plan of this world has so many regions")
    target = people.sum() / 4
    scenario = Scenario(
        criteria={"balance": 1.0},
        balance=Balance(column="inhabitants", target="all"),
        regions=4,
        min_units=LEAST,
        max_units=MOST,
    )

    def uneven(plan):
        return sum(abs(people[list(region)].sum() - target) for region in plan) / target

    best = propose(data, scenario, graph=graph)
    least = min(map(uneven, plans))
    assert best.objective == pytest.approx(least, abs=1e-5)
    allowed = [p for p in plans if uneven(p) <= least * 1.5 + 1e-6]
    found = alternatives(data, scenario, best, plans=1, within=0.5, graph=graph)
    mine = regions_of(best.assignment)
    most = max(differ(data, graph, p, mine) for p in allowed)
    assert [one.difference for one in found] == ([most] if most else [])


def test_worlds_are_connected_enough_to_say_something():
    asked = [instance_of(kind, seed)[2] for kind in KINDS for seed in range(6)]
    assert sum(bool(plans) for plans in asked) > len(asked) / 2
