"""The fewest rules that collide, and the nearest figures that work, against brute force."""

import numpy as np
import pytest

from regionplanner import rook_graph
from regionplanner.choices import Lock, count_range
from regionplanner.criteria.distance import straight_line_km
from regionplanner.program.explain.demands import with_value
from regionplanner.program.explain.nearest import collision, nearest_value
from regionplanner.program.explain.study import Study
from tests.oracle.test_brute_force import partitions
from tests.program.test_explain import HUNDREDS, ROW, study
from tests.worlds import comb, connected_sets, grid, seeds, star


def kinds(found):
    return {demand.kind for demand in found.demands}


CASES = [
    (star(), None, {"regions": 2, "min_units": 2}, {"number", "min_units"}),
    (comb(), None, {"min_units": 5}, {"min_units", "max_units"}),
    (ROW, HUNDREDS, {"min_units": 1, "bounds": {"inhabitants": {"min": 700}}}, {"least"}),
    (ROW, HUNDREDS, {"min_units": 1, "bounds": {"inhabitants": {"max": 99}}}, {"most"}),
    (
        ROW,
        HUNDREDS,
        {"min_units": 1, "bounds": {"inhabitants": {"min": 300}}, "regions": 3},
        {"least", "number"},
    ),
    (ROW, None, {"min_units": 2, "apart": [("00000", "00001")]}, {"apart", "min_units"}),
    (
        ROW,
        None,
        {"min_units": 1, "max_units": 4, "together": [("00000", "00005")]},
        {"together", "max_units"},
    ),
    (ROW, None, {"min_units": 3, "max_distance_km": 1.5}, {"max_distance_km", "min_units"}),
    (
        ROW,
        None,
        {"min_units": 4, "max_centre_distance_km": 1.0},
        {"max_centre_distance_km", "min_units"},
    ),
    (
        ROW,
        None,
        {"min_units": 1, "max_distance_km": 2.5, "together": [("00000", "00003")]},
        {"max_distance_km", "together"},
    ),
    (
        grid(3, 2),
        None,
        {"min_units": 6, "no_links": [("00000", "00001"), ("00000", "00003")]},
        {"no_link", "min_units"},
    ),
    (ROW, None, {"regions": 1, "centres": ("00000",), "min_units": 1}, None),
    (ROW, None, {"regions": 2, "centres": ("00000",), "min_units": 1}, {"centres", "number"}),
    (
        ROW,
        None,
        {
            "min_units": 2,
            "locked": [Lock(region="l", members=("00001", "00002"))],
            "together": [("00004", "00005")],
        },
        {"lock", "min_units"},
    ),
    (
        ROW,
        None,
        {"min_units": 1, "together": [("00000", "00002")], "apart": [("00001", "00002")]},
        {"together", "apart"},
    ),
]


@pytest.mark.parametrize(
    ("cells", "columns", "choices", "expected"), CASES, ids=map(str, range(len(CASES)))
)
def test_the_fewest_rules_that_collide(cells, columns, choices, expected):
    asked = study(cells, columns, **choices)
    assert asked.possible(asked.demands) is (expected is None)
    if expected is not None:
        found = collision(asked)
        assert kinds(found) == expected
        assert found.minimal


def random_world(seed: int):
    """Seven to nine cells of a grid in one piece, and rules that often collide."""
    rng = np.random.default_rng(seed)
    cells = grid(3, 3)[: int(rng.integers(7, 10))]
    codes = [cell.nis for cell in cells]
    inhabitants = rng.integers(1, 20, len(cells)).astype(float)
    choices = {"min_units": int(rng.integers(1, 4)), "max_units": int(rng.integers(3, 6))}
    if rng.random() < 0.6:
        choices["regions"] = int(rng.integers(1, 6))
    if rng.random() < 0.4:
        choices["together"] = [tuple(rng.choice(codes, 2, replace=False)) for _ in range(2)]
    if rng.random() < 0.5:
        pairs = {tuple(sorted(rng.choice(codes, 2, replace=False))) for _ in range(3)}
        grouped = {tuple(sorted(group)) for group in choices.get("together", [])}
        choices["apart"] = sorted(pairs - grouped)
    if rng.random() < 0.5:
        total = inhabitants.sum()
        choices["bounds"] = {"inhabitants": {"min": total / 4, "max": total / 1.5}}
    if rng.random() < 0.4:
        choices["max_distance_km"] = float(rng.choice([1.2, 1.5, 2.1]))
    if rng.random() < 0.3:
        choices["max_centre_distance_km"] = float(rng.choice([1.0, 1.5]))
    if rng.random() < 0.3:
        choices["no_links"] = [("00000", "00001"), ("00004", "00005")]
    if rng.random() < 0.3:
        choices["centres"] = tuple(rng.choice(codes, 3, replace=False))
    if rng.random() < 0.3 and "together" not in choices and "centres" not in choices:
        choices["locked"] = [Lock(region="l", members=("00003", "00004"), exception=True)]
        choices["apart"] = [p for p in choices.get("apart", []) if p != ("00003", "00004")]
    return cells, {"inhabitants": inhabitants.tolist()}, choices


def brute_force(asked: Study, demands) -> bool:
    """Whether a partition keeps the demands, by looking at all of them."""
    kept = {(d.kind, d.index): d.value for d in demands}
    by_kind = {d.kind: d.value for d in demands}
    frame, rules, scenario = asked.case.municipalities.frame, asked.case.rules, asked.case.scenario
    codes = list(frame.index)
    place = {nis: i for i, nis in enumerate(codes)}
    graph = rook_graph(
        asked.case.municipalities,
        no_links=[p for i, p in enumerate(scenario.no_links) if ("no_link", i) in kept],
    )
    beside = np.array([[graph.has_edge(a, b) for b in codes] for a in codes])
    km = straight_line_km(frame[["x_m", "y_m"]].to_numpy(dtype=float))
    locked = [
        [place[nis] for nis in lock.members]
        for i, lock in enumerate(rules.locked)
        if ("lock", i) in kept
    ]
    free = frozenset(range(len(codes))) - {i for members in locked for i in members}

    def allowed(region) -> bool:
        inside = {codes[i] for i in region}
        near = km[np.ix_(region, region)]
        reach = near.max(axis=0) <= by_kind.get("max_centre_distance_km", np.inf)
        may = [("centres", 0) not in kept or codes[i] in scenario.centres for i in region]
        totals = [
            by_kind.get("least", -np.inf) <= frame.loc[sorted(inside), b.column].sum()
            and frame.loc[sorted(inside), b.column].sum() <= by_kind.get("most", np.inf)
            for b in rules.bounds
        ]
        groups = [set(g.members) for i, g in enumerate(rules.together) if ("together", i) in kept]
        pairs = [set(pair) for i, pair in enumerate(rules.apart) if ("apart", i) in kept]
        return bool(
            all(totals)
            and all(group <= inside or not group & inside for group in groups)
            and not any(pair <= inside for pair in pairs)
            and near.max() <= by_kind.get("max_distance_km", np.inf)
            and any(r and m for r, m in zip(reach, may, strict=True))
        )

    least, most = by_kind.get("min_units", 1), by_kind.get("max_units", len(codes))
    candidates = [
        region
        for region in connected_sets(beside, int(least), int(most))
        if free.issuperset(region) and allowed(region)
    ]
    numbers = {len(plan) + len(locked) for plan in partitions(candidates, free)}
    if ("number", 0) in kept:
        numbers &= set(count_range(scenario.regions_per["P"]))
    return bool(numbers)


@pytest.mark.parametrize("seed", seeds(60, 20))
def test_without_any_one_of_the_rules_the_others_can_be_kept(seed):
    cells, columns, choices = random_world(seed)
    asked = study(cells, columns, **choices)
    possible = brute_force(asked, asked.demands)
    assert asked.possible(asked.demands) is possible
    if possible:
        return
    found = collision(asked)
    assert found.minimal
    assert not brute_force(asked, found.demands)
    for demand in found.demands:
        others = [other for other in found.demands if other != demand]
        assert brute_force(asked, others)


@pytest.mark.parametrize("seed", seeds(60, 20))
def test_a_figure_that_is_proposed_works_and_the_one_before_does_not(seed):
    cells, columns, choices = random_world(seed)
    asked = study(cells, columns, **choices)
    if asked.possible(asked.demands):
        return
    for demand in collision(asked).demands:
        others = [other for other in asked.demands if other != demand]
        if demand.value and demand.kind != "together":
            nearest = nearest_value(asked, demand)
            assert (nearest is not None) == brute_force(asked, others)
            if nearest is not None:
                assert brute_force(asked, [*others, nearest])
                closer = (nearest.value + 9 * demand.value) / 10
                if demand.kind in ("least", "most") and abs(closer - nearest.value) > 1:
                    assert not brute_force(asked, [*others, with_value(demand, closer)])
