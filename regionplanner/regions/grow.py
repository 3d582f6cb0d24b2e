"""Covers grown without looking at costs exactly: a plan at once, when time is short."""

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.regions.order import Adjacency

# (regions closed below, size of the open region) -> for each child, its own state and whether
# the tree is cut above it
_State = tuple[int, int]
_Choices = tuple[tuple[int, _State, bool], ...]
_Table = dict[_State, _Choices]


def grown_cover(
    adjacency: Adjacency,
    xy: NDArray[np.float64],
    n_regions: int,
    *,
    min_units: int,
    max_units: int,
    attempts: int = 20,
) -> Members | None:
    """Return a cover by contiguous regions of the right sizes, or None when none was found.

    Draws spanning trees with short edges and cuts them, by dynamic programming over the tree,
    into the wanted number of parts.

    Parameters
    ----------
    adjacency
        Neighbours of each unit, by position.
    xy
        Centroids [m], shape ``(n_units, 2)``.
    n_regions
        Number of regions.
    min_units, max_units
        Sizes of a region.
    attempts
        Number of trees that are tried; always the same ones.

    Returns
    -------
    numpy.ndarray or None
        Shape ``(n_regions, n_units)``.

    References
    ----------
    DeFord, Duchin & Solomon 2021 (plans as cut spanning trees).
    """
    rng = np.random.default_rng(0)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(adjacency)))
    for _ in range(attempts):
        for a, neighbours in enumerate(adjacency):
            for b in sorted(neighbours):
                length = float(np.hypot(*(xy[a] - xy[b])))
                graph.add_edge(a, b, length=length * rng.uniform(0.5, 1.5))
        if not nx.is_connected(graph):
            return None
        tree = nx.minimum_spanning_tree(graph, weight="length")
        cover = _cut(tree, n_regions, min_units, max_units)
        if cover is not None:
            return cover
    return None


def _cut(tree: "nx.Graph[int]", n_regions: int, min_units: int, max_units: int) -> Members | None:
    """Return the parts of a tree cut into `n_regions` parts of the right sizes, if it can be."""
    children = dict(nx.bfs_successors(tree, 0))
    tables: dict[int, _Table] = {}
    for unit in nx.dfs_postorder_nodes(tree, 0):
        table: _Table = {(0, 1): ()}
        for child in children.get(unit, ()):
            table = _joined(table, tables[child], child, n_regions, min_units, max_units)
        tables[unit] = table
    for size in range(min_units, max_units + 1):
        if (n_regions - 1, size) in tables[0]:
            return _parts(tables, (n_regions - 1, size), len(tree))
    return None


def _joined(
    table: _Table, below: _Table, child: int, n_regions: int, min_units: int, max_units: int
) -> _Table:
    """Return the states of a unit after one more child: cut off, or in the same region."""
    result: _Table = {}
    for (closed, size), choices in table.items():
        for state in below:
            child_closed, child_size = state
            total = closed + child_closed
            if size + child_size <= max_units and total < n_regions:
                result.setdefault((total, size + child_size), (*choices, (child, state, False)))
            if min_units <= child_size and total + 1 < n_regions:
                result.setdefault((total + 1, size), (*choices, (child, state, True)))
    return result


def _parts(tables: Mapping[int, _Table], root_state: _State, n_units: int) -> Members:
    """Return the regions that a state of the root stands for."""
    regions: list[list[int]] = [[]]
    stack: list[tuple[int, _State, int]] = [(0, root_state, 0)]
    while stack:
        unit, state, region = stack.pop()
        regions[region].append(unit)
        for child, child_state, is_cut in tables[unit][state]:
            if is_cut:
                regions.append([])
            stack.append((child, child_state, len(regions) - 1 if is_cut else region))
    return _as_rows(regions, n_units)


def _as_rows(regions: Sequence[Sequence[int]], n_units: int) -> Members:
    members = np.zeros((len(regions), n_units), dtype=bool)
    for row, region in enumerate(regions):
        members[row, list(region)] = True
    return members
