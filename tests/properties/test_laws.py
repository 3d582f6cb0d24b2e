"""Laws that hold for every world, whatever its optimum is."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regionplanner.criteria.figures import ParentFigures
from regionplanner.objective.mix import cost_unit
from regionplanner.program.curve import parent_curve
from regionplanner.scenario import Scenario
from tests.worlds import parent_problem, random_figures

settings.register_profile("laws", max_examples=15, derandomize=True)
laws = settings(settings.get_profile("laws"))

WORLDS = st.builds(
    random_figures, st.integers(0, 10_000), st.integers(4, 10), lattice=st.booleans()
)
CRITERIA = st.sampled_from(["distance", "dispersion", "reach", "border", "ties"])
MIXES = st.fixed_dictionaries(
    {}, optional={n: st.sampled_from([0.3, 1.0, 2.0]) for n in ("distance", "border", "ties")}
).filter(bool)
SIZES = st.tuples(st.integers(1, 3), st.integers(0, 6)).map(lambda s: (s[0], s[0] + s[1]))


def best(figures, criteria, sizes=(1, 10)) -> dict[int, int | None]:
    """Objective per number of regions, in millionths of a unit; None where there is no plan."""
    scenario = Scenario(criteria=criteria, min_units=sizes[0], max_units=sizes[1])
    answers = parent_curve(parent_problem(figures, scenario)).answers
    unit = cost_unit(scenario, figures.extents)
    return {
        a.n_regions: None if a.objective is None else round(a.objective * unit) for a in answers
    }


def renumbered(figures: ParentFigures, order) -> ParentFigures:
    both = np.ix_(order, order)
    return dataclasses.replace(
        figures,
        xy=figures.xy[order],
        neighbours=figures.neighbours[both],
        distance_km=figures.distance_km[both],
        border_km=figures.border_km[both],
        ties=figures.ties[both],
    )


@laws
@given(WORLDS, MIXES, SIZES, st.randoms(use_true_random=False))
def test_other_codes_for_the_units_change_no_objective(figures, criteria, sizes, random):
    order = list(range(len(figures.units)))
    random.shuffle(order)
    assert best(renumbered(figures, order), criteria, sizes) == best(figures, criteria, sizes)


@laws
@given(WORLDS, CRITERIA, SIZES)
def test_twice_the_weight_is_twice_the_objective(figures, criterion, sizes):
    once, twice = (best(figures, {criterion: weight}, sizes) for weight in (1.0, 2.0))
    assert {k for k, v in once.items() if v is None} == {k for k, v in twice.items() if v is None}
    for k, value in once.items():
        if value is not None:  # up to the rounding of each figure to a millionth
            assert twice[k] == pytest.approx(2 * value, abs=200)


@laws
@given(WORLDS, SIZES, st.data())
def test_a_link_more_never_makes_distances_longer(figures, sizes, data):
    apart = np.argwhere(np.triu(~figures.neighbours, 1)).tolist()
    if not apart:
        return
    a, b = data.draw(st.sampled_from(apart))
    linked = figures.neighbours.copy()
    linked[a, b] = linked[b, a] = True
    before = best(figures, {"distance": 1.0}, sizes)
    after = best(dataclasses.replace(figures, neighbours=linked), {"distance": 1.0}, sizes)
    for k, value in before.items():
        assert value is None or after[k] <= value


@pytest.mark.slow
@laws
@given(WORLDS, MIXES, st.integers(1, 3), st.integers(3, 9))
def test_looser_sizes_never_make_a_plan_worse(figures, criteria, least, most):
    tight = best(figures, criteria, (least, most))
    loose = best(figures, criteria, (max(1, least - 1), most + 1))
    for k, value in tight.items():
        assert value is None or loose[k] <= value + 1  # the unit of a mix below 1 rounds


@pytest.mark.slow
@laws
@given(WORLDS)
def test_with_regions_of_one_allowed_more_regions_are_never_farther(figures):
    """A member that holds nothing together can always leave its region, and takes its travel."""
    curve = best(figures, {"distance": 1.0})
    values = [curve[k] for k in sorted(curve)]
    assert values == sorted(values, reverse=True)
    assert values[-1] == 0


@laws
@given(WORLDS, st.sampled_from(["border", "ties"]))
def test_with_regions_of_any_size_fewer_regions_never_cut_more(figures, criterion):
    """Two neighbouring regions can always be one, which cuts no more."""
    curve = best(figures, {criterion: 1.0})
    values = [curve[k] for k in sorted(curve)]
    assert values == sorted(values)
    assert values[0] == 0


@pytest.mark.slow
@laws
@given(WORLDS, MIXES, MIXES)
def test_a_mix_is_never_better_than_the_best_of_its_parts(figures, one, other):
    both = {name: one.get(name, 0) + other.get(name, 0) for name in (*one, *other)}
    alone, also, mixed = (best(figures, criteria) for criteria in (one, other, both))
    for k, value in mixed.items():
        assert value >= alone[k] + also[k] - 5000  # roundings


@settings(laws, max_examples=5)
@given(st.integers(0, 10_000), st.integers(20, 28), MIXES)
def test_the_bound_is_never_above_the_objective(seed, n_units, criteria):
    scenario = Scenario(criteria=criteria, min_units=3, max_units=8)
    for deadline in (0.0, float("inf")):
        problem = parent_problem(random_figures(seed, n_units), scenario)
        for answer in parent_curve(problem, deadline=deadline).answers:
            if answer.objective is not None:
                assert answer.bound <= answer.objective
                assert (answer.status == "optimal") <= (answer.bound == answer.objective)
