"""Sums and multiples of costs: for any region the sum, and the multiple, of what each says."""

from dataclasses import replace

import numpy as np
import pytest

from regionplanner.choices import Balance
from regionplanner.criteria.combined import joined, scaled, summed
from regionplanner.criteria.costs import IMPOSSIBLE, cut_costs
from regionplanner.objective.mix import region_costs
from regionplanner.program.instance.build import parent_reach, within_reach
from regionplanner.rules.resolved import Rules
from regionplanner.scenario import Scenario
from tests.worlds import connected_sets, rich_figures

N = 7
KINDS = (
    {"distance": 1.0},
    {"border": 1.0},
    {"ties": 1.0},
    {"dispersion": 2.0},
    {"reach": 1.5},
    {"balance": 1.0},
)


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


MIXES = (
    {"distance": 1.0},
    {"border": 1.0},
    {"distance": 1.0, "dispersion": 1.0},
    {"distance": 1.0, "dispersion": 0.1, "ties": 1.0},
)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("criteria", MIXES)
@pytest.mark.parametrize("reach_km", [np.inf, 60.0])
def test_choices_of_anchors_cost_what_their_tables_cost(seed, criteria, reach_km):
    """A region costs its cheapest centre of each criterion, near any one of its members."""
    figures = rich_figures(seed, N)
    scenario = Scenario(criteria=criteria, min_units=1)
    rules = Rules(limits={"max_centre_distance_km": reach_km}, neighbourhoods={"P": 4})
    reach, regions = parent_reach("P", figures, rules), members(figures)
    costs = within_reach(region_costs(figures, scenario, n_regions=3), reach)
    together = replace(costs, anchors=(joined(costs.anchors, N),))
    assert (together.of(regions) == costs.of(regions)).all()
    near = ~reach.not_near[:, figures.centres]
    is_near = [(near[row].all(axis=0) & row[figures.centres]).any() for row in regions]
    within = replace(costs, anchors=costs.anchors[:-1]).of(regions) < IMPOSSIBLE
    assert ((costs.of(regions) < IMPOSSIBLE) == (is_near & within)).all()


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
    nothing = scaled(cut_costs(figures.border_km), 0)
    assert (summed(costs, nothing).of(regions) == costs.of(regions)).all()
