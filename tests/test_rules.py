"""Rules of a scenario, resolved for the municipalities it is used on."""

from dataclasses import replace

import pytest

from regionplanner import ScenarioError
from regionplanner.choices import Lock
from regionplanner.graph.contiguity import rook_graph, scenario_case
from regionplanner.plan.make import violations
from regionplanner.rules.case import resolve_rules
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid, grid_municipalities

LOCK = Lock(region="mine", members=("00000", "00001"))


def world():
    return grid_municipalities(grid(4, 1), inhabitants=[10.0, 20.0, 30.0, 40.0])


def resolved(**choices):
    return resolve_rules(world(), Scenario(criteria={"border": 1.0}, **choices))


def test_a_pair_that_is_named_twice_is_one_rule():
    rules = resolved(apart=[("00001", "00000"), ("00000", "00001")])
    assert rules.apart == (("00000", "00001"),)


@pytest.mark.parametrize(
    ("bound", "text"),
    [({"min": 50}, "at least 50 inhabitants"), ({"max": 20}, "at most 20 inhabitants")],
    ids=str,
)
def test_a_lock_beyond_a_bound_is_kept_and_said(bound, text):
    (note,) = resolved(locked=[LOCK], bounds={"inhabitants": bound}).notes
    assert note == (
        f"mine is locked with 30 inhabitants; other regions have {text}, and it is kept as it is"
    )


def test_a_lock_within_bounds_is_not_worth_a_note():
    assert resolved(locked=[LOCK], bounds={"inhabitants": {"min": 30, "max": 30}}).notes == ()


def test_a_lock_with_a_pair_that_stays_apart():
    message = (
        r"Unit 00000 \(00000\) and Unit 00001 \(00001\) may not be in one region \(apart\), but "
        "mine is locked with both; drop one of the two rules"
    )
    with pytest.raises(ScenarioError, match=message):
        resolved(locked=[LOCK], apart=[("00001", "00000")])


@pytest.mark.parametrize("column", ["geometry", "x_m"])
def test_places_group_nobody(column):
    with pytest.raises(ScenarioError, match=f"column {column}, .*; choose from [^x]*$"):
        resolved(keep_together=(column,))


def test_a_cut_group_is_one_that_must_stay_together():
    units = grid_municipalities(grid(4, 1), zone=["z1", "z1", "z2", "z2"])
    units = replace(units, group_names={"zone": {"z1": "PZ One"}})
    scenario = Scenario(min_units=1, keep_together=("zone", "reference_region"), regions=2)
    plan = {"00000": "a", "00001": "b", "00002": "b", "00003": "b"}
    found = [str(one.message) for one in violations(plan, units, rook_graph(units), scenario)]
    assert found == [
        "zone PZ One (z1) must stay together, but is cut over a and b",
        "Parent P (P) must stay together, but is cut over a and b",
    ]


def test_a_lock_across_reference_regions_can_be_read():
    """It is an obstacle, shown with all others: `rule_obstacles`."""
    units = grid_municipalities([*grid(2, 1), Cell("5", 2, 0, "Q")])
    lock = Lock(region="mine", members=("00001", "5"))
    scenario = Scenario(criteria={"border": 1.0}, locked=[lock])
    assert resolve_rules(units, scenario).locked == (lock,)


def test_a_case_resolves_its_rules_when_they_are_asked_for_and_once():
    """A mean over an open number of regions is not known, which only asking for rules says."""
    units = world()
    scenario = Scenario(min_units=1, bounds={"inhabitants": {"min": "-5%"}})
    case = scenario_case(units, scenario)
    with pytest.raises(ScenarioError, match="that number is open"):
        _ = case.rules
    fixed = replace(case, scenario=scenario.model_copy(update={"regions": 2}))
    assert fixed.rules is fixed.rules
    known = resolve_rules(units, scenario, n_regions=4)
    assert replace(case, resolved=known).rules is known


def test_a_case_has_codes_for_names_and_is_itself_where_it_has_them():
    units = world()
    named = scenario_case(units, Scenario(together=[("Unit 00000", "00001")]))
    coded = named.with_codes()
    assert coded.scenario.together == (("00000", "00001"),)
    assert coded.with_codes() is coded
