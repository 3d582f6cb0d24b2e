"""Every criterion against a plain function, on random regions of random figures."""

import dataclasses

import numpy as np
import pytest

from regionplanner import ScenarioError
from regionplanner.criteria import registry
from regionplanner.criteria.combined import joined
from regionplanner.criteria.costs import IMPOSSIBLE
from regionplanner.objective.mix import cost_unit, region_costs
from regionplanner.scenario import Scenario
from tests.worlds import connected_sets, rich_figures

N_UNITS = 9
CRITERIA = ("distance", "dispersion", "reach", "border", "ties", "balance")


def plain(figures, name, region, *, target, whole=False):
    """One criterion by its definition, in loops; None where no centre is allowed."""
    minutes = figures.travel_min
    if name in ("distance", "dispersion"):
        power = 1 if name == "distance" else 2
        totals = [
            sum(figures.travellers[i] * minutes[i][j] ** power for i in region)
            for j in region
            if figures.centres[j]
        ]
        return min(totals) if totals else None
    if name == "reach":
        longest = [max(minutes[i][j] for i in region) for j in region if figures.centres[j]]
        return min(longest) if longest else None
    if name == "balance":
        return abs(sum(figures.balance[i] for i in region) - target) / target
    values = figures.border_km if name == "border" else figures.ties
    cut = sum(values[i][j] for i in region for j in range(N_UNITS) if j not in region)
    return cut if whole else cut / 2


def regions_of(figures):
    regions = connected_sets(figures.neighbours, 1, N_UNITS)
    return regions, np.array([[i in region for i in range(N_UNITS)] for region in regions])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", CRITERIA)
def test_a_criterion_is_its_definition(seed, name):
    """With travellers, times that differ by direction, few centres and inhabitants."""
    figures = rich_figures(seed, N_UNITS)
    regions, members = regions_of(figures)
    found = registry.CRITERIA[name].costs(figures, 0.7, None).of(members)
    for region, cost in zip(regions, found.tolist(), strict=True):
        wanted = plain(figures, name, region, target=figures.balance_target)
        if wanted is None:
            assert cost >= IMPOSSIBLE
        else:
            assert cost / 1e6 == pytest.approx(0.7 * wanted, abs=5e-5)


@pytest.mark.parametrize("n_regions", [1, 2, 5])
def test_a_balance_of_its_own_aims_at_the_mean_of_the_parent(n_regions):
    figures = dataclasses.replace(rich_figures(3, N_UNITS), balance_target=None)
    regions, members = regions_of(figures)
    target = figures.balance.sum() / n_regions
    found = registry.CRITERIA["balance"].costs(figures, 1.0, n_regions).of(members)
    wanted = [plain(figures, "balance", region, target=target) for region in regions]
    assert found / 1e6 == pytest.approx(wanted, abs=5e-5)


def test_a_balance_of_its_own_needs_the_number_of_regions():
    figures = dataclasses.replace(rich_figures(3, N_UNITS), balance_target=None)
    own = Scenario(criteria={"balance": 1.0}, balance={"target": "own"})
    with pytest.raises(ValueError, match="needs the number of regions of the parent"):
        region_costs(figures, own)
    empty = dataclasses.replace(figures, balance=np.zeros(N_UNITS))
    with pytest.raises(ScenarioError, match="a reference region has nothing of its figure"):
        region_costs(empty, own, n_regions=2)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("reward", [0.0, 2.5])
@pytest.mark.parametrize("covered", [False, True])
def test_a_mix_is_the_weighted_sum(seed, reward, covered):
    figures = rich_figures(seed, N_UNITS)
    weights = {"distance": 1.0, "border": 0.5, "ties": 2.0, "balance": 8.0}
    coverage = {"reward": reward, "per": "children"} if covered else None
    balance = {"target": figures.balance_target if covered else "all"}
    scenario = Scenario(criteria=weights, regions=3, coverage=coverage, balance=balance)
    regions, members = regions_of(figures)
    found = region_costs(figures, scenario).of(members)
    unit = cost_unit(scenario, figures.extents)
    for region, cost in zip(regions, found.tolist(), strict=True):
        parts = {
            name: plain(figures, name, region, target=figures.balance_target, whole=covered)
            for name in weights
        }
        if parts["distance"] is None:
            assert cost >= IMPOSSIBLE // 2
            continue
        wanted = sum(weight * parts[name] for name, weight in weights.items())
        if covered:
            wanted -= reward * sum(figures.covered[i] for i in region)
        assert cost * unit / 1e6 == pytest.approx(wanted, abs=2e-3)


def test_two_criteria_with_a_centre_use_allowed_ones_only():
    figures = rich_figures(1, N_UNITS)
    scenario = Scenario(criteria={"distance": 1.0, "dispersion": 1.0})
    costs = region_costs(figures, scenario)
    allowed = np.flatnonzero(figures.centres)
    anchors = joined(costs.anchors, N_UNITS)
    assert len(anchors.forced) == len(allowed) ** 2
    assert set(anchors.forced.ravel().tolist()) == set(allowed.tolist())


def test_a_target_that_is_open_is_asked_for():
    figures = dataclasses.replace(rich_figures(1, N_UNITS), balance_target=None)
    for regions, said in ((None, "is open"), ((3, 5), "is 3 to 5")):
        scenario = Scenario(criteria={"balance": 1.0}, regions=regions)
        with pytest.raises(ScenarioError, match=rf"number {said}; ask for one .*: own, or how"):
            region_costs(figures, scenario)
