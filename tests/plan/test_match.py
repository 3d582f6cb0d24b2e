"""Which region is which: against every way to pair the regions of two plans."""

import itertools
import os
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regionplanner.plan.compare import matched_regions, region_lines
from tests.conftest import ROOT
from tests.plan.plans import plan_with, plans


def members(plan):
    return {region.code: set(region.members) for region in plan}


def kept(match, plan, earlier):
    """Number of municipalities that stay, and of regions that keep their code."""
    now, before = members(plan), members(earlier)
    stay = sum(len(now[code] & before[old]) for code, old in match.items())
    return stay, sum(code == old for code, old in match.items())


def every_pairing(plan, earlier):
    """Every way to pair regions that share a municipality, by brute force."""
    now, before = members(plan), members(earlier)
    codes = list(now)
    olds = [*before, *[None] * len(codes)]
    for chosen in set(itertools.permutations(olds, len(codes))):
        pairs = zip(codes, chosen, strict=True)
        yield {code: old for code, old in pairs if old and now[code] & before[old]}


@settings(max_examples=150)
@given(plan=plans(codes="123"), earlier=plans(codes="123"))
def test_it_is_the_best_of_all_pairings(plan, earlier):
    match = matched_regions(plan, earlier)
    assert match in list(every_pairing(plan, earlier))
    best = max(kept(other, plan, earlier) for other in every_pairing(plan, earlier))
    assert kept(match, plan, earlier) == best


@given(plan=plans())
def test_a_plan_continues_itself(plan):
    assert matched_regions(plan, plan) == {region.code: region.code for region in plan}


@given(plan=plans(), codes=st.permutations("1234"))
def test_other_codes_are_seen_through(plan, codes):
    new = dict(zip("1234", codes, strict=True))
    renamed = plan_with({new[region.code]: region.members for region in plan})
    assert matched_regions(renamed, plan) == {new[region.code]: region.code for region in plan}


@pytest.mark.parametrize(
    ("now", "before", "pairs"),
    [
        ({"x": "abc"}, {"y": "de"}, {}),  # nothing shared
        ({}, {"y": "de"}, {}),
        ({"x": "ab", "y": "cd"}, {"y": "abcd"}, {"y": "y"}),  # halves: the code decides
        ({"x": "abc", "y": "d"}, {"y": "abcd"}, {"x": "y"}),  # a municipality outweighs a code
        # x shares most with y, 3; but then z ends, and 2 and 2 are more
        ({"x": "abcde", "z": "fg"}, {"y": "abcfg", "w": "de"}, {"x": "w", "z": "y"}),
    ],
)
def test_pairs(now, before, pairs):
    assert matched_regions(plan_with(now), plan_with(before)) == pairs


@pytest.mark.slow
def test_it_is_the_same_in_every_process():
    """Equal pairings: the answer must not follow the order of sets, which each process has own."""
    code = (
        "from tests.plan.plans import plan_with\n"
        "from regionplanner.plan.compare import matched_regions\n"
        "now = {c: [f'{c}{d}' for d in 'vwxyz'] for c in 'abcde'}\n"
        "old = {d: [f'{c}{d}' for c in 'abcde'] for d in 'vwxyz'}\n"
        "print(matched_regions(plan_with(now), plan_with(old)))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1


@given(st.lists(plans(), max_size=4))
@example([])
def test_every_region_has_a_line_of_its_own_in_its_plan(several):
    lines = region_lines(several)
    for plan, line in zip(several, lines, strict=True):
        assert set(line) == {region.code for region in plan}
        assert len(set(line.values())) == len(line)
    used = {number for line in lines for number in line.values()}
    assert used == set(range(len(used)))


@given(st.lists(plans(), min_size=1, max_size=4))
def test_lines_of_the_first_plan_lead(several):
    first, *others = several
    lines = region_lines(several)
    assert list(lines[0].values()) == list(range(len(first)))
    for plan, line in zip(others, lines[1:], strict=True):
        match = matched_regions(plan, first)
        assert {code: line[code] for code in match} == {c: lines[0][o] for c, o in match.items()}


def test_a_region_that_was_away_in_between_is_known_again():
    one = plan_with({"x": "ab", "y": "cd"})
    between = plan_with({"x": "ab", "z": "ef"})
    last = plan_with({"p": "cd", "q": "ef", "r": "gh"})
    assert region_lines([one, between, last]) == [
        {"x": 0, "y": 1},
        {"x": 0, "z": 2},
        {"p": 1, "q": 2, "r": 3},
    ]
