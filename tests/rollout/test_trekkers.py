"""Candidate lead municipalities: ranked by what is known, the smallest never silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regionplanner.errors import ScenarioError
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.make import make_plan
from regionplanner.plan.plan import Plan
from regionplanner.rollout.tables import trekker_table
from regionplanner.rollout.trekkers import trekkers
from regionplanner.scenario import Scenario
from regionplanner.words.sentences import reasons_text
from tests.maps.plans import grid

RULES = Scenario(criteria={"distance": 1.0}, min_units=2, max_units=8)


def world(**columns):
    found = grid(rows=1, columns=6)  # 00 01 02 in the west, 03 04 05 in the east
    return type(found)(found.frame.assign(**columns), found.borders, found.links, found.source)


def plan_of(found):
    division = {nis: f"r{'a' if nis < '03' else 'b'}" for nis in found.frame.index}
    return make_plan(division, found, rook_graph(found), RULES)


def ranked(found, **choices):
    return {(one.region, one.rank): one for one in trekkers(plan_of(found), found, **choices)}


def test_by_hand():
    found = world(inhabitants=[100, 50, 100, 10, 90, 10])
    leads = ranked(found, most=3)
    # west: 01 is in the middle, and has half of the inhabitants
    assert [leads["ra", n].nis for n in (1, 2, 3)] == ["01", "00", "02"]
    assert leads["ra", 1].score == pytest.approx((0.5 + 1) / 2)
    assert leads["ra", 2].score == leads["ra", 3].score == pytest.approx((1 + 0) / 2)
    assert leads["ra", 1].mean_km == 5.0
    assert leads["ra", 2].mean_km == 7.5
    assert leads["rb", 1].nis == "04"


def test_readiness_counts_most_where_it_is_known():
    found = world(inhabitants=[100, 50, 100, 10, 90, 10], staff=[0, 0, 4, 0, 0, 0])
    leads = ranked(found, readiness="staff", most=1)
    assert leads["ra", 1].nis == "02"
    assert leads["rb", 1].readiness == 0.0  # nobody there is ready: the others decide
    assert leads["rb", 1].nis == "04"


def test_the_smallest_says_so():
    found = world(inhabitants=[100, 90, 100, 10, 90, 10])
    leads = ranked(found, weights={"nearness": 1.0}, most=1)
    assert leads["ra", 1].nis == "01"
    assert "fewest inhabitants of the region (90)" in reasons_text(leads["ra", 1], "en")
    assert "let op: de minste inwoners" in reasons_text(leads["ra", 1], "nl")
    assert "most inhabitants of the region (90)" in reasons_text(leads["rb", 1], "en")


def test_without_inhabitants_nearness_decides():
    found = grid(rows=1, columns=6)
    frame = found.frame.drop(columns="inhabitants")
    bare = type(found)(frame, found.borders, found.links, found.source)
    leads = ranked(bare)
    assert leads["ra", 1].nis == "01"
    assert leads["ra", 1].n_inhabitants is None
    assert not leads["ra", 1].is_smallest


@given(st.lists(st.integers(0, 1000), min_size=6, max_size=6), st.integers(1, 3))
@pytest.mark.slow
def test_every_region_has_its_best_first(inhabitants, most):
    found = world(inhabitants=inhabitants)
    leads = trekkers(plan_of(found), found, most=most)
    assert len(leads) == 2 * most
    for code in ("ra", "rb"):
        own = [one for one in leads if one.region == code]
        assert [one.rank for one in own] == list(range(1, most + 1))
        assert [one.score for one in own] == sorted((one.score for one in own), reverse=True)
        assert all(0 <= one.score <= 1 for one in own)


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"readiness": "staff"}, "readiness names staff, no column of numbers"),
        ({"readiness": "debt"}, "numbers below 0"),
        ({"weights": {"size": 1.0}}, "there is no weight size; "),
        ({"weights": {"nearness": -1.0}}, "weight nearness is -1.0"),
    ],
)
def test_what_cannot_be_is_said(choices, said):
    with pytest.raises(ScenarioError, match=said):
        ranked(world(debt=[-1] * 6), **choices)


def test_no_candidates_are_an_empty_table():
    table = trekker_table((), Plan(()), world())
    assert table.empty
    assert [table.index.name, *table.columns[:2]] == ["region", "name", "rank"]
