"""Centres, travel times and travellers in the engine, against brute force."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from regionplanner import InfeasibleError, ScenarioError
from regionplanner.choices import Lock
from regionplanner.criteria.mix import region_costs
from regionplanner.program.centred import barred, beyond_centre, far_pairs
from regionplanner.program.curve import parent_curve
from regionplanner.program.pose import parent_problem
from regionplanner.rules import Group, Rules
from regionplanner.scenario import Scenario
from tests.oracle.test_brute_force import partitions
from tests.worlds import connected_sets, edge_figures, rich_figures

MIXES = ({"border": 1.0}, {"distance": 1.0}, {"dispersion": 1.0}, {"distance": 1.0, "ties": 2.0})
KINDS = ("centres", "members", "reach", "all")


def scenario_of(kind, seed, figures, **choices):
    limits = {}
    if kind in ("members", "all"):
        limits["max_travel_min"] = float(np.quantile(figures.travel_min, 0.85))
    if kind in ("reach", "all"):
        limits["max_centre_travel_min"] = float(np.quantile(figures.travel_min, 0.6))
    criteria = MIXES[seed % len(MIXES)]
    return Scenario(criteria=criteria, min_units=1, max_units=5, **limits, **choices)


def centre(figures, region):
    """The allowed member with the least travel of all others, in a loop."""
    best = None
    for j in region:
        if figures.centres[j]:
            total = sum(
                round(figures.travel_min[i, j] * figures.travellers[i] * 1e6) for i in region
            )
            if best is None or total < best[0]:
                best = (total, j)
    return None if best is None else best[1]


def keeps(figures, scenario, region):
    middle = centre(figures, region)
    if middle is None:
        return False
    minutes = figures.travel_min[np.ix_(region, region)]
    most, reach = scenario.max_travel_min, scenario.max_centre_travel_min
    if most is not None and minutes.max() > most:
        return False
    return reach is None or max(figures.travel_min[i, middle] for i in region) <= reach


def problem(figures, scenario, rules=None):
    frame = pd.DataFrame(index=list(figures.units))
    return parent_problem("P", figures, frame, scenario, rules or Rules())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(16))
def test_limits_equal_brute_force(seed, kind):
    n_units = 6 + seed % 4
    figures = rich_figures(seed, n_units, lattice=seed % 5 == 0)
    figures = dataclasses.replace(figures, means={})
    scenario = scenario_of(kind, seed, figures)
    regions = [
        region
        for region in connected_sets(figures.neighbours, 1, 5)
        if keeps(figures, scenario, region)
    ]
    members = np.array([[i in r for i in range(n_units)] for r in regions])
    cost = dict(zip(regions, region_costs(figures, scenario).of(members).tolist(), strict=True))
    best = {}
    for plan in partitions(regions, frozenset(range(n_units))):
        total = sum(cost[r] for r in plan)
        best[len(plan)] = min(total, best.get(len(plan), total))
    answers = parent_curve(problem(figures, scenario)).answers
    found = {a.n_regions: a.objective for a in answers if a.status == "optimal"}
    assert found == best
    assert {a.status for a in answers} <= {"optimal", "infeasible"}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("criteria", MIXES, ids=str)
def test_barring_leaves_the_cost_of_every_region_that_keeps_the_limits(seed, criteria):
    """Also where the anchor of dispersion is another member than the centre."""
    figures = rich_figures(seed, 9)
    scenario = scenario_of("reach", 0, figures).model_copy(update={"criteria": criteria})
    regions = [
        region
        for region in connected_sets(figures.neighbours, 1, 9)
        if keeps(figures, scenario, region)
    ]
    members = np.array([[i in region for i in range(9)] for region in regions])
    far, beyond = (ask(figures, scenario, Rules()) for ask in (far_pairs, beyond_centre))
    costs = region_costs(figures, scenario)
    shut = barred(costs, scenario, figures, far, beyond)
    assert shut.anchors.barred.any() or "distance" not in criteria
    assert shut.of(members).tolist() == costs.of(members).tolist()


def test_the_anchor_of_dispersion_may_be_beyond_the_reach_of_the_centre():
    """The centre is unit 0, all within 5 km; the least squares are to unit 1, 5.05 km from 3."""
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
    assert km.sum(axis=0).argmin() == 0
    assert (km**2).sum(axis=0).argmin() == 1
    scenario = Scenario(criteria={"dispersion": 1.0}, min_units=5, max_units=5)
    rules = Rules(max_centre_distance_km=5.0)
    (answer,) = parent_curve(problem(figures, scenario, rules)).answers
    assert answer.status == "optimal"
    assert answer.objective == round((km[:, 1] ** 2).sum() * 1e6)


def test_atoms_and_locked_regions_keep_their_figures():
    figures = rich_figures(2, 9)
    home = int(np.flatnonzero(figures.centres)[0])
    lock = Lock(region="l", members=(figures.units[home],), exception=True)
    free = [i for i in range(9) if i != home]
    a, b = next((a, b) for a in free for b in free if figures.neighbours[a, b])
    group = Group((figures.units[a], figures.units[b]), "test")
    scenario = Scenario(criteria={"balance": 1.0}, regions=3, min_units=1, max_units=8)
    posed = problem(figures, scenario, Rules(locked=(lock,), together=(group,)))
    shares = dataclasses.asdict(posed.costs.deviation)["values"]
    values = dict(zip(posed.units, shares.tolist(), strict=True))
    whole = np.rint(figures.balance / figures.balance_target * 1e6).astype(int)
    assert values[tuple(sorted(group.members))] == whole[a] + whole[b]
    assert len(values) == 7
    assert posed.locked_cost == abs(whole[home] - 1_000_000)


def test_a_parent_without_a_centre_is_told():
    figures = dataclasses.replace(rich_figures(1, 6), centres=np.zeros(6, dtype=bool))
    scenario = Scenario(criteria={"border": 1.0})
    with pytest.raises(InfeasibleError, match="no municipality of reference region P may be"):
        problem(figures, scenario)


def test_a_locked_region_without_a_centre_is_told():
    figures = rich_figures(1, 6)
    other = figures.units[int(np.flatnonzero(~figures.centres)[0])]
    lock = Lock(region="north", members=(other,), exception=True)
    with pytest.raises(ScenarioError, match=f"north is locked as {other}, none of which may"):
        problem(figures, Scenario(criteria={"border": 1.0}), Rules(locked=(lock,)))


def test_a_balance_of_its_own_depends_on_the_number_of_regions():
    figures = dataclasses.replace(rich_figures(1, 6), balance_target=None)
    own = Scenario(criteria={"balance": 1.0}, balance={"target": "own"})
    frame = pd.DataFrame(index=list(figures.units))
    for k in (2, 3):
        posed = parent_problem("P", figures, frame, own, Rules(), n_regions=k)
        assert posed.costs.deviation.factor == k
