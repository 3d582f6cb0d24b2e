"""Covers by few regions: every one that brute force finds, and the solver's cheapest."""

from dataclasses import replace

import numpy as np
import pytest

from regionplanner.errors import LimitError
from regionplanner.program.columns.cover import cheapest_cover, few_covers
from tests.oracle.test_brute_force import partitions
from tests.program.test_cover import COSTS, PAIRS, problem


def best(*world, **limits):
    return next(reversed(few_covers(*world, only_best=True, **limits)), None)


@pytest.mark.parametrize("n_regions", [2, 3, 4])
@pytest.mark.parametrize("seed", range(6))
def test_the_cheapest_and_all_covers_are_those_of_solver_and_brute_force(seed, n_regions):
    world = replace(problem(seed), n_regions=n_regions)
    members, costs = world.members, world.objective
    chosen = cheapest_cover(world)
    regions = [tuple(np.flatnonzero(row).tolist()) for row in members]
    plans = [p for p in partitions(regions, frozenset(range(9))) if len(p) == n_regions]
    totals = [int(costs[[regions.index(r) for r in plan]].sum()) for plan in plans]
    if chosen is None:
        assert totals == []
        assert best(members, costs, n_regions, 10**9) is None
        return
    found = best(members, costs, n_regions, 10**9)
    assert costs[list(found)].sum() == costs[list(chosen)].sum() == min(totals)
    assert (members[list(found)].sum(axis=0) == 1).all()
    assert best(members, costs, n_regions, min(totals) - 1) is None
    most = sorted(totals)[min(40, len(totals) - 1)]
    within = {frozenset(regions[c] for c in cover) for cover in few_covers(*world_of(world, most))}
    assert within == {frozenset(p) for p, cost in zip(plans, totals, strict=True) if cost <= most}


def world_of(world, most):
    return world.members, world.objective, world.n_regions, most


def test_each_cover_is_found_once():
    assert sorted(map(sorted, few_covers(PAIRS, COSTS, 2, 9))) == [[0, 1], [2, 3]]


@pytest.mark.parametrize(
    ("members", "n_regions"),
    [(np.ones((2, 65), dtype=bool), 2), (PAIRS, 1), (PAIRS, 11), (PAIRS[:0], 2)],
    ids=["units", "one", "many", "none"],
)
def test_what_is_not_few_is_left_to_a_solver(members, n_regions):
    with pytest.raises(LimitError):
        best(members, COSTS[: len(members)], n_regions, 100)


def test_too_many_choices_and_the_deadline_end_the_search():
    singles = np.array([[(n >> i) & 1 for i in range(9)] for n in range(1, 512)], dtype=bool)
    free = np.zeros(len(singles), dtype=np.int64)
    with pytest.raises(LimitError, match="too many choices"):
        few_covers(singles, free, 5, 0)
    with pytest.raises(LimitError, match="too many covers"):
        few_covers(np.repeat(singles, 6, axis=0), np.zeros(6 * len(singles), dtype=np.int64), 2, 0)
    with pytest.raises(LimitError, match="time limit"):
        best(singles, 1 + free, 5, 4, deadline=0.0)
