"""The rule anchor: every region has a member that reaches a figure."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regionplanner import InfeasibleError, ScenarioError, propose, rook_graph, violations
from regionplanner.choices import Coverage, Lock
from regionplanner.files.scenario_file import ScenarioFile, read_scenario
from regionplanner.files.scenario_text import scenario_text
from regionplanner.rules.case import resolve_rules
from regionplanner.scenario import Scenario
from tests.worlds import grid, grid_municipalities

# 0 1 2 3   inhabitants 10 20 30 40
# 4 5 6 7               50 60 70 80
LEFT = ("00000", "00001", "00004", "00005")
HALVES = {f"{i:05d}": "left" if f"{i:05d}" in LEFT else "right" for i in range(8)}


def world(**columns):
    people = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0]
    return grid_municipalities(grid(4, 2), **({"inhabitants": people} | columns))


def asked(anchor, **choices):
    given = {"criteria": {"distance": 1.0}, "min_units": 1, "max_units": 4} | choices
    return Scenario(anchor=anchor, **given)


def broken(data, scenario, plan=HALVES):
    found = violations(plan, data, rook_graph(data), scenario)
    return [(one.region, one.message) for one in found if one.rule == "anchor"]


def test_each_figure_is_reached_by_some_member_not_all_by_one():
    scouts = [0.0, 9.0, 0.0, 0.0, 0.0, 0.0, 9.0, 0.0]
    data = world(scouts=scouts)
    assert broken(data, asked({"inhabitants": 60, "scouts": 9})) == []
    (found,) = broken(data, asked({"inhabitants": 61, "scouts": 9}))
    assert found == (
        "left",
        "left has no municipality that reaches 61 inhabitants; the largest has 60",
    )


def test_a_missing_value_reaches_nothing():
    data = world(scouts=[None, None, 0.0, 5.0, None, None, 1.0, 0.0])
    assert broken(data, asked({"scouts": 1})) == [
        ("left", "left has no municipality that reaches 1 scouts")
    ]
    few = r"only Unit 00003 \(00003\) reaches 5 scouts, so at most one region, and "
    with pytest.raises(InfeasibleError, match=few + "its 8 municipalities need two"):
        propose(data, asked({"scouts": 5}, regions=2))
    with pytest.raises(InfeasibleError, match=few + "two were asked for"):
        propose(data, asked({"scouts": 5}, regions=2, regions_per={"P": 2}, max_units=8))


def test_the_anchor_need_not_be_the_centre():
    scenario = asked({"inhabitants": 80}, regions=1, max_units=8, centres=("00000",))
    found = propose(world(), scenario)
    assert found.optimal
    assert not violations(found.assignment, world(), rook_graph(world()), scenario)


def test_a_locked_region_without_an_anchor_is_named_and_kept():
    lock = Lock(region="north", members=("00000", "00001"))
    scenario = asked({"inhabitants": 70}, regions=3, locked=(lock,))
    (note,) = resolve_rules(world(), scenario).notes
    assert note == (
        "north is locked without a municipality that reaches 70 inhabitants; other regions have "
        "one, and it is kept as it is"
    )
    found = propose(world(), scenario)
    assert not violations(found.assignment, world(), rook_graph(world()), scenario)


def test_units_that_are_not_covered_need_none():
    scenario = asked(
        {"inhabitants": 80}, regions=1, min_units=2, max_units=4, coverage=Coverage(least=2)
    )
    found = propose(world(), scenario)
    assert "00007" in found.assignment
    assert not violations(found.assignment, world(), rook_graph(world()), scenario)


def test_a_column_that_is_no_figure_is_named():
    with pytest.raises(ScenarioError, match="anchor names zone, which is no figure of the data"):
        propose(world(zone=list("aabbccdd")), asked({"zone": 1}, regions=2))
    with pytest.raises(ScenarioError, match="anchor"):
        asked({"inhabitants": 0})


def test_names_of_columns_and_files(tmp_path):
    data = world()
    found = propose(data, asked({"Inwoners": 60}, regions=2))
    assert max(found.assignment.values()) != min(found.assignment.values())
    chosen = ScenarioFile(scenario=asked({"inhabitants": 20_000}, regions=2))
    path = tmp_path / "scenario.toml"
    path.write_text(scenario_text(chosen, folder=tmp_path), encoding="utf-8")
    assert "[anchor]\ninhabitants = 20000.0\n" in path.read_text("utf-8")
    assert read_scenario(path) == chosen.scenario


def test_a_scenario_without_an_anchor_has_the_digest_of_0_1_0():
    assert Scenario().sha256 == "0afa637eb20302d27c812a09a201669f81b39c79a53293c5e3d8f4bfa2e7f9f2"
    assert asked({"inhabitants": 5}).sha256 != asked({}).sha256


@settings(max_examples=6, derandomize=True)
@given(st.permutations(range(8)), st.integers(1, 80), st.integers(1, 40))
def test_a_larger_figure_never_makes_a_plan_better(order, figure, more):
    people = (np.arange(1.0, 9.0) * 10)[list(order)].tolist()
    data, values = world(inhabitants=people), []
    for anchor in ({}, {"inhabitants": figure}, {"inhabitants": figure + more}):
        try:
            values.append(propose(data, asked(anchor, regions=3)).objective)
        except InfeasibleError:
            values.append(float("inf"))
    assert values == sorted(values)


def test_why_there_is_no_plan_in_westhoek(flanders):
    inside = flanders.frame["reference_region_name"] == "Westhoek"
    gone = tuple(flanders.frame.index[~inside])
    scenario = Scenario(anchor={"inhabitants": 25_000}, regions=2, leave_out=gone)
    few = (
        r"as only Ieper \(33011\) reaches 25,000 inhabitants, so at most one region, "
        "and its 17 municipalities need two"
    )
    with pytest.raises(InfeasibleError, match=few):
        propose(flanders, scenario)
