"""Names that a scenario gives regions: by a municipality in each, whatever the plan."""

import json

import pytest

from regionplanner import ScenarioError, carried_scenario, make_plan, rook_graph
from regionplanner.data.assignment import RegionLooks
from regionplanner.data.mergers import Mergers
from regionplanner.plan.compare import shown_as
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid_municipalities

ROW = grid_municipalities([Cell(str(i), i, 0) for i in range(6)])


def labels(groups, names, looks=None):
    scenario = Scenario(min_units=1, criteria={"border": 1.0}, region_names=names)
    division = {str(n): f"parent-p-{group}" for n, group in enumerate(groups)}
    plan = make_plan(division, ROW, rook_graph(ROW), scenario)
    return [region.label for region in (plan if looks is None else shown_as(plan, looks))]


@pytest.mark.parametrize(
    ("groups", "names", "expected"),
    [
        ("aaabbb", {"1": "Noordrand"}, ["Noordrand", "Parent P B"]),
        ("aaabbb", {"Unit 5": " Zuid  rand "}, ["Parent P A", "Zuid rand"]),
        ("aaaaaa", {"1": "Noordrand"}, ["Noordrand"]),
        ("aabbcc", {"0": "X", "1": "Y", "5": "Z"}, ["X / Y", "Parent P B", "Z"]),
    ],
)
def test_a_region_has_the_name_of_who_is_in_it(groups, names, expected):
    assert labels(groups, names) == expected


def test_a_name_of_the_scenario_goes_before_that_of_a_file():
    looks = RegionLooks({"parent-p-a": "Old", "parent-p-b": "Kept"})
    assert labels("aaabbb", {"1": "New"}, looks) == ["New", "Kept"]


def test_names_make_no_other_plan():
    named = Scenario(region_names={"1": "Noordrand"})
    assert named.sha256 == Scenario().sha256
    assert json.loads(named.model_dump_json())["region_names"] == {"1": "Noordrand"}


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (
            {"1": "A", "2": "a"},
            r"region_names: each region has a name of its own; rename one of A and a",
        ),
        ({"1": "  "}, r"region_names\.1 is '  '; a word of at most 100 letters is expected"),
        ({"1": "x" * 101}, r"a word of at most 100 letters is expected"),
        ({"1": "<b>"}, r"a word of at most 100 letters is expected"),
    ],
)
def test_impossible_names_are_refused(names, message):
    with pytest.raises(ScenarioError, match=message):
        Scenario(region_names=names)


@pytest.mark.parametrize(
    ("nis", "message"),
    [
        ("9", "region_names names 9, which the data does not have"),
        ("Unit 55", r"region_names.*did you mean"),
    ],
)
def test_a_municipality_that_is_not_there_is_refused(nis, message):
    with pytest.raises(ScenarioError, match=message):
        labels("aaabbb", {nis: "Noordrand"})


def test_names_are_carried_over_mergers():
    mergers = Mergers({"1": "7", "2": "7"}, {"1": "one", "2": "two"}, {"7": "seven"})
    scenario = Scenario(region_names={"1": "Noord", "2": "Zuid", "3": "Oost"})
    after = carried_scenario(scenario, mergers).scenario
    assert after.region_names == {"3": "Oost", "7": "Noord / Zuid"}
