"""The split of the total over the parents, against all splits."""

from itertools import product

import numpy as np
import pytest

from regionplanner.program.curve import CountResult, ParentResult
from regionplanner.program.split import best_splits, least_bounds


def random_curves(seed, *, coarse):
    """Three to four parents; some numbers impossible, and, when coarse, many equal values."""
    rng = np.random.default_rng(seed)
    curves = []
    for parent in range(int(rng.integers(3, 5))):
        answers = []
        for n_regions in range(1, int(rng.integers(3, 6))):
            if rng.uniform() < 0.15:
                answers.append(CountResult(n_regions, "infeasible"))
                continue
            bound = int(rng.integers(0, 3 if coarse else 1000))
            objective = bound + int(rng.integers(0, 2))
            metres = int(rng.integers(0, 2 if coarse else 1000))
            status = "optimal" if objective == bound else "feasible"
            answers.append(CountResult(n_regions, status, objective, bound, metres))
        curves.append(ParentResult(f"P{parent}", 10, tuple(answers)))
    return curves


def every_split(curves, fixed):
    for chosen in product(*(curve.answers for curve in curves)):
        wanted = (
            fixed.get(curve.code, answer.n_regions)
            for curve, answer in zip(curves, chosen, strict=True)
        )
        if all(
            a.objective is not None and a.n_regions == k
            for a, k in zip(chosen, wanted, strict=True)
        ):
            yield chosen


@pytest.mark.parametrize("coarse", [False, True], ids=["values", "ties"])
@pytest.mark.parametrize("fixed", [{}, {"P1": 2}, {"P0": 1, "P2": 2}], ids=str)
@pytest.mark.parametrize("seed", range(12))
def test_the_best_of_all_splits(seed, fixed, coarse):
    curves = random_curves(seed, coarse=coarse)
    wanted, bounds = {}, {}
    for chosen in every_split(curves, fixed):
        numbers = tuple(a.n_regions for a in chosen)
        key = (sum(a.objective for a in chosen), sum(a.distance_m for a in chosen), numbers)
        total = sum(numbers)
        wanted[total] = min(wanted.get(total, key), key)
        bound = sum(a.bound for a in chosen)
        bounds[total] = min(bounds.get(total, bound), bound)
    allowed = {code: range(number, number + 1) for code, number in fixed.items()}
    found = best_splits(curves, allowed)
    assert {k: (s.objective, s.distance_m, s.regions) for k, s in found.items()} == wanted
    assert list(found) == sorted(found)
    assert least_bounds(curves, allowed) == bounds


def test_equal_values_are_decided_by_travel_and_then_by_the_numbers():
    answers = (CountResult(1, "optimal", 0, 0, 5), CountResult(2, "optimal", 7, 7, 3))
    curves = [ParentResult("P", 2, answers), ParentResult("Q", 2, answers)]
    assert best_splits(curves, {})[3].regions == (1, 2)
    nearer = (answers[0], CountResult(2, "optimal", 7, 7, 2))
    assert best_splits([ParentResult("P", 2, nearer), curves[1]], {})[3].regions == (2, 1)


def test_a_bound_without_a_plan_still_counts():
    unknown = ParentResult("P", 2, (CountResult(1, "unknown", bound=4),))
    known = ParentResult("Q", 2, (CountResult(1, "optimal", 3, 3, 0),))
    assert best_splits([unknown, known], {}) == {}
    assert least_bounds([unknown, known], {}) == {2: 7}
