"""In the report: borders that come and go, and groups of today that could be regions."""

import dataclasses

import pytest

from regionplanner.graph.contiguity import rook_graph
from regionplanner.naming import region_codes
from regionplanner.plan.compare import border_change
from regionplanner.plan.make import make_plan
from regionplanner.scenario import Scenario
from tests.documents.reading import items, report_html, rows, section, text
from tests.maps.plans import grid, grown_plan, plan_of

SMALL = Scenario(criteria={"distance": 1.0}, min_units=2, max_units=4)


@pytest.fixture(scope="module")
def plans(flanders):
    made = {"mine": grown_plan(flanders, size=12), "other": grown_plan(flanders, size=9)}
    graph = rook_graph(flanders)
    return {
        name: make_plan(region_codes(plan.assignment, flanders), flanders, graph, Scenario())
        for name, plan in made.items()
    }


@pytest.fixture(scope="module")
def page(plans, flanders):
    return report_html(plans, flanders, language="en")


def test_borders_add_up(page, plans, flanders):
    head, *found, total = rows(page, "borders")
    assert head == ["Reference region", "Gained (km)", "Lost (km)", "Difference (km)"]
    change = border_change(plans["other"], plans["mine"], rook_graph(flanders))
    assert total[:3] == ["All together", f"{change.gained_km:,.1f}", f"{change.lost_km:,.1f}"]
    for column in (1, 2):
        values = [float(row[column].replace(",", "")) for row in found]
        assert sum(values) == pytest.approx(float(total[column].replace(",", "")), abs=1)
    assert all(float(row[1]) or float(row[2]) for row in found)


def test_without_another_plan_or_without_a_change_there_are_none():
    world = grid()
    mine, other = grown_plan(world), grown_plan(world, size=4)
    for some in ({"mine": mine}, {"mine": mine, "again": mine}):
        assert 'class="borders"' not in report_html(some, world)
    assert 'class="borders"' in report_html({"mine": mine, "other": other}, world)


def test_which_groups_could_be_regions(page):
    head, *found = rows(page, "groupings fits")
    assert head[1:] == [
        "Groups",
        "Keep all rules",
        "Not in one piece",
        "Too small",
        "Too large",
        "In more than one reference region",
    ]
    youth = next(row for row in found if row[0] == "existing youth region")
    assert youth[1:] == ["6", "3", "1", "1", "0", "1"]


def test_why_youth_regions_could_not(page):
    lines = items(section(page, "groupings"))
    assert lines[:3] == [
        "Forum Jeugd Westhoek: in more than one reference region "
        "(Westhoek: 14 municipalities; Zuid-West-Vlaanderen: 1 municipality).",
        "Jeugdregio Pajottenland: too small (4 municipalities).",
        "Projectvereniging jeugdregio Noorderkempen: not in one piece (cut off from the rest: "
        "Stabroek; in between: Kapellen).",
    ]


def grouped(codes, scenario=SMALL, **options):
    """The report of a plan of a grid with these youth regions."""
    world = grid(**options)
    frame = world.frame.assign(jeugdregio=[codes.get(nis) for nis in world.frame.index])
    plan = dataclasses.replace(plan_of(world, [["00", "01"], ["02", "03"]]), scenario=scenario)
    return report_html(plan, dataclasses.replace(world, frame=frame))


def test_the_rules_are_those_of_the_plan():
    codes = dict.fromkeys(["00", "01"], "a") | dict.fromkeys(["22", "23", "32"], "b")
    assert "die niet voldoen" not in grouped(codes)
    page = grouped(codes, SMALL.model_copy(update={"max_units": 2}))
    assert "b: te groot (3 gemeenten)." in items(section(page, "groupings"))
    page = grouped(codes, SMALL.model_copy(update={"max_distance_km": 6.0}))
    assert "b: breekt een andere regel." in items(section(page, "groupings"))


def test_pieces_that_nobody_joins():
    codes = dict.fromkeys(["00", "20"], "a") | dict.fromkeys(["02", "03"], "b")
    scenario = SMALL.model_copy(update={"leave_out": ("10", "11")})
    lines = text(section(grouped(codes, scenario), "groupings"))
    assert "a: niet aaneengesloten (los van de rest: Unit 20)." in lines


def test_names_are_shown_and_never_run():
    evil = "<script>window.evil = 1</script>"
    codes = {"00": evil, "20": evil, "02": "b", "03": "b"}
    page = grouped(codes, names={"10": evil, "20": evil})
    assert evil not in page
    assert "&lt;script&gt;window.evil" in page
