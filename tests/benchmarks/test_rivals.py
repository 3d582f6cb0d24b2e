"""The yardstick, the rows, and every rival that is installed on a world with a known optimum."""

import itertools
import sys

import numpy as np
import pytest

from benchmarks import __main__ as command_line
from benchmarks.measure import Yardstick, border_km, distance_km
from benchmarks.rivals import compare, gerrychain_rival, hess_rival, spopt_rival
from benchmarks.rivals.rows import best_pieces, rival_rows
from benchmarks.rivals.work import Attempt, Work, work_of
from regionplanner import Scenario, rook_graph
from tests.worlds import grid, grid_municipalities

LINE = Work(
    code="P",
    units=tuple(f"{i:05d}" for i in range(10)),
    xy_km=np.column_stack([np.arange(10.0), np.zeros(10)]),
    edges=tuple((i, i + 1, 2.0) for i in range(9)),
    n_regions=2,
)
LEAST = {"border": 2.0, "distance": 12.0}


@pytest.fixture
def yard():
    """Ten cells of 1 km in a row."""
    world = grid_municipalities(grid(10, 1))
    units = list(world.frame.index)
    return Yardstick(
        municipalities=world,
        graph=rook_graph(world),
        scenario=Scenario(criteria={"distance": 1.0}, regions=2),
        place_km={unit: (float(i), 0.0) for i, unit in enumerate(units)},
        parent=dict.fromkeys(units, "P"),
        borders=[(a, b, 1.0) for a, b in itertools.pairwise(units)],
    )


def plan(split, units=LINE.units):
    return {unit: "P-1" if i < split else "P-2" for i, unit in enumerate(units)}


def is_best(found):
    first, second = set(found.regions[:5]), set(found.regions[5:])
    return len(first) == len(second) == 1 and first != second


class TestYardstick:
    def test_border_is_drawn_inside_parents_only(self):
        borders = [("a", "b", 2.0), ("b", "c", 3.0), ("c", "d", 5.0)]
        parent = {"a": "P", "b": "P", "c": "Q", "d": "Q"}
        regions = {"a": "1", "b": "2", "c": "3", "d": "3"}
        assert border_km(regions, borders, parent) == 2.0
        assert border_km(regions, borders, dict.fromkeys(parent, "")) == 5.0

    def test_distance_is_to_the_nearest_centre_of_each_region(self):
        places = {"a": (0.0, 0.0), "b": (3.0, 4.0), "c": (6.0, 8.0), "d": (50.0, 0.0)}
        assert distance_km({"a": "1", "b": "1", "c": "1", "d": "2"}, places) == 10.0

    def test_value_and_rules(self, yard):
        assert yard.value("distance", plan(5)) == LEAST["distance"]
        assert yard.value("border", plan(4)) == 1.0
        assert yard.broken(plan(5)) == {}
        assert yard.broken(plan(4)) == {"size": 1}


class TestRows:
    def test_runs_of_one_rival_are_one_row(self, yard):
        ours = Attempt("ours", plan(5), 1.0, bound=12.0)
        theirs = [Attempt("theirs", plan(k), float(k)) for k in (4, 5, 3)]
        rows = rival_rows("distance", [ours, *theirs], yard)
        assert rows == [
            ["ours", "12.0", "+0.00%", "0.00%", "none", "1.0"],
            [
                *("theirs, 3 runs", "12.0 (13.0)", "+0.00% (+8.33%)", "?"),
                *("none (2 of 3 runs break some)", "4.0"),
            ],
        ]

    def test_no_plan(self, yard):
        [row] = rival_rows("border", [Attempt("theirs", {}, 1.0, note="too large")], yard)
        assert row == ["theirs", "no plan", "?", "?", "too large", "1.0"]

    def test_the_best_pieces_keep_the_rules_first(self, yard):
        plans = [Attempt("one", plan(4), 1.0), Attempt("other", plan(5), 2.0)]
        best = best_pieces("both", [LINE], plans, "border", yard)
        assert (best.assignment, best.seconds) == (plan(5), 3.0)


def test_work_has_neighbours_and_borders(yard):
    work = work_of("P", list(yard.parent), 2, yard)
    assert work.edges == tuple((i, i + 1, 1.0) for i in range(9))
    assert work.neighbours()[1] == [0, 2]
    assert work.distance_km()[0, 9] == 9.0


@pytest.mark.parametrize("criterion", LEAST)
def test_the_compact_model_proves_its_plan(criterion):
    found = hess_rival.solve(hess_rival.Task(LINE, criterion, 10.0))
    assert is_best(found)
    assert found.bound == pytest.approx(LEAST[criterion])


@pytest.mark.parametrize("method", gerrychain_rival.METHODS)
@pytest.mark.parametrize("criterion", LEAST)
def test_gerrychain_finds_the_plan(criterion, method):
    pytest.importorskip("gerrychain", reason="dependency group rivals")
    search = gerrychain_rival.Search(criterion, method, 0.2)
    [found] = gerrychain_rival.searched(gerrychain_rival.Task((LINE,), search, 0))
    assert is_best(found)
    assert found.value == LEAST[criterion]


@pytest.mark.parametrize("method", spopt_rival.METHODS)
def test_spopt_makes_the_number_of_regions(method):
    pytest.importorskip("spopt", reason="dependency group rivals")
    found = spopt_rival.divide(spopt_rival.Task(LINE, method, 0))
    assert len(set(found.regions)) == 2


def test_rivals_that_are_not_installed_are_named(monkeypatch):
    monkeypatch.setitem(compare.PACKAGES, "spopt", ("no_such_package",))
    ask = compare.Ask(["spopt"], criteria=[], times=[1], seeds=1, repeat=1)
    assert next(compare.compared(ask)) == (
        "spopt is skipped, not installed: pip install --group rivals"
    )


def test_a_part_that_is_not_there(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--only", "plans,plants"])
    with pytest.raises(SystemExit):
        command_line.main()
    assert "there is no plants; choose from plans, balance" in capsys.readouterr().err
