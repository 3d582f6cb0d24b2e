"""Change: neighbouring pairs that are together in one division and apart in another."""

from collections.abc import Mapping, Sequence

import networkx as nx

from regionplanner.criteria.costs import QUANTUM, RegionCosts, no_costs
from regionplanner.data.municipalities import Municipalities

Pair = tuple[str, str]


def neighbouring_pairs(municipalities: Municipalities, graph: "nx.Graph[str]") -> tuple[Pair, ...]:
    """Return the pairs of neighbours inside one reference region, sorted.

    Parameters
    ----------
    municipalities
        The units.
    graph
        Their rook graph.
    """
    parent = municipalities.frame["reference_region"].to_dict()
    pairs = ((min(a, b), max(a, b)) for a, b in graph.edges)
    return tuple(sorted((a, b) for a, b in pairs if parent[a] == parent[b]))


def pair_agreement(
    pairs: Sequence[Pair],
    division: Mapping[str, str],
    *,
    weights: Mapping[Pair, float] | None = None,
    free: bool = False,
) -> dict[Pair, int]:
    """Return what each pair counts: above 0 when it is together in a division, below when apart.

    Parameters
    ----------
    pairs
        Pairs of neighbours.
    division
        Region by NIS code; who is not in it is in no region.
    weights
        Weight of each pair; 1 for one that is not in it.
    free
        Whether a pair of which one is in no region counts nothing, rather than as apart.

    Returns
    -------
    dict
        By pair, in quanta.
    """
    agreement = {}
    for a, b in pairs:
        of_a, of_b = division.get(a), division.get(b)
        weight = round((weights or {}).get((a, b), 1.0) / QUANTUM)
        if free and (of_a is None or of_b is None):
            weight = 0
        agreement[a, b] = weight if of_a is not None and of_a == of_b else -weight
    return agreement


def changed_pairs(
    values: Mapping[Pair, int], division: Mapping[str, str]
) -> list[tuple[Pair, bool]]:
    """Return the pairs that count and differ, each with whether a division has it together.

    Parameters
    ----------
    values
        Of `pair_agreement`: of the division that it differs from.
    division
        Region by NIS code.
    """
    changed = []
    for (a, b), value in values.items():
        together = a in division and division[a] == division.get(b)
        if value and together != (value > 0):
            changed.append(((a, b), together))
    return changed


def changed_weight(values: Mapping[Pair, int], division: Mapping[str, str]) -> int:
    """Return how much of a division differs from the one that values are of, in quanta.

    Parameters
    ----------
    values, division
        As of `changed_pairs`.
    """
    return sum(abs(values[pair]) for pair, _ in changed_pairs(values, division))


def pair_costs(units: Sequence[Sequence[str]], values: Mapping[Pair, int]) -> RegionCosts:
    """Return costs in which a region has the values of the pairs inside it.

    With values of `pair_agreement` the cost of a plan is how much is together in both divisions,
    less what is together in the plan alone; the weight that is together in the other division,
    less this cost, is the weight that differs.

    Parameters
    ----------
    units
        NIS codes of each unit.
    values
        By pair of NIS codes, in quanta; pairs of which one is in no unit are not counted.
    """
    place = {nis: n for n, unit in enumerate(units) for nis in unit}
    costs = no_costs(len(units))
    for (a, b), value in values.items():
        if a not in place or b not in place:
            continue
        i, j = place[a], place[b]
        if i == j:
            costs.unit[i] += value
        else:
            costs.pair[i, j] += value
            costs.pair[j, i] += value
    return costs
