"""Scenario: what is refused, and what the hash sees."""

import pytest
from pydantic import ValidationError

from regionplanner import ScenarioError
from regionplanner.scenario import Scenario


def test_the_default_respects_what_exists():
    scenario = Scenario()
    assert scenario.criteria == {"distance": 1.0, "ties": 2.0}
    assert scenario.ties == {"jeugdregio": 3.0, "politiezone": 1.0, "elz": 1.0}
    assert (scenario.min_units, scenario.max_units, scenario.regions) == (5, 15, None)


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"regoins": 30}, "^there is no choice 'regoins'; did you mean regions"),
        ({"criteria": {"distnace": 1}}, r"^criteria\.distnace.*'distance', 'dispersion'"),
        ({"criteria": {"distance": "far"}}, r"^criteria\.distance is .*number"),
        ({"criteria": {"distance": -1}}, r"^criteria\.distance is .*greater than or equal to 0"),
        ({"criteria": {"distance": float("nan")}}, r"^criteria\.distance is .*finite"),
        ({"criteria": {"distance": float("inf")}}, r"^criteria\.distance is .*finite"),
        ({"criteria": {}}, "^no criterion has a weight above 0; give one, such as distance=1"),
        ({"criteria": {"border": 0}}, "^no criterion has a weight above 0"),
        ({"ties": {"elz": -2}}, r"^ties\.elz is -2"),
        ({"regions": 0}, "^regions is .*greater than or equal to 1"),
        ({"regions": 30.5}, "^regions is .*integer"),
        ({"regions": "thirty"}, "^regions is .*integer"),
        ({"regions_per": {"REFREG15": 0}}, r"^regions_per\.REFREG15 is 0"),
        ({"min_units": 0}, "^min_units is 0"),
        ({"min_units": 9, "max_units": 8}, "^smallest size 9 is larger than the largest size 8"),
        ({"min_border_m": -1}, "^min_border_m is -1"),
        ({"links": ["73109"]}, r"^links\.0 is \'73109\'"),
        ({"links": [("73109", 73066)]}, r"^links\.0\.1 is 73066; .*string"),
    ],
    ids=str,
)
def test_a_choice_that_is_wrong_is_named(choices, message):
    with pytest.raises(ScenarioError, match=message):
        Scenario(**choices)


def test_all_wrong_choices_are_named_together():
    with pytest.raises(ScenarioError, match=r"regions is 0; .*; min_border_m is -1"):
        Scenario(regions=0, min_border_m=-1)


def test_a_scenario_cannot_be_changed():
    scenario = Scenario()
    with pytest.raises(ValidationError, match="frozen"):
        scenario.regions = 31


def test_scenarios_share_no_defaults():
    one = Scenario()
    dict(one.ties).clear()
    assert Scenario().ties == one.ties == {"jeugdregio": 3.0, "politiezone": 1.0, "elz": 1.0}


@pytest.mark.parametrize(
    "choice",
    [
        {"criteria": {"distance": 1.0}},
        {"criteria": {"distance": 1.0, "ties": 2.5}},
        {"ties": {"elz": 1.0}},
        {"regions": 31},
        {"regions_per": {"REFREG15": 4}},
        {"min_units": 4},
        {"max_units": 16},
        {"min_border_m": 1.0},
        {"links": [("73066", "73109")]},
    ],
    ids=str,
)
def test_every_choice_changes_the_hash(choice):
    assert Scenario(**{"regions": 30, **choice}).sha256 != Scenario(regions=30).sha256


def test_equal_choices_have_one_hash():
    assert Scenario(regions=30).sha256 == Scenario(regions=30, min_units=5).sha256


def test_the_order_of_criteria_is_no_choice():
    one = Scenario(criteria={"distance": 1, "ties": 2})
    assert one.sha256 == Scenario(criteria={"ties": 2, "distance": 1}).sha256


@pytest.mark.parametrize(
    "choices",
    [{"criteria": {"distance": 1, "border": 1e-5}}, {"ties": {"elz": 1e-6, "jeugdregio": 1}}],
)
def test_a_weight_that_would_be_rounded_away_is_refused(choices):
    with pytest.raises(ScenarioError, match="rounded away"):
        Scenario(**choices)
