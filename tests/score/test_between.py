"""Who lies between the pieces of a group: by hand, and against all subsets."""

import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regionplanner.graph.contiguity import parent_parts
from regionplanner.score.group_check import MOST_PIECES, joining_units


def mesh(rows, columns):
    """A grid graph whose nodes are called by row and column."""
    graph = nx.grid_2d_graph(rows, columns)
    return nx.relabel_nodes(graph, {(r, c): f"{r}{c}" for r, c in graph})


def joined(graph, group, among=None, area=None):
    units = list(graph) if among is None else among
    return joining_units(
        graph, parent_parts(graph, group), units, area or dict.fromkeys(graph, 1.0)
    )


def test_a_group_in_one_piece_needs_nobody():
    assert joined(mesh(2, 3), ["00", "01", "11"]) == ()


def test_the_one_in_between():
    assert joined(mesh(1, 3), ["00", "02"]) == ("01",)


def test_one_that_touches_three_pieces_is_better_than_two():
    assert joined(mesh(3, 3), ["01", "10", "21"]) == ("11",)


def test_of_equally_many_the_least_area_then_the_first():
    graph = mesh(2, 2)
    assert joined(graph, ["00", "11"]) == ("01",)
    assert joined(graph, ["00", "11"], area={"01": 9.0, "10": 3.0}) == ("10",)


def test_only_among_those_who_may_be_taken():
    graph = mesh(2, 4)
    assert joined(graph, ["00", "03"], among=["10", "11", "12", "13"]) == ("10", "11", "12", "13")
    assert joined(graph, ["00", "03"], among=["01"]) is None


def test_a_way_through_another_piece_costs_nothing():
    assert joined(mesh(1, 5), ["00", "02", "04"]) == ("01", "03")


def test_ids_that_look_like_numbers_of_pieces():
    graph = nx.relabel_nodes(nx.star_graph(4), str)
    assert joined(graph, ["1", "2", "3", "4"]) == ("0",)
    assert joined(graph, ["0", "1"]) == ()


def test_too_many_pieces_are_not_joined():
    graph = nx.relabel_nodes(nx.path_graph(2 * MOST_PIECES + 1), lambda n: f"{n:02d}")
    ends = [f"{2 * n:02d}" for n in range(MOST_PIECES + 1)]
    assert joined(graph, ends) is None
    assert len(joined(graph, ends[:-1])) == MOST_PIECES - 1


@given(data=st.data())
def test_no_smaller_set_joins_them(data):
    graph = mesh(3, 4)
    gone = data.draw(st.sets(st.sampled_from(sorted(graph)), max_size=3))
    graph.remove_nodes_from(gone)
    units = sorted(graph)
    group = data.draw(st.sets(st.sampled_from(units), min_size=1, max_size=6))
    area = {nis: float(data.draw(st.integers(1, 3))) for nis in units}
    others = [nis for nis in units if nis not in group]
    sets = (some for n in range(len(others) + 1) for some in itertools.combinations(others, n))
    joining = [some for some in sets if nx.is_connected(graph.subgraph(group | set(some)))]
    best = min(joining, key=lambda some: (len(some), sum(map(area.get, some)), some), default=None)
    assert joined(graph, group, area=area) == best


@pytest.mark.parametrize("among", [[], ["00", "02"]])
def test_nobody_to_take(among):
    assert joined(mesh(1, 3), ["00", "02"], among=among) is None
