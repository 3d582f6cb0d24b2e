"""Sums and multiples of costs: for any region the sum, and the multiple, of what each says."""

from dataclasses import replace

import numpy as np
import pytest

from regionplanner.choices import Balance
from regionplanner.criteria.border import border_costs
from regionplanner.criteria.combined import scaled, summed
from regionplanner.criteria.costs import IMPOSSIBLE
from regionplanner.criteria.mix import region_costs
from regionplanner.program.posed.centred import parent_reach, within_reach
from regionplanner.rules import Rules
from regionplanner.scenario import Scenario
from tests.worlds import connected_sets, rich_figures

N = 7
KINDS = ({"distance": 1.0}, {"border": 1.0}, {"ties": 1.0}, {"dispersion": 2.0}, {"balance": 1.0})


def costs_of(figures, criteria):
    scenario = Scenario(criteria=criteria, balance=Balance(column="units", target=2.5))
    return region_costs(figures, scenario, n_regions=3)


def members(figures):
    regions = connected_sets(figures.neighbours, 1, N)
    return np.array([[unit in region for unit in range(N)] for region in regions])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("one", KINDS, ids=lambda c: next(iter(c)))
@pytest.mark.parametrize("other", KINDS, ids=lambda c: next(iter(c)))
def test_a_sum_is_what_both_cost(seed, one, other):
    figures = rich_figures(seed, N)
    regions = members(figures)
    costs = [costs_of(figures, criteria) for criteria in (one, other)]
    if "balance" in one and "balance" in other:
        with pytest.raises(ValueError, match="two deviations"):
            summed(*costs)
        return
    parts = [each.of(regions) for each in costs]
    possible = (parts[0] < IMPOSSIBLE) & (parts[1] < IMPOSSIBLE)
    total = summed(*costs).of(regions)
    assert (total[possible] == (parts[0] + parts[1])[possible]).all()
    assert possible.any()
    assert (total[~possible] >= IMPOSSIBLE).all()


@pytest.mark.parametrize("seed", range(6))
def test_centres_out_of_each_others_neighbourhood_are_never_missed(seed):
    figures = replace(rich_figures(seed, N), centres=np.ones(N, dtype=bool))
    scenario = Scenario(criteria={"distance": 1.0, "dispersion": 1.0}, min_units=1, neighbourhood=4)
    near = region_costs(figures, scenario, n_regions=3)
    every = summed(costs_of(figures, {"distance": 1.0}), costs_of(figures, {"dispersion": 1.0}))
    assert len(near.anchors.forced) < len(every.anchors.forced)
    reach, regions = parent_reach(figures, scenario, Rules()), members(figures)
    found = within_reach(near, reach).of(regions)
    assert (found == within_reach(every, reach).of(regions)).all()
    assert (found < IMPOSSIBLE).any()
    assert (found >= IMPOSSIBLE).any()


@pytest.mark.parametrize("factor", [0, 1, 7])
@pytest.mark.parametrize("criteria", KINDS, ids=lambda c: next(iter(c)))
def test_a_multiple_is_that_of_every_region(criteria, factor):
    figures = rich_figures(4, N)
    regions, costs = members(figures), costs_of(figures, criteria)
    plain = costs.of(regions)
    possible = plain < IMPOSSIBLE
    found = scaled(costs, factor).of(regions)
    assert (found[possible] == factor * plain[possible]).all()
    assert (found[~possible] >= IMPOSSIBLE).all()


def test_adding_nothing_changes_nothing():
    figures = rich_figures(5, N)
    regions, costs = members(figures), costs_of(figures, {"distance": 1.0, "border": 1.0})
    nothing = scaled(border_costs(figures.border_km), 0)
    assert (summed(costs, nothing).of(regions) == costs.of(regions)).all()
