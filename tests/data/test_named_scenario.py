"""Scenarios with names: the codes of the data for them, or what may be meant."""

import pytest

from regionplanner import Scenario, ScenarioError, read_scenario
from regionplanner.data.named_scenario import scenario_with_codes
from regionplanner.graph.contiguity import scenario_graph
from regionplanner.plan.make import violations
from tests.worlds import Cell, grid, grid_municipalities


def coded(units, **choices):
    found = scenario_with_codes(Scenario(**choices), units)
    return {name: getattr(found, name) for name in choices}


def test_municipalities_by_name(flanders):
    lock = {"region": "x", "members": ["Lier", "Ranst"]}
    assert coded(
        flanders,
        together=[["Ranst", "mortsel"]],
        apart=[["Gent", "Brugge"]],
        leave_out=["Voeren"],
        links=[["Riemst", "voeren"]],
        no_links=[["Lier", "Ranst (11035)"]],
        centres=["Lier", "Kruibeke"],
        regions_per={"Limburg": 5, "REFREG03": [2, 4]},
    ) == {
        "together": (("11035", "11029"),),
        "apart": (("44021", "31005"),),
        "leave_out": ("73109",),
        "links": (("73066", "73109"),),
        "no_links": (("12021", "11035"),),
        "centres": ("12021", "46030"),
        "regions_per": {"REFREG03": (2, 4), "REFREG15": 5},
    }
    (locked,) = coded(flanders, locked=[lock])["locked"]
    assert locked.members == ("12021", "11035")


def test_a_scenario_of_codes_is_the_very_same(flanders):
    scenario = Scenario(together=[["11035", "11029"]], regions=30)
    assert scenario_with_codes(scenario, flanders) is scenario
    named = scenario_with_codes(Scenario(together=[["Ranst", "Mortsel"]], regions=30), flanders)
    assert named == scenario
    assert named.sha256 == scenario.sha256


def test_columns_by_other_words(flanders):
    found = coded(
        flanders,
        balance={"column": "inwoners"},
        bounds={"Inwoners": {"min": 40000}},
        keep_together=["Eerstelijnszone"],
        ties={"politiezones": 2.0},
        travellers="bevolking",
        coverage={"least": 100, "reward": 1, "per": "kinderen"},
    )
    assert found["balance"].column == "inhabitants"
    assert list(found["bounds"]) == ["inhabitants"]
    assert found["keep_together"] == ("elz",)
    assert found["ties"] == {"politiezone": 2.0}
    assert found["travellers"] == "inhabitants"
    assert found["coverage"].per == "inhabitants_0_14"


def test_units_are_counted_in_dutch(flanders):
    assert coded(flanders, balance={"column": "gemeenten"})["balance"].column == "units"


def test_one_municipality_may_be_the_only_centre(flanders):
    assert coded(flanders, centres="Lier")["centres"] == ("12021",)
    assert coded(flanders, centres="province")["centres"] == "province"


UNITS = grid_municipalities(grid(3, 1), other=["a", "b", "c"])
TWINS = grid_municipalities([Cell("01", 0, 0), Cell("02", 1, 0), Cell("03", 2, 0)])
TWINS.frame["name"] = ["Nieuwerkerken", "Nieuwerkerken", "Bristol, City of"]


def test_ids_that_a_spreadsheet_has_changed():
    assert coded(UNITS, leave_out=["1", "2.0"])["leave_out"] == ("00001", "00002")


def test_names_with_commas_are_put_together_again():
    assert coded(TWINS, leave_out=["Bristol", "City of", "01"])["leave_out"] == ("03", "01")


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        (
            {"leave_out": ["Nieuwerkerken"]},
            r"leave_out: 'Nieuwerkerken' can be Nieuwerkerken \(01\) or Nieuwerkerken \(02\); "
            "one municipality is expected; write the code",
        ),
        (
            {"apart": [["01", "Nieuwerkerken"]]},
            "apart: 'Nieuwerkerken' can be",
        ),
        ({"leave_out": ["Bristl, City of"]}, r"no municipality of the data; did you mean Bristol"),
        ({"regions_per": {"Parent": 2}}, r"no reference region of the data; did you mean Parent P"),
        ({"regions_per": {"Parent P": 2, "P": 2}}, "regions_per names P twice"),
        ({"links": [["Bristol, City of", "3"]]}, "03 stands beside itself"),
        (
            {"leave_out": ["Nieuwerkerken"], "together": [["Nieuwerkerkn", "01"]]},
            "2 mistakes in the scenario:",
        ),
    ],
)
def test_what_a_name_may_mean_is_said(choices, message):
    with pytest.raises(ScenarioError, match=message):
        scenario_with_codes(Scenario(**choices), TWINS)


def test_what_is_like_nothing_is_left_to_the_rules():
    assert coded(UNITS, leave_out=["xyz"])["leave_out"] == ("xyz",)
    with pytest.raises(ScenarioError, match="names xyz, which the data does not have"):
        violations({}, UNITS, scenario_graph(UNITS, Scenario()), Scenario(leave_out=["xyz"]))


def test_names_in_python(tmp_path):
    """What is called with a scenario finds the names itself."""
    path = tmp_path / "scenario.toml"
    path.write_text('min_units = 1\napart = [["Unit 00000", "Unit 00001"]]\n', encoding="utf-8")
    scenario = read_scenario(path)
    graph = scenario_graph(UNITS, Scenario())
    together = dict.fromkeys(UNITS.frame.index, "a")
    assert [found.rule for found in violations(together, UNITS, graph, scenario)] == ["apart"]
