"""What the map page is given to judge divisions by: positions and figures, small and safe."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from regionplanner.errors import ScenarioError
from regionplanner.graph.contiguity import rook_graph
from regionplanner.maps.frame import json_block
from regionplanner.maps.model import base_values, scenario_values
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.groups import groups_of, membership_columns
from tests.maps.plans import EVIL, grid

STRAIGHT = {"distance": 1}


def values_of(world, *, language="nl", **choices):
    scenario = Scenario(**{"criteria": STRAIGHT, **choices})
    graph = rook_graph(world, links=scenario.links, no_links=scenario.no_links)
    return scenario_values(Case(world, graph, scenario), language)


def size(values):
    return len(json_block(values).encode())


def test_flanders_is_small(flanders):
    base = base_values(flanders, membership_columns(flanders))
    values = scenario_values(Case(flanders, rook_graph(flanders), Scenario()))
    assert size(values) <= 20_000
    assert size(base) <= 60_000


def test_units_and_parents_of_flanders(flanders):
    base = base_values(flanders)
    frame, units = flanders.frame, base["units"]
    assert [unit["nis"] for unit in units] == list(frame.index)
    assert [unit["name"] for unit in units] == list(frame["name"])
    assert not any("written" in unit for unit in units)
    for column, key in (("x_m", "x"), ("y_m", "y"), ("area_km2", "area"), ("inhabitants",) * 2):
        assert [unit[key] for unit in units] == frame[column].tolist()
    codes = [base["parents"][unit["parent"]]["code"] for unit in units]
    assert codes == list(frame["reference_region"])
    assert base["parents"][2] == {
        "code": "REFREG03",
        "name": "Kempen",
        "slug": "kempen",
        "label": "Kempen",
    }
    assert (base["minutes"], base["groupings"]) == (None, [])


def test_groupings_are_those_beside_a_plan(flanders, flanders_plan):
    columns = ("politiezone", "jeugdregio")
    for grouping in base_values(flanders, columns)["groupings"]:
        groups = groups_of(flanders_plan, flanders, grouping["column"])
        assert grouping["names"] == [group.name for group in groups]
        members = [
            tuple(
                nis for nis, g in zip(flanders.frame.index, grouping["of"], strict=True) if g == n
            )
            for n in range(len(groups))
        ]
        assert members == [group.members for group in groups]


def test_pairs_are_the_edges_of_the_graph_with_their_ties(flanders):
    frame = flanders.frame
    graph = rook_graph(flanders)
    pairs = scenario_values(Case(flanders, graph, Scenario(ties={"elz": 1.5})))["pairs"]
    assert pairs == sorted(pairs)
    assert len(pairs) == graph.number_of_edges()
    voeren = next(pair for pair in pairs if "73109" in {frame.index[n] for n in pair[:2]})
    assert voeren[2] == 0  # a link
    for a, b, border_m, ties in pairs:
        one, other = frame.iloc[a], frame.iloc[b]
        assert border_m == graph.edges[frame.index[a], frame.index[b]]["border_m"]
        within = one["reference_region"] == other["reference_region"]
        assert ties == (1.5 if within and one["elz"] == other["elz"] else 0)


def test_names_are_shown_in_one_line_and_written_as_they_are():
    world = grid(names=EVIL)
    base = base_values(world)
    block = json_block(base)
    block.encode()  # half a character is in no page
    assert "<" not in block
    units = {unit["nis"]: unit for unit in json.loads(block)["units"]}
    assert units["00"]["name"] == EVIL["00"]
    assert "written" not in units["00"]
    assert units["11"]["name"] == "Line break  and <!-- comment"
    assert units["11"]["written"] == ["11", EVIL["11"]]
    assert units["23"]["written"] == ["23", "? half a character"]


def test_figures_that_are_not_known_are_null():
    world = grid()
    frame = world.frame.assign(inhabitants=[np.nan, *range(15)])
    units = base_values(replace(world, frame=frame))["units"]
    assert [unit["inhabitants"] for unit in units] == [None, *range(15)]
    assert {unit["children"] for unit in units} == {None}


def test_travel_times_inside_a_parent_are_in_rows_and_others_in_a_list():
    world = grid(2, 4)
    nis = world.frame.index  # 00 01 10 11 in P1, the others in P2
    minutes = pd.DataFrame(np.arange(64.0).reshape(8, 8) / 2, index=nis, columns=nis)
    minutes.loc[["00", "01", "10", "11"], ["02", "03", "12"]] = np.nan
    minutes.loc[["02", "03", "12", "13"], ["00", "01", "10", "11"]] = np.nan
    times = base_values(replace(world, travel_min=minutes))["minutes"]
    assert times["inside"][0][:5] == [0, 0.5, 2, 2.5, 4]
    assert times["inside"][1][:2] == [9, 9.5]
    assert times["across"] == [[0, 7, 3.5], [1, 7, 7.5], [4, 7, 19.5], [5, 7, 23.5]]


def test_every_choice_is_a_plain_value():
    values = values_of(
        grid(),
        criteria={"distance": 1, "border": 0, "balance": 2},
        balance={"target": 20_000},
        regions=[3, 4],
        regions_per={"P2": 2},
        min_units=2,
        max_units=2,
        together=[["01", "00"]],
        apart=[["13", "02"]],
        bounds={"inhabitants": {"min": 1000}, "area_km2": {"min": 25, "max": 500.5}},
        max_centre_distance_km=9.5,
        centres=["00", "33"],
        locked=[{"region": "p1-z\n", "members": ["30", "20"], "exception": True}],
        leave_out=["33"],
        coverage={"least": 4, "reward": 1.5},
    )
    assert json.loads(json.dumps(values, allow_nan=False)) == values
    kept = {"regions": [3, 4], "regions_per": [[1, 2, 2]], "size": "2 gemeenten", "sizes": [2, 2]}
    kept |= {"together": [{"units": [0, 1], "column": None}], "apart": [[2, 7]], "left_out": [15]}
    kept |= {"max_centre_distance_km": 9.5, "max_distance_km": None, "centres": [0, 15]}
    kept |= {"weights": {"distance": 1, "balance": 2}, "sides": 2, "travellers": None}
    kept |= {"coverage": {"least": 4, "most": None, "reward": 1.5, "values": None}}
    kept |= {"locked": [{"label": "p1-z", "units": [8, 12], "exception": True}]}
    assert {name: values[name] for name in kept} == kept
    assert values["balance"]["target"] == 20_000
    area, people = values["bounds"]
    assert (area["figure"], area["allowed"]) == ("km² oppervlakte", "25 tot 500,5")
    assert (people["allowed"], people["least"], people["most"]) == ("minstens 1.000", 1000, None)
    assert people["values"] == [12_000 + 100 * n for n in range(16)]


def test_one_number_of_regions_fixes_the_target():
    world = grid()
    total = int(world.frame["inhabitants"].sum())
    assert values_of(world, regions=4)["balance"]["target"] == total / 4
    assert values_of(world, regions=[3, 4])["balance"]["target"] == "all"
    assert values_of(world, balance={"target": "own"})["balance"]["target"] == "own"


def test_groups_of_a_column_are_named_by_it():
    world = replace(grid(), frame=grid().frame.assign(elz=["a", "a", "b", "c"] * 4, zone="z"))
    together = values_of(world, keep_together=["elz", "zone"], language="en")["together"]
    assert [group["column"] for group in together[:2]] == ["primary care zone"] * 2
    assert together[-1]["column"] == "“zone”"


def test_a_plan_on_other_data_can_be_judged_by_what_is_known():
    """The ties and inhabitants of the default scenario need not be there: rules still hold."""
    world = grid()
    world = replace(world, frame=world.frame.drop(columns="inhabitants"))
    criteria = {"distance": 1, "ties": 2, "balance": 3}
    values = values_of(world, criteria=criteria, max_travel_min=30)
    assert values["weights"] == {"distance": 1}
    assert values["balance"]["values"] is None
    assert len(values["pairs"]) == len(world.borders)


def test_reference_regions_that_are_not_there():
    with pytest.raises(ScenarioError, match="no reference region Q9; choose from P1 and P2"):
        values_of(grid(), regions_per={"Q9": 2})


def test_columns_that_are_not_there():
    with pytest.raises(ScenarioError, match="bounds names youth, which is no figure"):
        values_of(grid(), bounds={"youth": {"min": 1}})


def test_same_bytes_for_the_same_input(flanders):
    once, again = (
        [
            base_values(flanders, ("elz",)),
            scenario_values(Case(flanders, rook_graph(flanders), Scenario())),
        ]
        for _ in range(2)
    )
    assert json_block(once) == json_block(again)


def test_the_order_of_the_frame_is_that_of_the_codes(flanders):
    """The model takes positions for the order of the codes, which decides between equals."""
    assert list(flanders.frame.index) == sorted(flanders.frame.index)
