"""The summary: exceptions, notes on rules, and the best of each criterion alone."""

import re
from functools import partial

import pytest

from regionplanner import make_plan, plan_summary, propose, rook_graph
from regionplanner.program.propose import Alone, best_alone
from regionplanner.scenario import Scenario
from tests.worlds import grid, grid_municipalities

LOCKS = [
    {"region": "Small", "members": ["00000"], "exception": True},
    {"region": "Fits", "members": ["00002", "00003"], "exception": True},
    {"region": "Given", "members": ["00010", "00011"]},
]


@pytest.fixture(scope="module")
def world():
    cells = [*grid(4, 2), *grid(4, 3, "Q")[8:]]
    return grid_municipalities(cells, club=["a"] * 2 + list("bcdefg") + ["a", "a", "h", "i"])


def summed(world, scenario, alone=None):
    graph = rook_graph(world)
    proposal = propose(world, scenario)
    plan = make_plan(proposal.assignment, world, graph, scenario, proposal.proof)
    assert plan.violations == ()
    return plan_summary(plan, proposal, world, graph, scenario, alone)


def test_the_docstring_names_every_key(world):
    scenario = Scenario(
        criteria={"border": 1.0, "balance": 1.0}, balance={"column": "area_km2", "target": 3.0},
        coverage={"least": 4, "reward": 0.5}, min_units=2, max_units=6, regions=(1, 9),
        locked=LOCKS,
    )  # fmt: skip
    summary = summed(world, scenario, alone={})
    (exception,) = summary["exceptions"]
    parts = (
        *(summary[part] for part in ("balance", "coverage", "data")),
        *summary["criteria"].values(),
        *summary["curve"],
        exception,
    )
    described = {*re.findall(r"``(\w+)``", plan_summary.__doc__)}
    assert {*summary}.union(*parts) - described == set()


def test_exceptions_and_notes(world):
    scenario = Scenario(
        criteria={"border": 1.0}, min_units=2, max_units=6, regions=(3, 9), locked=LOCKS,
    )  # fmt: skip
    summary = summed(world, scenario)
    (exception,) = summary["exceptions"]
    assert exception == {
        "region": "parent-p-a",
        "locked_as": "Small",
        "municipalities": 1,
        "allowed": [2, 6],
    }
    assert summary["rule_notes"] == []
    together = Scenario(
        criteria={"border": 1.0}, min_units=2, max_units=6, regions=(3, 9), keep_together=["club"]
    )
    summary = summed(world, together)
    assert summary["exceptions"] == []
    assert summary["rule_notes"] == [
        "club a crosses Parent P and Parent Q: each part stays together"
    ]


def test_the_best_alone_stands_beside_each_criterion(world):
    scenario = Scenario(
        criteria={"border": 1.0, "distance": 0.5}, min_units=2, max_units=6, regions=3
    )
    plain = summed(world, scenario)["criteria"]
    assert {tuple(row) for row in plain.values()} == {("weight", "value", "unit")}
    alone = best_alone(world, scenario, partial(propose, world))
    figures = summed(world, scenario, alone)["criteria"]
    for name, row in figures.items():
        known = alone.get(name)
        assert row["best_alone"] == (known and known.objective)
        assert row["best_alone_bound"] == (known and known.bound)
        assert {k: row[k] for k in plain[name]} == plain[name]
    assert figures["border"]["best_alone"] <= figures["border"]["value"]


def test_what_was_not_found_in_time_is_null(world):
    scenario = Scenario(criteria={"border": 1.0}, min_units=2, max_units=6, regions=3)
    figures = summed(world, scenario, {"border": Alone(2.0, 1.5)})["criteria"]
    assert (figures["border"]["best_alone"], figures["border"]["best_alone_bound"]) == (2.0, 1.5)
    assert figures["distance"]["best_alone"] is None
