"""Numbers beyond all range are refused with their place; within it, no total overflows."""

import dataclasses

import pandas as pd
import pytest

from regionplanner import DataError, Scenario, ScenarioError, propose
from regionplanner.data.joins import read_pair_ties
from regionplanner.data.travel import read_travel_times
from regionplanner.proof import Proof, relative_gap
from regionplanner.ranges import beyond_range
from regionplanner.rollout_choices import GrowthChoices
from tests.worlds import grid, grid_municipalities

EXTREME = (1e308, 1e16, 9e-13, 5e-324, -1e16)
SIZES = {"regions": 2, "min_units": 2, "max_units": 4}


@pytest.mark.parametrize("value", [*EXTREME, float("inf"), float("nan"), 10**400])
@pytest.mark.parametrize(
    "made",
    [
        lambda value: Scenario(criteria={"distance": value}),
        lambda value: Scenario(ties={"elz": value}),
        lambda value: Scenario(bounds={"inhabitants": {"min": value}}),
        lambda value: Scenario(balance={"target": value}),
        lambda value: Scenario(coverage={"reward": value}),
        lambda value: Scenario(max_distance_km=value),
        lambda value: Scenario(max_travel_min=value),
        lambda value: GrowthChoices.made({"regions": (1,), "value": {"inhabitants": value}}),
        lambda value: GrowthChoices.made({"budget": (value,), "run_cost": 1.0}),
    ],
    ids=["weight", "tie", "bound", "target", "reward", "km", "minutes", "value", "budget"],
)
def test_a_choice_beyond_all_range_is_refused(made, value):
    with pytest.raises(ScenarioError, match=r" is .*; .*expected"):
        made(value)


def test_a_negative_zero_is_zero():
    assert str(Scenario(criteria={"distance": 1.0, "border": -0.0}).criteria["border"]) == "0.0"


def test_less_than_a_cent_is_refused():
    with pytest.raises(ScenarioError, match=r"run_cost is 0\.001; 0 or at least a cent"):
        GrowthChoices.made({"budget": (100.0,), "run_cost": 0.001})


def world(**columns):
    return grid_municipalities(grid(3, 2), **columns)


@pytest.mark.parametrize("value", EXTREME[:-1])
@pytest.mark.parametrize(
    ("choices", "use"),
    [
        ({"criteria": {"distance": 1.0}, "travellers": "people"}, "travellers"),
        ({"criteria": {"balance": 1.0}, "balance": {"column": "people"}}, "balance"),
        ({"criteria": {"distance": 1.0}, "bounds": {"people": {"min": 1.0}}}, "bounds"),
        (
            {"criteria": {"border": 1.0}, "coverage": {"reward": 1.0, "per": "people"}},
            "coverage.per",
        ),
    ],
    ids=["travellers", "balance", "bounds", "coverage"],
)
def test_a_figure_beyond_all_range_is_refused_with_its_place(choices, use, value):
    units = world(people=[value, 1, 1, 1, 1, 1])
    with pytest.raises(ScenarioError, match=rf"{use} takes people, which is .* for Unit 00000"):
        propose(units, Scenario(**choices, **SIZES))


def test_pairs_and_times_beyond_all_range_are_refused_with_their_line(tmp_path):
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("nis_a,nis_b,weight\n00000,00001,1e16\n00001,00002,1e-13\n")
    with pytest.raises(DataError, match=r"1e\+16 for .* in line 2 and 1e-13 for .* in line 3"):
        read_pair_ties(pairs, "pt", world())
    times = tmp_path / "times.csv"
    ways = [(a.nis, b.nis) for a in grid(3, 2) for b in grid(3, 2) if a != b]
    lines = [f"{a},{b},{1e7 if n == 0 else 5}" for n, (a, b) in enumerate(ways)]
    times.write_text("\n".join(["from,to,minutes", *lines]))
    with pytest.raises(DataError, match=r"10000000.0 from Unit 00000 .*; correct them"):
        read_travel_times(times, world())


def test_what_is_missing_is_not_beyond_range():
    assert not beyond_range(pd.Series([None, 0.0, 1.0, -1e15, 1e-12], dtype=float)).any()


@pytest.mark.parametrize(
    "figures",
    [[1e12 * n for n in range(1, 7)], [1e14] * 6, [0.1] * 6, [1e-9 * n for n in range(1, 7)]],
    ids=str,
)
def test_bounds_on_large_and_small_totals_are_kept(figures):
    """Columns of the grid are the only regions that reach a third of the total and no more."""
    units = world(people=figures)
    free = propose(units, Scenario(criteria={"border": 1.0}, **SIZES))
    least = min(figures) / 2
    loose = {"people": {"min": least, "max": sum(figures)}}
    found = propose(units, Scenario(criteria={"border": 1.0}, bounds=loose, **SIZES))
    assert found.objective == free.objective
    halves = {"people": {"max": sum(figures) / 2}}
    scenario = Scenario(criteria={"border": 1.0}, bounds=halves, **SIZES)
    if len(set(figures)) == 1:  # three and three
        found = propose(units, scenario)
        regions = pd.Series(figures, index=units.frame.index).groupby(found.assignment).sum()
        assert regions.tolist() == pytest.approx([sum(figures) / 2] * 2)


def test_figures_too_far_apart_to_add_up_are_refused():
    units = world(people=[1e14, 1e-3, 1, 1, 1, 1])
    scenario = Scenario(criteria={"border": 1.0}, bounds={"people": {"min": 1.0}}, **SIZES)
    with pytest.raises(ScenarioError, match=r"people has values from 0\.001 to 1e\+14"):
        propose(units, scenario)


@pytest.mark.parametrize(
    ("objective", "bound", "gap"),
    [(100, 95, 0.05), (-95, -100, 0.05), (0, 0, 0.0), (0, -4, 1.0), (1, -1, 2.0), (95, 100, 0.05)],
)
def test_there_is_one_gap(objective, bound, gap):
    assert relative_gap(objective, bound) == gap
    assert Proof("feasible", objective, bound).gap == gap


def test_a_search_stops_at_the_gap_that_is_shown():
    """The gap of the first plan by the larger of the two: enough is enough, and not before."""
    units = dataclasses.replace(grid_municipalities(grid(5, 4)))
    scenario = Scenario(criteria={"distance": 1.0, "border": 0.1}, regions=3, min_units=4)
    best = propose(units, scenario)
    for gap in (0.5, 0.05, 0.005):
        found = propose(units, scenario, gap=gap)
        assert found.proof.gap <= gap
        assert found.objective <= best.objective / (1 - gap)
