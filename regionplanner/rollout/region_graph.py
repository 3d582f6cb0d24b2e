"""Which regions of a plan adjoin, also across reference regions."""

from collections.abc import Mapping

import networkx as nx

from regionplanner.plan.plan import Plan


def adjoining_regions(plan: Plan, graph: "nx.Graph[str]") -> Mapping[str, frozenset[str]]:
    """Return the regions that each region adjoins, by code.

    Parameters
    ----------
    plan
        The regions.
    graph
        Rook graph of the municipalities, over all reference regions.
    """
    where = plan.assignment
    found: dict[str, set[str]] = {region.code: set() for region in plan}
    for a, b in graph.edges:
        one, other = where.get(a), where.get(b)
        if one is not None and other is not None and one != other:
            found[one].add(other)
            found[other].add(one)
    return {code: frozenset(others) for code, others in found.items()}
