"""Near units first: the same answers, whatever is near."""

import time

import numpy as np
import pytest

from regionplanner import LimitError, region_costs
from regionplanner.criteria import costs as costs_module
from regionplanner.program.columns.generate import dual_bound
from regionplanner.program.columns.search import Search
from regionplanner.regions import priced, pricing, sweep
from regionplanner.regions.candidates import diagram_candidates
from regionplanner.regions.compile import region_diagram
from regionplanner.regions.limits import no_limits
from regionplanner.regions.priced import restricted
from regionplanner.regions.pricing import best_nearby, best_regions, regions_within
from regionplanner.regions.sweep import least_beyond, least_values
from regionplanner.scenario import Scenario
from tests.worlds import adjacency, connected_sets, random_figures

N_UNITS = 12
MIXES = [
    {"distance": 1.0},
    {"distance": 1.0, "border": 2.0, "ties": 2.0},
    {"distance": 1.0, "dispersion": 0.3},
]
WORLDS = pytest.mark.parametrize("seed", range(6))
CRITERIA = pytest.mark.parametrize("criteria", MIXES, ids="+".join)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    """Everything that is only done for large parents is done for small ones."""
    monkeypatch.setattr(priced, "_LONG_SWEEP", 0)
    monkeypatch.setattr(priced, "_UNITS", 1)
    monkeypatch.setattr(priced, "_HOMES", 2)
    monkeypatch.setattr(sweep, "_MOST_VALUES", 1)
    monkeypatch.setattr(sweep, "_FEWEST_ANCHORS", 5)
    monkeypatch.setattr(pricing, "_FEW_VALUES", 1)
    monkeypatch.setattr(costs_module, "_MOST_VALUES", 50)


def world(seed, criteria):
    figures = random_figures(seed, N_UNITS, lattice=seed % 4 == 3)
    diagram = region_diagram(adjacency(figures), figures.xy, min_units=2, max_units=5)
    prices = np.random.default_rng(seed).integers(-10_000_000, 60_000_000, N_UNITS)
    regions = connected_sets(figures.neighbours, 2, 5)
    members = np.array([[i in region for i in range(N_UNITS)] for region in regions])
    found = diagram_candidates(diagram, region_costs(figures, Scenario(criteria=criteria)))
    assert found.nearby
    return found, prices, members


def under_anchors(found, prices, members):
    """Reduced cost of each region under each anchor; none where it lacks a forced unit."""
    plain = found.costs
    inside = members.astype(np.int64)
    additive = inside @ (plain.unit - prices) + ((inside @ plain.pair) * inside).sum(axis=1) // 2
    reduced = additive[:, None] + inside @ found.weight
    lacks = (~members).astype(np.int64) @ found.forced > 0
    return np.ma.array(reduced, mask=lacks)


@WORLDS
def test_a_restricted_diagram_holds_the_regions_of_its_units(seed):
    figures = random_figures(seed, N_UNITS)
    diagram = region_diagram(adjacency(figures), figures.xy, min_units=2, max_units=5)
    allowed = np.random.default_rng(seed).random(N_UNITS) < 0.6
    part = restricted(diagram, allowed)
    within = [
        region for region in connected_sets(figures.neighbours, 2, 5) if allowed[list(region)].all()
    ]
    assert (part.count() if part else 0) == len(within)
    assert restricted(diagram, np.ones(N_UNITS, dtype=bool)).count() == diagram.count()


def test_nothing_allowed_is_no_diagram():
    figures = random_figures(0, N_UNITS)
    diagram = region_diagram(adjacency(figures), figures.xy, min_units=2, max_units=5)
    assert restricted(diagram, np.zeros(N_UNITS, dtype=bool)) is None


@WORLDS
@CRITERIA
def test_the_best_region_is_found_wherever_it_is(seed, criteria):
    found, prices, members = world(seed, criteria)
    reduced = found.costs.of(members) - members @ prices
    best, regions = best_regions(found, prices)
    assert best == reduced.min()
    assert (found.costs.of(regions) - regions @ prices).min() == best
    near, regions = best_nearby(found, prices)
    assert near >= best
    assert {row.tobytes() for row in regions} <= {row.tobytes() for row in members}


@WORLDS
@CRITERIA
@pytest.mark.parametrize("share", [0.01, 0.3])
def test_all_regions_within_a_limit_are_found_near_or_far(seed, criteria, share):
    found, prices, members = world(seed, criteria)
    reduced = found.costs.of(members) - members @ prices
    limit = int(np.quantile(reduced, share))
    listed = regions_within(found, prices, limit)
    assert len(listed) == (reduced <= limit).sum()
    assert {row.tobytes() for row in listed} == {r.tobytes() for r in members[reduced <= limit]}


@WORLDS
@CRITERIA
def test_bounds_without_a_sweep_are_bounds(seed, criteria):
    found, prices, members = world(seed, criteria)
    reduced = under_anchors(found, prices, members)
    assert (least_values(found, prices) <= reduced.min(axis=0)).all()
    beyond = least_beyond(found, prices)
    for near in found.nearby:
        far = members[:, ~near.units].any(axis=1)
        anchors = near.anchors
        assert (beyond[anchors] <= reduced[far][:, anchors].min(axis=0)).all()


@WORLDS
def test_far_bounds_rule_anchors_out(seed):
    """Where far units are worth nothing, no long sweep is needed."""
    found, prices, members = world(seed, {"distance": 1.0})
    prices = np.full_like(prices, 1_000_000)
    best = (found.costs.of(members) - members @ prices).min()
    assert (least_beyond(found, prices) > best).any()


def search(seed, criteria):
    figures = random_figures(seed, N_UNITS)
    diagram = region_diagram(adjacency(figures), figures.xy, min_units=2, max_units=5)
    costs = region_costs(figures, Scenario(criteria=criteria))
    return Search(diagram_candidates(diagram, costs, no_limits(N_UNITS)))


@WORLDS
@CRITERIA
def test_covers_are_those_of_plain_sweeps(seed, criteria, monkeypatch):
    forever = float("inf")
    near = [search(seed, criteria).best_cover(k, deadline=forever) for k in range(3, 7)]
    monkeypatch.setattr(priced, "_LONG_SWEEP", 10**9)
    plain = [search(seed, criteria).best_cover(k, deadline=forever) for k in range(3, 7)]
    assert [(c.status, c.objective) for c in near] == [(c.status, c.objective) for c in plain]


def test_a_long_sweep_stops_at_the_deadline(monkeypatch):
    found, prices, _ = world(1, {"distance": 1.0})
    with pytest.raises(LimitError, match="time limit"):
        best_regions(found, prices, deadline=time.monotonic() - 1)
    monkeypatch.setattr(pricing, "check_time", lambda _: None)
    assert best_regions(found, prices)[0] < 0


@CRITERIA
def test_there_is_a_bound_at_any_deadline(criteria):
    late, forever = time.monotonic() - 1, float("inf")
    for seed in range(4):
        one, nothing = search(seed, criteria), np.zeros(N_UNITS, dtype=np.int64)
        best = search(seed, criteria).best_cover(4, deadline=forever)
        sure = dual_bound(one.candidates, one.master, 4, nothing, deadline=late)
        if best.objective is not None:
            assert sure.bound <= best.objective
