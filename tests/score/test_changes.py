"""Two plans beside each other: sums, differences, and plans that are hard to compare."""

import dataclasses
import json

import numpy as np
import pandas as pd
import pytest

from regionplanner.errors import DataError
from regionplanner.files.text_table import csv_text
from regionplanner.graph.contiguity import rook_graph
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.changes import change_tables, changes_summary, figures_of, plan_changes
from regionplanner.score.scorecard import (
    criterion_values,
    plan_figures,
    region_values,
    scorecard,
    whole_score,
)
from tests.maps.plans import grid, grown_plan, plan_of
from tests.plan.plans import plan_with

BALANCED = Scenario(criteria={"distance": 1.0, "balance": 5.0})
PLAIN = Scenario(criteria={"distance": 1.0})
OUTLINES = Scenario(criteria={"distance": 1.0}, coverage={})


@pytest.fixture(scope="module")
def two(flanders):
    """Changes between two plans of Flanders, of regions of nine and of six."""
    earlier, later = grown_plan(flanders), grown_plan(flanders, size=6)
    return plan_changes(later, earlier, flanders, rook_graph(flanders), BALANCED)


def changes(world, earlier, later, scenario=PLAIN):
    return plan_changes(later, earlier, world, rook_graph(world), scenario)


@pytest.mark.parametrize("scenario", [BALANCED, OUTLINES])
def test_regions_add_up_to_the_plan(flanders, scenario):
    plan = dataclasses.replace(grown_plan(flanders), scenario=scenario)
    if scenario is OUTLINES:
        plan = dataclasses.replace(plan, regions=plan.regions[::2])
    figures = plan_figures(plan, Case(flanders, rook_graph(flanders), scenario))
    by_region = pd.DataFrame(region_values(plan, figures)).T
    assert list(by_region.index) == [region.code for region in plan]
    for name, total in criterion_values(plan, figures).items():
        assert by_region[name].sum() == pytest.approx(total)


def test_the_whole_is_recounted_from_the_scorecard(flanders):
    plan, graph = grown_plan(flanders), rook_graph(flanders)
    rows = scorecard(plan, flanders, graph, BALANCED)
    whole = whole_score(plan, Case(flanders, graph, BALANCED))
    for name in ("municipalities", "inhabitants", "inhabitants_0_14", "balance_figure"):
        assert whole[name] == rows[name].sum()
    assert whole["area_km2"] == pytest.approx(rows["area_km2"].sum(), abs=0.2)
    for name in ("border_km", "ties_cut"):  # both regions have a border between them
        assert whole[name] == pytest.approx(rows[name].sum() / 2, abs=0.2)
    assert whole["max_distance_km"] == rows["max_distance_km"].max()
    others = rows["municipalities"] - 1
    mean = (rows["mean_distance_km"] * others).sum() / others.sum()
    assert whole["mean_distance_km"] == pytest.approx(mean, abs=0.01)


def test_the_whole_of_half_a_plan_counts_a_border_once():
    world = grid(rows=1, columns=6)  # three units of 5 km in each reference region
    plan = plan_of(world, [["00"], ["01"], ["03", "04", "05"]])
    whole = whole_score(plan, Case(world, rook_graph(world), PLAIN))
    assert whole["border_km"] == 10.0  # between 00 and 01, and between 01 and 02 in no region
    assert whole["municipalities"] == 5
    assert (whole["mean_distance_km"], whole["max_distance_km"]) == (7.5, 10.0)


def test_differences(two):
    for table in (two.criteria, two.scores):
        known = table[table["difference"].notna()]
        expected = known["later"] - known["earlier"]
        np.testing.assert_allclose(known["difference"], expected, atol=1e-6)
    border = figures_of(two.criteria, "", "").loc["border", "difference"]
    assert border == pytest.approx(two.borders.gained_km - two.borders.lost_km, abs=1e-3)


def test_each_region_of_either_plan_is_there_once(two):
    pairs = [(region.before, region.after) for region in two.comparison.regions]
    for table in (two.criteria, two.scores):
        found = table.reset_index()[["before", "after"]].drop_duplicates()
        assert [*map(tuple, found.to_numpy())] == [("", ""), *pairs]
    assert len(pairs) > len(two.earlier) - 1
    new = figures_of(two.scores, *next(pair for pair in pairs if not pair[0]))
    assert new["earlier"].isna().all()
    assert new["difference"].isna().all()
    assert new.loc["municipalities", "later"] > 0


def test_other_codes_for_the_same_regions_change_nothing():
    world = grid()
    plan = grown_plan(world, size=4)
    regions = [dataclasses.replace(r, code=f"new-{r.code}", label="New") for r in plan]
    found = changes(world, plan, dataclasses.replace(plan, regions=tuple(regions)))
    assert found.comparison.moved == ()
    assert (found.borders.gained, found.borders.lost) == ((), ())
    for table in (found.criteria, found.scores):
        assert set(table["difference"].dropna()) == {0}  # ages are not known


def test_plans_of_different_municipalities():
    world = grid()
    earlier, later = plan_of(world, [["00", "01"]]), plan_of(world, [["01", "11"], ["22", "23"]])
    found = changes(world, earlier, later)
    assert found.comparison.moved == ("00", "11", "22", "23")
    whole = figures_of(found.scores, "", "")
    assert tuple(whole.loc["municipalities"]) == (2, 4, 2)


def test_a_region_across_reference_regions_has_no_criteria():
    world = grid()
    across, inside = plan_of(world, [["01", "02"]]), plan_of(world, [["00", "01"]])
    found = changes(world, across, inside)
    whole = figures_of(found.criteria, "", "")
    assert whole["earlier"].isna().all()
    assert whole.loc["border", "later"] == 5.0  # half of what it has inside its reference region
    assert changes(world, across, across).criteria.empty


def test_ties_that_the_data_do_not_know_are_no_criterion():
    plan = grown_plan(grid(), size=4)
    names = changes(grid(), plan, plan).criteria.index.unique("figure")
    assert list(names) == ["distance", "dispersion", "reach", "border", "balance"]


def test_a_plan_of_other_data():
    with pytest.raises(DataError, match="1 unit that the data lack: elsewhere"):
        changes(grid(), grown_plan(grid()), plan_with({"a": ["elsewhere"]}))


class TestTables:
    def test_who_moves(self):
        world = grid()
        earlier = plan_of(world, [["00"], ["01", "10", "11"]])
        later = plan_of(world, [["01", "10", "11", "20"], ["00"]])  # A and B are swapped
        moves = change_tables(changes(world, earlier, later), world)["moves"]
        assert moves.reset_index().to_dict("records") == [
            {
                "nis": "20",
                "name": "Unit 20",
                "reference_region": "P1",
                "before": "",
                "before_name": "",
                "after": "p1-a",
                "after_name": "West A",
                "after_was": "p1-b",
            }
        ]

    def test_regions_begin_with_all_together(self, flanders, two):
        regions = change_tables(two, flanders)["regions"]
        first = regions.iloc[0]
        assert first.name == ("", "")
        assert (first["municipalities_before"], first["municipalities_after"]) == (285, 285)
        assert first["stay"] == 285 - len(two.comparison.moved)
        assert regions["municipalities_after"].iloc[1:].sum() == 285
        assert regions.index.is_unique
        assert len(regions) == len(two.comparison.regions) + 1

    def test_they_are_plain_files(self, flanders, two):
        texts = {name: csv_text(table) for name, table in change_tables(two, flanders).items()}
        assert list(texts) == ["moves", "regions", "borders", "criteria"]
        assert texts["criteria"].splitlines()[0] == (
            "before,after,criterion,unit,earlier,later,difference"
        )
        assert ",285,285,0," in texts["regions"].splitlines()[1]  # numbers of units are whole

    def test_equal_plans_have_empty_ones(self):
        world = grid()
        plan = grown_plan(world)
        tables = change_tables(changes(world, plan, plan), world)
        assert len(tables["moves"]) == len(tables["borders"]) == 0
        assert set(tables["regions"]["same"]) == {1}

    def test_the_same_as_json(self, flanders, two):
        text = json.dumps(changes_summary(two, flanders, ("old", "new")), allow_nan=False)
        found = json.loads(text)
        assert found["earlier"] == {
            "name": "old",
            "regions": len(two.earlier),
            "municipalities": 285,
        }
        assert [one["nis"] for one in found["moved"]] == list(two.comparison.moved)
        assert len(found["borders"]["gained"]) == len(two.borders.gained)
        assert found["criteria"]["distance"]["unit"] == "km"
        assert found["scores"]["municipalities"]["difference"] == 0
        ended = [one for one in found["regions"] if not one["after"] or not one["before"]]
        assert ended
        assert all(one["scores"]["municipalities"]["difference"] is None for one in ended)


def test_totals_of_other_municipalities_are_not_compared():
    world = grid()
    whole = grown_plan(world, size=4)
    part = dataclasses.replace(whole, regions=whole.regions[1:])
    table = changes(world, part, whole).criteria.sort_index().loc[("", "")]
    assert table["earlier"].notna().all()
    assert table["difference"].isna().all()
    assert changes(world, whole, whole).criteria["difference"].notna().all()
