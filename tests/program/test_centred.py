"""Centres, travel times and travellers in the engine, against brute force."""

import dataclasses

import numpy as np
import pytest

from regionplanner import LimitError, ScenarioError
from regionplanner.choices import Lock
from regionplanner.criteria.costs import AnchorCosts, RegionCosts, no_pairs, without_values
from regionplanner.graph.contiguity import scenario_case
from regionplanner.objective.mix import cost_unit
from regionplanner.program.curve import parent_curve
from regionplanner.program.instance.build import Reach, within_reach
from regionplanner.program.instance.candidates import problem_candidates
from regionplanner.program.instance.instance import build_instance
from regionplanner.rules.limits import limits_of
from regionplanner.rules.resolved import Rules, UnitGroup
from regionplanner.scenario import Scenario
from tests.oracle.test_brute_force import partitions
from tests.worlds import (
    connected_sets,
    edge_figures,
    grid,
    grid_municipalities,
    parent_problem,
    rich_figures,
    seeds,
)

MIXES = (
    {"border": 1.0},
    {"distance": 1.0},
    {"dispersion": 1.0},
    {"distance": 1.0, "ties": 2.0},
    {"reach": 1.0},
)
KINDS = ("centres", "members", "reach", "all")


def scenario_of(kind, seed, figures, **choices):
    limits = {}
    if kind in ("members", "all"):
        limits["max_travel_min"] = float(np.quantile(figures.travel_min, 0.85))
    if kind in ("reach", "all"):
        limits["max_centre_travel_min"] = float(np.quantile(figures.travel_min, 0.6))
    criteria = MIXES[seed % len(MIXES)]
    return Scenario(criteria=criteria, min_units=1, max_units=5, **limits, **choices)


def keeps(figures, scenario, region):
    """Whether any two are near enough, and some allowed member is near enough to all."""
    minutes, most = figures.travel_min, scenario.max_travel_min
    if most is not None and any(minutes[i, j] > most for i in region for j in region if i != j):
        return False
    return bool(centres(figures, scenario, region))


def centres(figures, scenario, region):
    """The members that can be the centre."""
    reach = scenario.max_centre_travel_min or np.inf
    return [
        j
        for j in region
        if figures.centres[j] and all(figures.travel_min[i, j] <= reach for i in region if i != j)
    ]


def cost(figures, scenario, region):
    """The criteria, with the best of the members that can be the centre."""
    total = 0
    outside = set(range(len(figures.units))) - set(region)
    for name, weight in scenario.criteria.items():
        if name in ("distance", "dispersion"):
            power = 1 if name == "distance" else 2
            total += min(
                sum(
                    round(figures.travel_min[i, j] ** power * figures.travellers[i] * weight * 1e6)
                    for i in region
                )
                for j in centres(figures, scenario, region)
            )
        elif name == "reach":
            total += min(
                max(round(figures.travel_min[i, j] * weight * 1e6) for i in region)
                for j in centres(figures, scenario, region)
            )
        else:
            values = {"border": figures.border_km, "ties": figures.ties}[name]
            total += sum(round(values[i, j] * weight / 2 * 1e6) for i in region for j in outside)
    return total


def problem(figures, scenario, rules=None):
    return parent_problem(figures, scenario, rules=rules or Rules(limits=limits_of(scenario)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", seeds(16, 5))
def test_limits_equal_brute_force(seed, kind):
    n_units = 6 + seed % 4
    figures = rich_figures(seed, n_units, lattice=seed % 5 == 0)

    scenario = scenario_of(kind, seed, figures)
    regions = [
        region
        for region in connected_sets(figures.neighbours, 1, 5)
        if keeps(figures, scenario, region)
    ]
    unit = cost_unit(scenario, figures.extents)
    assert unit == 1 or not regions
    costs = {region: cost(figures, scenario, region) for region in regions}
    best = {}
    for plan in partitions(regions, frozenset(range(n_units))):
        total = sum(costs[r] for r in plan)
        best[len(plan)] = min(total, best.get(len(plan), total))
    answers = parent_curve(problem(figures, scenario)).answers
    found = {a.n_regions: a.objective for a in answers if a.status == "optimal"}
    assert found == best
    assert {a.status for a in answers} <= {"optimal", "infeasible"}


def test_the_centre_is_the_best_of_those_within_reach():
    """Unit 1 has the least squares, but unit 3 is more than 5 km from it: unit 0 is the centre."""
    km = np.array(
        [
            [0.0, 3.7, 1.0, 4.95, 5.0],
            [3.7, 0.0, 4.3, 5.05, 2.0],
            [1.0, 4.3, 0.0, 5.9, 6.0],
            [4.95, 5.05, 5.9, 0.0, 7.0],
            [5.0, 2.0, 6.0, 7.0, 0.0],
        ]
    )
    figures = dataclasses.replace(edge_figures(5, [(0, i) for i in range(1, 5)]), distance_km=km)
    assert (km**2).sum(axis=0).argmin() == 1
    scenario = Scenario(criteria={"dispersion": 1.0}, min_units=5, max_units=5)
    rules = Rules(limits={"max_centre_distance_km": 5.0})
    (answer,) = parent_curve(problem(figures, scenario, rules)).answers
    assert answer.status == "optimal"
    assert answer.objective == round((km[:, 0] ** 2).sum() * 1e6)


def test_atoms_and_locked_regions_keep_their_figures():
    figures = rich_figures(2, 9)
    home = int(np.flatnonzero(figures.centres)[0])
    lock = Lock(region="l", members=(figures.units[home],), exception=True)
    free = [i for i in range(9) if i != home]
    a, b = next((a, b) for a in free for b in free if figures.neighbours[a, b])
    group = UnitGroup((figures.units[a], figures.units[b]), "test")
    scenario = Scenario(criteria={"balance": 1.0}, regions=3, min_units=1, max_units=8)
    made = problem(figures, scenario, Rules(locked=(lock,), together=(group,)))
    shares = dataclasses.asdict(made.costs.deviation)["values"]
    values = dict(zip(made.units, shares.tolist(), strict=True))
    whole = np.rint(figures.balance / figures.balance_target * 1e9).astype(int)
    assert values[tuple(sorted(group.members))] == whole[a] + whole[b]
    assert len(values) == 7
    assert made.locked_cost == 0
    assert made.for_regions(2).locked_cost == abs(whole[home] - 10**9)


def test_a_locked_region_without_a_centre_is_reported():
    lock = Lock(region="north", members=("00002",), exception=True)
    scenario = Scenario(criteria={"border": 1.0}, centres=["00000"], locked=[lock], min_units=1)
    with pytest.raises(ScenarioError, match=r"north is locked as Unit 00002 \(00002\), none of w"):
        build_instance(scenario_case(grid_municipalities(grid(3, 1)), scenario))


def test_what_is_too_large_is_called_by_its_name():
    world = grid_municipalities(grid(4, 4))
    choices = Scenario(criteria={"distance": 1.0}, min_units=2, max_units=8)
    for scenario in (choices, choices.model_copy(update={"neighbourhood": 12})):
        (made,) = build_instance(scenario_case(world, scenario), max_states=2).problems
        with pytest.raises(LimitError, match=r"^Parent P \(P\) is too large"):
            problem_candidates(made, made.costs)


def test_a_balance_of_its_own_depends_on_the_number_of_regions():
    figures = dataclasses.replace(rich_figures(1, 6), balance_target=None)
    own = Scenario(criteria={"balance": 1.0}, balance={"target": "own"})
    made = problem(figures, own)
    for k in (2, 3):
        assert made.for_regions(k).costs.deviation.factor == k


def test_units_that_are_forbidden_under_an_anchor_stay_so_where_the_way_to_it_is_limited():
    nothing = no_pairs(3)
    anchors = AnchorCosts(np.array([[0], [1]]), nothing[:, :2], np.eye(3, 2, k=-2, dtype=bool))
    costs = RegionCosts(nothing[0], nothing, (anchors,))
    far = np.zeros((3, 3), dtype=bool)
    reach = Reach(far=far, beyond=np.eye(3, k=1, dtype=bool), centres=np.array([1, 1, 0]) > 0)
    (table,) = within_reach(costs, reach).anchors
    assert table.forbidden.astype(int).tolist() == [[0, 1], [0, 0], [1, 0]]


def test_no_centre_is_asked_for_where_any_unit_has_an_anchor_that_bars_none():
    nothing = no_pairs(2)
    anchors = AnchorCosts(np.array([[0], [0], [1]]), np.ones((2, 3), dtype=np.int64))
    for forbidden, n_tables in (([0, 1, 0], 0), ([0, 1, 1], 1), ([1, 1, 0], 1)):
        some = np.array([[0, 0, forbidden[2]], [*forbidden[:2], 0]]) > 0
        costs = RegionCosts(nothing[0], nothing, (dataclasses.replace(anchors, forbidden=some),))
        assert len(without_values(costs).anchors) == n_tables
