"""Centres: who may be one, and which member is."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from regionplanner import DataError, ScenarioError, parent_figures, rook_graph
from regionplanner.criteria.distance import distance_m_costs
from regionplanner.graph.contiguity import scenario_case
from regionplanner.objective.parents import centre_finder
from regionplanner.rules.centres import allowed_centres
from regionplanner.scenario import Scenario
from tests.worlds import grid, grid_municipalities, rich_figures

LINE = tuple(f"0000{i}" for i in range(5))


def line(**columns):
    return grid_municipalities(grid(5, 1), **columns)


def timed(units, minutes):
    index = units.frame.index
    return dataclasses.replace(
        units, travel_min=pd.DataFrame(np.array(minutes, dtype=float), index=index, columns=index)
    )


def scenario(**choices):
    return Scenario(**{"criteria": {"distance": 1.0}, **choices})


def finder_of(units, choices):
    return centre_finder(scenario_case(units, choices))


def test_any_member_may_be_the_centre():
    assert allowed_centres(line(), scenario()).all()


def test_a_list_of_centres():
    found = allowed_centres(line(), scenario(centres=["00001", "00004"]))
    assert found.tolist() == [False, True, False, False, True]


@pytest.mark.parametrize(
    "values",
    [
        [1, 0, 1, 0, 0],
        [True, False, True, False, False],
        [1.0, 0.0, 1.0, 0.0, 0.0],
        ["ja", "Nee", " JA ", "nee", "nee"],
        ["yes", "no", "TRUE", "False", "0"],
    ],
    ids=str,
)
def test_a_column_of_centres(values):
    found = allowed_centres(line(town=values), scenario(centres="town"))
    assert found.tolist() == [True, False, True, False, False]


@pytest.mark.parametrize(
    ("centres", "message"),
    [
        (["00001", "9"], "centres names 9, which the data does not have"),
        ("twon", r"centres names the column twon, .*; it has .*town.*; name one of these"),
        ("town", r"'misschien' for Unit 00001 \(00001\) and nothing for Unit 00003 \(00003\)"),
        ("none", "the column none, in which no municipality may be a centre"),
        (["00004"], "centres names only municipalities that are left out"),
    ],
    ids=str,
)
def test_centres_that_cannot_be_read_are_named(centres, message):
    units = line(town=["ja", "misschien", "nee", None, None], none=[0] * 5)
    with pytest.raises(ScenarioError, match=message):
        allowed_centres(units, scenario(centres=centres, leave_out=["00004"]))


def test_the_centre_is_the_nearest_allowed_one():
    units = line(people=[9, 1, 1, 1, 1])
    assert finder_of(units, scenario()).of(LINE) == "00002"
    assert finder_of(units, scenario(centres=["00000", "00003"])).of(LINE) == "00003"
    assert finder_of(units, scenario(travellers="people")).of(LINE) == "00000"


def test_without_an_allowed_member_any_is_the_centre():
    assert finder_of(line(), scenario(centres=["00000"])).of(LINE[1:4]) == "00002"


def test_travel_to_the_centre_counts_not_from_it():
    """One minute to the last one from anywhere, but nine minutes back."""
    minutes = np.full((5, 5), 5.0)
    minutes[:, 4], minutes[4] = 1.0, 9.0
    np.fill_diagonal(minutes, 0.0)
    assert finder_of(timed(line(), minutes), scenario()).of(LINE) == "00004"


def test_times_that_are_not_known_for_all_members_are_not_used():
    minutes = np.full((5, 5), 5.0)
    minutes[0, 4] = np.nan
    finder = finder_of(timed(line(), minutes), scenario())
    assert finder.of(LINE) == "00002"
    assert finder.travel(LINE[:2]).tolist() == [[5.0, 5.0], [5.0, 5.0]]


@pytest.mark.parametrize("seed", range(10))
def test_every_criterion_has_the_centre_of_the_secondary_objective(seed):
    figures = rich_figures(seed, 9)
    index = pd.Index(figures.units)
    units = grid_municipalities(grid(9, 1), people=figures.travellers * 1000)
    units = timed(units, figures.travel_min)
    chosen = [nis for nis, can in zip(index, figures.centres, strict=True) if can]
    finder = finder_of(units, scenario(travellers="people", centres=chosen))
    costs = distance_m_costs(figures)
    members = np.random.default_rng(seed).random((40, 9)) < 0.5
    members = members[(members & figures.centres).any(axis=1)]
    for region, least in zip(members, costs.of(members).tolist(), strict=True):
        centre = index.get_loc(finder.of([str(nis) for nis in index[region]]))
        weights = np.rint(figures.travel * figures.scaled_travellers[:, None] * 1000)
        assert weights[region, centre].sum() == least


def test_limits_on_time_need_times():
    units = line()
    for limit in ("max_travel_min", "max_centre_travel_min"):
        with pytest.raises(ScenarioError, match=f"{limit} is 30, but the data has no travel times"):
            parent_figures(units, rook_graph(units), scenario(**{limit: 30}))


def test_missing_times_inside_a_parent_are_named():
    minutes = np.full((5, 5), 5.0)
    minutes[0, 4] = np.nan
    units = timed(line(), minutes)
    with pytest.raises(DataError, match=r"from Unit 00000 \(00000\) to Unit 00004 \(00004\); exp"):
        parent_figures(units, rook_graph(units), scenario())


def test_travellers_must_be_known():
    units = line(people=[1, None, -2, 0, 1])
    with pytest.raises(ScenarioError, match=r"travellers needs people .* missing for Unit 00001"):
        parent_figures(units, rook_graph(units), scenario(travellers="people"))
