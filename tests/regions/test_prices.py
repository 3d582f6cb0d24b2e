"""Sweeps and streams against brute force, under any prices of the units."""

from dataclasses import replace

import numpy as np
import pytest

from regionplanner import LimitError, region_costs
from regionplanner.criteria.costs import IMPOSSIBLE, AnchorCosts, no_pairs
from regionplanner.program.instance.candidates import near_candidates
from regionplanner.regions.candidates import diagram_candidates
from regionplanner.regions.compile import region_diagram
from regionplanner.regions.pricing import best_through_units, best_under_anchors, regions_within
from regionplanner.rules.neighbourhood import nearness
from regionplanner.scenario import Scenario
from tests.worlds import adjacency, connected_sets, parent_problem, random_figures

MIXES = [
    {"border": 1.0},
    {"distance": 1.0},
    {"distance": 1.0, "ties": 2.0},
    {"distance": 1.0, "dispersion": 0.3, "border": 0.5},
]
WORLDS = pytest.mark.parametrize("seed", range(8))
CRITERIA = pytest.mark.parametrize("criteria", MIXES, ids="+".join)


def world(seed, criteria):
    """A priced diagram, prices of either sign, and every region with its reduced cost."""
    figures = random_figures(seed, 9, lattice=seed % 4 == 3)
    costs = region_costs(figures, Scenario(criteria=criteria))
    diagram = region_diagram(adjacency(figures), figures.xy, min_units=2, max_units=5)
    prices = np.random.default_rng(seed).integers(-20_000_000, 40_000_000, 9)
    regions = connected_sets(figures.neighbours, 2, 5)
    members = np.array([[i in region for i in range(9)] for region in regions])
    reduced = dict(zip(regions, (costs.of(members) - members @ prices).tolist(), strict=True))
    return diagram_candidates(diagram, costs), prices, reduced


def listed(members):
    return [tuple(np.flatnonzero(row).tolist()) for row in members]


@WORLDS
@CRITERIA
@pytest.mark.parametrize("share", [0.0, 0.2, 1.0])
def test_exactly_the_regions_within_a_limit(seed, criteria, share):
    priced, prices, reduced = world(seed, criteria)
    limit = sorted(reduced.values())[round(share * (len(reduced) - 1))]
    found = listed(regions_within(priced, prices, limit))
    assert len(found) == len(set(found))
    assert set(found) == {region for region, cost in reduced.items() if cost <= limit}


@WORLDS
def test_no_region_is_within_a_limit_below_the_least(seed):
    priced, prices, reduced = world(seed, {"distance": 1.0})
    assert len(regions_within(priced, prices, min(reduced.values()) - 1)) == 0


@WORLDS
@CRITERIA
def test_the_best_region_of_all_and_through_each_unit(seed, criteria):
    priced, prices, reduced = world(seed, criteria)
    best, members = best_through_units(priced, prices)
    found = listed(members)
    assert best == min(reduced.values())
    assert set(found) <= set(reduced)
    for unit in range(9):
        through = [cost for region, cost in reduced.items() if unit in region]
        assert min(reduced[region] for region in found if unit in region) == min(through)


def test_too_many_regions_within_a_limit_are_not_listed():
    priced, prices, reduced = world(1, {"border": 1.0})
    with pytest.raises(LimitError, match="more than 3 candidate regions"):
        regions_within(priced, prices, max(reduced.values()), max_regions=3)


@WORLDS
def test_a_forced_unit_is_in_though_it_is_decided_after_a_region_can_end(seed):
    """Where nothing else depends on the anchor, the cheapest region without it costs nothing."""
    priced, prices, _ = world(seed, {"border": 1.0})
    anchors = AnchorCosts(np.arange(9)[:, None], 10**9 * np.eye(9, dtype=np.int64))
    costs = replace(priced.costs, anchors=(anchors,))
    figures = random_figures(seed, 9, lattice=seed % 4 == 3)
    regions = connected_sets(figures.neighbours, 2, 5)
    members = np.array([[i in region for i in range(9)] for region in regions])
    reduced = costs.of(members) - members @ prices
    best, found = best_under_anchors(diagram_candidates(priced.diagram, costs), prices)
    assert best.tolist() == [int(reduced[members[:, unit]].min()) for unit in range(9)]
    assert found[np.arange(9), np.arange(9)].all()


@WORLDS
def test_a_forced_unit_is_in_also_in_the_diagrams_near_other_units(seed):
    figures = random_figures(seed, 9, lattice=seed % 4 == 3)
    problem = parent_problem(figures, Scenario(criteria={"border": 1.0}, min_units=2, max_units=5))
    units = np.arange(9)
    near = AnchorCosts(units[:, None], no_pairs(9), nearness(figures.distance_km) >= 6)
    paid = AnchorCosts(units[:, None], np.diag(10**9 - 10**8 * units))
    costs = replace(problem.costs, anchors=(near, paid))
    problem = replace(problem, costs=costs)
    prices = np.random.default_rng(seed).integers(-20_000_000, 40_000_000, 9)
    regions = connected_sets(figures.neighbours, 2, 5)
    members = np.array([[i in region for i in range(9)] for region in regions])
    reduced = costs.of(members) - members @ prices
    candidates = near_candidates(problem, costs)
    assert candidates.price(prices, np.inf)[0] == reduced.min()
    limit = int(np.median(reduced[reduced < IMPOSSIBLE // 2]))
    within = listed(candidates.enumerate_within(prices, limit, max_regions=1000))
    assert sorted(within) == sorted(listed(members[reduced <= limit]))


@WORLDS
def test_regions_near_several_of_their_anchors_are_in_one_of_their_diagrams(seed):
    """The diagrams of two centres do not leave a region to each other."""
    figures = random_figures(seed, 9, lattice=seed % 4 == 3)
    problem = parent_problem(figures, Scenario(criteria={"border": 1.0}, min_units=2, max_units=5))
    units, rng = np.arange(9)[:, None], np.random.default_rng(seed)
    near = AnchorCosts(units, no_pairs(9), nearness(figures.distance_km) >= 6)
    centred = [AnchorCosts(units, rng.integers(0, 10**7, (9, 9))) for _ in range(2)]
    close = AnchorCosts(units, rng.integers(0, 10**7, (9, 9)), nearness(figures.distance_km) >= 7)
    prices = rng.integers(0, 10_000_000, 9)
    regions = connected_sets(figures.neighbours, 2, 5)
    members = np.array([[i in region for i in range(9)] for region in regions])
    for tables in ((near, *centred), (near, centred[0], close)):
        costs = replace(problem.costs, anchors=tables)
        reduced = costs.of(members) - members @ prices
        candidates = near_candidates(replace(problem, costs=costs), costs)
        for limit in np.sort(reduced[reduced < IMPOSSIBLE // 2])[:20].tolist():
            within = candidates.enumerate_within(prices, limit, max_regions=1000)
            assert sorted(listed(within)) == sorted(listed(members[reduced <= limit]))
