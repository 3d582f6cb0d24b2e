"""Why there is no plan, in a planner's words."""

import pickle

import pytest

from regionplanner import propose, rook_graph
from regionplanner.choices import Lock
from regionplanner.errors import InfeasibleError
from regionplanner.graph.layout import together
from regionplanner.program.explain.demands import with_value
from regionplanner.program.explain.explainer import Explainer
from regionplanner.program.explain.explanation import number_text
from regionplanner.program.explain.nearest import conceivable_value, nearest_value
from regionplanner.program.explain.study import Study
from regionplanner.rules.case import Case
from regionplanner.rules.rule import Demand
from regionplanner.scenario import Scenario
from regionplanner.words.messages import said
from tests.worlds import Cell, grid, grid_municipalities, star

pytestmark = pytest.mark.usefixtures("counted_clock")  # what is found out depends on no machine


def explainer(cells, columns=None, *, seconds=60.0, **choices):
    units = grid_municipalities(cells, **(columns or {}))
    scenario = Scenario(**({"criteria": {"border": 1.0}, "max_units": 6} | choices))
    graph = rook_graph(units, no_links=scenario.no_links)
    return Explainer(Case(units, graph, scenario), seconds=seconds)


def why(made, codes):
    return together(list(dict.fromkeys(made.reasons(codes).values())))


def study(cells, columns=None, **choices) -> Study:
    return explainer(cells, columns, **choices).study("P")


def test_figures_are_round_and_a_parent_without_a_name_is_called_what_it_is():
    """Seven thousand and eight people: 95 % of their mean of three regions is 2219.2."""
    world = grid_municipalities(grid(4, 2), people=[1001.0] * 7 + [1.0])
    world.frame["reference_region_name"] = world.frame["reference_region"]
    scenario = Scenario(regions=3, min_units=1, bounds={"people": {"min": "-5%"}})
    scenario = scenario.model_copy(update={"criteria": {"border": 1.0}})
    message = why(Explainer(Case(world, rook_graph(world), scenario)), ["P"])
    assert "In reference region P these rules cannot be kept together: at least 2,220 people" in (
        message
    )


ROW = grid(6, 1)
HUNDREDS = {"inhabitants": [100.0] * 6}


def test_a_message_has_rules_reason_and_what_works():
    message = why(explainer(star(), regions=2, min_units=2), ["P"])
    assert message == (
        "In Parent P (P) these rules cannot be kept together: 2 regions and at least 2 "
        "municipalities in a region, as Unit 1 (1), Unit 2 (2), Unit 3 (3) and Unit 4 (4) can only "
        "be reached through Unit 0 (0); one of them has to give way; ask for 1 region there, or at "
        "least 1 municipality in a region works"
    )


def test_a_neighbourhood_that_may_do_is_a_whole_number():
    case = study(ROW, regions=2, min_units=1, neighbourhood=2)
    (asked,) = [demand for demand in case.demands if demand.kind == "neighbourhood"]
    assert [
        found.value for found in (conceivable_value(case, asked), nearest_value(case, asked))
    ] == [
        3.0,
        3.0,
    ]


def test_what_is_to_be_given_up_is_a_sentence():
    message = why(explainer(ROW, regions=2, min_units=1, neighbourhood=2), ["P"])
    assert message.endswith(
        "give up that all members of a region are among the 2 municipalities nearest to one of them"
    )


def test_a_rule_that_cannot_be_kept_at_all():
    bounds = {"inhabitants": {"min": 700}}
    message = why(explainer(ROW, HUNDREDS, min_units=1, bounds=bounds), ["P"])
    assert message == (
        "In Parent P (P) this rule cannot be kept: at least 700 inhabitants in a region, as there "
        "are 6 municipalities and 600 inhabitants to divide; it has to give way; at least 600 "
        "inhabitants in a region works"
    )


def test_a_lock_that_is_in_the_way():
    choices = {
        "min_units": 2,
        "max_units": 3,
        "locked": [Lock(region="l", members=("00000", "00001"))],
        "together": [("00003", "00005")],
    }
    message = why(explainer(ROW, **choices), ["P"])
    assert "the locked region l" in message
    assert "Unit 00003 (00003) and Unit 00005 (00005) stay together" in message
    assert "give up" in message


def test_units_that_must_be_together_and_are_far_apart():
    choices = {"min_units": 1, "max_distance_km": 2.5, "together": [("00000", "00003")]}
    message = why(explainer(ROW, **choices), ["P"])
    assert "as Unit 00000 (00000) and Unit 00003 (00003) are 3.0 km apart" in message
    assert "at most 3 km between any two of a region works" in message


def test_a_remote_unit_is_named():
    cells = [*grid(4, 1), Cell("9", 6, 0)]
    choices = {"min_units": 2, "max_distance_km": 2.0, "links": [("00003", "9")]}
    units = grid_municipalities(cells)
    scenario = Scenario(criteria={"border": 1.0}, **choices)
    graph = rook_graph(units, links=scenario.links)
    message = why(Explainer(Case(units, graph, scenario)), ["P"])
    alone = "Unit 9 (9) can share a region with nobody: no neighbour is within 2 km"
    assert alone in message
    assert "at most 3 km between any two of a region works" in message


def test_the_same_rules_in_several_reference_regions_are_one_reason():
    cells = [*grid(3, 1), *(Cell(f"9{i}", i, 5, "Q") for i in range(3))]
    columns = {"inhabitants": [10.0, 10.0, 10.0, 20.0, 20.0, 20.0]}
    bounds = {"inhabitants": {"min": 70}}
    message = why(explainer(cells, columns, min_units=1, bounds=bounds), ["P", "Q"])
    assert message.startswith("In 2 reference regions (Parent P (P) and Parent Q (Q)) this rule")
    assert message.endswith("at least 30 inhabitants in a region works in these")
    other = why(explainer(cells, columns, min_units=1, bounds=bounds, regions=5), ["P", "Q"])
    # 60 inhabitants of Q are twice 30, but its three times 20 are not
    assert other == f"{message}, with 2 regions in all"


@pytest.mark.parametrize("parents", [["P"], ["P", "Q"]])
def test_a_figure_that_nobody_has_is_to_be_given_up(parents):
    cells = [*grid(3, 1), *(Cell(f"9{i}", i, 5, parents[-1]) for i in range(3))]
    choices = {"min_units": 1, "anchor": {"inhabitants": 10}, "allow_parts": True}
    columns = {"inhabitants": [float("nan")] * 6}
    message = why(explainer(cells, columns, **choices), parents)
    assert message.endswith(
        "give up that at least one municipality with at least 10 inhabitants in a region"
    )


def test_a_centre_that_is_left_out_is_in_no_ones_way():
    cells = [*grid(3, 1), *(Cell(f"9{i}", i, 5, "Q") for i in range(3))]
    units = grid_municipalities(cells, inhabitants=[10.0] * 6)
    scenario = Scenario(
        criteria={"border": 1.0},
        min_units=1,
        regions=5,
        bounds={"inhabitants": {"min": 30}},
        centres=("00000", "00001", "90"),
        leave_out=("00000",),
    )
    with pytest.raises(InfeasibleError, match="at least 20 inhabitants in a region works"):
        propose(units, scenario)


def test_different_rules_are_different_reasons():
    cells = [*grid(3, 1), *(Cell(f"9{i}", i, 5, "Q") for i in range(3))]
    choices = {"min_units": 1, "max_units": 2, "regions_per": {"P": 1}, "together": [("90", "92")]}
    message = why(explainer(cells, **choices), ["P", "Q"])
    assert message.startswith("no plan is possible, for 2 reasons:\n- In Parent P (P) these rules")
    assert "\n- In Parent Q (Q) these rules" in message
    assert "Unit 90 (90) and Unit 92 (92) stay together" in message


def test_when_time_is_short_that_is_said():
    message = why(explainer(star(), regions=2, min_units=2, seconds=0.0), ["P"])
    assert "(not all of them may be needed: to find out would take longer)" in message
    assert "to find what works takes longer than reasons may take" in message


def test_no_way_out_asks_for_less_than_one_municipality():
    columns = {"people": [1001.0] * 7 + [1.0]}
    bounds = {"people": {"min": 2220}}
    in_haste = explainer(grid(4, 2), columns, regions=3, min_units=1, bounds=bounds, seconds=0.0)
    assert "to find what works takes longer" in why(in_haste, ["P"])


def test_when_no_single_change_is_enough_that_is_said():
    choices = {"min_units": 2, "apart": [("00000", "00001"), ("00004", "00005")]}
    message = why(explainer(ROW, **choices), ["P"])
    assert "at least 1 municipality in a region works" in message
    assert "give up" not in message
    bounds = {"inhabitants": {"min": 700}}
    groups = [("00000", "00005")]
    asked = {"min_units": 1, "max_units": 3, "bounds": bounds, "together": groups}
    message = why(explainer(ROW, HUNDREDS, **asked), ["P"])
    assert message.endswith(
        "it has to give way, and another rule with it: without it there is no plan either; drop "
        "it, and see what else is in the way"
    )


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([1], "1 region"),
        ([2], "2 regions"),
        ([1, 2, 3], "1 to 3 regions"),
        ([1, 3, 4], "1 or 3 to 4 regions"),
        ([1, 3, 5], "1, 3 or 5 regions"),
    ],
    ids=str,
)
def test_numbers_as_they_are_said(numbers, text):
    assert number_text(numbers) == text


def test_demands_say_what_they_ask():
    choices = {
        "min_units": 1,
        "max_distance_km": 2.5,
        "max_centre_distance_km": 2.0,
        "bounds": {"inhabitants": {"min": 100, "max": 400}},
        "regions_per": {"P": (1, 2)},
        "centres": ("00000", "00001"),
        "no_links": [("00000", "00001")],
    }
    assert [demand.text for demand in study(ROW, HUNDREDS, **choices).demands] == [
        "at least 100 inhabitants in a region",
        "at most 400 inhabitants in a region",
        "at most 2.5 km between any two of a region",
        "at most 2 km to the centre of a region",
        "Unit 00000 (00000) and Unit 00001 (00001) are no neighbours",
        "only some municipalities may be centres",
        "1 to 2 regions",
        "at most 6 municipalities in a region",
        "at least 1 municipality in a region",
    ]
    assert with_value(Demand("max_travel_min", 0, "", 5.0), 30).text == (
        "at most 30 minutes between any two of a region"
    )


PAIRS = (("00000", "00001"), ("00003", "00004"))
ZONES = HUNDREDS | {"zone": ["a", "b", "b", "b", "c", "c"]}
LOCK = Lock(region="l", members=("00000", "00001", "00002"))
EVEN = {"inhabitants": {"min": "-5%", "max": "+5%"}}


@pytest.mark.parametrize(
    ("choices", "fields"),
    [
        ({"regions": 7}, ["regions regions_per"]),
        ({"regions": 3, "bounds": EVEN, "apart": [PAIRS[0]]}, ["apart"]),
        ({"regions": 3, "bounds": EVEN, "centres": ("00000",)}, ["centres"]),
        ({"regions": 2, "bounds": {"inhabitants": {"min": 700}}}, ["bounds"]),
        ({"regions": 2, "anchor": {"inhabitants": 200}}, ["anchor"]),
        ({"max_units": 2, "keep_together": ["zone"]}, ["max_units", "together keep_together"]),
        (
            {"max_distance_km": 2.5, "together": [("00000", "00003")]},
            ["max_distance_km", "together"],
        ),
        (
            {"min_units": 2, "regions_per": {"P": 3}, "locked": [LOCK]},
            ["regions regions_per", "min_units", "locked"],
        ),
        ({"regions": 2, "neighbourhood": 2}, ["regions regions_per", "neighbourhood"]),
        ({"min_units": 4, "regions": 1, "no_links": PAIRS[:1]}, ["no_links"]),
    ],
    ids=str,
)
def test_ways_out_can_be_applied_and_then_there_is_a_plan(choices, fields):
    units = grid_municipalities(ROW, **ZONES)
    asked = Scenario(**({"criteria": {"border": 1.0}, "min_units": 1, "max_units": 6} | choices))
    asked = asked.model_copy(update={"regions": asked.regions or (1, 6)})
    graph = rook_graph(units, no_links=asked.no_links)
    reasons = Explainer(Case(units, graph, asked)).reasons(["P"])
    (found,) = pickle.loads(pickle.dumps(InfeasibleError("no", parents=reasons))).explanations
    assert found.message == reasons["P"]
    assert [" ".join(way.changes) for way in found.ways] == fields
    for way in found.ways:
        assert propose(units, way.applied(asked)).assignment.keys() == set(units.frame.index)


def test_an_explanation_names_who_is_in_the_way_in_both_languages():
    (reason,) = explainer(star(), regions=2, min_units=2).reasons(["P"]).values()
    found = reason.explanations[0]
    assert ([*found.parents], found.minimal) == (["P"], True)
    assert [demand.kind for demand in found.demands] == ["number", "min_units"]
    (seen,) = found.bottlenecks
    assert (seen.kind, seen.units) == ("cut_off", ("1", "2", "3", "4", "0"))
    assert [way.message for way in found.ways] == [
        "ask for 1 region there",
        "at least 1 municipality in a region works",
    ]
    assert said(reason, "nl") == (
        "In Parent P (P) gaan deze regels niet samen: 2 regio's en minstens 2 gemeenten in een "
        "regio, want enkel via Unit 0 (0) kom je bij Unit 1 (1), Unit 2 (2), Unit 3 (3) en Unit 4 "
        "(4); één ervan moet wijken; vraag daar 1 regio, of minstens 1 gemeente in een regio kan "
        "wel"
    )


def test_a_group_of_a_column_is_given_up_and_the_others_stay():
    case = explainer(ROW, ZONES, min_units=1, max_units=2, keep_together=["zone"])
    (reason,) = case.reasons(["P"]).values()
    *_, last = reason.explanations[0].ways
    assert last.changes == {"together": (("00004", "00005"),), "keep_together": ()}


@pytest.mark.parametrize("asked", [{"regions": 9}, {"regions": 2, "regions_per": {"P": 9}}])
def test_a_number_that_is_not_possible_comes_with_one_that_is(asked):
    cells = [*grid(6, 1), *(Cell(f"9{i}", i, 5, "Q") for i in range(2))]
    units = grid_municipalities(cells)
    scenario = Scenario(criteria={"border": 1.0}, min_units=2, max_units=6, **asked)
    with pytest.raises(InfeasibleError) as raised:
        propose(units, scenario)
    (found,) = raised.value.explanations
    (way,) = found.ways
    assert str(way.message) == (
        "ask for 4 regions" if asked["regions"] == 9 else "ask for 3 regions"
    )
    assert way.applied(scenario).regions_per == ({} if asked["regions"] == 9 else {"P": 3})
