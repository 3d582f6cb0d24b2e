"""What is said of a plan holds for the data: objectives are measured anew, bounds lowered."""

import dataclasses
import functools
import itertools

import numpy as np
import pandas as pd
import pytest

from regionplanner import ScenarioError, SolverError, alternatives, front, propose, repair
from regionplanner.program.running import scheduler
from regionplanner.scenario import Scenario
from tests.worlds import grid, grid_municipalities

CELLS = grid(4, 3)
NAMES = [cell.nis for cell in CELLS]
TOUCHING = [
    (a.nis, b.nis)
    for a, b in itertools.combinations(CELLS, 2)
    if abs(a.column - b.column) + abs(a.row - b.row) == 1
]
SIZES = {"regions": 2, "min_units": 5, "max_units": 7}
TIED = {"criteria": {"ties": 1.0}, "ties": {"commuters": 1.0}, **SIZES}
TRAVELLED = {"criteria": {"distance": 1.0}, "travellers": "people", **SIZES}


def tied(weights):
    """The world with a tie of a weight between any two neighbours."""
    pairs = pd.DataFrame(TOUCHING, columns=["nis_a", "nis_b"]).assign(weight=weights)
    return dataclasses.replace(grid_municipalities(CELLS), pair_ties={"commuters": pairs})


def peopled(people):
    return grid_municipalities(CELLS, people=people)


@functools.cache
def km(a, b):
    frame = grid_municipalities(CELLS).frame[["x_m", "y_m"]] / 1000
    return float(np.hypot(*(frame.loc[a] - frame.loc[b])))


def value(units, assignment, scenario):
    """What a division costs by the definition of its criterion."""
    regions = {}
    for nis, code in assignment.items():
        regions.setdefault(code, []).append(nis)
    if "ties" in scenario.criteria:
        pairs = units.pair_ties["commuters"].itertuples(index=False)
        return sum(w for a, b, w in pairs if assignment[a] != assignment[b])
    people = units.frame["people"].to_dict()
    return sum(
        min(sum(people[i] * km(i, j) for i in region) for j in region)
        for region in regions.values()
    )


def every_division():
    """Every division into two connected regions of five to seven cells."""
    near = {nis: set() for nis in NAMES}
    for a, b in TOUCHING:
        near[a].add(b)
        near[b].add(a)

    def whole(region):
        found, todo = set(), [region[0]]
        while todo:
            nis = todo.pop()
            found.add(nis)
            todo += [other for other in near[nis] & set(region) - found if other not in todo]
        return len(found) == len(region)

    for size in (5, 6, 7):
        for region in itertools.combinations(NAMES[1:], size):
            rest = tuple(nis for nis in NAMES if nis not in region)
            if whole(region) and whole(rest):
                yield {nis: "a" if nis in region else "b" for nis in NAMES}


DIVISIONS = list(every_division())


def mixed(seed, low, high, n):
    """Figures of every size from a power of ten to another, one of them as large as can be."""
    rng = np.random.default_rng(seed)
    found = np.array([float(f"{10**p:.3g}") for p in rng.uniform(low, high, n)])
    found[int(rng.integers(n))] = 10.0**high
    return found.tolist()


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (0, 8), (-6, 3), (-9, -6), (6, 12), (3, 12)], ids=str
)
@pytest.mark.parametrize("kind", ["ties", "people"])
def test_the_best_plan_is_the_best_whatever_the_size_of_the_figures(kind, low, high):
    choices = TIED if kind == "ties" else TRAVELLED
    scenario = Scenario(**choices)
    for seed in range(2):
        figures = mixed([seed, high + 20], low, high, len(TOUCHING) if kind == "ties" else 12)
        units = tied(figures) if kind == "ties" else peopled(figures)
        found = propose(units, scenario)
        best = min(value(units, division, scenario) for division in DIVISIONS)
        assert value(units, found.assignment, scenario) == pytest.approx(best, rel=1e-9)
        assert found.objective == pytest.approx(best, rel=1e-7)
        assert found.bound <= best * (1 + 1e-7)


def test_where_costs_are_too_coarse_a_gap_is_left():
    """Fourteen digits between the ties: tenths, so that rounding could make another plan best."""
    weights = [3.0] * len(TOUCHING)
    weights[0] = 1e14
    units, scenario = tied(weights), Scenario(**TIED)
    found = propose(units, scenario)
    best = min(value(units, division, scenario) for division in DIVISIONS)
    assert found.proof.status == "feasible"
    assert found.bound < best <= found.objective


def test_an_objective_of_coarse_costs_is_what_the_plan_was_measured_to_cost():
    weights = [3.14159] * len(TOUCHING)
    weights[0] = 1e14
    units, scenario = tied(weights), Scenario(**TIED)
    found = propose(units, scenario)
    assert found.objective == pytest.approx(value(units, found.assignment, scenario), abs=1e-6)
    assert found.curve[0].objective == found.parent_curves["P"][0].objective == found.objective


def test_a_plan_that_costs_nothing_is_the_best():
    """However coarse costs are: none costs less than nothing."""
    weights = [3.14159] * len(TOUCHING)
    weights[0] = 1e14
    scenario = Scenario(**TIED | {"regions": (1, 2), "max_units": 12})
    found = propose(tied(weights), scenario)
    assert (found.objective, found.proof.status) == (0.0, "optimal")


def test_shares_of_a_target_do_not_make_kilometres_coarse():
    """Whatever balance weighs, the objective is the weighted sum to a millionth."""
    units = peopled([7.0, 11.0, 13.0, 17.0, 19.0, 23.0, 29.0, 31.0, 37.0, 41.0, 43.0, 47.0])
    scenario = Scenario(
        criteria={"distance": 1.0, "balance": 1000.0}, balance={"column": "people"}, **SIZES
    )
    found = propose(units, scenario)
    people = units.frame["people"]
    regions = [
        [n for n in NAMES if found.assignment[n] == r] for r in set(found.assignment.values())
    ]
    travel = sum(min(sum(km(i, j) for i in region) for j in region) for region in regions)
    off = sum(abs(people[region].sum() / (people.sum() / 2) - 1) for region in regions)
    assert found.objective == pytest.approx(travel + 1000 * off, abs=1e-6)
    assert found.proof.status == "optimal"


@pytest.mark.parametrize("target", ["all", "own"])
def test_the_most_even_plan_is_the_best_where_shares_of_units_are_alike(target):
    """In millionths of the target another division would seem to be as even."""
    units = grid_municipalities(grid(2, 2), people=[1_000_008, 1_000_011, 1_000_010, 1_000_006])
    balance = {"column": "people", "target": target}
    sizes = {"regions": 2, "min_units": 2, "max_units": 2}
    found = propose(units, Scenario(criteria={"balance": 100.0}, balance=balance, **sizes))
    assert found.objective == pytest.approx(100 * 1 / 2_000_017.5, abs=1e-7)
    assert found.bound <= found.objective


def test_figures_too_far_apart_are_refused_with_both():
    weights = [1.0] * len(TOUCHING)
    weights[0] = 1e17
    with pytest.raises(ScenarioError, match=r"commuters is 1 for .* commuters is 1e\+17 for"):
        propose(tied(weights), Scenario(**TIED))


def test_an_answer_that_the_data_do_not_bear_out_is_no_plan(monkeypatch):
    honest = scheduler.done_serially

    def cheaper(*arguments):
        for done in honest(*arguments):
            answers = tuple(
                dataclasses.replace(a, objective=a.objective - 10**6, bound=a.bound - 10**6)
                for a in done.curve.answers
            )
            yield dataclasses.replace(done, curve=dataclasses.replace(done.curve, answers=answers))

    monkeypatch.setattr(scheduler, "done_serially", cheaper)
    with pytest.raises(SolverError, match=r"said to cost .* but by the data it costs"):
        propose(peopled([1.0] * 12), Scenario(**TRAVELLED))


@pytest.mark.parametrize(("low", "high"), [(0, 8), (3, 12)], ids=str)
def test_variants_cost_what_the_data_say(low, high):
    units, scenario = tied(mixed(1, low, high, len(TOUCHING))), Scenario(**TIED)
    costs = sorted(value(units, division, scenario) for division in DIVISIONS)
    best = propose(units, scenario)
    assert best.objective == pytest.approx(costs[0])
    for one in alternatives(units, scenario, best, plans=2, within=0.5):
        cost = value(units, one.assignment, scenario)
        assert one.proof.objective == pytest.approx(cost, rel=1e-8)
        assert cost <= costs[0] * 1.5 * (1 + 1e-8)
    today = DIVISIONS[0]
    found = repair(today, units, scenario)
    assert found.weight == 0
    assert found.objective == pytest.approx(value(units, today, scenario), rel=1e-8)
    for point in front(units, scenario, "ties", "border", points=3).points:
        assert point.first == pytest.approx(value(units, point.assignment, scenario), rel=1e-8)
        assert point.bound <= point.first


class Store:
    """A store in memory, with records that someone has changed."""

    def __init__(self, records):
        self.records, self.known = records, {}

    def get(self, key):
        return self.records.get(key)

    def put(self, key, record):
        self.records[key] = record

    def note(self, code, *, known):
        self.known[code] = known


def test_a_forged_answer_is_planned_again_and_not_counted():
    units, scenario = tied([1.0, 2.0, 3.0, 1.0] * 4 + [1.0]), Scenario(**TIED)
    honest = Store({})
    best = propose(units, scenario, store=honest)
    assert honest.known == {"P": False}
    again = Store(honest.records)
    assert propose(units, scenario, store=again) == dataclasses.replace(
        best, seconds=pytest.approx(best.seconds, abs=1e9)
    )
    assert again.known == {"P": True}
    forged = {
        key: {**record, "answers": [_forged(answer) for answer in record["answers"]]}
        for key, record in honest.records.items()
    }
    store = Store(forged)
    found = propose(units, scenario, store=store)
    assert (found.objective, found.bound, store.known) == (best.objective, best.bound, {"P": False})


def _forged(answer):
    if answer["objective"] is None:
        return answer
    return {**answer, "objective": answer["objective"] - 10**6, "bound": answer["bound"] - 10**6}
