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
        ({"regoins": 30}, "^there is no choice regoins; did you mean regions?"),
        ({"criteria": {"distnace": 1}}, r"^there is no choice criteria\.distnace; .* distance\?"),
        ({"criteria": {"x": 1}}, r"^there is no choice criteria\.x; choose from distance, disp"),
        ({"bounds": {"inhabitants": {"mim": 1}}}, r"choice bounds\.inhabitants\.mim; .* min\?"),
        ({"balance": {"colum": "x"}}, r"^there is no choice balance\.colum; did you mean column"),
        ({"coverage": {"leats": 9}}, r"^there is no choice coverage\.leats; did you mean least"),
        (
            {"locked": [{"region": "a", "members": ["1"], "exeption": True}]},
            r"^there is no choice locked \(item 1\)\.exeption; did you mean exception",
        ),
        ({"criteria": {"distance": "far"}}, r"^criteria\.distance is 'far'; a number is expected"),
        ({"criteria": {"distance": "1"}}, r"^criteria\.distance is '1'; .*; write it without quo"),
        ({"criteria": {"distance": True}}, r"^criteria\.distance is true; a number is expected"),
        ({"criteria": {"distance": -1}}, r"^criteria\.distance is -1; a number of at least 0 is"),
        ({"criteria": {"distance": float("nan")}}, r"^criteria\.distance is nan; a finite number"),
        ({"criteria": {"distance": float("inf")}}, r"^criteria\.distance is inf; a finite number"),
        ({"criteria": {}}, "^no criterion has a weight above 0; give one, such as distance=1"),
        ({"criteria": {"border": 0}}, "^no criterion has a weight above 0"),
        ({"criteria": 3}, "^criteria is 3; a table is expected"),
        ({"ties": {"elz": -2}}, r"^ties\.elz is -2"),
        ({"balance": "units"}, "^balance is 'units'; a table is expected"),
        (
            {"balance": {"target": "al"}},
            r"^balance\.target is 'al'; 'all', 'own' or a number above",
        ),
        ({"balance": {"target": 0}}, r"^balance\.target is 0; 'all', 'own' or a number above 0"),
        ({"centres": [12021]}, r"^centres is \[12021\]; a column or a list of codes .* in quotes"),
        (
            {"coverage": {"least": 9, "most": 3}},
            "^coverage: the least, 9, is more than the most, 3",
        ),
        ({"regions": 0}, "^regions is 0; a number of at least 1 is expected"),
        ({"regions": 30.5}, "^regions is 30.5; a whole number is expected, or the least and"),
        ({"regions": "thirty"}, "^regions is 'thirty'; a whole number is expected"),
        ({"regions": [32, 28]}, r"^regions is \[32, 28\]; the least number of regions comes first"),
        (
            {"regions_per": {"REFREG15": 0}},
            r"^regions_per\.REFREG15 \(--regions-per\) is 0; a number of at least 1",
        ),
        ({"min_units": 0}, "^min_units is 0; a number of at least 1 is expected"),
        ({"min_units": "5"}, "^min_units is '5'; a whole number .*; write it without quotes"),
        ({"max_units": True}, "^max_units is true; a whole number is expected"),
        ({"min_units": 9, "max_units": 8}, "^smallest size 9 is larger than the largest size 8"),
        ({"max_units": 4}, "^smallest size 5 is larger than the largest size 4"),
        ({"min_border_m": -1}, "^min_border_m is -1; a number of at least 0 is expected"),
        ({"links": ["73109"]}, r"^links \(item 1\) is '73109'; a list is expected; write it betw"),
        (
            {"links": [("73109", 73066)]},
            r'^links \(item 1\) \(item 2\) is 73066; a text in quotes is expected; write "73066"',
        ),
        ({"links": [("73109",)]}, r"^links \(item 1\) \(item 2\) is missing; a pair of two codes"),
        ({"links": [("1", "2", "3")]}, r"^links \(item 1\) is \['1', '2', '3'\]; a list of 2 is"),
        ({"apart": [("73109", "73109")]}, "^apart is .*; 73109 stands beside itself"),
        ({"keep_together": "elz"}, "^keep_together is 'elz'; a list is expected"),
        (
            {"bounds": {"a": {"min": 3, "max": 2}}},
            r"^bounds\.a: the least, 3, is more than the mos",
        ),
        ({"bounds": {"a": {"min": float("inf")}}}, r"^bounds\.a\.min is inf; a finite number"),
        ({"max_distance_km": 0}, "^max_distance_km is 0; a number above 0 is expected"),
        ({"locked": [{"region": "a"}]}, r"^locked \(item 1\)\.members is missing; it is needed"),
        (
            {"locked": [{"region": "a", "members": []}]},
            r"^locked \(item 1\)\.members is \[\]; a list of at least 1 is expected",
        ),
        (
            {"locked": [{"region": "a", "members": ["1"]}, {"region": "a", "members": ["2"]}]},
            "^locked has more than one region a; each has a code of its own",
        ),
        (
            {"locked": {"region": "a", "members": ["1"]}},
            r"^locked is a table; a list is expected; write \[\[\.\.\.\]\] around its name",
        ),
    ],
    ids=str,
)
def test_a_choice_that_is_wrong_is_named(choices, message):
    with pytest.raises(ScenarioError, match=message):
        Scenario(**choices)


def test_all_wrong_choices_are_named_together():
    with pytest.raises(ScenarioError) as caught:
        Scenario(regions=0, min_units=9, max_units=8, regoins=3, criteria={"border": 0})
    assert str(caught.value).splitlines() == [
        "4 mistakes in the scenario:",
        "- no criterion has a weight above 0; give one, such as distance=1",
        "- regions is 0; a number of at least 1 is expected",
        "- smallest size 9 is larger than the largest size 8; lower min_units (--min) or raise "
        "max_units (--max)",
        "- there is no choice regoins; did you mean regions?",
    ]


def test_fifty_codes_without_quotes_are_one_mistake():
    with pytest.raises(ScenarioError) as caught:
        Scenario(leave_out=list(range(12001, 12051)))
    assert str(caught.value) == (
        'leave_out (item 1) is 12001; a text in quotes is expected; write "12001" '
        "(and 49 more like it)"
    )


def test_a_number_of_regions_of_zero_needs_a_coverage():
    assert Scenario(regions_per={"A": [0, 2]}, coverage={"least": 9}).regions_per == {"A": (0, 2)}
    message = r"regions_per\.A \(--regions-per\) is 0 to 2; .* unless there is a cov"
    with pytest.raises(ScenarioError, match=message):
        Scenario(regions_per={"A": [0, 2]})


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
        {"no_links": [("73066", "73109")]},
        {"balance": {"column": "units"}},
        {"travellers": "inhabitants"},
        {"centres": ["11002"]},
        {"centres": "11002"},
        {"coverage": {"least": 95}},
        {"bounds": {"inhabitants": {"min": 40_000}}},
        {"max_distance_km": 40},
        {"locked": [{"region": "a", "members": ["11002"]}]},
        {"leave_out": ["11002"]},
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
