"""Colours: neighbours differ, always the same answer, never out of colours."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regionplanner.documents.printed_page import pale
from regionplanner.maps.colour import (
    OUTSIDE,
    PALETTE,
    UNIT_LINE,
    palette_colour,
    region_colours,
)
from regionplanner.maps.shapes import drawn_pairs, drawn_units
from regionplanner.plan.compare import matched_regions
from tests.maps.plans import grid, grown_plan, plan_of
from tests.plan.plans import plan_with, plans


@pytest.fixture(scope="module")
def flanders_pairs(flanders):
    """Units that touch on the map, that share a border, or that are linked."""
    borders = flanders.borders
    return [
        *drawn_pairs(drawn_units(flanders.frame)),
        *zip(borders["nis_a"], borders["nis_b"], strict=True),
        *flanders.links,
    ]


def test_neighbouring_regions_of_flanders_differ(flanders_plan, flanders_pairs):
    (colours,) = region_colours([flanders_plan], flanders_pairs)
    assert clashes(flanders_plan, colours, flanders_pairs) == []
    assert set(colours.values()) <= set(PALETTE)
    assert list(colours) == [region.code for region in flanders_plan]


def test_order_of_pairs_does_not_matter():
    world = grid()
    plan = grown_plan(world, size=2)
    pairs = drawn_pairs(world.frame.geometry)
    backwards = [(b, a) for a, b in reversed(pairs)]
    assert region_colours([plan], pairs) == region_colours([plan], backwards)


def test_more_neighbours_than_palette_still_differ():
    world = grid(rows=3, columns=4)
    plan = plan_of(world, [[nis] for nis in world.frame.index])
    everyone = itertools.combinations(world.frame.index, 2)
    (colours,) = region_colours([plan], everyone)
    assert len(set(colours.values())) == 12


def test_units_outside_the_plan_are_skipped():
    world = grid()
    plan = plan_of(world, [["00", "01"]])
    assert region_colours([plan], [("00", "10"), ("00", "01")]) == [{"p1-a": PALETTE[0]}]


@pytest.mark.parametrize("position", range(5))
def test_palette_comes_first(position):
    assert palette_colour(position) == PALETTE[position]


def test_further_colours_all_differ():
    colours = [palette_colour(position) for position in range(50)]
    assert len(set(colours)) == 50
    assert all(len(colour) == 7 for colour in colours)


def luminance(colour):
    """Relative luminance of WCAG 2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("fill", [*map(pale, PALETTE), OUTSIDE, "#ffffff"])
def test_borders_of_units_are_seen_on_every_area(fill):
    assert (luminance(fill) + 0.05) / (luminance(UNIT_LINE) + 0.05) >= 3


UNITS = "abcdefghijkl"
several = st.lists(plans(units=UNITS, codes="12345"), min_size=2, max_size=4)
neighbours = st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from(UNITS)), max_size=40)


def clashes(plan, colours, pairs):
    """Neighbours in two regions of one colour."""
    where = plan.assignment
    known = [(where[a], where[b]) for a, b in pairs if a in where and b in where]
    return [(a, b) for a, b in known if a != b and colours[a] == colours[b]]


@given(several=several, pairs=neighbours)
def test_neighbours_differ_in_every_plan(several, pairs):
    found = region_colours(several, pairs)
    for plan, colours in zip(several, found, strict=True):
        assert list(colours) == [region.code for region in plan]
        assert clashes(plan, colours, pairs) == []


@given(several=several, pairs=neighbours)
def test_colours_stay_with_regions(several, pairs):
    first, *others = region_colours(several, pairs)
    for plan, colours in zip(several[1:], others, strict=True):
        for code, old in matched_regions(plan, several[0]).items():
            assert colours[code] == first[old]


def filed(plan, colours):
    """The plan as its file says it is coloured."""
    return replace(plan, regions=tuple(replace(r, colour=colours[r.code]) for r in plan))


@given(several=several, pairs=neighbours)
def test_plans_with_colours_of_their_own_go_on_with_those_of_the_first(several, pairs):
    files = [filed(plan, region_colours([plan], pairs)[0]) for plan in several]
    first, *others = region_colours(files, pairs)
    assert first == {region.code: region.colour for region in files[0]}
    for plan, colours in zip(files[1:], others, strict=True):
        assert clashes(plan, colours, pairs) == []
        where = plan.assignment
        touching = {(where[a], where[b]) for a, b in pairs if a in where and b in where}
        for code, old in matched_regions(plan, files[0]).items():
            beside = {b for a, b in touching if a == code} | {a for a, b in touching if b == code}
            alike = any(colours[other] == first[old] for other in beside - {code})
            assert colours[code] == first[old] or alike


@given(several=several, pairs=neighbours)
def test_a_plan_that_is_there_already_changes_nothing(several, pairs):
    found = region_colours(several, pairs)
    assert region_colours([*several, several[-1]], pairs) == [*found, found[-1]]


@given(plan=plans(units=UNITS), pairs=neighbours)
def test_other_codes_are_no_other_colours(plan, pairs):
    renamed = plan_with({f"new {region.code}": region.members for region in plan})
    before, after = region_colours([plan, renamed], pairs)
    assert list(before.values()) == list(after.values())


def test_no_plans_have_no_colours():
    assert region_colours([], [("a", "b")]) == []
    assert region_colours([plan_with({}), plan_with({})], [("a", "b")]) == [{}, {}]


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations([5, 9, 15], 2)))
def test_two_plans_of_flanders_share_the_palette(flanders, flanders_pairs, one, other):
    two = [grown_plan(flanders, size=one), grown_plan(flanders, size=other)]
    found = region_colours(two, flanders_pairs)
    for plan, colours in zip(two, found, strict=True):
        assert clashes(plan, colours, flanders_pairs) == []
        assert set(colours.values()) <= set(PALETTE)
    match = matched_regions(two[1], two[0])
    assert len(match) > 20
    assert all(found[1][code] == found[0][old] for code, old in match.items())


@pytest.mark.parametrize(("sizes", "n_kept"), [((5, 7, 9), 20), ((7, 9, 5), 45), ((5, 7, 8), 62)])
def test_three_plans_of_flanders_share_the_palette(flanders, flanders_pairs, sizes, n_kept):
    three = [grown_plan(flanders, size=size) for size in sizes]
    alone, found = (
        region_colours(three[:1], flanders_pairs)[0],
        region_colours(three, flanders_pairs),
    )
    for plan, colours in zip(three, found, strict=True):
        assert clashes(plan, colours, flanders_pairs) == []
        assert set(colours.values()) <= set(PALETTE)
    assert sum(found[0][code] == colour for code, colour in alone.items()) >= n_kept
