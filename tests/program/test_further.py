"""A range of numbers of regions: the best of all of them, not of those near the middle."""

import pytest

from benchmarks.country import country
from regionplanner.data.read import read_municipalities
from regionplanner.program.propose import propose
from regionplanner.scenario import Scenario

CHOICES = {"min_units": 3, "max_units": 6, "neighbourhood": 12}


@pytest.fixture(scope="module")
def two_parents(tmp_path_factory):
    path = tmp_path_factory.mktemp("further") / "country.gpkg"
    country(2, 26, 2 * 26 * 60, 5).to_file(path)
    return read_municipalities(path, id_column="id", parent_column="parent")


@pytest.mark.parametrize(
    "criteria", [{"distance": 1.0}, pytest.param({"border": 1.0}, marks=pytest.mark.slow)], ids=str
)
def test_the_best_number_of_a_range_is_found_wherever_it_is(two_parents, criteria):
    totals = range(10, 17)
    each = {
        k: propose(two_parents, Scenario(criteria=criteria, regions=k, **CHOICES)) for k in totals
    }
    best = min(plan.proof.objective for plan in each.values())
    found = propose(two_parents, Scenario(criteria=criteria, regions=(10, 16), **CHOICES))
    assert found.proof.objective <= best * 1.005 + 1e-6
    assert found.proof.bound <= best + 1e-6
    assert found.proof.gap <= 0.005


def test_a_gap_that_is_asked_for_is_reached(two_parents):
    scenario = Scenario(criteria={"distance": 1.0}, regions=(10, 16), **CHOICES)
    seen = []
    found = propose(
        two_parents, scenario, gap=0.02, progress=lambda curve, _, __: seen.append(curve.code)
    )
    assert found.proof.gap <= 0.02
    assert sum(found.split.values()) == 16  # the more regions, the less travel
    assert len(seen) > 2  # both were searched once more


def test_one_look_is_enough_where_the_number_is_given(two_parents):
    per = dict.fromkeys(two_parents.frame["reference_region"].unique(), 7)
    scenario = Scenario(criteria={"distance": 1.0}, regions=14, regions_per=per, **CHOICES)
    seen = []
    propose(two_parents, scenario, progress=lambda curve, _, __: seen.append(curve.code))
    assert len(seen) == 2
