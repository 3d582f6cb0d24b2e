"""Divisions that are just inside a limit, and just beyond it."""

from dataclasses import replace

import numpy as np
import pandas as pd

from regionplanner.scenario import Scenario
from tests.maps.plans import grid
from tests.web.divisions import situation

COLUMNS = [0, 1, 2, 3]


def _division(*of):
    return {"codes": [f"r-{n}" for n in range(max(of) + 1)], "of": [*of]}


def on_limits():
    """Columns of three, with each figure on its limits; then others, on neither side of them."""
    world = grid(3, 4)
    choices = {
        "criteria": {"distance": 1},
        "min_units": 3,
        "max_units": 3,
        "regions": [3, 4],
        "regions_per": {"P1": 2},
        "bounds": {"area_km2": {"min": 75, "max": 75}, "inhabitants": {"min": 37_200}},
        "anchor": {"inhabitants": 12_800},
        "max_distance_km": 10,
        "max_centre_distance_km": 5,
        "travellers": "inhabitants_0_14",  # most are in the first row, from which 10 km is too far
    }
    world = replace(world, frame=world.frame.assign(inhabitants_0_14=[9_000] * 4 + [100] * 8))
    states = [_division(*COLUMNS * 3), _division(0, 0, 2, 3, 0, 1, 2, 3, 1, 1, 2, 3)]
    states += [_division(0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 2), _division(*[0, 0, 1, 1] * 3)]
    return situation(world, Scenario(**choices), "en"), states


def barely_too_far():
    """15.811 km is more than 15.805 km, and reads as more."""
    choices = {"criteria": {"distance": 1}, "max_units": 8, "max_distance_km": 15.805}
    here = situation(grid(), Scenario(**choices))
    return here, [_division(*[0, 0, 1, 1] * 4)]


def large_locks():
    """Regions that were given: too large, and one of them as an exception."""
    members = [f"{row}{column}" for column in (0, 2) for row in range(3)]
    locks = [
        {"region": "large", "members": members[:3], "exception": False},
        {"region": "spared", "members": members[3:], "exception": True},
    ]
    choices = {
        "criteria": {"distance": 1},
        "min_units": 1,
        "max_units": 2,
        "locked": locks,
        "max_distance_km": 5,  # of others: those that were given are as they are
    }
    return situation(grid(3, 4), Scenario(**choices)), [_division(*COLUMNS * 3)]


def covered():
    """Parts of a world of eight: too few by one, the fewest, the most, too many by one."""
    coverage = {"least": 3, "most": 5, "reward": 0.5, "per": "inhabitants"}
    choices = {"criteria": {"distance": 1}, "min_units": 1, "coverage": coverage}
    here = situation(grid(2, 4), Scenario(**choices), "en")
    columns = COLUMNS * 2
    return here, [_division(*columns[:n], *[-1] * (8 - n)) for n in (2, 3, 5, 6)]


def left_out():
    """Who is left out counts nowhere; but in a region it does."""
    choices = {
        "criteria": {"border": 1, "ties": 1, "balance": 1},
        "ties": {"club": 1},
        "min_units": 1,
        "leave_out": ["11", "13"],
    }
    world = grid(3, 4)
    world = replace(world, frame=world.frame.assign(club="a"))
    outside = _division(0, 1, 2, 3, 0, -1, 2, -1, 0, 1, 2, 3)
    return situation(world, Scenario(**choices)), [outside, _division(*COLUMNS * 3)]


def nothing_of_it():
    """The balanced figure is nothing in one reference region, which has regions or none."""
    world = grid(2, 4)
    world = replace(world, frame=world.frame.assign(seats=[3, 1, 0, 0] * 2))
    balance = {"column": "seats", "target": "own"}
    choices = {"criteria": {"distance": 1, "balance": 1}, "min_units": 1, "balance": balance}
    here = situation(world, Scenario(**choices))
    return here, [_division(*COLUMNS * 2), _division(*[0, 1, -1, -1] * 2)]


def parents_of_one_name():
    """Three reference regions, two of one name; codes of two letters; not all times."""
    world = grid(3, 3)
    parents = ["P1", "P2", "P3"] * 3
    names = [{"P1": "Noord"}.get(code, "Zuid") for code in parents]
    frame = world.frame.assign(reference_region=parents, reference_region_name=names)
    world = replace(world, frame=frame, travel_min=_minutes(frame))
    choices = {"criteria": {"distance": 1}, "min_units": 2, "regions_per": {"P2": 2}}
    here = situation(world, Scenario(**choices), "en")
    codes = ["noord-aa", "noord-abc", "zuid-p2-z"]
    return here, [
        {"codes": codes, "of": [0, 1, 2] * 3},
        {"codes": codes, "of": [0, 0, 0, 0, 2, 2, 1, 1, 2]},
    ]


def _minutes(frame):
    """A quarter of an hour; nobody knows between the first reference region and the third."""
    parent = frame["reference_region"].to_numpy()
    minutes = np.full((len(frame), len(frame)), 15.0)
    minutes[(parent[:, None] == "P1") & (parent == "P3")] = np.nan
    minutes[(parent[:, None] == "P3") & (parent == "P1")] = np.nan
    np.fill_diagonal(minutes, 0.0)
    return pd.DataFrame(minutes, index=frame.index, columns=frame.index)


EDGES = {
    "edge-limits": on_limits,
    "edge-far": barely_too_far,
    "edge-locks": large_locks,
    "edge-coverage": covered,
    "edge-left-out": left_out,
    "edge-nothing": nothing_of_it,
    "edge-parents": parents_of_one_name,
}
