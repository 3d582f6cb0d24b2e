"""Structure: parents that fall apart, and the links that would help."""

import geopandas as gpd
import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from regionplanner.choices import Lock
from regionplanner.data.borders import shared_borders
from regionplanner.data.check import raise_findings
from regionplanner.data.municipalities import DataSource, Municipalities
from regionplanner.data.read import read_municipalities
from regionplanner.errors import DataError
from regionplanner.graph.contiguity import (
    ProposedLink,
    nearest_links,
    parent_parts,
    rook_graph,
    structure_findings,
)
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario


def world(cells, parents=None):
    """Squares of 1 km at the given (column, row), all in parent P unless said otherwise."""
    shapes = {
        code: box(x * 1000, y * 1000, (x + 1) * 1000, (y + 1) * 1000)
        for code, (x, y) in cells.items()
    }
    geometry = gpd.GeoSeries(shapes, crs=31370).rename_axis("nis").sort_index()
    parent = pd.Series(parents or dict.fromkeys(cells, "P"))
    frame = gpd.GeoDataFrame(
        {
            "name": pd.Series({code: code.upper() for code in cells}),
            "reference_region": parent,
            "reference_region_name": parent.replace({"P": "Polder"}),
            "x_m": geometry.centroid.x,
            "y_m": geometry.centroid.y,
        },
        geometry=geometry,
    ).rename_axis("nis")
    return Municipalities(frame, shared_borders(geometry), (), DataSource("squares"))


def findings(municipalities, *, min_units=1, **options):
    graph = rook_graph(municipalities, **options)
    return structure_findings(Case(municipalities, graph, Scenario(min_units=min_units)))


def test_parent_in_one_piece_is_fine():
    assert findings(world({"a": (0, 0), "b": (1, 0), "c": (2, 0)})) == []


def test_unit_without_neighbours():
    (finding,) = findings(world({"a": (0, 0), "b": (1, 0), "z": (4, 0)}))
    assert (finding.kind, finding.units) == ("isolated", ("z",))
    assert finding.message == (
        "Polder (P) has 1 unit without a neighbour: Z (z); a region must be contiguous; "
        "add --link b:z (B and Z, 2.0 km apart), or leave the units out"
    )


def test_parent_in_parts_is_not_helped_by_another_parent():
    cells = {"a": (0, 0), "b": (1, 0), "x": (2, 0), "c": (3, 0), "d": (4, 0), "e": (5, 0)}
    parents = dict.fromkeys(cells, "P") | {"x": "Q"}
    (finding,) = findings(world(cells, parents))
    assert (finding.kind, finding.units) == ("split", ("a", "b"))
    assert finding.message == (
        "Polder (P) has 2 parts: 3 units, and apart from them A (a) and B (b); a region must be "
        "contiguous; add --link b:c (B and C, 1.0 km apart), or leave the units out"
    )


def test_corner_touch_is_proposed_as_a_touch():
    (finding,) = findings(world({"a": (0, 0), "b": (1, 1)}))
    assert "--link a:b (A and B, they touch)" in finding.message


def test_links_solve_it():
    loose = world({"a": (0, 0), "b": (1, 0), "z": (4, 0)})
    assert findings(loose, links=[("b", "z")]) == []


def test_short_borders_may_not_count():
    assert [found.kind for found in findings(world({"a": (0, 0), "b": (1, 0)}), min_border_m=1000)]


def test_large_parts_may_be_planned_by_themselves():
    cells = {"a": (0, 0), "b": (1, 0), "c": (3, 0), "d": (4, 0)}
    loose = world(cells)
    graph = rook_graph(loose)
    (finding,) = structure_findings(Case(loose, graph, Scenario(min_units=2)))
    assert finding.message.endswith(
        ", or plan each part by itself (--allow-parts), or leave the units out"
    )
    asked = Scenario(min_units=2, allow_parts=True)
    assert structure_findings(Case(loose, graph, asked)) == []
    loose = world(cells | {"z": (6, 0)})
    (finding,) = structure_findings(Case(loose, rook_graph(loose), asked))
    assert "each part must have at least 2 units" in finding.message
    assert "--allow-parts" not in finding.message


@pytest.mark.parametrize(
    ("cells", "min_units", "fields"),
    [
        ({"a": (0, 0), "b": (1, 0), "z": (4, 0)}, 2, ["links", "leave_out"]),
        (
            {"a": (0, 0), "b": (1, 0), "c": (3, 0), "d": (4, 0)},
            2,
            ["links", "allow_parts", "leave_out"],
        ),
        ({"a": (0, 0), "b": (1, 0)}, 3, ["min_units", "leave_out"]),
    ],
)
def test_each_way_out_can_be_applied_and_is_enough(cells, min_units, fields):
    units, asked = world(cells), Scenario(min_units=min_units)
    (finding,) = structure_findings(Case(units, rook_graph(units), asked))
    assert [" ".join(way.changes) for way in finding.ways] == fields
    for way in finding.ways:
        then = way.applied(asked)
        graph = rook_graph(units, links=then.links)
        assert structure_findings(Case(units, graph, then)) == []


def test_small_parent():
    (finding,) = findings(world({"a": (0, 0), "b": (1, 0)}), min_units=3)
    assert (finding.kind, finding.units) == ("small", ("a", "b"))
    assert finding.message.startswith(
        "Polder (P) has 2 units: A (a) and B (b); a region has at lea"
    )


def test_lone_unit_is_a_region_when_that_is_allowed():
    assert findings(world({"a": (0, 0)}), min_units=1) == []


def test_what_rules_settle_is_no_finding():
    cells = {"a": (0, 0), "b": (1, 0), "c": (2, 0), "z": (4, 0)}
    loose = world(cells)
    graph = rook_graph(loose)

    def settled(*units, min_units=2):
        """What is found where units are left out, and where they are locked: the same."""
        lock = Lock(region="L", members=units)
        out, locked = (
            structure_findings(Case(loose, graph, Scenario(min_units=min_units, **choices)))
            for choices in ({"leave_out": units}, {"locked": (lock,)})
        )
        assert [one.kind for one in out] == [one.kind for one in locked]
        return out

    assert settled("z") == []
    assert settled("b", "z") == []
    assert settled(*cells, min_units=9) == []
    assert settled("b")[0].kind == "isolated"


def test_findings_of_structure_are_raised_together():
    cells = {"a": (0, 0), "b": (2, 0), "c": (3, 0)}
    loose = world(cells, {"a": "P", "b": "P", "c": "Q"})
    with pytest.raises(DataError, match=r"3 findings in the data:\n- Polder"):
        raise_findings(findings(loose, min_units=3))


def test_every_part_gets_a_link():
    apart = world({"a": (0, 0), "b": (2, 0), "c": (10, 0), "d": (13, 0)})
    parts = parent_parts(rook_graph(apart), apart.frame.index)
    assert nearest_links(apart.frame.geometry, parts) == (
        ProposedLink("a", "b", 1000.0),
        ProposedLink("c", "d", 2000.0),
        ProposedLink("b", "c", 7000.0),
    )


@given(
    st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=3),
        st.tuples(st.integers(0, 6), st.integers(0, 6)),
        min_size=1,
        max_size=14,
    ).filter(lambda cells: len(set(cells.values())) == len(cells))
)
def test_proposed_links_join_everything(cells):
    squares = world(cells)
    graph = rook_graph(squares)
    parts = parent_parts(graph, graph.nodes)
    links = nearest_links(squares.frame.geometry, parts)
    assert len(links) == len(parts) - 1
    joined = rook_graph(squares, links=[(link.a, link.b) for link in links])
    assert nx.is_connected(joined)
    assert all(
        link.distance_m == squares.frame.geometry[link.a].distance(squares.frame.geometry[link.b])
        for link in links
    )


@pytest.mark.parametrize("year", [2018, 2024, 2025])
def test_voeren_is_the_only_finding_in_flanders(shared_geodata, year):
    flanders = read_municipalities(shared_geodata / f"flanders_{year}.gpkg")
    (finding,) = findings(flanders, min_units=5)
    assert finding.units == ("73109",)
    assert finding.message == (
        "Limburg (REFREG15) has 1 unit without a neighbour: Voeren (73109); a region must be "
        "contiguous; add --link 73066:73109 (Riemst and Voeren, 4.5 km apart), "
        "or leave the units out"
    )
    assert findings(flanders, min_units=5, links=[("73066", "73109")]) == []
