"""A search that is asked to stop returns what it has, and leaves what was kept as it was."""

import threading
from contextlib import suppress
from functools import cache, partial

import highspy
import numpy as np
import pytest

import regionplanner.stopping
from regionplanner import StoppedError, alternatives, front, propose, repair, stoppable
from regionplanner.errors import SolverError
from regionplanner.program.binary import BinaryProgram, Row, best_choice
from regionplanner.program.joint.budgeted import PartitionResult
from regionplanner.program.plannable import propose_plannable
from regionplanner.scenario import Scenario
from tests.worlds import AtLook, Cell, grid, grid_municipalities

SMALL = {"criteria": {"distance": 1.0}, "regions": 3, "min_units": 2, "max_units": 5}
OTHERS = {
    "balance": {"criteria": {"balance": 1.0}, "balance": {"column": "units"}},
    "coverage": {"coverage": {"least": 6, "most": 9}},
    "neighbourhood": {"neighbourhood": 6},
    "bounds": {"bounds": {"area_km2": {"min": 3}}},
}


class Kept(dict):
    """Answers of earlier runs."""

    put = dict.__setitem__

    def note(self, code, *, known):
        """Nobody asks."""


@cache
def municipalities():
    return grid_municipalities(grid(4, 3))


@cache
def best(name):
    asked = Scenario(**SMALL | OTHERS.get(name, {}))
    return asked, propose(municipalities(), asked)


def parents(n):
    """Reference regions P, Q, ... of 3 x 2 units each, far apart."""
    cells = [Cell(f"{p}{x}{y}00", x + 9 * p, y, "PQR"[p]) for p, x, y in np.ndindex(n, 3, 2)]
    return grid_municipalities(cells), Scenario(**SMALL | {"regions": 2 * n})


@pytest.mark.parametrize(
    ("n_parents", "workers"), [(2, 1), pytest.param(3, 2, marks=pytest.mark.slow)]
)
def test_what_was_finished_is_a_plan_and_the_next_run_goes_on_from_it(n_parents, workers):
    (units, asked), kept, stop = parents(n_parents), Kept(), threading.Event()
    search = partial(propose, units, asked, store=kept)
    with stoppable(stop), pytest.raises(StoppedError) as stopped:
        search(progress=lambda *_: stop.set(), workers=workers)
    done = [curve.code for curve in stopped.value.curves]
    parent = units.frame["reference_region"]
    assert set(stopped.value.assignment) == set(parent.index[parent.isin(done)])
    assert len(kept) == 1
    seen = []
    again = search(progress=lambda curve, *_: seen.append(curve.code))
    assert seen[0] == done[0]
    assert again.assignment == propose(units, asked).assignment


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("look", [0, 20, 45])
def test_a_plan_that_is_stopped_is_as_far_from_the_best_as_it_says(name, look):
    (asked, known), kept = best(name), Kept()
    search = partial(propose, municipalities(), asked, store=kept)
    try:
        with stoppable(AtLook(look)):
            found = search()
        assert found.bound <= known.objective * (1 + 1e-9) <= found.objective * (1 + 1e-8)
    except StoppedError:
        assert look < 45
    assert search().assignment == known.assignment


def test_a_stop_ends_every_kind_of_search(monkeypatch):
    monkeypatch.setattr(regionplanner.stopping, "_MOMENT_S", 0.0)  # however fast a solver is
    units, (asked, known), set_ = municipalities(), best(""), threading.Event()
    set_.set()
    searches = [
        lambda: propose_plannable(units, asked),
        lambda: alternatives(units, asked, known),
        lambda: front(units, asked, "distance", "border"),
        lambda: repair(known.assignment, units, asked),
    ]
    for search in searches:
        with stoppable(set_), pytest.raises(StoppedError):
            search()


def test_a_solver_is_given_up_in_the_middle():
    rng = np.random.default_rng(0)
    rows = [Row(dict(enumerate(row.tolist())), most=900) for row in rng.integers(1, 99, (30, 60))]
    program = BinaryProgram(tuple((-rng.integers(50, 99, 60)).tolist()), tuple(rows))
    with stoppable(AtLook(3)), suppress(SolverError):  # or what it has by then, if it heeds that
        assert not best_choice(program).optimal


def test_points_and_alternatives_before_a_stop_are_a_result():
    units, (asked, known) = municipalities(), best("")
    for search in (
        lambda heard: front(units, asked, "distance", "border", progress=heard).points,
        lambda heard: alternatives(units, asked, known, within=0.5, progress=heard),
    ):
        stop = threading.Event()
        with stoppable(stop):
            assert len(search(lambda *_, stop=stop: stop.set())) == 1


def test_a_stop_is_of_the_work_around_it_alone():
    set_ = threading.Event()
    set_.set()
    with stoppable(set_), stoppable(None), pytest.raises(StoppedError):
        propose(municipalities(), best("")[0])
    assert propose(municipalities(), best("")[0]).assignment == best("")[1].assignment


def test_alternatives_that_are_stopped_before_the_first_met_no_limit(monkeypatch):
    units, (asked, known), stop = municipalities(), best(""), threading.Event()

    def given_up(*_, start, **__):
        stop.set()
        return PartitionResult("feasible", -50_000_000, 0, start[0])

    monkeypatch.setattr("regionplanner.program.alternatives.best_within", given_up)
    with stoppable(stop), pytest.raises(StoppedError):
        alternatives(units, asked, known, within=0.5)


def test_what_ends_the_solver_is_raised_where_it_is_waited_for(monkeypatch):
    def run(_model):
        raise MemoryError("too large")

    monkeypatch.setattr(highspy.Highs, "run", run)
    with stoppable(threading.Event()), pytest.raises(MemoryError, match="too large"):
        best_choice(BinaryProgram((1,), (Row({0: 1}, least=1),)))
