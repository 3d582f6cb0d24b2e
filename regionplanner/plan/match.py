"""Which region of one plan is which region of another."""

from collections import Counter
from collections.abc import Mapping, Sequence

import networkx as nx

from regionplanner.plan.plan import Plan


def matched_regions(plan: Plan, earlier: Plan) -> Mapping[str, str]:
    """Return which region of an earlier plan each region of a plan continues.

    Parameters
    ----------
    plan, earlier
        The plans; they may have other municipalities in a region.

    Returns
    -------
    Mapping
        Code in the earlier plan by code in the plan, for the regions that continue one: those of
        the assignment with most municipalities that stay. No code is there twice.

    Notes
    -----
    An assignment problem (Kuhn 1955), solved as a matching of most weight (Edmonds 1965; Galil
    1986). Of equal assignments the one is taken in which more regions keep their code.
    """
    before = earlier.assignment
    shared = Counter(
        (region.code, before[nis]) for region in plan for nis in region.members if nis in before
    )
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for (code, old), count in sorted(shared.items()):
        # a shared code decides between equals, and never outweighs a municipality
        weight = count * (len(plan) + 1) + (code == old)
        graph.add_edge(("new", code), ("old", old), weight=weight)
    pairs = (dict(pair) for pair in nx.max_weight_matching(graph))
    return dict(sorted((pair["new"], pair["old"]) for pair in pairs))


def region_lines(plans: Sequence[Plan]) -> list[Mapping[str, int]]:
    """Return the line that each region belongs to: the same number for one that continues.

    Parameters
    ----------
    plans
        In order; each is matched with the first, what is new there with the plans between.

    Returns
    -------
    list of Mapping
        Number by region code, one mapping a plan. Numbers of the first plan are its positions.
    """
    found: list[Mapping[str, int]] = []
    n_lines = 0
    for number, plan in enumerate(plans):
        line: dict[str, int] = {}
        for other in range(number):
            for code, old in matched_regions(plan, plans[other]).items():
                known = found[other][old]
                if code not in line and known not in line.values():
                    line[code] = known
        for region in plan:
            if region.code not in line:
                line[region.code] = n_lines
                n_lines += 1
        found.append(line)
    return found
