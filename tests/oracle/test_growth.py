"""Growth against brute force: every year for every region, on hundreds of small cases."""

import itertools

import numpy as np
import pytest

from regionplanner.errors import InfeasibleError, ScenarioError
from regionplanner.program.growth import GrowthProblem, best_growth
from regionplanner.rollout_choices import GrowthChoices

KINDS = ("regions", "budget", "existing", "groups", "together", "spread", "years", "all")


def random_problem(seed, kind):
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    n_regions, n_years = int(rng.integers(3, 6)), int(rng.integers(2, 4))
    codes = tuple("abcdef"[:n_regions])
    first = 2027
    years = range(first, first + n_years)
    pairs = [p for p in itertools.combinations(codes, 2) if rng.random() < 0.5]
    near = {c: frozenset(o for p in pairs if c in p for o in p if o != c) for c in codes}
    made = {
        "first_year": first,
        "regions": tuple(sorted(rng.integers(1, n_regions + 1, n_years).tolist())),
    }
    if kind in ("budget", "all"):
        made |= {
            "budget": tuple(float(n) for n in rng.integers(2, 3 * n_regions, n_years)),
            "start_cost": float(rng.integers(0, 3)),
            "run_cost": float(rng.integers(1, 3)),
        }
    if kind == "budget":
        del made["regions"]
    made |= {"existing_first": kind in ("existing", "all")}
    if kind in ("groups", "all"):
        made["one_in_each"] = {"p": int(rng.choice(years))}
    if kind in ("together", "spread"):
        made["neighbours"] = kind
    if kind == "years":
        made["start"] = {str(rng.choice(codes)): int(rng.choice(years))}
        made["not_before"] = {str(rng.choice(codes)): int(rng.choice(years))}
    if kind in ("years", "spread") and rng.random() < 0.3:
        made["all_by"] = years[-1]
    return GrowthProblem(
        regions=codes,
        names={code: f"Region {code}" for code in codes},
        values=tuple(float(v) for v in rng.integers(0, 6, n_regions)),
        neighbours=near,
        existing=frozenset(c for c in codes if rng.random() < 0.4),
        groups={"p": {v: frozenset(c for c in codes if rng.random() < 0.6) for v in "xy"}},
        choices=GrowthChoices(**made),
    )


def keeps(problem, start):
    """Whether a growth (year by code, of those that start) keeps every rule."""
    choices = problem.choices
    return (
        all(keeps_in(problem, start, year) for year in choices.years)
        and all(
            any(start.get(c, 9999) <= by for c in regions)
            for column, by in choices.one_in_each.items()
            for regions in problem.groups[column].values()
        )
        and all(start.get(c) == year for c, year in choices.start.items())
        and not any(c in start and start[c] < year for c, year in choices.not_before.items())
        and (
            choices.all_by is None
            or all(start.get(c, 9999) <= choices.all_by for c in problem.regions)
        )
    )


def keeps_in(problem, start, year):
    """The rules of one year."""
    choices, place = problem.choices, problem.choices.years.index(year)
    there = {c for c, begun in start.items() if begun <= year}
    new = {c for c, begun in start.items() if begun == year}
    money = choices.run_cost * len(there) + choices.start_cost * len(new)
    first = not choices.existing_first or there <= problem.existing or problem.existing <= there
    alone = not any(b in problem.neighbours[a] for a in new for b in new)
    beside = place == 0 or all(problem.neighbours[c] & (there - new) for c in new)
    return (
        (not choices.regions or len(there) <= choices.regions[place])
        and (not choices.budget or money <= choices.budget[place])
        and first
        and (choices.neighbours != "spread" or alone)
        and (choices.neighbours != "together" or beside)
    )


def every_growth(problem):
    options = [None, *problem.choices.years]
    for years in itertools.product(options, repeat=len(problem.regions)):
        start = {c: y for c, y in zip(problem.regions, years, strict=True) if y is not None}
        if keeps(problem, start):
            yield start


def worth(problem, start):
    values = dict(zip(problem.regions, problem.values, strict=True))
    last = problem.choices.years[-1]
    return sum(values[code] * (last - year + 1) for code, year in start.items())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(20))
def test_no_growth_is_worth_more(seed, kind):
    problem = random_problem(seed, kind)
    growths = list(every_growth(problem))
    if not growths:
        with pytest.raises(InfeasibleError, match=r"no growth keeps th(is|ese together): "):
            best_growth(problem)
        return
    best = max(worth(problem, one) for one in growths)
    found = best_growth(problem)
    assert found.value == found.bound == best
    assert found.gap == 0
    assert keeps(problem, found.start)

    def order(start):  # of equals: the first region starts earliest, then the second, and on
        return [start.get(code, 9999) for code in problem.regions]

    equals = [one for one in growths if worth(problem, one) == best]
    assert order(found.start) == min(map(order, equals))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(8))
def test_what_would_work_works(seed, kind):
    problem = random_problem(seed, kind)
    if list(every_growth(problem)):
        return
    with pytest.raises(InfeasibleError) as error:
        best_growth(problem)
    text = str(error.value)
    choices = problem.choices
    if "more region" in text:
        more = int(text.partition(" more region")[0].rpartition(" ")[2])
        for extra, wanted in ((more, True), (more - 1, False)):
            regions = tuple(n + extra for n in choices.regions)
            other = _with(problem, regions=regions)
            assert bool(list(every_growth(other))) == wanted


def _with(problem, **changed):
    choices = problem.choices.model_copy(update=changed)
    return type(problem)(
        problem.regions,
        problem.names,
        problem.values,
        problem.neighbours,
        problem.existing,
        problem.groups,
        choices,
    )


@pytest.mark.parametrize("size", [1e-8, 1e-3, 1.0, 1e9, 1e14])
def test_small_and_large_values_are_worth_what_they_are(size):
    """The best two of three regions in the second year, the best one in the first."""
    values = tuple(size * share for share in (0.3, 1.0, 0.7))
    problem = GrowthProblem(
        ("a", "b", "c"),
        {"a": "A", "b": "B", "c": "C"},
        values,
        {code: frozenset() for code in "abc"},
        frozenset(),
        {},
        GrowthChoices(regions=(1, 2), value={"inhabitants": 1.0}),
    )
    found = best_growth(problem)
    assert found.start == {"b": 2027, "c": 2028}
    assert found.value == pytest.approx(2.7 * size)
    assert found.gap == 0.0


def test_a_value_that_would_be_rounded_away_is_refused():
    problem = GrowthProblem(
        ("a", "b"),
        {"a": "A", "b": "B"},
        (1.0, 1e12),
        {code: frozenset() for code in "ab"},
        frozenset(),
        {},
        GrowthChoices(regions=(1,), value={"inhabitants": 1.0}),
    )
    with pytest.raises(ScenarioError, match=r"a year of A is worth 1, so little .* 1e\+12 of B"):
        best_growth(problem)
