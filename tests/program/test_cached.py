"""Answers from earlier runs: found for the very same problem, and for no other."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from regionplanner import propose
from regionplanner.choices import Bound
from regionplanner.program.cache import CacheContext, cache_result, cached_result, curve_key
from regionplanner.program.curve import parent_curve
from regionplanner.program.running.scheduler import SearchSettings, solve_parents
from regionplanner.rules.bounds import MeanBound
from regionplanner.rules.resolved import Rules
from regionplanner.scenario import Scenario
from tests.worlds import grid_municipalities, islands, parent_problem, rich_figures

SCENARIO = Scenario(
    criteria={"distance": 1.0, "ties": 2.0, "balance": 3.0}, min_units=2, max_units=5
)


class Memory:
    """A store in memory; counts what is found."""

    def __init__(self):
        self.kept, self.n_hits = {}, 0

    def get(self, key):
        self.n_hits += key in self.kept
        return self.kept.get(key)

    def put(self, key, record):
        self.kept[key] = record

    def note(self, code, *, known):
        self.known = {**getattr(self, "known", {}), code: known}


@pytest.fixture(scope="module")
def problem():
    return parent_problem(rich_figures(3, 9), SCENARIO)


@pytest.fixture(scope="module")
def curve(problem):
    return parent_curve(problem)


def changed_leaves(value):
    """Yield copies of a value in each of which one leaf differs, with the leaf's name."""
    for field in fields(value):
        for name, changed in changed_values(getattr(value, field.name)):
            yield f"{field.name}{name}", replace(value, **{field.name: changed})


def changed_values(value):
    if is_dataclass(value):
        yield from ((f".{name}", changed) for name, changed in changed_leaves(value))
    elif isinstance(value, np.ndarray):
        yield from changed_arrays(value)
    elif value is None:
        yield " given", np.array([True])
    elif isinstance(value, bool):
        yield " not", not value
    elif isinstance(value, int | float):
        yield " more", value + 1
    elif isinstance(value, str):
        yield " longer", value + "x"
    elif isinstance(value, tuple | list):
        yield from changed_lists(value)


def changed_lists(value):
    yield " longer", (*value, value[0] if value else 0)
    if value and isinstance(value[0], frozenset):
        yield " other neighbours", (value[0] ^ {len(value) - 1}, *value[1:])
    elif value and is_dataclass(value[0]):
        for name, changed in changed_leaves(value[0]):
            yield f" first.{name}", (changed, *value[1:])
    elif len(set(value)) > 1:
        yield " reversed", tuple(reversed(value))


def changed_arrays(value):
    yield " of another type", value.astype(np.float32)
    yield " of another shape", value[None]
    if value.size:
        flat = value.copy().reshape(-1)
        flat[-1] = not flat[-1] if value.dtype == bool else flat[-1] + 1
        yield " of another value", flat.reshape(value.shape)


def test_every_field_counts(problem):
    key = curve_key(problem)
    changed = dict(changed_leaves(problem))
    assert len(changed) > 40
    assert [name for name, other in changed.items() if curve_key(other) == key] == []
    assert len({curve_key(other) for other in changed.values()}) == len(changed)


def test_the_same_problem_made_again_has_the_same_key(problem):
    again = parent_problem(rich_figures(3, 9), SCENARIO)
    assert again is not problem
    assert curve_key(again) == curve_key(problem)


@pytest.mark.parametrize("seed", range(20))
def test_other_worlds_have_other_keys(problem, seed):
    other = parent_problem(rich_figures(100 + seed, 9), SCENARIO)
    assert curve_key(other) != curve_key(problem)


def test_lists_do_not_run_into_each_other(problem):
    one = replace(problem, units=(("ab", "c"), *problem.units[1:]))
    other = replace(problem, units=(("a", "bc"), *problem.units[1:]))
    assert curve_key(one) != curve_key(other)


def test_the_order_in_which_neighbours_were_found_does_not_count(problem):
    turned = tuple(frozenset(sorted(others, reverse=True)) for others in problem.adjacency)
    assert curve_key(replace(problem, adjacency=turned)) == curve_key(problem)


def test_what_has_no_bytes_is_refused(problem):
    with pytest.raises(TypeError, match="object has no bytes"):
        curve_key(replace(problem, code=object()))


def bounded(bound):
    """Return a problem with a bound by the mean of its own regions."""
    figures = rich_figures(3, 9)
    rules = Rules(own_bounds=(MeanBound("people", bound),))
    return parent_problem(figures, SCENARIO, rules=rules, people=range(20, 29))


def test_bounds_by_the_mean_of_a_reference_region_count():
    bounds = [
        Bound(min=f"-{least}%", max=most, of="own")
        for least in (40, 50)
        for most in (0.5, "+50%", "+60%", None)
    ]
    assert len({curve_key(bounded(bound)) for bound in bounds}) == len(bounds)


def test_answers_within_the_mean_of_a_reference_region_are_kept():
    problem, store = bounded(Bound(min="-60%", max="+60%", of="own")), Memory()
    curve = parent_curve(problem)
    assert any(answer.regions for answer in curve.answers)
    cache_result(problem, curve, store, had_time=True)
    assert cached_result(problem, store) == curve


def test_a_kept_curve_is_the_curve(problem, curve):
    store = Memory()
    assert cached_result(problem, store) is None
    cache_result(problem, curve, store, had_time=True)
    assert cached_result(problem, store) == curve
    assert cached_result(replace(problem, code="Q"), store) is None


def hasty(curve):
    first, *others = curve.answers
    return replace(curve, answers=(replace(first, status="feasible"), *others))


def test_a_gap_that_is_not_for_want_of_time_is_kept_for_every_run(problem, curve):
    store = Memory()
    cache_result(problem, hasty(curve), store, given=CacheContext(range(2, 4)), had_time=True)
    for given in (CacheContext(), CacheContext(range(5)), CacheContext(time_s=300.0)):
        assert cached_result(problem, store, given) == hasty(curve)


def test_what_a_limit_left_open_is_only_found_with_the_same_limit(problem, curve):
    store, given = Memory(), CacheContext(range(2, 4), 5.0)
    cache_result(problem, hasty(curve), store, given=given, had_time=False)
    assert cached_result(problem, store, given) == hasty(curve)
    for other in (
        CacheContext(),
        CacheContext(range(2, 4)),
        CacheContext(range(2, 4), 6.0),
        CacheContext(range(2, 5), 5.0),
    ):
        assert cached_result(problem, store, other) is None
    cache_result(problem, curve, store, had_time=True)
    assert cached_result(problem, store, given) == curve


def test_a_limit_that_nobody_knows_keeps_nothing_open(problem, curve):
    store = Memory()
    cache_result(problem, hasty(curve), store, had_time=False)
    assert store.kept == {}


def test_answers_for_some_numbers_are_found_for_the_same_numbers(problem, curve):
    some, store = replace(curve, answers=curve.answers[:1]), Memory()
    cache_result(problem, some, store, given=CacheContext(range(2, 3), 9.0), had_time=False)
    for time_s in (None, 9.0, 1.0):
        assert cached_result(problem, store, CacheContext(range(2, 3), time_s)) == some
    assert cached_result(problem, store, CacheContext(range(2, 4))) is None


def test_proven_answers_are_kept_though_there_was_a_limit(problem, curve):
    assert {a.status for a in curve.answers} <= {"optimal", "infeasible"}
    store = Memory()
    cache_result(problem, curve, store, had_time=False)
    assert len(store.kept) == 1


def cheaper(answer, by):
    """An answer that is said to cost less, or more, and to be proven all the same."""
    return {**answer, "objective": answer["objective"] - by, "bound": answer["bound"] - by}


def swapped(answer):
    """An answer in which the first units of two regions change places: other regions, no rule."""
    one, two, *others = (list(region) for region in answer["regions"])
    one[0], two[0] = two[0], one[0]
    return {**answer, "regions": [sorted(one), sorted(two), *others]}


def refused(answer):
    """An answer that is said to be none."""
    nothing = dict.fromkeys(("objective", "bound", "distance_m", "evidence"))
    return {**answer, **nothing, "status": "infeasible", "regions": []}


@pytest.mark.parametrize(
    "spoiled",
    [
        {"code": "Q"},
        {"answers": 5},
        {"answers": []},
        {"n_candidates": "many"},
        {"n_candidates": -1},
        {"n_candidates": 10**9},
        {"within": 3},
        {"within": "all"},
    ],
    ids=str,
)
def test_a_record_of_something_else_is_no_answer(problem, curve, spoiled):
    store = Memory()
    cache_result(problem, curve, store, had_time=True)
    assert cached_result(problem, store) is not None
    key = curve_key(problem)
    store.kept[key] = {**store.kept[key], **spoiled}
    assert cached_result(problem, store) is None


@pytest.mark.parametrize("record", [[], "text", {}], ids=str)
def test_what_is_no_record_is_no_answer(problem, record):
    store = Memory()
    store.put(curve_key(problem), record)
    assert cached_result(problem, store) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: {"n_regions": 2},
        lambda first: {**first, "status": "good"},
        lambda first: {**first, "regions": [["00000"]]},
        lambda first: {**first, "objective": None},
        lambda first: {**refused(first), "status": "unknown"},
        lambda first: {**first, "distance_m": first["distance_m"] - 1},
        lambda first: {**first, "bound": 2**60},
        lambda first: {**first, "n_regions": 9},
        lambda first: {**first, "evidence": {**first["evidence"], "prices": [1]}},
        lambda first: {**first, "evidence": {**first["evidence"], "prices": ["high"] * 9}},
        lambda first: cheaper(first, 1),
        lambda first: cheaper(first, -1),
        refused,
        swapped,
    ],
)
def test_an_answer_that_does_not_hold_is_none(problem, curve, spoil):
    store = Memory()
    cache_result(problem, curve, store, had_time=True)
    record = store.kept[curve_key(problem)]
    first, *others = record["answers"]
    store.kept[curve_key(problem)] = {**record, "answers": [spoil(first), *others]}
    assert cached_result(problem, store) is None


def test_that_there_is_no_division_is_shown_anew(problem, curve):
    """Of four regions sizes and totals do not show it: it is searched for again."""
    none = curve.answers[-1]
    assert (none.n_regions, none.status) == (4, "infeasible")
    assert problem.adds_up(none.n_regions)
    store = Memory()
    cache_result(problem, curve, store, had_time=True)
    assert cached_result(problem, store) == curve


def test_only_what_changed_is_planned_again():
    """The second run finds one of its two problems, and says so in its progress all the same."""
    scenario = Scenario(criteria={"distance": 1.0}, min_units=2, max_units=5)
    one, two, three = (
        parent_problem(rich_figures(seed, 8), scenario, code) for seed, code in enumerate("ABC")
    )
    store, seen = Memory(), []
    first = solve_parents([one, two], SearchSettings(store=store))
    again = solve_parents(
        [one, three],
        SearchSettings(store=store, progress=lambda curve, *done: seen.append((curve.code, *done))),
    )
    assert (store.n_hits, len(store.kept)) == (1, 3)
    assert again[0] == first[0]
    assert seen == [("A", 1, 2), ("C", 2, 2)]


def test_a_plan_does_not_depend_on_the_store():
    world = grid_municipalities(islands())
    scenario = Scenario(criteria={"border": 1.0}, regions=3, min_units=1, max_units=4)
    store = Memory()
    runs = [propose(world, scenario, store=kept) for kept in (None, store, store)]
    assert (len(store.kept), store.n_hits) == (2, 2)
    assert len({(str(dict(run.assignment)), run.objective, run.bound) for run in runs}) == 1
    assert runs[0].parent_curves == runs[2].parent_curves
    assert runs[0].n_candidates == runs[2].n_candidates
