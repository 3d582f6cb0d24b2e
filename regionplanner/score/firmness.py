"""Firm and loose borders: how often plans put two neighbours in one region."""

from collections.abc import Sequence

import networkx as nx
import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.objective.change import neighbouring_pairs
from regionplanner.plan.plan import Plan


def border_firmness(
    plans: Sequence[Plan], municipalities: Municipalities, graph: "nx.Graph[str]"
) -> pd.DataFrame:
    """Return for each pair of neighbours in which share of plans they are together.

    Parameters
    ----------
    plans
        At least one, such as the best plan and its alternatives.
    municipalities
        The units.
    graph
        Their rook graph.

    Returns
    -------
    pandas.DataFrame
        Index ``nis_a`` and ``nis_b`` (sorted, each pair once, both in one reference region);
        columns ``name_a``, ``name_b``, ``border_km`` [km] and ``together`` (share of the plans,
        0 to 1: 0 is a firm border, 1 is none). Who is in no region is with nobody.
    """
    names = municipalities.frame["name"]
    pairs = neighbouring_pairs(municipalities, graph)
    divisions = [plan.assignment for plan in plans]
    rows = [
        (
            a,
            b,
            names[a],
            names[b],
            round(graph.edges[a, b]["border_m"] / 1000, 3),
            sum(a in one and one[a] == one.get(b) for one in divisions) / len(divisions),
        )
        for a, b in pairs
    ]
    columns = ["nis_a", "nis_b", "name_a", "name_b", "border_km", "together"]
    return pd.DataFrame(rows, columns=columns).set_index(["nis_a", "nis_b"])
