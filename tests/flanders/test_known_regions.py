"""Plans of Flanders that are made apart call the same regions the same."""

from collections import Counter

import pytest

from regionplanner import BestPlanRequest, Case, Scenario, best_plan, rook_graph
from regionplanner.data.flanders import known_regions
from regionplanner.data.municipalities import Municipalities
from regionplanner.plan.compare import looks_of
from regionplanner.plan.plan import Plan
from tests.worlds import Cell, grid_municipalities

MIX = {"distance": 1.0, "ties": 2.0}
CHOICES = {
    "default": Scenario(regions=30),
    "29 regions": Scenario(criteria=MIX, regions=29),
    "33 regions": Scenario(criteria=MIX, regions=33),
    "border": Scenario(criteria={"border": 1.0}, regions=30),
}


@pytest.fixture(scope="module")
def plans(flanders: Municipalities) -> dict[str, Plan]:
    graph = rook_graph(flanders)
    cases = {name: Case(flanders, graph, scenario) for name, scenario in CHOICES.items()}
    return {name: best_plan(BestPlanRequest(case=case)).plan for name, case in cases.items()}


def test_the_known_regions_are_those_of_the_plan_without_choices(
    plans: dict[str, Plan], flanders: Municipalities
) -> None:
    known = known_regions(flanders)
    assert known.codes == plans["default"].assignment
    assert known.colours == looks_of(plans["default"]).colours


@pytest.mark.parametrize("name", [name for name in CHOICES if name != "default"])
def test_regions_that_keep_most_of_their_members_look_the_same(
    plans: dict[str, Plan], name: str
) -> None:
    first, second = plans["default"], plans[name]
    pairs = mostly_alike(first, second)
    assert len(pairs) > len(first) / 2
    assert all(a == b for a, b in pairs)
    first_looks, second_looks = looks_of(first), looks_of(second)
    parents = {region.code: region.parent for region in first}
    alone = [Counter(region.parent for region in plan) for plan in (first, second)]
    for a, b in pairs:
        is_only, was_only = (n_regions[parents[a]] == 1 for n_regions in alone)
        if is_only == was_only:  # the only region of a reference region has no letter
            assert first_looks.names[a] == second_looks.names[b]
    kept = sum(first_looks.colours[a] == second_looks.colours[b] for a, b in pairs)
    assert kept >= 0.85 * len(pairs)  # others have a new neighbour of their colour


def mostly_alike(first: Plan, second: Plan) -> list[tuple[str, str]]:
    """Regions that have more than half of their members in each other."""
    shared = Counter((a, second.assignment[nis]) for nis, a in first.assignment.items())
    before, after = Counter(first.assignment.values()), Counter(second.assignment.values())
    return [(a, b) for (a, b), n in shared.items() if 2 * n > max(before[a], after[b])]


def test_other_places_know_no_regions() -> None:
    assert not known_regions(grid_municipalities([Cell("11001", 0, 0), Cell("x", 1, 0)])).codes
