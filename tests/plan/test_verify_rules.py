"""The rules a planner adds, each broken and kept on a grid of 4 x 2 cells."""

import dataclasses
import re

import numpy as np
import pandas as pd
import pytest

from regionplanner import InfeasibleError, ScenarioError, propose, rook_graph, violations
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid, grid_municipalities

# 0 1 2 3
# 4 5 6 7
HALVES = {f"{i:05d}": "left" if i % 4 < 2 else "right" for i in range(8)}
ROWS = {f"{i:05d}": "top" if i < 4 else "bottom" for i in range(8)}

CASES = [
    ({"together": [("00000", "00003")]}, HALVES, ROWS, "together"),
    ({"keep_together": ["zone"]}, ROWS, HALVES, "together"),
    ({"apart": [("00000", "00001")]}, HALVES, None, "apart"),
    ({"bounds": {"inhabitants": {"min": 130}}}, ROWS, HALVES, "bounds"),
    ({"bounds": {"inhabitants": {"max": 220}}}, ROWS, HALVES, "bounds"),
    ({"anchor": {"inhabitants": 50}}, ROWS, HALVES, "anchor"),
    ({"max_distance_km": 2.5}, ROWS, HALVES, "max_distance_km"),
    ({"max_centre_distance_km": 1.5}, ROWS, HALVES, "max_centre_distance_km"),
    (
        {"locked": [{"region": "l", "members": ["00000", "00001", "00004", "00005"]}]},
        ROWS,
        HALVES,
        "locked",
    ),
    ({"leave_out": ["00007"]}, HALVES, None, "complete"),
]


def scenario(choices):
    return Scenario(criteria={"border": 1.0}, regions=2, min_units=2, max_units=6, **choices)


def world():
    zone = ["w", "w", "e", "e"] * 2
    return grid_municipalities(grid(4, 2), inhabitants=[10, 20, 30, 40, 50, 60, 70, 80], zone=zone)


@pytest.mark.parametrize(("choices", "broken", "kept", "rule"), CASES, ids=str)
def test_a_broken_rule_is_named_and_a_kept_one_is_not(choices, broken, kept, rule):
    units = world()
    found = violations(broken, units, rook_graph(units), scenario(choices))
    assert rule in {v.rule for v in found}
    if kept is not None:
        assert violations(kept, units, rook_graph(units), scenario(choices)) == ()


@pytest.mark.parametrize("choices", [case[0] for case in CASES], ids=str)
def test_proposals_keep_every_rule(choices):
    units = world()
    proposal = propose(units, scenario(choices))
    assert proposal.optimal
    found = violations(proposal.assignment, units, rook_graph(units), scenario(choices))
    assert found == ()


def test_a_number_of_regions_can_be_a_range():
    choices = {"criteria": {"distance": 1.0}, "regions": (2, 3), "min_units": 2, "max_units": 6}
    assert len(set(propose(world(), Scenario(**choices)).assignment.values())) == 3


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"together": [("00000", "9")]}, "together names 9, which the data does not have"),
        ({"keep_together": ["zonne"]}, "names the column zonne"),
        ({"bounds": {"zone": {"min": 1}}}, "bounds names zone, which is no figure"),
        (
            {"together": [("00000", "00001")], "apart": [("00001", "00000")]},
            r"Unit 00000 \(00000\) and Unit 00001 \(00001\) may not be in one region",
        ),
        (
            {
                "locked": [
                    {"region": "a", "members": ["00000", "00001"]},
                    {"region": "b", "members": ["00001", "00002"]},
                ]
            },
            "is locked in two regions",
        ),
        (
            {"together": [("00000", "00001")], "leave_out": ["00001"]},
            r"together names Unit 00001 \(00001\), which is left out",
        ),
        (
            {
                "together": [("00000", "00003")],
                "locked": [{"region": "a", "members": ["00000", "00001"]}],
            },
            r"a is locked with only a part of them: Unit 00000 \(00000\)",
        ),
    ],
    ids=str,
)
def test_a_rule_that_cannot_be_read_is_named(choices, message):
    with pytest.raises(ScenarioError, match=message):
        propose(world(), scenario(choices))


def test_a_lock_across_reference_regions_is_named():
    cells = [*grid(2, 1), Cell("2", 2, 0, "Q"), Cell("3", 3, 0, "Q")]
    across = {"locked": [{"region": "westhoek", "members": ["00000", "00001", "2"]}]}
    choices = Scenario(criteria={"border": 1.0}, regions=2, min_units=1, **across)
    message = r"westhoek is locked across reference regions: Parent P .*; Parent Q \(Unit 2 \(2\)\)"
    with pytest.raises(InfeasibleError, match=message):
        propose(grid_municipalities(cells), choices)


def timed():
    """Two minutes a column eastwards, twelve westwards, one a row."""
    units = world()
    frame = units.frame
    east = (frame["x_m"].to_numpy()[None] - frame["x_m"].to_numpy()[:, None]) / 1000
    north = np.abs(frame["y_m"].to_numpy()[None] - frame["y_m"].to_numpy()[:, None]) / 1000
    minutes = np.where(east > 0, 2 * east, -12 * east) + north
    index = frame.index
    return dataclasses.replace(units, travel_min=pd.DataFrame(minutes, index=index, columns=index))


@pytest.mark.parametrize(
    ("choices", "broken", "kept", "message"),
    [
        (
            {"max_travel_min": 13},
            ROWS,
            HALVES,
            r"top has Unit 00003 \(00003\) and Unit 00000 \(00000\), 36.0 min apart; "
            "at most 13 min are allowed",
        ),
        (
            {"max_centre_travel_min": 3},
            ROWS,
            HALVES,
            r"top has Unit 00000 \(00000\) 6.0 min from its centre Unit 00003 \(00003\); "
            "at most 3 min are allowed",
        ),
        (
            {"centres": ["00000", "00003"]},
            ROWS,
            HALVES,
            r"bottom has no member that may be its centre: Unit 00004 \(00004\), Unit 00005",
        ),
        (
            {"max_centre_distance_km": 2.5, "centres": ["00000", "00002", "00004"]},
            ROWS,
            HALVES,
            r"bottom has Unit 00007 \(00007\) 3.0 km from its centre Unit 00004",
        ),
        (
            {"max_centre_distance_km": 2.5, "travellers": "inhabitants", "centres": "town"},
            ROWS,
            HALVES,
            r"top has Unit 00003 \(00003\) 3.0 km from its centre Unit 00000",
        ),
    ],
    ids=str,
)
def test_centres_and_journeys(choices, broken, kept, message):
    units = timed()
    towns = ["ja", "nee", "nee", "nee", "ja", "ja", "ja", "ja"]
    people = [500, 20, 30, 40, 50, 60, 70, 80]
    units = dataclasses.replace(units, frame=units.frame.assign(town=towns, inhabitants=people))
    if "max_centre_distance_km" in choices:
        units = dataclasses.replace(units, travel_min=None)
    graph, asked = rook_graph(units), scenario(choices)
    assert violations(kept, units, graph, asked) == ()
    found = violations(broken, units, graph, asked)
    (named,) = {one.rule for one in found if re.search(message, one.message)}
    assert named == next(iter(choices))


def test_limits_on_journeys_need_times():
    asked = scenario({"max_travel_min": 20})
    with pytest.raises(ScenarioError, match="max_travel_min is 20, but the data has no travel"):
        violations(HALVES, world(), rook_graph(world()), asked)


def test_the_plan_as_a_whole_comes_first_and_then_region_by_region():
    asked = scenario({"apart": [("00001", "00002")], "max_distance_km": 1.5})
    bad = {**ROWS, "00000": "bottom", "00007": "top"}
    del bad["00004"]
    found = violations(bad, world(), rook_graph(world()), asked)
    assert [(one.region, one.rule) for one in found] == [
        ("", "complete"),
        ("bottom", "max_distance_km"),
        ("bottom", "contiguous"),
        ("top", "apart"),
        ("top", "max_distance_km"),
    ]
