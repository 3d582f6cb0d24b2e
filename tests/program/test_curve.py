"""One parent, every number of regions: optima and impossibilities known by hand."""

import gc

import numpy as np
import pytest

from regionplanner.program.curve import parent_curve
from regionplanner.scenario import Scenario
from tests.worlds import edge_figures, parent_problem, random_figures

LATTICE = random_figures(0, 16, lattice=True)  # 4 x 4 units, 1 km apart


def curve(figures, *, min_units, max_units, criteria=None):
    scenario = Scenario(
        criteria=criteria or {"border": 1.0}, min_units=min_units, max_units=max_units
    )
    return parent_curve(parent_problem(figures, scenario))


def statuses(found):
    return {answer.n_regions: answer.status for answer in found.answers}


def objectives(found):
    assert all(a.objective == a.bound for a in found.answers)
    return {a.n_regions: a.objective / 1e6 for a in found.answers if a.status == "optimal"}


def members(answer):
    return [{int(nis) for nis in region} for region in answer.regions]


def test_a_ring_is_cut_as_often_as_it_has_parts():
    ring = edge_figures(8, [(i, (i + 1) % 8) for i in range(8)])
    found = curve(ring, min_units=2, max_units=8)
    assert objectives(found) == {1: 0.0, 2: 2.0, 3: 3.0, 4: 4.0}
    assert found.n_candidates == 8 * 6 + 1


def test_a_path_is_cut_once_less_than_it_has_parts():
    path = edge_figures(9, [(i, i + 1) for i in range(8)])
    found = curve(path, min_units=3, max_units=9)
    assert objectives(found) == {1: 0.0, 2: 1.0, 3: 2.0}
    assert members(found.answers[2]) == [{0, 1, 2}, {3, 4, 5}, {6, 7, 8}]


def test_a_square_in_four_has_the_least_border_as_four_squares():
    found = curve(LATTICE, min_units=4, max_units=4)
    assert objectives(found) == {4: 8.0}
    assert members(found.answers[0]) == [
        {0, 1, 4, 5},
        {2, 3, 6, 7},
        {8, 9, 12, 13},
        {10, 11, 14, 15},
    ]


def test_of_two_mirrored_plans_the_documented_one_is_chosen():
    """Four T-shapes have 3 km each. Both windmills do; the chosen one has unit 1 beside 0."""
    found = curve(LATTICE, min_units=4, max_units=4, criteria={"distance": 1.0})
    assert objectives(found) == {4: 12.0}
    assert members(found.answers[0]) == [
        {0, 1, 2, 5},
        {3, 6, 7, 11},
        {4, 8, 9, 12},
        {10, 13, 14, 15},
    ]


def test_rows_and_columns_cost_the_same_and_rows_come_first():
    found = curve(random_figures(0, 9, lattice=True), min_units=3, max_units=3)
    assert objectives(found) == {3: 6.0}
    assert found.answers[0].distance_m == 3 * 2000
    assert members(found.answers[0]) == [{0, 1, 2}, {3, 4, 5}, {6, 7, 8}]


def test_a_star_cannot_be_divided():
    star = edge_figures(7, [(0, i) for i in range(1, 7)])
    found = curve(star, min_units=2, max_units=7)
    assert statuses(found) == {1: "optimal", 2: "infeasible", 3: "infeasible"}


def test_a_comb_cannot_be_halved():
    """Cutting one edge of this tree leaves 1, 2, 3 or 4 units, never 5: sizes alone allow two."""
    comb = edge_figures(
        11, [(i, i + 1) for i in range(4)] + [(0, 5), (5, 6), (2, 7), (7, 8), (4, 9), (9, 10)]
    )
    assert statuses(curve(comb, min_units=5, max_units=6)) == {2: "infeasible"}
    assert objectives(curve(comb, min_units=3, max_units=5)) == {3: 2.0}


def test_what_only_fractions_could_cover_is_proven_impossible():
    """Three triangles around one unit, in pairs: half of each side of a triangle covers it
    fractionally, but with the middle paired two triangles of three units are left."""
    triangles = [(a, b) for s in (1, 4, 7) for a, b in ((s, s + 1), (s + 1, s + 2), (s, s + 2))]
    hub = edge_figures(10, [*triangles, (0, 1), (0, 4), (0, 7)])
    assert statuses(curve(hub, min_units=2, max_units=2)) == {5: "infeasible"}
    assert statuses(curve(hub, min_units=1, max_units=2))[6] == "optimal"


def test_a_parent_of_one_unit():
    alone = edge_figures(1, [])
    found = curve(alone, min_units=1, max_units=5)
    assert (objectives(found), found.n_candidates) == ({1: 0.0}, 1)
    assert found.answers[0].regions == (("00000",),)


@pytest.mark.parametrize("seed", range(2))
def test_a_deadline_in_the_past_still_gives_plans_and_honest_bounds(seed):
    figures = random_figures(seed, 30)
    scenario = Scenario(
        criteria={"distance": 1.0, "dispersion": 0.1, "border": 0.5}, min_units=4, max_units=9
    )
    problem = parent_problem(figures, scenario)
    exact, rushed = parent_curve(problem), parent_curve(problem, deadline=0.0)
    for best, quick in zip(exact.answers, rushed.answers, strict=True):
        if best.status == "infeasible":
            assert quick.objective is None
            continue
        assert quick.bound <= best.objective
        if quick.objective is None:
            assert quick.status == "unknown"
            continue
        assert quick.objective >= best.objective
        assert (quick.status == "optimal") <= (quick.objective == best.objective)
        assert sorted(np.concatenate(quick.regions)) == list(figures.units)


def test_a_presolve_that_fails_is_done_without():
    """HiGHS 1.15 ends this world's tie-break in an error unless presolve is off."""
    figures = random_figures(241, 9, lattice=True)
    scenario = Scenario(criteria={"distance": 1.0, "ties": 0.3}, min_units=1, max_units=3)
    answers = parent_curve(parent_problem(figures, scenario)).answers
    assert {a.status for a in answers} == {"optimal"}


def test_no_diagram_outlives_its_reference_region():
    """Nor waits for the collector of cycles, which the command line seldom lets run."""
    problem = parent_problem(random_figures(1, 9), Scenario(criteria={"border": 1.0}, min_units=2))
    gc.collect()
    gc.disable()
    try:
        parent_curve(problem)
        kept = [kind.__name__ for kind in map(type, gc.get_objects())]
    finally:
        gc.enable()
    assert kept.count("PricedDiagram") == 0
    assert kept.count("RegionDiagram") == 0
