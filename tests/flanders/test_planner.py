"""What a planner asks of Flanders: many rules at once, hard bounds, balance, a first phase."""

import pandas as pd
import pytest

from regionplanner import make_plan, propose, rook_graph
from regionplanner.data.locks import column_locks
from regionplanner.scenario import Scenario

FOUR = {"distance": 1.0, "border": 0.5, "ties": 2.0, "balance": 100.0}


def planned(flanders, workers: int = 1, **choices):
    scenario = Scenario(**choices)
    graph = rook_graph(flanders)
    proposal = propose(flanders, scenario, graph=graph, workers=workers)
    plan = make_plan(proposal.assignment, flanders, graph, scenario, proposal.proof)
    assert plan.violations == ()
    return proposal, pd.Series(dict(proposal.assignment))


@pytest.mark.slow
def test_a_lock_a_kept_zone_a_bound_and_four_criteria(flanders):
    locks = column_locks(flanders, "jeugdregio", regions=["Pajottenland"], exception=True)
    choices = {
        "regions": 30,
        "criteria": FOUR,
        "locked": locks,
        "keep_together": ["politiezone"],
        "bounds": {"inhabitants": {"min": 40_000}},
    }
    proposal, region = planned(flanders, **choices)
    assert proposal.optimal
    frame = flanders.frame.loc[region.index]
    locked = list(locks[0].members)
    assert set(region[region.isin(region[locked])].index) == set(locked)
    totals = frame["inhabitants"].groupby(region).sum().drop(region[locked[0]])
    assert totals.min() >= 40_000
    parts = region.groupby([frame["politiezone"], frame["reference_region"]]).nunique()
    assert parts.max() == 1
    again, same = planned(flanders, workers=2, **choices)
    assert same.equals(region)
    assert (again.objective, again.bound) == (proposal.objective, proposal.bound)


@pytest.mark.slow
def test_bounds_that_bind_hard(flanders):
    bounds = {"inhabitants": {"min": 60_000, "max": 700_000}}
    proposal, region = planned(flanders, regions=30, bounds=bounds)
    assert proposal.optimal
    totals = flanders.frame["inhabitants"].groupby(region).sum()
    assert totals.between(60_000, 700_000).all()


@pytest.mark.slow
def test_everyone_within_reach_of_the_centre(flanders):
    assert planned(flanders, regions=30, max_centre_distance_km=20)[0].optimal


@pytest.mark.slow
def test_no_two_members_far_apart(flanders):
    assert planned(flanders, regions=30, max_distance_km=35)[0].optimal


@pytest.mark.slow
def test_the_most_even_plan(flanders):
    proposal, _ = planned(flanders, workers=2, regions=30, criteria={"balance": 1.0})
    assert proposal.bound <= proposal.objective <= proposal.bound * 1.005


def test_a_first_phase_of_twelve_regions(flanders):
    choices = {"regions": 12, "coverage": {"least": 95, "most": 105}}
    proposal, region = planned(flanders, **choices)
    assert proposal.optimal
    assert 95 <= len(region) <= 105
    assert region.nunique() == 12
    more, covered = planned(flanders, **choices | {"coverage": {"least": 110}})
    assert len(covered) >= 110
    assert more.objective >= proposal.objective
