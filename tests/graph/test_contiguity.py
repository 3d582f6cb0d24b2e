"""Rook graph: nodes, borders, links."""

import geopandas as gpd
import networkx as nx
import pandas as pd
import pytest
from shapely import box

from regionplanner.data.borders import shared_borders
from regionplanner.data.municipalities import DataSource, Municipalities
from regionplanner.errors import ScenarioError
from regionplanner.graph.contiguity import rook_graph, scenario_graph
from regionplanner.rules.neighbours import linked_pairs, neighbours, pairs_before_removal
from regionplanner.scenario import Scenario


@pytest.fixture
def squares() -> Municipalities:
    """2 x 2 squares of 1 km (a b above c d), and e, 3 km away from all."""
    shapes = {
        "a": box(0, 1000, 1000, 2000),
        "b": box(1000, 1000, 2000, 2000),
        "c": box(0, 0, 1000, 1000),
        "d": box(1000, 0, 2000, 1000),
        "e": box(5000, 0, 6000, 1000),
    }
    geometry = gpd.GeoSeries(shapes, crs=31370)
    centroid = geometry.centroid
    frame = gpd.GeoDataFrame(
        {
            "name": pd.Series({code: code.upper() for code in shapes}),
            "reference_region": "R1",
            "x_m": centroid.x,
            "y_m": centroid.y,
        },
        geometry=geometry,
    ).rename_axis("nis")
    return Municipalities(frame, shared_borders(geometry), (), DataSource("squares"))


def test_nodes_are_sorted_and_carry_name_parent_and_centroid(squares):
    graph = rook_graph(squares)
    assert list(graph) == ["a", "b", "c", "d", "e"]
    assert graph.nodes["d"] == {"name": "D", "parent": "R1", "x_m": 1500.0, "y_m": 500.0}


def test_corner_touch_is_no_edge(squares):
    graph = rook_graph(squares)
    assert sorted(graph.edges) == [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]
    assert graph.edges["a", "b"] == {"border_m": 1000.0, "kind": "border"}


def test_border_must_be_longer_than_the_minimum(squares):
    assert rook_graph(squares, min_border_m=999.9).number_of_edges() == 4
    assert rook_graph(squares, min_border_m=1000.0).number_of_edges() == 0


def test_links_join_and_never_replace_a_border(squares):
    graph = rook_graph(squares, links=[("e", "d"), ("b", "a"), ("d", "e")])
    assert graph.edges["d", "e"] == {"border_m": 0.0, "kind": "link"}
    assert graph.edges["a", "b"] == {"border_m": 1000.0, "kind": "border"}
    assert nx.is_connected(graph)


def test_declared_links_of_the_data_are_used(squares):
    linked = Municipalities(squares.frame, squares.borders, (("d", "e"),), squares.source)
    assert rook_graph(linked).has_edge("d", "e")


def test_graph_is_frozen(squares):
    with pytest.raises(nx.NetworkXError, match="Frozen graph"):
        rook_graph(squares).add_edge("a", "d")


def test_link_of_unknown_unit(squares):
    with pytest.raises(ScenarioError, match="link a:zz names zz, which is not in the data"):
        rook_graph(squares, links=[("zz", "a")])


def test_link_to_itself(squares):
    with pytest.raises(ScenarioError, match=r"link of A \(a\) to itself"):
        rook_graph(squares, links=[("a", "a")])


def test_order_of_the_rows_does_not_matter(squares):
    shuffled = Municipalities(
        squares.frame.iloc[::-1], squares.borders.iloc[::-1], (), squares.source
    )
    assert list(rook_graph(shuffled).edges(data=True)) == list(rook_graph(squares).edges(data=True))


def test_who_is_linked_and_who_would_be_a_neighbour(squares):
    """A link that is removed is none, and every neighbour of the graph is one before removal."""
    scenario = Scenario(links=[("e", "d"), ("c", "b")], no_links=[("b", "c"), ("b", "a")])
    assert linked_pairs(squares, scenario) == {("d", "e")}
    graph, before = scenario_graph(squares, scenario), pairs_before_removal(squares, scenario)
    assert before == {("a", "b"), ("a", "c"), ("b", "c"), ("b", "d"), ("c", "d"), ("d", "e")}
    assert set(graph.edges) == before - {("a", "b"), ("b", "c")} == neighbours(squares, scenario)
    long = scenario.model_copy(update={"min_border_m": 1000.0})
    assert pairs_before_removal(squares, long) == {("b", "c"), ("d", "e")}
    assert neighbours(squares, long) == {("d", "e")} == set(scenario_graph(squares, long).edges)
