"""Alternatives and fronts that cannot be asked for: said before any work, in one sentence."""

from dataclasses import replace
from functools import partial

import pytest

from regionplanner.choices import Balance, Coverage
from regionplanner.errors import InfeasibleError, ScenarioError
from regionplanner.program.alternatives import alternatives
from regionplanner.program.front import front
from regionplanner.program.propose import propose
from regionplanner.program.repair import repair
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid_municipalities

RULES = {"criteria": {"border": 1.0}, "min_units": 2, "max_units": 4, "regions": 4}


@pytest.fixture(scope="module")
def world():
    cells = [Cell(f"{x}{y}000", x, y, "P" if x < 2 else "Q") for x in range(4) for y in range(4)]
    return grid_municipalities(cells, inhabitants=list(range(1000, 2600, 100)))


@pytest.fixture(scope="module")
def best(world):
    return propose(world, Scenario(**RULES))


def test_a_share_below_nothing(world, best):
    with pytest.raises(ScenarioError, match=r"within is -0\.1; a share of at least 0 is expected"):
        alternatives(world, Scenario(**RULES), best, within=-0.1)


def test_a_share_per_reference_region_of_a_part(world, best):
    partial = Scenario(**RULES, coverage=Coverage(least=8))
    with pytest.raises(ScenarioError, match="per reference region was asked for, but the plan"):
        alternatives(world, partial, best, per_parent=True)


def test_a_target_that_changes_with_the_number_of_regions(world, best):
    own = Scenario(
        criteria={"balance": 1.0},
        balance=Balance(column="inhabitants", target="own"),
        min_units=2,
        max_units=4,
        regions=4,
    )
    with pytest.raises(ScenarioError, match="balance has the target own"):
        alternatives(world, own, best)
    with pytest.raises(ScenarioError, match="balance has the target own"):
        repair(best.assignment, world, own)
    with pytest.raises(ScenarioError, match="balance has the target own"):
        front(world, own, "distance", "balance", points=3)


@pytest.mark.parametrize(("second", "points"), [("distance", 3), ("border", 1), ("border", 0)])
def test_a_front_needs_two_criteria_and_two_points(world, second, points):
    with pytest.raises(ScenarioError, match="two different criteria and at least 2 points"):
        front(world, Scenario(**RULES), "distance", second, points=points)


@pytest.mark.parametrize("ties", [{}, {"zone": 0.0}])
@pytest.mark.parametrize("asked", [("ties", "distance"), ("border", "ties")])
def test_a_front_of_ties_needs_ties(world, ties, asked):
    with pytest.raises(ScenarioError, match="no ties are named"):
        front(world, Scenario(**{**RULES, "ties": ties}), *asked, points=3)


def test_the_end_of_a_front_that_is_not_proven(world, monkeypatch):
    """The search for the least balance was stopped at a plan that has more than others."""
    scenario = Scenario(**RULES, balance=Balance(column="inhabitants"))
    whole = front(world, scenario, "border", "balance", points=2)
    assert whole.least == pytest.approx(whole.points[-1].second)
    worst = propose(world, scenario).assignment

    def stopped(municipalities, asked, **options):
        found = propose(municipalities, asked, **options)
        return found if "border" in asked.criteria else replace(found, assignment=worst, bound=0.0)

    monkeypatch.setattr("regionplanner.program.front.propose", stopped)
    cut = front(world, scenario, "border", "balance", points=2)
    assert cut.least == 0.0 < cut.points[-1].second
    assert cut.points == whole.points[: len(cut.points)]


def test_fewer_plans_where_there_are_no_more(world, best):
    found = alternatives(world, Scenario(**RULES), best, plans=50, within=0.0)
    assert len(found) < 50
    different = {frozenset(map(frozenset, groups(one.assignment))) for one in (best, *found)}
    assert len(different) == len(found) + 1


def groups(assignment):
    found = {}
    for nis, code in assignment.items():
        found.setdefault(code, set()).add(nis)
    return found.values()


def test_progress_is_reported_after_every_plan(world, best):
    seen = []
    alternatives(
        world,
        Scenario(**RULES),
        best,
        plans=2,
        within=0.5,
        progress=lambda one, done, of: seen.append((one.difference, done, of)),
    )
    assert [step[1:] for step in seen] == [(1, 2), (2, 2)]
    points = []
    front(
        world,
        Scenario(**RULES),
        "distance",
        "border",
        points=3,
        progress=lambda point, done, of: points.append((point.first, done, of)),
    )
    assert [step[1:] for step in points] == [(1, 3), (2, 3), (3, 3)]


def test_a_repair_of_what_keeps_the_rules_changes_nothing(world, best):
    found = repair(best.assignment, world, Scenario(**RULES))
    assert (found.changes, found.moved, found.weight, found.least) == ((), (), 0, 0)
    assert dict(found.assignment) == dict(best.assignment)
    assert found.proven


@pytest.mark.parametrize("numbers", [{}, {"regions": 2}, {"regions_per": {"Q": 1}}])
@pytest.mark.parametrize(
    ("rules", "sizes"),
    [
        ({"min_units": 5, "max_units": 7}, "5 to 7"),
        ({"min_units": 3, "neighbourhood": 3}, r"3 \(no more are in a neighbourhood of 3\)"),
    ],
)
def test_what_no_number_of_regions_can_hold_is_not_repaired(world, rules, sizes, numbers):
    scenario = Scenario(criteria={"border": 1.0}, **rules, **numbers)
    said = rf"P \(P\) has 8 .*no number of regions of {sizes} can hold"
    for search in (partial(repair, {}), propose):
        with pytest.raises(InfeasibleError, match=said):
            search(world, scenario)


def test_municipalities_that_the_data_lack_are_not_matched(world, best):
    found = repair({**best.assignment, "99999": "gone"}, world, Scenario(**RULES))
    assert "99999" not in found.assignment
    assert found.n_changed == 0
