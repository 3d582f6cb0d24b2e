"""Colours: neighbours differ, always the same answer, never out of colours."""

import itertools

import pytest

from regionplanner.maps.colour import PALETTE, palette_colour, region_colours
from regionplanner.maps.simplify import drawn_pairs, drawn_units
from tests.maps.plans import grid, grown_plan, plan_of


def test_neighbouring_regions_of_flanders_differ(flanders, flanders_plan):
    borders = flanders.borders
    pairs = [
        *drawn_pairs(drawn_units(flanders.frame)),
        *zip(borders["nis_a"], borders["nis_b"], strict=True),
        *flanders.links,
    ]
    colours = region_colours(flanders_plan, pairs)
    region_of = flanders_plan.assignment
    clashes = [
        pair
        for pair in {(region_of[a], region_of[b]) for a, b in pairs}
        if len(set(pair)) == 2 and colours[pair[0]] == colours[pair[1]]
    ]
    assert not clashes
    assert set(colours.values()) <= set(PALETTE)
    assert list(colours) == [region.code for region in flanders_plan]


def test_order_of_pairs_does_not_matter():
    world = grid()
    plan = grown_plan(world, size=2)
    pairs = drawn_pairs(world.frame.geometry)
    backwards = [(b, a) for a, b in reversed(pairs)]
    assert region_colours(plan, pairs) == region_colours(plan, backwards)


def test_more_neighbours_than_palette_still_differ():
    world = grid(rows=3, columns=4)
    plan = plan_of(world, [[nis] for nis in world.frame.index])
    everyone = itertools.combinations(world.frame.index, 2)
    colours = region_colours(plan, everyone)
    assert len(set(colours.values())) == 12


def test_units_outside_the_plan_are_skipped():
    world = grid()
    plan = plan_of(world, [["00", "01"]])
    assert region_colours(plan, [("00", "10"), ("00", "01")]) == {"p1-a": PALETTE[0]}


@pytest.mark.parametrize("position", range(5))
def test_palette_comes_first(position):
    assert palette_colour(position) == PALETTE[position]


def test_further_colours_all_differ():
    colours = [palette_colour(position) for position in range(50)]
    assert len(set(colours)) == 50
    assert all(len(colour) == 7 for colour in colours)
