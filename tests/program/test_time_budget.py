"""How the time is shared: fair parts, what is left to the hard ones, a second search of gaps."""

from dataclasses import replace

import pytest

from regionplanner.program.curve import CountResult, ParentResult
from regionplanner.program.running.task import Done, TimeBudget, bettered
from regionplanner.scenario import Scenario
from tests.worlds import parent_problem, rich_figures

SCENARIO = Scenario(criteria={"distance": 1.0}, min_units=2, max_units=5)


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="module")
def problems():
    return [parent_problem(rich_figures(1, n), SCENARIO, f"P{n}") for n in (8, 4, 4, 8)]


@pytest.fixture
def named(problems):
    """Two small and two large reference regions, a quarter of the size each pair."""
    return [replace(p, code=code) for p, code in zip(problems, "CABD", strict=True)]


def shares(problems, clock, limit_s=float("inf")):
    return TimeBudget(problems, {}.get, clock.now + limit_s, clock)


def curve(code, objective=10, bound=10, status="optimal"):
    return ParentResult(code, 1, (CountResult(2, status, objective=objective, bound=bound),))


def done(task, *answer):
    return Done(task, curve(task.problem.code, *answer))


def test_without_a_limit_the_largest_come_first_and_have_no_limit(named, clock):
    dealt = shares(named, clock)
    tasks = [dealt.next_task(2) for _ in range(4)]
    assert [(t.problem.code, t.time_s) for t in tasks] == [(c, float("inf")) for c in "CDAB"]
    for task in tasks:
        dealt.finish(done(task, 10, 5, "feasible"))
    assert dealt.next_task(2) is None


def test_the_time_is_shared_by_size_and_all_of_it(named, clock):
    """One worker, each uses its share: 16 of 160 pairs of units get a tenth of 100 s."""
    dealt, given = shares(named, clock, 100.0), {}
    for _ in range(4):
        task = dealt.next_task(1)
        given[task.problem.code] = task.time_s
        clock.now += task.time_s
        dealt.finish(done(task))
    assert given == pytest.approx({"A": 10, "B": 10, "C": 40, "D": 40})


def test_hard_ones_get_what_easy_ones_leave(named, clock):
    dealt = shares(named, clock, 100.0)
    for _ in range(2):
        dealt.finish(done(dealt.next_task(1)))  # no time at all
    assert dealt.next_task(1).time_s == pytest.approx(50)


def test_workers_side_by_side_have_the_time_together(named, clock):
    dealt = shares(named, clock, 100.0)
    small = [dealt.next_task(2) for _ in range(2)]
    assert [task.time_s for task in small] == pytest.approx([20, 20])
    clock.now += 20
    for task in small:
        dealt.finish(done(task))
    assert [dealt.next_task(2).time_s for _ in range(2)] == pytest.approx([80, 80])


def test_the_widest_gap_gets_what_is_left(named, clock):
    dealt = shares(named, clock, 100.0)
    bounds = dict(zip("ABCD", (9, 10, 4, 7), strict=True))
    for _ in range(4):
        task = dealt.next_task(1)
        clock.now += 1
        bound = bounds[task.problem.code]
        dealt.finish(done(task, 10, bound, "optimal" if bound == 10 else "feasible"))
    searched = []
    while (task := dealt.next_task(1)) is not None:
        searched.append((task.problem.code, round(task.time_s)))
        clock.now += 1
        dealt.finish(done(task))
    assert searched == [("C", 96), ("A", 95)]  # D had all that was left already


def test_no_second_look_that_could_not_find_more(named, clock):
    dealt = shares(named[:1], clock, 100.0)
    task = dealt.next_task(1)
    clock.now += 60
    dealt.finish(done(task, 10, 5, "feasible"))
    assert dealt.next_task(1) is None


def test_who_has_no_plan_is_searched_first(named, clock):
    dealt = shares(named, clock, 100.0)
    for _ in range(4):
        task = dealt.next_task(1)
        answer = (None, 3, "unknown") if task.problem.code == "B" else (10, 0, "feasible")
        dealt.finish(done(task, *answer))
    assert dealt.next_task(1).problem.code == "B"


@pytest.mark.parametrize(
    ("first", "second", "best"),
    [
        ((10, 5, "feasible"), (9, 4, "feasible"), (9, 5, "feasible")),
        ((10, 5, "feasible"), (12, 7, "feasible"), (10, 7, "feasible")),
        ((10, 5, "feasible"), (12, 10, "feasible"), (10, 10, "optimal")),
        ((10, 5, "feasible"), (9, 9, "optimal"), (9, 9, "optimal")),
        ((None, 5, "unknown"), (9, 4, "feasible"), (9, 5, "feasible")),
        ((None, 5, "unknown"), (None, None, "infeasible"), (None, None, "infeasible")),
    ],
)
def test_the_better_plan_and_the_better_bound_stay(first, second, best):
    assert bettered(curve("A", *first), curve("A", *second)) == curve("A", *best)
