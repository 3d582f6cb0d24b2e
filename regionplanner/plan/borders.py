"""Which borders between neighbours come and go from one plan to another."""

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx
import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class NeighbourBorder:
    """Two neighbours of one reference region, and the border between them.

    Attributes
    ----------
    one, other
        NIS codes, in order.
    border_km
        Border that they share [km]; 0 for a link.
    """

    one: str
    other: str
    border_km: float


@dataclass(frozen=True, slots=True)
class BorderChange:
    """What becomes of the borders between regions from one plan to another.

    Attributes
    ----------
    gained
        Neighbours that are together in the earlier plan and apart in the later one.
    lost
        Neighbours that are apart in the earlier plan and together in the later one.
    """

    gained: tuple[NeighbourBorder, ...]
    lost: tuple[NeighbourBorder, ...]

    @property
    def gained_km(self) -> float:
        """Length of the borders that are gained [km]."""
        return _total_km(self.gained)

    @property
    def lost_km(self) -> float:
        """Length of the borders that are lost [km]."""
        return _total_km(self.lost)


def border_change(plan: Plan, earlier: Plan, graph: "nx.Graph[str]") -> BorderChange:
    """Return which borders between regions a plan has and an earlier one has not, and the reverse.

    Parameters
    ----------
    plan, earlier
        The plans; their codes do not matter.
    graph
        Rook graph of the units, with `border_m` and `parent`.

    Returns
    -------
    BorderChange
        Pairs of neighbours of one reference region, by their NIS codes. They are together in one
        region, or apart: in two, or only one of them in any. Who are both in none are neither.

    Notes
    -----
    Between plans of all units the criterion border differs by what is gained less what is lost.
    """
    now, before = plan.assignment, earlier.assignment
    gained, lost = [], []
    for one, other in sorted((min(pair), max(pair)) for pair in graph.edges):
        if graph.nodes[one]["parent"] != graph.nodes[other]["parent"]:
            continue
        border = NeighbourBorder(one, other, graph.edges[one, other]["border_m"] / 1000)
        was, is_now = _together(before, one, other), _together(now, one, other)
        if was is True and is_now is False:
            gained.append(border)
        if was is False and is_now is True:
            lost.append(border)
    return BorderChange(tuple(gained), tuple(lost))


def borders_table(change: BorderChange, municipalities: Municipalities) -> pd.DataFrame:
    """Return the borders that come and go as one row a pair of neighbours.

    Parameters
    ----------
    change
        What changes, for example ``border_change(plan, earlier, graph)``.
    municipalities
        The units of both plans.

    Returns
    -------
    pandas.DataFrame
        Index ``nis_a``, ``nis_b``; columns ``name_a``, ``name_b``, ``reference_region``,
        ``change`` (``"gained"`` or ``"lost"``, in this order) and ``border_km``.
    """
    frame = municipalities.frame
    rows = [
        (border.one, border.other, word, border.border_km)
        for word, borders in (("gained", change.gained), ("lost", change.lost))
        for border in borders
    ]
    ones, others, words, lengths = ([row[place] for row in rows] for place in range(4))
    return pd.DataFrame(
        {
            "name_a": frame.loc[ones, "name"].tolist(),
            "name_b": frame.loc[others, "name"].tolist(),
            "reference_region": frame.loc[ones, "reference_region"].tolist(),
            "change": words,
            "border_km": pd.Series(lengths, dtype=float).round(3).tolist(),
        },
        index=pd.MultiIndex.from_arrays([ones, others], names=["nis_a", "nis_b"]),
    )


def _together(assignment: Mapping[str, str], one: str, other: str) -> bool | None:
    """Return whether two units are in one region; None when both are in none."""
    here, there = assignment.get(one), assignment.get(other)
    return None if here is None and there is None else here == there


def _total_km(borders: tuple[NeighbourBorder, ...]) -> float:
    return round(sum(border.border_km for border in borders), 6)
