"""What couples reference regions, against brute force: alternatives, fronts, repairs."""

import itertools

import networkx as nx
import numpy as np
import pytest

from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.make import violations
from regionplanner.program.alternatives import alternatives
from regionplanner.program.front import front
from regionplanner.program.propose import propose
from regionplanner.program.repair import repair
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid_municipalities, seeds

SIZES = {"min_units": 2, "max_units": 4}


def world(seed):
    """Two reference regions of 5 to 7 squares each, with inhabitants that differ."""
    rng = np.random.default_rng(seed)
    cells = []
    for parent, left in (("P", 0), ("Q", 3)):
        squares = [(left + x, y) for x in range(3) for y in range(3)]
        kept = squares
        while True:
            size = int(rng.integers(5, 8))
            kept = [squares[i] for i in sorted(rng.choice(9, size, replace=False))]
            if nx.is_connected(_rook(kept)):
                break
        cells += [Cell(f"{x}{y}000", x, y, parent) for x, y in kept]
    inhabitants = [int(n) for n in rng.integers(1_000, 90_000, len(cells))]
    data = grid_municipalities(cells, inhabitants=inhabitants)
    return data, rook_graph(data)


def _rook(squares):
    graph = nx.Graph()
    graph.add_nodes_from(squares)
    graph.add_edges_from(
        (a, b)
        for a, b in itertools.combinations(squares, 2)
        if abs(a[0] - b[0]) + abs(a[1] - b[1]) == 1
    )
    return graph


def divisions(units, graph, least, most):
    """Every division of some units into connected regions of these sizes."""
    if not units:
        yield ()
        return
    first, others = units[0], units[1:]
    for size in range(least, most + 1):
        for rest in itertools.combinations(others, size - 1):
            region = (first, *rest)
            if nx.is_connected(graph.subgraph(region)):
                left = [unit for unit in others if unit not in rest]
                for more in divisions(left, graph, least, most):
                    yield (region, *more)


def all_plans(data, graph, n_regions=None):
    frame = data.frame
    parents = [sorted(group.index) for _, group in frame.groupby("reference_region")]
    each = [list(divisions(p, graph, SIZES["min_units"], SIZES["max_units"])) for p in parents]
    for parts in itertools.product(*each):
        plan = [region for part in parts for region in part]
        if n_regions is None or len(plan) == n_regions:
            yield plan


def inner_pairs(data, graph):
    parent = data.frame["reference_region"]
    return [tuple(sorted(pair)) for pair in graph.edges if parent[pair[0]] == parent[pair[1]]]


def where(plan):
    return {nis: n for n, region in enumerate(plan) for nis in region}


def value(data, graph, plan, criterion):
    """A criterion by its definition."""
    if criterion == "border":
        of = where(plan)
        cut = [p for p in inner_pairs(data, graph) if of[p[0]] != of[p[1]]]
        return sum(graph.edges[p]["border_m"] for p in cut) / 1000
    xy, people = data.frame[["x_m", "y_m"]].to_numpy() / 1000, data.frame["inhabitants"]
    place = {nis: n for n, nis in enumerate(data.frame.index)}

    def way(centre, nis):
        return float(np.hypot(*(xy[place[centre]] - xy[place[nis]]))) * people[nis]

    return sum(min(sum(way(c, nis) for nis in region) for c in region) for region in plan)


def differ(data, graph, one, other):
    a, b = where(one), where(other)
    return sum((a[p] == a[q]) != (b[p] == b[q]) for p, q in inner_pairs(data, graph))


def regions_of(assignment):
    found = {}
    for nis, code in assignment.items():
        found.setdefault(code, []).append(nis)
    return [tuple(sorted(members)) for members in found.values()]


def scenario_of(rng, **criteria):
    return Scenario(
        criteria=criteria, travellers="inhabitants", regions=int(rng.integers(4, 6)), **SIZES
    )


CRITERIA = ({"border": 1.0}, {"distance": 1.0})


@pytest.mark.parametrize("criteria", CRITERIA, ids=lambda c: next(iter(c)))
@pytest.mark.parametrize("seed", seeds(12, 4))
def test_alternatives_are_as_different_as_can_be(seed, criteria):
    data, graph = world(seed)
    scenario = scenario_of(np.random.default_rng(seed), **criteria)
    (criterion,) = criteria
    plans = list(all_plans(data, graph, scenario.regions))
    if not plans:
        pytest.skip("no plan of this world has so many regions")
    best = propose(data, scenario, graph=graph)
    within = (0.0, 0.1, 0.5)[seed % 3]
    least = min(value(data, graph, plan, criterion) for plan in plans)
    assert best.objective == pytest.approx(least, rel=1e-6)
    allowed = [
        p for p in plans if value(data, graph, p, criterion) <= least * (1 + within) * (1 + 1e-9)
    ]
    found = alternatives(data, scenario, best, plans=3, within=within, graph=graph)
    earlier = [regions_of(best.assignment)]
    for one in found:
        most = max(sum(differ(data, graph, p, e) for e in earlier) for p in allowed)
        mine = regions_of(one.assignment)
        assert one.difference == one.most == most
        assert [differ(data, graph, mine, e) for e in earlier] == list(one.differences)
        assert one.proof.objective == pytest.approx(value(data, graph, mine, criterion), rel=1e-6)
        assert not violations(one.assignment, data, graph, scenario)
        earlier.append(mine)
    if len(found) < 3:  # whatever is as different as can be is there already
        sums = {
            tuple(map(tuple, p)): sum(differ(data, graph, p, e) for e in earlier) for p in allowed
        }
        assert any(
            sum(differ(data, graph, e, f) for f in earlier) == max(sums.values()) for e in earlier
        )


@pytest.mark.parametrize("seed", seeds(8, 3))
def test_alternatives_within_a_share_of_every_reference_region(seed):
    data, graph = world(seed)
    scenario = scenario_of(np.random.default_rng(seed), border=1.0)
    plans = list(all_plans(data, graph, scenario.regions))
    if not plans:
        pytest.skip("no plan of this world has so many regions")
    best = propose(data, scenario, graph=graph)
    ours = regions_of(best.assignment)
    parent = data.frame["reference_region"]

    def part(plan, code):
        return [region for region in plan if parent[region[0]] == code]

    def cost(plan, code):
        of = where(plan)
        pairs = [p for p in inner_pairs(data, graph) if parent[p[0]] == code]
        return sum(graph.edges[p]["border_m"] for p in pairs if of[p[0]] != of[p[1]])

    allowed = [
        p
        for p in plans
        if all(
            len(part(p, code)) == len(part(ours, code)) and cost(p, code) <= 1.3 * cost(ours, code)
            for code in ("P", "Q")
        )
    ]
    found = alternatives(data, scenario, best, plans=1, within=0.3, per_parent=True, graph=graph)
    most = max(differ(data, graph, p, ours) for p in allowed)
    assert [one.difference for one in found] == ([most] if most else [])


@pytest.mark.parametrize("seed", seeds(16, 5))
def test_every_point_of_a_front_is_the_best_of_its_kind(seed):
    data, graph = world(seed)
    scenario = scenario_of(np.random.default_rng(seed), border=1.0)
    plans = list(all_plans(data, graph, scenario.regions))
    if not plans:
        pytest.skip("no plan of this world has so many regions")
    values = [(value(data, graph, p, "distance"), value(data, graph, p, "border")) for p in plans]
    found = front(data, scenario, "distance", "border", points=4, graph=graph)
    for point in found.points:
        best = min(d for d, b in values if b <= point.most + 1e-9)
        assert point.first == point.bound == pytest.approx(best, rel=1e-6)
        alike = min(b for d, b in values if d <= best * (1 + 1e-9))
        assert point.second == pytest.approx(alike)
    assert found.points[0].first == pytest.approx(min(d for d, _ in values), rel=1e-6)
    assert found.points[-1].second == pytest.approx(min(b for _, b in values))


@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize("seed", seeds(16, 5))
def test_a_repair_changes_least_and_then_costs_least(seed, counted):
    data, graph = world(seed)
    rng = np.random.default_rng(seed)
    scenario = scenario_of(rng, border=1.0)
    if not counted:
        scenario = scenario.model_copy(update={"regions": None})
    plans = list(all_plans(data, graph, scenario.regions))
    if not plans:
        pytest.skip("no plan of this world has so many regions")
    # whatever is there today: in pieces, over two reference regions, some in no region
    today = {nis: f"g{rng.integers(4)}" for nis in data.frame.index if rng.random() < 0.7}
    pairs = [p for p in inner_pairs(data, graph) if p[0] in today and p[1] in today]
    weights = {p: float(rng.integers(1, 4)) for p in pairs} if seed % 2 else {}

    def change(plan):
        of = where(plan)
        return sum(
            weights.get(p, 1.0)
            for p in pairs
            if (today[p[0]] == today[p[1]]) != (of[p[0]] == of[p[1]])
        )

    least = min(map(change, plans))
    found = repair(today, data, scenario, graph=graph, weights=weights)
    mine = regions_of(found.assignment)
    assert found.weight == found.least == change(mine) == least
    assert found.settled
    costs = [value(data, graph, p, "border") for p in plans if change(p) == least]
    assert found.objective == pytest.approx(min(costs))
    assert not violations(found.assignment, data, graph, scenario)
    assert {c.pair for c in found.changes} == {
        p for p in pairs if (today[p[0]] == today[p[1]]) != (where(mine)[p[0]] == where(mine)[p[1]])
    }
