"""Support against brute force: every supporter for every region, on hundreds of small cases."""

import itertools

import numpy as np
import pytest

from regionplanner.errors import InfeasibleError
from regionplanner.program.support import assign
from regionplanner.program.support.assign import best_support
from regionplanner.program.support.problem import SupportProblem, pieces
from regionplanner.rollout_choices import SupportChoices, Supporter

KINDS = ("free", "homes", "shares", "loose", "whole", "inside", "tight", "open")


def random_problem(seed, kind):
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    n_regions, n_supporters = int(rng.integers(4, 7)), int(rng.integers(1, 4))
    codes = tuple(f"r{n}" for n in range(n_regions))
    xy = rng.integers(0, 50_000, (n_regions, 2))
    tree = [(codes[n], codes[int(rng.integers(n))]) for n in range(1, n_regions)]
    more = [p for p in itertools.combinations(codes, 2) if rng.random() < 0.3]
    pairs = {tuple(sorted(p)) for p in [*tree, *more]}
    near = {c: frozenset(o for p in pairs if c in p for o in p if o != c) for c in codes}
    homes = [
        f"h{n}" if kind in ("homes", "shares") and n != 1 else None for n in range(n_supporters)
    ]
    shares = [
        (1.0, 0.5, 0.8)[n] if kind in ("shares", "open") else 1.0 for n in range(n_supporters)
    ]
    at = {f"c{n}": xy[n] for n in range(n_regions)}
    at |= {f"h{n}": rng.integers(0, 50_000, 2) for n in range(n_supporters)}
    off = 0.2 if kind == "tight" else 0.6
    choices = SupportChoices(
        supporters=tuple(
            Supporter(name=f"S{n}", home=homes[n], share=shares[n]) for n in range(n_supporters)
        ),
        balance={} if kind == "open" else {"municipalities": off, "children": 0.7},
        contiguous=kind != "loose",
        parents=kind if kind in ("whole", "inside") else "across",
        meetings=3,
    )
    loads = {
        "municipalities": tuple(int(n) for n in rng.integers(5, 15, n_regions)),
        "children": tuple(int(n) for n in rng.integers(1000, 9000, n_regions)),
    }
    return SupportProblem(
        regions=codes,
        parents={c: f"p{int(rng.integers(2 if kind == 'whole' else 3))}" for c in codes},
        neighbours=near,
        loads={what: loads[what] for what in choices.balance},
        metres={
            h: tuple(int(np.hypot(*(p - xy[n]))) for n in range(n_regions)) for h, p in at.items()
        },
        bases=tuple(f"c{n}" for n in range(n_regions)),
        choices=choices,
    )


def cost(problem, areas):
    """Distance of a division, None where it breaks a rule; areas by supporter."""
    choices, total = problem.choices, sum(one.share for one in problem.choices.supporters)
    metres = 0
    for one, regions in zip(choices.supporters, areas, strict=True):
        if not regions:
            return None
        for what, off in choices.balance.items():
            load = sum(problem.loads[what][n] for n in regions)
            target = one.share / total * sum(problem.loads[what])
            if not target * (1 - off) - 1e-9 <= load <= target * (1 + off) + 1e-9:
                return None
        codes = tuple(problem.regions[n] for n in regions)
        if choices.contiguous and len(pieces(problem, codes)) > 1:
            return None
        parents = {problem.parents[code] for code in codes}
        if choices.parents == "inside" and len(parents) > 1:
            return None
        own = [code for code, parent in problem.parents.items() if parent in parents]
        if choices.parents == "whole" and set(own) != set(codes):
            return None
        homes = [problem.bases[n] for n in regions] if one.home is None else [one.home]
        metres += min(sum(problem.metres[home][n] for n in regions) for home in homes)
    return metres


def least(problem):
    found = []
    n_supporters = len(problem.choices.supporters)
    for who in itertools.product(range(n_supporters), repeat=len(problem.regions)):
        areas = [[n for n, s in enumerate(who) if s == one] for one in range(n_supporters)]
        metres = cost(problem, areas)
        if metres is not None:
            found.append(metres)
    return min(found, default=None)


@pytest.mark.parametrize("listed", [True, False], ids=["areas", "desks"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(10))
def test_no_division_takes_less_travel(seed, kind, listed, monkeypatch):
    if not listed:
        monkeypatch.setattr(assign, "_MOST_AREAS", 0)  # as where there are too many to list
    problem = random_problem(seed, kind)
    wanted = least(problem)
    if wanted is None:
        with pytest.raises(InfeasibleError, match=r"no division keeps th|too many"):
            best_support(problem)
        return
    found = best_support(problem)
    assert found.travel_km == found.bound_km == pytest.approx(wanted * 2 * 3 / 1000)
    at = {code: n for n, code in enumerate(problem.regions)}
    areas = [[at[code] for code in area.regions] for area in found.areas]
    assert cost(problem, areas) == wanted
    assert sorted(code for area in found.areas for code in area.regions) == sorted(problem.regions)
    for area, one in zip(found.areas, problem.choices.supporters, strict=True):
        assert area.supporter == one.name
        assert area.home == one.home or problem.bases.index(area.home) in map(at.get, area.regions)


def test_more_supporters_than_regions():
    problem = random_problem(0, "free")
    many = tuple(Supporter(name=f"S{n}") for n in range(9))
    choices = problem.choices.model_copy(update={"supporters": many})
    asked = SupportProblem(
        problem.regions,
        problem.parents,
        problem.neighbours,
        problem.loads,
        problem.metres,
        problem.bases,
        choices,
    )
    with pytest.raises(InfeasibleError, match="9 supporters are too many"):
        best_support(asked)
