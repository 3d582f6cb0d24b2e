"""Groups of today against the rules: the youth regions of Flanders, and small worlds."""

import dataclasses
import json

import pandas as pd
import pytest

from regionplanner.errors import DataError
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.plan import Plan
from regionplanner.scenario import Scenario
from regionplanner.score.group_check import (
    checked_groups,
    group_check_summary,
    group_check_table,
    group_counts,
    members_by_region,
)
from regionplanner.score.groups import groups_among, groups_of
from tests.maps.plans import grid, plan_of

NOBODY = Plan(())


@pytest.fixture(scope="module")
def youth(flanders):
    groups = groups_of(NOBODY, flanders, "jeugdregio", at_least=1)
    found = checked_groups(groups, flanders, rook_graph(flanders), Scenario())
    return {check.group.name.split()[-1]: check for check in found}


@pytest.mark.parametrize(
    ("name", "n_units", "size", "contiguous", "parents"),
    [
        ("Meetjesland", 8, "fits", True, ["Regio Gent"]),
        ("Pajottenland", 4, "small", True, ["Halle-Vilvoorde"]),
        ("Neteland", 5, "fits", True, ["Kempen"]),
        ("Beleefproject", 6, "fits", True, ["Oost-Brabant"]),
        ("Noorderkempen", 6, "fits", False, ["Regio Antwerpen"]),
        ("Westhoek", 15, "fits", True, ["Westhoek", "Zuid-West-Vlaanderen"]),
    ],
)
def test_youth_regions_are_as_the_sources_say(
    flanders, youth, name, n_units, size, contiguous, parents
):
    check = youth[name]
    names = flanders.frame.drop_duplicates("reference_region").set_index("reference_region")
    assert len(check.group.members) == n_units
    assert (check.size, check.contiguous) == (size, contiguous)
    assert [names.at[code, "reference_region_name"] for code in check.parents] == parents
    assert check.nested == (len(parents) == 1)
    assert check.keeps_rules == (size == "fits" and contiguous and len(parents) == 1)


def test_who_is_cut_off_and_who_lies_between(youth):
    check = youth["Noorderkempen"]
    assert check.pieces[1:] == (("11044",),)  # Stabroek
    assert check.between == ("11023",)  # Kapellen, and not Antwerpen, which is larger
    assert youth["Westhoek"].parents["REFREG08"] == ("33029",)  # Wervik


def test_the_counts_of_youth_regions(youth):
    assert group_counts([*youth.values()]) == {
        "groups": 6,
        "keep_rules": 3,
        "in_pieces": 1,
        "too_small": 1,
        "too_large": 0,
        "across": 1,
        "other": 0,
    }


def check_world(codes, scenario, plan=NOBODY, **options):
    """Checks by group in a grid of 4 x 4, the left half P1 and the right half P2."""
    world = grid(**options)
    groups = groups_among(codes, plan, column="club")
    found = checked_groups(groups, world, rook_graph(world), scenario)
    return {check.group.code: check for check in found}, world


TWO_TO_FOUR = Scenario(min_units=2, max_units=4)


def test_every_rule_for_a_region_counts():
    codes = {"00": "a", "01": "a", "10": "b", "20": "b", "02": "c", "32": "c", "33": "d"}
    found, _ = check_world(codes, TWO_TO_FOUR)
    assert [code for code, check in found.items() if check.keeps_rules] == ["a", "b"]
    assert found["c"].between == ("12", "22")
    assert found["d"].size == "small"
    rules = TWO_TO_FOUR.model_copy(update={"max_distance_km": 6.0, "apart": (("00", "01"),)})
    found, _ = check_world(codes, rules)
    assert [one.rule for one in found["a"].broken] == ["apart"]
    assert {one.rule for one in found["c"].broken} == {"contiguous", "max_distance_km"}
    assert group_counts([*found.values()])["other"] == 2


def test_rules_of_a_plan_as_a_whole_are_no_matter_of_groups():
    rules = TWO_TO_FOUR.model_copy(update={"regions": 7})
    found, _ = check_world({"00": "a", "01": "a"}, rules)
    assert found["a"].keeps_rules


def test_a_locked_exception_may_have_any_size():
    lock = {"region": "a", "members": ("00",), "exception": True}
    rules = Scenario(min_units=2, max_units=4, locked=[lock])
    found, _ = check_world({"00": "a", "33": "b"}, rules)
    assert (found["a"].size, found["a"].keeps_rules) == ("fits", True)
    assert found["b"].size == "small"


def test_nobody_of_another_reference_region_or_left_out_joins_pieces():
    codes = {"00": "a", "20": "a"}
    assert check_world(codes, TWO_TO_FOUR)[0]["a"].between == ("10",)
    rules = TWO_TO_FOUR.model_copy(update={"leave_out": ("10",)})
    assert check_world(codes, rules)[0]["a"].between == ("01", "11", "21")
    apart = TWO_TO_FOUR.model_copy(update={"leave_out": ("10", "11")})
    assert check_world(codes, apart)[0]["a"].between is None


def test_groups_of_other_municipalities():
    with pytest.raises(DataError, match="club has groups with 99, which the data"):
        check_world({"00": "a", "99": "a"}, TWO_TO_FOUR)


def test_groups_of_the_same_name_do_not_answer_for_each_other():
    world = grid()
    frame = world.frame.assign(club=pd.Series({"00": "1", "01": "1", "33": "2"}))
    names = {"club": {"1": "Chiro", "2": "Chiro"}}
    world = dataclasses.replace(world, frame=frame, group_names=names)
    groups = groups_of(NOBODY, world, "club", at_least=1)
    one, two = checked_groups(groups, world, rook_graph(world), TWO_TO_FOUR)
    assert (one.keeps_rules, two.keeps_rules) == (True, False)
    assert "Chiro (2) has 1 municipality" in two.broken[0].message


class TestTables:
    CODES = {"00": "a", "01": "a", "02": "b", "32": "b", "33": "c"}

    def test_a_row_a_group(self):
        found, world = check_world(self.CODES, TWO_TO_FOUR)
        table = group_check_table({"club": [*found.values()]}, world)
        assert list(table.index) == [("club", "a"), ("club", "b"), ("club", "c")]
        row = table.loc[("club", "b")]
        assert row["pieces"] == "Unit 02 / Unit 32"
        assert row["between"] == "Unit 12, Unit 22"
        assert row["reference_regions"] == "East: Unit 02, Unit 32"
        assert list(table["keeps_rules"]) == [1, 0, 0]
        assert list(table["size"]) == ["fits", "fits", "small"]
        assert "whole" not in table

    def test_beside_a_plan(self):
        world = grid()
        plan = plan_of(world, [["00", "01"], ["02", "03"]])
        found, _ = check_world(self.CODES, TWO_TO_FOUR, plan)
        table = group_check_table({"club": [*found.values()]}, world, plan)
        assert list(table["whole"]) == [1, 0, 0]
        assert list(table["outside"]) == ["", "Unit 32", "Unit 33"]
        assert members_by_region(found["b"], plan) == {"p2-a": ("02",), "": ("32",)}

    def test_the_same_as_json(self):
        world = grid()
        plan = plan_of(world, [["00", "01"], ["02", "03"]])
        found, _ = check_world(self.CODES, TWO_TO_FOUR, plan)
        summary = group_check_summary({"club": [*found.values()]}, world, plan)
        (club,) = json.loads(json.dumps(summary))["groupings"]
        assert club["counts"]["keep_rules"] == 1
        assert [group["group"] for group in club["groups"]] == ["a", "b", "c"]
        assert club["groups"][1]["between"] == ["12", "22"]
        assert club["groups"][1]["plan"] == {
            "whole": False,
            "regions": {"p2-a": ["02"]},
            "outside": ["32"],
        }
