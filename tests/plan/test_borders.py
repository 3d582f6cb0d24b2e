"""Borders that come and go: by hand, and laws that hold for any two plans."""

import networkx as nx
import pytest
from hypothesis import given

from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.compare import NeighbourBorder, border_change, borders_table
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.scorecard import criterion_values, plan_figures
from tests.maps.plans import grid, grown_plan, plan_of
from tests.plan.plans import plan_with, plans


def ring(units="abcdefgh", other=""):
    """A graph in which each unit has two neighbours, with borders of 1, 2, ... km."""
    graph = nx.Graph()
    for number, (a, b) in enumerate(zip(units, units[1:] + units[0], strict=True), 1):
        graph.add_edge(a, b, border_m=1000.0 * number)
    nx.set_node_attributes(graph, {u: "Q" if u in other else "P" for u in units}, "parent")
    return graph


def pairs(borders):
    return [(border.a, border.b, border.border_km) for border in borders]


def test_by_hand():
    earlier = plan_with({"x": "abcd", "y": "efgh"})
    plan = plan_with({"one": "ab", "two": "cde", "three": "fgh"})
    found = border_change(plan, earlier, ring())
    assert pairs(found.gained) == [("b", "c", 2.0), ("e", "f", 5.0)]
    assert pairs(found.lost) == [("d", "e", 4.0)]
    assert (found.gained_km, found.lost_km) == (7.0, 4.0)


def test_only_inside_a_reference_region():
    earlier, plan = plan_with({"x": "abcdefgh"}), plan_with({"x": "abcd", "y": "efgh"})
    assert pairs(border_change(plan, earlier, ring()).gained) == [("a", "h", 8.0), ("d", "e", 4.0)]
    assert pairs(border_change(plan, earlier, ring(other="efgh")).gained) == []


def test_who_is_in_no_region_is_apart_from_who_is_in_one_and_neither_from_others():
    earlier, plan = plan_with({"x": "abc"}), plan_with({"x": "ab", "y": "ef"})
    found = border_change(plan, earlier, ring())
    assert pairs(found.gained) == [("b", "c", 2.0)]  # c is in no region now
    assert pairs(found.lost) == []  # e and f were in none: no border was there
    assert pairs(border_change(plan_with({}), earlier, ring()).gained) == []


def test_a_link_has_no_length():
    world = grid(links=[("00", "33")])
    earlier = plan_of(world, [["00", "33"]])
    plan = plan_of(world, [["00"], ["33"]])
    graph = rook_graph(world)
    nx.set_node_attributes(graph, "P", "parent")
    assert border_change(plan, earlier, graph).gained == (NeighbourBorder("00", "33", 0.0),)


@given(plan=plans(), earlier=plans())
def test_back_again_what_was_gained_is_lost(plan, earlier):
    there, back = border_change(plan, earlier, ring()), border_change(earlier, plan, ring())
    assert (there.gained, there.lost) == (back.lost, back.gained)


@given(plan=plans())
def test_codes_do_not_matter(plan):
    again = plan_with({f"new {region.code}": region.members for region in plan})
    found = border_change(again, plan, ring())
    assert (found.gained, found.lost) == ((), ())


@pytest.mark.parametrize("sizes", [(9, 6), (5, 15)])
def test_the_criterion_border_differs_by_it(sizes, flanders):
    graph, scenario = rook_graph(flanders), Scenario()
    earlier, plan = (grown_plan(flanders, size=size) for size in sizes)
    before, after = (
        criterion_values(one, plan_figures(one, Case(flanders, graph, scenario)))["border"]
        for one in (earlier, plan)
    )
    found = border_change(plan, earlier, graph)
    assert found.gained_km - found.lost_km == pytest.approx(after - before, abs=1e-3)


def test_the_table():
    world = grid()
    earlier = plan_of(world, [["00", "01", "11"], ["02", "03"]])
    plan = plan_of(world, [["00", "01"], ["11"], ["02", "03"]])
    table = borders_table(border_change(plan, earlier, rook_graph(world)), world).reset_index()
    assert table.to_dict("records") == [
        {
            "nis_a": "01",
            "nis_b": "11",
            "name_a": "Unit 01",
            "name_b": "Unit 11",
            "reference_region": "P1",
            "change": "gained",
            "border_km": 5.0,
        }
    ]
    nothing = borders_table(border_change(plan, plan, rook_graph(world)), world)
    assert nothing.index.names == ["nis_a", "nis_b"]
    assert len(nothing) == 0
